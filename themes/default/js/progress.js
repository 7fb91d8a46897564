// The progress page: what was learned, what is due, how well it holds. Everything is derived from the log when the page opens.

import * as backup from './backup.js';
import { plural, element, number, text, loadChunk } from './base.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as events from './events.js';
import * as fsrs from './fsrs.js';
import * as learner from './study-data.js';
import { parentOf } from './log.js';
import { parseHtml } from './parse-html.js';
import { mostMissed } from './missed-points.js';
import * as draw from './progress-charts.js';
import * as progressFit from './progress-fit.js';
import { saveAndRedraw, setRedraw } from './progress-actions.js';
import * as progressPlan from './progress-plan.js';
import { TimeSlicer } from './time-slices.js';
import * as stats from './stats.js';
import * as digest from './progress-digest.js';
import * as cardCounts from './card-counts.js';
/** @import { Topic, DeckManifest, Card } from './deck.js' */
/** @import { LogEvent } from './events.js' */
/** @import { CardState } from './schedule.js' */

const app = /** @type {HTMLElement} */ (document.getElementById('app-progress'));
const { log } = learner;

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const MAX_HARDEST = 10;
/** Cards with missed points that are listed, and studied together. */
const MAX_MISSED = 20;
/** Suspended and buried cards that are listed. */
const MAX_SUSPENDED = 200;

const percent = (/** @type {number} */ x) => number(x, { style: 'percent' });

/** @param {string} id @param {...Node} nodes */
const put = (id, ...nodes) => byId(id).replaceChildren(...nodes);

/** @param {[string, string][]} rows */
const facts = (rows) => element('dl', { class: 'study-sum' }, ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));

/** @param {any} all @param {number} today @param {{ seen: number, total: number }} cards */
function showSum({ activity, recalls }, today, cards) {
  const month = stats.retention(recalls, today, 30).all;
  const spent = [...activity.values()].reduce((sum, a) => sum + a.ms, 0);
  put(
    'progress-sum',
    facts([
      [text('progress.streak'), plural('progress.n_days', stats.streak(activity, today))],
      [text('progress.seen'), text('progress.of', { n: number(cards.seen), m: number(cards.total) })],
      [text('progress.retention'), month.reviews ? percent(month.passed / month.reviews) : '–'],
      [text('progress.time'), draw.duration(spent)],
    ]),
  );
}

/** Whether some cards count more than once. @param {DeckManifest} manifest */
const hasClozes = (manifest) => manifest.topics.some((topic) => topic.counts.some(([, , cards, items]) => items > cards));

/** @param {CardState[]} states @param {DeckManifest} manifest @param {number} today @param {Map<string, { seen: number, total: number }>} counted */
function showTopics(states, manifest, today, counted) {
  const mastery = stats.mastery(states, digest.itemTotals(manifest), log.weights(), today);
  const rows = digest.topicsWithCards(manifest).map((/** @type {Topic} */ topic) => {
    const { share } = mastery.get(topic.id) ?? { share: 0 };
    const { seen, total } = counted.get(topic.id) ?? { seen: 0, total: 0 };
    const link = element('a', { href: `study.html?topic=${encodeURIComponent(topic.id)}` }, topic.title);
    return element('tr', {}, element('th', { scope: 'row' }, link), element('td', {}, element('progress', { class: 'score-bar', max: 1, value: share, 'aria-hidden': 'true' })), element('td', {}, percent(share)), element('td', {}, text('progress.of', { n: number(seen), m: number(total) })));
  });
  const heads = ['topic', 'bar', 'mastery', 'seen'].map((key) => element(key === 'bar' ? 'td' : 'th', key === 'bar' ? {} : { scope: 'col' }, ...(key === 'bar' ? [] : [text(`progress.${key}`)])));
  put('progress-topics', draw.scrollableTable('mastery', heads, rows), element('p', { class: 'note' }, text('progress.mastery_note'), ...(hasClozes(manifest) ? [` ${text('progress.gaps_note')}`] : [])));
}

/** The cards that are loaded, by id. @type {Map<string, Card>} */
let cards = new Map();

/** A list of cards with words beside each. @param {{ id: string, words: string, action?: Node }[]} items */
function cardList(items) {
  const rows = items.flatMap(({ id, words, action }) => {
    const card = cards.get(parentOf(id));
    return card ? [element('li', {}, element('a', { href: deck.pageUrl(card.id) }, card.title), element('span', { class: 'note' }, words), ...(action ? [action] : []))] : [];
  });
  return element('ul', { class: 'card-list' }, ...rows);
}

/** @param {CardState} state */
function hardWords({ lapses, memory }) {
  const difficulty = text('progress.difficulty', { n: number(memory?.d || 0, { maximumFractionDigits: 1 }) });
  return lapses > 0 ? `${plural('progress.n_lapses', lapses)} · ${difficulty}` : difficulty;
}

/** @param {CardState[]} states */
function showHardest(states) {
  const list = /** @type {CardState[]} */ (stats.hardest(states, MAX_HARDEST));
  byId('progress-hardest-section').hidden = list.length === 0;
  put('progress-hardest', cardList(list.map((s) => ({ id: s.id, words: hardWords(s) }))));
}

