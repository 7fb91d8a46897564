// Fitting: the hand-written derivative, the thresholds, and that a fit finds what made the log.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { learner } from './simulate.mjs';
import * as events from '../../themes/default/js/events.js';
import * as fsrs from '../../themes/default/js/fsrs.js';
import * as gradient from '../../themes/default/js/gradient.js';
import { Log } from '../../themes/default/js/log.js';
import * as optimise from '../../themes/default/js/optimise.js';
import * as random from '../../themes/default/js/random.js';

const W = fsrs.DEFAULT_WEIGHTS;

const run = (data, current = W) => {
  const steps = optimise.fit(data, current);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    assert.ok(value > 0 && value <= 1);
  }
};

/** The sum that `cardGradient` differentiates. */
function summedLoss(data, w) {
  const total = data.counts.reduce((a, b) => a + b, 0);
  return gradient.logLoss(data, w) * total;
}

test('the derivative agrees with differences, for every weight', () => {
  const chance = random.generator('gradient');
  for (let round = 0; round < 12; round++) {
    const w = W.map((x, i) => {
      const [low, high] = fsrs.WEIGHT_BOUNDS[i];
      return Math.min(Math.max(x * (0.7 + 0.6 * chance()), low * 1.01), high * 0.99);
    });
    // Without the defaults' tiny w7, so that its share is seen.
    w[7] = 0.05 + 0.3 * chance();
    const data = gradient.packDataset(learner(`g${round}`, w, 30, 8));
    const slope = new Float64Array(21);
    for (let c = 0; c + 1 < data.starts.length; c++) gradient.cardGradient(data, c, w, slope);
    for (let i = 0; i < 21; i++) {
      const h = 1e-5 * Math.max(1e-2, w[i]);
      const at = (x) => summedLoss(data, w.map((y, j) => (j === i ? x : y)));
      const difference = (at(w[i] + h) - at(w[i] - h)) / (2 * h);
      const scale = Math.max(1e-3, Math.abs(difference));
      assert.ok(Math.abs(slope[i] - difference) / scale < 2e-3, `round ${round}, w${i}: ${slope[i]} against ${difference}`);
    }
  }
});

test('a fit finds a learner who remembers worse, and predicts unseen reviews better', () => {
  const truth = W.map((x, i) => (i < 4 ? x * 0.35 : i === 8 ? x * 0.75 : i === 20 ? 0.35 : x));
  const result = run(gradient.packDataset(learner('worse', truth, 500, 9)));
  assert.equal(result.extent, 'all');
  assert.ok(result.after < result.before - 0.01, `${result.before} to ${result.after}`);
  assert.ok(fsrs.validWeights(result.weights));
  const unseen = gradient.packDataset(learner('worse, later', truth, 500, 9));
  const loss = (w) => gradient.logLoss(unseen, w);
  assert.ok(loss(result.weights) < loss(W) - 0.01);
  assert.ok(loss(result.weights) < loss(truth) * 1.02, `${loss(result.weights)} against the truth's ${loss(truth)}`);
  assert.deepEqual(run(gradient.packDataset(learner('worse', truth, 500, 9))).weights, result.weights, 'the same again');
});

test('few reviews fit little', () => {
  assert.equal(run(gradient.packDataset(learner('tiny', W, 3, 2))).extent, 'defaults');
  assert.deepEqual(run(gradient.packDataset([])).weights, W.slice());
  const some = run(gradient.packDataset(learner('some', W, 12, 5)));
  assert.equal(some.extent, 'initial');
  assert.deepEqual(some.weights.slice(4), W.slice(4));
  assert.notDeepEqual(some.weights.slice(0, 4), W.slice(0, 4));
});

test('initial stabilities are put in order and filled in', () => {
  assert.deepEqual(optimise.makeMonotonic([1, 2, 3, 4], [1, 1, 1, 1]), [1, 2, 3, 4]);
  assert.deepEqual(optimise.makeMonotonic([5, 2, null, 4], [9, 1, 0, 1]), [5, 5, null, 5]);
  assert.deepEqual(optimise.fillMissing([1, 2, 3, 4]).map((x) => Math.round(x)), [1, 2, 3, 4]);
  const alone = optimise.fillMissing([null, null, 4.613, null]);
  alone.forEach((x, i) => assert.ok(Math.abs(x / W[i] - 2) < 1e-6, 'all twice as long'));
  for (const pattern of [[0.2, null, 2.3, 8], [null, 1.3, 2.3, 8], [0.2, 1.3, null, 8], [0.2, 1.3, 2.3, null], [0.2, null, null, 8], [null, null, 2.3, 8], [0.2, null, 2.3, null], [null, 1.3, null, 8], [null, 1.3, 2.3, null], [0.2, 1.3, null, null]]) {
    const all = optimise.fillMissing(pattern);
    all.forEach((x, i) => assert.ok(x > 0 && (pattern[i] === null || Math.abs(x - pattern[i]) < 1e-9), `${pattern}`));
    for (let i = 1; i < 4; i++) assert.ok(all[i] > all[i - 1], `${pattern}: ${all}`);
  }
});

test('only grades that stand are fitted, by card', () => {
  const log = new Log({ 'a/old': 'a/x' });
  const make = (card, day, g) => events.createEvent('grade', { card, g, ms: 1, days: 3 }, { now: Date.UTC(2026, 0, 1 + day, 12), off: 0 });
  const list = [make('a/old', 0, 3), make('a/x', 3, 1), make('a/x', 3, 3), make('a/y', 1, 3)];
  log.add(list);
  const data = optimise.dataset(log);
  assert.deepEqual([...data.elapsed], [0, 3, 0]);
  assert.equal(data.reviews, 1);
  log.add([events.createEvent('undo', { of: list[1].id }, { now: Date.UTC(2026, 0, 9), off: 0 })]);
  assert.deepEqual([...optimise.dataset(log).grades], [3, 3]);
});

test('fits are as good as those of the reference implementation', () => {
  const { truths, fits } = JSON.parse(readFileSync(new URL('./fits.json', import.meta.url), 'utf8'));
  for (const { seed, truth, cards, reviews, default: usual, reference } of fits) {
    const data = gradient.packDataset(learner(seed, truths[truth], cards, reviews));
    assert.ok(Math.abs(gradient.logLoss(data, W) - usual) < 2e-4, `${seed}: the same log`);
    const { after } = run(data);
    assert.ok(after <= reference * 1.005, `${seed}: ${after} against ${reference}`);
  }
});
