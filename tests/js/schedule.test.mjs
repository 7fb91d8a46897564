// What the four grades do: learning steps, intervals, their order, their fuzz.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as fsrs from '../../themes/default/js/fsrs.js';
import * as log from '../../themes/default/js/log.js';
import * as random from '../../themes/default/js/random.js';
import * as schedule from '../../themes/default/js/schedule.js';

const plan = { weights: fsrs.DEFAULT_WEIGHTS, retention: 0.9 };
const card = (fields) => ({ ...log.emptyState('databases/acid'), ...fields });

test('a new card takes one minute, ten minutes, then days', () => {
  const [again, hard, good, easy] = schedule.outcomes(card({}), 100, plan);
  assert.deepEqual([again.wait, again.step], [60, 0]);
  assert.deepEqual([hard.wait, hard.step], [330, 0]);
  assert.deepEqual([good.wait, good.step], [600, 1]);
  assert.equal(easy.wait, undefined);
  assert.ok(easy.days >= 6 && easy.days <= 11, `${easy.days}`);
  const second = schedule.outcomes(card({ phase: 'learning', step: 1, memory: good.memory, day: 100, reps: 1 }), 100, plan);
  assert.deepEqual(second.slice(0, 2).map((o) => o.wait), [60, 600]);
  assert.ok(second[2].days >= 1 && second[3].days > second[2].days);
});

test('a forgotten card takes ten minutes, then days again', () => {
  const learned = card({ phase: 'review', memory: { s: 40, d: 5 }, day: 60, due: 100, reps: 5 });
  const [again, hard, good, easy] = schedule.outcomes(learned, 100, plan);
  assert.deepEqual([again.wait, again.step], [600, 0]);
  assert.ok(hard.days < good.days && good.days < easy.days);
  const relearning = card({ phase: 'relearning', step: 0, memory: again.memory, day: 100, reps: 6 });
  const outcome = schedule.outcomes(relearning, 100, plan);
  assert.deepEqual(outcome.slice(0, 2).map((o) => o.wait), [600, 900]);
  assert.ok(outcome[2].days >= 1 && outcome[3].days > outcome[2].days);
});

test('a card that fails again and again is left for the next day', () => {
  for (const phase of ['learning', 'relearning']) {
    const failing = (gradesThatDay, day = 100) => schedule.outcomes(card({ phase, step: 0, memory: { s: 0.3, d: 8 }, day, reps: 9, gradesThatDay }), 100, plan);
    for (const outcome of failing(schedule.MAX_STEPS_PER_DAY - 1).slice(0, 2)) assert.ok(outcome.wait > 0);
    assert.deepEqual(failing(schedule.MAX_STEPS_PER_DAY).slice(0, 2).map(({ days, wait }) => [days, wait]), [[1, undefined], [1, undefined]]);
    for (const outcome of failing(schedule.MAX_STEPS_PER_DAY, 99).slice(0, 2)) assert.ok(outcome.wait > 0, 'yesterday does not count');
  }
  const learner = new log.Log();
  const step = (n) => ({ id: `e${n}`, type: 'grade', card: 'a/b', g: 1, step: 0, wait: 60, t: 1000 * n, day: n < 5 ? 7 : 8, ms: 1 });
  for (let n = 1; n <= 6; n++) learner.add([step(n)]);
  assert.equal(learner.card('a/b').gradesThatDay, 2);
});

test('Hard, Good, Easy never change places, and only the longest interval makes two alike', () => {
  const next = random.generator('order');
  for (let i = 0; i < 20000; i++) {
    const longest = next() < 0.3 ? 1 + Math.floor(next() * 60) : 36500;
    const memory = { s: Math.exp(next() * 17 - 7), d: 1 + 9 * next() };
    const state = card({ id: `c/${i}`, phase: 'review', memory, day: 0, due: 1, reps: Math.floor(next() * 30) });
    const retention = 0.7 + 0.27 * next();
    const outcomes = schedule.outcomes(state, Math.floor(next() * 400), { ...plan, retention, longest });
    const [hard, good, easy] = outcomes.slice(1).map((o) => o.days);
    for (const days of [hard, good, easy]) assert.ok(Number.isInteger(days) && days >= 1 && days <= longest, `${days} of ${longest}`);
    assert.ok(hard < good || good === longest, `hard ${hard}, good ${good}, longest ${longest}`);
    assert.ok(good < easy || easy === longest, `good ${good}, easy ${easy}, longest ${longest}`);
  }
});

test('fuzz reaches as far as told and no further', () => {
  assert.equal(schedule.fuzzDelta(2.4), 0);
  assert.equal(schedule.fuzzDelta(2.5), 1);
  assert.ok(Math.abs(schedule.fuzzDelta(7) - 1.675) < 1e-9);
  assert.ok(Math.abs(schedule.fuzzDelta(20) - 2.975) < 1e-9);
  assert.ok(Math.abs(schedule.fuzzDelta(100) - 6.975) < 1e-9);
  const seen = new Set();
  for (let i = 0; i < 1000; i++) seen.add(schedule.applyFuzz(10, i / 1000, 1, 36500));
  assert.deepEqual([...seen].sort((a, b) => a - b), [8, 9, 10, 11, 12]);
  assert.equal(schedule.applyFuzz(2.4, 0.99, 1, 36500), 2);
  assert.equal(schedule.applyFuzz(2.6, 0, 1, 36500), 2, 'never under two');
  assert.equal(schedule.applyFuzz(30, 0.99, 1, 30), 30, 'never over the longest');
});

test('fuzz hangs on the card and its count of reviews alone', () => {
  const state = (id, reps) => card({ id, phase: 'review', memory: { s: 90, d: 5 }, day: 0, due: 90, reps });
  const days = (id, reps) => schedule.outcomes(state(id, reps), 90, plan)[2].days;
  assert.equal(days('a/b', 4), days('a/b', 4));
  const others = new Set(Array.from({ length: 40 }, (_, i) => days(`a/${i}`, 4)));
  assert.ok(others.size > 8, 'cards drift apart');
  assert.ok(new Set(Array.from({ length: 40 }, (_, i) => days('a/b', i))).size > 8, 'reviews drift apart');
});

test('a lower retention means longer intervals', () => {
  const state = card({ phase: 'review', memory: { s: 50, d: 5 }, day: 0, due: 50, reps: 3 });
  const good = [0.97, 0.9, 0.8, 0.7].map((retention) => schedule.outcomes(state, 50, { ...plan, retention })[2].days);
  assert.deepEqual(good, [...good].sort((a, b) => a - b));
  assert.ok(good[0] * 5 < good[3]);
});
