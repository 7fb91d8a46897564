// The mock interview: one paper for one seed, the clock, the rubric, the scorecard on one page, what is kept.
import assert from 'node:assert/strict';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { FLAGS, bothWays, executablePath, launch, watch } from './support/browser.mjs';
import { study } from './support/site.mjs';
import { kept } from './support/study.mjs';

const BOOK = 'study-fixture';
const ways = await bothWays(study());
const [[, base]] = ways;
const browser = await launch();

const inState = (page, ...states) => page.waitForFunction((wanted) => wanted.includes(document.getElementById('app-interview')?.dataset.state), states);

/** @param {import('playwright-core').BrowserContext} context @param {string} [query] */
async function open(context, query = '', address = base) {
  const page = await context.newPage();
  await page.goto(`${address}interview.html${query}`);
  await inState(page, 'setup', 'interviewer');
  return page;
}

/** Answers every question, ticking the first key point and giving the third band; the questions in order. */
async function answerAll(page) {
  const asked = [];
  for (;;) {
    await inState(page, 'question');
    asked.push(await page.textContent('.study-question'));
    await page.getByRole('button', { name: 'Finish the answer' }).click();
    await inState(page, 'rubric');
    const tick = page.locator('.checklist input').first();
    if (await tick.count()) await tick.check();
    for (const radio of await page.getByRole('radio', { name: /As expected$/ }).all()) await radio.check();
    const next = page.locator('#interview-next');
    const last = (await next.textContent()) === 'To the scorecard';
    await next.click();
    if (last) break;
  }
  await inState(page, 'score');
  return asked;
}

for (const [way, address] of ways) {
  test(`${way}: the same link gives the same paper on two machines, and the interviewer sees it whole`, async () => {
    const [one, two] = [await browser.newContext(), await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })];
    const first = await open(one, '', address);
    const complaints = watch(first, address);
    await first.getByRole('radio', { name: 'Mid-level' }).check();
    await first.getByRole('radio', { name: '30', exact: true }).check();
    await first.getByRole('button', { name: 'Begin' }).click();
    await inState(first, 'question');
    const query = new URL(first.url()).search;
    for (const key of ['seed', 'level', 'stage', 'minutes', 'guide']) assert.ok(new URLSearchParams(query).get(key), key);
    const asked = await answerAll(first);
    assert.ok(asked.length >= 5, `${asked}`);

    const second = await open(two, query, address);
    assert.match(await second.textContent('#interview-question-set-note'), /same questions in the same order/);
    await second.getByRole('button', { name: 'Begin' }).click();
    assert.deepEqual(await answerAll(second), asked);

    const viewer = await open(two, `${query}&view=interviewer`, address);
    await inState(viewer, 'interviewer');
    assert.deepEqual(await viewer.locator('.interviewer-sheet .study-question').allTextContents(), asked);
    assert.equal(await viewer.locator('.interviewer-sheet .interviewer-question .rubric').count(), asked.length);
    assert.equal(await viewer.getByRole('textbox', { name: 'Notes' }).count(), asked.length);
    assert.ok((await viewer.inputValue('#interviewer-link')).endsWith(`interview.html${query}`));
    assert.deepEqual(complaints, []);
    await one.close();
    await two.close();
  });
}

test('an answer is judged where its key points are, before it is told at length', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await open(context, '?seed=abc234&level=mid&stage=technical&minutes=60');
  await page.getByRole('button', { name: 'Begin' }).click();
  for (;;) {
    await inState(page, 'question');
    await page.getByRole('button', { name: 'Finish the answer' }).click();
    await inState(page, 'rubric');
    if (await page.locator('#interview-stage .part-key-points').count()) break;
    await page.getByRole('button', { name: 'Next question' }).click();
  }
  const places = await page.evaluate(() => ['.part-key-points', '.bands', '.rubric-notes', '.study-said'].map((part) => document.querySelector(`#interview-stage ${part}`)?.getBoundingClientRect().top));
  assert.ok(places.every((place) => place !== undefined), `${places}`);
  assert.deepEqual(places.toSorted((a, b) => a - b), places);
  await context.close();
});

