// The proof that no kill costs a learner an acknowledged event: `npm --prefix tests run kills -- [options]`.
//
//   --minutes N   stop after so long; the next sitting goes on where this one ended (default: until all is done)
//   --kills N     a cell (default 60)          --cell TEXT   only the cells whose name holds TEXT
//   --seed N      other moments (default 1)    --output FILE where the figures are kept (default target/faults/kills.json)
//
// Cells: a plain disk and one that tears (torn-writes.c); over HTTP and from disk; histories of 0, 600 and 20,000 events. A chain of kills
// goes on on one profile, so that torn records of earlier sessions meet later starts. On the tearing disk every third kill is a power cut;
// without a history the first kills come while the store is made.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { serve } from '../browser/support/server.mjs';
import { ROOT, study } from '../browser/support/site.mjs';
import { Disk, PAUSES, SORTS } from './disk.mjs';
import { historyFile } from './history.mjs';
import { Chain, scratch } from './learner.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, kills: { type: 'string', default: '60' }, cell: { type: 'string', default: '' }, seed: { type: 'string', default: '1' }, output: { type: 'string' } },
});
const KILLS = Number(values.kills);
/** Kills on one profile. */
const CHAIN = 20;
/** Kills of a chain without history that come while the store is made. */
const EARLY = 4;
const end = values.minutes ? Date.now() + Number(values.minutes) * 60000 : Infinity;
const output = values.output ?? join(ROOT, 'target/faults/kills.json');

const site = study();
const server = await serve(site);
const origins = { http: server.base, disk: `${pathToFileURL(site).href}/` };
const cells = [0, 600, 20000].flatMap((history) => ['torn', 'plain'].flatMap((disk) => ['http', 'disk'].map((origin) => ({ name: `${disk}-${origin}-${history}`, disk, origin, history })))).filter(({ name }) => name.includes(values.cell));

/** @type {Record<string, any>} */
const figures = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : {};
const save = () => {
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, JSON.stringify(figures, null, 1));
};

/** Numbers from 0 to 1 from a seed. @param {number} seed */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const blank = () => ({ kills: 0, powerCuts: 0, acknowledged: 0, lost: 0, rounds: [], torn: Object.fromEntries(SORTS.map((sort) => [sort, 0])), tornKills: 0, dropped: 0 });

/** One chain of a cell. */
async function chain(cell) {
  const sum = (figures[cell.name] ??= blank());
  const { folder, remove } = scratch();
  // A long history takes many writes to open, which would be all that a session does.
  const pause = cell.history > 10000 ? PAUSES[cell.origin] / 5 : PAUSES[cell.origin];
  const disk = new Disk(folder, cell.disk === 'torn' ? pause : 0);
  const random = generator(Number(values.seed) * 7919 + sum.kills * 31 + cell.history);
  const run = new Chain({ base: origins[cell.origin], disk, random, history: cell.history ? historyFile(folder, cell.history) : undefined });
  const count = (outcome) => {
    sum.acknowledged += outcome.acknowledged;
    sum.lost += outcome.lost;
    if (outcome.lost) sum.rounds.push({ kill: sum.kills, ...outcome });
  };
  try {
    for (let i = 0; i < CHAIN && sum.kills < KILLS && Date.now() < end; i++) {
      const power = cell.disk === 'torn' && i % 3 === 2;
      const outcome = await run.round({ power, early: !cell.history && i < EARLY });
      count(outcome);
      sum.kills++;
      if (power) sum.powerCuts++;
      if (outcome.torn.length) sum.tornKills++;
      for (const sort of outcome.torn) sum.torn[sort]++;
      save();
    }
    count(await run.end());
    sum.dropped += disk.dropped;
  } finally {
    run.remove();
    remove();
    save();
  }
}

let failures = 0;
while (Date.now() < end && failures < 20) {
  // The cell that is furthest behind: a sitting of any length covers all.
  const open = cells.filter(({ name }) => (figures[name]?.kills ?? 0) < KILLS).sort((a, b) => (figures[a.name]?.kills ?? 0) - (figures[b.name]?.kills ?? 0));
  if (!open.length) break;
  await chain(open[0]).catch((error) => {
    failures++;
    console.error(`${open[0].name}: ${error.stack}`);
  });
  const { kills, acknowledged, lost, tornKills } = figures[open[0].name];
  console.log(`${open[0].name}: ${kills} kills (${tornKills} left torn records), ${acknowledged} acknowledged, ${lost} lost`);
}
server.close();
console.table(Object.fromEntries(Object.entries(figures).map(([name, { rounds, torn, ...rest }]) => [name, { ...rest, ...torn }])));
const lost = Object.values(figures).reduce((sum, cell) => sum + cell.lost, 0);
process.exit(lost || failures ? 1 : 0);
