// What readers' searches met that the figures of search-relevance.test.mjs hardly show: each kind on a small guide made for it, asked through the
// browser's own client.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openIndex } from '../bench/engine.mjs';
import { build, empty } from '../browser/support/site.mjs';

/**
 * The index of a guide with these cards: title and text, under which the texts of other sections may follow.
 * @param {string} name @param {string[][]} cards
 */
function indexOf(name, cards) {
  const folder = empty(`case-${name}`);
  mkdirSync(join(folder, 'content/all'), { recursive: true });
  writeFileSync(join(folder, 'book.toml'), `[book]\nid = "case-${name}"\ntitle = "Guide"\n`);
  writeFileSync(join(folder, 'content/index.md'), 'Guide.\n');
  writeFileSync(join(folder, 'content/all/cards.md'), cards.map(([title, ...parts], i) => `# ${title} {#c-${i}}\n\n${parts.join('\n\n')}\n`).join('\n'));
  const engine = openIndex(build(`case-${name}`, folder));
  /** What is found, best first: the numbers of the cards. @param {string} query */
  const found = (query) => engine.find(query, 10).found.results.flatMap(({ url }) => (/c-(\d+)\.html$/.exec(url) ? [Number(/c-(\d+)\.html$/.exec(url)?.[1])] : []));
  return { engine, found, meant: (/** @type {string} */ query) => engine.find(query, 10).found.correction };
}

/** Cards that are there so that a guide has other words, too. @param {number} count @param {(i: number) => string} [text] */
const others = (count, text = () => 'Nothing that is asked for.') => Array.from({ length: count }, (_, i) => [`How tall is tree number ${i}?`, text(i)]);

for (const [stopWord, derived] of [['under', 'underlying'], ['like', 'likely'], ['use', 'useful'], ['one', 'ones'], ['most', 'mostly']]) {
  test(`"${derived}" is not a word of asking, though "${stopWord}" is`, () => {
    const cards = [...others(30, () => `A ledger ${stopWord} another.`), ['What is a ledger?', `${stopWord} it, ${stopWord} another.`], ['Which of these may be kept for long in a drawer at home?', `The ${derived} ledger.`]];
    const { found } = indexOf(derived, cards);
    assert.deepEqual(found(derived), [31]);
    assert.equal(found(`${derived} ledger`)[0], 31);
  });
}

test('what a question asks with counts little in each of its forms', () => {
  const cards = [...others(30), ['How does a turbine work?', 'Water turns it.'], ['Who makes working clothes that work for all who are working?', 'A tailor. Works well.'], ['Why do gears get hot?', 'By friction.']];
  const { found } = indexOf('inflected-asking', cards);
  for (const query of ['how a turbine works', 'what makes a turbine work', 'turbine working', 'why it gets a turbine', 'differences of a turbine']) assert.equal(found(query)[0], 30, query);
});

test('a half word is as rare as what it is likely to become', () => {
  // "trans" begins a word of nearly all texts, and the rare one that is looked for.
  const cards = [
    ...others(60, (i) => `This is a transcript of sheet ${i}, with a lock at its door.`),
    ['What is a lock?', 'It keeps a door shut. A lock has a key, and another lock has another.'],
    ['Which transaction waits?', 'The younger one waits for the lock.'],
  ];
  const { found } = indexOf('half-word', cards);
  assert.equal(found('lock transa')[0], 61);
  assert.equal(found('lock trans')[0], 61);
});

test('a word that the guide lacks does not make fillers of those that it has', () => {
  const cards = [
    ...others(40, (i) => `The post office ${i} gets letters.`),
    ['What is the difference between GET and POST, and which of them does a form send, a search, an order, a link in an email?', 'GET reads, POST writes.'],
    ['How is a postmortem run?', 'Without blame.'],
    ['What is a post-processor?', 'A step after another.'],
  ];
  const { found, engine } = indexOf('lacking', cards);
  for (const query of ['get vs post', 'GET vs. POST', 'get versus post', 'post vs get']) assert.equal(found(query)[0], 40, query);
  const marked = engine.find('get vs post').found.results[0].title.filter(([, is]) => is).map(([text]) => text);
  assert.ok(marked.includes('POST'), `${marked}`);
});

test('a finished word comes before what it begins, and both are found', () => {
  const cards = [...others(30), ['How is a postmortem run?', 'Without blame.'], ['Who carries the post?', 'A carrier.'], ['How is the postgraduate course built?', 'In modules.']];
  const { found } = indexOf('finished', cards);
  assert.deepEqual(found('post')[0], 31);
  assert.deepEqual(found('post').sort(), [30, 31, 32]);
  assert.equal(found('postm')[0], 30);
});

test('what a card asks next counts less than what a card says', () => {
  const next = '## Follow-ups\n\n- [[all/c-31|How does a quorum answer?]]\n- What does a quorum cost?\n- When is a quorum lost?';
  const cards = [
    ...others(30),
    ['How are votes counted?', '## Answer\n\nBy hand.', next],
    ['What keeps copies alike?', '## Answer\n\nEnough of them have to answer: a quorum. The others learn of it later, when they can be reached again, and until then nobody asks them.'],
  ];
  const { found } = indexOf('follow-ups', cards);
  assert.equal(found('quorum')[0], 31);
  assert.equal(found('quorum copies')[0], 31);
});

