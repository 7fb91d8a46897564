// The optimiser, loaded when the learner asks for it: js/background-task.js.

import { register } from '../registry.js';
import { fit } from '../optimise.js';
import { serveTask } from '../background-task.js';

serveTask(({ data, current }) => fit(data, current), (task) => register('optimise', task));
