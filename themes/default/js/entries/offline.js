// The guide kept on this device, on pages that have something to do for it.

import { addWords, register } from '../base.js';
import { follow, show } from '../offline.js';

addWords({ offline: 'words:offline' });
register('offline', { follow, show });
