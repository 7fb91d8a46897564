// What is shown next.
//
// In: the cards that a learner chose, the log, the limits of a day. Out: one card after the other, and for each grade the event to save.
// Steps: gather what is due and what is new, mix them; take learning cards as they come due; after each saved event look again. The queue
// is only an order of candidates: whether a card may still be shown is asked of the log at the moment it is taken, so an undo, another tab
// or an import can change anything at any time.

import * as dayPlan from './day-plan.js';
import * as days from './days.js';
import * as shapes from './events.js';
import * as fsrs from './fsrs.js';
import { currentId } from './log.js';
import * as random from './random.js';
import * as schedule from './schedule.js';
/** @import { Entry, InterviewGoal } from './day-plan.js' */
/** @import { LogEvent } from './events.js' */
/** @import { Grade } from './fsrs.js' */
/** @import { CardState, Outcome } from './schedule.js' */

/**
 * Something that is scheduled: a card, or one cloze deletion of a cloze card.
 * @typedef {object} ScheduledItem
 * @property {string} id
 * @property {string} card the card's id (the same, but for cloze deletions)
 */

/** @typedef {'study' | 'due' | 'new' | 'cram'} Mode */

/**
 * @typedef {object} Limits
 * @property {number} newCards new cards a day
 * @property {number} [extra] new cards that the learner asked for on top of today's
 * @property {number} reviews a day
 * @property {number} retention
 * @property {number} leech lapses
 */

/** A learning card may come so much early when nothing else is left, ms. */
const LEARN_AHEAD = 20 * days.MINUTE;
/** In cram, a card that was not known comes back after this many others. */
const CRAM_GAP = 5;

const learning = (/** @type {CardState} */ state) => state.phase === 'learning' || state.phase === 'relearning';

/** Whether a card may be reviewed on a day. @param {CardState} state @param {number} today */
const isDue = (state, today) => state.phase === 'review' && (state.due <= today || (state.queued > 0 && state.queued <= today));

/** Whether a card is out of the way on a day. @param {CardState} state @param {number} today */
const isBuriedOrSuspended = (state, today) => state.suspended || state.buried === today;

/**
 * How many cards were introduced, how many reviewed, and how many gone on with that were being learned when the day began; in the whole guide.
 * @param {any} log
 * @param {number} today
 */
function studiedOn(log, today) {
  const ids = new Set();
  for (let i = log.events.length - 1; i >= 0 && log.events[i].day >= today - 2; i--) {
    const event = log.events[i];
    if (event.type === 'grade' && event.day === today && !log.undone.has(event.id)) ids.add(currentId(log.aliases, event.card));
  }
  let newCards = 0, reviews = 0, carriedOver = 0;
  for (const id of ids) {
    let isFirst = true;
    log.replay(id, (/** @type {LogEvent} */ event, /** @type {CardState} */ before) => {
      if (event.day !== today) return;
      if (before.phase === 'new') newCards++;
      if (before.phase === 'review') reviews++;
      if (isFirst && learning(before)) carriedOver++;
      isFirst = false;
    });
  }
  return { newCards, reviews, carriedOver };
}

/**
 * Two lists as one, the shorter spread evenly over the longer.
 * @template T
 * @param {T[]} a
 * @param {T[]} b
 * @returns {T[]}
 */
function interleave(a, b) {
  const out = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (j >= b.length || (i < a.length && i * b.length <= j * a.length)) out.push(a[i++]);
    else out.push(b[j++]);
  }
  return out;
}

/** One of each card's cloze deletions, what was asked for or else the first: the others wait for another day. @template {ScheduledItem} T @param {T[]} items @param {(item: T) => boolean} requested @returns {T[]} */
function onePerCard(items, requested) {
  const wanted = new Set(items.filter(requested).map(({ card }) => card));
  const seen = new Set();
  return items.filter((item) => (requested(item) || !wanted.has(item.card)) && !seen.has(item.card) && seen.add(item.card));
}

