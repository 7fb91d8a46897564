// From ranked documents to what a reader sees: filters passed, phrases verified, the section named, the words marked.
//
//   const found = find(index, 'acid "phantom read"', ['l/mid', 'l/senior', 't/sql'], 10, count)   null while shards are missing
//   found.hits      documents found that pass the filters, of each kind one of those given; for phrases those of the best that contain them
//   found.counts    what `count(index, passing)` gives, if there is one: `passing(kind)` are the hits that pass the filters of other kinds
//   found.filters   levels and kinds as [id, name]; found.chosen are the ids of those given
//   found.correction  the query with its typos corrected, or '' without any
//   found.results   the first of them: {doc, path, title, crumb, card, level, kind, tags, heading, excerpt}
//                   title and excerpt are lists of [text, marked]; path is of the site, percent-encoded, with the section's fragment

import { extrasOrRequest } from './search-index.js';
import { rank } from './search-rank.js';
import { tokens } from './search-tokens.js';

/** Characters of an excerpt, and of those before its first marked word. */
const EXCERPT_CHARS = 180;
const CHARS_BEFORE_MATCH = 50;
/** Characters of one mark. */
const MAX_MARKED_CHARS = 99;
/** Phrases of a query: what is in quotation marks. */
const PHRASES = /["“„«](.+?)["“”»]/g;

/** Cuts a passage of a text into [text, marked]; marks that touch are one. @param {string} text @param {SearchToken[]} matches @param {number} start @param {number} to */
function cut(text, matches, start, to) {
  /** @type {[number, number][]} */
  const spans = [];
  for (const { at, end } of matches) {
    if (at < start || end > to) continue;
    const last = spans[spans.length - 1];
    if (last && at <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([at, end]);
  }
  /** @type {[string, boolean][]} */
  const parts = [];
  for (const [at, end] of spans) {
    parts.push([text.slice(start, at), false], [text.slice(at, end), true]);
    start = end;
  }
  return [...parts, [text.slice(start, to), false]].filter(([part]) => part);
}

/** A place at which a text can be cut: not inside of a character. @param {string} text @param {number} at */
const between = (text, at) => (/[\udc00-\udfff]/.test(text[at]) ? at - 1 : at);

/** The passage of a text that has most different words; it begins and ends at blanks where there are some. @param {string} text @param {SearchToken[]} matches */
function excerpt(text, matches) {
  const different = (/** @type {SearchToken} */ { at }) => new Set(matches.filter((match) => match.at >= at && match.end < at + EXCERPT_CHARS - CHARS_BEFORE_MATCH).map(({ form }) => form)).size;
  const most = Math.max(...matches.map(different));
  const best = matches.find((match) => different(match) === most)?.at ?? 0;
  const first = text.indexOf(' ', best - CHARS_BEFORE_MATCH) + 1;
  const start = text.length > EXCERPT_CHARS && best > CHARS_BEFORE_MATCH ? (first && first <= best ? first : between(text, best - CHARS_BEFORE_MATCH)) : 0;
  const last = text.lastIndexOf(' ', start + EXCERPT_CHARS);
  const to = text.length > start + EXCERPT_CHARS ? (last >= best + CHARS_BEFORE_MATCH ? last : between(text, start + EXCERPT_CHARS)) : text.length;
  return [...(start ? [['… ', false]] : []), ...cut(text, matches, start, to), ...(to < text.length ? [[' …', false]] : [])];
}

/** The results of a query: `limit` of them, within the filters `chosen`. @param {SearchIndex} index @param {string} query @param {string[]} chosen @param {number} limit @param {SearchCount} [count] */
export const find = (index, query, chosen, limit, count) => {
  query = query.normalize('NFKC');
  const found = /** @type {SearchRanked | null} */ (rank(index, query));
  /** @type {Record<string, Set<number>>} by kind */
  const passed = {};
  for (const id of chosen) for (const { doc } of index.filter(id)) (passed[id[0]] ??= new Set()).add(doc);
  if (!found || index.isWaiting()) return null;
  // Filters without words list what passes them.
  const ranked = found.words.length ? found.hits : [...(Object.values(passed)[0] ?? [])].map((doc) => ({ doc, score: 0 }));
  const phrases = query.match(PHRASES) && extrasOrRequest(index);
  const verified = phrases ? phrases.matchPhrases(index, query.matchAll(PHRASES), ranked) : ranked;
  /** Those that pass the filters of all other kinds. @param {string} but */
  const passing = (but) => Object.keys(passed).reduce((hits, kind) => (kind === but ? hits : hits.filter((/** @type {SearchHit} */ { doc }) => passed[kind].has(doc))), verified);
  const counts = count?.(index, passing);
  const hits = found.order(passing(''), limit);
  const shown = hits.slice(0, limit);
  const docs = shown.map(({ doc }) => index.doc(doc));
  if (index.isWaiting()) return null;
  /** For each word the forms that are marked: of pairs that a single character begins, that character. */
  const forms = found.contentWords().map(({ form, single, expansions }) => ({ some: new Set([form, ...expansions.flatMap(({ stem }) => stem.forms)]), length: single ? form.length : MAX_MARKED_CHARS }));
  const matches = (/** @type {string} */ text) =>
    tokens(text).flatMap((token) => {
      const word = forms.find(({ some }) => some.has(token.form));
      return word ? [{ ...token, end: Math.min(token.end, token.at + word.length) }] : [];
    });
  const results = shown.map(({ doc }, i) => {
    const entry = /** @type {SearchDoc} */ (docs[i]);
    const { url, title, sections } = entry;
    const inTitle = matches(title);
    // Of a long section, or one that begins with code, the part with the words may have been cut off: then another one shows them.
    const best = found.section(doc);
    const passages = [...sections.slice(best, best + 1), ...sections];
    /** @type {SearchToken[]} */
    let inText = [];
    const { text = '', ...where } = passages.find((passage) => (inText = matches(passage.text)).length) ?? passages[0] ?? /** @type {Partial<SearchDoc['sections'][0]>} */ ({});
    // A result with all words in its title leads to its beginning, others to the section.
    const named = forms.every(({ some }) => inTitle.some(({ form }) => some.has(form)));
    const [anchor, heading] = named ? [] : [where.anchor, where.heading];
    const path = url.split('/').map(encodeURIComponent).join('/') + (anchor ? `#${encodeURIComponent(anchor)}` : '');
    return { ...entry, doc, path, heading, title: cut(title, inTitle, 0, title.length), excerpt: excerpt(text, inText) };
  });
  let corrected = query;
  for (const word of [...found.words].reverse()) {
    const expansion = found.expansionIn(word, hits[0]?.doc);
    // A word that is in the dictionary is not corrected, though the first result has another.
    const known = word.expansions.some(({ form }) => form === word.form);
    if (expansion?.typo && !known) corrected = corrected.slice(0, word.at) + expansion.form + corrected.slice(word.end);
  }
  const filters = /** @type {const} */ (['l', 'k']).flatMap((kind) => index.manifest[kind].map(([id, name]) => [`${kind}/${id}`, name]));
  return { hits, counts, results, filters, chosen, correction: corrected === query ? '' : corrected };
};
