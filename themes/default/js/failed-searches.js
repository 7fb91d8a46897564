// The reader's searches that found nothing, which js/search-view.js keeps: by them the guide's authors learn which synonyms are missing, if the reader
// sends them the list. A script of its own, loaded where there are any.

import { announce, element, settings, text } from './base.js';

/** The setting in which js/search-view.js keeps them. */
const FAILED_SEARCHES = 'unfound';

/** The list, to copy or to forget. */
export function show() {
  const queries = /** @type {string[]} */ (settings.get(FAILED_SEARCHES, []));
  const list = element('ul', {}, ...queries.map((query) => element('li', {}, query)));
  const box = element('details', { class: 'search-failed' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(queries.map((query) => `- ${query}`).join('\n'));
      announce(text('base.copied'));
    } catch {
      // Where copying is not allowed, by hand.
      getSelection()?.selectAllChildren(list);
    }
  };
  const forget = () => {
    settings.set(FAILED_SEARCHES, null);
    box.remove();
  };
  const button = (/** @type {string} */ name, /** @type {() => unknown} */ click) => element('button', { class: 'button quiet', type: 'button', click }, text(name));
  const actions = element('p', { class: 'actions' }, button('base.copy', copy), button('failed_searches.forget', forget));
  box.append(element('summary', {}, text('failed_searches.title')), element('p', { class: 'note' }, text('failed_searches.why')), list, actions);
  return box;
}