/** A study session: which item comes next, what a grade does, what can be undone. @template {ScheduledItem} T */
class Session {
  /**
   * @param {object} options
   * @param {any} options.log
   * @param {T[]} options.items chosen, in the guide's order or in that of `isListed`
   * @param {Mode} options.mode
   * @param {Limits} options.limits
   * @param {number} options.now
   * @param {InterviewGoal | null} [options.goal] the interview, where it leads the session
   * @param {boolean} [options.isListed] the items are in an order that was asked for: what is due is not mixed with what is new
   * @param {(ms: number) => number} [options.zone] the offset from UTC at a moment
   */
  constructor({ log, items, mode, limits, now, goal = null, isListed = false, zone = days.offsetAt }) {
    this.log = log;
    this.mode = mode;
    this.limits = limits;
    this.goal = goal;
    this.isListed = isListed;
    this.zone = zone;
    /** @type {Map<string, T>} */
    this.items = new Map(items.map((item) => [item.id, item]));
    /** @type {Map<string, string[]>} */
    this.clozes = new Map();
    for (const item of items) this.clozes.set(item.card, [...(this.clozes.get(item.card) || []), item.id]);
    /** Shown before all others: what an undo brought back. @type {string[]} */
    this.first = [];
    /** Events that an undo would take back, each with its card. @type {{ event: LogEvent, id: string }[]} */
    this.stack = undoableEvents(log);
    /** In cram: ids still to come. @type {string[]} */
    this.cram = [];
    this.lastT = 0;
    this.today = this.dayOf(now);
    /** The day's candidates in their order. @type {string[]} */
    this.list = [];
    /** New cards that the day has room for (below 0: more were taken), and those that it leaves. */
    this.room = { newCards: 0, left: 0 };
    this.buildQueue(now);
    if (mode === 'cram') this.cram = random.shuffle(items.filter((u) => !log.card(u.id).suspended), random.generator(`cram ${now}`)).map((/** @type {ScheduledItem} */ u) => u.id);
  }

  /** The day of a moment. @param {number} now */
  dayOf(now) {
    return days.dayOf(now, this.zone(now));
  }

  /** Lines the candidates of the day up. @param {number} now */
  buildQueue(now) {
    this.today = this.dayOf(now);
    const { log, mode, limits, today } = this;
    const done = studiedOn(log, today);
    const all = [...this.items.values()].filter((item) => !isBuriedOrSuspended(log.card(item.id), today));
    const requested = (/** @type {T} */ item) => log.card(item.id).queued > 0;
    const due = mode === 'new' ? [] : onePerCard(all.filter((item) => isDue(log.card(item.id), today) && !this.hasClozeToday(item.id)), requested);
    const taken = new Set(due.map((item) => item.card));
    const open = (/** @type {T} */ item) => log.card(item.id).phase === 'new' && !taken.has(item.card) && !this.hasClozeToday(item.id);
    const newCards = mode === 'due' ? [] : onePerCard(this.goal ? this.newCardsInOrder().filter((item) => !isBuriedOrSuspended(log.card(item.id), today) && open(item)) : all.filter(open), requested);
    // What was asked for comes on top of the limits.
    const [extra, news] = [due.filter(requested), newCards.filter(requested)];
    const carriedOver = new Set(this.learning().filter(({ day }) => day < today).map(({ id }) => this.items.get(id)?.card)).size;
    const room = dayPlan.dailyQuota(limits, this.goal, { today, due: due.length, done, carriedOver });
    const how = { stateOf: (/** @type {string} */ id) => log.card(id), today, later: dayPlan.recallDay(today, this.goal), weights: log.weights(), newCards: room.newCards - done.newCards, reviews: room.reviews - done.reviews };
    const entries = (/** @type {T[]} */ list) => /** @type {(T & Entry)[]} */ (/** @type {unknown} */ (list.filter((item) => !requested(item))));
    const chosen = dayPlan.chooseForDay({ due: entries(due), newCards: entries(newCards) }, how, this.goal !== null);
    this.room = { newCards: how.newCards, left: newCards.length - news.length - chosen.newCards.length };
    const [reviews, introduced] = [[...extra, ...chosen.reviews], [...news, ...chosen.newCards]];
    const order = (/** @type {ScheduledItem} */ item) => random.hash(item.id, today);
    const inSession = new Set([...reviews, ...introduced].map((item) => item.id));
    const list = this.isListed ? all.filter((item) => inSession.has(item.id)) : interleave(reviews.sort((a, b) => order(a) - order(b)), introduced);
    this.list = list.map((item) => item.id);
  }

