// The guide's cards as data: the manifest, the topics, the faces of cards, each loaded when it is asked for.
//
// In: the scripts under deck/ that src/study/ writes; each calls one of the three functions below. Out: topics with their numbers of cards,
// cards, rendered faces. A file that is missing means that the guide was published again after this page's manifest was loaded: the manifest is
// then loaded once more, past the cache, and the file asked for by its new name.

import { loadScript, register, url } from './base.js';
import * as custom from './custom-cards.js';
/** @import { Aliases } from './log.js' */
/** @import { ScheduledItem } from './queue.js' */

/**
 * @typedef {object} Topic
 * @property {string} id
 * @property {string} title
 * @property {number} parent its number, -1 for an outermost topic
 * @property {string} file name of its file, empty where it has no cards of its own
 * @property {[level: number, kind: number, cards: number, items: number, own?: true][]} counts its cards, with those that the learner added
 */

/**
 * @typedef {object} DeckManifest
 * @property {string} book
 * @property {string} title
 * @property {string} hash the guide's
 * @property {string} edit what an address for editing starts with; may be empty
 * @property {{ retention: number, newPerDay: number, reviews: number, leech: number, twoGrades: boolean, interviews?: true }} study `interviews`: there are mock interviews
 * @property {Record<string, string>} sections
 * @property {[id: string, name: string][]} levels
 * @property {[id: string, name: string, stages: string[]][]} kinds the stages of an interview that ask them
 * @property {[slug: string, name: string][]} tags
 * @property {Topic[]} topics
 * @property {Aliases} aliases
 */

/**
 * @typedef {object} Card
 * @property {string} id
 * @property {string} title plain
 * @property {string} topic
 * @property {string} level id; empty for none
 * @property {string} kind id; empty for none
 * @property {number} minutes 0 for unknown
 * @property {string[]} tags slugs
 * @property {string[]} clozes keys of its cloze deletions
 * @property {string} [language] of a card that is not translated, in a guide that is a translation
 * @property {string[]} stages of a mock interview that ask it
 * @property {boolean} closed it has choices or cloze deletions: an interview asks it only if told to
 * @property {string[]} requires ids of cards to know first
 * @property {string} source the file it is written in, percent-encoded
 * @property {number} part of the topic's files of faces
 * @property {number} slot in that file
 * @property {import('./events.js').LogEvent} [custom] a card that the learner added: what is written in it
 */

/**
 * Markup of a card's faces; see src/study/card_faces.rs.
 * @typedef {object} CardFaces
 * @property {string} title
 * @property {string} [prompt]
 * @property {[text: string, right: 0 | 1, feedback: string][]} [choices]
 * @property {string[]} [hints]
 * @property {[text: string, weight: number, accept?: string[]][]} [points] accept: words that show that an answer makes the point
 * @property {[before: number, markup: string][]} [besidePoints] text between the key points, each with the number of points before it
 * @property {[kind: string, markup: string][]} [sections]
 */

/** @type {DeckManifest | null} */
let manifest = null;
/** @type {Map<string, { parts: string[], cards: Card[] }>} */
const topics = new Map();
/** Cards whose pages are in the site of the first language, one folder up. @type {Set<string>} */
const untranslated = new Set();
/** @type {Map<string, CardFaces[]>} by topic and part */
const faces = new Map();

/** What the learner added, and the cards that it makes, by topic. @type {{ events: import('./events.js').LogEvent[], cards: Map<string, Card[]> }} */
const added = { events: [], cards: new Map() };

register('deckManifest', /** @param {DeckManifest} data */ (data) => {
  manifest = data;
  setCustomCards(added.events);
});

/** Puts the learner's own cards into their topics, after the guide's. @param {Iterable<import('./events.js').LogEvent>} events the last one of each card */
function setCustomCards(events) {
  added.events = [...events];
  added.cards = new Map();
  if (!manifest || !Array.isArray(manifest.topics)) return;
  for (const topic of manifest.topics) topic.counts = (topic.counts ?? []).filter(([, , , , isOwn]) => !isOwn);
  for (const event of added.events) {
    const card = custom.toCard(event, manifest);
    const topic = manifest.topics.find(({ id }) => id === card.topic);
    if (!topic) continue;
    added.cards.set(topic.id, [...(added.cards.get(topic.id) ?? []), card]);
    topic.counts.push([manifest.levels.findIndex(([id]) => id === card.level), -1, 1, 1, true]);
  }
}

/** The cards that the learner added. @returns {Card[]} */
const customCards = () => [...added.cards.values()].flat();

register('deckTopic', /** @param {string} topic @param {number} length @param {string[]} parts @param {any[][]} rows */ (topic, length, parts, rows) => {
  topics.set(topic, { parts, cards: rows.map((row, i) => cardOf(topic, row, Math.floor(i / length), i % length)) });
});

register('deckFaces', /** @param {string} topic @param {number} part @param {CardFaces[]} cards */ (topic, part, cards) => {
  faces.set(`${topic} ${part}`, cards);
});

/** @param {[string, ...any[]][] | undefined} list @param {number} i */
const idAt = (list, i) => (list && i >= 0 && i < list.length ? list[i][0] : '');

/** The manifest, once it is loaded. */
const currentManifest = () => manifest;

/** @param {string} topic @param {any[]} row @param {number} part @param {number} slot @returns {Card} */
function cardOf(topic, [name, title, level, kind, minutes, tags, clozes, source, language, requires = [], interviewBits = 0], part, slot) {
  const id = `${topic}/${name}`;
  if (language) untranslated.add(id);
  return {
    id, title, topic, language, minutes, tags, clozes, part, slot,
    level: idAt(manifest?.levels, level),
    kind: idAt(manifest?.kinds, kind),
    source: source || encodePath(`content/${id}.md`),
    stages: stagesOf(interviewBits) ?? stagesOfKind(kind),
    closed: (interviewBits & 1) === 1 || clozes.length > 0,
    requires: requires.map((/** @type {string} */ other) => (other.includes('/') ? other : `${topic}/${other}`)),
  };
}

