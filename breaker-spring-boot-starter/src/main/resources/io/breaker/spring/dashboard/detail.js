// One breaker, with all that is known of it.

import { act, drop, tune } from './actions.js';
import { writable } from './connection.js';
import { attribute, drawCircle, drawCurve, drawStrip, make, text } from './drawing.js';
import { showState } from './tile.js';
import { ACTIONS, IN_CODE, clock, duration, moment, number, percent, plain, rate, readable, situation } from './words.js';

const root = document.getElementById('detail');

const SVG = 'http://www.w3.org/2000/svg';

function svg(kind, box, ...children) {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', kind);
  element.setAttribute('viewBox', box);
  element.setAttribute('preserveAspectRatio', kind === 'circle' ? 'xMidYMid' : 'none');
  element.setAttribute('aria-hidden', 'true');
  for (const [tag, name] of children) {
    const child = element.appendChild(document.createElementNS(SVG, tag));
    child.setAttribute('class', name);
  }
  return element;
}

function section(title, kind) {
  const element = make('section', `card ${kind}`);
  const body = make('div', 'body');
  element.append(make('h2', '', title), body);
  return { element, body };
}

function table(caption, heads, rows) {
  const element = make('table');
  const head = element.createTHead().insertRow();
  element.createCaption().textContent = caption;
  for (const title of heads) {
    const cell = head.appendChild(make('th', '', title));
    cell.scope = 'col';
  }
  const body = element.createTBody();
  for (const [name, ...cells] of rows) {
    const row = body.insertRow();
    const first = row.appendChild(make('th', '', name));
    first.scope = 'row';
    for (const cell of cells) {
      row.insertCell().append(cell);
    }
  }
  const frame = make('div', 'scroll');
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', caption);
  frame.append(element);
  return frame;
}

function button(label, spoken, click) {
  const element = make('button', 'quiet', label);
  element.type = 'button';
  element.setAttribute('aria-label', spoken);
  element.addEventListener('click', click);
  return element;
}

export class Detail {
  #drawn = new Map();

  constructor(name, history, clocks, asked) {
    this.name = name;
    this.history = history;
    this.clocks = clocks;
    this.asked = asked;
    this.#build();
  }

  #build() {
    const back = make('a', 'back', '← All breakers');
    back.href = '#';
    this.heading = make('h2', 'title', this.name);
    this.heading.id = 'detail-name';
    this.heading.tabIndex = -1;
    const pills = make('p', 'pills');
    this.mode = make('span', 'pill mode');
    this.mode.hidden = true;
    pills.append(make('span', 'pill state'), this.mode);
    this.circle = svg('circle', '0 0 48 48', ['circle', 'track'], ['circle', 'share'], ['circle', 'disc']);
    for (const ring of this.circle.children) {
      ring.setAttribute('cx', 24);
      ring.setAttribute('cy', 24);
      ring.setAttribute('r', 21.5);
    }
    this.circle.querySelector('.share').setAttribute('pathLength', 100);
    this.now = make('p', 'now');
    const words = make('div', 'head');
    words.append(this.heading, pills, this.now);
    const top = make('div', 'summary');
    top.append(this.circle, words);
    this.said = make('p', 'said');
    this.said.setAttribute('role', 'status');
    this.buttons = make('div', 'actions');
    this.story = make('p', 'story');
    this.sentence = make('p', 'sentence');
    this.curve = svg('curve', '0 0 600 90', ['path', 'ok'], ['path', 'bad'], ['path', 'rejected']);
    this.top = make('p', 'scale');
    this.strip = svg('strip', '0 0 600 12');
    const words2 = section('What it does', 'words');
    words2.body.append(this.story, this.sentence);
    const calls = section('Calls', 'calls');
    this.figures = make('div');
    calls.body.append(this.top, this.curve, this.strip, make('p', 'scale', 'the last minute · states of the last five minutes'),
      this.figures);
    this.sections = { incidents: section('Incidents', 'incidents'), events: section('Events', 'events'),
      guards: section('Guarded methods', 'guards'), settings: section('Settings', 'settings') };
    root.replaceChildren(back, top, this.buttons, this.said, words2.element, calls.element,
      ...Object.values(this.sections).map((each) => each.element));
    if (writable) {
      for (const action of ACTIONS) {
        const element = make('button', action.key === 'force-open' ? 'danger' : '', action.label);
        element.type = 'button';
        element.addEventListener('click', () => this.breaker && act(action, this.breaker, (said) => this.#tell(said)));
        this.buttons.append(element);
      }
    }
  }

  focus() {
    this.heading.focus();
  }

  #tell(said) {
    this.said.textContent = said;
    this.asked();
  }

