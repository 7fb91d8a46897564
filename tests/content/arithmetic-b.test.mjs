// The figures of the cards fit each other. Each card names its numbers as data; a number stands in «» inside the words of the card around it,
// so a card that changes a figure without the others fails here.
import assert from 'node:assert/strict';
import test from 'node:test';
import { figuresFit, number, stands, text } from './figures.mjs';

/** @type {Record<string, import('./figures.mjs').Figures>} */
const CARDS = {
  'fundamentals/bloom-filters': {
    given: { error: 0.01, keys: '«100» million keys', hashes: '| 1% | 9.6 | «7» |' },
    then: [
      ['| 1% | «9.6» | 7 |', ({ error }) => bitsPerKey(error)],
      ['| 1% | 9.6 | 7 | «120» MB |', ({ error, keys }) => (bitsPerKey(error) * keys) / 8],
      ['| 10% | «4.8» | 3 |', () => bitsPerKey(0.1)],
      ['| 0.1% | «14.4» | 10 |', () => bitsPerKey(0.001)],
      ['| 0.1% | 14.4 | 10 | «180» MB |', ({ keys }) => (bitsPerKey(0.001) * keys) / 8],
      ['wrongly in about «16»% of negative lookups', ({ error, hashes }) => 100 * (1 - Math.exp((-2 * hashes) / bitsPerKey(error))) ** hashes],
    ],
  },
  'fundamentals/hash-table-complexity': {
    given: { slots: 'starts with «16» slots', load: 'a limit («0.75» in Java', entries: 1_000_000, alike: 'a table of «100,000» entries becomes one list' },
    then: [
      ['a million entries doubles «17» times', ({ slots, load, entries }) => doublings(slots, load, entries)],
      ['moves about «1.6» million entries', ({ slots, load, entries }) => (slots * load * (2 ** doublings(slots, load, entries) - 1)) / entries],
      ['takes about «5» billion comparisons', ({ alike }) => alike ** 2 / 2 / 1e9],
    ],
  },
  'fundamentals/garbage-collection': {
    given: { rate: '«2,000» requests a second allocate 200 KB', each: 'allocate «200» KB each', young: 'a «1» GB young area', quick: 'At «50» ms per request', slow: 'requests take «5» s' },
    then: [
      ['That is «400» MB/s', ({ rate, each }) => (rate * each) / 1e3],
      ['fills every «2.5» s', ({ rate, each, young }) => (young * 1e6) / (rate * each)],
      ['about «100» are in flight', ({ rate, quick }) => (rate * quick) / 1e3],
      ['only about «20» MB are copied', ({ rate, quick, each }) => (rate * quick * each) / 1e6],
      ['The «10,000» in flight', ({ rate, slow }) => rate * slow],
      ['in flight hold «2» GB', ({ rate, slow, each }) => (rate * slow * each) / 1e6],
    ],
  },
  'fundamentals/url-to-page': {
    given: { edge: 'a round trip of «60» ms to the edge', origin: 'and «20» ms from there', work: '60 + 20 + «50» (application)' },
    then: [
      ['**«310» ms**', ({ edge, origin, work }) => 4 * edge + origin + work],
      ['| 60 + 20 + 50 (application) | «130» ms |', ({ edge, origin, work }) => edge + origin + work],
      ['saves a new visitor «90» ms', () => 3 * 30],
      ['halving the application\'s time saves «25» ms', ({ work }) => work / 2],
    ],
  },
  'security/password-storage': {
    given: { fast: 'tries about «22» billion', slow: 'At «10,000» guesses a second', logins: '«100» parallel Argon2id checks', each: 'checks at «19» MiB' },
    then: [
      ['26⁸ («209» billion)', () => 26 ** 8 / 1e9],
      ['the same search takes «8» months', ({ slow }) => 26 ** 8 / slow / 86_400 / 30.4],
      ['hold «1.9» GiB', ({ logins, each }) => (logins * each) / 1024],
    ],
  },
  'security/ddos': {
    given: { link: 'A «10» Gbit/s link', search: 'one search costs «200» ms', cores: 'on a «16»-core database' },
    then: [
      // 84 bytes on the wire: a frame of 64, preamble and gap
      ['carries «14.9» million minimum-size frames', ({ link }) => (link * 1e9) / 8 / 84 / 1e6],
      ['«80» requests a second saturate it', ({ search, cores }) => cores / (search / 1e3)],
    ],
  },
  'security/symmetric-vs-asymmetric': {
    given: { people: 1000, modulus: 'RSA with a «2048»-bit key' },
    then: [
      ['ten people need «45» keys', () => (10 * 9) / 2],
      ['a thousand need «499,500»', ({ people }) => (people * (people - 1)) / 2],
      ['encrypts at most «190» bytes', ({ modulus }) => modulus / 8 - 2 * 32 - 2],
    ],
  },
  'security/zero-trust': { given: { services: 40 }, then: [['40 × 39 = «1,560»', ({ services }) => services * (services - 1)]] },
  'security/sessions-vs-tokens': {
    given: { sessions: 1e6, each: 'million active sessions of «500» bytes' },
    then: [['bytes are «500» MB', ({ sessions, each }) => (sessions * each) / 1e6]],
  },
  'security/tls-handshake': {
    given: { round: 'a round-trip time of «80» ms' },
    then: [
      ['| TLS 1.2, full | 80 | 160 | «240» ms |', ({ round }) => 3 * round],
      ['| TLS 1.3, full | 80 | 80 | «160» ms |', ({ round }) => 2 * round],
      ['| TLS 1.3, resumed with 0-RTT | 80 | 0 | «80» ms |', ({ round }) => round],
    ],
  },
  'testing/flaky-tests': {
    given: { tests: 'With «1,000» tests', passes: 'runs, 1 − «0.9999»^1000', runs: 'failed once in «50» runs', row: 'passes «20» runs in a row', proof: 'About «150» passes' },
    then: [
      ['0.9999^1000 = «9.5»%', ({ tests, passes }) => 100 * (1 - passes ** tests)],
      ['in a row with «67»% probability', ({ runs, row }) => 100 * (1 - 1 / runs) ** row],
      ['are needed for «95»% confidence', ({ runs, proof }) => 100 * (1 - (1 - 1 / runs) ** proof)],
    ],
  },
  'testing/strategy': {
    given: { tests: '«900» tests that each pass', passes: 'each pass «99.9»% of the time are' },
    then: [['all green on «41»% of nights', ({ tests, passes }) => 100 * (passes / 100) ** tests]],
  },
  'frameworks/async-controllers': {
    given: { rate: '«500» requests/s that wait', wait: 'that wait «200» ms each', slow: 'slows down to «2» s' },
    then: [
      ['each keep «100» threads waiting', ({ rate, wait }) => (rate * wait) / 1e3],
      ['«1,000» threads would be needed', ({ rate, slow }) => rate * slow],
      ['about «0.6» s: a pool of 40 threads, three rounds', () => Math.ceil(100 / 40) * 0.2],
      ['# «20» s: blocks the event loop', () => 100 * 0.2],
    ],
  },
  'frameworks/comparing-stacks': {
    given: { cpu: '«40» ms of CPU at', rate: 'of CPU at «1,000» requests/s', faster: 3 },
    then: [
      ['keeps «40» cores busy', ({ cpu, rate }) => (cpu * rate) / 1e3],
      ['saves about «27» of them', ({ cpu, rate, faster }) => ((cpu * rate) / 1e3) * (1 - 1 / faster)],
    ],
  },
  'frameworks/django-middleware': {
    given: { rate: '2 ms at «500» requests/s' },
    then: [['«2» ms at 500 requests/s is a whole second', ({ rate }) => 1000 / rate]],
  },
  'frameworks/node-event-loop': {
    given: { compute: 'computes for «2» ms', wait: 'waits «50» ms for the database' },
    then: [
      ['up to about «500» requests/s', ({ compute }) => 1000 / compute],
      ['with about «26» in flight', ({ compute, wait }) => (1 / compute) * (compute + wait)],
    ],
  },
  'frameworks/node-nexttick-setimmediate': {
    given: { rows: '«100,000» rows at 10 µs', each: 'rows at «10» µs each', slice: 'after each slice of, say, «5» ms' },
    then: [['or «200» slices', ({ rows, each, slice }) => (rows * each) / 1e3 / slice]],
  },
  'concurrency/multithreading-web-server': {
    given: { threads: '«200» threads serve at most', time: '200 / «0.05» s', cores: 'With «8» cores', compute: '«5» ms of computing', wait: '«45» ms of waiting' },
    then: [
      ['s = «4,000» requests/s', ({ threads, time }) => threads / time],
      ['requests take 1 s, they serve «200» requests/s', ({ threads }) => threads / 1],
      ['8 × (1 + 9) = «80» threads', ({ cores, compute, wait }) => cores * (1 + wait / compute)],
    ],
  },
  'concurrency/async-programming': {
    given: { first: 'which take «120», 200 and 80 ms', second: '120, «200» and 80 ms', third: '200 and «80» ms' },
    then: [
      ['In sequence that is «400» ms', ({ first, second, third }) => first + second + third],
      ['together about «200» ms', ({ first, second, third }) => Math.max(first, second, third)],
    ],
  },
  'concurrency/race-conditions': {
    given: { rate: 'at «100» requests/s, a chance of', processes: 4 },
    then: [
      ['comes up about «9» times a day', ({ rate }) => (rate * 86_400) / 1e6],
      ['«3» of four colliding pairs', ({ processes }) => processes * (1 - 1 / processes)],
    ],
  },
  'delivery/deployment-strategies': {
    given: { rate: 'At «200» requests a second', share: '5% is «10» a second', error: 'normal error rate of «0.1»%' },
    then: [
      ['or «6,000» in ten minutes', ({ share }) => share * 600],
      ['you expect «6» errors', ({ share, error }) => (share * 600 * error) / 100],
      ['regression gives about «60», which', ({ share, error }) => (share * 600 * 10 * error) / 100],
      ['to 0.15% gives «9»', ({ share }) => (share * 600 * 0.15) / 100],
    ],
  },
  'delivery/cloud-services': {
    given: { volume: '«10» TB a month of egress', price: 'at about «0.09» USD per GB' },
    then: [['costs roughly «900» USD', ({ volume, price }) => volume * 1000 * price]],
  },
  'delivery/containers-orchestration': {
    given: { pods: 6, current: 'six pods at «90»%', target: 'a target of «60»%' },
    then: [['become «9»', ({ pods, current, target }) => Math.ceil((pods * current) / target)]],
  },
  'delivery/feature-flags': { given: { flags: 10 }, then: [['Ten independent flags have «1,024» combinations', ({ flags }) => 2 ** flags]] },
  'observability/alerting': {
    given: { days: 'over «30» days allows', page: 'rate «14.4», which', slower: 'at rate «6» over six hours' },
    then: [
      ['which spends «2»% of it in an hour', ({ days, page }) => (100 * page) / (days * 24)],
      ['six hours, which spends «5»%', ({ days, slower }) => (100 * slower * 6) / (days * 24)],
      ['three days, which spends «10»%', ({ days }) => (100 * 3) / days],
      ['of an hour is «52» seconds', ({ page }) => 3600 * page * 0.001],
    ],
  },
  'observability/http-500s': {
    given: { share: '«12»% of 600/s', rate: '12% of «600»/s', new: '(«0.5» × 0.24)', fails: '(0.5 × «0.24»)' },
    then: [
      ['which is «72» failed requests a second', ({ share, rate }) => (share / 100) * rate],
      ['or over «4,300» a minute', ({ share, rate }) => (share / 100) * rate * 60],
      ['At «12»%, about a quarter', ({ new: part, fails }) => 100 * part * fails],
      ['into «7» failed requests a second', ({ fails, rate }) => 0.05 * fails * rate],
    ],
  },
  'observability/making-services-observable': {
    given: { routes: '«40» routes × 5', classes: '× «5» status classes', series: '× «14» series', instances: '× «20» instances' },
    then: [['are «56,000» time series', ({ routes, classes, series, instances }) => routes * classes * series * instances]],
  },
  'observability/monitoring-stack': {
    given: { rate: 'Take «1,000» requests/s', services: 12, instances: '× «10» instances', series: '× «1,000» series every 15 s', spans: 'Traces with «20» spans', checkouts: 'Of «30» million checkouts' },
    then: [
      ['That is «4» MB/s', ({ rate }) => (rate * 4 * 2 * 500) / 1e6],
      ['or «350» GB of logs a day', ({ rate }) => (rate * 4 * 2 * 500 * 86_400) / 1e9],
      ['bytes make «860» GB a day', ({ rate, spans }) => (rate * spans * 500 * 86_400) / 1e9],
      ['and «43» GB at 5% sampling', ({ rate, spans }) => (0.05 * rate * spans * 500 * 86_400) / 1e9],
      ['every 15 s are «8,000» samples/s', ({ services, instances, series }) => (services * instances * series) / 15],
      ['«30,000» may fail', ({ checkouts }) => checkouts * 1e6 * 0.001],
    ],
  },
  'observability/opentelemetry': {
    given: { spans: '«2,000» spans/s × 1 KB × 10 s' },
    then: [['10 s are «20» MB', ({ spans }) => (spans * 10) / 1e3], ['200,000 spans/s need «2» GB', () => (200_000 * 10) / 1e6], ['these are «100,000» traces at a time', () => (200_000 * 10) / 20]],
  },
  'observability/tail-latency': {
    given: { calls: 'a page with «40» of them' },
    then: [
      ['0.99^40 = «33»%', ({ calls }) => 100 * (1 - 0.99 ** calls)],
      ['100 servers is slow in «63»%', () => 100 * (1 - 0.99 ** 100)],
      ['fast at its «99.95»th percentile', () => 100 * 0.99 ** (1 / 20)],
      ['at 80% «5» times', () => 1 / (1 - 0.8)],
      ['at 95% «20» times', () => 1 / (1 - 0.95)],
    ],
  },
  'observability/slow-backend': {
    given: {
      arrive: '«1,450» arrive', connections: '«200» connections held for 25 ms', usual: 'connections held for «25» ms', calls: 'With «70»% of requests calling',
      call: 'calling recommendations at «205» ms', held: '0.7 × «225» + 0.3 × 25',
    },
    then: [
      ['25 ms serve «8,000» requests/s', ({ connections, usual }) => connections / (usual / 1e3)],
      ['0.3 × 25 = «165» ms', ({ calls, held, usual }) => (calls * held + (100 - calls) * usual) / 100],
      ['which allows «1,210» requests/s', ({ connections }) => connections / 0.165],
      ['«240» of 1,450 (16%) are refused', ({ arrive, connections }) => arrive - connections / 0.165],
      ['240 of 1,450 («16»%) are refused', ({ arrive, connections }) => 100 * (1 - connections / 0.165 / arrive)],
      ['| 0.02% | «16»%, nearly all 503 |', ({ arrive, connections }) => 100 * (1 - connections / 0.165 / arrive)],
      ['CPU of the database | 40% | «32»% |', ({ connections }) => (40 * connections) / 0.165 / 1500],
      ['is that «174» of 200 sessions', ({ connections, calls, call }) => (connections * (calls / 100) * call) / 165],
      ['POST /checkout «3,180» ms', () => 2960 + 3 + 205 + 12],
    ],
  },
  'ai-integration/evaluation': {
    given: { right: 'At «85»% of 200 cases', cases: '85% of «200» cases', none: 'zero failures in «60»' },
    then: [
      ['is about ±«5» points', ({ right, cases }) => 196 * Math.sqrt(((right / 100) * (1 - right / 100)) / cases)],
      ['up to about «5»%', ({ none }) => (100 * 3) / none],
      ['tokens are «4.5» million tokens', () => (500 * 3 * 3000) / 1e6],
      ['print(round(sign_test(22, 9), 3)) # «0.029»', () => signTest(22, 9)],
      ['print(round(sign_test(12, 9), 3)) # «0.664»', () => signTest(12, 9)],
    ],
  },
  'ai-integration/monitoring': {
    given: { before: 'fall from «62»%', after: 'to «58»% with 80% power' },
    then: [
      ['takes about «2,350» outcomes', ({ before, after }) => sampleSize(before / 100, after / 100)],
      ['With 200 a day that is «12» days', ({ before, after }) => sampleSize(before / 100, after / 100) / 200],
    ],
  },
  'ai-integration/retrieval': {
    given: { documents: '«200,000» documents × 8 passages', passages: 'documents × «8» passages', dimensions: 'With «1,024» dimensions' },
    then: [
      ['are «1.6» million vectors', ({ documents, passages }) => (documents * passages) / 1e6],
      ['they take «6.6» GB', ({ documents, passages, dimensions }) => (documents * passages * dimensions * 4) / 1e9],
    ],
  },
  'ai-integration/serving-models': {
    given: {
      rate: 'The peak is «20» requests/s', prompt: 'A prompt has «1,500» tokens', common: 'of which «1,000» are the same', answer: 'An answer has «300» tokens',
      bandwidth: '80 GB memory, «3.35» TB/s', peak: 'nominally «1,000» TFLOP/s', reached: 'of which «40»% is reached', average: 'and the average «5»',
    },
    then: [
      ['8 × 10⁹ × 2 bytes | «16» GB |', () => (8e9 * 2) / 1e9],
      ['128 × 2 bytes | «128» KiB |', () => kvBytes / 1024],
      ['1,800 tokens | «236» MB |', ({ prompt, answer }) => ((prompt + answer) * kvBytes) / 1e6],
      ['300 × 30 ms) | «190» |', ({ rate, answer }) => rate * (0.5 + answer * 0.03)],
      ['190 × 236 MB | «45» GB |', ({ prompt, answer }) => (190 * (prompt + answer) * kvBytes) / 1e9],
      ['1,500 tokens × 16 GFLOP | «480» TFLOP/s |', ({ rate, prompt }) => (rate * prompt * 16) / 1e3],
      ['300 tokens × 16 GFLOP | «96» TFLOP/s |', ({ rate, answer }) => (rate * answer * 16) / 1e3],
      ['576 / 400 | «1.4», so **2** |', ({ rate, prompt, answer, peak, reached }) => (rate * (prompt + answer) * 16) / 1e3 / ((peak * reached) / 100)],
      ['peak at «72»% of their computing', ({ rate, prompt, answer, peak, reached }) => (rate * (prompt + answer) * 16) / 10 / 2 / ((peak * reached) / 100)],
      ['(16 + «22» GB)', ({ prompt, answer }) => (95 * (prompt + answer) * kvBytes) / 1e9],
      ['TB/s ≈ «11» ms', ({ bandwidth }) => (16 + 22) / bandwidth],
      ['240 / 400 = «60»% of each', ({ rate, prompt, peak, reached }) => (rate / 2 * prompt * 16) / 10 / ((peak * reached) / 100)],
      ['takes about «28» ms on average', ({ bandwidth }) => (16 + 22) / bandwidth / (1 - 0.6)],
      ['about «320» TFLOP/s', ({ rate, common }) => (rate * common * 16) / 1e3],
      ['100,000 tokens would take «13» GB', () => (100_000 * kvBytes) / 1e9],
      ['use about «12»% of their computing', ({ average, prompt, answer, peak, reached }) => (average * (prompt + answer) * 16) / 10 / (3 * ((peak * reached) / 100))],
    ],
  },
  'ai-integration/third-party-apis': {
    given: { tickets: 'There are «50,000» tickets a day', peak: 'tickets a day, at peak «5»/s', prompt: 'A prompt has about «2,500» tokens', fixed: '(«1,500» of fixed instructions', answer: 'An answer has «300» tokens', time: 'takes «6» s on average' },
    then: [
      ['5/s × 6 s = «30» calls', ({ peak, time }) => peak * time],
      ['300 × 2,800 = «840,000» tokens/min', ({ peak, prompt, answer }) => peak * 60 * (prompt + answer)],
      ['| Input | «125» million | 125 |', ({ tickets, prompt }) => (tickets * prompt) / 1e6],
      ['| Output | «15» million | 60 |', ({ tickets, answer }) => (tickets * answer) / 1e6],
      ['| Sum | | «185», about 5,550 a month |', ({ tickets, prompt, answer }) => (tickets * (prompt + 4 * answer)) / 1e6],
      ['185, about «5,550» a month', ({ tickets, prompt, answer }) => (30 * tickets * (prompt + 4 * answer)) / 1e6],
      ['| «117.50», about 3,525 a month |', ({ tickets, prompt, fixed, answer }) => (tickets * (prompt - 0.9 * fixed + 4 * answer)) / 1e6],
      ['117.50, about «3,525» a month', ({ tickets, prompt, fixed, answer }) => (30 * tickets * (prompt - 0.9 * fixed + 4 * answer)) / 1e6],
      ['30 minutes at 5/s are «9,000» jobs', ({ peak }) => 30 * 60 * peak],
    ],
  },
  'assessments/slow-endpoint': {
    given: {
      dashboards: '«400»/s dashboard', query: 'show the dashboard query «29» times a second', tenant: '«26» of the 29 belong', users: '«2,500» pages that reload', reload: 'reload after «90» s',
      cpu: 'the query needs «350» ms of CPU', elsewhere: 'It is «96»% on four shards', lifetime: 'cache lifetime to «10» minutes',
    },
    then: [
      // One shard has the large tenant's requests besides a fifth of all others.
      ['96% on four shards and «71»% on shard 3', ({ dashboards, query, tenant }) => 100 * (1 - query / (tenant + (dashboards - tenant) / 5))],
      ['On shard 1 it runs «3» times a second', ({ dashboards, tenant, elsewhere }) => ((dashboards - tenant) / 5) * (1 - elsewhere / 100)],
      ['hit ratio «90»% |', ({ dashboards, tenant, query, elsewhere }) => 100 * (1 - (query + 4 * ((dashboards - tenant) / 5) * (1 - elsewhere / 100)) / dashboards)],
      ['average CPU of «52»%', () => (41 + 38 + 97 + 44 + 40) / 5],
      ['26/s use «9» of 16 cores', ({ tenant, cpu }) => (tenant * cpu) / 1e3],
      ['At 26/s, R is «6» s', ({ users, reload, tenant }) => users / tenant - reload],
      ['so «4» queries/s use 1.4 cores', ({ users, reload, lifetime }) => users / reload / Math.ceil((lifetime * 60) / reload)],
      ['4 queries/s use «1.4» cores', ({ cpu }) => (4 * cpu) / 1e3],
    ],
  },
  'assessments/url-shortener-api': {
    given: { each: 'million rows of about «300» bytes', limit: 'Each API key may create «60» links', days: '«30» days keep' },
    then: [
      ['bytes are «3» GB', ({ each }) => (1e7 * each) / 1e9],
      ['62^7 codes are «3.5» × 10^12', () => 62 ** 7 / 1e12],
      ['one draw in «350,000» collides', () => 62 ** 7 / 1e7],
      ['lets up to «120» through', ({ limit }) => 2 * limit],
      ['days keep «30» million rows', ({ days }) => (days * 1e7) / 10 / 1e6],
    ],
  },
};

