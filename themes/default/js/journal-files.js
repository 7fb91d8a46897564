// The journals of a guide in the browser's origin private file system; runs in a dedicated worker, where files can be written and flushed.
//
// In: events to append. Out: the events of all journals; a promise for each append that is fulfilled when they are on disk.
//
// Chromium keeps the names of such files in a LevelDB, which it deletes where it cannot repair it, and each new name appends to it. So the
// journals are created once, all together, and nothing else is ever created, renamed or removed. If the browser ends in the middle of that,
// the pool is incomplete: it is only read, and another is created in a storage bucket of its own. Browsers without buckets have one pool.
//
// A page writes a journal that no other page holds: its access handle is exclusive. The page releases it while it is idle, so that a frozen
// page holds none, and when another page asks for one.
import { decode, encode } from './journal.js';

/**
 * Missing in TypeScript's library for pages: only workers have it.
 * @typedef {{ write(bytes: Uint8Array, where: { at: number }): number, flush(): void, truncate(size: number): void, getSize(): number, close(): void }} Access
 */

/**
 * A file, and how far this page knows what is in it.
 * @typedef {{ file: FileSystemFileHandle, end: number }} Journal
 */

/** Pages that write at the same time. */
export const POOL_SIZE = 16;
/** How long an append waits for a journal when all are held. */
const CLAIM_TIMEOUT_MS = 1500;
/** How long creating a pool waits for another page that does so. */
const LOCK_TIMEOUT_MS = 2000;

const journalOf = (/** @type {FileSystemFileHandle} */ file) => ({ file, end: 0 });
const fileName = (/** @type {number} */ i) => `${i}.journal`;
const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The folder of a guide, in a bucket or in what all share. @param {StorageManager | { getDirectory(): Promise<FileSystemDirectoryHandle> }} place @param {string} key @param {boolean} create */
const folderOf = async (place, key, create) => (await place.getDirectory()).getDirectoryHandle(`recto-${key}`, { create });

