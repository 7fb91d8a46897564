// The list of the keyboard's shortcuts, in a dialog, with the switch that turns single keys off. js/keys.js loads it when it is asked for.

import { deviceSettings, element, text } from './base.js';

/** A shortcut's keys as they are shown. @param {string[]} keys */
function shown(keys) {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  const caps = keys.flatMap((key) => (key.startsWith('Mod+') ? [mac ? '⌘' : text('base.keys_ctrl'), key.slice(4).toUpperCase()] : [key === ' ' ? '␣' : key]));
  return caps.flatMap((cap, i) => (i ? [' ', element('kbd', {}, cap)] : [element('kbd', {}, cap)]));
}

/** Groups keys with the same label. @param {{ keys: string[], label: string }[]} shortcuts */
export const showList = (shortcuts) => {
  const labels = [...new Set(shortcuts.map(({ label }) => label))];
  const rows = labels.flatMap((label) => {
    const same = shortcuts.filter((shortcut) => shortcut.label === label);
    return [element('dt', {}, ...same.flatMap(({ keys }, i) => [...(i ? [', '] : []), ...shown(keys)])), element('dd', {}, label)];
  });
  /** @type {HTMLInputElement} */
  const single = element('input', { type: 'checkbox', checked: deviceSettings.get('keys', true) !== false, change: () => deviceSettings.set('keys', single.checked ? null : false) });
  // The focus is on the button, so that a key pressed by habit does not turn the keys off.
  /** @type {HTMLDialogElement} */
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'keys-title', close: () => dialog.remove() },
    element('h2', { id: 'keys-title' }, text('base.keys')),
    element('dl', { class: 'keys' }, ...rows),
    element('p', {}, element('label', {}, single, ' ', text('base.keys_single'))),
    element('p', { class: 'actions' }, element('button', { class: 'button', type: 'button', autofocus: true, click: () => dialog.close() }, text('base.keys_close'))),
  );
  document.body.append(dialog);
  dialog.showModal();
};
