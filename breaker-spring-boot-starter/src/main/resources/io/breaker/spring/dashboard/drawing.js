// Small pictures: the circle, the curve of calls, the strip of states.

import { CURVE, STRIP } from './history.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Sets an attribute if it is another: what stays as it is costs the browser nothing. */
export function attribute(element, name, value) {
  const text = String(value);
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

/** Creates an element with a class and a text; texts are never markup. */
export function make(tag, kind, content) {
  const element = document.createElement(tag);
  if (kind) {
    element.className = kind;
  }
  if (content !== undefined) {
    element.textContent = content;
  }
  return element;
}

/** The circle: the more calls the larger, and a ring for the share that failed. */
export function drawCircle(svg, perSecond, failed) {
  const size = Math.min(1, Math.log10(1 + (perSecond ?? 0)) / 3);
  attribute(svg.querySelector('.disc'), 'r', (4 + 14 * size).toFixed(1));
  attribute(svg.querySelector('.share'), 'stroke-dasharray', `${(failed ?? 0).toFixed(0)} 100`);
}

/**
 * The curve: calls per second, answered above failed above rejected.
 * @returns the greatest rate in it
 */
export function drawCurve(svg, samples, now, width, height) {
  const points = [];
  for (let i = 1; i < samples.length; i++) {
    const one = samples[i - 1];
    const other = samples[i];
    const seconds = Math.max(0.2, (other.at - one.at) / 1000);
    const rejected = (other.rejected - one.rejected) / seconds;
    const bad = rejected + (other.unwell - one.unwell) / seconds;
    const all = rejected + (other.judged - one.judged + other.others - one.others) / seconds;
    points.push({ from: one.at, to: other.at, rejected, bad, all });
  }
  const top = Math.max(1, ...points.map((point) => point.all));
  const x = (at) => Math.max(0, width * (1 - (now - at) / 1000 / CURVE)).toFixed(1);
  const y = (value) => (height - (height - 1) * value / top).toFixed(1);
  for (const [kind, value] of [['ok', 'all'], ['bad', 'bad'], ['rejected', 'rejected']]) {
    const shown = points.some((point) => point[value] > 0);
    const line = points.map((point) => `L${x(point.from)} ${y(point[value])}L${x(point.to)} ${y(point[value])}`).join('');
    attribute(svg.querySelector(`.${kind}`), 'd',
      shown ? `M${x(points[0].from)} ${height}${line}L${x(points.at(-1).to)} ${height}Z` : '');
  }
  return top;
}

/** The strip: one block for each stretch of a state. */
export function drawStrip(svg, stretches, now, width, height) {
  const x = (at) => width * (1 - (now - at) / 1000 / STRIP);
  while (svg.childElementCount > stretches.length) {
    svg.lastElementChild.remove();
  }
  stretches.forEach((stretch, index) => {
    const block = svg.children[index] ?? svg.appendChild(document.createElementNS(SVG, 'rect'));
    const from = Math.max(0, x(stretch.from));
    attribute(block, 'class', `is-${stretch.state}`);
    attribute(block, 'x', from.toFixed(1));
    attribute(block, 'width', Math.max(0.8, x(stretch.to) - from).toFixed(1));
    attribute(block, 'height', height);
  });
}
