// What every page has: the switch of colours, the keys, the way to search; and what a guide that is kept offline needs (js/offline.js).

import { settings, loadChunk } from './base.js';
import * as keys from './keys.js';
import * as search from './search.js';
import * as theme from './theme-switch.js';

/** Starts all of them. */
export function start() {
  theme.start();
  keys.start();
  search.start();
  if (settings.get('offline')) loadChunk('asset:scripts/offline.js', 'offline').then((offline) => offline.resumeOffline()).catch(console.warn);
}
