// FSRS-6, the model of memory.
//
// In: a card's memory (stability S, difficulty D), the days since its last review, a grade. Out: its memory after the review;
// the chance of recall after t days; the days after which recall has fallen to a wanted chance.
//
// Formulas, bounds and default weights are those of fsrs-rs 6 (src/model.rs), in double precision. The comment below is kept in every script
// that holds them (tests/build.mjs).

/*!
FSRS-6 after fsrs-rs (https://github.com/open-spaced-repetition/fsrs-rs), which is licensed so:

BSD 3-Clause License

Copyright (c) 2023, Open Spaced Repetition

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/

/**
 * What is remembered of a card.
 * @typedef {object} Memory
 * @property {number} s stability: days until the chance of recall has fallen to 90%, 0.001 to 36500
 * @property {number} d difficulty, 1 to 10
 */

/** @typedef {1 | 2 | 3 | 4} Grade 1 Again, 2 Hard, 3 Good, 4 Easy */

/** The number by which logs name this model. */
const FSRS_VERSION = 6;

/** The 21 weights of the average learner. */
const DEFAULT_WEIGHTS = Object.freeze([
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729,
  0.5425, 0.0912, 0.0658, 0.1542,
]);

/** The range of each weight; a fit is clipped to it and a foreign set of weights outside it is refused. */
const WEIGHT_BOUNDS = Object.freeze([
  [0.001, 100], [0.001, 100], [0.001, 100], [0.001, 100], [1, 10], [0.001, 4], [0.001, 4], [0.001, 0.75], [0, 4.5], [0, 0.8],
  [0.001, 3.5], [0.001, 5], [0.001, 0.25], [0.001, 0.9], [0, 4], [0, 1], [1, 6], [0, 2], [0, 2], [0.01, 0.8], [0.1, 0.8],
].map((pair) => Object.freeze(pair)));

/** Bounds of the stability, days. */
const MIN_STABILITY = 0.001;
const MAX_STABILITY = 36500;

/** @param {number} x @param {number} low @param {number} high */
const clamp = (x, low, high) => Math.min(Math.max(x, low), high);

/** The decay whose factor was asked for the last time: a log is gone through with one set of weights. */
let decay = NaN, known = NaN;

/** Makes the curve pass through 90% at t = S. @param {readonly number[]} w */
function factor(w) {
  if (w[20] !== decay) [decay, known] = [w[20], Math.pow(0.9, -1 / w[20]) - 1];
  return known;
}

/**
 * The chance of recall `t` days after a review that left stability `s`.
 * @param {readonly number[]} w
 * @param {number} t
 * @param {number} s
 */
function recall(w, t, s) {
  return Math.pow(1 + (factor(w) * Math.max(t, 0)) / s, -w[20]);
}

/**
 * Days, not rounded, after which the chance of recall has fallen to `retention`.
 * @param {readonly number[]} w
 * @param {number} s
 * @param {number} retention above 0, at most 1
 */
function interval(w, s, retention) {
  return (s / factor(w)) * (Math.pow(retention, -1 / w[20]) - 1);
}

/** Not clamped: mean reversion leans on the value for Easy as the formula gives it. @param {readonly number[]} w @param {Grade} g */
const initialDifficulty = (w, g) => w[4] - Math.exp(w[5] * (g - 1)) + 1;

/**
 * Memory after the first review.
 * @param {readonly number[]} w
 * @param {Grade} g
 * @returns {Memory}
 */
function firstMemory(w, g) {
  return { s: clamp(w[g - 1], MIN_STABILITY, MAX_STABILITY), d: clamp(initialDifficulty(w, g), 1, 10) };
}

/**
 * Memory after a further review, `t` whole days after the last one (0: on the same day).
 * @param {readonly number[]} w
 * @param {Memory} memory
 * @param {number} t
 * @param {Grade} g
 * @returns {Memory}
 */
function nextMemory(w, memory, t, g) {
  const { s, d } = memory;
  let stability;
  if (t <= 0) stability = sameDay(w, s, g);
  else if (g === 1) stability = forgotten(w, s, d, recall(w, t, s));
  else stability = recalled(w, s, d, recall(w, t, s), g);
  return { s: clamp(stability, MIN_STABILITY, MAX_STABILITY), d: nextDifficulty(w, d, g) };
}

/** @param {readonly number[]} w @param {number} s @param {Grade} g */
function sameDay(w, s, g) {
  const k = Math.exp(w[17] * (g - 3 + w[18])) * Math.pow(s, -w[19]);
  return s * (g >= 2 ? Math.max(k, 1) : k);
}

/** @param {readonly number[]} w @param {number} s @param {number} d @param {number} r */
function forgotten(w, s, d, r) {
  const long = w[11] * Math.pow(d, -w[12]) * (Math.pow(s + 1, w[13]) - 1) * Math.exp(w[14] * (1 - r));
  return Math.min(long, s / Math.exp(w[17] * w[18]));
}

/** @param {readonly number[]} w @param {number} s @param {number} d @param {number} r @param {Grade} g */
function recalled(w, s, d, r, g) {
  const bonus = g === 2 ? w[15] : g === 4 ? w[16] : 1;
  return s * (1 + Math.exp(w[8]) * (11 - d) * Math.pow(s, -w[9]) * (Math.exp(w[10] * (1 - r)) - 1) * bonus);
}

/** @param {readonly number[]} w @param {number} d @param {Grade} g */
function nextDifficulty(w, d, g) {
  const damped = d - (w[6] * (g - 3) * (10 - d)) / 9;
  return clamp(w[7] * initialDifficulty(w, 4) + (1 - w[7]) * damped, 1, 10);
}

/**
 * Whether a value from outside is a usable set of weights.
 * @param {unknown} w
 * @returns {w is number[]}
 */
function validWeights(w) {
  return (
    Array.isArray(w) &&
    w.length === WEIGHT_BOUNDS.length &&
    w.every((x, i) => typeof x === 'number' && x >= WEIGHT_BOUNDS[i][0] && x <= WEIGHT_BOUNDS[i][1])
  );
}

export { FSRS_VERSION, DEFAULT_WEIGHTS, WEIGHT_BOUNDS, MIN_STABILITY, MAX_STABILITY, recall, interval, firstMemory, nextMemory, validWeights };
