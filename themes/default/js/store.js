// Where progress is kept: one IndexedDB database for each guide, named by its `book.id`. No other script writes to it.
//
// In: events to keep, files to merge. Out: all events; a promise for each write that is fulfilled when the disk has it (durability
// "strict") and rejected with a problem that strings/LANG.toml has a sentence for (`js_store`). Other tabs of the guide hear of every
// write; a tab that slept reads again when it wakes. js/store-copy.js keeps a copy of the events.
//
// Stores of the database: `events` (by id), `recordings` (sound of mock interviews, by name), `keep` (the handle of a backup file).

import * as shapes from './events.js';
import { Copy, done, transact } from './store-copy.js';
/** @import { LogEvent } from './events.js' */

/** @typedef {'blocked' | 'full' | 'newer' | 'older' | 'closed' | 'failed'} Problem */

/** Something could not be kept or read. */
class StoreError extends Error {
  /** @param {Problem} problem @param {unknown} [cause] */
  constructor(problem, cause) {
    super(problem, { cause });
    this.problem = problem;
  }
}

/** What a browser's error means to the learner. @param {unknown} error @returns {Problem} */
function problemOf(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  if (name === 'VersionError') return 'newer';
  if (name === 'SecurityError') return 'blocked';
  return name === 'InvalidStateError' ? 'closed' : 'failed';
}

/** How long another tab may take to close the database, ms. */
const PATIENCE = 3000;

/**
 * Opens the database, creating or migrating it.
 * @param {string} name
 * @param {{ version?: number, migrate?: (events: any[], from: number) => any[] }} [schema] today's unless told
 * @param {IDBFactory} [factory] the site's own unless told
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(name, { version = shapes.VERSION, migrate = shapes.migrate } = {}, factory = indexedDB) {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    request.onupgradeneeded = (event) => upgrade(request.result, /** @type {IDBTransaction} */ (request.transaction), event.oldVersion, migrate);
    let late = false;
    request.onsuccess = () => {
      if (late) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    // Another tab still runs an older version of this page. It lets go when it hears of this one, unless it is frozen.
    request.onblocked = () =>
      setTimeout(() => {
        late = true;
        reject(new StoreError('older'));
      }, PATIENCE);
  });
}

/**
 * Within the one transaction of the upgrade, so that it happens whole or not at all.
 * @param {IDBDatabase} db
 * @param {IDBTransaction} tx
 * @param {number} from
 * @param {(events: any[], from: number) => any[]} migrate
 */
async function upgrade(db, tx, from, migrate) {
  if (from === 0) {
    db.createObjectStore('events', { keyPath: 'id' });
    db.createObjectStore('recordings');
    db.createObjectStore('keep');
    return;
  }
  const store = tx.objectStore('events');
  const old = await done(store.getAll());
  try {
    const fresh = migrate(old, from);
    store.clear();
    for (const event of fresh) store.put(event);
  } catch {
    // What was there stays, under the old version.
    tx.abort();
  }
}

class Store {
  /** @param {string} book */
  constructor(book) {
    this.book = book;
    this.name = `recto:${book}`;
    /** @type {IDBDatabase | null} */
    this.db = null;
    /** Called with events that another tab kept. @type {(events: LogEvent[]) => void} */
    this.onevents = () => {};
    /** Called when the database was taken away while the page was open. @type {(problem: Problem) => void} */
    this.onlost = () => {};
    /** @type {Set<string>} */
    this.known = new Set();
    this.copy = new Copy();
  }

  /** Opens the database and returns all events. @returns {Promise<LogEvent[]>} */
  async open() {
    try {
      if (!globalThis.indexedDB) throw new StoreError('blocked');
      const copy = this.copy.open((/** @type {IDBFactory} */ factory) => openDatabase(this.name, {}, factory));
      this.db = await openDatabase(this.name);
      await copy;
      await this.copy.agree(this.db);
    } catch (error) {
      if (error instanceof StoreError) throw error;
      // Where storage is forbidden browsers disagree about the error's name; a database that cannot be opened is blocked.
      const problem = problemOf(error);
      throw new StoreError(problem === 'failed' ? 'blocked' : problem, error);
    }
    this.db.onversionchange = () => this.lose('closed');
    this.db.onclose = () => this.lose('closed');
    this.listen();
    return this.read();
  }

