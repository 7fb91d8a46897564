// The page browse.html.

import { addStrings } from '../base.js';
import * as browse from '../browse.js';
import * as frame from '../page-common.js';

addStrings({ base: 'words:base', store: 'words:store', marks: 'words:marks', browse: 'words:browse' });
frame.start();
browse.start();
