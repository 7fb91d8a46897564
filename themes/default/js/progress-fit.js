// Fitting the model to the learner: offered, shown with the loss before and after, used only when told to, and taken back by a button.

import { plural, element, language, number, text } from './base.js';
import * as days from './days.js';
import * as events from './events.js';
import * as fsrs from './fsrs.js';
import * as learner from './study-data.js';
import * as optimise from './optimise.js';
import { saveAndRedraw } from './progress-actions.js';
import { runInBackground } from './background-task.js';
/** @import { LogEvent } from './events.js' */
/** @import { Fit } from './optimise.js' */

const box = /** @type {HTMLElement | null} */ (document.getElementById('progress-fit'));
const { log } = learner;

const loss = (/** @type {number} */ x) => number(x, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const button = (/** @type {string} */ words, /** @type {() => void} */ click, kind = 'button') => element('button', { class: kind, type: 'button', click }, words);

/** What is in force, and what can be done. */
function show() {
  if (!box) return;
  const inForce = log.lastOf('weights');
  const words = inForce?.w ? text('progress.fit_own', { date: days.format(inForce.day, language) }) : text('progress.fit_default');
  const reviews = optimise.dataset(log).reviews;
  const enough = reviews >= optimise.MIN_REVIEWS.initial;
  box.replaceChildren(
    element('p', {}, words),
    element('p', { class: 'note' }, enough ? text('progress.fit_note') : plural('progress.fit_few', optimise.MIN_REVIEWS.initial - reviews)),
    element('p', { class: 'actions' }, ...(enough ? [button(plural('progress.fit_run', reviews), start)] : []), ...(inForce ? [button(text('progress.fit_undo'), () => takeBack(inForce))] : [])),
  );
}

async function start() {
  if (!box) return;
  const line = element('progress', { class: 'study-line', max: 1, value: 0, 'aria-label': text('progress.fit_running') });
  box.replaceChildren(element('p', { role: 'status' }, text('progress.fit_running')), line);
  const fit = /** @type {Fit} */ (await runInBackground('asset:scripts/optimise.js', 'optimise', { data: optimise.dataset(log), current: log.weights() }, (share) => (line.value = share)));
  offer(fit);
}

/** @param {Fit} fit */
function offer(fit) {
  if (!box) return;
  const better = fit.before - fit.after;
  const move = element('input', { type: 'checkbox' });
  const use = () => {
    const retention = move.checked ? { retention: learner.studySettings().retention } : {};
    const w = fit.extent === 'defaults' ? null : fit.weights;
    saveAndRedraw([events.createEvent('weights', { w, ...retention }, { now: Date.now(), after: log.lastOf('weights')?.t })]);
  };
  const numbers = element(
    'dl',
    { class: 'study-sum' },
    ...[['fit_before', loss(fit.before)], ['fit_after', loss(fit.after)], ['fit_reviews', number(fit.reviews)]].map(([key, value]) => element('div', {}, element('dt', {}, text(`progress.${key}`)), element('dd', {}, value))),
  );
  const result = element('p', { tabindex: '-1' }, text(better > 0 ? `progress.fit_better_${fit.extent}` : 'progress.fit_no_better'));
  box.replaceChildren(
    result,
    numbers,
    ...(better > 0 ? [element('p', {}, element('label', { class: 'check-line' }, move, text('progress.fit_move')))] : []),
    element('p', { class: 'actions' }, ...(better > 0 ? [button(text('progress.fit_use'), use, 'button primary')] : []), button(text('progress.fit_keep'), show)),
  );
  result.focus();
}

/** @param {LogEvent} inForce */
const takeBack = (inForce) => saveAndRedraw([events.createEvent('undo', { of: inForce.id }, { now: Date.now(), after: inForce.t })]);

export { show };
