// The backup file that is kept up to date: two devices that share it never erase each other's events, what cannot be read is left as it is, and
// what failed stays on the page until it is mended. The file lies in the origin private file system, whose handles are those of a disk.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { exportText } from '../../themes/default/js/backup-file.js';
import * as events from '../../themes/default/js/events.js';
import { exported } from '../faults/learner.mjs';
import { launch } from './support/browser.mjs';
import { serve } from './support/server.mjs';
import { study } from './support/site.mjs';
import { grade, inState, openStudy, setStudy } from './support/study.mjs';

const BOOK = 'study-fixture';
const server = await serve(study());
after(() => server.close());
const { base } = server;
const browser = await launch();
const NAME = 'shared.recto.json';

const past = (from, count) => Array.from({ length: count }, (_, i) => events.createEvent('grade', { card: `left/n-${from + i}`, g: 3, ms: 1, days: 3 }, { now: Date.now() - 1e8 + (from + i) * 1000, off: 0, id: `past${String(from + i).padStart(12, '0')}` }));

/** A device whose pickers give the shared file. */
async function device() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript((name) => {
    const handle = async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    FileSystemFileHandle.prototype.queryPermission = async () => globalThis.testPermission ?? 'granted';
    FileSystemFileHandle.prototype.requestPermission = async () => 'granted';
    Object.assign(globalThis, { showSaveFilePicker: handle, showOpenFilePicker: async () => [await handle()] });
  }, NAME);
  await progress(page);
  return { context, page };
}

async function progress(page) {
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#app-progress[data-state=shown]');
}

/** What the file holds. Whoever reads a file while it is swapped reads it again. */
const read = (page) =>
  page.evaluate(async (name) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    for (let tries = 0; ; tries++) {
      try {
        return await (await handle.getFile()).text();
      } catch (error) {
        if (!['NotReadableError', 'NotFoundError'].includes(error.name) || tries > 20) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, NAME);

/** What another device, or a program that is none, puts into the file. */
const write = (page, text) =>
  page.evaluate(
    async ([name, text]) => {
      const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
    },
    [NAME, text],
  );

/** Waits until the page has brought file and store together, with so many events. */
const broughtTogether = (page, events) =>
  page.waitForFunction(
    ([book, events]) => {
      const kept = (name) => JSON.parse(localStorage.getItem(`recto:${book}:${name}`));
      return kept('backup')?.events === events && kept('backup-failed') === null;
    },
    [BOOK, events],
  );

const idsIn = (text) => JSON.parse(text).events.map(({ id }) => id);

/** Presses the button and waits for what the page says. */
async function choose(page, button = '#backup-file-existing') {
  await page.click(button);
  await page.waitForFunction(() => document.getElementById('backup-said').textContent !== '' || document.getElementById('backup-failed').textContent !== '');
}

test('a file that another device has written is merged, then written, and again on opening', async () => {
  const { context, page } = await device();
  await write(page, exportText(BOOK, past(0, 5), { study: { fresh: 7 } }));
  await choose(page);
  assert.match(await page.textContent('#backup-said'), /shared\.recto\.json is written now/);
  assert.equal((await exported(page, base)).length, 5);
  assert.equal(JSON.parse(await page.evaluate((key) => localStorage.getItem(key), `recto:${BOOK}:study`)).fresh, 7, 'settings come along where there are none');
  await setStudy(page, BOOK, { fresh: 9 });
  // The other device again: it has ten, of which this one knows five.
  await write(page, exportText(BOOK, past(0, 10)));
  await openStudy(page, base, '?topic=right&mode=new');
  await broughtTogether(page, 10);
  await page.click('#study-start');
  await inState(page, 'question');
  await grade(page, '4');
  await progress(page);
  await broughtTogether(page, 11);
  const file = JSON.parse(await read(page));
  assert.equal(file.events.length, 11, 'what both devices have');
  assert.deepEqual(Object.keys(file.settings), ['study']);
  assert.equal(file.settings.study.fresh, 9);
  await context.close();
});

/** Each step of a page's files takes up to so many ms, and each fails the first time in one of the ways in which busy files do. */
const slow = (page, ms) =>
  page.addInitScript((ms) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * ms));
    const failed = new Set();
    const slowly = (prototype, call, names) => {
      const real = prototype[call];
      prototype[call] = async function (...rest) {
        await pause();
        for (const name of names) {
          if (failed.has(call + name)) continue;
          failed.add(call + name);
          throw new DOMException(name, name);
        }
        const result = await real.apply(this, rest);
        await pause();
        return result;
      };
    };
    slowly(FileSystemFileHandle.prototype, 'getFile', ['NotFoundError', 'NotReadableError']);
    slowly(FileSystemFileHandle.prototype, 'createWritable', ['NoModificationAllowedError']);
    slowly(FileSystemWritableFileStream.prototype, 'close', ['InvalidStateError']);
  }, ms);

