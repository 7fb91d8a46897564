// A study session with the keyboard alone, over HTTP and from disk: nothing that was graded is ever lost.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { build, empty, study } from './support/site.mjs';
import { grade, hears, inState, kept, listen, openStudy, pressOn, question, setStudy, state, wait } from './support/study.mjs';

const browser = await launch();
const BOOK = 'study-fixture';

/** The id of the card shown, from the menu's link to its page. */
const shown = (page) => page.evaluate(() => new URL(document.getElementById('study-open').href).pathname.replace(/^.*?\/(?=[^/]+\/[^/]+\.html$)/, '').replace(/\.html$/, ''));

const ways = await bothWays(study());
const [[, base]] = ways;

for (const [way, base] of ways) {
  test(`${way}: 30 cards of every type by keyboard; undo, bury, suspend; a tab closed in the middle of a card`, async () => {
    const context = await browser.newContext();
    let page = await context.newPage();
    const complaints = watch(page, base);
    await openStudy(page, base, '?topic=databases&topic=apis');
    const expected = [];
    const types = new Set();

    // To the start button and into the session without a mouse.
    for (let i = 0; i < 40 && (await page.evaluate(() => document.activeElement?.id)) !== 'study-start'; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await inState(page, 'question');

    const study = async (count) => {
      for (let i = 0; i < count; i++) {
        const id = await shown(page);
        types.add(await page.getAttribute('.study-card', 'data-type'));
        const key = ['3', '4', '1', '2', ' '][i % 5];
        const g = key === ' ' ? 3 : Number(key);
        assert.equal(await grade(page, key), 'question');
        expected.push([id, g]);
      }
    };
    await study(8);

    const before = await question(page);
    await page.keyboard.press('u');
    await page.waitForFunction((old) => document.querySelector('.study-question')?.textContent !== old, before);
    assert.equal(await shown(page), expected.at(-1)[0], 'undo goes back to the card graded last');
    expected.pop();
    await study(1);

    const buried = await shown(page);
    await pressOn(page, '-');
    const suspended = await shown(page);
    await pressOn(page, '@');
    await study(5);

    await page.keyboard.press(' ');
    await inState(page, 'answer');
    await page.close();

    page = await context.newPage();
    await openStudy(page, base, '?topic=databases&topic=apis');
    await page.locator('#study-start').press('Enter');
    await inState(page, 'question');
    await study(17);

    const events = await kept(page, BOOK);
    const undone = new Set(events.filter((e) => e.type === 'undo').map((e) => e.of));
    const grades = events.filter((e) => e.type === 'grade' && !undone.has(e.id));
    assert.deepEqual(grades.map((e) => [e.card.replace(/\/c-.*$/, ''), e.g]), expected);
    assert.ok(grades.length >= 30, `${grades.length} grades`);
    assert.deepEqual([...types].sort(), ['choice', 'cloze', 'open']);
    assert.deepEqual(events.filter((e) => e.type === 'bury' || e.type === 'suspend').map((e) => [e.type, e.card.replace(/\/c-.*$/, '')]), [['bury', buried], ['suspend', suspended]]);
    assert.ok(!grades.slice(-17).some((e) => [buried, suspended].includes(e.card)), 'what was put aside does not come');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

const session = async (query = '') => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, base, query);
  // A link to one card starts at once.
  if (query.split('card=').length !== 2) await page.click('#study-start');
  await inState(page, 'question');
  return { context, page };
};

test('every state is told to screen readers, and the focus goes where reading goes on', async () => {
  const { context, page } = await session('?card=databases/acid');
  const heard = await listen(page);
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'study-question');
  await page.getByRole('button', { name: 'Hint', exact: true }).click();
  await page.keyboard.press('h');
  assert.equal(await page.getByRole('button', { name: 'Hint', exact: true }).isVisible(), false, 'no third hint');
  await page.getByRole('button', { name: 'Show answer', exact: true }).click();
  await inState(page, 'answer');
  assert.match(await page.evaluate(() => document.activeElement?.className), /study-back/);
  for (const name of ['Again', 'Hard', 'Good', 'Easy']) assert.ok(await page.getByRole('button', { name, exact: true }).isVisible(), name);
  await page.getByRole('button', { name: 'Easy', exact: true }).click();
  await inState(page, 'end');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await inState(page, 'question');
  for (const words of [/Four properties/, /Answer shown/, /Session finished/, /Taken back/]) await hears(heard, words);
  await context.close();
});

test('ticked points suggest a grade; missed ones stand at the end', async () => {
  const { context, page } = await session('?card=databases/acid');
  await page.keyboard.press('Enter');
  await inState(page, 'answer');
  const tick = (words) => page.getByRole('checkbox', { name: words }).check();
  await tick(/Atomicity/);
  assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), '1');
  await tick(/Durability/);
  await tick(/Consistency/);
  assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), '3');
  assert.match(await page.textContent('.score-line'), /3 of 4 points, 83%/);
  await tick(/C of CAP/);
  assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), '2', 'a red flag takes away');
  await page.keyboard.press('f');
  await inState(page, 'end');
  assert.match(await page.textContent('.study-missed'), /Isolation: concurrent/);
  assert.deepEqual((await kept(page, BOOK))[0].missed, [2]);
  await context.close();
});

