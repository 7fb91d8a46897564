// The learner on this page: log, settings and store, brought together for the pages that use them.
//
// In: the store and the manifest of the deck. Out: the log, kept up to date with other tabs; the settings; saving; the
// digest for reading pages; and sentences for what can go wrong.

import { guideId, element, settings, text } from './base.js';
import * as days from './days.js';
import * as deck from './deck.js';
import { Log, currentId } from './log.js';
import { topicOf } from './stats.js';
import { StoreError } from './database.js';
import { Store, requestPersistent } from './store.js';
import * as digest from './progress-digest.js';
import * as cardCounts from './card-counts.js';
import * as today from './today.js';
/** @import { LogEvent } from './events.js' */
/** @import { Digest } from './progress-digest.js' */

/**
 * @typedef {object} StudySettings
 * @property {number} newPerDay new cards a day; stored as `fresh`
 * @property {number} extra new cards that were asked for on top of today's
 * @property {number} reviews a day
 * @property {number} minutes a day on the way to an interview; 0 for no limit
 * @property {number} retention 0.70 to 0.97
 * @property {number} leech lapses; 0 for never
 * @property {boolean} twoGrades
 * @property {boolean} typing answers are typed
 */

/** Grades since the last backup, and days since it, from which a backup is suggested. */
const BACKUP = { grades: 50, days: 14 };
/** The same where the browser keeps less well: Safari clears after 7 days without a visit; some have one place only. */
const BACKUP_SOON = { grades: 20, days: 5 };
/** A day on the way to an interview takes so many minutes at most, unless the learner says otherwise. */
const MINUTES = 60;
/** New cards that a learner takes at once on top of a day's. */
const EXTRA_NEW_CARDS = 5;
/** The digest is written once nothing has changed for so long, ms. */
const DIGEST_AFTER = 400;

/** Where the learner's progress is kept. */
const store = new Store(guideId);
/** The learner's history, of which `open` reads the events. */
const log = new Log();
/** @type {((events: LogEvent[]) => void)[]} */
const listeners = [];
/** Topics whose marks have to be written. @type {Set<string>} */
const stale = new Set();
let timer = 0;

/** @param {unknown} value @param {number} low @param {number} high @param {number} fallback */
const within = (value, low, high, fallback) => (typeof value === 'number' && value >= low && value <= high ? value : fallback);

/** The settings: the learner's, else the author's. @returns {StudySettings} */
function studySettings() {
  const own = settings.get('study', {}) || {};
  const usual = deck.manifest()?.study || { newPerDay: 20, reviews: 200, retention: 0.9, leech: 8, twoGrades: false };
  return {
    newPerDay: Math.round(within(own.fresh, 0, 999, usual.newPerDay)),
    extra: extraNewCards(days.today(Date.now())),
    reviews: Math.round(within(own.reviews, 0, 9999, usual.reviews)),
    minutes: Math.round(within(own.minutes, 0, 999, MINUTES)),
    retention: within(own.retention, 0.7, 0.97, usual.retention),
    leech: Math.round(within(own.leech, 0, 99, usual.leech)),
    twoGrades: typeof own.twoGrades === 'boolean' ? own.twoGrades : usual.twoGrades,
    typing: own.typing === true,
  };
}

/** New cards that were asked for on top of a day's. @param {number} day */
const extraNewCards = (day) => {
  const kept = settings.get('extra');
  return kept?.day === day ? Math.round(within(kept.n, 0, 999, 0)) : 0;
};

/** Asks for so many new cards on top of today's. @param {number} n */
const setExtraNewCards = (n) => settings.set('extra', { day: days.today(Date.now()), n });

/** Changes some of the settings. @param {Partial<StudySettings>} changes */
const updateStudySettings = (changes) => settings.set('study', { ...(settings.get('study', {}) || {}), ...changes });

/** @returns {Digest | null} */
const storedDigest = () => settings.get('summary');

let nothingKept = false;
/** Whether this browser keeps nothing: what is done here is gone with the page. */
const keepsNothing = () => nothingKept;

/**
 * Loads manifest and log. Rejects with a StoreError, or with another error where the cards can't be loaded.
 * @param {{ orUnsaved?: boolean }} [how] `orUnsaved`: where the browser keeps nothing the page works all the same, and says so
 */
async function open({ orUnsaved = false } = {}) {
  const opened = store.open().catch((/** @type {unknown} */ error) => {
    if (!orUnsaved || !(error instanceof StoreError) || error.problem !== 'blocked') throw error;
    nothingKept = true;
    return /** @type {LogEvent[]} */ ([]);
  });
  const [manifest, events] = await Promise.all([deck.loadManifest(), opened]);
  log.applyAliases(manifest.aliases);
  log.add(events);
  deck.setCustomCards(log.customCards.values());
  store.onevents = (/** @type {LogEvent[]} */ added) => {
    log.add(added);
    updateDeck(added);
    scheduleDigest(added);
    for (const listener of listeners) listener(added);
  };
  addEventListener('pagehide', () => writeDigest());
  return { manifest, cleared: events.length === 0 && !nothingKept ? storedDigest()?.events || 0 : 0 };
}

/** Whether storage was cleared has been said: it is not said again. */
const dismissClearedNotice = () => settings.set('summary', null);

/**
 * Saves events and takes them into the log; rejects, and takes nothing, where they could not be saved.
 * @param {LogEvent[]} events
 * @param {(event: LogEvent) => void} [take] adds an event to the log; by default the log's own
 */
async function save(events, take = (event) => log.add([event])) {
  if (!nothingKept) await store.save(events);
  events.forEach(take);
  updateDeck(events);
  scheduleDigest(events);
}

