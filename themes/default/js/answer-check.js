// Judging an answer: whether choices are right, whether a cloze deletion was named; and the grade that follows from the points ticked. All of it
// is a suggestion: the learner grades. What a typed answer says about the key points is js/answer-matching.js.

/** @import { Grade } from './fsrs.js' */

/** A red flag takes away as much as a key point of this weight gives. */
const RED_FLAG_WEIGHT = 2;
/** Shares of the weights from which Hard and Good are suggested. */
const MIN_HARD_SHARE = 0.5;
const MIN_GOOD_SHARE = 0.75;

/** Lower case, without accents, characters as blanks (but those inside `c++`, `c#`, `.net`, `n+1`). @param {string} text */
function plain(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}+#.]+/gu, ' ').replace(/\.(?=\s|$)/g, ' ').trim();
}

/**
 * The distance of two words: insertions, deletions, replacements, neighbours swapped.
 * @param {string} a
 * @param {string} b
 */
function editDistance(a, b) {
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

/**
 * How a typed cloze deletion compares with the right one.
 * @param {string} typed
 * @param {string} right
 * @returns {'right' | 'nearly' | 'wrong'}
 */
function compareCloze(typed, right) {
  const a = plain(typed), b = plain(right);
  if (a === '') return 'wrong';
  if (a === b) return 'right';
  return editDistance(a, b) <= Math.max(1, Math.floor(b.length / 6)) && b.length >= 4 ? 'nearly' : 'wrong';
}

/**
 * Whether exactly the right choices were taken.
 * @param {boolean[]} taken
 * @param {boolean[]} right
 */
const areChoicesCorrect = (taken, right) => right.every((is, i) => is === Boolean(taken[i]));

/**
 * The share of a checklist that was reached.
 * @param {{ weight: number, ticked: boolean }[]} points
 * @param {number} redFlags red flags raised
 * @returns {number | null} 0 to 1; `null` without points
 */
function checklistScore(points, redFlags) {
  const total = points.reduce((sum, point) => sum + point.weight, 0);
  if (total === 0) return null;
  const reached = points.reduce((sum, point) => sum + (point.ticked ? point.weight : 0), 0) - redFlags * RED_FLAG_WEIGHT;
  return Math.max(0, reached / total);
}

/**
 * The grade that a score suggests. Easy only where everything was named without help.
 * @param {number | null} share
 * @param {{ hints: number, redFlags: number }} help
 * @returns {Grade | null}
 */
function suggestGrade(share, { hints, redFlags }) {
  if (share === null) return null;
  if (share < MIN_HARD_SHARE) return 1;
  if (share < MIN_GOOD_SHARE || hints > 0 || redFlags > 0) return 2;
  return share === 1 ? 4 : 3;
}

export { compareCloze, areChoicesCorrect, checklistScore, suggestGrade, editDistance, RED_FLAG_WEIGHT };
