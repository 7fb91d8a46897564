// Charts as inline SVG, coloured by class from the tokens, each with a title, and a table behind it that says the same in words.

import { element, number, text } from './base.js';
import * as days from './days.js';

const SVG = 'http://www.w3.org/2000/svg';
let serial = 0;

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** @param {string} title @param {number} width @param {number} height @param {Node[]} shapes @param {string} kind */
function chart(title, width, height, shapes, kind) {
  const id = `chart-${++serial}`;
  return svg('svg', { class: `chart ${kind}`, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': id }, svg('title', { id }, title), ...shapes);
}

/**
 * The same as a table, closed at first.
 * @param {string[]} heads
 * @param {(string | number)[][]} rows the first of each names it
 */
function table(heads, rows) {
  const head = element('tr', {}, ...heads.map((words) => element('th', { scope: 'col' }, words)));
  const body = rows.map(([name, ...cells]) => element('tr', {}, element('th', { scope: 'row' }, String(name)), ...cells.map((cell) => element('td', {}, String(cell)))));
  const grid = element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
  return element('details', { class: 'chart-table' }, element('summary', {}, text('progress.as_table')), element('div', { class: 'table-scroll', tabindex: '0', role: 'group', 'aria-label': text('progress.as_table') }, grid));
}

const CELL = 11;
const STEP = 13;

/** The shade of a number, 0 to 4, by where it is among the others. @param {number} n @param {number[]} sorted */
function shade(n, sorted) {
  if (n === 0) return 0;
  return 1 + Math.min(3, Math.floor((4 * sorted.findIndex((x) => x >= n)) / Math.max(1, sorted.length)));
}

/**
 * A calendar of weeks: a column a week, Monday at the top.
 * @param {string} title
 * @param {number} today
 * @param {number} weeks
 * @param {(day: number) => number} value
 * @param {(day: number) => string} label of a day
 * @param {(day: number) => string} month of a day, for the line above
 */
function calendar(title, today, weeks, value, label, month) {
  const first = today - days.weekday(today) - 7 * (weeks - 1);
  const all = Array.from({ length: today - first + 1 }, (_, i) => first + i);
  const sorted = all.map(value).filter((n) => n > 0).sort((a, b) => a - b);
  const cells = all.map((day, i) =>
    svg('rect', { class: `heat heat-${shade(value(day), sorted)}`, x: Math.floor(i / 7) * STEP, y: 16 + (i % 7) * STEP, width: CELL, height: CELL, rx: 2 }, svg('title', {}, label(day))),
  );
  const months = [];
  for (let week = 0, last = '', at = -9; week < weeks; week++) {
    const name = month(first + 7 * week);
    if (name !== last && week - at >= 3) {
      months.push(svg('text', { x: week * STEP, y: 10 }, name));
      at = week;
    }
    last = name;
  }
  return chart(title, weeks * STEP, 16 + 7 * STEP, [...months, ...cells], 'calendar');
}

/**
 * Upright bars, with the number of every fifth under it and the greatest at the side.
 * @param {string} title
 * @param {number} room in CSS pixels, so that the letters keep their size
 * @param {number[]} values
 * @param {(i: number) => string} label
 * @param {(i: number) => string} under
 */
function bars(title, room, values, label, under) {
  const width = Math.min(Math.max(room, 280), 700), height = 140, floor = 116, left = 34;
  const most = Math.max(1, ...values);
  const step = (width - left) / values.length;
  const shapes = values.map((n, i) => {
    const tall = n === 0 ? 1 : Math.max(3, ((floor - 12) * n) / most);
    return svg('rect', { class: n === 0 ? 'chart-bar none' : 'chart-bar', x: left + i * step + 1, y: floor - tall, width: Math.max(1, step - 3), height: tall, rx: 1.5 }, svg('title', {}, label(i)));
  });
  const marks = values.flatMap((_, i) => (i % (width < 450 ? 10 : 5) === 0 ? [svg('text', { x: left + i * step + step / 2, y: height - 8, 'text-anchor': i === 0 ? 'start' : 'middle' }, under(i))] : []));
  const scale = [svg('text', { x: left - 6, y: 20, 'text-anchor': 'end' }, number(most)), svg('text', { x: left - 6, y: floor, 'text-anchor': 'end' }, '0'), svg('path', { class: 'axis', d: `M${left} ${floor + 0.5}H${width}` })];
  return chart(title, width, height, [...scale, ...shapes, ...marks], 'bars');
}

/**
 * Shares over time as dots that a line joins, with the share that is aimed at across them.
 * @param {string} title
 * @param {number} room in CSS pixels
 * @param {(number | null)[]} values 0 to 1; `null` where there is nothing to tell
 * @param {number} target
 * @param {(i: number) => string} label
 * @param {(i: number) => string} under
 */
function shareLine(title, room, values, target, label, under) {
  const width = Math.min(Math.max(room, 280), 700), height = 140, top = 12, floor = 116, left = 42;
  const known = values.flatMap((share, i) => (share === null ? [] : [{ share, i }]));
  const low = Math.max(0, Math.floor(Math.min(target, ...known.map(({ share }) => share)) * 10 - 0.5) / 10);
  const step = (width - left) / values.length;
  const x = (/** @type {number} */ i) => left + (i + 0.5) * step;
  const y = (/** @type {number} */ share) => floor - ((floor - top) * (share - low)) / (1 - low);
  const line = svg('path', { class: 'line', d: known.map(({ share, i }, n) => `${n ? 'L' : 'M'}${x(i)} ${y(share)}`).join('') });
  const dots = known.map(({ share, i }) => svg('circle', { class: 'dot', cx: x(i), cy: y(share), r: 4 }, svg('title', {}, label(i))));
  const percent = (/** @type {number} */ share) => svg('text', { x: left - 6, y: y(share) + 4, 'text-anchor': 'end' }, number(share, { style: 'percent' }));
  const scale = [low, target, ...(y(target) - top > 14 ? [1] : [])].map(percent);
  const every = width < 450 ? 4 : 2;
  const marks = values.flatMap((_, i) => (i % every === 0 ? [svg('text', { x: x(i), y: height - 8, 'text-anchor': 'middle' }, under(i))] : []));
  const lines = [svg('path', { class: 'axis', d: `M${left} ${floor + 0.5}H${width}` }), svg('path', { class: 'target', d: `M${left} ${y(target)}H${width}` })];
  return chart(title, width, height, [...scale, ...lines, line, ...dots, ...marks], 'shares');
}

/**
 * Parts of a whole, one beside the other.
 * @param {string} title
 * @param {{ name: string, n: number, kind: string }[]} parts
 */
function stackedBar(title, parts) {
  const total = Math.max(1, parts.reduce((sum, part) => sum + part.n, 0));
  let x = 0;
  const shapes = parts.filter((part) => part.n > 0).map((part) => {
    const width = (600 * part.n) / total;
    const shape = svg('rect', { class: `part-${part.kind}`, x, y: 0, width: Math.max(1, width - 2), height: 18, rx: 2 }, svg('title', {}, `${part.name}: ${number(part.n)}`));
    x += width;
    return shape;
  });
  return chart(title, 600, 18, shapes, 'stack');
}

export { table, calendar, bars, shareLine, stackedBar };
