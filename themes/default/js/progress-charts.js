// The charts of the progress page, each into its own section, with a table that says the same.
//
// In: the numbers that js/stats.js gathers, and the day. Out: the sections' contents. Charts are as wide as the room that they find, so the
// page must be shown before.

import { plural, element, language, number, text } from './base.js';
import * as charts from './charts.js';
import * as days from './days.js';
import * as learner from './study-data.js';
import * as stats from './stats.js';
/** @import { Activity, ReviewOutcome } from './stats.js' */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** Days that the forecast looks ahead, and that the chart of time looks back. */
const DAYS_AHEAD = 30;
const CALENDAR_WEEKS = 53;
const RETENTION_WEEKS = 12;

const percent = (/** @type {number} */ x) => number(x, { style: 'percent' });
const shortDate = (/** @type {number} */ day) => days.format(day, language, { day: 'numeric', month: 'short' });
const longDate = (/** @type {number} */ day) => days.format(day, language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
/** What was begun counts, as at the end of a session. */
const duration = (/** @type {number} */ ms) => (ms < 36e5 ? plural('progress.n_minutes', Math.max(ms > 0 ? 1 : 0, Math.round(ms / 6e4))) : plural('progress.n_hours', Math.round(ms / 36e4) / 10));

/** @param {string} id @param {...Node} nodes */
const put = (id, ...nodes) => byId(id).replaceChildren(...nodes);

/** A table in a box that scrolls where there is no room. @param {string} name @param {Node[]} heads @param {Node[]} rows */
const scrollableTable = (name, heads, rows) =>
  element('div', { class: 'table-scroll', tabindex: '0', role: 'group', 'aria-label': text(`progress.${name}`) }, element('table', { class: 'numbers' }, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)));

/** Grades on each day of the last year. @param {Map<number, Activity>} activity @param {number} today */
function calendar(activity, today) {
  const at = (/** @type {number} */ day) => activity.get(day)?.grades || 0;
  const month = (/** @type {number} */ day) => days.format(day, language, { month: 'short' });
  const title = text('progress.calendar_title', { n: number([...activity.values()].reduce((sum, a) => sum + a.grades, 0)) });
  const first = today - days.weekday(today) - 7 * (CALENDAR_WEEKS - 1);
  const rows = Array.from({ length: CALENDAR_WEEKS }, (_, week) => {
    const list = Array.from({ length: 7 }, (_, i) => activity.get(first + 7 * week + i)).filter((a) => a !== undefined);
    return [longDate(first + 7 * week), number(list.reduce((sum, a) => sum + a.grades, 0)), number(list.reduce((sum, a) => sum + a.newCards, 0)), duration(list.reduce((sum, a) => sum + a.ms, 0)), list.length];
  }).filter((row) => row[4] !== 0).map((row) => row.slice(0, 4)).reverse();
  const box = element('div', { class: 'chart-scroll', tabindex: '0', role: 'group', 'aria-label': text('progress.calendar') }, charts.calendar(title, today, CALENDAR_WEEKS, at, (/** @type {number} */ day) => `${longDate(day)}: ${plural('progress.n_grades', at(day))}`, month));
  put('progress-calendar', box, charts.table(['week', 'grades', 'new', 'time'].map((key) => text(`progress.${key}`)), rows));
  box.scrollLeft = box.scrollWidth;
}

