// From a query to ranked documents. Pure: all that it knows comes from an index (search-index.js).
//
//   const found = await Recto.searchRank(index, 'fault "eventual consistency"', { filters: [['l/mid'], ['t/sql', 't/nosql']], topic: 3 })
//   found.hits     [{doc, score}] best first, all of them
//   found.words    the query's words with their readings; found.phrases, found.meant
//   found.section(doc)   the number of the section that matched most
//
// A document's score is, over the query's words that it has, the sum of their values times where they stand (in its name, how much in its
// text), times how much of its title the query covers, times how much of the query it has. The last is steep: a document with all words
// comes before one with most of them, but one wrong word does not empty the list. The weights are tuned by tests/bench/relevance.mjs.

(function (Recto) {
  'use strict';

  /** What standing in the name is worth, of the whole text being about a word. */
  const NAME = 4;
  /** What covering the whole title adds, and how steeply. */
  const COVER = 2;
  const COVER_POWER = 1.6;
  /** How steeply documents fall behind that have only a part of the query. */
  const SOFT = 5;
  /** What another form of the same word is worth, in names and in texts. */
  const FORM_IN_NAME = 0.86;
  const FORM_IN_TEXT = 0.45;
  /** How much rare words count more than common ones: the power of their inverse document frequency. */
  const RARE = 0.4;
  /** What the extra tokens of a query weigh: humps, wholes. */
  const EXTRA = 0.2;
  /** Readings whose lists of texts are read, beside those of the name. */
  const TEXTS = 4;
  /** The first hits are put in order by their titles: words in the query's order, close together, in the query's form. */
  const REORDERED = 10;
  const ORDER = 0.45;
  const CLOSE = 0.65;
  const EXACT = 0.2;
  /** Work between two pauses. Milliseconds. */
  const SLICE = 12;

  /** The same function as in src/search/weigh.rs. */
  const idf = (n, frequency) => Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5));

  let since = 0;

  /** Lets the browser draw, if it has been a while. */
  async function pause() {
    if (performance.now() - since < SLICE) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }

  /** The words of a query; those of quoted phrases too. */
  function parse(query) {
    const phrases = [...query.matchAll(/["“«„]([^"”»“]+)["”»“]/g)].map((m) => Recto.searchText.tokens(m[1]).filter((t) => t.role === 'word').map((t) => t.form));
    const tokens = Recto.searchText.tokens(query);
    const words = tokens.filter((t, i) => t.role === 'word' && tokens.findIndex((o) => o.form === t.form) === i);
    if (words.length && /[^\s"”»]$/.test(query)) words[words.length - 1].half = true;
    return { words, extras: tokens.filter((t) => t.role !== 'word'), phrases: phrases.filter((p) => p.length > 1) };
  }

  /** Marks the documents that pass the filters; `null` if all do. Each group passes what any of its filters has. */
  async function allowed(index, { filters = [], topic = null }) {
    const n = index.root.n;
    let marks = null;
    const keep = (docs) => (marks = docs.reduce((next, doc) => ((next[doc] = marks ? marks[doc] : 1), next), new Uint8Array(n)));
    if (topic !== null) keep(Array.from({ length: index.topics[topic + 1] - index.topics[topic] }, (_, i) => index.topics[topic] + i));
    for (const group of filters) {
      const entries = (await Promise.all(group.map((id) => index.find(`#${id}`)))).flat();
      keep((await Promise.all(entries.map((e) => index.texts(e.of)))).flatMap((list) => [...list.docs]));
    }
    return marks;
  }

  /** The lists of a word's readings: {docs, body, section, weights…}. */
  async function lists(index, readings) {
    const found = [];
    for (const [i, reading] of readings.entries()) {
      found.push({ reading, named: true, list: await index.names(reading.of) });
      if (reading.weight === 1 || i < TEXTS) found.push({ reading, named: false, list: await index.texts(reading.of) });
      await pause();
    }
    return found;
  }

  /** Adds up what each document has of the words. */
  async function score(index, words, extras, marks) {
    const n = index.root.n;
    const sum = new Float32Array(n);
    const cover = new Float32Array(n);
    const has = new Float32Array(n);
    const [best, share, quality] = [new Float32Array(n), new Float32Array(n), new Float32Array(n)];
    const touched = [];
    let all = 0;
    for (const word of [...words, ...extras]) {
      const extra = extras.includes(word);
      const frequency = word.readings.reduce((f, r) => f + r.frequency * r.weight, 0);
      const value = idf(n, Math.min(Math.max(frequency, 0.5), n)) ** RARE * (extra ? EXTRA : 1);
      if (!extra) all += value;
      word.value = value;
      word.lists = await lists(index, word.readings);
      const mine = [];
      for (const { reading, named, list } of word.lists) {
        for (let i = 0; i < list.docs.length; i++) {
          const doc = list.docs[i];
          if (marks && !marks[doc]) continue;
          const same = !list.form[i] || list.form[i] === reading.ordinal;
          const weight = reading.weight * (same ? 1 : named ? FORM_IN_NAME : FORM_IN_TEXT);
          const text = named ? Math.max(list.body[i] - 0.5, 0) / 7 : (list.body[i] + 0.5) / 16;
          if (!best[doc]) mine.push(doc);
          best[doc] = Math.max(best[doc], weight * (named ? NAME + text : text));
          if (named) share[doc] = Math.max(share[doc], (weight * (list.share[i] + 0.5)) / 16);
          quality[doc] = Math.max(quality[doc], weight);
        }
      }
      for (const doc of mine) {
        if (!sum[doc]) touched.push(doc);
        sum[doc] += value * best[doc];
        cover[doc] += share[doc];
        if (!extra) has[doc] += value * quality[doc] ** 0.7;
        best[doc] = share[doc] = quality[doc] = 0;
      }
      await pause();
    }
    const hits = touched.map((doc) => ({ doc, score: sum[doc] * (1 + COVER * Math.min(cover[doc], 1) ** COVER_POWER) * (has[doc] / all) ** SOFT }));
    return hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
  }

  /** Whether a document is in any list of a word. */
  const matches = (word, doc) => word.lists.some(({ list }) => position(list, doc) >= 0);

  function position(list, doc) {
    let low = 0;
    let high = list.docs.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (list.docs[mid] < doc) low = mid + 1;
      else high = mid;
    }
    return list.docs[low] === doc ? low : -1;
  }

  /** Puts the first hits in order by their titles. */
  async function reorder(index, hits, words) {
    const first = hits.slice(0, REORDERED);
    const docs = await Promise.all(first.map((hit) => index.doc(hit.doc)));
    first.forEach((hit, i) => {
      const title = Recto.searchText.tokens(docs[i].title).map((t) => t.form);
      const at = words.map((word) => title.findIndex((form) => form === word.form || word.readings.some((r) => r.form === form)));
      let gain = (EXACT * words.filter((word) => title.includes(word.form)).length) / words.length;
      for (let w = 1; w < words.length; w++) {
        const gap = at[w] - at[w - 1];
        if (at[w - 1] >= 0 && gap > 0) gain += (ORDER + CLOSE / gap) / (words.length - 1);
      }
      hit.score *= 1 + gain;
    });
    hits.splice(0, first.length, ...first.sort((a, b) => b.score - a.score || a.doc - b.doc));
  }

  /** The section of a document that has most of the query. */
  function section(words, doc) {
    const sums = [];
    for (const { value, lists } of words) {
      for (const { reading, list } of lists) {
        const i = position(list, doc);
        if (i >= 0 && list.body[i]) sums[list.section[i]] = (sums[list.section[i]] ?? 0) + value * reading.weight;
      }
    }
    return sums.reduce((best, sum, i) => (sum > (sums[best] ?? 0) ? i : best), 0);
  }

  /**
   * @param {any} index
   * @param {string} query
   * @param {{ filters?: string[][], topic?: number | null }} [narrow] groups of filter ids; the number of a topic
   */
  Recto.searchRank = async (index, query, narrow = {}) => {
    since = performance.now();
    const { words, extras, phrases } = parse(query);
    const marks = await allowed(index, narrow);
    await Promise.all([...words, ...extras].map(async (word) => (word.readings = await Recto.searchReadings(index, word, false))));
    for (const extra of extras) extra.readings = extra.readings.filter((r) => r.weight === 1);
    let hits = await score(index, words, extras, marks);
    const missed = words.filter((word) => !hits.length || !matches(word, hits[0].doc));
    if (missed.length) {
      await Promise.all(missed.map(async (word) => (word.readings = await Recto.searchReadings(index, word, true))));
      hits = await score(index, words, extras, marks);
    }
    await reorder(index, hits, words);
    return { hits, words, phrases, section: (doc) => section([...words, ...extras], doc) };
  };
})((globalThis.Recto = globalThis.Recto || {}));
