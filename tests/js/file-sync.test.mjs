// A file that several write at once: nothing in it is erased, what passes is not a failure, what does not pass is named. The file is a model of
// what browsers do: a File says NotReadableError once the file has changed, for a moment there is no file at all, somebody may hold it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { FileError, synchronise } from '../../themes/default/js/file-sync.js';
import { generator } from '../../themes/default/js/random.js';

const fails = (name) => new DOMException(name, name);
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A disk with one file. `random` lets each step take any number of turns, in which others act. */
class Disk {
  constructor(text, random = () => 0.1) {
    Object.assign(this, { text, random, stamp: 1, isThere: true, open: 0 });
  }

  async wait() {
    for (let n = Math.floor(this.random() * 4); n > 0; n--) await turn();
  }

  /** Replaces the file as sync clients do: it is gone for some turns, or cut short. */
  async replace(text, how = 'rename') {
    if (how === 'rename') this.isThere = false;
    else this.put(text.slice(0, text.length / 2));
    await this.wait();
    this.isThere = true;
    this.put(text);
  }

  put(text) {
    this.text = text;
    this.stamp++;
  }

  handle() {
    const disk = this;
    const getFile = async () => {
      await disk.wait();
      if (!disk.isThere) throw fails('NotFoundError');
      const { text, stamp } = disk;
      const read = async () => {
        await disk.wait();
        if (!disk.isThere) throw fails('NotFoundError');
        if (disk.stamp !== stamp) throw fails('NotReadableError');
        return text;
      };
      return { size: text.length, lastModified: stamp, text: read };
    };
    const createWritable = async () => {
      await disk.wait();
      if (!disk.isThere) throw fails('NotFoundError');
      if (disk.random() < 0.05) throw fails('NoModificationAllowedError');
      disk.open++;
      let own = '';
      return {
        write: async (blob) => (await disk.wait(), void (own = blob.content)),
        abort: async () => void disk.open--,
        close: async () => {
          await disk.wait();
          disk.open--;
          if (disk.random() < 0.05) throw fails('InvalidStateError');
          disk.put(own);
        },
      };
    };
    return { getFile, createWritable };
  }
}

const text = (set) => `${JSON.stringify([...set].sort())}\n`;

/** A store and how it takes and makes files. */
function device(...events) {
  const store = new Set(events);
  return {
    store,
    merge: async (file) => {
      const source = await file.text();
      let list;
      try {
        list = JSON.parse(source);
      } catch {
        throw new FileError('not-json');
      }
      for (const event of list) store.add(event);
      return list;
    },
    eventsIfComplete: (list) => (list.length === store.size ? list.length : null),
    exportFile: async () => ({ blob: { content: text(store), size: text(store).length }, events: store.size }),
  };
}

/** A pause of so many turns: others get far. */
const soon = async (ms) => {
  for (let n = 0; n < ms / 20; n++) await turn();
};
const read = (disk) => JSON.parse(disk.text);

test('a new file is written, an old one merged, and one that lacks nothing is left alone', async () => {
  const disk = new Disk('');
  const one = device('a', 'b');
  assert.equal(await synchronise(disk.handle(), one, soon), 2);
  const { stamp } = disk;
  assert.equal(await synchronise(disk.handle(), one, soon), 2);
  assert.equal(disk.stamp, stamp, 'not touched');
  const two = device('c');
  assert.equal(await synchronise(disk.handle(), two, soon), 3);
  assert.deepEqual(read(disk), ['a', 'b', 'c']);
  assert.deepEqual([...two.store].sort(), ['a', 'b', 'c']);
});

test('two devices and a sync client at once, 2,000 times: no failure, and after one more turn each has all', async () => {
  for (let seed = 0; seed < 2000; seed++) {
    const disk = new Disk(text(['first']), generator(`disk ${seed}`));
    const [one, two] = [device('a'), device('b')];
    // What the client brings holds what it saw, as a client does that saw the file in the morning.
    const client = async () => {
      for (let n = 0; n < 3; n++) {
        await disk.wait();
        await disk.replace(text(['first', `c${n}`]), disk.random() < 0.5 ? 'rename' : 'in place');
      }
    };
    await Promise.all([synchronise(disk.handle(), one, soon), synchronise(disk.handle(), two, soon), client()]);
    for (const side of [one, two, one]) await synchronise(disk.handle(), side, soon);
    assert.deepEqual(read(disk), [...one.store].sort(), `seed ${seed}`);
    assert.ok(['a', 'b', 'first'].every((event) => one.store.has(event)), `seed ${seed}`);
    assert.deepEqual([...two.store].sort(), [...one.store].sort());
  }
});

test('what another wrote between the reading and the swap is not erased', async () => {
  const disk = new Disk(text(['a']));
  const one = device('b');
  const { exportFile } = one;
  one.exportFile = async () => {
    if (disk.stamp === 1) disk.put(text(['a', 'c']));
    return exportFile();
  };
  assert.equal(await synchronise(disk.handle(), one, soon), 3);
  assert.deepEqual(read(disk), ['a', 'b', 'c']);
  assert.equal(disk.open, 0, 'no half-written file stays');
});

/** A handle whose calls fail so many times. */
function failing(disk, call, name, times) {
  const handle = disk.handle();
  const real = handle[call];
  let left = times;
  handle[call] = async (...rest) => {
    if (left-- > 0) throw fails(name);
    return real(...rest);
  };
  return handle;
}

for (const call of ['getFile', 'createWritable']) {
  for (const name of ['NotReadableError', 'NotFoundError', 'InvalidStateError', 'NoModificationAllowedError', 'AbortError']) {
    test(`${name} of ${call} passes when it goes away, and is reported when it stays`, async () => {
      const disk = new Disk(text(['a']));
      assert.equal(await synchronise(failing(disk, call, name, 3), device('b'), soon), 2);
      await assert.rejects(synchronise(failing(disk, call, name, 1000), device('c'), soon), { name });
    });
  }
}

test('no permission and no room are reported at once', async () => {
  for (const name of ['NotAllowedError', 'QuotaExceededError', 'SecurityError']) {
    const pauses = [];
    await assert.rejects(synchronise(failing(new Disk(text(['a'])), 'createWritable', name, 1), device('b'), async (ms) => pauses.push(ms)), { name });
    assert.deepEqual(pauses, []);
  }
});

test('a file that never rests is given up, and the pauses between the tries grow', async () => {
  const disk = new Disk(text(['a']));
  const one = device('b');
  const { merge } = one;
  one.merge = async (file) => {
    disk.put(text(['a', `x${disk.stamp}`]));
    return merge(file);
  };
  const pauses = [];
  await assert.rejects(synchronise(disk.handle(), one, async (ms) => pauses.push(ms)), { problem: 'changing' });
  assert.deepEqual(pauses, [50, 100, 200, 400, 800, 1600]);
});

test('a file that is refused is left as it is; one that was only cut short for a moment is read again', async () => {
  const disk = new Disk('[1, 2');
  await assert.rejects(synchronise(disk.handle(), device('b'), soon), { problem: 'not-json' });
  assert.equal(disk.text, '[1, 2');
  const pause = async () => disk.text === '[1, 2' && disk.put(text(['a']));
  assert.equal(await synchronise(disk.handle(), device('b'), pause), 2);
  assert.deepEqual(read(disk), ['a', 'b']);
});
