// The way to an interview, played forward: what each day will hold, whether every card is met in time, what will be recalled on the day.
//
// In: what counts with its states, the days, the weights, the limits. Out: a line for each day, and what is left unseen. Every card is played
// once, with chance seeded by its id, so that the same log gives the same forecast; the days are filled by the rules of js/day-plan.js.

import * as dayPlan from './day-plan.js';
import * as fsrs from './fsrs.js';
import * as random from './random.js';
import { MAX_STEPS_PER_DAY } from './schedule.js';
/** @import { Entry, InterviewGoal } from './day-plan.js' */
/** @import { CardState } from './schedule.js' */

/**
 * @typedef {object} ForecastOptions
 * @property {number} today
 * @property {number} date
 * @property {string} [level] the interview's
 * @property {{ newCards: number, reviews: number, extra?: number }} limits a day's; `extra`: new cards on top of today's
 * @property {number} minutes a day at most; 0 for no limit
 * @property {{ newCard: number, review: number }} cost minutes that a card takes
 * @property {readonly number[]} weights
 * @property {number} retention
 * @property {{ newCards: number, reviews: number, carriedOver?: number }} [done] what was done of today
 * @property {number} [lapseFactor] the ratio of the learner's lapses to those that the model predicts
 * @property {number} [againChance] the chance of Again where a card is new, or was forgotten on that day
 */

/** @typedef {{ day: number, reviews: number, newCards: number, minutes: number, topics: Map<string, number> }} Day */

/** Something that is scheduled, as the forecast moves it. @typedef {Entry & { place: number, at: SimulatedMemory }} Item */

/**
 * Recall is the mean over all, unseen ones count as 0; `recallIfStopped`: if nothing more is done from today.
 * @typedef {{ days: Day[], unseen: number, recallIfFollowed: number, recallIfStopped: number, reviewsPerDay: number }} Forecast
 */

/** Prior counts (Laplace smoothing) until the log has data: expected lapses, and first grades with one Again in ten. */
const PRIOR = { forgotten: 2, first: 10, again: 1 };

/**
 * How this learner differs from the model, by the log.
 * @param {{ passed: boolean, expected: number }[]} recalls
 * @param {{ n: number, again: number }} steps grades of the day on which a card is new or was forgotten
 * @returns {{ lapseFactor: number, againChance: number }}
 */
function learnerFactors(recalls, { n, again }) {
  let failed = PRIOR.forgotten, expected = PRIOR.forgotten;
  for (const recall of recalls) {
    failed += recall.passed ? 0 : 1;
    expected += 1 - recall.expected;
  }
  return { lapseFactor: Math.min(8, Math.max(0.1, failed / expected)), againChance: (again + PRIOR.again) / (n + PRIOR.first) };
}

/** A card's memory as the forecast moves it. */
class SimulatedMemory {
  /** @param {CardState} state @param {number} today @param {boolean} waits another cloze deletion of its card was graded today */
  constructor(state, today, waits) {
    this.id = state.id;
    /** @type {(() => number) | null} */
    this.generator = null;
    this.phase = state.phase === 'new' ? 'new' : 'review';
    this.memory = state.memory;
    this.day = state.day;
    /** The first day on which it may come. */
    this.from = waits || state.buried === today ? today + 1 : today;
    /** Begun today and not finished, or asked for: it comes on top of a day's limits. */
    this.learning = state.phase === 'learning' || state.phase === 'relearning';
    this.requested = !this.learning && state.queued > 0;
    this.due = state.phase === 'review' && !this.requested ? state.due : today;
  }

  chance() {
    this.generator ??= random.generator(`forecast ${this.id}`);
    return this.generator();
  }

  /** @param {number} day @param {ForecastOptions} how */
  study(day, { weights, retention, lapseFactor = 1, againChance = 0.1 }) {
    let learns = true;
    if (this.memory) {
      learns = this.chance() < Math.min(0.95, lapseFactor * (1 - fsrs.recall(weights, day - this.day, this.memory.s)));
      this.memory = fsrs.nextMemory(weights, this.memory, day - this.day, learns ? 1 : 3);
    } else this.memory = fsrs.firstMemory(weights, this.chance() < againChance ? 1 : 3);
    // What is new or was forgotten is learned on the same day, in steps.
    for (let left = learns ? MAX_STEPS_PER_DAY : 0; left > 0; left--) {
      const again = left > 1 && this.chance() < againChance;
      this.memory = fsrs.nextMemory(weights, this.memory, 0, again ? 1 : 3);
      if (!again) break;
    }
    this.phase = 'review';
    this.learning = this.requested = false;
    this.day = day;
    this.due = day + Math.max(1, Math.round(fsrs.interval(weights, this.memory.s, retention)));
  }
}

