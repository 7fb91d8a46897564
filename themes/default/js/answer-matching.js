// Judging a typed answer: for each key point the sentence of the learner that seems to make it, for each red flag the one that seems to say it.
// All of it is a question to the learner, never a decision.
//
// In: the answer as typed; the card's points, red flags and short answer as plain text; how rare words are (search/word-frequencies.js). Out: for each
// point a state and a place in the answer. Steps: cut the answer into sentences and clauses, both sides into weighted stems; find for each
// point the clause that has most of one of its phrases, or of the point and the model answer's sentence that says it; hold a claim in doubt
// where one of the two is negated and the other isn't, where a red flag is as near, or where the evidence is thin.

import { tokens } from './search-tokens.js';

/** @typedef {'said' | 'doubt' | 'none'} State */
/** What an answer has of a key point or red flag; `at`, `end`: the learner's sentence. @typedef {{ state: State, at: number, end: number, strength: number }} Match */
/** @typedef {{ text: string, accept?: string[] }} Claim */
/** @typedef {{ key: number | string, weight: number, at: number, end: number, form: string }} Term */

/** Limits and factors of the comparison, each a share from 0 to 1 (`fullWeight`: a weight). @type {Record<string, number>} */
export const MATCHING = {
  /** Evidence from which a claim seems to be made, and from which that is in doubt. */
  said: 0.48,
  doubt: 0.36,
  redFlag: 0.42,
  /** Evidence of a red flag beside which no claim of the same sentence counts as made. */
  rivalRedFlag: 0.3,
  /** How much of a sentence's likeness to a point counts beside the evidence, and the least evidence. */
  likenessFactor: 0.5,
  leastEvidence: 0.3,
  /** Likeness from which a sentence seems to make the point, the share of it that the next point may have, and what each red flag of the answer adds to all that is asked for. */
  like: 0.28,
  nextPointRatio: 0.8,
  redFlagPenalty: 0.15,
  /** Evidence counts less where it isn't the author's phrase but the point's own words, or those of the answer's sentence that says it. */
  phraseFactor: 1,
  pointFactor: 0.95,
  modelAnswerFactor: 0.62,
  /** Weight of matched words below which a match may be chance. */
  fullWeight: 9,
  /** A match in two neighbouring clauses counts less than in one. */
  pairFactor: 0.85,
  /** What a sentence is about: the likeness from which it may make the point that it is most like. */
  about: 0.16,
  /** The share of the greatest likeness from which a second point is considered. */
  secondPointRatio: 0.85,
};

/** The guide's words: their stems, weights by document frequency, and synonyms. */
export class Vocabulary {
  /**
   * @param {string[]} frequencyLevels stems by how many documents have them, commonest first: each its forms with commas between them, stems with
   *   blanks (src/search/word_frequencies.rs)
   * @param {Record<string, string[]>} [synonyms] those of a term
   * @param {string} [negations] words that negate, with blanks between them
   */
  constructor(frequencyLevels = [], synonyms = {}, negations = '') {
    /** @type {Map<string, { key: number, weight: number }>} */
    this.stems = new Map();
    let key = 0;
    frequencyLevels.forEach((line, level) => {
      for (const stem of line.split(' ')) {
        key++;
        for (const form of stem.split(',')) this.stems.set(form, { key, weight: level === 0 ? 0.1 : level + 0.5 });
      }
    });
    /** Of a word that is not listed. */
    this.rarest = frequencyLevels.length ? frequencyLevels.length + 0.5 : 3;
    this.negations = new Set(negations.split(' '));
    /** Synonyms of each stem. @type {Map<number | string, Set<number | string>>} */
    this.synonyms = new Map();
    for (const [term, others] of Object.entries(synonyms)) {
      const [one, ...more] = this.terms(term);
      for (const other of others) {
        const [two, ...rest] = this.terms(other);
        if (one && two && !more.length && !rest.length) this.addSynonyms(one.key, two.key);
      }
    }
  }

  /** @param {number | string} a @param {number | string} b */
  addSynonyms(a, b) {
    for (const [from, to] of [[a, b], [b, a]]) {
      const set = this.synonyms.get(from) ?? new Set();
      this.synonyms.set(from, set.add(to));
    }
  }

