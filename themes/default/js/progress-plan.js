// The interview date: set it, a level and minutes; see whether every card is met in time, what would do if not, what will be recalled on the day;
// take the plan as a calendar file.

import { guideId, plural, element, language, number, text } from './base.js';
import * as dayPlan from './day-plan.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as events from './events.js';
import * as learner from './study-data.js';
import * as plan from './forecast.js';
import { saveAndRedraw, redraw } from './progress-actions.js';
import { calendar } from './ics.js';
import { duration } from './progress-charts.js';
import * as queue from './queue.js';
import * as today from './today.js';
import { runInBackground } from './background-task.js';
/** @import { DeckManifest, Card } from './deck.js' */
/** @import { CardStatus } from './card-counts.js' */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('progress-goal'));
const { log } = learner;

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const dateInput = /** @type {HTMLInputElement} */ (form?.elements.namedItem('date'));
const levelInput = /** @type {HTMLSelectElement} */ (form?.elements.namedItem('level'));
const percent = (/** @type {number} */ x) => number(x, { style: 'percent' });

/** Reviews from which the forecast is the learner's own. */
const YOUNG = 20;

/** A forecast of an older goal must not overwrite a newer one's. */
let asked = 0;

const minutesInput = /** @type {HTMLInputElement} */ (form?.elements.namedItem('minutes'));

/** Shows the date that is set, and the plan up to it. @param {number} day @param {any} all what js/stats.js gathered @param {CardStatus[]} lines of the cards that are loaded: js/card-counts.js */
async function show(day, all, lines) {
  if (!form) return;
  const manifest = /** @type {DeckManifest} */ (deck.manifest());
  const goal = log.interviewGoal();
  if (levelInput.options.length <= 1) levelInput.append(...manifest.levels.map(([id, name]) => element('option', { value: id }, name)));
  dateInput.min = days.iso(day + 1);
  if (document.activeElement !== dateInput) dateInput.value = goal ? days.iso(goal.date) : '';
  if (document.activeElement !== minutesInput) minutesInput.value = String(learner.studySettings().minutes);
  levelInput.value = goal?.level && manifest.levels.some(([id]) => id === goal.level) ? goal.level : '';
  byId('progress-goal-clear').hidden = !goal;
  const box = byId('progress-plan');
  if (!goal) return box.replaceChildren(element('p', { class: 'note' }, text('progress.plan_none')));
  if (goal.date <= day) return box.replaceChildren(element('p', {}, text(goal.date === day ? 'progress.plan_today' : 'progress.plan_past')));
  const turn = ++asked;
  const found = await compute(manifest, day, goal, all, lines);
  if (turn === asked) showPlan(box, manifest, day, goal, found);
}

const stateOf = (/** @type {string} */ id) => log.card(id);

/** Whether nothing of a card was ever seen, and may come. @param {CardStatus} line */
const isUnseen = ({ seen, newFrom }) => !seen && newFrom < Infinity;

/**
 * The forecast, and what would do where it does not reach every card.
 * @param {DeckManifest} manifest @param {number} day @param {{ date: number, level: string }} goal @param {any} all @param {CardStatus[]} lines
 */
async function compute(manifest, day, goal, { recalls, steps }, lines) {
  const selection = today.defaultSelection(manifest, log, day, []);
  const own = lines.filter(({ card }) => today.isInDefaultSelection(selection, card));
  const cards = own.map(({ card }) => card);
  const entries = cards.flatMap(deck.scheduledItems).filter(({ id }) => !log.card(id).suspended);
  const { newPerDay: newCards, extra, reviews, minutes, retention } = learner.studySettings();
  /** @type {import('./forecast.js').ForecastOptions} */
  const how = {
    today: day, date: goal.date, level: goal.level, limits: { newCards, extra, reviews }, minutes, cost: today.minutesPerCard(log, day, cards), weights: log.weights(), retention,
    done: queue.studiedOn(log, day), ...plan.learnerFactors(recalls.filter((/** @type {{ day: number }} */ recall) => recall.day < day), steps),
  };
  const { forecast, remedy, exceedsNewLimit } = /** @type {ReturnType<typeof plan.forecast>} */ (await runInBackground('asset:scripts/forecast.js', 'forecast', { rows: plan.serialiseEntries(entries, stateOf), how }));
  const all = lines.map(({ card }) => card);
  const mocks = today.mockInterviewDays(manifest, log, day, goal.date).map((mock) => Math.max(mock, day));
  return { forecast, remedy, exceedsNewLimit, ...today.longTaskSchedule(manifest, log, all, { day, date: goal.date, selection }), mocks, cost: how.cost, minutes, levels: selection.levels, unseen: own.filter(isUnseen).length, own: own.length, isYoung: recalls.length < YOUNG, now: learner.todaySummary(lines), lines };
}