/** @param {number} error */
function bitsPerKey(error) {
  return -Math.log(error) / Math.log(2) ** 2;
}

/** @param {number} slots @param {number} load @param {number} entries */
function doublings(slots, load, entries) {
  return Math.ceil(Math.log2(entries / load / slots));
}

/** Keys and values of 32 layers with 8 heads of 128 numbers, 2 bytes each. */
const kvBytes = 2 * 32 * 8 * 128 * 2;

/** The function of the card, in this language. @param {number} better @param {number} worse */
function signTest(better, worse) {
  const n = better + worse;
  let [term, sum] = [1, 0];
  for (let k = 0; k <= Math.min(better, worse); k++) {
    sum += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, (2 * sum) / 2 ** n);
}

/** Outcomes in each period, to see a change of a proportion: 5% two-sided, 80% power. @param {number} p @param {number} q */
function sampleSize(p, q) {
  const mean = (p + q) / 2;
  return (1.96 * Math.sqrt(2 * mean * (1 - mean)) + 0.8416 * Math.sqrt(p * (1 - p) + q * (1 - q))) ** 2 / (p - q) ** 2;
}

figuresFit(CARDS);

test('a figure that does not follow is found', () => {
  assert.deepEqual(number('allows «1,210» requests/s'), { value: 1210, half: 5 });
  assert.deepEqual(number('hold «2.5» GB'), { value: 2.5, half: 0.05 });
  assert.deepEqual(number('«10,000» in flight'), { value: 10_000, half: 500 });
  assert.ok(stands('and Three of four pairs', '«3» of four'));
  assert.ok(!stands('16% are refused', '«17»% are refused'));
});

