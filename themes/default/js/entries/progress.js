// The page progress.html.

import { addStrings } from '../base.js';
import * as frame from '../page-common.js';
import * as progress from '../progress.js';

addStrings({ base: 'words:base', store: 'words:store', progress: 'words:progress' });
frame.start();
progress.start();
