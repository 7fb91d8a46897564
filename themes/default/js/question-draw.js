// A mock interview's set of questions, which a seed draws, the clock's phases, and what the scores add up to.
//
// In: seed, level, stage, topics, minutes, and the guide's topics and cards. Out: the same questions in the same order on every machine.
// Steps: draw the order of the topics by their numbers of fitting cards (known without loading any card); from each topic in turn draw
// one card, until the minutes are filled. `leastRepeatedSeed` chooses the seed whose questions repeat least of what was asked before.

import * as random from './random.js';
import { topicOf } from './stats.js';

/**
 * @typedef {object} InterviewOptions
 * @property {string} seed
 * @property {string} level a level's id; empty for all
 * @property {'screen' | 'technical' | 'design' | 'behavioural'} stage
 * @property {string[]} topics ids; empty for all
 * @property {number} minutes
 * @property {boolean} [closed] choice and cloze questions are asked as well
 */

/**
 * A card as far as the draw needs it.
 * @typedef {object} Candidate
 * @property {string} id
 * @property {string} topic
 * @property {string} level
 * @property {string[]} stages that ask it
 * @property {boolean} closed it has choices or cloze deletions
 * @property {number} minutes
 */

/** Own cards of a topic, by level and kind, with the stages that ask the kind. @typedef {{ level: string, stages: string[], n: number }} Count */

/** The stages of an interview, in their usual order. */
const STAGES = Object.freeze(['screen', 'technical', 'design', 'behavioural']);
/** A screen asks nothing that takes longer, minutes. */
const SCREEN_MAX_MINUTES = 10;
/** An interview of questions, not of one task: none takes more of its time. */
const MAX_TIME_SHARE = 0.5;
/** Of a question whose card has none. */
const DEFAULT_QUESTION_MINUTES = 5;
/** Interviews that are remembered. */
const RECENT_INTERVIEWS = 8;
/** Seeds that are tried for a set of questions that repeats little. */
const MAX_SEEDS = 12;

/** Parts of a design question's time. */
const PHASES = Object.freeze([
  { key: 'requirements', share: 0.15 },
  { key: 'design', share: 0.4 },
  { key: 'bottlenecks', share: 0.25 },
  { key: 'tradeoffs', share: 0.2 },
]);

/**
 * How far a level is from the asked one: 0 is drawn first; 1 and above only where there is too little of what is nearer; `Infinity` never.
 * @param {string[]} levels ids, easiest first
 * @param {Pick<InterviewOptions, 'level' | 'stage'>} ask
 * @param {string} level empty for a card without one
 */
function levelDistance(levels, { level: asked, stage }, level) {
  // What somebody did is asked at any level: a guide has too few stories to divide them.
  if (asked === '' || level === '' || stage === 'behavioural') return 0;
  if (!levels.includes(level)) return Infinity;
  const below = levels.indexOf(asked) - levels.indexOf(level);
  return below === 0 || below === 1 ? below : Infinity;
}

/**
 * The topics in the order in which they give a question each: those that have something of the level itself, then the others.
 * @param {{ id: string, counts: Count[] }[]} topics own cards only
 * @param {string[]} levels
 * @param {InterviewOptions} ask
 * @param {number} [most] topics at most
 * @returns {string[]}
 */
function drawTopics(topics, levels, ask, most = 24) {
  const wanted = (/** @type {string} */ id) => ask.topics.length === 0 || ask.topics.some((t) => id === t || id.startsWith(t + '/'));
  const left = topics.filter((t) => wanted(t.id)).map(({ id, counts }) => {
    const asked = counts.filter((c) => c.stages.includes(ask.stage) && levelDistance(levels, ask, c.level) < Infinity);
    const own = asked.filter((c) => levelDistance(levels, ask, c.level) === 0);
    return { id, isOwn: own.some(({ n }) => n > 0), weight: Math.sqrt((own.length ? own : asked).reduce((sum, c) => sum + c.n, 0)) };
  });
  left.sort((a, b) => (a.id < b.id ? -1 : 1));
  const next = random.generator('topics ' + ask.seed);
  const order = [];
  while (order.length < most) {
    const isOwn = left.some((t) => t.isOwn);
    const i = random.weightedIndex(left.map((t) => (t.isOwn === isOwn ? t.weight : 0)), next);
    if (i < 0) break;
    order.push(left[i].id);
    left.splice(i, 1);
  }
  return order;
}

/**
 * The questions. Going round the topics, one card from each, as long as there is time for another; of the level itself, and of the next one only
 * where all of the level are drawn.
 * @template {Candidate} T
 * @param {T[]} cards of the drawn topics
 * @param {string[]} order of topics
 * @param {string[]} levels
 * @param {InterviewOptions} ask
 * @returns {T[]}
 */
