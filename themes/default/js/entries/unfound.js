// The reader's searches that found nothing.

import { addStrings, register } from '../base.js';
import { show } from '../search-unfound.js';

addStrings({ unfound: 'words:unfound' });
register('unfound', show);
