// What the page remembers of a breaker: its totals of the last minute, and its moves.

import { simple } from './words.js';

/** How long the curve is, in seconds. */
export const CURVE = 60;

/** How long the strip is, in seconds. */
export const STRIP = 300;

const BAD = ['failure', 'slowFailure'];
const SLOW = ['slowSuccess', 'slowFailure'];
const JUDGED = ['success', ...BAD, 'slowSuccess'];
const REJECTED = ['rejected'];
const OTHERS = ['ignored', 'cancelled'];

const sum = (calls, keys) => keys.reduce((total, key) => total + calls[key], 0);

export class History {
  samples = [];
  moves = [];
  reason = '';
  reasonAt = 0;

  /** Calls per second over the last five seconds, null until there are two reports. */
  perSecond = null;

  /** From when on every move is known, in milliseconds of the server. */
  known = Infinity;

  /**
   * Takes a report.
   * @param breaker as the endpoint reported it
   * @param at when, in milliseconds of the page
   */
  take(breaker, at) {
    const { calls } = breaker;
    const sample = {
      at,
      judged: sum(calls, JUDGED),
      bad: sum(calls, BAD),
      slow: sum(calls, SLOW),
      unwell: sum(calls, [...BAD, 'slowSuccess']),
      rejected: sum(calls, REJECTED),
      others: sum(calls, OTHERS),
    };
    const last = this.samples.at(-1);
    if (last && sample.judged + sample.rejected < last.judged + last.rejected) {
      this.samples = [];
    }
    this.samples.push(sample);
    while (this.samples.length > 2 && this.samples[1].at < at - CURVE * 1000) {
      this.samples.shift();
    }
    this.perSecond = this.#rate();
    this.moved({ at: breaker.since, to: breaker.state });
    this.#blame(breaker.openedBy, breaker.lastFailure, Date.parse(breaker.since));
  }

  #blame(evidence, failure, at) {
    if (evidence && at >= this.reasonAt) {
      this.reason = [evidence.words, failure && simple(failure)].filter(Boolean).join(', last: ');
      this.reasonAt = at;
    }
  }

  /** Learns of a move, from an event or from a report. What is known already is completed. */
  moved(move) {
    const at = Date.parse(move.at);
    const known = this.moves.find((each) => each.at === at && each.to === move.to);
    if (known) {
      known.from ??= move.from;
    }
    else {
      const place = this.moves.findLastIndex((each) => each.at <= at) + 1;
      this.moves.splice(place, 0, { at, to: move.to, from: move.from });
      if (this.moves.length > 100) {
        this.moves.shift();
      }
    }
    if (move.to === 'OPEN') {
      this.#blame(move.evidence, move.lastFailure, at);
    }
  }

  #over(seconds) {
    const last = this.samples.at(-1);
    let index = this.samples.length - 1;
    while (index > 0 && this.samples[index - 1].at >= last.at - seconds * 1000) {
      index--;
    }
    const first = this.samples[index];
    return first && first !== last ? { first, last, seconds: (last.at - first.at) / 1000 } : null;
  }

  #rate() {
    const span = this.#over(5.5);
    const all = (sample) => sample.judged + sample.rejected + sample.others;
    return span ? (all(span.last) - all(span.first)) / span.seconds : null;
  }

  /** Percent of the calls of the last ten seconds that failed or were slow, null without any. */
  share(what) {
    const span = this.#over(10.5);
    const judged = span ? span.last.judged - span.first.judged : 0;
    return judged > 0 ? 100 * (span.last[what] - span.first[what]) / judged : null;
  }

  /**
   * The states of the last minutes, as far as they are known.
   * @param now the time of the server, in milliseconds
   */
  stretches(now) {
    const start = now - STRIP * 1000;
    const stretches = [];
    this.moves.forEach((move, index) => {
      const before = this.moves[index - 1];
      if (move.from && before?.to !== move.from) {
        const since = Math.max(start, this.known, before?.at ?? 0);
        stretches.push({ state: move.from, from: since, to: move.at });
      }
      const next = this.moves[index + 1];
      stretches.push({ state: move.to, from: Math.max(start, move.at), to: Math.min(now, next?.at ?? now) });
    });
    return stretches.filter((each) => each.to > each.from && each.to > start).reduce((joined, each) => {
      const last = joined.at(-1);
      if (last?.state === each.state && last.to >= each.from) {
        last.to = each.to;
        return joined;
      }
      return [...joined, each];
    }, []);
  }
}
