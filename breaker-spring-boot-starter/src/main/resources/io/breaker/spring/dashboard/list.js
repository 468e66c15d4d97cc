// The list of all breakers: search, filter, order.

import { make, text } from './drawing.js';
import { Tile } from './tile.js';
import { number, plain } from './words.js';

const FILTERS = [
  { key: 'all', label: 'All', fits: () => true },
  { key: 'open', label: 'Open', fits: (breaker) => breaker.state === 'OPEN' || breaker.mode === 'FORCED_OPEN' },
  { key: 'half-open', label: 'Half open', fits: (breaker) => breaker.state === 'HALF_OPEN' },
  { key: 'recovering', label: 'Recovering', fits: (breaker) => breaker.state === 'RECOVERING' },
  { key: 'closed', label: 'Closed', fits: (breaker) => breaker.state === 'CLOSED' && breaker.mode !== 'FORCED_OPEN' },
  { key: 'operated', label: 'Set by people', fits: (breaker) => breaker.override !== undefined },
];

/** How long the page may work before it lets the browser breathe, in milliseconds. */
const BREATH = 5;

const moment = () => new Promise((resume) => setTimeout(resume));

const frame = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));

/**
 * Does something for each, in short pieces, so that scrolling and typing stay fluid.
 * @param stopped tells whether the rest is not needed any more
 * @param pause waits between two pieces
 */
export async function eachInPieces(items, todo, stopped = () => false, pause = moment) {
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > BREATH) {
      await pause();
      since = performance.now();
    }
    if (stopped()) {
      return;
    }
    todo(item);
  }
}

export class List {
  #tiles = new Map();
  #visible = new Set();
  #ul = document.getElementById('tiles');
  #none = document.getElementById('none');
  #wanted = document.getElementById('wanted');
  #buttons = new Map();
  #filter = FILTERS[0];
  #total = 0;
  #round = 0;

