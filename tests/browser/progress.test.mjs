// The progress page: backups that merge, hostile files, the plan, the fit, marks on reading pages, and what a long log costs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { simulate, stamp } from '../js/simulate.mjs';
import { bothWays, launch, watch } from './support/browser.mjs';
import { empty, study } from './support/site.mjs';
import { grade, inState, kept, logOf, openStudy, studySettings } from './support/study.mjs';
import { exportText } from '../../themes/default/js/backup-file.js';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import * as random from '../../themes/default/js/random.js';

const BOOK = 'study-fixture';
const DAY = days.DAY;
const site = study();
const ways = await bothWays(site);
const [[, base]] = ways;
const browser = await launch();
const folder = empty('backups');

const CARDS = JSON.parse(readFileSync(join(site, 'guide.json'), 'utf8')).cards;
const unitsOf = (c) => (c.clozes ? c.clozes.map((k) => `${c.id}/c-${k}`) : [c.id]);
const IDS = CARDS.flatMap(unitsOf);

/** A history of a learner up to yesterday, as a file's text. */
function history(seed, length, ids = IDS) {
  const { all } = simulate(seed, { days: length, start: Date.now() - (length + 1) * DAY, ids });
  return { all, text: exportText(BOOK, all) };
}

/** Opens the page with nothing, or with a backup merged in. */
async function open(context, address = base, text = '') {
  const page = await context.newPage();
  await page.goto(`${address}progress.html`);
  await page.waitForSelector('#app-progress[data-state=shown]');
  if (text) await take(page, text);
  return page;
}

/** Gives the page a file; what it said about it. */
async function take(page, text, name = 'backup.json') {
  const path = join(folder, name);
  writeFileSync(path, text);
  await page.evaluate(() => (document.getElementById('backup-said').textContent = ''));
  await page.setInputFiles('#backup-import', path);
  await page.waitForFunction(() => document.getElementById('backup-said').textContent !== '', null, { timeout: 180000 });
  return page.textContent('#backup-said');
}

/** The file that the page exports. */
async function give(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#backup-export')]);
  assert.match(download.suggestedFilename(), /^study-fixture-\d{4}-\d\d-\d\d\.recto\.json$/);
  return readFileSync(await download.path(), 'utf8');
}

for (const [way, address] of ways) {
  test(`${way}: exported on one profile, merged into another: the union; twice changes nothing`, async () => {
    const [one, two] = [history('one', 20), history('two', 20, IDS.slice(100))];
    const contexts = [await browser.newContext({ acceptDownloads: true }), await browser.newContext({ acceptDownloads: true })];
    const [first, second] = [await open(contexts[0], address, one.text), await open(contexts[1], address, two.text)];
    const complaints = watch(second, address);
    const file = await give(first);
    assert.deepEqual(JSON.parse(file).events, one.all, 'everything, in order');
    assert.match(await second.textContent('#backup-last'), /Last backup.* 0 entries have been added/, 'what came from a file is in a file');
    assert.match(await take(second, file), new RegExp(`${one.all.length} entries added`));
    const union = [...one.all, ...two.all].sort(events.compareEvents);
    assert.deepEqual((await kept(second, BOOK)).map((e) => e.id), union.map((e) => e.id));
    assert.match(await take(second, file), /already here\. Nothing was changed/);
    await take(first, await give(second));
    assert.deepEqual(await kept(first, BOOK), await kept(second, BOOK), 'both devices agree');
    const shown = async (page) => {
      await page.waitForSelector('#progress-body:not([aria-busy])');
      return page.textContent('#progress-charts');
    };
    assert.equal(await shown(first), await shown(second));
    assert.deepEqual(complaints, []);
    for (const context of contexts) await context.close();
  });
}

