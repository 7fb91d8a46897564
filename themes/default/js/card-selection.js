// Choosing what to study: topics, levels, kinds, tags, single cards; and which topics have to be loaded for it.
//
// In: the query of an address or a form, the manifest of the deck, the log. Out: a choice, the topics whose cards a session needs, numbers
// of due and new cards.

import * as queue from './queue.js';
import * as stats from './stats.js';
/** @import { Topic, DeckManifest, Card } from './deck.js' */
/** @import { Mode } from './queue.js' */

/**
 * @typedef {object} Selection
 * @property {string[]} topics ids, the topics below them included; empty for all, as with the others
 * @property {string[]} levels
 * @property {string[]} kinds
 * @property {string[]} tags slugs
 * @property {string[]} cards ids
 * @property {Mode} mode
 */

/** What can be studied: due and new, due, new, or all that is chosen (cram). @type {Mode[]} */
const MODES = ['study', 'due', 'new', 'cram'];
/** In the query, several may be given: `?topic=a&topic=b`, or `?topic=a,b`; ids of cards may hold commas, the others not. */
const KEYS = /** @type {const} */ ({ topic: 'topics', level: 'levels', kind: 'kinds', tag: 'tags', card: 'cards' });

/** The selection that an address names. @param {string} query such as `?level=mid` @returns {Selection} */
function fromQuery(query) {
  const given = new URLSearchParams(query);
  const mode = /** @type {Mode} */ (given.get('mode') || '');
  /** @type {Selection} */
  const selection = { topics: [], levels: [], kinds: [], tags: [], cards: [], mode: MODES.includes(mode) ? mode : 'study' };
  for (const [key, list] of Object.entries(KEYS)) {
    const values = given.getAll(key).flatMap((value) => (key === 'card' ? [value] : value.split(',')));
    selection[list] = [...new Set(values.filter((value) => value !== ''))];
  }
  return selection;
}

/** The query of an address that names a selection. @param {Selection} selection @returns {string} without `?` */
function toQuery(selection) {
  const query = new URLSearchParams();
  for (const [key, list] of Object.entries(KEYS)) for (const value of selection[list]) query.append(key, value);
  if (selection.mode !== 'study') query.set('mode', selection.mode);
  return query.toString();
}

/** Whether a topic is one of those chosen, or below one; none chosen means all. @param {string[]} chosen @param {string} id */
const isWithin = (chosen, id) => chosen.length === 0 || chosen.some((topic) => id === topic || id.startsWith(topic + '/'));

/** Whether a card is chosen. @param {Selection} selection @param {Card} card */
function matches(selection, card) {
  const has = (/** @type {string[]} */ list, /** @type {string} */ value) => list.length === 0 || list.includes(value);
  return (
    isWithin(selection.topics, card.topic) &&
    // A card that the learner added without a level is of any.
    (has(selection.levels, card.level) || (card.custom !== undefined && card.level === '')) &&
    has(selection.kinds, card.kind) &&
    has(selection.cards, card.id) &&
    (selection.tags.length === 0 || card.tags.some((tag) => selection.tags.includes(tag)))
  );
}

/** The numbers of a topic's own cards that are of the chosen levels and kinds. @param {DeckManifest} manifest @param {Topic} topic @param {Selection} selection */
function countCards(manifest, topic, selection) {
  const level = selection.levels.map((id) => manifest.levels.findIndex(([other]) => other === id));
  const kind = selection.kinds.map((id) => manifest.kinds.findIndex(([other]) => other === id));
  const fits = (/** @type {number[]} */ list, /** @type {number} */ value) => list.length === 0 || list.includes(value);
  const rows = topic.counts.filter(([l, k, , , isOwn]) => (fits(level, l) || (isOwn && l < 0)) && fits(kind, k));
  return { cards: rows.reduce((sum, [, , cards]) => sum + cards, 0), items: rows.reduce((sum, [, , , items]) => sum + items, 0) };
}

/**
 * Due and seen items by topic, from the log alone.
 * @param {any} log
 * @param {number} today
 * @returns {Map<string, { due: number, seen: number }>}
 */
function tally(log, today) {
  const out = new Map();
  for (const id of log.cards()) {
    const state = log.card(id);
    if (state.phase === 'new' && !state.suspended) continue;
    const topic = stats.topicOf(id);
    const entry = out.get(topic) || { due: 0, seen: 0 };
    out.set(topic, entry);
    entry.seen++;
    if (!queue.isBuriedOrSuspended(state, today) && (queue.isDue(state, today) || state.phase === 'learning' || state.phase === 'relearning')) entry.due++;
  }
  return out;
}

/**
 * The topics to load for a session, in the order of the guide: those with something due, and as many others as give the day's new cards.
 * @param {DeckManifest} manifest
 * @param {Selection} selection
 * @param {any} log
 * @param {{ today: number, newCards: number }} day `newCards`: new cards that the day still takes
 * @returns {string[]}
 */
function topicsToLoad(manifest, selection, log, { today, newCards }) {
  if (selection.cards.length > 0) return [...new Set(selection.cards.map(stats.topicOf))];
  const chosen = manifest.topics.filter((topic) => topic.counts.length > 0 && isWithin(selection.topics, topic.id));
  // How many cards a tag has in a topic is not known before it is loaded.
  if (selection.mode === 'cram' || selection.tags.length > 0) return chosen.map((topic) => topic.id);
  const known = tally(log, today);
  const queued = new Set(log.cards().filter((/** @type {string} */ id) => log.card(id).queued > 0).map(stats.topicOf));
  let wanted = selection.mode === 'due' ? 0 : newCards;
  return chosen
    .filter((topic) => {
      const { due, seen } = known.get(topic.id) || { due: 0, seen: 0 };
      const { cards, items } = countCards(manifest, topic, selection);
      const gives = wanted > 0 && items > seen;
      // A card gives one of its cloze deletions a day.
      if (gives) wanted -= Math.max(1, cards - seen);
      return gives || queued.has(topic.id) || (selection.mode !== 'new' && due > 0);
    })
    .map((topic) => topic.id);
}

export { MODES, fromQuery, toQuery, isWithin, matches, countCards, topicsToLoad };
