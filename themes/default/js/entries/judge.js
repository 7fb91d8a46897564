// What a typed answer seems to say, on pages where answers are typed.

import { addWords, register } from '../base.js';
import { ready, show, take } from '../answer-feedback.js';

addWords({ judge: 'words:judge' });
register('words', take);
register('judge', { ready, show });
