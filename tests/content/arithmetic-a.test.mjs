// The figures of the cards on databases, APIs, caching, distributed systems, architecture and system design fit each other.
// Each card names its numbers as data, so a card that changes a figure without the others fails here.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { figuresFit, number, stands, text } from './figures.mjs';

const DAY = 86_400;
const YEAR = 365;

figuresFit({
  'databases/choosing-a-database': {
    given: { vehicles: '«20,000» vehicles', every: 'a position every «2» s', bytes: 'At «200» bytes each', days: 'and «90» days' },
    then: [
      ['which is «10,000» writes a second', ({ vehicles, every }) => vehicles / every],
      ['that is «173» GB a day', ({ vehicles, every, bytes }) => (vehicles / every) * DAY * bytes / 1e9],
      ['90 days are «16» TB', ({ vehicles, every, bytes, days }) => (vehicles / every) * DAY * bytes * days / 1e12],
      ['(«43,200» rows', ({ every }) => DAY / every],
      ['rows, «9» MB', ({ every, bytes }) => DAY / every * bytes / 1e6],
    ],
  },
  'databases/clustered-index': {
    given: { wide: 'a «36»-character UUID', narrow: 'replaces an «8»-byte integer', rows: '«100» million rows', indexes: 'with «5» secondary indexes' },
    then: [
      ['by «28» bytes', ({ wide, narrow }) => wide - narrow],
      ['which is «14» GB', ({ wide, narrow, rows, indexes }) => (wide - narrow) * rows * indexes / 1e3],
    ],
  },
  'databases/connection-pools': {
    given: { rate: 'At «600» transactions a second', held: 'a connection for «10» ms', pods: '"«20» pods', pool: 'pool of «10» each', slow: 'become «510»' },
    then: [
      ['10 ms, «6» are busy', ({ rate, held }) => rate * held / 1e3],
      ['That is «17» for 8 cores', () => 2 * 8 + 1],
      ['are «200» connections', ({ pods, pool }) => pods * pool],
      ['«306» connections are busy', ({ rate, slow }) => rate * slow / 1e3],
    ],
  },
  'databases/indexes': {
    given: { size: '(«831» MB)', index: 'This index took «150» MB' },
    // PostgreSQL's pages of 8 KiB; the table's size counts in MiB.
    then: [['the query read «106,000» pages', ({ size }) => size * 1024 / 8]],
  },
  'databases/lsm-vs-b-tree': {
    given: { change: 'An update of «100» bytes' },
    then: [
      ['is «80» to 160', ({ change }) => 8_192 / change],
      ['is 80 to «160»', ({ change }) => 16_384 / change],
      ['skips about «99»% of the files', () => 100 * (1 - (1 - Math.exp(-7 / 10)) ** 7)],
    ],
  },
  'databases/migrations': {
    given: { rows: '«200» million rows at', batch: 'at «5,000» a batch', each: 'At «250» ms each' },
    then: [
      ['a batch are «40,000» batches', ({ rows, batch }) => rows * 1e6 / batch],
      ['they take «2.8» hours', ({ rows, batch, each }) => rows * 1e6 / batch * each / 1e3 / 3_600],
    ],
  },
  'databases/normalization': {
    given: { topics: 'shows «50» topics', replies: 'At «2,000» replies each' },
    then: [['counting touches «100,000» index entries', ({ topics, replies }) => topics * replies]],
  },
  'databases/query-optimization': {
    given: { each: 'A «4» ms query', rate: 'query «2,000» times a second', calls: 'at «3,000» calls a second', views: 'shows «11» such calls', share: 'that «55»% of the time' },
    then: [
      ['keeps «8» cores busy', ({ each, rate }) => each * rate / 1e3],
      ['leaves about «270» calls a second', ({ calls, views }) => calls / views],
      ['so «50» of the 55%', ({ share, views }) => share * (1 - 1 / views)],
    ],
  },
  'databases/replication': {
    given: { rate: 'At «500» commits a second', lag: '«200» ms of **replication lag**' },
    then: [['loses about «100» confirmed transactions', ({ rate, lag }) => rate * lag / 1e3]],
  },
  'databases/sharding': {
    given: { from: 'from «8» to 9 machines', to: 'from 8 to «9» machines', logical: 'With «1,024» logical shards', shards: 'a query over «32» shards' },
    then: [
      ['machines, «89»% of keys move', ({ from, to }) => 100 * moved(from, to)],
      ['takes over about «114» whole shards', ({ logical, to }) => logical / to],
      ['is slow in «27.5»% of cases', ({ shards }) => 100 * (1 - 0.99 ** shards)],
    ],
  },
  'databases/slow-query': {
    given: { rows: '«5» million rows', kept: 'estimated rows=20972, actual rows=«16815»', dropped: 'Rows Removed by Filter: «1649852»', hit: 'shared hit=«58015»', read: 'read=«48368»' },
    then: [
      ['discarded to keep «50,000»', ({ kept }) => 3 * kept],
      ['and «4.95» million rows discarded', ({ dropped }) => 3 * dropped / 1e6],
      ['The waste is plain: «106,000» pages', ({ hit, read }) => hit + read],
      ['pages («831» MB)', ({ hit, read }) => (hit + read) * 8 / 1024],
    ],
  },
  'databases/vector-databases': {
    given: { vectors: 1e6, numbers: 'vectors of «768» four-byte floats' },
    then: [['four-byte floats are «3.1» GB', ({ vectors, numbers }) => vectors * numbers * 4 / 1e9]],
  },
  'databases/write-ahead-log': {
    given: { flush: 'If one takes «1» ms' },
    then: [['reach «1,000» a second', ({ flush }) => 1e3 / flush]],
  },
  'apis/breaking-changes': {
    given: { calls: '«30» million calls a day (' },
    then: [['(about «350» a second)', ({ calls }) => calls * 1e6 / DAY]],
  },
  'apis/idempotency': {
    given: { rate: 'At «50» payments a second', bytes: 'about 2 GB at «500» bytes' },
    then: [
      ['a day is «4.3» million rows', ({ rate }) => rate * DAY / 1e6],
      ['million rows, about «2» GB', ({ rate, bytes }) => rate * DAY * bytes / 1e9],
    ],
  },
  'apis/graphql-vs-rest': { given: { outer: 'a list of «100»', inner: 'with «50» inside' }, then: [['over «5,000» nodes', ({ outer, inner }) => outer * inner]] },
  'apis/real-time-delivery': {
    given: { clients: '«100,000» clients that poll', every: 'every «5» seconds' },
    then: [
      ['send «20,000» requests a second', ({ clients, every }) => clients / every],
      ['a minute it is «1,700» a second', ({ clients }) => clients / 60],
    ],
  },
  'apis/response-times': {
    given: {
      wait: 'database connection | «250» ms', query: 'Orders query | «420» ms', customers: '2 ms each | «300» ms', pricing: 'in turn | «260» ms', log: 'a remote call | «90» ms',
      json: 'Serialising 900 KB | «120» ms', transfer: 'Transfer | «360» ms', peak: 'with «400» requests a second at peak', miss: 'and 260 ms become «140» ms',
    },
    then: [
      ['| **Sum** | **«1,800» ms** |', ({ wait, query, customers, pricing, log, json, transfer }) => wait + query + customers + pricing + log + json + transfer],
      ['150 customer queries, 2 ms each | «300» ms', () => 150 * 2],
      ['10 ms instead of «720»', ({ query, customers }) => query + customers],
      ['and transfer to «24» ms', () => 60 * 8 / 20],
      ['10 + 24 = «47» ms', () => 1 + 5 + 5 + 1 + 1 + 10 + 24],
      ['which makes «186» ms', ({ miss }) => 1 + 5 + 5 + miss + 1 + 10 + 24],
      ['and «600» requests a second for ten minutes', ({ peak }) => peak * 1.5],
      ['all but «120» ms is spent waiting', ({ json }) => json],
    ],
  },
  'apis/scale-to-millions': {
    given: {
      day: '«300» million requests a day are', peak: 'about «14,000» at the peak', reads: '«95»% reads', open: '«60»% of the reads are the public catalogue', cdn: 'with a «90»% hit ratio the CDN', each: 'one instance carries «400» a second',
      cache: 'with an «80»% hit ratio', fallen: 'a fall from 80% to «60»%', bytes: 'writes a day at «500» bytes', pool: 'with «20» connections each',
    },
    then: [
      ['a day are «3,500» a second on average', ({ day }) => day * 1e6 / DAY],
      ['about «14,000» at the peak', ({ day }) => 4 * day * 1e6 / DAY],
      ['that is «13,300» reads', ({ peak, reads }) => peak * reads / 100],
      ['reads and «700» writes a second', ({ peak, reads }) => peak * (1 - reads / 100)],
      ['Public reads are «8,000»', (g) => publicReads(g)],
      ['keeps «7,200» of them', (g) => publicReads(g) * g.cdn / 100],
      ['about **«6,800» requests a second**', (g) => g.peak - publicReads(g) * g.cdn / 100],
      ['«17» instances carry the peak', ({ each }) => 6_800 / each],
      ['So «9» run in each zone', () => Math.ceil(17 / 2)],
      ['each zone, «27» in total', () => 3 * Math.ceil(17 / 2)],
      ['After the CDN, «800» catalogue reads', (g) => publicReads(g) * (1 - g.cdn / 100)],
      ['and «5,300» private reads a second remain', (g) => g.peak * g.reads / 100 - publicReads(g)],
      ['it leaves «160» a second', (g) => 800 * (1 - g.cache / 100)],
      ['«15» million writes a day', ({ day, reads }) => day * (1 - reads / 100)],
      ['are «7.5» GB', ({ day, reads, bytes }) => day * (1 - reads / 100) * bytes / 1e3],
      ['sends «8,000» requests a second to the origin', (g) => publicReads(g)],
      ['connections each are «540»', ({ pool }) => 27 * pool],
    ],
  },
  'caching/distributed-caching': {
    given: { reads: 'of «100,000» reads a second', miss: 'a second «5,000» reach the database', hits: 'At a «95»% hit ratio', size: '1 MB at «2,000» reads a second' },
    then: [
      ['moves about «90»% of the keys', () => 100 * moved(10, 9)],
      ['of its «10,000» reads', ({ reads }) => reads / 10],
      ['10,000 reads, «9,500» were hits', ({ reads, hits }) => reads / 10 * hits / 100],
      ['sees «14,500» a second', ({ reads, miss, hits }) => miss + reads / 10 * hits / 100],
      ['is «16» Gbit/s', ({ size }) => size * 8 / 1e3],
    ],
  },
  'caching/where-to-cache': {
    given: { hit: 'A «1» ms cache', query: 'in front of a «50» ms query', cdn: 'and the HTML on the CDN for «60» seconds' },
    then: [
      ['0.05 × «51»', ({ hit, query }) => hit + query],
      ['= «3.5» ms', ({ hit, query }) => 0.95 * hit + 0.05 * (hit + query)],
      ['a value «6» minutes old', ({ cdn }) => (cdn + 300) / 60],
    ],
  },
  'caching/invalidation': {
    given: { wrong: '«1,900» of 600,000 keys', all: '1,900 of «600,000» keys' },
    then: [['Mismatches fell from «0.3»%', ({ wrong, all }) => 100 * wrong / all]],
  },
  'distributed-systems/backpressure': {
    given: { done: 'finish «500» items/s', come: 'arrivals of «600»/s', then: 'then fall to «400»/s', within: '500/s within «200» ms' },
    then: [
      ['grows by «100»/s', ({ done, come }) => come - done],
      ['After ten minutes «60,000» items wait', ({ done, come }) => (come - done) * 600],
      ['the newest waits «120» s', ({ done, come }) => (come - done) * 600 / done],
      ['takes another «600» s to drain', ({ done, come, then }) => (come - done) * 600 / (done - then)],
      ['about «100» may be in progress', ({ done, within }) => done * within / 1e3],
      ['at 80% «4»', () => 0.8 / 0.2],
      ['at 90% «9»', () => 0.9 / 0.1],
    ],
  },
  'distributed-systems/circuit-breakers': {
    given: { rate: 'recommendations «100» times a second', quick: 'at «20» ms' },
    then: [['«2» calls are in progress', ({ rate, quick }) => rate * quick / 1e3]],
  },
  'distributed-systems/clocks': { given: { error: 'A quartz error of «50» parts per million' }, then: [['is «4.3» s a day', ({ error }) => error * DAY / 1e6]] },
  'distributed-systems/consistent-hashing': {
    given: { hits: 'with a hit rate of «95»%' },
    then: [
      ['which is «91»%', () => 100 * moved(10, 11)],
      ['1/11, about «9»%', () => 100 / 11],
      ['to about «91»% of requests', ({ hits }) => 100 - hits / 11],
      ['sees «18» times its load', ({ hits }) => (100 - hits / 11) / (100 - hits)],
    ],
  },
  'distributed-systems/distributed-transactions': { given: { each: 'at «99.9»%' }, then: [['are together at «99.6»%', ({ each }) => 100 * (each / 100) ** 4]] },
  'distributed-systems/event-driven': { given: { each: 'at «99.9»%' }, then: [['give a checkout at «99.6»%', ({ each }) => 100 * (each / 100) ** 4]] },
  'distributed-systems/event-sourcing-cqrs': {
    given: { events: '«500» million events', rate: 'at «20,000» per second' },
    then: [['take about «7» hours', ({ events, rate }) => events * 1e6 / rate / 3_600]],
  },
  'distributed-systems/exactly-once': { given: { rate: 'At «500» messages/s' }, then: [['is about «300» million rows', ({ rate }) => rate * 7 * DAY / 1e6]] },
  'distributed-systems/leader-election': {
    given: { lease: 'a lease of «15» s', retry: 'retried every «2» s' },
    then: [['about 15 to «17» s without a leader', ({ lease, retry }) => lease + retry]],
  },
  'distributed-systems/load-balancing': {
    given: { every: 'check every «5» s', failures: 'after «3» failures' },
    then: [['up to about «15» s of errors', ({ every, failures }) => every * failures]],
  },
  'distributed-systems/quorums': { given: { n: 'With N = «5»' }, then: [['W = R = «3» survives two failures', ({ n }) => Math.floor(n / 2) + 1]] },
  'distributed-systems/retries-and-timeouts': {
    given: { attempts: 'attempts=«3»', budget: 'say «10»%' },
    then: [
      ['The «27» calls arrive', ({ attempts }) => attempts ** 3],
      ['costs «1.1» times the load', ({ budget }) => 1 + budget / 100],
    ],
  },
  'distributed-systems/traffic-spikes': {
    given: { load: 'peak is «12,000» requests/s', pages: '«90»% product pages', search: '«8»% search and account', pay: '«2»% checkout', each: 'instance serves «300» requests/s', cdn: 'answering «95»%', pool: '9 instances × «20»' },
    then: [
      ['checkout («240» requests/s', ({ load, pay }) => load * pay / 100],
      ['12,000 / 300 is «40» instances', ({ load, each }) => load / each],
      ['sees 5% of «10,800»', ({ load, pages }) => load * pages / 100],
      ['10,800 («540»)', ({ load, pages, cdn }) => load * pages / 100 * (1 - cdn / 100)],
      ['plus «960» plus 240', ({ load, search }) => load * search / 100],
      ['about «1,740» requests/s', (g) => origin(g)],
      ['or «6» instances', (g) => Math.ceil(origin(g) / g.each)],
      ['a zone\'s failure carry «1,800»', ({ each }) => 6 * each],
      ['× 20 = «180» of 200', ({ pool }) => 9 * pool],
      ['an eleventh instance would already exceed «200»', ({ pool }) => 10 * pool],
    ],
  },
  'architecture/microservices-pitfalls': {
    given: { each: 'in sequence at «99.9»%', slow: 'calls has «1»% slow answers' },
    then: [
      ['give «99.0»%', ({ each }) => 100 * (each / 100) ** 10],
      ['as «7» hours of full outage', ({ each }) => (1 - (each / 100) ** 10) * 730],
      ['about «10»% of requests', ({ slow }) => 100 * (1 - (1 - slow / 100) ** 10)],
      ['one call into «27»', () => 3 ** 3],
    ],
  },
  'architecture/monolith-vs-microservices': { given: { each: 'five services of «99.9»%' }, then: [['succeeds «99.5»% of the time', ({ each }) => 100 * (each / 100) ** 5]] },
  'architecture/multi-tenancy': { given: { tenants: '«3,000» companies', each: 'at «2» s each' }, then: [['each «100» minutes', ({ tenants, each }) => tenants * each / 60]] },
  'architecture/serverless': {
    given: { memory: 'Load, «512» MB', time: 'MB, «100» ms each', gigabyte: 'price of «0.0000167» USD', million: 'plus «0.20» USD', rate: '| «500» requests/s' },
    then: [
      ['1 million requests | «50,000»', ({ memory, time }) => 1e6 * memory / 1024 * time / 1e3],
      ['| 50,000 | about «1» USD', ({ memory, time, gigabyte, million }) => 1e6 * memory / 1024 * time / 1e3 * gigabyte + million],
      ['all day («1.3» billion)', ({ rate }) => rate * DAY * 30 / 1e9],
      ['billion) | «65» million', ({ rate, memory, time }) => rate * DAY * 30 * memory / 1024 * time / 1e9],
      ['about «1,340» USD', ({ rate, memory, time, gigabyte, million }) => rate * DAY * 30 * (memory / 1024 * time / 1e3 * gigabyte + million / 1e6)],
      ['keeps some «50» requests in progress', ({ rate, time }) => rate * time / 1e3],
    ],
  },
  'architecture/service-mesh': { given: { pods: 'With «400» pods', each: '0.20 vCPU and «60» MB' }, then: [['memory alone is «24» GB', ({ pods, each }) => pods * each / 1e3]] },
  'architecture/simplicity-vs-scale': {
    given: { rate: '«40» requests/s at the peak', size: '«60» GB of data' },
    then: [['10 times: «400» requests/s', ({ rate }) => 10 * rate], ['requests/s, «600» GB', ({ size }) => 10 * size]],
  },
  'system-design/api-gateway': {
    given: {
      load: '«100,000» requests/s at peak', limit: 'saturates at «10,000» requests/s', plan: 'Plan at most «7,000»', zone: '«8» in each of three zones', latency: 'upstream latency is «150» ms',
      check: 'At about «50» µs each', share: 'a service with «10»% of the traffic', hang: 'the timeout is «10» s', routes: '«2,000» routes ×', up: 'It is «99.99»% available',
    },
    then: [
      ['allows «53» minutes', ({ up }) => (1 - up / 100) * YEAR * 24 * 60],
      ['Then «15» nodes carry the peak', ({ load, plan }) => Math.ceil(load / plan)],
      ['zones are «24»', ({ zone }) => 3 * zone],
      ['The remaining «16» carry', ({ zone }) => 2 * zone],
      ['16 carry «6,250» each', ({ load, zone }) => load / (2 * zone)],
      ['cost about «5» of 192 cores', ({ load, check }) => load * check / 1e6],
      ['five of «192» cores', ({ zone }) => 3 * zone * 8],
      ['are «15,000» requests in flight', ({ load, latency }) => load * latency / 1e3],
      ['in flight, «625» a node', ({ load, latency, zone }) => load * latency / 1e3 / (3 * zone)],
      ['× 10 s = «100,000» requests', ({ load, share, hang }) => load * share / 100 * hang],
      ['twice the «94» that it needs', ({ load, share, latency, zone }) => load * share / 100 * latency / 1e3 / (2 * zone)],
      ['are «2.9» million series', ({ routes, zone }) => routes * 3 * zone * 5 * 12 / 1e6],
      ['becomes «27»', () => 3 ** 3],
    ],
  },
  'system-design/building-blocks': {
    given: { each: 'instances at «99.5»%', day: 'Suppose «2,000» requests a second by day', one: 'and «250» a second for each instance', most: 'between «9» and a minimum', least: 'a minimum of «2»' },
    then: [
      ['give «99.9975»%', ({ each }) => 100 * (1 - (1 - each / 100) ** 2)],
      ['fleet needs «8» plus one spare', ({ day, one }) => day / one],
      ['averages about «5»', ({ most, least }) => (10 * most + 14 * least) / 24],
      ['saves «4» machines of nine', ({ most }) => most - 5],
    ],
  },
  'system-design/capacity-estimation': {
    given: { online: '«300,000» drivers are online at peak', mean: 'at peak and «120,000» on average', bytes: 'one position of «100» bytes', every: 'every «4» seconds', held: '75,000/s × «20» ms', each: '(«5,000»/s measured', used: 'measured × «60»%)' },
    then: [
      ['a day is about **«12» a second**', () => 1e6 / DAY],
      ['÷ 4 s | «75,000»/s', ({ online, every }) => online / every],
      ['| «7.5» MB/s', ({ online, every, bytes }) => online / every * bytes / 1e6],
      ['200 B | «60» MB', ({ online }) => online * 200 / 1e6],
      ['100 B | «260» GB a day', ({ mean, every, bytes }) => mean / every * DAY * bytes / 1e9],
      ['× 365 | «95» TB', ({ mean, every, bytes }) => mean / every * DAY * bytes * YEAR / 1e12],
      ['30 days («8» TB)', ({ mean, every, bytes }) => mean / every * DAY * bytes * 30 / 1e12],
      ['ms | «1,500» requests', ({ online, every, held }) => online / every * held / 1e3],
      ['60%) | «25» |', ({ online, every, each, used }) => online / every / (each * used / 100)],
    ],
  },
  'system-design/image-upload': {
    given: { uploads: '«5» million uploads a day of', size: 'uploads a day of «4» MB', up: 'average and «300»/s at peak. The', views: '«500» million views a day are', down: 'average and «20,000»/s at peak', small: 'At «150» KB each', row: '«500» bytes a row', hits: 'hit ratio of «95»%', work: 'At «1.5» CPU seconds', variants: '(about «300» KB together)' },
    then: [
      ['of 4 MB are «58»/s', ({ uploads }) => uploads * 1e6 / DAY],
      ['The peak is «1.2» GB/s', ({ up, size }) => up * size / 1e3],
      ['about **«10» Gbit/s inbound**', ({ up, size }) => up * size * 8 / 1e3],
      ['Originals take «20» TB a day', ({ uploads, size }) => uploads * size],
      ['TB a day, «7.3» PB a year', ({ uploads, size }) => uploads * size * YEAR / 1e3],
      ['views a day are «5,800»/s', ({ views }) => views * 1e6 / DAY],
      ['the peak is «3» GB/s', ({ down, small }) => down * small / 1e6],
      ['about «24» Gbit/s outbound', ({ down, small }) => down * small * 8 / 1e6],
      ['a row are «0.9» TB a year', ({ uploads, row }) => uploads * row * YEAR / 1e6],
      ['sees «1,000» requests/s instead', ({ down, hits }) => down * (1 - hits / 100)],
      ['needs «87» cores', ({ uploads, work }) => uploads * 1e6 / DAY * work],
      ['the peak «450»', ({ up, work }) => up * work],
      ['are «0.55» PB a year', ({ uploads, variants }) => uploads * variants * YEAR / 1e6],
    ],
  },
  'system-design/job-scheduler': {
    given: { runs: '«3,000» runs/s on average', due: '**«200,000» jobs are due', shards: 'hash to «64» logical shards', batch: 'LIMIT «500»', urgent: 'class A («5»% of jobs)', lasts: 'Runs last «2» s', soon: 'starts within «5» s', window: 'by default «60» s', row: '× «300» bytes', kept: 'drop after «14»' },
    then: [
      ['shards are «3,125» each', ({ due, shards }) => due / shards],
      ['or «7» batches', ({ due, shards, batch }) => Math.ceil(due / shards / batch)],
      ['needs «80,000» worker slots', ({ due, lasts, soon }) => due * lasts / soon],
      ['takes «6,300» slots', ({ due, urgent, lasts, window }) => due * (1 - urgent / 100) * lasts / window],
      ['keeps «4,000» reserved', ({ due, urgent, lasts, soon }) => due * urgent / 100 * lasts / soon],
      ['average load holds «6,000» more', ({ runs, lasts }) => runs * lasts],
      ['so there are «16,300»', ({ runs, due, urgent, lasts, soon, window }) => due * (1 - urgent / 100) * lasts / window + due * urgent / 100 * lasts / soon + runs * lasts],
      ['«260» million rows a day', ({ runs }) => runs * DAY / 1e6],
      ['are «78» GB', ({ runs, row }) => runs * DAY * row / 1e9],
      ['"every minute" has «60» missed instants', () => 60],
    ],
  },
  'system-design/news-feed': {
    given: {
      users: '«50» million daily users', weekly: '«80» million weekly ones', accounts: 'and «200» million accounts', posts: 'writes «0.5» posts', opens: 'opens «10» feeds', writePeak: '**«1,000»/s at peak**', readPeak: '**«17,000»/s at peak**',
      followers: 'has «200» followers on average', giants: '«12» million active followers', large: '| «20,000» authors', bodies: '17,000/s × «40» of 200',
    },
    then: [
      ['Posts are «25» million a day', ({ users, posts }) => users * posts],
      ['a day, «290»/s', ({ users, posts }) => users * posts * 1e6 / DAY],
      ['Feed reads are «500» million a day', ({ users, opens }) => users * opens],
      ['a day, «5,800»/s', ({ users, opens }) => users * opens * 1e6 / DAY],
      ['200 authors are «3.4» million list reads', ({ readPeak, followers }) => readPeak * followers / 1e6],
      ['followers are «200,000» inserts/s', ({ writePeak, followers }) => writePeak * followers],
      ['about «60»% of the work', ({ weekly, accounts }) => 100 * (1 - weekly / accounts)],
      ['16 B | «640» GB raw', ({ weekly }) => weekly * 500 * 16 / 1e3],
      ['× «80» active followers', ({ followers, weekly, accounts }) => followers * weekly / accounts],
      ['active followers | «80,000» inserts/s', ({ writePeak, followers, weekly, accounts }) => writePeak * followers * weekly / accounts],
      ['pushed | «12» million', ({ weekly, accounts }) => 30 * weekly / accounts],
      ['80,000/s | «150» s', ({ giants }) => giants * 1e6 / 80_000],
      ['| **«16» MB**', ({ large }) => large * 50 * 16 / 1e6],
      ['candidates | «680,000»/s', ({ readPeak, bodies }) => readPeak * bodies],
    ],
  },
  'system-design/notification-service': {
    given: { day: 'users get «30» million messages a day', pushes: 'A campaign is «5» million pushes', minutes: 'pushes in «10» minutes', days: 'history is kept for «90» days', sms: 'If SMS allows «100»/s', row: '4 events × «200» bytes' },
    then: [
      ['a day, «350»/s on average', ({ day }) => day * 1e6 / DAY],
      ['**«8,300»/s**', ({ pushes, minutes }) => pushes * 1e6 / minutes / 60],
      ['bytes are «24» GB a day', ({ day, row }) => day * 4 * row / 1e3],
      ['a day, «2.2» TB in all', ({ day, row, days }) => day * 4 * row * days / 1e6],
      ['100,000 messages take «17» minutes', ({ sms }) => 100_000 / sms / 60],
      ['events are «1,400» rows/s on average', ({ day }) => day * 4 * 1e6 / DAY],
      ['and «33,000»/s in a campaign', ({ pushes, minutes }) => 4 * pushes * 1e6 / minutes / 60],
    ],
  },
  'system-design/object-store': {
    given: {
      objects: '«100» billion objects', size: 'of «500» KB on average', puts: 'On average «1,000» `PUT`/s', disk: 'disks of «20» TB', filled: 'filled to «80»%', fails: 'At «1.5»% failures', each: 'at «20» MB/s each', entry: 'at «400» bytes an entry', data: '**«9» + 6**', parity: '**9 + «6»**',
    },
    then: [
      ['which is **«50» PB**', ({ objects, size }) => objects * size / 1e3],
      ['write «43» TB a day', ({ puts, size }) => puts * size * DAY / 1e9],
      ['grows by «8» PB a year', ({ puts, size }) => puts * size * DAY / 1e9 / 2 * YEAR / 1e3],
      ['handle «50» million extents', ({ objects, size }) => objects * size / 1e3],
      ['takes «40» TB', ({ objects, entry }) => objects * entry / 1e3],
      ['3 replicas | «150» PB', () => 3 * 50],
      ['10 + 4 | «70» PB', () => 50 * 14 / 10],
      ['6 + 3 | «75» PB', () => 50 * 9 / 6],
      ['**9 + 6** | **«83» PB**', ({ data, parity }) => 50 * (data + parity) / data],
      ['costs «13» PB more', ({ data, parity }) => 50 * (data + parity) / data - 70],
      ['«10» left of 9 needed', ({ data, parity }) => (data + parity) * 2 / 3],
      ['83 PB take «5,200» disks', ({ disk, filled }) => 83.3e3 / (disk * filled / 100)],
      ['disks lose «78» a year', ({ fails }) => 5_200 * fails / 100],
      ['To rebuild «16» TB', ({ disk, filled }) => disk * filled / 100],
      ['disks read «144» TB', ({ disk, filled, data }) => disk * filled / 100 * data],
      ['takes «23» minutes', ({ disk, filled, data, each }) => disk * filled / 100 * data * 1e6 / (5_200 * each) / 60],
      ['would write for «22» hours', ({ disk, filled }) => disk * filled / 100 * 1e6 / 200 / 3_600],
    ],
  },
  'system-design/payment-ledger': {
    given: { payments: '«5» million payments a day are', rate: '**«500»/s at peak**', entries: 'About «6» entries', row: 'At «200» bytes', held: 'some «4» ms' },
    then: [
      ['a day are «58»/s', ({ payments }) => payments * 1e6 / DAY],
      ['life make «30» million a day', ({ payments, entries }) => payments * entries],
      ['they take «6» GB a day', ({ payments, entries, row }) => payments * entries * row / 1e3],
      ['a day, «2.2» TB a year', ({ payments, entries, row }) => payments * entries * row * YEAR / 1e6],
      ['at most «250» transfers/s', ({ held }) => 1e3 / held],
      ['and «3,000» entries/s', ({ rate, entries }) => rate * entries],
      ['(9001, 2, 2, -«9710»)', () => 10_000 - 290],
    ],
  },
  'system-design/rate-limiter': {
    given: { minute: 'allows «100» requests a minute', burst: 'with bursts of «20»', active: '«200,000» of them are active', bucket: 'at about «150» bytes', batch: 'in batches of «25»', nodes: 'Over «20» nodes', large: 'For limits of «10,000» a minute', crowd: '«40,000» customers within' },
    then: [
      ['At most «120» requests pass', ({ minute, burst }) => minute + burst],
      ['bytes = «1.6» GB', ({ active }) => active * 100 * 80 / 1e9],
      ['bytes are «30» MB', ({ active, bucket }) => active * bucket / 1e6],
      ['rate = «12» seconds', ({ minute, burst }) => burst / (minute / 60)],
      ['strands at most «500»', ({ batch, nodes }) => batch * nodes],
      ['an error of «5»%', ({ batch, nodes, large }) => 100 * batch * nodes / large],
      ['connection gets «5» a minute', ({ minute, nodes }) => minute / nodes],
      ['can send «67,000» requests a second', ({ crowd, minute }) => crowd * minute / 60],
    ],
  },
  'system-design/real-time-chat': {
    given: {
      users: '«10» million daily users', online: '**«2» million connections**', each: 'At «40» messages a user', peakRate: 'average and «15,000»/s at peak', others: 'With «5» recipients', bytes: 'At «500» bytes', limit: 'shows «50,000» connections', zone: 'Run «25» in each', ping: 'each «30» s',
      group: '«500» members ×', fast: 'members × «50» messages/s',
    },
    then: [
      ['«400» million a day', ({ users, each }) => users * each],
      ['a day are «4,600»/s', ({ users, each }) => users * each * 1e6 / DAY],
      ['that is «75,000» pushes/s', ({ peakRate, others }) => peakRate * others],
      ['messages take «200» GB a day', ({ users, each, bytes }) => users * each * bytes / 1e3],
      ['a day, «73» TB a year', ({ users, each, bytes }) => users * each * bytes * YEAR / 1e6],
      ['so that the «50» left', ({ zone }) => 2 * zone],
      ['is lost hold «40,000» each', ({ online, zone }) => online * 1e6 / (2 * zone)],
      ['sends some «27,000» clients back', ({ online, zone }) => online * 1e6 / (3 * zone)],
      ['1% of its connections («270») a second', ({ online, zone }) => online * 1e6 / (3 * zone) / 100],
      ['would cost «67,000» writes/s', ({ online, ping }) => online * 1e6 / ping],
      ['are «25,000» pushes/s', ({ group, fast }) => group * fast],
    ],
  },
  'system-design/url-shortener': {
    given: { month: '«100» million new links a month', clicks: 'With «100» redirects a link', bytes: 'At «500» bytes each', active: 'If «50» million links are active' },
    then: [
      ['a month are «40» writes/s', ({ month }) => month * 1e6 / 30 / DAY],
      ['there are «4,000»/s on average', ({ month, clicks }) => month * clicks * 1e6 / 30 / DAY],
      ['that is «6» billion links', ({ month }) => month * 12 * 5 / 1e3],
      ['they take «3» TB', ({ month, bytes }) => month * 12 * 5 * bytes / 1e6],
      ['= «57» billion codes', () => 62 ** 6 / 1e9],
      ['and `62^7` = «3.5» trillion', () => 62 ** 7 / 1e12],
      ['about one guess in «9» finds', () => 62 ** 6 / 6e9],
      ['one in «590» at seven', () => 62 ** 7 / 6e9],
      ['after about «2.4» million links', () => Math.sqrt(Math.PI / 2 * 62 ** 7) / 1e6],
      ['= «25» GB', ({ active, bytes }) => active * bytes / 1e3],
    ],
  },
});

