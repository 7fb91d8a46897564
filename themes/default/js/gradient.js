// The log loss of a learner's log under given weights, and its derivative by each of the 21 weights.
//
// In: rows of grades with the days between them, one row a card. Out: numbers for the optimiser. The derivative is written out by hand, in
// reverse: forward along a card keeping each memory, then backward; tests hold it against differences.

import * as fsrs from './fsrs.js';
/** @import { Memory, Grade } from './fsrs.js' */

/**
 * What is fitted: all cards' grades in one row after another.
 * @typedef {object} Dataset
 * @property {Uint32Array} starts where each card begins in the rows below, and at the end their length
 * @property {Uint8Array} grades
 * @property {Float64Array} elapsed whole days since the grade before
 * @property {Float64Array} counts how much the grade counts in the loss: later ones more, those of the same day nothing
 * @property {number} reviews grades that count
 */

/** Packs the grades of each card, in order, into arrays of numbers. @param {{ g: number, day: number, t: number }[][]} rows @returns {Dataset} */
function packDataset(rows) {
  const length = rows.reduce((sum, row) => sum + row.length, 0);
  const data = {
    starts: new Uint32Array(rows.length + 1),
    grades: new Uint8Array(length),
    elapsed: new Float64Array(length),
    counts: new Float64Array(length),
    reviews: 0,
  };
  /** @type {{ t: number, at: number }[]} */
  const counted = [];
  let at = 0;
  rows.forEach((row, i) => {
    data.starts[i] = at;
    row.forEach((event, k) => {
      data.grades[at] = event.g;
      data.elapsed[at] = k === 0 ? 0 : Math.max(0, event.day - row[k - 1].day);
      if (data.elapsed[at] > 0) counted.push({ t: event.t, at });
      at++;
    });
  });
  data.starts[rows.length] = at;
  data.reviews = counted.length;
  counted.sort((a, b) => a.t - b.t || a.at - b.at);
  counted.forEach((item, i) => (data.counts[item.at] = 0.25 + 0.75 * Math.pow(i / counted.length, 3)));
  return data;
}

const LOW = 1e-7;
const clipped = (/** @type {number} */ r) => Math.min(Math.max(r, LOW), 1 - LOW);

/**
 * Mean log loss, weighted.
 * @param {Dataset} data
 * @param {readonly number[]} w
 */
function logLoss(data, w) {
  let loss = 0, total = 0;
  for (let c = 0; c + 1 < data.starts.length; c++) {
    let at = data.starts[c];
    let memory = fsrs.firstMemory(w, /** @type {Grade} */ (data.grades[at]));
    for (at++; at < data.starts[c + 1]; at++) {
      const count = data.counts[at];
      if (count > 0) {
        const r = clipped(fsrs.recall(w, data.elapsed[at], memory.s));
        loss -= count * Math.log(data.grades[at] > 1 ? r : 1 - r);
        total += count;
      }
      memory = fsrs.nextMemory(w, memory, data.elapsed[at], /** @type {Grade} */ (data.grades[at]));
    }
  }
  return total > 0 ? loss / total : 0;
}

/**
 * Adds the gradient of one card's summed log loss to `out`. Forward, keeping each memory; then backward with the derivatives of the
 * loss by stability (`gs`) and difficulty (`gd`) after each review.
 * @param {Dataset} data
 * @param {number} c the card
 * @param {readonly number[]} w
 * @param {Float64Array} out
 */
function cardGradient(data, c, w, out) {
  const start = data.starts[c], end = data.starts[c + 1];
  /** @type {Memory[]} */
  const memories = [fsrs.firstMemory(w, /** @type {Grade} */ (data.grades[start]))];
  for (let at = start + 1; at < end - 1; at++) {
    memories.push(fsrs.nextMemory(w, memories[memories.length - 1], data.elapsed[at], /** @type {Grade} */ (data.grades[at])));
  }
  const adjoint = { s: 0, d: 0 };
  for (let at = end - 1; at > start; at--) {
    stepBack(w, memories[at - 1 - start], data.elapsed[at], data.grades[at], data.counts[at], adjoint, out, at === end - 1);
  }
  const g = data.grades[start];
  if (w[g - 1] > fsrs.MIN_STABILITY) out[g - 1] += adjoint.s;
  const power = Math.exp(w[5] * (g - 1));
  const difficulty = w[4] - power + 1;
  if (difficulty > 1 && difficulty < 10) {
    out[4] += adjoint.d;
    out[5] -= adjoint.d * (g - 1) * power;
  }
}

