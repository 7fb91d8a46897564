// Feedback on a typed answer, loaded on pages where answers are typed.

import { addStrings, register } from '../base.js';
import { loadVocabulary, showFeedback, setVocabulary } from '../answer-feedback.js';

addStrings({ answer_feedback: 'words:answer_feedback' });
register('wordFrequencies', setVocabulary);
register('answer-feedback', { loadVocabulary, showFeedback });
