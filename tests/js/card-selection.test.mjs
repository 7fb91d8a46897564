// What a choice means, and which topics a session has to load for it.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';
import * as select from '../../themes/default/js/card-selection.js';
import * as digests from '../../themes/default/js/progress-digest.js';
import * as tally from '../../themes/default/js/card-counts.js';

const NOON = Date.UTC(2026, 10, 22, 12);
const TODAY = days.dayOf(NOON, 0);
const LEVELS = [['junior', 'Junior'], ['mid', 'Mid']];
const topic = (id, parent, ...counts) => ({ id, title: id, parent, file: counts.length ? 'f' : '', counts });
const ROOT = {
  levels: LEVELS, kinds: [['concept', 'Concept']], tags: [], aliases: {},
  topics: [topic('db', -1, [0, 0, 10, 12], [1, 0, 5, 5]), topic('db/sql', 0, [1, 0, 4, 4]), topic('dbx', -1, [-1, -1, 3, 3]), topic('api', -1, [0, 0, 30, 30]), topic('empty', -1)],
};
const grade = (card, day, interval) => events.createEvent('grade', { card, g: 3, ms: 1, ...(interval ? { days: interval } : { step: 1, wait: 600 }) }, { now: NOON + day * days.DAY, off: 0 });
const choice = (query) => select.fromQuery(query);

test('a choice survives its address', () => {
  for (const query of ['topic=a&topic=b%2Fc', 'level=mid&kind=concept', 'tag=c%2B%2B&mode=cram', 'card=a%2Fb', '']) assert.equal(select.toQuery(choice(query)), query);
  assert.deepEqual(choice('topic=a,b&topic=b').topics, ['a', 'b']);
  assert.equal(choice('mode=nonsense').mode, 'study');
  assert.deepEqual(choice('card=a%2Fone,two').cards, ['a/one,two'], 'a card\'s name may hold a comma');
});

test('cards match by topic with those below it, level, kind, tag, id', () => {
  const card = { id: 'db/sql/join', topic: 'db/sql', level: 'mid', kind: 'concept', tags: ['sql', 'joins'] };
  for (const query of ['', 'topic=db', 'topic=db/sql', 'level=mid', 'tag=joins', 'card=db/sql/join', 'topic=api&topic=db&level=mid&kind=concept&tag=sql']) assert.ok(select.matches(choice(query), card), query);
  for (const query of ['topic=dbx', 'topic=d', 'level=junior', 'tag=none', 'card=db/sql', 'kind=scenario']) assert.ok(!select.matches(choice(query), card), query);
});

test('only topics with something due, and as many others as the day\'s new cards take, are loaded', () => {
  const log = new Log();
  const load = (query, newCards = 20) => select.topicsToLoad(ROOT, choice(query), log, { today: TODAY, newCards });
  assert.deepEqual(load(''), ['db', 'db/sql', 'dbx'], '15 new cards of db, of which each gives one of its cloze deletions a day, 4 and one more');
  assert.deepEqual(load('', 19), ['db', 'db/sql']);
  assert.deepEqual(load('', 5), ['db']);
  assert.deepEqual(load('topic=db'), ['db', 'db/sql']);
  assert.deepEqual(load('level=mid'), ['db', 'db/sql', 'api'].slice(0, 2));
  assert.deepEqual(load('mode=due'), []);
  assert.deepEqual(load('mode=cram'), ['db', 'db/sql', 'dbx', 'api']);
  assert.deepEqual(load('tag=x'), ['db', 'db/sql', 'dbx', 'api']);
  assert.deepEqual(load('card=api/rest&card=db/acid'), ['api', 'db']);
  log.add([grade('api/rest', -5, 5), grade('dbx/one', -1, 30), grade('db/sql/join', 0)]);
  assert.deepEqual(load('mode=due'), ['db/sql', 'api']);
  assert.deepEqual(load('mode=new', 3), ['db']);
  assert.deepEqual(load('', 0), ['db/sql', 'api']);
  log.add([events.createEvent('queue', { card: 'dbx/two' }, { now: NOON, off: 0 })]);
  assert.ok(load('', 0).includes('dbx'), 'what was asked for');
});

test('topics without cards are nothing to choose', () => {
  const nested = { ...ROOT, topics: [...ROOT.topics, topic('book', -1), topic('book/one', 5, [0, 0, 1, 1])] };
  assert.deepEqual(digests.topicsWithCards(nested).map((t) => t.id), ['db', 'db/sql', 'dbx', 'api', 'book', 'book/one']);
});

test('the digest: mastery, and a sign for each card', () => {
  const log = new Log();
  log.add([grade('api/rest', -5, 5), grade('db/sql/join', -1, 30), grade('db/sql/two words', 0), events.createEvent('suspend', { card: 'api/old' }, { now: NOON, off: 0 }), grade('db/wal/c-one', -3, 40), grade('db/wal/c-two', -3, 4)]);
  const card = (id, ...clozes) => ({ id, topic: id.slice(0, id.lastIndexOf('/')), clozes });
  const lines = tally.cardStatuses(log, [card('db/wal', 'one', 'two'), card('db/new'), card('db/sql/join'), card('db/sql/two words'), card('api/rest'), card('api/old')], TODAY);
  const digest = digests.digestOf(log, ROOT, lines, { day: TODAY, ahead: [[2, 5, 4]], date: null, mock: TODAY, weak: ['db', 'gone'] }, 'topic=db');
  assert.deepEqual(digest.ahead, [[2, 5, 4]]);
  assert.deepEqual(digest.weak, ['db', 'gone']);
  assert.equal(digest.events, 6);
  assert.deepEqual(Object.fromEntries(Object.entries(digest.topics).map(([id, [, seen]]) => [id, seen])), { db: 3, 'db/sql': 2, api: 1 });
  assert.equal(digests.encodeCardStates(lines, 'db/sql'), `join=m${(TODAY + 29).toString(36)} two%20words=l`);
  assert.equal(digests.encodeCardStates(lines, 'api'), `rest=y${TODAY.toString(36)} old=s`);
  assert.equal(digests.encodeCardStates(lines, 'db'), `wal=y${(TODAY + 1).toString(36)}`, 'cloze deletions as the least settled');
  assert.equal(digests.encodeCardStates(lines, 'dbx'), '');
});

test('totals count cloze deletions, and the topics below', () => {
  assert.deepEqual(digests.itemTotals(ROOT).map((t) => t.total), [21, 4, 3, 30, 0]);
});
