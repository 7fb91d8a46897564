// Cards of the learner's own, loaded where one is written or handed on.

import { addStrings, register } from '../base.js';
import { files, open } from '../custom-card-form.js';

addStrings({ own: 'words:own' });
register('own', { open, files });
