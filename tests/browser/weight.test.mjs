// What a page's scripts weigh: a reading page stays light, a review session within its budget, and what a session loads of a large guide.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { tags } from './support/html.mjs';
import { bothWays, launch } from './support/browser.mjs';
import { FULL_TOPIC, files, large, study } from './support/site.mjs';
import { grade, inState, openStudy } from './support/study.mjs';

const site = study();

/** What a page names in these tags, without the guide's data: the paths of the files. */
const named = (page, name, attribute) =>
  tags(readFileSync(join(site, page), 'utf8'))
    .filter((tag) => tag.name === name && tag.attributes[attribute] && (name === 'script' || tag.attributes.rel === 'stylesheet'))
    .map((tag) => join(site, dirname(page), tag.attributes[attribute]))
    .filter((file) => !file.includes('/deck/'));

/** Gzipped, in bytes. */
const sizeOf = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
const scripts = (page) => named(page, 'script', 'src');
/** Those that every theme has; one with a `custom.css` of its own has that too. */
const sheets = (page) => named(page, 'link', 'href').filter((file) => !basename(file).startsWith('custom-'));

test('a review session: under 35 KB of scripts before the first card', () => {
  const bytes = sizeOf(scripts('study.html'));
  console.log(`study.html ${bytes} bytes of scripts, interview.html ${sizeOf(scripts('interview.html'))}, progress.html ${sizeOf(scripts('progress.html'))}`);
  assert.ok(bytes > 0 && bytes < 35 * 1024, `${bytes}`);
});

test('a reading page: under 6 KB of scripts, in at most 3 files, and 2 stylesheets', () => {
  for (const page of ['index.html', 'databases/index.html', 'databases/acid.html', 'search.html', 'map.html', 'tags/index.html']) {
    const bytes = sizeOf(scripts(page));
    console.log(`${page} ${bytes} bytes of scripts`);
    // search.html has the list of results too, and asks for that of what was not found.
    assert.ok(bytes > 0 && bytes < (page === 'search.html' ? 6800 : 6 * 1024), `${page}: ${bytes}`);
    assert.ok(scripts(page).length <= 3 && sheets(page).length <= 2, `${page}: ${[...scripts(page), ...sheets(page)].join(' ')}`);
  }
});

test('reading pages share their stylesheets, so that the second page needs none', () => {
  const names = (page) => sheets(page).map((file) => basename(file));
  for (const page of ['databases/index.html', 'databases/acid.html', 'search.html', 'map.html']) assert.deepEqual(names(page), names('index.html'), page);
});

// The manifest of the index, which comes with them, has shrunk by 2,000 bytes with what these learnt. 400 bytes more put the first results in order by how near
// the words stand in their texts, fill a page where only few documents have the whole query, and keep what found nothing.
test('search, before the first result: under 8,600 bytes of scripts beside the index', () => {
  const sent = files(site, '.js').filter((file) => /^assets\/scripts\/search-[0-9a-f]{8}\.js$/.test(file));
  assert.equal(sent.length, 1, `${sent}: what comes with the reader's interest`);
  const bytes = sizeOf(sent.map((file) => join(site, file)));
  console.log(`${bytes} bytes of search`);
  assert.ok(bytes < 8600, `${bytes}`);
});

test('a session over one topic of 250 cards: at most 150 KB beyond the page', async () => {
  const folder = large();
  const [[, base]] = await bothWays(folder);
  const page = await (await launch()).newPage();
  const files = new Set();
  page.on('request', (request) => request.url().includes('/deck/') && files.add(request.url().slice(base.length).replace(/\?.*/, '')));
  const loaded = () => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, decodeURIComponent(file)))).length, 0);
  await openStudy(page, base, `?topic=${FULL_TOPIC}`);
  await page.click('#study-start');
  await inState(page, 'question');
  const start = loaded();
  for (let i = 0; i < 10; i++) await grade(page, '4');
  console.log(`${start} bytes of the deck to start, ${loaded()} after ten cards, in ${files.size} files`);
  assert.ok(files.size >= 3, [...files].join());
  assert.ok(loaded() < 150 * 1024, `${loaded()}`);
});
