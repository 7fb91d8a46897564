// The guide kept on this device, on pages that have something to do for it.

import { addStrings, register } from '../base.js';
import { resumeOffline, showOfflineSection } from '../offline.js';

addStrings({ offline: 'words:offline' });
register('offline', { resumeOffline, showOfflineSection });
