#!/usr/bin/env node
// What Lighthouse says of the guide's pages, and what a long topic page costs a slow phone.
//
//     RECTO=target/release/recto node tests/bench/lighthouse.mjs [--tools FOLDER] [--runs 3]
//
// Builds this repository's guide for the address at which it is then served, under a path and compressed as hosts do, and asks Lighthouse (from npm,
// 190 MB, installed into target/ unless `--tools` has it) with its settings for phones. Accessibility, best practices and SEO must be 100: anything
// else is listed and makes the command fail. Performance is simulated from times on this machine, so that it is printed, the median of the runs.
// Then opens a topic of 300 cards at a quarter of the machine's speed: layout shift, total blocking time (as Lighthouse counts it, from the first
// contentful paint), and the longest task from the navigation on; medians of twice as many loads, with the worst.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';
import { serve } from '../browser/support/server.mjs';
import { RECTO, ROOT } from '../browser/support/site.mjs';

/** The last that Node.js 20 runs. */
const VERSION = '12.8.2';
const PAGES = {
  home: 'index.html',
  topic: 'databases/index.html',
  card: 'databases/acid.html',
  search: 'search.html?q=isolation+level',
  study: 'study.html',
  progress: 'progress.html',
};
/** Those that depend on no time. */
const GATED = ['accessibility', 'best-practices', 'seo'];
/** As GitHub Pages says it. */
const HEADERS = { 'cache-control': 'max-age=600' };

const { values: options } = parseArgs({ options: { tools: { type: 'string', default: join(ROOT, 'target/lighthouse') }, runs: { type: 'string', default: '3' } } });
const folder = mkdtempSync(join(tmpdir(), 'recto-lighthouse-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** @returns {Promise<(address: string, flags: object) => Promise<any>>} */
async function lighthouse() {
  const module = join(resolve(options.tools), 'node_modules/lighthouse/core/index.js');
  if (!existsSync(module)) {
    mkdirSync(options.tools, { recursive: true });
    const npm = ['install', '--prefix', options.tools, '--ignore-scripts', '--no-audit', '--no-fund', `lighthouse@${VERSION}`];
    execFileSync('npm', npm, { stdio: ['ignore', 'inherit', 'inherit'] });
  }
  return (await import(pathToFileURL(module).href)).default;
}

const build = (/** @type {string} */ guide, /** @type {string} */ output, /** @type {string} */ base) =>
  execFileSync(RECTO, ['build', guide, '--quiet', '--base-url', base, '--output', output], { stdio: ['ignore', 'inherit', 'inherit'] });

const middle = (/** @type {number[]} */ list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const percent = (/** @type {number} */ score) => Math.round(score * 100);

/** Asks about every page; returns whether all that must be is 100. */
async function judge() {
  const ask = await lighthouse();
  const site = join(folder, 'guide');
  const server = await serve(site, '/guide/', HEADERS, true);
  build(ROOT, site, server.base);
  const port = 9333;
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, `--remote-debugging-port=${port}`] });
  let passed = true;
  console.log(`${'page'.padEnd(10)} performance  ${GATED.join('  ')}`);
  for (const [name, path] of Object.entries(PAGES)) {
    /** @type {any[]} */
    const runs = [];
    for (let i = 0; i < Number(options.runs); i++) runs.push((await ask(server.base + path, { port, output: 'json', logLevel: 'error' })).lhr);
    const score = (/** @type {string} */ key) => percent(middle(runs.map((run) => run.categories[key].score ?? 0)));
    console.log(name.padEnd(10), String(score('performance')).padStart(11), ...GATED.map((key) => String(score(key)).padStart(key.length + 1)));
    const [run] = runs;
    for (const [key, { auditRefs }] of Object.entries(run.categories)) {
      const lacking = auditRefs.map(({ id, weight }) => ({ weight, ...run.audits[id] })).filter(({ score, weight }) => weight > 0 && score !== null && score < 1);
      for (const { id, title, displayValue = '', score, details } of lacking) {
        console.log(`           ${key}: ${id}, ${percent(score)}: ${title} ${displayValue}`);
        if (GATED.includes(key)) console.log(JSON.stringify(details?.items ?? []).slice(0, 1000));
      }
      if (GATED.includes(key) && score(key) < 100) passed = false;
    }
  }
  await browser.close();
  server.close();
  return passed;
}

/** A topic of 300 cards at a quarter of the speed. */
async function longTopic() {
  const guide = join(folder, 'long');
  mkdirSync(join(guide, 'content/all'), { recursive: true });
  writeFileSync(join(guide, 'book.toml'), '[book]\nid = "long"\ntitle = "Long"\nlanguage = "en"\n\n[[levels]]\nid = "junior"\n\n[[levels]]\nid = "mid"\n');
  const cards = Array.from({ length: 300 }, (_, i) => `# Why does a question of number ${i} matter to whoever reads it? {#card-${i} level=${i % 2 ? 'mid' : 'junior'} tags="t${i % 9}"}\n\n## Answer\n\nIt is answered.\n`);
  writeFileSync(join(guide, 'content/all/cards.md'), cards.join('\n'));
  const site = join(folder, 'long-site');
  const server = await serve(site, '/guide/', HEADERS, true);
  build(guide, site, server.base);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  for (const page of ['all/index.html', 'all/index-2.html']) {
    const runs = [];
    for (let i = 0; i < 2 * Number(options.runs); i++) runs.push(await load(browser, server.base + page));
    const worst = (/** @type {'shift' | 'blocking' | 'longest'} */ key) => Math.max(...runs.map((run) => run[key]));
    const shown = (/** @type {'blocking' | 'longest'} */ key) => `${middle(runs.map((run) => run[key])).toFixed(0)} ms (at most ${worst(key).toFixed(0)})`;
    console.log(`${page}, ${runs[0].cards} of 300 cards, at a quarter of the speed: layout shift ${worst('shift')}, total blocking time ${shown('blocking')}, longest task ${shown('longest')}`);
  }
  await browser.close();
  server.close();
}

/** @param {import('playwright-core').Browser} browser @param {string} address */
async function load(browser, address) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    const found = (globalThis.bench = { shift: 0, tasks: [] });
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (found.shift += value))).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => found.tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address);
  await page.waitForTimeout(3000);
  const { shift, tasks, painted } = await page.evaluate(() => ({ ...globalThis.bench, painted: performance.getEntriesByName('first-contentful-paint')[0].startTime }));
  const cards = await page.locator('.entry').count();
  await page.close();
  const blocking = tasks.reduce((sum, { startTime, duration }) => sum + Math.max(0, startTime + duration - Math.max(startTime, painted) - 50), 0);
  return { shift, cards, blocking, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) };
}

const passed = await judge();
await longTopic();
process.exitCode = passed ? 0 : 1;
