// `recto serve` in a browser: what the author saves appears in place, and what the reader has open stays open.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import test, { after, beforeEach } from 'node:test';
import { launch, watch } from './support/browser.mjs';
import { empty, RECTO } from './support/site.mjs';
import { grade, inState, openStudy, question } from './support/study.mjs';

const browser = await launch();
const folder = empty('live');

const write = (path, text) => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const card = (answer, hint = 'Look inside.') =>
  `---\nlevel: mid\n---\n\n# What is a lock?\n\n## Hint\n${hint}\n\n## Answer\n${answer}\n\n${'Much more text.\n\n'.repeat(60)}\n## Key points\n- It excludes others\n`;

write('book.toml', '[book]\nid = "live-test"\ntitle = "Live"\n\n[site]\ntheme = "mine"\n');
write('themes/mine/css/own.css', '');
write('content/locks/index.md', '---\ntitle: Locks\n---\n');
write('content/locks/lock.md', card('It makes others wait.'));

const server = spawn(RECTO, ['serve', folder, '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
after(() => server.kill());
// Where the file ends before its tests do.
process.on('exit', () => server.kill());
const first = await new Promise((resolve) => createInterface({ input: server.stdout }).once('line', resolve));
const base = /http:\/\/\S+/.exec(first)[0];

/** Each test begins with a guide without mistakes. */
beforeEach(() => write('content/locks/lock.md', card('It makes others wait.')));

/** A page whose script state would not survive a reload. */
async function open(path) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 600 } });
  const page = await context.newPage();
  const complaints = watch(page, base);
  // What the test before moved or deleted is there again once the server has seen it; a page that says it is missing is loaded anew then.
  const isThere = async () => {
    const response = await fetch(base + path);
    const text = await response.text();
    // The card as each test finds it, not yet or no more as another left it.
    return response.ok && !text.includes('http-equiv="refresh"') && (path !== 'locks/lock.html' || text.includes('It makes others wait.'));
  };
  await until(isThere, `${path} comes back`);
  await page.goto(base + path);
  await page.evaluate(() => (globalThis.untouched = true));
  return { page, complaints, close: () => context.close() };
}