test('a busy file is not a failure, and a session that is left in the middle is in it when the next page is open', async () => {
  const { context, page } = await device();
  await write(page, exportText(BOOK, past(0, 5)));
  await choose(page);
  await slow(page, 60);
  await openStudy(page, base, '?topic=right&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  await grade(page, '4');
  // The page goes away while the file may be written.
  await progress(page);
  await broughtTogether(page, 6);
  assert.equal(await page.textContent('#backup-failed'), '');
  assert.equal(idsIn(await read(page)).length, 6);
  await context.close();
});

test('a session that is left for another tab is written at once', async () => {
  const { context, page } = await device();
  await choose(page, '#backup-file');
  await openStudy(page, base, '?topic=right&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  await grade(page, '4');
  assert.equal(idsIn(await read(page)).length, 0, 'a session is written at its end');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await broughtTogether(page, 1);
  assert.equal(idsIn(await read(page)).length, 1);
  await context.close();
});

test('a file that changes while it is written is read again: nothing in it is erased', async () => {
  const { context, page } = await device();
  await write(page, exportText(BOOK, past(0, 3)));
  // Between the reading and the swap the other device writes.
  await page.evaluate(
    ([name, text]) => {
      const { createWritable } = FileSystemFileHandle.prototype;
      let isFirst = true;
      FileSystemFileHandle.prototype.createWritable = async function (...rest) {
        if (!isFirst || this.name !== name) return createWritable.apply(this, rest);
        isFirst = false;
        const other = await createWritable.call(this);
        const own = await createWritable.apply(this, rest);
        await other.write(text);
        await other.close();
        return own;
      };
    },
    [NAME, exportText(BOOK, past(0, 6))],
  );
  await page.setInputFiles('#backup-import', { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(exportText(BOOK, past(100, 2))) });
  await page.waitForFunction(() => /added/.test(document.getElementById('backup-said').textContent));
  await page.evaluate(() => (document.getElementById('backup-said').textContent = ''));
  await choose(page);
  assert.equal(idsIn(await read(page)).length, 8, 'six of the other device, two of this one');
  assert.equal((await exported(page, base)).length, 8);
  await context.close();
});

const NEWER = JSON.stringify({ ...JSON.parse(exportText(BOOK, past(0, 2))), version: 99 });
const CASES = [
  ['of a newer version', NEWER, /newer version of the guide has written it\. It was left as it is/],
  ['cut short', exportText(BOOK, past(0, 9)).slice(0, 900), /damaged, or is not a backup of this guide\. It was left as it is/],
  ['of another guide', exportText('another', past(0, 2)), /not a backup of this guide\. It was left as it is/],
];
for (const [name, text, words] of CASES) {
  test(`a file ${name} is left as it is, and the pages say so until it is mended`, async () => {
    const { context, page } = await device();
    await write(page, text);
    await choose(page);
    assert.match(await page.textContent('#backup-failed'), words);
    assert.equal(await read(page), text);
    await openStudy(page, base);
    await page.waitForSelector('#study-problem:not([hidden])');
    assert.match(await page.textContent('#study-problem'), words);
    assert.equal(await read(page), text);
    await write(page, exportText(BOOK, past(0, 2)));
    await progress(page);
    // The sentence is not there before the page has looked, either.
    await broughtTogether(page, 2);
    await page.waitForFunction(() => document.getElementById('backup-failed').textContent === '');
    assert.equal((await exported(page, base)).length, 2);
    await context.close();
  });
}

test('a file that may not be written any more is said to be out of date until a click allows it', async () => {
  const { context, page } = await device();
  await choose(page, '#backup-file');
  await page.addInitScript(() => (globalThis.testPermission = 'prompt'));
  await progress(page);
  await page.waitForFunction(() => /needs your permission again/.test(document.getElementById('backup-failed').textContent));
  await page.click('#backup-file-now');
  await page.waitForFunction(() => document.getElementById('backup-failed').textContent === '');
  await context.close();
});
