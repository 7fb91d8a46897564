// Persists a learner's progress: no other script writes to it. Each event is stored in two independent places:
//
//   a ledger    an append-only list of events that no later start of the browser deletes: journals in files (js/journals.js); on pages from
//               disk, which have no files, storage buckets by generation (js/bucket-storage.js)
//   a database  IndexedDB, named by the guide's `book.id` (js/events-database.js)
//
// In: events to save, files to merge. Out: all events; a promise for each write that is fulfilled when the event is on disk and rejected with a
// problem that has a sentence in strings/LANG.toml (`js_store`). On opening, each place is given the events that only the other has. `isSafe`
// is whether the browser has a ledger. Other tabs of the guide are notified of every write; a tab that was frozen reads again when it resumes.
import * as shapes from './events.js';
import { requestResult, problemOf, StoreError, transact, withTimeout } from './database.js';
import { eventIds, eventsOf, legacyEvents, openDatabase, putEvents } from './events-database.js';
import { loadChunk } from './base.js';
import { openJournals } from './journals.js';
import { hash } from './random.js';

/** @import { LogEvent } from './events.js' */
/** @import { Problem } from './database.js' */

/**
 * An append-only list of events that no later start of the browser deletes.
 * @typedef {object} Ledger
 * @property {(list: any[]) => Promise<unknown>} append fulfilled when they are on disk
 * @property {() => Promise<any[]>} refresh events appended since the last read, by any page
 * @property {() => unknown} idle the page is hidden and writes nothing
 * @property {() => void} close
 * @property {(all: any[], missing: any[]) => Promise<unknown>} [initialise] instead of the first `append`
 */

/** Marks a ledger that has the events of the databases of earlier versions. */
const COPY_MARK = { taken: 'copy' };
const isFromDisk = () => globalThis.location?.protocol === 'file:';
const isCopyMark = (/** @type {any} */ one) => one?.taken === COPY_MARK.taken;

/** Events of a long history that are missing in the database are written once the page is idle for so long, in batches. */
const IDLE_DELAY_MS = 3000;
const BATCH = 500;
/** The most merged events that this page adds to its log: more would block it. */
export const MAX_EVENTS_APPLIED_LIVE = 50000;
/** The most events that are sent to other tabs: more are read by them. */
const MAX_EVENTS_SENT = 5000;
/** How long a hanging database delays an event that is on disk in the ledger, ms. */
const DATABASE_TIMEOUT = 2000;

/** Journals; on pages that have no files, generations of buckets. @param {string} key @returns {Promise<{ ledger: Ledger, list: any[] } | null>} */
async function openLedger(key) {
  const journals = await openJournals(key);
  // Where there are files, buckets would only be in the way of the next start, which finds the journals again.
  if (journals || !isFromDisk()) return journals;
  const { openBucketStorage } = await loadChunk('asset:scripts/bucket-storage.js', 'bucket-storage');
  return openBucketStorage(key);
}

/** The guide's name where its id may have characters that are not allowed: 16 digits. @param {string} guideId */
const keyOf = (guideId) => [1, 2].map((seed) => hash(guideId, seed).toString(16).padStart(8, '0')).join('');

/** The progress of one guide. */
export class Store {
  /** @param {string} guideId */
  constructor(guideId) {
    this.guideId = guideId;
    this.name = `recto:${guideId}`;
    this.key = keyOf(guideId);
    /** @type {IDBDatabase | null} */
    this.db = null;
    /** @type {Ledger | null} */
    this.ledger = null;
    /** Called with events that another tab kept. @type {(events: LogEvent[]) => void} */
    this.onevents = () => {};
    /** Called when the storage was taken away while the page was open. @type {(problem: Problem) => void} */
    this.onlost = () => {};
    /** All that is known, by id. @type {Map<string, LogEvent>} */
    this.events = new Map();
    /** What only one of the places has yet. @type {{ ledger: any[], db: LogEvent[] }} */
    this.behind = { ledger: [], db: [] };
    /** Fulfilled when the ledger has all that was known on opening. @type {Promise<unknown>} */
    this.settled = Promise.resolve();
    /** Writes that are going on. */
    this.writing = 0;
    this.isOpen = false;
  }

  /** Opens both places and returns all events. @returns {Promise<LogEvent[]>} */
  async open() {
    const opened = openLedger(this.key).catch(() => null);
    this.db = await this.openFirst(opened);
    const strong = await opened;
    this.ledger = strong?.ledger ?? null;
    const ids = this.db ? await eventIds(this.db) : [];
    this.addEvents(strong?.list ?? []);
    const list = strong?.list ?? [];
    const missing = /** @type {any[]} */ (this.db ? await eventsOf(this.db, ids.filter((id) => !this.events.has(id))) : []);
    this.addEvents(missing);
    if (this.ledger && !list.some(isCopyMark)) {
      missing.push(...this.addEvents(await legacyEvents(this.name).catch(() => [])), COPY_MARK);
    }
    this.isOpen = true;
    this.fillGaps(missing, ids);
    this.listen();
    return [...this.events.values()];
  }