test('a link in an answer leaves the session where it is', async () => {
  const { context, page } = await session('?card=databases/acid');
  await page.keyboard.press('Enter');
  await inState(page, 'answer');
  await page.getByRole('checkbox', { name: /Atomicity/ }).check();
  const [opened] = await Promise.all([context.waitForEvent('page'), page.locator('.study-card .prose a[href*="isolation.html"]').first().click()]);
  await opened.waitForURL(/isolation\.html/);
  assert.equal(await opened.evaluate(() => window.opener), null);
  await inState(page, 'answer');
  assert.equal(await page.getByRole('checkbox', { name: /Atomicity/ }).isChecked(), true);
  await context.close();
});

test('choices and gaps are judged in place', async () => {
  const { context, page } = await session('?card=databases/index-type&card=databases/wal');
  await page.getByRole('radio', { name: 'A B-tree' }).check();
  await page.locator('#study-show').click();
  assert.equal(await page.textContent('.study-verdict'), 'Right');
  assert.match(await page.textContent('.judged .right'), /Its leaves are in order/);
  assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), '3');
  await pressOn(page, '4');
  const gap = page.getByRole('textbox', { name: 'Hidden words' });
  assert.equal(await gap.count(), 1);
  assert.match(await page.locator('.card-prompt').innerText(), /that is flushed to disk/, 'the other spans are text');
  await gap.fill('write-ahaed log');
  await gap.press('Enter');
  await inState(page, 'answer');
  assert.equal(await page.textContent('.verdict.nearly'), 'Nearly');
  assert.match(await page.textContent('.cloze-found'), /write-ahead log/);
  assert.equal(await page.getAttribute('.grade.suggested', 'data-grade'), '2');
  await context.close();
});

test('a link to one card starts with it; of several the form tells their number, and Enter starts', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openStudy(page, base, '?card=databases/index-type&card=databases/wal&card=databases/acid');
  await inState(page, 'setup');
  assert.match(await page.textContent('#study-cards'), /3 cards chosen/);
  await page.waitForFunction(() => /A cloze card counts once for each of its gaps/.test(document.getElementById('study-mode-note').textContent));
  await page.waitForFunction(() => document.activeElement?.id === 'study-start');
  await page.keyboard.press('Enter');
  await inState(page, 'question');
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  await openStudy(page, base, '?topic=apis&level=junior');
  assert.doesNotMatch(await page.textContent('#study-mode-note'), /cloze/, 'nothing to explain');
  await context.close();
});

test('a choice card turned without a choice says so, and Enter turns it from a box too; the verdict is in sight on a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 500 } });
  const page = await context.newPage();
  await openStudy(page, base, '?card=databases/index-type');
  await inState(page, 'question');
  const heard = await listen(page);
  await page.keyboard.press('Enter');
  await inState(page, 'answer');
  assert.equal(await page.textContent('.study-verdict'), 'You chose none');
  assert.equal(await page.locator('.grade.suggested').count(), 0, 'nothing was answered');
  await hears(heard, /You chose none\. Answer shown/);
  await openStudy(page, base, '?card=databases/index-type');
  await inState(page, 'question');
  await page.getByRole('radio', { name: 'A B-tree' }).check();
  await page.keyboard.press('Enter');
  await inState(page, 'answer');
  assert.equal(await page.textContent('.study-verdict'), 'Right');
  const [top, verdict, foot] = await Promise.all(['.study-top', '.study-verdict .verdict', '.study-foot'].map((part) => page.locator(part).boundingBox()));
  assert.ok(verdict.y >= top.y + top.height && verdict.y + verdict.height <= foot.y, JSON.stringify({ top, verdict, foot }));
  await context.close();
});

test('a typed answer ticks nothing by itself', async () => {
  const { context, page } = await session('?card=databases/explain');
  await page.click('#study-end-button');
  await page.click('#study-again');
  await page.click('#study-settings summary');
  await page.getByRole('checkbox', { name: /Type answers/ }).check();
  await page.click('#study-start');
  await inState(page, 'question');
  await page.getByRole('textbox', { name: 'Your answer' }).fill('It shows the plan of the query.');
  await page.keyboard.press('Control+Enter');
  await inState(page, 'answer');
  assert.deepEqual(await page.locator('.checklist input').evaluateAll((boxes) => boxes.map((box) => box.checked)), [false, false]);
  await context.close();
});

test('two grades, where the learner wants no more', async () => {
  const { context, page } = await session('?card=databases/acid');
  await setStudy(page, BOOK, { twoGrades: true });
  await page.keyboard.press(' ');
  assert.deepEqual(await page.locator('.grade:visible > span').allTextContents(), ['Again', 'Good']);
  await wait(page, 1000);
  await page.keyboard.press('f');
  assert.equal(await state(page), 'answer', 'a key without a button does nothing');
  await context.close();
});

