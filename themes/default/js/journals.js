// A page's client of the worker that writes the guide's journals (js/journal-files.js).
//
// In: the key of the guide. Out: a `Ledger` (js/store.js), or `null` where the browser has no files of its own for a site or starts no worker,
// as on pages opened from disk.
import { url } from './base.js';

/** How long the worker may take for a reply, and the additional time for each event. */
const TIMEOUT_MS = 5000;
const TIMEOUT_MS_PER_EVENT = 1;

/** A ledger: a list of events that is only ever appended to, which the worker writes. */
export class Journals {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.serial = 0;
    /** @type {Map<number, { resolve: (value: any) => void, reject: (error: unknown) => void }>} */
    this.waiting = new Map();
    worker.onmessage = ({ data: { id, result, error } }) => {
      const one = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) one?.reject(new DOMException(error, error));
      else one?.resolve(result);
    };
    worker.onerror = () => this.close();
  }

  /** Calls a function of the worker. @param {string} call @param {any} [argument] @param {number} [timeout] @returns {Promise<any>} */
  ask(call, argument, timeout = TIMEOUT_MS) {
    if (!this.worker) return Promise.reject(new DOMException('the worker ended', 'InvalidStateError'));
    const id = ++this.serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.waiting.get(id)?.reject(new DOMException('no answer', 'TimeoutError')), timeout);
      const settle = (/** @type {(value: any) => void} */ how) => (/** @type {any} */ value) => (clearTimeout(timer), this.waiting.delete(id), how(value));
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.worker?.postMessage({ id, call, argument });
    });
  }

  /** @param {string} key */
  open(key) {
    return this.ask('open', key, 4 * TIMEOUT_MS);
  }

  /** Events appended since the last read, by any page. @returns {Promise<any[]>} */
  async refresh() {
    return (await this.ask('read')).list;
  }

  /** Fulfilled when they are on disk. @param {unknown[]} list @returns {Promise<void>} */
  append(list) {
    return this.ask('append', list, TIMEOUT_MS + TIMEOUT_MS_PER_EVENT * list.length);
  }

  /** Releases the journal while the page is idle. */
  idle() {
    return this.ask('release').catch(() => {});
  }

  close() {
    this.worker?.terminate();
    this.worker = /** @type {any} */ (null);
    for (const { reject } of [...this.waiting.values()]) reject(new DOMException('the worker ended', 'InvalidStateError'));
  }
}

/** The guide's ledger and the events in it; `fresh` where there was none yet. `null` where the browser has no such files. @param {string} key @returns {Promise<{ ledger: Journals, list: any[], fresh: boolean } | null>} */
export async function openJournals(key) {
  if (globalThis.location?.protocol === 'file:' || !globalThis.Worker || !globalThis.navigator?.storage?.getDirectory) return null;
  const ledger = new Journals(new Worker(url('asset:scripts/journal-worker.js')));
  try {
    return { ledger, ...(await ledger.open(key)) };
  } catch {
    ledger.close();
    return null;
  }
}
