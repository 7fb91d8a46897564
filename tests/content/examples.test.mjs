// Examples with branches that a reader would copy are run as they are published, on the cases that their cards speak of.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';

/** The first Python block of a card. @param {string} card */
function example(card) {
  const text = readFileSync(new URL(`../../content/${card}.md`, import.meta.url), 'utf8');
  const found = /```python\n([\s\S]*?)```/.exec(text);
  assert.ok(found, `${card} has a Python block`);
  return found[1];
}

/** @param {string} code */
function python(code) {
  const { status, stderr } = spawnSync('python3', ['-'], { input: code, encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? '' : stderr || 'no exit';
}

const HEDGED = `
class Failed(Exception):
    pass

def replica(script):
    asked = []
    async def call(name):
        asked.append(name)
        seconds, answer = script[name]
        await asyncio.sleep(seconds)
        if answer is None:
            raise Failed(name)
        return answer
    return call, asked

def case(a, b, delay=0.05):
    async def run():
        call, asked = replica({"a": a, "b": b})
        try:
            return await hedged(call, ["a", "b"], delay), "".join(asked)
        except Failed as error:
            return str(error), "".join(asked)
    return asyncio.run(run())

for got, want, why in [
    (case((0, "A"), (0, "B")), ("A", "a"), "a fast answer needs no second request"),
    (case((2, "A"), (0, "B")), ("B", "ab"), "a slow one is overtaken"),
    (case((0, None), (0, "B")), ("B", "ab"), "an early failure is repeated elsewhere"),
    (case((0.2, None), (0.3, "B")), ("B", "ab"), "a late failure waits for the other"),
    (case((0.3, "A"), (0, None)), ("A", "ab"), "a failed hedge leaves the first"),
    (case((0, None), (0, None)), ("b", "ab"), "two failures raise"),
]:
    assert got == want, (why, got)

async def together():
    # Both end in one step of the loop: the success counts, whichever is looked at first.
    for good in "ab":
        gate = asyncio.Event()
        async def call(name):
            await gate.wait()
            if name != good:
                raise Failed(name)
            return name
        work = asyncio.create_task(hedged(call, ["a", "b"], 0.01))
        await asyncio.sleep(0.05)
        gate.set()
        assert await work == good
for _ in range(20):
    asyncio.run(together())
`;

const SUGGEST = `
time.sleep = lambda seconds: None
good = json.dumps({"text": "Hello", "sources": ["a1"]})

def sender(*script):
    calls = []
    def send(prompt, timeout):
        calls.append(timeout)
        answer = script[len(calls) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer
    return send, calls

def case(*script):
    send, calls = sender(*script)
    try:
        found = suggest(send, {}, {"a1"}, time.monotonic() + 100)
    except RuntimeError:
        found = "refused"
    return found if found in (None, "refused") else found["text"], len(calls)

busy = (503, None, "")
for got, want, why in [
    (case((200, None, good)), ("Hello", 1), "an answer"),
    (case(ConnectionResetError(), (200, None, good)), ("Hello", 2), "a reset connection is tried again"),
    (case(TimeoutError(), (200, None, good)), ("Hello", 2), "so is a timeout"),
    (case(busy, busy, busy), (None, 3), "three attempts at most"),
    (case((429, 200, "")), (None, 1), "no wait beyond the deadline"),
    (case((402, None, "")), ("refused", 1), "a used-up quota is not tried again"),
    (case((200, None, '{"text": "x", "sources": ["other"]}')), (None, 1), "an unknown source"),
]:
    assert got == want, (why, got)
`;

const RESET = `
from datetime import datetime
users = {"ana@shop.example": {"id": 7, "email": "ana@shop.example"}}
now, later = datetime(2026, 11, 28, 12), datetime(2026, 11, 28, 12, 30)
resets, queue = {}, []
known = request_reset(users, resets, queue, " Ana@shop.example ", now)
assert known == request_reset(users, resets, queue, "bo@shop.example", now), "both hear the same"
[(to, link)] = queue
token = link.split("#")[1]
assert to == "ana@shop.example" and len(token) == 43
assert token not in repr(resets) and resets[7]["digest"] == digest(token), "only the hash is stored"
assert resets[7]["expires"] == later
request_reset(users, resets, queue, "ana@shop.example", now)
assert len(resets) == 1 and resets[7]["digest"] != digest(token), "a newer link ends the older one"
`;

const ROLES = `
def case(action, user=bo, **changes):
    return allowed(user, action, bill | changes)

for got, want, why in [
    (case("invoice.approve"), True, "somebody else's invoice within the limit"),
    (case("invoice.approve", amount=5_000), True, "up to the limit"),
    (case("invoice.approve", amount=5_001), False, "over the limit"),
    (case("invoice.approve", author="bo"), False, "his own"),
    (case("invoice.create"), False, "not in the role"),
    (case("invoice.read"), True, "in the role"),
    (case("invoice.read", company="other"), False, "no role in that company"),
    (case("invoice.approve", company="other"), False, "nor there"),
]:
    assert got == want, (why, got)
`;

const BOOKING = `
today = date(2026, 11, 28)
good = {"room": " Blue ", "date": "2026-12-24", "guests": 2}
assert booking(good, today) == ({"room": "Blue", "date": date(2026, 12, 24), "guests": 2}, {})
assert booking([good], today) == (None, {"body": "must be an object"})
assert set(booking({}, today)[1]) == {"room", "date", "guests"}, "all errors at once"
for field, values in {
    "room": ["", "  ", "x" * 41, 7, None],
    "date": ["24.12.2026", "2026-11-27", "2026-02-30", 20261224, None],
    "guests": [0, 13, 2.5, "2", True, None],
    "price": [0],
}.items():
    for value in values:
        assert set(booking(good | {field: value}, today)[1]) == {field}, (field, value)
assert booking(good | {"date": "2026-11-28", "guests": 12, "room": "x" * 40}, today)[1] == {}, "the limits are allowed"
`;

const EXAMPLES = {
  'apis/validating-input': { checks: BOOKING, wrong: [['type(guests) is not int', 'not isinstance(guests, int)'], [' if name not in FIELDS', ' if False'], ['day < today', 'day <= today'], ['(TypeError, ValueError)', 'ValueError'], ['len(room.strip()) <= 40', 'len(room) <= 40'], ['not isinstance(body, dict)', 'body is None']] },
  'frameworks/python-mutable-defaults': { checks: '\nassert add.__defaults__ == (["ink", "pen"],), "the fault that the card shows"', wrong: [['basket=[]', 'basket=()']] },
  'testing/finding-a-bug': { checks: '', wrong: [['(sum(lines) * percent + 50)', '(sum(lines) * percent)'], ['def tax(lines, percent):\n', 'def tax(lines, percent):\n    return tax_by_line(lines, percent)\n']] },
  'security/forgot-password': { checks: RESET, wrong: [['"digest": digest(token), ', '"digest": token, '], ['.strip().lower()', ''], ['minutes=30', 'hours=30']] },
  'security/roles-and-permissions': { checks: ROLES, wrong: [['invoice["author"] != user["id"] and ', ''], [' and invoice["amount"] <= user["limit"]', ''], ['user["roles"].get(invoice["company"])', 'user["roles"]["acme"]'], ['return False ', 'pass ']] },
  'observability/tail-latency': {
    checks: HEDGED,
    wrong: [['if not done or tasks[0].exception():', 'if not done:'], ['if task.exception() is None:', 'if task.exception() is None or not pending:'], ['timeout=delay', 'timeout=None']],
  },
  'ai-integration/third-party-apis': { checks: SUGGEST, wrong: [['(TimeoutError, ConnectionError)', 'TimeoutError'], ['or pause > left', '']] },
  // Its own unit tests are part of the example.
  'testing/external-apis': { checks: '', wrong: [['REFUSED = {400, 401, ', 'REFUSED = {'], ['except (OSError, http.client.HTTPException, ', 'except (TimeoutError, '], ['in REFUSED else "unknown"', 'in REFUSED else "refused"'], ['in KNOWN else "unknown"', 'in KNOWN else status'], ['{"Idempotency-Key": key}', '{}'], ['{"cents": cents}', '{"amount": cents}']] },
};

for (const [card, { checks, wrong }] of Object.entries(EXAMPLES)) {
  test(`${card}: the example does what the card says`, () => assert.equal(python(example(card) + checks), ''));
  for (const [right, changed] of wrong) {
    test(`${card}: the checks notice ${changed || `a missing ${right}`}`, () => {
      const parts = example(card).split(right);
      assert.ok(parts.length > 1, `the example has no ${right}`);
      assert.notEqual(python(parts.join(changed) + checks), '');
    });
  }
}
