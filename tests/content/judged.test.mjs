// How well typed answers are judged (js/answer-matching.js), on answers labelled by hand: for each key point of each answer whether it seems said, is in
// doubt or was not found, against whether the answer makes it. The limits were tuned on every other card of answers.json; what is measured on
// the rest, and on the other two sets, is what a learner can expect.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import vm from 'node:vm';
import * as evidence from '../../themes/default/js/answer-matching.js';
import { files, guide } from '../browser/support/site.mjs';

const HERE = import.meta.dirname;
const site = guide();
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(resolve(HERE, file), 'utf8'));
const negations = /^\[js_answer_feedback\]\n(?:(?!\[).*\n)*?negations = "([^"]*)"/m.exec(readFileSync(resolve(HERE, '../../themes/default/strings/en.toml'), 'utf8'))?.[1];
assert.ok(negations, 'the words that negate, which js/answer-feedback.js hands over');

/** What the published scripts hand over. @type {{ words: any, topics: Map<string, any>, sides: Map<string, any> }} */
const given = { words: null, topics: new Map(), sides: new Map() };
const Recto = {
  wordFrequencies: (/** @type {string[]} */ levels, /** @type {any} */ synonyms) => (given.words = new evidence.Vocabulary(levels, synonyms, negations)),
  deckTopic: (/** @type {string} */ topic, /** @type {number} */ length, /** @type {any} */ _, /** @type {any[]} */ rows) => given.topics.set(topic, { length, rows }),
  deckFaces: (/** @type {string} */ topic, /** @type {number} */ part, /** @type {any[]} */ cards) => given.sides.set(`${topic} ${part}`, cards),
};
for (const file of ['search/word-frequencies.js', ...files(site, '.js').filter((name) => name.startsWith('deck/') && name !== 'deck/manifest.js')]) vm.runInNewContext(readFileSync(join(site, file), 'utf8'), { Recto });

const SIGNS = { quot: '"', lt: '<', gt: '>', amp: '&', '#39': "'" };
const plain = (/** @type {string} */ markup) => markup.replace(/<[^>]*>/g, '').replace(/&(quot|lt|gt|amp|#39);/g, (_, name) => SIGNS[/** @type {'lt'} */ (name)]).trim();
/** Letters and digits of a text in Markdown or plain. @param {string} text */
const bare = (text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[^\p{L}\p{N}]+/gu, '');

/** The texts of a card that an answer is held against. @param {string} id */
function cardOf(id) {
  const topic = dirname(id);
  const { length, rows } = given.topics.get(topic);
  const n = rows.findIndex((/** @type {any[]} */ [name]) => `${topic}/${name}` === id);
  const side = given.sides.get(`${topic} ${Math.floor(n / length)}`)[n % length];
  const section = (/** @type {string} */ kind) => side.sections.find((/** @type {string[]} */ [other]) => other === kind)?.[1] ?? '';
  return {
    question: plain(side.title),
    points: side.points.map((/** @type {any[]} */ [markup, , accept]) => ({ text: plain(markup), accept })),
    redFlags: [...section('red-flags').matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, markup]) => ({ text: plain(markup) })),
    model: plain(section('short-answer')),
  };
}

/** Counts claims by what they are and how they were judged. @param {{ card: string, answers: any[] }[]} set */
function measure(set) {
  const count = { made: 0, madeSaid: 0, madeFound: 0, not: 0, notSaid: 0, notDoubt: 0, raised: 0, raisedFound: 0, quiet: 0, quietFound: 0 };
  for (const { card, answers } of set) {
    const texts = cardOf(card);
    for (const { typed, makes, redFlags } of answers) {
      const { points, redFlags: judged } = evidence.matchAnswer(typed, texts, given.words);
      const [made, raised] = [makes, redFlags].map((list) => new Set(list.map(bare)));
      texts.points.forEach((/** @type {{ text: string }} */ { text }, /** @type {number} */ i) => {
        const { state } = points[i];
        if (made.has(bare(text))) (count.made++, (count.madeSaid += +(state === 'said')), (count.madeFound += +(state !== 'none')));
        else (count.not++, (count.notSaid += +(state === 'said')), (count.notDoubt += +(state === 'doubt')));
      });
      texts.redFlags.forEach((/** @type {{ text: string }} */ { text }, /** @type {number} */ i) => {
        const found = +(judged[i].state !== 'none');
        if (raised.has(bare(text))) (count.raised++, (count.raisedFound += found));
        else (count.quiet++, (count.quietFound += found));
      });
    }
  }
  return count;
}

const labelled = read('answers.json');
/** @type {Record<string, any[]>} */
const sets = {
  'tuned on': labelled.filter((/** @type {any} */ _, /** @type {number} */ i) => i % 2 === 0),
  'the other cards': labelled.filter((/** @type {any} */ _, /** @type {number} */ i) => i % 2 === 1),
  'held back': read('answers-held.json'),
  'by somebody else': read('answers-later.json'),
};

for (const [name, set] of Object.entries(sets)) {
  test(`${name}: under 5% of claims that are not made seem said, at least 60% of those made are found, and most red flags`, () => {
    const n = measure(set);
    const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${((100 * part) / whole).toFixed(1)}%`;
    console.log(
      `${name}: ${set.length} cards; made ${n.made}: found ${percent(n.madeFound, n.made)}, seem said ${percent(n.madeSaid, n.made)}; not made ${n.not}: seem said ${percent(n.notSaid, n.not)}, in doubt ${percent(n.notDoubt, n.not)}; ` +
        `precision of "seems said" ${percent(n.madeSaid, n.madeSaid + n.notSaid)}; red flags found ${percent(n.raisedFound, n.raised)}, asked for nothing ${percent(n.quietFound, n.quiet)}`,
    );
    assert.ok(n.notSaid / n.not < 0.05, `${n.notSaid} of ${n.not} claims that are not made seem said`);
    assert.ok(n.madeFound / n.made >= 0.6, `${n.madeFound} of ${n.made} claims are found`);
    assert.ok(n.raisedFound / n.raised >= 0.6 && n.quietFound / n.quiet < 0.1, `${n.raisedFound} of ${n.raised} red flags, ${n.quietFound} of ${n.quiet} asked for nothing`);
  });
}
