// Storage by generation, on pages opened from disk.

import { register } from '../base.js';
import { openBucketStorage } from '../bucket-storage.js';

register('generations', { openBucketStorage });
