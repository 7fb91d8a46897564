// Fitting the weights of FSRS-6 to a learner's own log.
//
// In: the log. Out: 21 weights, with the log loss before and after. Steps: the four initial stabilities by a search on each card's first
// review after a day; then, with enough reviews, all weights by Adam on the weighted log loss, held near where they started. `fit` yields
// now and then, so that a page can go on working between, and a worker can report.
//
// Procedure, constants and thresholds follow open-spaced-repetition/fsrs-rs 6 (src/training.rs, src/parameter_initialization.rs,
// BSD-3-Clause), but for its removal of outliers and its single pass over small logs.

import * as fsrs from './fsrs.js';
import * as gradient from './gradient.js';
import * as random from './random.js';
/** @import { LogEvent } from './events.js' */
/** @import { Dataset } from './gradient.js' */

/**
 * @typedef {object} Fit
 * @property {'defaults' | 'initial' | 'all'} extent what was fitted
 * @property {number[]} weights
 * @property {number} reviews
 * @property {number} before log loss with the weights in force
 * @property {number} after
 */

/** Reviews from which the initial stabilities, and from which all weights are fitted. */
const MIN_REVIEWS = Object.freeze({ initial: 8, all: 64 });
/** How far learners' weights lie apart: what holds a fit near where it started. */
const SPREAD = [
  6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
];
/** Reviews that one step of the descent looks at. */
const BATCH = 512;
const EPOCHS = 5;
/** Fewer steps than this leave a small log unfitted. */
const MIN_STEPS = 100;
const LEARNING_RATE = 0.04;
const WEIGHT_COUNT = 21;
/** How the logarithms of the initial stabilities of Again, Hard, Good, Easy lie to each other: each row is 0. */
const RELATIONS = [
  [0.41, -1, 0.59, 0],
  [0, 0.46, -1, 0.54],
];

/** The grades of all cards that have more than one. @param {any} log @returns {Dataset} */
function dataset(log) {
  const rows = log.cards().map((/** @type {string} */ id) => log.of(id).filter((/** @type {LogEvent} */ e) => e.type === 'grade'));
  return gradient.packDataset(rows.filter((/** @type {LogEvent[]} */ row) => row.length > 1));
}

/**
 * By first grade: of the first reviews after a day, how many there were after so many days and how many were passed.
 * @param {Dataset} data
 * @returns {Map<number, { n: number, passed: number }>[]}
 */
function firstReviews(data) {
  /** @type {Map<number, { n: number, passed: number }>[]} */
  const groups = [new Map(), new Map(), new Map(), new Map()];
  for (let c = 0; c + 1 < data.starts.length; c++) {
    let at = data.starts[c] + 1;
    while (at < data.starts[c + 1] && data.elapsed[at] === 0) at++;
    if (at === data.starts[c + 1]) continue;
    const group = groups[data.grades[data.starts[c]] - 1];
    const entry = group.get(data.elapsed[at]) || { n: 0, passed: 0 };
    group.set(data.elapsed[at], { n: entry.n + 1, passed: entry.passed + (data.grades[at] > 1 ? 1 : 0) });
  }
  return groups;
}

/** Mean recall over the reviews that count. @param {Dataset} data */
function meanRecall(data) {
  let passed = 0;
  for (let i = 0; i < data.grades.length; i++) if (data.counts[i] > 0 && data.grades[i] > 1) passed++;
  return passed / data.reviews;
}

/**
 * The stability that explains the first reviews best, by ternary search; one imagined review of mean recall a group smooths small ones.
 * @param {Map<number, { n: number, passed: number }>} group
 * @param {number} mean
 * @param {number} usual
 */
function bestStability(group, mean, usual) {
  const loss = (/** @type {number} */ s) => {
    let sum = Math.abs(s - usual) / 16;
    for (const [days, { n, passed }] of group) {
      const r = fsrs.recall(fsrs.DEFAULT_WEIGHTS, days, s);
      const share = (passed + mean) / (n + 1);
      sum -= n * (share * Math.log(r) + (1 - share) * Math.log(1 - r));
    }
    return sum;
  };
  let [low, high] = fsrs.WEIGHT_BOUNDS[0];
  for (let i = 0; i < 100; i++) {
    const third = (high - low) / 3;
    if (loss(low + third) < loss(high - third)) high -= third;
    else low += third;
  }
  return (low + high) / 2;
}

/**
 * Puts stabilities into order: of a pair that contradicts it, the one with fewer reviews takes the other's value.
 * @param {(number | null)[]} stabilities of Again, Hard, Good, Easy
 * @param {number[]} counts
 */
function makeMonotonic(stabilities, counts) {
  const out = stabilities.slice();
  // Mending one pair can break another; three rounds settle four values.
  for (let round = 0; round < 3; round++) {
    for (const [a, b] of [[0, 1], [1, 2], [2, 3], [0, 2], [1, 3], [0, 3]]) {
      const low = out[a], high = out[b];
      if (low === null || high === null || low <= high) continue;
      if (counts[a] > counts[b]) out[b] = low;
      else out[a] = high;
    }
  }
  return out;
}

/**
 * Fills in the stabilities of grades that never came first, from those that did.
 * @param {(number | null)[]} known
 * @returns {number[]}
 */
