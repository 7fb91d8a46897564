// What every script of the theme builds on. Pure parts run under node too.
//
//   url('databases/acid.html')    a path of the site as a URL from this page, from disk and under any path, and in a guide that is one file
//   guideId                       the guide's id, which names all that is stored for it
//   addStrings({ base: … })       adds tables of strings; an entry names them, publishing inserts them (src/theme/script_strings.rs)
//   text('base.copied')           a word of the [js_base] table of strings/LANG.toml; ('base.shown', {n: 3, m: 9}) fills {n} and {m}
//   plural('study.n_cards', 3)    a text that depends on a number: study.n_cards_one, study.n_cards_other … by the language's rule
//   number(1234.5, options)       a number as the language writes it (Intl.NumberFormat's options)
//   settings.get(name, fallback)  a setting kept for this guide; .set(name, value) is false, and says so, where nothing can be kept
//   deviceSettings                the same for settings of the device, which all guides of this origin share
//   announce(text, urgent)        to screen readers; urgent interrupts
//   loadScript(path)              a promise: the script at a path of the site has run; each path is loaded once
//   register(name, value)         offers a value to scripts that are loaded on use and to data files, which can't import:
//                                 deck/manifest.js calls `Recto.deckManifest(…)`; registered(name) is the value, or undefined
//   loadChunk(path, name)         gives what is registered under a name, or loads the script at a path that registers it
//   element(name, {…}, …)         an element: text attributes, `true` for bare ones, functions for events, then children
//   recto:changed                 heard on the document when `recto serve` has put a newer text into the page: drop what was loaded
//
// A learner's progress is not a setting: js/store.js keeps it.

import { register, registered } from './registry.js';

const html = typeof document === 'undefined' ? null : document.documentElement;
const root = html?.dataset.root ?? '';
/** The page's language, BCP 47. */
const language = html?.lang || 'en';
/** The guide's id, which names all that is stored for it. */
const guideId = html?.dataset.book ?? '';

/** A path of the site as a URL from this page. @param {string} path already percent-encoded */
const url = (path) => registered('single')?.url(path) ?? root + path;

/**
 * Puts values into a text's placeholders.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
const fillPlaceholders = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => (Object.hasOwn(values, name) ? String(values[name]) : all));

/** Tables of words, by their names. @type {Record<string, Record<string, string>>} */
const stringTables = {};

/** Adds tables of strings, by name. @param {Record<string, string>} tables in a published script the names stand for the tables */
export const addStrings = (tables) => void Object.assign(stringTables, tables);

/** @param {string} key TABLE.KEY @returns {string | undefined} */
function findString(key) {
  const dot = key.indexOf('.');
  return stringTables[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/**
 * A word of the interface; its own key where there is none, so that it is noticed.
 * @param {string} key TABLE.KEY
 * @param {Record<string, string | number>} [values]
 */
const text = (key, values) => fillPlaceholders(findString(key) ?? key, values);

const pluralRules = new Intl.PluralRules(language);

/**
 * A text that depends on a number.
 * @param {string} key TABLE.KEY without the plural form
 * @param {number} n
 * @param {Record<string, string | number>} [values] beside {n}
 */
const plural = (key, n, values) =>
  fillPlaceholders(findString(`${key}_${pluralRules.select(n)}`) ?? findString(`${key}_other`) ?? key, { ...values, n: number(n) });

/** Making a format costs a hundred times what using it does. @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** A number as the page's language writes it. @param {number} n @param {Intl.NumberFormatOptions} [options] */
function number(n, options) {
  const key = options ? JSON.stringify(options) : '';
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, options)));
  return format.format(n);
}

let hasAnnounced = false;

/** Said once a page, not at every setting. */
function announceNotKept() {
  if (!hasAnnounced) announce(text('base.not_kept'));
  hasAnnounced = true;
}

/**
 * Small values in localStorage, as JSON.
 * @param {string} prefix
 */
const store = (prefix) => ({
  /** @param {string} name @param {unknown} [fallback] */
  get(name, fallback = null) {
    try {
      const kept = localStorage.getItem(prefix + name);
      return kept === null ? fallback : JSON.parse(kept);
    } catch {
      return fallback;
    }
  },
  /** Whether the value was kept; `null` removes it. @param {string} name @param {unknown} value */
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(prefix + name);
      else localStorage.setItem(prefix + name, JSON.stringify(value));
      return true;
    } catch {
      announceNotKept();
      return false;
    }
  },
});

/** Polite and assertive. @type {Record<string, HTMLElement>} */
const regions = {};

/** Regions must be there before their text, or it is not read. */
function makeRegions() {
  for (const how of ['polite', 'assertive']) {
    regions[how] = element('div', { class: 'visually-hidden', 'aria-live': how, 'aria-atomic': 'true' });
    document.body.append(regions[how]);
  }
}

/** Says something to screen readers; `urgent` interrupts. @param {string} message @param {boolean} [urgent] */
function announce(message, urgent = false) {
  const region = regions[urgent ? 'assertive' : 'polite'];
  if (!region) return;
  // The same words again are news too: a change of text is what is read.
  region.textContent = region.textContent === message ? `${message}\u00a0` : message;
}

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/** Runs a script of the site, each path once. @param {string} path of the site, percent-encoded, with a query where it must not come from the cache */
function loadScript(path) {
  const known = loaded.get(path);
  if (known) return known;
  const promise = /** @type {Promise<void>} */ (new Promise((resolve, reject) => {
    const single = registered('single');
    if (single) return resolve(single.run(path));
    /** @type {HTMLScriptElement} */
    const script = element('script', {
      src: url(path),
      load: () => (script.remove(), resolve(undefined)),
      error: () => (script.remove(), loaded.delete(path), reject(new Error(`cannot load ${path}`))),
    });
    // Fetched at once, run in the order asked for: scripts build on each other.
    script.async = false;
    document.head.append(script);
  }));
  loaded.set(path, promise);
  return promise;
}

/**
 * An element: text attributes, `true` for bare ones, functions for events, then children.
 * @template {string} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>} [attributes]
 * @param {...(Node | string)} children
 * @returns {Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement}
 */
function element(name, attributes = {}, ...children) {
  const node = /** @type {any} */ (document.createElement(name));
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(key, value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value));
  }
  node.append(...children);
  return node;
}

/**
 * What a script registers that is loaded on use.
 * @template {keyof Chunks} Name
 * @param {string} path of a script on the site
 * @param {Name} name under which it registers
 * @returns {Promise<Chunks[Name]>}
 */
export const loadChunk = async (path, name) => registered(name) ?? loadScript(path).then(() => registered(name));

/** Kept for this guide, and for the device. */
export const settings = store(`recto:${guideId}:`);
/** Settings that all guides of this origin share. */
export const deviceSettings = store('recto:');

export { register, registered, url, guideId, language, fillPlaceholders, text, plural, number, announce, loadScript, element };

if (html) makeRegions();
globalThis.document?.addEventListener('recto:changed', () => loaded.clear());
