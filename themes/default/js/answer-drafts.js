// Drafts of answers: what was typed, chosen and ticked on a card is restored after a reload of the page and after an undo.
//
// In: drafts of a card's view. Out: the last draft of a card since its last grade; a card that comes again is empty. The last few are
// stored, on this device only.

import { settings } from './base.js';
import * as learner from './study-data.js';

/** The setting, and how many cards it holds. */
const SETTING = 'answers';
const MAX_DRAFTS = 12;

/** @typedef {{ text?: string, gaps?: string[], choices: number[], ticks: number[], flags: number[], hints: number }} Draft */

/** Where nothing can be stored, drafts last as long as the page. @type {[string, number, Draft][]} */
let list = [];

/** @returns {[string, number, Draft][]} the id of what is scheduled, the number of its events at the time, and the draft */
function all() {
  const kept = settings.get(SETTING);
  if (Array.isArray(kept)) list = kept.filter((one) => Array.isArray(one) && one.length === 3);
  return list;
}

/** @param {string} id */
const eventsOf = (id) => learner.log.of(id).length;

/** Keeps what is typed, chosen and ticked on a card until it is graded. @param {string} id @param {Draft} draft */
function saveDraft(id, draft) {
  const n = eventsOf(id);
  list = [...all().filter((one) => one[0] !== id || one[1] !== n), /** @type {[string, number, Draft]} */ ([id, n, draft])].slice(-MAX_DRAFTS);
  if (!learner.keepsNothing()) settings.set(SETTING, list);
}

/** The last draft of a card since its last grade. @param {string} id @returns {Draft | undefined} */
const lastDraft = (id) => all().filter((one) => one[0] === id && one[1] === eventsOf(id)).at(-1)?.[2];

/** The card that was being answered when the page was left. @returns {string | undefined} */
const unfinishedCard = () => all().filter((one) => one[1] === eventsOf(one[0])).at(-1)?.[0];

export { saveDraft, lastDraft, unfinishedCard };
