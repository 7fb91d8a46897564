// What a session is made of, and what its keys and the learner's finger do: filters, cram, leeches, undo without end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { study } from './support/site.mjs';
import { grade, hears, inState, kept, listen, logOf, openStudy, pressOn, put, question, state } from './support/study.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';

const BOOK = 'study-fixture';
const site = study();
const [[, base]] = await bothWays(site);
const browser = await launch();
const CARDS = JSON.parse(readFileSync(join(site, 'guide.json'), 'utf8')).cards;

/** A page in its own profile, with some history. @param {string} query @param {any[]} [history] */
async function open(query, history = [], options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await openStudy(page, base);
  if (history.length) await put(page, BOOK, history);
  await openStudy(page, base, query);
  // A link to a card starts at once.
  if (query.split('card=').length !== 2) await page.click('#study-start');
  await inState(page, 'question');
  return { context, page };
}

const current = (page) => page.evaluate(() => decodeURIComponent(new URL(document.getElementById('study-open').href).pathname).replace(/^.*?\/guide\//, '').replace(/\.html$/, ''));

for (const [what, query, fits] of [
  ['a level and a kind', 'level=mid&kind=concept', (c) => c.level === 'mid' && c.kind === 'concept'],
  ['a tag', 'tag=transactions', (c) => c.tags.includes('transactions')],
  ['a topic and a level', 'topic=apis&level=junior', (c) => c.id.startsWith('apis/') && c.level === 'junior'],
]) {
  test(`a session of ${what} has those cards and no others`, async () => {
    const { context, page } = await open(`?mode=cram&${query}`);
    const seen = [];
    while ((await state(page)) === 'question' && seen.length < 40) {
      seen.push(await current(page));
      await grade(page, '4');
    }
    assert.deepEqual([...new Set(seen)].sort(), CARDS.filter(fits).map((c) => c.id).sort());
    await context.close();
  });
}

test('what is ticked in the form is what the session holds', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, base);
  await page.getByRole('checkbox', { name: /^Databases/ }).check();
  await page.getByRole('checkbox', { name: 'Mid-level' }).check();
  await page.getByRole('radio', { name: 'Cram' }).check();
  const n = CARDS.filter((c) => c.id.startsWith('databases/') && c.level === 'mid').reduce((sum, c) => sum + (c.clozes?.length ?? 1), 0);
  await page.waitForFunction((wanted) => document.getElementById('study-counts').textContent.trim().startsWith(`${wanted} card`), n);
  await context.close();
});

test('cram: an unknown card comes again soon, and no interval changes', async () => {
  const now = Date.now() - 2 * days.DAY;
  const known = events.createEvent('grade', { card: 'databases/acid', g: 3, ms: 1, days: 20 }, { now });
  const { context, page } = await open('?mode=cram&topic=apis&topic=databases&level=junior', [known]);
  const acid = async () => (await logOf(page, BOOK)).card('databases/acid');
  const before = await acid();
  const missed = await current(page);
  await grade(page, '1');
  const asked = [];
  for (let i = 0; i < 6 && (await state(page)) === 'question'; i++) {
    asked.push(await current(page));
    await grade(page, '3');
  }
  assert.ok(asked.includes(missed), `${missed} in ${asked}`);
  const saved = (await kept(page, BOOK)).filter((e) => e.id !== known.id);
  assert.ok(saved.length >= 5 && saved.every((e) => e.type === 'cram'), 'kept as cram');
  assert.deepEqual(await acid(), before);
  assert.equal(await page.locator('.grade small:visible').count(), 0, 'no intervals are shown, and no room is left for them');
  if ((await state(page)) !== 'end') await page.keyboard.press('Escape');
  await inState(page, 'end');
  const spent = (await page.locator('#study-report .study-sum div').filter({ hasText: 'Time' }).locator('dd').textContent()).trim();
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#app-progress[data-state=shown]');
  assert.equal((await page.locator('#progress-sum div').filter({ hasText: /time/i }).locator('dd').textContent()).trim(), spent, 'the progress page agrees');
  await context.close();
});

/** A card that was forgotten `lapses` times and is due again. */
function forgotten(card, lapses) {
  const start = Date.now() - 60 * days.DAY;
  const at = (day, fields) => events.createEvent('grade', { card, ms: 1000, ...fields }, { now: start + day * days.DAY });
  const list = [at(0, { g: 4, days: 3 })];
  for (let i = 0; i < lapses; i++) list.push(at(3 + 6 * i, { g: 1, step: 0, wait: 600 }), at(3.01 + 6 * i, { g: 3, days: 5 }));
  return list;
}

