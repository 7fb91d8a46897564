// The dialog for a card's flag and note.

import { element, text } from './base.js';
import * as events from './events.js';
/** @import { LogEvent } from './events.js' */

/**
 * Opens the dialog.
 * @param {object} what
 * @param {string} what.id the card's
 * @param {string} what.title
 * @param {any} what.log
 * @param {(list: LogEvent[]) => Promise<unknown>} what.save rejects where nothing was kept
 * @param {(error: unknown) => string} what.sentence what is said then
 * @param {() => void} [what.done]
 */
export function open({ id, title, log, save, sentence, done = () => {} }) {
  const { flag, note } = log.annotationOf(id);
  const field = element('textarea', { id: 'note-text', rows: 5, maxlength: events.MAX_TEXT_LENGTH });
  field.value = note;
  const box = element('input', { type: 'checkbox', id: 'note-flag', checked: flag });
  const said = element('p', { class: 'problem-line', role: 'alert' });
  const keep = async () => {
    const list = [
      ...(box.checked === flag ? [] : [['flag', { on: box.checked }]]),
      ...(field.value === note ? [] : [['remark', { text: field.value }]]),
    ].map(([type, fields], i) => events.createEvent(/** @type {string} */ (type), { card: id, .../** @type {object} */ (fields) }, { now: Date.now() + i, after: log.events.at(-1)?.t }));
    try {
      if (list.length) await save(list);
      dialog.close();
      done();
    } catch (error) {
      said.textContent = sentence(error);
    }
  };
  const form = element(
    'form',
    { class: 'dialog-form', submit: (/** @type {Event} */ event) => (event.preventDefault(), keep()) },
    element('h2', { id: 'note-title' }, text('note.title')),
    element('p', { class: 'note' }, title),
    element('div', { class: 'dialog-field' }, element('label', { for: 'note-text' }, text('note.note')), field),
    element('label', { class: 'check-line' }, box, text('note.flag')),
    said,
    element('p', { class: 'actions' }, element('button', { class: 'button primary', type: 'submit' }, text('note.save')), element('button', { class: 'button quiet', type: 'button', click: () => dialog.close() }, text('note.cancel'))),
  );
  /** @type {HTMLDialogElement} */
  const dialog = element('dialog', { class: 'form-dialog', 'aria-labelledby': 'note-title', close: () => dialog.remove() }, form);
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
}
