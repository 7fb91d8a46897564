// Events in storage buckets by generation: what stands in for journals on pages opened from disk, which have no files of their own.
//
// Chromium keeps the databases of a bucket in a LevelDB. Where its process ends in the middle of a write, the log ends in half a record; the
// next start appends behind it, and the one after that finds it corrupt and deletes the bucket's databases. So after an end that was not clean
// nothing is appended to a bucket: all that is known is written into a new one. An old one goes only when two newer ones are whole; one that is not whole holds nothing that older ones lack.
//
// Whether the end was clean is told by marks in a bucket of its own: a page's mark is there, on disk, before it first writes, and goes when the page
// rests. If that bucket's log is torn, what becomes of it is either a mark too many or none of a page that has not written.
//
// In: events to append. Out: what all generations hold; a promise for each append that is fulfilled when the disk has it. Other pages of the
// guide that are open share the generation: only the first one of them looks at the marks.
import { requestResult, openFirstVersion, transact, withTimeout } from './database.js';

/** How long opening may take in all, and the turn to look at the marks, ms. */
const PATIENCE = 10000;
const TURN = 2000;
/** Events of one transaction. */
const BATCH = 20000;
/** Whole generations that are kept. */
const KEPT = 2;

const STORES = { chunks: { autoIncrement: true }, facts: {} };
const buckets = () => /** @type {any} */ (globalThis.navigator)?.storageBuckets;
const openBucket = (/** @type {string} */ name) => buckets().open(name, { durability: 'strict', persisted: true });

/** A generation: a bucket with one database. */
class Generation {
  /** @param {any} bucket kept, or its databases stand still once it is collected as garbage @param {IDBDatabase} db @param {number} number */
  constructor(bucket, db, number) {
    this.bucket = bucket;
    this.db = db;
    this.number = number;
    this.last = 0;
    this.isWhole = false;
    // Another page removes it, because newer ones are whole.
    db.onversionchange = () => db.close();
  }

  /** @param {string} name of the bucket @param {number} number */
  static async create(name, number) {
    const bucket = await openBucket(name);
    return new Generation(bucket, await openFirstVersion(bucket.indexedDB, 'events', STORES), number);
  }

  /**
   * One that is there; `null` if it is not whole: what it may hold was copied from older ones, which are there as well.
   * @param {string} name of the bucket @param {number} number
   */
  static async open(name, number) {
    const bucket = await openBucket(name);
    // Opening a database that is not there would write.
    if (!(await bucket.indexedDB.databases()).length) return null;
    const one = new Generation(bucket, await openFirstVersion(bucket.indexedDB, 'events', STORES), number);
    one.isWhole = (await transact(one.db, 'facts', 'readonly', (store) => requestResult(store.get('whole')))) === true;
    if (!one.isWhole) one.db.close();
    return one.isWhole ? one : null;
  }

  /** What was appended since the last time. @returns {Promise<any[]>} */
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

  /** Everything known is in it. */
  async finish() {
    await transact(this.db, 'facts', 'readwrite', async (store) => void store.put(true, 'whole'));
    this.isWhole = true;
  }
}

