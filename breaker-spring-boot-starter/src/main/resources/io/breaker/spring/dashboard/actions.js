// What operators do: a dialog that says what callers will get, and the answer as it is.

import { breakersUrl, urlOf, write } from './connection.js';
import { make } from './drawing.js';
import { clock, consequences, plain } from './words.js';

const $ = (id) => document.getElementById(id);

const dialog = $('dialog');

let order = null;

/**
 * Opens the dialog.
 * @param asked what is asked: title, sentences, confirm, value (with a new one), holds (with an end), send, done
 */
function open(asked) {
  order = asked;
  $('dialog-title').textContent = asked.title;
  $('dialog-what').replaceChildren(...asked.sentences.map((sentence) => make('p', '', sentence)));
  $('confirm').textContent = asked.confirm;
  $('value-field').hidden = asked.value === undefined;
  $('value').value = asked.value ?? '';
  $('for-field').hidden = !asked.holds;
  $('for').value = asked.holds ? asked.lasting : '';
  $('reason').value = '';
  refuse('');
  dialog.showModal();
  (asked.value === undefined ? $('reason') : $('value')).focus();
}

function refuse(message) {
  $('refusal').textContent = message;
  $('refusal').hidden = message === '';
}

$('leave').addEventListener('click', () => dialog.close());

$('order').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { holds, send, done } = order;
  const lasting = holds ? $('for').value.trim() : '';
  const reason = $('reason').value.trim();
  $('confirm').disabled = true;
  refuse('');
  try {
    const answer = await send($('value').value.trim(), { ...(lasting && { for: lasting }), ...(reason && { reason }) });
    dialog.close();
    done(answer);
  }
  catch (refused) {
    refuse(refused.status ? `${refused.status}: ${refused.message}` : `No answer came: ${refused.message}. `
      + 'Look at the breaker before you try again.');
  }
  finally {
    $('confirm').disabled = false;
  }
});

const until = (answer) => (answer.until ? `, until ${clock(answer.until)}` : '');

/** Asks whether an action shall be taken. */
export function act(action, breaker, said) {
  open({
    title: `${action.label}: ${breaker.name}`,
    sentences: consequences(action.key, breaker),
    confirm: `${action.label} ${breaker.name}`,
    holds: action.holds,
    lasting: '10m',
    send: (value, more) => write(urlOf(breakersUrl, breaker.name), { action: action.key, ...more }),
    done: (answer) => said(`${answer.action} by ${answer.actor}: mode ${plain(answer.mode.old)} → ${plain(answer.mode.new)}, `
      + `state ${plain(answer.state.old)} → ${plain(answer.state.new)}${until(answer)}.`),
  });
}

const told = (answer) => `${Object.entries(answer.settings).map(([key, change]) => `${key}: ${change.old} → ${change.new}`)
  .join(', ') || 'Nothing changed'}${until(answer)}, by ${answer.actor}.`;

const send = (breaker, settings, more) => write(urlOf(breakersUrl, breaker.name, 'settings'), { ...settings, ...more });

/** Asks for a new value of a setting. */
export function tune(key, setting, breaker, said) {
  open({
    title: `Tune ${key} of ${breaker.name}`,
    sentences: [`${key} is ${setting.value} (${setting.origin}). What is under way stays: state, totals, permits, and the `
      + 'samples that the new window can hold. Callers get the same answers, but the breaker may open earlier or later; '
      + 'its sentence will say when.'],
    confirm: `Tune ${key}`,
    value: setting.value,
    holds: true,
    lasting: '30m',
    send: (value, more) => send(breaker, { [key]: value }, more),
    done: (answer) => said(told(answer)),
  });
}

/** Asks whether tuned values shall go; all of them where no key is given. */
export function drop(key, setting, breaker, said) {
  open({
    title: `Drop ${key === 'all' ? 'what was tuned' : key} of ${breaker.name}`,
    sentences: [setting ? `${key} is ${setting.value}; the configured value ${setting.configured} returns at once.`
      : 'All tuned values go, and the configured ones return at once.'],
    confirm: `Drop ${key === 'all' ? 'all' : key}`,
    holds: false,
    send: (value, more) => send(breaker, { [key]: null }, more),
    done: (answer) => said(told(answer)),
  });
}

export const isAsking = () => dialog.open;
