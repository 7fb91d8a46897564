// The backup file that the learner chose, brought up to date at a session's end: loaded on use, where there is one.

import { refresh } from '../backup.js';
import { register } from '../registry.js';

register('backup', { refresh });
