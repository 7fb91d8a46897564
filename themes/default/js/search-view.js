// What the reader sees of a search: a dialog over any page, and the same in search.html.
//
//   view(text, page, typing)   opens the dialog and searches for the text, at once or when typing rests; or shows the results in search.html,
//                              whose `page` js/search-page.js gives
//
// The box is a combobox, the results its listbox: focus stays in the box, arrow keys move through the options, Enter opens one.

import { plural, element, settings, text, url } from './base.js';
import { searchFor } from './search.js';

/** Results in the dialog, and those of them that are seen before the list is moved: the others, with their texts, are loaded when it is. */
const PAGE_SIZE = 10;
const FIRST_ROWS = 6;
/** Recent searches that are stored, and those that found nothing, which js/failed-searches.js shows. */
const MAX_RECENT = 5;
const MAX_FAILED_SEARCHES = 50;
/** The setting that has those that found nothing. */
const FAILED_SEARCHES = 'unfound';
/** Before a search while typing, of what has been loaded. Milliseconds. */
const TYPING_DEBOUNCE_MS = 70;
/** More is loaded when typing rests for this many times as long as between keys, within limits. Milliseconds. */
const REST_FACTOR = 1.7;
const [MIN_REST_MS, MAX_REST_MS] = [130, 350];
/** The assumed time between keys before any are typed, and the most that counts: longer pauses are for thinking. */
const USUAL_PACE_MS = 200;
const MAX_PACE_MS = 400;
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
  /** When the last key was pressed, and how long it takes from one to the next. */
  let [typed, pace] = [0, USUAL_PACE_MS];
  /** Ends the wait for typing to rest. @type {(value?: unknown) => void} */
  let rested = () => {};
  /** The results' last group, and what it is called. @type {[HTMLElement | undefined, string | undefined]} */
  let [group, last] = [undefined, undefined];
  /** The last query that found nothing, while more of it may be typed. */
  let failedQuery = '';
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
  const dialog = element('dialog', { class: 'search', ...label, close: keepFailedQuery, click: (/** @type {Event} */ { target }) => target === dialog && dialog.close() });
  const close = button(text('search.close'), () => dialog.close(), { class: 'search-close' });
  (page?.host ?? dialog).append(input, facets, ...(page ? [] : [close]), status, list, foot);
  document.body.append(dialog);

  function remember() {
    const query = input.value.trim();
    if (query) settings.set('searches', [query, ...recent().filter((other) => other !== query)].slice(0, MAX_RECENT));
  }

  /** The reader is done with what was not found. */
  function keepFailedQuery() {
    if (failedQuery) settings.set(FAILED_SEARCHES, [failedQuery, ...settings.get(FAILED_SEARCHES, []).filter((/** @type {string} */ other) => other !== failedQuery)].slice(0, MAX_FAILED_SEARCHES));
    failedQuery = '';
  }
  addEventListener('pagehide', keepFailedQuery);

  /** What is typed letter by letter is one query, and so is what is deleted. @param {string} query @param {boolean} found */
  function noteFailedQuery(query, found) {
    if (failedQuery.startsWith(query)) return;
    if (!query.startsWith(failedQuery)) keepFailedQuery();
    failedQuery = found ? '' : query;
  }

  /** Whether what is shown is not yet what is asked: assistive technology may wait for it, too. @param {boolean} now */
  const busy = (now) => list.setAttribute('aria-busy', `${now}`);
  const isBusy = () => list.getAttribute('aria-busy') === 'true';

  /** Waits for typing to rest; pasted and dictated text is searched for at once. @param {{ inputType?: string }} event */
  function later({ inputType = '' }) {
    clearTimeout(timer);
    // What is asked for meanwhile is no longer wanted.
    turn++;
    busy(true);
    entered = false;
    const now = performance.now();
    pace += (Math.min(now - typed, MAX_PACE_MS) - pace) / 2;
    typed = now;
    const wait = /Text$|^delete/.test(inputType) ? Math.min(Math.max(REST_FACTOR * pace, MIN_REST_MS), MAX_REST_MS) : 0;
    const rest = new Promise((resolve) => setTimeout((rested = resolve), wait));
    timer = setTimeout(() => search(rest), TYPING_DEBOUNCE_MS);
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
    else if (isBusy()) entered = true, rested();
    else options()[active]?.dispatchEvent(new MouseEvent('click', { ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true }));
  }

  /** Options in groups by their topics; neighbours of one topic share a group. @param {[string, HTMLElement][]} named @param {number} from those before are there */
  function fill(named, from) {
    if (!from) {
      list.replaceChildren();
      last = undefined;
    }
    named.forEach(([name, one], i) => {
      if (i < from) return;
      one.id = `search-${i}`;
      one.setAttribute('aria-selected', 'false');
      // Of no topic, or of a topic itself.
      const label = name || text('search.no_topic');
      if (label !== last) list.append((group = element('div', { role: 'group', 'aria-label': label }, element('p', { 'aria-hidden': 'true' }, label))));
      group?.append(one);
      last = label;
    });
    input.setAttribute('aria-expanded', `${named.length > 0}`);
    if (!from) select(0);
  }

  /** Brings the others when the last result comes into sight. */
  const sight = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && extend());

  /** @param {SearchResult} result @returns {[string, HTMLElement]} */
  const found = ({ path, title, level, kind, heading, excerpt, crumb }) => {
    const labels = [heading, level?.[1], kind?.[1]].filter(Boolean).join(' · ');
    return [crumb, option(path, [part('span', 'title', {}, ...shown(title)), part('span', 'labels', {}, labels), part('span', 'text', {}, ...shown(excerpt))])];
  };

  /** @param {string} query */
  const address = (query) => `search.html?${new URLSearchParams([['q', query], ...[...chosen].map((id) => [KINDS[id[0]], id.slice(2)])])}`;

  /** @param {string} query @param {Promise<unknown>} [rest] when more may be loaded */
  function searcher(query, rest = Promise.resolve()) {
    const mine = turn;
    /** @param {number} limit @param {SearchCount} [counting] */
    return (limit, counting) => searchFor(() => mine !== turn, rest, query && input.value, [...chosen], limit, counting);
  }

  /** @param {Promise<unknown>} [rest] */
  async function search(rest) {
    const mine = ++turn;
    busy(true);
    const query = input.value.trim();
    const ask = searcher(query, rest);
    page?.setAddress(address(query));
    try {
      const answer = /** @type {SearchAnswer | null} */ (await ask(page?.limit ?? FIRST_ROWS));
      const filters = answer && (page ? await page.facets(answer, ask) : answer.filters);
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

  async function extend() {
    sight.disconnect();
    const query = input.value.trim();
    const mine = turn;
    // What does not come is as if the list ended there.
    const answer = await searcher(query)(PAGE_SIZE).catch(() => null);
    if (answer && mine === turn) show(query, answer, options().length);
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

  /** @param {string} query @param {SearchAnswer} answer @param {number} [from] the results before this one are shown */
  function show(query, { hits, results, correction }, from = 0) {
    const idle = !query && !chosen.size;
    noteFailedQuery(query, hits.length > 0 || chosen.size > 0);
    const again = (/** @type {string} */ query) => option(address(query), [query], { click: (/** @type {Event} */ event) => (event.preventDefault(), open(query)) });
    fill(idle ? recent().map((query) => [text('search.recent'), again(query)]) : results.map(found), from);
    sight.disconnect();
    if (!page && results.length < Math.min(hits.length, PAGE_SIZE)) sight.observe(options()[results.length - 1]);
    status.replaceChildren(idle ? '' : hits.length ? plural('search.n', hits.length) : text(chosen.size ? 'search.none_filtered' : 'search.none'));
    if (correction) status.append(` · ${text('search.meant')} `, button(correction, () => open(correction)));
    const cards = results.flatMap(({ card, url }) => (card ? [['card', url.slice(0, -5)]] : []));
    foot.replaceChildren(
      ...(hits.length > (page ? results.length : PAGE_SIZE) ? [page ? page.more(search) : element('a', { href: url(address(query)), click: remember }, text('search.all'))] : []),
      ...(cards.length ? [element('a', { href: url(`study.html?${new URLSearchParams(cards)}`) }, plural('search.study', cards.length))] : []),
      part('span', 'keys', {}, text('search.keys')),
    );
  }

  /** @param {string} query @param {boolean} [typing] whether more of it is being typed */
  function open(query, typing) {
    if (!page && !dialog.open) dialog.showModal();
    input.value = query;
    input.focus();
    if (typing) later({ inputType: 'insertText' });
    else search();
  }
  return open;
}

/** @type {ReturnType<typeof make> | undefined} */
let open;

/** Shows the results of a query; `typing` while it may not be finished. @param {string} query @param {SearchPage} [page] @param {boolean} [typing] */
export const view = (query, page, typing) => (open ??= make(page))(query, typing);
