// The figures of the design scenarios and of the cards on AI and frameworks fit each other, and the minutes of their outlines add up to the minutes of the card.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import { figuresFit, text } from './figures.mjs';

const DAY = 86_400;

figuresFit({
  'system-design/ticket-booking': {
    given: {
      seats: 'has «60,000» numbered seats', each: 'holds «2.5» tickets on average', people: 'minute «500,000» people arrive', admitted: 'At «40» admissions/s',
      buy: 'Say that «70»% of those', stay: 'each stays «4» minutes', poll: 'on the [CDN](../caching/cdn.md) every «10» s', refresh: 'refresh every «2» s',
    },
    then: [
      ['so there are «24,000» orders', ({ seats, each }) => seats / each],
      ['which is «8,300»/s', ({ people }) => people / 60],
      ['which is «50,000» requests/s', ({ people, poll }) => people / poll],
      ['there are «28» orders/s', ({ admitted, buy }) => admitted * buy / 100],
      ['so these are «56» of', ({ admitted, buy }) => admitted * buy / 100 * 2],
      ['and «9,600» people in the shop', ({ admitted, stay }) => admitted * stay * 60],
      ['sold out after «14» minutes', ({ seats, each, admitted, buy }) => seats / each / (admitted * buy / 100) / 60],
      ['About «34,000» people are admitted', ({ seats, each, buy }) => seats / each / (buy / 100)],
      ['are gone, «7»% of those', ({ seats, each, buy, people }) => 100 * seats / each / (buy / 100) / people],
      ['so «4,800» reads/s', ({ admitted, stay, refresh }) => admitted * stay * 60 / refresh],
      ['the map is «15» KB', ({ seats }) => seats * 2 / 8 / 1e3],
      ['two attempts each, «80» holds', ({ admitted }) => admitted * 2],
    ],
  },
  'system-design/checkout-inventory': {
    given: {
      orders: 'takes «1» million orders a day', units: 'offers «5,000» units', rate: '«2,000» customers a second press', held: 'the row for «5» ms',
      rows: 'rows of «500» units', passes: 'hands out «5,250» passes',
    },
    then: [
      ['orders a day, «12»/s on average', ({ orders }) => orders * 1e6 / DAY],
      ['which makes «120,000» attempts', ({ rate }) => rate * 60],
      ['allows «200» sales/s', ({ held }) => 1e3 / held],
      ['are gone after «25» s', ({ units, held }) => units / (1e3 / held)],
      ['each allow «2,000» sales/s', ({ units, rows, held }) => units / rows * 1e3 / held],
      ['«96»% of the attempts', ({ units, rate }) => 100 * (1 - units / (rate * 60))],
      ['«5» per cent more', ({ passes, units }) => 100 * (passes / units - 1)],
    ],
  },
  'system-design/autocomplete': {
    given: {
      searches: '«20» million searches a day', requests: 'one search sends «6» requests', peak: 'peak of «4» times', queries: '«10» million distinct queries',
      bytes: 'queries of «20» bytes', prefixes: 'some «4» million distinct prefixes', numbers: 'stores «10» numbers', number: 'numbers of «4» bytes', cached: '«2» of the six requests',
    },
    then: [
      ['so «1,400»/s on average', ({ searches, requests }) => searches * 1e6 * requests / DAY],
      ['**«5,600»/s** at a peak', ({ searches, requests, peak }) => searches * 1e6 * requests / DAY * peak],
      ['bytes are «200» MB', ({ queries, bytes }) => queries * bytes],
      ['which is «160» MB', ({ prefixes, numbers, number }) => prefixes * numbers * number],
      ['Together that is «360» MB', ({ queries, bytes, prefixes, numbers, number }) => queries * bytes + prefixes * numbers * number],
      ['and leave some «3,700»/s', ({ searches, requests, peak, cached }) => searches * 1e6 * (requests - cached) / DAY * peak],
    ],
  },
  'system-design/leaderboard': {
    given: {
      players: '«10» million players in a season', scores: 'At peak «5,000» scores', top: '«2,000» reads of the top', mine: '«3,000» reads of "my rank"', bytes: 'At about «100» bytes an entry',
      rebuild: '10 million at «100,000»/s',
    },
    then: [
      ['a second, «10,000» operations', ({ scores, top, mine }) => scores + top + mine],
      ['to the base two is about «23»', ({ players }) => Math.log2(players * 1e6)],
      ['10 million are «1» GB', ({ players, bytes }) => players * 1e6 * bytes / 1e9],
      ['points, up to «1,048,575»', () => 2 ** 20 - 1],
      ['take «100» s', ({ players, rebuild }) => players * 1e6 / rebuild],
    ],
  },
  'system-design/nearby-drivers': {
    given: {
      drivers: '«300,000» drivers are online', every: 'report every «4» s', wire: 'A report is «200» bytes', cell: 'a hexagon of «0.74» km²', bytes: 'At about «100» bytes a driver',
      city: 'In a city with «12,000» drivers', area: 'drivers on «600» km²', trips: '«200» trips/s', offers: 'with «3» offers each', servers: 'over «10» index servers', same: 'With «50» searches in one place',
    },
    then: [
      ['which is **«75,000» writes/s**', ({ drivers, every }) => drivers / every],
      ['so «15» MB/s', ({ drivers, every, wire }) => drivers / every * wire / 1e6],
      ['that is «30» MB for all', ({ drivers, bytes }) => drivers * bytes / 1e6],
      ['two rings, «19» cells', () => 3 * 2 * (2 + 1) + 1],
      ['19 cells or «14» km²', ({ cell }) => 19 * cell],
      ['that holds about «280»', ({ cell, city, area }) => 19 * cell * city / area],
      ['each are «600» claims', ({ trips, offers }) => trips * offers],
      ['index servers, «7,500»/s each', ({ drivers, every, servers }) => drivers / every / servers],
      ['place, «49» claims fail', ({ same }) => same - 1],
      ['than 12 s, «3» reports', ({ every }) => 12 / every],
    ],
  },
  'system-design/metrics-aggregation': {
    given: {
      hosts: '«20,000» hosts with', series: 'with «250» series each', every: 'One sample every «10» s', partitions: 'over «64» partitions', state: 'open windows × «40» bytes', sample: 'some «1.5» bytes a sample',
      days: 'TB for «15» days', kept: 'TB in «395» days',
    },
    then: [
      ['so «5» million series', ({ hosts, series }) => hosts * series / 1e6],
      ['makes **«500,000» samples/s**', ({ hosts, series, every }) => hosts * series / every],
      ['samples/s**, «43» billion a day', ({ hosts, series, every }) => hosts * series / every * DAY / 1e9],
      ['bytes are «400» MB', ({ hosts, series, state }) => hosts * series * 2 * state / 1e6],
      ['partitions «6» MB each', ({ hosts, series, state, partitions }) => hosts * series * 2 * state / 1e6 / partitions],
      ['43 billion are «65» GB a day', ({ hosts, series, every, sample }) => hosts * series / every * DAY * sample / 1e9],
      ['a day and «1» TB for 15', ({ hosts, series, every, sample, days }) => hosts * series / every * DAY * sample * days / 1e12],
      ['Rollups have «288» points', () => DAY / 300],
      ['bytes make «8.6» GB a day', ({ hosts, series, sample }) => hosts * series * 288 * 4 * sample / 1e9],
      ['and «3.4» TB in', ({ hosts, series, sample, kept }) => hosts * series * 288 * 4 * sample * kept / 1e12],
      ['has «105,000» points', () => 288 * 365],
    ],
  },
  'system-design/notification-preferences': {
    given: {
      users: '«10» million users', kinds: 'million users, «40» kinds', channels: 'messages and «4» channels', share: 'If «20»% of users', each: 'changed «3» switches', row: '300 MB at «50» bytes',
      followers: 'A comment reaches «200,000» followers', page: 'in pages of «1,000» by key', workers: 'pages on «20» workers', decision: 'of «60» bytes',
    },
    then: [
      ['«160» switches for', ({ kinds, channels }) => kinds * channels],
      ['would be «1.6» billion rows', ({ kinds, channels, users }) => kinds * channels * users / 1e3],
      ['would add «40» million', ({ channels, users }) => channels * users],
      ['that is «6» million rows', ({ users, share, each }) => users * share / 100 * each],
      ['rows, «300» MB', ({ users, share, each, row }) => users * share / 100 * each * row],
      ['«200» pages on', ({ followers, page }) => followers / page],
      ['each take «5» s', ({ followers, page, workers }) => followers / page / workers * 0.5],
      ['200,000 users are «12» MB', ({ followers, decision }) => followers * decision / 1e6],
    ],
  },
  'system-design/file-sync': {
    given: {
      users: '«20» million users with', files: 'users with «2,000» files each', row: 'At «200» bytes each', devices: '«5» million devices are online', changes: 'Each makes «10» changes a day', size: 'a change carries «0.4» MB',
      chunk: 'pieces of about «4» MB', shards: 'tables on one shard; «256» shards', perServer: 'at «100,000» a server', minutes: 'Spread over «5» minutes',
    },
    then: [
      ['each are «40» billion files', ({ users, files }) => users * files / 1e3],
      ['take **«8» TB**', ({ users, files, row }) => users * 1e6 * files * row / 1e12],
      ['so «50» million a day', ({ devices, changes }) => devices * changes],
      ['a day, «580»/s', ({ devices, changes }) => devices * 1e6 * changes / DAY],
      ['about «2,900»/s at peak', ({ devices, changes }) => devices * 1e6 * changes / DAY * 5],
      ['so «20» TB of new bytes', ({ devices, changes, size }) => devices * changes * size],
      ['one new chunk out of «256»', ({ chunk }) => 1_024 / chunk],
      ['shards hold «31» GB each', ({ users, files, row, shards }) => users * 1e6 * files * row / 1e9 / shards],
      ['a server are «50» servers', ({ devices, perServer }) => devices * 1e6 / perServer],
      ['that is «16,700»/s', ({ devices, minutes }) => devices * 1e6 / (minutes * 60)],
    ],
  },
  'system-design/video-streaming': {
    given: {
      viewers: '«20» million viewers a day', watch: 'watch «40» minutes each', peak: 'peak of «3» times that', rate: 'A stream takes «4» Mbit/s', uploads: '«200,000» uploads a day', length: 'of «5» minutes each',
      source: 'At «8» Mbit/s, an upload', cost: 'Say that a minute of video costs «12» core-minutes', cores: 'in parallel with «4» cores each', every: 'asks for a segment every «4» s', hits: 'With «98»% from its caches',
      price: 'an assumed «0.005» USD', saves: 'codec that saves «30»%', share: 'has «90»% of the minutes', low: '240p | «0.4» Mbit/s', sd: '480p | «1.2» Mbit/s', hd: '720p | «2.8» Mbit/s', full: '1080p | «5.6» Mbit/s',
    },
    then: [
      ['so **«800» million minutes**', ({ viewers, watch }) => viewers * watch],
      ['On average «556,000» people', ({ viewers, watch }) => viewers * 1e6 * watch / 1440],
      ['it is «1.7» million', ({ viewers, watch, peak }) => viewers * watch / 1440 * peak],
      ['the peak is **«6.7» Tbit/s**', ({ viewers, watch, peak, rate }) => viewers * watch / 1440 * peak * rate],
      ['A day delivers «24» PB', ({ viewers, watch, rate }) => viewers * watch * 60 * rate / 8 / 1e3],
      ['are «1» million minutes', ({ uploads, length }) => uploads * length / 1e6],
      ['an upload is «300» MB', ({ length, source }) => length * 60 * source / 8],
      ['together are «60» TB a day', ({ uploads, length, source }) => uploads * length * 60 * source / 8 / 1e6],
      ['Together that is «10» Mbit/s', ({ low, sd, hd, full }) => low + sd + hd + full],
      ['minutes takes «375» MB', ({ length, low, sd, hd, full }) => length * 60 * (low + sd + hd + full) / 8],
      ['and a day «75» TB', ({ uploads, length, low, sd, hd, full }) => uploads * length * 60 * (low + sd + hd + full) / 8 / 1e6],
      ['grows by «135» TB', ({ uploads, length, source, low, sd, hd, full }) => uploads * length * 60 * (source + low + sd + hd + full) / 8 / 1e6],
      ['or «49» PB a year', ({ uploads, length, source, low, sd, hd, full }) => uploads * length * 60 * (source + low + sd + hd + full) / 8 / 1e9 * 365],
      ['then keep «8,300» cores', ({ uploads, length, cost }) => uploads * length * cost / 1440],
      ['so encoding takes «3» minutes', ({ cost, cores }) => cost / cores],
      ['answers «417,000» requests/s', ({ viewers, watch, peak, every }) => viewers * 1e6 * watch / 1440 * peak / every],
      ['gets «8,300» requests/s', ({ viewers, watch, peak, every, hits }) => viewers * 1e6 * watch / 1440 * peak / every * (1 - hits / 100)],
      ['and «133» Gbit/s', ({ viewers, watch, peak, rate, hits }) => viewers * watch / 1440 * peak * rate * 1e3 * (1 - hits / 100)],
      ['a day cost «120,000» USD', ({ viewers, watch, rate, price }) => viewers * watch * 60 * rate / 8 / 1e3 * 1e6 * price],
      ['about «32,000» USD', ({ viewers, watch, rate, price, saves, share }) => viewers * watch * 60 * rate / 8 * 1e3 * price * saves * share / 1e4],
    ],
  },
  'system-design/collaborative-editor': {
    given: {
      people: '«2» million people are connected', open: 'with «500,000» documents open', batches: 'in «2» batches of changes a second', documents: '«500» million documents', size: 'documents of «50» KB', servers: '«40» servers hold', bytes: 'An operation of «100» bytes',
      every: 'after every «500» operations', viewers: 'document with «1,000» viewers', typing: '«5» people who type',
    },
    then: [
      ['so «4» people each', ({ people, open }) => people * 1e6 / open],
      ['**«400,000» operations/s**', ({ people, batches }) => people * 1e6 / 10 * batches],
      ['so «1.2» million messages/s', ({ people, batches, open }) => people / 10 * batches * (people * 1e6 / open - 1)],
      ['KB are «25» TB', ({ documents, size }) => documents * size / 1e3],
      ['hold «50,000» connections', ({ people, servers }) => people * 1e6 / servers],
      ['each owns «12,500» documents', ({ open, servers }) => open / servers],
      ['that is «625» MB', ({ open, servers, size }) => open / servers * size / 1e3],
      ['and «10,000» operations/s', ({ people, batches, servers }) => people * 1e6 / 10 * batches / servers],
      ['makes «40» MB/s', ({ people, batches, bytes }) => people / 10 * batches * bytes],
      ['it is «1.2» TB a day', ({ people, batches, bytes }) => people / 10 * batches * bytes / 3 * DAY / 1e6],
      ['snapshot and «50» KB of operations', ({ every, bytes }) => every * bytes / 1e3],
      ['cause «10,000» messages/s', ({ viewers, typing, batches }) => viewers * typing * batches],
    ],
  },
  'system-design/distributed-key-value-store': {
    given: {
      keys: '«20» billion keys', value: 'keys with «1» KB each', reads: 'At peak «400,000» reads/s', writes: 'reads/s and «100,000» writes/s', ranges: 'Each machine owns «128» ranges', disk: 'At «2» TB a machine', amplification: 'write amplification of «10»',
      bits: 'of «10» bits a key', speed: 'At «20» MB/s from each source', sources: 'From «2» machines only', hot: '«50,000» reads/s of one key',
    },
    then: [
      ['are **«20» TB**', ({ keys, value }) => keys * value],
      ['copies take «60» TB', ({ keys, value }) => 3 * keys * value],
      ['that is «30» machines', ({ keys, value, disk }) => 3 * keys * value / disk],
      ['machines, «10» in each zone', ({ keys, value, disk }) => keys * value / disk],
      ['has «3,840» ranges', ({ keys, value, disk, ranges }) => 3 * keys * value / disk * ranges],
      ['ranges of «5.2» GB', ({ keys, value, disk, ranges }) => keys * value * 1e3 / (3 * keys * value / disk * ranges)],
      ['takes «10,000» replica writes/s', ({ writes, keys, value, disk }) => 3 * writes / (3 * keys * value / disk)],
      ['which are «10» MB/s', ({ writes, keys, value, disk }) => writes * value / (keys * value / disk) / 1e3],
      ['the disk writes «100» MB/s', ({ writes, keys, value, disk, amplification }) => writes * value / (keys * value / disk) / 1e3 * amplification],
      ['are «26,700»/s for each machine', ({ reads, keys, value, disk }) => 2 * reads / (3 * keys * value / disk)],
      ['carry them, «40,000»/s each', ({ reads, keys, value, disk }) => 2 * reads / (2 * keys * value / disk)],
      ['take «2.5» GB of memory', ({ keys, value, disk, bits }) => 3 * keys * bits / 8 / (3 * keys * value / disk)],
      ['come from the «20» machines', ({ keys, value, disk }) => 2 * keys * value / disk],
      ['its «9» neighbours in the zone', ({ keys, value, disk }) => keys * value / disk - 1],
      ['that is «400» MB/s', ({ keys, value, disk, speed }) => 2 * keys * value / disk * speed],
      ['complete in «1.4» hours', ({ keys, value, disk, speed }) => disk * 1e6 / (2 * keys * value / disk * speed) / 3600],
      ['it would take «14»', ({ disk, speed, sources }) => disk * 1e6 / (sources * speed) / 3600],
    ],
  },
  'system-design/scaling-up-and-out': {
    given: { queries: 'a page with «300» queries', one: 'One server answers «200» requests/s', busy: 'requests/s at «70»% CPU', servers: '«4» of them behind a balancer' },
    then: [
      ['queries gets «150» ms slower', ({ queries }) => queries * 0.5],
      ['balancer answer «800»', ({ one, servers }) => one * servers],
      ['which is «267» each', ({ one, servers }) => one * servers / (servers - 1)],
      ['each and «93»% CPU', ({ busy, servers }) => busy * servers / (servers - 1)],
    ],
  },
  'system-design/single-point-of-failure': {
    given: { part: 'available «99»% of the time' },
    then: [
      ['is down for «3.65» days a year', ({ part }) => (100 - part) / 100 * 365],
      ['both down for «0.01»% of the time', ({ part }) => ((100 - part) / 100) ** 2 * 100],
      ['which is «53» minutes', ({ part }) => ((100 - part) / 100) ** 2 * 365 * 24 * 60],
      ['succeeds «99.7»% of the time', () => 100 * 0.999 ** 3],
    ],
  },
  'ai-integration/agents-and-tools': {
    given: { base: 'With «2,000» tokens of instructions', step: 'tools and «500» new ones a step' },
    then: [
      ['ten steps read «42,500» tokens', ({ base, step }) => 10 * base + step * (9 * 10 / 2)],
      ['ten steps succeed in «60»%', () => 100 * 0.95 ** 10],
    ],
  },
  'ai-integration/vector-search': {
    given: { vectors: '«50» million vectors ×', dimensions: 'vectors × «768» dimensions', matching: 'Suppose that «1»% of the passages', pieces: 'With «96» pieces' },
    then: [
      ['bytes are «154» GB', ({ vectors, dimensions }) => vectors * dimensions * 4 / 1e3],
      ['in layer 0, «6.4» GB', ({ vectors }) => vectors * 32 * 4 / 1e3],
      ['(16 bits) take «77» GB', ({ vectors, dimensions }) => vectors * dimensions * 2 / 1e3],
      ['to 8 bits takes «38» GB', ({ vectors, dimensions }) => vectors * dimensions / 1e3],
      ['that is «4.8» GB', ({ vectors, pieces }) => vectors * pieces / 1e3],
      ['are «500,000» rows', ({ vectors, matching }) => vectors * 1e6 * matching / 100],
      ['rows, or «1.5» GB', ({ vectors, dimensions, matching }) => vectors * dimensions * 4 / 1e3 * matching / 100],
    ],
  },
  'ai-integration/model-servers': {
    given: { model: 'with a model of «400» MB', workers: '«8» Python workers' },
    then: [
      ['MB need «3.2» GB', ({ model, workers }) => model * workers / 1e3],
      ['rises from «200» to', () => 1e3 / 5],
      ['to «2,000» inputs a second', () => 16 * 1e3 / 8],
    ],
  },
  'ai-integration/embeddings': {
    given: { passages: '«5,000» passages', numbers: 'passages with «768» numbers' },
    then: [['bytes are «15» MB', ({ passages, numbers }) => passages * numbers * 4 / 1e6]],
  },
  'ai-integration/calling-a-model': {
    given: { messages: '«10,000» messages of', input: 'messages of «300» tokens', output: 'and «10» tokens of answer' },
    then: [
      ['are «3» million input', ({ messages, input }) => messages * input / 1e6],
      ['and «100,000» output tokens', ({ messages, output }) => messages * output],
    ],
  },
  'frameworks/quarkus-build-time': {
    given: { calls: 'is called «2,000» times a day', cold: 'At «1.5» s for a JVM start', native: 'start and «0.05» s native' },
    then: [
      ['that is «50» minutes', ({ calls, cold }) => calls * cold / 60],
      ['or under «2» minutes', ({ calls, native }) => Math.ceil(calls * native / 60)],
      ['would need «2» more instances', () => 8 / 0.8 - 8],
    ],
  },
  'frameworks/tokio-blocking': {
    given: { threads: 'With «4» worker threads', hash: 'a hash of «250» ms' },
    then: [['on them, «16» sign-ins a second', ({ threads, hash }) => threads * 1e3 / hash]],
  },
  'frameworks/rails-8': {
    given: { jobs: 'At «50» jobs/s', writes: 'jobs/s and «4» writes each' },
    then: [['adds «200» writes/s', ({ jobs, writes }) => jobs * writes]],
  },
});

test('the outline of every design scenario adds up to the minutes of its card', () => {
  const folder = resolve(import.meta.dirname, '../../content/system-design');
  const scenarios = readdirSync(folder).filter((name) => name.endsWith('.md') && /^kind: scenario$/m.test(readFileSync(resolve(folder, name), 'utf8')));
  assert.ok(scenarios.length >= 18, `${scenarios.length} scenarios`);
  const wrong = scenarios.flatMap((name) => {
    const card = text(`system-design/${name.slice(0, -3)}`);
    const minutes = Number(/ minutes: (\d+) /.exec(card)?.[1]);
    const [, total, outline] = /Of (\d+) minutes, spend (.*?)\. /.exec(card) ?? [];
    const sum = [...(outline ?? '').matchAll(/\b\d+\b/g)].reduce((all, [part]) => all + Number(part), 0);
    const fits = minutes >= 35 && minutes <= 45 && Number(total) === minutes && sum === minutes;
    return fits ? [] : [`${name}: ${minutes} minutes, outline of ${total}: ${sum}`];
  });
  assert.deepEqual(wrong, []);
});