test('the second click of a double click ends no answer', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&level=mid&stage=technical&minutes=60');
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  const next = page.locator('#interview-next');
  await next.dispatchEvent('click', { detail: 2, bubbles: true });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  assert.equal(await page.getAttribute('#app-interview', 'data-state'), 'question');
  await next.click();
  await inState(page, 'rubric');
  assert.match(await page.textContent('#app-interview') ?? '', /Question 1 of/);
  await context.close();
});

test('the interviewer sees strong points and red flags', async () => {
  const context = await browser.newContext();
  const viewer = await open(context, '?seed=abc234&level=mid&stage=technical&minutes=60&view=interviewer');
  await inState(viewer, 'interviewer');
  for (const part of ['.part-key-points', '.part-red-flags']) assert.ok(await viewer.locator(`.interviewer-sheet ${part}`).count(), part);
  await context.close();
});

/** Pages of what is printed, and whether the last of them holds one of the questions. */
async function printed(page) {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  return (pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
}

test('the interviewer marks, the browser keeps it, and the one who answered opens it from a link and keeps it', async () => {
  const [mine, theirs] = [await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] }), await browser.newContext()];
  const query = '?seed=abc234&level=mid&stage=technical&minutes=60&view=interviewer';
  let sheet = await open(mine, query);
  await inState(sheet, 'interviewer');
  await sheet.getByRole('button', { name: 'Copy a link' }).click();
  await sheet.getByText('Mark a question first.').first().waitFor();
  const question = (i) => sheet.locator('.interviewer-question:has(.checklist)').nth(i);
  const [first, second] = [question(0), question(1)];
  await first.locator('.checklist input').first().check();
  await first.getByRole('radio', { name: /^Depth.*Above/ }).check();
  await first.getByRole('textbox', { name: 'Notes' }).fill('Said “isolation” twice.');
  await second.getByRole('checkbox', { name: 'None of the points was made' }).check();
  await sheet.getByRole('textbox', { name: /Your name/ }).fill('Ada <b>');
  await sheet.close();

  sheet = await open(mine, query);
  await inState(sheet, 'interviewer');
  assert.equal(await question(0).getByRole('textbox', { name: 'Notes' }).inputValue(), 'Said “isolation” twice.');
  assert.ok(await question(0).getByRole('radio', { name: /^Depth.*Above/ }).isChecked());
  assert.ok(await question(1).getByRole('checkbox', { name: 'None of the points was made' }).isChecked());
  await sheet.getByRole('button', { name: 'Copy a link' }).click();
  await sheet.getByText('The link is on the clipboard.').first().waitFor();
  const link = await sheet.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${base}interview.html#result=`) && link.length < 2000, link);

  const page = await theirs.newPage();
  const complaints = watch(page, base);
  await page.goto(link);
  await inState(page, 'score');
  assert.match(await page.textContent('#interview-score .labels'), /judged by Ada <b>/);
  assert.equal(await page.locator('.score-questions > li').count(), 2, 'only what was marked');
  assert.match(await page.textContent('.score-questions'), /Said “isolation” twice\./);
  assert.equal((await kept(page, BOOK)).length, 0, 'nothing is kept unasked');
  await page.click('#result-keep');
  await page.getByRole('button', { name: 'Kept with your progress' }).waitFor();
  const [event] = await kept(page, BOOK);
  assert.equal(event.paper.by, 'Ada <b>');
  assert.deepEqual(event.paper.questions.map((q) => [q.bands[1], q.score > 0, q.notes]), [[4, true, 'Said “isolation” twice.'], [0, false, '']]);
  await page.reload();
  await inState(page, 'score');
  assert.ok(await page.isDisabled('#result-keep'), 'not twice');
  await page.goto(`${base}interview.html`);
  await page.reload();
  await inState(page, 'setup');
  assert.match(await page.textContent('#interview-past'), /judged by Ada/);
  assert.deepEqual(complaints, []);

  await page.goto(`${link.slice(0, -40)}`);
  await page.reload();
  await page.waitForSelector('#interview-problem:not([hidden])');
  assert.match(await page.textContent('#interview-problem'), /not contain a scorecard of this guide/);
  await mine.close();
  await theirs.close();
});

