// The events of which a learner's progress consists: their shapes and their order. js/backup-file.js is the file in which they travel.
//
// Everything from outside (an imported file, another tab, an old database) passes `check` here: what comes out has only known keys with
// values of known type and range. An event is never changed; undoing one is an event of its own.

import * as days from './days.js';
import * as fsrs from './fsrs.js';
/** @import { Grade } from './fsrs.js' */

/**
 * @typedef {object} LogEvent
 * @property {string} id 16 characters, random
 * @property {number} t when it was made, ms since 1970
 * @property {number} off minutes east of UTC then
 * @property {number} day the local day, see days.js
 * @property {string} type
 * @property {string} [card] the card's id, or CARD/c-KEY
 * @property {Grade} [g]
 * @property {number} [ms] time spent
 * @property {number} [days] until the next review
 * @property {number} [step]
 * @property {number} [wait] seconds until it is shown again
 * @property {boolean} [leech] the lapse that made it one: suspends the card
 * @property {number[]} [missed] positions of the key points that were not named
 * @property {string} [of] the event that is taken back
 * @property {number[] | null} [w] weights in force from here; `null` for the defaults
 * @property {number} [retention] with `w`: the reviews already planned are moved to this retention
 * @property {number | null} [date] the day of the interview
 * @property {string} [level]
 * @property {number} [to] the day of the next review
 * @property {boolean} [on] whether a card is flagged
 * @property {string} [text] of a `remark`: the learner's note on a card
 * @property {string} [q] question of a card of the learner's own; `a` its answer
 * @property {string[]} [points] its key points
 * @property {string} [s] of a `note`, the story for a behavioural question: situation
 * @property {string} [k] task
 * @property {string} [a] action, or answer
 * @property {string} [r] result
 * @property {object} [paper] of an `interview`: its questions and their scores, as `PAPER` says; the name is that of stored events
 */

/** Of the events' shapes. A change of shape raises it and adds a migration. */
const VERSION = 1;
/** Characters of a text at most. */
const MAX_TEXT_LENGTH = 20000;
const EARLIEST = Date.UTC(2000, 0, 1);
/** Clocks differ; a file from the day after tomorrow does not happen. */
const MAX_CLOCK_DIFFERENCE = 2 * days.DAY;

/** @typedef {(value: unknown) => boolean} Test */

