// What may come in from outside: one strict gate for files, tabs and old databases.
import test from 'node:test';
import assert from 'node:assert/strict';
import { simulate } from './simulate.mjs';
import * as events from '../../themes/default/js/events.js';
import * as fsrs from '../../themes/default/js/fsrs.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const { all } = simulate('file', { cards: 8, days: 20 });
const stamped = (type, fields) => events.createEvent(type, fields, { now: NOW, off: 60 });

test('every type of event passes the gate as it is made, and with nothing missing or added', () => {
  const question = { card: 'a/x', points: [0, 2], flags: [], score: 60, bands: [3, 2, 0, 4], ms: 120000, notes: 'Said “<b>ACID</b>”.' };
  const { score: _, ...unjudged } = question;
  const good = [
    stamped('grade', { card: 'a/x', g: 3, ms: 10, days: 4 }),
    stamped('grade', { card: 'a/x/c-key', g: 1, ms: 10, step: 0, wait: 60, leech: true, missed: [1] }),
    stamped('cram', { card: 'データ/トランザクション', g: 2, ms: 10 }),
    stamped('undo', { of: events.newId() }),
    ...['bury', 'suspend', 'resume', 'queue'].map((type) => stamped(type, { card: 'a/c++' })),
    stamped('weights', { w: fsrs.DEFAULT_WEIGHTS.slice(), retention: 0.85 }),
    stamped('reset', { card: 'a/x' }),
    stamped('move', { card: 'a/x', to: 20900 }),
    stamped('flag', { card: 'a/x', on: false }),
    stamped('remark', { card: 'a/x', text: 'See the lecture.' }),
    stamped('weights', { w: null }),
    stamped('goal', { date: 20900, level: 'mid' }),
    stamped('note', { card: 'a/x', s: 'a', k: 'b', a: 'c', r: '' }),
    stamped('interview', { paper: { seed: '4f2a', guide: 'abc', level: 'mid', stage: 'screen', minutes: 45, questions: [question] } }),
    stamped('interview', { paper: { seed: '4f2a', guide: 'abc', level: '', stage: 'design', minutes: 45, topics: ['db'], closed: true, by: 'Ada', questions: [unjudged] } }),
  ];
  for (const event of good) {
    assert.ok(events.check(event), JSON.stringify(event));
    assert.ok(!events.check({ ...event, extra: 1 }), `${event.type} with a key more`);
    const { [Object.keys(event).at(-1)]: _, ...less } = event;
    if (event.retention === undefined && event.missed === undefined && !event.paper?.by) assert.ok(!events.check(less), `${event.type} with a key less`);
  }
});

test('events of a later version are kept as they are, up to a size, if the stamp is right', () => {
  const later = { ...stamped('dream', { card: ['x'], what: { deep: [1, null] } }) };
  assert.ok(events.check(later) && !events.isKnownType(later));
  assert.ok(!events.check({ ...later, what: 'x'.repeat(200001) }));
  assert.ok(!events.check({ ...later, id: 'x' }) && !events.check({ ...later, day: later.day + 1 }));
});

test('values out of range are refused', () => {
  const base = stamped('grade', { card: 'a/x', g: 3, ms: 10, days: 4 });
  const wrong = {
    id: ['', 'short', 'x'.repeat(17), '__proto__', 5, null],
    t: [-1, 0, 1.5, 1e300, '1', NaN, Infinity, null],
    off: [5000, 0.5, '0'],
    day: [base.day + 1, -1, 'x'],
    type: ['', '__proto__', 'constructor', 'toString', 'a b', 7],
    card: ['', 'a//b', '../a', 'a/..', '/a', 'a/', 'a\\b', 'a<b', 'a"b', 'a\u0000', 'a'.repeat(1001), {}, ['a/x']],
    g: [0, 5, 2.5, '3', null],
    ms: [-1, 1e12, '1'],
    days: [0, 36501, 1.5, '4', null],
  };
  for (const [key, values] of Object.entries(wrong)) {
    for (const value of values) assert.ok(!events.check({ ...base, [key]: value }), `${key}: ${String(value)}`);
  }
  assert.ok(!events.check({ ...base, step: 0, wait: 60 }), 'days and a step');
  const { days: _, ...neither } = base;
  assert.ok(!events.check(neither));
  for (const value of [null, undefined, 1, 'grade', [], [base], new Map()]) assert.ok(!events.check(value));
});

test('older events are brought up to date step by step', () => {
  const steps = { 1: (list) => list.map((e) => ({ ...e, two: true })), 2: (list) => list.filter((e) => e.keep) };
  assert.deepEqual(events.migrate([{ keep: 1 }, {}], 1, { to: 3, steps }), [{ keep: 1, two: true }]);
  assert.deepEqual(events.migrate([{ keep: 1 }], 2, { to: 3, steps }), [{ keep: 1 }]);
  assert.deepEqual(events.migrate(all, events.VERSION), all);
});

test('ids are made of 96 random bits', () => {
  const ids = new Set(Array.from({ length: 1000 }, () => events.newId()));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{16}$/);
});
