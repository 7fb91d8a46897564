// An assistant of the learner's own, where the guide's maintainer allows it: the form that connects it, and what it says about an answer. Loaded
// on use, on pages whose policy opens the endpoints that book.toml names.
//
// In: a turned card's view and the typed answer. Out: beside each key point a sentence and what the assistant would tick; the learner ticks.
// The key stays in this tab's memory unless the learner has it kept, and then in an entry of its own, which no backup, export or log reads.

import { announce, guideId, plural, element, text } from './base.js';
import * as client from './assistant-client.js';
import { messages } from './assistant-prompt.js';

/** The one place where a connection is kept. */
const PLACE = `recto-assistant:${guideId}`;
const PATH = '/v1/chat/completions';

/** @typedef {{ endpoint: string, path: string, model: string, key: string }} Connection */

/** What the page's policy opens. */
const endpoints = () => (document.documentElement.dataset.assistant ?? '').split(' ').filter(Boolean);

/** In this tab. @type {Connection | null} */
let connection = null;

/** @returns {Connection | null} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? 'null');
    return found && endpoints().includes(found.endpoint) && ['path', 'model', 'key'].every((name) => typeof found[name] === 'string') ? found : null;
  } catch {
    return null;
  }
}

/** @param {Connection | null} what */
function keep(what) {
  try {
    if (what) localStorage.setItem(PLACE, JSON.stringify(what));
    else localStorage.removeItem(PLACE);
  } catch {
    announce(text('base.not_kept'));
  }
}

/** @param {string} name @param {HTMLElement} field */
const labelled = (name, field) => element('label', {}, element('span', {}, text(`assistant.${name}`)), field);

/** Asks for the connection. @returns {Promise<Connection | null>} `null` where the learner closes the form */
function connect() {
  const now = connection ?? kept();
  const endpoint = element('select', { name: 'endpoint' }, ...endpoints().map((one) => element('option', { value: one, selected: one === now?.endpoint }, one)));
  const path = element('input', { name: 'path', type: 'text', required: true, pattern: '/[A-Za-z0-9._~/\\-]*', value: now?.path ?? PATH });
  const model = element('input', { name: 'model', type: 'text', required: true, autocomplete: 'off', value: now?.model ?? '' });
  const key = element('input', { name: 'key', type: 'password', autocomplete: 'off', spellcheck: 'false', value: now?.key ?? '' });
  const keeps = element('input', { name: 'keep', type: 'checkbox', checked: kept() !== null });
  /** @type {HTMLDialogElement} */
  const dialog = element('dialog', { class: 'sheet card-info assistant-dialog', 'aria-labelledby': 'assistant-title' });
  const form = element('form', { method: 'dialog', class: 'settings' },
    element('h2', { id: 'assistant-title' }, text('assistant.connect')),
    element('p', { class: 'note' }, text('assistant.sends')),
    labelled('endpoint', endpoint), labelled('path', path), labelled('model', model), labelled('key', key),
    element('label', { class: 'check' }, keeps, text('assistant.keep')),
    element('p', { class: 'note' }, text('assistant.keep_note', { origin: location.origin })),
    element('p', { class: 'actions' },
      element('button', { class: 'button primary', value: 'ask' }, text('assistant.ask')),
      element('button', { class: 'button', type: 'button', click: () => (keep(null), (connection = null), (key.value = ''), (keeps.checked = false), announce(text('assistant.forgotten'))) }, text('assistant.forget')),
      element('button', { class: 'button quiet', type: 'button', click: () => dialog.close('') }, text('study.close'))));
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (dialog.returnValue !== 'ask') return resolve(null);
      connection = { endpoint: endpoint.value, path: path.value, model: model.value.trim(), key: key.value.trim() };
      keep(keeps.checked ? connection : null);
      resolve(connection);
    });
    dialog.showModal();
  });
}

/** Puts what was said beside the points, and one button that ticks what the assistant found. @param {any} view @param {{ said: boolean, why: string }[]} judged @param {HTMLElement} line */
function put(view, judged, line) {
  view.element.querySelectorAll('.claim-assistant').forEach((/** @type {Element} */ old) => old.remove());
  judged.forEach(({ said, why }, i) => {
    const box = view.ticks[i];
    box.parentElement?.append(element('label', { class: `claim claim-assistant claim-${said ? 'said' : 'doubt'}`, for: box.id }, element('strong', {}, text(said ? 'assistant.said' : 'assistant.not_said')), ' ', why));
  });
  const found = view.ticks.filter((/** @type {unknown} */ _, /** @type {number} */ i) => judged[i].said);
  const confirm = element('button', { class: 'button', type: 'button', click: () => {
    for (const box of found) box.checked = true;
    confirm.remove();
    found[0].focus({ preventScroll: true });
    view.onchange();
  } }, plural('assistant.confirm', found.length));
  line.replaceChildren(text('assistant.done'), ...(found.length ? [' ', confirm] : []));
}

/** Asks the assistant about an answer, after connecting one, and shows what it says at the checklist. @param {any} view @param {string} answer @param {any} texts of the card @param {HTMLElement} line where it is said how far it is */
export async function show(view, answer, texts, line) {
  const to = await connect();
  if (!to) return;
  const stop = new AbortController();
  line.replaceChildren(text('assistant.asking', { endpoint: to.endpoint }), ' ', element('button', { class: 'link-button', type: 'button', click: () => stop.abort() }, text('assistant.stop')));
  try {
    put(view, await client.requestJudgement(to, messages({ ...texts, answer }), { points: texts.points.length, stop: stop.signal }), line);
  } catch (error) {
    const { problem, detail } = error instanceof client.AssistantError ? error : new client.AssistantError('nonsense');
    line.replaceChildren(text(`assistant.failed_${problem}`, { endpoint: to.endpoint, origin: location.origin, detail, n: texts.points.length }));
  }
}
