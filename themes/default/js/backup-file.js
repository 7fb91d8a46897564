// The file in which progress travels: all events and the learner's settings. A file of a million events takes seconds to read or to write, so
// both are done in steps, between which a page can answer.
//
// In: events and settings; or the text of a file, piece by piece, which may be anything. Out: the text, in parts; or the events and settings, of
// which either all are good or none counts. Steps of reading: the pieces are cut into the elements of `events`, which are parsed in groups, and
// the rest, which is parsed at the end; then the rest is checked, then the checksum (`seal`), then every event.
//
//     { "format": "recto-progress", "version": 3, "model": 6, "book": "…", "seal": "1234abcd", "settings": { … }, "events": [ … ] }
//
// `seal` is a checksum, a hash of settings and events as JSON.stringify writes them. Version 1 had no settings; readers of version 2
// refused events that they did not know.
import * as fsrs from './fsrs.js';
import { Hasher } from './random.js';
import * as shapes from './events.js';

/** @import { LogEvent } from './events.js' */

/** What `format` says in a file. */
export const FORMAT = 'recto-progress';
/** The version of the file's format, which `version` says. */
export const FILE_VERSION = 3;
/** Versions of the events' shapes in files of each version. @type {Record<number, number>} */
const EVENT_VERSIONS = { 1: 1, 2: 1, 3: 1 };
/** What a file may hold at most: bytes, events, characters around them. */
export const LIMITS = Object.freeze({ bytes: 400e6, events: 4e6, overheadChars: 1e6 });
/** Settings that travel. What is not named here stays on the device: keys of other services among it. */
export const EXPORTED_SETTINGS = ['study'];
/** Events of one step. */
const EVENTS_PER_STEP = 500;

/** @typedef {{ problem: 'too-large' | 'not-json' | 'not-progress' | 'other-book' | 'newer' | 'damaged' | 'bad-event' | 'future', detail?: string }} Refusal */
/** @typedef {{ events: LogEvent[], settings: Record<string, any> }} Contents */

/** Runs steps one after the other. @template T @param {Generator<number, T>} steps @returns {T} */
export function runSteps(steps) {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Steps that are a part of longer work. @template T @param {Generator<number, T>} steps @param {number} from of the whole, 0 to 1 @param {number} to @returns {Generator<number, T>} */
function* part(steps, from, to) {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield from + step.value * (to - from);
  }
}

/** The events as JSON without the brackets, in groups. @param {readonly any[]} events @returns {Generator<number, string[]>} */
function* serialiseEvents(events) {
  const parts = [];
  for (let i = 0; i < events.length; i += EVENTS_PER_STEP) {
    parts.push(JSON.stringify(events.slice(i, i + EVENTS_PER_STEP)).slice(1, -1));
    yield i / events.length;
  }
  return parts;
}

/** Eight hex digits over settings and events as written. @param {string[]} parts of the events @param {string} before @param {number} version @returns {Generator<number, string>} */
function* checksumOf(parts, before, version) {
  const texts = [`${before}[`, ...parts.map((part, i) => (i ? `,${part}` : part)), ']'];
  const hasher = new Hasher(texts.reduce((sum, { length }) => sum + length, 0), version);
  for (const [i, text] of texts.entries()) {
    hasher.add(text);
    yield i / texts.length;
  }
  return hasher.end().toString(16).padStart(8, '0');
}

/**
 * The text of a file, in parts.
 * @param {string} guideId the guide's `book.id`
 * @param {LogEvent[]} events
 * @param {Record<string, any>} [settings]
 * @returns {Generator<number, string[]>} yields how much is done, from 0 to 1
 */
export function* writeSteps(guideId, events, settings = {}) {
  const parts = yield* part(serialiseEvents(events), 0, 1 / 2);
  const own = JSON.stringify(settings);
  const checksum = yield* part(checksumOf(parts, own, FILE_VERSION), 1 / 2, 1);
  const head = `{"format":"${FORMAT}","version":${FILE_VERSION},"model":${fsrs.FSRS_VERSION},"book":${JSON.stringify(guideId)},"seal":"${checksum}","settings":${own},\n"events":[`;
  return [head, ...parts.map((part, i) => (i ? `,${part}` : part)), ']}\n'];
}

/** The same at once. @param {string} guideId @param {LogEvent[]} events @param {Record<string, any>} [settings] */
export const exportText = (guideId, events, settings) => runSteps(writeSteps(guideId, events, settings)).join('');

