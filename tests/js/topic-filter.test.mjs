// Which cards the filters of a topic leave.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { matchesFilter } from '../../themes/default/js/topic-filter.js';

const card = { level: 'mid', kind: 'concept', tags: ['sql', 'c++'] };
const ticked = (level = [], kind = [], tag = []) => ({ level: new Set(level), kind: new Set(kind), tag: new Set(tag) });

test('nothing ticked leaves all', () => assert.ok(matchesFilter(card, ticked())));

test('within a group any will do, across groups all must', () => {
  assert.ok(matchesFilter(card, ticked(['junior', 'mid'], ['concept'], ['c++', 'http'])));
  assert.ok(!matchesFilter(card, ticked(['junior'], ['concept'])));
  assert.ok(!matchesFilter(card, ticked(['mid'], ['scenario'])));
  assert.ok(!matchesFilter(card, ticked([], [], ['c'])));
});

test('a card without level or tags fits only where they are not asked for', () => {
  const bare = { level: '', kind: '', tags: [''] };
  assert.ok(matchesFilter(bare, ticked()));
  assert.ok(!matchesFilter(bare, ticked(['mid'])));
  assert.ok(!matchesFilter(bare, ticked([], [], ['sql'])));
});
