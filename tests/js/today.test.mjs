// Today's numbers: the same on every page, whoever counts.
import test from 'node:test';
import assert from 'node:assert/strict';
import { simulate } from './simulate.mjs';
import * as days from '../../themes/default/js/days.js';
import * as deck from '../../themes/default/js/deck.js';
import * as events from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';
import * as queue from '../../themes/default/js/queue.js';
import * as random from '../../themes/default/js/random.js';
import * as digests from '../../themes/default/js/progress-digest.js';
import * as tally from '../../themes/default/js/card-counts.js';
import * as today from '../../themes/default/js/today.js';

const ROOT = {
  book: 'b', title: 'B', hash: '', edit: '', study: { interviews: true }, sections: {}, aliases: {}, tags: [],
  levels: [['junior', 'Junior'], ['mid', 'Mid'], ['senior', 'Senior']], kinds: [['concept', 'Concept'], ['scenario', 'Scenario']],
  topics: [0, 1, 2].map((t) => ({ id: `topic-${t}`, title: `Topic ${t}`, parent: -1, file: 'f', counts: [[0, 0, 7, 9], [1, 0, 7, 7], [2, 0, 6, 6]] })),
};
globalThis.Recto.deckManifest(ROOT);
for (let t = 0; t < 3; t++) {
  const rows = Array.from({ length: 20 }, (_, i) => [`card-${t + 3 * i}`, `Card ${i}`, i < 7 ? 0 : i < 14 ? 1 : 2, 0, i === 5 ? 45 : 5, [], i < 2 ? ['x', 'y'] : [], '', '', i > 2 ? [`card-${t + 3 * (i - 2)}`] : []]);
  globalThis.Recto.deckTopic(`topic-${t}`, 25, ['p'], rows);
}
const items = deck.loadedCards().flatMap(deck.scheduledItems);
const LIMITS = { newCards: 5, reviews: 12, retention: 0.9, leech: 8 };

/** Learners with a history, some of it of cards that are gone. */
function learner(seed, length) {
  const ids = [...items.map(({ id }) => id), 'topic-0/gone', 'topic-1/card-1/c-gone', 'lost/card'];
  const { log, offset } = simulate(seed, { cards: 0, days: length, ids });
  return { log, offset };
}

for (const goal of [null, { date: 12, level: 'mid' }, { date: 1, level: '' }]) {
  for (const seed of 'abcdefgh') {
    test(`the session has what today says (${seed}, ${goal ? `interview in ${goal.date} days` : 'no date'})`, () => {
      const { log, offset } = learner(seed, 8 + seed.charCodeAt(0) % 20);
      const now = log.events.at(-1).t + (seed < 'e' ? 60000 : 2 * days.DAY);
      const day = days.dayOf(now, offset);
      if (goal) log.add([events.createEvent('goal', { date: day + goal.date, level: goal.level }, { now, off: offset })]);
      const levels = seed === 'b' ? ['junior'] : [];
      const made = today.summariseToday(ROOT, log, tally.cardStatuses(log, deck.loadedCards(), day), { day, newCards: LIMITS.newCards, reviews: LIMITS.reviews, minutes: 15, levels });
      const choice = today.defaultSelection(ROOT, log, day, levels);
      const cards = deck.loadedCards().filter((card) => today.isInDefaultSelection(choice, card));
      const session = new queue.Session({ log, items: cards.flatMap(deck.scheduledItems), mode: 'study', limits: LIMITS, now, zone: () => offset, goal: today.sessionInterviewGoal(log, cards, day, 15) });
      const counts = session.counts();
      assert.equal(made.reviews, counts.review + counts.learning);
      assert.equal(made.newCards, counts.newCards);
      if (goal && goal.date <= 2) assert.equal(made.newCards, 0);
      // A day later, if nothing was done.
      const later = today.summariseToday(ROOT, log, tally.cardStatuses(log, deck.loadedCards(), day + 3), { day: day + 3, newCards: LIMITS.newCards, reviews: LIMITS.reviews, minutes: 15, levels });
      if (!goal) assert.deepEqual(made.ahead[3].slice(0, 2), later.ahead[0].slice(0, 2), 'home knows it from the digest');
      const digest = digests.digestOf(log, ROOT, tally.cardStatuses(log, deck.loadedCards(), day), made, '');
      assert.deepEqual(digest.ahead[0].slice(0, 2), [made.reviews, made.newCards]);
      for (const [, seen] of Object.values(digest.topics)) assert.ok(seen <= 20, 'no more seen than there are');
    });
  }
}

