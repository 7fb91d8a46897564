// The forecast of the way to an interview: js/background-task.js.

import { register } from '../registry.js';
import { forecastSteps } from '../forecast.js';
import { answer } from '../background-task.js';

answer(forecastSteps, (begin) => register('plan', begin));