test('keys belong to what has the focus; single keys can be turned off', async () => {
  const { context, page } = await session('?card=databases/acid');
  await page.keyboard.press('Enter');
  await inState(page, 'answer');
  const box = page.getByRole('checkbox', { name: /Atomicity/ });
  await box.focus();
  await page.keyboard.press(' ');
  assert.equal(await box.isChecked(), true, 'Space ticks the box that has the focus');
  assert.equal(await state(page), 'answer');
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  assert.equal(await state(page), 'answer');
  await page.getByRole('button', { name: 'Good', exact: true }).click();
  await inState(page, 'question', 'end');
  await context.close();
});

test('a finger turns the card and grades it', async () => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  const swipe = (from, to) =>
    page.evaluate(
      ([x1, x2]) => {
        const at = (type, x) => document.querySelector('.study-card h2').dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch', isPrimary: true, clientX: x, clientY: 300 }));
        at('pointerdown', x1);
        at('pointerup', x2);
      },
      [from, to],
    );
  await swipe(300, 100);
  await inState(page, 'answer');
  await swipe(100, 140);
  assert.equal(await state(page), 'answer', 'a short way is not a swipe');
  await swipe(300, 100);
  await inState(page, 'question', 'end');
  assert.equal((await kept(page, BOOK))[0].g, 1);
  await context.close();
});

test('nothing is graded by accident: a held key, a second click, a press right after the turn', async () => {
  const { context, page } = await session('?card=databases/acid');
  await page.keyboard.down(' ');
  for (let i = 0; i < 20; i++) {
    await wait(page, 100);
    await page.keyboard.down(' ');
  }
  await page.keyboard.up(' ');
  assert.equal(await state(page), 'answer');
  assert.deepEqual(await kept(page, BOOK), [], 'one press, however long');
  await context.close();

  const second = await session('?card=databases/acid');
  await second.page.click('#study-show');
  await second.page.keyboard.press('d');
  await wait(second.page, 299);
  await second.page.keyboard.press('d');
  assert.equal(await state(second.page), 'answer', 'the hand was on its way');
  await wait(second.page, 1);
  await second.page.locator('.grade-3').dblclick();
  await inState(second.page, 'question', 'end');
  assert.equal((await kept(second.page, BOOK)).length, 1, 'one grade');
  await second.context.close();
});

test('typing has the keys; Space goes to the end of the answer, then gives the suggested grade; digits tick', async () => {
  const { context, page } = await session('?card=databases/acid');
  await setStudy(page, BOOK, { typing: true });
  await openStudy(page, base, '?card=databases/acid');
  await inState(page, 'question');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA', 'the box has the focus');
  await page.keyboard.type('The - @ e u answer');
  assert.equal(await state(page), 'question');
  assert.deepEqual(await kept(page, BOOK), []);
  await page.setViewportSize({ width: 390, height: 500 });
  await page.keyboard.press('Control+Enter');
  await inState(page, 'answer');
  const boxes = page.locator('.checklist input');
  const before = await boxes.evaluateAll((all) => all.map((box) => box.checked));
  await page.keyboard.press('2');
  assert.equal(await boxes.nth(1).isChecked(), !before[1]);
  const wanted = Number(await page.getAttribute('.grade.suggested', 'data-grade'));
  let presses = 0;
  for (; presses < 30 && (await state(page)) === 'answer' && (await kept(page, BOOK)).length === 0; presses++) {
    await wait(page, 1000);
    await page.keyboard.press(' ');
    await page.waitForTimeout(0);
  }
  await inState(page, 'question', 'end');
  assert.ok(presses > 2, `${presses} presses: the long answer was passed over`);
  assert.equal((await kept(page, BOOK))[0].g, wanted);
  await context.close();
});

test('of many topics the first are listed, those that are chosen, and more by a press', async () => {
  const guide = empty('many-topics');
  writeFileSync(join(guide, 'book.toml'), '[book]\nid = "many"\ntitle = "Many"\nlanguage = "en"\n');
  for (let i = 0; i < 200; i++) {
    mkdirSync(join(guide, `content/topic-${i}`), { recursive: true });
    writeFileSync(join(guide, `content/topic-${i}/card.md`), `# What is ${i}?\n\n## Answer\n\nA number.\n`);
  }
  const [[, base]] = await bothWays(build('many-topics-site', guide));
  const page = await browser.newPage();
  await openStudy(page, base, '?topic=topic-99');
  const listed = () => page.locator('#study-topics input[name=topic]').count();
  await page.waitForSelector('#study-topics button');
  assert.equal(await listed(), 61);
  assert.ok(await page.isChecked('#study-topics input[value="topic-99"]'), 'the chosen one is among them');
  await page.click('#study-topics button');
  assert.equal(await listed(), 161);
  assert.ok(await page.evaluate(() => document.activeElement === document.querySelectorAll('#study-topics input')[60]), 'the first of those that came has the focus');
  await page.click('#study-topics button');
  assert.equal(await listed(), 200);
  assert.equal(await page.locator('#study-topics button').count(), 0);
  assert.ok(await page.isChecked('#study-topics input[value="topic-99"]'), 'it stays chosen');
  await page.close();
});