test('nothing that is worse is offered as what was meant', () => {
  const cards = [
    ...others(30, () => 'They avoid pointers from a form.'),
    ['What is a void function?', 'One without a result.'],
    ['How does a pointer move?', 'By its size.'],
    ['What does herb tea cost?', 'Little.'],
  ];
  const { meant, found } = indexOf('meant', cards);
  for (const query of ['void', 'void pointer', 'pointer void', 'herb', 'void tea', 'from herb', 'function pointer']) assert.equal(meant(query), '', query);
  assert.equal(meant('functoin'), 'function');
  assert.equal(meant('void functoin'), 'void function');
  assert.equal(found('void pointer').includes(30), true);
});

test('a long word whose last letters are missing is found, at the end of a query and inside', () => {
  const cards = [...others(30, () => 'A connector with a pool.'), ['How large is a connection pool?', 'Ten.'], ['What does replication copy?', 'Rows.'], ['Why does a transaction wait?', 'For a lock.']];
  const { found } = indexOf('last-letter', cards);
  for (const [query, card] of /** @type {[string, number][]} */ ([['connec', 30], ['connectio', 30], ['connectio pool', 30], ['connecti pool', 30], ['replicatio', 31], ['replicatio copy', 31], ['transactio wait', 32], ['transacti', 32], ['wait transactio', 32]])) {
    assert.equal(found(query)[0], card, query);
  }
});

test('where two have all words and hundreds have most of them, more than two are shown, those two first', () => {
  const cards = [
    ...others(300),
    ...Array.from({ length: 120 }, (_, i) => [`How is cache ${i} filled?`, 'By a shard.']),
    ['How is a cache for a zebra filled?', 'By a shard.'],
    ['What does a zebra cost?', 'A cache and a shard.'],
  ];
  const { engine, found } = indexOf('cut', cards);
  assert.equal(engine.find('cache shard zebra', 10).found.hits.length, 122);
  assert.deepEqual(found('cache shard zebra').slice(0, 2), [420, 421]);
});

test('words that stand together in the text come before the same words far apart', () => {
  const far = 'The pool is kept warm in winter, and nobody would ask why a swimmer of that age needs a towel, a cap and a large bag, nor who keeps an open connection.';
  const near = 'Nobody would ask why a swimmer of that age needs a towel, a cap and a large bag, nor who keeps an open connection pool warm in winter.';
  const { found } = indexOf('nearness', [...others(30), ['Who was first?', far], ['Who was next?', near], ['Who was last?', far]]);
  assert.equal(found('connection pool')[0], 31);
  assert.equal(found('open connection pool')[0], 31);
});

test('inflections of a word whose last syllable a stemmer takes for a suffix are one word', () => {
  const cards = [
    ...others(30),
    ['How is a reference counted?', 'By hand.'],
    ['What does experience teach?', 'Caution.'],
    ['Which queue is full?', 'The first.'],
    ['Who writes all forms?', 'Referenced, referencing and references; experienced; queued, queuing and queueing.'],
  ];
  const { found } = indexOf('derived', cards);
  const queries = /** @type {[string, number][]} */ ([['referenced', 30], ['referencing', 30], ['references', 30], ['experienced', 31], ['queued', 32], ['queuing', 32], ['queueing', 32]]);
  for (const [query, card] of queries) assert.deepEqual(found(query), [card, 33], query);
});

test('operators and names of code are words', () => {
  const cards = [
    ['How does C++ free memory?', 'Destructors run.'],
    ['How does C free memory?', 'By hand.'],
    ['How does C# free memory?', 'A collector does.'],
    ['What is .NET?', 'A runtime.'],
    ['What does a net connection cost?', 'A handshake.'],
    ['When does the shell go on?', 'With `&&` only after success.'],
    ['How are values compared?', 'With `==` after a conversion.'],
    ['How does an array grow?', 'As `std::vector` does: by doubling.'],
    ['What is a vector in space?', 'A direction and a length.'],
    ['How is an element of a page found?', 'By `document.getElementById("menu")`.'],
    ['What is an element?', 'Gold is one.'],
    ['How is a branch taken?', 'With `||` and `!=`.'],
    ['What is F# for?', 'Functions.'],
    ['What does `__init__` do?', 'It fills a new object.'],
    ['What does max_connections limit?', 'Sessions.'],
  ];
  const { found, meant } = indexOf('code', cards);
  const queries = /** @type {[string, number][]} */ ([
    ['C++', 0], ['c++ memory', 0], ['C', 1], ['C#', 2], ['memory in c#', 2], ['.NET', 3], ['.net', 3], ['net connection', 4], ['&&', 5], ['==', 6], ['std::vector', 7], ['std vector', 7], ['vector', 8],
    ['getElementById', 9], ['getelementbyid', 9], ['get element by id', 9], ['document.getElementById', 9], ['getElementBy', 9], ['||', 11], ['!=', 11], ['f#', 12], ['__init__', 13], ['init', 13], ['max_connections', 14],
  ]);
  const missed = queries.filter(([query, card]) => found(query)[0] !== card || meant(query)).map(([query, card]) => `${query}: ${found(query)}, not ${card}; ${meant(query)}`);
  assert.deepEqual(missed, []);
});