/** The points missed most, with a way to study their cards alone. */
async function showMissed() {
  const rows = await Promise.all(mostMissed(log, MAX_MISSED).map(async ({ card: unit, points }) => {
    const id = parentOf(unit);
    const card = cards.get(id);
    const all = card ? ((await deck.loadFaces(card)).points ?? []) : [];
    const lines = points.filter(([i]) => all[i]).map(([i, times]) => {
      const line = element('li', {});
      line.append(parseHtml(all[i][0]), ' ', element('span', { class: 'note' }, plural('progress.n_missed', times)));
      return line;
    });
    return card && lines.length ? [{ id, item: element('li', {}, element('a', { href: deck.pageUrl(id) }, card.title), element('ul', {}, ...lines)) }] : [];
  }));
  const list = rows.flat();
  byId('progress-missed-section').hidden = list.length === 0;
  put('progress-missed', element('ul', { class: 'missed-list' }, ...list.map(({ item }) => item)));
  const query = new URLSearchParams([...list.map(({ id }) => ['card', id]), ['mode', 'cram']]);
  /** @type {HTMLAnchorElement} */ (byId('progress-missed-study')).href = `study.html?${query}`;
}

/** Cards that were suspended or buried, with a way back. @param {CardState[]} states @param {number} today */
function showSuspended(states, today) {
  const list = states.filter((s) => s.suspended || s.buried === today).slice(0, MAX_SUSPENDED);
  byId('progress-aside-section').hidden = list.length === 0;
  const item = (/** @type {CardState} */ s) => {
    const resume = element('button', { class: 'button', type: 'button', click: () => saveAndRedraw([events.createEvent('resume', { card: s.id }, { now: Date.now(), after: s.at })]) }, text('progress.resume'));
    return { id: s.id, words: text(`progress.aside_${s.leech ? 'leech' : s.suspended ? 'suspended' : 'buried'}`), action: resume };
  };
  put('progress-aside', cardList(list.map(item)));
}

/** Work that began for an older state of the log is not gone on with. */
let turn = 0;

/** Shows all parts, each as soon as the page has answered between. */
async function show() {
  const mine = ++turn;
  byId('progress-body').setAttribute('aria-busy', 'true');
  const slices = new TimeSlicer();
  // A new goal may ask for cards that no page has loaded yet.
  await learner.loadNeededCards();
  const manifest = /** @type {DeckManifest} */ (deck.manifest());
  const today = days.today(Date.now());
  const all = await slices.run(stats.collectStatsSteps(log, today));
  if (mine !== turn) return;
  const known = deck.loadedCards();
  cards = new Map(known.map((card) => [card.id, card]));
  const lines = cardCounts.cardStatuses(log, known, today);
  // What the log knows of cards that are no longer in the guide was done, but is not counted.
  const states = lines.flatMap((line) => line.states);
  const counted = cardCounts.withSubtopics(manifest, cardCounts.byTopic(lines, today));
  const outer = manifest.topics.filter(({ parent }) => parent < 0).map(({ id }) => counted.get(id) ?? { seen: 0, total: 0 });
  const sum = { seen: outer.reduce((n, { seen }) => n + seen, 0), total: cardCounts.totalCards(manifest) };
  const hasSome = log.events.length > 0;
  byId('progress-empty').hidden = hasSome;
  byId('progress-charts').hidden = !hasSome;
  /** @type {(() => unknown)[]} */
  const parts = [
    () => showSum(all, today, sum),
    ...(hasSome ? [
      () => draw.calendar(all.activity, today),
      () => draw.forecast(cardCounts.dueByDay(lines, today, draw.DAYS_AHEAD), today),
      () => draw.retention(all.recalls, today),
      () => draw.time(all.activity, today),
      () => draw.states(cardCounts.byState(lines, sum.total)),
    ] : []),
    () => showTopics(states, manifest, today, counted),
    () => showMissed().catch(console.warn),
    () => showHardest(states),
    () => showSuspended(states, today),
    () => progressPlan.show(today, all, lines).catch(console.warn),
    () => progressFit.show(),
    () => backup.show(),
  ];
  for (const part of parts) {
    await slices.pause();
    if (mine !== turn) return;
    part();
  }
  byId('progress-body').removeAttribute('aria-busy');
}

/** Scrolls to a part of the page and focuses its first field. @param {HTMLElement | null} part */
function lead(part) {
  (part?.closest('section') ?? part)?.scrollIntoView();
  if (part instanceof HTMLFormElement) /** @type {HTMLElement | null} */ (part.querySelector('input'))?.focus({ preventScroll: true });
}

/** Starts the page. */
export function start() {
  const again = () => void show().catch(console.warn);
  setRedraw(again);
  if (document.getElementById('offline-keep')) loadChunk('asset:scripts/offline.js', 'offline').then((offline) => offline.showOfflineSection()).catch(console.warn);
  learner.open().then(
    async (/** @type {{ cleared: number }} */ { cleared }) => {
      // Charts are drawn to the room that they have.
      byId('progress-body').hidden = false;
      await show();
      app.dataset.state = 'shown';
      learner.onevents(again);
      learner.writeDigest();
      backup.syncAndShow().catch(console.warn);
      const note = cleared > 0 ? plural('store.cleared', cleared) : learner.storageNotice();
      if (note) learner.showProblem(byId('progress-problem'), note);
      // A link into the page could not find its place before.
      if (location.hash) lead(document.getElementById(location.hash.slice(1)));
    },
  ).catch(
    (/** @type {unknown} */ error) => {
      app.dataset.state = 'problem';
      console.warn(error);
      learner.showProblem(byId('progress-problem'), learner.errorMessage(error), { label: text('store.retry'), run: () => location.reload() });
    },
  );
}
