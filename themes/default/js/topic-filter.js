// The filters of a topic's page: cards that fit every ticked group stay. The choice is in the address, so that it can be shared.

import { number, text } from './base.js';

/**
 * Whether a card fits: of each group with something ticked, one of the ticked.
 * @param {{ level: string, kind: string, tags: string[] }} card
 * @param {Record<'level' | 'kind' | 'tag', Set<string>>} ticked
 */
export const matchesFilter = (card, ticked) =>
  (ticked.level.size === 0 || ticked.level.has(card.level)) &&
  (ticked.kind.size === 0 || ticked.kind.has(card.kind)) &&
  (ticked.tag.size === 0 || card.tags.some((tag) => ticked.tag.has(tag)));

/** Makes the filters of the page work, if it has some. */
export function start() {
  const box = document.getElementById('filters');
  if (!box) return;

  const GROUPS = /** @type {const} */ (['level', 'kind', 'tag']);
  const entries = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#cards .entry'))].map((element) => {
    const { level = '', kind = '', tags = '' } = element.dataset;
    return { element, card: { level, kind, tags: tags.split(' ') } };
  });
  const groups = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#cards .group'));
  const result = /** @type {HTMLElement} */ (document.getElementById('filter-result'));
  const clear = /** @type {HTMLElement} */ (document.getElementById('filter-clear'));
  const boxes = [...box.querySelectorAll('input')];

  function apply() {
    const of = (/** @type {string} */ name) => new Set(boxes.filter((b) => b.checked && b.dataset.group === name).map((b) => b.value));
    const ticked = { level: of('level'), kind: of('kind'), tag: of('tag') };
    let shown = 0;
    for (const { element, card } of entries) {
      const fit = matchesFilter(card, ticked);
      element.hidden = !fit;
      shown += Number(fit);
    }
    for (const group of groups) group.hidden = !group.querySelector('.entry:not([hidden])');
    const any = GROUPS.some((name) => ticked[name].size > 0);
    result.textContent = any ? text('base.shown', { n: number(shown), m: number(entries.length) }) : '';
    clear.hidden = !any;
    return ticked;
  }

  /** The path of a page on disk may not be changed, its query may. @param {Record<string, Set<string>>} ticked */
  function remember(ticked) {
    const query = new URLSearchParams();
    for (const name of GROUPS) for (const value of ticked[name]) query.append(name, value);
    const search = query.toString();
    history.replaceState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    for (const b of boxes) b.checked = query.getAll(b.dataset.group ?? '').includes(b.value);
    if (query.has('tag')) box?.querySelector('.filter-tags')?.setAttribute('open', '');
  }

  box.addEventListener('change', () => remember(apply()));
  clear.addEventListener('click', () => {
    for (const b of boxes) b.checked = false;
    remember(apply());
    boxes[0].focus();
  });
  restore();
  apply();
}
