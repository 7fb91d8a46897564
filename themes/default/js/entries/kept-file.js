// The backup file that a learner has chosen, on pages of study.

import { register } from '../base.js';
import { keepUp } from '../kept-file.js';

register('keptFile', { keepUp });
