// The form for a custom card, and the export of custom cards, loaded on use by the card table.

import { addStrings, register } from '../base.js';
import { exportList, open } from '../custom-card-form.js';

addStrings({ custom_card: 'words:custom_card' });
register('custom-card-form', { open, exportList });
