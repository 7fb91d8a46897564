// How long the import of a large backup takes, and for how long at a time the page cannot answer meanwhile.
// `node tests/bench/import.mjs [events]`, a million unless told.
import { historyFile } from '../faults/history.mjs';
import { give, scratch, start } from '../faults/learner.mjs';
import { serve } from '../browser/support/server.mjs';
import { study } from '../browser/support/site.mjs';

const EVENTS = Number(process.argv[2] ?? 1e6);
const server = await serve(study());
const files = scratch();
const file = historyFile(files.folder, EVENTS);
const { folder } = scratch();
const { page, kill } = await start(folder);
try {
  await page.goto(`${server.base}progress.html`);
  await page.waitForSelector('#app-progress[data-state=shown]');
  await page.evaluate(() => {
    globalThis.testTasks = [];
    globalThis.testShares = new Set();
    new PerformanceObserver((list) => globalThis.testTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
    new MutationObserver(() => globalThis.testShares.add(document.getElementById('backup-share').textContent)).observe(document.getElementById('backup-share'), { childList: true });
  });
  const from = performance.now();
  await give(page, '#backup-import', file);
  await page.waitForFunction(() => document.getElementById('backup-said').textContent !== '', undefined, { timeout: 1200000, polling: 500 });
  const seconds = (performance.now() - from) / 1000;
  const { said, tasks, shares } = await page.evaluate(() => ({ said: document.getElementById('backup-said').textContent, tasks: globalThis.testTasks.sort((a, b) => b - a), shares: globalThis.testShares.size }));
  console.log(`${said} ${seconds.toFixed(1)} s; ${tasks.length} tasks over 50 ms, the longest ${tasks.slice(0, 3).map((ms) => ms.toFixed(0)).join(', ')} ms; ${shares} steps shown`);
} finally {
  await kill();
}
process.exit(0);
