// Chance that repeats: the same seed gives the same numbers on every machine. Integer arithmetic only, so that no two engines differ.

/** A 32-bit hash of a text that comes in parts (MurmurHash3's mixing over UTF-16 units). */
class Hasher {
  /** @param {number} length of the whole text @param {number} [seed] */
  constructor(length, seed = 0) {
    this.h = seed ^ length;
  }

  /** @param {string} text the next part */
  add(text) {
    let { h } = this;
    for (let i = 0; i < text.length; i++) {
      h = Math.imul(h ^ text.charCodeAt(i), 0xcc9e2d51);
      h = (h << 13) | (h >>> 19);
    }
    this.h = h;
  }

  /** The hash, after the last part. */
  end() {
    let { h } = this;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  }
}

/**
 * A 32-bit hash of a text.
 * @param {string} text
 * @param {number} [seed]
 */
function hash(text, seed = 0) {
  const hasher = new Hasher(text.length, seed);
  hasher.add(text);
  return hasher.end();
}

/**
 * Numbers from 0 up to 1, without 1, by a text (Chris Doty-Humphrey's sfc32).
 * @param {string} seed
 * @returns {() => number}
 */
function generator(seed) {
  let a = hash(seed, 1), b = hash(seed, 2), c = hash(seed, 3), counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/**
 * A shuffled copy.
 * @template T
 * @param {readonly T[]} list
 * @param {() => number} random
 * @returns {T[]}
 */
function shuffle(list, random) {
  const out = list.slice();
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/**
 * A position drawn in proportion to the weights; -1 where all are 0.
 * @param {readonly number[]} weights
 * @param {() => number} random
 */
function weightedIndex(weights, random) {
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!(total > 0)) return -1;
  let left = random() * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] <= 0) continue;
    last = i;
    left -= weights[i];
    if (left < 0) break;
  }
  return last;
}

export { Hasher, hash, generator, shuffle, weightedIndex };
