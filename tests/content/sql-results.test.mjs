// The queries of the SQL cards return what their cards say, and the wrong ones that the cards warn of return something else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import initSqlite from 'sql.js';

const sqlite = await initSqlite();

/** The block of a card that names its file. @param {string} card */
function published(card) {
  const [, block] = readFileSync(new URL(`../../content/databases/${card}.md`, import.meta.url), 'utf8').split(`\`\`\`sql {file="${card}.sql"}\n`);
  assert.ok(block, `${card} has a block for ${card}.sql`);
  return block.slice(0, block.indexOf('```'));
}

/** The rows of each query that returns some. @param {string} code @param {string} [more] */
function rows(code, more = '') {
  const database = new sqlite.Database();
  try {
    database.run('PRAGMA foreign_keys = ON');
    return database.exec(code + more).map((result) => result.values);
  } finally {
    database.close();
  }
}

const RESULTS = {
  'union-and-truncate': [[[2000]], [['Ada'], ['Bao'], ['Chi']]],
  'second-highest-salary': [[[80]], [[80]], [['dev', 3, 70], ['law', 8, 40]]],
  joins: [[[10, 'Ada'], [11, 'Ada'], [12, 'Bao']], [['Ada', 2], ['Bao', 1], ['Chi', 0]], [['Chi']]],
  'group-by-having': [[[1, 2, 100], [3, 2, 30]]],
  'window-functions': [[[1, 7, 100, 100, 1], [2, 7, -30, 70, 2], [3, 7, -30, 40, 2], [4, 7, 50, 90, 1], [5, 8, 500, 500, 1]]],
  'top-n-per-group': [[['ink', 'Blue', 9], ['ink', 'Black', 7], ['pad', 'A5', 4], ['pen', 'Steel', 40], ['pen', 'Wood', 30]]],
  'duplicates-and-gaps': [[['ada@example.com', 3, 1]], [[4, 5], [8, 8]]],
  'exists-in-join': [
    [['Bao', 95, 'Ada', 90], ['Dan', 92, 'Ada', 90], ['Eva', 70, 'Chi', 60]],
    [['Ada'], ['Chi']],
    [['Dan'], ['Eva'], ['Fil']],
    [['Ada', 93.5], ['Chi', 70]],
    [['Chi', 1], ['Fil', 1], ['Eva', 2]],
  ],
  'views-and-triggers': [[['Ada', 800], ['Bao', 200]], [['Ada', 500], ['Bao', 200]], [[2, 'open', 'paid']]],
  'model-bookings': [[[1, 2, '2026-12-01T09:00Z'], [2, 2, '2026-12-01T09:30Z']]],
  'model-shop': [[['Old Road 1', 300]]],
  'model-follow-graph': [[[1]], [[2, '2026-01-03']], [[4, 2], [5, 1]]],
};

for (const [card, wanted] of Object.entries(RESULTS)) {
  test(`${card} returns what it says`, () => assert.deepEqual(rows(published(card)), wanted));
}

/** Wrong variants: card, name, what is replaced, by what; the results must differ or the statement must fail. */
const WRONG = [
  ['union-and-truncate', 'equal payments become one', 'UNION ALL', 'UNION'],
  ['union-and-truncate', 'each payment names its customer', 'UNION\nSELECT', 'UNION ALL\nSELECT'],
  ['second-highest-salary', 'a tie gives the highest again', 'SELECT DISTINCT salary', 'SELECT salary'],
  ['second-highest-salary', 'a tie leaves the second place empty', 'dense_rank()', 'rank()'],
  ['second-highest-salary', 'one of a tie comes second', 'dense_rank()', 'row_number()'],
  ['joins', 'count(*) counts the row of nulls', 'count(o.id)', 'count(*)'],
  ['joins', 'NOT IN with a null returns nobody', 'NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)', 'c.id NOT IN (SELECT customer_id FROM orders)'],
  ['group-by-having', 'cancelled orders are counted', "status = 'paid'\n  AND", ''],
  ['group-by-having', 'an aggregate is in WHERE', "WHERE status = 'paid'", "WHERE count(*) >= 2 AND status = 'paid'"],
  ['window-functions', 'peers share the default frame', 'ORDER BY paid_at, id\n                         ROWS UNBOUNDED PRECEDING', 'ORDER BY paid_at'],
  ['top-n-per-group', 'rank returns both of a tie', 'row_number() OVER (PARTITION BY category ORDER BY price DESC, id)', 'rank() OVER (PARTITION BY category ORDER BY price DESC)'],
  ['duplicates-and-gaps', 'case hides a duplicate', 'GROUP BY lower(email)', 'GROUP BY email'],
  ['duplicates-and-gaps', 'the index comes before the cleaning', 'DELETE FROM users WHERE id IN', 'CREATE UNIQUE INDEX early ON users (lower(email)); DELETE FROM users WHERE id IN'],
  ['exists-in-join', 'a join repeats a manager', 'FROM employee m\nWHERE EXISTS (SELECT 1 FROM employee e WHERE e.manager_id = m.id AND e.salary > m.salary)', 'FROM employee m JOIN employee e ON e.manager_id = m.id AND e.salary > m.salary'],
  ['exists-in-join', 'NOT IN with a null returns nobody', 'NOT EXISTS (SELECT 1 FROM employee e WHERE e.manager_id = m.id)', 'm.id NOT IN (SELECT manager_id FROM employee)'],
  ['exists-in-join', 'the two names are mixed up', 'm.id = e.manager_id', 'e.id = m.manager_id'],
  ['views-and-triggers', 'what did not change is noted', ' WHEN old.status <> new.status', ''],
  ['model-shop', 'a total from the present price', 'l.quantity * l.unit_price_cents) AS total\nFROM orders o', 'l.quantity * (SELECT price_cents FROM product WHERE id = l.product_id)) AS total\nFROM orders o'],
  ['model-follow-graph', 'oneself and the known are suggested', 'two.followee_id <> 1\n  AND NOT EXISTS (SELECT 1 FROM follow known WHERE known.follower_id = 1 AND known.followee_id = two.followee_id)', '1 = 1'],
];

