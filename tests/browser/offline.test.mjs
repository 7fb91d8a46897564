// A guide kept offline, in Chromium: the network is cut, a deploy changes a card, another one breaks, a download is killed, a switch removes it all.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { chromium } from 'playwright-core';
import { FLAGS, executablePath, launch, watch } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { serve } from './support/server.mjs';
import { BASE, RECTO, ROOT, build as siteOf, empty, files, guide, pages, study } from './support/site.mjs';
import { grade, inState, openStudy } from './support/study.mjs';

const browser = await launch();

/** A site in a folder of its own behind a host that caches as GitHub Pages does, for a test that changes it. */
async function host(name, site, path, headers = { 'cache-control': 'max-age=600' }) {
  const folder = empty(name);
  cpSync(site, folder, { recursive: true });
  const server = await serve(folder, path, headers);
  after(() => server.close());
  return { folder, ...server };
}

/** Builds a guide that is not one of the shared ones. */
function build(guide, output, ...options) {
  execFileSync(RECTO, ['build', guide, '--quiet', '--base-url', BASE, '--output', output, ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A guide of few cards, where a test does not depend on how many are kept. @param {string} id */
function few(id) {
  const copy = empty(`few-${id}`);
  cpSync(join(ROOT, 'tests/guides/study'), copy, { recursive: true });
  const book = join(copy, 'book.toml');
  writeFileSync(book, readFileSync(book, 'utf8').replace('study-fixture', id));
  return siteOf(`few-${id}`, copy);
}
const FEW = few('study-fixture');

/** Presses the two buttons, and waits for the end. */
async function keep(page, base) {
  await page.goto(`${base}progress.html#offline`);
  await page.click('#offline-keep');
  await page.click('#offline-download');
  await page.waitForSelector('#offline-check:not([hidden])', { timeout: 120e3 });
}

/** What a page's worker answers. */
const ask = (page, call) =>
  page.evaluate(async (call) => {
    const registration = await navigator.serviceWorker.getRegistration();
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: { result, error } }) => (error ? reject(new Error(error)) : resolve(result));
      registration.active.postMessage({ call, port: port2 }, [port2]);
    });
  }, call);

/** Waits until what a page says of itself is true. @param {import('playwright-core').Page} page @param {() => Promise<boolean>} isSo */
async function until(page, isSo) {
  for (let i = 0; !(await isSo().catch(() => false)); i++) {
    assert.ok(i < 1200, 'it does not come');
    await page.waitForTimeout(100);
  }
}

const bytesOf = (site) => JSON.parse(readFileSync(join(site, 'offline.json'), 'utf8')).files.reduce((sum, [, , bytes]) => sum + bytes, 0);

test('kept offline, every page, the search and a session work without a network; nothing is stored before it is asked for', async () => {
  const { base, cut, folder } = await host('kept', study());
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = watch(page, base);
  await page.goto(`${base}index.html`);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)), 0);
  await page.goto(`${base}progress.html#offline`);
  await page.click('#offline-keep');
  await page.waitForSelector('#offline-download:not([hidden])');
  const size = Number(/([\d.]+) ?MB/.exec(await page.textContent('#offline-state'))?.[1]);
  assert.ok(Math.abs(size * 1e6 - bytesOf(folder)) < 0.1e6, `the size is told first: ${size} MB of ${bytesOf(folder)}`);
  await page.click('#offline-download');
  await page.waitForSelector('#offline-check:not([hidden])', { timeout: 120e3 });
  none(complaints, 'complaints');
  cut(true);
  const all = pages(folder).filter((file) => file !== '404.html');
  const some = all.filter((file, i) => !/polygon|\/n-\d+/.test(file) || i % 40 === 0);
  assert.ok(some.length > 20, `${some.length}`);
  for (const file of some) {
    await page.goto(base + file.split('/').map(encodeURIComponent).join('/'));
    const styled = await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0) && document.styleSheets.length > 0);
    assert.ok(styled, `${file}: with its stylesheets`);
  }
  await page.goto(`${base}databases/acid.html`);
  await page.keyboard.press('/');
  await page.keyboard.type('phantom');
  await page.waitForSelector('[role=option]');
  await openStudy(page, base, '?topic=databases');
  await page.click('#study-start');
  await inState(page, 'question');
  for (let i = 0; i < 3; i++) await grade(page, '3');
  const nothing = await page.goto(`${base}databases/nothing.html`);
  assert.equal(nothing?.status(), 404);
  assert.ok(await page.locator('a[href$="index.html"]').count(), 'the page that helps on');
  none(complaints.filter((line) => !line.includes('404')), 'complaints');
  await context.close();
});

