// What today holds: days to the interview, cards and minutes, a long task, the next mock interview, what was weak.
//
// In: the manifest, the log, the cards that are loaded, the learner's settings. Out: numbers and ids; views say them. The digest for home is made of
// the same numbers.

import * as dayPlan from './day-plan.js';
import * as deck from './deck.js';
import * as queue from './queue.js';
import * as select from './card-selection.js';
import { topicOf } from './stats.js';
import * as cardCounts from './card-counts.js';
/** @import { DeckManifest, Card } from './deck.js' */
/** @import { LogEvent } from './events.js' */
/** @import { InterviewGoal } from './day-plan.js' */
/** @import { CardStatus } from './card-counts.js' */
/** @import { Selection } from './card-selection.js' */

/**
 * @typedef {object} Today
 * @property {number} day
 * @property {number | null} date the interview's
 * @property {number} reviews cards that are due or being learned and that the day takes
 * @property {number} newCards new cards that the day takes
 * @property {number} minutes
 * @property {boolean} exceedsNewLimit the interview asks for more new cards today than are kept
 * @property {number} due all that are due
 * @property {Card | null} long the task whose slot is today
 * @property {number | null} nextLong the day of the next one
 * @property {number | null} mock the day of the next mock interview; before `day` for one that was missed
 * @property {string[]} weak topics
 * @property {[cards: number, newCards: number, minutes: number][]} ahead the same for today and the coming days, if nothing is done until then
 */

/** Days ahead, and days looked back on. */
const DAYS_AHEAD = 30;
const DAYS_BACK = 14;
/** A topic is weak with at least this many grades, and this share of Again. */
const WEAK = { grades: 4, share: 0.2, topics: 3 };
/**
 * Minutes that a card takes where its author says none, and how many such cards are supposed before the log tells more. Where authors say how long
 * an answer takes, a new card takes that, and comes once more on the same day; each time that it comes again takes a part of it.
 */
const DEFAULT_MINUTES = { newCard: 1.5, review: 0.5, again: 0.25, n: 10 };
const MINUTE = 60000;

/** Ids of the levels that count: the goal's and those below it; none, which means all, without one. @param {DeckManifest} manifest @param {string} level */
function levelsUpTo(manifest, level) {
  const ids = manifest.levels.map(([id]) => id);
  return ids.includes(level) ? ids.slice(0, ids.indexOf(level) + 1) : [];
}

/** The interview in force on a day. @param {any} log @param {number} today @returns {{ date: number, level: string } | null} */
function activeInterviewGoal(log, today) {
  const goal = log.interviewGoal();
  return goal && goal.date >= today ? goal : null;
}

/** What is studied where nothing else is chosen. @param {DeckManifest} manifest @param {any} log @param {number} today @param {string[]} levels those that the learner chose the last time @returns {Selection} */
function defaultSelection(manifest, log, today, levels) {
  const goal = activeInterviewGoal(log, today);
  const ids = manifest.levels.map(([id]) => id);
  return { ...select.fromQuery(''), levels: goal ? levelsUpTo(manifest, goal.level) : levels.filter((id) => ids.includes(id)) };
}

/** Whether a card comes between others, where nothing else is chosen. @param {Selection} selection @param {Card} card */
const isInDefaultSelection = (selection, card) => select.matches(selection, card) && !dayPlan.isLongTask(card);

/** The topics that must be loaded before anything here is exact. @param {DeckManifest} manifest @param {any} log @param {number} today @param {number} newCards @param {string[]} levels */
function topicsToLoad(manifest, log, today, newCards, levels) {
  const selection = defaultSelection(manifest, log, today, levels);
  const touched = new Set(log.cards().map(topicOf));
  const wanted = new Set(select.topicsToLoad(manifest, selection, log, { today, newCards }));
  const all = activeInterviewGoal(log, today) !== null;
  return manifest.topics.filter(({ id, counts }) => counts.length > 0 && (all || touched.has(id) || wanted.has(id))).map(({ id }) => id);
}

/** Grades of the last days, the latest first. @param {any} log @param {number} today */
function* recent(log, today) {
  for (let i = log.events.length - 1; i >= 0 && log.events[i].day > today - DAYS_BACK; i--) {
    const event = /** @type {LogEvent} */ (log.events[i]);
    if (event.type === 'grade' && !log.undone.has(event.id)) yield event;
  }
}