/** The journals of a folder; fewer than POOL_SIZE where the pool is incomplete. @param {FileSystemDirectoryHandle} folder @param {boolean} create */
async function journalsOf(folder, create) {
  const all = await Promise.allSettled(Array.from({ length: POOL_SIZE }, (_, i) => folder.getFileHandle(fileName(i), { create })));
  return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** The existing journals of a place; none where it has no folder. @param {any} place @param {string} key */
async function existingJournals(place, key) {
  try {
    return await journalsOf(await folderOf(place, key, false), false);
  } catch {
    return [];
  }
}

/** Does work under a lock; after a while without it. @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
async function withLock(name, work) {
  if (!navigator.locks) return work();
  try {
    return await navigator.locks.request(name, { signal: AbortSignal.timeout(LOCK_TIMEOUT_MS) }, work);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return work();
    throw error;
  }
}

/** The sixteen journals of a guide, of which each page that writes takes one. */
export class JournalPool {
  /** @param {string} key names the guide */
  constructor(key) {
    this.key = key;
    /** All journals, of complete and incomplete pools. @type {Journal[]} */
    this.journals = [];
    /** Those of a complete pool, which are written. @type {Journal[]} */
    this.writable = [];
    /** @type {{ journal: Journal, access: Access, size: number } | null} */
    this.held = null;
    this.busy = false;
    /** Referenced, since their files stop working once they are garbage-collected. @type {any[]} */
    this.buckets = [];
  }

  /** Finds the journals, makes them where there are none, and reads all. @returns {Promise<{ list: any[], bad: number, fresh: boolean }>} `fresh`: just made */
  async open() {
    const buckets = /** @type {any} */ (navigator).storageBuckets;
    const fresh = await withLock(`recto:${this.key}:pool`, () => (buckets ? this.findIn(buckets) : this.findShared()));
    if (typeof BroadcastChannel !== 'undefined') {
      this.channel = new BroadcastChannel(`recto:${this.key}:journals`);
      this.channel.onmessage = () => !this.busy && this.release();
    }
    return { ...(await this.read()), fresh };
  }

  async findShared() {
    const before = await existingJournals(navigator.storage, this.key);
    const files = before.length === POOL_SIZE ? before : await journalsOf(await folderOf(navigator.storage, this.key, true), true);
    if (files.length < POOL_SIZE) throw new DOMException('no journals', 'InvalidStateError');
    this.journals = this.writable = files.map(journalOf);
    return before.length === 0;
  }

  /** @param {any} buckets */
  async findIn(buckets) {
    const prefix = `recto-${this.key}-j`;
    const numbers = (await buckets.keys()).filter((/** @type {string} */ name) => name.startsWith(prefix)).map((/** @type {string} */ name) => Number(name.slice(prefix.length)));
    const open = (/** @type {number} */ n) => buckets.open(prefix + n, { durability: 'strict', persisted: true });
    for (const n of numbers.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b)) {
      const bucket = await open(n);
      this.buckets.push(bucket);
      const journals = (await existingJournals(bucket, this.key)).map(journalOf);
      if (journals.length === POOL_SIZE) this.writable = journals;
      this.journals.push(...journals);
    }
    if (this.writable.length) return false;
    const bucket = await open((numbers.at(-1) ?? 0) + 1);
    this.buckets.push(bucket);
    this.writable = (await journalsOf(await folderOf(bucket, this.key, true), true)).map(journalOf);
    if (this.writable.length < POOL_SIZE) throw new DOMException('no journals', 'InvalidStateError');
    this.journals.push(...this.writable);
    return true;
  }

  /** Reads what was appended since the last read. @returns {Promise<{ list: any[], bad: number }>} */
  async read() {
    const parts = await Promise.all(this.journals.map((journal) => this.readOne(journal).catch(() => ({ list: [], bad: 1 }))));
    return { list: parts.flatMap(({ list }) => list), bad: parts.reduce((sum, part) => sum + part.bad, 0) };
  }

  /** @param {Journal} journal */
  async readOne(journal) {
    for (let tries = 0; ; tries++) {
      try {
        const file = await journal.file.getFile();
        if (file.size <= journal.end) return { list: [], bad: 0 };
        const { list, end, bad } = decode(new Uint8Array(await file.slice(journal.end).arrayBuffer()));
        // What follows the last whole record may be one that is being written: it is read again.
        journal.end += end;
        return { list, bad };
      } catch (error) {
        // It was written while it was read.
        if (tries >= 5) throw error;
        await sleep(5);
      }
    }
  }

  /** Takes a journal that no other page holds. */
  async claim() {
    for (let waited = 0, wait = 10; ; waited += wait, wait *= 2) {
      for (const journal of this.writable) {
        try {
          const access = /** @type {Access} */ (await /** @type {any} */ (journal.file).createSyncAccessHandle());
          // Appended after whatever an earlier end has left: nothing is overwritten or cut off.
          return (this.held = { journal, access, size: access.getSize() });
        } catch (error) {
          if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) throw error;
        }
      }
      if (waited >= CLAIM_TIMEOUT_MS) throw new DOMException('all journals are held', 'InvalidStateError');
      this.channel?.postMessage('needed');
      await sleep(wait);
    }
  }

  /** Appends events and flushes them to the disk. @param {unknown[]} list */
  async append(list) {
    this.busy = true;
    try {
      const held = this.held ?? (await this.claim());
      const bytes = encode(list);
      try {
        for (let done = 0; done < bytes.length; ) {
          const n = held.access.write(bytes.subarray(done), { at: held.size + done });
          if (n <= 0) throw new DOMException('no room', 'QuotaExceededError');
          done += n;
        }
        held.access.flush();
        // The page that appends knows what: it does not read it again. What others left before it is still to be read.
        if (held.journal.end === held.size) held.journal.end += bytes.length;
        held.size += bytes.length;
      } catch (error) {
        // What was not acknowledged is taken back where that is possible.
        held.access.truncate(held.size);
        throw error;
      }
    } catch (error) {
      this.release();
      throw error;
    } finally {
      this.busy = false;
    }
  }

  /** Releases the journal, until the next append. */
  release() {
    this.held?.access.close();
    this.held = null;
  }
}
