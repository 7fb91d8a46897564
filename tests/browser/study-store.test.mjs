// What the store promises: a grade that was acknowledged is on disk, whatever happens to the browser, the tabs or the disk's room.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS, launch } from './support/browser.mjs';
import { serve } from './support/server.mjs';
import { study } from './support/site.mjs';
import { grade, inState, kept, openStudy, setStudy, state } from './support/study.mjs';

const BOOK = 'study-fixture';
const KILLS = Number(process.env.RECTO_KILLS ?? 50);
const site = study();
const server = await serve(site);
after(() => server.close());
const browser = await launch();

const profile = mkdtempSync(join(tmpdir(), 'recto-profile-'));
after(() => rmSync(profile, { recursive: true, force: true }));

/** What ends the browsers that a failed test left. @type {Set<() => void>} */
const killers = new Set();
after(() => killers.forEach((stop) => stop()));

/** Whether a process of this session is left that has not ended. @param {number} session */
function lives(session) {
  try {
    return /^[^Z\s]/m.test(execFileSync('ps', ['-o', 'stat=', '-s', String(session)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/** A Chromium of its own, on a profile that stays, that can be killed. */
async function start() {
  const child = spawn(executablePath, [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const found = /ws:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error(`Chromium ended: ${said}`)));
  });
  const remote = await chromium.connectOverCDP(address);
  const page = remote.contexts()[0].pages()[0] ?? (await remote.contexts()[0].newPage());
  const gone = new Promise((resolve) => child.on('exit', resolve));
  const stop = () => process.kill(-child.pid, 'SIGKILL');
  killers.add(stop);
  return {
    page,
    async kill() {
      stop();
      await gone;
      await remote.close().catch(() => {});
      // Its other processes may live a moment longer, with the database in their hands: no learner starts the browser again that soon.
      for (let tries = 0; tries < 100 && lives(child.pid); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
      killers.delete(stop);
    },
  };
}

test(`the browser is killed ${KILLS} times during reviews: no acknowledged grade is lost`, { timeout: 15 * 60000 }, async () => {
  let acknowledged = 0;
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    const { page, kill } = await start();
    await openStudy(page, server.base, round % 2 ? '?topic=left&mode=new' : '?topic=right&mode=new');
    const saved = (await kept(page, BOOK)).filter((e) => e.type === 'grade').length;
    assert.ok(saved >= acknowledged, `round ${round}: ${acknowledged} were acknowledged, ${saved} are there`);
    // One grade may have been on its way into the store, another's acknowledgement on its way out of the browser.
    assert.ok(saved <= acknowledged + 2, `round ${round}: ${saved - acknowledged} grades that nobody gave`);
    acknowledged = saved;
    await page.exposeFunction('testAcknowledged', () => acknowledged++);
    // The learner's hand: shows and grades as fast as the page lets it. A grade is acknowledged when the page goes on.
    await setStudy(page, BOOK, { fresh: 999 });
    await page.evaluate(() => {
      const app = document.getElementById('app-study');
      let saving = false;
      let heard = Promise.resolve();
      new MutationObserver(() => {
        const now = app.dataset.state;
        // The next card waits until the test has heard of the last, so that only one can be under way when the browser is killed.
        if (saving && now !== 'saving') heard = globalThis.testAcknowledged();
        saving = now === 'saving';
        if (now === 'question') heard.then(() => document.getElementById('study-show').click());
        if (now === 'answer') setTimeout(() => document.querySelector('[data-grade="4"]').click());
      }).observe(app, { attributeFilter: ['data-state'] });
      document.getElementById('study-start').disabled = false;
      document.getElementById('study-start').click();
    });
    const enough = acknowledged + 1 + (round % 5);
    for (let i = 0; acknowledged < enough && i < 400; i++) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, (round * 7) % 23));
    await kill();
    killed++;
  }
  const { page, kill } = await start();
  await openStudy(page, server.base);
  const saved = (await kept(page, BOOK)).filter((e) => e.type === 'grade').length;
  assert.ok(saved >= acknowledged, `${acknowledged} were acknowledged, ${saved} are there`);
  assert.ok(acknowledged > KILLS, 'there were grades to lose');
  await kill();
  console.log(`${killed} kills, ${acknowledged} grades acknowledged, ${saved} kept`);
});

test('Chromium deletes its databases after an end in the middle of a write: no grade is lost', { timeout: 120000 }, async () => {
  const lived = async (grades) => {
    const { page, kill } = await start();
    await openStudy(page, server.base, '?topic=right&mode=new');
    const saved = (await kept(page, BOOK)).filter((e) => e.type === 'grade').length;
    await setStudy(page, BOOK, { fresh: 999 });
    await page.reload();
    await inState(page, 'setup');
    await page.click('#study-start');
    await inState(page, 'question');
    for (let i = 0; i < grades; i++) await grade(page, '4');
    await kill();
    return saved;
  };
  const before = await lived(3);
  // What such an end leaves: the log's last record has no more than its header.
  const folder = join(profile, 'Default', 'IndexedDB', `http_127.0.0.1_${new URL(server.base).port}.indexeddb.leveldb`);
  const log = join(folder, readdirSync(folder).filter((name) => name.endsWith('.log')).sort().at(-1));
  appendFileSync(log, readFileSync(log).subarray(0, 7));
  assert.equal(await lived(2), before + 3, 'the next start goes on after it');
  assert.equal(await lived(0), before + 5, 'the one after finds the log corrupt');
});

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
    for (let i = 0; i < 200; i++) await grade(page, '4');
  }));
  const events = await kept(tabs[0], BOOK);
  assert.equal(events.length, 400);
  assert.equal(new Set(events.map((e) => e.card)).size, 400);
  // A page that is left writes down what it knows.
  const known = [];
  for (const page of tabs) known.push(await page.evaluate((key) => (dispatchEvent(new Event('pagehide')), JSON.parse(localStorage.getItem(key)).events), `recto:${BOOK}:summary`));
  assert.deepEqual(known, [400, 400], 'each tab knows of the other\'s');
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
const empty = (page) => page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('noise').onsuccess = resolve)));

