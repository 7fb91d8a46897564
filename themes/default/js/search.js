// Search, until the reader asks for it: only this file is loaded with every page. Focus on the box of the masthead brings the rest and the
// root of the index; typing there, `/` or Ctrl+K open the dialog (js/keys.js calls `openSearch`); search.html shows its page.
//
//   await searchFor(isStale, rest, 'acid', ['l/mid'], 10)   what js/search-results.js finds, once all shards that it needs have come; null if
//                                                           `isStale()` first: the answer is no longer wanted. What has come before answers
//                                                           at once; more is asked for only when the promise `rest` is kept

import { element, loadScript, register, registered, url, loadChunk } from './base.js';

/** @type {Map<string, string[]>} texts of shards by their names */
const parts = new Map();
/** @type {SearchIndex} */
let index;
/** What js/entries/search.js registers. @type {any} */
let client;
/** @type {Promise<unknown> | null} */
let interest = null;
/** Whether the dialog is on its way: what is typed until then stays in the box, and moves all at once. */
let opening = false;
/** @type {SearchPage | undefined} */
let shown;

register('searchRoot', (/** @type {unknown} */ root) => (index = client.open(root)));
/** Of the script that runs; in a guide that is one file, its path. */
const scriptAddress = () => {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  return src || (dataset.path ?? '');
};

// A shard's name is where it lies.
register('searchPart', (/** @type {string[]} */ ...texts) => parts.set(/[^/]+\/[^/]+(?=\.js)/.exec(scriptAddress())?.[0] ?? '', texts));

/** Loads the client and the root, once; again if that failed. */
function ready() {
  const styled = (/** @type {(value: unknown) => void} */ resolve) => registered('single') ? resolve(registered('single').style('asset:css/search.css')) : document.head.append(element('link', { rel: 'stylesheet', href: url('asset:css/search.css'), load: resolve, error: resolve }));
  const failed = (/** @type {unknown} */ error) => {
    interest = null;
    throw error;
  };
  interest ??= Promise.all([new Promise(styled), loadChunk('asset:scripts/search.js', 'search')]).then(([, loaded]) => ((client = loaded), loadScript('search/root.js'))).catch(failed);
  return interest;
}

/** @param {string} name */
const bringShard = async (name) => {
  if (!parts.has(name)) await loadScript(`search/${name}.js`);
  index.add(name, parts.get(name) ?? []);
  index.wanted.shards.delete(name);
};

/** The part of the client that few queries need. */
const bringRare = async () => {
  await loadScript('asset:scripts/search-more.js');
  if (!registered('searchRare')) throw new Error();
  index.wanted.rare = false;
};

/** Lets the page answer before more is read. */
const pause = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  index.wanted.pause = false;
};

/** Brings what the index was asked for and does not have. */
const bring = () => {
  const { shards, rare, pause: tired } = index.wanted;
  return Promise.all([...[...shards].map(bringShard), rare && bringRare(), tired && pause()]);
};

/** @param {() => boolean} isStale @param {Promise<unknown>} rest @param {...any} asked */
export const searchFor = async (isStale, rest, ...asked) => {
  await ready();
  for (let renewed = false; !isStale(); ) {
    // What another query wanted and this one does not is not loaded: it may be of a word that was half typed.
    index.wanted.shards.clear();
    const found = client.find(index, ...asked);
    if (found) return found;
    await rest;
    if (isStale()) break;
    // A shard that is not there belongs to another build than a root from a cache: the root is asked for once more.
    await bring().catch((error) => {
      if (renewed) throw error;
      renewed = true;
      return loadScript(`search/root.js?${Date.now()}`);
    });
  }
  return null;
};

const box = /** @type {HTMLInputElement | null} */ (globalThis.document?.getElementById('search-box') ?? null);

/** @param {SearchPage} [page] what js/search-page.js is for @param {string} [asked] */
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

export function start() {
  box?.addEventListener('input', () => openSearch());
  box?.addEventListener('focus', () => ready().catch(() => {}), { once: true });
}
