// The figures of the coding cards, the models, Git and the diagnoses of one process fit each other.
import { figuresFit } from './figures.mjs';

figuresFit({
  'coding/two-sum': { given: { n: 'For «100,000» numbers' }, then: [['is about «5» billion', ({ n }) => n * (n - 1) / 2 / 1e9]] },
  'coding/binary-search': {
    given: {},
    then: [['values need «20» comparisons', () => Math.log2(1e6)], ['a billion need «30»', () => Math.log2(1e9)]],
  },
  'coding/token-bucket': {
    given: { capacity: 'at most «20» + 10', rate: '20 + «10» · *t*' },
    then: [
      ['«30» in the first second', ({ capacity, rate }) => capacity + rate],
      ['for an hour has «36,000» tokens', ({ rate }) => rate * 3_600],
      ['here «2» seconds', ({ capacity, rate }) => capacity / rate],
      ['refused and told «0.1» s', ({ rate }) => 1 / rate],
    ],
  },
  'coding/paginated-client': {
    given: { attempts: 'With «4» attempts' },
    then: [['the «3» pauses', ({ attempts }) => attempts - 1], ['at most «0.5», 1 and 2', () => 0.5 * 2 ** 0], ['0.5, 1 and «2» seconds', () => 0.5 * 2 ** 2]],
  },
  'coding/top-k-stream': { given: { m: 'With «1,000» counters' }, then: [['above «0.1»% is missed', ({ m }) => 100 / m]] },
  'coding/review-n-plus-one': {
    given: { orders: '«50» for their lines' },
    then: [['and «200» for the products', ({ orders }) => 4 * orders], ['make «251»', ({ orders }) => 1 + orders + 4 * orders]],
  },
  'databases/model-follow-graph': {
    given: { each: 'With «200» relations', users: 'on average, «2» million users', bytes: 'At about «115» bytes' },
    then: [
      ['give «400» million rows', ({ each, users }) => each * users],
      ['that is «46» GB', ({ each, users, bytes }) => each * users * bytes / 1e3],
      ['is «40,000» pairs', ({ each }) => each * each],
    ],
  },
  'databases/top-n-per-group': {
    given: { groups: '| «100,000» categories', size: 'categories of «5» products' },
    then: [['one pass over «500,000» rows', ({ groups, size }) => groups * size]],
  },
  'delivery/git-bisect': { given: {}, then: [['since 2¹⁰ is «1,024»', () => 2 ** 10]] },
  'fundamentals/data-structures-in-back-ends': { given: {}, then: [['log₂ n is «20»', () => Math.log2(1e6)]] },
  'observability/cpu-hot-spot': { given: { share: 'A function with «60»%' }, then: [['saves «30»% of the CPU', ({ share }) => share / 2]] },
  'observability/memory-leak': {
    given: { growth: 'growth of «40» MB' },
    then: [['fills 1 GB in «25» hours', ({ growth }) => 1_000 / growth], ['2 GB in «50»', ({ growth }) => 2_000 / growth]],
  },
});
