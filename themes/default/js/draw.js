// A mock interview's paper: the questions that a seed draws, the clock's phases, and what the scores add up to.
//
// In: seed, level, stage, topics, minutes, and the guide's topics and cards. Out: the same questions in the same order on every machine.
// Steps: draw the order of the topics by their numbers of fitting cards (known without loading any card); from each topic in turn draw
// one card, until the minutes are filled.

import * as random from './random.js';
import { topicOf } from './stats.js';

/**
 * @typedef {object} Ask
 * @property {string} seed
 * @property {string} level a level's id; empty for all
 * @property {'screen' | 'technical' | 'design' | 'behavioural'} stage
 * @property {string[]} topics ids; empty for all
 * @property {number} minutes
 */

/**
 * A card as far as the draw needs it.
 * @typedef {object} Candidate
 * @property {string} id
 * @property {string} topic
 * @property {string} level
 * @property {string} kind
 * @property {number} minutes
 */

const STAGES = Object.freeze(['screen', 'technical', 'design', 'behavioural']);
/** Kinds that each stage asks. A kind that the guide has made up is asked in a technical interview. */
const KINDS = /** @type {Record<string, string[]>} */ ({ concept: ['screen', 'technical'], scenario: ['design'], behavioural: ['behavioural'], assessment: [] });
/** A screen asks nothing that takes longer, minutes. */
const SCREEN_MOST = 10;
const DEFAULT_MINUTES = 5;
/** How much likelier a question of the level itself is than one of the level below; lower ones are not drawn. */
const LEVEL_WEIGHTS = [3, 1];

/** Parts of a design question's time. */
const PHASES = Object.freeze([
  { key: 'requirements', share: 0.15 },
  { key: 'design', share: 0.4 },
  { key: 'bottlenecks', share: 0.25 },
  { key: 'tradeoffs', share: 0.2 },
]);

/** Whether a stage asks cards of a kind. @param {string} stage @param {string} kind */
function asksKind(stage, kind) {
  return (Object.hasOwn(KINDS, kind) ? KINDS[kind] : ['screen', 'technical']).includes(stage);
}

/**
 * How likely a level is for an asked one; 0 for never.
 * @param {string[]} levels ids, easiest first
 * @param {string} asked
 * @param {string} level empty for a card without one
 */
function levelWeight(levels, asked, level) {
  if (asked === '' || level === '') return 1;
  const below = levels.indexOf(asked) - levels.indexOf(level);
  return levels.indexOf(level) < 0 ? 0 : LEVEL_WEIGHTS[below] || 0;
}

/**
 * The topics in the order in which they give a question each.
 * @param {{ id: string, counts: { level: string, kind: string, n: number }[] }[]} topics own cards only
 * @param {string[]} levels
 * @param {Ask} ask
 * @param {number} [most] topics at most
 * @returns {string[]}
 */
function topics(topics, levels, ask, most = 24) {
  const wanted = (/** @type {string} */ id) => ask.topics.length === 0 || ask.topics.some((t) => id === t || id.startsWith(t + '/'));
  const weight = (/** @type {{ counts: { level: string, kind: string, n: number }[] }} */ topic) =>
    topic.counts.reduce((sum, c) => sum + (asksKind(ask.stage, c.kind) ? c.n * levelWeight(levels, ask.level, c.level) : 0), 0);
  const left = topics.filter((t) => wanted(t.id)).map((t) => ({ id: t.id, weight: Math.sqrt(weight(t)) }));
  left.sort((a, b) => (a.id < b.id ? -1 : 1));
  const next = random.generator('topics ' + ask.seed);
  const order = [];
  while (order.length < most) {
    const i = random.weighted(left.map((t) => t.weight), next);
    if (i < 0) break;
    order.push(left[i].id);
    left.splice(i, 1);
  }
  return order;
}

/**
 * The questions. Going round the topics, one card from each, as long as there is time for another.
 * @template {Candidate} T
 * @param {T[]} cards of the drawn topics
 * @param {string[]} order of topics
 * @param {string[]} levels
 * @param {Ask} ask
 * @returns {T[]}
 */
function questions(cards, order, levels, ask) {
  const minutes = (/** @type {Candidate} */ card) => card.minutes || DEFAULT_MINUTES;
  const fits = (/** @type {Candidate} */ card) => asksKind(ask.stage, card.kind) && (ask.stage !== 'screen' || minutes(card) <= SCREEN_MOST);
  const next = random.generator('questions ' + ask.seed);
  const pools = order.map((id) => cards.filter((c) => c.topic === id && fits(c)).sort((a, b) => (a.id < b.id ? -1 : 1)));
  const drawn = [];
  let left = ask.minutes;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const pool of pools) {
      const fitting = pool.filter((c) => minutes(c) <= left || drawn.length === 0);
      // By level, however many cards a topic has of each.
      const weight = (/** @type {Candidate} */ card) => levelWeight(levels, ask.level, card.level) / fitting.filter((c) => c.level === card.level).length;
      const i = random.weighted(pool.map((c) => (fitting.includes(c) ? weight(c) : 0)), next);
      if (i < 0) continue;
      const [card] = pool.splice(i, 1);
      drawn.push(card);
      left -= minutes(card);
      found = true;
      if (left <= 0) break;
    }
  }
  return drawn;
}

/** The phases of a design question, whole minutes that add up. @param {number} minutes */
function phases(minutes) {
  let used = 0;
  return PHASES.map(({ key, share }, i) => {
    const own = i === PHASES.length - 1 ? Math.max(0, minutes - used) : Math.max(1, Math.round(minutes * share));
    used += own;
    return { key, minutes: own };
  });
}

/**
 * The scorecard: by topic the mean share of key points, by dimension the mean band, overall both.
 * @param {{ card: string, score: number, bands: number[] }[]} scored
 */
function scorecard(scored) {
  /** @type {Map<string, { score: number, n: number }>} */
  const byTopic = new Map();
  const bands = [0, 1, 2, 3].map((i) => {
    const given = scored.map((q) => q.bands[i] || 0).filter((band) => band > 0);
    return given.length ? given.reduce((sum, band) => sum + band, 0) / given.length : 0;
  });
  for (const q of scored) {
    const topic = topicOf(q.card);
    const entry = byTopic.get(topic) || { score: 0, n: 0 };
    byTopic.set(topic, { score: entry.score + q.score, n: entry.n + 1 });
  }
  const topics = [...byTopic].map(([id, { score, n }]) => ({ id, n, score: Math.round(score / n) })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const score = scored.length ? Math.round(scored.reduce((sum, q) => sum + q.score, 0) / scored.length) : 0;
  return { score, topics, bands };
}

/** A seed that can be read aloud. */
function newSeed() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...globalThis.crypto.getRandomValues(new Uint8Array(6))].map((byte) => letters[byte % letters.length]).join('');
}

export { STAGES, DEFAULT_MINUTES, asksKind, levelWeight, topics, questions, phases, scorecard, newSeed };