  /** @param {string} text @returns {Term[]} */
  terms(text) {
    // Of the same length, so that places stay.
    return tokens(text.replace(/n['’]t\b/g, ' no')).filter(({ role }) => role === 'word').map(({ form, at, end }) => {
      const { key, weight } = this.stems.get(form) ?? { key: form, weight: form.length < 3 && !this.stems.size ? 0.5 : this.rarest };
      return { key, weight, at, end, form };
    });
  }

  /** Whether two terms match: the same stem, synonyms, or similar forms of which one is not in the guide. @param {Term} a @param {Term} b */
  matches(a, b) {
    if (a.key === b.key || this.synonyms.get(a.key)?.has(b.key)) return true;
    if (typeof a.key === 'number' && typeof b.key === 'number') return false;
    const [short, long] = a.form.length < b.form.length ? [a.form, b.form] : [b.form, a.form];
    let common = 0;
    while (common < short.length && short[common] === long[common]) common++;
    return common >= 4 && common >= short.length - 2 && long.length - common <= 4;
  }

  /** @param {Term[]} terms */
  negated(terms) {
    return terms.filter(({ form }) => this.negations.has(form)).length % 2 === 1;
  }
}

/** The sentences of a text, and the clauses in each. @param {string} text */
export function splitSentences(text) {
  const found = [];
  for (const { 0: raw, index } of text.matchAll(/[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]*/g)) {
    const lead = raw.length - raw.trimStart().length;
    const at = index + lead, end = index + raw.trimEnd().length;
    if (end > at) found.push({ at, end });
  }
  return found;
}

const CLAUSE = /[,:()–—]|\s(?:and|but|or|so|because|since|while|whereas|et|mais|ou|car|donc|parce que)\s/g;

/** What is in quotation marks. */
const QUOTED = /["“«„]([^"”»“]+)["”»“]/g;

/** @param {string} text @param {{ at: number, end: number }} sentence */
function splitClauses(text, { at, end }) {
  const cuts = [...text.slice(at, end).matchAll(CLAUSE)].map(({ index, 0: sign }) => at + index + (sign.length === 1 ? 1 : 0));
  const ends = [...cuts, end];
  return [at, ...cuts].map((from, i) => ({ at: from, end: ends[i] })).filter((part) => part.end > part.at + 1);
}

/** Whether a clause of a piece of text is negated: two that are each don't make a statement together. @param {Vocabulary} words @param {string} text @param {{ at: number, end: number }} [piece] */
const isNegated = (words, text, piece = { at: 0, end: text.length }) => splitClauses(text, piece).some(({ at, end }) => words.negated(words.terms(text.slice(at, end))));

/** @param {Term[]} terms */
const totalWeight = (terms) => terms.reduce((sum, { weight }) => sum + weight, 0);

/** How much of a text a piece of the answer has, and with how much weight. @param {Vocabulary} words @param {Term[]} wanted @param {Term[]} piece */
function overlap(words, wanted, piece) {
  const found = totalWeight(wanted.filter((term) => piece.some((other) => words.matches(term, other))));
  return { share: found / Math.max(0.01, totalWeight(wanted)), matchedWeight: found };
}

/** Each stem once. @param {Term[]} terms */
const unique = (terms) => terms.filter((term, i) => terms.findIndex(({ key }) => key === term.key) === i);

/** The similarity of two pieces: the cosine of their weighted stems. @param {Vocabulary} words @param {Term[]} piece @param {Term[]} about @param {(term: Term) => number} distinctiveness how well a term distinguishes the points */
function similarity(words, piece, about, distinctiveness) {
  let dot = 0;
  for (const term of piece) if (about.some((other) => words.matches(term, other))) dot += (term.weight * distinctiveness(term)) ** 2;
  const norm = (/** @type {Term[]} */ terms) => Math.sqrt(terms.reduce((sum, term) => sum + (term.weight * distinctiveness(term)) ** 2, 0)) || 1;
  return dot / norm(piece) / Math.min(norm(about), 3 * norm(piece));
}

/** The evidence for a claim: texts, and the limit for a match of each. @param {Vocabulary} words @param {Claim} claim @param {string[]} model sentences of the model answer */
function evidenceOf(words, { text, accept = [] }, model) {
  const part = (/** @type {string} */ text, /** @type {number} */ factor) => ({ terms: unique(words.terms(text)), factor, negated: isNegated(words, text) });
  const parts = [part(text, MATCHING.pointFactor)];
  const colon = /^[^:]{2,40}:\s/.exec(text);
  if (colon) parts.push(part(text.slice(colon[0].length), MATCHING.pointFactor));
  for (const phrase of accept) parts.push(part(phrase, MATCHING.phraseFactor));
  const said = parts.map(({ terms }) => terms);
  for (const sentence of model) {
    const terms = words.terms(sentence);
    if (Math.max(...said.map((wanted) => overlap(words, wanted, terms).share)) >= 0.55) parts.push(part(sentence, MATCHING.modelAnswerFactor));
  }
  return { parts, about: unique(parts.flatMap(({ terms }) => terms)), negated: isNegated(words, text) };
}

/**
 * The best evidence of a claim among pieces of the answer.
 * @param {Vocabulary} words
 * @param {ReturnType<typeof evidenceOf>} evidence
 * @param {{ terms: Term[], factor: number, negated: boolean, sentence: { at: number, end: number } }[]} pieces
 */
function bestMatch(words, evidence, pieces) {
  let found = { strength: 0, contrary: false, sentence: { at: 0, end: 0 } };
  for (const { terms, factor, negated, sentence } of pieces) {
    for (const one of evidence.parts) {
      const { share, matchedWeight: weight } = overlap(words, one.terms, terms);
      const strength = share * one.factor * factor * Math.min(1, weight / MATCHING.fullWeight);
      if (strength > found.strength) found = { strength, contrary: negated !== one.negated, sentence };
    }
  }
  return found;
}

/**
 * Judges an answer.
 * @param {string} answer
 * @param {{ question?: string, points: Claim[], redFlags: Claim[], model: string }} card
 * @param {Vocabulary} words
 * @returns {{ points: Match[], redFlags: Match[] }}
 */
export function matchAnswer(answer, { question = '', points, redFlags, model }, words) {
  const whole = splitSentences(answer);
  const piece = (/** @type {{ at: number, end: number }} */ { at, end }, /** @type {number} */ factor, sentence = { at, end }) => {
    return { terms: words.terms(answer.slice(at, end)), factor, negated: isNegated(words, answer, { at, end }), sentence };
  };
  const parts = whole.map((sentence) => splitClauses(answer, sentence));
  const pieces = whole.flatMap((sentence, i) => {
    const pairs = parts[i].slice(1).map((part, j) => piece({ at: parts[i][j].at, end: part.end }, MATCHING.pairFactor, sentence));
    const next = whole[i + 1];
    return [...parts[i].map((part) => piece(part, 1, sentence)), ...pairs, piece(sentence, MATCHING.pairFactor), ...(next ? [piece({ at: sentence.at, end: next.end }, MATCHING.pairFactor * 0.85, sentence)] : [])];
  });
  const modelSentences = splitSentences(model).map(({ at, end }) => model.slice(at, end));
  const claims = points.map((point) => evidenceOf(words, point, modelSentences));
  // What is said wrongly is in quotation marks, what is right after it.
  const wrong = redFlags.map(({ text }) => {
    const quoted = [...text.matchAll(QUOTED)].map(([, inside]) => inside);
    return evidenceOf(words, { text: quoted[0] ?? text, accept: quoted.slice(1) }, []);
  });
  const raised = wrong.map((flag) => bestMatch(words, flag, pieces));
  // A word of the question, or one that most points of the card have, does not distinguish them.
  const common = new Map();
  const asked = new Set(words.terms(question).map(({ key }) => key));
  const distinctiveness = (/** @type {Term} */ term) => {
    if (!common.has(term.key)) common.set(term.key, claims.filter(({ about }) => about.some((other) => words.matches(term, other))).length);
    const n = common.get(term.key);
    return (asked.has(term.key) ? 0.5 : 1) * (n === 0 ? 0.5 : Math.log(1 + (claims.length + 1) / n) / Math.log(2 + claims.length));
  };
  // What each clause is about, where it is about anything of the card: a clause makes one point, and of two that are as near neither surely.
  const about = points.map(() => ({ likeness: 0, sure: false, sentence: { at: 0, end: 0 } }));
  for (const [i, sentence] of whole.entries()) {
    const aloud = isNegated(words, answer, sentence);
    for (const clause of [...parts[i], ...(parts[i].length > 1 ? [sentence] : [])]) {
      const all = words.terms(answer.slice(clause.at, clause.end));
      const terms = unique(all);
      const similarities = claims.map((claim) => similarity(words, terms, claim.about, distinctiveness));
      const [most, next = 0] = [...similarities].sort((a, b) => b - a);
      similarities.forEach((like, n) => {
        if (like < MATCHING.about || like < most * MATCHING.secondPointRatio || like <= about[n].likeness) return;
        const { negated } = claims[n];
        const sure = like === most && next <= most * MATCHING.nextPointRatio && isNegated(words, answer, clause) === negated && aloud === negated && totalWeight(terms) >= MATCHING.fullWeight;
        about[n] = { likeness: like, sure, sentence };
      });
    }
  }
  const flagsRaised = Math.min(2, raised.filter(({ strength, contrary }) => strength >= MATCHING.redFlag && !contrary).length);
  const place = (/** @type {{ strength: number, sentence: { at: number, end: number } }} */ { strength, sentence }, /** @type {State} */ state) => ({ state, strength, ...(state === 'none' ? { at: 0, end: 0 } : sentence) });
  return {
    points: claims.map((claim, i) => {
      const found = bestMatch(words, claim, pieces);
      const rivals = (/** @type {{ at: number }} */ { at }, /** @type {number} */ strength) => raised.some((flag) => flag.sentence.at === at && flag.strength >= MATCHING.rivalRedFlag && flag.strength > strength * 0.6);
      const { likeness: like, sure, sentence } = about[i];
      const combined = found.strength + MATCHING.likenessFactor * (sentence.at === found.sentence.at ? like : 0);
      if (combined >= MATCHING.said + flagsRaised * MATCHING.redFlagPenalty && found.strength >= MATCHING.leastEvidence && !found.contrary && !rivals(found.sentence, found.strength)) return place(found, 'said');
      if (like >= MATCHING.like + flagsRaised * MATCHING.redFlagPenalty && sure && !rivals(sentence, like)) return place({ strength: like, sentence }, 'said');
      if (found.strength >= MATCHING.doubt) return place(found, 'doubt');
      if (about[i].likeness > 0) return place({ strength: about[i].likeness, sentence: about[i].sentence }, 'doubt');
      return place(found, 'none');
    }),
    redFlags: raised.map((found) => place(found, found.strength >= MATCHING.redFlag && !found.contrary ? 'doubt' : 'none')),
  };
}