for (const [card, name, right, wrong] of WRONG) {
  test(`${card}: ${name}`, () => {
    const code = published(card);
    assert.ok(code.includes(right), `the card has ${right}`);
    let found;
    try {
      found = rows(code.replace(right, wrong));
    } catch (error) {
      assert.match(String(error), /misuse of aggregate|UNIQUE constraint/);
      return;
    }
    assert.notDeepEqual(found, RESULTS[card]);
  });
}

test('the constraints of the models refuse what their cards forbid', () => {
  const refused = [
    ['duplicates-and-gaps', "INSERT INTO users VALUES (9, 'ADA@example.com')", /UNIQUE/],
    ['model-bookings', "INSERT INTO booked_slot VALUES (1, '2026-12-01T09:15Z', 3)", /UNIQUE/],
    ['model-shop', 'UPDATE product SET stock = stock - 4', /CHECK/],
    ['model-shop', 'DELETE FROM product', /FOREIGN KEY/],
    ['model-shop', "INSERT INTO order_line VALUES (100, 10, 'Pen', 0, 150)", /CHECK/],
    ['model-follow-graph', "INSERT INTO follow VALUES (1, 2, '2026-02-02')", /UNIQUE/],
    ['model-bookings', "INSERT INTO booked_slot VALUES (1, '2026-12-01T10:00Z', 3), (1, '2026-12-01T09:45Z', 3)", /UNIQUE/],
    ['model-follow-graph', "INSERT INTO follow VALUES (1, 1, '2026-02-02')", /CHECK/],
  ];
  for (const [card, statement, why] of refused) assert.throws(() => rows(published(card), statement), why, statement);
});

test('shared-notes-api: the owner and a reader find the note, a stranger and a wrong number do not, and a title is checked', () => {
  const text = readFileSync(new URL('../../content/assessments/shared-notes-api.md', import.meta.url), 'utf8');
  const [tables, share, query] = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql);
  const database = new sqlite.Database();
  try {
    // SQLite's words for PostgreSQL's identity column and time.
    database.run('PRAGMA foreign_keys = ON');
    database.run(tables.replaceAll('BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY', 'INTEGER PRIMARY KEY').replaceAll('TIMESTAMPTZ NOT NULL DEFAULT now()', 'TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP'));
    const [ada, ben, cem] = [1, 2, 3];
    database.run('INSERT INTO users VALUES (?), (?), (?)', [ada, ben, cem]);
    database.run("INSERT INTO notes (id, owner_id, title, body) VALUES (7, ?, 'Shopping', 'Tea')", [ada]);
    const shareWith = (/** @type {number} */ user, by = ada) => database.run(share.replaceAll('$1', '?1').replaceAll('$2', '?2').replaceAll('$3', '?3'), [7, user, by]);
    shareWith(cem, ben);
    assert.deepEqual(database.exec('SELECT * FROM shares'), [], 'only the owner shares');
    shareWith(ben);
    const found = (/** @type {number} */ note, /** @type {number} */ user) => database.exec(query.replaceAll('$1', '?1').replaceAll('$2', '?2'), [note, user]).flatMap((result) => result.values).length;
    assert.deepEqual([found(7, ada), found(7, ben), found(7, cem), found(8, ada)], [1, 1, 0, 0]);
    assert.throws(() => database.run('INSERT INTO shares VALUES (7, ?)', [ben]), /UNIQUE/, 'the key refuses the second share');
    shareWith(ben);
    assert.equal(database.exec('SELECT count(*) FROM shares')[0].values[0][0], 1, 'sharing twice adds nothing');
    assert.throws(() => shareWith(99), /FOREIGN KEY/, 'nobody shares with a user who does not exist');
    assert.throws(() => database.run("INSERT INTO notes (owner_id, title, body) VALUES (1, '', '')"), /CHECK/);
    assert.throws(() => database.run('INSERT INTO notes (owner_id, title, body) VALUES (1, ?, ?)', ['x'.repeat(121), '']), /CHECK/);
    database.run('DELETE FROM notes WHERE id = 7');
    assert.equal(database.exec('SELECT count(*) FROM shares')[0].values[0][0], 0);
  } finally {
    database.close();
  }
});

test('model-bookings: a booking that meets a taken slot books none of its slots', () => {
  const database = new sqlite.Database();
  try {
    database.run(published('model-bookings'));
    assert.throws(() => database.run("INSERT INTO booked_slot VALUES (1, '2026-12-01T10:00Z', 3), (1, '2026-12-01T09:45Z', 3)"), /UNIQUE/);
    assert.deepEqual(database.exec('SELECT count(*) FROM booked_slot WHERE booking_id = 3')[0].values, [[0]]);
  } finally {
    database.close();
  }
});
