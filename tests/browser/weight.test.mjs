// What a page's scripts weigh: a reading page stays light, a review session within its budget, and what a session loads of a large guide.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { tags } from './support/html.mjs';
import { bothWays, launch } from './support/browser.mjs';
import { FULL_TOPIC, files, large, study } from './support/site.mjs';
import { grade, inState, openStudy } from './support/study.mjs';

const site = study();

/** The scripts that a page names, without the guide's data, gzipped, in bytes. */
function weight(page) {
  const scripts = tags(readFileSync(join(site, page), 'utf8')).filter((tag) => tag.name === 'script' && tag.attributes.src);
  const files = scripts.map((tag) => join(site, dirname(page), tag.attributes.src)).filter((file) => !file.includes('/deck/'));
  assert.ok(files.length > 3);
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}

test('a review session: under 45 KB', () => {
  const bytes = weight('study.html');
  console.log(`study.html ${bytes} bytes of scripts, interview.html ${weight('interview.html')}, progress.html ${weight('progress.html')}`);
  assert.ok(bytes < 45 * 1024, `${bytes}`);
});

test('a reading page: under 10 KB', () => {
  for (const page of ['index.html', 'databases/index.html', 'databases/acid.html']) {
    const bytes = weight(page);
    console.log(`${page} ${bytes} bytes of scripts`);
    assert.ok(bytes < 10 * 1024, `${page}: ${bytes}`);
  }
});

test('search, before the first result: under 8,000 bytes of scripts beside the index', () => {
  const sent = files(site, '.js').filter((file) => /^assets\/js\/search(-client)?-[0-9a-f]{8}\.js$/.test(file));
  assert.equal(sent.length, 2, `${sent}: what every page has, and what comes with the reader's interest`);
  const bytes = sent.reduce((sum, file) => sum + gzipSync(readFileSync(join(site, file)), { level: 9 }).length, 0);
  console.log(`${bytes} bytes of search`);
  assert.ok(bytes < 8000, `${bytes}`);
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
