// From a query to ranked documents.
//
//   const found = rank(index, 'fault "eventual consistency"')   null while shards are missing
//   found.hits                [{doc, score}] all that have about as much of the query as any, the best 40 first and in order
//   found.words               the query's words with their expansions
//   found.contentWords()      those of them that are not stop words
//   found.order(hits, limit)  the best `limit` of these hits before the others, the first of them ordered by their titles too
//   found.section(doc)        the number of the section that matched most
//   found.expansionIn(word, doc)  the heaviest expansion of a word that the document has
//
// A document's score is the sum, over the query's words that it has, of the word's weight times its weight in the document (in the name, or the
// term frequency in the text), times how much of its title the query covers, times how much of the query it has. The last is steep: a document with all words
// comes before one with most of them, but one wrong word does not empty the list. Where some have all words, those with half of them are no
// hits. The weights are tuned by tests/bench/relevance.mjs.

import { lowerBound } from './search-index.js';
import { SINGLE_UNSPACED_CHARACTER, tokens } from './search-tokens.js';
import { exactMatches, expansions } from './search-expansion.js';

/** The weight of a word in the name, relative to the highest term frequency in a text. */
const NAME_WEIGHT = 3.4;
/** What covering the whole title adds, and how steeply. */
const COVERAGE_GAIN = 2;
const COVERAGE_EXPONENT = 1.6;
/** How steeply documents fall behind that have only a part of the query. */
const PARTIAL_MATCH_EXPONENT = 6;
/** Less so for queries of so many content words: few answers have all words of a long question. */
const LONG_QUERY_WORDS = 4;
const LONG_QUERY_EXPONENT = 4;
/** Hits have at least this part, by weight, of the query words that the best match has; words count in their likely expansions. */
const MIN_COVERAGE = 0.6;
/** If there are fewer hits, this part is enough. */
const ENOUGH_HITS = 10;
const FEW_HITS_COVERAGE = 0.3;
/** Expansions that count as likely, for that and for a word's frequency: of at least this part of the heaviest one's weight. */
const MIN_LIKELIHOOD = 0.5;
/** The weight of another form of the same stem, in titles and in bodies. */
const OTHER_FORM_IN_NAME = 0.86;
const OTHER_FORM_IN_TEXT = 0.35;
/** How much rare words count more than common ones: the power of their inverse document frequency. */
const IDF_EXPONENT = 0.4;
/** A word in more than this part of the documents is a stop word (how, do, the), and counts less the more there are. */
const STOP_WORD_SHARE = 0.3;
const STOP_WORD_EXPONENT = 1.5;
/** Words that weigh less than this part of the query's heaviest one are stop words in it. */
const MIN_TERM_SHARE = 0.25;
/** The weight of a query's extra tokens: parts of camelCase words, joined words. */
const EXTRA_TOKEN_WEIGHT = 0.2;
/** Expansions whose body postings are read, besides their title postings. */
const MAX_TEXT_EXPANSIONS = 4;
/** No more of them are read after so many postings: a single letter is the prefix of the commonest words. */
const MAX_POSTINGS = 2e4;
/**
 * The first hits, as many as are seen at once, are put in order by what is shown of them: in titles words in the query's order, close together, in the
 * query's form; in texts words that are close together.
 */
const REORDERED_HITS = 6;
/** Hits that are put in order before filters take some away. */
const SORTED_HITS = 40;
const ORDER_WEIGHT = 0.45;
const PROXIMITY_WEIGHT = 0.65;
const TEXT_PROXIMITY_WEIGHT = 0.6;
const EXACT_FORM_WEIGHT = 0.2;

/**
 * Each word once. The last may be a prefix, and a single character is one of all pairs that it begins.
 * @param {string} query @returns {SearchWord[]}
 */
