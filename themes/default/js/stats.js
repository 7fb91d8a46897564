// What a log says about learning: activity, retention, what is hard, how much of a topic is held. How many cards are due or new: js/card-counts.js.
//
// In: the log, the day, the topics with their numbers of cards. Out: numbers only; views draw them. One pass over the log (`collectStats`) feeds all.

import * as fsrs from './fsrs.js';
import { parentOf } from './log.js';
/** @import { LogEvent } from './events.js' */
/** @import { Memory } from './fsrs.js' */
/** @import { CardState } from './schedule.js' */

/**
 * What was done on a day.
 * @typedef {object} Activity
 * @property {number} grades cram included
 * @property {number} newCards cards seen for the first time
 * @property {number} ms
 */

/**
 * A first review of a day of a card that was learned: what true retention counts.
 * @typedef {object} ReviewOutcome
 * @property {number} day
 * @property {boolean} passed
 * @property {boolean} mature its interval had been three weeks or more
 * @property {number} expected the chance of recall that the model gave
 */

/** Days from which a card counts as mature, as in Anki. */
const MATURE_DAYS = 21;

/** The topic of a card: its id without the last part (and without a cloze deletion's key). @param {string} id */
function topicOf(id) {
  const card = parentOf(id);
  return card.slice(0, Math.max(card.lastIndexOf('/'), 0));
}

/** Cards between two pauses. */
const STEP = 200;

/** Goes through the whole log once. @param {any} log @param {number} [before] as in `collectStatsSteps` */
function collectStats(log, before) {
  const steps = collectStatsSteps(log, before);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in steps: it yields how much is done.
 * @param {any} log
 * @param {number} [before] the day before which `steps` are counted
 * @returns {Generator<number, { activity: Map<number, Activity>, recalls: ReviewOutcome[], states: CardState[], steps: { n: number, again: number } }>} `steps`: grades of cards that were new or had been forgotten that day
 */
function* collectStatsSteps(log, before = Infinity) {
  /** @type {Map<number, Activity>} */
  const activity = new Map();
  /** @type {ReviewOutcome[]} */
  const recalls = [];
  const steps = { n: 0, again: 0 };
  const weights = log.weights();
  const on = (/** @type {number} */ day) => {
    let entry = activity.get(day);
    if (!entry) activity.set(day, (entry = { grades: 0, newCards: 0, ms: 0 }));
    return entry;
  };
  /** @type {CardState[]} */
  const states = [];
  const ids = /** @type {string[]} */ (log.cards());
  for (const [i, id] of ids.entries()) {
    if (i % STEP === 0) yield i / ids.length;
    for (const event of log.of(id)) if (event.type === 'cram') add(on(event.day), event);
    const state = log.replay(id, (/** @type {LogEvent} */ event, /** @type {CardState} */ was, /** @type {number} */ elapsed) => {
      const entry = on(event.day);
      add(entry, event);
      if (was.phase === 'new') entry.newCards++;
      if (was.phase !== 'review' && event.day < before) {
        steps.n++;
        steps.again += event.g === 1 ? 1 : 0;
      }
      if (was.phase !== 'review' || elapsed === 0 || !was.memory) return;
      const mature = was.due - was.day >= MATURE_DAYS;
      recalls.push({ day: event.day, passed: /** @type {number} */ (event.g) > 1, mature, expected: fsrs.recall(weights, elapsed, was.memory.s) });
    });
    states.push(state);
  }
  return { activity, recalls, states, steps };
}

/** @param {Activity} entry @param {LogEvent} event */
function add(entry, event) {
  entry.grades++;
  entry.ms += event.ms || 0;
}

/**
 * Shares of reviews that were remembered, in the last `days` days.
 * @param {ReviewOutcome[]} recalls
 * @param {number} today
 * @param {number} days
 */
function retention(recalls, today, days) {
  const row = () => ({ reviews: 0, passed: 0, expected: 0 });
  const out = { all: row(), young: row(), mature: row() };
  for (const recall of recalls) {
    if (recall.day > today || recall.day <= today - days) continue;
    for (const part of [out.all, recall.mature ? out.mature : out.young]) {
      part.reviews++;
      part.passed += recall.passed ? 1 : 0;
      part.expected += recall.expected;
    }
  }
  return out;
}

/**
 * The cards that cost most: most lapses first, then most difficult.
 * @param {CardState[]} states
 * @param {number} most
 */
function hardest(states, most) {
  return states
    .filter((s) => s.memory !== null && (s.lapses > 0 || s.memory.d > 6.5))
    .sort((a, b) => b.lapses - a.lapses || /** @type {Memory} */ (b.memory).d - /** @type {Memory} */ (a.memory).d || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}

/** The chance that a card would be recalled on a day. @param {readonly number[]} weights @param {CardState} state @param {number} day */
const recallOn = (weights, state, day) => (state.memory ? fsrs.recall(weights, day - state.day, state.memory.s) : 0);

/**
 * Mastery of each topic: the share of its cards (and of those of its own topics) that would be recalled today.
 * @param {CardState[]} states
 * @param {{ id: string, total: number }[]} topics `total` with the topics below
 * @param {readonly number[]} weights
 * @param {number} today
 * @returns {Map<string, { share: number, seen: number, total: number }>}
 */
function mastery(states, topics, weights, today) {
  const out = new Map(topics.map(({ id, total }) => [id, { share: 0, seen: 0, total }]));
  for (const state of states) {
    if (!state.memory) continue;
    const recall = recallOn(weights, state, today);
    for (let id = topicOf(state.id); id; id = id.slice(0, Math.max(id.lastIndexOf('/'), 0))) {
      const entry = out.get(id);
      if (!entry) continue;
      entry.seen++;
      entry.share += recall;
    }
  }
  for (const entry of out.values()) {
    entry.seen = Math.min(entry.seen, entry.total);
    entry.share = entry.total ? Math.min(1, entry.share / entry.total) : 0;
  }
  return out;
}

/**
 * Days in a row with activity, up to today (or yesterday, while today is young).
 * @param {Map<number, Activity>} activity
 * @param {number} today
 */
function streak(activity, today) {
  let day = activity.has(today) ? today : today - 1;
  let length = 0;
  for (; activity.has(day); day--) length++;
  return length;
}

/** How far something scheduled is. @param {CardState} state @returns {'new' | 'learning' | 'young' | 'mature' | 'suspended'} */
function maturityOf({ suspended, phase, due, day }) {
  if (suspended) return 'suspended';
  if (phase === 'new') return 'new';
  if (phase !== 'review') return 'learning';
  return due - day >= MATURE_DAYS ? 'mature' : 'young';
}

export { MATURE_DAYS, topicOf, collectStats, collectStatsSteps, retention, hardest, recallOn, mastery, streak, maturityOf };
