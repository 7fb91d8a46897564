// The dialog about a card: its state, its memory, its history.

import { plural, element, language, number, text } from './base.js';
import * as days from './days.js';
import * as fsrs from './fsrs.js';
import * as learner from './study-data.js';
/** @import { Card } from './deck.js' */
/** @import { LogEvent } from './events.js' */
/** @import { CardState } from './schedule.js' */

/** Latest grades that are listed. */
const MAX_LISTED = 12;

const date = (/** @type {number} */ day) => days.format(day, language, { day: 'numeric', month: 'short', year: 'numeric' });

/** @param {CardState} state @param {number} today @returns {[string, string][]} */
function facts(state, today) {
  const weights = learner.log.weights();
  const rows = /** @type {[string, string][]} */ ([[text('study.info_state'), text(`study.phase_${state.suspended ? 'suspended' : state.phase}`)]]);
  if (state.memory) {
    const recall = fsrs.recall(weights, today - state.day, state.memory.s);
    rows.push(
      [text('study.info_recall'), number(recall, { style: 'percent' })],
      [text('study.info_stability'), plural('study.n_days', Math.round(state.memory.s * 10) / 10)],
      [text('study.info_difficulty'), number(state.memory.d, { maximumFractionDigits: 1 })],
      [text('study.info_reviews'), number(state.reps)],
      [text('study.info_lapses'), number(state.lapses)],
      [text('study.info_first'), date(state.introduced)],
    );
  }
  if (state.phase === 'review') rows.push([text('study.info_due'), date(state.due)]);
  return rows;
}

/** @param {string} id */
function history(id) {
  const names = ['', 'again', 'hard', 'good', 'easy'];
  const list = learner.log.of(id).filter((/** @type {LogEvent} */ e) => e.type === 'grade' || e.type === 'cram').slice(-MAX_LISTED).reverse();
  if (list.length === 0) return [];
  const rows = list.map((/** @type {LogEvent} */ event) => {
    const after = event.days ? plural('study.in_days', event.days) : event.wait ? plural('study.in_minutes', Math.round(event.wait / 60)) : '–';
    return element('tr', {}, element('td', {}, date(event.day)), element('td', {}, text(`study.${names[event.g || 0]}`)), element('td', {}, after));
  });
  const heads = ['info_date', 'info_grade', 'info_interval'].map((key) => element('th', { scope: 'col' }, text(`study.${key}`)));
  return [element('table', { class: 'info-history' }, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows))];
}

/** Opens the dialog. @param {{ id: string, info: Card }} item */
function open(item) {
  const state = learner.log.card(item.id);
  const rows = facts(state, days.today(Date.now())).map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  /** @type {HTMLDialogElement} */
  const dialog = element(
    'dialog',
    { class: 'card-info', 'aria-labelledby': 'info-title', close: () => dialog.remove() },
    element('h2', { id: 'info-title' }, text('study.info')),
    element('p', { class: 'note' }, item.info.title),
    element('dl', { class: 'facts' }, ...rows),
    ...history(item.id),
    element('p', { class: 'actions' }, element('button', { class: 'button', type: 'button', click: () => dialog.close() }, text('study.close'))),
  );
  document.body.append(dialog);
  dialog.showModal();
}

export { open };
