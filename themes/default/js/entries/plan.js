// The forecast of the way to an interview: js/work.js.

import { register } from '../registry.js';
import { forecasting } from '../plan.js';
import { answer } from '../work.js';

answer(forecasting, (begin) => register('plan', begin));
