// From a query to ranked documents. Pure: all it knows comes from an index (search-index.js).
//
//   const found = await Recto.searchRank(index, 'fault tolerence')
//   found.hits    [{doc, score}] best first

(function (Recto) {
  'use strict';

  const P = (Recto.searchParams = {
    title: 1.4, cover: 1.2, soft: 2, prefix: 0.8, prefixMost: 24, prefixTexts: 6, typo: 0.5, typoMost: 8, typoTexts: 3, inflection: 0.8, expand: 0.99, dfPow: 0.15, extra: 0.04, optional: 0.3, first: 0.7, form: 0.7, order: 0.2, near: 0.2, depth: 10, exactT: 0.1,
  });

  /**
   * Damerau and Levenshtein's distance (neighbours swapped count one), or more than `most`.
   * @param {string} a @param {string} b @param {number} most
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let d = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + +(a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
        next[j] = d;
        if (d < least) least = d;
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  /** Forms that are an inflection of an unknown one, by the endings that this guide's words have. */
  function inflections(form, entries, endings) {
    const found = [];
    for (const e of entries) {
      let common = 0;
      while (common < form.length && form[common] === e.form[common]) common++;
      for (let stem = common; stem >= 3 && stem >= common - 1; stem--) {
        if (endings.has(form.slice(stem)) && endings.has(e.form.slice(stem))) {
          found.push({ ...e, kind: 'i', len: form.length - stem, weight: P.inflection * 0.9 ** (form.length - stem) });
          break;
        }
      }
    }
    return found;
  }

  /** Words that a slip of the fingers may have made of this one. */
  async function typos(form, near, index) {
    const most = form.length < 4 ? 0 : form.length < 8 ? 1 : 2;
    if (!most) return [];
    const found = new Map();
    const add = (e, d) => {
      const w = P.typo ** d * (e.form[0] === form[0] ? 1 : P.first) * e.frequency ** P.dfPow;
      if (d <= most && !(found.get(`${e.of}`)?.weight >= w)) found.set(`${e.of}`, { ...e, kind: 't', d, same: e.form[0] === form[0], weight: w });
    };
    for (const e of near) add(e, distance(form, e.form, most));
    const heads = [];
    for (const rest of [form.slice(2), form.slice(3), form.slice(4)]) {
      if (!rest) continue;
      for (const t of await index.tails(rest)) {
        const d = distance(form, t.form, most);
        if (d <= most) heads.push({ ...t, d });
      }
    }
    heads.sort((a, b) => a.d - b.d || b.frequency - a.frequency);
    const swapped = form.slice(0, 2) + form[3] + form[2] + form.slice(4);
    for (const h of [...heads.slice(0, 5), { form: swapped, d: 1 }]) for (const e of await index.find(h.form)) add(e, h.d);
    const all = [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, P.typoMost);
    const top = all[0]?.weight ?? 1;
    return all.map((e) => ({ ...e, weight: (e.weight / top) * P.typo }));
  }

  /** What a word of the query may stand for. */
  async function candidates(word, index, endings, expand) {
    const { form } = word;
    const exact = (await index.find(form)).map((e) => ({ ...e, kind: 'e', weight: 1 }));
    const all = new Map(exact.map((e) => [e.of, e]));
    const add = (list) => {
      for (const e of list) if (!(all.get(e.of)?.weight >= e.weight)) all.set(e.of, e);
    };
    if (word.half) {
      const begun = await index.from(form, 4);
      const top = Math.max(...begun.map((e) => e.frequency), 1);
      add(begun.map((e) => ({ ...e, kind: 'p', rel: e.frequency / top, more: e.form.length - form.length, weight: P.prefix * (e.frequency / top) ** P.dfPow * (1 - P.extra) ** (e.form.length - form.length) })));
    }
    if (!all.size || (expand && !exact.length)) {
      const near = await index.from(form.slice(0, 3), 8);
      add(inflections(form, near, endings));
      if (![...all.values()].some((e) => e.weight >= 0.5) || expand) add(await typos(form, near, index));
    } else if (expand) {
      const near = await index.from(form.slice(0, 3), 8);
      add((await typos(form, near, index)).filter((e) => e.form !== form).map((e) => ({ ...e, weight: e.weight * 0.5 })));
    }
    return [...all.values()].sort((a, b) => b.weight - a.weight);
  }

  const idf = (n, df) => Math.log(1 + (n - df + 0.5) / (df + 0.5));

  /**
   * @param {any} index @param {string} query
   */
  Recto.searchRank = async (index, query) => {
    const n = index.root.n;
    const endings = new Set(['', ...index.root.e.split(' ')]);
    const tokens = Recto.searchText.tokens(query);
    const words = tokens.filter((t) => t.role === 'word').filter((t, i, all) => all.findIndex((o) => o.form === t.form) === i);
    const extras = tokens.filter((t) => t.role !== 'word');
    if (words.length && !/\s$/.test(query)) words[words.length - 1].half = true;
    for (const w of words) w.list = await candidates(w, index, endings, false);
    for (const w of extras) w.list = (await index.find(w.form)).map((e) => ({ ...e, kind: 'o', weight: P.optional }));
    let result = await score(index, words, extras, n);
    if (result.hits.length === 0 || result.best < P.expand) {
      const missing = words.filter((w) => !w.met);
      if (missing.length) {
        for (const w of missing) w.list = await candidates(w, index, endings, true);
        result = await score(index, words, extras, n);
      }
    }
    result.words = words;
    result.extras = extras;
    await reorder(index, result, words);
    return result;
  };

  async function reorder(index, result, words) {
    const top = result.hits.slice(0, P.depth);
    await Promise.all(top.map(async (h) => {
      const line = await index.doc(h.doc);
      const title = Recto.searchText.tokens(line[0]);
      const at = words.map((w) => { let best = -1; title.forEach((t, i) => { if (best < 0 && (t.form === w.form || w.list.some((c) => c.form === t.form))) best = i; }); return best; });
      let pairs = 0, order = 0, near = 0, exact = 0;
      words.forEach((w) => { if (title.some((t) => t.form === w.form)) exact++; });
      for (let i = 1; i < words.length; i++) {
        pairs++;
        if (at[i] >= 0 && at[i - 1] >= 0 && at[i] > at[i - 1]) { order++; near += 1 / (at[i] - at[i - 1]); }
      }
      h.score *= 1 + (pairs ? (P.order * order + P.near * near) / pairs : 0) + P.exactT * exact / words.length;
    }));
    top.sort((a, b) => b.score - a.score || a.doc - b.doc);
    result.hits.splice(0, top.length, ...top);
  }

  async function score(index, words, extras, n) {
    const total = new Float32Array(n);
    const cover = new Float32Array(n);
    const share = new Float32Array(n);
    const mask = new Uint32Array(n);
    const touched = [];
    let all = 0;
    const cur = new Float32Array(n);
    const curShare = new Float32Array(n);
    const curQ = new Float32Array(n);
    let bitNo = 0;
    for (const w of [...words, ...extras]) {
      const optional = w.role !== 'word';
      const list = w.list.slice(0, w.half ? P.prefixMost : 99);
      if (!list.length) { if (!optional) all += idf(n, 0.5) ; bitNo++; continue; }
      let df = 0;
      for (const c of list) df += c.frequency * c.weight;
      const value = idf(n, Math.min(Math.max(df, 1), n));
      if (!optional) all += value;
      const mine = [];
      const put = (doc, s, sh, q) => {
        if (!cur[doc]) mine.push(doc);
        if (s > cur[doc]) cur[doc] = s;
        if (sh > curShare[doc]) curShare[doc] = sh;
        if (q > curQ[doc]) curQ[doc] = q;
      };
      let i = 0;
      for (const c of list) {
        const names = await index.names(c.of);
        for (let k = 0; k < names.docs.length; k++) {
          {const e = c.weight * (!names.form[k] || names.form[k] === c.ordinal ? 1 : P.form); put(names.docs[k], e * (P.title + (names.body[k] ? (names.body[k] - 0.5) / 7 : 0)), e * (names.share[k] + 0.5) / 16, e);}
        }
        if (c.weight >= 1 || i < (w.half ? P.prefixTexts : P.typoTexts)) {
          const texts = await index.texts(c.of);
          for (let k = 0; k < texts.docs.length; k++) {const e = c.weight * (!texts.form[k] || texts.form[k] === c.ordinal ? 1 : P.form); put(texts.docs[k], e * (texts.body[k] + 0.5) / 16, 0, e);}
        }
        i++;
      }
      for (const doc of mine) {
        if (!total[doc]) touched.push(doc);
        total[doc] += value * cur[doc];
        if (!optional) { cover[doc] += value * Math.sqrt(curQ[doc]); mask[doc] |= 1 << bitNo; }
        share[doc] += curShare[doc];
        cur[doc] = curShare[doc] = curQ[doc] = 0;
      }
      bitNo++;
    }
    const hits = touched.map((doc) => ({ doc, score: total[doc] * (1 + P.cover * Math.min(share[doc], 1)) * (cover[doc] / all) ** P.soft }));
    hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
    const top = hits[0]?.doc;
    words.forEach((w, i) => (w.met = top !== undefined && (mask[top] >> i) & 1 && w.list.length));
    let count = 0; for (const w of words) count += w.met ? 1 : 0;
    return { hits, best: words.length ? count / words.length : 0 };
  }
})((globalThis.Recto = globalThis.Recto || {}));
