// Small helps for reading: copy buttons on code, answers that open for a link into them and for printing, the place in "on this page", and
// the previews of links (js/link-preview.js), loaded once somebody may want one.

import { announce, element, settings, text, loadChunk } from './base.js';
import { addZoomButtons } from './diagram-zoom.js';

/** How long a button says that it copied. Milliseconds. */
const COPIED_LABEL_MS = 1600;

/** @param {string} code */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLPreElement} pre */
function addCopyButton(pre) {
  const box = pre.closest('.code') ?? element('div', { class: 'code' });
  if (!box.contains(pre)) {
    pre.replaceWith(box);
    box.append(pre);
  }
  const label = element('span', {}, text('base.copy'));
  const button = element('button', { class: 'copy', type: 'button' }, element('span', { class: 'icon icon-copy', 'aria-hidden': 'true' }), label);
  let timer = 0;
  button.addEventListener('click', async () => {
    const done = await copy(pre.innerText);
    announce(text(done ? 'base.copied' : 'base.copy_failed'), !done);
    if (!done) getSelection()?.selectAllChildren(pre);
    label.textContent = text(done ? 'base.copied' : 'base.copy');
    clearTimeout(timer);
    timer = setTimeout(() => (label.textContent = text('base.copy')), COPIED_LABEL_MS);
  });
  box.append(button);
}

/** Opens what hides the target of the address. Browsers do so themselves for most; not for the closed box's own anchor. */
function openTarget() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // Not an encoded text: as it is.
  }
  const target = id ? document.getElementById(id) : null;
  if (!target) return;
  let opened = false;
  for (let box = target.closest('details'); box; box = box.parentElement?.closest('details') ?? null) {
    opened ||= !box.open;
    box.open = true;
  }
  if (opened) target.scrollIntoView();
}

/** On paper every answer is open. */
function openForPrint() {
  const closed = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details.reveal:not([open])'))];
  for (const box of closed) box.open = true;
  addEventListener('afterprint', () => closed.forEach((box) => (box.open = false)), { once: true });
}

/** Marks in "on this page" what is being read. */
function followContents() {
  const links = new Map([.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.contents a'))].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  if (links.size === 0 || !('IntersectionObserver' in globalThis)) return;
  const seen = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) isIntersecting ? seen.add(target.id) : seen.delete(target.id);
      const current = [...links.keys()].find((id) => seen.has(id));
      if (!current) return;
      for (const [id, link] of links) id === current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
    },
    { rootMargin: '-10% 0px -60%' },
  );
  for (const id of links.keys()) {
    const target = document.getElementById(id);
    if (target) observer.observe(target);
  }
}

function addCopyButtons() {
  const blocks = /** @type {NodeListOf<HTMLPreElement>} */ (document.querySelectorAll('.prose pre'));
  for (const pre of blocks) if (!pre.closest('.code')?.querySelector('.copy')) addCopyButton(pre);
}

/** At the first move of the pointer or the focus, which may be onto a link already. */
function wakePreviews() {
  const wake = (/** @type {Event} */ { target }) =>
    loadChunk('asset:scripts/link-preview.js', 'link-preview').then(
      (look) => target instanceof Element && target.matches(':hover, :focus') && look({ target }),
      () => {}, // A page without previews is not a failure.
    );
  for (const type of ['mouseover', 'focusin']) document.addEventListener(type, wake, { once: true });
}

/** A card's flag and note, in place; where that fails, in the table of all cards. */
function offerNotes() {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-note]'));
  const noted = () => link && [settings.get('noted', [])].flat().includes(link.dataset.note) && (link.textContent = text('marks.noted'));
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const words = link.textContent;
    loadChunk('asset:scripts/reading-notes.js', 'reading-notes').then((open) => open(link.dataset.note ?? '', document.querySelector('h1')?.textContent ?? '', () => noted() || (link.textContent = words))).catch(() => location.assign(link.href));
  });
  noted();
}

/** Starts all of them. */
export function start() {
  const refresh = () => (addCopyButtons(), addZoomButtons(document));
  refresh();
  offerNotes();
  document.addEventListener('recto:changed', refresh);
  followContents();
  wakePreviews();
  openTarget();
  addEventListener('hashchange', openTarget);
  addEventListener('beforeprint', openForPrint);
}
