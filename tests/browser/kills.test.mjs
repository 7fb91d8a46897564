// The browser is killed during reviews, on a disk that tears its writes and on a plain one: no acknowledged grade is lost. The short form of
// tests/faults/kills.mjs. On the tearing disk the first kills come in the middle of a write, one in each of the two places, so that a store which
// appends behind torn records, and loses all when the browser finds that out, cannot pass.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Disk, PAUSES, SORTS } from '../faults/disk.mjs';
import { historyFile } from '../faults/history.mjs';
import { Chain, scratch } from '../faults/learner.mjs';
import { serve } from './support/server.mjs';
import { study } from './support/site.mjs';

const PLAIN = Number(process.env.RECTO_KILLS ?? 2);
/** Kills that must leave torn records, and kills after which that is given up. After the last of them one more session appends. */
const TORN = Number(process.env.RECTO_TORN ?? 2);
const MOST = 90;
/** Kills of which the last is a power cut at any moment, the others in the middle of a write. */
const CYCLE = 3;

const site = study();
const server = await serve(site);
after(() => server.close());
const origins = [['over HTTP', server.base], ['from disk', `${pathToFileURL(site).href}/`]];
/** A source of numbers below 1 for one learner, the same in every run. @param {number} seed */
const numbers = (seed) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;

/**
 * Kills until there were enough of them; what was lost and torn.
 * @param {string} base @param {number} pause @param {string[]} places sorts of writes in which kills come by turns @param {(kills: number, torn: number) => boolean} isEnough
 */
async function run(base, pause, places, isEnough) {
  const random = numbers(base.length * 1000 + pause);
  const { folder, remove } = scratch();
  const disk = new Disk(folder, pause);
  const chain = new Chain({ base, disk, random, history: historyFile(folder, 100) });
  let [kills, torn, lost] = [0, 0, 0];
  try {
    while (!isEnough(kills, torn)) {
      const power = pause > 0 && kills % CYCLE === CYCLE - 1;
      const outcome = await chain.round({ power, within: power ? '' : places[kills % CYCLE] });
      kills++;
      lost += outcome.lost;
      if (outcome.torn.length) torn++;
    }
    lost += (await chain.end()).lost;
  } finally {
    chain.remove();
    remove();
  }
  return { kills, torn, lost, acknowledged: chain.acknowledged, sorts: SORTS.filter((sort) => disk.torn[sort] > 0).join(', '), cuts: disk.cuts };
}

// Learners wait for their disks most of the time, so two of them do so at once.
describe('kills', { concurrency: 2 }, () => {
  for (const [way, base] of origins) {
    test(`${way}, on a disk that tears writes: nothing acknowledged is lost`, { timeout: 15 * 60000 }, async () => {
      const places = [way === 'from disk' ? 'IndexedDB in buckets' : 'journals', 'IndexedDB'];
      const isEnough = (kills, torn) => (torn >= TORN && kills % CYCLE === 0) || kills >= MOST;
      const { kills, torn, lost, acknowledged, sorts, cuts } = await run(base, PAUSES[way === 'from disk' ? 'disk' : 'http'], places, isEnough);
      console.log(`${way}: ${kills} kills, ${torn} left torn records (${sorts}), ${acknowledged} acknowledged, ${lost} lost`);
      assert.ok(torn >= TORN, `only ${torn} of ${kills} kills left torn records: the test tests nothing`);
      assert.ok(places.every((place) => cuts[place] > 0), 'both places were torn');
      assert.ok(acknowledged >= kills, 'there were grades to lose');
      assert.equal(lost, 0);
    });

    test(`${way}, on a plain disk: nothing acknowledged is lost`, { timeout: 15 * 60000 }, async () => {
      const { kills, lost, acknowledged } = await run(base, 0, [], (kills) => kills >= PLAIN);
      console.log(`${way}: ${kills} kills, ${acknowledged} acknowledged, ${lost} lost`);
      assert.ok(acknowledged >= kills, 'there were grades to lose');
      assert.equal(lost, 0);
    });
  }
});
