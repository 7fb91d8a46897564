// The flag and the note of a card, in a session.

import { addStrings, register } from '../base.js';
import { open } from '../note-dialog.js';

addStrings({ note: 'words:note' });
register('note-dialog', open);
