// Questions as people type them, drawn differently from those of search-relevance.test.mjs: answers in other words, threads of forums, own words.
// They were written before they were asked. Each names the cards that answer it; what any of them reaches counts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { openIndex } from '../bench/engine.mjs';
import { guide } from '../browser/support/site.mjs';

/** @type {{ drawn: string, questions: { question: string, cards: string[] }[] }[]} */
const sets = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8'));
const engine = openIndex(guide());

/** The place of the first card that answers, from 1, or 0. @param {{ question: string, cards: string[] }} asked */
function rank({ question, cards }) {
  const urls = engine.find(question).found.results.slice(0, 10).map(({ url }) => url.replace(/#.*/, ''));
  return urls.findIndex((/** @type {string} */ url) => cards.some((card) => url === `${card}.html` || url === `${card}/index.html`)) + 1;
}

/** A little under what the search reached when they were set. */
const FLOORS = new Map([
  ['answers in other words', 0.66],
  ['as asked in forums', 0.88],
  ['own words', 0.75],
  ['held back until the synonyms stood', 0.77],
  ['typed in forums and chats', 0.9],
]);

for (const { drawn, questions } of sets) {
  test(`questions find their cards: ${drawn}`, () => {
    const ranks = questions.map((asked) => ({ ...asked, rank: rank(asked) }));
    const mrr = ranks.reduce((sum, { rank }) => sum + (rank && 1 / rank), 0) / ranks.length;
    const missed = ranks.filter(({ rank }) => rank !== 1).map(({ question, rank }) => `${question}: ${rank || 'not among ten'}`);
    console.log(`${drawn}: MRR@10 ${mrr.toFixed(3)} of ${questions.length}\n  ${missed.join('\n  ')}`);
    assert.ok(questions.length >= 20 && mrr >= (FLOORS.get(drawn) ?? 1), `MRR@10 ${mrr.toFixed(3)}\n${missed.join('\n')}`);
  });
}
