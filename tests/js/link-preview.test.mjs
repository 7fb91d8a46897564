// Which data a link's preview is looked for in.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { hash, previewKey } from '../../themes/default/js/link-preview.js';

test('pages are divided as the build divides them (src/site/previews.rs has the same vectors)', () => {
  assert.deepEqual(['acid', 'é', 'index'].map((name) => hash(name) % 16), [8, 1, 11]);
  assert.equal(hash('acid'), 0x550683a8);
});

test('a link into the site gives folder and name, from disk and under a path', () => {
  const disk = 'file:///home/me/site/';
  assert.deepEqual(previewKey('file:///home/me/site/databases/acid.html#answer', disk), { folder: 'databases', name: 'acid' });
  assert.deepEqual(previewKey('https://h.org/g/a/b/caf%C3%A9.html?x=1', 'https://h.org/g/'), { folder: 'a/b', name: 'café' });
  assert.deepEqual(previewKey('https://h.org/g/about.html', 'https://h.org/g/'), { folder: '', name: 'about' });
});

test('other addresses have no preview', () => {
  const base = 'https://h.org/g/';
  for (const href of ['https://h.org/other/a.html', 'https://h.org/g/er-model.svg', 'mailto:a@h.org', 'https://h.org/g/%E0%A4%A.html']) {
    assert.equal(previewKey(href, base), null, href);
  }
});
