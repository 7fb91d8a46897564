// From a query to ranked documents.
//
//   const found = rank(index, 'fault "eventual consistency"')   null while the index wants shards
//   found.hits                [{doc, score}] all that have about as much of the query as any, the best 40 first and in order
//   found.words               the query's words with their expansions
//   found.telling()           those of them that are no fillers
//   found.order(hits, most)   the best `most` of these hits before the others, the first of them by their titles
//   found.section(doc)        the number of the section that matched most
//   found.read(word, doc)     what a word was read as there
//
// A document's score is, over the query's words that it has, the sum of their values times where they stand (in its name, how much in its
// text), times how much of its title the query covers, times how much of the query it has. The last is steep: a document with all words
// comes before one with most of them, but one wrong word does not empty the list. Where some have all words, those with half of them are no
// hits. The weights are tuned by tests/bench/relevance.mjs.

import { lowerBound } from './search-index.js';
import { SINGLE, tokens } from './search-tokens.js';
import { exactMatches, expansions } from './search-expansion.js';

/** What standing in the name is worth, of the whole text being about a word. */
const NAME_WEIGHT = 3.4;
/** What covering the whole title adds, and how steeply. */
const COVERAGE_GAIN = 2;
const COVERAGE_EXPONENT = 1.6;
/** How steeply documents fall behind that have only a part of the query. */
const PARTIAL_MATCH_EXPONENT = 6;
/** Less so where so many words are asked with: few answers have all words of a long question. */
const LONG_QUERY_WORDS = 4;
const LONG_QUERY_EXPONENT = 4;
/** Hits have this part of the query at least, by value, of what the fullest has; words count as they are likely meant. */
const MIN_COVERAGE = 0.6;
/** Where fewer have it, they have this part at least. */
const ENOUGH_HITS = 10;
const FEW_HITS_COVERAGE = 0.3;
/** Readings that count for that, and for how common a word is: of at least this part of the likeliest's weight. */
const MIN_LIKELIHOOD = 0.5;
/** What another form of the same word is worth, in names and in texts. */
const OTHER_FORM_IN_NAME = 0.86;
const OTHER_FORM_IN_TEXT = 0.35;
/** How much rare words count more than common ones: the power of their inverse document frequency. */
const IDF_EXPONENT = 0.4;
/** A word in more than this part of the documents is a filler (how, do, the), and counts less the more there are. */
const FILLER_SHARE = 0.3;
const FILLER_EXPONENT = 1.5;
/** Words worth less than this part of the query's most valued one are fillers in it. */
const MIN_TERM_SHARE = 0.25;
/** What the extra tokens of a query weigh: humps, wholes. */
const EXTRA_TOKEN_WEIGHT = 0.2;
/** Readings whose lists of texts are read, beside those of names. */
const MAX_TEXT_EXPANSIONS = 4;
/** No more of them are read after so many postings: half a letter stands for the commonest words. */
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
 * Each word once; the last may be half typed, and a single character stands for all pairs that it begins.
 * @param {string} query @returns {SearchWord[]}
 */
function parse(query) {
  const all = tokens(query).filter(({ role }) => role !== 'tail');
  const words = all.filter((token, i) => all.findIndex(({ form }) => form === token.form) === i);
  return words.map((token) => {
    const [extra, single] = [token.role !== 'word', SINGLE.test(token.form)];
    return { ...token, expansions: [], worth: 0, extra, single, half: single || (token.end === query.length && !extra) };
  });
}

/** What a list has of a document. @param {SearchPosting[]} list @param {number} doc @returns {Partial<SearchPosting>} */
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

/** The same hits with the best `most` in order before the others. @param {SearchHit[]} hits @param {number} most */
function first(hits, most) {
  const least = Float64Array.from(hits, ({ score }) => score).sort()[Math.max(hits.length - most, 0)];
  return [...hits.filter(({ score }) => score >= least).sort(byScore), ...hits.filter(({ score }) => score < least)];
}

