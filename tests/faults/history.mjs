// A learner's past as a backup file.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportText } from '../../themes/default/js/backup-file.js';
import { createEvent } from '../../themes/default/js/events.js';

/** The guide of tests/browser/support/site.mjs's `study`. */
export const BOOK = 'study-fixture';

/** Events of the past: grades of 2,000 cards in turn. @param {number} count */
export function past(count) {
  // None lies in the future, however many there are.
  const step = Math.min(60000, Math.floor(2e10 / count));
  return Array.from({ length: count }, (_, i) => createEvent('grade', { card: `past/n-${i % 2000}`, g: 3, ms: 4000 + (i % 977), days: 3 + (i % 90) }, { now: Date.UTC(2026, 0, 5) + i * step, off: 0, id: String(i).padStart(16, '0') }));
}

/** @param {string} folder @param {number} count @returns {string} the file */
export function historyFile(folder, count) {
  const file = join(folder, `history-${count}.json`);
  if (!existsSync(file)) writeFileSync(file, exportText(BOOK, past(count)));
  return file;
}
