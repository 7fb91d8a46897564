// A second copy of the events, in a storage bucket of its own, in browsers that have those (Chromium's do).
//
// Chromium keeps all databases of a site in one log. Where its process is killed in the middle of a write, the log ends in half a record; the
// next start appends to it, and the one after that finds it corrupt and deletes every database of the site. A bucket has a log of its own, and
// of the two never both are written at once: one of them is whole. Browsers without buckets keep databases that survive such an end.
//
// Also what both databases need: `done` and `transact`.
//
// In: events that the first database has. Out: those that it lacks, when it is opened. Without a copy everything else goes on as usual.

import { check } from './events.js';
/** @import { LogEvent } from './events.js' */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Runs a transaction and waits until it is complete, on disk.
 * @template T
 * @param {IDBDatabase} db
 * @param {string} name of the object store
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function transact(db, name, mode, work) {
  const tx = db.transaction(name, mode, { durability: 'strict' });
  const complete = new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve(undefined);
    tx.onabort = () => reject(tx.error || new DOMException('aborted', 'AbortError'));
  });
  const result = work(tx.objectStore(name));
  // A failed request aborts the transaction, whose own error says why.
  result.catch(() => {});
  await complete;
  return result;
}

/** How long the copy may keep the learner waiting before it is given up, and for each event, ms. */
const PATIENCE = 3000;
const PATIENCE_EVENT = 1;

/** Rejects what takes too long. @template T @param {Promise<T>} work @param {number} [events] @returns {Promise<T>} */
const soon = (work, events = 0) => Promise.race([work, new Promise((_, reject) => setTimeout(reject, PATIENCE + PATIENCE_EVENT * events))]);

/** What the copy lacks of a long history is copied once the page rests, so many events at a time. ms, events. */
const REST = 3000;
const BATCH = 500;

/** Puts events into their store; the transaction tells when they are there. @param {IDBDatabase} db @param {LogEvent[]} list */
const put = (db, list) => transact(db, 'events', 'readwrite', async (store) => list.forEach((event) => store.put(event)));

/** @param {IDBDatabase} db @returns {Promise<IDBValidKey[]>} */
const keysOf = (db) => transact(db, 'events', 'readonly', (store) => done(store.getAllKeys()));

/** Of these keys those that others lack. @param {IDBValidKey[]} keys @param {IDBValidKey[]} others */
function lacking(keys, others) {
  const there = new Set(others);
  return keys.filter((key) => !there.has(key));
}

/** Gives `to` what it lacks of `from`. @param {IDBDatabase} from @param {IDBDatabase} to @param {IDBValidKey[]} keys */
async function give(from, to, keys) {
  if (!keys.length) return;
  const events = await transact(from, 'events', 'readonly', (store) => Promise.all(keys.map((key) => done(store.get(key)))));
  await put(to, events.filter(check));
}

class Copy {
  constructor() {
    /** @type {IDBDatabase | null} */
    this.db = null;
    /** Events that the copy does not have yet. @type {LogEvent[]} */
    this.pending = [];
    /** Fulfilled when the copy is not being written. @type {Promise<void>} */
    this.settled = Promise.resolve();
  }

  /** Opens the copy; without buckets, or without room for one, there is none. @param {(factory: IDBFactory) => Promise<IDBDatabase>} openIn */
  async open(openIn) {
    try {
      const { storageBuckets } = /** @type {any} */ (globalThis.navigator ?? {});
      // The bucket is kept: its databases stand still once it is collected as garbage.
      this.bucket = await soon(Promise.resolve(storageBuckets?.open('recto', { durability: 'strict', persisted: true })));
      this.db = this.bucket ? await soon(openIn(this.bucket.indexedDB)) : null;
      if (this.db) this.db.onversionchange = () => this.close();
    } catch {
      this.close();
    }
  }

  close() {
    this.db?.close();
    this.db = null;
  }

  /**
   * Gives the first database what only the copy has, before anybody reads it; the copy is brought up to the first later.
   * @param {IDBDatabase} first
   */
  async agree(first) {
    const { db } = this;
    if (!db) return;
    try {
      const counts = [first, db].map((one) => transact(one, 'events', 'readonly', (store) => done(store.count())));
      const [count, copied] = await soon(Promise.all(counts));
      if (copied > count) await give(db, first, lacking(await keysOf(db), await keysOf(first)));
      // What an end between the two writes left out is made up for at once, a long history once the page rests.
      if (count > copied && count - copied <= BATCH) this.settled = this.take(first, lacking(await keysOf(first), await keysOf(db)));
      else if (count !== copied) setTimeout(() => this.catchUp(first), REST);
    } catch {
      // No room for both, say: the first goes on alone, and they are compared again when it is next opened.
    }
  }

  /** Takes these events from the first database. @param {IDBDatabase} first @param {IDBValidKey[]} keys */
  async take(first, keys) {
    if (this.db) await soon(give(first, this.db, keys), keys.length).catch(() => this.close());
  }

  /** @param {IDBDatabase} first */
  async catchUp(first) {
    try {
      const keys = this.db ? lacking(await keysOf(first), await keysOf(this.db)) : [];
      for (let i = 0; i < keys.length; i += BATCH) {
        await this.settled;
        this.settled = this.take(first, keys.slice(i, i + BATCH));
      }
    } catch {
      this.close();
    }
  }

  /** Copies events that the first database has, beside the learner's work. @param {LogEvent[]} list */
  write(list) {
    const { db } = this;
    if (!db) return;
    this.pending.push(...list);
    const events = new Set(this.pending);
    const writing = put(db, [...events]).then(
      () => void (this.pending = this.pending.filter((event) => !events.has(event))),
      // No room. What is pending goes with the next.
      () => {},
    );
    this.settled = soon(writing, events.size).catch(() => this.close());
  }
}

export { Copy, done, transact };
