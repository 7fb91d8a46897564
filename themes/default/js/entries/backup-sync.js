// The backup file that a learner has chosen, on pages of study.

import { register } from '../base.js';
import { syncBackup } from '../backup-sync.js';

register('backup-sync', { syncBackup });
