// The page progress.html.

import { addWords } from '../base.js';
import * as frame from '../page-common.js';
import * as progress from '../progress.js';

addWords({ base: 'words:base', store: 'words:store', progress: 'words:progress' });
frame.start();
progress.start();
