// The search finds what is known to be there: the guide's own cards, and a thousand made of its paragraphs. The queries are drawn with a
// seed (tests/bench/queries.mjs), the client is the browser's own; the floors are a little under what it reached when they were set.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openIndex } from '../bench/engine.mjs';
import { measure } from '../bench/relevance.mjs';
import { build, empty, files, guide, ROOT } from '../browser/support/site.mjs';

const MOST = 1000;
const QUERIES = 60;

/** Paragraphs of the guide as cards: the first sentence asks, the others answer. */
function paragraphs() {
  const folder = empty('paragraphs');
  /** @type {Map<string, string>} by title */
  const cards = new Map();
  const content = join(ROOT, 'content');
  for (const file of files(content, '.md')) {
    for (const paragraph of readFileSync(join(content, file), 'utf8').split(/\n\s*\n/)) {
      const [, title, body] = paragraph.replace(/[\[\]`*_#<>|{}()"=^~$!\\]/g, ' ').replace(/\s+/g, ' ').match(/^ ?([A-Z][^.?:]{20,100})[.?:] (.{120,})$/) ?? [];
      if (title && cards.size < MOST && !cards.has(title)) cards.set(title, body);
    }
  }
  writeFileSync(join(folder, 'book.toml'), '[book]\nid = "paragraphs"\ntitle = "Paragraphs"\n');
  const texts = [...cards].map(([title, body], i) => `# ${title} {#p-${i}}\n\n${body}\n`);
  empty('paragraphs/content');
  writeFileSync(join(folder, 'content/index.md'), 'Paragraphs.\n');
  empty('paragraphs/content/all');
  writeFileSync(join(folder, 'content/all/cards.md'), texts.join('\n'));
  return build('paragraphs', folder);
}

const FLOORS = {
  'the guide': [guide, { title: 0.97, typo: 0.97, inflected: 0.96, halfTyped: 0.94, answer: 0.81 }],
  'a thousand paragraphs': [paragraphs, { title: 0.96, typo: 0.95, inflected: 0.96, halfTyped: 0.92, answer: 0.93 }],
};

for (const [name, [site, floors]] of Object.entries(FLOORS)) {
  test(`known cards are found: ${name}`, () => {
    const engine = openIndex(site());
    const docs = engine.documents();
    assert.ok(docs.length > 150, `${docs.length} documents`);
    for (const { set, mrr, hit1, hit5 } of measure(engine, docs, QUERIES, 1)) {
      console.log(`${name}, ${set}: MRR@10 ${mrr.toFixed(3)}, hit@1 ${hit1.toFixed(3)}, hit@5 ${hit5.toFixed(3)}`);
      assert.ok(mrr >= floors[set], `${set}: MRR@10 ${mrr.toFixed(3)} is under ${floors[set]}`);
    }
  });
}

// What people type is a sentence, half of whose words every card has.
const QUESTIONS = {
  'how do I make a POST safe to retry': 'apis/idempotency.html',
  'how to retry a POST': 'apis/idempotency.html',
  'what is the difference between optimistic and pessimistic locking': 'databases/optimistic-locking.html',
};

test('questions in words of every day find their cards', () => {
  const engine = openIndex(guide());
  for (const [question, card] of Object.entries(QUESTIONS)) {
    const urls = engine.find(question).found.results.slice(0, 2).map(({ url }) => url);
    assert.ok(urls.some((url) => (url === card)), `${question}: ${urls}`);
  }
});
