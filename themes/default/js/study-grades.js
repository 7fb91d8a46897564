// The four grade buttons of a session: the interval under each, the key of each, and the grade that is suggested.
//
// In: the outcomes of a card's grades, its view. Out: the buttons' texts and marks, and the suggested grade. Nothing here grades.

import { plural, element, text } from './base.js';
import * as keys from './keys.js';
import * as learner from './study-data.js';
/** @import { CardView } from './card-view.js' */
/** @import { Grade } from './fsrs.js' */
/** @import { Outcome } from './schedule.js' */

/** Again, Hard, Good, Easy. */
const gradeButtons = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('#study-grades button')]);
/** The keys that grade any card, one for each button. */
const GRADE_LETTERS = 'asdf';

/** Shows under each button its interval, where there is one, and its key. @param {CardView} view @param {Outcome[] | null} outcomes `null` where grades schedule nothing */
function showIntervals(view, outcomes) {
  const two = learner.studySettings().twoGrades;
  gradeButtons.forEach((one, i) => {
    one.hidden = two && (i === 1 || i === 3);
    // Where a digit ticks a key point, a letter grades.
    const key = keys.singleKeysEnabled() ? (view.ticks.length ? GRADE_LETTERS[i] : `${i + 1}`) : '';
    one.setAttribute('aria-keyshortcuts', key);
    /** @type {HTMLElement} */ (one.querySelector('kbd')).textContent = key;
    /** @type {HTMLElement} */ (one.querySelector('small')).textContent = outcomes ? intervalText(outcomes[i]) : '';
  });
  document.getElementById('study-grades')?.classList.toggle('two', two);
}

/** @param {Outcome} outcome */
function intervalText({ days: n, wait }) {
  // Where nothing else is left it comes sooner.
  if (wait !== undefined) return `≤ ${plural('study.in_minutes', Math.max(1, Math.round(wait / 60)))}`;
  if (n === undefined || n < 30) return plural('study.in_days', n || 0);
  const round = (/** @type {number} */ x) => Math.round(x * 10) / 10;
  return n < 365 ? plural('study.in_months', round(n / 30.44)) : plural('study.in_years', round(n / 365.25));
}

/** Marks the grade that the checklist or the choice suggests, and shows the score. @param {CardView} view that is turned @returns {Grade | null} */
function showSuggestion(view) {
  const suggestion = view.suggestion();
  const two = learner.studySettings().twoGrades;
  const suggested = suggestion && two ? (suggestion === 1 ? 1 : 3) : suggestion;
  gradeButtons.forEach((one, i) => {
    one.classList.toggle('suggested', suggested === i + 1);
    one.setAttribute('aria-description', suggested === i + 1 ? text('study.suggested') : '');
  });
  const line = view.scoreLine();
  let box = view.element.querySelector('.score-line');
  if (!box && line) [...view.element.querySelectorAll('.checklist')].at(-1)?.after((box = element('p', { class: 'score-line', role: 'status' })));
  if (box) box.textContent = line;
  return suggested;
}

export { GRADE_LETTERS, gradeButtons, showIntervals, showSuggestion };
