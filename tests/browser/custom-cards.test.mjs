// Cards that a learner adds: written in the browser, studied like the rest, changed, deleted, handed on; and what is written in them is text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { bothWays, launch, watch } from './support/browser.mjs';
import { study } from './support/site.mjs';
import { grade, inState, kept, openStudy, put } from './support/study.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import { newCardId } from '../../themes/default/js/custom-cards.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BOOK = 'study-fixture';
const ways = await bothWays(study());
const [[, base]] = ways;
const browser = await launch();

const PAYLOAD = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';
const shown = (page) => page.waitForSelector('#app-browse[data-state=shown]');

/** Serious mistakes of accessibility. */
async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], preload: false }));
  return violations.map(({ id, nodes }) => [id, nodes.length && nodes[0].html]);
}

for (const [way, address] of ways) {
  test(`${way}: a card is added from the form of study, studied, changed, handed on and deleted`, async () => {
    const context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    const complaints = watch(page, address);
    await page.goto(`${address}study.html`);
    await inState(page, 'setup');
    await page.getByRole('link', { name: 'Add a card of your own' }).click();
    await page.getByLabel('Question', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A card needs a question and an answer.').waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel('Question', { exact: true }).fill(`What is mine? ${PAYLOAD}`);
    await page.getByLabel('Answer', { exact: true }).fill(`It is *mine*.\n\n- one\n- two \`x<y\`\n\n${PAYLOAD}`);
    await page.getByLabel(/^Key points/).fill(`- First\nSecond ${PAYLOAD}\n`);
    await page.getByLabel('Topic', { exact: true }).selectOption('databases');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The card is added.').first().waitFor();
    const [own] = await kept(page, BOOK);
    assert.deepEqual([own.type, own.points.length, own.card.startsWith('databases/own:')], ['own', 2, true]);

    // Studied like the rest.
    await page.goto(`${address}study.html?card=${encodeURIComponent(own.card)}`);
    await inState(page, 'question');
    assert.equal(await page.textContent('.study-question'), `What is mine? ${PAYLOAD}`);
    await page.click('#study-show');
    await inState(page, 'answer');
    assert.match(await page.textContent('.study-back'), /It is \*mine\*\./);
    assert.deepEqual(await page.locator('.study-back .prose ul > li').allTextContents(), ['one', 'two x<y']);
    assert.equal(await page.locator('.checklist > li').count(), 2);
    assert.deepEqual(await page.evaluate(() => [globalThis.pwned, document.querySelectorAll('#app-study img, #app-study script').length]), [undefined, 0]);
    await page.waitForTimeout(350);
    await page.click('.grade-4');
    await page.waitForSelector('#app-study:not([data-state=answer]):not([data-state=saving])');

    // Again, though it is not due: a sentence says what that does.
    await page.goto(`${address}study.html?card=${encodeURIComponent(own.card)}`);
    await inState(page, 'question');
    assert.match(await page.textContent('#study-notice'), /^This card is due on .+ Practising it now changes no interval\.$/);

    // Changed; the history stays.
    await page.goto(`${address}browse.html?card=${encodeURIComponent(own.card)}`);
    await shown(page);
    await page.getByRole('button', { name: 'Edit the card' }).click();
    await page.getByLabel('Question', { exact: true }).fill('What is still mine?');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'What is still mine?' }).waitFor();
    assert.deepEqual((await kept(page, BOOK)).map(({ type }) => type), ['own', 'grade', 'own']);

    // Handed on as Markdown; tests/js/custom-cards.test.mjs asks recto what it thinks of such files.
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^File for/ }).click()]);
    assert.equal(file.suggestedFilename(), 'databases-own.cards.md');
    assert.match(readFileSync(await file.path(), 'utf8'), /^# What is still mine\? \{#what-is-still-mine\}\n\n## Answer\n\nIt is \\\*mine\\\*\./);

    // Deleted, at the second press.
    await page.getByRole('button', { name: 'Edit the card' }).click();
    await page.getByRole('button', { name: 'Delete the card' }).click();
    await page.getByRole('button', { name: /^Press again/ }).click();
    await page.getByText('The card is deleted.').first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'What is still mine?' }).count(), 0);
    await page.reload();
    await shown(page);
    assert.equal(await page.getByRole('link', { name: 'What is still mine?' }).count(), 0);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('cards of an imported file are text, wherever they are shown', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}browse.html`);
  await shown(page);
  const now = Date.now() - days.DAY;
  const card = newCardId('databases', 'AAAAAAAAAAAAAAAA');
  await put(page, BOOK, [
    events.createEvent('own', { card, q: PAYLOAD, a: `\`\`\`\n${PAYLOAD}\n\`\`\`\n- ${PAYLOAD}`, points: [PAYLOAD] }, { now }),
    events.createEvent('grade', { card, g: 1, ms: 9, step: 0, wait: 60, missed: [0] }, { now: now + 1000 }),
    events.createEvent('remark', { card, text: PAYLOAD }, { now: now + 2000 }),
  ]);
  for (const path of ['browse.html', `browse.html?card=${encodeURIComponent(card)}`, 'progress.html', 'study.html', 'index.html', 'interview.html']) {
    await page.goto(base + path);
    await page.waitForTimeout(700);
    assert.deepEqual(await page.evaluate(() => [globalThis.pwned, document.querySelectorAll('img[src=x]').length]), [undefined, 0], path);
  }
  await openStudy(page, base, `?card=${encodeURIComponent(card)}`);
  await inState(page, 'question');
  await grade(page, '3');
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  await context.close();
});

test('where nothing can be kept, cards are gone through all the same, and it is said', async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
    Object.defineProperty(globalThis, 'Worker', { value: undefined });
    if (navigator.storage) navigator.storage.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));
  });
  const page = await context.newPage();
  await page.goto(`${base}study.html?card=databases/acid&mode=cram`);
  await inState(page, 'question');
  assert.match(await page.textContent('#study-problem'), /nothing is saved/);
  await page.click('#study-show');
  await page.waitForTimeout(350);
  await page.click('.grade-3');
  await inState(page, 'end');
  assert.match(await page.textContent('#study-problem'), /nothing is saved/);
  await page.goto(`${base}interview.html`);
  await page.waitForSelector('#app-interview[data-state=setup]');
  assert.match(await page.textContent('#interview-problem'), /nothing is saved/);
  await page.click('#interview-start');
  await page.waitForSelector('#app-interview[data-state=question]');
  await context.close();
});
