// A journal gives back every record that is whole, whatever happened to the bytes around it, and nothing that was not written.
import assert from 'node:assert/strict';
import test from 'node:test';
import { crc32c, decode, encode, MAX_RECORD_EVENTS } from '../../themes/default/js/journal.js';
import { generator } from '../../themes/default/js/random.js';

/** Events as a learner makes them, with text that looks like a record. */
const event = (i) => ({ id: String(i).padStart(16, '0'), t: 1764000000000 + i, off: 60, day: 20416, type: 'note', card: `a/ÿRJ\u0001-${i}`, s: '\u00ffRJ\u0001\u0000\u0000', k: '😀', a: '', r: '"\\' });
const RECORDS = Array.from({ length: 6 }, (_, i) => (i % 2 ? [event(2 * i), event(2 * i + 1)] : [event(2 * i)]));
const parts = RECORDS.map(encode);
const join = (...list) => Uint8Array.from(list.flatMap((bytes) => [...bytes]));
const journal = join(...parts);
const ends = parts.map(((sum) => ({ length }) => (sum += length))(0));
const idsOf = (list) => list.map(({ id }) => id);

test('what was appended is read, in order', () => {
  assert.deepEqual(decode(journal), { list: RECORDS.flat(), end: journal.length, bad: 0 });
  assert.deepEqual(decode(new Uint8Array()), { list: [], end: 0, bad: 0 });
  assert.equal(crc32c(new TextEncoder().encode('123456789'), 0, 9), 0xe3069283, 'the check value of CRC-32C');
});

test('long lists become several records', () => {
  const list = Array.from({ length: 2 * MAX_RECORD_EVENTS + 1 }, (_, i) => event(i));
  assert.deepEqual(decode(encode(list)).list, list);
  assert.deepEqual(decode(encode(list).subarray(0, -1)).list, list.slice(0, 2 * MAX_RECORD_EVENTS), 'a torn end costs the last one');
});

test('cut at every byte: all records before the cut are read, and those appended behind it', () => {
  const later = [event(100)];
  for (let length = 0; length <= journal.length; length++) {
    const whole = RECORDS.slice(0, ends.filter((end) => end <= length).length).flat();
    const read = decode(journal.subarray(0, length));
    assert.deepEqual(read.list, whole, `cut at ${length}`);
    assert.equal(read.end, ends.findLast((end) => end <= length) ?? 0);
    assert.deepEqual(decode(join(journal.subarray(0, length), encode(later))).list, [...whole, ...later], `appended behind a cut at ${length}`);
  }
});

test('any one bit flipped: the other records are read, and nothing that was not written', () => {
  for (let at = 0; at < journal.length; at++) {
    const hit = ends.findIndex((end) => at < end);
    const expected = RECORDS.filter((_, i) => i !== hit).flat();
    for (let bit = 0; bit < 8; bit++) {
      const bytes = journal.slice();
      bytes[at] ^= 1 << bit;
      assert.deepEqual(idsOf(decode(bytes).list), idsOf(expected), `bit ${bit} of byte ${at}`);
    }
  }
});

test('a stretch of zeros or noise anywhere costs the records that it touches', () => {
  const chance = generator('noise');
  for (let round = 0; round < 2000; round++) {
    const bytes = journal.slice();
    const from = Math.floor(chance() * bytes.length);
    const to = Math.min(bytes.length, from + 1 + Math.floor(chance() * 200));
    for (let i = from; i < to; i++) bytes[i] = round % 2 ? 0 : Math.floor(chance() * 256);
    const untouched = RECORDS.filter((_, i) => ends[i] <= from || (i > 0 ? ends[i - 1] : 0) >= to).flat();
    const read = idsOf(decode(bytes).list);
    for (const { id } of untouched) assert.ok(read.includes(id), `round ${round}: ${id} is gone`);
    const written = new Map(RECORDS.flat().map((one) => [one.id, one]));
    for (const one of decode(bytes).list) assert.deepEqual(one, written.get(one.id));
  }
});

test('a record of a length that cannot be, or that holds no list, is passed over', () => {
  const long = parts[0].slice();
  new DataView(long.buffer).setUint32(4, 0xffffffff, true);
  assert.deepEqual(decode(join(long, parts[1])), { list: RECORDS[1], end: long.length + parts[1].length, bad: 1 });
  assert.deepEqual(decode(join(encode(/** @type {any} */ ({ length: 1, slice: () => 'text' })), parts[1])).list, RECORDS[1]);
});
