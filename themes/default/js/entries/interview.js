// The page interview.html.

import { addWords } from '../base.js';
import * as frame from '../page-common.js';
import * as interview from '../interview.js';

addWords({ base: 'words:base', study: 'words:study', store: 'words:store', interview: 'words:interview' });
frame.start();
interview.start();
