// What a typed answer seems to say, on pages where answers are typed.

import { addStrings, register } from '../base.js';
import { loadVocabulary, showFeedback, setVocabulary } from '../answer-feedback.js';

addStrings({ judge: 'words:judge' });
register('words', setVocabulary);
register('judge', { loadVocabulary, showFeedback });