test('storage is full: said plainly, the card stays, and no grade is shown as saved that is not', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const quota = (quotaSize) => cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.base).origin, quotaSize });
  await quota(4e6);
  await openStudy(page, server.base, '?topic=left&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  for (let i = 0; i < 3; i++) await grade(page, '4');
  await fill(page);
  const before = await page.textContent('.study-question');
  const left = await page.textContent('#study-left');
  await page.keyboard.press(' ');
  await page.keyboard.press('4');
  await page.waitForSelector('#study-problem:not([hidden])');
  assert.match(await page.textContent('#study-problem'), /storage is full\. This grade was not saved; all before it are/);
  assert.equal(await page.getAttribute('#study-problem', 'role'), 'alert');
  assert.equal(await page.textContent('.study-question'), before, 'the session stays on the card');
  assert.equal(await page.textContent('#study-left'), left);
  assert.equal(await state(page), 'answer');
  assert.equal((await kept(page, BOOK)).length, 3);
  await empty(page);
  await page.keyboard.press('4');
  await inState(page, 'question');
  assert.equal(await page.isVisible('#study-problem'), false);
  assert.equal((await kept(page, BOOK)).length, 4);
  await context.close();
});

test('storage is forbidden: said plainly, and no session starts', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
  });
  await page.goto(`${server.base}study.html`);
  await page.waitForSelector('#study-problem:not([hidden])');
  assert.match(await page.textContent('#study-problem'), /lets the page keep nothing/);
  assert.equal(await page.isVisible('#study-start'), false);
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
    const { openDatabase } = await import('/modules/store.js');
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
    const { openDatabase } = await import('/modules/store.js');
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
