// What the review cards say of their diffs is shown on the code of the cards: the fault happens, and the proposed code does not have it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import initSqlite from 'sql.js';

const sqlite = await initSqlite();

/** The blocks of a language, in the order of the card. @param {string} card @param {string} language */
const blocks = (card, language) => [...readFileSync(new URL(`../../content/coding/${card}.md`, import.meta.url), 'utf8').matchAll(new RegExp(`^\`\`\`${language}.*\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((found) => found[1]);

/** Runs a program on Python's standard library; it ends with an assertion that fails, or well. @param {string} program */
function python(program) {
  const { status, stderr } = spawnSync('python3', ['-'], { input: program, encoding: 'utf8', timeout: 60_000 });
  assert.equal(status, 0, stderr);
}

/** Two servers with a process each, and one database whose every answer takes a turn. */
async function twoServers(voucher, orders) {
  const [code] = blocks('review-race', 'javascript');
  const load = async (name) => (await import(`data:text/javascript,${encodeURIComponent(`${code}// ${name}`)}`)).redeem;
  const servers = [await load('first'), await load('second')];
  const db = {
    get: async (sql, key) => ({ ...(sql.includes('voucher') ? voucher : orders[key]) }),
    run: async (sql, value, key) => (sql.includes('voucher') ? (voucher.used = value) : (orders[key].total = value)),
  };
  return { servers, db };
}

test('review-race: two servers both redeem the last use', async () => {
  const voucher = { used: 9, max_uses: 10, value: 5 };
  const orders = { 1: { total: 40 }, 2: { total: 40 } };
  const { servers, db } = await twoServers(voucher, orders);
  await Promise.all([servers[0](db, 'X', 1), servers[1](db, 'X', 2)]);
  assert.deepEqual([orders[1].total, orders[2].total, voucher.used], [35, 35, 10], 'eleven uses are counted as ten');
});

test('review-race: a repeat takes the value twice, and an error blocks the code', async () => {
  const voucher = { used: 0, max_uses: 10, value: 30 };
  const orders = { 1: { total: 40 } };
  const { servers: [redeem], db } = await twoServers(voucher, orders);
  await redeem(db, 'X', 1);
  await redeem(db, 'X', 1);
  assert.equal(orders[1].total, -20);
  voucher.max_uses = 2;
  await assert.rejects(redeem(db, 'X', 1), /invalid voucher/);
  voucher.max_uses = 3;
  await assert.rejects(redeem(db, 'X', 1), /try again/);
});

test('review-race: the proposed statements redeem once and refuse the repeat', () => {
  const database = new sqlite.Database();
  const [code] = blocks('review-race', 'sql');
  database.run(code);
  assert.deepEqual(database.exec('SELECT total, used FROM orders, voucher')[0].values, [[2500, 1]]);
  assert.throws(() => database.run("INSERT INTO redemption VALUES (7, 'WINTER')"), /UNIQUE/);
  database.run('UPDATE voucher SET used = max_uses');
  database.run("UPDATE voucher SET used = used + 1 WHERE code = 'WINTER' AND used < max_uses");
  assert.equal(database.getRowsModified(), 0);
  database.close();
});

test('review-n-plus-one: 251 queries for 50 orders of 4 lines, and an order with a deleted product vanishes', () => {
  const [code] = blocks('review-n-plus-one', 'python');
  python(`${code}
import types
logging.disable(logging.CRITICAL)
asked = []
def fetch_all(sql, key):
    asked.append(sql)
    return [{"id": i, "created_at": ""} for i in range(50)] if "customer_id" in sql else [{"product_id": key * 4 + i, "quantity": 1} for i in range(4)]
def fetch_one(sql, key):
    asked.append(sql)
    return None if key == deleted else {"name": "Pen", "price": 10}
db = types.SimpleNamespace(fetch_all=fetch_all, fetch_one=fetch_one)
deleted = None
assert len(order_overview(db, 1)) == 50
assert len(asked) == 251, len(asked)
deleted = 7
assert [order["id"] for order in order_overview(db, 1)] == [0] + list(range(2, 50))
`);
});

test('review-n-plus-one: the one query gives the totals of the day of purchase', () => {
  const database = new sqlite.Database();
  const [code] = blocks('review-n-plus-one', 'sql');
  assert.deepEqual(database.exec(code)[0].values, [[2, '2026-11-20', 0], [1, '2026-11-01', 1200]]);
  database.close();
});

test('review-injection: the diff gives all tenants away and loses the last second; the proposed code does neither', () => {
  const [diff, fixed] = blocks('review-injection', 'python');
  python(`
import sqlite3, sys, types
sys.modules["requests"] = types.SimpleNamespace(post=lambda *args, **kwargs: None)
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE invoice (id INTEGER, tenant_id TEXT, created_at TEXT, amount INTEGER)")
db.executemany("INSERT INTO invoice VALUES (?, ?, ?, ?)", [(1, "a", "2026-11-27 12:00:00", 1), (2, "b", "2026-11-27 12:00:00", 2), (3, "a", "2026-11-27 23:59:59.4", 3)])
diff = {}
exec(${JSON.stringify(diff)}, diff)
ask = lambda **args: diff["invoices"](db, types.SimpleNamespace(args={"day": "2026-11-27", **args}))
assert [row[0] for row in ask(tenant="a")] == [1], "the last second is lost"
assert len(ask(tenant="x' OR '1'='1' OR '1'='")) == 3, "all tenants"
order = [row[0] for row in ask(tenant="b' OR tenant_id = 'a", sort="(CASE WHEN 1 THEN -id ELSE id END)")]
assert order == sorted(order, reverse=True), "the sort runs as code"

fixed = {}
exec(${JSON.stringify(fixed)}, fixed)
db.execute("DELETE FROM invoice")
import datetime
sqlite3.register_adapter(datetime.datetime, lambda instant: instant.isoformat())
db.executemany("INSERT INTO invoice VALUES (?, ?, ?, ?)", [
    (1, "a", "2026-11-26T10:59:59+00:00", 1), (2, "a", "2026-11-26T11:00:00+00:00", 2), (3, "a", "2026-11-27T10:59:59.400000+00:00", 3),
    (4, "a", "2026-11-27T11:00:00+00:00", 4), (5, "b", "2026-11-27T01:00:00+00:00", 5)])
session = types.SimpleNamespace(tenant_id="a", tenant_zone="Pacific/Auckland")
report = fixed["invoices"](db, session, {"day": "2026-11-27"})
assert [row[0] for row in report["invoices"]] == [2, 3] and report["more"] is False, "the day of Auckland, which is 13 hours ahead"
for wrong in ({"day": "2026-11-27", "sort": "id; --"}, {"day": "27.11.2026"}, {}):
    try:
        fixed["invoices"](db, session, wrong)
        raise SystemExit("a bad request was taken")
    except fixed["BadRequest"]:
        pass
db.executemany("INSERT INTO invoice VALUES (?, 'a', '2026-11-27T00:00:00+00:00', 1)", [(n,) for n in range(6, 206)])
report = fixed["invoices"](db, session, {"day": "2026-11-27"})
assert len(report["invoices"]) == 200 and report["more"] is True, "a cut report says so"
`);
});
