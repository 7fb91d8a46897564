// What the store promises: a grade that was acknowledged is on disk, whatever happens to the tabs or to the disk's room.
// kills.test.mjs ends the browser, study-legs.test.mjs takes one of the two places away.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './support/browser.mjs';
import { serve } from './support/server.mjs';
import { study } from './support/site.mjs';
import { grade, gradeMany, inState, kept, openStudy, setStudy, state } from './support/study.mjs';

const BOOK = 'study-fixture';
const site = study();
const server = await serve(site);
after(() => server.close());
const browser = await launch();

test('two tabs grade 200 cards each: 400 events', { timeout: 300000 }, async () => {
  const context = await browser.newContext();
  const tabs = await Promise.all(['left', 'right'].map(async (topic) => {
    const page = await context.newPage();
    await openStudy(page, server.base, `?topic=${topic}&mode=new`);
    await setStudy(page, BOOK, { fresh: 999 });
    return page;
  }));
  await Promise.all(tabs.map(async (page) => {
    await page.reload();
    await inState(page, 'setup');
    await page.click('#study-start');
    await inState(page, 'question');
    await gradeMany(page, 200);
  }));
  const events = await kept(tabs[0], BOOK);
  assert.equal(events.length, 400);
  assert.equal(new Set(events.map((e) => e.card)).size, 400);
  // A page that is left writes down what it knows: each tab hears of the other's.
  for (const page of tabs) await page.waitForFunction((key) => (dispatchEvent(new Event('pagehide')), JSON.parse(localStorage.getItem(key)).events === 400), `recto:${BOOK}:summary`);
  await context.close();
});

test('what one tab grades is not asked by the other', async () => {
  const context = await browser.newContext();
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) {
    await openStudy(page, server.base, '?topic=left&mode=new');
    await page.click('#study-start');
    await inState(page, 'question');
  }
  const first = await two.textContent('.study-question');
  assert.equal(await one.textContent('.study-question'), first);
  await grade(one, '4');
  await two.waitForFunction((old) => document.querySelector('.study-question')?.textContent !== old, first);
  assert.equal(await two.textContent('.study-question'), await one.textContent('.study-question'));
  await context.close();
});

/** Fills the origin's storage to the last hundred bytes, with noise beside the guide's database. @param {import('playwright-core').Page} page */
const fill = (page) =>
  page.evaluate(async () => {
    const open = indexedDB.open('noise', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('noise', { autoIncrement: true });
    await new Promise((resolve) => (open.onsuccess = resolve));
    const put = (size) =>
      new Promise((resolve) => {
        const noise = new Uint8Array(size);
        for (let i = 0; i < size; i += 65536) crypto.getRandomValues(noise.subarray(i, i + 65536));
        const tx = open.result.transaction('noise', 'readwrite', { durability: 'strict' });
        tx.objectStore('noise').put(noise);
        tx.oncomplete = () => resolve(true);
        tx.onabort = () => resolve(false);
      });
    for (let size = 1 << 20; size >= 64; size /= 2) while (await put(size));
    open.result.close();
  });

/** @param {import('playwright-core').Page} page */
async function empty(page) {
  await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('noise').onsuccess = resolve)));
  // What was deleted is counted a moment later.
  await page.waitForFunction(() => navigator.storage.estimate().then(({ usage, quota }) => quota - usage > 1e6));
}

/** In the worker: journals have no room while the page says so. */
const FULL = `let isFull = false;
const told = new BroadcastChannel('test-full');
told.onmessage = ({ data }) => {
  isFull = data;
  told.postMessage('heard');
};
const { write } = FileSystemSyncAccessHandle.prototype;
FileSystemSyncAccessHandle.prototype.write = function (...rest) {
  if (isFull) throw new DOMException('no room', 'QuotaExceededError');
  return write.apply(this, rest);
};
`;

test('storage is full: said plainly, the card stays, and no grade is shown as saved that is not', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const quota = (quotaSize) => cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.base).origin, quotaSize });
  await quota(4e6);
  await context.route('**/journal-worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: FULL + (await response.text()) });
  });
  const journalsFull = (isFull) =>
    page.evaluate((data) => new Promise((resolve) => {
      const channel = new BroadcastChannel('test-full');
      channel.onmessage = resolve;
      channel.postMessage(data);
    }), isFull);
  await openStudy(page, server.base, '?topic=left&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  for (let i = 0; i < 3; i++) await grade(page, '4');
  await fill(page);
  await grade(page, '4');
  assert.equal((await kept(page, BOOK)).length, 3, 'no room in the database: the journal has it, which is enough');
  await journalsFull(true);
  const before = await page.textContent('.study-question');
  const left = await page.textContent('#study-left');
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  await page.keyboard.press('f');
  await page.waitForSelector('#study-problem:not([hidden])');
  assert.match(await page.textContent('#study-problem'), /storage is full\. This grade was not saved; all earlier ones are/);
  assert.equal(await page.getAttribute('#study-problem', 'role'), 'alert');
  assert.equal(await page.textContent('.study-question'), before, 'the session stays on the card');
  assert.equal(await page.textContent('#study-left'), left);
  assert.equal(await state(page), 'answer');
  assert.equal((await kept(page, BOOK)).length, 3);
  await empty(page);
  await journalsFull(false);
  await page.keyboard.press('f');
  await inState(page, 'question');
  assert.equal(await page.isVisible('#study-problem'), false);
  assert.equal((await kept(page, BOOK)).length, 5, 'the database has what it had no room for, too');
  await context.close();
});