/** One of each card, what was asked for or else the first. @template {Entry} T @param {T[]} list @param {(entry: T) => boolean} requested @returns {T[]} */
function onePerCard(list, requested) {
  const wanted = new Set(list.filter(requested).map(({ card }) => card));
  const seen = new Set();
  return list.filter((entry) => (requested(entry) || !wanted.has(entry.card)) && !seen.has(entry.card) && seen.add(entry.card));
}

/** The cards of which a part was graded today, with how many parts. @param {Entry[]} entries @param {(id: string) => CardState} stateOf @param {number} today */
function gradedToday(entries, stateOf, today) {
  /** @type {Map<string, number>} */
  const graded = new Map();
  for (const { id, card } of entries) if (isGraded(stateOf(id), today)) graded.set(card, (graded.get(card) ?? 0) + 1);
  return graded;
}

/** @param {CardState} state @param {number} today */
const isGraded = ({ reps, day }, today) => reps > 0 && day === today;

/**
 * The forecast of a plan, in one go.
 * @param {Entry[]} entries in reading order, those never seen included; suspended ones are left out by the caller
 * @param {(id: string) => CardState} stateOf
 * @param {ForecastOptions} how
 * @returns {Forecast}
 */
function simulate(entries, stateOf, how) {
  return finish(simulateSteps(entries, stateOf, how));
}

/**
 * The same day by day: it yields after each, so that a page can answer meanwhile.
 * @param {Entry[]} entries
 * @param {(id: string) => CardState} stateOf
 * @param {ForecastOptions} how
 * @returns {Generator<number, Forecast>}
 */
function* simulateSteps(entries, stateOf, how) {
  const { today, date, limits, minutes, cost, weights } = how;
  const graded = gradedToday(entries, stateOf, today);
  /** @type {Item[]} */
  const items = entries.map(({ id, card, info }, place) => {
    const state = stateOf(id);
    return { id, card, info, place, at: new SimulatedMemory(state, today, (graded.get(card) ?? 0) > (isGraded(state, today) ? 1 : 0)) };
  });
  const states = new Map(items.map(({ id, at }) => [id, at]));
  const recalled = () => items.reduce((sum, { at }) => sum + (at.memory ? fsrs.recall(weights, date - at.day, at.memory.s) : 0), 0);
  const isNew = (/** @type {Item} */ { at }) => at.phase === 'new';
  const requested = (/** @type {Item} */ { at }) => at.requested;
  const met = new Set(items.filter((item) => !isNew(item)).map(({ card }) => card));
  const cards = new Set(items.map(({ card }) => card)).size;
  const recallIfStopped = recalled();
  let newCards = dayPlan.newCardOrder(items, isNew, how.level);
  /** What comes up on each day, so that no day looks at what does not. @type {Item[][]} */
  const coming = Array.from({ length: Math.max(0, date - today) }, () => []);
  const put = (/** @type {Item} */ item) => coming[Math.max(item.at.due, item.at.from, today) - today]?.push(item);
  for (const item of items) if (!isNew(item)) put(item);
  /** Due and not done yet, in reading order. @type {Item[]} */
  let waiting = [];
  /** @type {Day[]} */
  const days = [];
  for (let day = today; day < date; day++) {
    yield (day - today) / (date - today);
    const done = (day === today && how.done) || { newCards: 0, reviews: 0 };
    if (coming[day - today].length) waiting = [...waiting, ...coming[day - today]].sort((a, b) => a.place - b.place);
    const due = onePerCard(waiting, requested);
    const carriedOver = due.filter(({ at }) => at.learning);
    const learned = due.filter(({ at }) => !at.learning);
    const here = new Set(due.map(({ card }) => card));
    const gaps = onePerCard(newCards.filter(({ at, card }) => !here.has(card) && at.from <= day), requested);
    const room = dayPlan.dailyQuota(day === today ? limits : { ...limits, extra: 0 }, { date, unseen: newCards.length, minutes, cost }, { today: day, due: learned.length, done, carriedOver: carriedOver.filter(({ at }) => at.day < day).length });
    const usual = (/** @type {Item} */ item) => !requested(item);
    const stateNow = (/** @type {string} */ id) => /** @type {any} */ (states.get(id));
    const chosen = dayPlan.chooseForDay({ due: learned.filter(usual), newCards: gaps.filter(usual) }, { stateOf: stateNow, today: day, later: date, weights, newCards: room.newCards - done.newCards, reviews: room.reviews - done.reviews });
    const reviews = [...carriedOver, ...learned.filter(requested), ...chosen.reviews];
    const news = [...gaps.filter(requested), ...chosen.newCards];
    /** @type {Map<string, number>} */
    const topics = new Map();
    const studied = new Set([...reviews, ...news]);
    for (const item of studied) {
      item.at.study(day, how);
      put(item);
      met.add(item.card);
      topics.set(item.info.topic, (topics.get(item.info.topic) ?? 0) + 1);
    }
    waiting = waiting.filter((item) => !studied.has(item));
    if (news.length) newCards = newCards.filter(isNew);
    days.push({ day, reviews: reviews.length, newCards: news.length, minutes: reviews.length * cost.review + news.length * cost.newCard, topics });
  }
  const n = Math.max(1, items.length);
  return { days, unseen: cards - met.size, recallIfFollowed: recalled() / n, recallIfStopped: recallIfStopped / n, reviewsPerDay: days.reduce((sum, { reviews }) => sum + reviews, 0) / Math.max(1, days.length) };
}

