// Key points that were missed stay until they are named.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createEvent } from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';
import { mostMissed, missedPoints } from '../../themes/default/js/missed-points.js';

let t = Date.UTC(2026, 0, 1);
const grade = (/** @type {string} */ card, /** @type {number[] | undefined} */ missed, type = 'grade') =>
  createEvent(type, { card, g: 3, ms: 1000, ...(type === 'grade' ? { days: 3 } : {}), ...(missed ? { missed } : {}) }, { now: (t += 86400000), off: 0 });

test('a point is missed until it is named; a grade that says nothing of points changes nothing', () => {
  assert.deepEqual([...missedPoints([grade('a/b', [0, 2]), grade('a/b', [2]), grade('a/b', undefined)])], [[2, 2]]);
  assert.deepEqual([...missedPoints([grade('a/b', [0, 2]), grade('a/b', [])])], []);
  assert.deepEqual([...missedPoints([grade('a/b', [1], 'cram')])], [[1, 1]]);
});

test('the points missed most come first, and what was taken back is not counted', () => {
  const log = new Log();
  const undone = grade('a/undone', [0, 1, 2]);
  log.add([grade('a/once', [3]), grade('a/twice', [1]), grade('a/twice', [1, 2]), undone, grade('a/known', []), createEvent('undo', { of: undone.id }, { now: (t += 1000), off: 0 })]);
  assert.deepEqual(mostMissed(log, 10).map(({ card, points }) => [card, points]), [['a/twice', [[1, 2], [2, 1]]], ['a/once', [[3, 1]]]]);
  assert.equal(mostMissed(log, 1).length, 1);
});
