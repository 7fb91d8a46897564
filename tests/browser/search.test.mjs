// Search, over HTTP under a path and from disk: the whole journey by keyboard, what a screen reader hears, the page that can be shared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { guide } from './support/site.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ways = await bothWays(guide());
const browser = await launch();

/** What is found for all that was typed, by its titles. @param {import('playwright-core').Page} page */
async function titles(page) {
  await page.locator('#search-list[aria-busy=false]').waitFor({ state: 'attached' });
  await page.locator('.search-status').filter({ hasText: /\d/ }).waitFor();
  return page.locator('#search-list .search-title').allTextContents();
}

test('what is typed while search is on its way is not lost, and Enter waits for the results', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(/scripts\/search-[0-9a-f]{8}\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.goto(`${ways[0][1]}about.html`);
  await page.waitForLoadState();
  await page.keyboard.press('/');
  await page.keyboard.type('idempotency key');
  const box = page.getByRole('combobox');
  await box.waitFor();
  assert.equal(await box.inputValue(), 'idempotency key');
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await page.waitForURL(/idempotency\.html/);
  await context.close();
});

for (const [way, base] of ways) {
  test(`${way}: from the slash to a card by keyboard alone`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints = watch(page, base);
    await page.goto(`${base}about.html`);
    assert.equal(await page.locator('script[src*="search/"]').count(), 0, 'nothing is loaded before the reader shows interest');
    await page.keyboard.press('/');
    const box = page.getByRole('combobox');
    await box.waitFor();
    await page.keyboard.type('idempotncy key');
    const found = await titles(page);
    assert.match(await page.getByRole('option').first().textContent() ?? '', /idempot/i, 'a typo is forgiven');
    assert.match(await page.getByRole('status').textContent() ?? '', /\d+ results?/, 'a screen reader hears how many');
    assert.match(await page.getByRole('status').textContent() ?? '', /idempotency key/, 'what was meant is offered');
    assert.ok((await page.locator('#search-list mark').count()) > 0, 'matched words are marked');
    assert.equal(await box.getAttribute('aria-activedescendant'), 'search-0');
    await page.keyboard.press('ArrowDown');
    assert.equal(await box.getAttribute('aria-activedescendant'), 'search-1');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('main h1').filter({ hasText: found[0] }).waitFor();
    // Keys work once the page's scripts have run.
    await page.waitForLoadState();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'idempotncy key' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').count(), 0, 'Escape closes');
    // A closed dialog loses the focus with the next frame.
    const leftToPage = () => page.waitForFunction(() => document.activeElement === document.body);
    await leftToPage();
    await page.keyboard.press('/');
    await box.waitFor();
    await page.keyboard.press('Escape');
    await leftToPage();
    assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'search-box', 'the focus is where it was before the slash');
    none(complaints);
    await context.close();
  });

  test(`${way}: the page says in its address what is asked, and facets narrow it`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${base}search.html?q=transaction`);
    const all = await titles(page);
    const facet = page.locator('.search-facets button').first();
    const [, count] = (await facet.textContent() ?? '').match(/ (\d+)$/) ?? [];
    await facet.click();
    await page.locator('.search-facets [aria-pressed=true]').waitFor();
    await page.waitForFunction((n) => document.querySelector('.search-status')?.textContent?.startsWith(`${n} `), count);
    const address = page.url();
    assert.match(address, /q=transaction&(level|kind)=/);
    const narrowed = await titles(page);
    await page.goto(address);
    assert.deepEqual(await titles(page), narrowed, 'who is sent the address sees the same');
    assert.ok(narrowed.length <= all.length);
    await page.locator('.search-foot a[href*="study.html?card"]').click();
    await page.waitForURL(/study\.html\?card=/);
    await context.close();
  });
}

test('what was read as another word is told', async () => {
  const page = await browser.newPage();
  await page.goto(`${ways[0][1]}about.html`);
  await page.keyboard.press('/');
  await page.getByRole('combobox').waitFor();
  for (const [typed, meant] of [['herb', /Did you mean/], ['kye', /Did you mean\s*key/], ['keys', /results$/]]) {
    await page.getByRole('combobox').fill(typed);
    await page.getByRole('status').filter({ hasText: meant }).waitFor();
  }
  await page.close();
});

/** The shards that a page asks for. @param {import('playwright-core').Page} page */
function shards(page) {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const [, name] = /\/search\/([0-9a-f]+\/\w+\.js)$/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  return asked;
}

/** A page whose clock stands, with the dialog open. */
async function stopped() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 600 } });
  const page = await context.newPage();
  const asked = shards(page);
  await page.clock.install({ time: new Date('2026-01-01T08:00:00') });
  await page.goto(`${ways[0][1]}about.html`);
  await page.waitForLoadState();
  await page.keyboard.press('/');
  await page.getByRole('combobox').waitFor();
  await page.clock.pauseAt(new Date('2026-01-01T09:00:00'));
  /** Lets time pass until all that was typed is answered. */
  const answered = async () => {
    for (const busy = page.locator('#search-list[aria-busy=true]'); (await busy.count()) > 0; ) await page.clock.runFor(100);
    return titles(page);
  };
  return { context, page, asked, answered };
}

test('what found nothing is kept once it is left, and the page of the search shows it, to copy or to forget', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const complaints = watch(page, ways[0][1]);
  const search = async (/** @type {string} */ query) => {
    await page.keyboard.type(query, { delay: 20 });
    await page.locator('#search-list[aria-busy=false]').waitFor({ state: 'attached' });
  };
  await page.goto(`${ways[0][1]}about.html`);
  await page.keyboard.press('/');
  const box = page.getByRole('combobox');
  await box.waitFor();
  await search('qqxylophone');
  await page.locator('.search-status').filter({ hasText: 'Nothing found' }).waitFor();
  for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+A');
  await search('idempotency');
  await titles(page);
  await page.keyboard.press('Control+A');
  await search('zzquark');
  await page.locator('.search-status').filter({ hasText: 'Nothing found' }).waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${ways[0][1]}search.html`);
  const list = page.locator('details.search-failed');
  await list.locator('summary').click();
  assert.deepEqual(await list.locator('li').allTextContents(), ['zzquark', 'qqxylophone']);
  await list.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied').waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '- zzquark\n- qqxylophone');
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true });
  await list.getByRole('button', { name: 'Forget' }).click();
  assert.equal(await list.count(), 0);
  await page.reload();
  await page.getByRole('combobox').waitFor();
  assert.equal(await list.count(), 0, 'it is forgotten');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('typing letter by letter loads what pasting loads, after the last letter', async () => {
  const query = 'consistent hashing';
  const typed = await stopped();
  for (const letter of query) {
    await typed.page.keyboard.type(letter);
    await typed.page.clock.runFor(130);
  }
  assert.deepEqual(typed.asked, [], 'nothing is loaded for half a word that goes on');
  const found = await typed.answered();
  const pasted = await stopped();
  await pasted.page.keyboard.insertText(query);
  assert.deepEqual(await pasted.answered(), found);
  assert.deepEqual(typed.asked.sort(), pasted.asked.sort());
  assert.ok(typed.asked.length > 0);
  // What has been loaded answers before typing rests.
  const before = typed.asked.length;
  await typed.page.keyboard.press('Backspace');
  await typed.page.keyboard.type('g');
  await typed.page.clock.runFor(90);
  await typed.page.locator('#search-list[aria-busy=false]').waitFor({ state: 'attached' });
  assert.equal(typed.asked.length, before);
  await typed.context.close();
  await pasted.context.close();
});

