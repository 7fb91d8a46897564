// What a word is to the search: the same vectors bind the indexer (src/search/token.rs) and the client.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { tokens as cut } from '../../themes/default/js/search-tokens.js';

const vectors = JSON.parse(readFileSync(new URL('../data/tokens.json', import.meta.url), 'utf8'));

test('texts are cut as the golden vectors say', () => {
  for (const { text, tokens } of vectors) {
    assert.deepEqual(Array.from(cut(text), ({ form, role }) => `${role} ${form}`), tokens, text);
  }
});

test('a word knows where it stands in the text', () => {
  const text = 'Does Größe matter in C++?';
  assert.deepEqual(Array.from(cut(text), ({ at, end }) => text.slice(at, end)), ['Does', 'Größe', 'matter', 'in', 'C++']);
});
