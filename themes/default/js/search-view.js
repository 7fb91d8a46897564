// What the reader sees of a search: a dialog over any page, and the same in search.html, where the address says what is asked and facets
// have counts.
//
//   Recto.searchView(box, page)   opens the dialog with the text of the masthead's box; or fills the page, if there is one
//
// The box is a combobox, the results its listbox: focus stays in the box, arrow keys move through the options, Enter opens one.

(function (Recto) {
  'use strict';
  const { element, text, count, url, settings } = Recto;

  /** Results at first, and how many more a press of the button brings. */
  const STEP = 10;
  /** Searches that are remembered. */
  const RECENT = 5;
  /** Tags that are offered. */
  const TAGS = 12;
  /** Before a search while typing. Milliseconds. */
  const PAUSE = 70;
  /** Kinds of filters, by the letters with which their ids begin. */
  /** @type {Record<string, string>} */
  const KINDS = { l: 'level', k: 'kind', t: 'tag' };

  /** @typedef {[string, boolean][]} Marked */

  /** @param {Marked} parts */
  const shown = (parts) => parts.map(([part, marked]) => (marked ? element('mark', {}, part) : part));
  const button = (/** @type {string} */ label, /** @type {() => void} */ click, attributes = {}) => element('button', { type: 'button', click, ...attributes }, label);
  const option = (/** @type {string} */ path, /** @type {any[]} */ children, click = (/** @type {Event} */ event) => {}) =>
    element('a', { role: 'option', tabindex: '-1', href: url(path), click }, ...children);
  const recent = () => /** @type {string[]} */ (settings.get('searches', []));

  /** @param {HTMLElement | null} page */
  function make(page) {
    let [turn, active, most] = [0, 0, STEP];
    /** Whether what is shown is not yet what is asked, and Enter was pressed meanwhile. */
    let [behind, entered] = [false, false];
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const asked = new URLSearchParams(page ? location.search : '');
    /** Ids of the chosen filters: `l/mid`. */
    const chosen = new Set(Object.entries(KINDS).flatMap(([letter, kind]) => asked.getAll(kind).map((id) => `${letter}/${id}`)));

    const input = element('input', {
      role: 'combobox', class: 'search-input', enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', input: later, keydown: onKey,
      'aria-label': text('search.label'), 'aria-controls': 'search-list', 'aria-expanded': 'false', 'aria-autocomplete': 'list', placeholder: text('search.label'),
    });
    const facets = element('div', { class: 'search-facets', role: 'group', 'aria-label': text('search.narrow') });
    const status = element('p', { class: 'search-status', role: 'status' });
    const list = element('div', { class: 'search-list', id: 'search-list', role: 'listbox', 'aria-label': text('search.results'), click: remember });
    const foot = element('p', { class: 'search-foot' });
    const parts = [input, facets, status, list, foot];
    const dialog = page ?? element('dialog', { class: 'search', 'aria-label': text('search.label'), click: (/** @type {Event} */ { target }) => target === dialog && dialog.close() });
    if (!page) parts.splice(1, 0, button(text('search.close'), () => dialog.close(), { class: 'search-close' }));
    dialog.append(...parts);
    if (!page) document.body.append(dialog);

    function remember() {
      const query = input.value.trim();
      if (query) settings.set('searches', [query, ...recent().filter((other) => other !== query)].slice(0, RECENT));
    }

    function later() {
      clearTimeout(timer);
      behind = true;
      entered = false;
      most = STEP;
      timer = setTimeout(search, PAUSE);
    }

    const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role=option]')]);

    /** @param {number} to */
    function select(to) {
      const all = options();
      active = (to + all.length) % (all.length || 1);
      all.forEach((one, i) => one.setAttribute('aria-selected', String(i === active)));
      input.setAttribute('aria-activedescendant', all[active]?.id ?? '');
      if (to) all[active]?.scrollIntoView({ block: 'nearest' });
    }

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing || !(step || event.key === 'Enter')) return;
      event.preventDefault();
      if (step) select(active + step);
      else if (behind) entered = true;
      else options()[active]?.dispatchEvent(new MouseEvent('click', { ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true }));
    }

    /** Options under the name of what they stand in; neighbours share it. @param {[string, HTMLElement][]} named */
    function fill(named) {
      list.replaceChildren();
      let group;
      for (const [i, [name, one]] of named.entries()) {
        one.id = `search-${i}`;
        if (!i || name !== named[i - 1][0]) {
          group = element('div', { role: 'group', 'aria-label': name || text('search.top') }, element('p', { 'aria-hidden': 'true' }, name));
          list.append(group);
        }
        group.append(one);
      }
      input.setAttribute('aria-expanded', String(named.length > 0));
      select(0);
    }

    /** @param {any} result @returns {[string, HTMLElement]} */
    const found = ({ path, title, level, kind, heading, excerpt, crumb }) => {
      const labels = [heading, level?.[1], kind?.[1]].filter(Boolean).join(' · ');
      const lines = { title: shown(title), labels: [labels], text: shown(excerpt) };
      return [crumb, option(path, Object.entries(lines).map(([name, children]) => element('span', { class: `search-${name}` }, ...children)))];
    };

    /** @param {string} query */
    const address = (query) => `search.html?${new URLSearchParams([['q', query], ...[...chosen].map((id) => [KINDS[id[0]], id.slice(2)])])}`;

    async function search() {
      const mine = ++turn;
      behind = true;
      const isStale = () => mine !== turn;
      const query = input.value.trim();
      if (page) history.replaceState(null, '', url(address(query)));
      try {
        const answer = await Recto.searchFor(isStale, query && input.value, [...chosen], most);
        if (!answer) return;
        const { root, results } = /** @type {{ root: SearchIndex['root'], results: SearchDoc[] }} */ (answer);
        const tags = page ? [...chosen, ...results.flatMap((result) => result.tags.map((tag) => `t/${tag}`))].filter((id) => id[0] === 't') : [];
        const offered = [...root.l.map((level) => ['l', ...level]), ...root.k.map((kind) => ['k', ...kind]), ...[...new Set(tags)].slice(0, TAGS).map((id) => ['t', id.slice(2), id.slice(2)])];
        const ids = offered.map(([letter, id]) => `${letter}/${id}`);
        const counted = page && (await Recto.searchFor(isStale, query, [...chosen], 0, ids));
        if (isStale()) return;
        offer(offered.map(([, , name], i) => ({ id: ids[i], name, n: counted?.counts[i] })));
        show(query, answer);
        behind = false;
        if (entered) options()[0]?.click();
        entered = false;
      } catch {
        behind = false;
        status.textContent = text('search.failed');
      }
    }

    /** Buttons that narrow. @param {{ id: string, name: string, n?: number }[]} filters */
    function offer(filters) {
      const focused = document.activeElement?.id;
      const choose = (/** @type {string} */ id) => {
        if (!chosen.delete(id)) chosen.add(id);
        search();
      };
      facets.replaceChildren(
        ...filters.flatMap(({ id, name, n }) => {
          const on = chosen.has(id);
          return n || n === undefined || on ? [button(n === undefined ? name : `${name} ${n}`, () => choose(id), { id: `search-${id}`, class: `search-${KINDS[id[0]]}`, 'aria-pressed': String(on) })] : [];
        }),
      );
      if (focused?.startsWith('search-')) document.getElementById(focused)?.focus();
    }

    /** @param {string} query @param {any} answer */
    function show(query, { hits, results, meant }) {
      const idle = !query && !chosen.size;
      fill(idle ? recent().map((again) => [text('search.recent'), option(address(again), [again], (/** @type {Event} */ event) => (event.preventDefault(), open(again)))]) : results.map(found));
      status.replaceChildren(idle ? '' : hits.length ? count('search.n', hits.length) : text(chosen.size ? 'search.none_filtered' : 'search.none'));
      if (meant) status.append(` · ${text('search.meant')} `, button(meant, () => open(meant)));
      const cards = results.flatMap((/** @type {SearchDoc} */ { card, url }) => (card ? [['card', url.replace(/\.html$/, '')]] : []));
      const study = element('a', { href: url(`study.html?${new URLSearchParams(cards)}`) }, count('search.study', cards.length));
      const more = page ? button(text('search.more'), () => ((most += STEP), search())) : element('a', { href: url(address(query)), click: remember }, text('search.all'));
      foot.replaceChildren(...(hits.length > results.length ? [more] : []), ...(cards.length ? [study] : []), text('search.keys'));
    }

    /** @param {string} query */
    function open(query) {
      if (!page && !dialog.open) dialog.showModal();
      input.value = query;
      input.focus();
      search();
    }
    return { open, asked: asked.get('q') ?? '' };
  }

  /** @type {ReturnType<typeof make> | undefined} */
  let view;

  /** @param {HTMLInputElement | null} box @param {HTMLElement | null} page */
  Recto.searchView = (box, page) => {
    const query = box?.value ?? '';
    if (box) box.value = '';
    view ??= make(page);
    view.open(query || view.asked);
  };
})(globalThis.Recto);
