// Judging answers: a suggestion that is fair to whoever knows the thing.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as answer from '../../themes/default/js/answer-check.js';

test('a cloze deletion is right, nearly right, or wrong', () => {
  assert.equal(answer.compareCloze(' Write-Ahead  log ', 'write-ahead log'), 'right');
  assert.equal(answer.compareCloze('write ahaed log', 'write-ahead log'), 'nearly');
  assert.equal(answer.compareCloze('redo log', 'write-ahead log'), 'wrong');
  assert.equal(answer.compareCloze('41', '42'), 'wrong', 'no slips in short answers');
  assert.equal(answer.compareCloze('', 'x'), 'wrong');
});

test('choices are right when all and only the right ones are taken', () => {
  assert.ok(answer.areChoicesCorrect([true, false, true], [true, false, true]));
  assert.ok(!answer.areChoicesCorrect([true, false, false], [true, false, true]));
  assert.ok(!answer.areChoicesCorrect([true, true, true], [true, false, true]));
});

test('distance counts a swap of neighbours as one', () => {
  assert.equal(answer.editDistance('abcd', 'acbd'), 1);
  assert.equal(answer.editDistance('kitten', 'sitting'), 3);
  assert.equal(answer.editDistance('', 'abc'), 3);
});

test('weights decide the score, red redFlags take away, and a score suggests a grade', () => {
  const points = (...ticked) => [3, 1, 1].map((weight, i) => ({ weight, ticked: ticked[i] }));
  assert.equal(answer.checklistScore(points(true, false, true), 0), 0.8);
  assert.equal(answer.checklistScore(points(true, true, true), 1), 0.6);
  assert.equal(answer.checklistScore(points(false, true, false), 2), 0);
  assert.equal(answer.checklistScore([], 0), null);
  const none = { hints: 0, redFlags: 0 };
  assert.deepEqual([0, 0.49, 0.5, 0.74, 0.75, 0.99, 1].map((s) => answer.suggestGrade(s, none)), [1, 1, 2, 2, 3, 3, 4]);
  assert.equal(answer.suggestGrade(1, { hints: 1, redFlags: 0 }), 2, 'with a hint it was hard');
  assert.equal(answer.suggestGrade(null, none), null);
});
