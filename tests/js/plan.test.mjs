// The way to an interview: three learners on 21 days, and what the plan promised them.
import test from 'node:test';
import assert from 'node:assert/strict';
import { FIRST, guide, walk } from './day-plan-simulate.mjs';
import * as fsrs from '../../themes/default/js/fsrs.js';
import * as log from '../../themes/default/js/log.js';
import * as plan from '../../themes/default/js/forecast.js';

const W = fsrs.DEFAULT_WEIGHTS;
const items = guide([60, 20, 40, 30, 15, 35, 25, 10]);
const how = (over) => ({ today: 1000, date: 1030, limits: { newCards: 20, reviews: 400 }, minutes: 0, cost: { newCard: 1, review: 0.5 }, weights: W, retention: 0.9, ...over });
const newState = (id) => log.emptyState(id);
const reviews = (lines) => lines.reduce((sum, line) => sum + line.reviews, 0);
const LENGTH = 21;
const MINUTES = 50;

for (const { recall, missed } of [{ recall: 0.75, missed: [3, 9] }, { recall: 0.85, missed: [4, 13] }, { recall: 0.95, missed: [2, 10, 17] }]) {
  for (const seed of ['one', 'two', 'three']) {
    test(`21 days with recall ${recall}, ${missed.length} of them missed (${seed})`, () => {
      const { log: learned, lines } = walk({ seed: seed + recall, items, recall, length: LENGTH, missed, minutes: MINUTES });
      assert.deepEqual(items.filter(({ id }) => learned.card(id).phase === 'new'), [], 'every card by the date');
      assert.ok(lines.slice(-2).every((line) => line.newCards === 0), 'nothing new on the last two days');
      for (const line of lines.filter(({ order }) => order.length > 0)) {
        assert.ok(line.minutes <= MINUTES, `${line.minutes} minutes on day ${line.day - FIRST}`);
        const most = Math.max(...line.topics.values());
        if (line.left > 0 && line.order.length >= 5) assert.ok(most <= Math.floor(line.order.length * 0.4), `${most} of ${line.order.length} on day ${line.day - FIRST}`);
      }
      // On the morning of a day that is studied, the day is known.
      for (const { promise, reviews: done, newCards: met, order } of lines) {
        if (order.length > 0) assert.ok(Math.abs(promise.days[0].reviews - done) <= 0.2 * Math.max(5, done) && promise.days[0].newCards === met);
      }
      // After a week the plan knows the learner.
      for (const from of [7, 10, 14]) {
        const ratio = reviews(lines.slice(from)) / reviews(lines[from].promise.days);
        assert.ok(ratio > 0.8 && ratio < 1.2, `from day ${from}: ${ratio.toFixed(2)} of what was promised`);
      }
      console.log(`recall ${recall} ${seed}: ${reviews(lines)} reviews; done of promised from day 0, 7, 10, 14: ${[0, 7, 10, 14].map((i) => (reviews(lines.slice(i)) / reviews(lines[i].promise.days)).toFixed(2)).join(' ')}; at most ${Math.max(...lines.map((line) => line.minutes ?? 0))} of ${MINUTES} minutes`);
    });
  }
}

test('a new card comes after what it requires', () => {
  const { lines } = walk({ seed: 'order', items, recall: 0.85, length: LENGTH });
  const place = new Map();
  lines.forEach(({ order, day }) => order.forEach((id, i) => place.has(id) || place.set(id, day * 1000 + i)));
  const late = items.filter(({ id, info }) => info.requires.some((required) => place.get(required) > place.get(id)));
  assert.deepEqual(late, []);
});

test('what cannot be done is said, with what would do', () => {
  const way = how({ date: 1012, minutes: 15 });
  const short = plan.simulate(items, newState, way);
  assert.ok(short.unseen > 50, `${short.unseen}`);
  const remedy = plan.alternatives(items, newState, way, short);
  assert.equal(plan.simulate(items, newState, { ...way, minutes: remedy.minutes }).unseen, 0);
  assert.equal(plan.simulate(items, newState, { ...way, date: remedy.date }).unseen, 0);
  const late = plan.simulate(items, newState, how({ date: 1002 }));
  assert.equal(late.unseen, items.length, 'two days are too few');
  assert.equal(plan.alternatives(items, newState, how({ date: 1002 }), late).minutes, null);
  const fast = how({ date: 1008, minutes: 15 });
  assert.equal(plan.alternatives(items, newState, fast, plan.simulate(items, newState, fast)).minutes, null, 'more new cards a day than are kept are not advice');
});

test('whoever keeps to the plan is expected to recall about what was desired', () => {
  const { recallIfFollowed: planned, recallIfStopped: stopped, unseen } = plan.simulate(items, newState, how());
  assert.ok(planned > 0.88 && planned < 0.99, `${planned}`);
  assert.equal(stopped, 0);
  assert.equal(unseen, 0);
  assert.deepEqual(plan.simulate(items, newState, how()), plan.simulate(items, newState, how()), 'the same again');
  assert.equal(plan.simulate([], newState, how()).recallIfFollowed, 0);
});

test('more retention, and a learner who forgets oftener, cost more reviews', () => {
  const usual = plan.simulate(items, newState, how());
  assert.ok(plan.simulate(items, newState, how({ retention: 0.95 })).reviewsPerDay > usual.reviewsPerDay * 1.2);
  assert.ok(plan.simulate(items, newState, how({ lapseFactor: 2.5, againChance: 0.25 })).reviewsPerDay > usual.reviewsPerDay * 1.2);
  const recalls = Array.from({ length: 100 }, (_, i) => ({ passed: i % 4 !== 0, expected: 0.9 }));
  const { lapseFactor, againChance } = plan.learnerFactors(recalls, { n: 90, again: 24 });
  assert.ok(lapseFactor > 2 && lapseFactor < 2.5 && againChance === 0.25, `${lapseFactor} ${againChance}`);
  assert.equal(plan.learnerFactors([], { n: 0, again: 0 }).lapseFactor, 1);
});
