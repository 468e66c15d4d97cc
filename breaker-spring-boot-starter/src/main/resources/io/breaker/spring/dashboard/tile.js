// One breaker in the list.

import { drawCircle, drawCurve, drawStrip, text } from './drawing.js';
import { clock, percent, plain, rate, situation } from './words.js';

const template = document.getElementById('tile');

/** The link to the detail view of a breaker, for this page. */
export const linkTo = (name) => `#${new URLSearchParams({ breaker: name })}`;

/** Shows state and mode, in words and colours, wherever a breaker is shown. */
export function showState(root, breaker) {
  if (root.dataset.state === breaker.state && root.dataset.mode === breaker.mode) {
    return;
  }
  root.dataset.state = breaker.state;
  root.dataset.mode = breaker.mode;
  text(root.querySelector('.state'), plain(breaker.state));
  const mode = root.querySelector('.mode');
  text(mode, plain(breaker.mode));
  mode.hidden = breaker.mode === 'ENFORCE';
}

export class Tile {
  constructor(name, history) {
    this.name = name;
    this.history = history;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.parts = Object.fromEntries(['name', 'now', 'rate', 'failed', 'slow', 'evidence', 'reason', 'circle', 'curve',
      'strip'].map((part) => [part, this.element.querySelector(`.${part}`)]));
    this.parts.name.textContent = name;
    this.parts.name.href = linkTo(name);
    this.busy = 0;
  }

  /** Takes a report. */
  take(breaker, at) {
    this.breaker = breaker;
    this.at = at;
    this.perSecond = this.history.perSecond;
    showState(this.element, breaker);
  }

  /** Draws all that stands still between two reports. */
  draw(serverNow) {
    const { breaker, history, parts } = this;
    const failed = breaker.failureRate ?? history.share('bad');
    text(parts.rate, rate(this.perSecond));
    text(parts.failed, percent(failed));
    text(parts.slow, percent(breaker.slowRate ?? history.share('slow')));
    text(parts.evidence, breaker.evidence === undefined ? '–' : percent(100 * breaker.evidence));
    text(parts.reason, this.#reason());
    drawCircle(parts.circle, this.perSecond, failed);
    drawCurve(parts.curve, history.samples, this.at, 120, 30);
    drawStrip(parts.strip, history.stretches(serverNow), serverNow, 300, 6);
  }

  #reason() {
    const { override, state } = this.breaker;
    if (override) {
      return `${override.actor}: ${override.reason ?? 'no reason given'}`;
    }
    if (!this.history.reason) {
      return this.breaker.openings === 0 ? 'has not opened so far' : `opened ${this.breaker.openings} ×`;
    }
    return state === 'CLOSED' ? `last opened at ${clock(this.history.reasonAt)}: ${this.history.reason}`
      : this.history.reason;
  }

  /** Draws what runs: the time that is left. */
  tick(pageNow, serverNow, stale) {
    text(this.parts.now, situation(this.breaker, stale ? null : (pageNow - this.at) / 1000, serverNow));
  }

  /** Where it stands in the list: the open ones, the recovering ones, then the busiest; small changes move nothing. */
  rank() {
    const { mode, state } = this.breaker;
    const group = mode === 'FORCED_OPEN' ? 0 : ['OPEN', 'HALF_OPEN', 'RECOVERING', 'CLOSED'].indexOf(state);
    const busy = 2 * Math.log2(1 + (this.perSecond ?? 0));
    if (Math.abs(busy - this.busy) > 0.8) {
      this.busy = Math.round(busy);
    }
    return 1000 * group - this.busy;
  }
}
