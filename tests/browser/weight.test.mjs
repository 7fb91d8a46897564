// What a page's scripts weigh: a reading page stays light, a review session within its budget.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { tags } from './support/html.mjs';
import { study } from './support/site.mjs';

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
