// Typed answers as learners write them, labelled by hand: which key points each makes, and which red flags it says.
// They are for judging how typed answers are judged, so a label must name what stands in the card.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';

const HERE = import.meta.dirname;
const CONTENT = resolve(HERE, '../../content');

/** @typedef {{ kind: string, typed: string, makes: string[], redFlags: string[] }} Answer */
/** @type {{ card: string, answers: Answer[] }[]} */
const labelled = JSON.parse(readFileSync(resolve(HERE, 'answers.json'), 'utf8'));

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
  assert.ok(labelled.length >= 30, `${labelled.length} cards`);
  const kinds = ['right in other words', 'half right', 'wrong with the right nouns', 'negated'];
  for (const { card, answers } of labelled) {
    assert.deepEqual(answers.map(({ kind }) => kind), kinds, card);
    const [right, half, wrong] = answers;
    assert.ok(right.makes.length > half.makes.length && half.makes.length > 0, card);
    assert.ok(wrong.makes.length === 0 && wrong.redFlags.length > 0, card);
  }
});
