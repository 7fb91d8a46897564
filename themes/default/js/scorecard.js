// The scorecard of a mock interview: by question, topic and dimension; made to fit on one printed page.
//
// In: an interview's record as the log keeps it. Out: its element, with the recorded answers that are still there. Missed points can go into the review
// queue from here.

import { announce, plural, element, language, number, text } from './base.js';
import { parseHtml } from './parse-html.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as draw from './question-draw.js';
import * as events from './events.js';
import * as learner from './study-data.js';
import * as recorder from './recorder.js';
import { DIMENSIONS } from './rubric.js';
import { topicOf } from './stats.js';
/** @import { Topic, DeckManifest, Card } from './deck.js' */
/** @import { ScheduledItem } from './queue.js' */

/** A question under this score goes into the queue as a whole. */
const WEAK = 75;

/** A share; a dash where nobody judged. @param {number | null | undefined} n */
const percent = (n) => (n === null || n === undefined ? '–' : number(n / 100, { style: 'percent' }));

/** Of how many questions a score is, where that is not all of them. @param {{ questions: any[] }} record */
function judgedCount({ questions }) {
  const judged = questions.filter(({ score }) => score !== undefined).length;
  return judged < questions.length ? element('small', {}, ' ', text('interview.judged', { n: number(judged), m: number(questions.length) })) : '';
}

/** A bar with its number beside it. @param {number} share 0 to 1 */
const bar = (share) => element('progress', { class: 'score-bar', max: 1, value: share, 'aria-hidden': 'true' });

/** @param {string} id */
const topicTitle = (id) => deck.manifest()?.topics.find((/** @type {Topic} */ t) => t.id === id)?.title || id;

/** @param {string} title @param {Node[]} rows */
const table = (title, rows) => element('section', {}, element('h3', {}, title), element('table', {}, element('tbody', {}, ...rows)));

/** @param {string} name @param {number} share @param {string} value */
const row = (name, share, value) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, bar(share)), element('td', {}, value));

/** The labels of an interview: level, stage, minutes, seed, who judged it. @param {{ level: string, stage: string, minutes: number, seed: string, by?: string }} record */
function interviewLabels(record) {
  const level = /** @type {DeckManifest | null} */ (deck.manifest())?.levels.find(([id]) => id === record.level)?.[1] || text('interview.any_level');
  return [level, text(`interview.stage_${record.stage}`), plural('interview.n_minutes', record.minutes), text('interview.seed', { seed: record.seed }), ...(record.by === undefined ? [] : [record.by ? text('interview.by', { name: record.by }) : text('interview.by_asker')])];
}

/**
 * What the guide says about a question: its title, and the words of the points that were missed.
 * @typedef {{ q: any, title: string, missed: string[] }} Row
 */

/** @param {string} id @returns {Promise<Card | undefined>} */
const cardOf = async (id) => (await deck.cards(topicOf(id))).find((/** @type {Card} */ c) => c.id === id);

/** A card that is no longer in the guide keeps its id as a title. @param {any} q @returns {Promise<Row>} */
async function rowOf(q) {
  const card = await cardOf(q.card);
  if (!card) return { q, title: q.card, missed: [] };
  const points = /** @type {[string, number][]} */ ((await deck.loadFaces(card)).points || []);
  const missed = points.filter((_, i) => draw.wasJudged(q) && !q.points.includes(i)).map(([markup]) => parseHtml(markup).textContent || '');
  return { q, title: card.title, missed };
}

/** @param {Row} row @param {number} i */
function questionRow({ q, title, missed }, i) {
  const detail = [...(missed.length ? [text('interview.missed', { points: missed.join(' · ') })] : []), ...(q.flags.length ? [plural('interview.n_flags', q.flags.length)] : [])];
  return element(
    'li',
    { 'data-card': q.card },
    element('p', {}, element('span', {}, element('b', {}, `${i + 1}. `), element('a', { href: deck.pageUrl(q.card) }, title)), ' ', element('span', { class: 'score' }, q.score === undefined ? text('interview.not_judged') : percent(q.score))),
    ...detail.map((line) => element('p', { class: 'note' }, line)),
    ...(q.notes ? [element('p', { class: 'note quote' }, q.notes)] : []),
  );
}

