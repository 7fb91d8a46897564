// The forecast of the way to an interview: js/background-task.js.

import { register } from '../registry.js';
import { forecasting } from '../forecast.js';
import { answer } from '../background-task.js';

answer(forecasting, (begin) => register('plan', begin));