/** More minutes a day than this are not advice. */
const MAX_MINUTES_PER_DAY = 240;
/** How far a later day is looked for, days. */
const MAX_EXTRA_DAYS = 400;

/**
 * What would reach every card, where the plan does not: minutes a day, or a later day; `null` where that asks too much.
 * @template {Entry} T
 * @param {T[]} entries
 * @param {(id: string) => CardState} stateOf
 * @param {ForecastOptions} how
 * @param {{ unseen: number, days: Day[] }} plan
 * @returns {Generator<number, { minutes: number | null, date: number | null }>}
 */
function* alternativeSteps(entries, stateOf, how, { unseen, days }) {
  const free = yield* simulateSteps(entries, stateOf, { ...how, minutes: 0 });
  const least = Math.ceil(Math.max(0, ...free.days.map((day) => day.minutes)) / 5) * 5;
  const isKept = free.unseen === 0 && least <= MAX_MINUTES_PER_DAY && free.days.every((day) => day.newCards <= dayPlan.MAX_NEW_PER_DAY);
  const perDay = days.reduce((sum, { newCards }) => sum + newCards, 0) / Math.max(1, days.length);
  let date = null;
  for (let tries = 0, more = Math.ceil(unseen / Math.max(perDay, 0.5)) + dayPlan.FINAL_DAYS.least; tries < 3 && date === null; tries++, more = Math.ceil(more * 1.5)) {
    if (how.date + more - how.today > MAX_EXTRA_DAYS) break;
    if ((yield* simulateSteps(entries, stateOf, { ...how, date: how.date + more })).unseen === 0) date = how.date + more;
  }
  return { minutes: isKept ? least : null, date };
}

/** The same at once. @template {Entry} T @param {T[]} entries @param {(id: string) => CardState} stateOf @param {ForecastOptions} how @param {{ unseen: number, days: Day[] }} plan */
function alternatives(entries, stateOf, how, plan) {
  return finish(alternativeSteps(entries, stateOf, how, plan));
}

/** What the forecast needs of a state. */
const STATE_KEYS = /** @type {const} */ (['phase', 'memory', 'day', 'due', 'reps', 'buried', 'queued']);

/** Entries with their states as a string, which is cheap to post to a worker. @param {Entry[]} entries @param {(id: string) => CardState} stateOf */
function serialiseEntries(entries, stateOf) {
  return JSON.stringify(entries.map(({ id, card, info }) => {
    const state = stateOf(id);
    return [id, card === id ? 0 : card, info.topic, info.requires, info.level, ...STATE_KEYS.map((key) => state[key])];
  }));
}

/** @param {string} rows @returns {{ entries: Entry[], states: Map<string, CardState> }} */
function parseEntries(rows) {
  const states = new Map();
  const entries = JSON.parse(rows).map((/** @type {any[]} */ [id, card, topic, requires, level, ...values]) => {
    states.set(id, { id, ...Object.fromEntries(STATE_KEYS.map((key, i) => [key, values[i]])) });
    return { id, card: card || id, info: { topic, requires, level } };
  });
  return { entries, states };
}

/**
 * The plan with what is to be said of it.
 * @param {{ rows: string, how: ForecastOptions }} input `rows` of `serialiseEntries`
 * @returns {Generator<number, { forecast: Forecast, exceedsNewLimit: boolean, remedy: { minutes: number | null, date: number | null } | null }>} `exceedsNewLimit`: on some
 *   day more new cards than are kept; `remedy`: where cards stay unseen
 */
function* forecastSteps({ rows, how }) {
  const { entries, states } = parseEntries(rows);
  const stateOf = (/** @type {string} */ id) => /** @type {CardState} */ (states.get(id));
  const forecast = yield* simulateSteps(entries, stateOf, how);
  const exceedsNewLimit = forecast.days.some(({ newCards }) => newCards > dayPlan.MAX_NEW_PER_DAY);
  return { forecast, exceedsNewLimit, remedy: forecast.unseen > 0 && !exceedsNewLimit ? yield* alternativeSteps(entries, stateOf, how, forecast) : null };
}

/** Runs steps to their end. @template T @param {Generator<number, T>} steps @returns {T} */
function finish(steps) {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The forecast and what would do where it does not reach every card, in one go. @param {Parameters<typeof forecastSteps>[0]} input */
const forecast = (input) => finish(forecastSteps(input));

export { forecast, forecastSteps, learnerFactors, serialiseEntries, simulate, simulateSteps, alternatives, alternativeSteps };
