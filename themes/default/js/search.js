// Loads the search on use: only this file is part of every page. Focus on the box of the masthead loads the rest and the
// manifest of the index; typing there, `/` or Ctrl+K open the dialog (js/keys.js calls `openSearch`); search.html shows its page.
//
//   await searchFor(isStale, typingPaused, 'acid', ['l/mid'], 10)   what js/search-results.js finds, once all shards that it needs have come; null if
//                                                           `isStale()` first: the answer is no longer wanted. What has come before answers
//                                                           at once; more is asked for only when the promise `typingPaused` is kept

import { element, loadScript, register, registered, url, loadChunk } from './base.js';

/** @type {Map<string, string[]>} texts of shards by their names */
const parts = new Map();
/** @type {SearchIndex} */
let index;
/** What js/entries/search.js registers. @type {any} */
let client;
/** What `ready` loads. @type {Promise<unknown> | null} */
let loading = null;
/** Whether the dialog is on its way: what is typed until then stays in the box, and moves all at once. */
let opening = false;
/** @type {SearchPage | undefined} */
let shown;

register('searchManifest', (/** @type {unknown} */ manifest) => (index = client.open(manifest)));
/** Of the script that runs; in a guide that is one file, its path. */
const scriptAddress = () => {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  return src || (dataset.path ?? '');
};

// A shard's name is a part of its path.
register('searchPart', (/** @type {string[]} */ ...texts) => parts.set(/[^/]+\/[^/]+(?=\.js)/.exec(scriptAddress())?.[0] ?? '', texts));

/** Loads the client and the manifest, once; again if that failed. */
function ready() {
  const styled = (/** @type {(value: unknown) => void} */ resolve) => registered('single') ? resolve(registered('single').style('asset:css/search.css')) : document.head.append(element('link', { rel: 'stylesheet', href: url('asset:css/search.css'), load: resolve, error: resolve }));
  const failed = (/** @type {unknown} */ error) => {
    loading = null;
    throw error;
  };
  loading ??= Promise.all([new Promise(styled), loadChunk('asset:scripts/search.js', 'search')]).then(([, loaded]) => ((client = loaded), loadScript('search/manifest.js'))).catch(failed);
  return loading;
}

/** @param {string} name */
const loadShard = async (name) => {
  if (!parts.has(name)) await loadScript(`search/${name}.js`);
  index.add(name, parts.get(name) ?? []);
  index.wanted.shards.delete(name);
};

/** Misspellings and phrases. */
const loadExtras = async () => {
  if (!(await loadChunk('asset:scripts/search-extras.js', 'search-extras'))) throw new Error();
  index.wanted.extras = false;
};

/** Yields to the event loop before more is read. */
const pause = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  index.wanted.pause = false;
};

/** Loads what the index was asked for and has not loaded. */
const loadWanted = () => {
  const { shards, extras, pause: yields } = index.wanted;
  return Promise.all([...[...shards].map(loadShard), extras && loadExtras(), yields && pause()]);
};

/** Searches, loading what the query needs, until it is answered or stale. @param {() => boolean} isStale @param {Promise<unknown>} typingPaused @param {...any} asked */
export const searchFor = async (isStale, typingPaused, ...asked) => {
  await ready();
  for (let renewed = false; !isStale(); ) {
    // Shards that only another query asked for are not loaded: it may have been of a word that was not yet typed.
    index.wanted.shards.clear();
    const found = client.find(index, ...asked);
    if (found) return found;
    await typingPaused;
    if (isStale()) break;
    // A shard that is not there belongs to another build than a manifest from a cache: the manifest is asked for once more.
    await loadWanted().catch((error) => {
      if (renewed) throw error;
      renewed = true;
      return loadScript(`search/manifest.js?${Date.now()}`);
    });
  }
  return null;
};

const box = /** @type {HTMLInputElement | null} */ (globalThis.document?.getElementById('search-box') ?? null);

/** Opens the search, and searches for `asked`. @param {SearchPage} [page] search.html's, from js/search-page.js @param {string} [asked] */
export const openSearch = (page, asked = '') => {
  const from = /** @type {HTMLElement | null} */ (document.activeElement);
  shown ??= page;
  box?.focus();
  if (opening) return;
  opening = true;
  ready().then(
    () => {
      opening = false;
      // A dialog that is closed gives the focus back to where it was: not to the box, where the next key would be a search.
      box?.blur();
      from?.focus();
      client.view(box?.value || asked, shown, Boolean(box?.value));
      if (box) box.value = '';
    },
    () => location.assign(url('search.html')),
  );
};

/** Starts to listen to the box of the masthead. */
export function start() {
  box?.addEventListener('input', () => openSearch());
  box?.addEventListener('focus', () => ready().catch(() => {}), { once: true });
}
