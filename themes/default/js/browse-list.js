// All cards as rows of a table: what the log says about each, filtered, sorted, cut into pages.
//
// In: the log, the cards, the day; a filter and an order. Out: rows. Nothing here knows of a page: 10,000 cards are a matter of milliseconds.

import { missedPoints } from './missed-points.js';
import * as select from './card-selection.js';
import * as cardCounts from './card-counts.js';
/** @import { Card } from './deck.js' */

/** The least settled first; what is learned and due is distinguished. */
export const STATES = /** @type {const} */ (['new', 'learning', 'due', 'young', 'mature', 'suspended']);

/**
 * @typedef {object} Row
 * @property {Card} card
 * @property {typeof STATES[number]} state
 * @property {number} due the day; `Infinity` for none
 * @property {number} lapses
 * @property {number} missed key points that were missed the last time
 * @property {boolean} flag
 * @property {string} note
 */

/**
 * @typedef {object} Filter
 * @property {string} words that the question must have
 * @property {string} state of STATES; empty for any
 * @property {number | null} due the last day on which it may be due; `null` for any
 * @property {number} lapses at least
 * @property {string} level a level's id
 * @property {string} topic an id; those below it are included
 * @property {string} tag a slug
 * @property {string} mark `flag`, `note`, `missed` (key points that were); empty for any
 */

/** @typedef {'title' | 'topic' | 'level' | 'state' | 'due' | 'lapses'} Column */

/** Lets every row pass. */
export const NO_FILTER = /** @type {Filter} */ (Object.freeze({ words: '', state: '', due: null, lapses: 0, level: '', topic: '', tag: '', mark: '' }));

/** @param {any} log @param {import('./card-counts.js').CardStatus} line @param {number} today @returns {Row} */
function rowOf(log, line, today) {
  const { card, states } = line;
  const isDue = cardCounts.isDue(line, today);
  return {
    card,
    state: isDue && line.state !== 'learning' ? 'due' : line.state,
    // Since when, where it is due already.
    due: line.learning ? today : isDue ? Math.min(...states.map(({ phase, suspended, due }) => (phase === 'review' && !suspended ? due : Infinity)), line.due) : line.due,
    lapses: states.reduce((sum, { lapses }) => sum + lapses, 0),
    missed: states.reduce((sum, { id }) => sum + missedPoints(log.of(id)).size, 0),
    ...log.annotationOf(card.id),
  };
}

/** A row for each card. @param {any} log @param {Card[]} cards in the guide's order @param {number} today @returns {Row[]} */
export const rows = (log, cards, today) => cardCounts.cardStatuses(log, cards, today).map((line) => rowOf(log, line, today));

/** Whether a row passes. @param {Filter} filter @returns {(row: Row) => boolean} */
function passes({ words, state, due, lapses, level, topic, tag, mark }) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) =>
    (state === '' || row.state === state) &&
    (due === null || row.due <= due) &&
    row.lapses >= lapses &&
    (level === '' || row.card.level === level) &&
    (topic === '' || select.isWithin([topic], row.card.topic)) &&
    (tag === '' || row.card.tags.includes(tag)) &&
    (mark === '' || (mark === 'flag' ? row.flag : mark === 'note' ? row.note !== '' : row.missed > 0)) &&
    wanted.every((word) => row.card.title.toLowerCase().includes(word) || row.note.toLowerCase().includes(word));
}

/** The rows that pass. @param {Row[]} list @param {Filter} filter */
export const filtered = (list, filter) => list.filter(passes(filter));

/**
 * In an order; equal rows keep the guide's.
 * @param {Row[]} list
 * @param {Column | ''} column empty for the guide's order
 * @param {boolean} down
 * @param {{ language: string, levels: string[], topics: string[] }} guide ids in the guide's order
 */
export function sorted(list, column, down, { language, levels, topics }) {
  if (column === '') return list;
  const { compare } = new Intl.Collator(language, { numeric: true });
  const place = new Map(topics.map((id, i) => [id, i]));
  /** @type {Record<Column, (row: Row) => number | string>} */
  const keys = {
    title: ({ card }) => card.title,
    topic: ({ card }) => place.get(card.topic) ?? 0,
    level: ({ card }) => levels.indexOf(card.level),
    state: ({ state }) => STATES.indexOf(state),
    due: ({ due }) => due,
    lapses: ({ lapses }) => lapses,
  };
  const key = keys[column];
  const keyed = list.map((row) => ({ row, at: key(row) }));
  const order = (/** @type {any} */ a, /** @type {any} */ b) => (typeof a === 'string' ? compare(a, b) : a === b ? 0 : a - b);
  keyed.sort((a, b) => (down ? -1 : 1) * order(a.at, b.at));
  return keyed.map(({ row }) => row);
}

/** One page of a list, and how many there are. @template T @param {T[]} list @param {number} page from 0 @param {number} size */
export function paged(list, page, size) {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { page: at, pages, list: list.slice(at * size, (at + 1) * size) };
}
