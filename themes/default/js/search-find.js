// From ranked documents to what a reader sees: filters passed, phrases verified, the section named, the words marked.
//
//   const found = Recto.searchFind(index, 'acid "phantom read"', ['l/mid', 'l/senior', 't/sql'], 10)   null while the index wants shards
//   found.hits      documents found that pass the filters, of each kind one of those given; for phrases those of the best that hold them
//   found.counts    for each filter of `facets`, how many it would leave if it were the only one of its kind
//   found.meant     the query as it may have been meant, or ''
//   found.results   the first of them: {doc, path, title, crumb, card, level, kind, tags, heading, excerpt}
//                   title and excerpt are lists of [text, marked]; path is of the site, percent-encoded, with the section's fragment

(function (Recto) {
  'use strict';

  /** Characters of an excerpt, and of those before its first marked word. */
  const EXCERPT = 180;
  const BEFORE = 50;
  /** Documents whose texts are looked into for a phrase. */
  const VERIFIED = 40;

  /** Cuts a stretch of a text into [text, marked]. @param {string} text @param {any[]} marks @param {number} from @param {number} to */
  function cut(text, marks, from, to) {
    /** @type {[string, boolean][]} */
    const parts = [];
    for (const { at, end } of marks) {
      if (at < from || end > to) continue;
      parts.push([text.slice(from, at), false], [text.slice(at, end), true]);
      from = end;
    }
    return [...parts, [text.slice(from, to), false]].filter(([part]) => part);
  }

  /** The stretch of a text that has most different words. @param {string} text @param {any[]} marks */
  function excerpt(text, marks) {
    const different = ({ at }) => new Set(marks.filter((mark) => mark.at >= at && mark.end < at + EXCERPT - BEFORE).map(({ form }) => form)).size;
    const most = Math.max(...marks.map(different));
    const best = marks.find((mark) => different(mark) === most)?.at ?? 0;
    const from = text.length > EXCERPT && best > BEFORE ? Math.min(text.indexOf(' ', best - BEFORE) + 1, best) : 0;
    const to = text.length > from + EXCERPT ? Math.max(text.lastIndexOf(' ', from + EXCERPT), best + BEFORE) : text.length;
    return [...(from ? [['… ', false]] : []), ...cut(text, marks, from, to), ...(to < text.length ? [[' …', false]] : [])];
  }

  /** @typedef {{ doc: number, score: number }} Hit */

  /** The words of a text, with blanks between them. */
  const forms = (/** @type {string} */ text) => Recto.searchTokens(text).flatMap(({ form, role }) => (role === 'word' ? [form] : [])).join(' ');

  /** @param {any} index @param {string} query @param {string[]} filters @param {number} most @param {string[]} facets */
  Recto.searchFind = (index, query, filters, most, facets = []) => {
    const found = Recto.searchRank(index, query);
    /** @type {Record<string, Set<number>>} by kind */
    const passed = {};
    for (const id of filters) for (const doc of index.filter(id)) (passed[id[0]] ??= new Set()).add(doc);
    const lists = facets.map(index.filter);
    if (!found || index.wanted.size) return null;
    const phrases = [...query.matchAll(/["“„«](.+?)["“”»]/g)].map(([, text]) => ` ${forms(text)} `);
    const holds = (/** @type {Hit} */ { doc }) => {
      const { title = '', sections = [] } = index.doc(doc) ?? {};
      const rests = sections.some(({ text }) => text.endsWith('…')) && index.rests(doc);
      const texts = [title, ...sections.map(({ text }, i) => text.replace(/…$/, '') + ((rests && rests[i]) || ''))].map((text) => ` ${forms(text)} `);
      return phrases.every((phrase) => texts.some((text) => text.includes(phrase)));
    };
    // Filters without words list what passes them.
    const ranked = found.words.length ? found.hits : [...(Object.values(passed)[0] ?? [])].map((doc) => ({ doc, score: 0 }));
    const verified = phrases.length ? ranked.slice(0, VERIFIED).filter(holds) : ranked;
    /** Those that pass the filters of all other kinds. @param {string} but */
    const passing = (but) => Object.entries(passed).reduce((hits, [kind, docs]) => (kind === but ? hits : hits.filter(({ doc }) => docs.has(doc))), verified);
    /** @type {Record<string, Set<number>>} by kind */
    const left = {};
    const counts = facets.map(([kind], i) => {
      left[kind] ??= new Set(passing(kind).map(({ doc }) => doc));
      let n = 0;
      for (const doc of lists[i]) n += +left[kind].has(doc);
      return n;
    });
    const hits = found.order(passing(''), most);
    const shown = hits.slice(0, most);
    const docs = shown.map(({ doc }) => index.doc(doc));
    if (index.wanted.size) return null;
    const known = new Set(found.telling().flatMap(({ form, readings }) => [form, ...readings.flatMap((reading) => reading.c.forms)]));
    const marks = (/** @type {string} */ text) => Recto.searchTokens(text).filter(({ form }) => known.has(form));
    const results = shown.map(({ doc }, i) => {
      const entry = docs[i];
      const { url, title, sections } = entry;
      const inTitle = marks(title);
      const section = sections[Math.min(found.section(doc), sections.length - 1)] ?? { text: '' };
      // A result with all words in its title leads to its beginning, others to the section.
      const named = found.telling().every(({ form, readings }) => inTitle.some((mark) => mark.form === form || readings.some((r) => r.c.forms.includes(mark.form))));
      const [anchor, heading] = named ? [] : [section.anchor, section.heading];
      const path = url.split('/').map(encodeURIComponent).join('/') + (anchor ? `#${encodeURIComponent(anchor)}` : '');
      return { ...entry, doc, path, heading, title: cut(title, inTitle, 0, title.length), excerpt: excerpt(section.text, marks(section.text)) };
    });
    let meant = query;
    for (const word of [...found.words].reverse()) {
      const reading = hits.length && found.read(word, hits[0].doc);
      if (reading?.slip) meant = meant.slice(0, word.at) + reading.form + meant.slice(word.end);
    }
    return { hits, counts, results, meant: meant === query ? '' : meant, root: index.root };
  };
})((globalThis.Recto = globalThis.Recto || {}));