/** @param {HTMLElement} box @param {DeckManifest} manifest @param {number} day @param {{ date: number, level: string }} goal @param {Awaited<ReturnType<typeof compute>>} found */
function showPlan(box, manifest, day, goal, found) {
  const { forecast, unseen, exceedsNewLimit } = found;
  const lines = [
    [plural('progress.plan_days', goal.date - day), unseen ? text('progress.plan_unseen', { n: number(unseen), m: number(found.own) }) : text('progress.plan_all_seen')].join(' '),
    ...daysWords(found),
    ...(exceedsNewLimit ? steepWords(manifest, found, day, goal.date) : forecast.unseen > 0 ? shortWords(manifest, found) : unseen ? [text('progress.plan_reaches')] : []),
    ...extraTimeWords(found),
    costWords(found, day),
    ...(found.isYoung ? [text('progress.plan_learns')] : []),
  ];
  const file = element('button', { class: 'button', type: 'button', click: () => download(manifest, found, goal.date) }, text('progress.plan_calendar'));
  box.replaceChildren(
    ...lines.map((line) => element('p', {}, line)),
    element(
      'dl',
      { class: 'study-sum' },
      element('div', {}, element('dt', {}, text('progress.plan_recall_if_followed')), element('dd', {}, percent(forecast.recallIfFollowed))),
      element('div', {}, element('dt', {}, text('progress.plan_recall_if_stopped')), element('dd', {}, percent(forecast.recallIfStopped))),
    ),
    element('p', { class: 'actions' }, file),
    element('p', { class: 'note' }, text('progress.plan_note')),
  );
}

/** What today and an average day hold. @param {{ forecast: { days: import('./forecast.js').Day[] }, now: import('./today.js').Today }} found */
function daysWords({ forecast: { days: list }, now }) {
  const later = list.length > 1 ? list.slice(1) : list;
  const mean = (/** @type {'reviews' | 'newCards' | 'minutes'} */ key, days = later) => number(Math.round(days.reduce((sum, line) => sum + line[key], 0) / Math.max(1, days.length)));
  // The last days have nothing new: they do not make the others smaller.
  const newCards = mean('newCards', later.filter((line) => line.newCards > 0));
  const most = number(Math.ceil(Math.max(...later.map((line) => line.minutes))));
  return [
    now.reviews + now.newCards > 0 ? text('progress.plan_today_n', { cards: number(now.reviews), new: number(now.newCards), minutes: number(now.minutes) }) : text('progress.plan_done'),
    text('progress.plan_average', { reviews: mean('reviews'), new: newCards, minutes: mean('minutes'), most }),
  ];
}

/** What a card is supposed to take, from which the number of new cards follows. @param {{ cost: { newCard: number, review: number } }} found @param {number} day */
function costWords({ cost }, day) {
  const minutes = (/** @type {number} */ n) => number(n, { maximumFractionDigits: 1 });
  const isOwn = log.events.some((/** @type {{ type: string, day: number }} */ event) => event.type === 'grade' && event.day < day);
  return text(isOwn ? 'progress.plan_costs' : 'progress.plan_costs_first', { new: minutes(cost.newCard), review: minutes(cost.review) });
}

/** What comes beside the cards: long tasks, as many as there are days for, and rehearsals. @param {{ tasks: Card[], slots: number[], mocks: number[] }} found */
function extraTimeWords({ tasks, slots, mocks }) {
  const minutes = slots.reduce((sum, _, i) => sum + tasks[i].minutes, mocks.length * dayPlan.MOCK_MINUTES);
  if (minutes === 0) return tasks.length ? [text('progress.plan_long_tasks_none', { n: number(tasks.length) })] : [];
  return [[
    ...(tasks.length ? [text('progress.plan_long_tasks', { n: number(slots.length), m: number(tasks.length) })] : []),
    ...(mocks.length ? [text('progress.plan_mocks', { n: number(mocks.length) })] : []),
    text('progress.plan_extra_time', { time: duration(minutes * days.MINUTE) }),
  ].join(' ')];
}

