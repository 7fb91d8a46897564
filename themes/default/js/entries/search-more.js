// What few queries need of the search: misspellings and phrases.

import { register } from '../registry.js';
import { holding, misspellings, readers } from '../search-extras.js';

register('searchRare', { misspellings, holding, readers });