/** Minutes that a new card and a review are supposed to take, on average. @param {Card[]} cards those that count */
function assumedMinutes(cards) {
  const sum = { newCard: 0, review: 0 };
  for (const { minutes } of cards) {
    const review = Math.max(DEFAULT_MINUTES.review, minutes * DEFAULT_MINUTES.again);
    sum.review += review;
    sum.newCard += minutes > 0 ? minutes + review : DEFAULT_MINUTES.newCard;
  }
  return cards.length ? { newCard: sum.newCard / cards.length, review: sum.review / cards.length } : DEFAULT_MINUTES;
}

/**
 * Minutes that a new card and a review take this learner, by the days before: what a day holds does not change while it is done.
 * @param {any} log @param {number} today @param {Card[]} cards those that count
 */
function minutesPerCard(log, today, cards) {
  const before = assumedMinutes(cards);
  const sum = { newCard: before.newCard * DEFAULT_MINUTES.n * MINUTE, review: before.review * DEFAULT_MINUTES.n * MINUTE };
  const seen = { newCard: new Set(), review: new Set() };
  for (const event of recent(log, today)) {
    if (event.day >= today) continue;
    const kind = log.card(event.card).introduced === event.day ? 'newCard' : 'review';
    seen[kind].add(`${event.card} ${event.day}`);
    sum[kind] += event.ms ?? 0;
  }
  const each = (/** @type {'newCard' | 'review'} */ kind) => Math.max(0.05, sum[kind] / (seen[kind].size + DEFAULT_MINUTES.n) / MINUTE);
  return { newCard: each('newCard'), review: each('review') };
}

/** Topics in which Again came oftenest. @param {any} log @param {number} today */
function weakTopics(log, today) {
  /** @type {Map<string, { n: number, again: number }>} */
  const topics = new Map();
  for (const { card = '', g } of recent(log, today)) {
    const entry = topics.get(topicOf(card)) ?? { n: 0, again: 0 };
    topics.set(topicOf(card), entry);
    entry.n++;
    entry.again += g === 1 ? 1 : 0;
  }
  const weak = [...topics].filter(([, { n, again }]) => n >= WEAK.grades && again / n >= WEAK.share);
  return weak.sort(([a, x], [b, y]) => y.again / y.n - x.again / x.n || (a < b ? -1 : 1)).slice(0, WEAK.topics).map(([id]) => id);
}

/** Ids of cards that were asked in mock interviews. @param {any} log @returns {Map<string, number>} with the latest day */
const askedInInterviews = (log) => new Map(log.interviews().flatMap((/** @type {any} */ { paper: record, day }) => record.questions.map((/** @type {any} */ q) => [q.card, day])));

