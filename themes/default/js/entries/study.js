// The page study.html.

import { addStrings } from '../base.js';
import * as frame from '../page-common.js';
import * as study from '../study.js';

addStrings({ base: 'words:base', study: 'words:study', store: 'words:store' });
frame.start();
study.start();
