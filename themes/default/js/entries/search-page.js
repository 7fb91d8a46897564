// The page search.html.

import * as page from '../search-page.js';

page.start();
