// Pages to read: cards, topics, lists, the home page.

import { addWords } from '../base.js';
import * as filter from '../topic-filter.js';
import * as frame from '../page-common.js';
import * as marks from '../progress-marks.js';
import * as reading from '../reading.js';

addWords({ base: 'words:base', marks: 'words:marks' });
frame.start();
reading.start();
filter.start();
marks.start();