function parse(query) {
  const all = tokens(query).filter(({ role }) => role !== 'last');
  const words = all.filter((token, i) => all.findIndex(({ form }) => form === token.form) === i);
  return words.map((token) => {
    const [extra, single] = [token.role !== 'word', SINGLE_UNSPACED_CHARACTER.test(token.form)];
    return { ...token, expansions: [], weight: 0, extra, single, prefix: single || (token.end === query.length && !extra) };
  });
}

/** The posting of a document; empty where there is none. @param {SearchPosting[]} list @param {number} doc @returns {Partial<SearchPosting>} */
function posting(list, doc) {
  const found = list[lowerBound(list, doc, (/** @type {SearchPosting} */ other) => other.doc)];
  return found && found.doc === doc ? found : {};
}

/**
 * How far apart in a text each word of a query and the one before it are at the nearest; 1 is side by side.
 * @param {SearchDoc['sections']} sections @param {Set<string>[]} words the forms of each
 */
function distances(sections, words) {
  const nearest = words.map(() => Infinity);
  for (const { text } of sections) {
    /** Where each was last. */
    const last = words.map(() => -Infinity);
    tokens(text).forEach(({ form }, at) => {
      words.forEach((forms, i) => {
        if (!forms.has(form)) return;
        last[i] = at;
        if (i) nearest[i] = Math.min(nearest[i], Math.max(at - last[i - 1], 1));
        if (i + 1 < words.length) nearest[i + 1] = Math.min(nearest[i + 1], Math.max(at - last[i + 1], 1));
      });
    });
  }
  return nearest;
}

const byScore = (/** @type {SearchHit} */ a, /** @type {SearchHit} */ b) => b.score - a.score || a.doc - b.doc;

/** The same hits with the best `limit` in order before the others. @param {SearchHit[]} hits @param {number} limit */
function first(hits, limit) {
  const least = Float64Array.from(hits, ({ score }) => score).sort()[Math.max(hits.length - limit, 0)];
  return [...hits.filter(({ score }) => score >= least).sort(byScore), ...hits.filter(({ score }) => score < least)];
}

// Columns of one array of numbers, a row for each document. Sums over the words: its score, how much of its title they cover, how much of the
// query it has, and how much of it in likely expansions.
const SCORE = 0;
const TITLE_SHARE = 1;
const QUERY_SHARE = 2;
const LIKELY_SHARE = 3;
// Of one word, the maximum over its expansions: its weight in the document, its part of the title, how near the form is, its weight where the expansion is likely.
const WORD_WEIGHT = 4;
const WORD_TITLE_SHARE = 5;
const WORD_NEARNESS = 6;
const WORD_LIKELY = 7;
const COLUMNS = 8;
/** Levels of term frequencies in src/search/postings.rs: in postings of titles, and in others; parts of titles have as many. */
const TITLE_TF_LEVELS = 7;
const TF_LEVELS = 16;
/** How much a document loses by words in another form than the query's: less than in proportion. */
const NEARNESS_EXPONENT = 0.7;

/** The weight of a word with a document frequency. @param {number} frequency @param {number} n */
function idfWeight(frequency, n) {
  const documents = Math.min(frequency, n);
  // The same function as in src/search/postings.rs.
  const idf = Math.log(1 + (n - documents + 0.5) / (documents + 0.5));
  return idf ** IDF_EXPONENT * Math.min(1, ((STOP_WORD_SHARE * n) / documents) ** STOP_WORD_EXPONENT);
}

/** The weight of a query word: that of the most frequent of its likely expansions. @param {SearchExpansion[]} expansions @param {number} n */
function queryWeight(expansions, n) {
  const best = Math.max(...expansions.map(({ weight }) => weight));
  return idfWeight(Math.max(0.5, ...expansions.filter(({ weight }) => weight >= MIN_LIKELIHOOD * best).map(({ stem }) => stem.frequency)), n);
}

