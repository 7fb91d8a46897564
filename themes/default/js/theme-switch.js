// The switch between the device's colours, light and dark. js/entries/theme-init.js takes the choice up on the next page.

import { announce, deviceSettings, text } from './base.js';

/** Makes the button work, if the page has one. */
export function start() {
  const root = document.documentElement;
  const button = /** @type {HTMLElement} */ (document.getElementById('theme-switch'));
  if (!button) return;

  /** What follows what. @type {Record<string, string>} */
  const NEXT = { system: 'light', light: 'dark', dark: 'system' };

  const current = () => root.dataset.theme ?? 'system';

  function show() {
    const label = text(`base.theme_${current()}`);
    button.setAttribute('aria-label', label);
    button.title = label;
    /** @type {Element} */ (button.firstElementChild).className = `icon icon-theme-${current()}`;
  }

  button.addEventListener('click', () => {
    const theme = NEXT[current()];
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    if (deviceSettings.set('theme', theme === 'system' ? null : theme)) announce(text(`base.theme_${theme}`));
    show();
  });

  // Another tab of the same device.
  addEventListener('storage', (event) => {
    if (event.key !== 'recto:theme') return;
    const theme = deviceSettings.get('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    show();
  });

  show();
}
