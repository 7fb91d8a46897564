// What reading pages show of the learner's progress: a digest small enough for localStorage, so that they load no log.
//
// In: the log, the topics with their numbers of cards, the day. Out: one value for the guide (due on each coming day, mastery of each
// topic) and one for each topic (the state of its cards, a few signs each). js/progress-marks.js reads them back.

import { parentOf } from './log.js';
import * as stats from './stats.js';
/** @import { Topic, Root } from './deck.js' */

/**
 * @typedef {object} Summary
 * @property {number} day on which it was made
 * @property {number} events of the log: the store being empty while this is not means that the browser cleared it
 * @property {number[]} due on `day` and each of the days after it
 * @property {Record<string, [share: number, seen: number]>} topics mastery in percent, and cards seen
 * @property {string} last query of the last session
 */

/** Days ahead for which due cards are counted. */
const AHEAD = 30;

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

/**
 * @param {any} log
 * @param {Root} root
 * @param {number} today
 * @param {string} last
 * @returns {Summary}
 */
function make(log, root, today, last) {
  const states = log.cards().map((/** @type {string} */ id) => log.card(id));
  const mastery = stats.mastery(states, totals(root), log.weights(), today);
  /** @type {Summary['topics']} */
  const topics = {};
  for (const [id, { share, seen }] of mastery) if (seen > 0) topics[id] = [Math.round(share * 100), seen];
  return { day: today, events: log.events.length, due: stats.forecast(states, today, AHEAD), topics, last };
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

export { AHEAD, totals, topicsWithCards, make, marks };