/** The words of a query that are not stop words beside the others: they are marked, and searched for in titles. @param {SearchWord[]} words */
function contentWordsOf(words) {
  // A word that is not in the guide does not turn one that is into a stop word.
  const highest = Math.max(...words.map(({ expansions, extra, weight }) => (expansions.length && !extra ? weight : 0)));
  return words.filter(({ extra, weight }) => !extra && weight >= MIN_TERM_SHARE * highest);
}

/** Adds up what each document has of the words. @param {SearchIndex} index @param {SearchWord[]} words @returns {SearchHit[]} */
function score(index, words) {
  const { n } = index.manifest;
  /** @type {Float32Array} zeros between queries */
  const sums = (index.cache.sums ??= new Float32Array(n * COLUMNS));
  /** @param {number} at @param {number} value */
  const raise = (at, value) => {
    if (value > sums[at]) sums[at] = value;
  };
  /** The rows of documents that have a word. @type {number[]} */
  const touched = [];
  let all = 0;
  for (const word of words) {
    const { expansions, extra } = word;
    const wordWeight = queryWeight(expansions, n) * (extra ? EXTRA_TOKEN_WEIGHT : 1);
    word.weight = wordWeight;
    if (!extra) all += wordWeight;
    /** @type {number[]} */
    const mine = [];
    const best = Math.max(...expansions.map((expansion) => expansion.weight));
    for (const { weight, ordinal, lists } of expansions) {
      const likely = weight >= MIN_LIKELIHOOD * best ? wordWeight : 0;
      for (const list of lists) {
        const named = list === lists[0];
        for (const { doc, titleShare, tf, form } of list) {
          const at = doc * COLUMNS;
          const w = !form || form === ordinal ? weight : weight * (named ? OTHER_FORM_IN_NAME : OTHER_FORM_IN_TEXT);
          if (!sums[at + WORD_WEIGHT]) mine.push(at);
          raise(at + WORD_WEIGHT, w * (named ? NAME_WEIGHT + Math.max(tf - 0.5, 0) / TITLE_TF_LEVELS : (tf + 0.5) / TF_LEVELS));
          if (named) raise(at + WORD_TITLE_SHARE, (w * (titleShare + 0.5)) / TF_LEVELS);
          raise(at + WORD_NEARNESS, w);
          raise(at + WORD_LIKELY, likely);
        }
      }
    }
    for (const at of mine) {
      if (!sums[at]) touched.push(at);
      sums[at + SCORE] += wordWeight * sums[at + WORD_WEIGHT];
      sums[at + TITLE_SHARE] += sums[at + WORD_TITLE_SHARE];
      if (!extra) {
        sums[at + QUERY_SHARE] += wordWeight * sums[at + WORD_NEARNESS] ** NEARNESS_EXPONENT;
        sums[at + LIKELY_SHARE] += sums[at + WORD_LIKELY];
      }
      sums.fill(0, at + WORD_WEIGHT, at + COLUMNS);
    }
  }
  let fullest = 0;
  for (const at of touched) fullest = Math.max(fullest, sums[at + LIKELY_SHARE]);
  const having = (/** @type {number} */ least) => touched.filter((at) => sums[at + LIKELY_SHARE] >= least);
  let full = having(MIN_COVERAGE * fullest);
  if (full.length < ENOUGH_HITS) {
    // As much as it takes to have enough of them, and all that have as much.
    const shares = Float64Array.from(touched, (at) => sums[at + LIKELY_SHARE]).sort();
    full = having(Math.max(shares[Math.max(shares.length - ENOUGH_HITS, 0)] ?? 0, FEW_HITS_COVERAGE * fullest));
  }
  const exponent = contentWordsOf(words).length < LONG_QUERY_WORDS ? PARTIAL_MATCH_EXPONENT : LONG_QUERY_EXPONENT;
  const hits = full.map((at) => ({
    doc: at / COLUMNS,
    score: sums[at + SCORE] * (1 + COVERAGE_GAIN * Math.min(sums[at + TITLE_SHARE], 1) ** COVERAGE_EXPONENT) * (sums[at + QUERY_SHARE] / all) ** exponent,
  }));
  for (const at of touched) sums.fill(0, at, at + COLUMNS);
  return first(hits, SORTED_HITS);
}

