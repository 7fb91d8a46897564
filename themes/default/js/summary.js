// What reading pages show of the learner's progress: a digest small enough for localStorage, so that they load no log.
//
// In: the log, the topics with their numbers of cards, what today holds. Out: one value for the guide (today and the coming days, mastery of each
// topic) and one for each topic (the state of its cards, a few signs each). js/progress-marks.js reads them back.

import * as deck from './deck.js';
import { parentOf } from './log.js';
import * as stats from './stats.js';
import * as tally from './tally.js';
/** @import { Topic, Root, Card } from './deck.js' */
/** @import { CardState } from './schedule.js' */
/** @import { Today } from './today.js' */

/**
 * @typedef {object} Summary
 * @property {number} day on which it was made
 * @property {number} events of the log: the store being empty while this is not means that the browser cleared it
 * @property {Today['ahead']} ahead cards, new ones, minutes on `day` and each of the days after it
 * @property {number | null} date the interview's day
 * @property {number | null} mock the day of the next mock interview
 * @property {string[]} weak titles of topics
 * @property {Record<string, [share: number, seen: number]>} topics mastery in percent, and cards seen
 * @property {string} last query of the last session
 */

/** Units of each topic, with those of the topics below it. @param {Root} root @returns {{ id: string, total: number }[]} */
function totals(root) {
  const total = root.topics.map((topic) => topic.counts.reduce((sum, [, , , units]) => sum + units, 0));
  // A parent stands before its children.
  for (let i = root.topics.length - 1; i >= 0; i--) {
    const { parent } = root.topics[i];
    if (parent >= 0) total[parent] += total[i];
  }
  return root.topics.map(({ id }, i) => ({ id, total: total[i] }));
}

/** The topics that have cards, of their own or below them. @param {Root} root @returns {Topic[]} */
function topicsWithCards(root) {
  const own = totals(root);
  return root.topics.filter((_, i) => own[i].total > 0);
}

/** The states that count: of cards that are in the guide, as far as that is known. @param {any} log @param {Card[]} cards that are loaded @returns {CardState[]} */
function statesOf(log, cards) {
  const there = new Set(cards.flatMap((card) => deck.units(card).map(({ id }) => id)));
  return log.cards().filter((/** @type {string} */ id) => there.has(id) || !deck.isKnown(stats.topicOf(id))).map((/** @type {string} */ id) => log.card(id));
}

/**
 * @param {any} log
 * @param {Root} root
 * @param {Card[]} cards that are loaded
 * @param {Today} today
 * @param {string} last
 * @returns {Summary}
 */
function make(log, root, cards, { day, ahead, date, mock, weak }, last) {
  const mastery = stats.mastery(statesOf(log, cards), totals(root), log.weights(), day);
  const counted = tally.withBelow(root, tally.byTopic(tally.lines(log, cards, day), day));
  /** @type {Summary['topics']} */
  const topics = {};
  for (const [id, { share, seen }] of mastery) if (seen > 0) topics[id] = [Math.round(share * 100), counted.get(id)?.seen || seen];
  const title = (/** @type {string} */ id) => root.topics.find((topic) => topic.id === id)?.title ?? id;
  return { day, events: log.events.length, ahead, date, mock, weak: weak.map(title), topics, last };
}

/**
 * The states of a topic's own cards, `name=sign` with blanks between: `l` learning, `s` suspended, else the day it is due in base 36 after
 * `y` (young) or `m` (mature). Hidden spans are told as the least settled of their card.
 * @param {any} log
 * @param {string} topic
 * @param {number} today
 */
function marks(log, topic, today) {
  /** @type {Map<string, string>} */
  const signs = new Map();
  const rank = 'lyms';
  for (const id of log.cards()) {
    if (stats.topicOf(id) !== topic) continue;
    const state = log.card(id);
    const mark = stats.markOf(state, -1);
    if (mark === '') continue;
    const sign = mark === 'suspended' ? 's' : mark === 'learning' ? 'l' : mark[0] + state.due.toString(36);
    const name = encodeURIComponent(parentOf(id).slice(topic.length + 1));
    const known = signs.get(name);
    if (!known || rank.indexOf(sign[0]) < rank.indexOf(known[0])) signs.set(name, sign);
  }
  return [...signs].map(([name, sign]) => `${name}=${sign}`).join(' ');
}

export { totals, topicsWithCards, statesOf, make, marks };