/** Stages that ask cards without a kind. */
const DEFAULT_STAGES = ['screen', 'technical'];
const STAGES = ['screen', 'technical', 'design', 'behavioural'];

/** The stages that ask cards of a kind. @param {number} kind its number, -1 for none @returns {string[]} */
const stagesOfKind = (kind) => manifest?.kinds[kind]?.[2] ?? DEFAULT_STAGES;

/** The stages that a card itself names; see src/study/topic.rs. @param {number} interviewBits */
const stagesOf = (interviewBits) => (interviewBits & 2 ? STAGES.filter((_, i) => interviewBits & (4 << i)) : undefined);

/** @param {string} path */
const encodePath = (path) => path.split('/').map(encodeURIComponent).join('/');

/** @param {string} topic @param {string} name */
const fileOf = (topic, name) => `deck/${encodePath(topic)}/${name}.js`;

/** Deferred scripts run before the page is said to be parsed: the manifest's is one of them, after this one. */
const documentReady = async () => {
  if (globalThis.document?.readyState === 'interactive') await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
};

/** The manifest, from the page's own script or, where that failed, loaded now. @returns {Promise<DeckManifest>} */
async function loadManifest() {
  if (!manifest) await documentReady();
  if (!manifest) await loadScript('deck/manifest.js');
  return /** @type {DeckManifest} */ (/** @type {unknown} */ (manifest));
}

/** Loads a newer manifest. What was learned of topics from the old one is forgotten. */
async function reload() {
  await loadScript(`deck/manifest.js?${Date.now()}`);
  topics.clear();
  faces.clear();
}

/** Settles when the newer guide of which `recto serve` told is there. */
let manifestReloaded = Promise.resolve();
globalThis.document?.addEventListener('recto:changed', () => (manifestReloaded = reload().catch(() => {})));

/**
 * Runs a load; if it fails, once more with a newer manifest.
 * @template T
 * @param {() => Promise<T>} attempt
 * @returns {Promise<T>}
 */
async function retryWithNewRoot(attempt) {
  try {
    return await attempt();
  } catch (error) {
    await reload();
    return attempt();
  }
}

/**
 * The cards that are in a topic; none for a topic that is no more.
 * @param {string} id
 * @returns {Promise<Card[]>}
 */
async function cards(id) {
  const list = await guideCards(id);
  return [...list, ...(added.cards.get(id) ?? [])];
}

/** Those of the guide. @param {string} id @returns {Promise<Card[]>} */
async function guideCards(id) {
  await manifestReloaded;
  return retryWithNewRoot(async () => {
    const loaded = topics.get(id);
    if (loaded) return loaded.cards;
    const topic = (await loadManifest()).topics.find((t) => t.id === id);
    if (!topic || topic.file === '') return [];
    await loadScript(fileOf(id, topic.file));
    return topics.get(id)?.cards || [];
  });
}

/** The cards that are loaded, in the guide's order. @returns {Card[]} */
const loadedCards = () => (manifest?.topics ?? []).flatMap(({ id }) => [...(topics.get(id)?.cards ?? []), ...(added.cards.get(id) ?? [])]);

/** Whether a topic's cards are loaded, or there are none. @param {string} id */
const isLoaded = (id) => topics.has(id) || (manifest !== null && !manifest.topics.some((topic) => topic.id === id && topic.file !== ''));

/**
 * A card's rendered faces.
 * @param {Card} card
 * @returns {Promise<CardFaces>}
 */
async function loadFaces(card) {
  if (card.custom) return custom.toFaces(card.custom);
  await manifestReloaded;
  return retryWithNewRoot(async () => {
    // After a reload of the manifest the card may be elsewhere.
    const found = (await guideCards(card.topic)).find((c) => c.id === card.id) || card;
    const key = `${card.topic} ${found.part}`;
    if (!faces.has(key)) await loadScript(fileOf(card.topic, topics.get(card.topic)?.parts[found.part] || ''));
    const result = faces.get(key)?.[found.slot];
    if (!result) throw new Error(`no faces of ${card.id}`);
    return result;
  });
}

/** What is scheduled of a card. @param {Card} card @returns {(ScheduledItem & { info: Card, cloze: string })[]} */
function scheduledItems(card) {
  if (card.clozes.length === 0) return [{ id: card.id, card: card.id, info: card, cloze: '' }];
  return card.clozes.map((cloze) => ({ id: `${card.id}/c-${cloze}`, card: card.id, info: card, cloze }));
}

/** The address of a card's page, from a page at the root; of a card that the learner added, its place among all cards. @param {string} id */
const pageUrl = (id) => (custom.isCustom(id) ? url(`browse.html?card=${encodeURIComponent(id)}`) : guidePageUrl(id));

/** @param {string} id */
const guidePageUrl = (id) => url(`${untranslated.has(id) ? '../' : ''}${encodePath(id)}.html`);

/** The address at which a card's source can be edited; empty for none. @param {Card} card */
const editUrl = (card) => (card.custom ? pageUrl(card.id) : manifest?.edit ? manifest.edit + card.source : '');

export { loadManifest, setCustomCards, customCards, loadedCards, isLoaded, cards, loadFaces, scheduledItems, stagesOfKind, pageUrl, editUrl, currentManifest as manifest };
