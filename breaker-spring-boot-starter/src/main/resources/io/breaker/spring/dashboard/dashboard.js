// Circuit breakers, live: polls the actuator's endpoint breakers and shows what it says, and nothing else.

import { isAsking } from './actions.js';
import { Poll, breakersUrl, eventsUrl, read, serverTime, urlOf } from './connection.js';
import { Detail } from './detail.js';
import { text } from './drawing.js';
import { History } from './history.js';
import { List, changes, eachInPieces } from './list.js';
import { duration, number, rate } from './words.js';

const $ = (id) => document.getElementById(id);

/** How old an answer may be before it is called stale, in seconds. */
const STALE = 3;

/** How many events are asked for at first, and when only few can be new. */
const ALL = 1000;
const SOME = 100;

const histories = new Map();
const spoken = new Map();
let detail = null;
let left = '';
let learned = 0;
let asked = 0;

function remember(breaker, at) {
  let history = histories.get(breaker.name);
  if (!history) {
    histories.set(breaker.name, history = new History());
  }
  const moves = history.moves.length;
  const last = history.moves.at(-1)?.at;
  history.take(breaker, at);
  return history.moves.length !== moves || history.moves.at(-1).at !== last;
}

function age() {
  return poll.age();
}

const clocks = () => ({ pageNow: performance.now(), serverNow: serverTime(), stale: (age() ?? Infinity) > STALE });

const list = new List(clocks, () => history.replaceState(null, '', address()));

function address() {
  const wanted = new URLSearchParams();
  if (list.wanted) {
    wanted.set('q', list.wanted);
  }
  if (list.filter !== 'all') {
    wanted.set('state', list.filter);
  }
  return `#${wanted}`;
}

async function ask() {
  if (detail) {
    await askOne(detail);
  }
  else {
    await askAll();
  }
}

async function askAll() {
  const report = await read(breakersUrl);
  const at = performance.now();
  if (detail) {
    return;
  }
  note('');
  const round = ++asked;
  let moved = false;
  let all = 0;
  await eachInPieces(report.breakers, (breaker) => {
    moved = remember(breaker, at) || moved;
    all += histories.get(breaker.name).perSecond ?? 0;
  }, () => round !== asked);
  if (round !== asked) {
    return;
  }
  if (histories.size > report.breakers.length) {
    const there = new Set(report.breakers.map((breaker) => breaker.name));
    [...histories.keys()].filter((name) => !there.has(name)).forEach((name) => histories.delete(name));
  }
  say(changes(spoken, report.breakers));
  summary = `${number(report.total)} breakers, ${rate(all)} calls/s`;
  await list.take(report, histories, at);
  if (moved) {
    learn();
  }
}

async function askOne(shown) {
  try {
    const breaker = await read(urlOf(breakersUrl, shown.name));
    const at = performance.now();
    if (detail !== shown) {
      return;
    }
    const moved = remember(breaker, at);
    shown.history = histories.get(breaker.name);
    say(changes(spoken, [breaker]));
    summary = breaker.name;
    note('');
    shown.take(breaker, at);
    const changed = JSON.stringify([breaker.override, breaker.settings, breaker.incidents.length]);
    if (moved || shown.changed !== changed) {
      shown.changed = changed;
      await learnOf(shown);
    }
  }
  catch (refused) {
    if (refused.status === 404 && detail === shown) {
      shown.refuse('');
      note(`404: ${refused.message}`);
      return;
    }
    throw refused;
  }
}

const events = async (limit) => (await read(`${eventsUrl}?type=state-changed,breaker-created&limit=${limit}`)).events;

/** Learns from the events which moves the reports did not show. */
async function learn() {
  if (eventsUrl === null) {
    return;
  }
  try {
    let told = await events(learned === 0 ? ALL : SOME);
    if (oldest(told) > learned && told.length === SOME) {
      told = await events(ALL);
    }
    if (learned === 0 || oldest(told) > learned) {
      const since = oldest(told);
      histories.forEach((each) => (each.known = since));
    }
    const news = told.filter((event) => Date.parse(event.at) >= learned);
    learned = told.length > 0 ? Math.max(learned, Date.parse(told[0].at)) : learned;
    await eachInPieces(news, takeEvent);
  }
  catch {
    // The list is complete without; what is wrong with the server shows there.
  }
}

