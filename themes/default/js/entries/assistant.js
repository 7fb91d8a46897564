// An assistant of the learner's own, loaded when it is asked.

import { addWords, register } from '../base.js';
import { show } from '../assistant.js';

addWords({ assistant: 'words:assistant' });
register('assistant', show);
