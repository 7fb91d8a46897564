// The flag and the note of a card, in a session.

import { addWords, register } from '../base.js';
import { open } from '../note-dialog.js';

addWords({ remark: 'words:remark' });
register('remark', open);