  /** The database. Where it cannot be opened but the ledger can, that is no reason to stop. @param {Promise<unknown>} opened */
  async openFirst(opened) {
    try {
      if (!globalThis.indexedDB) throw new StoreError('blocked');
      const db = await openDatabase(this.name);
      db.onversionchange = db.onclose = () => this.storageLost('closed');
      return db;
    } catch (error) {
      // Where storage is forbidden browsers disagree about the error's name; a database that cannot be opened is blocked.
      const problem = problemOf(error) === 'failed' ? 'blocked' : problemOf(error);
      if (problem === 'newer' || problem === 'older' || !(await opened)) throw new StoreError(problem, error);
      return null;
    }
  }

  /** Takes in what has the shape of events and is not known. @param {any[]} list @returns {LogEvent[]} */
  addEvents(list) {
    const added = list.filter((event) => !this.events.has(event?.id) && shapes.check(event));
    for (const event of added) this.events.set(event.id, event);
    return added;
  }

  /** Gives each place what is missing there: the ledger at once, the database as soon as the page rests. @param {any[]} missing of the ledger @param {string[]} ids of the database */
  fillGaps(missing, ids) {
    const { ledger } = this;
    if (ledger) {
      const all = [...this.events.values(), COPY_MARK];
      const work = ledger.initialise ? ledger.initialise(all, missing) : missing.length ? ledger.append(missing) : Promise.resolve();
      this.writing++;
      this.settled = work.catch(() => void this.behind.ledger.push(...missing)).finally(() => this.writeEnded());
    }
    const there = new Set(ids);
    const lacking = [...this.events.values()].filter(({ id }) => !there.has(id));
    if (lacking.length) setTimeout(() => this.catchUp(lacking), lacking.length > BATCH ? IDLE_DELAY_MS : 0);
  }

  /** Writes to the database what the ledger has given back. One page at a time: the others would write the same. @param {LogEvent[]} list */
  async catchUp(list) {
    const work = async () => {
      for (let i = 0; i < list.length && this.db; i += BATCH) await putEvents(this.db, list.slice(i, i + BATCH));
    };
    const { locks } = globalThis.navigator ?? {};
    await (locks ? locks.request(`recto:${this.key}:merge`, { ifAvailable: true }, (lock) => (lock ? work() : undefined)) : work()).catch(() => {});
  }

  /** Whether what is acknowledged survives an end of the browser in the middle of a write, wherever it happens. */
  get isSafe() {
    return this.ledger !== null && this.behind.ledger.length === 0;
  }

  /** @param {Problem} problem */
  storageLost(problem) {
    this.isOpen = false;
    this.db?.close();
    this.db = null;
    this.ledger?.close();
    this.ledger = null;
    this.onlost(problem);
  }

  /**
   * Runs a transaction of the database and waits until it is complete, on disk.
   * @template T
   * @param {string} name of the store
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async run(name, mode, work) {
    if (!this.db) throw new StoreError('closed');
    try {
      return await transact(this.db, name, mode, work);
    } catch (error) {
      throw new StoreError(problemOf(error), error);
    }
  }

  /**
   * Keeps events. Fulfilled: they are on disk. Rejected: none of them is.
   * @param {LogEvent[]} list
   */
  async save(list) {
    if (list.some((event) => !shapes.check(event))) throw new StoreError('failed');
    await this.put(list);
    this.channel?.postMessage(list);
  }

  /** Writes to both places; one of them is enough, and the other is given it later. @param {LogEvent[]} list */
  async put(list) {
    if (!this.isOpen) throw new StoreError('closed');
    this.writing++;
    try {
      await this.settled;
      const ledger = this.writeToLedger(list);
      const db = this.ledger ? this.withDatabaseTimeout(this.writeToDatabase(list), ledger) : this.writeToDatabase(list);
      const [one, two] = await Promise.allSettled([ledger, db]);
      if (one.status === 'rejected' && two.status === 'rejected') {
        const problem = this.ledger ? problemOf(one.reason) : problemOf(two.reason);
        throw new StoreError(problem === 'closed' ? problemOf(two.reason) : problem, two.reason);
      }
      if (one.status === 'rejected' && this.ledger) this.behind.ledger.push(...list);
      if (two.status === 'rejected' && this.db) this.behind.db.push(...list);
      for (const event of list) this.events.set(event.id, event);
    } finally {
      this.writeEnded();
    }
  }

