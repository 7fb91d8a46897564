// How long the import of a large backup takes, and for how long at a time the page cannot answer meanwhile: seconds that pass, and of the
// longest tasks the processor's time too, which other programs on the machine do not lengthen.
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

/** The tasks of the page's main thread since tracing began, the longest first, in ms of the processor, each with the functions that took part in it. @param {import('playwright-core').CDPSession} session */
async function tasks(session) {
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await done;
  // The page's main thread is the one on which the page's scripts run most.
  const calls = events.filter(({ name }) => name === 'FunctionCall');
  const count = new Map();
  for (const { pid, tid } of calls) count.set(`${pid} ${tid}`, (count.get(`${pid} ${tid}`) ?? 0) + 1);
  const main = [...count].sort((a, b) => b[1] - a[1])[0][0];
  const own = events.filter(({ pid, tid }) => `${pid} ${tid}` === main);
  const inside = (task) => own.filter((one) => one !== task && one.dur > 20000 && one.ts >= task.ts && one.ts + one.dur <= task.ts + task.dur);
  const run = own.filter(({ name, tdur }) => name === 'RunTask' && tdur > 0).sort((a, b) => b.tdur - a.tdur);
  return run.map((task) => ({ cpu: task.tdur / 1000, wall: task.dur / 1000, what: () => inside(task).map(({ name, dur, args }) => `${name} ${args?.data?.functionName ?? args?.data?.type ?? ''} ${Math.round(dur / 1000)}`) }));
}

try {
  await page.goto(`${server.base}progress.html`);
  await page.waitForSelector('#app-progress[data-state=shown]');
  await page.evaluate(() => {
    globalThis.testShares = new Set();
    new MutationObserver(() => globalThis.testShares.add(document.getElementById('backup-part').textContent)).observe(document.getElementById('backup-part'), { childList: true });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'v8', 'disabled-by-default-devtools.timeline'] } });
  const from = performance.now();
  await give(page, '#backup-import', file);
  await page.waitForFunction(() => document.getElementById('backup-said').textContent !== '', undefined, { timeout: 1200000, polling: 500 });
  const seconds = (performance.now() - from) / 1000;
  const { said, shares } = await page.evaluate(() => ({ said: document.getElementById('backup-said').textContent, shares: globalThis.testShares.size }));
  const all = await tasks(session);
  console.log(`${said} ${seconds.toFixed(1)} s; ${shares} steps shown; ${all.filter(({ cpu }) => cpu > 50).length} tasks over 50 ms of the processor, the longest:`);
  for (const { cpu, wall, what } of all.slice(0, 6)) console.log(`  ${cpu.toFixed(0)} ms (${wall.toFixed(0)} passed): ${what().join(', ')}`);
} finally {
  await kill();
}
process.exit(0);
