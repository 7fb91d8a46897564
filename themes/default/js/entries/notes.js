// Flag and note on a reading page, loaded when somebody wants one.

import { addStrings, register } from '../base.js';
import { openBucketStorage } from '../bucket-storage.js';
import { open } from '../reading-notes.js';

addStrings({ remark: 'words:remark', store: 'words:store' });
register('notes', open);
// From disk the store asks for it; its own script builds on what pages of study have.
register('generations', { openBucketStorage });
