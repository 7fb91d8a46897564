// The pool of journals on files in memory: what a page appended it does not read again, what others appended it reads once, whatever a torn
// write left between.
import assert from 'node:assert/strict';
import test from 'node:test';
import { encode } from '../../themes/default/js/journal.js';
import { JournalPool, POOL_SIZE } from '../../themes/default/js/journal-files.js';

/** Files whose bytes lie in a map, as the browser's private file system shows them. */
function storage() {
  const files = /** @type {Map<string, Uint8Array>} */ (new Map());
  const held = new Set();
  const handle = (name) => ({
    name,
    getFile: async () => new Blob([files.get(name)]),
    createSyncAccessHandle: async () => {
      if (held.has(name)) throw new DOMException('held', 'NoModificationAllowedError');
      held.add(name);
      return {
        getSize: () => files.get(name).length,
        write: (bytes, { at }) => {
          const whole = new Uint8Array(Math.max(files.get(name).length, at + bytes.length));
          whole.set(files.get(name));
          whole.set(bytes, at);
          files.set(name, whole);
          return bytes.length;
        },
        flush() {},
        truncate: (size) => files.set(name, files.get(name).slice(0, size)),
        close: () => held.delete(name),
      };
    },
  });
  const folder = {
    getFileHandle: async (name, { create }) => {
      if (!files.has(name) && !create) throw new DOMException('not there', 'NotFoundError');
      if (!files.has(name)) files.set(name, new Uint8Array());
      return handle(name);
    },
  };
  return { files, storage: { getDirectory: async () => ({ getDirectoryHandle: async (name, { create }) => (create || files.size ? folder : Promise.reject(new DOMException('not there', 'NotFoundError'))) }) } };
}

const ids = ({ list }) => list.map(({ id }) => id).sort();
const some = (from, n) => Array.from({ length: n }, (_, i) => ({ id: `${from}${String(i).padStart(4, '0')}` }));

/** Pools of several pages on the same files. */
async function pools(n) {
  const { files, storage: place } = storage();
  Object.defineProperty(globalThis, 'navigator', { value: { storage: place }, configurable: true });
  const all = Array.from({ length: n }, () => new JournalPool('key'));
  for (const pool of all) {
    await pool.open();
    // In a worker a message is due to be heard; here nothing may keep the test alive.
    pool.channel?.close();
    pool.channel = undefined;
  }
  return { files, all };
}

test('a page does not read again what it appended, however much', async () => {
  const { files, all: [one, two] } = await pools(2);
  assert.equal(files.size, POOL_SIZE);
  const [many, few] = [some('a', 2500), some('b', 3)];
  await one.append(many);
  assert.deepEqual(ids(await one.read()), []);
  await two.append(few);
  assert.deepEqual(ids(await one.read()), few.map(({ id }) => id));
  assert.deepEqual(ids(await two.read()), many.map(({ id }) => id), 'the other page does');
  for (const pool of [one, two]) assert.deepEqual(ids(await pool.read()), []);
});

test('what others left in a journal before an append is still read', async () => {
  const { all: [one, two] } = await pools(2);
  await one.append(some('a', 2));
  one.release();
  await two.append(some('b', 2));
  assert.deepEqual(ids(await two.read()), [...some('a', 2), ...some('b', 2)].map(({ id }) => id), 'the first lies in the journal that the second writes');
  assert.deepEqual(ids(await two.read()), []);
  await two.append(some('c', 1));
  assert.deepEqual(ids(await two.read()), []);
  assert.deepEqual(ids(await one.read()), [...some('b', 2), ...some('c', 1)].map(({ id }) => id));
});

test('behind half a record everything is read, and nothing twice', async () => {
  const { files, all: [one] } = await pools(1);
  const name = [...files.keys()][0];
  files.set(name, encode(some('x', 3)).slice(0, 30));
  await one.append(some('a', 2));
  assert.deepEqual(ids(await one.read()), ['a0000', 'a0001'], 'it is not known where the half record ends: all behind it is read');
  await one.append(some('b', 2));
  assert.deepEqual(ids(await one.read()), []);
  const again = new JournalPool('key');
  await again.open().then((found) => assert.deepEqual(ids(found), [...some('a', 2), ...some('b', 2)].map(({ id }) => id)));
  again.channel?.close();
});
