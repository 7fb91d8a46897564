// Pages to read: cards, topics, lists, the home page.

import { addStrings } from '../base.js';
import * as filter from '../topic-filter.js';
import * as frame from '../page-common.js';
import * as marks from '../progress-marks.js';
import * as reading from '../reading.js';

addStrings({ base: 'words:base', marks: 'words:marks' });
frame.start();
reading.start();
filter.start();
marks.start();
