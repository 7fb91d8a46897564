/**
 * How long the client works for a query, in a real page of a real browser over HTTP.
 *
 *     node tests/bench/latency.mjs [FOLDER] [QUERIES A SET] [SEED] [REPEATS]
 *
 * FOLDER has an index in `search/`: a site that `recto build` made, or what `cargo bench --bench search` writes; without one it is the site of this
 * repository's guide, made by target/debug/recto. The page is one of that guide, whatever the index. Every query is asked of a fresh index, all of whose
 * shards have to be read. Its work is the time in the client's own functions: reading shards and finding, not waiting for them. Prints median and worst
 * per set: as measured, and quiet, the least of the repeats, which other work on the machine disturbs less. Then the tasks over 50 ms.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';
import { guide } from '../browser/support/site.mjs';
import { openIndex } from './engine.mjs';
import { querySets } from './queries.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

/** Serves the guide with another index. @param {string} site @param {string} index @returns {Promise<import('node:http').Server>} */
function serve(site, index) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = join(path.startsWith('/search/') ? index : site, path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip' });
    return response.end(gzipSync(readFileSync(file), { level: 1 }));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Runs in the page: the client's functions tell how long they take. What modules offer to chunks is in the global under names such as `$search.searchFor`. */
async function instrument() {
  const { Recto } = globalThis;
  const [searchFor, loadScript] = [Recto['$search.searchFor'], Recto['$base.loadScript']];
  const clock = { work: 0 };
  const timed = (/** @type {Function} */ call) => (/** @type {any[]} */ ...given) => {
    const from = performance.now();
    try {
      return call(...given);
    } finally {
      clock.work += performance.now() - from;
    }
  };
  /** @type {number[]} */
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  // The first query loads the client.
  const ask = (/** @type {string} */ query) => searchFor(() => false, Promise.resolve(), query, [], 10);
  await ask('a');
  const { find, open } = Recto.search;
  Recto.search.find = timed(find);
  Recto.search.open = timed((/** @type {any} */ manifest) => {
    const index = open(manifest);
    return Object.assign(index, { add: timed(index.add) });
  });
  let manifests = 0;
  globalThis.bench = {
    tasks,
    /** Milliseconds of work for a query to a fresh index. @param {string} query */
    async ask(query) {
      await loadScript(`search/manifest.js?${manifests++}`);
      clock.work = 0;
      await ask(query);
      await new Promise((resolve) => setTimeout(resolve));
      return clock.work;
    },
  };
}

/** @param {number[]} list @param {number} part */
const quantile = (list, part) => [...list].sort((a, b) => a - b)[Math.min(Math.floor(list.length * part), list.length - 1)];

async function main() {
  const [folder = guide(), size = '60', seed = '1', repeats = '3'] = process.argv.slice(2);
  const sets = querySets(openIndex(folder).documents(), +size, +seed);
  const server = await serve(guide(), folder);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const page = await browser.newPage();
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  await page.goto(`http://127.0.0.1:${address.port}/about.html`);
  await page.evaluate(instrument);
  for (const [set, queries] of Object.entries(sets)) {
    /** @type {number[][]} */
    const times = queries.map(() => []);
    // One after the other, then all again: what disturbs one repeat is over at the next.
    for (let i = 0; i < +repeats; i++) {
      for (const [q, { query }] of queries.entries()) times[q].push(await page.evaluate((text) => globalThis.bench.ask(text), query));
    }
    const all = times.flat();
    const quiet = times.map((list) => Math.min(...list));
    const tasks = await page.evaluate(() => globalThis.bench.tasks.splice(0));
    const figures = { median: quantile(all, 0.5), worst: quantile(all, 1), 'quiet median': quantile(quiet, 0.5), 'quiet worst': quantile(quiet, 1) };
    const shown = Object.entries(figures).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
    console.log(set.padEnd(10), ...shown.map((text) => text.padEnd(22)), `tasks over 50 ms: ${tasks.length}`, tasks.length ? `(longest ${Math.max(...tasks).toFixed(0)} ms)` : '');
    const slowest = quiet.indexOf(Math.max(...quiet));
    console.log(`           slowest: ${queries[slowest].query}`);
  }
  await browser.close();
  server.close();
}

await main();