/** The share of keys that change their node when `hash mod from` becomes `hash mod to`. @param {number} from @param {number} to */
function moved(from, to) {
  let stay = 0;
  for (let hash = 0; hash < from * to; hash++) if (hash % from === hash % to) stay++;
  return 1 - stay / (from * to);
}

/** Reads of the public catalogue at the peak, a second. @param {import('./figures.mjs').Given} given */
function publicReads({ peak, reads, open }) {
  return peak * reads / 100 * open / 100;
}

/** Requests a second that pass the CDN. @param {import('./figures.mjs').Given} given */
function origin({ load, pages, search, pay, cdn }) {
  return load * (pages * (1 - cdn / 100) + search + pay) / 100;
}

test('an outline has as many minutes as its card', () => {
  const cards = [
    'apis/breaking-changes', 'apis/response-times', 'apis/scale-to-millions', 'databases/slow-query', 'distributed-systems/traffic-spikes',
    ...['api-gateway', 'image-upload', 'job-scheduler', 'news-feed', 'notification-service', 'object-store', 'payment-ledger', 'rate-limiter', 'real-time-chat', 'url-shortener'].map((name) => `system-design/${name}`),
  ];
  const wrong = cards.filter((card) => {
    const body = text(card);
    const outline = /## Answer (?:(?!###).)*?(Of (\d+) minutes, .*?)(?= ```| ###)/.exec(body);
    const [all, ...parts] = [...(outline?.[1].matchAll(/\d+/g) ?? [])].map(Number);
    return all !== Number(/ minutes: (\d+)/.exec(body)?.[1]) || all < 35 || all > 45 || parts.reduce((sum, part) => sum + part, 0) !== all;
  });
  assert.deepEqual(wrong, []);
});

