// What the reader sees of a search: a dialog over any page, and the same in search.html.
//
//   view(text, page)   opens the dialog and asks for the text; or shows it in the page that js/search-page.js is for, if there is one
//
// The box is a combobox, the results its listbox: focus stays in the box, arrow keys move through the options, Enter opens one.

import { count, element, settings, text, url } from './base.js';
import { searchFor } from './search.js';

/** Results at first. */
const PAGE_SIZE = 10;
/** Searches that are remembered. */
const MAX_RECENT = 5;
/** Before a search while typing. Milliseconds. */
const TYPING_DEBOUNCE_MS = 70;
/** Kinds of filters, by the letters with which their ids begin. */
/** @type {Record<string, string>} */
const KINDS = { l: 'level', k: 'kind', t: 'tag' };

/** @param {[string, boolean][]} parts */
const shown = (parts) => parts.map(([part, marked]) => (marked ? element('mark', {}, part) : part));
/**
 * An element with its name in the stylesheet.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} name @param {Record<string, any>} attributes @param {any[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
const part = (tag, name, attributes = {}, ...children) => /** @type {any} */ (element(tag, { class: `search-${name}`, ...attributes }, ...children));
/** @param {string} label @param {() => void} click */
const button = (label, click, attributes = {}) => element('button', { type: 'button', click, ...attributes }, label);
/** @param {string} path @param {any[]} children */
const option = (path, children, attributes = {}) => element('a', { role: 'option', tabindex: '-1', href: url(path), ...attributes }, ...children);
const recent = () => /** @type {string[]} */ (settings.get('searches', []));

