// A learner's history: the events in their order, and each card's state derived from them.
//
// In: events in any order, from this device and others, and the former ids of cards. Out: for every card its state, as of the last event;
// the weights, the interview date, notes and mock interviews in force. Steps: put into order; drop what was undone; gather by
// card, under the card's present id; replay. Nothing derived is ever stored: a card is replayed when its state is requested, and again
// after something about it has changed.

import * as shapes from './events.js';
import * as fsrs from './fsrs.js';
import * as random from './random.js';
import * as schedule from './schedule.js';
/** @import { LogEvent } from './events.js' */
/** @import { Grade } from './fsrs.js' */
/** @import { CardState } from './schedule.js' */

/** @typedef {Record<string, string>} Aliases former id → present id */

/**
 * One grade in its place: what the card was like before.
 * @callback Visit
 * @param {LogEvent} event
 * @param {CardState} before valid during the call only
 * @param {number} elapsed days since the last grade
 */

/** The state of a card that was never seen. @param {string} id @returns {CardState} */
function emptyState(id) {
  return {
    id, phase: 'new', memory: null, step: 0, day: 0, at: 0, due: 0, dueAt: 0, reps: 0, gradesThatDay: 0, lapses: 0, introduced: 0,
    suspended: false, leech: false, buried: 0, queued: 0,
  };
}

/** The card to which a cloze deletion belongs: `CARD/c-KEY` → `CARD`; other ids as they are. @param {string} id */
const parentOf = (id) => id.replace(/\/c-[^/]+$/, '');

/** The id that a card has now, which may be a former one of it. @param {Aliases} aliases @param {string} id */
function currentId(aliases, id) {
  if (Object.hasOwn(aliases, id)) return aliases[id];
  const parent = parentOf(id);
  return parent !== id && Object.hasOwn(aliases, parent) ? aliases[parent] + id.slice(parent.length) : id;
}

/**
 * The ids of the events that were undone. An undo counts only for an event before it, and only if it is not undone itself.
 * @param {LogEvent[]} ordered
 */
function undoneIds(ordered) {
  const position = new Map();
  const undos = ordered.filter((event) => event.type === 'undo');
  if (undos.length === 0) return new Set();
  ordered.forEach((event, i) => position.set(event.id, i));
  const out = new Set();
  for (let i = undos.length - 1; i >= 0; i--) {
    const undo = undos[i];
    const target = position.get(undo.of);
    if (!out.has(undo.id) && target !== undefined && target < position.get(undo.id)) out.add(undo.of);
  }
  return out;
}

/**
 * Applies a grade to a state.
 * @param {CardState} card
 * @param {LogEvent} event
 * @param {readonly number[]} weights
 */
function grade(card, event, weights) {
  const g = /** @type {Grade} */ (event.g);
  const elapsed = Math.max(0, event.day - card.day);
  card.memory = card.memory ? fsrs.nextMemory(weights, card.memory, elapsed, g) : fsrs.firstMemory(weights, g);
  if (card.phase === 'review' && g === 1) card.lapses++;
  if (card.reps === 0) card.introduced = event.day;
  if (event.days !== undefined) {
    Object.assign(card, { phase: 'review', step: 0, due: event.day + event.days, dueAt: 0 });
  } else {
    const learned = card.phase === 'review' || card.phase === 'relearning';
    Object.assign(card, { phase: learned ? 'relearning' : 'learning', step: event.step, due: 0, dueAt: event.t + /** @type {number} */ (event.wait) * 1000 });
  }
  card.reps++;
  card.gradesThatDay = event.day === card.day ? card.gradesThatDay + 1 : 1;
  card.day = event.day;
  card.at = event.t;
  card.queued = 0;
  if (event.leech) card.suspended = card.leech = true;
}

/** Applies another event to a state. @param {CardState} card @param {LogEvent} event */
function applyAction(card, event) {
  if (event.type === 'bury') card.buried = event.day;
  else if (event.type === 'suspend') card.suspended = true;
  else if (event.type === 'queue') card.queued = event.day;
  else if (event.type === 'reset') Object.assign(card, emptyState(card.id), { suspended: card.suspended });
  else if (event.type === 'move' && card.memory) Object.assign(card, { phase: 'review', step: 0, due: event.to, dueAt: 0, at: event.t, queued: 0 });
  else if (event.type === 'resume') Object.assign(card, { suspended: false, leech: false, buried: 0 });
}

/** The events that are known, and what follows from them. */
class Log {
  /** @param {Aliases} [aliases] */
  constructor(aliases = {}) {
    this.aliases = aliases;
    /** In order. @type {LogEvent[]} */
    this.events = [];
    /** @type {Set<string>} */
    this.ids = new Set();
    /** @type {Set<string>} */
    this.undone = new Set();
    /** Events that are not undone, by card. @type {Map<string, LogEvent[]>} */
    this.byCard = new Map();
    /** @type {Map<string, CardState>} */
    this.states = new Map();
    /** Those that belong to no card, in order. @type {LogEvent[]} */
    this.general = [];
    /** Flags and notes by card. @type {Map<string, { flag: boolean, note: string }>} */
    this.annotations = new Map();
    /** The learner's own cards as they were written last, by id. @type {Map<string, LogEvent>} */
    this.customCards = new Map();
  }

