// The figures of the cards added after the first four sets fit each other.
import { figuresFit } from './figures.mjs';

const factorial = (/** @type {number} */ n) => (n < 2 ? 1 : n * factorial(n - 1));

figuresFit({
  'ai-integration/chat-history': {
    given: { turn: 'adds «200» tokens', system: 'the system prompt has «300»', few: 'input_tokens(«10»)', many: 'input_tokens(«40»)' },
    then: [
      ['# «13000» 172000', ({ turn, system, few }) => sent(few, turn, system)],
      ['# 13000 «172000»', ({ turn, system, many }) => sent(many, turn, system)],
      ['turns cost «13» times as many', ({ turn, system, few, many }) => sent(many, turn, system) / sent(few, turn, system)],
    ],
  },
  'ai-integration/streaming-answers': {
    given: { tokens: 'An answer of «300» tokens', rate: 'at «25» tokens a second' },
    then: [['tokens a second takes «12» seconds', ({ tokens, rate }) => tokens / rate]],
  },
  'architecture/module-or-service': {
    given: { calls: 'makes «40» calls between modules', each: 'each available «99.9»% of the time' },
    then: [
      ['it is «40» ms if they run', ({ calls }) => calls],
      ['together about «99.7»% of the time', ({ each }) => 100 * (each / 100) ** 3],
    ],
  },
  'apis/pages-of-a-list': {
    given: { orders: 'so «40,000» of them', bytes: 'is about «500» bytes', rate: 'At «10» megabits a second', page: 20, number: 'For page «2,000» these' },
    then: [
      ['of them are «20» MB', ({ orders, bytes }) => orders * bytes / 1e6],
      ['downloads that for «16» seconds', ({ orders, bytes, rate }) => orders * bytes * 8 / 1e6 / rate],
      ['A page of twenty is «10» KB', ({ bytes, page }) => bytes * page / 1e3],
      ['these are «39,980»', ({ number, page }) => (number - 1) * page],
    ],
  },
  'coding/coin-change': {
    given: { amount: 'An amount of «10,000»', coins: 'with «8» coins' },
    then: [['takes «80,000» steps', ({ amount, coins }) => amount * coins]],
  },
  'coding/cheapest-route': {
    given: { nodes: 'For «10,000» nodes', links: 'nodes with «10» links each' },
    then: [
      ['each, «100,000» entries', ({ nodes, links }) => nodes * links],
      ['costs about «17» steps', ({ nodes, links }) => Math.log2(nodes * links)],
    ],
  },
  'coding/climbing-stairs': {
    given: { steps: 'n = «40» takes about' },
    then: [['takes about «540» million calls', ({ steps }) => calls(steps) / 1e6]],
  },
  'coding/concurrent-map': {
    given: { calls: '«1,000» calls of', each: 'calls of «200» ms', at: 'With «5» at a time' },
    then: [
      ['ms take «200» s', ({ calls, each }) => calls * each / 1e3],
      ['they take «40» s', ({ calls, each, at }) => calls * each / 1e3 / at],
      ['which is «25» calls a second', ({ each, at }) => at * 1e3 / each],
    ],
  },
  'coding/edit-distance': {
    given: { letters: 20 },
    then: [
      ['so «400» for two words of twenty', ({ letters }) => letters ** 2],
      ['for only «121» different pairs', ({ letters }) => (letters / 2 + 1) ** 2],
    ],
  },
  'coding/group-anagrams': {
    given: { words: 'For «100,000» words', letters: 'words of «8» letters' },
    then: [
      ['take about «2.4» million', ({ words, letters }) => words * letters * Math.log2(letters) / 1e6],
      ['would be «5» billion', ({ words }) => words ** 2 / 2 / 1e9],
    ],
  },
  'coding/kth-largest': {
    given: { n: 'for «10» million numbers', k: 'and k = «100»' },
    then: [['about «1,250» of the 10 million', ({ n, k }) => k * (1 + Math.log(n * 1e6 / k))]],
  },
  'coding/longest-unique-substring': {
    given: { length: 'For «100,000» different characters' },
    then: [['is still «5» billion steps', ({ length }) => length ** 2 / 2 / 1e9]],
  },
  'coding/tree-traversal': {
    given: { nodes: 'a balanced tree of «100,000»' },
    then: [['is about «17» nodes', ({ nodes }) => Math.ceil(Math.log2(nodes))]],
  },
  'coding/trie': {
    given: { letters: 'words of «8» letters', node: 'At «100» bytes for a node' },
    then: [
      ['at most «8» million nodes', ({ letters }) => letters],
      ['that is «0.8» GB', ({ letters, node }) => letters * node / 1e3],
    ],
  },
  'distributed-systems/service-discovery': {
    given: { every: 'a check every «5» seconds', failures: 'and «3» failures' },
    then: [['up to «15»', ({ every, failures }) => every * failures]],
  },
  'frameworks/go-channels': {
    given: { share: 'If «1»% of 100', rate: 'of «100» requests a second', stack: 'With «2» KB of stack' },
    then: [
      ['these are «86,400».', ({ share, rate }) => share / 100 * rate * 86_400],
      ['at least «173» MB', ({ share, rate, stack }) => share / 100 * rate * 86_400 * stack / 1e3],
    ],
  },
  'frameworks/java-strings': {
    given: { lines: 'For «10,000» lines', each: 'lines of «50» characters' },
    then: [['about «2.5» billion characters', ({ lines, each }) => each * lines * (lines + 1) / 2 / 1e9]],
  },
  'frameworks/php-laravel': {
    given: { memory: 'With «2» GB for PHP', worker: 'and «50» MB per worker', each: 'At «100» ms per request', slow: 'request take «2» s' },
    then: [
      ['«40» workers fit', ({ memory, worker }) => memory * 1e3 / worker],
      ['they serve «400» requests', ({ memory, worker, each }) => memory * 1e3 / worker / (each / 1e3)],
      ['it is «20»,', ({ memory, worker, slow }) => memory * 1e3 / worker / slow],
    ],
  },
  'behavioural/prioritising': {
    given: { each: 'about «40» wrong invoices', minutes: 'some «15» minutes' },
    then: [['That is «10» hours', ({ each, minutes }) => each * minutes / 60]],
  },
  'delivery/cloud-bill': {
    given: {
      bill: 'pays «100,000» USD', orders: 'takes «4» million orders', average: 'CPU «22»% on average', peak: '«45»% at the daily peak', servers: '| «36,000» | CPU', databases: '| «22,000» | a primary',
      tests: '| «12,000» | 11,000 of it', machines: '| «11,000» of it servers', used: 'about «60» of 168 hours', logs: '| «12,000» | 10,000 depend', volume: '| «10,000» depend', debug: '«80»% of it are debug', traffic: '| «10,000» | 4,000',
      private: '| «4,000» are fees', storage: '| «8,000» | 70%', old: '| «70»% of it was not read', cheaper: 'about «45»% cheaper', committed: 'commitment for «10,000»', off: 'at about «25»% off', scaled: '36,000 → «24,000»', month: 'costs «10,000» USD', small: 'saves «300» a month',
    },
    then: [
      ['pays «100,000» USD', ({ servers, databases, tests, logs, traffic, storage }) => servers + databases + tests + logs + traffic + storage],
      ['instead of «25» USD per 1,000', ({ bill, orders }) => bill / (orders * 1e3)],
      ['unit cost** of «17.50» instead', ({ bill, orders }) => 0.7 * bill / (orders * 1e3)],
      ['pays back after «33» months', ({ month, small }) => month / small],
      ['108/168 ≈ «7,000»', ({ machines, used }) => machines * (168 - used) / 168],
      ['0.9 = «7,200»', ({ volume, debug }) => volume * debug / 100 * 0.9],
      ['so «12,000» | an hour', ({ servers, scaled }) => servers - scaled],
      ['0.45 ≈ «2,500»', ({ storage, old, cheaper }) => storage * old * cheaper / 1e4],
      ['| «2,500» | not for a year', ({ committed, off }) => committed * off / 100],
      ['That is «18,000» of the 30,000', ({ machines, used, volume, debug, private: endpoint }) => machines * (168 - used) / 168 + volume * debug / 100 * 0.9 + endpoint],
      ['that is about «35,000»', ({ machines, used, volume, debug, private: endpoint, servers, scaled, storage, old, cheaper, committed, off }) => machines * (168 - used) / 168 + volume * debug / 100 * 0.9 + endpoint + servers - scaled + storage * old * cheaper / 1e4 + committed * off / 100],
      ['load on the others: «68»%', ({ peak }) => peak * 1.5],
      ['22/45 = «49»%', ({ average, peak }) => 100 * average / peak],
      ['Of «40» minutes', () => 5 + 8 + 12 + 8 + 7],
    ],
  },
  'fundamentals/big-o': {
    given: { rate: 1e7, small: 'n = «1,000»', large: 'n = «100,000»' },
    then: [
      ['one pass | «0.1» ms', ({ rate, small }) => (1e3 * small) / rate],
      ['0.1 ms | «10» ms', ({ rate, large }) => (1e3 * large) / rate],
      ['sorting | «1» ms', ({ rate, small }) => (1e3 * small * Math.log2(small)) / rate],
      ['1 ms | «0.17» s', ({ rate, large }) => (large * Math.log2(large)) / rate],
      ['all pairs | «0.1» s', ({ rate, small }) => small ** 2 / rate],
      ['0.1 s | «17» minutes', ({ rate, large }) => large ** 2 / rate / 60],
      ['A million halves «20» times', () => Math.log2(1e6)],
    ],
  },
  'fundamentals/composition-over-inheritance': {
    given: { formats: '«2» formats', places: '«3» destinations' },
    then: [
      ['2 × 3 × 2 = «12»', ({ formats, places }) => formats * places * 2],
      ['2 + 3 + 1 = «6» classes', ({ formats, places }) => formats + places + 1],
      ['a third format adds «6»', ({ places }) => places * 2],
    ],
  },
  'observability/metric-types': {
    given: { every: 'every «15» seconds', rows: '«940» | 995 | 1,000', all: '995 | «1,000»' },
    then: [
      ['60 + 60 + 15 + 60 = «195»', () => 60 + 60 + 15 + 60],
      ['so that is «3.25» requests a second', ({ every }) => 195 / (4 * every)],
      ['So «94»% were answered', ({ rows, all }) => (100 * rows) / all],
      ['it is «295» ms', () => (95 * 100 + 5 * 4_000) / 100],
    ],
  },
  // The frames above the wrapped exception, without the one whose line differs.
  'observability/stack-trace': { given: { hidden: '[«39» frames of the framework]' }, then: [['... «41» more', ({ hidden }) => hidden + 3 - 1]] },
  'coding/permutations': {
    given: { eight: '| «8» |', ten: '| «10» |', twelve: '| «12» |', fifteen: '| «15» |', cities: 20 },
    then: [
      ['| «40,320» |', ({ eight }) => factorial(eight)],
      ['| «0.04» s |', ({ eight }) => factorial(eight) / 1e6],
      ['| «3,628,800» |', ({ ten }) => factorial(ten)],
      ['| «3.6» s |', ({ ten }) => factorial(ten) / 1e6],
      ['| «479,001,600» |', ({ twelve }) => factorial(twelve)],
      ['| «8» minutes |', ({ twelve }) => factorial(twelve) / 1e6 / 60],
      ['about «1.3» · 10¹²', ({ fifteen }) => factorial(fifteen) / 1e12],
      ['| «15» days |', ({ fifteen }) => factorial(fifteen) / 1e6 / 86_400],
      ['about «420» million for twenty', ({ cities }) => cities ** 2 * 2 ** cities / 1e6],
    ],
  },
  'coding/smallest-capacity': {
    given: { tables: 'For «100,000» tables', range: 1e9 },
    then: [['that is «30» passes', ({ range }) => Math.ceil(Math.log2(range))]],
  },
  'databases/embed-or-reference': {
    given: { bytes: 'At «300» bytes each', comments: 'each, «50,000» comments' },
    then: [['comments are «15» MB', ({ bytes, comments }) => bytes * comments / 1e6]],
  },
  'frameworks/python-list-or-generator': {
    given: { size: '«5» GB of lines with', line: 'of lines with «60» characters' },
    then: [['characters need about «10» GB', ({ size, line }) => size * (line + 49 + 8) / line]],
  },
  'testing/finding-a-bug': {
    given: { cents: 'Three lines of «33» cents', rate: 'cents and «19»% tax' },
    then: [
      ['shows «1.17» euros', ({ cents, rate }) => 3 * (cents + Math.round(cents * rate / 100)) / 100],
      ['customer computed «1.18».', ({ cents, rate }) => (3 * cents + Math.round(3 * cents * rate / 100)) / 100],
    ],
  },
});

/** Tokens that a chat of so many turns sends: each turn the system prompt, all earlier turns and a question, which is half a turn. */
function sent(/** @type {number} */ turns, /** @type {number} */ turn, /** @type {number} */ system) {
  return turns * system + (turn * turns * (turns - 1)) / 2 + (turns * turn) / 2;
}

/** Calls of the plain recursion on the stairs: two more for each step above the ground. @param {number} n @returns {number} */
function calls(n) {
  let [below, here] = [1, 1];
  for (let step = 0; step < n; step += 1) [below, here] = [here, 1 + below + here];
  return here;
}
