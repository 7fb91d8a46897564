// Words and settings, as every script gets them.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { addStrings, plural, deviceSettings, fillPlaceholders, settings, text } from '../../themes/default/js/base.js';

addStrings({ base: { shown: '{n} of {m}', cards_one: '{n} card', cards_other: '{n} cards' } });

test('a word has its values filled in, and an unknown key shows itself', () => {
  assert.equal(text('base.shown', { n: 1, m: 2 }), '1 of 2');
  assert.equal(text('base.shown', { n: '{m}' }), '{m} of {m}');
  assert.equal(text('base.nothing'), 'base.nothing');
  assert.equal(text('nowhere.at_all'), 'nowhere.at_all');
  assert.equal(fillPlaceholders('{constructor} {n}', { n: 1 }), '{constructor} 1');
});

test('a number takes the form of the language', () => {
  assert.equal(plural('base.cards', 1), '1 card');
  assert.equal(plural('base.cards', 1200), '1,200 cards');
});

test('settings fall back where nothing can be kept, and say whether they were', () => {
  assert.equal(settings.get('x', 7), 7);
  assert.equal(settings.set('x', 1), false);
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
  assert.equal(deviceSettings.set('theme', 'dark'), true);
  assert.deepEqual([...kept], [['recto:theme', '"dark"']]);
  assert.equal(deviceSettings.get('theme'), 'dark');
  deviceSettings.set('theme', null);
  assert.equal(deviceSettings.get('theme', 'none'), 'none');
  kept.set('recto:theme', 'not json');
  assert.equal(deviceSettings.get('theme', 'none'), 'none');
});
