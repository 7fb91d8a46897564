// What to do on a day: which reviews, which new cards, in which order; when a long task and when a mock interview.
//
// In: what is scheduled, its states, the day, the learner's limits, and the interview's day if there is one. Out: lists for the queue, days. The
// forecast (js/forecast.js) plays the same rules forward, so that it promises what the queue will do.

import * as fsrs from './fsrs.js';
/** @import { Card } from './deck.js' */
/** @import { CardState } from './schedule.js' */

/**
 * What is scheduled, with what the order depends on.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} card
 * @property {Pick<Card, 'topic' | 'requires'> & { level?: string }} info
 */

/**
 * @typedef {object} InterviewGoal
 * @property {number} date the interview's day
 * @property {string} [level] the interview's; none for all
 * @property {number} unseen what is scheduled up to the level and was never seen, in the whole guide
 * @property {number} minutes a day at most; 0 for no limit
 * @property {{ newCard: number, review: number }} cost minutes that a card takes
 */

/** Nothing new on the last two days; before them, the last part of the way is for reviews, a spare day at least and a week at most. */
const FINAL_DAYS = { share: 0.2, least: 2, spare: 1, most: 7 };
/** New cards may take so much of a day that has more reviews than room. */
const MAX_NEW_SHARE = 0.5;
/** More new cards a day are rarely kept: each of them comes back some seven times in the first month. */
const MAX_NEW_PER_DAY = 30;
/** No topic is more of a day, where others have something. */
const MAX_TOPIC_SHARE = 0.4;
/** New cards of levels below the interview's come at this pace of its own, so that time that is too short is not spent on what is easy. */
const LOWER_LEVEL_PACE = 0.5;
/** Without an interview, a review is worth what is recalled after so many days. */
const HORIZON_DAYS = 30;
/** A task of so many minutes has a slot of its own, with the interview's phases. */
const LONG_TASK_MINUTES = 20;
/** Mock interviews, days before the real one; and days between two where there is none to come. */
const MOCK_DAYS_BEFORE = [2, 5, 9, 14, 21, 30, 42, 56];
const MOCK_INTERVAL = 7;
/** A mock interview takes so many minutes, unless the learner chooses others. */
const MOCK_MINUTES = 45;
/** Long tasks come at least and at most so far apart, days. */
const LONG_TASK_INTERVAL = { least: 2, most: 3 };

/** Whether a card takes so long that it gets a day of its own. @param {Pick<Card, 'minutes'>} card */
const isLongTask = (card) => card.minutes >= LONG_TASK_MINUTES;

/**
 * New cards a day.
 * @param {number} unseen
 * @param {number} today
 * @param {number} date
 * @returns {{ days: number, newDays: number, perDay: number }} `days` to study, today included; 0 where the date is past
 */
function newCardPace(unseen, today, date) {
  const days = Math.max(0, date - today);
  if (days <= FINAL_DAYS.least) return { days, newDays: 0, perDay: 0 };
  const rest = Math.max(FINAL_DAYS.least + FINAL_DAYS.spare, Math.min(FINAL_DAYS.most, Math.floor(days * FINAL_DAYS.share)));
  const newDays = Math.max(1, days - rest);
  return { days, newDays, perDay: Math.ceil(unseen / newDays) };
}

/**
 * What would do where a date asks for more new cards a day than are kept.
 * @param {number} unseen
 * @param {number} today
 * @param {number} date
 * @returns {{ perDay: number, date: number, cards: number } | null} new cards a day, the first date that is late enough, and the cards that there is
 *   room for until the one that was set; `null` where the pace can be kept
 */
function feasibleAlternatives(unseen, today, date) {
  const { perDay, newDays } = newCardPace(unseen, today, date);
  if (perDay <= MAX_NEW_PER_DAY) return null;
  let later = date + 1;
  while (newCardPace(unseen, today, later).perDay > MAX_NEW_PER_DAY) later++;
  return { perDay, date: later, cards: MAX_NEW_PER_DAY * newDays };
}

/**
 * How many new cards and reviews a day takes, what was done of it included: it stays the same while the day's work is done.
 * @param {{ newCards: number, reviews: number, extra?: number }} limits `extra`: new cards that the learner asked for on top of the day
 * @param {InterviewGoal | null} goal
 * @param {{ today: number, due: number, done: { newCards: number, reviews: number, carriedOver?: number }, carriedOver?: number }} day `carriedOver`: cards that were being learned when the day began, which come in any case: still to come, and done
 */