test('a change of one card loads under 5% of the guide, is offered, and not shown to a page that is open', async () => {
  const copy = empty('one-card-guide');
  for (const part of ['book.toml', 'content']) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  const { base, folder, sent } = await host('one-card', guide());
  const context = await browser.newContext();
  const page = await context.newPage();
  await keep(page, base);
  const whole = sent();
  assert.ok(whole > bytesOf(folder), `${whole}`);
  const card = join(copy, 'content/databases/acid.md');
  writeFileSync(card, readFileSync(card, 'utf8').replace('## Answer\n', '## Answer\n\nA sentence that was not there before.\n'));
  cpSync(siteOf('one-card', copy), folder, { recursive: true });
  const before = sent();
  await page.click('#offline-check');
  await page.waitForSelector('.offer');
  const loaded = sent() - before;
  console.log(`${loaded} bytes for one card, of ${bytesOf(folder)}: ${((100 * loaded) / bytesOf(folder)).toFixed(2)}%`);
  assert.ok(loaded < 0.05 * bytesOf(folder), `${loaded}`);
  const other = await context.newPage();
  await other.goto(`${base}databases/acid.html`);
  assert.doesNotMatch(await other.innerText('main'), /A sentence that was not there/);
  // The page that shows the new version is loaded anew once the worker has changed over; its buttons are there before that, too.
  await Promise.all([page.waitForEvent('load'), page.click('.offer .primary')]);
  await other.reload();
  await other.locator('summary').last().click();
  assert.match(await other.textContent('main'), /A sentence that was not there/);
  await context.close();
});

test('killed half-way, the download goes on at the next visit and is complete', async () => {
  const { base, cut, hold, sent, folder } = await host('killed', study());
  const profile = empty('killed-profile');
  const start = () => chromium.launchPersistentContext(profile, { executablePath, args: FLAGS });
  let context = await start();
  let page = await context.newPage();
  await page.goto(`${base}progress.html#offline`);
  await page.click('#offline-keep');
  await page.click('#offline-download');
  await page.waitForFunction(() => document.querySelector('#offline-bar')?.value > 0.2);
  // However fast the browser is: the end of the download does not come before the kill.
  const release = hold();
  assert.ok((await ask(page, 'progress')).current === '', 'it had not ended');
  await context.close();
  release();
  const first = sent();
  context = await start();
  page = await context.newPage();
  await page.goto(`${base}index.html`);
  await until(page, async () => (await ask(page, 'progress')).current !== '');
  console.log(`${first} bytes before the kill, ${sent() - first} after it, of ${bytesOf(folder)}`);
  assert.ok(sent() - first < 0.95 * bytesOf(folder), 'what was there is not loaded again');
  assert.equal((await ask(page, 'progress')).missing, 0);
  cut(true);
  await page.goto(`${base}databases/acid.html`);
  assert.match(await page.textContent('h1'), /ACID/);
  await context.close();
});

test('twenty deploys, some broken, while pages are read: each page and its files are of one version', async () => {
  const book = (n) => `[book]\nid = "turns"\ntitle = "Turns"\ndescription = "Number ${n}"\n`;
  const guide = empty('turns-guide');
  const sites = [];
  for (let n = 0; n < 3; n++) {
    mkdirSync(join(guide, 'content/topic'), { recursive: true });
    writeFileSync(join(guide, 'book.toml'), book(n));
    for (let i = 0; i < 6; i++) writeFileSync(join(guide, `content/topic/card-${i}.md`), `# What is ${i}?\n\n## Answer\nVersion ${n} says ${i}.\n`);
    mkdirSync(join(guide, 'themes/t'), { recursive: true });
    writeFileSync(join(guide, 'book.toml'), `${book(n)}\n[site]\ntheme = "t"\n`);
    writeFileSync(join(guide, 'themes/t/custom.css'), `:root { --turn: v${n} }`);
    writeFileSync(join(guide, 'themes/t/custom.js'), `document.documentElement.dataset.turn = 'v${n}';`);
    const output = empty(`turns-site-${n}`);
    build(guide, output);
    sites.push(output);
  }
  const { base, folder } = await host('turns', sites[0]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await keep(page, base);
  let state = 7;
  const chance = (n) => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) % n;
  const seen = new Set();
  for (let turn = 0; turn < 20; turn++) {
    const next = sites[(turn + 1) % 3];
    const all = files(next).sort(() => chance(3) - 1);
    const broken = chance(4) === 0 ? chance(all.length) : all.length;
    for (const file of files(folder)) if (broken === all.length && !all.includes(file)) rmSync(join(folder, file));
    for (const [i, file] of all.slice(0, broken).entries()) {
      cpSync(join(next, file), join(folder, file));
      if (i % 30 === chance(30)) await ask(page, 'check').then(() => ask(page, 'step')).catch(() => {});
    }
    await ask(page, 'check').catch(() => {});
    for (let i = 0; i < 4; i++) await ask(page, 'step').catch(() => {});
    if (chance(4)) await ask(page, 'promote');
    await page.goto(base + ['index.html', 'topic/index.html', `topic/card-${chance(6)}.html`][chance(3)]);
    const shown = await page.evaluate(() => ({
      css: getComputedStyle(document.documentElement).getPropertyValue('--turn').trim(),
      js: document.documentElement.dataset.turn,
      description: document.querySelector('meta[name=description]')?.content,
      answer: /Version (\d)/.exec(document.querySelector('main')?.textContent ?? '')?.[1],
    }));
    const { css, js, answer, description } = shown;
    const named = [css, js, answer && `v${answer}`, /^Number/.test(description ?? '') && `v${description.slice(-1)}`].filter(Boolean);
    assert.ok(css && js && new Set(named).size === 1, `turn ${turn}: ${JSON.stringify(shown)}`);
    seen.add(css);
  }
  console.log(`versions shown: ${[...seen].sort().join(' ')}`);
  assert.equal(seen.size, 3);
  await context.close();
});

