// All icons are fields of one image, and a stylesheet says by a number which is shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const sheet = readFileSync(new URL('../../themes/default/css/icons.css', import.meta.url), 'utf8');
const all = (/** @type {RegExp} */ pattern) => [...sheet.matchAll(pattern)].map(([, found]) => found);

test('every icon has a field of its own', () => {
  const fields = all(/translate\(0 (\d+)\)/g).map(Number);
  assert.deepEqual(fields, fields.map((_, i) => 24 * i));
  const numbers = all(/--icon-[a-z-]+: (\d+);/g).map(Number);
  assert.deepEqual(numbers, fields.map((_, i) => i));
  assert.deepEqual(all(/--last-icon: (\d+);/g).map(Number), [fields.length - 1]);
  assert.deepEqual(all(/height='(\d+)' fill='none'/g).map(Number), [24 * fields.length]);
});
