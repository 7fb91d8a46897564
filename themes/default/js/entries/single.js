// The guide as one file, `recto export html`: shows the page that the address names (`?page=databases/acid.html`), from the files that are in
// the document as data. Every script and stylesheet of the site is put in as it is, so that its hash is one that the policy allows; nothing is
// requested. src/export/single.rs writes the document.
//
// `Recto.single` is what the site's scripts ask here instead of by URL (js/base.js): `url(path)`, `run(path)`, `style(path)`.

/** @type {{ pages: Record<string, string>, texts: Record<string, string>, images: Record<string, string> }} */
const { pages, texts, images } = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('recto-files')).textContent ?? '');
const asked = new URLSearchParams(location.search).get('page') ?? '';
const page = Object.hasOwn(pages, asked) ? asked : 'index.html';

/** A path of the site, with query and fragment, as an address of this file. @param {string} path percent-encoded */
function url(path) {
  const [, name, query, fragment] = /** @type {RegExpExecArray} */ (/^([^?#]*)\??([^#]*)(#?.*)$/s.exec(path));
  return `?page=${decodeURIComponent(name) === '' ? 'index.html' : name}${query ? `&${query}` : ''}${fragment}`;
}

/** The path of the site that an address on this page means; empty for what leads elsewhere. @param {string} address */
function pathOf(address) {
  if (/^(#|\?|$|[a-z][\w+.-]*:)/i.test(address)) return '';
  const { pathname, search, hash } = new URL(address, `https://site/${page.split('/').map(encodeURIComponent).join('/')}`);
  return pathname.slice(1) + search + hash;
}

/** @param {string} path @param {string} query */
const textOf = (path, query = decodeURIComponent(path.replace(/[?#].*/s, ''))) => {
  if (!Object.hasOwn(texts, query)) throw new Error(`no ${query}`);
  return texts[query];
};

/** @param {string} path */
function run(path) {
  const script = document.createElement('script');
  script.dataset.path = path;
  script.textContent = textOf(path);
  document.head.append(script);
  script.remove();
}

/** @param {string} path */
function style(path) {
  const sheet = document.createElement('style');
  sheet.textContent = textOf(path);
  document.head.append(sheet);
}

const offered = ((/** @type {any} */ (globalThis)).Recto ??= {});
// A chunk runs after the script that asks for it, as one that is loaded would.
offered.single = { url, run: async (/** @type {string} */ path) => (await null, run(path)), style };

// What a page keeps in its address stays beside the page's own name.
const replaceState = history.replaceState.bind(history);
history.replaceState = (state, title, address) => {
  const next = new URL(String(address ?? ''), location.href);
  if (!next.searchParams.has('page')) next.search = `?page=${encodeURIComponent(page)}${next.search.replace(/^\?/, '&')}`;
  replaceState(state, title, next.search + next.hash);
};

// Addresses that scripts write later.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const path = pathOf(link?.getAttribute('href') ?? '');
  if (path) link?.setAttribute('href', url(path));
}, true);
document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const path = pathOf(form.getAttribute('action') ?? '');
  if (!path || event.defaultPrevented) return;
  event.preventDefault();
  location.assign(url(`${path}?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`));
});

const shown = new DOMParser().parseFromString(pages[page], 'text/html');
const { documentElement } = document;
for (const { name, value } of shown.documentElement.attributes) if (name !== 'data-manifest') documentElement.setAttribute(name, value);
document.title = shown.title;
for (const sheet of shown.querySelectorAll('link[rel=stylesheet]')) style(pathOf(sheet.getAttribute('href') ?? ''));
for (const link of shown.querySelectorAll('a[href]')) {
  const path = pathOf(link.getAttribute('href') ?? '');
  if (path) link.setAttribute('href', url(path));
}
for (const image of shown.querySelectorAll('img[src], source[srcset]')) {
  for (const name of ['src', 'srcset']) {
    const path = decodeURIComponent(pathOf(image.getAttribute(name) ?? ''));
    if (path) image.setAttribute(name, images[path] ?? 'data:,');
  }
}
const scripts = [...shown.querySelectorAll('script[src]')].map((script) => pathOf(script.getAttribute('src') ?? ''));
for (const script of shown.querySelectorAll('script')) script.remove();
document.body.replaceWith(document.adoptNode(shown.body));
for (const path of scripts) run(path);
if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
