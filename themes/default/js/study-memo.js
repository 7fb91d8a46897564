// What was typed, chosen and ticked on a card: it outlives the page, and an undo brings it back.
//
// In: a card's view while it is worked on. Out: the same for another view of that card, as long as no grade stands between them: a card that comes
// again is asked anew. The last few are kept, on this device only.

import { settings } from './base.js';
import * as learner from './study-data.js';

/** The setting, and how many cards it holds. */
const SETTING = 'answers';
const MAX_ANSWERS = 12;

/** @typedef {{ text?: string, gaps?: string[], choices: number[], ticks: number[], flags: number[], hints: number }} Memo */

/** Where nothing can be kept, they last as long as the page. @type {[string, number, Memo][]} */
let list = [];

/** @returns {[string, number, Memo][]} the id of what is scheduled, the events that its log had, and what was done */
function all() {
  const kept = settings.get(SETTING);
  if (Array.isArray(kept)) list = kept.filter((one) => Array.isArray(one) && one.length === 3);
  return list;
}

/** @param {string} id */
const eventsOf = (id) => learner.log.of(id).length;

/** @param {string} id @param {Memo} memo */
function saveAnswer(id, memo) {
  const n = eventsOf(id);
  list = [...all().filter((one) => one[0] !== id || one[1] !== n), /** @type {[string, number, Memo]} */ ([id, n, memo])].slice(-MAX_ANSWERS);
  if (!learner.isUnsaved()) settings.set(SETTING, list);
}

/** What was done on a card since its last grade. @param {string} id @returns {Memo | undefined} */
const savedAnswer = (id) => all().filter((one) => one[0] === id && one[1] === eventsOf(id)).at(-1)?.[2];

/** The card that was being answered when the page was left. @returns {string | undefined} */
const unfinishedCard = () => all().filter((one) => one[1] === eventsOf(one[0])).at(-1)?.[0];

export { saveAnswer, savedAnswer, unfinishedCard };
