// Events in storage buckets by generation: the ledger on pages opened from disk, where there are no files for journals.
//
// Chromium keeps the databases of a bucket in a LevelDB. If its process ends during a write, the log ends in a torn record; the next start
// appends after it, and the one after that finds it corrupt and deletes the bucket's databases. So after an unclean shutdown nothing is
// appended to a bucket: all known events are written into a new one. An old one is removed only when two newer ones are complete; one that
// is incomplete holds nothing that is missing in older ones.
//
// Dirty flags in a bucket of their own detect an unclean shutdown: a page's flag is on disk before the page first writes, and is cleared when
// the page is idle. If that bucket's log is torn, there is at most a flag too many, or none of a page that has not written.
//
// In: events to append. Out: the events of all generations; a promise for each append that is fulfilled when they are on disk. All open pages
// of the guide share a generation: only the first one of them reads the dirty flags.
import { requestResult, openDatabase, transact, withTimeout } from './database.js';

/** How long opening may take in all, and waiting for the lock under which the dirty flags are read. */
const OPEN_TIMEOUT_MS = 10000;
const LOCK_TIMEOUT_MS = 2000;
/** Events of one transaction. */
const BATCH = 20000;
/** Complete generations that are kept. */
const KEPT_GENERATIONS = 2;

const STORES = { chunks: { autoIncrement: true }, facts: {} };
const buckets = () => /** @type {any} */ (globalThis.navigator)?.storageBuckets;
const openBucket = (/** @type {string} */ name) => buckets().open(name, { durability: 'strict', persisted: true });

/** A generation: a bucket with one database. */
class Generation {
  /** @param {any} bucket referenced, since its databases stop working once it is garbage-collected @param {IDBDatabase} db @param {number} number */
  constructor(bucket, db, number) {
    this.bucket = bucket;
    this.db = db;
    this.number = number;
    this.last = 0;
    this.isComplete = false;
    // Another page removes it, because newer ones are whole.
    db.onversionchange = () => db.close();
  }

  /** @param {string} name of the bucket @param {number} number */
  static async create(name, number) {
    const bucket = await openBucket(name);
    return new Generation(bucket, await openDatabase(bucket.indexedDB, 'events', STORES), number);
  }

  /**
   * An existing one; `null` if it is incomplete: its events were copied from older ones, which are there as well.
   * @param {string} name of the bucket @param {number} number
   */
  static async open(name, number) {
    const bucket = await openBucket(name);
    // Opening a database that is not there would write.
    if (!(await bucket.indexedDB.databases()).length) return null;
    const one = new Generation(bucket, await openDatabase(bucket.indexedDB, 'events', STORES), number);
    one.isComplete = (await transact(one.db, 'facts', 'readonly', (store) => requestResult(store.get('whole')))) === true;
    if (!one.isComplete) one.db.close();
    return one.isComplete ? one : null;
  }

  /** Events appended since the last read. @returns {Promise<any[]>} */
  async read() {
    const range = IDBKeyRange.lowerBound(this.last, true);
    const [keys, chunks] = await transact(this.db, 'chunks', 'readonly', (store) => Promise.all([requestResult(store.getAllKeys(range)), requestResult(store.getAll(range))]));
    this.last = Number(keys.at(-1) ?? this.last);
    return chunks.flatMap((/** @type {string} */ chunk) => JSON.parse(chunk));
  }

  /** @param {unknown[]} list */
  async append(list) {
    await transact(this.db, 'chunks', 'readwrite', async (store) => void store.add(JSON.stringify(list)));
  }

  /** Marks it as complete: it has all known events. */
  async finish() {
    await transact(this.db, 'facts', 'readwrite', async (store) => void store.put(true, 'whole'));
    this.isComplete = true;
  }
}

/** The flags of pages that write. */
class DirtyFlags {
  /** @param {any} bucket @param {IDBDatabase} db */
  constructor(bucket, db) {
    this.bucket = bucket;
    this.db = db;
    this.id = crypto.randomUUID();
    this.isSet = false;
  }

  /** @param {string} name */
  static async open(name) {
    const bucket = await openBucket(name);
    return new DirtyFlags(bucket, await openDatabase(bucket.indexedDB, 'marks', { pages: {} }));
  }

  /** @returns {Promise<number>} how many pages did not end cleanly, or still write */
  count() {
    return transact(this.db, 'pages', 'readonly', (store) => requestResult(store.count()));
  }

  /** Clears the flags of all other pages, and sets this page's. */
  async takeOver() {
    await transact(this.db, 'pages', 'readwrite', async (store) => {
      store.clear();
      store.put(true, this.id);
    });
    this.isSet = true;
  }

  async set() {
    if (this.isSet) return;
    await transact(this.db, 'pages', 'readwrite', async (store) => void store.put(true, this.id));
    this.isSet = true;
  }

  /** Without waiting: the page may be about to close. */
  clear() {
    if (!this.isSet) return;
    this.isSet = false;
    const tx = this.db.transaction('pages', 'readwrite', { durability: 'strict' });
    tx.objectStore('pages').delete(this.id);
    tx.commit();
  }
}

/** @param {Generation} one @param {any[]} list */
async function appendTo(one, list) {
  for (let i = 0; i < list.length; i += BATCH) await one.append(list.slice(i, i + BATCH));
}

