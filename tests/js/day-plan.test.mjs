// What a day holds on the way to an interview: how much, in which order, from which topics.
import test from 'node:test';
import assert from 'node:assert/strict';
import { guide, walk, FIRST } from './day-plan-simulate.mjs';
import * as coach from '../../themes/default/js/day-plan.js';
import * as fsrs from '../../themes/default/js/fsrs.js';
import * as log from '../../themes/default/js/log.js';

const W = fsrs.DEFAULT_WEIGHTS;
const LIMITS = { newCards: 20, reviews: 200 };
const goal = (over) => ({ date: 1021, unseen: 170, minutes: 0, cost: { newCard: 1, review: 0.5 }, ...over });

test('the pace reaches every card; nothing new on the last two days, and the last part of a long way is for reviews', () => {
  assert.deepEqual(coach.newCardPace(100, 1000, 1030), { days: 30, newDays: 24, perDay: 5 });
  assert.deepEqual(coach.newCardPace(100, 1000, 1100), { days: 100, newDays: 93, perDay: 2 });
  assert.deepEqual(coach.newCardPace(100, 1000, 1003), { days: 3, newDays: 1, perDay: 100 });
  for (const days of [0, 1, 2]) assert.deepEqual(coach.newCardPace(100, 1000, 1000 + days), { days, newDays: 0, perDay: 0 });
  for (let days = 3; days < 200; days++) {
    const { perDay, newDays } = coach.newCardPace(333, 1000, 1000 + days);
    assert.ok(perDay * newDays >= 333 && newDays >= 1 && newDays <= days - 2);
  }
});

test('a day has the minutes that it has: reviews leave new cards half of it at most, and take what is left', () => {
  const day = { today: 1000, due: 0, done: { newCards: 0, reviews: 0 } };
  assert.deepEqual(coach.dailyQuota(LIMITS, null, day), { newCards: 20, reviews: 200 });
  assert.equal(coach.dailyQuota(LIMITS, goal(), day).newCards, 10);
  for (const minutes of [10, 30, 60]) {
    for (const due of [0, 5, 40, 400]) {
      const room = coach.dailyQuota(LIMITS, goal({ minutes }), { ...day, due });
      assert.ok(Math.min(due, room.reviews) * 0.5 + room.newCards <= minutes, `${minutes} ${due}`);
      assert.ok(room.newCards > 0, 'a backlog does not stop what is new');
    }
  }
  assert.equal(coach.dailyQuota(LIMITS, goal({ date: 1002 }), day).newCards, 0);
});

test('every topic advances by its share, in its order, and what is required comes first', () => {
  const items = guide([40, 10, 30, 20]);
  const order = coach.newCardOrder(items, () => true);
  assert.equal(new Set(order).size, items.length);
  const place = new Map(order.map(({ card }, i) => [card, i]));
  for (const { card, info } of items) for (const id of info.requires) assert.ok(place.get(id) < place.get(card), `${id} before ${card}`);
  const half = order.slice(0, 50).filter(({ info }) => info.topic === 'topic-0').length;
  assert.ok(half >= 17 && half <= 24, `${half} of 50 from the topic that has 40 of 100`);
  const circle = [{ id: 'a/1', card: 'a/1', info: { topic: 'a', requires: ['a/2'] } }, { id: 'a/2', card: 'a/2', info: { topic: 'a', requires: ['a/1'] } }];
  assert.equal(coach.newCardOrder(circle, () => true).length, 2);
});

test('cards of the level itself come twice as fast as those below it, from the first day, and what they require before them', () => {
  const card = (level, n, requires = []) => ({ id: `a/${level}${n}`, card: `a/${level}${n}`, info: { topic: 'a', level, requires } });
  const items = [...Array.from({ length: 60 }, (_, n) => card('junior', n)), ...Array.from({ length: 60 }, (_, n) => card('mid', n, n === 0 ? ['a/junior59'] : []))];
  const order = coach.newCardOrder(items, () => true, 'mid');
  assert.deepEqual(order.slice(0, 2).map(({ id }) => id), ['a/junior59', 'a/mid0']);
  const mid = order.slice(0, 60).filter(({ info }) => info.level === 'mid').length;
  assert.ok(mid >= 38 && mid <= 41, `${mid} of the first 60`);
  assert.equal(new Set(order).size, 120);
  assert.deepEqual(coach.newCardOrder(items, () => true).slice(1, 3).map(({ id }) => id), ['a/junior1', 'a/junior2'], 'without a level the order of the topic');
});

test('no topic is more than 40% of a day while others have something', () => {
  const items = guide([60, 20, 20]).map((item) => ({ ...item, info: { ...item.info, requires: [] } }));
  const stateOf = (id) => ({ ...log.emptyState(id), phase: 'review', memory: { s: 5, d: 5 }, day: 990, due: 995 });
  const { reviews } = coach.chooseForDay({ due: items, newCards: [] }, { stateOf, today: 1000, later: 1021, weights: W, newCards: 0, reviews: 30 });
  assert.equal(reviews.length, 30);
  for (const topic of ['topic-0', 'topic-1', 'topic-2']) assert.ok(reviews.filter(({ info }) => info.topic === topic).length <= 12, topic);
  const alone = coach.chooseForDay({ due: items.slice(0, 60), newCards: [] }, { stateOf, today: 1000, later: 1021, weights: W, newCards: 0, reviews: 30 });
  assert.equal(alone.reviews.length, 30, 'one topic alone may be all of it');
});

