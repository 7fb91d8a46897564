#!/usr/bin/env node
// What large guides cost: the time and memory of a build, the files and pages that come out, and what a browser works before it paints them.
//
//     RECTO=target/release/recto node tests/bench/large.mjs [SHAPE …] [--loads 5] [--slow 1]
//
// Shapes are those of SHAPES below; without any all are made, one after the other, on a memory file system where there is one. Of each kind of
// page the largest is opened: `before paint` is the time in which the page's main thread worked (the processor's, so that other work on the machine counts little) from the
// navigation to the first paint, `longest` its longest task until the page rests, both the least of the loads, and
// `elements` how many the page has then. `--slow 4` makes Chromium's pages work at a quarter of their speed. A measurement, not a test.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';
import { serve } from '../browser/support/server.mjs';
import { files, RECTO } from '../browser/support/site.mjs';
import { generator } from '../../themes/default/js/random.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { loads: { type: 'string', default: '5' }, slow: { type: 'string', default: '1' } },
});

const LEVELS = ['junior', 'mid', 'senior'];
const BOOK = `[book]\nid = "large"\ntitle = "A large guide"\nlanguage = "en"\n\n[site]\nbase-url = "https://example.org/guide/"\n
${LEVELS.map((id) => `[[levels]]\nid = "${id}"\n`).join('\n')}\n[[kinds]]\nid = "concept"\n\n[[kinds]]\nid = "scenario"\n`;

const next = generator('large');
const below = (/** @type {number} */ n) => Math.floor(next() * n);
const WORDS = Array.from({ length: 4000 }, () => Array.from({ length: 2 + below(3) }, () => 'bcdfglmnprstv'[below(13)] + 'aeiou'[below(5)]).join(''));
const sentence = (/** @type {number} */ length) => `${Array.from({ length }, () => WORDS[below(WORDS.length)]).join(' ')}.`;

/** A card of about a kilobyte. @param {number} number @param {string} [more] */
const card = (number, more = '') => `---
level: ${LEVELS[number % 3]}
kind: ${number % 4 ? 'concept' : 'scenario'}
tags: [tag-${number % 97}, tag-${(number * 7) % 301}]
---

# Why does ${sentence(7).slice(0, -1)} matter to number ${number}?

## Short answer

${sentence(18)}

## Answer

${sentence(40)} ${more}

- ${sentence(12)}
- ${sentence(12)}

${sentence(40)}

## Key points

- ${sentence(8)}
- ${sentence(8)}
`;

/** Guides as files: path in content, text. @type {Record<string, () => Iterable<[string, string]>>} */
const SHAPES = {
  /** 10,000 cards in 40 topics. */
  *cards() {
    for (let i = 0; i < 10_000; i++) yield [`topic-${i % 40}/card-${i}.md`, card(i)];
  },
  /** 50,000 cards in one topic, and another. */
  *topic() {
    yield ['other/one.md', card(0)];
    for (let i = 1; i < 50_000; i++) yield [`all/card-${i}.md`, card(i)];
  },
  /** 5,000 topics side by side, of two cards each. */
  *topics() {
    for (let i = 0; i < 10_000; i++) yield [`topic-${i >> 1}/card-${i}.md`, card(i)];
  },
  /** A card of nearly 2 MiB, more than which a file may not have (R002), among a hundred. */
  *card() {
    for (let i = 0; i < 100; i++) yield [`topic-${i % 4}/card-${i}.md`, card(i)];
    let text = card(100);
    for (let i = 0; text.length < 2.09e6; i++) text += i % 50 ? `\n${sentence(60)} [See](card-${4 * below(25)}.md).\n` : `\n### Part ${i}\n\n| a | b |\n| --- | --- |\n| ${sentence(5)} | ${sentence(5)} |\n`;
    yield ['topic-0/huge.md', text];
  },
  /** 200,000 links between 4,000 cards, half of them to one card; and as many tags as cards. */
  *links() {
    const link = (/** @type {number} */ to) => `[${WORDS[below(WORDS.length)]}](../topic-${to % 40}/card-${to}.md)`;
    for (let i = 0; i < 4_000; i++) {
      const links = Array.from({ length: 50 }, (_, n) => link(n % 2 ? 0 : below(4_000)));
      yield [`topic-${i % 40}/card-${i}.md`, card(i, links.join(', ')).replace('tags: [', `tags: [own-${i}, `)];
    }
  },
};

const KINDS = ['home', 'topic', 'card', 'study', 'progress', 'browse', 'search', 'interview', 'map', 'tags', 'tag', 'level'];