test('the same as a file, which the progress page imports', async () => {
  const [mine, theirs] = [await browser.newContext(), await browser.newContext()];
  const sheet = await open(mine, '?seed=abc234&level=mid&stage=technical&minutes=60&view=interviewer');
  await inState(sheet, 'interviewer');
  await sheet.locator('.interviewer-question .checklist input').first().check();
  const [download] = await Promise.all([sheet.waitForEvent('download'), sheet.getByRole('button', { name: 'Save a file' }).click()]);
  const page = await theirs.newPage();
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#app-progress:not([data-state=loading])');
  await page.setInputFiles('#backup-import', await download.path());
  await page.waitForFunction(() => /1 entry added|added/.test(document.getElementById('backup-said').textContent));
  assert.equal((await kept(page, BOOK))[0].paper.by, '');
  await mine.close();
  await theirs.close();
});

test('what nobody judged has no score, neither as a question nor in the whole', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&level=mid&stage=screen&minutes=60');
  await page.getByRole('button', { name: 'Begin' }).click();
  const expected = [];
  for (;;) {
    await inState(page, 'question');
    await page.click('#interview-next');
    await inState(page, 'rubric');
    assert.equal(await page.getByRole('radio', { name: /^(Depth|Judgement)/ }).count(), 0, 'a short question has no depth to judge');
    const nothing = page.getByRole('checkbox', { name: 'None of the points was made' });
    const isFirst = !expected.includes('0%') && (await nothing.count()) > 0;
    if (isFirst) await nothing.check();
    expected.push(isFirst ? '0%' : 'not judged');
    const last = (await page.textContent('#interview-next')) === 'To the scorecard';
    await page.click('#interview-next');
    if (last) break;
  }
  await inState(page, 'score');
  assert.ok(expected.includes('0%') && expected.includes('not judged'));
  assert.deepEqual(await page.locator('.score-questions .score').allTextContents(), expected);
  assert.match(await page.textContent('#interview-score .study-sum dd'), /^0% 1 of \d+ judged$/);
  await context.close();
});

test('the sheet of an hour prints on six pages at most, a scorecard with long answers on two', async () => {
  const context = await browser.newContext();
  for (const stage of ['screen', 'technical', 'design', 'behavioural']) {
    const sheet = await open(context, `?seed=abc234&stage=${stage}&minutes=60&view=interviewer`);
    await inState(sheet, 'interviewer');
    const [pages, questions] = [await printed(sheet), await sheet.locator('.interviewer-question').count()];
    assert.ok(pages <= 6 && pages <= Math.max(1, Math.ceil(questions / 2)), `${stage}: ${questions} questions on ${pages} pages`);
    await sheet.close();
  }
  const page = await open(context, '?seed=abc234&level=mid&stage=technical&minutes=60');
  await page.getByRole('checkbox', { name: 'Type', exact: true }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  for (;;) {
    await inState(page, 'question');
    if (await page.locator('.study-typed textarea').count()) await page.fill('.study-typed textarea', 'A transaction is all or nothing, and what it changed stays. '.repeat(12));
    await page.click('#interview-next');
    await inState(page, 'rubric');
    const last = (await page.textContent('#interview-next')) === 'To the scorecard';
    await page.click('#interview-next');
    if (last) break;
  }
  await inState(page, 'score');
  assert.ok((await printed(page)) <= 2);
  await context.close();
});

test('the second of two presses at once neither skips a question nor its rubric', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&stage=technical&minutes=20');
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  const twice = () =>
    page.evaluate(() => {
      for (let i = 0; i < 2; i++) document.getElementById('interview-next').click();
    });
  await twice();
  await inState(page, 'rubric');
  assert.match(await page.textContent('#interview-place'), /^Question 1 of/);
  await twice();
  await inState(page, 'question');
  assert.match(await page.textContent('#interview-place'), /^Question 2 of/);
  assert.equal(await page.evaluate((key) => JSON.parse(localStorage.getItem(key)).scored.length, `recto:${BOOK}:interview`), 1);
  await context.close();
});

