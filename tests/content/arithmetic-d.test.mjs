// The figures of the cards on keys, backups, Kafka, regions, Redis, logs and containers fit each other.
import { figuresFit } from './figures.mjs';

const DAY = 86_400;

figuresFit({
  'caching/redis-cluster': {
    given: { primaries: 'With «3» primaries', slots: 'into «16,384» **hash slots**' },
    then: [['each owns about «5,461»', ({ slots, primaries }) => slots / primaries]],
  },
  'caching/what-a-cache-costs': {
    given: { hits: 'a hit ratio of «90»%', hit: '0.9 × «1» ms', query: 'takes «200» ms because', miss: '0.1 × «201» ms' },
    then: [
      ['0.1 × «201» ms', ({ hit, query }) => hit + query],
      ['= «21» ms', ({ hits, hit, miss }) => (hits * hit + (100 - hits) * miss) / 100],
      ['the average falls to about «21» milliseconds', ({ hits, hit, miss }) => (hits * hit + (100 - hits) * miss) / 100],
    ],
  },
  'concurrency/concurrency-vs-parallelism': {
    given: { computing: 'needs «5» ms of processor', waiting: 'and «95» ms of waiting', alone: 'If «10»% of a task', cores: 'run alone, «16» cores' },
    then: [
      ['a core serves «10» requests a second', ({ computing, waiting }) => 1_000 / (computing + waiting)],
      ['up to «200» a second', ({ computing }) => 1_000 / computing],
      ['= «6.4» times', ({ alone, cores }) => 1 / (alone / 100 + (1 - alone / 100) / cores)],
    ],
  },
  'databases/backups': {
    given: { size: 'Take «500» GB', speed: 'at «200» MB/s' },
    then: [['takes about «42» minutes', ({ size, speed }) => size * 1_000 / speed / 60]],
  },
  'databases/oltp-vs-olap': {
    given: { rows: 'has «100» million rows', row: 'rows of «200» bytes', columns: 'three columns of «20» bytes together' },
    then: [
      ['which is «20» GB', ({ rows, row }) => rows * row / 1e3],
      ['A column store reads «2» GB', ({ rows, columns }) => rows * columns / 1e3],
      ['and «200» to 400 MB remain', ({ rows, columns }) => rows * columns / 10],
      ['and 200 to «400» MB remain', ({ rows, columns }) => rows * columns / 5],
    ],
  },
  'databases/primary-keys': {
    given: { sequence: 'and «12» bits of sequence' },
    then: [['That allows «4,096» IDs', ({ sequence }) => 2 ** sequence]],
  },
  'databases/row-locks': {
    given: { held: 'a hot row for «200» ms' },
    then: [['at most «5» changes a second', ({ held }) => 1_000 / held]],
  },
  'databases/vacuum': {
    given: { share: 'plus «20»% of its rows', rows: 'With «500» million rows' },
    then: [['that means «100» million dead ones', ({ rows, share }) => rows * share / 100]],
  },
  'delivery/ci-tools': {
    given: { people: 'that «60» developers', pushes: 'push «10» times a day', minutes: 'with «12» minutes each', days: 'in «22» days', price: 'At «0.006» dollars a minute' },
    then: [
      ['«7,200» minutes a day', ({ people, pushes, minutes }) => people * pushes * minutes],
      ['about «158,000» in 22 days', ({ people, pushes, minutes, days }) => people * pushes * minutes * days],
      ['roughly «950» dollars a month', ({ people, pushes, minutes, days, price }) => people * pushes * minutes * days * price],
    ],
  },
  'distributed-systems/consumer-lag': {
    given: { input: 'Input is «2,000» records', capacity: 'can process «2,500»', outage: 'An outage of «30» minutes' },
    then: [
      ['leaves «3.6» million', ({ input, outage }) => input * outage * 60 / 1e6],
      ['The spare capacity is «500»', ({ input, capacity }) => capacity - input],
      ['so it takes «7,200» seconds', ({ input, capacity, outage }) => input * outage * 60 / (capacity - input)],
      ['it would be «20» minutes', ({ input, capacity, outage }) => input * outage / (2 * capacity - input)],
    ],
  },
  'distributed-systems/kafka-partitions': {
    given: { rate: 'Required: «50,000»', each: '/ «2,000» per consumer' },
    then: [['per consumer = «25»', ({ rate, each }) => rate / each]],
  },
  'distributed-systems/multi-region': {
    given: { rate: 'At «2,000» writes a second', lag: 'a lag of «3» seconds', load: 'regions at «70»% load', third: 'or use three at «60»%' },
    then: [
      ['that is «6,000» writes', ({ rate, lag }) => rate * lag],
      ['leaves «140»% for the other', ({ load }) => 2 * load],
      ['where two carry «90»% each', ({ third }) => 3 * third / 2],
    ],
  },
  'distributed-systems/no-answer': {
    given: { threads: 'service has «50» threads', rate: 'receives «100» requests a second', timeout: 'a timeout of «300» ms', attempts: '«3» attempts in each of', services: 'in each of «3» services' },
    then: [
      ['at most «30» threads wait', ({ rate, timeout }) => rate * timeout / 1_000],
      ['are «27» calls', ({ attempts, services }) => attempts ** services],
    ],
  },
  'observability/log-stacks': {
    given: { rate: '«1,000» requests a second', lines: 'with «3» lines', bytes: 'lines of «500» bytes', days: 30 },
    then: [
      ['are «1.5» MB/s', ({ rate, lines, bytes }) => rate * lines * bytes / 1e6],
      ['or «130» GB a day', ({ rate, lines, bytes }) => rate * lines * bytes * DAY / 1e9],
      ['days are «3.9» TB', ({ rate, lines, bytes, days }) => rate * lines * bytes * DAY * days / 1e12],
      ['needs some «8» TB', ({ rate, lines, bytes, days }) => 2 * rate * lines * bytes * DAY * days / 1e12],
    ],
  },
  'observability/logs-metrics-traces': {
    given: { fast: 'If «90» requests take', quick: 'take «100» ms and', few: 'and «10» take 4 s', slow: 'ten take «4» s' },
    then: [['the average is «490» ms', ({ fast, quick, few, slow }) => (fast * quick + few * slow * 1_000) / (fast + few)]],
  },
  'security/audit-logs': {
    given: { rate: '«200» actions a second', bytes: 'of «500» bytes' },
    then: [
      ['are «8.6» GB a day', ({ rate, bytes }) => rate * bytes * DAY / 1e9],
      ['about «3.2» TB a year', ({ rate, bytes }) => rate * bytes * DAY * 365 / 1e12],
    ],
  },
});
