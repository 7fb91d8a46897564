// The guide kept on this device: the part of the progress page that begins and ends it, and on every page of a guide that is kept the download
// that goes on where it stopped, and the offer of a new version. The files and the versions are the service worker's (js/entries/sw.js): it
// works step by step, as the page asks it to, because a browser may end a worker at any time and a page only with its reader.

import { announce, guideId, element, number, settings, text, url } from './base.js';

/** Versions are looked for at most so often: hosts cache for ten minutes. Milliseconds. */
const UPDATE_CHECK_MS = 600e3;
/** A host in the middle of a deploy is asked again after these milliseconds, then at the next visit. */
const RETRY_DELAYS_MS = [2e3, 8e3];
/** A worker that is not ready by then will not be. Milliseconds. */
const WORKER_TIMEOUT_MS = 20e3;

/** @typedef {{ current: string, next: string, ready: boolean, total: number, missing: number, files: number }} State */

/** `resumeOffline`, `showOfflineSection` and the rest do nothing elsewhere: from disk everything is on the device, and http has no workers. */
const isPossible = () => isSecureContext && /^https?:$/.test(location.protocol) && 'serviceWorker' in navigator;

const scope = () => new URL(url('') || './', location.href).href;
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The guide's own worker, not one of a site around it. */
async function registered() {
  const registration = await navigator.serviceWorker.getRegistration(scope());
  return registration?.scope === scope() && registration.active ? registration : null;
}

/** Starts the worker. @returns {Promise<ServiceWorkerRegistration>} */
async function register() {
  const registration = await navigator.serviceWorker.register(url('sw.js'), { scope: scope(), updateViaCache: 'none' });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (!worker) throw new Error('no worker');
  await new Promise((resolve, reject) => {
    const look = () => (worker.state === 'activated' ? resolve(undefined) : worker.state === 'redundant' && reject(new Error('no worker')));
    worker.addEventListener('statechange', look);
    setTimeout(reject, WORKER_TIMEOUT_MS, new Error('no worker'));
    look();
  });
  return registration;
}

/** The worker's answer, or its error's name as an Error. @param {ServiceWorkerRegistration} registration @param {string} call @returns {Promise<State>} */
const ask = (registration, call) =>
  new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: { result, error } }) => {
      port1.close();
      if (error) reject(new Error(error));
      else resolve(result);
    };
    registration.active?.postMessage({ call, port: port2 }, [port2]);
  });

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Told of each step. @type {Set<(state: State) => void>} */
const listeners = new Set();
/** @type {Promise<State> | null} */
let loading = null;

/** Downloads what is missing, in one tab at a time. @param {ServiceWorkerRegistration} registration @returns {Promise<State>} */
const download = (registration) =>
  (loading ??= navigator.locks
    .request(`recto:${guideId}:offline`, async () => {
      let state = await ask(registration, 'progress');
      for (let tries = 0; state.next && !state.ready; ) {
        try {
          state = await ask(registration, 'step');
          for (const listener of listeners) listener(state);
        } catch (error) {
          if (!(error instanceof Error) || error.message !== 'changed' || tries === RETRY_DELAYS_MS.length) throw error;
          await pause(RETRY_DELAYS_MS[tries++]);
          state = await ask(registration, 'check').catch(() => state);
        }
      }
      return state;
    })
    .finally(() => (loading = null)));

/** @param {number} bytes */
const size = (bytes) => number(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: bytes < 1e7 ? 1 : 0 });

/** A page on which a session may be under way is left alone. */
const isQuiet = () => !/page-(study|interview)/.test(document.body.className);

/** Says that a new version is on the device. @param {ServiceWorkerRegistration} registration */
function offer(registration) {
  if (!isQuiet() || document.querySelector('.offer')) return;
  const showNewVersion = async () => {
    await ask(registration, 'promote');
    location.reload();
  };
  /** @type {HTMLElement} */
  const box = element(
    'div',
    { class: 'offer sheet' },
    element('p', {}, text('offline.ready')),
    element('p', { class: 'actions' },
      element('button', { class: 'button primary', type: 'button', click: showNewVersion }, text('offline.show')),
      element('button', { class: 'button', type: 'button', click: () => box.remove() }, text('offline.later'))),
  );
  document.body.append(box);
  announce(text('offline.ready'));
}

