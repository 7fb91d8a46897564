import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

import { text } from '../data/slugs.mjs';

test('the anchors that the compiler is compared with are github-slugger’s', async () => {
  assert.equal(await readFile(new URL('../data/slugs.json', import.meta.url), 'utf8'), text());
});
