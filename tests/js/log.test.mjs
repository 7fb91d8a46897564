// The log: order, undo, merging, aliases, and states that can be rebuilt.
import test from 'node:test';
import assert from 'node:assert/strict';
import { simulate, stamp } from './simulate.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import * as fsrs from '../../themes/default/js/fsrs.js';
import { Log } from '../../themes/default/js/log.js';
import * as random from '../../themes/default/js/random.js';

const at = Date.UTC(2026, 10, 22, 12);
let serial = 0;
/** An event at noon of a day from 22 November 2026 on. */
function event(type, fields, day = 0, minute = 0) {
  return events.createEvent(type, fields, { now: at + day * days.DAY + minute * days.MINUTE, off: 0, id: stamp(serial++) });
}
const grade = (card, g, day, rest = { days: 3 }) => event('grade', { card, g, ms: 1000, ...rest }, day);

test('a state follows its grades', () => {
  const log = new Log();
  log.add([grade('a/x', 3, 0, { step: 1, wait: 600 })]);
  assert.equal(log.card('a/x').phase, 'learning');
  assert.equal(log.card('a/x').dueAt, at + 600000);
  log.add([grade('a/x', 3, 0, { days: 2 })]);
  const { phase, due, day, reps, lapses, introduced, memory } = log.card('a/x');
  assert.deepEqual({ phase, reps, lapses }, { phase: 'review', reps: 2, lapses: 0 });
  assert.equal(due, day + 2);
  assert.equal(introduced, day);
  const expected = fsrs.nextMemory(fsrs.DEFAULT_WEIGHTS, fsrs.firstMemory(fsrs.DEFAULT_WEIGHTS, 3), 0, 3);
  assert.deepEqual(memory, expected);
  log.add([grade('a/x', 1, 2, { step: 0, wait: 600 })]);
  assert.equal(log.card('a/x').phase, 'relearning');
  assert.equal(log.card('a/x').lapses, 1);
  assert.equal(log.card('never/seen').phase, 'new');
});

test('undo takes back whatever it names, and an undo of it brings it again', () => {
  const log = new Log();
  const first = grade('a/x', 3, 0);
  const second = grade('a/x', 1, 3, { step: 0, wait: 600, leech: true });
  const undo = event('undo', { of: second.id }, 3, 1);
  log.add([first, second]);
  assert.equal(log.card('a/x').suspended, true);
  log.add([undo]);
  assert.equal(log.card('a/x').phase, 'review');
  assert.equal(log.card('a/x').suspended, false);
  assert.equal(log.card('a/x').reps, 1);
  log.add([event('undo', { of: undo.id }, 3, 2)]);
  assert.equal(log.card('a/x').lapses, 1);
  const bury = event('bury', { card: 'a/y' }, 4);
  log.add([bury, event('undo', { of: bury.id }, 4, 1)]);
  assert.equal(log.card('a/y').buried, 0);
});

test('an undo of something later, of itself, or of nothing does nothing', () => {
  const log = new Log();
  const late = grade('a/x', 3, 5);
  log.add([event('undo', { of: late.id }, 0), late, event('undo', { of: stamp(999999) }, 6)]);
  const self = { ...event('undo', { of: '' }, 7) };
  self.of = self.id;
  log.add([self]);
  assert.equal(log.card('a/x').reps, 1);
});

test('bury lasts a day, suspend until resumed', () => {
  const log = new Log();
  log.add([event('bury', { card: 'a/x' }), event('suspend', { card: 'a/y' })]);
  assert.equal(log.card('a/x').buried, days.dayOf(at, 0));
  assert.equal(log.card('a/y').suspended, true);
  log.add([event('resume', { card: 'a/y' }, 1), event('resume', { card: 'a/x' }, 1)]);
  assert.equal(log.card('a/y').suspended, false);
  assert.equal(log.card('a/x').buried, 0);
});

