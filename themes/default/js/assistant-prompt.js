// What an assistant is asked about a typed answer, as one text for the clipboard or as the messages of a chat.
//
// In: the card's texts, its level, the answer, the words of the interface. Out: text. The answer is quoted between marks that it can't hold,
// and said to be no instruction.

import { text } from './base.js';

/** @typedef {{ question: string, points: { text: string }[], redFlags: { text: string }[], level: string, answer: string }} Case */

/** Marks around the answer. */
const FENCE = '=====';

/** @param {{ text: string }[]} list */
const numbered = (list) => list.map(({ text: words }, i) => `${i + 1}. ${words}`).join('\n');

/** @param {string} words */
const quoted = (words) => `${FENCE}\n${words.replaceAll(FENCE, '= = =')}\n${FENCE}`;

/** @param {Case} what */
function material({ question, points, redFlags, level, answer }) {
  const parts = [[text('assistant.question'), question], [text('assistant.level'), level], [text('assistant.points'), numbered(points)], [text('assistant.flags'), numbered(redFlags)], [text('assistant.answer'), quoted(answer)]];
  return parts.filter(([, words]) => words !== '').map(([name, words]) => `${name}\n${words}`).join('\n\n');
}

/** For the clipboard. @param {Case} what */
export const prompt = (what) => `${text('assistant.role')}\n\n${material(what)}\n\n${text('assistant.task', { n: what.points.length })}\n`;

/** For an endpoint: the reply is to be JSON. @param {Case} what */
export const messages = (what) => [
  { role: 'system', content: `${text('assistant.role')} ${text('assistant.task_json', { n: what.points.length })} {"points":[{"said":true,"why":"…"}]}` },
  { role: 'user', content: material(what) },
];
