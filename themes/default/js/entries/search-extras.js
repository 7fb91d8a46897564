// Misspellings and phrases, loaded with the first query that needs them.

import { register } from '../registry.js';
import { matchPhrases, misspellings, shardParsers } from '../search-extras.js';

register('search-extras', { misspellings, matchPhrases, shardParsers });