/** 200 files that are not backups of this guide, each wrong in another way. */
function hostileFiles() {
  const { all, text } = history('hostile', 12);
  const next = random.generator('hostile files');
  const sealed = (list, over = {}) => JSON.stringify({ ...JSON.parse(exportText(BOOK, list)), ...over });
  const first = all.find((e) => e.type === 'grade' && e.days);
  const script = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';
  const bad = [
    '', ' ', 'null', 'true', '[]', '{}', '"', '{"format":"recto-progress"}', '\u0000\u0001', '['.repeat(100000), '{"a":'.repeat(50000), `${text}${text}`,
    sealed(all, { book: 'another' }), sealed(all, { book: '__proto__' }), sealed(all, { version: 99 }), sealed(all, { version: -1 }), sealed(all, { model: 'x' }), sealed(all, { events: {} }),
    sealed(all, { events: 'x' }), sealed(all, { seal: '00000000' }), sealed(all, { extra: script }), text.replace('"format"', '"__proto__":{"pwned":1},"format"'),
    ...[{ card: script }, { card: '__proto__' + '/..' }, { card: 'a/' }, { g: 1e308 }, { g: '3' }, { g: 0 }, { days: 1e9 }, { days: -1 }, { ms: -1 }, { t: 1e300 }, { t: -1 }, { t: Date.now() + 400 * DAY, day: 1 }, { day: first.day + 1 }, { off: 99999 },
      { id: '' }, { id: script }, { type: 'constructor' }, { type: script }, { leech: 1 }, { missed: [-1] }, { missed: {} }, { missed: Array(1000).fill(1) }, { constructor: 1 }, { extra: script }].map((over) => sealed([{ ...first, ...over }])),
    sealed([{ ...first, type: 'weights', w: Array(21).fill(1e9) }]), sealed([events.createEvent('weights', { w: [1, 2, 3] }, { now: Date.now(), off: 0 })]), sealed([events.createEvent('note', { card: 'a/b', s: 'x'.repeat(1e5), k: '', a: '', r: '' }, { now: Date.now(), off: 0 })]),
    sealed([first, first]), sealed([events.createEvent('interview', { paper: { seed: script } }, { now: Date.now(), off: 0 })]), sealed([events.createEvent('undo', { of: script }, { now: Date.now(), off: 0 })]),
    sealed([first]).replace('"g":', '"__proto__":{"g":3},"g":'),
  ];
  while (bad.length < 200) {
    const at = Math.floor(next() * (text.length - 2));
    const kind = bad.length % 4;
    const broken = kind === 0 ? text.slice(0, at) : kind === 1 ? text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 9)) : kind === 2 ? text.slice(0, at) + 'x9"{}[]:,-e'[Math.floor(next() * 11)] + text.slice(at + 1) : text.slice(at);
    if (broken.trimEnd() !== text.trimEnd()) bad.push(broken);
  }
  return bad;
}

test('200 corrupted and hostile files: none changes the store, none runs, each is explained', { timeout: 240000 }, async () => {
  const context = await browser.newContext();
  const page = await open(context, base, history('mine', 8).text);
  const before = JSON.stringify(await kept(page, BOOK));
  const files = hostileFiles();
  assert.equal(files.length, 200);
  const reasons = new Set();
  for (const [i, text] of files.entries()) {
    const said = await take(page, text);
    assert.match(said, /Nothing was changed\.$/, `file ${i}: ${text.slice(0, 200)}`);
    reasons.add(said.replace(/\d+|\(.*\)/g, ''));
  }
  assert.equal(JSON.stringify(await kept(page, BOOK)), before);
  assert.equal(await page.evaluate(() => globalThis.pwned ?? {}.pwned ?? null), null);
  assert.ok(reasons.size >= 6, [...reasons].join('\n'));
  await context.close();
});

