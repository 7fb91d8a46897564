// The backup file that a learner has chosen, on pages of study.

import { register } from '../base.js';
import { syncKeptFile } from '../kept-file.js';

register('keptFile', { syncKeptFile });