test('merging is a union: any order, any number of times, the same states', () => {
  const random_ = random.generator('merge');
  const { all, log } = simulate('merge', { cards: 40, days: 60 });
  const parts = [[], [], []];
  for (const e of all) parts[Math.floor(random_() * 3)].push(e);
  const merged = new Log();
  for (const part of random.shuffle([...parts, ...parts], random_)) merged.add(random.shuffle(part, random_));
  assert.deepEqual(merged.events, log.events);
  assert.deepEqual(states(merged), states(log));
  assert.deepEqual(merged.add(all), [], 'nothing is new');
});

const states = (log) => Object.fromEntries(log.cards().sort().map((id) => [id, log.card(id)]));

test('the states after 1,000 learners\' histories equal those rebuilt from their logs', () => {
  for (let learner = 0; learner < 1000; learner++) {
    const { all, log } = simulate(`learner ${learner}`, { cards: 6, days: 25 });
    const rebuilt = new Log();
    rebuilt.add(random.shuffle(all, random.generator(`${learner}`)));
    assert.deepEqual(states(rebuilt), states(log), `learner ${learner}`);
  }
});

test('progress follows a card to its new name, and two logs unite in one card', () => {
  const log = new Log({ 'old/x': 'new/x', 'old/y': 'new/x' });
  log.add([grade('old/x', 3, 0), grade('old/y', 3, 3), grade('new/x', 4, 8), grade('old/x/c-key', 3, 1)]);
  assert.equal(log.card('new/x').reps, 3);
  assert.equal(log.card('new/x/c-key').reps, 1, 'cloze deletions move with their card');
  assert.deepEqual(log.cards().sort(), ['new/x', 'new/x/c-key']);
  log.applyAliases({});
  assert.equal(log.card('old/x').reps, 1);
});

test('new weights count for the whole history, move reviews only if told, and can be taken back', () => {
  const log = new Log();
  log.add([grade('a/x', 3, 0, { days: 3 }), grade('a/x', 3, 3, { days: 10 })]);
  const before = log.card('a/x');
  const w = fsrs.DEFAULT_WEIGHTS.map((x, i) => (i < 4 ? x * 3 : x));
  log.add([event('weights', { w }, 4)]);
  assert.ok(log.card('a/x').memory.s > before.memory.s);
  assert.equal(log.card('a/x').due, before.due);
  const moved = event('weights', { w, retention: 0.8 }, 5);
  log.add([moved]);
  assert.ok(log.card('a/x').due > before.due + 10);
  const due = log.card('a/x').due;
  log.add([event('undo', { of: moved.id }, 5, 1)]);
  assert.equal(log.card('a/x').due, before.due);
  assert.ok(due > before.due);
  log.add([event('weights', { w: null }, 6)]);
  assert.deepEqual(log.card('a/x').memory, before.memory);
});

test('goal, notes and interviews are the latest that stand', () => {
  const log = new Log({ 'b/old': 'b/new' });
  assert.equal(log.interviewGoal(), null);
  const goal = event('goal', { date: 20800, level: 'mid' }, 1);
  log.add([event('goal', { date: 20700, level: '' }), goal]);
  assert.deepEqual(log.interviewGoal(), { date: 20800, level: 'mid' });
  log.add([event('undo', { of: goal.id }, 2)]);
  assert.deepEqual(log.interviewGoal(), { date: 20700, level: '' });
  log.add([event('goal', { date: null, level: '' }, 3)]);
  assert.equal(log.interviewGoal(), null);
  log.add([event('note', { card: 'b/old', s: 'one', k: '', a: '', r: '' }, 1), event('note', { card: 'b/new', s: 'two', k: '', a: '', r: '' }, 2)]);
  assert.equal(log.story('b/new').s, 'two');
  assert.equal(log.story('b/other'), undefined);
});

test('a clock set back never puts an event before the one it follows', () => {
  const first = grade('a/x', 3, 5);
  const next = events.createEvent('grade', { card: 'a/x', g: 3, ms: 1, days: 2 }, { now: first.t - 5 * days.DAY, after: first.t, off: 0 });
  assert.ok(events.compareEvents(first, next) < 0);
  assert.ok(events.check(next));
});
