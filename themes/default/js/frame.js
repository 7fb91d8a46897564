// What every page has: the switch of colours, the keys, the way to search.

import * as keys from './keys.js';
import * as search from './search.js';
import * as theme from './theme.js';

export function start() {
  theme.start();
  keys.start();
  search.start();
}
