// Cards of the learner's own, loaded where one is written or handed on.

import { addWords, register } from '../base.js';
import { files, open } from '../custom-card-form.js';

addWords({ own: 'words:own' });
register('own', { open, files });
