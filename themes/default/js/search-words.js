// What a word of a query may stand for: itself, the beginning of a word, an inflection or a misspelling of one.
//
//   await Recto.searchReadings(index, { form: 'transactoin', half: false }, false)
//   [{form, of, ordinal, frequency, weight, slip}]  best first; weight 1 is the word itself, slip marks a correction

(function (Recto) {
  'use strict';

  /** The weight of a word that the query's last word begins, less for each further letter and for rarer words. */
  const BEGUN = 0.95;
  const BEGUN_LETTER = 0.96;
  const BEGUN_RARE = 0.13;
  /** The weight of an inflection, less for each letter of its ending. */
  const INFLECTED = 0.55;
  const INFLECTED_LETTER = 0.9;
  /** The weight of the likeliest misspelling; what each further slip, another first letter and rarity take from the others. */
  const SLIP = 0.45;
  const SLIP_FIRST = 0.9;
  const SLIP_RARE = 0.07;
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
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + +(a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  /** Inflections that differ in endings as this guide's words do. */
  function inflections(form, entries, endings) {
    const found = [];
    for (const entry of entries) {
      let common = 0;
      while (common < form.length && form[common] === entry.form[common]) common++;
      const stem = [common, common - 1].find((n) => n > 2 && endings.has(form.slice(n)) && endings.has(entry.form.slice(n)));
      if (stem) found.push({ ...entry, weight: INFLECTED * INFLECTED_LETTER ** (form.length - stem) });
    }
    return found;
  }

  /**
   * Words that one slip makes this one, or two from eight letters. `near` are those that share the first three letters; words with a slip in
   * these are found by the letters after them.
   */
  async function misspellings(index, form, near) {
    const most = form.length < 3 ? 0 : form.length < 8 ? 1 : 2;
    if (!most) return [];
    const found = near.map((entry) => ({ entry, slips: distance(form, entry.form, most) }));
    const tails = await Promise.all([2, 3, 4].filter((n) => n < form.length).map((n) => index.tails(form.slice(n))));
    const heads = tails.flat().map((tail) => ({ ...tail, slips: distance(form, tail.form, most) })).filter((tail) => tail.slips <= most);
    heads.sort((a, b) => a.slips - b.slips || b.frequency - a.frequency);
    // The third and fourth letter swapped: neither beginning nor rest is the same.
    const swapped = form.slice(0, 2) + form.slice(3, 4) + form[2] + form.slice(4);
    for (const { form, slips } of [...heads.slice(0, 5), { form: swapped, slips: 1 }]) {
      for (const entry of await index.find(form)) found.push({ entry, slips });
    }
    const readings = found
      .filter(({ entry, slips }) => slips <= most && entry.form !== form)
      .map(({ entry, slips }) => ({
        ...entry,
        slip: true,
        weight: SLIP ** slips * (entry.form[0] === form[0] ? 1 : SLIP_FIRST) * entry.frequency ** SLIP_RARE,
      }));
    const top = Math.max(...readings.map((r) => r.weight));
    for (const reading of readings) reading.weight *= SLIP / top;
    return best(readings).slice(0, MOST_SLIPS);
  }

  /** Each class once, as it is read best. */
  function best(readings) {
    readings.sort((a, b) => b.weight - a.weight);
    const seen = new Set();
    return readings.filter((r) => !seen.has(r.of) && seen.add(r.of));
  }

  /**
   * @param {any} index
   * @param {{ form: string, half?: boolean }} word half: it may be the beginning of a word
   * @param {boolean} widely look for misspellings even of words that are known
   */
  Recto.searchReadings = async (index, word, widely) => {
    const { form } = word;
    const exact = (await index.find(form)).map((entry) => ({ ...entry, weight: 1 }));
    const readings = [...exact];
    if (word.half) {
      const begun = await index.from(form, SHARDS);
      const most = Math.max(...begun.map((entry) => entry.frequency));
      const weigh = (entry) => BEGUN * (entry.frequency / most) ** BEGUN_RARE * BEGUN_LETTER ** (entry.form.length - form.length);
      readings.push(...best(begun.map((entry) => ({ ...entry, weight: weigh(entry) }))).slice(0, MOST_BEGUN));
    }
    if (widely || !readings.length) {
      const near = await index.from(form.slice(0, 3), 2 * SHARDS);
      if (!exact.length) readings.push(...inflections(form, near, index.endings));
      const slips = await misspellings(index, form, near);
      readings.push(...slips.map((slip) => ({ ...slip, weight: slip.weight * (exact.length ? 0.5 : 1) })));
    }
    return best(readings);
  };

  Recto.searchDistance = distance;
})((globalThis.Recto = globalThis.Recto || {}));