function dailyQuota({ extra = 0, ...limits }, goal, { today, due, done, carriedOver = 0 }) {
  if (!goal) return { newCards: limits.newCards + extra, reviews: limits.reviews };
  const wanted = newCardPace(goal.unseen + done.newCards, today, goal.date).perDay;
  if (goal.minutes === 0) return { newCards: wanted + extra, reviews: limits.reviews };
  const { newCard, review } = goal.cost;
  const minutes = Math.max(0, goal.minutes - (carriedOver + (done.carriedOver ?? 0)) * review);
  const most = Math.floor((minutes - Math.min(wanted * newCard, minutes * MAX_NEW_SHARE)) / review);
  const reviews = Math.min(limits.reviews, most);
  const spent = Math.min(due + done.reviews, reviews) * review;
  return { newCards: Math.max(0, Math.min(wanted, Math.floor((minutes - spent) / newCard))) + extra, reviews };
}

/** What a review today adds to the chance of recall on a later day. @param {CardState} state @param {number} today @param {number} later @param {readonly number[]} weights */
function reviewValue({ memory, day }, today, later, weights) {
  if (!memory) return 1;
  const recall = fsrs.recall(weights, today - day, memory.s);
  const after = (/** @type {1 | 3} */ g) => fsrs.recall(weights, later - today, fsrs.nextMemory(weights, memory, today - day, g).s);
  return recall * after(3) + (1 - recall) * after(1) - fsrs.recall(weights, later - day, memory.s);
}

/**
 * New cards in the order in which they are met: every topic, and in it every level, advances by its share, in its reading order; what is required
 * comes first.
 * @template {Entry} T
 * @param {T[]} all what is scheduled, in reading order, seen or not
 * @param {(entry: T) => boolean} isNew
 * @param {string} [level] the interview's; none for all, which then advance alike
 * @returns {T[]}
 */
function newCardOrder(all, isNew, level = '') {
  const track = (/** @type {T} */ { info }) => (level === '' ? info.topic : `${info.topic}\n${info.level}`);
  /** @type {Map<string, Map<string, number>>} */
  const places = new Map();
  for (const entry of all) {
    const cards = places.get(track(entry)) ?? new Map();
    places.set(track(entry), cards);
    if (!cards.has(entry.card)) cards.set(entry.card, cards.size);
  }
  const time = (/** @type {T} */ entry) => {
    const cards = /** @type {Map<string, number>} */ (places.get(track(entry)));
    const pace = level !== '' && entry.info.level && entry.info.level !== level ? LOWER_LEVEL_PACE : 1;
    return ((cards.get(entry.card) ?? 0) + 0.5) / cards.size / pace;
  };
  const waiting = all.filter(isNew).map((entry) => ({ entry, at: time(entry) })).sort((a, b) => a.at - b.at);
  /** @type {Map<string, T[]>} */
  const byCard = new Map();
  for (const { entry } of waiting) byCard.set(entry.card, [...(byCard.get(entry.card) ?? []), entry]);
  /** @type {T[]} */
  const out = [];
  const visit = (/** @type {string} */ card) => {
    const entries = byCard.get(card);
    if (!entries) return;
    // Taken out first, so that a circle ends.
    byCard.delete(card);
    for (const required of entries[0].info.requires) visit(required);
    out.push(...entries);
  };
  for (const { entry } of waiting) visit(entry.card);
  return out;
}

/**
 * The first `most` of a list, of no topic more than the day's share as long as others have something.
 * @template {Entry} T
 * @param {T[]} list the best first
 * @param {number} most
 * @param {Map<string, number>} taken by topic; is added to
 * @param {number} size of the day
 * @param {(entry: T) => boolean} [may]
 * @returns {T[]}
 */
function takeWithTopicLimit(list, most, taken, size, may = () => true) {
  const limit = Math.max(1, Math.floor(size * MAX_TOPIC_SHARE));
  /** @type {T[]} */
  const out = [];
  /** @type {T[]} */
  const later = [];
  const take = (/** @type {T} */ entry) => {
    out.push(entry);
    taken.set(entry.info.topic, (taken.get(entry.info.topic) ?? 0) + 1);
  };
  for (const entry of list) {
    if (out.length >= most) return out;
    if ((taken.get(entry.info.topic) ?? 0) < limit && may(entry)) take(entry);
    else later.push(entry);
  }
  for (const entry of later) if (out.length < most && may(entry)) take(entry);
  return out;
}

