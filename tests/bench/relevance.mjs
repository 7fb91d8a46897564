/**
 * How well, how fast and in how many bytes the client finds what is known to be there: the code that the reader's browser runs, over an index on disk.
 *
 *     node tests/bench/relevance.mjs SITE [QUERIES A SET] [SEED]
 *
 *     cargo bench --bench search -- DOCUMENTS.jsonl FOLDER
 *     node tests/bench/relevance.mjs DOCUMENTS.jsonl FOLDER [QUERIES A SET] [SEED]
 *
 * A site is what `recto build` made; its documents are known by what results show of them, which in a large guide is less than their texts. Prints MRR@10, hit@1 and hit@5 of each set of tests/bench/queries.mjs, the work of a query, and what it loads, as it travels (gzip).
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openIndex } from './engine.mjs';
import { querySets, scores } from './queries.mjs';

/** Queries of each set whose traffic is measured. */
const TRAFFIC = 60;

/** @param {string} file a document in each line, as tests/bench/search reads them */
export const readDocuments = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => line).map((line) => JSON.parse(line));

/**
 * Asks all queries. Documents are known by their numbers in the index.
 * @param {ReturnType<typeof openIndex>} engine @param {{ title: string, body: string }[]} docs @param {number} size queries a set @param {number} seed
 */
export function measure(engine, docs, size, seed) {
  return Object.entries(querySets(docs, size, seed)).map(([set, queries]) => {
    const asked = queries.map(({ doc, query }) => ({ doc, query, ...engine.find(query, 10) }));
    const ranks = asked.map(({ doc, found }) => found.results.findIndex((result) => result.doc === doc));
    return { set, ...scores(ranks), asked };
  });
}

/** What a fresh page loads for each query besides the manifest, in bytes as they travel. @param {ReturnType<typeof openIndex>} engine @param {string[]} queries @param {string} folder */
function traffic(engine, queries, folder) {
  const weigh = (/** @type {string} */ name) => gzipSync(readFileSync(`${folder}/search/${name}.js`)).length;
  return queries.map((query) => {
    engine.forget();
    return engine.find(query).loaded.reduce((sum, name) => sum + weigh(name), 0);
  });
}

/** @param {number[]} list @param {number} part */
const quantile = (list, part) => [...list].sort((a, b) => a - b)[Math.min(Math.floor(list.length * part), list.length - 1)];

function main() {
  const given = process.argv.slice(2);
  const documents = given[0]?.endsWith('.jsonl') ? given.shift() : undefined;
  const [folder, size = '400', seed = '1'] = given;
  const engine = openIndex(folder);
  const docs = documents ? readDocuments(documents) : engine.documents();
  const all = measure(engine, docs, +size, +seed);
  for (const { set, mrr, hit1, hit5, asked } of all) {
    const times = asked.map(({ time }) => time);
    const hits = asked.map(({ found }) => found.hits.length);
    const bytes = traffic(engine, asked.slice(0, TRAFFIC).map(({ query }) => query), folder);
    const mean = bytes.reduce((sum, n) => sum + n, 0) / bytes.length;
    const figures = { 'MRR@10': mrr.toFixed(3), 'hit@1': hit1.toFixed(3), 'hit@5': hit5.toFixed(3), median: `${quantile(times, 0.5).toFixed(1)} ms`, worst: `${quantile(times, 1).toFixed(0)} ms` };
    console.log(set.padEnd(10), Object.entries({ ...figures, loads: `${(mean / 1000).toFixed(1)} KB`, most: `${(quantile(bytes, 1) / 1000).toFixed(0)} KB`, shown: quantile(hits, 0.5) }).map(([name, value]) => `${name} ${value}`).join('  '));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
