// The table of all cards: filters, orders, what the buttons do to the chosen cards, flags and notes; all of it in the log, on both ways to open.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { study } from './support/site.mjs';
import { kept, put } from './support/study.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BOOK = 'study-fixture';
const ways = await bothWays(study());
const [[, base]] = ways;
const browser = await launch();

async function open(page, address = base, query = '') {
  await page.goto(`${address}browse.html${query}`);
  await page.waitForSelector('#app-browse[data-state=shown]');
}

const titles = (page) => page.locator('#browse-rows tr:not(.browse-open) th a').allTextContents();
const rowOf = (page, title) => page.locator('#browse-rows tr', { has: page.getByRole('link', { name: title }) });

for (const [way, address] of ways) {
  test(`${way}: cards are found, chosen, and what is done to them is kept`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints = watch(page, address);
    await open(page, address);
    const all = await titles(page);
    assert.ok(all.length > 8, `${all.length}`);
    await page.getByLabel('Words in the question').fill('idempot');
    await page.waitForFunction((n) => document.querySelectorAll('#browse-rows tr').length < n, all.length);
    const [title] = await titles(page);
    assert.match(title, /idempot/i);
    await page.getByRole('checkbox', { name: title, exact: true }).check();
    await page.getByRole('button', { name: 'Flag', exact: true }).click();
    await page.waitForSelector('tr.flagged');
    await page.getByRole('button', { name: 'Set aside', exact: true }).click();
    await rowOf(page, title).getByText('Set aside').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.waitForFunction((n) => document.querySelectorAll('#browse-rows tr').length === n, all.length);
    await page.reload();
    await page.waitForSelector('#app-browse[data-state=shown]');
    await page.getByLabel('Marks').selectOption('flag');
    await page.waitForFunction(() => document.querySelectorAll('#browse-rows tr').length === 1);
    assert.deepEqual(await titles(page), [title]);
    assert.match(await page.textContent('#browse-rows'), /Set aside/);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('chosen cards are studied by one press, and those alone', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await open(page);
  const chosen = (await titles(page)).slice(0, 2);
  for (const title of chosen) await page.getByRole('checkbox', { name: title, exact: true }).check();
  await page.getByRole('button', { name: 'Study these cards' }).click();
  await page.waitForURL(/study\.html\?card=.+&card=/);
  await page.locator('#study-start:not([disabled])').click();
  const heading = page.locator('.study-card h2');
  assert.equal((await heading.textContent()).trim(), chosen[0].trim());
  await context.close();
});

test('a phone shows every column of a row, without scrolling to the side', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await open(page);
  await put(page, BOOK, [events.createEvent('grade', { card: 'databases/acid', g: 3, ms: 1, days: 3, missed: [0] }, { now: Date.now() })]);
  await open(page);
  const row = rowOf(page, /ACID/);
  const [title, ...cells] = ['th', ...['topic', 'level', 'state', 'due', 'lapses'].map((name) => `[data-of="${name}"]`), '[data-note]'];
  for (const cell of [title, ...cells]) {
    const { x, width, height } = await row.locator(cell).boundingBox();
    assert.ok(x >= 0 && x + width <= 390 && height > 0, `${cell}: ${x} ${width}`);
  }
  assert.match(await row.locator('[data-of="due"]').evaluate((cell) => getComputedStyle(cell, '::before').content), /Due: /);
  assert.equal(await page.evaluate(() => document.querySelector('.browse-scroll').scrollWidth > document.querySelector('.browse-scroll').clientWidth), false);
  assert.equal(await page.getByRole('cell', { name: 'Databases' }).first().isVisible(), true, 'it is a table to a screen reader');
  await context.close();
});