/** The documents that have all words of a query, by score; what is missing of the index is in its `wanted`. @param {SearchIndex} index @param {string} query */
export const rank = (index, query) => {
  if (index.cache.rank?.query === query) return index.cache.rank;
  const words = parse(query);
  const required = words.filter((word) => !word.extra);
  const contentWords = () => contentWordsOf(words);

  /** Expands words, and reads the postings of their expansions. @param {SearchWord[]} some @param {boolean} typos */
  function expand(some, typos) {
    for (const word of some) word.expansions = word.extra ? exactMatches(index, word.form) : expansions(index, word, typos);
    if (index.isWaiting()) return;
    for (const { expansions, single } of some) {
      let left = MAX_POSTINGS;
      expansions.forEach((expansion, i) => {
        const bodies = (expansion.weight === 1 || ((single || i < MAX_TEXT_EXPANSIONS) && left > 0)) && index.bodyPostings(expansion.id);
        expansion.lists = [expansion.stem.titlePostings];
        if (bodies) {
          expansion.lists.push(bodies);
          left -= bodies.length;
        }
      });
    }
  }

  /** The heaviest expansion of a word that a document has. @param {SearchWord} word @param {number} doc */
  const expansionIn = (word, doc) => word.expansions.find(({ lists }) => lists.some((list) => posting(list, doc).doc === doc));

  /** @param {number} doc */
  function section(doc) {
    /** @type {number[]} */
    const sums = [0];
    for (const { weight: wordWeight, expansions } of words) {
      for (const { weight, lists } of expansions) {
        for (const list of lists) {
          const { tf, section = 0 } = posting(list, doc);
          if (tf) sums[section] = (sums[section] ?? 0) + wordWeight * weight;
        }
      }
    }
    return sums.indexOf(Math.max(...sums.filter((sum) => sum)));
  }

  /** @param {SearchHit[]} hits @param {number} limit */
  function order(hits, limit) {
    const ranked = first(hits, Math.max(limit, REORDERED_HITS));
    const words = contentWords();
    const forms = words.map(({ form, expansions }) => new Set([form, ...expansions.flatMap(({ stem }) => stem.forms)]));
    const near = ranked.splice(0, REORDERED_HITS).map(({ doc, score }) => {
      const { title: text = '', sections = [] } = index.doc(doc) ?? /** @type {Partial<SearchDoc>} */ ({});
      /** @type {string[]} */
      const title = tokens(text).map((/** @type {SearchToken} */ { form }) => form);
      const at = words.map(({ form, expansions }) => title.findIndex((t) => t === form || expansions.some((expansion) => expansion.form === t)));
      let gain = EXACT_FORM_WEIGHT * words.filter(({ form }) => title.includes(form)).length;
      const nearest = distances(sections, forms);
      for (let i = 1; i < at.length; i++) {
        const titled = at[i - 1] >= 0 && at[i] > at[i - 1] ? ORDER_WEIGHT + PROXIMITY_WEIGHT / (at[i] - at[i - 1]) : 0;
        gain += Math.max(titled, TEXT_PROXIMITY_WEIGHT / nearest[i]);
      }
      return { doc, score: score * (1 + gain / (at.length || 1)) };
    });
    return [...near.sort(byScore), ...ranked];
  }

  expand(words, false);
  if (index.isWaiting()) return null;
  let hits = score(index, words);
  // A word that is not in the best document may be a typo, though it is in the dictionary.
  const missed = contentWords().filter((word) => !hits.length || !expansionIn(word, hits[0].doc));
  if (missed.length) {
    expand(missed, true);
    if (index.isWaiting()) return null;
    hits = score(index, words);
  }
  return (index.cache.rank = { query, hits, words: required, contentWords, section, expansionIn, order });
};