/** @type {(low: number, high: number) => Test} */
const whole = (low, high) => (v) => Number.isInteger(v) && /** @type {number} */ (v) >= low && /** @type {number} */ (v) <= high;
/** @type {(test: Test) => Test} */
const optional = (test) => Object.assign((/** @type {unknown} */ v) => v === undefined || test(v), { optional: true });
/** @type {(test: Test, most: number) => Test} */
const listOf = (test, most) => (v) => Array.isArray(v) && v.length <= most && v.every(test);
/** @type {Test} */
const text = (v) => typeof v === 'string' && v.length <= MAX_TEXT_LENGTH;
/** @type {Test} */
const isEventId = (v) => typeof v === 'string' && /^[A-Za-z0-9_-]{16}$/.test(v);
/** Characters that no card's path has (the generator refuses them as well), and segments that start or end with a dot or blank. */
const NEVER = /[\u0000-\u001f\u007f-\u009f?#%\\:*|<>"[\]^\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(^|\/)([. /]|$)|[. ](\/|$)/;
/** How the last part of the id of a card of the learner's own begins (js/custom-cards.js): no path of a guide holds a colon. */
const OWN = /\/own:(?=[A-Za-z0-9_-]{16}$)/;
/** @type {Test} */
const isCardId = (v) => typeof v === 'string' && v.length <= 1000 && !NEVER.test(v.replace(OWN, '/'));
/** A card of the learner's own. @type {Test} */
const isCustomCardId = (v) => isCardId(v) && OWN.test(/** @type {string} */ (v));
/** @type {Test} */
const words = (v) => text(v) && /** @type {string} */ (v).trim() !== '';
/** @type {Test} */
const slug = (v) => typeof v === 'string' && v.length <= 200 && !/[\u0000-\u001f\u007f<>"\\]/.test(v);

/** A question of a mock interview with its score. */
const QUESTION = {
  card: isCardId,
  /** Positions of the key points that were named, and of the red flags that were raised. */
  points: listOf(whole(0, 99), 100),
  flags: listOf(whole(0, 99), 100),
  /** Share of the weights that were named, percent; none where nobody judged it. */
  score: optional(whole(0, 100)),
  /** Bands 1 to 4 for each of the four dimensions; 0 for not scored. */
  bands: listOf(whole(0, 4), 4),
  ms: whole(0, days.DAY),
  notes: text,
};
/** A mock interview that was done: what it asked for, and what came of each question. */
const PAPER = {
  seed: slug,
  guide: slug,
  level: slug,
  stage: slug,
  minutes: whole(1, 1440),
  topics: optional(listOf(slug, 200)),
  closed: optional((v) => v === true),
  /** The one who asked and judged, where that was somebody else; may be empty. */
  by: optional((v) => typeof v === 'string' && v.length <= 200),
  questions: listOf((v) => fits(v, QUESTION), 200),
};
/** @type {Record<string, Test>} */
const STAMP = {
  id: isEventId,
  t: whole(EARLIEST, Number.MAX_SAFE_INTEGER),
  off: whole(-1000, 1000),
  day: whole(0, 1e6),
  // No name that every object has.
  type: (v) => typeof v === 'string' && /^[a-z]{2,20}$/.test(v) && !(v in {}),
};
/** A type that a later version of the guide knows: the event is kept and passed on as it is, up to this size. Characters. */
const MAX_UNKNOWN_EVENT = 200000;
/** What each type of event carries besides its stamp. @type {Record<string, Record<string, Test>>} */
const TYPES = {
  grade: {
    card: isCardId,
    g: whole(1, 4),
    ms: whole(0, days.DAY),
    days: optional(whole(1, 36500)),
    step: optional(whole(0, 20)),
    wait: optional(whole(1, 86400)),
    leech: optional((v) => v === true),
    missed: optional(listOf(whole(0, 99), 100)),
  },
  /** A grade that schedules nothing. */
  cram: { card: isCardId, g: whole(1, 4), ms: whole(0, days.DAY), missed: optional(listOf(whole(0, 99), 100)) },
  undo: { of: isEventId },
  bury: { card: isCardId },
  suspend: { card: isCardId },
  /** Ends being buried or suspended. */
  resume: { card: isCardId },
  /** Due on this day, whatever its interval. */
  queue: { card: isCardId },
  /** Resets the card to new; its history stays. */
  reset: { card: isCardId },
  /** Moves the next review to a day. */
  move: { card: isCardId, to: whole(0, 1e6) },
  flag: { card: isCardId, on: (v) => typeof v === 'boolean' },
  /** The learner's note on a card; the last one counts. (Events of the type `note` are something else: see there.) */
  remark: { card: isCardId, text },
  /** A custom card, created or changed. */
  own: { card: isCustomCardId, q: words, a: words, points: optional(listOf(words, 30)), level: optional(slug) },
  /** A custom card, deleted. */
  disown: { card: isCustomCardId },
  weights: { w: (v) => v === null || fsrs.validWeights(v), retention: optional((v) => typeof v === 'number' && v >= 0.7 && v <= 0.97) },
  goal: { date: (v) => v === null || whole(0, 1e6)(v), level: slug },
  /** The learner's story for a behavioural question: situation, task, action, result. The name is that of stored events; a note is a `remark`. */
  note: { card: isCardId, s: text, k: text, a: text, r: text },
  interview: { paper: (v) => fits(v, PAPER) },
};

/** Each type's keys with those of the stamp. @type {Map<string, Record<string, Test>>} */
const SHAPES = new Map(Object.entries(TYPES).map(([type, shape]) => [type, { ...STAMP, ...shape }]));

/** Whether a value is an object with exactly these keys. A history has tens of thousands of them. @param {unknown} value @param {Record<string, Test>} shape */
function fits(value, shape) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key of Object.keys(value)) if (!Object.hasOwn(shape, key)) return false;
  for (const key in shape) if (!shape[key](Object.hasOwn(value, key) ? /** @type {any} */ (value)[key] : undefined)) return false;
  return true;
}

