// Keeps a page that `recto serve` shows equal to what the author has just saved.
//
// In: events from the server, each with the version of the site and what is wrong with the guide. When the version is another than this
// page's, the page is asked for again, compared with what was sent before, and only what differs is changed: the place in the text, open
// answers and what scripts have added stay. What cannot be changed in place (other scripts, a part that a script has replaced) makes the
// page load again, and open answers and the place are put back. Mistakes of the author are shown in a box over the page; what is not good
// in the page's own file in a note at its edge, folded until it is asked for.
//
// The comparison is between two pages as they were sent, never with the page as it is: what a script did to it is not undone.
// Scripts of the theme hear `recto:changed` on the document after every change, to drop what they had loaded.

(function () {
  'use strict';

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const KEPT = 'recto:kept';
  const NOTE = 'recto:note';

  /** The version of the page as it is. */
  let version = own.dataset.version;
  /** The page as it was sent last. This is the first deferred script: no other has touched the page yet. */
  const sent = document.documentElement.cloneNode(true);
  /** For each node of `sent` the one on the page. @type {WeakMap<Node, Node>} */
  const shown = new WeakMap();
  pair(sent, document.documentElement);

  /** @param {Node} a @param {Node} b a copy of `a` */
  function pair(a, b) {
    shown.set(a, b);
    for (let i = 0; i < a.childNodes.length; i++) pair(a.childNodes[i], b.childNodes[i]);
  }

  /** The child of `parent` that a node of `sent` is on the page, or is in by now. @param {Node} node @param {Node} parent */
  function place(node, parent) {
    let found = shown.get(node) ?? null;
    while (found && found.parentNode !== parent) found = found.parentNode;
    if (!found) throw new Error('not in place');
    return found;
  }

  /** Makes `old`, and what it is on the page, like `fresh`. Both are elements of one name. @param {Element} old @param {Element} fresh */
  function patch(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    const live = /** @type {Element | undefined} */ (shown.get(old));
    if (!live?.isConnected) throw new Error('not in place');
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value) [old, live].forEach((node) => node.setAttribute(name, value));
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) [old, live].forEach((node) => node.removeAttribute(name));
    }
    patchChildren(old, fresh, live);
  }

  /** @param {Element} old @param {Element} fresh @param {Element} live */
  function patchChildren(old, fresh, live) {
    let before = [...old.childNodes];
    let after = [...fresh.childNodes];
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start++;
    let same = 0;
    const most = Math.min(before.length, after.length) - start;
    while (same < most && before[before.length - 1 - same].isEqualNode(after[after.length - 1 - same])) same++;
    const end = before[before.length - same] ?? null;
    before = before.slice(start, before.length - same);
    after = after.slice(start, after.length - same);
    if (before.length === after.length && before.every((node, i) => isAlike(node, after[i]))) {
      before.forEach((node, i) => patchNode(node, after[i]));
      return;
    }
    const open = named(before.flatMap(answers)).filter(([, box]) => /** @type {HTMLDetailsElement} */ (shown.get(box))?.open).map(([name]) => name);
    const next = end && place(end, live);
    for (const node of before) {
      place(node, live).remove();
      node.remove();
    }
    const inserted = [];
    for (const node of after) {
      const copy = document.importNode(node, true);
      const copyOfCopy = copy.cloneNode(true);
      old.insertBefore(copyOfCopy, end);
      live.insertBefore(copy, next);
      pair(copyOfCopy, copy);
      inserted.push(copy);
    }
    for (const [name, box] of named(inserted.flatMap(answers))) if (open.includes(name)) box.open = true;
  }

  /** @param {Node} old @param {Node} fresh */
  function patchNode(old, fresh) {
    if (old instanceof Element) patch(old, /** @type {Element} */ (fresh));
    else if (old.nodeValue !== fresh.nodeValue) [old, shown.get(old)].forEach((node) => node && (node.nodeValue = fresh.nodeValue));
  }

  /** @param {Node} a @param {Node} b */
  const isAlike = (a, b) => a.nodeName === b.nodeName && (!(a instanceof Element) || a.id === /** @type {Element} */ (b).id);

  /** @param {Node} node */
  const answers = (node) => (node instanceof Element ? [...(node.matches('details') ? [node] : []), ...node.querySelectorAll('details')] : []);

  /**
   * Boxes that open, each with a name by which it is found in another state of the page: its kind and its number among those of its kind.
   * @param {HTMLDetailsElement[]} boxes @returns {[string, HTMLDetailsElement][]}
   */
  function named(boxes) {
    const numbers = Object.create(null);
    return boxes.map((box) => {
      numbers[box.className] = (numbers[box.className] ?? 0) + 1;
      return [`${box.className} ${numbers[box.className]}`, box];
    });
  }

  /** @param {Element} page */
  const scripts = (page) => [...page.querySelectorAll('script[src]')].map((script) => script.getAttribute('src')).join('\n');

  /** @param {Element} page */
  const sheets = (page) => [...page.querySelectorAll('head link[rel=stylesheet]')];

  /** The head: new stylesheets are there before the old ones go. @param {Element} fresh */
  async function dress(fresh) {
    const old = sheets(sent);
    if (old.length === 0) throw new Error('not in place');
    const kept = new Set();
    const arrivals = [];
    let last = null;
    for (const wanted of sheets(fresh)) {
      const same = old.find((link) => link.isEqualNode(wanted));
      const copy = same ?? wanted.cloneNode(true);
      if (!same) {
        const link = /** @type {HTMLLinkElement} */ (document.importNode(wanted, true));
        arrivals.push(new Promise((done) => ['load', 'error'].forEach((event) => link.addEventListener(event, done))));
        // In the order of the new page, which decides whose rules win.
        if (last) shown.get(last).after(link), last.after(copy);
        else shown.get(old[0]).before(link), old[0].before(copy);
        shown.set(copy, link);
      }
      kept.add(copy);
      last = copy;
    }
    await Promise.all(arrivals);
    for (const link of old) {
      if (kept.has(link)) continue;
      shown.get(link).remove();
      link.remove();
    }
    const title = fresh.querySelector('title')?.textContent ?? '';
    if (document.title !== title) document.title = title;
  }

  let busy = false;
  let wanted = version;

  /** Makes the page what the server has now. */
  async function update() {
    if (busy) return;
    busy = true;
    try {
      while (version !== wanted) {
        const page = await fetch(location.href, { cache: 'no-store' }).then((response) => response.text()).catch(() => null);
        // The server is gone; the event source finds it again.
        if (page === null) return;
        const fresh = new DOMParser().parseFromString(page, 'text/html').documentElement;
        const tag = /** @type {HTMLElement | null} */ (fresh.querySelector('script[data-version]'));
        if (!tag?.dataset.version) throw new Error('not in place');
        const served = tag.dataset.version;
        // Not a difference between the pages.
        tag.dataset.version = own.dataset.version;
        if (scripts(fresh) !== scripts(sent)) throw new Error('not in place');
        await dress(fresh);
        patch(sent.querySelector('body'), fresh.querySelector('body'));
        // Another save may have come in between.
        if (served === version) break;
        version = served;
        document.dispatchEvent(new CustomEvent('recto:changed'));
      }
    } catch {
      again();
    } finally {
      busy = false;
    }
  }

  /** Loads the page again, and remembers what the reader had open. */
  function again() {
    const open = named(answers(document.body)).filter(([, box]) => box.open).map(([name]) => name);
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, open, x: scrollX, y: scrollY }));
    } catch {
      // Nothing can be kept: the page starts at its top.
    }
    location.reload();
  }

  /** Puts back what `again` remembered. */
  function restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
      sessionStorage.removeItem(KEPT);
      if (kept?.page !== location.pathname) return;
      for (const [name, box] of named(answers(document.body))) box.open = kept.open.includes(name);
      scrollTo(kept.x, kept.y);
    } catch {
      // As above.
    }
  }

  /** @type {HTMLElement | null} */
  let box = null;

  /** Shows what is wrong, or takes it away. @param {{ title: string, note: string, text: string, hide: string } | null} problems */
  function showProblems(problems) {
    box?.remove();
    box = null;
    if (!problems) return;
    box = document.createElement('recto-problems');
    const section = make('section');
    section.setAttribute('role', 'alert');
    const hide = make('button', problems.hide);
    hide.addEventListener('click', () => showProblems(null));
    const head = make('header');
    head.append(make('h2', problems.title), make('p', problems.note), hide);
    section.append(head, report(problems.text));
    dressed(box, section);
  }

  /** @param {string} name */
  const make = (name, text = '') => Object.assign(document.createElement(name), { textContent: text });

  /** Long lines are scrolled to, with the keyboard too. @param {string} text */
  const report = (text) => Object.assign(make('pre', text), { tabIndex: 0 });

  /** Adds a box to the page, out of the reach of the page's styles. @param {HTMLElement} host @param {HTMLElement} content */
  function dressed(host, content) {
    const style = Object.assign(make('link'), { rel: 'stylesheet', href: '/_recto/reload.css' });
    host.attachShadow({ mode: 'open' }).append(style, content);
    document.documentElement.append(host);
  }

  /** @type {HTMLElement | null} */
  let note = null;
  /** The state that the note was asked for last. */
  let asked = '';

  /** Asks what is not good in the page's file, if that may be other than before. @param {{ advice: number | null, problems: unknown }} state */
  async function advise({ advice, problems }) {
    const wanted = `${problems ? null : advice}`;
    if (wanted === asked) return;
    asked = wanted;
    const ask = () => fetch(`/_recto/advice${location.pathname}`, { cache: 'no-store' }).then((response) => response.json());
    const found = wanted === 'null' ? null : await ask().catch(() => null);
    // Another answer may be on its way by now.
    if (asked === wanted) remark(found);
  }

  /** Shows the note, or takes it away; it stays as open as it was. @param {{ title: string, text: string, more: string } | null} found */
  function remark(found) {
    const text = JSON.stringify(found);
    if (note && text === note.dataset.said) return;
    note?.remove();
    note = null;
    if (!found) return;
    note = document.createElement('recto-note');
    note.dataset.said = text;
    const details = /** @type {HTMLDetailsElement} */ (make('details'));
    details.open = remembered() === 'open';
    details.addEventListener('toggle', () => remember(details.open));
    details.append(make('summary', found.title), report(found.text), make('p', found.more));
    dressed(note, details);
  }

  /** Whether the note is open, for as long as the tab is. @param {boolean} open */
  function remember(open) {
    try {
      sessionStorage.setItem(NOTE, open ? 'open' : 'folded');
    } catch {
      // Nothing can be kept: it starts folded.
    }
  }

  function remembered() {
    try {
      return sessionStorage.getItem(NOTE);
    } catch {
      return null;
    }
  }

  /** @type {EventSource | null} */
  let events = null;

  /** A page that nobody sees waits: browsers allow only six connections to one server. */
  function connect() {
    if (document.visibilityState === 'hidden') {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource('/_recto/events');
      events.addEventListener('message', ({ data }) => {
        const state = JSON.parse(data);
        showProblems(state.problems);
        advise(state);
        wanted = state.version;
        update();
      });
    }
  }

  addEventListener('pagehide', () => (events?.close(), (events = null)));
  addEventListener('pageshow', connect);
  document.addEventListener('visibilitychange', connect);
  connect();
  // After the theme's scripts, which may open answers themselves.
  addEventListener('load', restore);
})();
