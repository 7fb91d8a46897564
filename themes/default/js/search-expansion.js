// Query expansion: a word of a query matches itself, words that it begins, its inflections, and words that it may be a misspelling of.
//
//   expansions(index, { form: 'transactoin', prefix: false }, false)
//   [{form, id, ordinal, stem, weight, typo}]  entries of the dictionary, best first; weight 1 is the word itself, typo marks a correction
//
// While shards are missing the result is incomplete: it is called again when they are loaded.

import { extrasOrRequest } from './search-index.js';
import { SINGLE_UNSPACED_CHARACTER } from './search-tokens.js';

/** The weight of a word that the query's last word begins; less for each further letter and for rarer words. */
const PREFIX_WEIGHT = 0.95;
const PREFIX_LETTER_FACTOR = 0.96;
const PREFIX_RARITY_FACTOR = 0.13;
/** The same where the word is one already, and commoner than what it begins. */
const FINISHED_FACTOR = 0.8;
/** The weight of an inflection, less for each letter of its ending. */
const INFLECTION_WEIGHT = 0.7;
const INFLECTION_LETTER_FACTOR = 0.9;
/** Words in more than this part of the documents are stop words (src/search/stop_words.rs). */
const STOP_WORD_SHARE = 0.9;
/** Letters that inflections have in common; with fewer of them a match is a guess, and weighs as a misspelling does. */
const COMMON_LETTERS = 4;
/** Letters at the end of a word in which its inflections differ. */
const MAX_SUFFIX_LETTERS = 3;
/** The weight of the likeliest misspelling; where the word is in the dictionary, but not in the documents that have the others. */
const TYPO_WEIGHT = 0.45;
const KNOWN_TYPO_WEIGHT = 0.22;
/** Expansions by prefix that are kept; for a single character, which has no others, more of them. */
const MAX_PREFIX_MATCHES = 24;
const MAX_PAIR_MATCHES = 256;
/** Dictionary shards that may be read for one prefix. */
const MAX_SHARDS = 4;

/** The heaviest expansion of each stem. @param {any[]} expansions @returns {SearchExpansion[]} */
function strongest(expansions) {
  const seen = new Set();
  return expansions.sort((a, b) => b.weight - a.weight).filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** The word itself. @param {SearchIndex} index @param {string} form */
const exactMatches = (index, form) => index.entries(form, 1, (other) => other === form).map((entry) => ({ ...entry, weight: 1 }));

/**
 * Words with this prefix; stop words only where there are no others, since nobody searches for one by its prefix.
 * @param {SearchIndex} index @param {string} form @param {number} frequency of the word itself: rarer ones are unlikely
 */
function prefixMatches(index, form, frequency) {
  const all = index.entries(form, MAX_SHARDS, () => true);
  const contentWords = all.filter(({ stem }) => stem.frequency < index.manifest.n * STOP_WORD_SHARE);
  const entries = contentWords.length ? contentWords : all;
  const highest = entries.reduce((highest, { stem }) => Math.max(highest, stem.frequency), 1);
  // A pair of characters is no longer word: the single character itself is in the text.
  const single = SINGLE_UNSPACED_CHARACTER.test(form);
  const likelihood = (/** @type {SearchEntry} */ { stem, form: longer }) => (stem.frequency / highest) ** PREFIX_RARITY_FACTOR * PREFIX_LETTER_FACTOR ** (longer.length - form.length) * (stem.frequency > frequency ? 1 : FINISHED_FACTOR);
  const weigh = (/** @type {SearchEntry} */ entry) => PREFIX_WEIGHT * (single ? 1 : likelihood(entry));
  return strongest(entries.map((entry) => ({ ...entry, weight: weigh(entry) }))).slice(0, single ? MAX_PAIR_MATCHES : MAX_PREFIX_MATCHES);
}

/** Words that differ from this one in their suffixes, as inflections do in this guide. @param {SearchIndex} index @param {string} form */
function inflections(index, form) {
  const isSuffix = (/** @type {string} */ word, /** @type {number} */ start) => index.suffixes.has(word.slice(start));
  /** How many letters two forms have in common before a suffix; 0 where they are not inflections of one word. @param {string} other */
  function commonLetters(other) {
    let common = 0;
    while (common < form.length && form[common] === other[common]) common++;
    return [common, common - 1].find((n) => n > 2 && isSuffix(form, n) && isSuffix(other, n)) ?? 0;
  }
  const near = index.entries(form.slice(0, Math.max(3, form.length - MAX_SUFFIX_LETTERS)), MAX_SHARDS, commonLetters);
  return near.map((entry) => {
    // That "herb" is a form of "her" is a guess: the reader is shown it as a correction.
    const typo = !entry.form.startsWith(form.slice(0, COMMON_LETTERS));
    return { ...entry, typo, weight: (typo ? TYPO_WEIGHT : INFLECTION_WEIGHT) * INFLECTION_LETTER_FACTOR ** (form.length - commonLetters(entry.form)) };
  });
}

/**
 * The forms of the dictionary that a word of the query stands for, each with its weight.
 * @param {SearchIndex} index
 * @param {{ form: string, prefix: boolean }} word prefix: it may be the beginning of a longer word
 * @param {boolean} typos look for misspellings even of words that are in the dictionary
 */
export const expansions = (index, { form, prefix }, typos) => {
  const key = `${form} ${prefix} ${typos}`;
  if (index.cache[key]) return index.cache[key];
  const exact = exactMatches(index, form);
  /** @type {any[]} */
  const expansions = [...exact, ...(prefix ? prefixMatches(index, form, exact[0]?.stem.frequency ?? 0) : [])];
  const unknown = !expansions.length;
  // The prefix of a few rare words may also be an inflection of a common one.
  if (!exact.length && form.length > 3) expansions.push(...inflections(index, form));
  if (!index.isWaiting() && (typos || unknown)) {
    const found = extrasOrRequest(index)?.misspellings(index, form) ?? [];
    for (const one of found) expansions.push({ ...one, weight: (one.weight / found[0].weight) * (exact.length ? KNOWN_TYPO_WEIGHT : TYPO_WEIGHT) });
  }
  const found = strongest(expansions);
  if (!index.isWaiting()) index.cache[key] = found;
  return found;
};

export { exactMatches, strongest };
