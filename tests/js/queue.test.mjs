// What is shown next, and when.
import test from 'node:test';
import assert from 'node:assert/strict';
import { item } from './simulate.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';
import * as queue from '../../themes/default/js/queue.js';

const LIMITS = { newCards: 20, reviews: 200, retention: 0.9, leech: 8 };
const NOON = Date.UTC(2026, 10, 22, 12);
const zone = () => 0;
const cards = (n, topic = 'a') => Array.from({ length: n }, (_, i) => item(`${topic}/${String(i).padStart(3, '0')}`));

function session(options) {
  return new queue.Session({ log: new Log(), items: [], mode: 'study', limits: LIMITS, now: NOON, zone, ...options });
}

const take = (s, id, g, now, ms = 1000) => {
  const event = s.grade(id, g, { now, ms });
  assert.ok(events.check(event), JSON.stringify(event));
  s.apply(event);
  return event;
};

/** A log in which every card was learned so many days ago and is due today, unless `interval` says otherwise. */
function learned(items, ago = 10, interval = ago) {
  const log = new Log();
  const now = NOON - ago * days.DAY;
  log.add(items.map((u, i) => events.createEvent('grade', { card: u.id, g: 4, ms: 1, days: interval }, { now: now + i, off: 0 })));
  return log;
}

/** Studies until the end, always with one grade; the ids in order. */
function studyAll(s, g = 3, now = NOON) {
  const seen = [];
  for (let i = 0; i < 5000; i++) {
    const { id, until } = s.next(now);
    if (id === null && until === null) return seen;
    if (id === null) {
      now = until;
      continue;
    }
    seen.push(id);
    take(s, id, g, (now += 5000));
  }
  throw new Error('never ends');
}

test('cards that are named come in the order of their names, due ones and new ones alike', () => {
  const all = cards(6);
  const named = [4, 1, 5, 0, 2].map((i) => all[i]);
  const log = learned([all[1], all[0], all[3]]);
  assert.deepEqual([...new Set(studyAll(session({ log, items: named, isListed: true })))], named.map((u) => u.id));
  const few = session({ log: learned([all[1]]), items: named, isListed: true, limits: { ...LIMITS, newCards: 2 } });
  assert.deepEqual([...new Set(studyAll(few))], [4, 1, 5].map((i) => all[i].id), 'the limits of a day hold');
});

test('new cards come in the order of the guide, as many as a day takes', () => {
  const s = session({ items: cards(30), limits: { ...LIMITS, newCards: 5 } });
  assert.deepEqual(s.counts(), { newCards: 5, learning: 0, review: 0 });
  const seen = studyAll(s);
  assert.deepEqual([...new Set(seen)], cards(5).map((u) => u.id));
  assert.equal(seen.length, 10, 'each twice: ten minutes, then days');
  const again = session({ log: s.log, items: cards(30), limits: { ...LIMITS, newCards: 5 }, now: NOON + days.HOUR });
  assert.deepEqual(again.counts(), { newCards: 0, learning: 0, review: 0 }, 'the day is full');
  const tomorrow = session({ log: s.log, items: cards(30), limits: { ...LIMITS, newCards: 5 }, now: NOON + days.DAY });
  assert.equal(tomorrow.counts().newCards, 5);
});

test('a learning card comes back when its minute is over, before anything else', () => {
  const s = session({ items: cards(10) });
  const first = s.next(NOON).id;
  take(s, first, 1, NOON);
  const second = s.next(NOON + 30000).id;
  assert.notEqual(second, first);
  assert.equal(s.next(NOON + 60000).id, first);
});

test('with nothing else left a learning card comes up to twenty minutes early', () => {
  const s = session({ items: cards(1) });
  take(s, 'a/000', 3, NOON);
  assert.equal(s.next(NOON + 1000).id, 'a/000', 'ten minutes ahead');
  take(s, 'a/000', 3, NOON + 1000);
  assert.deepEqual(s.next(NOON + 2000), { id: null, until: null });
});

test('reviews are limited, those that gain most first, and mixed with new cards', () => {
  const old = cards(30, 'old');
  const log = learned(old.slice(0, 15), 10);
  log.add(learned(old.slice(15), 60, 10).events);
  const s = session({ log, items: [...old, ...cards(10, 'new')], limits: { ...LIMITS, reviews: 15, newCards: 5 } });
  assert.deepEqual(s.counts(), { newCards: 5, learning: 0, review: 15 });
  const taken = s.list.filter((id) => id.startsWith('old/'));
  assert.deepEqual([...taken].sort(), old.slice(15).map((u) => u.id), 'those that were nearly lost gain most');
  assert.notDeepEqual(taken, [...taken].sort(), 'shuffled');
  const places = s.list.map((id, i) => (id.startsWith('new/') ? i : -1)).filter((i) => i >= 0);
  assert.ok(places.every((p, i) => i === 0 || p - places[i - 1] >= 3), `new cards are spread: ${places}`);
});

test('modes: only due, only new', () => {
  const old = cards(5, 'old');
  const items = [...old, ...cards(5, 'new')];
  assert.deepEqual(session({ log: learned(old), items, mode: 'due' }).counts(), { newCards: 0, learning: 0, review: 5 });
  assert.deepEqual(session({ log: learned(old), items, mode: 'new' }).counts(), { newCards: 5, learning: 0, review: 0 });
});

