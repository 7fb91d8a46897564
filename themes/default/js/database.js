// What every IndexedDB database of a guide needs: requests and transactions as promises, and what a browser's errors mean to the learner.

/** @typedef {'blocked' | 'full' | 'newer' | 'older' | 'closed' | 'failed'} Problem */

/** Something could not be kept or read. */
export class StoreError extends Error {
  /** @param {Problem} problem @param {unknown} [cause] */
  constructor(problem, cause) {
    super(problem, { cause });
    this.problem = problem;
  }
}

/** What an error of the browser means to the learner. @param {unknown} error @returns {Problem} */
export function problemOf(error) {
  if (error instanceof StoreError) return error.problem;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  if (name === 'VersionError') return 'newer';
  if (name === 'SecurityError') return 'blocked';
  return name === 'InvalidStateError' ? 'closed' : 'failed';
}

/** The result of a request. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export const requestResult = (request) =>
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
export async function transact(db, name, mode, work) {
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

/** Opens a database of one version. @param {IDBFactory} factory @param {string} name @param {Record<string, IDBObjectStoreParameters>} stores by name @returns {Promise<IDBDatabase>} */
export function openDatabase(factory, name, stores) {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => {
    for (const [store, options] of Object.entries(stores)) request.result.createObjectStore(store, options);
  };
  return requestResult(request);
}

/** Rejects what takes too long. @template T @param {Promise<T>} work @param {number} ms @returns {Promise<T>} */
export function withTimeout(work, ms) {
  let timer = 0;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new DOMException('too slow', 'TimeoutError')), ms)));
  return Promise.race([work, /** @type {Promise<never>} */ (late)]).finally(() => clearTimeout(timer));
}
