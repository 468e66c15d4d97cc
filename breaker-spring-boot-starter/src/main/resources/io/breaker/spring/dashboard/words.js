// How figures, times and states are written, and what an action means for callers.

const EMPTY = '–';

/** The states and modes as the endpoint names them, for people: HALF_OPEN is "HALF OPEN". */
export const plain = (word) => String(word).replaceAll('_', ' ');

export const number = (value) => (value ?? 0).toLocaleString('en');

export function rate(perSecond) {
  if (perSecond === null) {
    return EMPTY;
  }
  return perSecond >= 100 ? number(Math.round(perSecond)) : perSecond.toFixed(1);
}

export function percent(value) {
  if (value === null || value === undefined) {
    return EMPTY;
  }
  const digits = value > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} %`;
}

/** A length of time: 0.8 s, 12 s, 3 min 20 s, 2 h 5 min. */
export function duration(seconds) {
  if (seconds < 10) {
    return `${Math.max(0, seconds).toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
  }
  const minutes = Math.round(whole / 60);
  if (minutes < 48 * 60) {
    return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
  }
  return `${Math.round(minutes / 1440)} days`;
}

/** The same, a minute or more in whole minutes. */
export const roughly = (seconds) => duration(seconds < 60 ? seconds : 60 * Math.round(seconds / 60));

/** A class without its package. */
export const simple = (type) => String(type).slice(String(type).lastIndexOf('.') + 1);

export const clock = (instant) => new Date(instant).toLocaleTimeString('en-GB');

export function moment(instant) {
  const date = new Date(instant);
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock(date) : `${date.toLocaleDateString('en-GB')} ${clock(date)}`;
}

/** A sentence of the server, with its times as people write them. */
export const readable = (sentence) => String(sentence).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment);

/**
 * What happens to calls now. The time left is what the endpoint said, less the time since; it never passes below zero,
 * because only the endpoint knows what comes then.
 * @param breaker as the endpoint reported it
 * @param elapsed seconds since the report, or null while it is too old to count on
 * @param now the time of the server, in milliseconds
 */
export function situation(breaker, elapsed, now) {
  const left = elapsed === null || breaker.retryAfter === undefined ? null : breaker.retryAfter - elapsed;
  const until = breaker.override?.until;
  const end = until && elapsed !== null ? `, ${roughly((Date.parse(until) - now) / 1000)} left` : '';
  if (breaker.mode === 'FORCED_OPEN') {
    return `all calls are rejected${end}`;
  }
  if (breaker.mode === 'DISABLED') {
    return `all calls pass uncounted${end}`;
  }
  const watching = breaker.mode === 'OBSERVE' ? `; rejects nobody${end}` : '';
  switch (breaker.state) {
    case 'OPEN':
      return `${left === null ? 'next trial soon' : `next trial in ${duration(left)}`}${watching}`;
    case 'HALF_OPEN':
      return `trial calls decide now${watching}`;
    case 'RECOVERING':
      return `${left === null ? 'load returns' : `load returns, all calls in ${duration(left)}`}${watching}`;
    default:
      return `all calls pass${watching}`;
  }
}

/** The settings that only code can give; elsewhere they can be nothing but off. */
export const IN_CODE = new Set(['record-when', 'ignore-when', 'record-result', 'judge', 'retry-after']);

export const ACTIONS = [
  { key: 'force-open', label: 'Force open', holds: true },
  { key: 'observe', label: 'Observe', holds: true },
  { key: 'disable', label: 'Disable', holds: true },
  { key: 'enforce', label: 'Enforce', holds: false },
  { key: 'reset', label: 'Reset', holds: false },
];

/** What callers will get, in sentences. */
export function consequences(action, breaker) {
  switch (action) {
    case 'force-open':
      return ['Every call is rejected from now on, however well the callee is.', ...rejections(breaker)];
    case 'observe':
      return ['No call is rejected: callers get what the callee answers, also while it is broken. '
        + 'The breaker counts and moves as usual.'];
    case 'disable':
      return ['Every call passes and none is counted: callers get what the callee answers, also while it is broken, '
        + 'and the breaker notices nothing.'];
    case 'enforce':
      return [breaker.override
        ? `What ${breaker.override.actor} set (${plain(breaker.override.mode)}) is dropped, and the configured mode holds again.`
        : 'Nothing is set that could be dropped: the configured mode holds already.',
      ...(breaker.state === 'OPEN' ? ['It is open, so in the mode ENFORCE calls are rejected at once.', ...rejections(breaker)] : [])];
    default:
      return ['The state and its counts are forgotten and the breaker starts again, closed: every call goes to the '
        + 'callee at once, also if it is still broken. Totals and incidents stay.'];
  }
}

function rejections(breaker) {
  const guards = breaker.guards ?? [];
  const bare = 'a CallRejectedException; where it leaves a controller, 503 with Retry-After';
  if (guards.length === 0) {
    return [`Callers get ${bare}.`];
  }
  const said = guards.slice(0, 8).map((guard) => `Callers of ${guard.method} get `
    + `${guard.answersRejections ? 'the answer of its fallback.' : `${bare}.`}`);
  return guards.length > 8 ? [...said, `And so on for ${guards.length - 8} more methods.`] : said;
}
