// Backups: a file out, a file in (merged, never replacing), a chosen file kept up to date where the browser can, and the promise not to
// clear the storage.

import { announce, book, count, element, language, settings, text } from './base.js';
import * as days from './days.js';
import * as events from './events.js';
import * as learner from './learner.js';
import { StoreError, isPersistent, persist } from './store.js';

const { store, log } = learner;
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const HANDLE = 'backup';

/** Remembers that everything up to now is in a backup. @param {number} events */
const remember = (events) => settings.set('backup', { at: Date.now(), events });

const fileName = () => `${book}-${days.iso(days.today(Date.now()))}.recto.json`;

async function download() {
  const { text: json, events } = await store.backup();
  const href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  element('a', { href, download: fileName() }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  remember(events);
  say(count('progress.exported', events));
}

/** @param {string} words @param {boolean} [isProblem] */
function say(words, isProblem = false) {
  const box = byId('backup-said');
  box.textContent = words;
  box.classList.toggle('problem-line', isProblem);
  announce(words, isProblem);
  showState();
}

/** @param {File} file */
async function take(file) {
  if (file.size > events.LIMITS.bytes) return say(text('progress.import_too-large'), true);
  const result = await store.merge(await file.text(), Date.now());
  if ('problem' in result) return say(text(`progress.import_${result.problem}`, { detail: result.detail || '' }), true);
  say(result.added ? `${count('progress.imported', result.added)}` : text('progress.imported_none'));
}

/** Lets the learner choose a file that is written after each session. */
async function choose() {
  const handle = await /** @type {any} */ (globalThis).showSaveFilePicker({ suggestedName: fileName(), types: [{ description: 'JSON', accept: { 'application/json': ['.json'] } }] });
  await store.keep('keep', HANDLE, handle);
  await write(handle);
  say(text('progress.file_chosen', { name: handle.name }));
}

/** @param {any} handle */
async function write(handle) {
  const { text: json, events } = await store.backup();
  const stream = await handle.createWritable();
  await stream.write(json);
  await stream.close();
  remember(events);
}

/** Brings the chosen file up to date, asking for permission again where a click allows it. @param {boolean} ask */
async function refresh(ask) {
  const handle = await store.kept('keep', HANDLE);
  if (!handle) return;
  const mode = { mode: 'readwrite' };
  const allowed = ask ? await handle.requestPermission(mode) : await handle.queryPermission(mode);
  if (allowed === 'granted') await write(handle);
}

async function showState() {
  const last = settings.get('backup');
  byId('backup-last').textContent = last ? `${text('progress.backup_last', { date: days.format(days.today(last.at), language) })} ${count('progress.backup_since', Math.max(0, log.events.length - last.events))}` : text('progress.backup_never');
  const kept = await isPersistent().catch(() => null);
  byId('backup-persist').hidden = kept !== false;
  byId('backup-persistence').textContent = kept === null ? '' : text(kept ? 'progress.persistent' : 'progress.not_persistent');
  const handle = await store.kept('keep', HANDLE).catch(() => null);
  byId('backup-file').hidden = !('showSaveFilePicker' in globalThis);
  byId('backup-file-now').hidden = !handle;
  if (handle) byId('backup-file-now').textContent = text('progress.file_now', { name: handle.name });
}

/** Runs a step; what fails is said. @param {() => Promise<unknown>} step */
const guarded = (step) => () =>
  step().catch((/** @type {unknown} */ error) => {
    // The learner closed the dialog.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    say(error instanceof StoreError ? learner.sentence(error) : text('progress.file_failed'), true);
  });

function listen() {
  const input = /** @type {HTMLInputElement} */ (byId('backup-import'));
  byId('backup-export').addEventListener('click', guarded(download));
  byId('backup-choose').addEventListener('click', () => input.click());
  input.addEventListener('change', guarded(async () => {
    const file = input.files?.[0];
    if (file) await take(file);
    input.value = '';
  }));
  byId('backup-persist').addEventListener('click', guarded(async () => {
    settings.set('persist', (await persist()) === true);
    await showState();
  }));
  byId('backup-file').addEventListener('click', guarded(choose));
  byId('backup-file-now').addEventListener('click', guarded(() => refresh(true).then(showState)));
}

if (document.getElementById('backup-export')) listen();
const show = () => void showState().catch(console.warn);

export { show, refresh };