function drawQuestions(cards, order, levels, ask) {
  const minutes = (/** @type {Candidate} */ card) => card.minutes || DEFAULT_QUESTION_MINUTES;
  const longest = ask.stage === 'screen' ? SCREEN_MAX_MINUTES : ask.stage === 'technical' ? Math.max(DEFAULT_QUESTION_MINUTES, ask.minutes * MAX_TIME_SHARE) : Infinity;
  const fits = (/** @type {Candidate} */ card) => card.stages.includes(ask.stage) && (ask.closed || !card.closed) && minutes(card) <= longest;
  const next = random.generator('questions ' + ask.seed);
  // A guide whose cards all have choices is asked them.
  const open = cards.filter(fits);
  const pool = open.length > 0 ? open : cards.filter((card) => fits({ ...card, closed: false }));
  const far = (/** @type {Candidate} */ card) => levelDistance(levels, ask, card.level);
  const distances = [...new Set(pool.map(far))].filter((one) => one < Infinity).sort((a, b) => a - b);
  /** @type {T[]} */
  const drawn = [];
  let left = ask.minutes;
  for (const one of distances) {
    const pools = order.map((id) => pool.filter((c) => c.topic === id && far(c) === one).sort((a, b) => (a.id < b.id ? -1 : 1)));
    for (let found = true; found && left > 0; ) {
      found = false;
      for (const pool of pools) {
        const i = random.weightedIndex(pool.map((c) => (minutes(c) <= left || drawn.length === 0 ? 1 : 0)), next);
        if (i < 0) continue;
        const [card] = pool.splice(i, 1);
        drawn.push(card);
        left -= minutes(card);
        found = true;
        if (left <= 0) break;
      }
    }
    // Something is left that takes longer than the time: the level has enough.
    if (left < DEFAULT_QUESTION_MINUTES || pools.some((rest) => rest.length > 0)) break;
  }
  return drawn;
}

/** How many questions are of another level than the one that was asked for. @param {Candidate[]} list @param {InterviewOptions} ask */
const countOtherLevels = (list, ask) => (ask.level === '' || ask.stage === 'behavioural' ? 0 : list.filter(({ level }) => level !== '' && level !== ask.level).length);

/**
 * How often each question was asked, the last interviews counting most.
 * @param {{ paper?: any }[]} interviews oldest first
 * @returns {Map<string, number>}
 */
function recentlyAsked(interviews) {
  const asked = new Map();
  interviews.slice(-RECENT_INTERVIEWS).reverse().forEach(({ paper: record }, i) => {
    for (const { card } of record.questions) asked.set(card, (asked.get(card) ?? 0) + 1 / (i + 1));
  });
  return asked;
}

/**
 * A seed whose questions repeat as little of earlier ones as the guide allows. They follow from the seed alone, so that its link does.
 * @param {Map<string, number>} asked weights of what was asked
 * @param {(seed: string) => Promise<{ id: string }[]>} draw
 * @param {() => string} seeds
 * @returns {Promise<string>}
 */
async function leastRepeatedSeed(asked, draw, seeds = newSeed) {
  let best = { seed: seeds(), cost: Infinity };
  for (let tries = 0, seed = best.seed; tries < MAX_SEEDS && best.cost > 0; tries++, seed = seeds()) {
    const list = await draw(seed);
    const cost = list.reduce((sum, { id }) => sum + (asked.get(id) ?? 0), 0) / Math.max(1, list.length);
    if (cost < best.cost) best = { seed, cost };
  }
  return best.seed;
}

/** The phases of a design question, whole minutes that add up. @param {number} minutes */
function designPhases(minutes) {
  let used = 0;
  return PHASES.map(({ key, share }, i) => {
    const own = i === PHASES.length - 1 ? Math.max(0, minutes - used) : Math.max(1, Math.round(minutes * share));
    used += own;
    return { key, minutes: own };
  });
}

/** Whether somebody went through the key points of a question: then those without a tick were missed. @param {{ points: number[], flags: number[], score?: number, bands: number[] }} q */
const wasJudged = (q) => q.points.length + q.flags.length > 0 || (q.score === 0 && q.bands.every((band) => band === 0));

/** The mean of what is given; `null` for nothing. @param {number[]} list */
const mean = (list) => (list.length ? list.reduce((sum, n) => sum + n, 0) / list.length : null);

/** @param {number | null} score */
const rounded = (score) => (score === null ? null : Math.round(score));

/**
 * The scorecard: by topic the mean share of key points, by dimension the mean band, overall both. A question that nobody judged has no score and
 * counts nowhere.
 * @param {{ card: string, score?: number, bands: number[] }[]} scored
 */
function scorecard(scored) {
  /** @type {Map<string, number[]>} */
  const byTopic = new Map();
  const bands = [0, 1, 2, 3].map((i) => mean(scored.map((q) => q.bands[i] || 0).filter((band) => band > 0)) ?? 0);
  for (const { card, score } of scored) {
    const scores = byTopic.get(topicOf(card)) ?? [];
    byTopic.set(topicOf(card), score === undefined ? scores : [...scores, score]);
  }
  const topics = [...byTopic].map(([id, scores]) => ({ id, n: scores.length, score: rounded(mean(scores)) })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const score = rounded(mean(scored.flatMap((q) => q.score ?? [])));
  return { score, topics, bands };
}

/** A seed that can be read aloud. */
function newSeed() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...globalThis.crypto.getRandomValues(new Uint8Array(6))].map((byte) => letters[byte % letters.length]).join('');
}

export { STAGES, DEFAULT_QUESTION_MINUTES, levelDistance, drawTopics, drawQuestions, countOtherLevels, recentlyAsked, leastRepeatedSeed, designPhases, wasJudged, scorecard, newSeed };