/** Writes a guide. @param {string} folder @param {Iterable<[string, string]>} list */
function write(folder, list) {
  mkdirSync(join(folder, 'content'), { recursive: true });
  writeFileSync(join(folder, 'book.toml'), BOOK);
  const made = new Set();
  for (const [path, text] of list) {
    const topic = path.split('/')[0];
    if (!made.has(topic)) mkdirSync(join(folder, 'content', topic));
    made.add(topic);
    writeFileSync(join(folder, 'content', path), text);
  }
}

/** Runs the program; seconds of the clock, and the most memory in MB. @param {string[]} args */
function run(args) {
  const start = performance.now();
  const child = spawn(RECTO, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let most = 0;
  const look = setInterval(() => {
    try {
      most = Math.max(most, Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
    } catch {
      // It has ended, or this is another system.
    }
  }, 20);
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      clearInterval(look);
      if (code) reject(new Error(`recto ${args.join(' ')}: ${code}`));
      else resolve({ seconds: (performance.now() - start) / 1000, memory: most / 1024 });
    });
  });
}

/** The largest page of each kind. @param {string} site */
function largest(site) {
  /** @type {Record<string, { file: string, size: number }>} */
  const found = {};
  for (const file of files(site, '.html')) {
    const { size } = statSync(join(site, file));
    const kind = /<body class="page-([^" ]+)/.exec(readFileSync(join(site, file), 'utf8'))?.[1] ?? 'other';
    if (size > (found[kind]?.size ?? 0)) found[kind] = { file, size };
  }
  return found;
}

/** Opens a page and measures its main thread. @param {import('playwright-core').Browser} browser @param {string} address */
async function load(browser, address) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slow) });
  /** @type {any[]} */
  const events = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', 'loading', 'devtools.timeline', '__metadata'] } });
  await page.goto(address, { timeout: 300_000 });
  await page.waitForTimeout(1000 * Number(options.slow));
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', () => resolve(undefined)));
  await cdp.send('Tracing.end');
  await complete;
  await context.close();
  const start = events.filter(({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL === address).at(-1) ?? events.filter(({ name }) => name === 'navigationStart').at(-1);
  const paint = events.find(({ name, pid, ts }) => name === 'firstPaint' && pid === start.pid && ts > start.ts);
  const tasks = events.filter(({ name, ph, pid, tid, ts }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask' && pid === paint.pid && tid === paint.tid && ts > start.ts - 5000);
  const before = tasks.filter(({ ts }) => ts < paint.ts).reduce((sum, { tdur = 0 }) => sum + tdur, 0);
  return { before: before / 1000, longest: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000, elements };
}

/** @param {string} name */
async function measure(name) {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'recto-large-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  write(folder, SHAPES[name]());
  const site = join(folder, 'site');
  const check = await run(['check', folder, '--quiet']);
  const build = await run(['build', folder, '--quiet', '--output', site]);
  const all = files(site).map((file) => ({ file, size: statSync(join(site, file)).size }));
  const bytes = all.reduce((sum, { size }) => sum + size, 0);
  const cost = (/** @type {typeof build} */ { seconds, memory }) => `${seconds.toFixed(2)} s and ${memory.toFixed(0)} MB`;
  console.log(`\n${name}: check ${cost(check)}, build ${cost(build)}; ${all.length} files, ${(bytes / 1e6).toFixed(0)} MB`);
  const top = all.toSorted((a, b) => b.size - a.size).slice(0, 6);
  console.log(`largest: ${top.map(({ file, size }) => `${file} ${(size / 1024).toFixed(0)} KB`).join(', ')}`);
  const server = await serve(site);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  console.log(`${'page'.padEnd(10)} ${'KB'.padStart(8)} ${'elements'.padStart(9)} ${'before paint, ms'.padStart(17)} ${'longest, ms'.padStart(12)}`);
  const pages = largest(site);
  for (const kind of KINDS.filter((kind) => pages[kind])) {
    const { file, size } = pages[kind];
    const runs = [];
    for (let i = 0; i < Number(options.loads); i++) runs.push(await load(browser, server.base + encodeURI(file)));
    const least = (/** @type {'before' | 'longest'} */ key) => Math.min(...runs.map((run) => run[key])).toFixed(0);
    console.log(`${kind.padEnd(10)} ${(size / 1024).toFixed(0).padStart(8)} ${String(runs[0].elements).padStart(9)} ${least('before').padStart(17)} ${least('longest').padStart(12)}   ${file}`);
  }
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

for (const name of positionals.length ? positionals : Object.keys(SHAPES)) {
  if (!SHAPES[name]) throw new Error(`no shape ${name}: ${Object.keys(SHAPES).join(', ')}`);
  await measure(name);
}
