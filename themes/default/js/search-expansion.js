// What a word of a query may stand for: itself, the beginning of a word, an inflection or a misspelling of one.
//
//   expansions(index, { form: 'transactoin', half: false }, false)
//   [{form, of, ordinal, c, weight, slip}]  entries, best first; weight 1 is the word itself, slip marks a correction
//
// Like all that asks an index, it is called again when what it wanted has come.

import { extras } from './search-index.js';
import { SINGLE } from './search-tokens.js';

/** The weight of a word that the query's last word begins; less for each further letter and for rarer words. */
const PREFIX_WEIGHT = 0.95;
const PREFIX_LETTER_FACTOR = 0.96;
const PREFIX_RARITY_FACTOR = 0.13;
/** The same where the word is one already, and commoner than what it begins. */
const FINISHED_FACTOR = 0.8;
/** The weight of an inflection, less for each letter of its ending. */
const INFLECTION_WEIGHT = 0.7;
const INFLECTION_LETTER_FACTOR = 0.9;
/** Words in more than this part of the documents are words of asking (src/search/stop_words.rs). */
const STOP_WORD_SHARE = 0.9;
/** Letters in which inflections agree; others are guesses, and weigh as misspellings do. */
const COMMON_LETTERS = 4;
/** Letters at the end of a word in which its inflections differ. */
const MAX_ENDING_LETTERS = 3;
/** The weight of the likeliest misspelling; of a word that is known, but not where the others are. */
const TYPO_WEIGHT = 0.45;
const KNOWN_TYPO_WEIGHT = 0.22;
/** Readings by each way that are kept, and those of a single character, which has no others. */
const MAX_PREFIX_MATCHES = 24;
const MAX_PAIR_MATCHES = 256;
/** Dictionary shards that may be read for the words that begin so. */
const MAX_SHARDS = 4;

/** Each class once, as it is read best. @param {any[]} expansions @returns {SearchExpansion[]} */
function strongest(expansions) {
  const seen = new Set();
  return expansions.sort((a, b) => b.weight - a.weight).filter(({ of }) => !seen.has(of) && seen.add(of));
}

/** The word itself. @param {SearchIndex} index @param {string} form */
const exactMatches = (index, form) => index.entries(form, 1, (other) => other === form).map((entry) => ({ ...entry, weight: 1 }));

/**
 * Words that begin so; nobody looks for a word of asking by half of it.
 * @param {SearchIndex} index @param {string} form @param {number} known how often the word itself is there: what is rarer is hardly meant
 */
function prefixMatches(index, form, known) {
  const all = index.entries(form, MAX_SHARDS, () => true);
  const telling = all.filter(({ c }) => c.frequency < index.root.n * STOP_WORD_SHARE);
  const entries = telling.length ? telling : all;
  const most = entries.reduce((most, { c }) => Math.max(most, c.frequency), 1);
  // A pair of characters is no longer word: its first one stands there.
  const single = SINGLE.test(form);
  const likelihood = (/** @type {SearchEntry} */ { c, form: longer }) => (c.frequency / most) ** PREFIX_RARITY_FACTOR * PREFIX_LETTER_FACTOR ** (longer.length - form.length) * (c.frequency > known ? 1 : FINISHED_FACTOR);
  const weigh = (/** @type {SearchEntry} */ entry) => PREFIX_WEIGHT * (single ? 1 : likelihood(entry));
  return strongest(entries.map((entry) => ({ ...entry, weight: weigh(entry) }))).slice(0, single ? MAX_PAIR_MATCHES : MAX_PREFIX_MATCHES);
}

/** Words that differ in their endings as inflections do in this guide. @param {SearchIndex} index @param {string} form */
function inflections(index, form) {
  const ending = (/** @type {string} */ word, /** @type {number} */ stem) => index.endings.has(word.slice(stem));
  /** @param {string} other */
  function stem(other) {
    let common = 0;
    while (common < form.length && form[common] === other[common]) common++;
    return [common, common - 1].find((n) => n > 2 && ending(form, n) && ending(other, n)) ?? 0;
  }
  const near = index.entries(form.slice(0, Math.max(3, form.length - MAX_ENDING_LETTERS)), MAX_SHARDS, stem);
  return near.map((entry) => {
    // That "herb" is a form of "her" is a guess, which the reader must be told.
    const slip = !entry.form.startsWith(form.slice(0, COMMON_LETTERS));
    return { ...entry, slip, weight: (slip ? TYPO_WEIGHT : INFLECTION_WEIGHT) * INFLECTION_LETTER_FACTOR ** (form.length - stem(entry.form)) };
  });
}

/**
 * @param {SearchIndex} index
 * @param {{ form: string, half: boolean }} word half: it may be the beginning of a word
 * @param {boolean} widely look for misspellings even of words that are known
 */
export const expansions = (index, { form, half }, widely) => {
  const key = `${form} ${half} ${widely}`;
  if (index.memo[key]) return index.memo[key];
  const exact = exactMatches(index, form);
  /** @type {any[]} */
  const expansions = [...exact, ...(half ? prefixMatches(index, form, exact[0]?.c.frequency ?? 0) : [])];
  const unknown = !expansions.length;
  // What begins a few rare words may still be meant as another form of a common one.
  if (!exact.length && form.length > 3) expansions.push(...inflections(index, form));
  if (!index.isWaiting() && (widely || unknown)) {
    const slips = extras(index)?.misspellings(index, form) ?? [];
    for (const slip of slips) expansions.push({ ...slip, weight: (slip.weight / slips[0].weight) * (exact.length ? KNOWN_TYPO_WEIGHT : TYPO_WEIGHT) });
  }
  const found = strongest(expansions);
  if (!index.isWaiting()) index.memo[key] = found;
  return found;
};

export { exactMatches, strongest };
