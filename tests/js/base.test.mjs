// Words and settings, as every script gets them.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import '../../themes/default/js/base.js';

const { Recto } = globalThis;
Recto.strings = { base: { shown: '{n} of {m}', cards_one: '{n} card', cards_other: '{n} cards' } };

test('a word has its values filled in, and an unknown key shows itself', () => {
  assert.equal(Recto.text('base.shown', { n: 1, m: 2 }), '1 of 2');
  assert.equal(Recto.text('base.shown', { n: '{m}' }), '{m} of {m}');
  assert.equal(Recto.text('base.nothing'), 'base.nothing');
  assert.equal(Recto.text('nowhere.at_all'), 'nowhere.at_all');
  assert.equal(Recto.fill('{constructor} {n}', { n: 1 }), '{constructor} 1');
});

test('a number takes the form of the language', () => {
  assert.equal(Recto.count('base.cards', 1), '1 card');
  assert.equal(Recto.count('base.cards', 1200), '1,200 cards');
});

test('settings fall back where nothing can be kept, and say whether they were', () => {
  assert.equal(Recto.settings.get('x', 7), 7);
  assert.equal(Recto.settings.set('x', 1), false);
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
  assert.equal(Recto.device.set('theme', 'dark'), true);
  assert.deepEqual([...kept], [['recto:theme', '"dark"']]);
  assert.equal(Recto.device.get('theme'), 'dark');
  Recto.device.set('theme', null);
  assert.equal(Recto.device.get('theme', 'none'), 'none');
  kept.set('recto:theme', 'not json');
  assert.equal(Recto.device.get('theme', 'none'), 'none');
});