  /** New cards in the order of the way to an interview. @returns {T[]} */
  newCardsInOrder() {
    const entries = /** @type {(T & Entry)[]} */ (/** @type {unknown} */ ([...this.items.values()]));
    return dayPlan.newCardOrder(entries, ({ id }) => this.log.card(id).phase === 'new', this.goal?.level);
  }

  /** @param {CardState} state */
  recall(state) {
    return state.memory ? fsrs.recall(this.log.weights(), this.today - state.day, state.memory.s) : 0;
  }

  /** Whether another cloze deletion of the card was graded today. @param {string} id */
  hasClozeToday(id) {
    const item = this.items.get(id);
    const clozes = (item && this.clozes.get(item.card)) || [];
    return clozes.some((other) => other !== id && this.log.card(other).reps > 0 && this.log.card(other).day === this.today);
  }

  /** Whether a candidate may still be shown. @param {string} id */
  mayBeShown(id) {
    const state = this.log.card(id);
    if (isBuriedOrSuspended(state, this.today) || learning(state)) return false;
    return (state.phase === 'new' || isDue(state, this.today)) && !this.hasClozeToday(id);
  }

  /** Learning cards, the next one first. @returns {CardState[]} */
  learning() {
    if (this.mode === 'cram') return [];
    const states = [...this.items.keys()].map((id) => this.log.card(id));
    return states.filter((s) => learning(s) && !isBuriedOrSuspended(s, this.today)).sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
  }

  /**
   * The card to show now; or the moment at which the next one comes; or neither, at the end.
   * @param {number} now
   * @returns {{ id: string | null, until: number | null }}
   */
  next(now) {
    if (this.dayOf(now) !== this.today) this.buildQueue(now);
    if (this.first.length > 0) return { id: this.first[0], until: null };
    if (this.mode === 'cram') return { id: this.cram[0] ?? null, until: null };
    const steps = this.learning();
    if (steps.length > 0 && steps[0].dueAt <= now) return { id: steps[0].id, until: null };
    this.list = this.list.filter((id) => this.mayBeShown(id));
    if (this.list.length > 0) return { id: this.list[0], until: null };
    if (steps.length === 0) return { id: null, until: null };
    return steps[0].dueAt <= now + LEARN_AHEAD ? { id: steps[0].id, until: null } : { id: null, until: steps[0].dueAt };
  }

  /** Asks a card first, if it is still to be asked. @param {string} [id] */
  moveToFront(id = '') {
    for (const key of /** @type {const} */ (['list', 'cram'])) if (this[key].includes(id)) this[key] = [id, ...this[key].filter((other) => other !== id)];
  }

  /** What is left, by kind. */
  counts() {
    const left = { newCards: 0, learning: 0, review: 0 };
    if (this.mode === 'cram') return { ...left, review: new Set([...this.first, ...this.cram]).size };
    const open = this.list.filter((id) => this.mayBeShown(id));
    for (const id of new Set([...this.first, ...open, ...this.learning().map((state) => state.id)])) {
      const { phase } = this.log.card(id);
      left[phase === 'new' ? 'newCards' : phase === 'review' ? 'review' : 'learning']++;
    }
    return left;
  }

