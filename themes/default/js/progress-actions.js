// What the parts of the progress page do to the log.

import * as learner from './study-data.js';
/** @import { LogEvent } from './events.js' */

let show = () => {};

/** Sets what `redraw` does. @param {() => void} shown shows the page anew */
export const setRedraw = (shown) => void (show = shown);

/** Shows the page anew. */
export const redraw = () => show();

/** Saves events and shows the page again, or the error. @param {LogEvent[]} events */
export async function saveAndRedraw(events) {
  const problem = /** @type {HTMLElement} */ (document.getElementById('progress-problem'));
  try {
    await learner.save(events);
    problem.hidden = true;
    show();
    return true;
  } catch (error) {
    learner.showProblem(problem, learner.errorMessage(error));
    return false;
  }
}