test('cram shows every card, schedules nothing, and repeats what was not known', () => {
  const items = cards(12);
  const log = learned(items.slice(0, 6));
  const s = session({ log, items, mode: 'cram' });
  assert.equal(s.counts().review, 12);
  const before = JSON.stringify(items.map((u) => log.card(u.id)));
  const first = s.next(NOON).id;
  assert.equal(take(s, first, 1, NOON).type, 'cram');
  const seen = studyAll(s);
  assert.equal(seen.length, 12);
  assert.ok(seen.indexOf(first) >= 4, 'some cards later');
  assert.equal(JSON.stringify(items.map((u) => log.card(u.id))), before);
});

test('undo goes back card by card to the beginning', () => {
  const s = session({ items: cards(6), log: learned(cards(3)) });
  const before = JSON.stringify(cards(6).map((u) => s.log.card(u.id)));
  const order = [];
  for (let i = 0; i < 4; i++) {
    const { id } = s.next(NOON + i * 1000);
    order.push(id);
    if (i === 2) s.apply(s.setAside('bury', id, NOON + i * 1000));
    else take(s, id, 1, NOON + i * 1000);
  }
  for (let i = 3; i >= 0; i--) {
    s.apply(s.undo(NOON + 10000 + i));
    assert.equal(s.next(NOON + 20000).id, order[i]);
  }
  assert.ok(s.undo(NOON), 'and on, past the beginning of this session')
  assert.equal(JSON.stringify(cards(6).map((u) => s.log.card(u.id))), before);
  const again = [0, 1, 2, 3].map((i) => {
    const { id } = s.next(NOON + 30000);
    take(s, id, 4, NOON + 30000 + i);
    return id;
  });
  assert.deepEqual(again, order, 'the same cards in the same order');
});

test('bury puts aside until tomorrow, suspend until resumed', () => {
  const items = cards(2);
  const s = session({ items });
  s.apply(s.setAside('bury', 'a/000', NOON));
  s.apply(s.setAside('suspend', 'a/001', NOON));
  assert.deepEqual(s.next(NOON), { id: null, until: null });
  const tomorrow = session({ log: s.log, items, now: NOON + days.DAY });
  assert.equal(tomorrow.next(NOON + days.DAY).id, 'a/000');
  assert.equal(tomorrow.counts().newCards, 1);
});

test('the eighth lapse makes a leech, which is suspended; undo brings it back', () => {
  const items = cards(1);
  const log = new Log();
  let now = NOON - 400 * days.DAY;
  const add = (g, rest) => log.add([events.createEvent('grade', { card: 'a/000', g, ms: 1, ...rest }, { now: (now += days.DAY), off: 0 })]);
  add(4, { days: 5 });
  for (let i = 0; i < 7; i++) {
    add(1, { step: 0, wait: 600 });
    add(3, { days: 1 });
  }
  assert.equal(log.card('a/000').lapses, 7);
  const s = session({ log, items });
  assert.equal(take(s, 'a/000', 1, NOON).leech, true);
  assert.equal(log.card('a/000').suspended, true);
  assert.equal(log.card('a/000').leech, true);
  assert.deepEqual(s.next(NOON + 60000), { id: null, until: null });
  s.apply(s.undo(NOON + 61000));
  assert.equal(log.card('a/000').suspended, false);
  assert.equal(s.next(NOON + 62000).id, 'a/000');
  assert.deepEqual([7, 8, 9, 12, 13, 16].map((n) => queue.isLeech(n, 8)), [false, true, false, true, false, true]);
  assert.equal(queue.isLeech(100, 0), false, 'never, if told so');
});

test('of a card\'s cloze deletions one comes a day', () => {
  const items = ['a/x/c-one', 'a/x/c-two', 'a/y'].map(item);
  const s = session({ items });
  assert.deepEqual([...new Set(studyAll(s))], ['a/x/c-one', 'a/y']);
  const later = session({ log: s.log, items, now: NOON + days.HOUR });
  assert.equal(later.next(NOON + days.HOUR).id, null, 'nor in another session of the day');
  const tomorrow = session({ log: s.log, items, now: NOON + days.DAY, mode: 'new' });
  assert.equal(tomorrow.next(NOON + days.DAY).id, 'a/x/c-two');
});

test('what another tab graded is not asked again', () => {
  const items = cards(3);
  const s = session({ items });
  const other = session({ items });
  const event = take(other, 'a/000', 4, NOON);
  s.log.add([event]);
  assert.equal(s.next(NOON + 1).id, 'a/001');
  assert.equal(s.counts().newCards, 2);
});

test('a day that ends during a session brings the next day\'s cards', () => {
  const items = cards(8);
  const s = session({ items, limits: { ...LIMITS, newCards: 2 }, now: Date.UTC(2026, 10, 23, 3, 59) });
  const seen = studyAll(s, 4, Date.UTC(2026, 10, 23, 3, 59, 50));
  assert.deepEqual(seen, ['a/000', 'a/001', 'a/002'], 'one before four o\'clock, two after');
});

test('what the learner asked for comes on top of the limits and first', () => {
  const items = cards(5);
  const log = learned(items.slice(0, 2), 10, 100);
  const now = NOON - 1000;
  log.add(['a/001', 'a/004'].map((card) => events.createEvent('queue', { card }, { now, off: 0 })));
  const s = session({ log, items, limits: { ...LIMITS, newCards: 0, reviews: 0 } });
  assert.deepEqual([...s.list].sort(), ['a/001', 'a/004']);
  assert.deepEqual([...new Set(studyAll(s, 4))].sort(), ['a/001', 'a/004']);
  assert.equal(session({ log: s.log, items, limits: { ...LIMITS, newCards: 0, reviews: 0 } }).list.length, 0, 'once');
});