// Numbers of each document in one array. Added up over the words: its score, how much of its title they cover, how much of the query it has,
// and how much of it in the likeliest readings.
const SCORE = 0;
const TITLE_SHARE = 1;
const QUERY_SHARE = 2;
const LIKELY_SHARE = 3;
// Of one word, the most over its readings: its weight there, its part of the title, how near the form is, its value where the reading is likely.
const WORD_WEIGHT = 4;
const WORD_TITLE_SHARE = 5;
const WORD_NEARNESS = 6;
const WORD_LIKELY = 7;
const NUMBERS_A_DOCUMENT = 8;
/** Levels in which src/search/weigh.rs writes how much a text is about a word: beside a name, and else; shares of a name have as many. */
const LEVELS_BESIDE_NAME = 7;
const LEVELS = 16;
/** How much a document loses by words in another form than the query's: less than in proportion. */
const NEARNESS_EXPONENT = 0.7;

/** What a word that stands in so many of n documents is worth. @param {number} frequency @param {number} n */
function rarity(frequency, n) {
  const most = Math.min(frequency, n);
  // The same function as in src/search/weigh.rs.
  const idf = Math.log(1 + (n - most + 0.5) / (most + 0.5));
  return idf ** IDF_EXPONENT * Math.min(1, ((FILLER_SHARE * n) / most) ** FILLER_EXPONENT);
}

/** What a word is worth that may be read so: as much as the commonest of its likely readings is. @param {SearchExpansion[]} expansions @param {number} n */
function worth(expansions, n) {
  const best = Math.max(...expansions.map(({ weight }) => weight));
  return rarity(Math.max(0.5, ...expansions.filter(({ weight }) => weight >= MIN_LIKELIHOOD * best).map(({ c }) => c.frequency)), n);
}

/** Those of a query's words that are no fillers beside the others: what is marked, and looked for in titles. @param {SearchWord[]} words */
function tellingOf(words) {
  // A word that the guide lacks makes no filler of one that it has.
  const most = Math.max(...words.map(({ expansions, extra, worth }) => (expansions.length && !extra ? worth : 0)));
  return words.filter(({ extra, worth }) => !extra && worth >= MIN_TERM_SHARE * most);
}

