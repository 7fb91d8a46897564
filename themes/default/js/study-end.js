// The end of a session: what was learned, what was missed, what comes tomorrow.
//
// In: what was done (`Done`, one a grade) and the log. Out: the report.

import { plural, element, language, number, text } from './base.js';
import * as deck from './deck.js';
import * as learner from './study-data.js';
import { linesOutsideSession } from './today-view.js';
/** @import { Card } from './deck.js' */
/** @import { LogEvent } from './events.js' */
/** @import { CardState } from './schedule.js' */

/**
 * @typedef {object} Done
 * @property {LogEvent} event
 * @property {Card} card
 * @property {string[]} missed the words of the key points that were not named
 * @property {CardState['phase']} phase of the card before
 */

/** Number of cards whose missed points are listed. */
const MAX_LISTED = 20;

/** @param {string} id @param {string} title */
const cardLink = (id, title) => element('a', { href: deck.pageUrl(id) }, title);

/** The numbers of the session. @param {Done[]} done */
function numbers(done) {
  const cards = new Set(done.map(({ card }) => card.id)).size;
  const newCards = done.filter((d) => d.phase === 'new' && d.event.type === 'grade').length;
  const reviews = done.filter((d) => d.phase === 'review');
  const passed = reviews.filter(({ event }) => (event.g || 0) > 1).length;
  const minutes = Math.max(1, Math.round(done.reduce((sum, { event }) => sum + (event.ms || 0), 0) / 60000));
  const rows = [
    [text('study.sum_cards'), number(cards)],
    [text('study.sum_new'), number(newCards)],
    ...(reviews.length ? [[text('study.sum_right'), number(passed / reviews.length, { style: 'percent' })]] : []),
    [text('study.sum_time'), plural('study.minutes', minutes)],
  ];
  return element('dl', { class: 'study-sum' }, ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

/** Key points that were not named, by card; of a card graded twice, those of the last time. @param {Done[]} done */
function missedPoints(done) {
  const byCard = new Map(done.map((d) => [d.card.id, d]));
  const missed = [...byCard.values()].filter((d) => d.missed.length > 0).slice(-MAX_LISTED);
  if (missed.length === 0) return [];
  const items = missed.map(({ card, missed }) => element('li', {}, cardLink(card.id, card.title), element('ul', {}, ...missed.map((words) => element('li', {}, words)))));
  return [element('section', {}, element('h3', {}, text('study.missed')), element('ul', { class: 'study-missed' }, ...items))];
}

/** Cards that this session made leeches. @param {Done[]} done */
function leeches(done) {
  const list = done.filter(({ event }) => event.leech);
  if (list.length === 0) return [];
  const items = list.map(({ card }) => element('li', {}, cardLink(card.id, card.title)));
  return [element('section', {}, element('h3', {}, text('study.leeches')), element('p', { class: 'note' }, text('study.leeches_note')), element('ul', { class: 'link-list' }, ...items))];
}

/** What is left of today outside the session, and what tomorrow will hold. */
function next() {
  const today = learner.todaySummary();
  const items = linesOutsideSession(today);
  const [due, newCards, minutes] = today.ahead[1];
  const beside = items.length ? [element('ul', { class: 'study-beside' }, ...items)] : [];
  return [...beside, tomorrow(due, newCards, minutes)];
}

/** @param {number} due @param {number} newCards @param {number} minutes */
const tomorrow = (due, newCards, minutes) =>
  element('p', { class: 'study-tomorrow' }, text('study.tomorrow', { due: plural('study.n_due', due), new: plural('study.n_new', newCards), time: plural('study.minutes', minutes) }));

/** @param {number} now */
function backup(now) {
  const n = learner.gradesWithoutBackup(now);
  return n > 0 ? [element('p', { class: 'notice' }, plural('study.backup', n), ' ', element('a', { href: 'progress.html#backup' }, text('study.backup_link')))] : [];
}

/**
 * Writes the report.
 * @param {HTMLElement} box
 * @param {Done[]} done
 * @param {{ now: number, until: number | null }} when `until`: the moment at which a learning card comes back
 */
function showReport(box, done, { now, until }) {
  const back = until === null ? [] : [element('p', { class: 'note' }, text('study.comes_back', { time: new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(until) }))];
  if (done.length === 0) box.replaceChildren(element('p', {}, text('study.nothing_done')), ...back, ...next());
  else box.replaceChildren(numbers(done), ...back, ...next(), ...missedPoints(done), ...leeches(done), ...backup(now));
}

export { showReport };