  /**
   * @param clocks tells serverNow, pageNow and whether the answers are stale
   * @param changed told when people search or filter
   */
  constructor(clocks, changed) {
    this.clocks = clocks;
    for (const filter of FILTERS) {
      const button = make('button');
      button.type = 'button';
      button.append(make('span', '', filter.label), ' ', make('b', '', '0'));
      button.addEventListener('click', () => {
        this.choose(this.#wanted.value, filter.key);
        changed();
      });
      this.#buttons.set(filter, button);
      document.getElementById('filters').append(button);
    }
    this.#wanted.addEventListener('input', () => {
      this.arrange();
      changed();
    });
    document.getElementById('search').addEventListener('submit', (event) => event.preventDefault());
    this.#ul.addEventListener('keydown', (event) => this.#walk(event));
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '200px' });
    this.choose('', 'all');
  }

  get wanted() {
    return this.#wanted.value;
  }

  get filter() {
    return this.#filter.key;
  }

  /** Searches and filters as a link says. */
  choose(wanted, key) {
    if (this.#wanted.value !== wanted) {
      this.#wanted.value = wanted;
    }
    this.#filter = FILTERS.find((each) => each.key === key) ?? FILTERS[0];
    this.#buttons.forEach((button, filter) => button.setAttribute('aria-pressed', String(filter === this.#filter)));
    this.arrange();
  }

  focusSearch() {
    this.#wanted.focus();
  }

  focusTile(name) {
    this.#tiles.get(name)?.parts.name.focus();
  }

  /**
   * Takes a report of all breakers.
   * @param histories what is remembered, by name
   */
  async take(report, histories, at) {
    const round = ++this.#round;
    this.#total = report.total;
    const there = new Set();
    const stopped = () => round !== this.#round;
    await eachInPieces(report.breakers, (breaker) => {
      there.add(breaker.name);
      let tile = this.#tiles.get(breaker.name);
      if (!tile) {
        tile = new Tile(breaker.name, histories.get(breaker.name));
        this.#tiles.set(breaker.name, tile);
        tile.element.tile = tile;
        this.observer.observe(tile.element);
      }
      tile.take(breaker, at);
    }, stopped);
    if (stopped()) {
      return;
    }
    for (const [name, tile] of this.#tiles) {
      if (!there.has(name)) {
        this.observer.unobserve(tile.element);
        this.#visible.delete(tile);
        tile.element.remove();
        this.#tiles.delete(name);
      }
    }
    this.arrange();
    // Tiles that cannot be seen wait until they can.
    await eachInPieces([...this.#visible], (tile) => this.#show(tile), stopped, frame);
  }

  #show(tile) {
    if (tile.breaker) {
      const { serverNow, pageNow, stale } = this.clocks();
      tile.draw(serverNow);
      tile.tick(pageNow, serverNow, stale);
    }
  }

  #seen(entries) {
    for (const entry of entries) {
      const { tile } = entry.target;
      if (entry.isIntersecting) {
        this.#visible.add(tile);
        this.#show(tile);
      }
      else {
        this.#visible.delete(tile);
      }
    }
  }

  /** Lets the time run in the tiles that can be seen. */
  tick() {
    const { serverNow, pageNow, stale } = this.clocks();
    this.#visible.forEach((tile) => tile.breaker && tile.tick(pageNow, serverNow, stale));
  }

  /** Shows those that are wanted, in their order. */
  arrange() {
    const words = this.#wanted.value.trim().toLowerCase().split(/\s+/);
    const all = [...this.#tiles.values()].filter((tile) => tile.breaker);
    const shown = all.filter((tile) => this.#filter.fits(tile.breaker)
      && words.every((word) => tile.name.toLowerCase().includes(word)));
    shown.forEach((tile) => (tile.place = tile.rank()));
    shown.sort((one, other) => one.place - other.place || (one.name < other.name ? -1 : 1));
    this.#place(shown);
    this.#buttons.forEach((button, filter) => text(button.lastElementChild,
      number(all.filter((tile) => filter.fits(tile.breaker)).length)));
    const hint = this.#hint(all.length, shown.length);
    text(this.#none, hint);
    this.#none.hidden = hint === '';
  }

  #hint(all, shown) {
    if (all === 0) {
      return this.#round > 0 ? 'This application has no circuit breaker yet.' : '';
    }
    if (shown === 0) {
      return 'No breaker fits.';
    }
    return this.#total > all ? `${number(all)} of ${number(this.#total)} breakers are shown.` : '';
  }

  /** Puts the tiles in order with few moves, and keeps the focus where it is. */
  #place(shown) {
    const focused = this.#ul.contains(document.activeElement) ? document.activeElement : null;
    const wanted = new Set(shown.map((tile) => tile.element));
    for (const element of [...this.#ul.children]) {
      if (!wanted.has(element)) {
        element.remove();
      }
    }
    let next = this.#ul.firstElementChild;
    for (const { element } of shown) {
      if (element !== next && next?.nextElementSibling === element) {
        next.remove();
        next = element;
      }
      if (element === next) {
        next = next.nextElementSibling;
      }
      else {
        this.#ul.insertBefore(element, next);
      }
    }
    if (focused && document.activeElement !== focused && focused.isConnected) {
      focused.focus({ preventScroll: true });
    }
  }

  /** Walks from tile to tile with the arrow keys, as they stand on the screen. */
  #walk(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    const tiles = [...this.#ul.children];
    const here = tiles.indexOf(event.target.closest('.tile'));
    if (here < 0 || (!step && !['ArrowUp', 'ArrowDown'].includes(event.key))) {
      return;
    }
    const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length);
    const way = step ?? (event.key === 'ArrowDown' ? columns : -columns);
    const target = Math.min(tiles.length - 1, Math.max(0, here + way));
    tiles[target].querySelector('.name').focus();
    event.preventDefault();
  }
}

/** What has changed since the last report, for those who listen. */
export function changes(before, breakers) {
  const said = [];
  for (const { name, state, mode } of breakers) {
    const old = before.get(name);
    const now = mode === 'ENFORCE' ? plain(state) : `${plain(state)}, ${plain(mode)}`;
    if (old !== undefined && old !== now) {
      said.push(`${name} is ${now}`);
    }
    before.set(name, now);
  }
  return said.length > 5 ? [...said.slice(0, 5), `and ${said.length - 5} more`] : said;
}
