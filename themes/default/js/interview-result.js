// The result of an interview, sent back to the candidate: in a link, or in a file that the progress page imports.
//
// In: the event that an interview is kept as. Out: text for the part of an address after the `#`, and the event out of such a text, which may
// be anything: it is unpacked up to a limit and checked as imported events are.
import { runSteps } from './backup-file.js';
import * as events from './events.js';
/** @import { LogEvent } from './events.js' */

/** What is before it in an address. */
export const FRAGMENT_PREFIX = '#result=';
/** Longer links are cut by programs on the way. Characters. */
export const MAX_LINK_LENGTH = 8000;
/** A result that is longer is none. Bytes. */
const LIMIT = 500000;

/** @param {Uint8Array} bytes */
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

/** Reads a stream up to the limit; `null` where it is longer. @param {ReadableStream<Uint8Array>} stream */
async function all(stream) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (parts)).arrayBuffer());
    length += value.length;
    if (length > LIMIT) {
      reader.cancel().catch(() => {});
      return null;
    }
    parts.push(value);
  }
}

/** @param {Uint8Array} bytes @param {GenericTransformStream} through */
const piped = (bytes, through) => all(new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(/** @type {any} */ (through)));

/** The event as text for an address. @param {LogEvent} event @param {string} guideId the guide's id @returns {Promise<string>} */
export async function encode(event, guideId) {
  const bytes = await piped(new TextEncoder().encode(JSON.stringify([guideId, event])), new CompressionStream('deflate-raw'));
  return toText(/** @type {Uint8Array} */ (bytes));
}

/** The event in such a text. @param {string} text @param {string} guideId @param {number} now @returns {Promise<LogEvent | null>} `null` for what is not a result of this guide */
export async function decode(text, guideId, now) {
  try {
    const bytes = await piped(toBytes(text), new DecompressionStream('deflate-raw'));
    const [of, event] = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
    const checked = runSteps(events.checkSteps([event], now));
    return of === guideId && 'events' in checked && event.type === 'interview' ? event : null;
  } catch {
    return null;
  }
}
