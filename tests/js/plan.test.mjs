// Getting through the cards in time.
import test from 'node:test';
import assert from 'node:assert/strict';
import { simulate } from './simulate.mjs';
import * as days from '../../themes/default/js/days.js';
import * as fsrs from '../../themes/default/js/fsrs.js';
import * as log from '../../themes/default/js/log.js';
import * as plan from '../../themes/default/js/plan.js';

const W = fsrs.DEFAULT_WEIGHTS;
const fresh = (n) => Array.from({ length: n }, (_, i) => log.blank(`a/${i}`));
const how = (over) => ({ today: 1000, date: 1030, perDay: 5, weights: W, retention: 0.9, ...over });

test('the pace reaches every card and leaves the last days for reviews', () => {
  assert.deepEqual(plan.pace(100, 1000, 1030), { days: 30, newDays: 24, perDay: 5 });
  assert.deepEqual(plan.pace(100, 1000, 1100), { days: 100, newDays: 93, perDay: 2 });
  assert.deepEqual(plan.pace(100, 1000, 1001), { days: 1, newDays: 1, perDay: 100 });
  assert.deepEqual(plan.pace(0, 1000, 1030).perDay, 0);
  assert.deepEqual(plan.pace(9, 1000, 1000), { days: 0, newDays: 0, perDay: 9 });
  for (let days = 1; days < 200; days++) {
    for (const unseen of [1, 7, 40, 333]) {
      const { perDay, newDays } = plan.pace(unseen, 1000, 1000 + days);
      assert.ok(perDay * newDays >= unseen && (perDay - 1) * newDays < unseen, `${unseen} in ${days}`);
      assert.ok(newDays >= 1 && newDays <= days);
    }
  }
});

test('whoever keeps to the plan is expected to recall about what was desired', () => {
  const { planned, stopped, reviewsPerDay } = plan.forecast(fresh(120), how());
  assert.ok(planned > 0.88 && planned < 0.99, `${planned}`);
  assert.equal(stopped, 0);
  assert.ok(reviewsPerDay > 5 && reviewsPerDay < 25, `${reviewsPerDay}`);
});

test('more retention costs more reviews and gives more recall', () => {
  const low = plan.forecast(fresh(200), how({ retention: 0.75, date: 1060 }));
  const high = plan.forecast(fresh(200), how({ retention: 0.95, date: 1060 }));
  assert.ok(high.planned > low.planned);
  assert.ok(high.reviewsPerDay > low.reviewsPerDay * 1.5);
});

test('cards that the pace does not reach count as unknown', () => {
  const { planned } = plan.forecast(fresh(100), how({ perDay: 1 }));
  assert.ok(planned < 0.31, `${planned}`);
});

test('stopping today forgets', () => {
  const { log: learner, units, offset } = simulate('forecast', { cards: 30, days: 40 });
  const states = units.map((u) => learner.card(u.id));
  const today = days.dayOf(learner.events.at(-1).t, offset);
  const soon = plan.forecast(states, how({ today, date: today + 10 }));
  const later = plan.forecast(states, how({ today, date: today + 120 }));
  assert.ok(later.stopped < soon.stopped);
  assert.ok(later.planned > later.stopped + 0.05);
  assert.deepEqual(plan.forecast(states, how({ today, date: today + 10 })), soon, 'the same again');
  assert.deepEqual(plan.forecast([], how()), { planned: 0, stopped: 0, reviewsPerDay: 0 });
});
