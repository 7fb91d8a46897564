// The flag and note of a card on a reading page, loaded on use.

import { addStrings, register } from '../base.js';
import { openBucketStorage } from '../bucket-storage.js';
import { open } from '../reading-notes.js';

addStrings({ note: 'words:note', store: 'words:store' });
register('reading-notes', open);
// From disk the store asks for it; its own script builds on what pages of study have.
register('bucket-storage', { openBucketStorage });