/** The marks of pages that have written and do not rest. */
class Marks {
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
    return new Marks(bucket, await openFirstVersion(bucket.indexedDB, 'marks', { pages: {} }));
  }

  /** @returns {Promise<number>} how many pages did not end cleanly, or still write */
  count() {
    return transact(this.db, 'pages', 'readonly', (store) => requestResult(store.count()));
  }

  /** Leaves this page's mark alone there. */
  async only() {
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

  /** Without waiting: the page may be about to go. */
  unset() {
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

export class BucketStorage {
  /** @param {string} key names the guide */
  constructor(key) {
    this.key = key;
    /** All that there are, oldest first. @type {Generation[]} */
    this.all = [];
    /** The one that is written; none until all that is known can be written into a new one. @type {Generation | null} */
    this.current = null;
    /** The newest generation's number. */
    this.top = 0;
    /** Gives back the turn. */
    this.release = () => {};
  }

  /** @param {number} n */
  nameOf(n) {
    return `recto-${this.key}-g${n}`;
  }

  /** Pages open one after another: the next one looks when this one has settled. */
  async open() {
    const released = new Promise((resolve) => (this.release = () => resolve(undefined)));
    await new Promise((resolve, reject) => {
      const look = () => this.look().then(resolve, reject).then(() => released);
      navigator.locks.request(`recto:${this.key}:turn`, { signal: AbortSignal.timeout(TURN) }, look).catch(() => this.look(false).then(resolve, reject));
    });
    // Held for as long as the page lives.
    await new Promise((resolve) => void navigator.locks.request(`recto:${this.key}:open`, { mode: 'shared' }, () => (resolve(undefined), new Promise(() => {}))));
    const lists = await Promise.all(this.all.map((one) => one.read().catch(() => [])));
    return { list: lists.flat(), fresh: this.all.length === 0 };
  }

  /** Opens all generations and chooses the one to write. @param {boolean} [alone] whether no other page looks at the same time */
  async look(alone = true) {
    const prefix = this.nameOf(0).slice(0, -1);
    const numbers = (await buckets().keys()).filter((/** @type {string} */ name) => name.startsWith(prefix)).map((/** @type {string} */ name) => Number(name.slice(prefix.length)));
    this.marks = await Marks.open(`recto-${this.key}-marks`);
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
    const clean = alone && (others || (await this.marks.count()) === 0);
    this.current = clean ? (this.all.at(-1) ?? null) : null;
  }

  /** Writes all that is known into a new generation, where the last end was not clean; else what they lack. @param {any[]} all @param {any[]} missing */
  settle(all, missing) {
    return (this.current ? this.append(missing) : this.renew(all)).finally(this.release);
  }

  /** @param {any[]} all */
  async renew(all) {
    const number = this.top + 1;
    const next = await Generation.create(this.nameOf(number), number);
    await this.marks?.set();
    await appendTo(next, all);
    await next.finish();
    // Read back, before anything older may go.
    const there = (await next.read()).length;
    this.all.push(next);
    this.current = next;
    if (there !== all.length) throw new DOMException('not all is there', 'DataError');
    if (!this.isFirst) return;
    // The marks of the pages that did not end cleanly have served: what those wrote to is never appended to again.
    await this.marks?.only();
    await this.prune();
  }

  /** Removes generations older than those that are kept. */
  async prune() {
    for (const { db, number } of this.all.splice(0, Math.max(0, this.all.length - KEPT))) {
      db.close();
      await this.remove(number);
    }
  }

  /** @param {number} n */
  async remove(n) {
    await buckets().delete(this.nameOf(n)).catch(() => {});
  }

  /** Fulfilled when the disk has them. @param {any[]} list */
  async append(list) {
    if (!list.length) return;
    if (!this.current) throw new DOMException('no generation', 'InvalidStateError');
    await this.marks?.set();
    await appendTo(this.current, list);
  }

  /** What was appended since, by any page. @returns {Promise<any[]>} */
  async refresh() {
    return (await Promise.all(this.all.map((one) => one.read().catch(() => [])))).flat();
  }

  /** The page rests: nothing is being written, and nothing will be before `append` is called. */
  rest() {
    this.marks?.unset();
  }

  close() {
    this.release();
    for (const { db } of this.all) db.close();
    this.marks?.db.close();
  }
}

/** @param {string} key @returns {Promise<{ ledger: BucketStorage, list: any[], fresh: boolean } | null>} */
export async function openBucketStorage(key) {
  if (!buckets() || !globalThis.navigator?.locks) return null;
  const ledger = new BucketStorage(key);
  try {
    return { ledger, ...(await withTimeout(ledger.open(), PATIENCE)) };
  } catch {
    ledger.close();
    return null;
  }
}
