// Backups on the progress page: a file out, a file in (merged, never replacing), a chosen file kept up to date where the browser can, and the
// promise not to clear the storage. js/backup-sync.js does the work.

import { announce, guideId, plural, element, language, number, settings, text } from './base.js';
import * as days from './days.js';
import * as backupSync from './backup-sync.js';
import * as learner from './study-data.js';
import { StoreError } from './database.js';
import { MAX_EVENTS_APPLIED_LIVE, isPersistent, requestPersistent } from './store.js';

const { store, log } = learner;
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

const fileName = () => `${guideId}-${days.iso(days.today(Date.now()))}.recto.json`;

/** Shows how far long work is. @param {number} share from 0 to 1; more for its end */
function progress(share) {
  byId('backup-busy').hidden = share > 1;
  /** @type {HTMLProgressElement} */ (byId('backup-bar')).value = Math.min(1, share);
  byId('backup-part').textContent = number(Math.min(1, share), { style: 'percent' });
}

async function download() {
  const { blob, events } = await backupSync.exportFile(store, progress);
  const href = URL.createObjectURL(blob);
  element('a', { href, download: fileName() }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  backupSync.recordBackup(events);
  say(plural('progress.exported', events));
}

/** A file that the system's share sheet takes: some take no JSON, all take text. @param {Blob} blob @returns {File | null} */
function shareable(blob) {
  const kinds = [[fileName(), 'application/json'], [fileName().replace(/json$/, 'txt'), 'text/plain']];
  const files = kinds.map(([name, type]) => new File([blob], name, { type }));
  return files.find((file) => navigator.canShare?.({ files: [file] })) ?? null;
}

/** Hands the progress to another device through the system's share sheet; there it is imported. */
async function share() {
  const { blob, events } = await backupSync.exportFile(store, progress);
  const file = shareable(blob);
  if (!file) return;
  await navigator.share({ files: [file] });
  backupSync.recordBackup(events);
  say(plural('progress.shared', events));
}

/** @param {string} words @param {boolean} [isProblem] */
function say(words, isProblem = false) {
  const box = byId('backup-said');
  box.textContent = words;
  box.classList.toggle('problem-line', isProblem);
  announce(words, isProblem);
  show();
}

/** @param {File} file */
async function take(file) {
  const { added, contents } = await backupSync.importFile(store, file, progress);
  // What came out of a file is in a file.
  if (contents.events.length > (settings.get('backup')?.events ?? 0)) backupSync.recordBackup(contents.events.length);
  say(added ? plural('progress.imported', added) : text('progress.imported_none'));
  if (added > MAX_EVENTS_APPLIED_LIVE) byId('backup-said').append(' ', element('button', { class: 'link-button', type: 'button', click: () => location.reload() }, text('progress.reload')));
}

const TYPES = [{ description: 'JSON', accept: { 'application/json': ['.json'] } }];

/** Lets the learner choose a file that is written after each session. A new one is made empty by the dialog, one that is there is left as it is. @param {boolean} isThere */
async function choose(isThere) {
  const picker = /** @type {any} */ (globalThis);
  const handle = isThere ? (await picker.showOpenFilePicker({ types: TYPES }))[0] : await picker.showSaveFilePicker({ suggestedName: fileName(), types: TYPES });
  await store.setItem('keep', backupSync.HANDLE_KEY, handle);
  await write(text('progress.file_chosen', { name: handle.name }));
}

/** Writes the chosen file now. @param {string} [words] said once it is written */
async function write(words = '') {
  if (await backupSync.syncBackup(store, { ask: true, onprogress: progress })) say(words || text('progress.file_written'));
  else say('');
}

/** What keeps the chosen file from being up to date, in words; empty where nothing does. */
function failureWords() {
  const failed = backupSync.lastFailure();
  return failed ? text(`store.backup_stale_${failed.problem}`, { name: failed.name }) : '';
}

async function showState() {
  const last = settings.get('backup');
  byId('backup-last').textContent = last ? `${text('progress.backup_last', { date: days.format(days.today(last.at), language) })} ${plural('progress.backup_since', Math.max(0, log.events.length - last.events))}` : text('progress.backup_never');
  const kept = await isPersistent().catch(() => null);
  byId('backup-persist').hidden = kept !== false;
  byId('backup-persistence').textContent = kept === null ? '' : text(kept ? 'progress.persistent' : 'progress.not_persistent');
  byId('backup-one-copy').textContent = store.isSafe ? '' : text('store.one_copy');
  const handle = await store.getItem('keep', backupSync.HANDLE_KEY).catch(() => null);
  byId('backup-file').hidden = byId('backup-file-existing').hidden = !('showSaveFilePicker' in globalThis);
  byId('backup-file-now').hidden = !handle;
  byId('backup-share').hidden = 'showSaveFilePicker' in globalThis || !shareable(new Blob(['{}']));
  if (handle) byId('backup-file-now').textContent = text('progress.file_now', { name: handle.name });
  byId('backup-failed').textContent = failureWords();
}

/** Runs a step; what fails is said. @param {() => Promise<unknown>} step */
const guarded = (step) => () =>
  step()
    .catch((/** @type {unknown} */ error) => {
      // The learner closed the dialog.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (error instanceof backupSync.FileError) return say(text(`progress.import_${error.problem}`, { detail: error.detail }), true);
      console.warn(error);
      say(error instanceof StoreError ? learner.errorMessage(error) : text('progress.file_failed'), true);
    })
    .finally(() => progress(2));

function listen() {
  const input = /** @type {HTMLInputElement} */ (byId('backup-import'));
  byId('backup-export').addEventListener('click', guarded(download));
  byId('backup-share').addEventListener('click', guarded(share));
  byId('backup-choose').addEventListener('click', () => input.click());
  input.addEventListener('change', guarded(async () => {
    const file = input.files?.[0];
    // The same file may be chosen again, whatever comes of this time.
    input.value = '';
    if (file) await take(file);
  }));
  byId('backup-persist').addEventListener('click', guarded(async () => {
    settings.set('persist', (await requestPersistent()) === true);
    await showState();
  }));
  byId('backup-file').addEventListener('click', guarded(() => choose(false)));
  byId('backup-file-existing').addEventListener('click', guarded(() => choose(true)));
  byId('backup-file-now').addEventListener('click', guarded(() => write()));
}

/** Brings the chosen file and the store together when the page opens. */
export async function syncAndShow() {
  await backupSync.syncBackup(store).finally(show);
}

/** Shows when the last backup was made, and what has been added since. */
export const show = () => void showState().catch(console.warn);

if (document.getElementById('backup-export')) listen();
