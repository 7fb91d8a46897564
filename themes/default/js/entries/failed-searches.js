// The reader's searches that found nothing.

import { addStrings, register } from '../base.js';
import { show } from '../failed-searches.js';

addStrings({ unfound: 'words:unfound' });
register('failed-searches', show);
