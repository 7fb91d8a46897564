// A drawing on the whole screen, in its own size or larger; what does not fit scrolls.

import { element, text } from './base.js';

/** So many times its own size at least: its letters are then as large as the text's. */
const SCALE = 1.25;

/** Shows a drawing over the page. @param {Element} figure with the drawing */
export function open(figure) {
  const svg = /** @type {SVGSVGElement | null} */ (figure.querySelector('svg'));
  if (!svg) return;
  // It moves there and back: a copy would have the same ids.
  const place = document.createComment('');
  const close = element('button', { class: 'button', type: 'button', click: () => dialog.close() }, text('base.keys_close'));
  const box = element('div', { class: 'diagram large-box', tabindex: '0', role: 'group', 'aria-label': svg.querySelector('title')?.textContent ?? text('base.enlarge') });
  const back = () => {
    svg.removeAttribute('style');
    place.replaceWith(svg);
    dialog.remove();
  };
  /** @type {HTMLDialogElement} */
  const dialog = element('dialog', { class: 'large-dialog', 'aria-label': text('base.enlarge'), close: back }, element('p', { class: 'actions' }, close), box);
  svg.replaceWith(place);
  box.append(svg);
  document.body.append(dialog);
  dialog.showModal();
  svg.style.inlineSize = `${Math.max(svg.viewBox.baseVal.width * SCALE, box.clientWidth)}px`;
}
