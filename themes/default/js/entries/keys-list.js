// The list of keyboard shortcuts, loaded when `?` is pressed.

import { register } from '../registry.js';
import { showList } from '../keys-list.js';

register('keys-list', showList);
