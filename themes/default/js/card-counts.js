// How many cards are due, new, seen: counted in one place, so that home, study and progress say the same.
//
// In: the log, the cards that it may refer to, the numbers of the manifest. Out: a line for each card, and sums. A card counts once, however many
// cloze deletions it has; what the log knows of cards that are no longer in the guide does not count.

import * as deck from './deck.js';
import * as stats from './stats.js';
/** @import { DeckManifest, Card, Topic } from './deck.js' */
/** @import { CardState } from './schedule.js' */

/** The least settled first. */
const STATES = /** @type {const} */ (['new', 'learning', 'young', 'mature', 'suspended']);

/**
 * What the log says about a card.
 * @typedef {object} CardStatus
 * @property {Card} card
 * @property {CardState[]} states of what is scheduled of it
 * @property {typeof STATES[number]} state that of its least settled part; `new` only where none was graded
 * @property {boolean} seen some of it was graded
 * @property {boolean} learning some of it is being learned
 * @property {boolean} carriedOver being learned since before today
 * @property {{ due: boolean, newCards: boolean }} requested the learner asked for what is due or new of it: that comes on top of a day's limits
 * @property {number} due the day from which some of it is due; `Infinity` for none
 * @property {number} newFrom the day from which something of it that was never seen may come; `Infinity` for none
 */

/** @param {CardState[]} states of one card @param {boolean} seen */
function stateOf(states, seen) {
  const all = states.map(stats.maturityOf).filter((stage) => !seen || stage !== 'new');
  return STATES.find((stage) => all.includes(stage)) ?? 'suspended';
}

/**
 * @param {any} log
 * @param {Card} card
 * @param {number} today
 * @returns {CardStatus}
 */
function statusOf(log, card, today) {
  const states = deck.scheduledItems(card).map(({ id }) => log.card(id));
  const seen = states.some(({ reps }) => reps > 0);
  /** @type {CardStatus} */
  const line = { card, states, state: stateOf(states, seen), seen, learning: false, carriedOver: false, requested: { due: false, newCards: false }, due: Infinity, newFrom: Infinity };
  const graded = states.filter(({ reps, day }) => reps > 0 && day === today);
  for (const state of states) {
    if (state.suspended) continue;
    // Put aside for today, or after another cloze deletion of the card: tomorrow.
    const waits = state.buried === today || graded.some((other) => other !== state);
    const from = waits ? today + 1 : today;
    const requested = state.queued > 0;
    if (state.phase === 'new') line.newFrom = Math.min(line.newFrom, from);
    else if (state.phase === 'review') line.due = Math.min(line.due, Math.max(requested ? Math.min(state.due, state.queued) : state.due, from));
    else if (state.buried === today) line.due = Math.min(line.due, today + 1);
    else {
      line.learning = true;
      line.carriedOver ||= state.day < today;
    }
    if (requested && !waits && state.phase === 'review') line.requested.due = true;
    if (requested && !waits && state.phase === 'new') line.requested.newCards = true;
  }
  return line;
}

/** What the log says about each card on a day. @param {any} log @param {Card[]} cards @param {number} today */
const cardStatuses = (log, cards, today) => cards.map((card) => statusOf(log, card, today));

/** Whether something of a card is to be done on a day. @param {CardStatus} line @param {number} day */
const isDue = (line, day) => line.learning || line.due <= day;

/**
 * What there is on a day if nothing is done until then: reviews and new cards, those that were asked for apart.
 * @param {CardStatus[]} list
 * @param {number} day
 */
function countsForDay(list, day) {
  const out = { learning: 0, carriedOver: 0, due: 0, newCards: 0, requestedDue: 0, requestedNew: 0 };
  for (const line of list) {
    if (line.carriedOver) out.carriedOver++;
    if (line.learning) out.learning++;
    else if (line.due <= day) line.requested.due ? out.requestedDue++ : out.due++;
    else if (line.newFrom <= day) line.requested.newCards ? out.requestedNew++ : out.newCards++;
  }
  return out;
}

/**
 * Cards that come back on each of the coming days if nothing is done, all that are due by today on the first.
 * @param {CardStatus[]} list
 * @param {number} today
 * @param {number} days
 * @returns {number[]}
 */
function dueByDay(list, today, days) {
  const out = new Array(days).fill(0);
  for (const line of list) {
    const day = isDue(line, today) ? today : line.due;
    if (day - today < days) out[day - today]++;
  }
  return out;
}

/**
 * How many cards are in which state.
 * @param {CardStatus[]} list
 * @param {number} total cards of the guide; those that are not in the list were never seen
 */
function byState(list, total) {
  const out = { new: Math.max(0, total - list.length), learning: 0, young: 0, mature: 0, suspended: 0 };
  for (const { state } of list) out[state]++;
  return out;
}

/** Own cards of the topics, outermost or not. @param {DeckManifest} manifest */
const totalCards = (manifest) => manifest.topics.reduce((sum, { counts }) => counts.reduce((n, [, , cards]) => n + cards, sum), 0);

/**
 * Sums of each topic's own cards.
 * @param {CardStatus[]} list
 * @param {number} today
 * @returns {Map<string, { due: number, seen: number }>}
 */
function byTopic(list, today) {
  const out = new Map();
  for (const line of list) {
    const entry = out.get(line.card.topic) ?? { due: 0, seen: 0 };
    out.set(line.card.topic, entry);
    entry.seen += Number(line.seen);
    entry.due += Number(isDue(line, today));
  }
  return out;
}

/** The sums with those of the topics below. @param {DeckManifest} manifest @param {Map<string, { due: number, seen: number }>} own @param {(topic: Topic) => number} [totalOf] own cards that count; by default all of them */
function withSubtopics(manifest, own, totalOf = ({ counts }) => counts.reduce((sum, [, , cards]) => sum + cards, 0)) {
  const all = manifest.topics.map((topic) => ({ due: 0, seen: 0, ...own.get(topic.id), total: totalOf(topic) }));
  // A parent is before its children.
  for (let i = all.length - 1; i >= 0; i--) {
    const parent = all[manifest.topics[i].parent];
    for (const key of /** @type {const} */ (['due', 'seen', 'total'])) if (parent) parent[key] += all[i][key];
  }
  return new Map(manifest.topics.map(({ id }, i) => [id, all[i]]));
}

export { STATES, cardStatuses, isDue, countsForDay, dueByDay, byState, byTopic, totalCards, withSubtopics };