/** Has the deck follow what the learner added, changed or took back. @param {LogEvent[]} events */
function updateDeck(events) {
  if (events.some(({ type }) => type === 'own' || type === 'disown' || type === 'undo')) deck.setCustomCards(log.customCards.values());
}

/** Has the digest written soon. @param {LogEvent[]} events */
function scheduleDigest(events) {
  for (const event of events) {
    const about = event.type === 'undo' ? log.events.find((/** @type {LogEvent} */ other) => other.id === event.of) : event;
    if (about?.card) stale.add(topicOf(currentId(log.aliases, about.card)));
    else if (about?.type === 'weights') log.cards().forEach((/** @type {string} */ id) => stale.add(topicOf(id)));
  }
  clearTimeout(timer);
  timer = setTimeout(() => loadNeededCards().catch(() => {}).then(() => writeDigest()), DIGEST_AFTER);
}

/** The levels that the learner chose the last time; none for all. @returns {string[]} */
const lastLevels = () => [settings.get('levels', [])].flat().map(String);

/** New cards that today may take without an interview; some in any case, for a learner who asks for more. */
const newCardsToLoad = () => Math.max(EXTRA_NEW_CARDS, studySettings().newPerDay + studySettings().extra);

/** Loads the cards of which the log speaks, and those that today may need. Before, what is counted may be too much. */
async function loadNeededCards() {
  const manifest = await deck.loadManifest();
  const day = days.today(Date.now());
  await Promise.all(today.topicsToLoad(manifest, log, day, newCardsToLoad(), lastLevels()).map(deck.cards));
}

/** Whether what is counted is exact. */
function isPrepared() {
  const manifest = deck.manifest();
  return manifest !== null && today.topicsToLoad(manifest, log, days.today(Date.now()), newCardsToLoad(), lastLevels()).every(deck.isLoaded);
}

/** What today holds. @param {import('./card-counts.js').CardStatus[]} [lines] of the cards that are loaded */
function todaySummary(lines = cardCounts.cardStatuses(log, deck.loadedCards(), days.today(Date.now()))) {
  const limits = studySettings();
  return today.summariseToday(/** @type {any} */ (deck.manifest()), log, lines, { ...limits, newCards: limits.newPerDay, day: days.today(Date.now()), levels: lastLevels() });
}

/** Writes what reading pages show. @param {string} [last] query of the session that begins */
function writeDigest(last = storedDigest()?.last ?? '') {
  clearTimeout(timer);
  const manifest = deck.manifest();
  if (!manifest || nothingKept || log.events.length === 0 || !isPrepared()) return;
  const lines = cardCounts.cardStatuses(log, deck.loadedCards(), days.today(Date.now()));
  settings.set('summary', digest.digestOf(log, manifest, lines, todaySummary(lines), last));
  settings.set('noted', log.annotatedCards().slice(-500));
  for (const topic of stale) settings.set(`marks:${topic}`, digest.encodeCardStates(lines, topic) || null);
  stale.clear();
}

/** What happened, what was kept, what to do. @param {unknown} error */
function errorMessage(error) {
  return text(`store.${error instanceof StoreError ? /** @type {any} */ (error).problem : 'deck'}`);
}

/**
 * Shows a problem; the sentence is the page's own region with role alert.
 * @param {HTMLElement} box
 * @param {string} words
 * @param {{ label: string, run: () => void }} [action]
 */
function showProblem(box, words, action) {
  box.replaceChildren(element('p', {}, words));
  if (action) box.append(element('p', { class: 'actions' }, element('button', { class: 'button', type: 'button', click: action.run }, action.label)));
  box.hidden = false;
}

/** What the learner must know of how progress is kept here; empty where all is well. */
function storageNotice() {
  if (nothingKept) return text('store.unsaved');
  if (location.protocol === 'file:' && !/Chrom(e|ium)\//.test(navigator.userAgent)) return text('store.disk');
  const failed = settings.get('backup-failed');
  if (failed) return text(`store.backup_stale_${failed.problem}`, { name: failed.name });
  return store.isSafe ? '' : text('store.one_copy');
}

/** Whether to remind of a backup, by the grades that none holds. @param {number} now @returns {number} that many; 0 for no need */
function gradesWithoutBackup(now) {
  if (nothingKept) return 0;
  const last = settings.get('backup') || { at: 0, events: 0 };
  const graded = log.events.filter((/** @type {LogEvent} */ event) => event.type === 'grade');
  const since = Math.max(0, log.events.length - last.events);
  const webkit = /AppleWebKit/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);
  const limits = webkit || !store.isSafe ? BACKUP_SOON : BACKUP;
  const start = last.at || (graded.length ? graded[0].t : now);
  const old = now - start >= limits.days * days.DAY;
  return graded.length > 0 && since >= limits.grades && (old || (last.at === 0 && since >= 4 * limits.grades)) ? since : 0;
}

/** Asks once that the browser keep the storage: after the first saved grade, when it is worth something. */
async function requestPersistence() {
  if (settings.get('persist') !== null) return;
  settings.set('persist', (await requestPersistent()) === true);
}

/** Adds a listener to events that this page did not make. @param {(events: LogEvent[]) => void} listener called with events from other tabs and imports */
const onevents = (listener) => void listeners.push(listener);

export {
  EXTRA_NEW_CARDS, store, log, open, keepsNothing, save, errorMessage, showProblem, storageNotice, gradesWithoutBackup, requestPersistence, studySettings, updateStudySettings, setExtraNewCards, lastLevels, loadNeededCards, todaySummary, writeDigest, dismissClearedNotice, onevents,
};