test('without interviews there are no rehearsals', () => {
  const { log, offset } = learner('a', 9);
  const now = log.events.at(-1).t + 60000;
  const day = days.dayOf(now, offset);
  log.add([events.createEvent('goal', { date: day + 12, level: 'mid' }, { now, off: offset })]);
  const made = (/** @type {any} */ study) => today.summariseToday({ ...ROOT, study }, log, tally.cardStatuses(log, deck.loadedCards(), day), { day, newCards: 5, reviews: 12, minutes: 15, levels: [] });
  assert.notEqual(made({ interviews: true }).mock, null);
  assert.equal(made({}).mock, null);
});

test('a card counts once, whatever its gaps and whatever is no longer there', () => {
  const log = new Log();
  const now = Date.UTC(2026, 10, 22, 12);
  const day = days.dayOf(now, 0);
  const grade = (card, ago, interval) => events.createEvent('grade', { card, g: 3, ms: 1, days: interval }, { now: now - ago * days.DAY, off: 0 });
  log.add([grade('topic-0/card-0/c-x', 5, 3), grade('topic-0/card-0/c-y', 5, 4), grade('topic-0/gone', 5, 1), grade('topic-0/card-6', 1, 9)]);
  const lines = tally.cardStatuses(log, deck.loadedCards(), day);
  assert.deepEqual(tally.byTopic(lines, day).get('topic-0'), { due: 1, seen: 2 });
  const sums = tally.withSubtopics({ ...ROOT, topics: [{ id: 'all', parent: -1, counts: [] }, { ...ROOT.topics[0], parent: 0 }] }, tally.byTopic(lines, day));
  assert.deepEqual(sums.get('all'), { due: 1, seen: 2, total: 20 });
});

test('what was weak, what takes long', () => {
  const log = new Log();
  const now = Date.UTC(2026, 10, 22, 12);
  const day = days.dayOf(now, 0);
  for (let i = 0; i < 8; i++) log.add([events.createEvent('grade', { card: `topic-1/card-${1 + 3 * i}`, g: i < 4 ? 1 : 3, ms: 60000, step: 1, wait: 600 }, { now: now - days.DAY + i, off: 0 })]);
  log.add([events.createEvent('goal', { date: day + 20, level: 'junior' }, { now: now + 10, off: 0 })]);
  const made = today.summariseToday(ROOT, log, tally.cardStatuses(log, deck.loadedCards(), day), { day, newCards: 5, reviews: 10, minutes: 60, levels: [] });
  assert.deepEqual(made.weak, ['topic-1']);
  assert.ok(made.nextLong > day && made.nextLong < day + 18);
  const tasks = today.longTasks(deck.loadedCards(), log, ['junior']);
  assert.ok(tasks.length > 0 && tasks.every(({ minutes }) => minutes === 45));
  assert.ok(Math.abs(today.minutesPerCard(log, day, []).newCard - (10 * 1.5 + 8) / 18) < 1e-9);
});

test('an hour a day holds about eight new cards of six minutes, and the day fits the hour', () => {
  const six = deck.loadedCards().map((card) => ({ ...card, minutes: 6, clozes: [] }));
  const log = new Log();
  const now = Date.UTC(2026, 10, 22, 12);
  const day = days.dayOf(now, 0);
  log.add([events.createEvent('goal', { date: day + 10, level: '' }, { now, off: 0 })]);
  const made = today.summariseToday(ROOT, log, tally.cardStatuses(log, six, day), { day, newCards: 20, reviews: 200, minutes: 60, levels: [] });
  assert.equal(made.newCards, 8);
  assert.ok(made.ahead.slice(0, 10).every(([, , minutes]) => minutes <= 60), `${made.ahead}`);
  // A learner who takes a minute for each gets more of them as the log learns it.
  log.add(six.slice(0, 20).map((card, i) => events.createEvent('grade', { card: card.id, g: 3, ms: 60000, days: 5 }, { now: now - days.DAY + i, off: 0 })));
  assert.ok(today.minutesPerCard(log, day, six).newCard < 4);
});

