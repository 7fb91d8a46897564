// What each grade would do to a card: a learning step within the day, or an interval in days.
//
// In: a card's state, the day, the learner's weights and desired retention. Out: four outcomes, Again to Easy. The outcome that the
// learner chooses goes into the log as it is; a rebuilt state never decides again.

import * as fsrs from './fsrs.js';
import * as random from './random.js';
/** @import { Memory, Grade } from './fsrs.js' */

/**
 * A card's place in learning, derived from its log.
 * @typedef {object} CardState
 * @property {string} id
 * @property {'new' | 'learning' | 'review' | 'relearning'} phase
 * @property {Memory | null} memory `null` while new
 * @property {number} step position in the learning steps
 * @property {number} day of the last grade
 * @property {number} at of the last grade, ms
 * @property {number} due the day it is due (review); 0 otherwise
 * @property {number} dueAt the moment it is due (learning, relearning), ms; 0 otherwise
 * @property {number} reps grades so far
 * @property {number} gradesThatDay grades on the day of the last one
 * @property {number} lapses times a learned card was forgotten
 * @property {number} introduced the day of the first grade; 0 while new
 * @property {boolean} suspended
 * @property {boolean} leech suspended because of its lapses
 * @property {number} buried the day for which it is put aside; 0 for none
 * @property {number} queued the day for which the learner asked for it; 0 for none
 */

/**
 * What a grade leads to: `days`, or `step` and `wait`.
 * @typedef {object} Outcome
 * @property {Grade} grade
 * @property {Memory} memory
 * @property {number} [days] until the next review
 * @property {number} [step]
 * @property {number} [wait] seconds until it is shown again
 */

/**
 * @typedef {object} SchedulerParameters
 * @property {readonly number[]} weights
 * @property {number} retention 0.70 to 0.97
 * @property {number} [longest] interval in days
 */

/** Seconds. */
const LEARNING_STEPS = Object.freeze([60, 600]);
/** Steps of a card that was forgotten, seconds. */
const RELEARNING_STEPS = Object.freeze([600]);
/** Days. */
const MAX_INTERVAL = 36500;
/** Learning steps of a card on one day: then Again and Hard leave it for the next, because a night helps more than one more try. */
const MAX_STEPS_PER_DAY = 4;

/** How far an interval may be moved, days: nothing under 2.5, then so much of each part of it. */
const FUZZ = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Infinity, share: 0.05 },
];

/** How far an interval may be moved either way, days. @param {number} days */
function fuzzDelta(days) {
  if (days < 2.5) return 0;
  return FUZZ.reduce((delta, part) => delta + part.share * Math.max(Math.min(days, part.to) - part.from, 0), 1);
}

/**
 * A whole number of days near `days`, so that cards learned together drift apart.
 * @param {number} days
 * @param {number} chance 0 up to 1, the same for all grades of one review so that their order stays
 * @param {number} least
 * @param {number} longest
 */
function applyFuzz(days, chance, least, longest) {
  const within = (/** @type {number} */ x) => Math.min(Math.max(x, least), longest);
  const delta = fuzzDelta(days);
  if (delta === 0) return within(Math.round(days));
  const low = within(Math.max(Math.round(days - delta), 2));
  const high = within(Math.max(Math.round(days + delta), 2));
  return Math.floor(low + chance * (high - low + 1));
}

/**
 * Whole days for Hard, Good, Easy: each longer than the one before until the longest is reached.
 * @param {SchedulerParameters} plan
 * @param {Memory[]} memories after Hard, Good, Easy
 * @param {number} chance
 */
function intervals(plan, memories, chance) {
  const longest = plan.longest || MAX_INTERVAL;
  let least = 1;
  return memories.map((memory) => {
    const days = Math.min(fsrs.interval(plan.weights, memory.s, plan.retention), longest);
    const result = applyFuzz(days, chance, Math.min(least, longest), longest);
    least = result + 1;
    return result;
  });
}

/**
 * The wait after Hard: between Again's and Good's.
 * @param {readonly number[]} steps
 * @param {number} step
 */
function hardWait(steps, step) {
  if (step > 0) return steps[step];
  return steps.length > 1 ? Math.round((steps[0] + steps[1]) / 2) : Math.round(steps[0] * 1.5);
}

/**
 * The four outcomes of a review on `day`.
 * @param {CardState} card
 * @param {number} day
 * @param {SchedulerParameters} plan
 * @returns {Outcome[]} Again, Hard, Good, Easy
 */
function outcomes(card, day, plan) {
  const { memory } = card;
  const elapsed = Math.max(0, day - card.day);
  const memories = /** @type {Grade[]} */ ([1, 2, 3, 4]).map((g) =>
    memory ? fsrs.nextMemory(plan.weights, memory, elapsed, g) : fsrs.firstMemory(plan.weights, g),
  );
  const chance = random.hash(card.id + '\n' + card.reps) / 4294967296;
  const waits = learningWaits(card);
  const isEnough = card.day === day && card.gradesThatDay >= MAX_STEPS_PER_DAY;
  const passing = [2, 3, 4].filter((g) => waits[g - 1] === null);
  const days = intervals(plan, passing.map((g) => memories[g - 1]), chance);
  return memories.map((after, i) => {
    const grade = /** @type {Grade} */ (i + 1);
    const wait = waits[i];
    if (wait && grade < 3 && isEnough) return { grade, memory: after, days: 1 };
    return wait ? { grade, memory: after, ...wait } : { grade, memory: after, days: days[passing.indexOf(grade)] };
  });
}

/**
 * For each grade the learning step it leads to; `null` where it leads to an interval in days.
 * @param {CardState} card
 * @returns {({ step: number, wait: number } | null)[]}
 */
function learningWaits(card) {
  if (card.phase === 'review') return [{ step: 0, wait: RELEARNING_STEPS[0] }, null, null, null];
  const steps = card.phase === 'relearning' ? RELEARNING_STEPS : LEARNING_STEPS;
  const step = Math.min(card.step, steps.length - 1);
  return [
    { step: 0, wait: steps[0] },
    { step, wait: hardWait(steps, step) },
    step + 1 < steps.length ? { step: step + 1, wait: steps[step + 1] } : null,
    null,
  ];
}

export { LEARNING_STEPS, RELEARNING_STEPS, MAX_STEPS_PER_DAY, MAX_INTERVAL, fuzzDelta, applyFuzz, intervals, outcomes };
