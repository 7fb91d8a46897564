// The reader's searches that found nothing.

import { addStrings, register } from '../base.js';
import { show } from '../failed-searches.js';

addStrings({ failed_searches: 'words:failed_searches' });
register('failed-searches', show);