/** Adds up what each document has of the words. @param {SearchIndex} index @param {SearchWord[]} words @returns {SearchHit[]} */
function score(index, words) {
  const { n } = index.root;
  /** @type {Float32Array} zeros between queries */
  const sums = (index.memo.sums ??= new Float32Array(n * NUMBERS_A_DOCUMENT));
  /** @param {number} at @param {number} value */
  const raise = (at, value) => {
    if (value > sums[at]) sums[at] = value;
  };
  /** Where documents stand in it. @type {number[]} */
  const touched = [];
  let all = 0;
  for (const word of words) {
    const { expansions, extra } = word;
    const value = worth(expansions, n) * (extra ? EXTRA_TOKEN_WEIGHT : 1);
    word.worth = value;
    if (!extra) all += value;
    /** @type {number[]} */
    const mine = [];
    const best = Math.max(...expansions.map((reading) => reading.weight));
    for (const { weight, ordinal, lists } of expansions) {
      const meant = weight >= MIN_LIKELIHOOD * best ? value : 0;
      for (const list of lists) {
        const named = list === lists[0];
        for (const { doc, share, much, form } of list) {
          const at = doc * NUMBERS_A_DOCUMENT;
          const w = !form || form === ordinal ? weight : weight * (named ? OTHER_FORM_IN_NAME : OTHER_FORM_IN_TEXT);
          if (!sums[at + WORD_WEIGHT]) mine.push(at);
          raise(at + WORD_WEIGHT, w * (named ? NAME_WEIGHT + Math.max(much - 0.5, 0) / LEVELS_BESIDE_NAME : (much + 0.5) / LEVELS));
          if (named) raise(at + WORD_TITLE_SHARE, (w * (share + 0.5)) / LEVELS);
          raise(at + WORD_NEARNESS, w);
          raise(at + WORD_LIKELY, meant);
        }
      }
    }
    for (const at of mine) {
      if (!sums[at]) touched.push(at);
      sums[at + SCORE] += value * sums[at + WORD_WEIGHT];
      sums[at + TITLE_SHARE] += sums[at + WORD_TITLE_SHARE];
      if (!extra) {
        sums[at + QUERY_SHARE] += value * sums[at + WORD_NEARNESS] ** NEARNESS_EXPONENT;
        sums[at + LIKELY_SHARE] += sums[at + WORD_LIKELY];
      }
      sums.fill(0, at + WORD_WEIGHT, at + NUMBERS_A_DOCUMENT);
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
  const exponent = tellingOf(words).length < LONG_QUERY_WORDS ? PARTIAL_MATCH_EXPONENT : LONG_QUERY_EXPONENT;
  const hits = full.map((at) => ({
    doc: at / NUMBERS_A_DOCUMENT,
    score: sums[at + SCORE] * (1 + COVERAGE_GAIN * Math.min(sums[at + TITLE_SHARE], 1) ** COVERAGE_EXPONENT) * (sums[at + QUERY_SHARE] / all) ** exponent,
  }));
  for (const at of touched) sums.fill(0, at, at + NUMBERS_A_DOCUMENT);
  return first(hits, SORTED_HITS);
}

/** @param {SearchIndex} index @param {string} query */
export const rank = (index, query) => {
  if (index.memo.rank?.query === query) return index.memo.rank;
  const words = parse(query);
  const required = words.filter((word) => !word.extra);
  const telling = () => tellingOf(words);

  /** Finds what words may stand for. @param {SearchWord[]} some @param {boolean} widely */
  function find(some, widely) {
    for (const word of some) word.expansions = word.extra ? exactMatches(index, word.form) : expansions(index, word, widely);
    if (index.isWaiting()) return;
    for (const { expansions, single } of some) {
      let left = MAX_POSTINGS;
      expansions.forEach((reading, i) => {
        const texts = (reading.weight === 1 || ((single || i < MAX_TEXT_EXPANSIONS) && left > 0)) && index.texts(reading.of);
        reading.lists = [reading.c.names];
        if (texts) {
          reading.lists.push(texts);
          left -= texts.length;
        }
      });
    }
  }

  /** The heaviest reading of a word that a document has. @param {SearchWord} word @param {number} doc */
  const read = (word, doc) => word.expansions.find(({ lists }) => lists.some((list) => posting(list, doc).doc === doc));

  /** @param {number} doc */
  function section(doc) {
    /** @type {number[]} */
    const sums = [0];
    for (const { worth, expansions } of words) {
      for (const { weight, lists } of expansions) {
        for (const list of lists) {
          const { much, section = 0 } = posting(list, doc);
          if (much) sums[section] = (sums[section] ?? 0) + worth * weight;
        }
      }
    }
    return sums.indexOf(Math.max(...sums.filter((sum) => sum)));
  }

  /** @param {SearchHit[]} hits @param {number} most */
  function order(hits, most) {
    const ranked = first(hits, Math.max(most, REORDERED_HITS));
    const words = telling();
    const forms = words.map(({ form, expansions }) => new Set([form, ...expansions.flatMap(({ c }) => c.forms)]));
    const near = ranked.splice(0, REORDERED_HITS).map(({ doc, score }) => {
      const { title: text = '', sections = [] } = index.doc(doc) ?? /** @type {Partial<SearchDoc>} */ ({});
      /** @type {string[]} */
      const title = tokens(text).map((/** @type {SearchToken} */ { form }) => form);
      const at = words.map(({ form, expansions }) => title.findIndex((t) => t === form || expansions.some((reading) => reading.form === t)));
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

  find(words, false);
  if (index.isWaiting()) return null;
  let hits = score(index, words);
  // What the best document lacks may be misspelt, though it is a word.
  const missed = telling().filter((word) => !hits.length || !read(word, hits[0].doc));
  if (missed.length) {
    find(missed, true);
    if (index.isWaiting()) return null;
    hits = score(index, words);
  }
  return (index.memo.rank = { query, hits, words: required, telling, section, read, order });
};