  /** Takes a report. */
  take(breaker, at) {
    this.breaker = breaker;
    this.at = at;
    showState(root, breaker);
    const { history } = this;
    const { serverNow } = this.clocks();
    const { perSecond } = history;
    drawCircle(this.circle, perSecond, breaker.failureRate ?? history.share('bad'));
    const top = drawCurve(this.curve, history.samples, at, 600, 90);
    text(this.top, perSecond === null ? '' : `up to ${rate(top)} calls/s`);
    drawStrip(this.strip, history.stretches(serverNow), serverNow, 600, 12);
    text(this.story, readable(breaker.situation));
    text(this.sentence, breaker.behaviour);
    this.#draw('figures', [breaker.calls, breaker.fallbacks, breaker.openings, rate(perSecond), breaker.notClosed],
      () => this.figures.replaceChildren(this.#totals(perSecond)));
    this.#draw('incidents', breaker.incidents, () => this.#incidents());
    this.#draw('guards', breaker.guards, () => this.#guards());
    this.#draw('settings', breaker.settings, () => this.#settings());
    this.tick();
  }

  /** Draws a part again only if what it shows is new, so that focus and selection stay. */
  #draw(part, shown, draw) {
    const state = JSON.stringify(shown);
    if (this.#drawn.get(part) !== state) {
      this.#drawn.set(part, state);
      draw();
    }
  }

  tick() {
    if (this.breaker) {
      const { pageNow, serverNow, stale } = this.clocks();
      text(this.now, situation(this.breaker, stale ? null : (pageNow - this.at) / 1000, serverNow));
    }
  }

