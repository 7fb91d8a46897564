// What a link in the text leads to, shown when the pointer rests on it or the keyboard reaches it.
//
// The data are small scripts, one or more a folder (src/render/link_previews.rs writes them and says how they are divided), loaded when a link
// into the folder is first looked at; a page opened from disk can't fetch. js/reading.js loads this script when pointer or focus first move.
// Lists of links have no previews: they show the title already, and the first words of an answer would spoil the question.

import { element, loadScript, url } from './base.js';

/** @typedef {[title: string, labels: string, text: string]} Preview */

/** Delays before a preview is shown and hidden, so that the pointer can move onto it. */
const SHOW_DELAY_MS = 350;
const HIDE_DELAY_MS = 250;

/** FNV-1a, 32 bits, over UTF-8. @param {string} text */
function hash(text) {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

/** @type {Map<string, { parts: number, pages: Record<string, Preview> }>} */
const folders = new Map();

/** Called by the data files. @param {string} folder @param {number} parts @param {Record<string, Preview>} pages */
export function registerPreviews(folder, parts, pages) {
  const known = folders.get(folder) ?? { parts, pages: Object.create(null) };
  Object.assign(known.pages, pages);
  folders.set(folder, known);
}

/**
 * The folder and name of a page of this site, or `null` for other addresses.
 * @param {string} href absolute
 * @param {string} base absolute address of the site's root, ending with a slash
 */
function previewKey(href, base) {
  const path = href.split(/[?#]/)[0];
  if (!path.startsWith(base) || !path.endsWith('.html')) return null;
  const parts = path.slice(base.length, -'.html'.length).split('/');
  try {
    return { folder: parts.slice(0, -1).map(decodeURIComponent).join('/'), name: decodeURIComponent(parts[parts.length - 1]) };
  } catch {
    return null;
  }
}

/** @param {{ folder: string, name: string }} page @returns {Promise<Preview | undefined>} */
async function find({ folder, name }) {
  const path = (/** @type {number} */ part) => `assets/previews/${folder ? `${folder.split('/').map(encodeURIComponent).join('/')}/` : ''}${part}.js`;
  try {
    if (!folders.has(folder)) await loadScript(path(0));
    const known = folders.get(folder);
    const part = known ? hash(name) % known.parts : 0;
    if (part) await loadScript(path(part));
    return known && Object.hasOwn(known.pages, name) ? known.pages[name] : undefined;
  } catch {
    // No previews of that folder: a page without one is not a failure.
    return undefined;
  }
}

/** @type {HTMLElement | null} */
let shown = null;
/** @type {HTMLAnchorElement | null} the link looked at */
let current = null;
let timer = 0;

function hide() {
  clearTimeout(timer);
  shown?.remove();
  current?.removeAttribute('aria-describedby');
  shown = current = null;
}

/** @param {HTMLAnchorElement} link @param {Preview} preview */
function show(link, [title, labels, words]) {
  const box = element(
    'div',
    { class: 'preview', id: 'preview', role: 'tooltip', mouseenter: () => clearTimeout(timer), mouseleave: hideSoon },
    element('p', { class: 'preview-title' }, title),
    element('p', { class: 'labels' }, labels),
    element('p', { class: 'preview-text' }, words),
  );
  document.body.append(box);
  link.setAttribute('aria-describedby', 'preview');
  place(box, link);
  shown = box;
}

/** Under the link, or above it where there is more room; never over the edge. @param {HTMLElement} box @param {HTMLAnchorElement} link */
function place(box, link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const width = box.offsetWidth, height = box.offsetHeight;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + 8 + height <= innerHeight || at.top < height + 8;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${(below ? at.bottom + 8 : at.top - height - 8) + scrollY}px`;
}

function hideSoon() {
  clearTimeout(timer);
  timer = setTimeout(hide, HIDE_DELAY_MS);
}

/** Shows the preview of the link that the pointer or the focus has reached. @param {{ target: EventTarget | null }} event */
function onHover({ target }) {
  const link = target instanceof Element ? target.closest('.prose a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link === current || link.closest('.part-follow-ups')) return;
  const page = previewKey(link.href, new URL(url('./'), location.href).href);
  if (!page || link.href.split('#')[0] === location.href.split('#')[0]) return;
  hide();
  current = link;
  timer = setTimeout(async () => {
    const preview = await find(page);
    if (preview && current === link) show(link, preview);
  }, SHOW_DELAY_MS);
}

/** Starts to listen. */
export function start() {
  document.addEventListener('mouseover', onHover);
  document.addEventListener('focusin', onHover);
  document.addEventListener('mouseout', ({ target }) => target instanceof Node && current?.contains(target) && hideSoon());
  document.addEventListener('focusout', hideSoon);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  document.addEventListener('recto:changed', () => folders.clear());
}

export { hash, previewKey, onHover };
