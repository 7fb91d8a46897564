// Numbers about learning, from logs whose truth is known.
import test from 'node:test';
import assert from 'node:assert/strict';
import { simulate, stamp } from './simulate.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import * as fsrs from '../../themes/default/js/fsrs.js';
import { Log } from '../../themes/default/js/log.js';
import * as stats from '../../themes/default/js/stats.js';

const NOON = Date.UTC(2026, 10, 22, 12);
const TODAY = days.dayOf(NOON, 0);
let serial = 0;
const on = (type, day, fields) => events.createEvent(type, fields, { now: NOON + day * days.DAY + serial * 1000, off: 0, id: stamp(serial++) });
const grade = (card, day, g, interval) => on('grade', day, { card, g, ms: 5000, ...(interval ? { days: interval } : { step: 0, wait: 600 }) });

function history() {
  const log = new Log();
  log.add([
    grade('db/acid', -40, 3, 2), // new
    grade('db/acid', -38, 3, 30), // young, passed
    grade('db/acid', -8, 1), // mature, failed
    grade('db/acid', -8, 3, 4), // relearned: no recall
    grade('db/acid', -4, 3, 10), // young, passed
    grade('db/sql/joins', -3, 3), // learning
    grade('db/sql/index', -1, 4, 30),
    on('cram', 0, { card: 'db/acid', g: 1, ms: 2000 }),
    on('suspend', 0, { card: 'api/rest' }),
  ]);
  return log;
}

test('activity counts every grade with its time, and new cards', () => {
  const { activity } = stats.collectStats(history());
  assert.deepEqual(activity.get(TODAY - 8), { grades: 2, newCards: 0, ms: 10000 });
  assert.deepEqual(activity.get(TODAY - 40), { grades: 1, newCards: 1, ms: 5000 });
  assert.deepEqual(activity.get(TODAY), { grades: 1, newCards: 0, ms: 2000 }, 'cram takes time too');
});

test('true retention counts the first reviews of learned cards, young and mature apart', () => {
  const { recalls } = stats.collectStats(history());
  const all = stats.retention(recalls, TODAY, Infinity);
  assert.deepEqual([all.all.reviews, all.all.passed], [3, 2]);
  assert.deepEqual([all.young.reviews, all.young.passed], [2, 2]);
  assert.deepEqual([all.mature.reviews, all.mature.passed], [1, 0]);
  assert.ok(all.all.expected > 2 && all.all.expected < 3);
  assert.equal(stats.retention(recalls, TODAY, 7).all.reviews, 1);
  assert.equal(stats.retention([], TODAY, 7).all.reviews, 0);
});

test('what was taken back does not count', () => {
  const log = history();
  const failed = log.events.find((e) => e.g === 1 && e.type === 'grade');
  log.add([on('undo', 0, { of: failed.id })]);
  const { recalls } = stats.collectStats(log);
  assert.equal(stats.retention(recalls, TODAY, Infinity).mature.passed, 1);
});

test('hardest are those forgotten most', () => {
  const { states } = stats.collectStats(history());
  assert.deepEqual(stats.hardest(states, 5).map((s) => s.id), ['db/acid']);
});

test('mastery is the share that would be recalled today, topics within included', () => {
  const log = history();
  const { states } = stats.collectStats(log);
  const topics = [{ id: 'db', total: 4 }, { id: 'db/sql', total: 2 }, { id: 'api', total: 1 }];
  const mastery = stats.mastery(states, topics, log.weights(), TODAY);
  const recall = (id) => stats.recallOn(log.weights(), log.card(id), TODAY);
  assert.ok(Math.abs(mastery.get('db/sql').share - (recall('db/sql/joins') + recall('db/sql/index')) / 2) < 1e-12);
  assert.equal(mastery.get('db').seen, 3);
  assert.ok(mastery.get('db').share < 0.75 && mastery.get('db').share > 0.6);
  assert.deepEqual(mastery.get('api'), { share: 0, seen: 0, total: 1 });
});

test('a streak lasts while no day is missed, and today still has time', () => {
  const done = (list) => new Map(list.map((d) => [TODAY + d, { grades: 1, newCards: 0, ms: 1 }]));
  assert.equal(stats.streak(done([-3, -2, -1]), TODAY), 3);
  assert.equal(stats.streak(done([-2, -1, 0]), TODAY), 3);
  assert.equal(stats.streak(done([-4, -3]), TODAY), 0);
  assert.equal(stats.streak(new Map(), TODAY), 0);
});

test('marks tell a card\'s state at a glance', () => {
  const log = history();
  const stage = (id) => stats.maturityOf(log.card(id));
  assert.deepEqual(['db/acid', 'db/sql/joins', 'db/sql/index', 'api/rest', 'none/such'].map(stage), ['young', 'learning', 'mature', 'suspended', 'new']);
});

test('the topic of a card is its folder, for cloze deletions too', () => {
  assert.equal(stats.topicOf('db/sql/joins'), 'db/sql');
  assert.equal(stats.topicOf('db/acid/c-key'), 'db');
});

test('the model expects what simulated learners do', () => {
  let expected = 0, passed = 0, reviews = 0;
  for (let i = 0; i < 60; i++) {
    const { log } = simulate(`calibration ${i}`, { cards: 30, days: 90 });
    const all = stats.retention(stats.collectStats(log).recalls, 1e9, Infinity).all;
    expected += all.expected;
    passed += all.passed;
    reviews += all.reviews;
  }
  assert.ok(reviews > 5000, `${reviews}`);
  assert.ok(Math.abs(expected - passed) / reviews < 0.02, `${expected} ${passed} of ${reviews}`);
  assert.ok(fsrs.FSRS_VERSION === 6);
});
