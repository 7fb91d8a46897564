// Every default, version and published figure is in the log of checked numbers, in the words of its card: who changes one has to check it again.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';

const CONTENT = resolve(import.meta.dirname, '../../content');

/** A card's prose: without front matter, code, references and attributes, with the words of its links. @param {string} text */
const prose = (text) => text
  .replace(/^---\n[\s\S]*?\n---\n/, '')
  .replaceAll(/```[\s\S]*?```/g, '')
  .replaceAll(/## References[\s\S]*?(?=\n#{1,2} |$)/g, '')
  .replaceAll(/ \{[^}]*(?:accept|weight)[^}]*\}/g, '')
  .replaceAll(/\]\([^)]*\)/g, ']');

/** Lines and sentences; a table's row and a list's item stay whole. @param {string} text */
const sentences = (text) => prose(text).split('\n').filter((line) => !/^(?:# |- \[)/.test(line)).flatMap((line) => (line.startsWith('|') ? [line] : line.split(/(?<=[.!?])\s+(?=[A-Z`*"[])/)));

/** What is said of somebody else's product or paper. */
const FROM_A_SOURCE = /\bdefaults?\b|[Ss]ince (?:version |[A-Z][\w.]* )?v?\d+(?![\d:¹])|\((?:19|20)\d\d|[Rr]eported (?:\d|an? |that|in |about)|\bin (?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d|JEP \d|CVE-|(?:PostgreSQL|Java|Python|Rails|Django|Node\.js|\.NET|Spring|Kafka|Redis|Valkey|Go) \d/;

const log = readFileSync(resolve(import.meta.dirname, 'second-reading/numbers.md'), 'utf8');
const rows = [...log.matchAll(/^\| ([\w-]+\/[\w-]+) \| (.*?) \|(?: (.*?) \| (.*?) \|)?$/gm)].map(([, card, words, source, verdict]) => ({ card, words: words.replaceAll('\\|', '|'), source, verdict }));
const cards = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => /^[\w-]+\/[\w-]+\.md$/.test(path)).map((path) => path.slice(0, -'.md'.length));
const read = (/** @type {string} */ card) => readFileSync(resolve(CONTENT, `${card}.md`), 'utf8');

test('the words of each row stand in the card', () => {
  assert.ok(rows.length > 200, `${rows.length} rows`);
  const lost = rows.filter(({ card, words }) => !read(card).replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/\s+/g, ' ').includes(words));
  assert.deepEqual(lost.map(({ card, words }) => `${card}: ${words}`), []);
});

test('a number from a source has a source and a verdict', () => {
  const [checked] = log.split('\n## ');
  const wrong = [...checked.matchAll(/^\| [\w-]+\/[\w-]+ .*$/gm)].filter(([row]) => !/ \| [^|]+ \| agrees, (?:looked up|said elsewhere|known) \|$/.test(row));
  assert.deepEqual(wrong.map(([row]) => row), []);
});

test('every sentence with a number that sounds like a source is in the log', () => {
  const missing = cards.filter((card) => !card.startsWith('behavioural/')).flatMap((card) => {
    const known = rows.filter((row) => row.card === card).map(({ words }) => words);
    return sentences(read(card)).filter((said) => /\d/.test(said) && FROM_A_SOURCE.test(said) && !known.some((words) => said.includes(words))).map((said) => `${card}: ${said}`);
  });
  assert.deepEqual(missing, []);
});