/** Long tasks that were not done: those of the level itself first, short ones before long ones. @param {Card[]} cards @param {any} log @param {string[]} levels */
function longTasks(cards, log, levels) {
  const done = askedInInterviews(log);
  const rank = (/** @type {Card} */ card) => (levels.length ? levels.length - 1 - levels.indexOf(card.level) : 0);
  return cards.filter((card) => dayPlan.isLongTask(card) && !done.has(card.id) && log.card(card.id).phase === 'new' && !log.card(card.id).suspended).sort((a, b) => rank(a) - rank(b) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
}

/** The first day of the way to the interview. @param {any} log @param {number} today */
const preparationStart = (log, today) => Math.min(today, log.lastOf('goal')?.day ?? today);

/** The days of the mock interviews, one that was missed first. @param {DeckManifest} manifest @param {any} log @param {number} today @param {number | null} date @returns {number[]} */
function mockInterviewDays(manifest, log, today, date) {
  return !manifest.study.interviews ? [] : dayPlan.mockInterviewDays(today, date, log.interviews().at(-1)?.day ?? -1, preparationStart(log, today));
}

/**
 * The long tasks that are to be done, and their days, of which there may be fewer.
 * @param {DeckManifest} manifest
 * @param {any} log
 * @param {Card[]} cards that are loaded
 * @param {{ day: number, date: number, selection: Selection }} way `selection`: what counts
 * @returns {{ tasks: Card[], slots: number[] }}
 */
function longTaskSchedule(manifest, log, cards, { day, date, selection }) {
  const all = cards.filter((card) => dayPlan.isLongTask(card) && select.matches(selection, card));
  const tasks = longTasks(all, log, selection.levels);
  const busy = mockInterviewDays(manifest, log, day, date).filter((mock) => mock >= day);
  return { tasks, slots: dayPlan.longTaskDays(tasks.length, day, date, { all: all.length, since: preparationStart(log, day), busy }) };
}

/**
 * The interview as a session needs it.
 * @param {any} log
 * @param {Card[]} cards all up to the level
 * @param {number} today
 * @param {number} minutes a day at most
 * @returns {InterviewGoal | null}
 */
function sessionInterviewGoal(log, cards, today, minutes) {
  const goal = activeInterviewGoal(log, today);
  if (!goal) return null;
  const unseen = cards.reduce((sum, card) => sum + deck.scheduledItems(card).filter(({ id }) => log.card(id).phase === 'new' && !log.card(id).suspended).length, 0);
  return { date: goal.date, level: goal.level, unseen, minutes, cost: minutesPerCard(log, today, cards) };
}

/**
 * What is left of a day, and what it takes.
 * @param {DeckManifest} manifest
 * @param {any} log
 * @param {CardStatus[]} lines of the cards that are loaded: js/card-counts.js
 * @param {{ day: number, newCards: number, extra?: number, reviews: number, minutes: number, levels: string[] }} how
 * @returns {Today}
 */
function summariseToday(manifest, log, lines, { day, newCards, extra = 0, reviews, minutes, levels }) {
  const selection = defaultSelection(manifest, log, day, levels);
  const cards = lines.map(({ card }) => card);
  const list = lines.filter(({ card }) => isInDefaultSelection(selection, card));
  const own = list.map(({ card }) => card);
  const goal = sessionInterviewGoal(log, own, day, minutes);
  // What today tells of the learner counts from tomorrow on.
  const [cost, later] = [minutesPerCard(log, day, own), minutesPerCard(log, day + 1, own)];
  const unloaded = manifest.topics.filter(({ id }) => !deck.isLoaded(id)).reduce((sum, topic) => sum + select.countCards(manifest, topic, selection).cards, 0);
  const done = queue.studiedOn(log, day);
  const ahead = Array.from({ length: DAYS_AHEAD + 1 }, (_, i) => {
    const there = cardCounts.countsForDay(list, day + i);
    const did = i === 0 ? done : { newCards: 0, reviews: 0 };
    const takes = i === 0 ? cost : later;
    const room = dayPlan.dailyQuota({ newCards, reviews, extra: i === 0 ? extra : 0 }, goal && goal.date >= day + i ? { ...goal, cost: takes } : null, { today: day + i, due: there.due + there.requestedDue, done: did, carriedOver: i === 0 ? there.carriedOver : there.learning });
    const due = Math.min(there.due, Math.max(0, room.reviews - did.reviews)) + there.requestedDue + there.learning;
    const unseen = Math.min(there.newCards + unloaded, Math.max(0, room.newCards - did.newCards)) + there.requestedNew;
    return /** @type {[number, number, number]} */ ([due, unseen, Math.ceil(due * takes.review + unseen * takes.newCard)]);
  });
  const date = goal?.date ?? null;
  const { tasks, slots } = date === null ? { tasks: [], slots: [] } : longTaskSchedule(manifest, log, cards, { day, date, selection });
  const did = [...askedInInterviews(log)].some(([id, on]) => on === day && cards.some((card) => card.id === id && dayPlan.isLongTask(card)));
  return {
    day, date, ahead, reviews: ahead[0][0], newCards: ahead[0][1], minutes: ahead[0][2],
    exceedsNewLimit: goal !== null && ahead[0][1] + done.newCards > dayPlan.MAX_NEW_PER_DAY,
    due: cardCounts.countsForDay(list, day).due + cardCounts.countsForDay(list, day).requestedDue + cardCounts.countsForDay(list, day).learning,
    long: slots[0] === day && !did ? tasks[0] : null,
    nextLong: slots.find((slot) => slot > day) ?? null,
    mock: mockInterviewDays(manifest, log, day, date)[0] ?? null,
    weak: weakTopics(log, day),
  };
}

export { DAYS_AHEAD, minutesPerCard, sessionInterviewGoal, activeInterviewGoal, isInDefaultSelection, levelsUpTo, longTasks, longTaskSchedule, summariseToday, mockInterviewDays, topicsToLoad, defaultSelection };
