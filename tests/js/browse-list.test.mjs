// The table of all cards: what each row says, what a filter leaves, in which order; and what is done to a card there is in the log.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as browse from '../../themes/default/js/browse-list.js';
import * as days from '../../themes/default/js/days.js';
import * as deck from '../../themes/default/js/deck.js';
import * as events from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';

const DAY = 20000;
const at = (day) => day * days.DAY + 12 * days.HOUR;
const make = (type, fields, day = DAY) => events.createEvent(type, fields, { now: at(day), off: 0 });
globalThis.Recto.deckManifest({
  book: 'b', levels: [['junior', 'Junior'], ['senior', 'Senior']], kinds: [], tags: [['sql', 'SQL']], aliases: {},
  topics: [['db', -1], ['db/sql', 0], ['api', -1]].map(([id, parent]) => ({ id, title: id, parent, file: 'f', counts: [[0, -1, 3, 3]] })),
});
const row = (name, title, level, tags = [], clozes = []) => [name, title, level, -1, 5, tags, clozes, '', '', []];
globalThis.Recto.deckTopic('db', 25, ['p'], [row('acid', 'What is ACID?', 0, ['sql']), row('wal', 'The log', 1, [], ['x', 'y']), row('mvcc', 'Versions', 1)]);
globalThis.Recto.deckTopic('db/sql', 25, ['p'], [row('join', 'Ten joins', 0), row('two', 'Two joins', 0)]);
globalThis.Recto.deckTopic('api', 25, ['p'], [row('rest', 'Rest', 1)]);

const HISTORY = [
  make('grade', { card: 'db/acid', g: 3, ms: 1, days: 5 }, DAY - 10),
  make('grade', { card: 'db/acid', g: 1, ms: 1, step: 0, wait: 60, missed: [0, 2] }, DAY - 5),
  make('grade', { card: 'db/acid', g: 3, ms: 1, days: 3, missed: [2] }, DAY - 4),
  make('grade', { card: 'db/wal/c-x', g: 3, ms: 1, days: 40 }, DAY - 2),
  make('grade', { card: 'db/mvcc', g: 3, ms: 1, days: 30 }, DAY - 2),
  make('suspend', { card: 'api/rest' }),
  make('flag', { card: 'api/rest', on: true }),
  make('remark', { card: 'db/wal', text: 'See the LECTURE.' }),
];
function logWith(...more) {
  const log = new Log();
  log.add([...HISTORY, ...more.map((event, i) => ({ ...event, t: event.t + 1000 * (i + 1) }))]);
  return log;
}
const rowsOf = (log) => browse.rows(log, deck.loadedCards(), DAY);
const brief = ({ card, state, due, lapses, missed, flag, note }) => [card.id, state, due, lapses, missed, flag, note];
const ids = (list) => list.map(({ card }) => card.id);

test('a row says what the log knows', () => {
  assert.deepEqual(rowsOf(logWith()).map(brief), [
    ['db/acid', 'due', DAY - 1, 1, 1, false, ''],
    ['db/wal', 'mature', DAY + 38, 0, 0, false, 'See the LECTURE.'],
    ['db/mvcc', 'mature', DAY + 28, 0, 0, false, ''],
    ['db/sql/join', 'new', Infinity, 0, 0, false, ''],
    ['db/sql/two', 'new', Infinity, 0, 0, false, ''],
    ['api/rest', 'suspended', Infinity, 0, 0, true, ''],
  ]);
});

