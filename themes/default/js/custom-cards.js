// Cards of the learner's own: entries of the log as cards of a topic, and their text as the markup of faces.
//
// In: the last `own` entry of each card. Out: cards, faces. An imported file may hold anything: what is in a card is text. It is escaped as a
// whole; of markup it knows paragraphs, lists of lines that begin with "- ", `code` and blocks of it between lines of ```.

/** @import { Card, CardFaces, Topic } from './deck.js' */
/** @import { LogEvent } from './events.js' */

/** What the last part of such an id begins with: no path of a guide may hold a colon. */
const ID_PREFIX = 'own:';

/** Whether an id is that of a card of the learner's own. @param {string} id */
const isCustom = (id) => id.includes(`/${ID_PREFIX}`);

/** A new card's id. @param {string} topic @param {string} serial 16 characters, random */
const newCardId = (topic, serial) => `${topic}/${ID_PREFIX}${serial}`;

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** @typedef {{ kind: 'text' | 'list' | 'code', lines: string[] }} Block */

/** A text in its blocks. @param {string} text @returns {Block[]} */
function parseBlocks(text) {
  /** @type {Block[]} */
  const out = [{ kind: 'text', lines: [] }];
  const last = () => out[out.length - 1];
  const begin = (/** @type {Block['kind']} */ kind) => void out.push({ kind, lines: [] });
  const into = (/** @type {Block['kind']} */ kind, /** @type {string} */ line) => {
    if (last().kind !== kind) begin(kind);
    last().lines.push(line);
  };
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const isFence = /^\s*```/.test(line);
    if (isFence) begin(last().kind === 'code' ? 'text' : 'code');
    else if (last().kind === 'code') last().lines.push(line);
    else if (line.trim() === '') begin('text');
    else if (/^\s*- /.test(line)) into('list', line.replace(/^\s*- /, '').trim());
    else into('text', line.trim());
  }
  return out.filter(({ lines }) => lines.length > 0);
}

/** A line's text and `code`, in turns. @param {string} line @returns {string[]} text at even places, code at odd ones */
const splitCode = (line) => line.split(/`([^`]+)`/);

/** The HTML of a line: code in backticks, all else escaped. @param {string} line */
const inlineHtml = (line) => splitCode(line).map((part, i) => (i % 2 ? `<code>${escaped(part)}</code>` : escaped(part))).join('');

/** The HTML of a text of paragraphs, lists and code. @param {string} text */
const toHtml = (text) =>
  parseBlocks(text).map(({ kind, lines }) => {
    if (kind === 'code') return `<pre tabindex="0"><code>${escaped(lines.join('\n'))}</code></pre>`;
    if (kind === 'list') return `<ul>${lines.map((line) => `<li>${inlineHtml(line)}</li>`).join('')}</ul>`;
    return `<p>${lines.map(inlineHtml).join('<br>')}</p>`;
  }).join('');

/** What is written of a card: question, answer, key points. @param {LogEvent} event @returns {{ question: string, answer: string, points: string[] }} */
const contentsOf = ({ q = '', a = '', points = [] }) => ({ question: q.replace(/\s+/g, ' ').trim(), answer: a, points: /** @type {string[]} */ (points) });

/** The topic that a card is in: its own, or what is left of it above, or the first. @param {string} id @param {Topic[]} topics */
function topicIn(id, topics) {
  const own = id.slice(0, id.lastIndexOf('/'));
  const found = topics.filter((topic) => own === topic.id || own.startsWith(`${topic.id}/`)).sort((a, b) => b.id.length - a.id.length)[0];
  return (found ?? topics[0])?.id ?? '';
}

/** The card that the latest `own` event describes. @param {LogEvent} event @param {{ topics: Topic[], levels: [string, string][] }} manifest @returns {Card} */
function toCard(event, { topics, levels }) {
  const id = /** @type {string} */ (event.card);
  const level = levels.some(([other]) => other === event.level) ? /** @type {string} */ (event.level) : '';
  return {
    id, title: contentsOf(event).question, topic: topicIn(id, topics), level, kind: '', minutes: 0, tags: [], clozes: [], stages: [], closed: false, requires: [], source: '', part: -1, slot: -1, custom: event,
  };
}

/** The front and back of that card. @param {LogEvent} event @returns {CardFaces} */
function toFaces(event) {
  const { question, answer, points } = contentsOf(event);
  return {
    title: inlineHtml(question),
    ...(points.length ? { points: points.map((point) => /** @type {[string, number]} */ ([inlineHtml(point), 1])) } : {}),
    sections: [['answer', toHtml(answer)], ...(points.length ? [/** @type {[string, string]} */ (['key-points', ''])] : [])],
  };
}

export { ID_PREFIX, isCustom, newCardId, parseBlocks, splitCode, inlineHtml, toHtml, contentsOf, toCard, toFaces };
