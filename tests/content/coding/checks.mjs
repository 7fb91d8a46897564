// What each published JavaScript solution has to do. No check waits for time to pass: clocks, sleep and randomness are passed in.
import assert from 'node:assert/strict';

const list = (...values) => values.reduceRight((next, value) => ({ value, next }), null);
const values = (head) => (head === null ? [] : [head.value, ...values(head.next)]);
const tree = ([value, left, right]) => ({ value, left: left ? tree(left) : null, right: right ? tree(right) : null });
const turns = async (count = 20) => {
  for (let i = 0; i < count; i += 1) await null;
};

/** An API that answers as the script says and notes what it was asked. */
function server(script) {
  const asked = [];
  const request = async (cursor) => {
    asked.push(cursor);
    const answer = script.shift();
    assert.ok(answer, 'more requests than the script answers');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, request };
}

export const CHECKS = {
  'two-sum': ({ twoSum }) => {
    assert.deepEqual(twoSum([2, 7, 11, 15], 9), [0, 1]);
    assert.deepEqual(twoSum([3, 3], 6), [0, 1]);
    assert.deepEqual(twoSum([5, -2, 9], 7), [1, 2]);
    for (const [numbers, target] of [[[], 0], [[3], 6], [[3, 1], 6], [[1, 2], 10]]) assert.equal(twoSum(numbers, target), null);
  },
  'valid-brackets': ({ isBalanced }) => {
    for (const text of ['', '()', '{[()]}', 'a(b)c', '()[]{}']) assert.equal(isBalanced(text), true, text);
    for (const text of [')', '(', '(]', '([)]', '(()', '())']) assert.equal(isBalanced(text), false, text);
  },
  'binary-search': ({ lowerBound }) => {
    for (let length = 0; length < 9; length += 1) {
      const sorted = Array.from({ length }, (_, i) => 2 * Math.floor(i / 2));
      for (let target = -1; target < 10; target += 1) {
        assert.equal(lowerBound(sorted, target), sorted.filter((value) => value < target).length, `${target} in ${sorted}`);
      }
    }
  },
  'grid-shortest-path': ({ shortestPath }) => {
    assert.equal(shortestPath(['...', '.#.', '...'], [0, 0], [2, 2]), 4);
    assert.equal(shortestPath(['...', '...', '...'], [0, 0], [2, 0]), 2);
    assert.equal(shortestPath(['.'], [0, 0], [0, 0]), 0);
    assert.equal(shortestPath(['.#.', '.#.', '.#.'], [0, 0], [0, 2]), -1);
    assert.equal(shortestPath(['..#.', '.##.', '....'], [0, 0], [0, 3]), 7);
  },
  'merge-intervals': ({ mergeIntervals }) => {
    const given = [[9, 10], [10, 12], [1, 4], [2, 3]];
    assert.deepEqual(mergeIntervals(given), [[1, 4], [9, 12]]);
    assert.deepEqual(given, [[9, 10], [10, 12], [1, 4], [2, 3]], 'the input is unchanged');
    assert.deepEqual(mergeIntervals([]), []);
    assert.deepEqual(mergeIntervals([[1, 2], [3, 4]]), [[1, 2], [3, 4]]);
    assert.deepEqual(mergeIntervals([[1, 10], [2, 3], [9, 11]]), [[1, 11]]);
  },
  'parse-log': ({ report }) => {
    const at = '2026-11-28T09:15:00Z';
    const lines = Array.from({ length: 20 }, (_, i) => `${at} GET /orders?page=${i} ${i === 3 ? 503 : 200} ${i + 90}`);
    const { rows, skipped } = report([...lines, `${at} POST /orders 404 9\n`, `${at} GET /health 200 1`, `${at} GET /orders 2`, '']);
    assert.deepEqual(rows, [
      { route: 'GET /orders', count: 20, errors: 1, p95: 108 },
      { route: 'GET /health', count: 1, errors: 0, p95: 1 },
      { route: 'POST /orders', count: 1, errors: 0, p95: 9 },
    ]);
    assert.equal(skipped, 2);
    assert.deepEqual(report([]), { rows: [], skipped: 0 });
  },
  'reverse-list': ({ reverse }) => {
    for (const given of [[], [1], [1, 2], [1, 2, 3]]) assert.deepEqual(values(reverse(list(...given))), given.toReversed());
  },
  'longest-unique-substring': ({ longestUnique }) => {
    for (const [text, length] of [['', 0], ['a', 1], ['bbbb', 1], ['abba', 2], ['dvdf', 3], ['abcabcbb', 3], ['abcdef', 6], ['😀😁😀', 2]]) assert.equal(longestUnique(text), length, text);
  },
  'tree-traversal': ({ inOrder, levels }) => {
    const root = tree([4, [2, [1], [3]], [6, [5]]]);
    assert.deepEqual(inOrder(root), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(levels(root), [[4], [2, 6], [1, 3, 5]]);
    const chain = tree([1, null, [2, [0]]]);
    assert.deepEqual([inOrder(chain), levels(chain)], [[1, 0, 2], [[1], [2], [0]]]);
    assert.deepEqual([inOrder(null), levels(null)], [[], []]);
  },
  'topological-sort': ({ startOrder }) => {
    for (const given of [{}, { a: [] }, { d: ['b', 'c'], b: ['a'], c: ['a'] }, { web: ['db', 'db'], db: [], mail: ['queue'] }, { a: ['b', 'd'], b: ['c'], c: [], d: ['a2'], a2: ['c'] }]) {
      const order = startOrder(new Map(Object.entries(given)));
      const names = new Set([...Object.keys(given), ...Object.values(given).flat()]);
      assert.deepEqual(order?.toSorted(), [...names].sort(), 'every service once');
      for (const [name, needs] of Object.entries(given)) assert.ok(needs.every((need) => order.indexOf(need) < order.indexOf(name)), `${name} after ${needs}`);
    }
    for (const cycle of [{ a: ['a'] }, { a: ['b'], b: ['a'] }, { a: [], b: ['a', 'd'], c: ['b'], d: ['c'] }]) assert.equal(startOrder(new Map(Object.entries(cycle))), null);
  },
  'coin-change': ({ fewestCoins }) => {
    for (const [coins, amount, fewest] of [[[1, 3, 4], 6, 2], [[3, 5], 9, 3], [[5], 3, -1], [[], 1, -1], [[2], 0, 0], [[1, 2, 5, 10], 18, 4], [[7, 2], 13, 4]]) assert.equal(fewestCoins(coins, amount), fewest, `${amount} of ${coins}`);
  },
  'lru-cache-ttl': ({ LRUCache }) => {
    let now = 0;
    const cache = new LRUCache(2, 10, () => now);
    cache.put('a', 1);
    cache.put('b', 2);
    assert.equal(cache.get('a'), 1);
    cache.put('c', 3);
    assert.deepEqual(['a', 'b', 'c'].map((key) => cache.get(key)), [1, undefined, 3], 'b was used least recently');
    now = 9;
    cache.put('c', 4);
    assert.equal(cache.size, 2, 'overwriting adds no entry');
    now = 10;
    assert.deepEqual(['a', 'c'].map((key) => cache.get(key)), [undefined, 4], 'a lifetime counts from the write and ends at its second');
    assert.equal(cache.size, 1, 'an expired entry is removed');
    cache.put('n', undefined);
    assert.deepEqual([cache.get('n', 'missing'), cache.get('x', 'missing')], [undefined, 'missing'], 'a stored undefined is no miss');
    assert.throws(() => new LRUCache(0, 10), RangeError);
  },
  'token-bucket': ({ TokenBucket }) => {
    let now = 0;
    const bucket = new TokenBucket({ capacity: 20, perSecond: 10, clock: () => now });
    const allowed = (tries) => Array.from({ length: tries }, () => bucket.take()).filter((answer) => answer.allowed).length;
    assert.equal(allowed(25), 20);
    assert.ok(Math.abs(bucket.take().retryAfter - 0.1) < 1e-9);
    now = 0.125;
    assert.equal(allowed(2), 1);
    now = 3600;
    assert.equal(allowed(25), 20, 'an hour gives no more than the capacity');
    let passed = 0;
    for (let i = 1; i <= 40; i += 1) {
      now = 3600 + i / 32; // 0.3125 tokens between two calls
      passed += allowed(1);
    }
    assert.equal(passed, 12, 'fractions add up: 12.5 tokens in 1.25 s');
    assert.throws(() => bucket.take(21), RangeError);
  },
  'bounded-queue': async ({ BoundedQueue }) => {
    const queue = new BoundedQueue(2);
    await queue.put(1);
    await queue.put(2);
    let waiting = true;
    const third = queue.put(3).then(() => (waiting = false));
    await turns();
    assert.equal(waiting, true, 'put waits while the queue is full');
    const first = queue.get(); // makes room and wakes the producer …
    const overtaking = queue.put(4); // … and another one takes the room
    await turns();
    assert.equal(await first, 1);
    assert.equal(queue.size, 2, 'never above the capacity');
    assert.deepEqual([await queue.get(), await queue.get(), await queue.get()], [2, 4, 3]);
    await Promise.all([third, overtaking]);
    let got;
    const consumer = queue.get().then((item) => (got = item));
    await turns();
    assert.equal(got, undefined, 'get waits while the queue is empty');
    await queue.put(5);
    await turns();
    assert.equal(got, 5, 'put wakes a consumer');
    await consumer;
  },
  'top-k-stream': ({ TopK }) => {
    const counts = new TopK();
    assert.deepEqual(counts.top(3), []);
    for (const item of 'dabacbadc') counts.add(item); // a 3, b 2, c 2, d 2
    for (const item of 'eeee') counts.add(item);
    assert.deepEqual(counts.top(2), [['e', 4], ['a', 3]]);
    assert.deepEqual(counts.top(4), [['e', 4], ['a', 3], ['b', 2], ['c', 2]], 'ties in the order of the items');
    assert.equal(counts.top(9).length, 5);
    assert.deepEqual(counts.top(0), []);
  },
  'paginated-client': async ({ allItems, ConnectionLost }) => {
    const page = (items, next) => ({ status: 200, body: { items, next } });
    const read = async (script, attempts = 3) => {
      const pauses = [];
      const items = [];
      const { asked, request } = server(script);
      const options = { attempts, sleep: async (seconds) => pauses.push(seconds), random: () => 0.5 };
      let error;
      try {
        for await (const item of allItems(request, options)) items.push(item);
      } catch (thrown) {
        if (thrown instanceof assert.AssertionError) throw thrown;
        error = thrown.message;
      }
      return { items, asked, pauses, error };
    };
    assert.deepEqual(await read([page([1, 2], 'x'), { status: 503 }, new ConnectionLost('reset'), page([3], null)]), { items: [1, 2, 3], asked: [null, 'x', 'x', 'x'], pauses: [0.25, 0.5], error: undefined });
    assert.deepEqual(await read([{ status: 429, retryAfter: 7 }, page([], null)]), { items: [], asked: [null, null], pauses: [7], error: undefined });
    assert.deepEqual(await read([page([1], 'x'), { status: 404 }]), { items: [1], asked: [null, 'x'], pauses: [], error: 'status 404 in attempt 1' });
    assert.equal((await read([{ status: 503 }, { status: 503 }], 2)).error, 'status 503 in attempt 2');
    assert.deepEqual(await read([new TypeError('a mistake in the code')]), { items: [], asked: [null], pauses: [], error: 'a mistake in the code' });
    assert.deepEqual((await read([page([1], 'x'), page([2], 'x')])).error, 'the cursor does not advance');
  },
  'sorted-pair': ({ bestPair }) => {
    assert.deepEqual(bestPair([2, 3, 5, 9], 11), [0, 3]);
    assert.deepEqual(bestPair([2, 3, 5, 9], 10), [1, 2]);
    assert.deepEqual(bestPair([4, 4], 8), [0, 1]);
    for (const [prices, value] of [[[], 5], [[3], 6], [[4, 5], 8], [[3, 9], 6]]) assert.equal(bestPair(prices, value), null, `${prices}`);
  },
  'max-subarray': ({ largestRun, rangeTotals }) => {
    for (const [changes, wanted] of [[[3, -5, 4, -1, 2, -6], 5], [[-3, -1, -2], -1], [[2], 2], [[1, 2, 3], 6], [[5, -2, 5], 8], [[], null]]) {
      assert.equal(largestRun(changes), wanted, `${changes}`);
    }
    const total = rangeTotals([3, -5, 4, -1]);
    for (const [from, to, wanted] of [[0, 0, 3], [0, 3, 1], [1, 2, -1], [3, 3, -1]]) assert.equal(total(from, to), wanted);
  },
  'list-cycle': ({ hasCycle }) => {
    for (let length = 0; length < 7; length += 1) {
      const nodes = Array.from({ length }, () => ({ value: 1, next: null }));
      nodes.forEach((node, i) => (node.next = nodes[i + 1] ?? null));
      assert.equal(hasCycle(nodes[0] ?? null), false, `${length} nodes that end`);
      for (const [start, entry] of nodes.entries()) {
        nodes[length - 1].next = entry;
        assert.equal(hasCycle(nodes[0]), true, `${length} nodes, back to ${start}`);
      }
    }
  },
  'valid-search-tree': ({ isSearchTree }) => {
    assert.equal(isSearchTree(null), true);
    assert.equal(isSearchTree(tree([4, [2, [1], [3]], [6, [5]]])), true);
    assert.equal(isSearchTree(tree([0, [-1], [1]])), true);
    assert.equal(isSearchTree(tree([5, null, [8, [3]]])), false);
    assert.equal(isSearchTree(tree([0, null, [5, [-1]]])), false);
    for (const wrong of [[5, [5]], [5, null, [5]], [5, [6]], [5, [2, null, [7]]]]) assert.equal(isSearchTree(tree(wrong)), false, `${wrong}`);
  },
  'count-islands': ({ countIslands }) => {
    for (const [grid, islands] of [[[], 0], [['...'], 0], [['##.', '.#.', '..#'], 2], [['#.#', '#.#', '###'], 1], [['#.', '.#'], 2], [['#.#'], 2], [['#', '.', '#'], 2]]) {
      assert.equal(countIslands(grid), islands, grid.join('/'));
    }
    assert.equal(countIslands(Array.from({ length: 300 }, () => '#'.repeat(300))), 1);
  },
  'merge-sort': ({ mergeSort }) => {
    const given = [5, 2, 10, 4, 1, 2];
    assert.deepEqual(mergeSort(given), [1, 2, 2, 4, 5, 10]);
    assert.deepEqual(given, [5, 2, 10, 4, 1, 2], 'the input is unchanged');
    for (const short of [[], [7]]) assert.deepEqual(mergeSort(short), short);
    const rows = [[2, 'a'], [1, 'b'], [2, 'c'], [1, 'd'], [2, 'e']];
    assert.deepEqual(mergeSort(rows, ([key]) => key).map(([, name]) => name), ['b', 'd', 'a', 'c', 'e']);
  },
  'merge-streams': ({ mergeStreams }) => {
    assert.deepEqual([...mergeStreams([[1, 4, 9], [], [0, 4, 5], [7]])], [0, 1, 4, 4, 5, 7, 9]);
    assert.deepEqual([...mergeStreams([])], []);
    const lines = [[[1, 'a'], [2, 'b']], [[1, 'c'], [2, 'd']], [[0, 'e'], [2, 'f']]];
    assert.deepEqual([...mergeStreams(lines, ([time]) => time)].map(([, name]) => name).join(''), 'eacbdf');
    let read = 0;
    const endless = function* (start) {
      for (let value = start; read < 50; value += 2) {
        read += 1;
        yield value;
      }
    };
    const merged = mergeStreams([endless(0), endless(1)]);
    assert.deepEqual(Array.from({ length: 5 }, () => merged.next().value), [0, 1, 2, 3, 4]);
    assert.ok(read <= 7, `${read} reads for five lines`);
    const closed = [];
    const file = function* (name) {
      try {
        for (let value = 0; ; value += 1) yield value;
      } finally {
        closed.push(name);
      }
    };
    for (const value of mergeStreams([file('a'), file('b')])) if (value === 3) break;
    assert.deepEqual(closed, ['a', 'b'], 'a reader that stops early leaves no stream open');
  },
  subsets: ({ combinations }) => {
    const given = [8, 3, 2, 5];
    assert.deepEqual(combinations(given, 10), [[2, 3, 5], [2, 8]]);
    assert.deepEqual(given, [8, 3, 2, 5], 'the input is unchanged');
    assert.deepEqual(combinations([5, 10, 5], 15), [[5, 10]]);
    assert.deepEqual(combinations([5, 5, 5], 10), [[5, 5]]);
    assert.deepEqual(combinations([2, 4], 5), []);
    assert.deepEqual(combinations([2], 0), [[]]);
  },
  'key-value-store': ({ Store }) => {
    const store = new Store();
    store.set(1, 'user', 'name', 'Ada');
    store.set(2, 'user', 'nick', 'A');
    store.set(5, 'user', 'code', 0, 10);
    assert.equal(store.get(3, 'user', 'name'), 'Ada');
    assert.equal(store.get(3, 'nobody', 'name'), null);
    assert.deepEqual(store.scan(6, 'user', 'n'), [['name', 'Ada'], ['nick', 'A']]);
    assert.deepEqual(store.scan(14, 'user'), [['code', 0], ['name', 'Ada'], ['nick', 'A']]);
    assert.equal(store.get(14, 'user', 'code'), 0);
    assert.equal(store.get(15, 'user', 'code'), null);
    assert.equal(store.restore(7, 6), false);
    assert.equal(store.backup(8), 3);
    assert.equal(store.delete(9, 'user', 'nick'), true);
    assert.equal(store.delete(9, 'user', 'nick'), false);
    assert.equal(store.delete(15, 'user', 'code'), false, 'it had expired');
    assert.equal(store.backup(20), 1);
    assert.equal(store.restore(100, 19), true);
    assert.deepEqual(store.scan(106, 'user').map(([field]) => field), ['code', 'name', 'nick']);
    assert.deepEqual(store.scan(107, 'user').map(([field]) => field), ['name', 'nick']);
  },
  'review-generated': ({ split }) => {
    for (const [total, weights, wanted] of [[100, [1, 1], [50, 50]], [100, [1, 1, 1], [34, 33, 33]], [1, [1, 1], [1, 0]], [10, [1, 0, 2], [3, 0, 7]], [0, [1], [0]], [98, Array(99).fill(1), [...Array(98).fill(1), 0]]]) {
      assert.deepEqual(split(total, weights), wanted);
    }
    for (let n = 1; n < 300; n += 1) {
      const weights = [n % 7, n % 11, n % 3, 1];
      assert.equal(split(n * 37, weights).reduce((a, b) => a + b), n * 37);
    }
    for (const [total, weights] of [[100, [0, 0]], [100, []], [-1, [1]], [1, [2, -1]]]) {
      let refused = false;
      try {
        split(total, weights);
      } catch {
        refused = true;
      }
      assert.ok(refused, `${total} by ${weights}`);
    }
  },
  'parking-lot': ({ CarPark, perStartedHour }) => {
    const park = new CarPark({ car: [11, 12], van: [21] }, perStartedHour(250));
    const taken = new Set(['M', 'C'].map((plate) => park.enter(plate, plate === 'M' ? 'motorcycle' : 'car', 0).spot));
    assert.deepEqual(taken, new Set([11, 12]), 'a motorcycle takes a spot for a car, before one for a van');
    assert.throws(() => park.enter('M', 'motorcycle', 1), /inside/);
    assert.equal(park.enter('V', 'van', 0).spot, 21);
    assert.equal(park.enter('D', 'car', 5), null, 'full');
    assert.equal(park.leave('M', 60), 250);
    assert.equal(park.enter('W', 'van', 60), null, 'a van needs its own size');
    const spot = park.enter('D', 'car', 61)?.spot;
    assert.ok(taken.has(spot), 'the spot is free again');
    assert.equal(park.leave('C', 61), 500, 'two started hours');
    assert.throws(() => park.leave('C', 62), /not inside/);
    assert.deepEqual([park.leave('D', 61), park.leave('V', 180)], [250, 750]);
    assert.throws(() => park.enter('X', 'tram', 0), RangeError);
    const strict = new CarPark({ car: [1] }, () => assert.fail('no price'));
    strict.enter('A', 'car', 0);
    for (const _ of [1, 2]) assert.throws(() => strict.leave('A', 1), /no price/, 'it is still inside');
  },
  'group-anagrams': ({ groupAnagrams }) => {
    assert.deepEqual(groupAnagrams(['tea', 'tan', 'eat', 'ate', 'nat', 'bat']), [['tea', 'eat', 'ate'], ['tan', 'nat'], ['bat']]);
    assert.deepEqual(groupAnagrams(['aab', 'abb', 'ad', 'bc']), [['aab'], ['abb'], ['ad'], ['bc']]);
    assert.deepEqual(groupAnagrams(['', 'a', '', 'a']), [['', ''], ['a', 'a']]);
    assert.deepEqual(groupAnagrams([]), []);
    assert.deepEqual(groupAnagrams(['listen', 'silent']), [['listen', 'silent']]);
  },
  'first-unique-character': ({ firstUnique }) => {
    for (const [text, wanted] of [['swiss', 'w'], ['', null], ['a', 'a'], ['aa', null], ['aaab', 'b'], ['abcab', 'c'], ['abab', null], ['aA', 'a'], ['😀😁😀', '😁']]) assert.equal(firstUnique(text), wanted, text);
  },
  palindrome: ({ isPalindrome }) => {
    for (const text of ['', 'a', 'aa', 'No lemon, no melon', 'A man, a plan, a canal: Panama!', ',;', ' a', '1 2.1', 'éb e\u0301'.replace(' ', ''), 'été', 'Ёё', '😀']) assert.equal(isPalindrome(text), true, text);
    for (const text of ['ab', 'a, b', '1a2', '12', 'éa', 'αβ']) assert.equal(isPalindrome(text), false, text);
  },
  'queue-from-stacks': ({ Queue }) => {
    const queue = new Queue();
    assert.throws(() => queue.remove(), RangeError);
    for (const item of [1, 2, 3]) queue.add(item);
    assert.equal(queue.remove(), 1);
    queue.add(4);
    assert.equal(queue.size, 3);
    assert.deepEqual([queue.remove(), queue.remove()], [2, 3]);
    queue.add(undefined);
    assert.deepEqual([queue.remove(), queue.remove()], [4, undefined]);
    assert.throws(() => queue.remove(), RangeError);
    const [waiting, line] = [new Queue(), []];
    for (let i = 0; i < 200; i += 1) {
      if (i % 3 === 2) assert.equal(waiting.remove(), line.shift());
      else waiting.add(line.push(i) && i);
    }
    assert.equal(waiting.size, line.length);
  },
  'min-stack': ({ MinStack }) => {
    const stack = new MinStack();
    for (const question of ['pop', 'minimum']) assert.throws(() => stack[question](), RangeError);
    const seen = [];
    for (const value of [5, 3, 7, 3]) {
      stack.push(value);
      seen.push(stack.minimum());
    }
    assert.deepEqual(seen, [5, 3, 3, 3]);
    const left = [];
    for (let i = 0; i < 3; i += 1) left.push(stack.pop(), stack.minimum());
    assert.deepEqual(left, [3, 3, 7, 3, 3, 5]);
    const rising = new MinStack();
    for (const value of [1, 5, 7]) rising.push(value);
    assert.equal(rising.minimum(), 1);
    assert.equal(rising.pop(), 7);
  },
  'merge-lists': ({ mergeLists }) => {
    for (const [one, other] of [[[], []], [[1], []], [[], [2]], [[1, 4, 6], [2, 4]], [[5, 6], [1, 2]], [[1, 1], [1]]]) {
      assert.deepEqual(values(mergeLists(list(...one), list(...other))), [...one, ...other].sort((a, b) => a - b), `${one} and ${other}`);
    }
    const [one, other] = [list(1, 2), list(1, 2)];
    const nodes = [one, other, one.next, other.next];
    for (let node = mergeLists(one, other); node; node = node.next) assert.equal(node, nodes.shift(), 'the nodes themselves, those of the first list first');
    const long = () => list(...Array.from({ length: 20_000 }, (_, i) => i));
    assert.equal(values(mergeLists(list(0), list(1))).length, 2);
    let count = 0;
    for (let node = mergeLists(long(), long()); node; node = node.next) count += 1;
    assert.equal(count, 40_000);
  },
  'common-ancestor': ({ depth, commonAncestor }) => {
    assert.deepEqual([depth(null), depth(tree([1])), depth(tree([1, [2, null, [3]], [4]])), depth(tree([1, [2]]))], [0, 1, 3, 2]);
    const root = tree([1, [2, [4], [5]], [3, null, [4]]]);
    const [two, three] = [root.left, root.right];
    for (const [one, other, wanted] of [[two.left, two.right, two], [two.left, three, root], [two.left, two, two], [two, two, two], [three.right, two.right, root], [root, three.right, root], [three, three.right, three]]) {
      assert.equal(commonAncestor(root, one, other), wanted);
      assert.equal(commonAncestor(root, other, one), wanted);
    }
  },
  'climbing-stairs': ({ ways, waysInALoop }) => {
    const wanted = [1n, 1n, 2n, 3n, 5n, 8n, 13n];
    for (const [n, all] of wanted.entries()) assert.deepEqual([ways(n), waysInALoop(n)], [all, all], `${n} steps`);
    let stored = 0;
    const known = new Map();
    const set = known.set.bind(known);
    known.set = (...entry) => ((stored += 1), set(...entry));
    assert.equal(ways(18, known), 4181n);
    assert.ok(stored <= 18, `${stored} values computed`);
    assert.deepEqual([ways(90), waysInALoop(90)], [4660046610375530309n, 4660046610375530309n]);
  },
  'concurrent-map': async ({ mapLimited }) => {
    const open = [];
    const call = (item) => new Promise((resolve, reject) => open.push({ item, resolve, reject }));
    const items = ['a', 'b', 'c', 'd', 'e'];
    const done = mapLimited(items, 2, call);
    await turns();
    assert.deepEqual(open.map(({ item }) => item), ['a', 'b'], 'two at a time');
    open[1].resolve('B');
    await turns();
    assert.deepEqual(open.map(({ item }) => item), ['a', 'b', 'c'], 'the third does not wait for the first');
    for (const i of [2, 3, 4]) {
      open[i].resolve(items[i].toUpperCase());
      await turns();
    }
    open[0].resolve('A');
    assert.deepEqual(await done, ['A', 'B', 'C', 'D', 'E'], 'the order of the items');
    assert.deepEqual(await mapLimited([], 3, call), []);
    assert.deepEqual(await mapLimited([1, 2], 9, async (n) => n * 2), [2, 4]);
    await assert.rejects(mapLimited([1], 0, call), RangeError);
    open.length = 0;
    let error;
    mapLimited(items, 2, call).catch((thrown) => (error = thrown));
    await turns();
    open[0].reject(new Error('down'));
    await turns();
    open[1].resolve('B');
    await turns();
    assert.equal(error?.message, 'down');
    assert.equal(open.length, 2, 'nothing starts after an error');
  },
  'cheapest-route': ({ fastestRoute }) => {
    const links = new Map(Object.entries({ a: [['b', 4], ['c', 1]], b: [['d', 5]], c: [['b', 2], ['d', 8]], e: [['a', 1]] }));
    assert.deepEqual(fastestRoute(links, 'a', 'd'), { cost: 8, route: ['a', 'c', 'b', 'd'] });
    assert.deepEqual(fastestRoute(links, 'e', 'b'), { cost: 4, route: ['e', 'a', 'c', 'b'] });
    assert.deepEqual(fastestRoute(links, 'b', 'b'), { cost: 0, route: ['b'] });
    assert.equal(fastestRoute(links, 'a', 'e'), null, 'links have a direction');
    // Every route over up to three stations, tried one by one, is no faster than what is returned.
    for (let seed = 1; seed < 40; seed += 1) {
      const names = [...'abcdef'];
      let state = seed;
      const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
      const cost = new Map(names.map((from) => [from, names.filter((to) => to !== from && random() < 0.5).map((to) => [to, 1 + Math.floor(random() * 20)])]));
      const least = new Map(names.map((name) => [name, name === 'a' ? 0 : Infinity]));
      for (const _ of names) for (const [from, to] of cost) for (const [name, latency] of to) least.set(name, Math.min(least.get(name), least.get(from) + latency));
      for (const name of names) {
        const found = fastestRoute(cost, 'a', name);
        assert.equal(found?.cost ?? Infinity, least.get(name), `seed ${seed} to ${name}`);
        if (found) assert.equal(found.route.slice(1).reduce((sum, to, i) => sum + new Map(cost.get(found.route[i])).get(to), 0), found.cost);
      }
    }
  },
  trie: ({ Trie }) => {
    const words = new Trie();
    assert.deepEqual([words.has(''), words.startingWith('')], [false, []]);
    for (const word of ['card', 'car', 'cat', 'dog', 'cartoon', 'né', 'car']) words.add(word);
    for (const [word, wanted] of [['car', true], ['card', true], ['ca', false], ['carto', false], ['cards', false], ['x', false], ['', false], ['né', true]]) assert.equal(words.has(word), wanted, word);
    assert.deepEqual(words.startingWith('car'), ['car', 'card', 'cartoon']);
    assert.deepEqual(words.startingWith('c', 2), ['car', 'card']);
    assert.deepEqual(words.startingWith('ca', 0), []);
    assert.deepEqual(words.startingWith('zebra'), []);
    assert.deepEqual(words.startingWith(''), ['car', 'card', 'cartoon', 'cat', 'dog', 'né']);
  },
  'kth-largest': ({ kthLargest }) => {
    for (const random of [Math.random, () => 0, () => 0.999]) {
      for (const given of [[3, 2, 3, 1, 2, 4, 5, 5, 6], [5, 5, 4], [1], [2, 2, 2], [-1, 10, 9, 100, 0]]) {
        const sorted = given.toSorted((a, b) => b - a);
        for (let k = 1; k <= given.length; k += 1) assert.equal(kthLargest(given, k, random), sorted[k - 1], `${k} of ${given}`);
      }
    }
    const given = [3, 1, 2];
    kthLargest(given, 2);
    assert.deepEqual(given, [3, 1, 2], 'the list is unchanged');
    for (const [list, k] of [[[], 1], [[1], 0], [[1], 2]]) assert.throws(() => kthLargest(list, k), RangeError);
  },
  'edit-distance': ({ editDistance }) => {
    for (const [from, to, distance] of [['keybord', 'keyboard', 1], ['flaw', 'lawn', 2], ['kitten', 'sitting', 3], ['', 'abc', 3], ['abc', '', 3], ['', '', 0], ['same', 'same', 0], ['ab', 'ba', 2], ['sunday', 'saturday', 3], ['😀', '', 1]]) {
      assert.equal(editDistance(from, to), distance, `${from} to ${to}`);
    }
  },
  'merge-accounts': ({ groupAccounts }) => {
    const groups = (...accounts) => groupAccounts(accounts.map((addresses) => [...addresses]));
    assert.deepEqual(groups('a', 'a', 'b', 'b', 'ab'), [[0, 1, 2, 3, 4]]);
    assert.deepEqual(groups('ab', 'c', 'bd', 'dc', 'e'), [[0, 1, 2, 3], [4]]);
    assert.deepEqual(groups('a', 'b', 'c', 'ab', 'bc'), [[0, 1, 2, 3, 4]]);
    assert.deepEqual(groups('aa', '', '', 'a'), [[0, 3], [1], [2]]);
    assert.deepEqual(groups(), []);
    const chain = Array.from({ length: 2000 }, (_, i) => [`${i}`, `${i + 1}`]);
    assert.deepEqual(groupAccounts(chain).map(({ length }) => length), [2000]);
  },
  permutations: ({ tours }) => {
    const given = ['b', 'a', 'a'];
    assert.deepEqual(tours(given), [['a', 'a', 'b'], ['a', 'b', 'a'], ['b', 'a', 'a']]);
    assert.deepEqual(given, ['b', 'a', 'a'], 'the input is unchanged');
    assert.deepEqual(tours(['a', 'b', 'c']).map((tour) => tour.join('')), ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    assert.deepEqual(tours([]), [[]]);
    assert.equal(tours(['a', 'a', 'a', 'a']).length, 1);
    assert.equal(tours([...'aabbc']).length, 30);
  },
  'smallest-capacity': ({ smallestCapacity }) => {
    assert.equal(smallestCapacity([4, 2, 3, 5, 1], 3), 6);
    assert.equal(smallestCapacity([], 2), 0);
    /** The smallest largest part of all divisions. */
    const divided = (sizes, nights) => {
      const sum = sizes.reduce((a, b) => a + b, 0);
      if (nights === 1) return sum;
      return Math.min(...sizes.map((_, i) => Math.max(divided(sizes.slice(0, i), nights - 1), sizes.slice(i).reduce((a, b) => a + b, 0))), sum);
    };
    for (const sizes of [[5], [1, 1, 1], [7, 2, 5, 10, 8], [1, 9, 1], [3, 3, 3, 3], [2, 8, 1, 1, 6, 4]]) {
      for (let nights = 1; nights < 8; nights += 1) assert.equal(smallestCapacity(sizes, nights), divided(sizes, nights), `${sizes} in ${nights}`);
    }
  },
};
