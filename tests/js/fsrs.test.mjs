// The model of memory against published vectors and against single steps of ts-fsrs.
import test from 'node:test';
import assert from 'node:assert/strict';
import { FSRSAlgorithm } from 'ts-fsrs';
import * as fsrs from '../../themes/default/js/fsrs.js';
import * as random from '../../themes/default/js/random.js';

const W = fsrs.DEFAULT_WEIGHTS;

/** Memory after grades, each `days[i]` days after the one before. */
function replay(w, grades, days) {
  let memory = fsrs.firstMemory(w, grades[0]);
  for (let i = 1; i < grades.length; i++) memory = fsrs.nextMemory(w, memory, days[i], grades[i]);
  return memory;
}

const near = (actual, expected, relative, what) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${what}: ${actual} is not ${expected}`);

test('the published history gives the published memory', () => {
  const grades = [1, 3, 3, 3, 3, 3];
  const days = [0, 0, 1, 3, 8, 21];
  const memory = replay(W, grades, days);
  near(memory.s, 53.62691, 1e-6, 'stability');
  near(memory.d, 6.3574867, 1e-6, 'difficulty');
  const flat = W.map((x, i) => (i >= 17 && i <= 19 ? 0 : x));
  near(replay(flat, grades, days).s, 53.335106, 1e-6, 'stability without same-day weights');
});

test('intervals for a stability of one day', () => {
  const expected = [3116766, 34793, 2508, 387, 90, 27, 9, 3, 1, 1];
  expected.forEach((days, i) => {
    const interval = Math.max(1, Math.round(fsrs.interval(W, 1, (i + 1) / 10)));
    // The source computed in single precision: the first may differ in its last digits.
    if (i === 0) near(interval, days, 1e-5, 'retention 0.1');
    else assert.equal(interval, days, `retention ${(i + 1) / 10}`);
  });
});

test('recall is nine in ten at the stability, whole at once, and undoes the interval', () => {
  for (const s of [0.001, 0.5, 1, 37.2, 36500]) {
    near(fsrs.recall(W, s, s), 0.9, 1e-12, `recall at ${s}`);
    assert.equal(fsrs.recall(W, 0, s), 1);
    assert.equal(fsrs.recall(W, -3, s), 1, 'a clock set back is not a time');
    for (const r of [0.7, 0.85, 0.97]) near(fsrs.recall(W, fsrs.interval(W, s, r), s), r, 1e-9, `retention ${r}`);
  }
});

/** Weights anywhere within bounds, and first stabilities that ts-fsrs does not clamp. */
function randomWeights(next) {
  return fsrs.WEIGHT_BOUNDS.map(([low, high], i) => {
    const x = low + next() * (high - low);
    return i < 4 ? Math.max(0.1, x) : x;
  });
}

/** Weights of a plausible learner: every default up to a fifth off. */
const nearbyWeights = (next) => W.map((x, i) => Math.min(Math.max(x * (0.8 + 0.4 * next()), i < 4 ? 0.1 : fsrs.WEIGHT_BOUNDS[i][0]), fsrs.WEIGHT_BOUNDS[i][1]));

/**
 * Compares `sets` × 100 cards × 10 reviews step by step, each starting from our own memory.
 * With `given`, the oracle is told the chance of recall, which it would round to 8 decimals before taking a difference from 1.
 */
function compareSteps(seed, sets, weights, given) {
  const next = random.generator(seed);
  const drawGrade = () => 1 + Math.floor(next() * 4);
  const agree = (ours, theirs, what) => {
    const difference = Math.abs(ours - theirs);
    assert.ok(difference <= 1e-8 || difference <= 1e-6 * Math.abs(theirs), `${what()}: ${ours} against ${theirs}`);
  };
  let steps = 0;
  for (let set = 0; set < sets; set++) {
    const w = weights(next);
    const oracle = new FSRSAlgorithm({ w, enable_short_term: true, relearning_steps: ['10m'] });
    for (let card = 0; card < 100; card++) {
      let grade = drawGrade();
      let ours = fsrs.firstMemory(w, grade);
      const start = oracle.next_state(null, 0, grade);
      agree(ours.s, start.stability, () => 'first stability');
      agree(ours.d, start.difficulty, () => 'first difficulty');
      for (let i = 0; i < 10; i++, steps++) {
        const t = next() < 0.2 ? 0 : Math.floor(Math.exp(next() * 8));
        grade = drawGrade();
        const r = fsrs.recall(w, t, ours.s);
        agree(r, oracle.forgetting_curve(t, ours.s), () => `recall of ${JSON.stringify({ w, ours, t })}`);
        const theirs = oracle.next_state({ stability: ours.s, difficulty: ours.d }, t, grade, given ? r : undefined);
        const after = fsrs.nextMemory(w, ours, t, grade);
        agree(after.s, theirs.stability, () => `stability of ${JSON.stringify({ w, ours, t, grade })}`);
        agree(after.d, theirs.difficulty, () => `difficulty of ${JSON.stringify({ w, ours, t, grade })}`);
        ours = after;
      }
    }
  }
  return steps;
}

test('100,000 random steps with the default weights agree with ts-fsrs', () => {
  assert.equal(compareSteps('default', 100, () => W.slice(), false), 100000);
});

test('100,000 random steps with other learners\' weights agree with ts-fsrs', () => {
  assert.equal(compareSteps('nearby', 50, nearbyWeights, false), 50000);
  assert.equal(compareSteps('any', 50, randomWeights, true), 50000);
});

test('memory stays within its bounds whatever happens', () => {
  const next = random.generator('bounds');
  for (let card = 0; card < 200; card++) {
    const w = randomWeights(next);
    let memory = fsrs.firstMemory(w, 1 + Math.floor(next() * 4));
    for (let i = 0; i < 60; i++) {
      memory = fsrs.nextMemory(w, memory, Math.floor(next() * 40000), 1 + Math.floor(next() * 4));
      assert.ok(memory.s >= fsrs.MIN_STABILITY && memory.s <= fsrs.MAX_STABILITY, `${memory.s}`);
      assert.ok(memory.d >= 1 && memory.d <= 10, `${memory.d}`);
    }
  }
});

test('only whole sets of weights within bounds are taken from outside', () => {
  assert.ok(fsrs.validWeights(W.slice()));
  assert.ok(!fsrs.validWeights(W.slice(1)));
  assert.ok(!fsrs.validWeights([...W.slice(0, 20), NaN]));
  assert.ok(!fsrs.validWeights([...W.slice(0, 20), '0.15']));
  assert.ok(!fsrs.validWeights([...W.slice(0, 20), 1e9]));
  assert.ok(!fsrs.validWeights({ length: 21 }));
  assert.ok(!fsrs.validWeights(null));
});