test('a note in the table: kept when the field is left, searched, exported', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await open(page, base, '?card=databases/acid');
  await page.fill('#browse-note', 'Lecture <b>three</b>');
  await page.getByLabel('Words in the question').focus();
  await page.getByText('Kept.').waitFor();
  await open(page);
  await page.getByLabel('Words in the question').fill('lecture three');
  await page.waitForFunction(() => document.querySelectorAll('#browse-rows tr').length === 1);
  assert.match(await page.textContent('.browse-note'), /Lecture <b>three<\/b>/, 'as text');
  assert.deepEqual((await kept(page, BOOK)).map(({ type, card, text }) => [type, card, text]), [['remark', 'databases/acid', 'Lecture <b>three</b>']]);
  await context.close();
});

for (const [way, address] of ways) {
  test(`${way}: a note and a flag on a card's page, in place, and in a session`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints = watch(page, address);
    await page.goto(`${address}databases/acid.html`);
    await page.getByRole('link', { name: 'Note or flag' }).click();
    await page.getByLabel('Note', { exact: true }).fill('From <i>reading</i>');
    await page.getByLabel('Flagged').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Your note or flag' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Your note or flag' }).click();
    assert.equal(await page.getByLabel('Note', { exact: true }).inputValue(), 'From <i>reading</i>');
    await page.keyboard.press('Escape');
    await page.goto(`${address}study.html?card=databases/acid`);
    await page.waitForSelector('#app-study[data-state=question]');
    assert.equal(await page.getAttribute('#study-flag', 'aria-pressed'), 'true');
    await page.keyboard.press('*');
    await page.getByText('Flag removed.').first().waitFor();
    await page.keyboard.press('n');
    await page.getByLabel('Note', { exact: true }).fill('From the session');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForFunction(() => !document.querySelector('dialog[open]'));
    assert.deepEqual((await kept(page, BOOK)).map(({ type, text, on }) => [type, text ?? on]), [['flag', true], ['remark', 'From <i>reading</i>'], ['flag', false], ['remark', 'From the session']]);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('a reset asks twice and forgets; a review is moved; columns sort', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await open(page);
  const now = Date.now() - 3 * days.DAY;
  await put(page, BOOK, [
    events.createEvent('grade', { card: 'databases/acid', g: 3, ms: 1, days: 30 }, { now }),
    events.createEvent('grade', { card: 'apis/idempotency', g: 3, ms: 1, days: 9 }, { now }),
  ]);
  await open(page);
  const due = page.locator('th[data-column=due] button');
  await due.click();
  assert.equal(await page.getAttribute('th[data-column=due]', 'aria-sort'), 'ascending');
  const [first, second] = await titles(page);
  assert.match(first, /^A payment request/);
  await page.getByRole('checkbox', { name: second, exact: true }).check();
  await page.fill('#browse-day', days.iso(days.today(Date.now()) + 1));
  await page.getByRole('button', { name: 'Move the review' }).click();
  await page.waitForFunction((title) => document.querySelector('#browse-rows th a').textContent === title, second);
  await page.getByRole('button', { name: 'Reset' }).click();
  assert.match(await page.textContent('#browse-sure'), /Press again/);
  assert.equal((await kept(page, BOOK)).filter(({ type }) => type === 'reset').length, 0);
  await page.getByRole('button', { name: 'Reset' }).click();
  await rowOf(page, second).getByText('New', { exact: true }).waitFor();
  assert.deepEqual((await kept(page, BOOK)).map(({ type }) => type).sort(), ['grade', 'grade', 'move', 'reset']);
  await context.close();
});

for (const [width, height, colorScheme] of [[320, 640, 'light'], [844, 390, 'dark'], [1280, 900, 'light'], [390, 844, 'dark']]) {
  test(`${width} px, ${colorScheme}: axe finds nothing, and only the table scrolls sideways`, async () => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    await open(page, base, '?card=databases/acid');
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.length && nodes[0].html]), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await context.close();
  });
}

test('without JavaScript the page says what it needs', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}browse.html`);
  assert.match(await page.textContent('noscript'), /needs JavaScript/);
  assert.ok(!(await page.isVisible('#browse-body')));
  await context.close();
});
