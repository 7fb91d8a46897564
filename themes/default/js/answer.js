// Judging an answer: what a typed answer covers of the key points, whether choices are right, whether a hidden span was named; and the
// grade that follows from the points ticked. All of it is a suggestion: the learner grades.

/** @import { Grade } from './fsrs.js' */

/**
 * @typedef {object} Cover
 * @property {number} share of the point's words that the answer has, 0 to 1
 * @property {boolean} hit enough of them to tick the point
 */

/** Words that carry no claim of their own; other languages lose little by them. */
const EMPTY = new Set(
  ('a an and are as at be been but by can do does for from has have if in into is it its may more no not of on one only or so than that ' +
    'the their them then there these they this to up was were what when where which while who will with you').split(' '),
);

/** Share of a point's words that ticks it. */
const ENOUGH = 0.5;
/** A red flag takes away as much as a key point of this weight gives. */
const FLAG_WEIGHT = 2;
/** Shares of the weights from which Hard and Good are suggested. */
const HARD_FROM = 0.5;
const GOOD_FROM = 0.75;

/** Lower case, without accents, signs as blanks (but those inside `c++`, `c#`, `.net`, `n+1`). @param {string} text */
function plain(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}+#.]+/gu, ' ').replace(/\.(?=\s|$)/g, ' ').trim();
}

/** Without the s of a plural. @param {string} word */
const singular = (word) => (word.length > 3 ? word.replace(/([^s])s$/, '$1') : word);

/** The words of a text that count, each once. @param {string} text */
function words(text) {
  return new Set(plain(text).split(/\s+/).filter((word) => word && !EMPTY.has(word)).map(singular));
}

/**
 * The distance of two words: insertions, deletions, replacements, neighbours swapped.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

/** Whether two words are one but for a slip of the finger or an ending: "durable", "durability". @param {string} a @param {string} b */
function alike(a, b) {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length), longer = Math.max(a.length, b.length);
  const allowed = shorter >= 9 ? 2 : shorter >= 5 ? 1 : 0;
  if (longer - shorter <= allowed && distance(a, b) <= allowed) return true;
  let common = 0;
  while (common < shorter && a[common] === b[common]) common++;
  return common >= 5 ? 2 * common >= longer : common === 4 && longer < 8;
}

/**
 * What an answer covers of each key point. A point such as "Atomicity: all or nothing" is covered by its name as well.
 * @param {string} answer
 * @param {string[]} points as plain text
 * @returns {Cover[]}
 */
function compare(answer, points) {
  const said = [...words(answer)];
  const has = (/** @type {string} */ word) => said.some((other) => alike(word, other));
  return points.map((point) => {
    const wanted = [...words(point)];
    if (wanted.length === 0) return { share: 0, hit: false };
    const share = wanted.filter(has).length / wanted.length;
    const name = /^([^:]{2,40}):\s/.exec(point);
    const named = name !== null && [...words(name[1])].length > 0 && [...words(name[1])].every(has);
    return { share, hit: share >= ENOUGH || named };
  });
}

/**
 * How a typed hidden span compares with the right one.
 * @param {string} typed
 * @param {string} right
 * @returns {'right' | 'nearly' | 'wrong'}
 */
function compareSpan(typed, right) {
  const a = plain(typed), b = plain(right);
  if (a === '') return 'wrong';
  if (a === b) return 'right';
  return distance(a, b) <= Math.max(1, Math.floor(b.length / 6)) && b.length >= 4 ? 'nearly' : 'wrong';
}

/**
 * Whether exactly the right choices were taken.
 * @param {boolean[]} taken
 * @param {boolean[]} right
 */
const choicesRight = (taken, right) => right.every((is, i) => is === Boolean(taken[i]));

/**
 * The share of a checklist that was reached.
 * @param {{ weight: number, ticked: boolean }[]} points
 * @param {number} flags red flags raised
 * @returns {number | null} 0 to 1; `null` without points
 */
function score(points, flags) {
  const total = points.reduce((sum, point) => sum + point.weight, 0);
  if (total === 0) return null;
  const reached = points.reduce((sum, point) => sum + (point.ticked ? point.weight : 0), 0) - flags * FLAG_WEIGHT;
  return Math.max(0, reached / total);
}

/**
 * The grade that a score suggests. Easy only where everything was named without help.
 * @param {number | null} share
 * @param {{ hints: number, flags: number }} help
 * @returns {Grade | null}
 */
function suggest(share, { hints, flags }) {
  if (share === null) return null;
  if (share < HARD_FROM) return 1;
  if (share < GOOD_FROM || hints > 0 || flags > 0) return 2;
  return share === 1 ? 4 : 3;
}

export { compare, compareSpan, choicesRight, score, suggest, distance, FLAG_WEIGHT };
