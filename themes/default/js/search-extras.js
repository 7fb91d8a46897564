// Misspellings and phrases, a script that is loaded with the first query that needs it.
//
//   const { misspellings, matchPhrases, shardParsers } = registered('search-extras')
//   misspellings(index, 'transactoin')        entries with a weight, best first
//   matchPhrases(index, matches, hits)        those of the best hits whose texts contain all phrases: matches are of [, phrase]

import { SINGLE_UNSPACED_CHARACTER, tokens } from './search-tokens.js';
import { exactMatches, strongest } from './search-expansion.js';

/** What each edit, another first letter and rarity take from a misspelling's weight. */
const TYPO_WEIGHT = 0.45;
const TYPO_FIRST_LETTER_FACTOR = 0.9;
const TYPO_RARITY_FACTOR = 0.07;
const MAX_TYPO_CANDIDATES = 8;
/** Dictionary shards that may be read for one prefix. */
const MAX_SHARDS = 8;
/** Hits whose texts are searched for a phrase. */
const MAX_PHRASE_CHECKS = 40;

/**
 * The Damerau–Levenshtein distance, a transposition counting one; more than `limit` for all that is more.
 * @param {string} a @param {string} b @param {number} limit @param {number} [i] from where in a @param {number} [j] in b @returns {number}
 */
function distance(a, b, limit, i = 0, j = 0) {
  while (i < a.length && a[i] === b[j]) i++, j++;
  if (i >= a.length && j >= b.length) return 0;
  if (!limit || Math.abs(a.length - i - b.length + j) > limit) return limit + 1;
  const after = (/** @type {number} */ x, /** @type {number} */ y) => distance(a, b, limit - 1, i + x, j + y);
  return 1 + Math.min(after(1, 1), after(1, 0), after(0, 1), a[i] === b[j + 1] && a[i + 1] === b[j] ? after(2, 2) : limit);
}

/** The parsers of two kinds of shards, beside those of js/search-index.js: the dictionary for typos, and the remainders of texts that were cut. */
const shardParsers = {
  /** @param {string[]} parts @param {number} number @param {SearchIndex} index */
  f([text, numbers], number, { unpack, decoder, frequency }) {
    const coder = decoder(numbers);
    const forms = unpack(text);
    return { forms, entries: forms.map((rotated) => ({ form: rotated.replace(/(.*)!(.*)/, '$2$1'), frequency: frequency(coder) })) };
  },
  /** @param {string[]} parts */
  t: ([text]) => text.split('\n').map((line) => () => line.split('\t')),
};

/** Entries of the dictionary for typos: the words that have these letters after their first three. @param {SearchIndex} index @param {string} rest @returns {{ form: string, frequency: number }[]} */
const typoEntries = (index, rest) => index.range('f', (index.cache.typoForms ??= index.unpack(index.manifest.f)), `${rest}!`, 9);

/**
 * Words at an edit distance of 1, or of 2 from eight letters on: those with the same first three letters, and those with the same letters
 * after them.
 * @param {SearchIndex} index @param {string} form
 */
function misspellings(index, form) {
  const limit = form.length < 3 ? 0 : form.length < 8 ? 1 : 2;
  const edits = (/** @type {string} */ other) => distance(form, other, limit);
  const fits = (/** @type {string} */ other) => other !== form && edits(other) <= limit;
  const sameEnd = [2, 3, 4].flatMap((n) => (limit && n < form.length ? typoEntries(index, form.slice(n)) : [])).filter((entry) => fits(entry.form));
  sameEnd.sort((a, b) => edits(a.form) - edits(b.form) || b.frequency - a.frequency);
  // With the third and fourth letter swapped neither beginning nor end is the same; nor with any two of a word of three.
  const swapped = (form.length === 3 ? [0, 1] : [2]).map((i) => form.slice(0, i) + form.slice(i + 1, i + 2) + form[i] + form.slice(i + 2));
  const others = [...sameEnd.slice(0, 5).map((entry) => entry.form), ...swapped].flatMap((word) => exactMatches(index, word));
  const found = [...index.entries(form.slice(0, 3), MAX_SHARDS, fits), ...others].filter((entry) => fits(entry.form));
  const weigh = (/** @type {SearchEntry} */ entry) => TYPO_WEIGHT ** edits(entry.form) * (entry.form[0] === form[0] ? 1 : TYPO_FIRST_LETTER_FACTOR) * entry.stem.frequency ** TYPO_RARITY_FACTOR;
  return strongest(found.map((entry) => ({ ...entry, typo: true, weight: weigh(entry) }))).slice(0, MAX_TYPO_CANDIDATES);
}

/** The words of a text, with blanks between them. */
const forms = (/** @type {string} */ text) => tokens(text).flatMap(({ form, role }) => (role === 'word' ? [form] : [])).join(' ');

/** The hits whose texts contain all phrases. @param {SearchIndex} index @param {Iterable<string[]>} matches @param {SearchHit[]} hits */
function matchPhrases(index, matches, hits) {
  const phrases = [...matches].map(([, text]) => {
    const words = forms(text);
    // A single character may be part of any pair.
    return SINGLE_UNSPACED_CHARACTER.test(words) ? words : ` ${words} `;
  });
  const containAll = (/** @type {string[]} */ texts) => {
    const found = texts.map((text) => ` ${forms(text)} `);
    return phrases.every((phrase) => found.some((text) => text.includes(phrase)));
  };
  const isMatch = (/** @type {SearchHit} */ { doc }) => {
    const { title = '', sections = [] } = index.doc(doc) ?? /** @type {Partial<SearchDoc>} */ ({});
    if (containAll([title, ...sections.map(({ text }) => text)])) return true;
    // The remainders of cut texts are loaded only where they decide.
    const remainders = sections.some(({ text }) => text.endsWith('…')) && index.line('t', doc)?.();
    return remainders && containAll(sections.map(({ text }, i) => text.replace(/…$/, '') + (remainders[i] ?? '')));
  };
  return hits.slice(0, MAX_PHRASE_CHECKS).filter(isMatch);
}

export { misspellings, matchPhrases, shardParsers };