  /** @param {Problem} problem */
  lose(problem) {
    this.db?.close();
    this.db = null;
    this.copy.close();
    this.onlost(problem);
  }

  /** All events of the database that have the shape of events. */
  async read() {
    const list = (await this.run('events', 'readonly', (store) => done(store.getAll()))).filter(shapes.check);
    this.known = new Set(list.map((/** @type {LogEvent} */ event) => event.id));
    return list;
  }

  /**
   * Runs a transaction and waits until it is complete, on disk.
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

  /** @param {LogEvent[]} list */
  async put(list) {
    await this.copy.settled;
    await this.run('events', 'readwrite', async (store) => list.forEach((event) => store.put(event)));
    this.copy.write(list);
    for (const event of list) this.known.add(event.id);
  }

  /** Hears of the other tabs' events, at once or when this tab wakes. */
  listen() {
    if ('BroadcastChannel' in globalThis) {
      this.channel = new BroadcastChannel(this.name);
      this.channel.onmessage = ({ data }) => this.hear(Array.isArray(data) ? data.filter(shapes.check) : []);
    }
    const wake = () => {
      if (document.visibilityState === 'visible' && this.db) this.refresh().catch(() => {});
    };
    document.addEventListener('visibilitychange', wake);
    addEventListener('pageshow', wake);
  }

  /** @param {LogEvent[]} list */
  hear(list) {
    const fresh = list.filter((event) => !this.known.has(event.id));
    for (const event of fresh) this.known.add(event.id);
    if (fresh.length > 0) this.onevents(fresh);
  }

  /** Reads what other tabs wrote while this one could not hear. */
  async refresh() {
    const ids = await this.run('events', 'readonly', (store) => done(store.getAllKeys()));
    const fresh = ids.filter((/** @type {IDBValidKey} */ id) => !this.known.has(String(id)));
    if (fresh.length === 0) return;
    const list = await this.run('events', 'readonly', (store) => Promise.all(fresh.map((/** @type {IDBValidKey} */ id) => done(store.get(id)))));
    this.hear(list.filter(shapes.check));
  }

  /** The text of a backup of all that is kept. */
  async backup() {
    const list = await this.read();
    return { text: shapes.exportText(this.book, list.sort(shapes.order)), events: list.length };
  }

  /**
   * Merges a backup file: what is missing is added, nothing is changed or removed.
   * @param {string} text
   * @param {number} now
   * @returns {Promise<{ added: number, total: number } | { problem: string, detail?: string }>}
   */
  async merge(text, now) {
    const result = shapes.importText(text, this.book, now);
    if ('problem' in result) return result;
    const kept = new Set((await this.run('events', 'readonly', (store) => done(store.getAllKeys()))).map(String));
    const fresh = result.events.filter((/** @type {LogEvent} */ event) => !kept.has(event.id));
    if (fresh.length > 0) {
      await this.put(fresh);
      this.channel?.postMessage(fresh);
      this.onevents(fresh);
    }
    return { added: fresh.length, total: result.events.length };
  }

  /** @param {'recordings' | 'keep'} store @param {string} key @param {any} value `undefined` removes it */
  async keep(store, key, value) {
    await this.run(store, 'readwrite', (s) => done(/** @type {IDBRequest<any>} */ (value === undefined ? s.delete(key) : s.put(value, key))));
  }

  /** @param {'recordings' | 'keep'} store @param {string} key @returns {Promise<any>} */
  kept(store, key) {
    return this.run(store, 'readonly', (s) => done(s.get(key)));
  }
}

/** Whether the browser has promised not to clear the storage; `null` where it can't say. @returns {Promise<boolean | null>} */
async function isPersistent() {
  return (await globalThis.navigator?.storage?.persisted?.()) ?? null;
}

/** Asks for that promise. @returns {Promise<boolean | null>} */
async function persist() {
  try {
    return (await globalThis.navigator?.storage?.persist?.()) ?? null;
  } catch {
    return null;
  }
}

export { Store, StoreError, openDatabase, isPersistent, persist };
