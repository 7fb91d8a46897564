// The ledger on pages opened from disk, loaded by js/store.js there.

import { register } from '../base.js';
import { openBucketStorage } from '../bucket-storage.js';

register('bucket-storage', { openBucketStorage });
