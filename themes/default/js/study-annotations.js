// Beside the card in a session: its flag and note, and sentences that are said once.

import { announce, element, settings, text, loadChunk } from './base.js';
import * as events from './events.js';
import * as learner from './study-data.js';
/** @import { Card } from './deck.js' */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const { log } = learner;

/** Shows in the menu whether the card is flagged. @param {Card} card */
function showFlag(card) {
  const { flag, note } = log.annotationOf(card.id);
  byId('study-flag').setAttribute('aria-pressed', String(flag));
  byId('study-note').toggleAttribute('data-has', note !== '');
}

/** Flags a card, or takes the flag off. @param {Card} card */
async function toggleFlag(card) {
  const on = !log.annotationOf(card.id).flag;
  await learner.save([events.createEvent('flag', { card: card.id, on }, { now: Date.now(), after: log.events.at(-1)?.t })]);
  showFlag(card);
  showNotice(text(on ? 'study.announce_flag' : 'study.announce_unflag'));
}

/** Opens the note on a card. @param {Card} card */
async function openNote(card) {
  const open = await loadChunk('asset:scripts/note-dialog.js', 'note-dialog');
  open({ id: card.id, title: card.title, log, save: learner.save, sentence: learner.errorMessage, done: () => (showFlag(card), announce(text('study.kept'))) });
}

/** A sentence above the card, until the next one. @param {string} words empty for none */
function showNotice(words) {
  const box = byId('study-notice');
  box.textContent = words;
  box.hidden = words === '';
  if (words) announce(words);
}

/** Said once on a device with a touch screen: what a swipe does. @param {Element} stage what the sentence is above */
function explainSwipes(stage) {
  if (settings.get('swipes') || !matchMedia('(pointer: coarse)').matches) return;
  settings.set('swipes', true);
  stage.prepend(element('p', { class: 'note study-swipes' }, text('study.swipes')));
}

export { showFlag, toggleFlag, openNote, showNotice, explainSwipes };