  /**
   * Takes events in; those already known are passed over.
   * @param {LogEvent[]} list checked events
   * @returns {LogEvent[]} the new ones
   */
  add(list) {
    const added = [];
    for (const event of list) {
      if (this.ids.has(event.id)) continue;
      this.ids.add(event.id);
      added.push(event);
    }
    if (added.length === 0) return added;
    added.sort(shapes.compareEvents);
    const last = this.events[this.events.length - 1];
    const inOrder = !last || shapes.compareEvents(last, added[0]) < 0;
    for (const event of added) this.events.push(event);
    if (!inOrder) this.events.sort(shapes.compareEvents);
    if (!inOrder || added.some((event) => event.type === 'undo' || event.type === 'weights')) this.rebuild();
    else for (const event of added) this.append(event);
    return added;
  }

  /** Derives everything again. */
  rebuild() {
    this.undone = undoneIds(this.events);
    this.byCard = new Map();
    this.states = new Map();
    this.general = [];
    this.annotations = new Map();
    this.customCards = new Map();
    for (const event of this.events) if (!this.undone.has(event.id)) this.index(event);
  }

  /** Files an event under its card, as an annotation of it, or as general. @param {LogEvent} event @returns {string | null} the card's present id */
  index(event) {
    if (!shapes.isKnownType(event)) return null;
    if (event.card === undefined || event.type === 'note') {
      if (event.type !== 'undo') this.general.push(event);
      return null;
    }
    if (event.type === 'own') this.customCards.set(event.card, event);
    if (event.type === 'disown') this.customCards.delete(event.card);
    if (event.type === 'own' || event.type === 'disown') return null;
    const id = currentId(this.aliases, event.card);
    if (event.type === 'flag' || event.type === 'remark') {
      this.annotations.set(parentOf(id), { ...this.annotationOf(parentOf(id)), ...(event.type === 'flag' ? { flag: event.on === true } : { note: event.text ?? '' }) });
      return null;
    }
    const list = this.byCard.get(id);
    if (list) list.push(event);
    else this.byCard.set(id, [event]);
    return id;
  }

  /** Takes in an event that follows all others. @param {LogEvent} event */
  append(event) {
    const id = this.index(event);
    const state = id === null ? undefined : this.states.get(id);
    if (!state) return;
    if (event.type === 'grade') grade(state, event, this.weights());
    else applyAction(state, event);
  }

  /** Gives cards their present ids. @param {Aliases} aliases */
  applyAliases(aliases) {
    this.aliases = aliases;
    this.rebuild();
  }

  /** The events of a card that are not undone, in order. @param {string} id @returns {readonly LogEvent[]} */
  of(id) {
    return this.byCard.get(id) || [];
  }

  /** What the learner put on a card. @param {string} id @returns {{ flag: boolean, note: string }} */
  annotationOf(id) {
    return this.annotations.get(id) ?? { flag: false, note: '' };
  }

  /** Ids of cards that have a flag or a note. */
  annotatedCards() {
    return [...this.annotations].flatMap(([id, { flag, note }]) => (flag || note !== '' ? [id] : []));
  }

  /** Ids of all cards that have events. */
  cards() {
    return [...this.byCard.keys()];
  }

  /** The state of a card; it is the log's own and must not be changed. @param {string} id @returns {CardState} */
  card(id) {
    return this.states.get(id) ?? this.replay(id);
  }

  /**
   * Replays a card's events.
   * @param {string} id
   * @param {Visit} [visit] called before each grade
   */
  replay(id, visit) {
    const state = emptyState(id);
    const weights = this.weights();
    for (const event of this.of(id)) {
      if (event.type === 'grade') {
        if (visit) visit(event, state, state.reps ? Math.max(0, event.day - state.day) : 0);
        grade(state, event, weights);
      } else {
        applyAction(state, event);
      }
    }
    this.reschedule(state, weights);
    // The replay has computed the state as well.
    if (!this.states.has(id)) this.states.set(id, state);
    return state;
  }

  /** Moves the due day where the learner let new weights do so after the card's last grade. @param {CardState} state @param {readonly number[]} weights */
  reschedule(state, weights) {
    const order = this.lastOf('weights');
    if (!order || order.retention === undefined || state.phase !== 'review' || state.at >= order.t || !state.memory) return;
    const chance = random.hash(state.id + '\n' + state.reps) / 4294967296;
    const days = fsrs.interval(weights, state.memory.s, order.retention);
    state.due = state.day + schedule.applyFuzz(days, chance, 1, schedule.MAX_INTERVAL);
  }

  /** The last event of a type that belongs to no card. @param {string} type @returns {LogEvent | undefined} */
  lastOf(type) {
    for (let i = this.general.length - 1; i >= 0; i--) if (this.general[i].type === type) return this.general[i];
    return undefined;
  }

  /** The weights in force. @returns {readonly number[]} */
  weights() {
    const event = this.lastOf('weights');
    return (event && event.w) || fsrs.DEFAULT_WEIGHTS;
  }

  /** The date and level that the learner set; `null` for none. @returns {{ date: number, level: string } | null} */
  interviewGoal() {
    const event = this.lastOf('goal');
    return event && event.date != null ? { date: event.date, level: event.level || '' } : null;
  }

  /** Mock interviews, oldest first. */
  interviews() {
    return this.general.filter((event) => event.type === 'interview');
  }

  /**
   * The latest story on a behavioural card: situation, task, action, result. Its events are of the type `note`; the note on a card, which has
   * events of the type `remark`, is in `annotationOf`.
   * @param {string} id
   * @returns {LogEvent | undefined}
   */
  story(id) {
    for (let i = this.general.length - 1; i >= 0; i--) {
      const event = this.general[i];
      if (event.type === 'note' && currentId(this.aliases, /** @type {string} */ (event.card)) === id) return event;
    }
    return undefined;
  }
}

export { Log, emptyState, parentOf, currentId };
