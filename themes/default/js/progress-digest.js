// What reading pages show of the learner's progress: a digest small enough for localStorage, so that they load no log.
//
// In: the log, the topics with their numbers of cards, what today holds. Out: one value for the guide (today and the coming days, mastery of each
// topic) and one for each topic (the state of its cards, a few characters each). js/progress-marks.js reads them back.

import * as stats from './stats.js';
import * as cardCounts from './card-counts.js';
/** @import { Topic, DeckManifest } from './deck.js' */
/** @import { CardStatus } from './card-counts.js' */
/** @import { Today } from './today.js' */

/**
 * @typedef {object} Digest
 * @property {number} day on which it was made
 * @property {number} events of the log: the store being empty while this is not means that the browser cleared it
 * @property {Today['ahead']} ahead cards, new ones, minutes on `day` and each of the days after it
 * @property {number | null} date the interview's day
 * @property {number | null} mock the day of the next mock interview
 * @property {string[]} weak titles of topics
 * @property {Record<string, [share: number, seen: number]>} topics mastery in percent, and cards seen
 * @property {string} last query of the last session
 */

/** Items of each topic, with those of the topics below it. @param {DeckManifest} manifest @returns {{ id: string, total: number }[]} */
function itemTotals(manifest) {
  const total = manifest.topics.map((topic) => topic.counts.reduce((sum, [, , , items]) => sum + items, 0));
  // A parent is before its children.
  for (let i = manifest.topics.length - 1; i >= 0; i--) {
    const { parent } = manifest.topics[i];
    if (parent >= 0) total[parent] += total[i];
  }
  return manifest.topics.map(({ id }, i) => ({ id, total: total[i] }));
}

/** The topics that have cards, of their own or below them. @param {DeckManifest} manifest @returns {Topic[]} */
function topicsWithCards(manifest) {
  const own = itemTotals(manifest);
  return manifest.topics.filter((_, i) => own[i].total > 0);
}

/**
 * The digest of what the log says now.
 * @param {any} log
 * @param {DeckManifest} manifest
 * @param {CardStatus[]} lines of the cards that are loaded: js/card-counts.js
 * @param {Today} today
 * @param {string} last
 * @returns {Digest}
 */
function digestOf(log, manifest, lines, { day, ahead, date, mock, weak }, last) {
  const mastery = stats.mastery(lines.flatMap(({ states }) => states), itemTotals(manifest), log.weights(), day);
  const counted = cardCounts.withSubtopics(manifest, cardCounts.byTopic(lines, day));
  /** @type {Digest['topics']} */
  const topics = {};
  for (const [id, { seen }] of counted) if (seen > 0) topics[id] = [Math.round((mastery.get(id)?.share ?? 0) * 100), seen];
  const title = (/** @type {string} */ id) => manifest.topics.find((topic) => topic.id === id)?.title ?? id;
  return { day, events: log.events.length, ahead, date, mock, weak: weak.map(title), topics, last };
}

/**
 * The states of a topic's own cards, `name=character` with blanks between: `l` learning, `s` suspended, else the day it is due in base 36 after
 * `y` (young) or `m` (mature).
 * @param {CardStatus[]} lines
 * @param {string} topic
 */
function encodeCardStates(lines, topic) {
  const signs = lines.flatMap(({ card, state, due }) => {
    if (card.topic !== topic || state === 'new') return [];
    const sign = state === 'suspended' ? 's' : state === 'learning' ? 'l' : state[0] + due.toString(36);
    return [`${encodeURIComponent(card.id.slice(topic.length + 1))}=${sign}`];
  });
  return signs.join(' ');
}

export { itemTotals, topicsWithCards, digestOf, encodeCardStates };