function fillMissing(known) {
  const logs = known.map((s) => (s === null ? null : Math.log(s)));
  const usual = fsrs.DEFAULT_WEIGHTS.slice(0, 4).map(Math.log);
  const missing = [0, 1, 2, 3].filter((i) => logs[i] === null);
  const value = (/** @type {number} */ i) => /** @type {number} */ (logs[i]);
  const rest = (/** @type {number[]} */ row) => -row.reduce((sum, k, i) => sum + (missing.includes(i) ? 0 : k * value(i)), 0);
  if (missing.length === 4) return usual.map(Math.exp);
  if (missing.length === 3) {
    const one = [0, 1, 2, 3].findIndex((i) => logs[i] !== null);
    return usual.map((/** @type {number} */ x) => Math.exp(x + value(one) - usual[one]));
  }
  if (missing.length === 1) {
    const row = RELATIONS[missing[0] < 2 ? 0 : 1];
    logs[missing[0]] = rest(row) / row[missing[0]];
  }
  if (missing.length === 2) {
    const [i, j] = missing;
    const [p, q] = RELATIONS;
    const det = p[i] * q[j] - p[j] * q[i];
    const [x, y] = [rest(p), rest(q)];
    logs[i] = (x * q[j] - y * p[j]) / det;
    logs[j] = (p[i] * y - q[i] * x) / det;
  }
  return logs.map((x) => Math.exp(/** @type {number} */ (x)));
}

/** @param {number[]} w */
const clip = (w) => w.map((x, i) => Math.min(Math.max(x, fsrs.WEIGHT_BOUNDS[i][0]), fsrs.WEIGHT_BOUNDS[i][1]));

/** @param {Dataset} data @param {number[]} counts first reviews by first grade */
function initialStabilities(data, counts) {
  const mean = meanRecall(data);
  const groups = firstReviews(data);
  const found = groups.map((group, i) => (counts[i] > 0 ? bestStability(group, mean, fsrs.DEFAULT_WEIGHTS[i]) : null));
  return fillMissing(makeMonotonic(found, counts));
}

/** Cards in batches of about so many reviews, short histories first. @param {Dataset} data @returns {number[][]} */
function batches(data) {
  const cards = Array.from({ length: data.starts.length - 1 }, (_, c) => c);
  const length = (/** @type {number} */ c) => data.starts[c + 1] - data.starts[c];
  cards.sort((a, b) => length(a) - length(b) || a - b);
  const out = /** @type {number[][]} */ ([[]]);
  let size = 0;
  for (const c of cards) {
    if (size > 0 && size + length(c) > BATCH) {
      out.push([]);
      size = 0;
    }
    out[out.length - 1].push(c);
    size += length(c);
  }
  return out;
}

/**
 * Descends from `start`. Yields the share done.
 * @param {Dataset} data
 * @param {number[]} start
 * @returns {Generator<number, number[]>}
 */
function* descend(data, start) {
  const list = batches(data);
  const epochs = Math.max(EPOCHS, Math.ceil(MIN_STEPS / list.length));
  const steps = epochs * list.length;
  const chance = random.generator('fit');
  const m = new Float64Array(WEIGHT_COUNT), v = new Float64Array(WEIGHT_COUNT), slope = new Float64Array(WEIGHT_COUNT);
  let w = start.slice();
  for (let step = 0, order = list; step < steps; step++) {
    if (step % list.length === 0) order = random.shuffle(list, chance);
    const cards = order[step % list.length];
    slope.fill(0);
    let size = 0;
    for (const c of cards) {
      gradient.cardGradient(data, c, w, slope);
      for (let at = data.starts[c]; at < data.starts[c + 1]; at++) if (data.counts[at] > 0) size++;
    }
    const rate = (LEARNING_RATE * (1 + Math.cos((Math.PI * step) / steps))) / 2;
    const hold = (2 * size) / data.reviews;
    for (let i = 0; i < WEIGHT_COUNT; i++) {
      const g = slope[i] + (hold * (w[i] - start[i])) / (SPREAD[i] * SPREAD[i]);
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.999 * v[i] + 0.001 * g * g;
      w[i] -= (rate * (m[i] / (1 - Math.pow(0.9, step + 1)))) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, step + 1))) + 1e-8);
    }
    w = clip(w);
    yield (step + 1) / steps;
  }
  return w;
}

/**
 * Fits. Yields the share done, 0 to 1; returns the result.
 * @param {Dataset} data
 * @param {readonly number[]} current the weights in force
 * @returns {Generator<number, Fit>}
 */
function* fit(data, current) {
  const before = gradient.logLoss(data, current);
  const result = (/** @type {Fit['extent']} */ extent, /** @type {readonly number[]} */ weights) => ({
    extent, weights: weights.slice(), reviews: data.reviews, before, after: gradient.logLoss(data, weights),
  });
  if (data.reviews < MIN_REVIEWS.initial) return result('defaults', fsrs.DEFAULT_WEIGHTS);
  const counts = firstReviews(data).map((group) => [...group.values()].reduce((sum, { n }) => sum + n, 0));
  const start = clip([...initialStabilities(data, counts), ...fsrs.DEFAULT_WEIGHTS.slice(4)]);
  if (data.reviews < MIN_REVIEWS.all) return result('initial', start);
  const w = yield* descend(data, start);
  const stabilities = makeMonotonic(w.slice(0, 4), counts);
  return result('all', clip([.../** @type {number[]} */ (stabilities), ...w.slice(4)]));
}

export { MIN_REVIEWS, dataset, fit, fillMissing, makeMonotonic };