test('the eighth lapse makes a leech: suspended, listed at the end, explained; an undo takes it back', async () => {
  const { context, page } = await open('?card=databases/acid', forgotten('databases/acid', 7));
  await grade(page, '1');
  await inState(page, 'end');
  assert.match(await page.textContent('#study-report'), /forgotten too often.*set aside until you resume them.*ACID/s);
  const card = async () => (await logOf(page, BOOK)).card('databases/acid');
  assert.deepEqual([(await card()).suspended, (await card()).lapses], [true, 8]);
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#progress-aside li');
  assert.match(await page.textContent('#progress-aside'), /Forgotten too often/);
  await context.close();

  const again = await open('?card=databases/acid', forgotten('databases/acid', 7));
  await grade(again.page, '1');
  await inState(again.page, 'end');
  await again.page.keyboard.press('u');
  await inState(again.page, 'question');
  assert.equal((await logOf(again.page, BOOK)).card('databases/acid').suspended, false);
  await again.context.close();
});

test('undo without end: every grade, bury and suspend of the session, back to the first card', async () => {
  const { context, page } = await open('?topic=databases&mode=new');
  const first = await question(page);
  const untouched = (await logOf(page, BOOK)).cards().length;
  for (const key of ['4', '3', '-', '1', '@', '2', '4', '4']) await (key === '-' || key === '@' ? pressOn(page, key) : grade(page, key));
  for (let i = 0; i < 8; i++) await pressOn(page, 'u');
  assert.equal(await question(page), first);
  assert.equal(await page.isDisabled('#study-undo'), true);
  const log = await logOf(page, BOOK);
  const states = log.cards().map((id) => log.card(id)).filter((s) => s.phase !== 'new' || s.suspended || s.buried);
  assert.deepEqual([untouched, states], [0, []]);
  assert.equal((await kept(page, BOOK)).length, 16, 'nothing was removed from the log');
  await context.close();
});

test('h, i, e and ? do what the list says', async () => {
  const { context, page } = await open('?card=databases/acid');
  const complaints = watch(page, base);
  const heard = await listen(page);
  await page.keyboard.press('h');
  assert.equal(await page.locator('.study-hint').count(), 1);
  await hears(heard, /Four properties, four different failures/);
  await page.keyboard.press('i');
  const about = page.getByRole('dialog', { name: 'About this card' });
  await about.waitFor();
  assert.match(await about.textContent(), /ACID.*State.*New/s);
  await page.keyboard.press('Escape');
  await about.waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard' });
  await list.waitFor();
  for (const words of ['Again', 'Hard', 'Good', 'Easy', 'Undo', 'Set aside until tomorrow', 'Set aside', 'Hint', 'Edit this card', 'About this card', 'Show the answer, scroll to its end, then give the suggested grade']) {
    assert.equal(await list.getByRole('definition').filter({ hasText: new RegExp(`^${words}$`) }).count(), 1, words);
  }
  await page.keyboard.press('3');
  assert.equal(await state(page), 'question', 'no grade while a dialog is open');
  await page.keyboard.press('Escape');
  await context.route('https://github.com/**', (route) => route.fulfill({ body: 'the host' }));
  await list.waitFor({ state: 'hidden' });
  const [popup] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('e')]);
  await popup.waitForURL('https://github.com/example/guide/edit/main/content/databases/acid.md');
  assert.equal(await state(page), 'question', 'the session stays');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('Escape closes the menu, then ends the session; nothing graded is lost, and undo leads back', async () => {
  const { context, page } = await open('?topic=databases&mode=new');
  await grade(page, '3');
  assert.match(await page.textContent('#study-left'), /^1 answered · \d+ left(?: · to repeat: 1)?$/);
  const second = await question(page);
  await page.click('#study-menu summary');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#study-menu[open]').count(), 0);
  assert.equal(await state(page), 'question');
  await page.keyboard.press('Escape');
  await inState(page, 'end');
  assert.equal((await kept(page, BOOK)).filter((event) => event.type === 'grade').length, 1);
  await page.keyboard.press('u');
  await inState(page, 'question');
  assert.notEqual(await question(page), second);
  await context.close();
});

test('a real finger: a swipe grades, a scroll does not', async () => {
  const { context, page } = await open('?topic=left&mode=new', [], { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const cdp = await context.newCDPSession(page);
  const drag = async (from, to) => {
    const at = (i) => [{ x: from[0] + ((to[0] - from[0]) * i) / 10, y: from[1] + ((to[1] - from[1]) * i) / 10 }];
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let i = 1; i <= 10; i++) await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(i) });
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const { x, y, height } = await page.locator('.study-card').boundingBox();
  const middle = y + height / 2;
  await drag([x + 200, middle], [x + 205, middle + 150]);
  assert.equal(await state(page), 'question', 'a scroll turns nothing');
  await drag([x + 60, middle], [x + 300, middle + 8]);
  await inState(page, 'answer');
  const card = await page.$('.study-card');
  await drag([x + 60, middle], [x + 300, middle + 8]);
  await page.waitForFunction((old) => !old.isConnected, card);
  const [event] = await kept(page, BOOK);
  assert.deepEqual([event.type, event.g], ['grade', 3], 'to the right is Good');
  await context.close();
});
