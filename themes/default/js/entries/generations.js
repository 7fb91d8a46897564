// Storage by generation, on pages opened from disk.

import { register } from '../base.js';
import { openGenerations } from '../generations.js';

register('generations', { openGenerations });
