// Flag and note on a reading page, loaded when somebody wants one.

import { addWords, register } from '../base.js';
import { open } from '../notes.js';

addWords({ remark: 'words:remark', store: 'words:store' });
register('notes', open);
