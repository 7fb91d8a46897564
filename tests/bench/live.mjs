#!/usr/bin/env node
// From a save to the new text in a browser: `recto serve` against Hugo's server, on the same pages.
//
//     node tests/bench/live.mjs [--cards 10000] [--rounds 30] [--recto PATH] [--hugo PATH]
//
// Makes a guide from a seed (tests/bench/guide) and Hugo's site of it (tests/bench/hugo.py) on a memory file system, starts both servers
// and opens a card of each in one Chromium. In each round another card is opened in both, a sentence of it is changed on disk, first for
// one server and then for the other, and the time is taken from before the write until the page holds the new sentence. Between two
// saves both servers rest. Prints the medians and their ratio. Like compare.py a measurement, not a test.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Between what one save set in motion and the next save, in milliseconds. */
const REST = 700;
/** After which a page counts as never changed. */
const PATIENCE = 120_000;

const { values: options } = parseArgs({
  options: { cards: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '30' }, recto: { type: 'string' }, guide: { type: 'string' }, hugo: { type: 'string' } },
});

/** What cargo has built, or builds now. @param {string[]} target @param {string} name */
function program(target, name) {
  const cargo = ['build', '--release', '--locked', '--message-format', 'json', ...target];
  const lines = execFileSync('cargo', cargo, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }).split('\n');
  const made = lines.filter(Boolean).map((line) => JSON.parse(line));
  return made.find((message) => message.executable && message.target.name === name).executable;
}

/** The guide for Recto and the site for Hugo, and a Hugo. @param {string} folder */
function prepare(folder) {
  const [guide, site] = ['guide', 'hugo'].map((name) => join(folder, name));
  execFileSync(options.guide ?? program(['--bench', 'guide'], 'guide'), [options.cards, guide], { stdio: 'inherit' });
  const script = 'import sys, pathlib, hugo; a = list(map(pathlib.Path, sys.argv[1:])); hugo.convert(a[0], a[1]); print(hugo.executable(a[2], sys.executable) if len(a) > 2 else "")';
  const python = ['-c', script, guide, site, ...(options.hugo ? [] : [join(folder, 'python')])];
  const found = execFileSync('python3', python, { cwd: join(ROOT, 'tests/bench'), encoding: 'utf8' }).trim();
  return { guide, site, hugo: options.hugo ?? found };
}

/** Starts a server; resolves with its address, once it has printed one. @param {string} command @param {string[]} args */
function start(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  const address = new Promise((done, fail) => {
    child.stdout.on('data', (text) => {
      printed += text;
      const found = /http:\/\/[^\s)]+/.exec(printed);
      if (found) done(found[0].replace('//localhost', '//127.0.0.1'));
    });
    child.on('exit', (code) => fail(new Error(`${command} ended with ${code}: ${printed}`)));
  });
  return { child, address };
}

/** Every card: paths without `.md`, the same for both. @param {string} content */
function cards(content) {
  const topics = readdirSync(content, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = topics.flatMap(({ name }) => readdirSync(join(content, name)).map((file) => `${name}/${file}`));
  return files.filter((file) => !/(^|\/)_?index\.md$/.test(file)).map((file) => file.slice(0, -'.md'.length)).sort();
}

/** A server with a page that tells when a text has come. */
class Contestant {
  /** @param {string} name @param {string} content @param {string} base */
  constructor(name, content, base) {
    Object.assign(this, { name, content, base, times: [], said: () => {} });
  }

  /** @param {import('playwright-core').Browser} browser */
  async open(browser) {
    this.page = await (await browser.newContext()).newPage();
    await this.page.exposeBinding('tellBench', (_, text) => this.said(text));
    await this.page.addInitScript(() => {
      // The newest mark in the text of the page, told once each time it changes.
      let last = '';
      const look = () => {
        const mark = /mark-\d+-\d+/.exec(document.body?.textContent ?? '')?.[0] ?? '';
        if (mark && mark !== last) globalThis.tellBench((last = mark));
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
      document.addEventListener('DOMContentLoaded', look);
    });
  }

  /** The time in milliseconds from before a save to the new text in the page. @param {string} card @param {string} mark */
  async round(card, mark) {
    await this.page.goto(`${this.base}${card}.html`, { waitUntil: 'load' });
    await sleep(REST);
    const file = join(this.content, `${card}.md`);
    const text = readFileSync(file, 'utf8').replace(/^## Answer\n/m, `## Answer\nThis is ${mark}.\n\n`);
    const seen = new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${this.name} never showed ${mark}`)), PATIENCE);
      this.said = (/** @type {string} */ told) => told === mark && (clearTimeout(timer), done(performance.now()));
    });
    const before = performance.now();
    writeFileSync(file, text);
    const time = (await seen) - before;
    await sleep(REST);
    return time;
  }
}

const middle = (/** @type {number[]} */ list) => {
  const sorted = list.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

async function main() {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(memory, 'recto-live-'));
  const servers = [];
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const { guide, site, hugo } = prepare(folder);
    const recto = options.recto ?? program(['--bin', 'recto'], 'recto');
    servers.push(start(recto, ['serve', guide, '--port', '0', '--quiet']));
    // As its users start it: pages in memory, only what is looked at rendered again.
    servers.push(start(hugo, ['server', '--source', site, '--port', '1331', '--cacheDir', join(folder, 'cache'), '--renderToMemory']));
    const [ours, theirs] = await Promise.all(servers.map((server) => server.address));
    const contestants = [new Contestant('recto', join(guide, 'content'), ours), new Contestant('hugo', join(site, 'content'), theirs)];
    for (const contestant of contestants) await contestant.open(browser);
    const all = cards(join(guide, 'content'));
    const rounds = Number(options.rounds);
    // One round more, which is not counted: the first save of each pays for what is loaded once.
    for (let round = 0; round <= rounds; round++) {
      const card = all[Math.floor((round / (rounds + 1)) * all.length)];
      for (const contestant of contestants) {
        const time = await contestant.round(card, `mark-${round}-${process.pid}`);
        if (round > 0) contestant.times.push(time);
        console.error(`${round}/${rounds} ${contestant.name} ${time.toFixed(0)} ms`);
      }
    }
    console.log(`${options.cards} cards, ${rounds} interleaved saves; from the save to the new text in Chromium, in milliseconds`);
    for (const { name, times } of contestants) {
      const [least, most] = [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(0));
      console.log(`${name.padEnd(8)} median ${middle(times).toFixed(0).padStart(6)}   least ${least.padStart(6)}   most ${most.padStart(6)}`);
    }
    const [a, b] = contestants.map(({ times }) => middle(times));
    console.log(`recto takes ${(a / b).toFixed(3)} of Hugo's time (wanted: at most 0.2)`);
  } finally {
    for (const { child } of servers) child.removeAllListeners('exit').kill();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