test('words in notes that look like markup stay words', async () => {
  const context = await browser.newContext();
  const note = events.createEvent('note', { card: 'behavioural/disagreement', s: '<img src=x onerror=globalThis.pwned=1>', k: '', a: '', r: '' }, { now: Date.now() - DAY, off: 0 });
  const page = await open(context, base, exportText(BOOK, [note]));
  await page.goto(`${base}interview.html`);
  await page.click('#interview-stories summary');
  assert.equal(await page.inputValue('[data-star=s]'), note.s);
  assert.equal(await page.evaluate(() => globalThis.pwned ?? null), null);
  await context.close();
});

test('the labels of the charts stand beside them from right to left too', async () => {
  const context = await browser.newContext();
  const page = await open(context, base, history(7, 40).text);
  await page.waitForFunction(() => document.querySelectorAll('.chart text').length > 10);
  // At one go: charts come one after the other.
  const [ltr, rtl] = await page.evaluate(() =>
    ['ltr', 'rtl'].map((dir) => {
      document.documentElement.dir = dir;
      return [...document.querySelectorAll('.chart text')].map((text) => {
        const [own, chart] = [text.getBoundingClientRect(), text.closest('svg').getBoundingClientRect()];
        return [text.textContent, Math.round(own.left - chart.left), Math.round(own.right - chart.left)];
      });
    }),
  );
  assert.ok(ltr.length > 10, 'there are labels');
  // A rounded pixel apart at most.
  const moved = ltr.filter(([, left, right], i) => Math.abs(left - rtl[i][1]) > 1 || Math.abs(right - rtl[i][2]) > 1);
  assert.deepEqual(moved, []);
  await context.close();
});

test('a date, a level and minutes make a plan, and a calendar file; what cannot be done is said', async () => {
  const context = await browser.newContext();
  const page = await open(context);
  await page.fill('#progress-goal input[name=date]', days.iso(days.today(Date.now()) + 30));
  await page.waitForSelector('#progress-plan dl');
  await page.selectOption('#progress-goal select', 'mid');
  const unseen = CARDS.filter((c) => ['junior', 'mid'].includes(c.level) && (c.minutes ?? 0) < 20).length;
  await page.waitForFunction((n) => document.getElementById('progress-plan').textContent.includes(`Unseen: ${n}.`), unseen);
  // An hour a day holds some nine new cards, which take five minutes and come once more that day.
  assert.match(await page.textContent('#progress-plan'), /30 days are left\..*Today: 0 due, (8|9|10) new, about [56]\d min\..*At 60 minutes a day, \d+ cards stay unseen\. \d+ minutes/);
  await page.fill('#progress-goal input[name=minutes]', '0');
  await page.press('#progress-goal input[name=minutes]', 'Tab');
  await page.waitForFunction(() => /You will see every card in time/.test(document.getElementById('progress-plan').textContent));
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Calendar file' }).click()]);
  const calendar = await (await file.createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString());
  assert.ok(calendar.startsWith('BEGIN:VCALENDAR\r\n') && calendar.includes('-interview@'), calendar.slice(0, 300));
  await page.fill('#progress-goal input[name=minutes]', '5');
  await page.press('#progress-goal input[name=minutes]', 'Tab');
  await page.waitForFunction(() => /At 5 minutes a day, \d+ cards stay unseen\. \d+ minutes a day would reach them all/.test(document.getElementById('progress-plan').textContent));
  assert.equal((await studySettings(page, BOOK)).minutes, 5);
  await page.reload();
  await page.waitForSelector('#progress-plan dl');
  assert.equal(await page.inputValue('#progress-goal select'), 'mid');
  await page.click('#progress-goal-clear');
  await page.waitForFunction(() => /Set the day you prepare for/.test(document.getElementById('progress-plan').textContent));
  await context.close();
});

