// The way to an interview: how many new cards a day reach every card by then, and how much of it will be recalled on the day.
//
// In: the states of the cards that count, the days, the weights. Out: cards a day, the load of reviews, and the expected recall on the date with
// and without the plan. The forecast plays every card forward once, with chance seeded by its id, so that the same log gives the same forecast.

import * as fsrs from './fsrs.js';
import * as random from './random.js';
/** @import { Memory } from './fsrs.js' */
/** @import { CardState } from './schedule.js' */

/** The last part of the way is for reviews alone, at most a week. */
const LAST = { share: 0.2, days: 7 };

/**
 * New cards a day.
 * @param {number} unseen
 * @param {number} today
 * @param {number} date
 * @returns {{ days: number, newDays: number, perDay: number }} `days` to study, today included; 0 where the date is past
 */
function pace(unseen, today, date) {
  const days = Math.max(0, date - today);
  if (days === 0) return { days: 0, newDays: 0, perDay: unseen };
  const newDays = Math.max(1, days - Math.min(LAST.days, Math.floor(days * LAST.share)));
  return { days, newDays, perDay: Math.ceil(unseen / newDays) };
}

/**
 * Plays one card forward: reviewed whenever due until the date.
 * @param {readonly number[]} weights
 * @param {number} retention
 * @param {Memory} memory
 * @param {number} last day of the last review
 * @param {number} due
 * @param {number} date
 * @param {() => number} chance
 * @param {number} today
 */
function play(weights, retention, memory, last, due, date, chance, today) {
  let reviews = 0;
  let day = Math.max(due, today);
  while (day < date) {
    const passed = chance() < fsrs.recall(weights, day - last, memory.s);
    memory = fsrs.next(weights, memory, day - last, passed ? 3 : 1);
    // A forgotten card is learned again on the same day.
    if (!passed) memory = fsrs.next(weights, memory, 0, 3);
    reviews++;
    last = day;
    day += Math.max(1, Math.round(fsrs.interval(weights, memory.s, retention)));
  }
  return { recall: fsrs.recall(weights, date - last, memory.s), reviews };
}

/**
 * Expected recall on the date, as the mean over all cards (unseen ones count as 0).
 * @param {CardState[]} states those that were never seen included; suspended ones are left out by the caller
 * @param {{ today: number, date: number, perDay: number, weights: readonly number[], retention: number }} how
 * @returns {{ planned: number, stopped: number, reviewsPerDay: number }} `stopped`: if nothing more is done from today
 */
function forecast(states, { today, date, perDay, weights, retention }) {
  if (states.length === 0) return { planned: 0, stopped: 0, reviewsPerDay: 0 };
  let planned = 0, stopped = 0, reviews = 0, fresh = 0;
  for (const state of states) {
    const chance = random.generator('forecast ' + state.id);
    let memory = /** @type {Memory} */ (state.memory);
    let last = state.day, due = state.due;
    if (memory) {
      stopped += fsrs.recall(weights, date - state.day, memory.s);
    } else {
      last = today + Math.floor(fresh++ / Math.max(perDay, 1));
      if (last >= date) continue;
      memory = fsrs.next(weights, fsrs.first(weights, 3), 0, 3);
      due = last + Math.max(1, Math.round(fsrs.interval(weights, memory.s, retention)));
    }
    const end = play(weights, retention, memory, last, due, date, chance, today);
    planned += end.recall;
    reviews += end.reviews;
  }
  const n = states.length;
  return { planned: planned / n, stopped: stopped / n, reviewsPerDay: reviews / Math.max(1, date - today) };
}

export { pace, forecast };
