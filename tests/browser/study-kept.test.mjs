// What a learner has begun is not lost: typed answers and ticks, an interview's clock and marks; and a day that is done can go on.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { study } from './support/site.mjs';
import { grade, inState, kept, openStudy, pressOn, put, question, setStudy, state, wait } from './support/study.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';

const browser = await launch();
const BOOK = 'study-fixture';
const ways = await bothWays(study());
const [[, base]] = ways;

for (const [way, from] of ways) {
  test(`${way}: what is typed and ticked outlives the page, and an undo brings it back`, async () => {
    const context = await browser.newContext();
    let page = await context.newPage();
    const complaints = watch(page, from);
    await openStudy(page, from);
    await setStudy(page, BOOK, { typing: true });
    await openStudy(page, from, '?card=databases/acid&card=apis/idempotency');
    await page.click('#study-start');
    await inState(page, 'question');
    const first = await question(page);
    await page.fill('.study-typed textarea', 'All or nothing.');
    await page.close();

    page = await context.newPage();
    await openStudy(page, from, '?card=apis/idempotency&card=databases/acid');
    await page.click('#study-start');
    await inState(page, 'question');
    assert.equal(await question(page), first, 'the card that was being answered comes first');
    assert.equal(await page.inputValue('.study-typed textarea'), 'All or nothing.');
    await page.keyboard.press('Control+Enter');
    await inState(page, 'answer');
    const hasPoints = (await page.locator('.checklist input').count()) > 1;
    assert.ok(hasPoints);
    await page.locator('.checklist input').nth(1).check();
    const suggested = await page.getAttribute('.grade.suggested', 'data-grade');
    await page.reload();
    await page.waitForSelector('#app-study[data-state=setup]');
    await page.click('#study-start');
    await inState(page, 'question');
    await page.click('#study-show');
    await inState(page, 'answer');
    assert.ok(await page.locator('.checklist input').nth(1).isChecked(), 'ticks outlive a reload');
    assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), suggested);

    await pressOn(page, '4');
    assert.notEqual(await question(page), first);
    assert.equal(await page.inputValue('.study-typed textarea'), '', 'another card has a box of its own');
    await page.click('#study-undo');
    await page.waitForFunction((words) => document.querySelector('.study-question')?.textContent === words, first);
    await inState(page, 'question');
    assert.equal(await page.inputValue('.study-typed textarea'), 'All or nothing.');
    await page.click('#study-show');
    await inState(page, 'answer');
    assert.ok(await page.locator('.checklist input').nth(1).isChecked());
    // A card that comes again is asked anew.
    await pressOn(page, '1');
    await page.keyboard.press('Control+Enter');
    await inState(page, 'answer');
    await pressOn(page, '4');
    assert.equal(await question(page), first);
    assert.equal(await page.inputValue('.study-typed textarea'), '');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('chosen boxes, filled gaps and hints come back as well', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, base, '?card=databases/index-type');
  await inState(page, 'question');
  await page.getByRole('radio', { name: 'A B-tree' }).check();
  await openStudy(page, base, '?card=databases/index-type');
  await inState(page, 'question');
  assert.ok(await page.getByRole('radio', { name: 'A B-tree' }).isChecked());
  await openStudy(page, base, '?card=databases/wal');
  await inState(page, 'question');
  await page.locator('.gap').fill('a log');
  await openStudy(page, base, '?card=databases/wal');
  await inState(page, 'question');
  assert.equal(await page.locator('.gap').inputValue(), 'a log');
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  await page.click('#study-hint');
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  assert.equal(await page.locator('.study-hint').count(), 1);
  await context.close();
});

for (const hasDate of [true, false]) {
  test(`whoever is through with the day takes more new cards, ${hasDate ? 'with' : 'without'} a date`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const now = Date.now();
    await openStudy(page, base);
    await setStudy(page, BOOK, { fresh: 0, ...(hasDate ? { minutes: 60 } : {}) });
    // On the last two days before a date nothing new comes.
    if (hasDate) await put(page, BOOK, [events.createEvent('goal', { date: days.today(now) + 2, level: '' }, { now })]);
    await openStudy(page, base);
    await page.waitForSelector('#study-extra:not([hidden])');
    assert.ok(await page.isDisabled('#study-start'));
    assert.equal(await page.isVisible('#study-new-note'), false, 'the settings are closed');
    await page.click('#study-settings > summary');
    assert.equal(await page.isVisible('#study-new-note'), hasDate);
    if (hasDate) assert.match(await page.textContent('#study-new-note'), /the plan says how many: 0 today/);
    // What the day leaves of the topics that are loaded.
    const more = Number(/^Take more new cards: ([1-5])$/.exec(await page.textContent('#study-extra'))?.[1]);
    await page.click('#study-extra');
    await inState(page, 'question');
    assert.equal(await page.textContent('#study-left'), `${more} left`);
    for (let i = 0; i < more; i++) await grade(page, '4');
    await inState(page, 'end');
    await page.click('#study-again');
    await inState(page, 'setup');
    await page.waitForSelector('#study-extra:not([hidden])');
    await page.click('#study-extra');
    await inState(page, 'question');
    assert.match(await page.textContent('#study-left'), /^[1-5] left$/, 'and again');
    assert.equal((await kept(page, BOOK)).filter(({ type }) => type === 'grade').length, more);

    // Pressed before the form has counted what the session has left: the button still says what it said before.
    const again = Number(/^[1-5]/.exec(await page.textContent('#study-left'))?.[0]);
    for (let i = 0; i < again; i++) await grade(page, '4');
    await inState(page, 'end');
    await page.evaluate(() => {
      for (const id of ['study-again', 'study-extra']) document.getElementById(id).click();
    });
    await inState(page, 'question');
    assert.match(await page.textContent('#study-left'), /^[1-5] left$/, 'those that come after them');
    await context.close();
  });
}

