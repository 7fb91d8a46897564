// Drawings too wide for their box: a button under each shows it as large as it is (js/diagram-viewer.js, loaded then).

import { element, text, loadChunk } from './base.js';

/** Adds the buttons under all drawings of a part of the page that have none yet. @param {ParentNode} root */
export function addZoomButtons(root) {
  for (const figure of root.querySelectorAll('.diagram.wide')) {
    if (figure.nextElementSibling?.matches('.see-large')) continue;
    const show = () => loadChunk('asset:scripts/diagram-viewer.js', 'diagram-viewer').then((open) => open(figure), console.warn);
    figure.after(element('p', { class: 'see-large' }, element('button', { class: 'link-button', type: 'button', click: show }, text('base.enlarge'))));
  }
}
