"""What each published Python solution has to do: checks.py CARD < SOLUTION. No check depends on how long something takes."""
import sys
import threading
import time
import types


def check_two_sum(module):
    for numbers, target, pair in (([2, 7, 11, 15], 9, [0, 1]), ([3, 3], 6, [0, 1]), ([5, -2, 9], 7, [1, 2])):
        assert module.two_sum(numbers, target) == pair, numbers
    for numbers, target in (([], 0), ([3], 6), ([3, 1], 6), ([1, 2], 10)):
        assert module.two_sum(numbers, target) is None, numbers


def check_valid_brackets(module):
    for text in ("", "()", "{[()]}", "a(b)c", "()[]{}"):
        assert module.is_balanced(text) is True, text
    for text in (")", "(", "(]", "([)]", "(()", "())"):
        assert module.is_balanced(text) is False, text


def check_binary_search(module):
    for length in range(9):
        values = [2 * (i // 2) for i in range(length)]
        for target in range(-1, 10):
            assert module.lower_bound(values, target) == sum(value < target for value in values), (values, target)


def check_grid_shortest_path(module):
    for grid, start, target, steps in (
        (["...", ".#.", "..."], (0, 0), (2, 2), 4),
        (["...", "...", "..."], (0, 0), (2, 0), 2),
        (["."], (0, 0), (0, 0), 0),
        ([".#.", ".#.", ".#."], (0, 0), (0, 2), -1),
        (["..#.", ".##.", "...."], (0, 0), (0, 3), 7),
    ):
        assert module.shortest_path(grid, start, target) == steps, grid


def check_merge_intervals(module):
    given = [[9, 10], [10, 12], [1, 4], [2, 3]]
    assert module.merge_intervals(given) == [[1, 4], [9, 12]]
    assert given == [[9, 10], [10, 12], [1, 4], [2, 3]], "the input is unchanged"
    assert module.merge_intervals([]) == []
    assert module.merge_intervals([[1, 2], [3, 4]]) == [[1, 2], [3, 4]]
    assert module.merge_intervals([[1, 10], [2, 3], [9, 11]]) == [[1, 11]]


def check_parse_log(module):
    at = "2026-11-28T09:15:00Z"
    lines = [f"{at} GET /orders?page={i} {503 if i == 3 else 200} {i + 90}" for i in range(20)]
    found = module.report([*lines, f"{at} POST /orders 404 9\n", f"{at} GET /health 200 1", f"{at} GET /orders 2", ""])
    assert found == {
        "rows": [
            {"route": "GET /orders", "count": 20, "errors": 1, "p95": 108},
            {"route": "GET /health", "count": 1, "errors": 0, "p95": 1},
            {"route": "POST /orders", "count": 1, "errors": 0, "p95": 9},
        ],
        "skipped": 2,
    }, found
    assert module.report([]) == {"rows": [], "skipped": 0}


def check_reverse_list(module):
    for given in ([], [1], [1, 2], [1, 2, 3]):
        head = None
        for value in reversed(given):
            head = types.SimpleNamespace(value=value, next=head)
        head, found = module.reverse(head), []
        while head is not None and len(found) < 9:
            found.append(head.value)
            head = head.next
        assert found == given[::-1], found


def check_longest_unique_substring(module):
    for text, length in (("", 0), ("a", 1), ("bbbb", 1), ("abba", 2), ("dvdf", 3), ("abcabcbb", 3), ("abcdef", 6)):
        assert module.longest_unique(text) == length, text


def tree(value, left=None, right=None):
    return types.SimpleNamespace(value=value, left=left, right=right)


def check_tree_traversal(module):
    root = tree(4, tree(2, tree(1), tree(3)), tree(6, tree(5)))
    assert module.in_order(root) == [1, 2, 3, 4, 5, 6]
    assert module.levels(root) == [[4], [2, 6], [1, 3, 5]]
    chain = tree(1, None, tree(2, tree(0)))
    assert (module.in_order(chain), module.levels(chain)) == ([1, 0, 2], [[1], [2], [0]])
    assert (module.in_order(None), module.levels(None)) == ([], [])


def check_topological_sort(module):
    for given in (
        {},
        {"a": []},
        {"d": ["b", "c"], "b": ["a"], "c": ["a"]},
        {"web": ["db", "db"], "db": [], "mail": ["queue"]},
        {"a": ["b", "d"], "b": ["c"], "c": [], "d": ["a2"], "a2": ["c"]},
    ):
        order = module.start_order(given)
        assert order is not None, given
        assert sorted(order) == sorted({*given, *(need for needs in given.values() for need in needs)}), "every service once"
        for name, needs in given.items():
            assert all(order.index(need) < order.index(name) for need in needs), (name, needs)
    for cycle in ({"a": ["a"]}, {"a": ["b"], "b": ["a"]}, {"a": [], "b": ["a", "d"], "c": ["b"], "d": ["c"]}):
        assert module.start_order(cycle) is None, cycle


def check_coin_change(module):
    for coins, amount, fewest in (([1, 3, 4], 6, 2), ([3, 5], 9, 3), ([5], 3, -1), ([], 1, -1), ([2], 0, 0), ([1, 2, 5, 10], 18, 4), ([7, 2], 13, 4)):
        assert module.fewest_coins(coins, amount) == fewest, (coins, amount)


class NotedLock:
    """A lock that knows whether it is held, to be put in the place of threading.Lock."""

    held = 0

    def __enter__(self):
        NotedLock.held += 1

    def __exit__(self, *_):
        NotedLock.held -= 1


def with_noted_lock(module):
    NotedLock.held = 0
    module.threading = types.SimpleNamespace(Lock=NotedLock)


def check_lru_cache_ttl(module):
    with_noted_lock(module)
    now = [0]

    def clock():
        assert NotedLock.held == 1, "entries are read and moved under the lock"
        return now[0]

    cache = module.LRUCache(2, 10, clock)
    cache.put("a", 1)
    cache.put("b", None)
    assert cache.get("b", "missing") is None, "a stored None is no miss"
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3], "b was used least recently"
    now[0] = 9
    cache.put("c", 4)
    assert len(cache) == 2, "overwriting adds no entry"
    now[0] = 10
    assert [cache.get(key, "gone") for key in "ac"] == ["gone", 4], "a lifetime counts from the write"
    assert len(cache) == 1, "an expired entry is removed"


def check_token_bucket(module):
    with_noted_lock(module)
    now, making = [0], [True]

    def clock():
        assert making[0] or NotedLock.held == 1, "refill and subtraction are under the lock"
        return now[0]

    bucket = module.TokenBucket(20, 10, clock)
    making[0] = False

    def allowed(tries):
        return sum(bucket.take()[0] for _ in range(tries))

    assert allowed(25) == 20
    assert abs(bucket.take()[1] - 0.1) < 1e-9
    now[0] = 0.125
    assert allowed(2) == 1
    now[0] = 3600
    assert allowed(25) == 20, "an hour gives no more than the capacity"
    passed = 0
    for i in range(1, 41):
        now[0] = 3600 + i / 32
        passed += allowed(1)
    assert passed == 12, "fractions add up: 12.5 tokens in 1.25 s"


def until(condition):
    """Waits for other threads, with a limit that only a failure reaches."""
    for _ in range(2_000):
        if condition():
            return
        time.sleep(0.002)
    raise AssertionError("it never happened")


def check_bounded_queue(module):
    conditions = []

    class Condition(threading.Condition):
        def __init__(self, lock):
            super().__init__(lock)
            self.waits = 0
            conditions.append(self)

        def wait(self, timeout=None):
            self.waits += 1
            return super().wait(timeout)

    module.threading = types.SimpleNamespace(Lock=threading.Lock, Condition=Condition)
    queue = module.BoundedQueue(2)
    queue.put(1)
    queue.put(2)
    producer = threading.Thread(target=queue.put, args=(3,), daemon=True)
    producer.start()
    until(lambda: sum(c.waits for c in conditions) == 1)
    for condition in conditions:  # wakes the producer although there is no room
        with condition:
            condition.notify_all()
    until(lambda: sum(c.waits for c in conditions) == 2 or not producer.is_alive())
    assert len(queue) == 2, "never above the capacity"
    assert queue.get() == 1
    until(lambda: not producer.is_alive())
    assert [queue.get(), queue.get()] == [2, 3]

    got = []
    consumer = threading.Thread(target=lambda: got.append(queue.get()), daemon=True)
    consumer.start()
    until(lambda: sum(c.waits for c in conditions) >= 3)
    queue.put(4)
    until(lambda: got == [4])


def check_top_k_stream(module):
    counts = module.TopK()
    assert counts.top(3) == []
    for item in "dabacbadc" + "eeee":
        counts.add(item)
    assert counts.top(2) == [("e", 4), ("a", 3)]
    assert counts.top(4) == [("e", 4), ("a", 3), ("b", 2), ("c", 2)], "ties in the order of the items"
    assert len(counts.top(9)) == 5
    assert counts.top(0) == []


def check_paginated_client(module):
    def page(items, following):
        return 200, {"items": items, "next": following}, 0

    def read(script, attempts=3):
        asked, pauses, items, error = [], [], [], None

        def request(cursor):
            asked.append(cursor)
            assert script, "more requests than the script answers"
            answer = script.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        try:
            for item in module.all_items(request, attempts, pauses.append, lambda: 0.5):
                items.append(item)
        except (RuntimeError, OSError, TypeError) as failure:
            error = str(failure)
        return items, asked, pauses, error

    found = read([page([1, 2], "x"), (503, None, 0), OSError("reset"), page([3], None)])
    assert found == ([1, 2, 3], [None, "x", "x", "x"], [0.25, 0.5], None), found
    assert read([(429, None, 7), page([], None)]) == ([], [None, None], [7], None)
    found = read([page([1], "x"), (404, None, 0)])
    assert found == ([1], [None, "x"], [], "status 404 in attempt 1"), found
    assert read([(503, None, 0), (503, None, 0)], 2)[3] == "status 503 in attempt 2"
    assert read([TypeError("a mistake in the code")]) == ([], [None], [], "a mistake in the code")
    assert read([page([1], "x"), page([2], "x")])[3] == "the cursor does not advance"


def check_sorted_pair(module):
    for prices, value, pair in (([2, 3, 5, 9], 11, [0, 3]), ([2, 3, 5, 9], 10, [1, 2]), ([4, 4], 8, [0, 1])):
        assert module.best_pair(prices, value) == pair, (prices, value)
    for prices, value in (([], 5), ([3], 6), ([4, 5], 8), ([3, 9], 6)):
        assert module.best_pair(prices, value) is None, prices


def check_max_subarray(module):
    for changes, wanted in (([3, -5, 4, -1, 2, -6], 5), ([-3, -1, -2], -1), ([2], 2), ([1, 2, 3], 6), ([5, -2, 5], 8), ([], None)):
        assert module.largest_run(changes) == wanted, changes
    total = module.range_totals([3, -5, 4, -1])
    for first, last, wanted in ((0, 0, 3), (0, 3, 1), (1, 2, -1), (3, 3, -1)):
        assert total(first, last) == wanted, (first, last)


def check_list_cycle(module):
    class Node:
        next = None

        def __eq__(self, other):
            return isinstance(other, Node)

    for length in range(7):
        nodes = [Node() for _ in range(length)]
        for node, following in zip(nodes, nodes[1:]):
            node.next = following
        assert module.has_cycle(nodes[0] if nodes else None) is False, length
        for entry in nodes:
            nodes[-1].next = entry
            assert module.has_cycle(nodes[0]) is True, length


def check_valid_search_tree(module):
    def tree(value, left=None, right=None):
        return types.SimpleNamespace(value=value, left=left and tree(*left), right=right and tree(*right))

    assert module.is_search_tree(None) is True
    for shape in ((4, (2, (1,), (3,)), (6, (5,))), (0, (-1,), (1,))):
        assert module.is_search_tree(tree(*shape)) is True, shape
    for shape in ((5, None, (8, (3,))), (0, None, (5, (-1,))), (5, (5,)), (5, None, (5,)), (5, (6,)), (5, (2, None, (7,)))):
        assert module.is_search_tree(tree(*shape)) is False, shape


def check_count_islands(module):
    for grid, islands in (([], 0), (["..."], 0), (["##.", ".#.", "..#"], 2), (["#.#", "#.#", "###"], 1), (["#.", ".#"], 2), (["#.#"], 2), (["#", ".", "#"], 2)):
        assert module.count_islands(grid) == islands, grid
    assert module.count_islands(["#" * 300] * 300) == 1


def check_merge_sort(module):
    given = [5, 2, 10, 4, 1, 2]
    assert module.merge_sort(given) == [1, 2, 2, 4, 5, 10]
    assert given == [5, 2, 10, 4, 1, 2], "the input is unchanged"
    for short in ([], [7]):
        assert module.merge_sort(short) == short
    rows = [(2, "a"), (1, "b"), (2, "c"), (1, "d"), (2, "e")]
    assert "".join(name for _, name in module.merge_sort(rows, lambda row: row[0])) == "bdace"


def check_merge_streams(module):
    assert list(module.merge_streams([[1, 4, 9], [], [0, 4, 5], [7]])) == [0, 1, 4, 4, 5, 7, 9]
    assert list(module.merge_streams([])) == []
    lines = [[(1, "a"), (2, "b")], [(1, "c"), (2, "d")], [(0, "e"), (2, "f")]]
    assert "".join(name for _, name in module.merge_streams(lines, lambda line: line[0])) == "eacbdf"
    read = []

    def endless(value):
        while len(read) < 50:
            read.append(value)
            yield value
            value += 2

    merged = module.merge_streams([endless(0), endless(1)])
    assert [next(merged) for _ in range(5)] == [0, 1, 2, 3, 4]
    assert len(read) <= 7, f"{len(read)} reads for five lines"


def check_subsets(module):
    given = [8, 3, 2, 5]
    assert module.combinations(given, 10) == [[2, 3, 5], [2, 8]]
    assert given == [8, 3, 2, 5], "the input is unchanged"
    assert module.combinations([5, 10, 5], 15) == [[5, 10]]
    assert module.combinations([5, 5, 5], 10) == [[5, 5]]
    assert module.combinations([2, 4], 5) == []
    assert module.combinations([2], 0) == [[]]


def check_key_value_store(module):
    store = module.Store()
    store.set(1, "user", "name", "Ada")
    store.set(2, "user", "nick", "A")
    store.set(5, "user", "code", 0, 10)
    assert store.get(3, "user", "name") == "Ada"
    assert store.get(3, "nobody", "name") is None
    assert store.scan(6, "user", "n") == [("name", "Ada"), ("nick", "A")]
    assert store.scan(14, "user") == [("code", 0), ("name", "Ada"), ("nick", "A")]
    assert store.get(14, "user", "code") == 0
    assert store.get(15, "user", "code") is None
    assert store.restore(7, 6) is False
    assert store.backup(8) == 3
    assert store.delete(9, "user", "nick") is True
    assert store.delete(9, "user", "nick") is False
    assert store.delete(15, "user", "code") is False, "it had expired"
    assert store.backup(20) == 1
    assert store.restore(100, 19) is True
    assert [field for field, _ in store.scan(106, "user")] == ["code", "name", "nick"]
    assert [field for field, _ in store.scan(107, "user")] == ["name", "nick"]


def check_review_generated(module):
    for total, weights, wanted in (
        (100, [1, 1], [50, 50]), (100, [1, 1, 1], [34, 33, 33]), (1, [1, 1], [1, 0]), (10, [1, 0, 2], [3, 0, 7]), (0, [1], [0]), (98, [1] * 99, [1] * 98 + [0]),
    ):
        assert module.split(total, weights) == wanted, (total, weights)
    for n in range(1, 300):
        assert sum(module.split(n * 37, [n % 7, n % 11, n % 3, 1])) == n * 37, n
    for total, weights in ((100, [0, 0]), (100, []), (-1, [1]), (1, [2, -1])):
        try:
            module.split(total, weights)
        except ValueError:
            continue
        raise AssertionError(f"{total} by {weights} was not refused")


def check_parking_lot(module):
    size = module.Size
    park = module.CarPark({size.CAR: [11, 12], size.VAN: [21]}, module.per_started_hour(250))

    def refused(call):
        try:
            call()
        except ValueError:
            return True
        return False

    taken = {park.enter("M", size.MOTORCYCLE, 0).spot, park.enter("C", size.CAR, 0).spot}
    assert taken == {11, 12}, "a motorcycle takes a spot for a car, before one for a van"
    assert refused(lambda: park.enter("M", size.MOTORCYCLE, 1))
    assert park.enter("V", size.VAN, 0).spot == 21
    assert park.enter("D", size.CAR, 5) is None, "full"
    assert park.leave("M", 60) == 250
    assert park.enter("W", size.VAN, 60) is None, "a van needs its own size"
    ticket = park.enter("D", size.CAR, 61)
    assert ticket is not None and ticket.spot in taken, "the spot is free again"
    assert park.leave("C", 61) == 500, "two started hours"
    assert refused(lambda: park.leave("C", 62))
    assert (park.leave("D", 61), park.leave("V", 180)) == (250, 750)

    def no_price(_):
        raise ValueError("no price")

    strict = module.CarPark({size.CAR: [1]}, no_price)
    strict.enter("A", size.CAR, 0)
    assert refused(lambda: strict.leave("A", 1))
    assert refused(lambda: strict.enter("A", size.CAR, 1)), "it is still inside"


def check_group_anagrams(module):
    for words, groups in (
        (["tea", "tan", "eat", "ate", "nat", "bat"], [["tea", "eat", "ate"], ["tan", "nat"], ["bat"]]),
        (["aab", "abb", "ad", "bc"], [["aab"], ["abb"], ["ad"], ["bc"]]),
        (["", "a", "", "a"], [["", ""], ["a", "a"]]),
        ([], []),
        (["listen", "silent"], [["listen", "silent"]]),
    ):
        assert module.group_anagrams(words) == groups, words


def check_first_unique_character(module):
    for text, wanted in (("swiss", "w"), ("", None), ("a", "a"), ("aa", None), ("aaab", "b"), ("abcab", "c"), ("abab", None), ("aA", "a"), ("\U0001f600\U0001f601\U0001f600", "\U0001f601")):
        assert module.first_unique(text) == wanted, text


def check_palindrome(module):
    for text in ("", "a", "aa", "No lemon, no melon", "A man, a plan, a canal: Panama!", ",;", " a", "1 2.1", "\u00e9be\u0301", "\u00e9t\u00e9", "\u0401\u0451"):
        assert module.is_palindrome(text) is True, text
    for text in ("ab", "a, b", "1a2", "12", "\u00e9a", "\u03b1\u03b2"):
        assert module.is_palindrome(text) is False, text


def check_queue_from_stacks(module):
    queue = module.Queue()

    def empty():
        try:
            queue.remove()
        except LookupError:
            return True
        return False

    assert empty()
    for item in (1, 2, 3):
        queue.add(item)
    assert queue.remove() == 1
    queue.add(4)
    assert len(queue) == 3
    assert [queue.remove(), queue.remove()] == [2, 3]
    queue.add(None)
    assert [queue.remove(), queue.remove()] == [4, None]
    assert empty()
    waiting, line = module.Queue(), []
    for i in range(200):
        if i % 3 == 2:
            assert waiting.remove() == line.pop(0)
        else:
            waiting.add(i)
            line.append(i)
    assert len(waiting) == len(line)


def check_min_stack(module):
    stack = module.MinStack()
    for question in (stack.pop, stack.minimum):
        try:
            question()
        except LookupError:
            continue
        raise AssertionError("an empty stack answered")
    seen = []
    for value in (5, 3, 7, 3):
        stack.push(value)
        seen.append(stack.minimum())
    assert seen == [5, 3, 3, 3], seen
    left = []
    for _ in range(3):
        left += [stack.pop(), stack.minimum()]
    assert left == [3, 3, 7, 3, 3, 5], left
    rising = module.MinStack()
    for value in (1, 5, 7):
        rising.push(value)
    assert rising.minimum() == 1
    assert rising.pop() == 7


def check_merge_lists(module):
    def linked(values):
        head = None
        for value in reversed(values):
            head = module.Node(value, head)
        return head

    def nodes(head):
        found = []
        while head is not None and len(found) < 20_000:
            found.append(head)
            head = head.next
        return found

    for one, other in (([], []), ([1], []), ([], [2]), ([1, 4, 6], [2, 4]), ([5, 6], [1, 2]), ([1, 1], [1])):
        merged = nodes(module.merge_lists(linked(one), linked(other)))
        assert [node.value for node in merged] == sorted(one + other), (one, other)
    one, other = linked([1, 2]), linked([1, 2])
    wanted = [one, other, one.next, other.next]
    assert all(a is b for a, b in zip(nodes(module.merge_lists(one, other)), wanted)), "the nodes themselves, those of the first list first"
    assert len(nodes(module.merge_lists(linked(range(5_000)), linked(range(5_000))))) == 10_000


def check_common_ancestor(module):
    assert [module.depth(root) for root in (None, tree(1), tree(1, tree(2, None, tree(3)), tree(4)), tree(1, tree(2)))] == [0, 1, 3, 2]
    root = tree(1, tree(2, tree(4), tree(5)), tree(3, None, tree(4)))
    two, three = root.left, root.right
    for one, other, wanted in (
        (two.left, two.right, two), (two.left, three, root), (two.left, two, two), (two, two, two),
        (three.right, two.right, root), (root, three.right, root), (three, three.right, three),
    ):
        assert module.common_ancestor(root, one, other) is wanted
        assert module.common_ancestor(root, other, one) is wanted


def check_climbing_stairs(module):
    for n, wanted in enumerate((1, 1, 2, 3, 5, 8, 13)):
        assert (module.ways(n), module.ways_in_a_loop(n)) == (wanted, wanted), n

    class Noted(dict):
        stored = 0

        def __setitem__(self, key, value):
            self.stored += 1
            super().__setitem__(key, value)

    known = Noted()
    assert module.ways(18, known) == 4181
    assert known.stored <= 18, f"{known.stored} values computed"
    assert module.ways(90) == module.ways_in_a_loop(90) == 4660046610375530309


def check_concurrent_map(module):
    import asyncio

    async def settle():
        for _ in range(20):
            await asyncio.sleep(0)

    async def run():
        started, open_calls = [], {}

        async def call(item):
            started.append(item)
            open_calls[item] = asyncio.get_running_loop().create_future()
            return await open_calls[item]

        done = asyncio.ensure_future(module.map_limited(iter("abcde"), 2, call))
        await settle()
        assert started == ["a", "b"], "two at a time"
        open_calls["b"].set_result("B")
        await settle()
        assert started == ["a", "b", "c"], "the third does not wait for the first"
        for item in "cde":
            open_calls[item].set_result(item.upper())
            await settle()
        open_calls["a"].set_result("A")
        assert await done == ["A", "B", "C", "D", "E"], "the order of the items"

        async def double(n):
            return n * 2

        assert await module.map_limited([], 3, double) == []
        assert await module.map_limited([1, 2], 9, double) == [2, 4]
        try:
            await module.map_limited([1], 0, double)
        except ValueError:
            pass
        else:
            raise AssertionError("a limit of 0")

        started.clear()
        done = asyncio.ensure_future(module.map_limited("abcde", 2, call))
        await settle()
        open_calls["a"].set_exception(LookupError("down"))
        await settle()
        assert open_calls["b"].cancelled(), "the others are cancelled"
        assert started == ["a", "b"], "nothing starts after an error"
        try:
            await done
        except ExceptionGroup as group:
            assert str(group.exceptions[0]) == "down"
        else:
            raise AssertionError("the error is lost")

    asyncio.run(run())


def check_cheapest_route(module):
    import random

    links = {"a": [("b", 4), ("c", 1)], "b": [("d", 5)], "c": [("b", 2), ("d", 8)], "e": [("a", 1)]}
    assert module.fastest_route(links, "a", "d") == (8, ["a", "c", "b", "d"])
    assert module.fastest_route(links, "e", "b") == (4, ["e", "a", "c", "b"])
    assert module.fastest_route(links, "b", "b") == (0, ["b"])
    assert module.fastest_route(links, "a", "e") is None, "links have a direction"
    for seed in range(40):
        draw = random.Random(seed)
        names = "abcdef"
        cost = {one: {other: draw.randint(1, 20) for other in names if other != one and draw.random() < 0.5} for one in names}
        least = {name: 0 if name == "a" else float("inf") for name in names}
        for _ in names:
            for one, others in cost.items():
                for other, latency in others.items():
                    least[other] = min(least[other], least[one] + latency)
        for name in names:
            found = module.fastest_route({one: list(others.items()) for one, others in cost.items()}, "a", name)
            assert (found[0] if found else float("inf")) == least[name], (seed, name)
            if found:
                assert sum(cost[one][other] for one, other in zip(found[1], found[1][1:])) == found[0]


def check_trie(module):
    words = module.Trie()
    assert (words.has(""), words.starting_with("")) == (False, [])
    for word in ("card", "car", "cat", "dog", "cartoon", "n\u00e9", "car"):
        words.add(word)
    for word, wanted in (("car", True), ("card", True), ("ca", False), ("carto", False), ("cards", False), ("x", False), ("", False), ("n\u00e9", True)):
        assert words.has(word) is wanted, word
    assert words.starting_with("car") == ["car", "card", "cartoon"]
    assert words.starting_with("c", 2) == ["car", "card"]
    assert words.starting_with("ca", 0) == []
    assert words.starting_with("zebra") == []
    assert words.starting_with("") == ["car", "card", "cartoon", "cat", "dog", "n\u00e9"]


def check_kth_largest(module):
    for given in ([3, 2, 3, 1, 2, 4, 5, 5, 6], [5, 5, 4], [1], [2, 2, 2], [-1, 10, 9, 100, 0]):
        for k, wanted in enumerate(sorted(given, reverse=True), 1):
            for choose in (lambda part: part[0], lambda part: part[-1]):
                assert module.kth_largest(given, k, choose) == wanted, (k, given)
            assert module.kth_largest_of_stream(iter(given), k) == wanted, (k, given)
    given = [3, 1, 2]
    module.kth_largest(given, 2)
    assert given == [3, 1, 2], "the list is unchanged"
    for numbers, k in (([], 1), ([1], 0), ([1], 2)):
        for find in (module.kth_largest, module.kth_largest_of_stream):
            try:
                find(numbers, k)
            except ValueError:
                continue
            raise AssertionError(f"{k} of {numbers} was not refused")


def check_edit_distance(module):
    for source, target, distance in (("keybord", "keyboard", 1), ("flaw", "lawn", 2), ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3),
                                     ("", "", 0), ("same", "same", 0), ("ab", "ba", 2), ("sunday", "saturday", 3), ("😀", "", 1)):
        assert module.edit_distance(source, target) == distance, (source, target)