test('a learning card that comes early says so, and the time under a grade is the longest', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  assert.ok(await page.isHidden('#study-notice'));
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  assert.match(await page.textContent('#study-next-3'), /^≤ 10 min$/);
  await pressOn(page, '3');
  assert.equal(await state(page), 'question', 'nothing else is left: it comes at once');
  assert.match(await page.textContent('#study-notice'), /is shown early/);
  await context.close();
});

test('each grade shows the key that gives it', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const shown = () => page.locator('.grade kbd:visible').allTextContents();
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  assert.deepEqual(await shown(), ['a', 's', 'd', 'f'], 'digits tick the points');
  await openStudy(page, base, '?card=databases/index-type');
  await inState(page, 'question');
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  assert.deepEqual(await shown(), ['1', '2', '3', '4']);
  await page.evaluate(() => localStorage.setItem('recto:keys', 'false'));
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  await page.click('#study-show');
  await inState(page, 'answer');
  assert.deepEqual(await shown(), [], 'none where single keys are off');
  await context.close();
});

const inPart = (page, part) => page.waitForSelector(`#app-interview[data-state=${part}]`);
/** The seconds on the clock. */
const seconds = async (page) => (await page.textContent('#interview-time')).split(':').reduce((sum, part) => 60 * sum + Number(part), 0);

test('an interview goes on where it was left: clock, question, marks; home and study say that there is one', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = watch(page, base);
  await page.addInitScript(() => {
    let now = 1000;
    performance.now = () => now;
    globalThis.testWait = (ms) => void (now += ms);
  });
  const resume = async () => {
    await page.goto(`${base}interview.html`);
    await inPart(page, 'setup');
    await page.click('#interview-draft-resume');
  };
  await page.goto(`${base}interview.html?seed=abcdef&level=mid&stage=technical&minutes=45`);
  await inPart(page, 'setup');
  await page.click('#interview-start');
  await inPart(page, 'question');
  const first = await page.textContent('.study-question');
  await wait(page, 95000);
  await page.waitForFunction(() => document.getElementById('interview-time').textContent === '1:35');
  await page.goto(`${base}index.html`);
  await page.waitForSelector('#resume-interview:not([hidden])');
  await page.goto(`${base}study.html`);
  await page.waitForSelector('#resume-interview:not([hidden])');

  await resume();
  await inPart(page, 'question');
  assert.equal(await page.textContent('.study-question'), first);
  assert.equal(await seconds(page), 95, 'nothing was typed, and the clock goes on');
  await wait(page, 30000);
  await page.click('#interview-next');
  await inPart(page, 'rubric');
  await page.locator('.checklist input').first().check();
  await page.getByRole('radio', { name: /^Depth.*Above/ }).check();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Half of it.');
  await resume();
  await inPart(page, 'rubric');
  assert.equal(await page.textContent('.study-question'), first, 'the answer was shown, and is not asked again');
  assert.equal(await seconds(page), 125);
  assert.ok(await page.locator('.checklist input').first().isChecked());
  assert.ok(await page.getByRole('radio', { name: /^Depth.*Above/ }).isChecked());
  assert.equal(await page.getByRole('textbox', { name: 'Notes' }).inputValue(), 'Half of it.');
  await page.click('#interview-next');
  await inPart(page, 'question');
  assert.equal(await seconds(page), 0, 'the next question has its own time');

  // Another version of the guide that asks the same so far.
  await page.evaluate((key) => localStorage.setItem(key, localStorage.getItem(key).replace(/guide=[^&"]*/, 'guide=older')), `recto:${BOOK}:interview`);
  await resume();
  await inPart(page, 'question');
  assert.match(await page.textContent('#interview-place'), /Question 2 of/);
  while (!(await page.isVisible('#interview-score'))) {
    const before = await page.getAttribute('#app-interview', 'data-state');
    await page.click('#interview-next');
    await page.waitForFunction((old) => document.getElementById('app-interview').dataset.state !== old, before);
  }
  const [event] = await kept(page, BOOK);
  assert.deepEqual([event.paper.questions[0].ms, event.paper.questions[0].notes], [125000, 'Half of it.']);
  // One question of several was judged: the share is of that one alone, and says so.
  const n = event.paper.questions.length;
  assert.match(await page.locator('#interview-score .study-sum dd').first().textContent(), new RegExp(`% 1 of ${n} judged$`));
  await page.goto(`${base}interview.html`);
  await inPart(page, 'setup');
  assert.match(await page.textContent('#interview-past .score'), new RegExp(`1 of ${n} judged`));
  await page.goto(`${base}index.html`);
  assert.ok(await page.isHidden('#resume-interview'));
  assert.deepEqual(complaints, []);
  await context.close();
});
