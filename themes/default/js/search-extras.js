// What few queries need, loaded when one does: misspellings and phrases. A script of its own.
//
//   const { misspellings, holding, readers } = registered('searchRare')
//   misspellings(index, 'transactoin')        entries with a weight, best first
//   holding(index, matches, hits)             those of the best hits that hold all phrases: matches are of [, phrase]

import { SINGLE, tokens } from './search-tokens.js';
import { exactMatches, strongest } from './search-expansion.js';

/** What each slip, another first letter and rarity take from a misspelling's weight. */
const TYPO_WEIGHT = 0.45;
const TYPO_FIRST_LETTER_FACTOR = 0.9;
const TYPO_RARITY_FACTOR = 0.07;
const MAX_TYPO_CANDIDATES = 8;
/** Dictionary shards that may be read for the words that begin so. */
const MAX_SHARDS = 8;
/** Documents whose texts are looked into for a phrase. */
const MAX_PHRASE_CHECKS = 40;

/**
 * Damerau and Levenshtein's distance, neighbours swapped counting one; more than `most` for all that is more.
 * @param {string} a @param {string} b @param {number} most @param {number} [i] from where in a @param {number} [j] in b @returns {number}
 */
function distance(a, b, most, i = 0, j = 0) {
  while (i < a.length && a[i] === b[j]) i++, j++;
  if (i >= a.length && j >= b.length) return 0;
  if (!most || Math.abs(a.length - i - b.length + j) > most) return most + 1;
  const after = (/** @type {number} */ x, /** @type {number} */ y) => distance(a, b, most - 1, i + x, j + y);
  return 1 + Math.min(after(1, 1), after(1, 0), after(0, 1), a[i] === b[j + 1] && a[i + 1] === b[j] ? after(2, 2) : most);
}

/** How the shards of words by their ends are read, and those of what was cut from texts: see js/search-index.js. */
const readers = {
  /** @param {string[]} parts @param {number} number @param {SearchIndex} index */
  f([text, numbers], number, { unpack, decoder, frequency }) {
    const coder = decoder(numbers);
    const forms = unpack(text);
    return { forms, entries: forms.map((tail) => ({ form: tail.replace(/(.*)!(.*)/, '$2$1'), frequency: frequency(coder) })) };
  },
  /** @param {string[]} parts */
  t: ([text]) => text.split('\n').map((line) => () => line.split('\t')),
};

/** The words that have these letters after their first three. @param {SearchIndex} index @param {string} rest @returns {{ form: string, frequency: number }[]} */
const tails = (index, rest) => index.range('f', (index.memo.tails ??= index.unpack(index.root.f)), `${rest}!`, 9);

/**
 * Words that one slip makes this one, or two from eight letters: those that share the first three letters, and those that share what
 * follows them.
 * @param {SearchIndex} index @param {string} form
 */
function misspellings(index, form) {
  const most = form.length < 3 ? 0 : form.length < 8 ? 1 : 2;
  const slips = (/** @type {string} */ other) => distance(form, other, most);
  const fits = (/** @type {string} */ other) => other !== form && slips(other) <= most;
  const heads = [2, 3, 4].flatMap((n) => (most && n < form.length ? tails(index, form.slice(n)) : [])).filter((tail) => fits(tail.form));
  heads.sort((a, b) => slips(a.form) - slips(b.form) || b.frequency - a.frequency);
  // With the third and fourth letter swapped neither beginning nor rest is the same; nor with any two of a word of three.
  const swapped = (form.length === 3 ? [0, 1] : [2]).map((i) => form.slice(0, i) + form.slice(i + 1, i + 2) + form[i] + form.slice(i + 2));
  const others = [...heads.slice(0, 5).map((tail) => tail.form), ...swapped].flatMap((word) => exactMatches(index, word));
  const found = [...index.entries(form.slice(0, 3), MAX_SHARDS, fits), ...others].filter((entry) => fits(entry.form));
  const weigh = (/** @type {SearchEntry} */ entry) => TYPO_WEIGHT ** slips(entry.form) * (entry.form[0] === form[0] ? 1 : TYPO_FIRST_LETTER_FACTOR) * entry.c.frequency ** TYPO_RARITY_FACTOR;
  return strongest(found.map((entry) => ({ ...entry, slip: true, weight: weigh(entry) }))).slice(0, MAX_TYPO_CANDIDATES);
}

/** The words of a text, with blanks between them. */
const forms = (/** @type {string} */ text) => tokens(text).flatMap(({ form, role }) => (role === 'word' ? [form] : [])).join(' ');

/** @param {SearchIndex} index @param {Iterable<string[]>} matches @param {SearchHit[]} hits */
function holding(index, matches, hits) {
  const phrases = [...matches].map(([, text]) => {
    const words = forms(text);
    // A single character may stand in any pair.
    return SINGLE.test(words) ? words : ` ${words} `;
  });
  const has = (/** @type {string[]} */ texts) => {
    const found = texts.map((text) => ` ${forms(text)} `);
    return phrases.every((phrase) => found.some((text) => text.includes(phrase)));
  };
  const holds = (/** @type {SearchHit} */ { doc }) => {
    const { title = '', sections = [] } = index.doc(doc) ?? /** @type {Partial<SearchDoc>} */ ({});
    if (has([title, ...sections.map(({ text }) => text)])) return true;
    // What was cut from the texts is loaded only where it decides.
    const rests = sections.some(({ text }) => text.endsWith('…')) && index.line('t', doc)?.();
    return rests && has(sections.map(({ text }, i) => text.replace(/…$/, '') + (rests[i] ?? '')));
  };
  return hits.slice(0, MAX_PHRASE_CHECKS).filter(holds);
}

export { misspellings, holding, readers };
