// What an assistant is asked, loaded when a learner copies it.

import { addWords, register } from '../base.js';
import { prompt } from '../assistant-prompt.js';

addWords({ assistant: 'words:assistant' });
register('prompt', prompt);
