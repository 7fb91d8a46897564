// Typed answers as learners write them, labelled by hand: which key points each makes, and which red flags it says.
// They are for judging how typed answers are judged, so a label must name what stands in the card.
// answers-held.json holds ten cards that were labelled before js/answer-matching.js was tuned, which was done on every other card of answers.json;
// answers-later.json holds cards that came later, labelled by somebody who had not seen how answers are judged: a set to measure on, not to tune on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';

const HERE = import.meta.dirname;
const CONTENT = resolve(HERE, '../../content');

/** @typedef {{ kind: string, typed: string, makes: string[], redFlags: string[] }} Answer */
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(resolve(HERE, file), 'utf8'));
/** @type {Record<string, { card: string, answers: Answer[] }[]>} */
const sets = { 'answers.json': read('answers.json'), 'answers-later.json': read('answers-later.json'), 'answers-held.json': read('answers-held.json') };
const labelled = Object.values(sets).flat();

/** The items of a section, without their attributes. @param {string} text @param {string} section */
function items(text, section) {
  const body = text.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...body.matchAll(/^- (.*?)(?: \{(?:weight|accept)[^}]*\})?$/gm)].map(([, item]) => item);
}

test('every label names a key point or a red flag of its card', () => {
  const wrong = labelled.flatMap(({ card, answers }) => {
    const text = readFileSync(resolve(CONTENT, `${card}.md`), 'utf8');
    const [points, flags] = [items(text, 'Key points'), items(text, 'Red flags')];
    return answers.flatMap(({ makes, redFlags }) => [...makes.filter((said) => !points.includes(said)), ...redFlags.filter((said) => !flags.includes(said))].map((said) => `${card}: ${said}`));
  });
  assert.deepEqual(wrong, []);
});

test('each card has a right answer, a half right one, a wrong one with the right nouns and a negated one', () => {
  assert.ok(sets['answers.json'].length >= 30 && sets['answers-later.json'].length >= 15);
  for (const [file, set] of Object.entries(sets)) assert.equal(new Set(set.map(({ card }) => card)).size, set.length, `no card twice in ${file}`);
  const kinds = ['right in other words', 'half right', 'wrong with the right nouns', 'negated'];
  for (const { card, answers } of labelled) {
    assert.deepEqual(answers.map(({ kind }) => kind), kinds, card);
    const [right, half, wrong] = answers;
    assert.ok(right.makes.length > half.makes.length && half.makes.length > 0, card);
    assert.ok(wrong.makes.length === 0 && wrong.redFlags.length > 0, card);
  }
});