  /** A write has ended. */
  writeEnded() {
    this.writing--;
    if (this.isHidden()) this.releaseIfIdle();
  }

  /** Writes events, after those that the ledger lacks still. @param {LogEvent[]} list */
  async writeToLedger(list) {
    if (!this.ledger) throw new StoreError('closed');
    const { ledger: behind } = this.behind;
    await this.ledger.append([...behind, ...list]);
    this.behind.ledger = this.behind.ledger.filter((event) => !behind.includes(event));
  }

  /** Writes events, after those that the database lacks still. @param {LogEvent[]} list */
  async writeToDatabase(list) {
    if (!this.db) throw new StoreError('closed');
    const { db: behind } = this.behind;
    await putEvents(this.db, [...behind, ...list]);
    this.behind.db = this.behind.db.filter((event) => !behind.includes(event));
  }

  /** The database's work, for as long as it needs if the ledger fails; else not much longer than the ledger. @param {Promise<void>} work @param {Promise<void>} ledger */
  async withDatabaseTimeout(work, ledger) {
    work.catch(() => {});
    await ledger.then(() => withTimeout(work, DATABASE_TIMEOUT), () => work);
  }

  isHidden() {
    return document.visibilityState === 'hidden';
  }

  /** Lets go of what other tabs or the next start may need, if nothing is being written. */
  releaseIfIdle() {
    if (this.writing === 0) this.ledger?.idle();
  }

  /** Is notified of the other tabs' events, at once or when this tab wakes. */
  listen() {
    const wake = () => {
      if (!this.isHidden() && this.isOpen) this.refresh().catch(() => {});
    };
    if ('BroadcastChannel' in globalThis) {
      this.channel = new BroadcastChannel(this.name);
      this.channel.onmessage = ({ data }) => (Array.isArray(data) ? this.receive(data) : wake());
    }
    document.addEventListener('visibilitychange', () => (this.isHidden() ? this.releaseIfIdle() : wake()));
    addEventListener('pagehide', () => this.releaseIfIdle());
    addEventListener('pageshow', wake);
  }

  /** @param {any[]} list */
  receive(list) {
    const added = this.addEvents(list);
    if (added.length > 0) this.onevents(added);
  }

  /** Reads what other tabs wrote while this one was not notified. */
  async refresh() {
    if (this.ledger) this.receive(await this.ledger.refresh());
    else if (this.db) this.receive(await eventsOf(this.db, (await eventIds(this.db)).filter((id) => !this.events.has(id))));
  }

  /** All that is kept, by any tab. @returns {Promise<LogEvent[]>} */
  async all() {
    if (!this.isOpen) throw new StoreError('closed');
    await this.refresh();
    return [...this.events.values()];
  }

  /**
   * Merges checked events: what is missing is added, nothing is changed or removed.
   * @param {LogEvent[]} list
   * @param {(share: number) => void} [onprogress] called with how much is done, from 0 to 1
   * @returns {Promise<number>} how many were missing
   */
  async merge(list, onprogress = () => {}) {
    await this.refresh();
    const added = list.filter(({ id }) => !this.events.has(id));
    for (let i = 0; i < added.length; i += BATCH) {
      await this.put(added.slice(i, i + BATCH));
      onprogress(i / added.length);
    }
    if (added.length > 0) {
      this.channel?.postMessage(added.length > MAX_EVENTS_SENT ? 'many' : added);
      if (added.length <= MAX_EVENTS_APPLIED_LIVE) this.onevents(added);
    }
    return added.length;
  }

  /** @param {'recordings' | 'keep'} store @param {string} key @param {any} value `undefined` removes it */
  async setItem(store, key, value) {
    await this.run(store, 'readwrite', (s) => requestResult(/** @type {IDBRequest<any>} */ (value === undefined ? s.delete(key) : s.put(value, key))));
  }

  /** @param {'recordings' | 'keep'} store @param {string} key @returns {Promise<any>} */
  getItem(store, key) {
    return this.run(store, 'readonly', (s) => requestResult(s.get(key)));
  }
}

/** Whether the browser has promised not to clear the storage; `null` where it can't say. @returns {Promise<boolean | null>} */
export async function isPersistent() {
  return (await globalThis.navigator?.storage?.persisted?.()) ?? null;
}

/** Asks for that promise. @returns {Promise<boolean | null>} */
export async function requestPersistent() {
  try {
    return (await globalThis.navigator?.storage?.persist?.()) ?? null;
  } catch {
    return null;
  }
}
