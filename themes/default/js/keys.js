// Keyboard shortcuts, and the list of them that `?` opens.
//
//   keys.add({ keys: ['g', 'h'], label: 'Home', run })   a key, or keys one after the other; 'Mod+k' is Ctrl+K, on a Mac ⌘K
//   keys.addButtonShortcut(['u'], button, label)      the key clicks the real button, if it is there and enabled
//
// Both return a function that takes the shortcut away. Shortcuts without Mod are "single keys" (WCAG 2.1.4): they do nothing while the
// reader types, while a dialog is open, or once they are turned off in the list, a setting of the device.

import { deviceSettings, text, url, loadChunk } from './base.js';
import { openSearch } from './search.js';

/** How long the second key of a pair may take. Milliseconds. */
const SEQUENCE_TIMEOUT_MS = 1200;

/**
 * @typedef {object} Shortcut
 * @property {string[]} keys
 * @property {string} label what it does, for the list
 * @property {() => void} run
 * @property {boolean} [inDialog] works while a dialog is open
 * @property {(event: KeyboardEvent) => boolean} [when] whether the shortcut applies now; otherwise the event is left alone
 */

/** @type {Shortcut[]} */
const shortcuts = [];
/** @type {string[]} keys pressed so far */
let pressed = [];
let since = 0;

/** Adds a shortcut; what it returns removes it. @param {Shortcut} shortcut */
function add(shortcut) {
  shortcuts.push(shortcut);
  return () => {
    const at = shortcuts.indexOf(shortcut);
    if (at >= 0) shortcuts.splice(at, 1);
  };
}

/** A shortcut that presses a button, unless that is hidden or disabled. @param {string[]} keys @param {HTMLElement} button @param {string} label */
const addButtonShortcut = (keys, button, label) =>
  add({ keys, label, run: () => button.isConnected && !button.hidden && !button.matches(':disabled') && button.click() });

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select'));

/** Whether the learner wants shortcuts of a single key. */
const singleKeys = () => deviceSettings.get('keys', true) !== false;

/** @param {KeyboardEvent} event */
function onKey(event) {
  // A held key is one press.
  if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return;
  const modified = event.ctrlKey || event.metaKey;
  const key = modified ? `Mod+${event.key.toLowerCase()}` : event.key;
  if (!modified && (isTyping(event.target) || !singleKeys())) return;
  if (event.timeStamp - since > SEQUENCE_TIMEOUT_MS) pressed = [];
  since = event.timeStamp;
  pressed = [...pressed, key].slice(-2);
  const inDialog = document.querySelector('dialog[open]') !== null;
  const usable = shortcuts.filter((shortcut) => (!inDialog || shortcut.inDialog) && (shortcut.when?.(event) ?? true));
  // The longest, and of those the latest, wins: a page's own key before the general one.
  const fits = usable.filter(({ keys }) => keys.every((k, i) => k === pressed[pressed.length - keys.length + i]));
  const best = fits.reduce((a, b) => (b.keys.length >= (a?.keys.length ?? 0) ? b : a), /** @type {Shortcut | null} */ (null));
  if (!best) return;
  event.preventDefault();
  pressed = [];
  best.run();
}

/** The list is a script of its own: few pages ever show it. */
const open = async () => (await loadChunk('asset:scripts/keys-list.js', 'keys-list'))(shortcuts);

/** Listens, and adds the shortcuts that every page has. */
export function start() {
  document.addEventListener('keydown', onKey);
  document.getElementById('keys-open')?.addEventListener('click', open);
  if (document.querySelector('a[href$="search.html"], #search-box')) {
    add({ keys: ['/'], label: text('base.key_search'), run: () => openSearch() });
    add({ keys: ['Mod+k'], label: text('base.key_search'), run: () => openSearch() });
  }
  add({ keys: ['g', 'h'], label: text('base.key_home'), run: () => location.assign(url('index.html')) });
  add({ keys: ['g', 's'], label: text('base.key_study'), run: () => location.assign(url('study.html')) });
  add({ keys: ['?'], label: text('base.key_list'), run: open });
}

export { add, addButtonShortcut, singleKeys as singleKeysEnabled };
