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
    const named = rows.flatMap((row) => [...(row.split('|')[level] ?? '').matchAll(/\]\((?:recto:study\?topic=|\.\.\/)([\w-]+)/g)].map(([, name]) => name)).filter((name) => name !== 'coding');
    assert.ok(named.length >= 3, named.join(', '));
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
    const named = rows.flatMap((row) => [...(row.split('|')[level] ?? '').matchAll(/\]\(recto:study\?card=([\w-]+)/g)].map(([, name]) => name)).filter((name) => name !== 'coding');
    assert.ok(named.length >= 4, named.join(', '));
    assert.deepEqual(named, [...named].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)));
  }
  assert.match(plan, /about eight new cards/);
});

/** How long a card takes in an interview; a short card takes what its kind does. @param {string} id */
function minutes(id) {
  const [topic, name] = id.split('/');
  const own = resolve(CONTENT, `${id}.md`);
  if (existsSync(own)) return Number(/^minutes: (\d+)$/m.exec(read(`${id}.md`))?.[1] ?? 5);
  assert.match(read(`${topic}/cards.md`), new RegExp(`\\{#${name}[ }]`), id);
  return 5;
}

/** The cards that a link opens. @param {string} link */
const cardsOf = (link) => [...link.matchAll(/card=([\w/-]+)/g)].map(([, id]) => id);
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, n) => all + n, 0);

test('each day of the plan of one week fits its hour, by the minutes of its cards', () => {
  const plan = read('interviews/preparing.md').split('\n## The plan in one week\n')[1]?.split('\n## ')[0] ?? '';
  assert.match(plan, /fifty a day at most/);
  const days = plan.split('\n').filter((line) => /^\| [1-6] /.test(line)).flatMap((row) => row.split('|').slice(2, 5));
  assert.equal(days.length, 18);
  for (const day of days) {
    const parts = day.split(';').map((part) => ({ said: Number(/(\d+) min\b/.exec(part)?.[1]), links: [...part.matchAll(/\]\(recto:study\?([^)]*)\)/g)].map(([, link]) => sum(cardsOf(link).map(minutes))), part }));
    for (const { said, links, part } of parts) {
      assert.ok(links.length === 1 ? links[0] === said : links.every((n) => n <= said), `${part}: ${links}`);
      const mock = /recto:interview\?[^)]*minutes=(\d+)/.exec(part);
      if (mock) assert.equal(Number(mock[1]), said, part);
    }
    assert.ok(sum(parts.map(({ said }) => said)) <= 50, day);
  }
});

test('the evening before an online assessment takes the two hours that it promises', () => {
  const evening = read('coding/online-assessment.md').split('\n## If it is tomorrow\n')[1]?.split('\n## ')[0] ?? '';
  assert.match(evening, /add up to two hours/);
  const lines = [...evening.matchAll(/^\d\. (\d+) minutes: (.*)$/gm)].map(([, said, what]) => ({ said: Number(said), cards: [...what.matchAll(/\]\((?:\.\.\/)?([\w/-]+)\.md(?:#([\w-]+))?\)/g)].map(([, file, anchor]) => (file === 'cards' ? `coding/${anchor}` : file.includes('/') ? file : `coding/${file}`)) }));
  assert.equal(sum(lines.map(({ said }) => said)), 120);
  for (const { said, cards } of lines) if (cards.length) assert.equal(sum(cards.map(minutes)), said, cards.join(', '));
  assert.deepEqual(cardsOf(evening), lines.flatMap(({ cards }) => cards), 'one link opens them all');
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
