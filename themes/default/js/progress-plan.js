// The interview date: set it and a level, see how many new cards a day reach them all, and what will be recalled on the day.

import { count, element, number, text } from './base.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as events from './events.js';
import * as learner from './learner.js';
import { blank } from './log.js';
import * as plan from './plan.js';
import { act } from './progress-act.js';
import { topicOf } from './stats.js';
/** @import { Root } from './deck.js' */
/** @import { CardState } from './schedule.js' */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('progress-goal'));
const { log } = learner;

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const dateInput = /** @type {HTMLInputElement} */ (form?.elements.namedItem('date'));
const levelInput = /** @type {HTMLSelectElement} */ (form?.elements.namedItem('level'));
const percent = (/** @type {number} */ x) => number(x, { style: 'percent' });

/** A forecast of an older goal must not overwrite a newer one's. */
let asked = 0;

/** Ids of the levels that count: the goal's and those below it; all for none. @param {Root} root @param {string} level */
function levelsOf(root, level) {
  const ids = root.levels.map(([id]) => id);
  return level === '' ? ids : ids.slice(0, ids.indexOf(level) + 1);
}

/**
 * The cards that count, as states, those never seen included; suspended ones are left out.
 * @param {Root} root
 * @param {string} level
 * @returns {Promise<CardState[]>}
 */
async function statesFor(root, level) {
  const wanted = levelsOf(root, level);
  const column = wanted.map((id) => root.levels.findIndex(([other]) => other === id));
  const seen = new Set(log.cards().map(topicOf));
  /** @type {CardState[]} */
  const states = [];
  for (const topic of root.topics) {
    const fits = (/** @type {number} */ i) => level === '' || column.includes(i);
    // Topics that were never touched need not be loaded: their cards are all unseen.
    if (!seen.has(topic.id)) {
      const n = topic.counts.reduce((sum, [l, , , units]) => sum + (fits(l) ? units : 0), 0);
      for (let i = 0; i < n; i++) states.push(blank(`${topic.id} ${i}`));
      continue;
    }
    for (const card of await deck.cards(topic.id)) {
      if (level !== '' && !wanted.includes(card.level)) continue;
      for (const unit of deck.units(card)) states.push(log.card(unit.id));
    }
  }
  return states.filter((state) => !state.suspended);
}

/** @param {number} today */
async function show(today) {
  if (!form) return;
  const root = /** @type {Root} */ (deck.root());
  const goal = log.goal();
  if (levelInput.options.length <= 1) levelInput.append(...root.levels.map(([id, name]) => element('option', { value: id }, name)));
  dateInput.min = days.iso(today + 1);
  if (document.activeElement !== dateInput) dateInput.value = goal ? days.iso(goal.date) : '';
  levelInput.value = goal?.level && root.levels.some(([id]) => id === goal.level) ? goal.level : '';
  byId('progress-goal-clear').hidden = !goal;
  const box = byId('progress-plan');
  if (!goal) return box.replaceChildren(element('p', { class: 'note' }, text('progress.plan_none')));
  if (goal.date <= today) return box.replaceChildren(element('p', {}, text(goal.date === today ? 'progress.plan_today' : 'progress.plan_past')));
  const turn = ++asked;
  const states = await statesFor(root, levelInput.value);
  if (turn !== asked) return;
  showPlan(box, states, today, goal.date);
}

/** @param {HTMLElement} box @param {CardState[]} states @param {number} today @param {number} date */
function showPlan(box, states, today, date) {
  const unseen = states.filter((state) => state.phase === 'new').length;
  const { days: left, newDays, perDay } = plan.pace(unseen, today, date);
  const settings = learner.studySettings();
  const forecast = plan.forecast(states, { today, date, perDay, weights: log.weights(), retention: settings.retention });
  const lines = [
    [count('progress.plan_days', left), ...(unseen ? [count('progress.plan_unseen', unseen)] : [])].join(' '),
    unseen ? `${count('progress.plan_pace', perDay)} ${count('progress.plan_for', newDays)}` : text('progress.plan_all_seen'),
    count('progress.plan_reviews', Math.round(forecast.reviewsPerDay)),
  ];
  const use = element('button', { class: 'button', type: 'button', click: () => (learner.setStudy({ fresh: Math.min(999, perDay) }), show(today)) }, count('progress.plan_use', perDay));
  box.replaceChildren(
    ...lines.map((line) => element('p', {}, line)),
    element(
      'dl',
      { class: 'study-sum' },
      element('div', {}, element('dt', {}, text('progress.plan_kept')), element('dd', {}, percent(forecast.planned))),
      element('div', {}, element('dt', {}, text('progress.plan_stopped')), element('dd', {}, percent(forecast.stopped))),
    ),
    ...(unseen && settings.fresh !== perDay ? [element('p', { class: 'actions' }, use)] : []),
    element('p', { class: 'note' }, text('progress.plan_note')),
  );
}

const save = () => {
  const date = days.fromIso(dateInput.value);
  if (date === null && dateInput.value !== '') return;
  act([events.make('goal', { date, level: levelInput.value }, { now: Date.now(), after: log.lastOf('goal')?.t })]);
};
if (form) {
  form.addEventListener('submit', (event) => event.preventDefault());
  dateInput.addEventListener('change', save);
  levelInput.addEventListener('change', () => dateInput.value && save());
  byId('progress-goal-clear').addEventListener('click', () => {
    dateInput.value = '';
    save();
  });
}

export { show };