/** On every page of a guide that is kept: goes on with the download, looks for a new version, offers it. */
async function resumeOffline() {
  const registration = isPossible() ? await registered() : null;
  if (!registration) return void settings.set('offline', null);
  let state = await ask(registration, 'progress');
  const { checked = 0 } = settings.get('offline', {}) ?? {};
  if (!state.next && Date.now() - checked > UPDATE_CHECK_MS) {
    state = await ask(registration, 'check');
    settings.set('offline', { checked: Date.now() });
  }
  state = await download(registration);
  if (state.ready) offer(registration);
  await ask(registration, 'collect');
}

/** @param {unknown} error */
function problem(error) {
  const name = error instanceof Error && ['changed', 'full', 'network'].includes(error.message) ? error.message : 'refused';
  const words = text(`offline.problem_${name}`);
  byId('offline-problem').textContent = words;
  announce(words, true);
  byId('offline-busy').hidden = true;
}

/** @param {State} state */
function showDownloadProgress({ total, missing }) {
  const share = total ? (total - missing) / total : 1;
  byId('offline-busy').hidden = share >= 1;
  /** @type {HTMLProgressElement} */ (byId('offline-bar')).value = share;
  byId('offline-progress').textContent = text('offline.progress', { done: size(total - missing), total: size(total) });
}

/** What is said, and what the buttons are for: `size` how large the guide is, before its download. @param {'none' | 'size' | 'interrupted' | 'kept'} what @param {State} [state] */
function showState(what, state) {
  const shown = { keep: what === 'none', download: what === 'size' || what === 'interrupted', cancel: what === 'size', check: what === 'kept', remove: what === 'interrupted' || what === 'kept' };
  for (const [name, isShown] of Object.entries(shown)) byId(`offline-${name}`).hidden = !isShown;
  byId('offline-state').textContent = what === 'none' || !state ? '' : text(`offline.${what}`, { size: size(what === 'interrupted' ? state.missing : state.total) });
}

/** @param {ServiceWorkerRegistration} registration */
async function complete(registration) {
  settings.set('offline', { checked: Date.now() });
  const state = await download(registration);
  byId('offline-busy').hidden = true;
  showState('kept', state);
  announce(text('offline.kept', { size: size(state.total) }));
  if (state.ready) offer(registration);
  await ask(registration, 'collect');
}

/** Everything that was kept goes, and the worker with it. */
async function remove() {
  settings.set('offline', null);
  await (await registered())?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(`recto:${scope()}:`)) await caches.delete(name);
  showState('none');
}

/** Installing is the browser's; where the installed app begins with an empty storage, a backup comes first. */
function showInstalling() {
  const byHand = /** @type {any} */ (navigator).standalone;
  if (byHand !== undefined) {
    byId('offline-install-note').textContent = text(byHand ? 'offline.installed' : 'offline.install_by_hand');
    byId('offline-export').hidden = byHand;
    byId('offline-export').addEventListener('click', () => byId('backup-export').click());
  }
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    const button = byId('offline-install');
    button.hidden = false;
    button.onclick = () => (/** @type {any} */ (event).prompt(), (button.hidden = true));
  });
}

/** The part of the progress page. */
async function showOfflineSection() {
  if (!isPossible()) {
    byId('offline-state').textContent = text(location.protocol === 'file:' ? 'offline.from_disk' : 'offline.impossible');
    return;
  }
  showInstalling();
  const guarded = (/** @type {() => Promise<unknown>} */ work) => () => {
    byId('offline-problem').textContent = '';
    work().catch((error) => (console.warn(error), problem(error)));
  };
  listeners.add(showDownloadProgress);
  byId('offline-keep').addEventListener('click', guarded(async () => showState('size', await ask(await register(), 'check'))));
  byId('offline-download').addEventListener('click', guarded(async () => {
    await navigator.storage?.persist?.();
    await complete(/** @type {ServiceWorkerRegistration} */ (await registered()));
  }));
  byId('offline-cancel').addEventListener('click', guarded(remove));
  byId('offline-remove').addEventListener('click', guarded(remove));
  byId('offline-check').addEventListener('click', guarded(async () => {
    const registration = await register();
    const { next } = await ask(registration, 'check');
    if (next) return complete(registration);
    byId('offline-state').textContent = text('offline.newest');
    announce(text('offline.newest'));
  }));
  const registration = await registered();
  const state = registration && (await ask(registration, 'progress'));
  showState(!state || !(state.current || state.next) ? 'none' : state.current ? 'kept' : 'interrupted', state ?? undefined);
}

export { resumeOffline, showOfflineSection };