/** @param {() => Promise<boolean>} isSo @param {string} what */
async function until(isSo, what) {
  for (let i = 0; !(await isSo()); i++) {
    assert.ok(i < 600, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A box over the page has its stylesheet a moment after it is there. */
const isStyled = (page, name) => page.waitForFunction((name) => document.querySelector(name)?.shadowRoot.querySelector('link').sheet, name);

const untouched = (page) => page.evaluate(() => globalThis.untouched === true);

test('a save changes the text in place: scroll, open answers and scripts stay', async () => {
  const { page, complaints, close } = await open('locks/lock.html');
  await page.click('details.back summary');
  await page.click('details.hint summary');
  await page.evaluate(() => scrollTo(0, 900));
  write('content/locks/lock.md', card('It makes others **queue**.'));
  await page.waitForSelector('details.back strong:text("queue")', { state: 'attached' });
  assert.deepEqual(await page.$$eval('details.reveal', (all) => all.map((box) => box.open)), [true, true]);
  assert.equal(await page.evaluate(() => scrollY), 900);
  assert.ok(await untouched(page), 'the page was not loaded again');

  // A paragraph and a hint more, code among it: the open answer stays open, the code can be copied.
  write('content/locks/lock.md', card('It makes others **queue**.\n\n```sql\nLOCK TABLE t;\n```\n', 'Look inside.\n\n## Hint\nLook deeper.'));
  await page.waitForSelector('details.back pre', { state: 'attached' });
  assert.deepEqual(await page.$$eval('details.reveal', (all) => all.map((box) => box.open)), [true, false, true]);
  await page.waitForSelector('details.back .copy', { state: 'attached' });
  write('content/locks/lock.md', card('No code.'));
  await page.waitForSelector('details.back p:text("No code.")', { state: 'attached' });
  assert.equal(await page.$('.copy'), null, 'what a script had put around the code goes with it');
  assert.ok(await untouched(page));
  assert.deepEqual(complaints, []);
  await close();
});

test('a mistake is told over the page, and goes when it is mended', async () => {
  const { page, complaints, close } = await open('locks/lock.html');
  write('content/locks/lock.md', card('[[nowhere]]'));
  const box = page.locator('recto-problems');
  await box.waitFor();
  assert.match(await box.locator('pre').textContent(), /error\[R401\].*\n.*content\/locks\/lock\.md:11:3/);
  assert.equal(await box.locator('h2').textContent(), '1 error');
  assert.match(await page.textContent('main'), /others wait\./, 'the last good page stays');
  await isStyled(page, 'recto-problems');
  assert.ok((await box.locator('section').boundingBox()).y >= 250, 'and can be read');
  await box.locator('button').click();
  assert.equal(await box.count(), 0);
  write('content/locks/lock.md', card('[[nowhere]] [[neither]]'));
  await page.waitForFunction(() => document.querySelector('recto-problems')?.shadowRoot.querySelector('h2').textContent === '2 errors');
  write('content/locks/lock.md', card('Mended.'));
  await page.waitForSelector('details.back p:text("Mended.")', { state: 'attached' });
  await box.waitFor({ state: 'detached' });
  assert.ok(await untouched(page));
  assert.deepEqual(complaints, []);
  await close();
});

test('what is not good in the page\'s file is told in a note at its edge, folded, and gone when it is mended', async () => {
  const { page, complaints, close } = await open('locks/lock.html');
  const note = page.locator('recto-note');
  assert.equal(await note.count(), 0);
  const vague = card('It waits.').replace('## Key points', '## Pitfalls');
  write('content/locks/lock.md', vague);
  await note.waitFor();
  assert.equal(await note.locator('summary').textContent(), `1 warning in ${folder}/content/locks/lock.md`.replace(`${process.cwd()}/`, ''));
  assert.ok(await note.locator('pre').isHidden());
  await isStyled(page, 'recto-note');
  const { height, width } = await note.locator('details').boundingBox();
  assert.ok(height < 40 && width < 700, 'it covers nothing to speak of');
  await note.locator('summary').click();
  assert.match(await note.locator('pre').textContent(), /warning\[R903\].*\n.*content\/locks\/lock\.md:5:1[^]*help: add `## Key points`/);
  write('content/locks/lock.md', vague.replace('# What is a lock?', '# Lock?'));
  await page.waitForFunction(() => document.querySelector('recto-note')?.shadowRoot.querySelector('summary').textContent.startsWith('2 warnings'));
  assert.ok(await note.locator('pre').isVisible(), 'it stays open');
  write('content/locks/lock.md', card('[[nowhere]]'));
  await page.locator('recto-problems').waitFor();
  await note.waitFor({ state: 'detached' });
  write('content/locks/lock.md', card('Mended.'));
  await page.waitForSelector('details.back p:text("Mended.")', { state: 'attached' });
  await note.waitFor({ state: 'detached' });
  assert.ok(await untouched(page));
  assert.deepEqual(complaints, []);
  await close();
});

test('a page whose file goes says so, and comes back', async () => {
  const { page, close } = await open('locks/lock.html');
  const [from, to] = ['content/locks/lock.md', 'content/locks/latch.md'].map((file) => join(folder, file));
  renameSync(from, to);
  await page.waitForSelector('body.recto-problems :text("content/locks/lock.md is gone")');
  await page.waitForFunction(() => /in content\/locks\/latch\.md now: add `aliases: \[locks\/lock\]`/.test(document.body.textContent));
  renameSync(to, from);
  await page.waitForSelector('body.page-card');
  assert.equal(await page.textContent('h1'), 'What is a lock?');

  // With an alias it leads on by itself.
  rmSync(from);
  write('content/locks/latch.md', card('It makes others wait.').replace('level', 'aliases: [locks/lock]\nlevel'));
  await page.waitForURL('**/locks/latch.html');
  rmSync(to);
  await close();
});

test('colours change without a blink, and the list of topics follows', async () => {
  const { page, complaints, close } = await open('locks/lock.html');
  write('themes/mine/css/base.css', 'body { color: rgb(1, 2, 3) }');
  await page.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(1, 2, 3)');
  await page.waitForFunction(() => document.querySelectorAll('link[href*="styles/common-"]').length === 1);
  write('content/latches/latch.md', card('Shorter.').replace('a lock', 'a latch'));
  await page.waitForSelector('#topics :text("Latches")', { state: 'attached' });
  rmSync(join(folder, 'content/latches'), { recursive: true });
  await page.waitForFunction(() => !document.querySelector('#topics')?.textContent.includes('Latches'));
  assert.ok(await untouched(page));
  assert.deepEqual(complaints, []);
  await close();
});

test('a study session goes on with the new text of its card', async () => {
  write('content/locks/semaphore.md', card('It counts.').replace('a lock', 'a semaphore'));
  await until(async () => (await fetch(`${base}locks/semaphore.html`)).ok, 'the other card is there');
  const { page, complaints, close } = await open('study.html');
  await openStudy(page, base);
  await page.evaluate(() => (globalThis.untouched = true));
  await page.click('#study-setup button[type=submit]');
  await inState(page, 'question');
  await grade(page, '3');
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  const title = await question(page);
  const [file, name] = title.includes('lock') ? ['lock', 'a lock'] : ['semaphore', 'a semaphore'];
  write(`content/locks/${file}.md`, card('Entirely new.').replace('a lock', name));
  await page.waitForSelector('.study-card p:text("Entirely new.")', { state: 'attached' });
  assert.equal(await page.getAttribute('#app-study', 'data-state'), 'answer', 'still turned');
  assert.equal(await question(page), title);
  assert.ok(await untouched(page), 'the session was not lost');
  assert.deepEqual(complaints, []);
  await close();
});

test('a page that was hidden catches up when it is seen again', async () => {
  const { page, close } = await open('locks/lock.html');
  const show = (state) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await show('hidden');
  write('content/locks/lock.md', card('While nobody looked.'));
  await page.waitForTimeout(200);
  assert.doesNotMatch(await page.textContent('main'), /While nobody looked/);
  await show('visible');
  await page.waitForSelector('details.back p:text("While nobody looked.")', { state: 'attached' });
  await close();
});