async function learnOf(shown) {
  if (eventsUrl === null) {
    shown.showEvents(null);
    return;
  }
  const answer = await read(`${urlOf(eventsUrl, shown.name)}?limit=100`);
  if (detail === shown) {
    shown.history.known = Math.min(shown.history.known, oldest(answer.events));
    answer.events.forEach(takeEvent);
    shown.showEvents(answer.events);
  }
}

/** All events since the oldest that is kept are kept. */
const oldest = (told) => (told.length > 0 ? Date.parse(told.at(-1).at) : Infinity);

function takeEvent(event) {
  if (event.type === 'STATE_CHANGED') {
    histories.get(event.breaker)?.moved(event);
  }
}

let summary = '';

function note(message) {
  text($('note'), message);
  $('note').hidden = message === '';
}

function say(sentences) {
  if (sentences.length > 0) {
    text($('spoken'), sentences.join('. '));
  }
}

function failed(failure) {
  reason = failure.status ? `${failure.status}: ${failure.message}` : 'no answer';
  tick();
}

let reason = '';

/** Lets the time run, and tells how old the answers are. */
function tick() {
  if (document.hidden) {
    return;
  }
  const since = age();
  const stale = since === null ? poll.failing : since > STALE;
  document.body.classList.toggle('is-stale', stale);
  text($('live'), stale ? 'Stale' : since === null ? 'Asking the application …' : `Live · ${summary}`);
  $('stale').hidden = !stale;
  text($('alarm'), stale ? 'The application does not answer: what is shown may be wrong.' : '');
  text($('age'), !stale ? '' : `${since === null ? 'There was no answer yet' : `The last answer is ${duration(since)} old`}. `
    + `Asking again${poll.failing ? ` (${reason})` : ''}.`);
  if (detail) {
    detail.tick();
  }
  else {
    list.tick();
  }
}

/** Shows what the address says. */
function route() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const name = wanted.get('breaker');
  $('list').hidden = name !== null;
  $('detail').hidden = name === null;
  note('');
  if (name === null) {
    document.title = 'Circuit breakers';
    detail = null;
    list.choose(wanted.get('q') ?? '', wanted.get('state') ?? 'all');
  }
  else {
    document.title = `${name} · Circuit breakers`;
    left = name;
    if (!histories.has(name)) {
      histories.set(name, new History());
    }
    detail = new Detail(name, histories.get(name), clocks, () => poll.now());
    detail.focus();
  }
  scrollTo(0, 0);
  poll.now().then(() => {
    if (name === null && left) {
      list.focusTile(left);
      left = '';
    }
  });
}

function chooseTheme(theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
  }
  else {
    document.documentElement.dataset.theme = theme;
  }
  text($('theme'), `Colours: ${theme}`);
  localStorage.setItem('breaker-theme', theme);
}

$('theme').addEventListener('click', () => {
  const themes = ['system', 'dark', 'light'];
  chooseTheme(themes[(themes.indexOf(document.documentElement.dataset.theme ?? 'system') + 1) % themes.length]);
});

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  $('main').focus();
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.matches('input, textarea, select');
  if (event.key === '/' && !typing && !detail && !isAsking()) {
    event.preventDefault();
    list.focusSearch();
  }
  if (event.key === 'Escape' && detail && !isAsking() && !typing) {
    location.hash = '';
  }
});

const poll = new Poll(ask, failed);

chooseTheme(localStorage.getItem('breaker-theme') ?? 'system');
if (breakersUrl === null) {
  note('The endpoint breakers is not exposed: management.endpoints.web.exposure.include must name it beside breakerdashboard.');
}
else {
  window.addEventListener('hashchange', route);
  route();
  setInterval(tick, 200);
}
