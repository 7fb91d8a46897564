// Brings a store and a file together while others may write the file: a page that is closing, another device through a synced folder, a
// program that copies it.
//
// In: the file's handle; how a file is merged into the store, whether it is then complete, how a new one is made. Out: how many events the
// file holds. Steps: read and merge; write beside the file and swap (`createWritable` does so), but only if nobody has changed it since it
// was read; look whether it is there. If a step collides with another writer's, all of it is retried after a pause, longer each time: a
// browser then says that the file can't be read, is not there or is held, and a moment later none of it is true.

/** Tries, and the first pause between two; each is twice the one before: 3 s in all. ms */
const MAX_TRIES = 7;
const FIRST_PAUSE = 50;
/** A program that writes in place leaves the file cut short meanwhile: what was refused is looked at again. ms */
const REFUSED_PAUSE = 300;
/** Errors of files that may pass. What is not named here (no permission, no room) does not. */
const TRANSIENT_ERRORS = ['NotReadableError', 'NotFoundError', 'InvalidStateError', 'NoModificationAllowedError', 'InvalidModificationError', 'AbortError'];

/** A file was refused, or could not be written. */
export class FileError extends Error {
  /** @param {string} problem @param {string} [detail] */
  constructor(problem, detail = '') {
    super(problem);
    this.problem = problem;
    this.detail = detail;
  }
}

/**
 * @template C
 * @typedef {object} SyncTarget
 * @property {(file: File) => Promise<C>} merge merges a file into the store; rejects with a FileError where it is refused
 * @property {(contents: C) => number | null} eventsIfComplete how many events the file holds, if nothing of the store is missing in it; else `null`
 * @property {() => Promise<{ blob: Blob, events: number }>} exportFile a file of all that the store has
 */

/** @typedef {(ms: number) => Promise<unknown>} Pause */

/** @type {Pause} */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the file is still as it was. @param {File} one @param {File} other */
const isSame = (one, other) => one.lastModified === other.lastModified && one.size === other.size;

/** @param {unknown} error */
const isTransient = (error) => error instanceof DOMException && TRANSIENT_ERRORS.includes(error.name);

/** What a file holds; `null` where it changed while it was read. @template C @param {FileSystemFileHandle} handle @param {File} file @param {SyncTarget<C>} target @param {Pause} pause */
async function readAndMerge(handle, file, target, pause) {
  try {
    return await target.merge(file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await pause(REFUSED_PAUSE);
    if (isSame(file, await handle.getFile())) throw error;
    return null;
  }
}

/** Writes and swaps, unless the file is no longer as it was read. @param {FileSystemFileHandle} handle @param {File} before @param {Blob} blob @returns {Promise<boolean>} whether the file is the one that was made */
async function swap(handle, before, blob) {
  const stream = await handle.createWritable();
  try {
    await stream.write(blob);
    if (!isSame(before, await handle.getFile())) throw new DOMException('changed', 'InvalidModificationError');
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
  await stream.close();
  return (await handle.getFile()).size === blob.size;
}

/** One try; `null` where it has to be begun anew. @template C @param {FileSystemFileHandle} handle @param {SyncTarget<C>} target @param {Pause} pause */
async function attempt(handle, target, pause) {
  const before = await handle.getFile();
  // A new one is made empty by the dialog.
  if (before.size > 0) {
    const contents = await readAndMerge(handle, before, target, pause);
    if (contents === null) return null;
    // A file that two devices share is not touched in turn for ever.
    const complete = target.eventsIfComplete(contents);
    if (complete !== null) return complete;
  }
  const { blob, events } = await target.exportFile();
  return (await swap(handle, before, blob)) ? events : null;
}

/**
 * Reads, merges and writes. Rejects with a FileError, or with what the browser says to the last try.
 * @template C
 * @param {FileSystemFileHandle} handle
 * @param {SyncTarget<C>} target
 * @param {Pause} [pause]
 * @returns {Promise<number>}
 */
export async function synchronise(handle, target, pause = sleep) {
  const first = await handle.getFile().catch(() => null);
  let last;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (tries > 0) await pause(FIRST_PAUSE * 2 ** (tries - 1));
    try {
      const events = await attempt(handle, target, pause);
      if (events !== null) return events;
    } catch (error) {
      if (!isTransient(error)) throw error;
      last = error;
    }
  }
  // A file that keeps changing is reported differently from one that can't be read.
  const now = await handle.getFile().catch(() => null);
  throw last === undefined || (first && now && !isSame(first, now)) ? new FileError('changing') : last;
}