/** A ledger: a list of events that is only ever appended to, in storage buckets. */
export class BucketStorage {
  /** @param {string} key names the guide */
  constructor(key) {
    this.key = key;
    /** All complete generations, oldest first. @type {Generation[]} */
    this.all = [];
    /** The one that is appended to; none until all known events are in a new one. @type {Generation | null} */
    this.current = null;
    /** The newest generation's number. */
    this.top = 0;
    /** Releases the lock. */
    this.release = () => {};
  }

  /** @param {number} n */
  nameOf(n) {
    return `recto-${this.key}-g${n}`;
  }

  /** Pages open one after another: the next one inspects the generations when this one has called `initialise`. */
  async open() {
    const released = new Promise((resolve) => (this.release = () => resolve(undefined)));
    await new Promise((resolve, reject) => {
      const inspect = () => this.inspect().then(resolve, reject).then(() => released);
      navigator.locks.request(`recto:${this.key}:turn`, { signal: AbortSignal.timeout(LOCK_TIMEOUT_MS) }, inspect).catch(() => this.inspect(false).then(resolve, reject));
    });
    // Held for as long as the page lives.
    await new Promise((resolve) => void navigator.locks.request(`recto:${this.key}:open`, { mode: 'shared' }, () => (resolve(undefined), new Promise(() => {}))));
    const lists = await Promise.all(this.all.map((one) => one.read().catch(() => [])));
    return { list: lists.flat(), fresh: this.all.length === 0 };
  }

  /** Opens all generations and chooses the one to write. @param {boolean} [alone] whether no other page does so at the same time */
  async inspect(alone = true) {
    const prefix = this.nameOf(0).slice(0, -1);
    const numbers = (await buckets().keys()).filter((/** @type {string} */ name) => name.startsWith(prefix)).map((/** @type {string} */ name) => Number(name.slice(prefix.length)));
    this.dirtyFlags = await DirtyFlags.open(`recto-${this.key}-marks`);
    const { held = [] } = await navigator.locks.query();
    const others = held.some(({ name }) => name === `recto:${this.key}:open`);
    this.isFirst = alone && !others;
    for (const n of numbers.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b)) {
      // One that cannot be opened now is left for another time.
      const one = await Generation.open(this.nameOf(n), n).catch(() => undefined);
      if (one) this.all.push(one);
      else if (one === null && this.isFirst) await this.remove(n);
    }
    this.top = numbers.at(-1) ?? 0;
    const clean = alone && (others || (await this.dirtyFlags.count()) === 0);
    this.current = clean ? (this.all.at(-1) ?? null) : null;
  }

  /** Writes all known events into a new generation after an unclean shutdown; else those that are missing in the current one. @param {any[]} all @param {any[]} missing */
  initialise(all, missing) {
    return (this.current ? this.append(missing) : this.startGeneration(all)).finally(this.release);
  }

  /** @param {any[]} all */
  async startGeneration(all) {
    const number = this.top + 1;
    const next = await Generation.create(this.nameOf(number), number);
    await this.dirtyFlags?.set();
    await appendTo(next, all);
    await next.finish();
    // Read back before older ones are removed.
    const there = (await next.read()).length;
    this.all.push(next);
    this.current = next;
    if (there !== all.length) throw new DOMException('not all is there', 'DataError');
    if (!this.isFirst) return;
    // The flags of pages that ended uncleanly are no longer needed: their generation is never appended to again.
    await this.dirtyFlags?.takeOver();
    await this.prune();
  }

  /** Removes generations older than those that are kept. */
  async prune() {
    for (const { db, number } of this.all.splice(0, Math.max(0, this.all.length - KEPT_GENERATIONS))) {
      db.close();
      await this.remove(number);
    }
  }

  /** @param {number} n */
  async remove(n) {
    await buckets().delete(this.nameOf(n)).catch(() => {});
  }

  /** Fulfilled when they are on disk. @param {any[]} list */
  async append(list) {
    if (!list.length) return;
    if (!this.current) throw new DOMException('no generation', 'InvalidStateError');
    await this.dirtyFlags?.set();
    await appendTo(this.current, list);
  }

  /** Events appended since the last read, by any page. @returns {Promise<any[]>} */
  async refresh() {
    return (await Promise.all(this.all.map((one) => one.read().catch(() => [])))).flat();
  }

  /** The page is idle: nothing is being written, and nothing will be before `append` is called. */
  idle() {
    this.dirtyFlags?.clear();
  }

  close() {
    this.release();
    for (const { db } of this.all) db.close();
    this.dirtyFlags?.db.close();
  }
}

/** The guide's ledger and the events in it; `fresh` where there was none yet. `null` where the browser has no buckets. @param {string} key @returns {Promise<{ ledger: BucketStorage, list: any[], fresh: boolean } | null>} */
export async function openBucketStorage(key) {
  if (!buckets() || !globalThis.navigator?.locks) return null;
  const ledger = new BucketStorage(key);
  try {
    return { ledger, ...(await withTimeout(ledger.open(), OPEN_TIMEOUT_MS)) };
  } catch {
    ledger.close();
    return null;
  }
}