/** That the plan does not reach every card, and what would. @param {DeckManifest} manifest @param {any} found */
function shortWords(manifest, { forecast, remedy, minutes, levels, lines }) {
  const words = [minutes ? plural('progress.plan_short', forecast.unseen, { minutes: number(minutes) }) : plural('progress.plan_short_days', forecast.unseen)];
  if (remedy?.minutes && minutes) words.push(text('progress.plan_remedy_minutes', { n: number(remedy.minutes) }));
  if (remedy?.date) words.push(text('progress.plan_remedy_date', { date: days.format(remedy.date, language) }));
  return [[...words, ...lowerWords(manifest, levels, lines)].join(' ')];
}

/** What the level below asks. @param {DeckManifest} manifest @param {string[]} levels @param {CardStatus[]} lines */
function lowerWords(manifest, levels, lines) {
  const lower = (levels.length ? levels : manifest.levels.map(([id]) => id)).slice(0, -1);
  const name = manifest.levels.find(([id]) => id === lower.at(-1))?.[1];
  const cards = lines.filter((line) => lower.includes(line.card.level) && !dayPlan.isLongTask(line.card) && isUnseen(line)).length;
  return name && cards > 0 ? [text('progress.plan_remedy_level', { level: name, n: number(cards) })] : [];
}

/** That so many new cards a day are not kept, and what would do. @param {DeckManifest} manifest @param {any} found @param {number} day @param {number} date */
function steepWords(manifest, { forecast, unseen, levels, lines }, day, date) {
  const most = number(dayPlan.MAX_NEW_PER_DAY);
  const feasible = dayPlan.feasibleAlternatives(unseen, day, date);
  const words = [text('progress.plan_steep', { n: number(Math.max(...forecast.days.map((/** @type {{ newCards: number }} */ one) => one.newCards))), most })];
  if (feasible) words.push(text('progress.plan_steep_date', { most, date: days.format(feasible.date, language) }), text('progress.plan_steep_cards', { n: number(feasible.cards) }));
  return [[...words, ...lowerWords(manifest, levels, lines)].join(' ')];
}

/** The plan as a calendar file. @param {DeckManifest} manifest @param {{ forecast: { days: import('./forecast.js').Day[] }, tasks: Card[], slots: number[], mocks: number[] }} found @param {number} date */
function download(manifest, { forecast: { days: list }, tasks, slots, mocks }, date) {
  const entries = [
    ...list.filter(({ reviews, newCards }) => reviews + newCards > 0).map(({ day, reviews, newCards, minutes }) => ({ day, kind: 'study', words: text('progress.ics_study', { cards: number(reviews + newCards), new: number(newCards), minutes: number(Math.ceil(minutes)) }) })),
    ...mocks.map((day) => ({ day, kind: 'mock', words: text('progress.ics_mock') })),
    ...slots.map((day, i) => ({ day, kind: 'long', words: text('progress.ics_long', { title: tasks[i].title, minutes: number(tasks[i].minutes) }) })),
    { day: date, kind: 'interview', words: text('progress.ics_day') },
  ];
  const file = new Blob([calendar(entries.sort((a, b) => a.day - b.day || (a.kind < b.kind ? -1 : 1)), { name: manifest.title, guideId, now: Date.now() })], { type: 'text/calendar' });
  const link = element('a', { href: URL.createObjectURL(file), download: `${guideId}-plan.ics` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const save = () => {
  const date = days.fromIso(dateInput.value);
  if (date === null && dateInput.value !== '') return;
  saveAndRedraw([events.createEvent('goal', { date, level: levelInput.value }, { now: Date.now(), after: log.lastOf('goal')?.t })]);
};
if (form) {
  form.addEventListener('submit', (event) => event.preventDefault());
  dateInput.addEventListener('change', save);
  levelInput.addEventListener('change', () => dateInput.value && save());
  minutesInput.addEventListener('change', () => {
    if (!minutesInput.checkValidity() || minutesInput.value === '') return;
    learner.updateStudySettings({ minutes: Math.round(Number(minutesInput.value)) });
    learner.writeDigest();
    redraw();
  });
  byId('progress-goal-clear').addEventListener('click', () => {
    dateInput.value = '';
    save();
  });
}

export { show };
