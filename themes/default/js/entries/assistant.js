// An assistant of the learner's own, loaded when it is asked.

import { addStrings, register } from '../base.js';
import { show } from '../assistant.js';

addStrings({ assistant: 'words:assistant' });
register('assistant', show);
