// The keyboard shortcuts of the study page. Each clicks a button that is there, except for the ticks and choices of a card.

import { text } from './base.js';
import * as keys from './keys.js';
import { GRADE_LETTERS, gradeButtons } from './study-grades.js';
/** @import { CardView } from './card-view.js' */

/** Choices and key points that have a key. */
const MAX_CHOICE_KEYS = 6;
const MAX_POINT_KEYS = 9;

const button = (/** @type {string} */ id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));

/** Space and Enter belong to what has the focus, where that does something with them: Enter ticks no box. @param {KeyboardEvent} event */
const isFree = ({ key, target }) =>
  !(target instanceof Element && target.closest(`a[href], button, summary, input${key === 'Enter' ? ':not([type=radio], [type=checkbox])' : ''}, textarea, select, [tabindex="0"]`));

/**
 * Adds the shortcuts.
 * @param {object} page
 * @param {() => string} page.state of the page, see js/study.js
 * @param {() => boolean} page.inSession
 * @param {() => CardView | null} page.view the card that is shown
 * @param {() => void} page.primaryAction of Space and Enter on a card
 * @param {HTMLDetailsElement} page.menu
 */
function addStudyKeys({ state, inSession, view, primaryAction, menu }) {
  const isCard = () => ['question', 'answer'].includes(state());
  const isAnswer = () => state() === 'answer';
  const label = text('study.key_onward');
  const isPrimary = (/** @type {KeyboardEvent} */ event) => inSession() && isFree(event);
  for (const key of [' ', 'Enter']) keys.add({ keys: [key], label, run: primaryAction, when: isPrimary });
  const isStart = (/** @type {KeyboardEvent} */ event) => state() === 'setup' && isFree(event);
  keys.add({ keys: ['Enter'], label: text('study.key_start'), run: () => button('study-start').click(), when: isStart });
  const names = ['again', 'hard', 'good', 'easy'];
  // On a card with key points a digit ticks one; the letters grade any card.
  gradeButtons.forEach((one, i) => {
    const add = (/** @type {string} */ key, /** @type {() => boolean} */ when) => keys.add({ keys: [key], label: text(`study.${names[i]}`), run: () => !one.hidden && one.click(), when });
    add(`${i + 1}`, () => isAnswer() && view()?.ticks.length === 0);
    add(GRADE_LETTERS[i], isAnswer);
  });
  for (let i = 0; i < MAX_POINT_KEYS; i++) {
    keys.add({ keys: [`${i + 1}`], label: text('study.key_tick'), run: () => view()?.ticks[i].click(), when: () => isAnswer() && view()?.ticks[i] !== undefined });
  }
  for (let i = 0; i < MAX_CHOICE_KEYS; i++) {
    keys.add({ keys: [`${i + 1}`], label: text('study.key_choose'), run: () => view()?.inputs?.[i].click(), when: () => state() === 'question' && view()?.inputs?.[i] !== undefined });
  }
  // Closes the menu first, if it is open. Nothing is lost by it: the grades are kept, and undo goes back into the session.
  const leave = () => (menu.open ? (menu.open = false) : button('study-end-button').click());
  keys.add({ keys: ['Escape'], label: button('study-end-button').getAttribute('aria-label') ?? '', when: isCard, run: leave });
  keys.add({ keys: ['u'], label: text('study.undo'), run: () => button(state() === 'end' ? 'study-end-undo' : 'study-undo').click() });
  keys.addButtonShortcut(['-'], button('study-bury'), text('study.bury'));
  keys.addButtonShortcut(['@'], button('study-suspend'), text('study.suspend'));
  keys.addButtonShortcut(['h'], button('study-hint'), text('study.hint'));
  keys.addButtonShortcut(['e'], button('study-edit'), text('study.edit'));
  keys.addButtonShortcut(['i'], button('study-info'), text('study.info'));
  keys.add({ keys: ['*'], label: text('study.flag'), run: () => button('study-flag').click(), when: isCard });
  keys.add({ keys: ['n'], label: text('study.note'), run: () => button('study-note').click(), when: isCard });
}

export { addStudyKeys };