test('filters leave what they name, together what all of them name', () => {
  const all = rowsOf(logWith());
  const left = (over) => ids(browse.filtered(all, { ...browse.NO_FILTER, ...over }));
  assert.equal(left({}).length, 6);
  assert.deepEqual(left({ state: 'new' }), ['db/sql/join', 'db/sql/two']);
  assert.deepEqual(left({ due: DAY }), ['db/acid']);
  assert.deepEqual(left({ due: DAY + 30 }), ['db/acid', 'db/mvcc']);
  assert.deepEqual(left({ lapses: 1 }), ['db/acid']);
  assert.deepEqual(left({ level: 'senior' }), ['db/wal', 'db/mvcc', 'api/rest']);
  assert.deepEqual(left({ topic: 'db' }).length, 5, 'those below as well');
  assert.deepEqual(left({ topic: 'db/sql', words: 'JOINS two' }), ['db/sql/two']);
  assert.deepEqual(left({ words: 'lecture' }), ['db/wal'], 'notes are searched');
  assert.deepEqual(left({ tag: 'sql' }), ['db/acid']);
  assert.deepEqual([left({ mark: 'flag' }), left({ mark: 'note' }), left({ mark: 'missed' })], [['api/rest'], ['db/wal'], ['db/acid']]);
});

test('orders: by each column, down as well, equal rows as in the guide', () => {
  const all = rowsOf(logWith());
  const guide = { language: 'en', levels: ['junior', 'senior'], topics: ['db', 'db/sql', 'api'] };
  const order = (column, down = false) => ids(browse.sorted(all, column, down, guide));
  assert.deepEqual(order(''), ids(all));
  assert.deepEqual(order('title').slice(0, 3), ['api/rest', 'db/sql/join', 'db/wal']);
  assert.deepEqual(order('due').slice(0, 3), ['db/acid', 'db/mvcc', 'db/wal']);
  assert.deepEqual(order('lapses', true)[0], 'db/acid');
  assert.deepEqual(order('state'), ['db/sql/join', 'db/sql/two', 'db/acid', 'db/wal', 'db/mvcc', 'api/rest']);
  assert.deepEqual(order('level').slice(0, 3), ['db/acid', 'db/sql/join', 'db/sql/two']);
  assert.deepEqual(order('topic').at(-1), 'api/rest');
});

test('pages', () => {
  const list = Array.from({ length: 101 }, (_, i) => i);
  assert.deepEqual(browse.paged(list, 2, 50), { page: 2, pages: 3, list: [100] });
  assert.equal(browse.paged(list, 9, 50).page, 2);
  assert.deepEqual(browse.paged([], 0, 50), { page: 0, pages: 1, list: [] });
});

test('reset: as never seen, but still set aside; moved: due on the day, whatever the weights say', () => {
  const log = logWith(make('reset', { card: 'db/acid' }), make('move', { card: 'db/mvcc', to: DAY + 1 }), make('move', { card: 'db/sql/join', to: DAY + 1 }));
  const all = rowsOf(log);
  assert.deepEqual(brief(all[0]), ['db/acid', 'new', Infinity, 0, 1, false, '']);
  assert.equal(all[2].due, DAY + 1);
  assert.equal(all[3].state, 'new', 'what was never seen has no review to move');
  const fitted = make('weights', { w: null, retention: 0.8 }, DAY - 1);
  assert.equal(rowsOf(logWith(fitted, make('move', { card: 'db/mvcc', to: DAY + 1 }))).at(2).due, DAY + 1);
  assert.equal(log.events.filter(({ card }) => card === 'db/acid').length, 4, 'what was done stays');
});

test('a flag and a note are taken back, follow a renamed card, and make no card seen', () => {
  const off = make('flag', { card: 'api/rest', on: false });
  const log = logWith(off);
  assert.equal(log.annotationOf('api/rest').flag, false);
  log.add([{ ...make('undo', { of: log.events.find(({ type, on }) => type === 'flag' && on === false).id }, DAY + 1) }]);
  assert.equal(log.annotationOf('api/rest').flag, true);
  log.applyAliases({ 'db/wal': 'db/journal' });
  assert.equal(log.annotationOf('db/journal').note, 'See the LECTURE.');
  const only = new Log();
  only.add([make('flag', { card: 'a/b', on: true })]);
  assert.deepEqual(only.cards(), []);
});