for (const [way, address] of ways) {
  test(`${way}: the model is fitted, used only when told to, and taken back`, async () => {
    const context = await browser.newContext();
    const page = await open(context, address, history('fit', 150).text);
    const weights = async () => [...(await logOf(page, BOOK)).weights()];
    const usual = await weights();
    const due = async () => {
      const log = await logOf(page, BOOK);
      return log.cards().map((id) => log.card(id).due).join();
    };
    const before = await due();
    await page.getByRole('button', { name: /^Fit to my/ }).click();
    await page.waitForSelector('#progress-fit dl', { timeout: 60000 });
    assert.deepEqual(await weights(), usual, 'nothing without consent');
    const [was, is] = (await page.locator('#progress-fit dd').allTextContents()).map(Number);
    assert.ok(is < was, `${was} to ${is}`);
    await page.getByRole('checkbox', { name: /Move the reviews/ }).check();
    await page.getByRole('button', { name: 'Use the new weights' }).click();
    await page.getByRole('button', { name: 'Take back the last change' }).waitFor();
    assert.notDeepEqual(await weights(), usual);
    assert.notEqual(await due(), before);
    await page.getByRole('button', { name: 'Take back the last change' }).click();
    await page.getByRole('button', { name: 'Take back the last change' }).waitFor({ state: 'detached' });
    assert.deepEqual(await weights(), usual);
    assert.equal(await due(), before);
    await context.close();
  });
}

test('what was set aside is listed with its reason and can be resumed', async () => {
  const context = await browser.newContext();
  const now = Date.now() - 2 * DAY;
  const list = [events.createEvent('grade', { card: 'databases/acid', g: 1, ms: 1, step: 0, wait: 600, leech: true }, { now, off: 0 }), events.createEvent('suspend', { card: 'apis/design' }, { now, off: 0 })];
  const page = await open(context, base, exportText(BOOK, list));
  await page.locator('#progress-aside li').nth(1).waitFor();
  const listed = await page.locator('#progress-aside li').allTextContents();
  assert.equal(listed.length, 2);
  assert.match(listed.join(), /What do the ACID properties promise\?Forgotten too often/);
  assert.match(listed.join(), /Design an API[^.]*\.By you/);
  await page.locator('#progress-aside li', { hasText: 'ACID' }).getByRole('button', { name: 'Resume' }).click();
  await page.waitForFunction(() => !/ACID/.test(document.getElementById('progress-aside').textContent));
  assert.equal((await logOf(page, BOOK)).card('databases/acid').suspended, false);
  await context.close();
});

test('reading pages show rings, marks and what is due, without loading the log', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}index.html`);
  const unknown = await page.textContent('#resume-text');
  await openStudy(page, base, '?topic=databases&mode=new');
  await page.click('#study-start');
  await inState(page, 'question');
  for (let i = 0; i < 6; i++) await grade(page, i === 0 ? '1' : '4');
  await page.goto(`${base}index.html`);
  assert.notEqual(await page.textContent('#resume-text'), unknown);
  const filled = await page.getAttribute('[data-ring=databases] .ring-fill', 'stroke-dasharray');
  assert.match(filled, /^[1-9]\d* 100$/);
  assert.match(await page.textContent('.tile[data-topic=databases] .labels'), /% mastered/);
  await page.goto(`${base}databases/index.html`);
  const marks = await page.locator('.entry .mastery:visible').allTextContents();
  assert.equal(marks.filter((m) => m === 'Learning').length, 1);
  assert.equal(marks.filter((m) => m === 'Learned').length, 5);
  assert.match(await page.textContent('.topic-state'), /6 cards seen/);
  assert.equal(await page.evaluate(() => 'deckManifest' in globalThis.Recto), false);
  await context.close();
});

test('printed, progress is its numbers and charts, without what is for the hand; the table of all cards begins on the first sheet', async () => {
  const context = await browser.newContext();
  const page = await open(context, base, history('print', 40).text);
  await page.waitForSelector('#progress-body:not([aria-busy])');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['#backup', '#progress-goal', '.chart-table', 'button']) assert.equal(await page.locator(`#app-progress ${gone}`).filter({ visible: true }).count(), 0, gone);
  for (const there of ['.calendar', '#progress-forecast svg', '#progress-retention .numbers', '#progress-topics table']) assert.ok(await page.locator(there).isVisible(), there);
  const pages = async () => ((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  const most = 3 + Math.ceil((await page.locator('.missed-list > li, .card-list > li').count()) / 15);
  assert.ok((await pages()) <= most, `${await pages()} of ${most}`);
  await page.goto(`${base}browse.html`);
  await page.waitForSelector('#app-browse[data-state=shown]');
  // A box that scrolls is not divided: it would leave the first sheet empty.
  assert.equal(await page.locator('.browse-scroll').evaluate((box) => getComputedStyle(box).overflowX), 'visible');
  assert.ok((await pages()) <= 3, `fifty rows on ${await pages()}`);
  await context.close();
});