test('a backlog after a month is spread, what gains most first', () => {
  const items = guide([30, 30, 30]);
  const { log: before } = walk({ seed: 'away', items, recall: 0.9, length: 20 });
  const states = items.map(({ id }) => before.card(id));
  const today = FIRST + 50;
  const gains = states.filter(({ memory }) => memory).map((state) => coach.reviewValue(state, today, today + 10, W));
  assert.ok(gains.every((gain) => gain > 0));
  const due = items.filter(({ id }) => before.card(id).phase === 'review');
  const room = coach.dailyQuota(LIMITS, goal({ date: today + 10, unseen: 0, minutes: 20 }), { today, due: due.length, done: { newCards: 0, reviews: 0 } });
  assert.equal(room.reviews, 40);
  const { reviews } = coach.chooseForDay({ due, newCards: [] }, { stateOf: (id) => before.card(id), today, later: today + 10, weights: W, newCards: 0, reviews: room.reviews });
  assert.equal(reviews.length, 40);
  const gain = (item) => coach.reviewValue(before.card(item.id), today, today + 10, W);
  const mean = (list) => list.reduce((sum, item) => sum + gain(item), 0) / list.length;
  assert.ok(mean(reviews) > mean(due.filter((item) => !reviews.includes(item))));
});

test('long tasks and mock interviews have days, none of them on the last two but the last rehearsal', () => {
  for (const [tasks, days] of [[3, 21], [10, 21], [40, 21], [1, 4], [2, 3], [5, 2]]) {
    const slots = coach.longTaskDays(tasks, 1000, 1000 + days);
    assert.equal(new Set(slots).size, slots.length);
    assert.ok(slots.every((day) => day >= 1000 && day < 1000 + days - 2), `${slots}`);
    assert.equal(slots.length, Math.min(tasks, Math.max(0, Math.ceil((days - 2) / 2))), 'at most every other day');
    assert.deepEqual(slots, slots.toSorted((a, b) => a - b));
  }
  assert.deepEqual(coach.mockInterviewDays(1000, 1021, -1), [1000, 1007, 1012, 1016, 1019]);
  assert.deepEqual(coach.mockInterviewDays(1000, 1021, 1000)[0], 1007);
  assert.deepEqual(coach.mockInterviewDays(1000, null, 990), [1000]);
  assert.deepEqual(coach.mockInterviewDays(1000, null, 998), [1005]);
});

test('a long task that is done or was missed moves no other day, and none falls on a rehearsal', () => {
  const way = { all: 8, since: 1000, busy: coach.mockInterviewDays(1000, 1030, -1) };
  const days = coach.longTaskDays(8, 1000, 1030, way);
  assert.ok(days.length >= 7, `${days}`);
  assert.ok(days.every((day) => !way.busy.includes(day)), `${days}`);
  for (let today = 1001; today < 1028; today++) {
    const later = coach.longTaskDays(8, today, 1030, way);
    for (const day of days) if (day >= today) assert.ok(later.includes(day), `${day} seen from ${today}: ${later}`);
  }
});

test('a rehearsal that was missed stays until one is done', () => {
  assert.deepEqual(coach.mockInterviewDays(1008, 1021, 1000, 1000), [1007, 1012, 1016, 1019]);
  assert.deepEqual(coach.mockInterviewDays(1011, 1021, 1000, 1000), [1007, 1016, 1019], 'whoever does it today has done that of tomorrow');
  assert.deepEqual(coach.mockInterviewDays(1018, 1021, 1000, 1000), [1007], 'of several the first: it does not become less late');
  assert.deepEqual(coach.mockInterviewDays(1018, 1021, 1017, 1000), [1019], 'one that was done late counts');
  assert.deepEqual(coach.mockInterviewDays(1008, 1021, 1006, 1000), [1012, 1016, 1019], 'and so does one a day early');
  assert.deepEqual(coach.mockInterviewDays(1008, 1021, -1, 1008), [1012, 1016, 1019], 'what lay before the plan was not missed');
});

test('what a learner asks for on top comes on top, with a date and without', () => {
  const day = { today: 1000, due: 0, done: { newCards: 10, reviews: 0 } };
  for (const way of [null, goal(), goal({ minutes: 10 }), goal({ date: 1002 })]) {
    assert.equal(coach.dailyQuota({ ...LIMITS, extra: 5 }, way, day).newCards, coach.dailyQuota(LIMITS, way, day).newCards + 5);
  }
});

test('a date that asks for more new cards a day than are kept says so, and which would do', () => {
  assert.equal(coach.feasibleAlternatives(100, 100, 107 + 14), null);
  const { perDay, date, cards } = coach.feasibleAlternatives(260, 100, 107);
  assert.ok(perDay > coach.MAX_NEW_PER_DAY);
  assert.equal(coach.feasibleAlternatives(260, 100, date), null);
  assert.ok(coach.feasibleAlternatives(260, 100, date - 1), 'the first that is late enough');
  assert.equal(coach.feasibleAlternatives(cards, 100, 107), null, 'and so many cards fit');
});
