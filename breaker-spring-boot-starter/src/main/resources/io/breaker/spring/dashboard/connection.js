// The only door to the server: reads, writes, and a poll that rests while nobody looks.

const data = document.body.dataset;

/** The address behind a link, without what somebody signed in with in the address of the page: fetch refuses that. */
function absolute(link) {
  if (!link) {
    return null;
  }
  const url = new URL(link, document.baseURI);
  url.username = '';
  url.password = '';
  return url.href;
}

export const breakersUrl = absolute(data.breakers);

export const eventsUrl = absolute(data.events);

export const writable = data.writes === 'true' && breakersUrl !== null;

const tokenUrl = `${absolute(data.files)}/token`;

const PATIENCE = 10_000;

/** An answer that is no success: its status, and what it says. */
export class Refused extends Error {
  constructor(status, said) {
    super(said);
    this.status = status;
  }
}

let ahead = 0;

/** The time by the clock of the server, in milliseconds; that of the browser where the server tells none. */
export const serverTime = () => Date.now() + ahead;

function compareClocks(answer) {
  const told = Date.parse(answer.headers.get('Date') ?? '');
  const difference = told + 500 - Date.now();
  ahead = Math.abs(difference) > 2000 ? difference : 0;
}

async function ask(url, options = {}) {
  const answer = await fetch(url, {
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
    ...options,
    headers: { Accept: 'application/json', ...options.headers },
  });
  if (answer.type === 'opaqueredirect') {
    throw new Refused(401, 'The server wants you to sign in. Load this page again.');
  }
  compareClocks(answer);
  const text = await answer.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  }
  catch {
    if (answer.ok) {
      throw new Refused(answer.status, 'The server answered with something that is no data. Load this page again.');
    }
  }
  if (!answer.ok) {
    throw new Refused(answer.status, body?.message ?? body?.detail ?? body?.error ?? words(answer.status));
  }
  return body;
}

function words(status) {
  return { 401: 'You are not signed in.', 403: 'You are not allowed to do this.', 405: 'This cannot be changed here.' }[status]
    ?? 'The server gave no reason.';
}

export const read = (url) => ask(url);

export const urlOf = (base, name, ...more) => [base, encodeURIComponent(name), ...more].join('/');

/**
 * Writes. Spring Security wants a token with it: the one of its cookie, or the one it tells the dashboard. Which of the
 * two an application accepts only shows when it refuses; what is refused with 401 or 403 has changed nothing.
 */
export async function write(url, body) {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
  const first = cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) } : await token();
  try {
    return await post(url, body, first);
  }
  catch (refused) {
    if ((refused.status === 403 || refused.status === 401) && cookie) {
      return post(url, body, await token());
    }
    throw refused;
  }
}

const post = (url, body, headers) => ask(url, {
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...headers },
});

async function token() {
  const answer = await fetch(tokenUrl, { cache: 'no-store', credentials: 'same-origin', redirect: 'manual' });
  const header = answer.headers.get('Breaker-Csrf-Header');
  return header ? { [header]: answer.headers.get('Breaker-Csrf-Token') } : {};
}

/**
 * Asks again and again: a second after each answer, more and more slowly while there is none, and not at all while the
 * page is hidden.
 */
export class Poll {
  #question;
  #timer = 0;
  #round = 0;
  #failures = 0;
  #heard = null;

  /**
   * @param question asks once, and returns a promise
   * @param failed told when it could not be answered
   */
  constructor(question, failed) {
    this.#question = async () => {
      const round = ++this.#round;
      clearTimeout(this.#timer);
      try {
        await question();
        this.#failures = 0;
        this.#heard = performance.now();
      }
      catch (failure) {
        this.#failures++;
        failed(failure);
      }
      if (round === this.#round) {
        this.#next();
      }
    };
    document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(this.#timer) : this.now()));
    window.addEventListener('online', () => this.now());
  }

  #next() {
    if (!document.hidden) {
      this.#timer = setTimeout(this.#question, 1000 * Math.min(10, 2 ** Math.max(0, this.#failures - 1)));
    }
  }

  /** Asks at once, whatever was asked before. */
  now() {
    return this.#question();
  }

  /** Seconds since the last answer, null if there was none. */
  age() {
    return this.#heard === null ? null : (performance.now() - this.#heard) / 1000;
  }

  get failing() {
    return this.#failures > 0;
  }
}