test('a link to the date leads to its field', async () => {
  const context = await browser.newContext();
  const page = await open(context);
  await page.goto(`${base}progress.html#progress-goal`);
  await page.reload();
  await page.waitForSelector('#app-progress[data-state=shown]');
  await page.waitForFunction(() => document.activeElement?.matches('#progress-goal input[name=date]'));
  const { y } = await page.locator('#goal-title').boundingBox();
  assert.ok(y >= 0 && y < 400, `its heading is in sight: ${y}`);
  await context.close();
});

test('progress follows a card to its new name', async () => {
  const context = await browser.newContext();
  const old = events.createEvent('grade', { card: 'databases/acid-properties', g: 4, ms: 1, days: 30 }, { now: Date.now() - DAY, off: 0 });
  const page = await open(context, base, exportText(BOOK, [old]));
  await page.waitForFunction((key) => localStorage.getItem(key), `recto:${BOOK}:marks:databases`);
  await page.goto(`${base}databases/acid.html`);
  assert.match(await page.textContent('[data-card-state]'), /Known well/);
  await context.close();
});

test('a log of 50,000 events opens in under a second of the main thread\'s work', { timeout: 240000 }, async () => {
  const list = [];
  for (let i = 0; list.length < 50000; i++) {
    const card = `left/n-${i % 2000}`, day = Math.floor(i / 2000) * 7;
    list.push({ ...events.createEvent('grade', { card, g: i % 9 ? 3 : 1, ms: 8000, ...(i % 9 ? { days: 6 } : { step: 0, wait: 600 }) }, { now: Date.now() - (400 - day) * DAY + i, off: 0 }), id: stamp(i) });
  }
  const context = await browser.newContext();
  const page = await open(context);
  const work = async () => {
    await page.goto('about:blank');
    const cdp = await context.newCDPSession(page);
    // The thread's own time: what other programs take of the machine does not count.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${base}progress.html`);
    await page.waitForSelector('#app-progress[data-state=shown]');
    await page.waitForTimeout(300);
    const { metrics } = await cdp.send('Performance.getMetrics');
    await cdp.detach();
    const of = (name) => metrics.find((m) => m.name === name).value;
    return { task: of('TaskDuration'), script: of('ScriptDuration') };
  };
  const empty = await work();
  assert.match(await take(page, exportText(BOOK, list)), /50,000 entries added/);
  const full = await work();
  // The bars have a height of their own on a wide screen.
  const bar = await page.locator('.chart-bar:not(.none)').first().boundingBox();
  assert.ok(bar && bar.height > 2, 'the forecast shows');
  console.log(`empty ${(empty.task * 1000).toFixed(0)} ms, 50,000 events ${(full.task * 1000).toFixed(0)} ms (script ${(full.script * 1000).toFixed(0)} ms), ratio ${(full.task / empty.task).toFixed(1)}`);
  // On a machine as slow as that, no more than so many times what an empty page takes there.
  assert.ok(full.task < Math.max(1, 12 * empty.task), `${full.task} s`);
  await context.close();
});