/** The share of reviews that were remembered, week by week. @param {ReviewOutcome[]} recalls @param {number} today */
function retention(recalls, today) {
  const cell = (/** @type {{ reviews: number, passed: number }} */ part) => (part.reviews ? `${percent(part.passed / part.reviews)} (${number(part.reviews)})` : '–');
  const spans = /** @type {[string, number][]} */ ([[text('progress.last_7'), 7], [text('progress.last_30'), 30], [text('progress.ever'), Infinity]]);
  const rows = spans.map(([name, span]) => {
    const r = stats.retention(recalls, today, span);
    return element('tr', {}, element('th', { scope: 'row' }, name), ...[cell(r.young), cell(r.mature), cell(r.all), r.all.reviews ? percent(r.all.expected / r.all.reviews) : '–'].map((words) => element('td', {}, words)));
  });
  const heads = ['span', 'young', 'mature', 'all', 'expected'].map((key) => element('th', { scope: 'col' }, text(`progress.${key}`)));
  const weeks = Array.from({ length: RETENTION_WEEKS }, (_, i) => today - 7 * (RETENTION_WEEKS - 1 - i));
  const all = weeks.map((day) => stats.retention(recalls, day, 7).all);
  const shares = all.map(({ reviews, passed }) => (reviews ? passed / reviews : null));
  const name = (/** @type {number} */ i) => shortDate(weeks[i] - 6);
  const target = learner.studySettings().retention;
  const label = (/** @type {number} */ i) => `${name(i)}: ${percent(shares[i] || 0)}`;
  const chart = charts.shareLine(text('progress.retention_title', { target: percent(target) }), byId('progress-retention').clientWidth, shares, target, label, name);
  const table = charts.table([text('progress.week'), text('progress.retained')], all.map((part, i) => [longDate(weeks[i] - 6), cell(part)]).reverse());
  put('progress-retention', chart, table, scrollableTable('retention', heads, rows), element('p', { class: 'note' }, text('progress.retention_note', { target: percent(target) })));
}

/** Cards due on each of the coming days. @param {number[]} due cards on each of the coming days @param {number} today */
function forecast(due, today) {
  const name = (/** @type {number} */ i) => (i === 0 ? text('progress.today') : shortDate(today + i));
  const sum = due.reduce((a, b) => a + b, 0);
  put(
    'progress-forecast',
    charts.bars(text('progress.forecast_title', { n: number(sum) }), byId('progress-forecast').clientWidth, due, (/** @type {number} */ i) => `${name(i)}: ${plural('progress.n_cards', due[i])}`, name),
    charts.table([text('progress.date'), text('progress.due')], due.map((n, i) => [name(i), number(n)])),
  );
}

/** Minutes on each of the last days. @param {Map<number, Activity>} activity @param {number} today */
function time(activity, today) {
  const list = Array.from({ length: DAYS_AHEAD }, (_, i) => today - DAYS_AHEAD + 1 + i);
  const minutes = list.map((day) => Math.round((activity.get(day)?.ms || 0) / 6e3) / 10);
  const name = (/** @type {number} */ i) => (i === DAYS_AHEAD - 1 ? text('progress.today') : shortDate(list[i]));
  const rows = list.map((_, i) => [name(i), number(minutes[i])]).reverse();
  put(
    'progress-time',
    charts.bars(text('progress.time_title', { time: duration(minutes.reduce((a, b) => a + b, 0) * 6e4) }), byId('progress-time').clientWidth, minutes, (/** @type {number} */ i) => `${name(i)}: ${plural('progress.n_minutes', minutes[i])}`, name),
    charts.table([text('progress.date'), text('progress.minutes')], rows),
  );
}

/** Cards by state. @param {Record<string, number>} counts */
function states(counts) {
  const parts = ['mature', 'young', 'learning', 'new', 'suspended'].map((kind) => ({ kind, name: text(`progress.state_${kind}`), n: counts[kind] }));
  const legend = element('ul', { class: 'legend' }, ...parts.map((p) => element('li', {}, element('span', { class: `swatch part-${p.kind}`, 'aria-hidden': 'true' }), `${p.name} `, element('b', {}, number(p.n)))));
  const rows = parts.map(({ name, n }) => [name, number(n)]);
  put('progress-states', charts.stackedBar(text('progress.states'), parts), legend, charts.table([text('progress.state'), text('progress.cards')], rows));
}

export { DAYS_AHEAD, calendar, retention, forecast, time, states, scrollableTable, duration };