for (const seed of 'abcdef') {
  test(`what a day holds stays the same while it is done, however fast (${seed})`, () => {
    const { log, offset } = learner(seed, 6 + seed.charCodeAt(0) % 9);
    let now = log.events.at(-1).t + days.DAY;
    const day = days.dayOf(now, offset);
    log.add([events.createEvent('goal', { date: day + 9, level: '' }, { now, off: offset })]);
    const cards = deck.loadedCards().filter((card) => today.isInDefaultSelection(today.defaultSelection(ROOT, log, day, []), card));
    const chance = random.generator(seed);
    const open = () => new queue.Session({ log, items: cards.flatMap(deck.scheduledItems), mode: 'study', limits: LIMITS, now, zone: () => offset, goal: today.sessionInterviewGoal(log, cards, day, 12) });
    const todayNow = () => today.summariseToday(ROOT, log, tally.cardStatuses(log, deck.loadedCards(), day), { day, newCards: LIMITS.newCards, reviews: LIMITS.reviews, minutes: 12, levels: [] });
    const sizes = new Set();
    for (let n = 0; n < 300; n++) {
      // The page is opened anew after each grade.
      const session = open();
      const { newCards, reviews, carriedOver } = queue.studiedOn(log, day);
      const counts = session.counts();
      const touched = session.learning().filter((state) => state.day === day).length;
      sizes.add([newCards + counts.newCards, newCards + reviews + carriedOver + counts.newCards + counts.review + counts.learning - touched].join());
      const made = todayNow();
      assert.deepEqual([made.newCards, made.reviews], [counts.newCards, counts.review + counts.learning]);
      const { id, until } = session.next(now);
      if (id === null && until === null) break;
      now = (until ?? now) + 4000;
      if (id !== null) session.apply(session.grade(id, chance() < 0.8 ? 3 : 1, { now, ms: 4000 }));
    }
    assert.equal(sizes.size, 1, [...sizes].join(' | '));
    const tomorrow = today.summariseToday(ROOT, log, tally.cardStatuses(log, deck.loadedCards(), day + 1), { day: day + 1, newCards: LIMITS.newCards, reviews: LIMITS.reviews, minutes: 12, levels: [] });
    assert.deepEqual(todayNow().ahead[1], tomorrow.ahead[0], 'what the evening says of the morning');
  });
}

test('a missed rehearsal stays in the day, and long tasks have days of their own', () => {
  const { log, offset } = learner('a', 9);
  const now = log.events.at(-1).t + days.DAY;
  const day = days.dayOf(now, offset);
  log.add([events.createEvent('goal', { date: day + 10, level: '' }, { now, off: offset })]);
  const on = (/** @type {number} */ later) => today.summariseToday(ROOT, log, tally.cardStatuses(log, deck.loadedCards(), day + later), { day: day + later, newCards: 5, reviews: 12, minutes: 15, levels: [] });
  assert.equal(on(1).mock, day + 1);
  assert.equal(on(3).mock, day + 1, 'two days late');
  log.add([events.createEvent('interview', { paper: { seed: 'x', guide: '', level: '', stage: 'technical', minutes: 45, questions: [] } }, { now: now + 3 * days.DAY, off: offset })]);
  assert.equal(on(3).mock, day + 5);
  const { tasks, slots } = today.longTaskSchedule(ROOT, log, deck.loadedCards(), { day, date: day + 10, selection: today.defaultSelection(ROOT, log, day, []) });
  assert.ok(slots.length > 0 && slots.length <= tasks.length);
  assert.ok(!slots.includes(day + 5));
});
