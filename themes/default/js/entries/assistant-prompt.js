// The prompt for an assistant, loaded when a learner copies it.

import { addStrings, register } from '../base.js';
import { prompt } from '../assistant-prompt.js';

addStrings({ assistant: 'words:assistant' });
register('assistant-prompt', prompt);