  /** What each grade would do. @param {string} id @param {number} now @returns {Outcome[]} */
  outcomes(id, now) {
    return schedule.outcomes(this.log.card(id), this.dayOf(now), { weights: this.log.weights(), retention: this.limits.retention });
  }

  /**
   * The event of a grade, to be saved and then given to `apply`.
   * @param {string} id
   * @param {Grade} g
   * @param {{ now: number, ms: number, missed?: number[] }} how
   * @returns {LogEvent}
   */
  grade(id, g, { now, ms, missed }) {
    const state = this.log.card(id);
    /** @type {Partial<LogEvent>} */
    const fields = { card: id, g, ms: Math.round(Math.min(Math.max(ms, 0), days.DAY)) };
    // An empty list says that all were named; none, that nothing is known.
    if (missed) fields.missed = missed;
    if (this.mode === 'cram') return this.make('cram', fields, now, state.at);
    const { days: interval, step, wait } = this.outcomes(id, now)[g - 1];
    Object.assign(fields, interval === undefined ? { step, wait } : { days: interval });
    if (state.phase === 'review' && g === 1 && isLeech(state.lapses + 1, this.limits.leech)) fields.leech = true;
    return this.make('grade', fields, now, state.at);
  }

  /** The event of putting a card aside. @param {'bury' | 'suspend'} type @param {string} id @param {number} now */
  setAside(type, id, now) {
    return this.make(type, { card: id }, now, this.log.card(id).at);
  }

  /** The event that takes the last one of the session back; `null` where there is none. @param {number} now */
  undo(now) {
    const last = this.stack[this.stack.length - 1];
    return last ? this.make('undo', { of: last.event.id }, now, last.event.t) : null;
  }

  /** @param {string} type @param {Partial<LogEvent>} fields @param {number} now @param {number} after @returns {LogEvent} */
  make(type, fields, now, after) {
    const event = shapes.createEvent(type, fields, { now, after: Math.max(after, this.lastT), off: this.zone(now) });
    this.lastT = event.t;
    return event;
  }

  /**
   * Takes in an event of this session that has been saved.
   * @param {LogEvent} event
   */
  apply(event) {
    this.log.add([event]);
    if (event.type === 'undo') {
      const last = this.stack.pop();
      if (!last) return;
      // A card that was not chosen this time is taken back, but not asked.
      if (this.items.has(last.id)) this.first.unshift(last.id);
      // What came up instead of it comes again, after it.
      if (this.mode === 'cram') this.cram = this.cram.filter((id) => id !== last.id);
      return;
    }
    const id = /** @type {string} */ (event.card);
    this.stack.push({ event, id });
    this.first = this.first.filter((other) => other !== id);
    this.list = this.list.filter((other) => other !== id);
    if (this.mode !== 'cram') return;
    this.cram = this.cram.filter((other) => other !== id);
    if (event.type === 'cram' && event.g === 1) this.cram.splice(CRAM_GAP, 0, id);
  }
}

/** Events that undo reaches: the last ones of earlier sessions, among this many. */
const UNDOABLE = ['grade', 'cram', 'bury', 'suspend'];
const UNDO_REACH = 50;

/** @param {any} log @returns {{ event: LogEvent, id: string }[]} in order */
function undoableEvents(log) {
  const found = [];
  for (let i = log.events.length - 1; i >= 0 && found.length < UNDO_REACH; i--) {
    const event = log.events[i];
    if (UNDOABLE.includes(event.type) && !log.undone.has(event.id)) found.push({ event, id: currentId(log.aliases, event.card) });
  }
  return found.reverse();
}

/** Whether a lapse makes a leech: the limit, and again after each half of it. @param {number} lapses @param {number} limit */
function isLeech(lapses, limit) {
  return limit > 0 && lapses >= limit && (lapses - limit) % Math.max(1, Math.ceil(limit / 2)) === 0;
}

export { LEARN_AHEAD, Session, studiedOn, isDue, isBuriedOrSuspended, isLeech, interleave };
