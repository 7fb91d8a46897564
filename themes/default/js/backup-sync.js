// Backup files as a page reads and writes them: an exported one, an imported one, and one that the learner chose to be kept up to date.
//
// The kept file may lie in a folder that several devices share. So it is read and merged before it is written (js/file-sync.js), and a file
// that is refused, or of a newer version, is left as it is. What failed is remembered until it succeeds.
//
// In: the store; a file, or the handle of one. Out: the store with what the file had, and the file with what the store has.
import { guideId, settings } from './base.js';
import { BackupReader, LIMITS, EXPORTED_SETTINGS, writeSteps } from './backup-file.js';
import { FileError, synchronise } from './file-sync.js';
import { TimeSlicer } from './time-slices.js';
import { compareEvents } from './events.js';

/** @import { Contents, Refusal } from './backup-file.js' */
/** @import { Store } from './store.js' */

export { FileError };

/** What the store keeps the handle under, and the setting that remembers what failed. */
export const HANDLE_KEY = 'backup';
const FAILURE_KEY = 'backup-failed';
/** Characters that are read in one step. */
const PIECE = 1 << 16;

/** @typedef {(share: number) => void} Progress called with how much is done, from 0 to 1 */

/** Reads a file. Rejects with a FileError where it is none of this guide's. @param {Blob} file @param {Progress} [onprogress] @returns {Promise<Contents>} */
export async function read(file, onprogress = () => {}) {
  if (file.size > LIMITS.bytes) throw new FileError('too-large');
  const reader = new BackupReader(guideId, Date.now());
  const slices = new TimeSlicer();
  const pieces = /** @type {ReadableStream<BufferSource>} */ (file.stream()).pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  for (let done = 0; ; ) {
    const { value, done: isEnd } = await pieces.read();
    if (isEnd) break;
    const text = /** @type {string} */ (/** @type {unknown} */ (value));
    for (let i = 0; i < text.length; i += PIECE) {
      reader.push(text.slice(i, i + PIECE));
      await slices.pause();
    }
    done += text.length;
    onprogress(Math.min(1, done / file.size) / 2);
  }
  const contents = await slices.run(reader.end(), (share) => onprogress((1 + share) / 2));
  if ('problem' in contents) throw new FileError(contents.problem, contents.detail);
  return contents;
}

/** Takes a file's settings where this device has none. @param {Contents['settings']} own */
function importSettings(own) {
  for (const [name, value] of Object.entries(own)) if (settings.get(name) === null) settings.set(name, value);
}

const ownSettings = () => Object.fromEntries(EXPORTED_SETTINGS.map((name) => [name, settings.get(name)]).filter(([, value]) => value !== null));

/** Merges a file into the store. @param {Store} store @param {Blob} file @param {Progress} [onprogress] */
export async function importFile(store, file, onprogress = () => {}) {
  const contents = await read(file, (share) => onprogress(share / 2));
  const added = await store.merge(contents.events, (share) => onprogress((1 + share) / 2));
  importSettings(contents.settings);
  return { added, contents };
}

/** A file of all that the store has. @param {Store} store @param {Progress} [onprogress] */
export async function exportFile(store, onprogress) {
  const events = (await store.all()).sort(compareEvents);
  const parts = await new TimeSlicer().run(writeSteps(guideId, events, ownSettings()), onprogress);
  return { blob: new Blob(parts, { type: 'application/json' }), events: events.length };
}

/** Whether the file's settings are all that this device has. @param {Contents['settings']} theirs */
const hasSettings = (theirs) => EXPORTED_SETTINGS.every((name) => name in theirs || settings.get(name) === null);

/** Reads, merges and writes. @param {Store} store @param {FileSystemFileHandle} handle @param {Progress} [onprogress] @returns {Promise<number>} events in the file */
const update = (store, handle, onprogress) =>
  synchronise(handle, {
    merge: async (file) => (await importFile(store, file, onprogress)).contents,
    eventsIfComplete: ({ events, settings: theirs }) => (events.length === store.events.size && hasSettings(theirs) ? events.length : null),
    exportFile: () => exportFile(store),
  });

/** Remembers that everything up to now is in a backup. @param {number} events */
export const recordBackup = (events) => settings.set('backup', { at: Date.now(), events });

/** What keeps the chosen file from being up to date; `null` where nothing does. @returns {{ problem: string, name: string } | null} */
export const lastFailure = () => settings.get(FAILURE_KEY);

/** Why something failed, in a word of `store.backup_stale_…`. @param {unknown} error */
function reasonOf(error) {
  if (error instanceof FileError) return ['permission', 'changing', 'newer'].includes(error.problem) ? error.problem : 'refused';
  const name = error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' ? 'permission' : name === 'NotFoundError' ? 'gone' : name === 'QuotaExceededError' ? 'full' : 'failed';
}

/**
 * Brings the chosen file and the store up to date with one another. One page at a time.
 * @param {Store} store @param {{ ask?: boolean, onprogress?: Progress }} [how] `ask`: for permission, which needs a click
 * @returns {Promise<boolean>} whether there is such a file and it is up to date
 */
export async function syncBackup(store, { ask = false, onprogress } = {}) {
  const handle = await store.getItem('keep', HANDLE_KEY);
  if (!handle) return false;
  try {
    const mode = { mode: 'readwrite' };
    const allowed = ask ? await handle.requestPermission(mode) : await handle.queryPermission(mode);
    if (allowed !== 'granted') throw new FileError('permission');
    const work = () => update(store, handle, onprogress);
    const { locks } = navigator;
    recordBackup(await (locks ? locks.request(`${store.name}:file`, work) : work()));
    settings.set(FAILURE_KEY, null);
    return true;
  } catch (error) {
    console.warn(error);
    settings.set(FAILURE_KEY, { problem: reasonOf(error), name: handle.name });
    return false;
  }
}
