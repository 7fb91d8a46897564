// The way to an interview, played forward: what each day will hold, whether every card is met in time, what will be recalled on the day.
//
// In: what counts with its states, the days, the weights, the limits. Out: a line for each day, and what is left unseen. Every card is played
// once, with chance seeded by its id, so that the same log gives the same forecast; the days are filled by the rules of js/coach.js.

import * as coach from './coach.js';
import * as fsrs from './fsrs.js';
import * as random from './random.js';
/** @import { Entry, Goal } from './coach.js' */
/** @import { CardState } from './schedule.js' */

/**
 * @typedef {object} How
 * @property {number} today
 * @property {number} date
 * @property {{ fresh: number, reviews: number }} limits a day's
 * @property {number} minutes a day at most; 0 for no limit
 * @property {{ fresh: number, review: number }} cost minutes that a card takes
 * @property {readonly number[]} weights
 * @property {number} retention
 * @property {number} [forgets] how much oftener the learner forgets than the model says
 * @property {number} [stumbles] the chance of Again where a card is new, or was forgotten on that day
 */

/** @typedef {{ day: number, reviews: number, fresh: number, minutes: number, topics: Map<string, number> }} Day */

/** What is supposed before the log says more: so many reviews that were to be forgotten, and so many first grades with one Again in ten. */
const PRIOR = { forgotten: 2, first: 10, again: 1 };

/**
 * How this learner differs from the model, by the log.
 * @param {{ passed: boolean, expected: number }[]} recalls
 * @param {{ n: number, again: number }} steps grades of the day on which a card is new or was forgotten
 * @returns {{ forgets: number, stumbles: number }}
 */
function habits(recalls, { n, again }) {
  let failed = PRIOR.forgotten, expected = PRIOR.forgotten;
  for (const recall of recalls) {
    failed += recall.passed ? 0 : 1;
    expected += 1 - recall.expected;
  }
  return { forgets: Math.min(8, Math.max(0.1, failed / expected)), stumbles: (again + PRIOR.again) / (n + PRIOR.first) };
}

/** Grades of such a day at most, that are played. */
const STEPS = 4;

/** A card's memory as the forecast moves it. */
class Played {
  /** @param {CardState} state @param {number} today */
  constructor(state, today) {
    this.chance = random.generator(`forecast ${state.id}`);
    this.phase = state.phase === 'new' ? 'new' : 'review';
    this.memory = state.memory;
    this.day = state.day;
    this.due = state.phase === 'review' ? state.due : today;
    this.lastSeen = -1;
  }

  /** @param {number} day @param {How} how */
  study(day, { weights, retention, forgets = 1, stumbles = 0.1 }) {
    let learns = true;
    if (this.memory) {
      learns = this.chance() < Math.min(0.95, forgets * (1 - fsrs.recall(weights, day - this.day, this.memory.s)));
      this.memory = fsrs.next(weights, this.memory, day - this.day, learns ? 1 : 3);
    } else this.memory = fsrs.first(weights, this.chance() < stumbles ? 1 : 3);
    // What is new or was forgotten is learned on the same day, in steps.
    for (let left = learns ? STEPS : 0; left > 0; left--) {
      const again = left > 1 && this.chance() < stumbles;
      this.memory = fsrs.next(weights, this.memory, 0, again ? 1 : 3);
      if (!again) break;
    }
    this.phase = 'review';
    this.day = day;
    this.due = day + Math.max(1, Math.round(fsrs.interval(weights, this.memory.s, retention)));
  }
}

/** One of each card. @template {Entry} T @param {T[]} list @returns {T[]} */
function onePerCard(list) {
  const seen = new Set();
  return list.filter(({ card }) => !seen.has(card) && seen.add(card));
}

/**
 * @template {Entry} T
 * @param {T[]} entries in reading order, those never seen included; suspended ones are left out by the caller
 * @param {(id: string) => CardState} stateOf
 * @param {How} how
 * @returns {{ days: Day[], unseen: number, planned: number, stopped: number, reviewsPerDay: number }} recall is the mean over all, unseen ones count as 0; `stopped`: if nothing more is done from today
 */
function project(entries, stateOf, how) {
  const { today, date, limits, minutes, cost, weights } = how;
  const states = new Map(entries.map(({ id }) => [id, new Played(stateOf(id), today)]));
  const at = (/** @type {string} */ id) => /** @type {any} */ (states.get(id));
  const met = new Set(entries.filter(({ id }) => at(id).phase !== 'new').map(({ card }) => card));
  const cards = new Set(entries.map(({ card }) => card)).size;
  let fresh = coach.freshOrder(entries, ({ id }) => at(id).phase === 'new');
  const stopped = entries.reduce((sum, { id }) => sum + (at(id).memory ? fsrs.recall(weights, date - at(id).day, at(id).memory.s) : 0), 0);
  /** @type {Day[]} */
  const days = [];
  for (let day = today; day < date; day++) {
    const due = onePerCard(entries.filter(({ id }) => at(id).phase === 'review' && at(id).due <= day));
    const today = new Set(due.map(({ card }) => card));
    const goal = { date, unseen: fresh.length, minutes, cost };
    const room = coach.quota(limits, goal, { today: day, due: due.length, done: { fresh: 0, reviews: 0 } });
    const gaps = onePerCard(fresh.filter(({ card }) => !today.has(card)));
    const chosen = coach.choose({ due, fresh: gaps }, { stateOf: at, today: day, later: date, weights, ...room });
    /** @type {Map<string, number>} */
    const topics = new Map();
    for (const { id, card, info } of [...chosen.reviews, ...chosen.fresh]) {
      at(id).study(day, how);
      met.add(card);
      topics.set(info.topic, (topics.get(info.topic) ?? 0) + 1);
    }
    if (chosen.fresh.length) fresh = fresh.filter(({ id }) => at(id).phase === 'new');
    days.push({ day, reviews: chosen.reviews.length, fresh: chosen.fresh.length, minutes: chosen.reviews.length * cost.review + chosen.fresh.length * cost.fresh, topics });
  }
  const planned = entries.reduce((sum, { id }) => sum + (at(id).memory ? fsrs.recall(weights, date - at(id).day, at(id).memory.s) : 0), 0);
  const n = Math.max(1, entries.length);
  return { days, unseen: cards - met.size, planned: planned / n, stopped: stopped / n, reviewsPerDay: days.reduce((sum, { reviews }) => sum + reviews, 0) / Math.max(1, days.length) };
}

/**
 * What would reach every card, where the plan does not: minutes a day, or a later day.
 * @template {Entry} T
 * @param {T[]} entries
 * @param {(id: string) => CardState} stateOf
 * @param {How} how
 * @param {{ unseen: number, days: Day[] }} plan
 */
function remedies(entries, stateOf, how, { unseen, days }) {
  const free = project(entries, stateOf, { ...how, minutes: 0 });
  const minutes = free.unseen === 0 ? Math.ceil(Math.max(...free.days.map((day) => day.minutes)) / 5) * 5 : null;
  const perDay = days.reduce((sum, { fresh }) => sum + fresh, 0) / Math.max(1, days.length);
  let date = null;
  for (let tries = 0, more = Math.ceil(unseen / Math.max(perDay, 0.5)) + coach.LAST.least; tries < 3 && date === null; tries++, more = Math.ceil(more * 1.5)) {
    if (how.date + more - how.today <= 400 && project(entries, stateOf, { ...how, date: how.date + more }).unseen === 0) date = how.date + more;
  }
  return { minutes, date };
}

export { habits, project, remedies };
