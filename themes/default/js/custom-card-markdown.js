// Custom cards in the format of the guide, for its maintainer: a file of several cards for a topic's folder.
//
// In: cards as the log has them. Out: Markdown that `recto check` takes, whatever is in them: what the card shows as text is escaped, what it
// shows as a list or as code is written so.

import { parseBlocks, splitCode, contentsOf } from './custom-cards.js';
/** @import { Card } from './deck.js' */
/** @import { LogEvent } from './events.js' */

/** Characters that mean something to Markdown, anywhere in a line. */
const SIGNS = /[\\`*_[\]>$~|&=^!@:#%]/g;
/** Characters that begin attributes and tags, which are looked for in the source as it is. */
const ENTITIES = /[{}<]/g;

/** @param {string} text */
const plain = (text) => text.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(SIGNS, '\\$&').replace(ENTITIES, (sign) => `&#${sign.charCodeAt(0)};`);

/** A part of a line that is code: more backticks than it contains in a row. @param {string} code */
function code(code) {
  const mark = '`'.repeat(Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${mark}${code}${mark}`;
}

/** @param {string} line */
const inline = (line) => splitCode(line).map((part, i) => (i % 2 ? code(part) : plain(part))).join('');

/** A line that begins a block of its own would do so here too: its first character is escaped. @param {string} line */
const atStart = (line) => inline(line).replace(/^(?=[+-])/, '\\').replace(/^(\d+)(?=[.)])/, '$1\\');

/** @param {string} text */
const body = (text) =>
  parseBlocks(text).map(({ kind, lines }) => {
    if (kind === 'list') return lines.map((line) => `- ${atStart(line) || '\\-'}`).join('\n');
    if (kind === 'text') return lines.map(atStart).join('\\\n');
    const fence = '`'.repeat(Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length))) + 1);
    return `${fence}text\n${lines.join('\n')}\n${fence}`;
  }).join('\n\n');

/** Names for the ids, of letters, digits and hyphens, each once. @param {string[]} titles @returns {string[]} */
function names(titles) {
  const taken = new Set();
  return titles.map((title) => {
    const base = title.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '') || 'card';
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
    taken.add(name);
    return name;
  });
}

/** The cards as a file of the guide's format. @param {Card[]} cards of one topic, of the learner's own @returns {string} a file NAME.cards.md */
export function toMarkdown(cards) {
  const all = cards.map(({ custom, level }) => ({ ...contentsOf(/** @type {LogEvent} */ (custom)), level }));
  const ids = names(all.map(({ question }) => question));
  return all.map(({ question, answer, points, level }, i) => {
    const list = points.length ? `\n## Key points\n\n${points.map((point) => `- ${atStart(point)}`).join('\n')}\n` : '';
    return `# ${atStart(question)} {#${ids[i]}${level ? ` level=${level}` : ''}}\n\n## Answer\n\n${body(answer)}\n${list}`;
  }).join('\n');
}