test('storage is forbidden: said plainly, and a session runs unsaved', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined });
  });
  await page.goto(`${server.base}study.html`);
  await page.waitForSelector('#study-problem:not([hidden])');
  assert.match(await page.textContent('#study-problem'), /does not let the page store anything.* nothing is saved/);
  await page.click('#study-start');
  await page.waitForSelector('#app-study[data-state=question]');
  assert.match(await page.textContent('#study-problem'), /nothing is saved/, 'beside the cards too');
  await context.close();
});

test('storage was cleared: said plainly', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, server.base, '?topic=left&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  await grade(page, '4');
  await page.waitForFunction((key) => localStorage.getItem(key) !== null, `recto:${BOOK}:summary`);
  await page.goto('about:blank');
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(server.base).origin, storageTypes: 'indexeddb' });
  await page.goto(`${server.base}404.html`);
  await page.evaluate(async () => {
    for (const name of await navigator.storageBuckets.keys()) await navigator.storageBuckets.delete(name);
  });
  await openStudy(page, server.base);
  assert.match(await page.textContent('#study-problem'), /has cleared the progress/);
  await context.close();
});

test('a database of a newer version is left alone', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.base}index.html`);
  await page.evaluate((name) => new Promise((resolve) => {
    const open = indexedDB.open(name, 99);
    open.onupgradeneeded = () => open.result.createObjectStore('events', { keyPath: 'id' });
    open.onsuccess = () => resolve(open.result.close());
  }), `recto:${BOOK}`);
  await page.goto(`${server.base}study.html`);
  await page.waitForSelector('#study-problem:not([hidden])');
  assert.match(await page.textContent('#study-problem'), /newer version/);
  await context.close();
});

test('an older database is migrated whole, or stays as it was', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, server.base);
  const result = await page.evaluate(async () => {
    const { openDatabase } = await import('/modules/events-database.js');
    const all = (db) => new Promise((resolve) => (db.transaction('events').objectStore('events').getAll().onsuccess = ({ target }) => resolve(target.result)));
    const one = await openDatabase('migrated', { version: 1 });
    const tx = one.transaction('events', 'readwrite');
    for (const id of ['a', 'b']) tx.objectStore('events').put({ id, old: true });
    await new Promise((resolve) => (tx.oncomplete = resolve));
    one.close();
    const broken = await openDatabase('migrated', { version: 2, migrate: () => { throw new Error('a mistake'); } }).then(() => 'opened', () => 'refused');
    const kept = await openDatabase('migrated', { version: 1 });
    const before = await all(kept);
    kept.close();
    const two = await openDatabase('migrated', { version: 2, migrate: (list, from) => list.filter((e) => e.id !== 'b').map((e) => ({ id: e.id, from })) });
    const after = await all(two);
    two.close();
    return { broken, before, after };
  });
  assert.deepEqual(result, { broken: 'refused', before: [{ id: 'a', old: true }, { id: 'b', old: true }], after: [{ id: 'a', from: 1 }] });
  await context.close();
});

test('an older page that does not let go of the database is named; once it is closed, nothing is lost', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, server.base);
  const result = await page.evaluate(async () => {
    const { openDatabase } = await import('/modules/events-database.js');
    const all = (db) => new Promise((resolve) => (db.transaction('events').objectStore('events').getAll().onsuccess = ({ target }) => resolve(target.result)));
    const frozen = await openDatabase('frozen', { version: 1 });
    const tx = frozen.transaction('events', 'readwrite');
    tx.objectStore('events').put({ id: 'a' });
    await new Promise((resolve) => (tx.oncomplete = resolve));
    const problem = await openDatabase('frozen', { version: 2, migrate: (list) => list }).then(() => 'opened', (error) => error.problem);
    frozen.close();
    const now = await openDatabase('frozen', { version: 2, migrate: (list) => list });
    const kept = await all(now);
    now.close();
    return { problem, kept };
  });
  assert.deepEqual(result, { problem: 'older', kept: [{ id: 'a' }] });
  await context.close();
});

test('two guides under one origin, or as folders on disk, never see each other\'s progress', async () => {
  const other = study('another-guide');
  const origin = await serve(join(site, '..'), '/');
  after(() => origin.close());
  const folders = (base) => [`${base}${site.split('/').pop()}/`, `${base}${other.split('/').pop()}/`];
  for (const [one, two] of [folders(origin.base), folders(`${pathToFileURL(join(site, '..')).href}/`)]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await openStudy(page, one, '?topic=left&mode=new');
    await page.click('#study-start');
    await inState(page, 'question');
    await grade(page, '4');
    await page.waitForTimeout(600);
    await openStudy(page, two, '?topic=left&mode=new');
    assert.deepEqual(await kept(page, 'another-guide'), []);
    assert.equal(await page.isVisible('#study-problem'), false);
    await page.click('#study-start');
    await inState(page, 'question');
    await grade(page, '1');
    assert.equal((await kept(page, 'another-guide')).length, 1);
    assert.equal((await kept(page, BOOK)).length, 1);
    await openStudy(page, one);
    assert.deepEqual((await kept(page, BOOK)).map((e) => e.g), [4]);
    await context.close();
  }
});
