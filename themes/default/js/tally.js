// How many cards are due, new, seen: counted in one place, so that home, study and progress say the same.
//
// In: the log, the cards that it may speak of, the numbers of the root. Out: a line for each card, and sums. A card counts once, however many
// hidden spans it has; what the log knows of cards that are no longer in the guide does not count.

import * as deck from './deck.js';
/** @import { Root, Card, Topic } from './deck.js' */

/**
 * What the log says of a card.
 * @typedef {object} Line
 * @property {Card} card
 * @property {boolean} seen some of it was graded
 * @property {boolean} learning some of it is being learned
 * @property {boolean} asked the learner asked for it: it comes on top of a day's limits
 * @property {number} due the day from which some of it is due; `Infinity` for none
 * @property {number} fresh the day from which something of it that was never seen may come; `Infinity` for none
 */

/**
 * @param {any} log
 * @param {Card} card
 * @param {number} today
 * @returns {Line}
 */
function lineOf(log, card, today) {
  const states = deck.units(card).map(({ id }) => log.card(id));
  const line = { card, seen: states.some(({ reps }) => reps > 0), learning: false, asked: false, due: Infinity, fresh: Infinity };
  const graded = states.filter(({ reps, day }) => reps > 0 && day === today);
  for (const state of states) {
    if (state.suspended) continue;
    // Put aside for today, or after another span of the card: tomorrow.
    const waits = state.buried === today || graded.some((other) => other !== state);
    const from = waits ? today + 1 : today;
    const asked = state.queued > 0;
    if (state.phase === 'new') line.fresh = Math.min(line.fresh, from);
    else if (state.phase === 'review') line.due = Math.min(line.due, Math.max(asked ? Math.min(state.due, state.queued) : state.due, from));
    else if (state.buried !== today) line.learning = true;
    line.asked ||= asked && !waits && (state.phase === 'new' || state.phase === 'review');
  }
  return line;
}

/** @param {any} log @param {Card[]} cards @param {number} today */
const lines = (log, cards, today) => cards.map((card) => lineOf(log, card, today));

/** Whether something of a card is to be done on a day. @param {Line} line @param {number} day */
const isDue = (line, day) => line.learning || line.due <= day;

/**
 * What there is on a day if nothing is done until then: reviews and new cards, those that were asked for apart.
 * @param {Line[]} list
 * @param {number} day
 */
function on(list, day) {
  const out = { learning: 0, due: 0, fresh: 0, askedDue: 0, askedFresh: 0 };
  for (const line of list) {
    if (line.learning) out.learning++;
    else if (line.due <= day) line.asked ? out.askedDue++ : out.due++;
    else if (line.fresh <= day) line.asked ? out.askedFresh++ : out.fresh++;
  }
  return out;
}

/**
 * Sums of each topic's own cards.
 * @param {Line[]} list
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

/** The sums with those of the topics below. @param {Root} root @param {Map<string, { due: number, seen: number }>} own @param {(topic: Topic) => number} [totalOf] own cards that count; all of them unless told */
function withBelow(root, own, totalOf = ({ counts }) => counts.reduce((sum, [, , cards]) => sum + cards, 0)) {
  const all = root.topics.map((topic) => ({ due: 0, seen: 0, ...own.get(topic.id), total: totalOf(topic) }));
  // A parent stands before its children.
  for (let i = all.length - 1; i >= 0; i--) {
    const parent = all[root.topics[i].parent];
    for (const key of /** @type {const} */ (['due', 'seen', 'total'])) if (parent) parent[key] += all[i][key];
  }
  return new Map(root.topics.map(({ id }, i) => [id, all[i]]));
}

export { lines, isDue, on, byTopic, withBelow };
