// The page interview.html.

import { addStrings } from '../base.js';
import * as frame from '../page-common.js';
import * as interview from '../interview.js';

addStrings({ base: 'words:base', study: 'words:study', store: 'words:store', interview: 'words:interview' });
frame.start();
interview.start();
