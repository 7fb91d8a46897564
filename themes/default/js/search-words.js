// What a word of a query may stand for: itself, the beginning of a word, an inflection or a misspelling of one.
//
//   readings(index, { form: 'transactoin', half: false }, false)
//   [{form, of, ordinal, c, weight, slip}]  entries, best first; weight 1 is the word itself, slip marks a correction
//
// Like all that asks an index, it is called again when what it wanted has come.

import { rare } from './search-index.js';
import { SINGLE } from './search-text.js';

/** The weight of a word that the query's last word begins; less for each further letter and for rarer words. */
const BEGUN = 0.95;
const BEGUN_LETTER = 0.96;
const BEGUN_RARE = 0.13;
/** The weight of an inflection, less for each letter of its ending. */
const INFLECTED = 0.7;
const INFLECTED_LETTER = 0.9;
/** Words in more than this part of the documents are words of asking (src/search/stop_words.rs). */
const ASKING = 0.9;
/** Letters in which inflections agree; others are guesses, and weigh as misspellings do. */
const ALIKE = 4;
/** Letters at the end of a word in which its inflections differ. */
const ENDING = 3;
/** The weight of the likeliest misspelling; of a word that is known, but not where the others are. */
const SLIP = 0.45;
const SLIP_KNOWN = 0.22;
/** Readings by each way that are kept, and those of a single character, which has no others. */
const MOST_BEGUN = 24;
const MOST_PAIRS = 256;
/** Dictionary shards that may be read for the words that begin so. */
const SHARDS = 4;

/** Each class once, as it is read best. @param {any[]} readings @returns {SearchReading[]} */
function best(readings) {
  const seen = new Set();
  return readings.sort((a, b) => b.weight - a.weight).filter(({ of }) => !seen.has(of) && seen.add(of));
}

/** The word itself. @param {SearchIndex} index @param {string} form */
const exactly = (index, form) => index.entries(form, 1, (other) => other === form).map((entry) => ({ ...entry, weight: 1 }));

/** Words that begin so; nobody looks for a word of asking by half of it. @param {SearchIndex} index @param {string} form */
function begun(index, form) {
  const all = index.entries(form, SHARDS, () => true);
  const telling = all.filter(({ c }) => c.frequency < index.root.n * ASKING);
  const entries = telling.length ? telling : all;
  const most = entries.reduce((most, { c }) => Math.max(most, c.frequency), 1);
  // A pair of characters is no longer word: its first one stands there.
  const single = SINGLE.test(form);
  const weigh = (/** @type {SearchEntry} */ { c, form: longer }) => BEGUN * (single ? 1 : (c.frequency / most) ** BEGUN_RARE * BEGUN_LETTER ** (longer.length - form.length));
  return best(entries.map((entry) => ({ ...entry, weight: weigh(entry) }))).slice(0, single ? MOST_PAIRS : MOST_BEGUN);
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
  const near = index.entries(form.slice(0, Math.max(3, form.length - ENDING)), SHARDS, stem);
  return near.map((entry) => {
    // That "herb" is a form of "her" is a guess, which the reader must be told.
    const slip = !entry.form.startsWith(form.slice(0, ALIKE));
    return { ...entry, slip, weight: (slip ? SLIP : INFLECTED) * INFLECTED_LETTER ** (form.length - stem(entry.form)) };
  });
}

/**
 * @param {SearchIndex} index
 * @param {{ form: string, half: boolean }} word half: it may be the beginning of a word
 * @param {boolean} widely look for misspellings even of words that are known
 */
export const readings = (index, { form, half }, widely) => {
  const key = `${form} ${half} ${widely}`;
  if (index.memo[key]) return index.memo[key];
  const exact = exactly(index, form);
  /** @type {any[]} */
  const readings = [...exact, ...(half ? begun(index, form) : [])];
  const unknown = !readings.length;
  // What begins a few rare words may still be meant as another form of a common one.
  if (!exact.length && form.length > 3) readings.push(...inflections(index, form));
  if (!index.isWaiting() && (widely || unknown)) {
    const slips = rare(index)?.misspellings(index, form) ?? [];
    for (const slip of slips) readings.push({ ...slip, weight: (slip.weight / slips[0].weight) * (exact.length ? SLIP_KNOWN : SLIP) });
  }
  const found = best(readings);
  if (!index.isWaiting()) index.memo[key] = found;
  return found;
};

export { exactly, best };
