// Which cards the filters of a topic leave.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fits } from '../../themes/default/js/topic-filter.js';

const card = { level: 'mid', kind: 'concept', tags: ['sql', 'c++'] };
const ticked = (level = [], kind = [], tag = []) => ({ level: new Set(level), kind: new Set(kind), tag: new Set(tag) });

test('nothing ticked leaves all', () => assert.ok(fits(card, ticked())));

test('within a group any will do, across groups all must', () => {
  assert.ok(fits(card, ticked(['junior', 'mid'], ['concept'], ['c++', 'http'])));
  assert.ok(!fits(card, ticked(['junior'], ['concept'])));
  assert.ok(!fits(card, ticked(['mid'], ['scenario'])));
  assert.ok(!fits(card, ticked([], [], ['c'])));
});

test('a card without level or tags fits only where they are not asked for', () => {
  const bare = { level: '', kind: '', tags: [''] };
  assert.ok(fits(bare, ticked()));
  assert.ok(!fits(bare, ticked(['mid'])));
  assert.ok(!fits(bare, ticked([], [], ['sql'])));
});