/** Requests to one instance: a pool of connections, taken in order of arrival, refused after a time in the queue. */
function queue({ rate = 1450 / 20, pool = 10, refusedAfter = 3, seconds = 8_000, warmUp = 300, seed = 1 }) {
  let state = seed;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const free = new Array(pool).fill(0);
  const latencies = [];
  let refused = 0;
  for (let now = -Math.log(random()) / rate; now < seconds; now -= Math.log(random()) / rate) {
    const first = free.indexOf(Math.min(...free));
    const start = Math.max(now, free[first]);
    const held = random() < 0.7 ? 0.225 : 0.025;
    const served = start - now <= refusedAfter;
    if (served) free[first] = start + held;
    if (now < warmUp) continue;
    latencies.push(served ? start + held - now : refusedAfter);
    if (!served) refused++;
  }
  latencies.sort((a, b) => a - b);
  /** @param {number} share */
  const percentile = (share) => latencies[Math.floor(share * latencies.length)];
  return { p50: percentile(0.5), p99: percentile(0.99), refused: refused / latencies.length };
}

test('the percentiles of observability/slow-backend are those of its queue', () => {
  const { p50, p99, refused } = queue({});
  assert.deepEqual([p50.toFixed(1), p99.toFixed(1), Math.round(100 * refused)], ['3.1', '3.2', 16]);
  assert.ok(text('observability/slow-backend').includes('| p50 / p99 of all routes | 35 / 180 ms | 3.1 s / 3.2 s |'));
});
