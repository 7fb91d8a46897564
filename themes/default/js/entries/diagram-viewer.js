// A diagram on the whole screen, loaded on use.

import { register } from '../base.js';
import { open } from '../diagram-viewer.js';

register('diagram-viewer', open);
