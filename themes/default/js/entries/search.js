// The search engine and its view, loaded when the search box gets the focus.

import { addStrings } from '../base.js';
import { register } from '../registry.js';
import { find } from '../search-results.js';
import { open } from '../search-index.js';
import { view } from '../search-view.js';

addStrings({ search: 'words:search' });
register('search', { find, open, view });