/** The recorded answers that are still kept, each under its question. @param {HTMLElement} box @param {any} record */
async function addRecordings(box, record) {
  for (const item of box.querySelectorAll('.score-questions > li')) {
    const player = await recorder.player(recorder.recordingName(record.seed, item.getAttribute('data-card') ?? ''));
    if (player) item.append(player);
  }
}

/** Cards whose answer was weak or left something out. @param {Row[]} rows @returns {string[]} */
const weak = (rows) => rows.filter(({ q, missed }) => (q.score ?? 100) < WEAK || q.flags.length > 0 || missed.length > 0).map(({ q }) => q.card);

/** Puts cards into the queue of today. @param {string[]} ids @param {HTMLButtonElement} button */
async function queue(ids, button) {
  button.disabled = true;
  const now = Date.now();
  try {
    const cards = (await Promise.all(ids.map(itemsOf))).flat();
    await learner.save(cards.map((card) => events.createEvent('queue', { card }, { now, after: learner.log.card(card).at })));
    button.textContent = plural('interview.queued', ids.length);
    announce(button.textContent || '');
  } catch (error) {
    button.disabled = false;
    learner.showProblem(/** @type {HTMLElement} */ (document.getElementById('interview-problem')), learner.errorMessage(error));
  }
}

/** What is scheduled of a card. @param {string} id @returns {Promise<string[]>} */
async function itemsOf(id) {
  const card = await cardOf(id);
  return card ? deck.scheduledItems(card).map((/** @type {ScheduledItem} */ item) => item.id) : [];
}

/**
 * Fills the box with the scorecard.
 * @param {HTMLElement} box
 * @param {any} record
 * @param {number} day
 * @param {Node[]} actions further buttons
 * @param {Node[]} first those before all others
 */
async function showScorecard(box, record, day, actions, first) {
  const rows = /** @type {Row[]} */ (await Promise.all(record.questions.map(rowOf)));
  const { score, topics, bands } = draw.scorecard(record.questions);
  const minutes = Math.max(1, Math.round(record.questions.reduce((/** @type {number} */ sum, /** @type {any} */ q) => sum + q.ms, 0) / 60000));
  const again = weak(rows);
  /** @type {HTMLButtonElement} */
  const queueButton = element('button', { class: 'button', type: 'button', click: () => queue(again, queueButton) }, plural('interview.queue', again.length));
  const bandRows = DIMENSIONS.flatMap((/** @type {string} */ d, /** @type {number} */ i) =>
    bands[i] ? [row(text(`interview.${d}`), bands[i] / 4, number(bands[i], { maximumFractionDigits: 1 }))] : [],
  );
  box.replaceChildren(
    element('header', {}, element('h2', { id: 'scorecard-title', tabindex: '-1' }, text('interview.scorecard')), element('p', { class: 'labels' }, ...interviewLabels(record).map((words) => element('span', {}, words)))),
    element(
      'dl',
      { class: 'study-sum' },
      ...[[text('interview.score'), percent(score), judgedCount(record)], [text('interview.questions'), number(record.questions.length)], [text('interview.time'), plural('interview.n_minutes', minutes)], [text('interview.day'), days.format(day, language, { day: 'numeric', month: 'short', year: 'numeric' })]].map(
        ([name, value, ...rest]) => element('div', {}, element('dt', {}, name), element('dd', {}, value, ...rest)),
      ),
    ),
    element('div', { class: 'score-tables' }, table(text('interview.by_topic'), topics.map((/** @type {{ id: string, score: number | null }} */ t) => row(topicTitle(t.id), (t.score ?? 0) / 100, percent(t.score)))), ...(bandRows.length ? [table(text('interview.by_dimension'), bandRows)] : [])),
    element('section', {}, element('h3', {}, text('interview.by_question')), element('ol', { class: 'score-questions' }, ...rows.map(questionRow))),
    element('p', { class: 'actions' }, ...first, element('button', { class: 'button', type: 'button', click: () => print() }, text('interview.print')), ...(again.length ? [queueButton] : []), ...actions),
  );
  addRecordings(box, record).catch(console.warn);
}

export { showScorecard, judgedCount, interviewLabels };
