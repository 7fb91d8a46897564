// What a word of a query may stand for: itself, the beginning of a word, an inflection or a misspelling of one.
//
//   Recto.searchReadings(index, { form: 'transactoin', half: false }, false)
//   [{form, of, ordinal, frequency, forms, names, weight, slip}]  best first; weight 1 is the word itself, slip marks a correction
//
// Like all that asks an index, it is called again when what it wanted has come.

(function (Recto) {
  'use strict';

  /** The weight of a word that the query's last word begins; less for each further letter and for rarer words. */
  const BEGUN = 0.95;
  const BEGUN_LETTER = 0.96;
  const BEGUN_RARE = 0.13;
  /** The weight of an inflection, less for each letter of its ending. */
  const INFLECTED = 0.7;
  const INFLECTED_LETTER = 0.9;
  /** Letters at the end of a word in which its inflections differ. */
  const ENDING = 3;
  /** The weight of the likeliest misspelling; what each further slip, another first letter and rarity take from the others. */
  const SLIP = 0.45;
  const SLIP_FIRST = 0.9;
  const SLIP_RARE = 0.07;
  /** Of a word that is known, but not where the others are. */
  const SLIP_KNOWN = 0.22;
  /** Readings by each way that are kept. */
  const MOST_BEGUN = 24;
  const MOST_SLIPS = 8;
  /** Dictionary shards that may be read for the words that begin so. */
  const SHARDS = 4;

  /**
   * Damerau and Levenshtein's distance, neighbours swapped counting one; more than `most` is not counted further.
   * @param {string} a @param {string} b @param {number} most
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, row] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + +(a[i - 1] !== b[j - 1]));
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /** Each class once, as it is read best. @param {any[]} readings */
  function best(readings) {
    const seen = new Set();
    return readings.sort((a, b) => b.weight - a.weight).filter(({ of }) => !seen.has(of) && seen.add(of));
  }

  /** Words that begin so. @param {any} index @param {string} form */
  function begun(index, form) {
    const entries = index.entries(form, SHARDS);
    const most = Math.max(...entries.map((entry) => entry.frequency));
    const weigh = (entry) => BEGUN * (entry.frequency / most) ** BEGUN_RARE * BEGUN_LETTER ** (entry.form.length - form.length);
    return best(entries.map((entry) => ({ ...entry, weight: weigh(entry) }))).slice(0, MOST_BEGUN);
  }

  /** Words that differ in their endings as inflections do in this guide. @param {any} index @param {string} form @param {any[]} near */
  function inflections(index, form, near) {
    const ending = (/** @type {string} */ word, /** @type {number} */ stem) => index.endings.has(word.slice(stem));
    return near.flatMap((entry) => {
      let common = 0;
      while (common < form.length && form[common] === entry.form[common]) common++;
      const stem = [common, common - 1].find((n) => n > 2 && ending(form, n) && ending(entry.form, n));
      return stem ? [{ ...entry, weight: INFLECTED * INFLECTED_LETTER ** (form.length - stem) }] : [];
    });
  }

  /**
   * Words that one slip makes this one, or two from eight letters: those that share the first three letters, and those that share what
   * follows them.
   * @param {any} index @param {string} form @param {any[]} near
   */
  function misspellings(index, form, near) {
    const most = form.length < 3 ? 0 : form.length < 8 ? 1 : 2;
    const slips = (/** @type {any} */ entry) => ({ ...entry, slips: distance(form, entry.form, most) });
    const tails = [2, 3, 4].flatMap((n) => (most && n < form.length ? index.tails(form.slice(n)) : []));
    const heads = tails.map(slips).filter((tail) => tail.slips <= most);
    heads.sort((a, b) => a.slips - b.slips || b.frequency - a.frequency);
    // With the third and fourth letter swapped neither beginning nor rest is the same.
    const swapped = form.slice(0, 2) + form.slice(3, 4) + form[2] + form.slice(4);
    const others = [...heads.slice(0, 5).map((tail) => tail.form), swapped].flatMap((word) => Recto.searchExact(index, word));
    const weigh = (entry) => SLIP ** entry.slips * (entry.form[0] === form[0] ? 1 : SLIP_FIRST) * entry.frequency ** SLIP_RARE;
    const found = [...near, ...others].map(slips).filter((entry) => entry.slips <= most && entry.form !== form);
    return best(found.map((entry) => ({ ...entry, slip: true, weight: weigh(entry) }))).slice(0, MOST_SLIPS);
  }

  /** The word itself. @param {any} index @param {string} form */
  Recto.searchExact = (index, form) => index.entries(form, 1).flatMap((entry) => (entry.form === form ? [{ ...entry, weight: 1 }] : []));

  /**
   * @param {any} index
   * @param {{ form: string, half: boolean }} word half: it may be the beginning of a word
   * @param {boolean} widely look for misspellings even of words that are known
   */
  Recto.searchReadings = (index, { form, half }, widely) => {
    const exact = Recto.searchExact(index, form);
    const readings = [...exact, ...(half ? begun(index, form) : [])];
    const unknown = !readings.length;
    // What begins a few rare words may still be meant as another form of a common one.
    if (!exact.length && form.length > 3) readings.push(...inflections(index, form, index.entries(form.slice(0, Math.max(3, form.length - ENDING)), SHARDS)));
    if (!index.wanted.size && (widely || unknown)) {
      const near = index.entries(form.slice(0, 3), 2 * SHARDS);
      const slips = misspellings(index, form, near);
      for (const slip of slips) readings.push({ ...slip, weight: (slip.weight / slips[0].weight) * (exact.length ? SLIP_KNOWN : SLIP) });
    }
    return best(readings);
  };
})((globalThis.Recto = globalThis.Recto || {}));
