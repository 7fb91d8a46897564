// Work of the main thread until Today, Browse and Progress are ready, with 10,000 cards and 50,000 events: each is to stay under a second.
//
//     node tests/bench/learner.mjs [cards] [events]
//
// In: a guide that is generated, a history over its cards that is imported; then a date as well. Out: for each page the seconds that its main thread
// worked from the navigation until the page rests (the processor's, so that other work on the machine does not count), its longest task, and the
// seconds until it is ready; medians of five loads.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';
import { serve } from '../browser/support/server.mjs';
import { RECTO } from '../browser/support/site.mjs';
import { imported } from '../faults/learner.mjs';
import { exportText } from '../../themes/default/js/backup-file.js';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import { generator } from '../../themes/default/js/random.js';

const [CARDS, EVENTS] = [Number(process.argv[2] ?? 10000), Number(process.argv[3] ?? 50000)];
const TOPICS = 100;
const LOADS = 5;
const BOOK = 'learner-bench';
const PAGES = { Today: ['study.html', '#app-study[data-state=setup] #study-counts span'], Browse: ['browse.html', '#app-browse[data-state=shown]'], Progress: ['progress.html', '#app-progress[data-state=shown]'] };

const folder = mkdtempSync(join(tmpdir(), 'recto-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The guide: topics with all their cards in one file. @returns {string[]} ids */
function guide() {
  const ids = [];
  writeFileSync(join(folder, 'book.toml'), `[book]\nid = "${BOOK}"\ntitle = "Bench"\n[search]\nenabled = false\n`);
  for (let t = 0; t < TOPICS; t++) {
    const topic = join(folder, 'content', `topic-${t}`);
    mkdirSync(topic, { recursive: true });
    writeFileSync(join(topic, 'index.md'), `---\ntitle: Topic ${t}\n---\n`);
    const cards = Array.from({ length: CARDS / TOPICS }, (_, i) => {
      ids.push(`topic-${t}/card-${i}`);
      return `# What does item ${i} of subject ${t} promise? {#card-${i} level=${['junior', 'mid', 'senior'][i % 3]} kind=concept}\n\n## Answer\nIt promises ${i}.\n\n## Key points\n- First ${i}\n- Second\n`;
    });
    writeFileSync(join(topic, 'cards.md'), cards.join('\n'));
  }
  return ids;
}

/** A history of reviews over most of the cards, the last of them yesterday. @param {string[]} ids */
function history(ids) {
  const next = generator('bench');
  const now = Date.now();
  const list = Array.from({ length: EVENTS }, (_, i) => {
    const card = ids[Math.floor(next() * ids.length * 0.8)];
    const g = next() < 0.12 ? 1 : 3;
    const fields = g === 1 ? { step: 0, wait: 60, missed: [1] } : { days: 1 + Math.floor(next() * 60) };
    return events.createEvent('grade', { card, g, ms: 9000, ...fields }, { now: now - days.DAY - (EVENTS - i) * 600000, off: 0 });
  });
  return exportText(BOOK, list);
}

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Loads a page and measures until it has rested for a second. @param {import('playwright-core').BrowserContext} context @param {string} address @param {string} ready a selector */
async function load(context, address, ready) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  await page.addInitScript(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration)))).observe({ type: 'longtask', buffered: true });
  });
  const before = await metrics();
  const start = performance.now();
  await page.goto(address);
  await page.waitForSelector(ready, { state: 'attached' });
  const until = (performance.now() - start) / 1000;
  await page.waitForTimeout(1000);
  const after = await metrics();
  const longest = await page.evaluate(() => globalThis.longest);
  await page.close();
  return { work: after.TaskDuration - before.TaskDuration, script: after.ScriptDuration - before.ScriptDuration, longest: longest / 1000, until };
}

/** Imports a file on the progress page. @param {string} file */
async function take(file) {
  const page = await browser.newPage();
  await imported(page, server.base, file);
  await page.close();
}

/** @param {string} what */
async function measure(what) {
  console.log(what);
  for (const [name, [path, ready]] of Object.entries(PAGES)) {
    const runs = [];
    for (let i = 0; i < LOADS; i++) runs.push(await load(browser, server.base + path, ready));
    const of = (/** @type {keyof typeof runs[0]} */ key) => median(runs.map((run) => run[key])).toFixed(2);
    console.log(`${name.padEnd(9)} work ${of('work')} (scripts ${of('script')}), longest task ${of('longest')}, ready after ${of('until')}`);
  }
}

const ids = guide();
const site = join(folder, 'site');
execFileSync(RECTO, ['build', folder, '-o', site], { stdio: ['ignore', 'ignore', 'inherit'] });
const backup = join(folder, 'history.json');
writeFileSync(backup, history(ids));
const server = await serve(site);
const browser = await chromium.launchPersistentContext(join(folder, 'profile'), { executablePath, args: FLAGS });
try {
  await take(backup);
  console.log(`${CARDS} cards, ${EVENTS} events; medians of ${LOADS} loads, seconds`);
  await measure('no date');
  writeFileSync(backup, exportText(BOOK, [events.createEvent('goal', { date: days.today(Date.now()) + 30, level: '' }, { now: Date.now() - days.HOUR })]));
  await take(backup);
  await measure('30 days to the date');
} finally {
  await browser.close();
  server.close();
}
