// The topics stand in one order: in their front matter, which readers and the daily session follow, and in the plan of three weeks.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';

const CONTENT = resolve(import.meta.dirname, '../../content');
const read = (/** @type {string} */ file) => readFileSync(resolve(CONTENT, file), 'utf8');

/** The topics with questions, by the `order` of their index. */
const topics = readdirSync(CONTENT)
  .filter((name) => name !== 'interviews' && existsSync(resolve(CONTENT, name, 'index.md')))
  .map((name) => ({ name, order: Number(/^order: (\d+)$/m.exec(read(`${name}/index.md`))?.[1]) }))
  .sort((a, b) => a.order - b.order);

test('every topic has a place of its own', () => {
  assert.deepEqual(topics.map(({ order }) => order), topics.map((_, i) => i + 1));
});

test('the plan of three weeks names all topics in that order', () => {
  const plan = read('interviews/preparing.md').split('\n## The plan in three weeks\n')[1]?.split('\n## ')[0] ?? '';
  const named = plan.split('\n').filter((line) => line.startsWith('| ')).flatMap((row) => [...row.matchAll(/\]\(\.\.\/([\w-]+)\/index\.md\)/g)].map(([, name]) => name));
  assert.deepEqual(named, topics.map(({ name }) => name));
});

test('each line of the plan by level keeps the order, too', () => {
  const rows = (read('interviews/preparing.md').split('\n## A plan by level\n')[1]?.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| \d/.test(line));
  assert.ok(rows.length >= 5);
  const places = new Map(topics.map(({ name, order }) => [name, order]));
  for (const level of [2, 3, 4]) {
    const named = rows.flatMap((row) => [...(row.split('|')[level] ?? '').matchAll(/\]\(\.\.\/([\w-]+)\/index\.md\)/g)].map(([, name]) => name)).filter((name) => name !== 'coding');
    const order = named.map((name) => places.get(name) ?? 0);
    assert.deepEqual(order.filter((place, i) => i > 0 && place < order[i - 1]).length, 0, named.join(', '));
  }
});

test('the plan of one week keeps the order for each level, and promises no more cards than its hours hold', () => {
  const plan = read('interviews/preparing.md').split('\n## The plan in one week\n')[1]?.split('\n## ')[0] ?? '';
  const rows = plan.split('\n').filter((line) => /^\| \d/.test(line));
  assert.equal(rows.length, 7);
  const places = new Map(topics.map(({ name, order }) => [name, order]));
  for (const level of [2, 3, 4]) {
    const named = rows.flatMap((row) => [...(row.split('|')[level] ?? '').matchAll(/\]\((?:recto:study\?topic=|\.\.\/)([\w-]+)/g)].map(([, name]) => name)).filter((name) => name !== 'coding');
    assert.ok(named.length >= 4, named.join(', '));
    assert.deepEqual(named, [...named].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)));
  }
  assert.match(plan, /about eight new cards/);
});

test('the home page leads in one step to what a reader in a hurry needs', () => {
  const home = read('index.md');
  for (const target of ['coding/online-assessment.md#if-it-is-tomorrow', 'interviews/preparing.md#the-plan-in-one-week', 'recto:study?level=mid', 'recto:interview?level=senior&minutes=45', 'interviews/faq.md']) {
    assert.ok(home.includes(`](${target})`), target);
  }
});

test('an answer of the FAQ begins with the answer: yes or no where that was asked', () => {
  const answers = [...read('interviews/faq.md').matchAll(/^\*\*([^*]+\?)\*\* (.+)$/gm)];
  assert.ok(answers.length >= 20, `${answers.length} answers`);
  const evasive = answers.filter(([, question, answer]) => /(?:^|\. )(?:Do I|Do seniors|Will|Are|Should|Must|Is|May) [^.]*\?$/.test(question) && !/^(?:Yes|No\b|Not\b|Often|Seldom|Only|In most processes, yes|In proportions and principles, yes)/.test(answer));
  assert.deepEqual(evasive.map(([, question]) => question), []);
});
