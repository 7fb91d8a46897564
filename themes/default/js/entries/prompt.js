// What an assistant is asked, loaded when a learner copies it.

import { addStrings, register } from '../base.js';
import { prompt } from '../assistant-prompt.js';

addStrings({ assistant: 'words:assistant' });
register('prompt', prompt);
