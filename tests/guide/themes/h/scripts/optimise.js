"use strict";
(() => {
  // registry.js
  var offered = (
    /** @type {any} */
    globalThis.Recto ??= {}
  );
  var register = (name, value) => void (offered[name] = value);

  // fsrs.js
  var DEFAULT_WEIGHTS = Object.freeze([
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    1e-3,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542
  ]);
  var WEIGHT_BOUNDS = Object.freeze([
    [1e-3, 100],
    [1e-3, 100],
    [1e-3, 100],
    [1e-3, 100],
    [1, 10],
    [1e-3, 4],
    [1e-3, 4],
    [1e-3, 0.75],
    [0, 4.5],
    [0, 0.8],
    [1e-3, 3.5],
    [1e-3, 5],
    [1e-3, 0.25],
    [1e-3, 0.9],
    [0, 4],
    [0, 1],
    [1, 6],
    [0, 2],
    [0, 2],
    [0.01, 0.8],
    [0.1, 0.8]
  ].map((pair) => Object.freeze(pair)));
  var MIN_STABILITY = 1e-3;
  var MAX_STABILITY = 36500;
  var clamp = (x, low, high) => Math.min(Math.max(x, low), high);
  var factor = (w) => Math.pow(0.9, -1 / w[20]) - 1;
  function recall(w, t, s) {
    return Math.pow(1 + factor(w) * Math.max(t, 0) / s, -w[20]);
  }
  var initialDifficulty = (w, g) => w[4] - Math.exp(w[5] * (g - 1)) + 1;
  function first(w, g) {
    return { s: clamp(w[g - 1], MIN_STABILITY, MAX_STABILITY), d: clamp(initialDifficulty(w, g), 1, 10) };
  }
  function next(w, memory, t, g) {
    const { s, d } = memory;
    let stability;
    if (t <= 0) stability = sameDay(w, s, g);
    else if (g === 1) stability = forgotten(w, s, d, recall(w, t, s));
    else stability = recalled(w, s, d, recall(w, t, s), g);
    return { s: clamp(stability, MIN_STABILITY, MAX_STABILITY), d: nextDifficulty(w, d, g) };
  }
  function sameDay(w, s, g) {
    const k = Math.exp(w[17] * (g - 3 + w[18])) * Math.pow(s, -w[19]);
    return s * (g >= 2 ? Math.max(k, 1) : k);
  }
  function forgotten(w, s, d, r) {
    const long = w[11] * Math.pow(d, -w[12]) * (Math.pow(s + 1, w[13]) - 1) * Math.exp(w[14] * (1 - r));
    return Math.min(long, s / Math.exp(w[17] * w[18]));
  }
  function recalled(w, s, d, r, g) {
    const bonus = g === 2 ? w[15] : g === 4 ? w[16] : 1;
    return s * (1 + Math.exp(w[8]) * (11 - d) * Math.pow(s, -w[9]) * (Math.exp(w[10] * (1 - r)) - 1) * bonus);
  }
  function nextDifficulty(w, d, g) {
    const damped = d - w[6] * (g - 3) * (10 - d) / 9;
    return clamp(w[7] * initialDifficulty(w, 4) + (1 - w[7]) * damped, 1, 10);
  }

  // gradient.js
  var LOW = 1e-7;
  var clipped = (r) => Math.min(Math.max(r, LOW), 1 - LOW);
  function logLoss(data, w) {
    let loss = 0, total = 0;
    for (let c = 0; c + 1 < data.starts.length; c++) {
      let at = data.starts[c];
      let memory = first(
        w,
        /** @type {Grade} */
        data.grades[at]
      );
      for (at++; at < data.starts[c + 1]; at++) {
        const count = data.counts[at];
        if (count > 0) {
          const r = clipped(recall(w, data.elapsed[at], memory.s));
          loss -= count * Math.log(data.grades[at] > 1 ? r : 1 - r);
          total += count;
        }
        memory = next(
          w,
          memory,
          data.elapsed[at],
          /** @type {Grade} */
          data.grades[at]
        );
      }
    }
    return total > 0 ? loss / total : 0;
  }
  function cardGradient(data, c, w, out) {
    const start = data.starts[c], end = data.starts[c + 1];
    const memories = [first(
      w,
      /** @type {Grade} */
      data.grades[start]
    )];
    for (let at = start + 1; at < end - 1; at++) {
      memories.push(next(
        w,
        memories[memories.length - 1],
        data.elapsed[at],
        /** @type {Grade} */
        data.grades[at]
      ));
    }
    const adjoint = { s: 0, d: 0 };
    for (let at = end - 1; at > start; at--) {
      stepBack(w, memories[at - 1 - start], data.elapsed[at], data.grades[at], data.counts[at], adjoint, out, at === end - 1);
    }
    const g = data.grades[start];
    if (w[g - 1] > MIN_STABILITY) out[g - 1] += adjoint.s;
    const power = Math.exp(w[5] * (g - 1));
    const difficulty = w[4] - power + 1;
    if (difficulty > 1 && difficulty < 10) {
      out[4] += adjoint.d;
      out[5] -= adjoint.d * (g - 1) * power;
    }
  }
  function stepBack(w, before, t, g, count, adjoint, out, last) {
    const { s } = before;
    const f = Math.pow(0.9, -1 / w[20]) - 1;
    const base = 1 + f * t / s;
    const r = Math.pow(base, -w[20]);
    let gr = 0;
    if (count > 0 && r > LOW && r < 1 - LOW) gr = count * (g > 1 ? -1 / r : 1 / (1 - r));
    let gs = 0, gd = 0;
    if (!last) {
      const after = next(
        w,
        before,
        t,
        /** @type {Grade} */
        g
      );
      const inside = after.s > MIN_STABILITY && after.s < MAX_STABILITY;
      if (inside && adjoint.s !== 0) {
        const part = t <= 0 ? sameDayBack(w, before, g, adjoint.s, out) : (g === 1 ? forgottenBack : recalledBack)(w, before, g, r, adjoint.s, out);
        gs += part.s;
        gd += part.d;
        gr += part.r;
      }
      if (after.d > 1 && after.d < 10) gd += difficultyBack(w, before.d, g, adjoint.d, out);
    }
    if (gr !== 0) {
      gs += gr * (w[20] * r * f * t / (base * s * s));
      const df = (f + 1) * Math.log(0.9) / (w[20] * w[20]);
      out[20] += gr * r * (-Math.log(base) - w[20] / base * t * df / s);
    }
    adjoint.s = gs;
    adjoint.d = gd;
  }
  function sameDayBack(w, { s }, g, gs, out) {
    const k = Math.exp(w[17] * (g - 3 + w[18])) * Math.pow(s, -w[19]);
    if (g >= 2 && k <= 1) return { s: gs, d: 0, r: 0 };
    const x = gs * s * k;
    out[17] += x * (g - 3 + w[18]);
    out[18] += x * w[17];
    out[19] -= x * Math.log(s);
    return { s: gs * k * (1 - w[19]), d: 0, r: 0 };
  }
  function recalledBack(w, { s, d }, g, r, gs, out) {
    const bonus = g === 2 ? w[15] : g === 4 ? w[16] : 1;
    const bare = Math.exp(w[8]) * (11 - d) * Math.pow(s, -w[9]);
    const grown = Math.exp(w[10] * (1 - r));
    const increase = bare * (grown - 1) * bonus;
    const x = gs * s;
    out[8] += x * increase;
    out[9] -= x * increase * Math.log(s);
    out[10] += x * bare * bonus * grown * (1 - r);
    if (g === 2) out[15] += x * bare * (grown - 1);
    if (g === 4) out[16] += x * bare * (grown - 1);
    return { s: gs * (1 + increase - w[9] * increase), d: -x * increase / (11 - d), r: -x * bare * bonus * grown * w[10] };
  }
  function forgottenBack(w, { s, d }, g, r, gs, out) {
    const scale = w[11] * Math.pow(d, -w[12]) * Math.exp(w[14] * (1 - r));
    const grown = Math.pow(s + 1, w[13]);
    const long = scale * (grown - 1);
    const short = s / Math.exp(w[17] * w[18]);
    if (short < long) {
      out[17] -= gs * short * w[18];
      out[18] -= gs * short * w[17];
      return { s: gs * short / s, d: 0, r: 0 };
    }
    out[11] += gs * long / w[11];
    out[12] -= gs * long * Math.log(d);
    out[13] += gs * scale * grown * Math.log(s + 1);
    out[14] += gs * long * (1 - r);
    return { s: gs * scale * w[13] * grown / (s + 1), d: -gs * long * w[12] / d, r: -gs * long * w[14] };
  }
  function difficultyBack(w, d, g, gd, out) {
    const easy = Math.exp(3 * w[5]);
    const damped = d - w[6] * (g - 3) * (10 - d) / 9;
    out[4] += gd * w[7];
    out[5] -= gd * w[7] * 3 * easy;
    out[6] -= gd * (1 - w[7]) * (g - 3) * (10 - d) / 9;
    out[7] += gd * (w[4] - easy + 1 - damped);
    return gd * (1 - w[7]) * (1 + w[6] * (g - 3) / 9);
  }

  // random.js
  var Hasher = class {
    /** @param {number} length of the whole text @param {number} [seed] */
    constructor(length, seed = 0) {
      this.h = seed ^ length;
    }
    /** @param {string} text the next part */
    add(text) {
      let { h } = this;
      for (let i = 0; i < text.length; i++) {
        h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
        h = h << 13 | h >>> 19;
      }
      this.h = h;
    }
    /** The hash, after the last part. */
    end() {
      let { h } = this;
      h = Math.imul(h ^ h >>> 16, 2246822507);
      h = Math.imul(h ^ h >>> 13, 3266489909);
      return (h ^ h >>> 16) >>> 0;
    }
  };
  function hash(text, seed = 0) {
    const hasher = new Hasher(text.length, seed);
    hasher.add(text);
    return hasher.end();
  }
  function generator(seed) {
    let a = hash(seed, 1), b = hash(seed, 2), c = hash(seed, 3), counter = 1;
    const next2 = () => {
      const t = (a + b | 0) + counter | 0;
      counter = counter + 1 | 0;
      a = b ^ b >>> 9;
      b = c + (c << 3) | 0;
      c = c << 21 | c >>> 11;
      c = c + t | 0;
      return (t >>> 0) / 4294967296;
    };
    for (let i = 0; i < 12; i++) next2();
    return next2;
  }
  function shuffle(list, random) {
    const out = list.slice();
    for (let i = out.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }

  // optimise.js
  var LEAST = Object.freeze({ initial: 8, all: 64 });
  var SPREAD = [
    6.43,
    9.66,
    17.58,
    27.85,
    0.57,
    0.28,
    0.6,
    0.12,
    0.39,
    0.18,
    0.33,
    0.3,
    0.09,
    0.16,
    0.57,
    0.25,
    1.03,
    0.31,
    0.32,
    0.14,
    0.27
  ];
  var BATCH = 512;
  var EPOCHS = 5;
  var LEAST_STEPS = 100;
  var RATE = 0.04;
  var N = 21;
  var RELATIONS = [
    [0.41, -1, 0.59, 0],
    [0, 0.46, -1, 0.54]
  ];
  function firstReviews(data) {
    const groups = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map(), /* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
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
  function meanRecall(data) {
    let passed = 0;
    for (let i = 0; i < data.grades.length; i++) if (data.counts[i] > 0 && data.grades[i] > 1) passed++;
    return passed / data.reviews;
  }
  function bestStability(group, mean, usual) {
    const loss = (s) => {
      let sum = Math.abs(s - usual) / 16;
      for (const [days, { n, passed }] of group) {
        const r = recall(DEFAULT_WEIGHTS, days, s);
        const share = (passed + mean) / (n + 1);
        sum -= n * (share * Math.log(r) + (1 - share) * Math.log(1 - r));
      }
      return sum;
    };
    let [low, high] = WEIGHT_BOUNDS[0];
    for (let i = 0; i < 100; i++) {
      const third = (high - low) / 3;
      if (loss(low + third) < loss(high - third)) high -= third;
      else low += third;
    }
    return (low + high) / 2;
  }
  function ordered(stabilities, counts) {
    const out = stabilities.slice();
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
  function filled(known) {
    const logs = known.map((s) => s === null ? null : Math.log(s));
    const usual = DEFAULT_WEIGHTS.slice(0, 4).map(Math.log);
    const missing = [0, 1, 2, 3].filter((i) => logs[i] === null);
    const value = (i) => (
      /** @type {number} */
      logs[i]
    );
    const rest = (row) => -row.reduce((sum, k, i) => sum + (missing.includes(i) ? 0 : k * value(i)), 0);
    if (missing.length === 4) return usual.map(Math.exp);
    if (missing.length === 3) {
      const one = [0, 1, 2, 3].findIndex((i) => logs[i] !== null);
      return usual.map((x) => Math.exp(x + value(one) - usual[one]));
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
    return logs.map((x) => Math.exp(
      /** @type {number} */
      x
    ));
  }
  var clip = (w) => w.map((x, i) => Math.min(Math.max(x, WEIGHT_BOUNDS[i][0]), WEIGHT_BOUNDS[i][1]));
  function initialStabilities(data, counts) {
    const mean = meanRecall(data);
    const groups = firstReviews(data);
    const found = groups.map((group, i) => counts[i] > 0 ? bestStability(group, mean, DEFAULT_WEIGHTS[i]) : null);
    return filled(ordered(found, counts));
  }
  function batches(data) {
    const cards = Array.from({ length: data.starts.length - 1 }, (_, c) => c);
    const length = (c) => data.starts[c + 1] - data.starts[c];
    cards.sort((a, b) => length(a) - length(b) || a - b);
    const out = (
      /** @type {number[][]} */
      [[]]
    );
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
  function* descend(data, start) {
    const list = batches(data);
    const epochs = Math.max(EPOCHS, Math.ceil(LEAST_STEPS / list.length));
    const steps = epochs * list.length;
    const chance = generator("fit");
    const m = new Float64Array(N), v = new Float64Array(N), slope = new Float64Array(N);
    let w = start.slice();
    for (let step = 0, order = list; step < steps; step++) {
      if (step % list.length === 0) order = shuffle(list, chance);
      const cards = order[step % list.length];
      slope.fill(0);
      let size = 0;
      for (const c of cards) {
        cardGradient(data, c, w, slope);
        for (let at = data.starts[c]; at < data.starts[c + 1]; at++) if (data.counts[at] > 0) size++;
      }
      const rate = RATE * (1 + Math.cos(Math.PI * step / steps)) / 2;
      const hold = 2 * size / data.reviews;
      for (let i = 0; i < N; i++) {
        const g = slope[i] + hold * (w[i] - start[i]) / (SPREAD[i] * SPREAD[i]);
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.999 * v[i] + 1e-3 * g * g;
        w[i] -= rate * (m[i] / (1 - Math.pow(0.9, step + 1))) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, step + 1))) + 1e-8);
      }
      w = clip(w);
      yield (step + 1) / steps;
    }
    return w;
  }
  function* fit(data, current) {
    const before = logLoss(data, current);
    const result = (extent, weights) => ({
      extent,
      weights: weights.slice(),
      reviews: data.reviews,
      before,
      after: logLoss(data, weights)
    });
    if (data.reviews < LEAST.initial) return result("defaults", DEFAULT_WEIGHTS);
    const counts = firstReviews(data).map((group) => [...group.values()].reduce((sum, { n }) => sum + n, 0));
    const start = clip([...initialStabilities(data, counts), ...DEFAULT_WEIGHTS.slice(4)]);
    if (data.reviews < LEAST.all) return result("initial", start);
    const w = yield* descend(data, start);
    const stabilities = ordered(w.slice(0, 4), counts);
    return result("all", clip([.../** @type {number[]} */
    stabilities, ...w.slice(4)]));
  }

  // entries/optimise.js
  if (globalThis.document) {
    register("optimise", fit);
  } else {
    const worker = (
      /** @type {any} */
      globalThis
    );
    worker.onmessage = ({ data: { data, current } }) => {
      const steps = fit(data, current);
      for (let step = steps.next(); ; step = steps.next()) {
        worker.postMessage(step.value);
        if (step.done) return;
      }
    };
  }
})();
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