/** A list with what is worth most first. @template {Entry} T @param {T[]} list @param {(entry: T) => number} worthOf @returns {T[]} */
function sortByValue(list, worthOf) {
  const worth = Float64Array.from(list, worthOf);
  const places = Uint32Array.from(list, (_, i) => i).sort((a, b) => worth[b] - worth[a] || (list[a].id < list[b].id ? -1 : 1));
  return Array.from(places, (i) => list[i]);
}

/**
 * The day's reviews and new cards.
 * @template {Entry} T
 * @param {{ due: T[], newCards: T[] }} candidates one of each card; new ones in their order
 * @param {{ stateOf: (id: string) => CardState, today: number, later: number, weights: readonly number[], newCards: number, reviews: number }} how `newCards`, `reviews`: still to be taken
 * @param {boolean} [isMixed] whether new ones must be mixed; else they keep their order
 */
function chooseForDay({ due, newCards }, { stateOf, today, later, weights, newCards: wanted, reviews: most }, isMixed = true) {
  const size = Math.min(due.length, Math.max(0, most)) + Math.min(newCards.length, Math.max(0, wanted));
  /** @type {Map<string, number>} */
  const taken = new Map();
  const best = due.length > most ? sortByValue(due, (entry) => reviewValue(stateOf(entry.id), today, later, weights)) : due;
  if (!isMixed) return { reviews: best.slice(0, Math.max(0, most)), newCards: newCards.slice(0, Math.max(0, wanted)) };
  const reviews = takeWithTopicLimit(best, Math.max(0, most), taken, size);
  const waiting = new Set(newCards.map(({ card }) => card));
  const may = (/** @type {T} */ { card, info }) => info.requires.every((id) => !waiting.has(id)) && waiting.delete(card);
  return { reviews, newCards: takeWithTopicLimit(newCards, Math.max(0, wanted), taken, size, may) };
}

/** The day whose chance of recall a review is to raise: that of the interview, else one a month away. @param {number} today @param {InterviewGoal | null} goal */
const recallDay = (today, goal) => (goal && goal.date > today ? goal.date : today + HORIZON_DAYS);

/**
 * The days of long tasks. They are counted from the interview, and how far apart they are follows from the whole way: a day that was missed, or a task
 * that was done, moves none of the others.
 * @param {number} tasks still to be done
 * @param {number} today
 * @param {number} date
 * @param {{ all?: number, since?: number, busy?: number[] }} [way] `all`: tasks from the first day of the way, `since`; `busy`: days that hold a mock interview
 * @returns {number[]}
 */
function longTaskDays(tasks, today, date, { all = tasks, since = today, busy = [] } = {}) {
  const last = date - FINAL_DAYS.least - 1;
  if (tasks <= 0 || last < today) return [];
  const gap = Math.max(LONG_TASK_INTERVAL.least, Math.min(LONG_TASK_INTERVAL.most, Math.floor((last - since + 1) / all)));
  const days = Array.from({ length: Math.floor((last - today) / gap) + 1 }, (_, i) => last - i * gap).reverse();
  return days.filter((day) => !busy.includes(day)).slice(0, tasks);
}

/**
 * The days of the mock interviews still to come. One that was missed is the first, with the day on which it was to be: it stays until one is done.
 * @param {number} today
 * @param {number | null} date
 * @param {number} last the day of the latest one; -1 for none
 * @param {number} [since] the first day of the way
 * @returns {number[]}
 */
function mockInterviewDays(today, date, last, since = today) {
  if (date === null || date <= today) return [Math.max(today, last >= 0 ? last + MOCK_INTERVAL : today)];
  const planned = MOCK_DAYS_BEFORE.map((before) => date - before).filter((day) => day >= since && day > last + 1).reverse();
  const missed = planned.filter((day) => day < today).slice(0, 1);
  // Whoever makes up for it today has done the one that is near.
  return [...missed, ...planned.filter((day) => day >= (missed.length ? today + 2 : today))];
}

export { FINAL_DAYS, MOCK_MINUTES, MAX_NEW_PER_DAY, MAX_TOPIC_SHARE, isLongTask, newCardPace, feasibleAlternatives, dailyQuota, reviewValue, newCardOrder, takeWithTopicLimit, chooseForDay, recallDay, longTaskDays, mockInterviewDays };
