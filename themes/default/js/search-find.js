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
  /** What a query has in quotes. */
  const PHRASES = /["“„«](.+?)["“”»]/g;

  /** Cuts a stretch of a text into [text, marked]. @param {string} text @param {SearchToken[]} marks @param {number} from @param {number} to */
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

  /** The stretch of a text that has most different words. @param {string} text @param {SearchToken[]} marks */
  function excerpt(text, marks) {
    const different = (/** @type {SearchToken} */ { at }) => new Set(marks.filter((mark) => mark.at >= at && mark.end < at + EXCERPT - BEFORE).map(({ form }) => form)).size;
    const most = Math.max(...marks.map(different));
    const best = marks.find((mark) => different(mark) === most)?.at ?? 0;
    const from = text.length > EXCERPT && best > BEFORE ? Math.min(text.indexOf(' ', best - BEFORE) + 1, best) : 0;
    const to = text.length > from + EXCERPT ? Math.max(text.lastIndexOf(' ', from + EXCERPT), best + BEFORE) : text.length;
    return [...(from ? [['… ', false]] : []), ...cut(text, marks, from, to), ...(to < text.length ? [[' …', false]] : [])];
  }

  const tokens = /** @type {(text: string) => SearchToken[]} */ (Recto.searchTokens);

  /** The parts of the search that few queries need; wanted, like shards, by an empty name. @param {SearchIndex} index */
  Recto.searchMore = (index) => {
    if (!Recto.searchRare) index.wanted.add('');
    return Recto.searchRare;
  };

  /** @param {SearchIndex} index @param {string} query @param {string[]} filters @param {number} most @param {string[]} facets */
  Recto.searchFind = (index, query, filters, most, facets = []) => {
    query = query.normalize('NFKC');
    const found = /** @type {SearchRanked | null} */ (Recto.searchRank(index, query));
    /** @type {Record<string, Set<number>>} by kind */
    const passed = {};
    for (const id of filters) for (const { doc } of index.filter(id)) (passed[id[0]] ??= new Set()).add(doc);
    const lists = facets.map(index.filter);
    if (!found || index.wanted.size) return null;
    // Filters without words list what passes them.
    const ranked = found.words.length ? found.hits : [...(Object.values(passed)[0] ?? [])].map((doc) => ({ doc, score: 0 }));
    const phrases = query.match(PHRASES) && Recto.searchMore(index);
    const verified = phrases ? phrases.holding(index, query.matchAll(PHRASES), ranked) : ranked;
    /** Those that pass the filters of all other kinds. @param {string} but */
    const passing = (but) => Object.entries(passed).reduce((hits, [kind, docs]) => (kind === but ? hits : hits.filter((/** @type {SearchHit} */ { doc }) => docs.has(doc))), verified);
    const counts = facets.length ? Recto.searchMore(index)?.counts(facets, lists, passing) : [];
    const hits = found.order(passing(''), most);
    const shown = hits.slice(0, most);
    const docs = shown.map(({ doc }) => index.doc(doc));
    if (index.wanted.size) return null;
    const known = new Set(found.telling().flatMap(({ form, readings }) => [form, ...readings.flatMap((reading) => reading.c.forms)]));
    const marks = (/** @type {string} */ text) => tokens(text).filter(({ form }) => known.has(form));
    const results = shown.map(({ doc }, i) => {
      const entry = /** @type {SearchDoc} */ (docs[i]);
      const { url, title, sections } = entry;
      const inTitle = marks(title);
      const { text = '', ...where } = sections[Math.min(found.section(doc), sections.length - 1)] ?? /** @type {Partial<SearchDoc['sections'][0]>} */ ({});
      // A result with all words in its title leads to its beginning, others to the section.
      const named = found.telling().every(({ form, readings }) => inTitle.some((mark) => mark.form === form || readings.some((r) => r.c.forms.includes(mark.form))));
      const [anchor, heading] = named ? [] : [where.anchor, where.heading];
      const path = url.split('/').map(encodeURIComponent).join('/') + (anchor ? `#${encodeURIComponent(anchor)}` : '');
      return { ...entry, doc, path, heading, title: cut(title, inTitle, 0, title.length), excerpt: excerpt(text, marks(text)) };
    });
    let meant = query;
    for (const word of [...found.words].reverse()) {
      const reading = found.read(word, hits[0]?.doc);
      if (reading?.slip) meant = meant.slice(0, word.at) + reading.form + meant.slice(word.end);
    }
    return { hits, counts, results, meant: meant === query ? '' : meant, root: index.root };
  };
})((globalThis.Recto = globalThis.Recto || {}));
