// The search client in Node.js: the browser's own modules, with shards read from disk instead of loaded as scripts.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { register } from '../../themes/default/js/registry.js';
import { find } from '../../themes/default/js/search-results.js';
import { open } from '../../themes/default/js/search-index.js';
import { matchPhrases, misspellings, shardParsers } from '../../themes/default/js/search-extras.js';

/** Milliseconds that this process has worked: not those in which others had the machine. */
const work = () => process.cpuUsage().user / 1000;

register('search-extras', { misspellings, matchPhrases, shardParsers });

/**
 * Opens the index in a site's folder. `find` gives what js/search-results.js finds, with the names of the shards that were missing, how often it had to
 * be called and paused, and the milliseconds that it worked, waiting left out. `forget` makes the next query that of a fresh page.
 * @param {string} folder
 */
export function openIndex(folder) {
  /** @type {Map<string, string[]>} */
  const parts = new Map();
  /** @type {any} */
  let index;
  /** The shard whose script runs. */
  let running = '';
  // Each index in a world of its own: several may be open.
  const Recto = {
    searchManifest: (/** @type {any} */ manifest) => (index = open(manifest)),
    searchPart: (/** @type {string[]} */ ...texts) => parts.set(running, texts),
  };
  const world = vm.createContext({ Recto });
  const run = (/** @type {string} */ file) => vm.runInContext(readFileSync(file, 'utf8'), world, { filename: file });
  const forget = () => run(`${folder}/search/manifest.js`);
  forget();
  /** Brings what the index wants, and asks again until it wants nothing. @param {() => any} ask */
  function all(ask) {
    for (;;) {
      const answer = ask();
      if (!index.isWaiting()) return answer;
      index.wanted.pause = false;
      for (const name of [...index.wanted.shards]) {
        index.wanted.shards.delete(name);
        running = name;
        if (!parts.has(name)) run(`${folder}/search/${name}.js`);
        index.add(name, parts.get(name));
      }
    }
  }
  return {
    forget,
    /** Every document with the text that results show, in the order of their numbers. */
    documents() {
      const numbers = Array.from({ length: index.manifest.n }, (_, doc) => doc);
      const docs = all(() => numbers.map((doc) => index.doc(doc)));
      return docs.map(({ title, card, sections }) => ({ title, card, body: sections.map(({ text }) => text).join(' ') }));
    },
    /** @param {string} query @param {number} most @param {string[]} filters */
    find(query, most = 10, filters = []) {
      /** @type {string[]} */
      const loaded = [];
      for (let rounds = 1, pauses = 0, time = 0; ; rounds++) {
        let from = work();
        const found = find(index, query, filters, most);
        time += work() - from;
        if (found) return { found, loaded, rounds, pauses, time };
        if (index.wanted.pause) pauses++;
        index.wanted.pause = false;
        for (const name of [...index.wanted.shards]) {
          index.wanted.shards.delete(name);
          running = name;
          if (!parts.has(name)) run(`${folder}/search/${name}.js`);
          loaded.push(name);
          from = work();
          index.add(name, parts.get(name));
          time += work() - from;
        }
      }
    },
  };
}