test('the shares of distributed-systems/consistent-hashing are those of simulated rings', () => {
  const position = (/** @type {string} */ name) => createHash('sha256').update(name).digest().readUIntBE(0, 6) / 2 ** 48;
  /** The largest share of ten nodes over the mean, averaged over 200 rings. @param {number} points */
  const unevenness = (points) => {
    let sum = 0;
    for (let ring = 0; ring < 200; ring++) {
      const all = Array.from({ length: 10 * points }, (_, i) => ({ node: i % 10, at: position(`${ring}:${i}`) })).sort((a, b) => a.at - b.at);
      const share = new Array(10).fill(0);
      all.forEach(({ node, at }, i) => (share[node] += i ? at - all[i - 1].at : at + 1 - all[all.length - 1].at));
      sum += 10 * Math.max(...share);
    }
    return sum / 200;
  };
  const says = ['the largest share is «2.9» times the mean with one point', 'It is «1.4» times with 16 points', 'and «1.16» times with 100'];
  const body = text('distributed-systems/consistent-hashing');
  assert.deepEqual(says.filter((said) => !stands(body, said)), []);
  [1, 16, 100].forEach((points, i) => assert.ok(Math.abs(unevenness(points) - number(says[i]).value) < 0.08, `${says[i]}: ${unevenness(points)}`));
});
