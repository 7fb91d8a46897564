// The form for a custom card, in a dialog; and the list of custom cards to export for the guide's maintainer.

import { announce, element, number, text } from './base.js';
import * as events from './events.js';
import { newCardId } from './custom-cards.js';
import { toMarkdown } from './custom-card-markdown.js';
/** @import { Card, DeckManifest } from './deck.js' */
/** @import { LogEvent } from './events.js' */

/** A question is a line. */
const MAX_QUESTION_CHARS = 500;
const MAX_POINTS = 30;

/** @param {string} name @param {HTMLElement} field @param {string} [note] @param {string} [label] */
function labelled(name, field, note, label = text(`custom_card.${name}`)) {
  field.id = `custom-card-${name}`;
  const described = note ? [element('p', { class: 'note', id: `custom-card-${name}-note` }, note)] : [];
  if (note) field.setAttribute('aria-describedby', `custom-card-${name}-note`);
  return element('div', { class: 'dialog-field' }, element('label', { for: field.id }, label), field, ...described);
}

/** @param {[string, string][]} list @param {string} chosen @param {Record<string, any>} [attributes] */
const select = (list, chosen, attributes = {}) => element('select', attributes, ...list.map(([value, label]) => element('option', { value, selected: value === chosen }, label)));

/**
 * Opens the form.
 * @param {object} what
 * @param {DeckManifest} what.manifest
 * @param {Card | null} what.card the one that is changed; `null` for a new one
 * @param {string} what.topic where a new one may belong
 * @param {string} what.levelName what the guide calls a level
 * @param {number} what.after the last event's time
 * @param {(list: LogEvent[]) => Promise<boolean>} what.save whether it was saved; a failure is shown by the page
 * @param {(id: string, words: string) => void} what.done
 */
function open({ manifest, card, topic, levelName, after, save, done }) {
  const was = card?.custom;
  const question = element('input', { type: 'text', required: true, maxlength: MAX_QUESTION_CHARS, autocomplete: 'off' });
  const answer = element('textarea', { rows: 6, required: true, maxlength: events.MAX_TEXT_LENGTH });
  const points = element('textarea', { rows: 4, maxlength: events.MAX_TEXT_LENGTH });
  question.value = was?.q ?? '';
  answer.value = was?.a ?? '';
  points.value = (was?.points ?? []).join('\n');
  const topics = select(manifest.topics.map(({ id, title }) => [id, title]), card?.topic ?? topic, { disabled: was !== undefined });
  const level = select([['', text('custom_card.no_level')], ...manifest.levels], was?.level ?? '');
  const said = element('p', { class: 'problem-line', role: 'alert' });
  const cancel = element('button', { class: 'button quiet', type: 'button', click: () => dialog.close() }, text('custom_card.cancel'));
  const remove = element('button', { class: 'button quiet', type: 'button' }, text('custom_card.delete'));
  const form = element(
    'form',
    { class: 'dialog-form', novalidate: true },
    element('h2', { id: 'custom-card-title' }, text(was ? 'custom_card.edit_title' : 'custom_card.add_title')),
    labelled('question', question),
    labelled('answer', answer, text('custom_card.answer_note')),
    labelled('points', points),
    element('div', { class: 'dialog-pair' }, labelled('topic', topics), ...(manifest.levels.length ? [labelled('level', level, '', levelName)] : [])),
    said,
    element('p', { class: 'actions' }, element('button', { class: 'button primary', type: 'submit' }, text('custom_card.save')), cancel, ...(was ? [remove] : [])),
  );
  /** @type {HTMLDialogElement} */
  const dialog = element('dialog', { class: 'form-dialog', 'aria-labelledby': 'custom-card-title', close: () => dialog.remove() }, form);
  const keep = async (/** @type {LogEvent} */ event, /** @type {string} */ words) => {
    if (!(await save([event]))) return void (said.textContent = text('custom_card.not_saved'));
    dialog.close();
    done(/** @type {string} */ (event.card), words);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const empty = [question, answer].find((field) => field.value.trim() === '');
    said.textContent = empty ? text('custom_card.missing') : '';
    if (empty) return empty.focus();
    const list = points.value.split('\n').map((line) => line.replace(/^\s*[-*•]\s+/, '').trim()).filter(Boolean).slice(0, MAX_POINTS);
    const id = card?.id ?? newCardId(topics.value, events.newId());
    keep(events.createEvent('own', { card: id, q: question.value.trim(), a: answer.value, ...(list.length ? { points: list } : {}), ...(level.value ? { level: level.value } : {}) }, { now: Date.now(), after }), text(was ? 'custom_card.saved' : 'custom_card.added'));
  });
  // Asked twice.
  let isSure = false;
  remove.addEventListener('click', () => {
    if (isSure && card) return keep(events.createEvent('disown', { card: card.id }, { now: Date.now(), after }), text('custom_card.deleted'));
    isSure = true;
    remove.textContent = text('custom_card.delete_sure');
    announce(text('custom_card.delete_sure'));
  });
  document.body.append(dialog);
  dialog.showModal();
  question.focus();
}

/**
 * For each topic with custom cards a download, and a text to send with it.
 * @param {DeckManifest} manifest @param {Card[]} cards
 * @returns {HTMLElement[]}
 */
function exportList(manifest, cards) {
  const topics = manifest.topics.filter(({ id }) => cards.some(({ topic }) => topic === id));
  return topics.map(({ id, title }) => {
    const own = cards.filter(({ topic }) => topic === id);
    const message = text('custom_card.message', { guide: manifest.title, topic: title, folder: `content/${id}/`, n: number(own.length) });
    const copy = async () => {
      const done = await navigator.clipboard.writeText(message).then(() => true, () => false);
      announce(text(done ? 'base.copied' : 'base.copy_failed'), !done);
      if (done) button.textContent = text('base.copied');
      else words.hidden = false;
    };
    const button = element('button', { class: 'button quiet', type: 'button', click: copy }, text('custom_card.copy_message'));
    const words = element('p', { class: 'note', hidden: true }, message);
    const save = element('button', { class: 'button', type: 'button', click: () => download(id, own) }, text('custom_card.file', { topic: title, n: number(own.length) }));
    return element('li', {}, element('p', { class: 'note' }, text('custom_card.place', { folder: `content/${id}/` })), element('p', { class: 'actions' }, save, button), words);
  });
}

/** @param {string} topic @param {Card[]} cards */
function download(topic, cards) {
  const href = URL.createObjectURL(new Blob([toMarkdown(cards)], { type: 'text/markdown' }));
  element('a', { href, download: `${topic.replaceAll('/', '-')}-own.cards.md` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

export { open, exportList };
