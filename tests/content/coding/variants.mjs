// Wrong variants that candidates write: what is replaced in the published solution, and by what.
export const VARIANTS = {
  'two-sum': {
    'position 0 counts as not found': {
      javascript: ['if (partner !== undefined)', 'if (partner)'],
      python: ['if partner is not None:', 'if partner:'],
    },
    'a number is paired with itself': {
      javascript: ['const partner =', 'seen.set(number, index); const partner ='],
      python: ['        partner =', '        seen[number] = index\n        partner ='],
    },
  },
  'valid-brackets': {
    'what is left open is forgotten': {
      javascript: ['return open.length === 0', 'return true'],
      python: ['return not open_brackets\n', 'return True\n'],
    },
    'any closing bracket closes': {
      javascript: ['open.pop() !== OPENER.get(character)', 'open.pop() === undefined'],
      python: ['or open_brackets.pop() != OPENER[character]', 'or not open_brackets.pop()'],
    },
  },
  'binary-search': {
    'the position behind the last is unreachable': {
      javascript: ['high = sorted.length;', 'high = sorted.length - 1;'],
      python: ['0, len(sorted_values)', '0, len(sorted_values) - 1'],
    },
    'the bound jumps over the answer': {
      javascript: ['high = middle;', 'high = middle - 1;'],
      python: ['high = middle\n', 'high = middle - 1\n'],
    },
  },
  'grid-shortest-path': {
    'a stack instead of a queue': {
      javascript: [/for \(let head = 0;.*\n.*queue\[head\];/, 'while (queue.length > 0) {\n    const [row, column, steps] = queue.pop();'],
      python: ['queue.popleft()', 'queue.pop()'],
    },
    'a negative index wraps around': { python: ['0 <= r < len(grid) and 0 <= c < len(grid[r])', 'r < len(grid) and c < len(grid[r])'] },
  },
  'merge-intervals': {
    'a nested interval shortens the result': {
      javascript: ['Math.max(last[1], end)', 'end'],
      python: ['max(merged[-1][1], end)', 'end'],
    },
    'sorted as text': { javascript: ['toSorted((a, b) => a[0] - b[0])', 'toSorted()'] },
    'not sorted': { python: ['sorted(intervals)', 'intervals'] },
  },
  'parse-log': {
    'times sorted as text': {
      javascript: ['times.sort((a, b) => a - b)', 'times.sort()'],
      python: ['sorted(entry["times"])', 'sorted(entry["times"], key=str)'],
    },
    'the query string makes routes': {
      javascript: ['target.split("?")[0]', 'target'],
      python: ["target.split('?')[0]", 'target'],
    },
  },
  'reverse-list': {
    'the arrow is turned before the next node is saved': {
      javascript: ['const next = node.next;\n    node.next = previous;', 'node.next = previous;\n    const next = node.next;'],
      python: ['next_node = node.next\n        node.next = previous', 'node.next = previous\n        next_node = node.next'],
    },
  },
  'longest-unique-substring': {
    'the start jumps back': {
      javascript: ['if (seen >= start)', 'if (seen >= 0)'],
      python: ['if seen >= start:', 'if seen >= 0:'],
    },
    'the window starts anew at a repetition': {
      javascript: ['start = seen + 1;', 'start = index;'],
      python: ['start = seen + 1', 'start = index'],
    },
  },
  'tree-traversal': {
    'the node comes before its children': {
      javascript: ['visit(node.left);\n    values.push(node.value);', 'values.push(node.value);\n    visit(node.left);'],
      python: ['visit(node.left)\n        values.append(node.value)', 'values.append(node.value)\n        visit(node.left)'],
    },
    'a stack instead of a queue': {
      javascript: ['level.flatMap(', 'level.toReversed().flatMap('],
      python: ['queue.popleft()', 'queue.pop()'],
    },
    'all levels in one': { python: ['for _ in range(len(queue)):', 'while queue:'] },
  },
  'topological-sort': {
    'a cycle is not noticed': {
      javascript: ['order.length === missing.size ? order : null', 'order'],
      python: ['order if len(order) == len(missing) else None', 'order'],
    },
    'one dependency is enough to start': {
      javascript: ['if (missing.get(other) === 0) order.push(other);', 'if (!order.includes(other)) order.push(other);'],
      python: ['if missing[other] == 0:', 'if other not in order and other not in queue:'],
    },
    'what has no entry is forgotten': {
      javascript: ['if (!dependencies.has(need)) missing.set(need, 0);', ''],
      python: ['if need not in dependencies:', 'if False:'],
    },
  },
  'coin-change': {
    'always the largest coin that fits': {
      javascript: [/  const fewest = [\s\S]*?\n}/, '  let count = 0;\n  for (const coin of coins.toSorted((a, b) => b - a)) {\n    count += Math.floor(amount / coin);\n    amount %= coin;\n  }\n  return amount === 0 ? count : -1;\n}'],
      python: [/ {4}fewest = [\s\S]*/, '    count = 0\n    for coin in sorted(coins, reverse=True):\n        count += amount // coin\n        amount %= coin\n    return -1 if amount else count\n'],
    },
    'the table begins with zeros': {
      javascript: ['fill(Infinity)', 'fill(0)'],
      python: ['[math.inf] * (amount + 1)', '[0] * (amount + 1)'],
    },
  },
  'lru-cache-ttl': {
    'a read does not refresh': {
      javascript: ['this.#entries.set(key, entry); // newest again', 'this.#entries = new Map([[key, entry], ...this.#entries]);'],
      python: ['            self._entries.move_to_end(key)\n            return value', '            return value'],
    },
    'expiry is not checked': {
      javascript: ['if (this.clock() >= entry.expires) return missing;', ''],
      python: ['if self._clock() >= expires:', 'if False:'],
    },
    'a stored nothing is a miss': {
      javascript: ['return entry.value;', 'return entry.value ?? missing;'],
      python: ['return value\n', 'return value or default\n'],
    },
    'reads take no lock': { python: ['with self._lock:\n            if key', 'if True:\n            if key'] },
  },
  'token-bucket': {
    'an idle client collects without limit': {
      javascript: ['Math.min(this.capacity, this.#tokens + (now - this.#updated) * this.perSecond)', 'this.#tokens + (now - this.#updated) * this.perSecond'],
      python: ['min(self._capacity, refilled)', 'refilled'],
    },
    'fractions of tokens are lost': {
      javascript: ['this.#tokens + (now - this.#updated) * this.perSecond', 'this.#tokens + Math.floor((now - this.#updated) * this.perSecond)'],
      python: ['(now - self._updated) * self._rate', 'int((now - self._updated) * self._rate)'],
    },
    'no lock': { python: ['with self._lock:', 'if True:'] },
  },
  'bounded-queue': {
    'a woken producer does not look again': {
      javascript: ['while (this.#items.length >= this.capacity)', 'if (this.#items.length >= this.capacity)'],
      python: ['while len(self._items) >= self._capacity:', 'if len(self._items) >= self._capacity:'],
    },
    'consumers are not woken': {
      javascript: ['this.#consumers.shift()?.();', ''],
      python: ['            self._not_empty.notify()\n', ''],
    },
  },
  'top-k-stream': {
    'the heap has the wrong sign': {
      javascript: ['a[1] > b[1]', 'a[1] < b[1]'],
      python: ['-entry[1], entry[0]', 'entry[1], entry[0]'],
    },
    'the first k stay': { javascript: ['if (best.length === k && !before(entry, best[k - 1])) continue;', 'if (best.length === k) continue;'] },
  },
  'paginated-client': {
    'a 404 is tried again': {
      javascript: ['RETRYABLE.has(response.status)', 'true'],
      python: ['temporary = status in RETRYABLE', 'temporary = True'],
    },
    'a mistake in the code is tried again': {
      javascript: ['error instanceof ConnectionLost', 'error'],
      python: ['except OSError as failure', 'except Exception as failure'],
    },
    'Retry-After is ignored': {
      javascript: ['Math.max(backoff, response.retryAfter ?? 0)', 'backoff'],
      python: ['max(backoff, wait)', 'backoff'],
    },
    'it follows a cursor in circles': {
      javascript: ['if (next !== null && next === cursor)', 'if (false)'],
      python: ['if page["next"] == cursor:', 'if False:'],
    },
  },
  'sorted-pair': {
    'an item is paired with itself': {
      javascript: ['left < right', 'left <= right'],
      python: ['left < right', 'left <= right'],
    },
    'the first pair that fits is returned': {
      javascript: ['left += 1;', 'return best;'],
      python: ['            left += 1', '            return best'],
    },
  },
  'max-subarray': {
    'an empty run wins over negative days': {
      javascript: ['let best = endingToday;', 'let best = 0;'],
      python: ['ending_today = best = changes[0]', 'ending_today, best = changes[0], 0'],
    },
    'the last day is left out': {
      javascript: ['upTo[to + 1]', 'upTo[to]'],
      python: ['up_to[last + 1]', 'up_to[last]'],
    },
  },
  'list-cycle': {
    'values are compared': {
      javascript: ['slow === fast', 'slow?.value === fast?.value'],
      python: ['slow is fast', 'slow == fast'],
    },
    'compared before the first move': {
      javascript: ['    slow = slow.next;', '    if (slow === fast) return true;\n    slow = slow.next;'],
      python: ['        slow = slow.next', '        if slow is fast:\n            return True\n        slow = slow.next'],
    },
  },
  'valid-search-tree': {
    'only the parent is looked at': {
      javascript: ['isSearchTree(node.right, node.value, high)', 'isSearchTree(node.right, node.value)'],
      python: ['is_search_tree(node.right, node.value, high)', 'is_search_tree(node.right, node.value)'],
    },
    'equal values pass': {
      javascript: ['node.value <= low', 'node.value < low'],
      python: ['low < node.value', 'low <= node.value'],
    },
  },
  'count-islands': {
    'only the cells below and to the right are visited': {
      javascript: ['[[r + 1, c], [r - 1, c], [r, c + 1], [r, c - 1]]', '[[r + 1, c], [r, c + 1]]'],
      python: ['(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)', '(r + 1, c), (r, c + 1)'],
    },
    'corners count as touching': {
      javascript: ['[r, c - 1]]', '[r, c - 1], [r + 1, c + 1]]'],
      python: ['(r, c - 1))', '(r, c - 1), (r + 1, c + 1), (r - 1, c - 1))'],
    },
  },
  'merge-sort': {
    'equal elements change places': {
      javascript: ['key(left[i]) <= key(right[j])', 'key(left[i]) < key(right[j])'],
      python: ['key(left[i]) <= key(right[j])', 'key(left[i]) < key(right[j])'],
    },
    'what is left of a half is forgotten': {
      javascript: ['merged.concat(left.slice(i), right.slice(j))', 'merged.concat(left.slice(i))'],
      python: ['merged + left[i:] + right[j:]', 'merged + left[i:]'],
    },
  },
  'merge-streams': {
    'ties go to any stream': {
      javascript: ['a[1] < b[1]', 'a[1] > b[1]'],
      python: ['(key(item), number, item, iterator)', '(key(item), -number, item, iterator)'],
    },
    'all is read first': {
      javascript: ['stream[Symbol.iterator]()', '[...stream][Symbol.iterator]()'],
      python: ['iter(stream)', 'iter(list(stream))'],
    },
  },
  subsets: {
    'the same list is stored each time': {
      javascript: ['found.push([...chosen])', 'found.push(chosen)'],
      python: ['chosen[:]', 'chosen'],
    },
    'a combination comes twice': {
      javascript: ['if (i > start && sorted[i] === sorted[i - 1]) continue;', ''],
      python: ['i > start and prices[i] == prices[i - 1]', 'False'],
    },
    'an equal price is never allowed': {
      javascript: ['i > start &&', 'i > 0 &&'],
      python: ['i > start and', 'i > 0 and'],
    },
  },
  'key-value-store': {
    'alive at its end': {
      javascript: ['entry && time < entry.end', 'entry && time <= entry.end'],
      python: ['entry and time < entry[1]', 'entry and time <= entry[1]'],
    },
    'an expired field is deleted as if it were there': {
      javascript: ['this.#alive(time, key, field) !== null', 'Boolean(this.#records.get(key)?.has(field))'],
      python: ['self._alive(time, key, field) is not None', 'field in self._records.get(key, {})'],
    },
    'a restore keeps the absolute end': {
      javascript: ['this.set(time, key, field, value, left)', 'this.set(backup.time, key, field, value, left)'],
      python: ['self.set(time, key, field, value, left)', 'self.set(moment, key, field, value, left)'],
    },
  },
  'review-generated': {
    'each share is rounded': {
      javascript: ['Math.floor((total * weight) / sum)', 'Math.round((total * weight) / sum)'],
      python: ['total * weight // whole', 'round(total * weight / whole)'],
    },
    'the last one gets the rest': {
      javascript: ['for (const [, i] of byRemainder.slice(0, left)) shares[i] += 1;', 'shares[shares.length - 1] += left;'],
      python: ['    for i in by_remainder[:left]:\n        shares[i] += 1', '    shares[-1] += left'],
    },
  },
  'parking-lot': {
    'the size of the vehicle is given back': {
      javascript: ['size: fits, entered', 'size, entered'],
      python: ['.pop(), fits, now)', '.pop(), size, now)'],
    },
    'a van gets any spot': {
      javascript: ['SIZES.slice(SIZES.indexOf(size))', 'SIZES'],
      python: ['if fits >= size and', 'if'],
    },
    'a ticket is good for ever': {
      javascript: ['this.#tickets.delete(plate);', ''],
      python: ['        del self._tickets[plate]\n', ''],
    },
    'nothing is left if the price fails': {
      javascript: ['const cents = this.#fee(now - ticket.entered);\n    this.#tickets.delete(plate);', 'this.#tickets.delete(plate);\n    const cents = this.#fee(now - ticket.entered);'],
      python: ['cents = self._fee(now - ticket.entered)\n        del self._tickets[plate]', 'del self._tickets[plate]\n        cents = self._fee(now - ticket.entered)'],
    },
  },
  'group-anagrams': {
    'the set of letters is the key': {
      javascript: ['[...word].sort()', '[...new Set(word)].sort()'],
      python: ['sorted(word)', 'sorted(set(word))'],
    },
    'the sum of the codes is the key': {
      javascript: ['[...word].sort().join("")', '[...word].reduce((sum, letter) => sum + letter.codePointAt(0), 0)'],
      python: ['"".join(sorted(word))', 'sum(map(ord, word))'],
    },
    'an array is the key': { javascript: ['.sort().join("")', '.sort()'] },
  },
  'first-unique-character': {
    'the third time makes it unique again': {
      javascript: ['(counts.get(character) ?? 0) + 1', '((counts.get(character) ?? 0) + 1) % 2'],
      python: ['counts[character] == 1', 'counts[character] % 2 == 1'],
    },
    'the last one is returned': {
      javascript: ['for (const character of text) {', 'for (const character of [...text].reverse()) {'],
      python: ['for character in text:', 'for character in reversed(text):'],
    },
    'an emoji is torn apart': { javascript: ['of text) counts', "of text.split('')) counts"] },
  },
  palindrome: {
    'only a to z and digits count': {
      javascript: ['/[\\p{L}\\p{N}]/u', '/[a-z0-9]/i'],
      python: ['.isalnum()', '.lower() in "abcdefghijklmnopqrstuvwxyz0123456789"'],
    },
    'digits do not count': {
      javascript: ['\\p{N}', ''],
      python: ['isalnum', 'isalpha'],
    },
    'case counts': {
      javascript: ['.toLowerCase()', ''],
      python: ['.lower()', ''],
    },
    'not normalised': {
      javascript: ['.normalize("NFC")', ''],
      python: ['unicodedata.normalize("NFC", text)', 'text'],
    },
  },
  'queue-from-stacks': {
    'it moves although something is left': {
      javascript: ['if (this.#outgoing.length === 0) {', 'if (true) {'],
      python: ['if not self._outgoing:\n            while', 'if True:\n            while'],
    },
    'only one is moved': {
      javascript: ['while (this.#incoming.length > 0)', 'if (this.#incoming.length > 0)'],
      python: ['while self._incoming:', 'if self._incoming:'],
    },
  },
  'min-stack': {
    'the value below is compared': {
      javascript: ['below.least < value ? below.least', 'below.value < value ? below.value'],
      python: ['self._entries[-1][1])\n', 'self._entries[-1][0])\n'],
    },
    'the first one stays the smallest': {
      javascript: ['below && below.least < value', 'below'],
      python: ['min(value, self._entries[-1][1])', 'self._entries[-1][1]'],
    },
  },
  'merge-lists': {
    'the rest is forgotten': {
      javascript: ['last.next = first ?? second;', 'last.next = null;'],
      python: ['last.next = first if first is not None else second', 'last.next = None'],
    },
    'the end does not move on': {
      javascript: ['last = last.next;', ''],
      python: ['        last = last.next\n', ''],
    },
    'equal nodes change places': {
      javascript: ['first.value <= second.value', 'first.value < second.value'],
      python: ['first.value <= second.value', 'first.value < second.value'],
    },
  },
  'common-ancestor': {
    'values are compared': {
      javascript: ['root === one || root === other', 'root.value === one.value || root.value === other.value'],
      python: ['root is one or root is other', 'root.value == one.value or root.value == other.value'],
    },
    'one side is enough': {
      javascript: ['if (left && right)', 'if (left || right)'],
      python: ['if left is not None and right is not None:', 'if left is not None or right is not None:'],
    },
    'the shorter side is measured': {
      javascript: ['Math.max', 'Math.min'],
      python: ['max(', 'min('],
    },
  },
  'climbing-stairs': {
    'nothing is remembered': {
      javascript: ['if (!known.has(n)) ', ''],
      python: ['if n not in known:', 'if True:'],
    },
    'no way up no steps': {
      javascript: ['return 1n', 'return 0n'],
      python: ['return 1\n', 'return 0\n'],
    },
    'the loop ends one early': {
      javascript: ['step < n;', 'step < n - 1;'],
      python: ['range(n)', 'range(n - 1)'],
    },
  },
  'concurrent-map': {
    'all at once': {
      javascript: ['Math.min(limit, items.length)', 'items.length'],
      python: ['min(limit, len(items))', 'len(items)'],
    },
    'one after another': {
      javascript: ['Math.min(limit, items.length)', 'Math.min(1, items.length)'],
      python: ['min(limit, len(items))', 'min(1, len(items))'],
    },
    'in the order of the answers': {
      javascript: ['results[index] = await call(items[index])', 'results.push(await call(items[index]))'],
      python: ['results[index] = await call(item)', 'results.append(await call(item))'],
    },
    'the others go on after an error': { javascript: ['next = items.length; // nobody takes a new item', ''] },
    'an error is swallowed': { python: ['results[index] = await call(item)', 'results[index], = await asyncio.gather(call(item), return_exceptions=True)'] },
  },
  'cheapest-route': {
    'first come, first served': {
      javascript: ['const least = this.#items.pop();', 'this.#swap(0, this.#items.length - 1);\n    return this.#items.shift();\n    const least = null;'],
      python: ['heappop(heap)', 'heap.pop(0)'],
    },
    'the first way that is found stays': {
      javascript: ['if (sum < (cost.get(neighbour) ?? Infinity))', 'if (!cost.has(neighbour))'],
      python: ['if total < cost.get(neighbour, inf):', 'if neighbour not in cost:'],
    },
    'only the last link counts': {
      javascript: ['const sum = spent + latency;', 'const sum = latency;'],
      python: ['total = spent + latency', 'total = latency'],
    },
  },
  trie: {
    'a prefix counts as a word': {
      javascript: ['this.#find(word)?.isWord ?? false', 'Boolean(this.#find(word))'],
      python: ['node is not None and node.is_word', 'node is not None'],
    },
    'only leaves are words': {
      javascript: ['if (node.isWord) found', 'if (node.children.size === 0) found'],
      python: ['if node.is_word:', 'if not node.children:'],
    },
    'there is no limit': {
      javascript: ['if (found.length >= limit) return;', ''],
      python: ['islice(self._words(node, prefix), limit)', 'self._words(node, prefix)'],
    },
  },
  'kth-largest': {
    'equal numbers count once': {
      javascript: ['part.length - larger.length - smaller.length', '1'],
      python: ['len(part) - len(larger) - len(smaller)', '1'],
    },
    'the border is one off': {
      javascript: ['if (k <= larger.length) {', 'if (k < larger.length) {'],
      python: ['if k <= len(larger):', 'if k < len(larger):'],
    },
    'the heap keeps the smallest': { python: ['number > largest[0]', 'number < largest[0]'] },
  },
  'edit-distance': {
    'equal characters are paid for': {
      javascript: ['(a[i - 1] === b[j - 1] ? 0 : 1)', '1'],
      python: ['(x != y)', '1'],
    },
    'an empty beginning costs nothing': {
      javascript: ['(_, j) => j', '() => 0'],
      python: ['list(range(len(target) + 1))', '[0] * (len(target) + 1)'],
    },
    'a beginning of the first word costs nothing': {
      javascript: ['const next = [i];', 'const next = [0];'],
      python: ['following = [i]', 'following = [0]'],
    },
    'nothing is inserted': {
      javascript: [', next[j - 1] + 1', ''],
      python: [', following[j - 1] + 1', ''],
    },
    'halves of a character count': { javascript: ['[...from]', "from.split('')"] },
  },
  'merge-accounts': {
    'the accounts are linked, not their roots': {
      javascript: ['[find(first), find(second)]', '[first, second]'],
      python: ['find(first), find(second)', 'first, second'],
    },
    'the parent stands for the group': {
      javascript: ['const root = find(account);', 'const root = parent[account];'],
      python: ['groups.setdefault(find(account), [])', 'groups.setdefault(parent[account], [])'],
    },
    'only the first address counts': {
      javascript: ['of addresses)', 'of addresses.slice(0, 1))'],
      python: ['in addresses:', 'in addresses[:1]:'],
    },
  },
  permutations: {
    'the same list is stored each time': {
      javascript: ['found.push([...tour])', 'found.push(tour)'],
      python: ['tour[:]', 'tour'],
    },
    'an order comes twice': {
      javascript: [' || (i > 0 && stop === sorted[i - 1] && !used[i - 1])', ''],
      python: [' or (i > 0 and stop == stops[i - 1] and not used[i - 1])', ''],
    },
    'an equal stop is never allowed': {
      javascript: [' && !used[i - 1]', ''],
      python: [' and not used[i - 1]', ''],
    },
    'a stop is used up': {
      javascript: ['used[i] = false;', ''],
      python: ['used[i] = False', 'pass'],
    },
    'a stop is used again': {
      javascript: ['used[i] = true;', 'used[i] = tour.length > 5;'],
      python: ['used[i] = True', 'used[i] = len(tour) > 5'],
    },
  },
  'smallest-capacity': {
    'a table may be larger than the capacity': {
      javascript: ['Math.max(largest, size), 0)', 'Math.min(largest, size), 1)'],
      python: ['max(sizes, default=0)', 'min(1, sum(sizes))'],
    },
    'a capacity that suffices is thrown away': {
      javascript: ['high = middle;', 'high = middle - 1;'],
      python: ['high = middle\n', 'high = middle - 1\n'],
    },
    'a table that fits exactly waits': {
      javascript: ['size > free', 'size >= free'],
      python: ['size > free', 'size >= free'],
    },
    'one night more is taken': {
      javascript: ['<= nights)', '<= nights + 1)'],
      python: ['<= nights:', '<= nights + 1:'],
    },
  },
};