/**
 * One review backward: `adjoint` goes from the memory after it to the memory before it.
 * @param {readonly number[]} w
 * @param {Memory} before
 * @param {number} t
 * @param {number} g
 * @param {number} count
 * @param {{ s: number, d: number }} adjoint
 * @param {Float64Array} out
 * @param {boolean} last nothing follows: only its loss matters
 */
function stepBack(w, before, t, g, count, adjoint, out, last) {
  const { s } = before;
  const f = Math.pow(0.9, -1 / w[20]) - 1;
  const base = 1 + (f * t) / s;
  const r = Math.pow(base, -w[20]);
  let gr = 0;
  if (count > 0 && r > LOW && r < 1 - LOW) gr = count * (g > 1 ? -1 / r : 1 / (1 - r));
  let gs = 0, gd = 0;
  if (!last) {
    const after = fsrs.nextMemory(w, before, t, /** @type {Grade} */ (g));
    const inside = after.s > fsrs.MIN_STABILITY && after.s < fsrs.MAX_STABILITY;
    if (inside && adjoint.s !== 0) {
      const part = t <= 0 ? sameDayBack(w, before, g, adjoint.s, out) : (g === 1 ? forgottenBack : recalledBack)(w, before, g, r, adjoint.s, out);
      gs += part.s;
      gd += part.d;
      gr += part.r;
    }
    if (after.d > 1 && after.d < 10) gd += difficultyBack(w, before.d, g, adjoint.d, out);
  }
  if (gr !== 0) {
    gs += gr * ((w[20] * r * f * t) / (base * s * s));
    const df = ((f + 1) * Math.log(0.9)) / (w[20] * w[20]);
    out[20] += gr * r * (-Math.log(base) - ((w[20] / base) * t * df) / s);
  }
  adjoint.s = gs;
  adjoint.d = gd;
}

/** @param {readonly number[]} w @param {Memory} m @param {number} g @param {number} gs @param {Float64Array} out */
function sameDayBack(w, { s }, g, gs, out) {
  const k = Math.exp(w[17] * (g - 3 + w[18])) * Math.pow(s, -w[19]);
  if (g >= 2 && k <= 1) return { s: gs, d: 0, r: 0 };
  const x = gs * s * k;
  out[17] += x * (g - 3 + w[18]);
  out[18] += x * w[17];
  out[19] -= x * Math.log(s);
  return { s: gs * k * (1 - w[19]), d: 0, r: 0 };
}

/** @param {readonly number[]} w @param {Memory} m @param {number} g @param {number} r @param {number} gs @param {Float64Array} out */
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
  return { s: gs * (1 + increase - w[9] * increase), d: (-x * increase) / (11 - d), r: -x * bare * bonus * grown * w[10] };
}

/** @param {readonly number[]} w @param {Memory} m @param {number} g @param {number} r @param {number} gs @param {Float64Array} out */
function forgottenBack(w, { s, d }, g, r, gs, out) {
  const scale = w[11] * Math.pow(d, -w[12]) * Math.exp(w[14] * (1 - r));
  const grown = Math.pow(s + 1, w[13]);
  const long = scale * (grown - 1);
  const short = s / Math.exp(w[17] * w[18]);
  if (short < long) {
    out[17] -= gs * short * w[18];
    out[18] -= gs * short * w[17];
    return { s: (gs * short) / s, d: 0, r: 0 };
  }
  out[11] += (gs * long) / w[11];
  out[12] -= gs * long * Math.log(d);
  out[13] += gs * scale * grown * Math.log(s + 1);
  out[14] += gs * long * (1 - r);
  return { s: (gs * scale * w[13] * grown) / (s + 1), d: (-gs * long * w[12]) / d, r: -gs * long * w[14] };
}

/** @param {readonly number[]} w @param {number} d @param {number} g @param {number} gd @param {Float64Array} out */
function difficultyBack(w, d, g, gd, out) {
  const easy = Math.exp(3 * w[5]);
  const damped = d - (w[6] * (g - 3) * (10 - d)) / 9;
  out[4] += gd * w[7];
  out[5] -= gd * w[7] * 3 * easy;
  out[6] -= (gd * (1 - w[7]) * (g - 3) * (10 - d)) / 9;
  out[7] += gd * (w[4] - easy + 1 - damped);
  return gd * (1 - w[7]) * (1 + (w[6] * (g - 3)) / 9);
}

export { packDataset, logLoss, cardGradient };
