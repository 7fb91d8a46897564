// The format of a journal: a sequence of records of events that can be distinguished from the remains of a torn write.
//
// In: events, or the bytes of a journal of which any part may be torn, missing or overwritten. Out: bytes to append; the events of all
// complete records. Steps of reading: at a mark, a record counts if its length fits and its checksum is right; else the next mark is
// looked for. A record says nothing about its neighbours and an event is never changed, so that those after a bad one count as well.
//
//     record   mark (4 bytes) · length of the payload (4) · CRC-32C of length and payload (4) · payload: a JSON array in UTF-8
//
// The mark starts with 255, which no UTF-8 text contains: a payload never looks like a record. Numbers are little-endian.

const MARK = [0xff, 0x52, 0x4a, 0x01];
const HEADER = 12;
/** The most events of a record, and the most bytes that a reader accepts. */
export const MAX_RECORD_EVENTS = 500;
const MAX_PAYLOAD_BYTES = 1 << 26;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  return sum;
});

/** CRC-32C (Castagnoli) of bytes, going on from an earlier sum. @param {Uint8Array} bytes @param {number} from @param {number} to @param {number} [sum] */
export function crc32c(bytes, from, to, sum = 0) {
  sum = ~sum;
  for (let i = from; i < to; i++) sum = (sum >>> 8) ^ TABLE[(sum ^ bytes[i]) & 255];
  return ~sum >>> 0;
}

/** The checksum of a record that starts at a place. @param {Uint8Array} bytes @param {number} at @param {number} length of the payload */
const checksum = (bytes, at, length) => crc32c(bytes, at + HEADER, at + HEADER + length, crc32c(bytes, at + 4, at + 8));

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** One record. @param {unknown[]} list */
function record(list) {
  const payload = new TextEncoder().encode(JSON.stringify(list));
  const bytes = new Uint8Array(HEADER + payload.length);
  bytes.set(MARK);
  bytes.set(payload, HEADER);
  viewOf(bytes).setUint32(4, payload.length, true);
  viewOf(bytes).setUint32(8, checksum(bytes, 0, payload.length), true);
  return bytes;
}

/** What to append to a journal for these events. @param {unknown[]} list @returns {Uint8Array} */
export function encode(list) {
  const records = [];
  for (let i = 0; i < list.length; i += MAX_RECORD_EVENTS) records.push(record(list.slice(i, i + MAX_RECORD_EVENTS)));
  const bytes = new Uint8Array(records.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of records) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}

/** The payload of the record at a place, and its end; `null` where there is none that is whole. @param {Uint8Array} bytes @param {DataView} view @param {number} at */
function recordAt(bytes, view, at) {
  if (at + HEADER > bytes.length || MARK.some((byte, i) => bytes[at + i] !== byte)) return null;
  const length = view.getUint32(at + 4, true);
  const end = at + HEADER + length;
  if (length > MAX_PAYLOAD_BYTES || end > bytes.length || view.getUint32(at + 8, true) !== checksum(bytes, at, length)) return null;
  try {
    const list = JSON.parse(new TextDecoder().decode(bytes.subarray(at + HEADER, end)));
    return Array.isArray(list) ? { list, end } : null;
  } catch {
    return null;
  }
}

/**
 * Reads a journal.
 * @param {Uint8Array} bytes
 * @returns {{ list: any[], end: number, bad: number }} the events of the complete records, unvalidated; the end of the last of them; how many
 *   byte ranges between or before them are not records
 */
export function decode(bytes) {
  const view = viewOf(bytes);
  /** @type {any[]} */
  const list = [];
  let [at, end, bad] = [0, 0, 0];
  while (at < bytes.length) {
    const found = recordAt(bytes, view, at);
    if (found) {
      if (at > end) bad++;
      for (const event of found.list) list.push(event);
      at = end = found.end;
    } else {
      const next = bytes.indexOf(MARK[0], at + 1);
      at = next < 0 ? bytes.length : next;
    }
  }
  return { list, end, bad };
}
