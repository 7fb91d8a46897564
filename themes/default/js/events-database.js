// The guide's IndexedDB database, one of the two places that hold each event; and the databases of earlier versions of Recto.
//
// Stores of the database: `events` (by id), `recordings` (sound of mock interviews, by name), `keep` (the handle of a backup file).
import * as shapes from './events.js';
import { requestResult, StoreError, transact, withTimeout } from './database.js';

/** @import { LogEvent } from './events.js' */

/** How long another tab may take to close the database, ms. */
const OPEN_TIMEOUT_MS = 3000;

/**
 * Opens the database, creating or migrating it.
 * @param {string} name
 * @param {{ version?: number, migrate?: (events: any[], from: number) => any[] }} [schema] by default today's
 * @param {IDBFactory} [factory] by default the site's own
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(name, { version = shapes.VERSION, migrate = shapes.migrate } = {}, factory = indexedDB) {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    request.onupgradeneeded = (event) => upgrade(request.result, /** @type {IDBTransaction} */ (request.transaction), event.oldVersion, migrate);
    let late = false;
    request.onsuccess = () => {
      if (late) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    // Another tab still runs an older version of this page. It lets go when it is notified, unless it is frozen.
    request.onblocked = () =>
      setTimeout(() => {
        late = true;
        reject(new StoreError('older'));
      }, OPEN_TIMEOUT_MS);
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
  const old = await requestResult(store.getAll());
  try {
    const migrated = migrate(old, from);
    store.clear();
    for (const event of migrated) store.put(event);
  } catch {
    // What was there stays, under the old version.
    tx.abort();
  }
}

/** Stores events, by their ids. @param {IDBDatabase} db @param {LogEvent[]} list */
export const putEvents = (db, list) => transact(db, 'events', 'readwrite', async (store) => list.forEach((event) => store.put(event)));

/** The ids of all stored events. @param {IDBDatabase} db @returns {Promise<string[]>} */
export const eventIds = async (db) => (await transact(db, 'events', 'readonly', (store) => requestResult(store.getAllKeys()))).map(String);

/** The events of these ids that have the shape of events. @param {IDBDatabase} db @param {string[]} ids @returns {Promise<LogEvent[]>} */
export async function eventsOf(db, ids) {
  if (!ids.length) return [];
  const wanted = new Set(ids);
  // Most of them: all at once is faster than one by one.
  const read = ids.length > 100
    ? (await transact(db, 'events', 'readonly', (store) => requestResult(store.getAll()))).filter(({ id }) => wanted.has(id))
    : await transact(db, 'events', 'readonly', (store) => Promise.all(ids.map((id) => requestResult(store.get(id)))));
  return read.filter(shapes.check);
}

/** The copy that earlier versions kept in a bucket of all guides; it is read, never written. @param {string} name @returns {Promise<LogEvent[]>} */
export async function legacyEvents(name) {
  const buckets = /** @type {any} */ (globalThis.navigator)?.storageBuckets;
  if (!buckets || !(await buckets.keys()).includes('recto')) return [];
  const bucket = await buckets.open('recto');
  if (!(await bucket.indexedDB.databases()).some((/** @type {{ name: string }} */ one) => one.name === name)) return [];
  const db = await withTimeout(openDatabase(name, {}, bucket.indexedDB), OPEN_TIMEOUT_MS);
  try {
    return await eventsOf(db, await eventIds(db));
  } finally {
    db.close();
  }
}
