// The list of keys, loaded when `?` asks for it.

import { register } from '../registry.js';
import { showList } from '../keys-list.js';

register('keysList', showList);
