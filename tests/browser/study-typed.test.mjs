// Typed answers: what they seem to say is asked, never decided; and points that were missed stay.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { study } from './support/site.mjs';
import { grade, inState, kept, openStudy, setStudy, state, wait } from './support/study.mjs';

const browser = await launch();
const BOOK = 'study-fixture';
const ways = await bothWays(study());
const [[, base]] = ways;

/** A card with typing on, its answer typed and shown. @param {string} words @param {string} [from] */
async function typed(words, from = base) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = watch(page, from);
  await openStudy(page, from, '?card=databases/acid');
  await setStudy(page, BOOK, { typing: true });
  await openStudy(page, from, '?card=databases/acid');
  await inState(page, 'question');
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
  await inState(page, 'answer');
  await page.waitForSelector('.checklist .claim');
  return { context, page, complaints };
}

for (const [way, from] of ways) {
  test(`${way}: each point has the sentence that seems to say it, as a question; nothing is ticked or graded by it`, async () => {
    const { context, page, complaints } = await typed('A commit survives a crash. All or nothing happens. The weather is fine.', from);
    const claims = await page.$$eval('.checklist > li', (all) => all.map((item) => [item.querySelector('.claim')?.className, item.querySelector('q')?.textContent ?? '', item.querySelector('input')?.checked]));
    assert.deepEqual(claims[0], ['claim claim-said', 'All or nothing happens.', false]);
    assert.deepEqual(claims[3], ['claim claim-said', 'A commit survives a crash.', false]);
    assert.equal(claims[1][0], 'claim claim-none');
    assert.match(await page.textContent('.checklist > li:nth-child(4) .claim'), /Did you say this/);
    assert.deepEqual(await page.$$eval('.typed-answer mark.seems-said', (all) => all.map((mark) => mark.textContent)), ['A commit survives a crash.', 'All or nothing happens.']);
    assert.equal(await page.$('.grade.suggested'), null, 'no grade is suggested before the learner has said anything');
    assert.equal(complaints.length, 0, complaints.join('\n'));
    await context.close();
  });
}

test('one press confirms what seems said; a grade without any tick stores no missed points', async () => {
  const { context, page } = await typed('A commit survives a crash. All or nothing happens.');
  await page.getByRole('button', { name: /seem said/ }).click();
  assert.deepEqual(await page.$$eval('.checklist input', (all) => all.map((box) => box.checked)), [true, false, false, true]);
  assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), '2');
  await page.keyboard.press('s');
  await inState(page, 'end', 'question');
  assert.deepEqual((await kept(page, BOOK))[0].missed, [1, 2]);
  await context.close();

  const other = await typed('I say it in words that nobody expected.');
  await wait(other.page, 1000);
  await other.page.keyboard.press('d');
  await inState(other.page, 'end', 'question');
  assert.equal((await kept(other.page, BOOK))[0].missed, undefined, 'a right answer without hits is not all missed');
  await other.context.close();
});

test('Space leads from a typed answer to its points before it grades', async () => {
  const { context, page } = await typed('Something.');
  for (let i = 0; i < 30 && (await page.evaluate(() => !document.activeElement?.matches('.checklist input'))); i++) {
    await wait(page, 1000);
    await page.keyboard.press(' ');
  }
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.checklist input')), 'the first point has the focus');
  assert.equal(await state(page), 'answer');
  assert.deepEqual(await kept(page, BOOK), []);
  await context.close();
});

test('missed points are shown when the card comes again, and stand on the progress page', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, base, '?card=databases/acid&mode=cram');
  await inState(page, 'question');
  assert.equal(await page.$('.missed-note'), null);
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('d');
  await inState(page, 'end');
  await openStudy(page, base, '?card=databases/acid&mode=cram');
  await inState(page, 'question');
  assert.match(await page.textContent('.missed-note'), /2 key points/);
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  assert.deepEqual(await page.$$eval('.checklist > li', (all) => all.map((item) => item.querySelector('.missed-before') !== null)), [false, false, true, true]);
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#progress-missed-section:not([hidden])');
  assert.match(await page.textContent('.missed-list'), /Isolation: concurrent.*missed once/);
  await page.click('#progress-missed-study');
  await inState(page, 'question');
  assert.match(await page.textContent('.study-question'), /ACID/);
  await context.close();
});

test('undo reaches back past closing the page, also to a card that was not chosen this time', async () => {
  const context = await browser.newContext();
  let page = await context.newPage();
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  await grade(page, '3');
  await page.close();
  page = await context.newPage();
  await openStudy(page, base, '?card=databases/wal');
  await inState(page, 'question');
  await page.keyboard.press('u');
  await page.waitForFunction(() => /ACID/.test(document.querySelector('.study-question')?.textContent ?? ''));
  const events = await kept(page, BOOK);
  assert.deepEqual(events.map(({ type }) => type), ['grade', 'undo']);
  assert.equal(events[1].of, events[0].id);
  await context.close();
});

test('a typed answer of an interview outlives a reload, and the bare page offers to go on', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const inPart = (state) => page.waitForSelector(`#app-interview[data-state=${state}]`);
  await page.goto(`${base}interview.html?seed=abc234&stage=technical&minutes=45`);
  await inPart('setup');
  assert.ok(await page.locator('#interview-draft').isHidden());
  await page.check('input[name=typing]');
  await page.click('#interview-start');
  await inPart('question');
  const question = await page.textContent('.study-question');
  assert.ok(await page.locator('#interview-draft').isHidden(), 'what is under way is not offered above itself');
  await page.fill('.study-typed textarea', 'Half an answ');
  await page.goto(`${base}interview.html`);
  await inPart('setup');
  await page.click('#interview-draft-resume');
  await inPart('question');
  assert.equal(await page.textContent('.study-question'), question);
  assert.equal(await page.inputValue('.study-typed textarea'), 'Half an answ');
  await page.click('#interview-leave');
  await inPart('setup');
  assert.ok(await page.locator('#interview-draft').isVisible(), '✕ offers to go on as well');
  await page.click('#interview-draft-drop');
  assert.ok(await page.locator('#interview-draft').isHidden());
  await context.close();
});
