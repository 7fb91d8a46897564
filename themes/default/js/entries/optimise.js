// The optimiser, loaded when the learner asks for it: js/work.js.

import { register } from '../registry.js';
import { fit } from '../optimise.js';
import { answer } from '../work.js';

answer(({ data, current }) => fit(data, current), (begin) => register('optimise', begin));