const [QUOTE, COMMA, OPEN, CLOSE, BRACE, UNBRACE, BACKSLASH] = [...'",[]{}\\'].map((sign) => sign.charCodeAt(0));
/** What is before the list of events. */
const LIST = /[{,]\s*"events"\s*:\s*$/;

/** Cuts the text of a file into groups of events and the rest. */
class Splitter {
  constructor() {
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    this.inList = false;
    /** What is not in the list. */
    this.rest = '';
    /** The elements since the last group. */
    this.group = '';
    this.count = 0;
    /** @type {any[]} */
    this.events = [];
    /** @type {Refusal['problem'] | null} */
    this.problem = null;
  }

  /** @param {string} piece */
  push(piece) {
    let from = 0;
    const keep = (/** @type {number} */ to) => {
      if (this.inList) this.group += piece.slice(from, to);
      else this.rest += piece.slice(from, to);
      from = to;
    };
    for (let i = 0; i < piece.length && !this.problem; i++) {
      const sign = piece.charCodeAt(i);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (sign === BACKSLASH) this.escaped = true;
        else if (sign === QUOTE) this.inString = false;
      } else if (sign === QUOTE) this.inString = true;
      else if (sign === COMMA && this.inList && this.depth === 2) {
        if (++this.count % EVENTS_PER_STEP === 0) {
          keep(i);
          this.flush();
          from = i + 1;
        }
      } else if (sign === OPEN || sign === BRACE) {
        this.depth++;
        if (sign === OPEN && this.depth === 2 && !this.inList) {
          keep(i + 1);
          this.inList = LIST.test(this.rest.slice(-1000, -1));
        }
      } else if (sign === CLOSE || sign === UNBRACE) {
        if (this.inList && this.depth === 2) {
          keep(i);
          if (this.group.trim() !== '' || this.count > 0) this.flush();
          this.inList = false;
        }
        this.depth--;
      }
    }
    keep(piece.length);
    if (this.rest.length > LIMITS.overheadChars) this.problem ??= this.events.length ? 'damaged' : 'not-progress';
    if (this.count > LIMITS.events) this.problem ??= 'too-large';
  }

  /** Parses the elements that were cut off. */
  flush() {
    try {
      for (const event of JSON.parse(`[${this.group}]`)) this.events.push(event);
    } catch {
      this.problem ??= 'not-json';
    }
    this.group = '';
  }
}

/** Reads a file. */
export class BackupReader {
  /** @param {string} guideId @param {number} now */
  constructor(guideId, now) {
    this.guideId = guideId;
    this.now = now;
    this.splitter = new Splitter();
  }

  /** @param {string} piece of the text, the next one */
  push(piece) {
    this.splitter.push(piece);
  }

  /** After the last piece. @returns {Generator<number, Contents | Refusal>} yields how much is done, from 0 to 1 */
  *end() {
    const { events, problem, rest } = this.splitter;
    if (problem) return { problem };
    let file;
    try {
      file = JSON.parse(rest);
    } catch {
      return { problem: 'not-json' };
    }
    const refusal = this.refuse(file);
    if (refusal) return refusal;
    const before = file.version === 1 ? '' : JSON.stringify(file.settings);
    const parts = yield* part(serialiseEvents(events), 0, 1 / 3);
    if (file.seal !== (yield* part(checksumOf(parts, before, file.version), 1 / 3, 2 / 3))) return { problem: 'damaged' };
    const today = shapes.migrate(events, EVENT_VERSIONS[file.version]);
    const checked = yield* part(shapes.checkSteps(today, this.now), 2 / 3, 1);
    return 'problem' in checked ? checked : { events: today, settings: settingsIn(file.settings) };
  }

  /** What is wrong with all but the events. @param {any} file @returns {Refusal | null} */
  refuse(file) {
    if (typeof file !== 'object' || file === null || !Object.hasOwn(file, 'format') || file.format !== FORMAT) return { problem: 'not-progress' };
    if (Number.isInteger(file.version) && file.version > FILE_VERSION) return { problem: 'newer' };
    const keys = ['format', 'version', 'model', 'book', 'seal', 'events', ...(file.version === 1 ? [] : ['settings'])];
    const fits = Object.keys(file).length === keys.length && keys.every((key) => Object.hasOwn(file, key));
    const isObject = file.version === 1 || (typeof file.settings === 'object' && file.settings !== null && !Array.isArray(file.settings));
    if (!fits || !Object.hasOwn(EVENT_VERSIONS, file.version) || !Number.isInteger(file.model) || typeof file.book !== 'string' || !Array.isArray(file.events) || !isObject) return { problem: 'damaged' };
    return file.book === this.guideId ? null : { problem: 'other-book', detail: file.book.slice(0, 200) };
  }
}

/** The settings of a file that may travel. @param {any} settings */
const settingsIn = (settings = {}) => Object.fromEntries(EXPORTED_SETTINGS.filter((name) => Object.hasOwn(settings, name) && typeof settings[name] === 'object' && settings[name] !== null).map((name) => [name, settings[name]]));

/** Reads a whole text at once. @param {string} source @param {string} guideId @param {number} now @returns {Contents | Refusal} */
export function importText(source, guideId, now) {
  if (source.length > LIMITS.bytes) return { problem: 'too-large' };
  const reader = new BackupReader(guideId, now);
  reader.push(source);
  return runSteps(reader.end());
}
