// A drawing on the whole screen, loaded when somebody wants to see one so.

import { register } from '../base.js';
import { open } from '../diagram-viewer.js';

register('largeView', open);
