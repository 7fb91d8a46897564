/**
 * Recto's search, Pagefind and MiniSearch on the same texts, asked the same queries in Chromium over HTTP: what each publishes, loads and finds.
 *
 *     node tests/bench/search-rivals.mjs RECTO_SITE HUGO_SITE MINISEARCH [QUERIES A SET]
 *
 * In: two sites of the same pages, in Hugo's the folder `pagefind/` that Pagefind wrote and `index.json` with all texts, and MiniSearch's script. Out: JSON
 * that tests/bench/compare.py makes a table of. Requests and bytes, as they travel (gzip), are those after the page itself. A first query is one of a fresh
 * browser, a next one of the same page; both end when ten results with their titles are there.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';
import { querySets, scores } from './queries.mjs';

const [recto, hugo, script, size = '40'] = process.argv.slice(2);
/** Fresh browsers for each search. */
const FIRST_QUERIES = 5;
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm' };

/** @type {{ url: string, title: string, text: string }[]} */
const pages = JSON.parse(readFileSync(join(hugo, 'index.json'), 'utf8'));
/** The end of an address by which a document is known, whoever publishes it. @param {string} url */
const known = (url) => url.replace(/[?#].*/, '').split('/').slice(-2).join('/');
const docs = pages.map(({ url, title, text }) => ({ id: known(url), title, body: text }));

// The script that pages load; as a module it would export nothing.
vm.runInThisContext(readFileSync(script, 'utf8'), { filename: script });
const { MiniSearch } = /** @type {any} */ (globalThis);
const OPTIONS = { fields: ['title', 'body'], storeFields: ['title'], searchOptions: { boost: { title: 2 }, fuzzy: 0.2, prefix: true } };
const mini = new MiniSearch(OPTIONS);
mini.addAll(docs);
const miniIndex = JSON.stringify(mini);

/** What a page of each search does to answer; each runs in the page. */
const SEARCHES = {
  Recto: {
    page: '/recto/index.html',
    files: () => listed(join(recto, 'search')).filter((file) => !file.endsWith('words.js')),
    ask: async (/** @type {string} */ query) => {
      const { results } = await /** @type {any} */ (globalThis).Recto['$search.searchFor'](() => false, Promise.resolve(), query, [], 10);
      return results.map((/** @type {any} */ { url }) => url);
    },
  },
  Pagefind: {
    page: '/blank/index.html',
    files: () => listed(join(hugo, 'pagefind')).filter((file) => !/ui\.(js|css)$|highlight|component|playground/.test(file)),
    ask: async (/** @type {string} */ query) => {
      const world = /** @type {any} */ (globalThis);
      world.pagefind ??= await import(/** @type {any} */ ('/hugo/pagefind/pagefind.js'));
      const { results } = await world.pagefind.search(query);
      const shown = await Promise.all(results.slice(0, 10).map((/** @type {any} */ result) => result.data()));
      return shown.map(({ url }) => url);
    },
  },
  MiniSearch: {
    page: '/blank/index.html',
    files: () => [],
    ask: async (/** @type {string} */ query) => {
      const world = /** @type {any} */ (globalThis);
      if (!world.mini) {
        const loaded = new Promise((resolve) => document.head.append(Object.assign(document.createElement('script'), { src: '/mini/script.js', onload: resolve })));
        const [index, options] = await Promise.all([fetch('/mini/index.json').then((answer) => answer.text()), fetch('/mini/options.json').then((answer) => answer.json()), loaded]);
        world.mini = world.MiniSearch.loadJSON(index, options);
      }
      return world.mini.search(query).slice(0, 10).map((/** @type {any} */ { id }) => id);
    },
  },
};

/** Every file in a folder. @param {string} folder */
const listed = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

const MADE = new Map([
  ['/blank/index.html', '<!doctype html><title>Blank</title>'],
  ['/mini/index.json', miniIndex],
  ['/mini/options.json', JSON.stringify({ ...OPTIONS, idField: 'id' })],
  ['/mini/script.js', readFileSync(script)],
]);
const sent = { requests: 0, bytes: 0 };
/** @type {Map<string, Buffer>} */
const packed = new Map();

/** @param {string} path */
function body(path) {
  const found = packed.get(path);
  if (found) return found;
  const [, root, ...rest] = path.split('/');
  const folder = { recto, hugo }[root];
  const file = folder && join(folder, ...rest);
  const data = MADE.get(path) ?? (file && existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined);
  if (data === undefined) return undefined;
  const made = gzipSync(data, { level: 6 });
  packed.set(path, made);
  return made;
}

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
  const data = body(path);
  sent.requests++;
  if (!data) return response.writeHead(404).end();
  sent.bytes += data.length;
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-encoding': 'gzip', 'cache-control': 'max-age=600' });
  return response.end(data);
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
const base = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
const browser = await chromium.launch({ executablePath, args: FLAGS });
const sets = querySets(docs, +size, 1);

/** A page whose own files are there. @param {string} path */
async function open(path) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(base + path, { waitUntil: 'networkidle' });
  return { page, close: () => context.close() };
}

/** An answer with what it took. @param {import('playwright-core').Page} page @param {(query: string) => Promise<string[]>} ask @param {string} query */
async function timed(page, ask, query) {
  Object.assign(sent, { requests: 0, bytes: 0 });
  const from = performance.now();
  const urls = await page.evaluate(ask, query);
  return { ...sent, ms: performance.now() - from, ids: urls.map(known) };
}

/** The same figures of many. @param {Awaited<ReturnType<typeof timed>>[]} all */
const columns = (all) => Object.fromEntries(['requests', 'bytes', 'ms'].map((name) => [name, all.map((one) => one[name])]));

/** @type {Record<string, any>} */
const answers = {};
for (const [name, { page: path, files, ask }] of Object.entries(SEARCHES)) {
  const first = [];
  for (const { query } of sets.title.slice(0, FIRST_QUERIES)) {
    const { page, close } = await open(path);
    first.push(await timed(page, ask, query));
    await close();
  }
  const { page, close } = await open(path);
  await timed(page, ask, 'a');
  const next = [];
  /** @type {Record<string, number>} */
  const mrr = {};
  for (const [set, queries] of Object.entries(sets)) {
    const ranks = [];
    for (const { doc, query } of queries) {
      const answer = await timed(page, ask, query);
      next.push(answer);
      ranks.push(answer.ids.indexOf(docs[doc].id));
    }
    mrr[set] = scores(ranks).mrr;
  }
  await close();
  const sizes = name === 'MiniSearch' ? [miniIndex.length, statSync(script).size] : files().map((file) => statSync(file).size);
  answers[name] = { files: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0), first: columns(first), next: columns(next), mrr };
}
await browser.close();
server.close();
console.log(JSON.stringify(answers));
