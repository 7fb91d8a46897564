// Each event lies in two places. What one of them has lost the other gives back: whole copies are taken away here, files damaged, and profiles
// opened that an earlier version has written.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { exported, scratch, start } from '../faults/learner.mjs';
import { launch } from './support/browser.mjs';
import { serve } from './support/server.mjs';
import { study } from './support/site.mjs';
import { grade, inState, openStudy } from './support/study.mjs';

const BOOK = 'study-fixture';
const DATABASE = `recto:${BOOK}`;
const FORMER = readFileSync(new URL('support/former-store.js', import.meta.url), 'utf8');
const site = study();
const server = await serve(site);
after(() => server.close());
const ways = [['over HTTP', server.base], ['from disk', `${pathToFileURL(site).href}/`]];
const browser = await launch();

/** Grades some cards and returns how many events the learner sees. */
async function graded(page, base, grades) {
  await openStudy(page, base, '?topic=left&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  for (let i = 0; i < grades; i++) await grade(page, '4');
  return (await exported(page, base)).length;
}

/** Leaves the site, so that nothing holds its storage, and goes to a page of it that keeps nothing. */
async function away(page, base) {
  await page.goto('about:blank');
  await page.goto(`${base}404.html`);
}

const dropDatabase = (page) =>
  page.evaluate((name) => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = resolve;
    request.onerror = reject;
    // The page that was left may hold it for a moment.
    setTimeout(reject, 60000, new Error('it stays'));
  }), DATABASE);

/** Deletes all buckets but the default one; how many. */
const dropBuckets = (page) =>
  page.evaluate(async () => {
    const names = await navigator.storageBuckets.keys();
    for (const name of names) await navigator.storageBuckets.delete(name);
    return names.length;
  });

const count = (page) =>
  page.evaluate((name) => new Promise((resolve) => {
    const open = indexedDB.open(name);
    open.onsuccess = () => {
      open.result.transaction('events').objectStore('events').count().onsuccess = ({ target }) => {
        resolve(target.result);
        open.result.close();
      };
    };
  }), DATABASE);

for (const [way, base] of ways) {
  test(`${way}: the database is deleted, then the buckets, then the database again: each time all is there`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    assert.equal(await graded(page, base, 4), 4);
    await away(page, base);
    await dropDatabase(page);
    assert.equal((await exported(page, base)).length, 4, 'the ledger gives back');
    await page.waitForFunction((name) => indexedDB.databases().then((list) => list.some((one) => one.name === name)), DATABASE);
    for (let tries = 0; tries < 600 && (await count(page)) < 4; tries++) await page.waitForTimeout(100);
    assert.equal(await count(page), 4, 'the database has it again');
    await away(page, base);
    assert.ok((await dropBuckets(page)) > 0);
    assert.equal((await exported(page, base)).length, 4, 'the database gives back');
    await away(page, base);
    await dropDatabase(page);
    assert.equal((await exported(page, base)).length, 4, 'the ledger has it again');
    assert.equal(await page.isVisible('#progress-problem'), false);
    await context.close();
  });

  test(`${way}: a profile of an earlier version is taken over, also where one of its copies is gone`, async () => {
    for (const lost of ['nothing', 'the first', 'the copy']) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${base}404.html`);
      await page.evaluate(FORMER);
      await page.evaluate(async (book) => {
        const { Store } = globalThis.Recto.store;
        const store = new Store(book);
        await store.open();
        const made = Array.from({ length: 300 }, (_, i) => globalThis.Recto.events.make('grade', { card: `left/n-${i}`, g: 3, ms: 1, days: 3 }, { now: Date.now() - 1e9 + i, off: 0 }));
        await store.save(made);
        await store.copy.settled;
      }, BOOK);
      await away(page, base);
      if (lost === 'the first') await dropDatabase(page);
      if (lost === 'the copy') assert.equal(await dropBuckets(page), 1);
      assert.equal((await exported(page, base)).length, 300, `${lost} lost`);
      await away(page, base);
      await dropDatabase(page);
      assert.equal((await exported(page, base)).length, 300, `${lost} lost, then the database: it is in the ledger`);
      await context.close();
    }
  });
}

/** The journals of a profile that hold something. @param {string} profile */
function journals(profile) {
  const buckets = join(profile, 'Default', 'WebStorage');
  const folders = readdirSync(buckets).map((name) => join(buckets, name, 'FileSystem', 't', '00')).filter((folder) => existsSync(folder));
  return folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).filter((file) => readFileSync(file).includes('RJ'));
}

test('a journal is cut off, or a bit of it flips: what it lost is there, and is written to a journal again', { timeout: 600000 }, async () => {
  const { folder, remove } = scratch();
  try {
    const session = async (work) => {
      const { page, kill } = await start(folder);
      try {
        return await work(page);
      } finally {
        await kill();
      }
    };
    assert.equal(await session((page) => graded(page, server.base, 5)), 5);
    const [file] = journals(folder);
    const whole = readFileSync(file);
    const damages = {
      'cut in its last record': () => truncateSync(file, whole.length - 20),
      'cut in its third record': () => truncateSync(file, Math.floor(whole.length / 2)),
      'a bit of its second record flipped': () => writeFileSync(file, whole.map((byte, i) => (i === Math.floor(whole.length / 3) ? byte ^ 4 : byte))),
      empty: () => truncateSync(file, 0),
    };
    for (const [name, damage] of Object.entries(damages)) {
      damage();
      assert.equal((await session((page) => exported(page, server.base))).length, 5, name);
      await session(async (page) => {
        await page.goto(`${server.base}404.html`);
        await dropDatabase(page);
        assert.equal((await exported(page, server.base)).length, 5, `${name}, then the database deleted`);
      });
    }
  } finally {
    remove();
  }
});

test('twenty tabs grade at the same time, and one that is frozen holds up nobody', { timeout: 600000 }, async () => {
  const context = await browser.newContext();
  const pages = [];
  for (let i = 0; i < 20; i++) {
    const page = await context.newPage();
    await openStudy(page, server.base, `?card=left/n-${i}&mode=cram`);
    await inState(page, 'question');
    pages.push(page);
    if (i === 0) {
      await grade(page, '4');
      const cdp = await context.newCDPSession(page);
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    }
  }
  await Promise.all(pages.slice(1).map((page) => grade(page, '4')));
  const page = await context.newPage();
  assert.equal((await exported(page, server.base)).length, 20);
  await away(page, server.base);
  assert.equal(await page.isVisible('body'), true);
  await context.close();
});

test('where the browser has only one place, the pages say so and remind of backups', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined });
    Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined });
  });
  assert.equal(await graded(page, server.base, 2), 2);
  assert.match(await page.textContent('#progress-problem'), /in one place only/);
  assert.match(await page.textContent('#backup-one-copy'), /Make backups more often/);
  await openStudy(page, server.base);
  assert.match(await page.textContent('#study-problem'), /in one place only/);
  await context.close();
});