def check_merge_accounts(module):
    def groups(*accounts):
        return module.group_accounts([list(addresses) for addresses in accounts])

    assert groups("a", "a", "b", "b", "ab") == [[0, 1, 2, 3, 4]]
    assert groups("ab", "c", "bd", "dc", "e") == [[0, 1, 2, 3], [4]]
    assert groups("a", "b", "c", "ab", "bc") == [[0, 1, 2, 3, 4]]
    assert groups("aa", "", "", "a") == [[0, 3], [1], [2]]
    assert groups() == []
    assert [len(group) for group in module.group_accounts([[i, i + 1] for i in range(2000)])] == [2000]


def check_permutations(module):
    given = ["b", "a", "a"]
    assert module.tours(given) == [["a", "a", "b"], ["a", "b", "a"], ["b", "a", "a"]]
    assert given == ["b", "a", "a"], "the input is unchanged"
    assert ["".join(tour) for tour in module.tours("abc")] == ["abc", "acb", "bac", "bca", "cab", "cba"]
    assert module.tours([]) == [[]]
    assert len(module.tours("aaaa")) == 1
    assert len(module.tours("aabbc")) == 30


def check_smallest_capacity(module):
    def divided(sizes, nights):
        """The smallest largest part of all divisions."""
        if nights == 1:
            return sum(sizes)
        return min([max(divided(sizes[:i], nights - 1), sum(sizes[i:])) for i in range(len(sizes))] + [sum(sizes)])

    assert module.smallest_capacity([4, 2, 3, 5, 1], 3) == 6
    assert module.smallest_capacity([], 2) == 0
    for sizes in ([5], [1, 1, 1], [7, 2, 5, 10, 8], [1, 9, 1], [3, 3, 3, 3], [2, 8, 1, 1, 6, 4]):
        for nights in range(1, 8):
            assert module.smallest_capacity(sizes, nights) == divided(sizes, nights), (sizes, nights)


if __name__ == "__main__":
    card = sys.argv[1].replace("-", "_")
    solution = types.ModuleType(card)
    exec(compile(sys.stdin.read(), f"{card}.py", "exec"), solution.__dict__)
    globals()[f"check_{card}"](solution)