  #totals(perSecond) {
    const { breaker, history } = this;
    const { calls, fallbacks } = breaker;
    const list = make('dl', 'figures');
    const span = breaker.window ? 'window' : 'last 10 s';
    const figures = [['calls/s', rate(perSecond)],
      [`failure rate, ${span}`, percent(breaker.failureRate ?? (breaker.window ? null : history.share('bad')))],
      [`slow rate, ${span}`, percent(breaker.slowRate ?? (breaker.window ? null : history.share('slow')))],
      ['evidence', breaker.evidence === undefined ? '–' : percent(100 * breaker.evidence)],
      ['succeeded', number(calls.success + calls.slowSuccess)], ['failed', number(calls.failure + calls.slowFailure)],
      ['slow', number(calls.slowSuccess + calls.slowFailure)], ['rejected', number(calls.rejected)],
      ['would be rejected', number(calls.wouldReject)], ['ignored', number(calls.ignored)],
      ['cancelled', number(calls.cancelled)], ['fallbacks answered', number(fallbacks.success)],
      ['fallbacks failed', number(fallbacks.failure)], ['opened', `${number(breaker.openings)} ×`],
      ['not closed', breaker.notClosed === undefined ? '–' : duration(breaker.notClosed)]];
    for (const [term, value] of figures) {
      const pair = make('div');
      pair.append(make('dt', '', term), make('dd', '', value));
      list.append(pair);
    }
    return list;
  }

  #incidents() {
    const list = make('ol', 'timeline');
    for (const incident of this.breaker.incidents) {
      const item = make('li', incident.ended ? '' : 'lasting');
      const causes = Object.entries(incident.causes).map(([type, count]) => `${count} × ${type}`).join(', ');
      item.append(make('b', '', `${moment(incident.started)} · ${duration(incident.duration ?? 0)}`
          + `${incident.ended ? '' : ' so far'}`),
        make('p', '', [incident.openedBy && `Opened by ${incident.openedBy.words}`, causes].filter(Boolean).join(': ')));
      if (incident.sampleMessage) {
        item.append(make('p', 'message', incident.sampleMessage));
      }
      item.append(make('p', '', `${number(incident.rejected)} calls rejected, ${number(incident.fallbacks)} fallbacks answered, `
        + `opened ${incident.openings} ×, trials: ${incident.trialsSucceeded} good, ${incident.trialsFailed} failed`
        + `${incident.endedBy ? `; ended by ${plain(incident.endedBy)}` : ''}.`));
      list.append(item);
    }
    this.sections.incidents.body.replaceChildren(list.childElementCount ? list : make('p', 'none', 'There was none.'));
  }

  #guards() {
    const rows = this.breaker.guards.map((guard) => [guard.method, guard.type,
      guard.fallbacks.length ? guard.fallbacks.join('\n') : 'none', guard.answersRejections ? 'yes' : 'no']);
    this.sections.guards.body.replaceChildren(rows.length
      ? table('Guarded methods and their fallbacks', ['Method', 'Found in', 'Fallbacks', 'Answers rejections'], rows)
      : make('p', 'none', 'No annotated method; it is used in code.'));
  }

  #settings() {
    const { settings } = this.breaker;
    const tuned = Object.values(settings).some((setting) => setting.configured !== undefined);
    const rows = Object.entries(settings).map(([key, setting]) => {
      const origin = make('span', setting.configured === undefined ? 'origin' : 'origin tuned', setting.configured === undefined
        ? setting.origin
        : [`${setting.origin}: ${setting.actor ?? 'somebody'}`, setting.reason, setting.until && `until ${clock(setting.until)}`,
          `then ${setting.configured}`].filter(Boolean).join(' · '));
      const value = make('code', '', setting.value);
      if (!writable) {
        return [key, value, origin];
      }
      const change = make('span', 'changes');
      if (!IN_CODE.has(key)) {
        change.append(button('Tune', `Tune ${key}`,
          () => tune(key, this.breaker.settings[key], this.breaker, (said) => this.#tell(said))));
      }
      if (setting.configured !== undefined) {
        change.append(button('Drop', `Drop ${key}`,
          () => drop(key, this.breaker.settings[key], this.breaker, (said) => this.#tell(said))));
      }
      return [key, value, origin, change];
    });
    const { body } = this.sections.settings;
    body.replaceChildren(table('Settings, and what decided each', ['Setting', 'Value', 'Decided by', ...(writable ? ['Change'] : [])],
      rows));
    if (writable && tuned) {
      body.append(button('Drop all tuned values', 'Drop all tuned values',
        () => drop('all', null, this.breaker, (said) => this.#tell(said))));
    }
  }

  /** Takes the events, the newest first; null where they are not exposed. */
  showEvents(events) {
    const { body } = this.sections.events;
    if (events === null) {
      body.replaceChildren(make('p', 'none', 'The endpoint breakerevents is not exposed.'));
      return;
    }
    this.#draw('events', events, () => {
      const list = make('ol', 'log');
      list.tabIndex = 0;
      list.setAttribute('aria-label', 'Events, the newest first');
      for (const event of events) {
        const item = make('li');
        item.append(make('time', '', moment(event.at)), make('span', '', describe(event)));
        list.append(item);
      }
      body.replaceChildren(events.length ? list : make('p', 'none', 'None is kept.'));
    });
  }

  /** Says that there is no such breaker, or why nothing is known of it. */
  refuse(message) {
    this.breaker = undefined;
    attribute(root, 'data-state', '');
    text(this.now, message);
  }
}

function describe(event) {
  const by = event.actor ? ` by ${event.actor}${event.reason ? `: ${event.reason}` : ''}` : '';
  switch (event.type) {
    case 'STATE_CHANGED':
      return [`${plain(event.from)} → ${plain(event.to)}`, event.evidence?.words, event.lastFailure && `last: ${event.lastFailure}`]
        .filter(Boolean).join(' · ') + by;
    case 'MODE_CHANGED':
      return `mode ${plain(event.from)} → ${plain(event.to)}${event.until ? `, until ${clock(event.until)}` : ''}${by}`;
    case 'SETTINGS_CHANGED':
      return `settings ${Object.entries(event.settings).map(([key, change]) => `${key}: ${change.old} → ${change.new}`)
        .join(', ')}${by}`;
    case 'INCIDENT_ENDED':
      return `incident over after ${duration(event.incident.duration ?? 0)}, ${number(event.incident.rejected)} calls rejected`;
    default:
      return plain(event.type).toLowerCase();
  }
}
