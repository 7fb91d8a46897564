// What only search.html has of the search.

import * as page from '../search-page.js';

page.start();
