// The guide as one file, `recto export html`, and the unpacked archive of `recto export zip`, opened from disk in Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, watch } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { RECTO, ROOT, empty } from './support/site.mjs';
import { grade, inState, wait } from './support/study.mjs';

const browser = await launch();

/** Exports a guide into a folder that has nothing else. */
function exported(name, guide) {
  const file = join(empty(name), 'guide.html');
  execFileSync(RECTO, ['export', 'html', guide, '--quiet', '--output', file], { stdio: ['ignore', 'inherit', 'inherit'] });
  return pathToFileURL(file).href;
}

/** A page on which every request but that of the file itself is a complaint. */
async function open(context, address) {
  const page = await context.newPage();
  const complaints = watch(page, `${address}`);
  return { page, complaints };
}

const guide = exported('single-guide', ROOT);

test('every link of the guide as one file leads to a page in it, with its styles, and nothing is requested', async () => {
  console.log(`${statSync(new URL(guide)).size} bytes`);
  const context = await browser.newContext();
  const { page, complaints } = await open(context, guide);
  await page.goto(guide);
  assert.match(await page.title(), /Back-end interview guide/);
  const seen = new Set();
  const wanted = ['index.html'];
  for (const path of ['index.html', 'databases/index.html', 'databases/acid.html', 'about.html', 'map.html', 'tags/index.html']) {
    await page.goto(`${guide}?page=${path}`);
    const found = await page.evaluate(() => ({
      links: [...document.links].map((link) => link.getAttribute('href') ?? ''),
      sheets: [...document.styleSheets].length,
      broken: [...document.images].filter((image) => image.complete && image.naturalWidth === 0 && image.src).map((image) => image.src.slice(0, 80)),
      copies: document.querySelectorAll('.copy').length,
    }));
    assert.ok(found.sheets >= 2, `${path}: ${found.sheets} stylesheets`);
    none(found.broken, 'broken images');
    none(found.links.filter((href) => !/^(\?page=|#|https?:|mailto:)/.test(href)), `addresses on ${path}`);
    wanted.push(...found.links.filter((href) => href.startsWith('?page=')));
    seen.add(path);
  }
  const names = await page.evaluate(() => Object.keys(JSON.parse(document.getElementById('recto-files')?.textContent ?? '{"pages":{}}').pages));
  assert.equal(names.length, 0, 'the data goes with the first body');
  await page.goto(`${guide}?page=databases/index.html`);
  await page.locator('.entries a').first().click();
  await page.waitForSelector('.card-head');
  await page.locator('details.back > summary').click();
  assert.ok(await page.locator('details.back[open]').count());
  await page.goBack();
  await page.waitForSelector('.entries');
  none(complaints, 'complaints');
  await context.close();
});

test('it searches', async () => {
  const context = await browser.newContext();
  const { page, complaints } = await open(context, guide);
  await page.goto(`${guide}?page=databases/acid.html`);
  await page.keyboard.press('/');
  await page.keyboard.type('phantom read');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.href.includes('page=') && !address.href.includes('databases/acid.html'));
  await page.waitForSelector('h1');
  await page.goto(`${guide}?page=search.html&q=idempotent`);
  await page.waitForSelector('[role=option], #app-search a');
  none(complaints, 'complaints');
  await context.close();
});

test('it studies and keeps what was learned', async () => {
  const study = exported('single-study', join(ROOT, 'tests/guides/study'));
  const context = await browser.newContext();
  const { page, complaints } = await open(context, study);
  const start = async (query) => {
    await page.addInitScript(() => {
      let now = 1000;
      performance.now = () => now;
      Object.defineProperty(Event.prototype, 'timeStamp', { get: () => now });
      globalThis.testWait = (ms) => void (now += ms);
    });
    await page.goto(`${study}?page=study.html${query}`);
    await page.waitForSelector('#app-study:not([data-state=loading])');
  };
  await start('&topic=databases');
  await page.click('#study-start');
  await inState(page, 'question');
  for (let i = 0; i < 2; i++) await grade(page, '3');
  await wait(page, 1000);
  await page.goto(`${study}?page=progress.html`);
  await page.waitForSelector('#app-progress[data-state=shown]');
  assert.ok(await page.locator('#progress-empty').isHidden(), 'two grades were kept');
  none(complaints, 'complaints');
  await context.close();
});

test('what is in a text can not run: the policy knows hashes only', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(guide);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.foreign = true';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="globalThis.foreign = true">');
    return new Promise((resolve) => setTimeout(() => resolve(globalThis.foreign === true), 200));
  });
  assert.equal(ran, false);
  await context.close();
});
