// What `recto export gift` writes (tests/export.rs keeps it as it is), read by a parser of Moodle's grammar that is not ours.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';

const { parse } = createRequire(import.meta.url)('gift-pegjs');
const questions = parse(readFileSync(new URL('../exports/expected/questions.gift', import.meta.url), 'utf8'));

test('an independent parser of GIFT reads every question', () => {
  const kinds = questions.map((question) => [question.type, question.title ?? question.text]);
  assert.deepEqual(kinds.filter(([type]) => type !== 'Category'), [
    ['Essay', 'databases/acid'],
    ['MC', 'databases/null'],
    ['Essay', 'databases/replication/lag'],
    ['Short', 'web/http/c-state'],
    ['Short', 'web/http/c-safe'],
    ['Short', 'web/http/c-db8a35ee'],
    ['Essay', 'web/groesser'],
    ['Essay', 'web/sign'],
  ]);
});

test('choices keep their texts, shares and feedback', () => {
  const choice = questions.find((question) => question.title === 'databases/null');
  assert.deepEqual(choice.choices.map((one) => [one.isCorrect, one.weight]), [[false, -50], [false, 50], [false, -50], [false, 50]]);
  assert.equal(choice.choices[1].text.text, '<code>NULL</code>');
  assert.equal(choice.choices[1].feedback.text, '<p>Neither true nor false.</p>');
  assert.ok(choice.choices[2].text.text.includes('SELECT'));
  assert.ok(choice.choices[3].text.text.includes('{braces}, <del>tildes</del> and = signs: all #1'));
  assert.equal(choice.stem.format, 'html');
});

test('a gap asks for its words', () => {
  const gap = questions.find((question) => question.title === 'web/http/c-state');
  assert.deepEqual(gap.choices.map((one) => one.text.text), ['stateless']);
  assert.ok(gap.stem.text.includes('_____ (what does it keep?)'));
});
