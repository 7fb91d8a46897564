// The forecast of reviews and recall until the interview, in a worker: js/background-task.js.

import { register } from '../registry.js';
import { forecastSteps } from '../forecast.js';
import { serveTask } from '../background-task.js';

serveTask(forecastSteps, (task) => register('forecast', task));
