// What a word is to the search: the same vectors bind the indexer (src/search/token.rs) and the client.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { start } from '../bench/engine.mjs';

const vectors = JSON.parse(readFileSync(new URL('../data/tokens.json', import.meta.url), 'utf8'));

test('texts are cut as the golden vectors say', () => {
  const { Recto } = start();
  for (const { text, tokens } of vectors) {
    assert.deepEqual(Array.from(Recto.searchTokens(text), ({ form, role }) => `${role} ${form}`), tokens, text);
  }
});

test('a word knows where it stands in the text', () => {
  const { Recto } = start();
  const text = 'Does Größe matter in C++?';
  assert.deepEqual(Array.from(Recto.searchTokens(text), ({ at, end }) => text.slice(at, end)), ['Does', 'Größe', 'matter', 'in', 'C++']);
});