/** Whether an event's type is one of this version. @param {LogEvent} event */
const isKnownType = ({ type }) => SHAPES.has(type);

/** An event of a later version. @param {LogEvent} event */
const isForeign = (event) => Object.entries(STAMP).every(([key, test]) => test(/** @type {any} */ (event)[key])) && JSON.stringify(event).length <= MAX_UNKNOWN_EVENT;

/**
 * Whether a value from outside is an event.
 * @param {unknown} value
 * @returns {value is LogEvent}
 */
function check(value) {
  if (typeof value !== 'object' || value === null) return false;
  const event = /** @type {LogEvent} */ (value);
  const shape = SHAPES.get(event.type);
  if (shape ? !fits(event, shape) : !isForeign(event)) return false;
  if (event.day !== days.dayOf(event.t, event.off)) return false;
  if (event.type !== 'grade') return true;
  const inDays = event.days !== undefined;
  return inDays ? event.step === undefined && event.wait === undefined : event.step !== undefined && event.wait !== undefined;
}

/** The order in which events count: by time, then by id. @param {LogEvent} a @param {LogEvent} b */
const compareEvents = (a, b) => a.t - b.t || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** An event's id: 16 characters, random. */
function newId() {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_');
}

/**
 * A new event.
 * @param {string} type
 * @param {Partial<LogEvent>} fields
 * @param {{ now: number, after?: number, off?: number, id?: string }} stamp `after`: an earlier event that this one must follow, even if the clock
 *   has been set back
 * @returns {LogEvent}
 */
function createEvent(type, fields, stamp) {
  const t = Math.max(stamp.now, (stamp.after || 0) + 1);
  const off = stamp.off === undefined ? days.offsetAt(t) : stamp.off;
  return /** @type {LogEvent} */ ({ id: stamp.id || newId(), t, off, day: days.dayOf(t, off), type, ...fields });
}

/** Changes since a version: `MIGRATIONS[n]` turns a list of events of version n into one of n + 1. @type {Record<number, (events: any[]) => any[]>} */
const MIGRATIONS = {};

/**
 * Events of an older version in today's shape; not checked yet.
 * @param {any[]} events
 * @param {number} from
 * @param {{ to?: number, steps?: Record<number, (events: any[]) => any[]> }} [table]
 */
function migrate(events, from, table = {}) {
  const { to = VERSION, steps = MIGRATIONS } = table;
  let list = events;
  for (let version = from; version < to; version++) list = steps[version](list);
  return list;
}

/** Events between two steps of a check. */
const STEP = 500;

/**
 * Checks events from a file, in steps: all must be good, none may be there twice.
 * @param {any[]} events
 * @param {number} now
 * @returns {Generator<number, { events: LogEvent[] } | { problem: 'damaged' | 'bad-event' | 'future', detail?: string }>} yields how much is done, from 0 to 1
 */
function* checkSteps(events, now) {
  const seen = new Set();
  for (let i = 0; i < events.length; i++) {
    const event = events[i];
    if (!check(event)) return { problem: 'bad-event', detail: String(i + 1) };
    if (event.t > now + MAX_CLOCK_DIFFERENCE) return { problem: 'future', detail: String(i + 1) };
    if (seen.has(event.id)) return { problem: 'damaged' };
    seen.add(event.id);
    if (i % STEP === 0) yield i / events.length;
  }
  return { events };
}

export { MAX_TEXT_LENGTH, VERSION, check, isKnownType, checkSteps, compareEvents, createEvent, newId, migrate };