test('a link from another version of the guide is told', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&level=mid&stage=technical&minutes=20&guide=0123456789abcdef');
  assert.match(await page.textContent('#interview-question-set-note'), /another version of the guide/);
  await context.close();
});

test('the scorecard stands on one A4 page, is kept, and its weak cards go into the queue', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&level=mid&stage=technical&minutes=60');
  await page.getByRole('button', { name: 'Begin' }).click();
  const asked = await answerAll(page);
  assert.ok(asked.length >= 10);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  assert.equal((pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length, 1);
  const score = await page.textContent('#interview-score .study-sum dd');

  await page.getByRole('button', { name: /^Study the .* today$/ }).click();
  await page.getByRole('button', { name: /in today's session$/ }).waitFor();
  const events = await kept(page, BOOK);
  const paper = events.find((e) => e.type === 'interview').paper;
  assert.equal(paper.questions.length, asked.length);
  assert.deepEqual(paper.questions[0].bands, [3, 3, 3, 3]);
  const queued = events.filter((e) => e.type === 'queue').map((e) => e.card.replace(/\/c-.*/, ''));
  assert.deepEqual([...new Set(queued)].sort(), paper.questions.filter((q) => q.score < 100).map((q) => q.card).sort());

  await page.goto(`${base}interview.html`);
  await inState(page, 'setup');
  assert.match(await page.textContent('#interview-past'), new RegExp(score));
  await page.locator('#interview-past button').click();
  await inState(page, 'score');
  assert.equal(await page.locator('.score-questions > li').count(), asked.length);

  await page.goto(`${base}study.html?mode=due`);
  await page.waitForSelector('#app-study[data-state=setup]');
  await page.goto(`${base}study.html`);
  await page.waitForSelector('#app-study[data-state=setup]');
  await page.waitForFunction(() => /\d/.test(document.getElementById('study-counts').textContent));
  await context.close();
});

test('an interview that was left goes on where it was left', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&stage=technical&minutes=20');
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  await page.click('#interview-next');
  await inState(page, 'rubric');
  await page.click('#interview-next');
  await inState(page, 'question');
  const second = await page.textContent('.study-question');
  const address = page.url();
  await page.close();
  const again = await context.newPage();
  await again.goto(address);
  await inState(again, 'setup');
  await again.getByRole('button', { name: 'Begin' }).click();
  await inState(again, 'question');
  assert.equal(await again.textContent('.study-question'), second);
  assert.match(await again.textContent('#interview-place'), /^Question 2 of/);
  await context.close();
});

test('an interview that was left can be ended where it is, and what was answered and marked counts', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&stage=technical&minutes=20');
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  await page.click('#interview-leave');
  await inState(page, 'setup');
  assert.ok(await page.isHidden('#interview-draft-end'), 'there is nothing to judge');
  await page.click('#interview-draft-resume');
  await inState(page, 'question');
  await page.click('#interview-next');
  await inState(page, 'rubric');
  await page.click('#interview-next');
  await inState(page, 'question');
  await page.click('#interview-next');
  await inState(page, 'rubric');
  await page.locator('#interview-stage textarea[id$="-notes"]').fill('Said before it was left.');
  await page.click('#interview-leave');
  await inState(page, 'setup');
  await page.click('#interview-draft-end');
  await inState(page, 'score');
  assert.equal(await page.locator('.score-questions .score').count(), 2, 'two questions of the draw');
  assert.match(await page.textContent('#interview-score'), /Said before it was left\./);
  await page.goto(page.url());
  await inState(page, 'setup');
  assert.ok(await page.isHidden('#interview-draft'), 'nothing is begun any more');
  await context.close();
});

test('design questions have phases that follow the clock, which can be paused', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&level=senior&stage=design&minutes=45');
  await page.clock.install();
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  const current = () => page.textContent('.ladder [aria-current=step] span');
  await page.clock.fastForward('00:10');
  assert.equal(await current(), 'Requirements');
  await page.clock.fastForward('06:00');
  assert.equal(await current(), 'High-level design');
  const pause = page.getByRole('button', { name: 'Pause' });
  await pause.click();
  const at = await page.textContent('#interview-time');
  await page.clock.fastForward('20:00');
  assert.equal(await page.textContent('#interview-time'), at);
  assert.equal(await pause.getAttribute('aria-pressed'), 'true');
  await pause.click();
  await page.clock.fastForward('30:00');
  assert.match(await page.getAttribute('#interview-clock', 'class'), /over/);
  await context.close();
});