/** @param {SearchPage | undefined} page */
function make(page) {
  let [turn, active] = [0, 0];
  /** Whether Enter was pressed while what is shown was not yet what is asked. */
  let entered = false;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  /** Ids of the chosen filters: `l/mid`. */
  const chosen = new Set(page?.chosen);

  const label = { 'aria-label': text('search.label') };
  const input = part('input', 'input', {
    role: 'combobox', enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', input: later, keydown: onKey,
    ...label, 'aria-controls': 'search-list', 'aria-expanded': 'false', 'aria-autocomplete': 'list', placeholder: text('search.label'),
  });
  const facets = part('div', 'facets', { role: 'group', 'aria-label': text('search.narrow') });
  const status = part('p', 'status', { role: 'status' });
  const list = part('div', 'list', { id: 'search-list', role: 'listbox', 'aria-label': text('search.results'), click: remember });
  const foot = part('p', 'foot');
  /** @type {HTMLDialogElement} */
  const dialog = element('dialog', { class: 'search', ...label, click: (/** @type {Event} */ { target }) => target === dialog && dialog.close() });
  const close = button(text('search.close'), () => dialog.close(), { class: 'search-close' });
  (page?.host ?? dialog).append(input, facets, ...(page ? [] : [close]), status, list, foot);
  document.body.append(dialog);

  function remember() {
    const query = input.value.trim();
    if (query) settings.set('searches', [query, ...recent().filter((other) => other !== query)].slice(0, MAX_RECENT));
  }

  /** Whether what is shown is not yet what is asked: assistive technology may wait for it, too. @param {boolean} now */
  const busy = (now) => list.setAttribute('aria-busy', `${now}`);
  const isBusy = () => list.getAttribute('aria-busy') === 'true';

  function later() {
    clearTimeout(timer);
    busy(true);
    entered = false;
    timer = setTimeout(search, TYPING_DEBOUNCE_MS);
  }

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role=option]')]);

  /** @param {number} to */
  function select(to) {
    const all = options();
    active = (to + all.length) % (all.length || 1);
    all.forEach((one, i) => one.setAttribute('aria-selected', `${i === active}`));
    input.setAttribute('aria-activedescendant', all[active]?.id ?? '');
    if (to) all[active]?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !(step || event.key === 'Enter')) return;
    event.preventDefault();
    if (step) select(active + step);
    else if (isBusy()) entered = true;
    else options()[active]?.dispatchEvent(new MouseEvent('click', { ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true }));
  }

  /** Options under the name of what they stand in; neighbours share it. @param {[string, HTMLElement][]} named */
  function fill(named) {
    list.replaceChildren();
    /** @type {HTMLElement | undefined} */
    let group;
    /** @type {string | undefined} */
    let last;
    named.forEach(([name, one], i) => {
      one.id = `search-${i}`;
      // Of no topic, or of a topic itself.
      const label = name || text('search.top');
      if (label !== last) list.append((group = element('div', { role: 'group', 'aria-label': label }, element('p', { 'aria-hidden': 'true' }, label))));
      group?.append(one);
      last = label;
    });
    input.setAttribute('aria-expanded', `${named.length > 0}`);
    select(0);
  }

  /** @param {SearchResult} result @returns {[string, HTMLElement]} */
  const found = ({ path, title, level, kind, heading, excerpt, crumb }) => {
    const labels = [heading, level?.[1], kind?.[1]].filter(Boolean).join(' · ');
    return [crumb, option(path, [part('span', 'title', {}, ...shown(title)), part('span', 'labels', {}, labels), part('span', 'text', {}, ...shown(excerpt))])];
  };

  /** @param {string} query */
  const address = (query) => `search.html?${new URLSearchParams([['q', query], ...[...chosen].map((id) => [KINDS[id[0]], id.slice(2)])])}`;

  async function search() {
    const mine = ++turn;
    busy(true);
    const query = input.value.trim();
    /** @param {number} most @param {SearchCount} [counting] */
    const ask = (most, counting) => searchFor(() => mine !== turn, query && input.value, [...chosen], most, counting);
    page?.tell(address(query));
    try {
      const answer = /** @type {SearchAnswer | null} */ (await ask(page?.most ?? PAGE_SIZE));
      const filters = answer && (page ? await page.narrow(answer, ask) : answer.filters);
      if (!filters || mine !== turn) return;
      offer(filters);
      show(query, answer);
      if (entered) options()[0]?.click();
      entered = false;
    } catch {
      // What failed for an older text says nothing of the newer one that is on its way.
      if (mine !== turn) return;
      status.textContent = text('search.failed');
    }
    busy(false);
  }

  /** Buttons that narrow. @param {[string, string][]} filters */
  function offer(filters) {
    const focused = document.activeElement?.id ?? '';
    const choose = (/** @type {string} */ id) => {
      if (!chosen.delete(id)) chosen.add(id);
      search();
    };
    facets.replaceChildren(...filters.map(([id, name]) => button(name, () => choose(id), { id: `search-${id}`, 'aria-pressed': `${chosen.has(id)}` })));
    document.getElementById(focused)?.focus();
  }

  /** @param {string} query @param {SearchAnswer} answer */
  function show(query, { hits, results, meant }) {
    const idle = !query && !chosen.size;
    const again = (/** @type {string} */ query) => option(address(query), [query], { click: (/** @type {Event} */ event) => (event.preventDefault(), open(query)) });
    fill(idle ? recent().map((query) => [text('search.recent'), again(query)]) : results.map(found));
    status.replaceChildren(idle ? '' : hits.length ? count('search.n', hits.length) : text(chosen.size ? 'search.none_filtered' : 'search.none'));
    if (meant) status.append(` · ${text('search.meant')} `, button(meant, () => open(meant)));
    const cards = results.flatMap(({ card, url }) => (card ? [['card', url.slice(0, -5)]] : []));
    foot.replaceChildren(
      ...(hits.length > results.length ? [page ? page.more(search) : element('a', { href: url(address(query)), click: remember }, text('search.all'))] : []),
      ...(cards.length ? [element('a', { href: url(`study.html?${new URLSearchParams(cards)}`) }, count('search.study', cards.length))] : []),
      part('span', 'keys', {}, text('search.keys')),
    );
  }

  /** @param {string} query */
  function open(query) {
    if (!page && !dialog.open) dialog.showModal();
    input.value = query;
    input.focus();
    search();
  }
  return open;
}

/** @type {ReturnType<typeof make> | undefined} */
let open;

/** @param {string} query @param {SearchPage} [page] */
export const view = (query, page) => (open ??= make(page))(query);
