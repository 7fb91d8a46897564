// Choosing what to study: topics, levels, kinds, tags, single cards; and which topics have to be loaded for it.
//
// In: the query of an address or a form, the root of the deck, the log. Out: a choice, the topics whose cards a session needs, numbers
// of due and new cards.

import * as queue from './queue.js';
import * as stats from './stats.js';
/** @import { Topic, Root, Card } from './deck.js' */
/** @import { Mode } from './queue.js' */

/**
 * @typedef {object} Choice
 * @property {string[]} topics ids, the topics below them included; empty for all, as with the others
 * @property {string[]} levels
 * @property {string[]} kinds
 * @property {string[]} tags slugs
 * @property {string[]} cards ids
 * @property {Mode} mode
 */

/** @type {Mode[]} */
const MODES = ['study', 'due', 'new', 'cram'];
/** In the query, several may be given: `?topic=a&topic=b`, or `?topic=a,b`; ids of cards may hold commas, the others not. */
const KEYS = /** @type {const} */ ({ topic: 'topics', level: 'levels', kind: 'kinds', tag: 'tags', card: 'cards' });

/** @param {string} query such as `?level=mid` @returns {Choice} */
function fromQuery(query) {
  const given = new URLSearchParams(query);
  const mode = /** @type {Mode} */ (given.get('mode') || '');
  /** @type {Choice} */
  const choice = { topics: [], levels: [], kinds: [], tags: [], cards: [], mode: MODES.includes(mode) ? mode : 'study' };
  for (const [key, list] of Object.entries(KEYS)) {
    const values = given.getAll(key).flatMap((value) => (key === 'card' ? [value] : value.split(',')));
    choice[list] = [...new Set(values.filter((value) => value !== ''))];
  }
  return choice;
}

/** @param {Choice} choice @returns {string} without `?` */
function toQuery(choice) {
  const query = new URLSearchParams();
  for (const [key, list] of Object.entries(KEYS)) for (const value of choice[list]) query.append(key, value);
  if (choice.mode !== 'study') query.set('mode', choice.mode);
  return query.toString();
}

/** @param {string[]} chosen @param {string} id */
const isWithin = (chosen, id) => chosen.length === 0 || chosen.some((topic) => id === topic || id.startsWith(topic + '/'));

/** Whether a card is chosen. @param {Choice} choice @param {Card} card */
function matches(choice, card) {
  const has = (/** @type {string[]} */ list, /** @type {string} */ value) => list.length === 0 || list.includes(value);
  return (
    isWithin(choice.topics, card.topic) &&
    // A card that the learner added without a level is of any.
    (has(choice.levels, card.level) || (card.own !== undefined && card.level === '')) &&
    has(choice.kinds, card.kind) &&
    has(choice.cards, card.id) &&
    (choice.tags.length === 0 || card.tags.some((tag) => choice.tags.includes(tag)))
  );
}

/** The numbers of a topic's own cards that are of the chosen levels and kinds. @param {Root} root @param {Topic} topic @param {Choice} choice */
function countCards(root, topic, choice) {
  const level = choice.levels.map((id) => root.levels.findIndex(([other]) => other === id));
  const kind = choice.kinds.map((id) => root.kinds.findIndex(([other]) => other === id));
  const fits = (/** @type {number[]} */ list, /** @type {number} */ value) => list.length === 0 || list.includes(value);
  const rows = topic.counts.filter(([l, k, , , isOwn]) => (fits(level, l) || (isOwn && l < 0)) && fits(kind, k));
  return { cards: rows.reduce((sum, [, , cards]) => sum + cards, 0), units: rows.reduce((sum, [, , , units]) => sum + units, 0) };
}

/**
 * Due and seen units by topic, from the log alone.
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
 * @param {Root} root
 * @param {Choice} choice
 * @param {any} log
 * @param {{ today: number, fresh: number }} day `fresh`: new cards that the day still takes
 * @returns {string[]}
 */
function topicsToLoad(root, choice, log, { today, fresh }) {
  if (choice.cards.length > 0) return [...new Set(choice.cards.map(stats.topicOf))];
  const chosen = root.topics.filter((topic) => topic.counts.length > 0 && isWithin(choice.topics, topic.id));
  // How many cards a tag has in a topic is not known before it is loaded.
  if (choice.mode === 'cram' || choice.tags.length > 0) return chosen.map((topic) => topic.id);
  const known = tally(log, today);
  const queued = new Set(log.cards().filter((/** @type {string} */ id) => log.card(id).queued > 0).map(stats.topicOf));
  let wanted = choice.mode === 'due' ? 0 : fresh;
  return chosen
    .filter((topic) => {
      const { due, seen } = known.get(topic.id) || { due: 0, seen: 0 };
      const { cards, units } = countCards(root, topic, choice);
      const gives = wanted > 0 && units > seen;
      // A card gives one of its hidden spans a day.
      if (gives) wanted -= Math.max(1, cards - seen);
      return gives || queued.has(topic.id) || (choice.mode !== 'new' && due > 0);
    })
    .map((topic) => topic.id);
}

export { MODES, fromQuery, toQuery, isWithin, matches, countCards, topicsToLoad };