test('two guides on one origin are kept apart, and each is removed alone', async () => {
  const { base, folder } = await host('apart', FEW, '/one/');
  const inner = join(folder, 'two');
  cpSync(few('apart-two'), inner, { recursive: true });
  const context = await browser.newContext();
  const page = await context.newPage();
  await keep(page, base);
  await keep(page, `${base}two/`);
  const names = () => page.evaluate(() => caches.keys().then((all) => all.map((name) => name.replace(/^recto:.*?:\d+/, '')).sort()));
  assert.deepEqual(await names(), ['/one/:files', '/one/:meta', '/one/two/:files', '/one/two/:meta']);
  await page.goto(`${base}two/index.html`);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.book), 'apart-two');
  await page.goto(`${base}progress.html#offline`);
  await page.click('#offline-remove');
  await page.waitForSelector('#offline-keep:not([hidden])');
  assert.deepEqual(await names(), ['/one/two/:files', '/one/two/:meta']);
  await context.close();
});

test('`[site] offline = false` removes what was kept', async () => {
  const guide = join(ROOT, 'tests/guides/study');
  const { base, folder } = await host('switch', FEW);
  const context = await browser.newContext();
  const page = await context.newPage();
  await keep(page, base);
  const off = empty('switch-guide');
  cpSync(guide, off, { recursive: true });
  writeFileSync(join(off, 'book.toml'), readFileSync(join(off, 'book.toml'), 'utf8').replace('[site]', '[site]\noffline = false'));
  build(off, folder);
  assert.ok(!files(folder).includes('offline.json') && !files(folder).includes('app.webmanifest'));
  assert.ok(statSync(join(folder, 'sw.js')).size < 2000);
  await page.goto(`${base}index.html`);
  await until(page, () => page.evaluate(async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length === 0));
  assert.doesNotMatch(readFileSync(join(folder, 'progress.html'), 'utf8') + readFileSync(join(folder, 'index.html'), 'utf8'), /offline|data-manifest/);
  await context.close();
});

test('a kept guide does not stand before a preview at the same address: `recto serve` removes it, and shows the page anew', async () => {
  const { base, close } = await host('preview', FEW, '/guide/', {});
  const context = await browser.newContext();
  const page = await context.newPage();
  await keep(page, base);
  close();
  const { port } = new URL(base);
  const server = spawn(RECTO, ['serve', join(ROOT, 'tests/guides/study'), '--base-url', BASE, '--port', port], { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => server.kill());
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', (code) => reject(new Error(`recto serve ended: ${code}`)));
  });
  await page.goto(`${base}index.html`);
  await until(page, () => page.evaluate(() => document.querySelector('script[data-version]') !== null && navigator.serviceWorker.controller === null));
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 0);
  await context.close();
});

test('where an installed app has a storage of its own, an export is offered first', async () => {
  const { base } = await host('apple', study());
  const context = await browser.newContext();
  await context.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: false }));
  const page = await context.newPage();
  await page.goto(`${base}progress.html#offline`);
  await page.waitForSelector('#offline-export:not([hidden])');
  assert.match(await page.textContent('#offline-install-note'), /export yours first/);
  const download = page.waitForEvent('download');
  await page.click('#offline-export');
  assert.match((await download).suggestedFilename(), /\.recto\.json$/);
  await context.close();
});

test('from disk nothing is kept and nothing is asked of the browser', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const base = `file://${study()}/`;
  const complaints = watch(page, base);
  await page.goto(`${base}progress.html#offline`);
  await page.waitForFunction(() => document.querySelector('#offline-state')?.textContent !== '');
  assert.equal(await page.locator('link[rel=manifest]').count(), 0);
  assert.equal(await page.locator('#offline-keep:visible').count(), 0);
  none(complaints, 'complaints');
  await context.close();
});