test('results below those that are seen are loaded when the list is moved; Enter and the selection stay', async () => {
  const { context, page, answered } = await stopped();
  await page.keyboard.insertText('transaction');
  const first = await answered();
  assert.ok(first.length < 10, `${first.length} results`);
  for (let i = 1; i < first.length; i++) await page.keyboard.press('ArrowDown');
  await page.locator('#search-9').waitFor({ state: 'attached' });
  assert.deepEqual((await page.locator('#search-list .search-title').allTextContents()).slice(0, first.length), first);
  assert.equal(await page.getByRole('combobox').getAttribute('aria-activedescendant'), `search-${first.length - 1}`);
  assert.equal(await page.locator('#search-list [aria-selected=true]').count(), 1);
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.getByRole('combobox').getAttribute('aria-activedescendant'), `search-${first.length}`);
  await context.close();
});

for (const [name, width, hasTouch] of /** @type {const} */ ([['a wide window', 1280, false], ['a phone', 390, true]])) {
  test(`the dialog on ${name}: filters leave room for results, and come before Close; keys are told to those who have some`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, hasTouch, isMobile: hasTouch });
    const page = await context.newPage();
    await page.goto(`${ways[0][1]}about.html`);
    await page.keyboard.press('/');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('transaction');
    await titles(page);
    const boxes = await page.locator('.search-facets button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().toJSON()));
    const rows = new Set(boxes.map(({ top }) => top)).size;
    assert.ok(rows <= 2, `${rows} rows of filters`);
    const status = await page.getByRole('status').boundingBox();
    for (const { bottom } of boxes) assert.ok(bottom <= (status?.y ?? 0), 'all of a row is seen');
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement?.id ?? ''), /^search-[lk]\//);
    assert.equal(await page.locator('.search-keys').isVisible(), !hasTouch);
    await context.close();
  });
}

test('the same is found over HTTP and from disk', async () => {
  const page = await browser.newPage();
  for (const query of ['c++', 'isolation levels', 'cachng', 'k8s', 'nothing-of-the-kind-xyz eventual']) {
    const found = [];
    for (const [, base] of ways) {
      await page.goto(`${base}search.html?q=${encodeURIComponent(query)}`);
      found.push(await titles(page));
    }
    assert.deepEqual(found[0], found[1], query);
  }
  await page.close();
});

test('a shard that another build has replaced reloads the manifest, once', async () => {
  const page = await browser.newPage();
  const [[, base]] = ways;
  let [manifests, refused] = [0, 0];
  await page.route(/\/search\/[0-9a-f]+\/d\d+\.js/, (route) => (refused++ ? route.continue() : route.fulfill({ status: 404 })));
  page.on('request', (request) => (manifests += +/search\/manifest\.js/.test(request.url())));
  await page.goto(`${base}search.html?q=transaction`);
  assert.ok((await titles(page)).length > 0);
  assert.equal(manifests, 2);
  await page.close();
});

test('without JavaScript the page says what to do instead', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${ways[0][1]}search.html`);
  assert.match(await page.locator('main').textContent() ?? '', /needs JavaScript/);
  await context.close();
});

for (const [colorScheme, width] of /** @type {const} */ ([['light', 1280], ['dark', 390]])) {
  test(`axe-core finds nothing: ${colorScheme}, ${width} px`, async () => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const [[, base]] = ways;
    const look = async (/** @type {string} */ state) => {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), RULES);
      none(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${state}: ${id}: ${node.target} ${node.failureSummary}`)));
    };
    await page.goto(`${base}about.html`);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await look('an empty dialog');
    await page.keyboard.type('transaction');
    await titles(page);
    await look('results');
    await page.goto(`${base}search.html?q=transaction`);
    await titles(page);
    await look('the page');
    await context.close();
  });
}