test('behavioural questions have a notebook that is kept with the progress', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&stage=behavioural&minutes=20');
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  await page.click('#interview-next');
  await inState(page, 'rubric');
  await page.getByRole('textbox', { name: /^Situation/ }).fill('A release two days away.');
  await page.getByRole('textbox', { name: /^Task/ }).fill('Mine to decide.');
  await page.getByRole('textbox', { name: /^Result/ }).focus();
  await page.waitForFunction(() => /Kept/.test(document.querySelector('.star [role=status]').textContent));
  // Each field is kept when it is left: the second after the first.
  const last = async () => (await kept(page, BOOK)).filter((e) => e.type === 'note').at(-1);
  for (let i = 0; i < 600 && !(await last())?.k; i++) await page.waitForTimeout(50);
  const note = await last();
  assert.deepEqual([note.card, note.s, note.k], ['behavioural/disagreement', 'A release two days away.', 'Mine to decide.']);
  await context.close();
});

/** A browser with a microphone that hears a beep each second; its recorders are `testRecorder`. */
async function withMicrophone() {
  const recording = await chromium.launch({ executablePath, args: [...FLAGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
  const context = await recording.newContext({ permissions: ['microphone'] });
  await context.addInitScript(() => {
    const { start } = MediaRecorder.prototype;
    MediaRecorder.prototype.start = function (...rest) {
      globalThis.testRecorder = this;
      return start.apply(this, rest);
    };
  });
  return { recording, context };
}

test('an answer can be recorded, heard, and deleted; it stays on the device', async () => {
  const { recording, context } = await withMicrophone();
  const page = await open(context, '?seed=abc234&stage=technical&minutes=20');
  const complaints = watch(page, base);
  await page.getByRole('checkbox', { name: 'Record the sound' }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  // There is something to hear: what comes first may be the file's header alone.
  await page.evaluate(async () => {
    for (let parts = 0; parts < 2; ) {
      const { promise, resolve } = Promise.withResolvers();
      globalThis.testRecorder.addEventListener('dataavailable', resolve, { once: true });
      globalThis.testRecorder.requestData();
      if ((await promise).data.size > 0) parts++;
      await new Promise((then) => setTimeout(then, 100));
    }
  });
  await page.click('#interview-next');
  await inState(page, 'rubric');
  await page.waitForSelector('.recording audio');
  await page.waitForFunction(() => document.querySelector('.recording audio').readyState > 0);
  await page.getByRole('button', { name: 'Delete the recording' }).click();
  await page.waitForSelector('.recording', { state: 'detached' });
  assert.deepEqual(complaints, []);
  await recording.close();
});

test('an answer that was over before anything was heard has no recording', async () => {
  const { recording, context } = await withMicrophone();
  // No player, or one that says within a moment that it can't play; it is gone then, and so is what was kept.
  await context.addInitScript(() => {
    const { start } = MediaRecorder.prototype;
    MediaRecorder.prototype.start = function (...rest) {
      start.apply(this, rest);
      this.pause();
    };
  });
  const page = await open(context, '?seed=abc234&stage=technical&minutes=20');
  await page.getByRole('checkbox', { name: 'Record the sound' }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await inState(page, 'question');
  await page.click('#interview-next');
  await inState(page, 'rubric');
  await page.waitForFunction(() => globalThis.testRecorder.state === 'inactive' && !document.querySelector('.recording'));
  await recording.close();
});

test('a stage without questions says so', async () => {
  const context = await browser.newContext();
  const page = await open(context, '?seed=abc234&stage=behavioural&minutes=20&topic=apis');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForSelector('#interview-problem:not([hidden])');
  assert.match(await page.textContent('#interview-problem'), /no question for this choice/);
  await context.close();
});
