// The forecast of the way to an interview: js/background-task.js.

import { register } from '../registry.js';
import { forecastSteps } from '../forecast.js';
import { serveTask } from '../background-task.js';

serveTask(forecastSteps, (begin) => register('plan', begin));
