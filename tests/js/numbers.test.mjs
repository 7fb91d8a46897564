// The numbers that home, study, Today, Progress and Browse show: of 20 random logs, all of them the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import { simulate } from './simulate.mjs';
import * as browse from '../../themes/default/js/browse-list.js';
import * as days from '../../themes/default/js/days.js';
import * as deck from '../../themes/default/js/deck.js';
import * as events from '../../themes/default/js/events.js';
import * as plan from '../../themes/default/js/forecast.js';
import * as queue from '../../themes/default/js/queue.js';
import * as random from '../../themes/default/js/random.js';
import * as stats from '../../themes/default/js/stats.js';
import * as digests from '../../themes/default/js/progress-digest.js';
import * as tally from '../../themes/default/js/card-counts.js';
import * as today from '../../themes/default/js/today.js';

const topics = [['a', -1], ['a/b', 0], ['c', -1], ['d', -1]];
const ROOT = {
  book: 'b', title: 'B', hash: '', edit: '', study: { interviews: true }, sections: {}, aliases: {}, tags: [],
  levels: [['junior', 'Junior'], ['mid', 'Mid'], ['senior', 'Senior']], kinds: [['concept', 'Concept']],
  topics: topics.map(([id, parent]) => ({ id, title: id, parent, file: 'f', counts: [[0, 0, 6, 9], [1, 0, 5, 5], [2, 0, 5, 5]] })),
};
globalThis.Recto.deckManifest(ROOT);
for (const [id] of topics) {
  // Two cards with several cloze deletions, a long task, some that require others, most with the minutes that they take.
  globalThis.Recto.deckTopic(id, 25, ['p'], Array.from({ length: 16 }, (_, i) => [`card-${i}`, `Card ${i}`, i < 6 ? 0 : i < 11 ? 1 : 2, 0, i === 9 ? 45 : i % 4 ? 6 : 0, [], i === 0 ? ['x', 'y'] : i === 1 ? ['x', 'y', 'z'] : [], '', '', i > 3 && i % 3 === 0 ? [`card-${i - 2}`] : []]));
}
const items = deck.loadedCards().flatMap(deck.scheduledItems);
const LIMITS = { newCards: 6, reviews: 14, retention: 0.9, leech: 8 };

/** A history with cards that are gone, set aside, asked for, carriedOver anew and moved, up to the middle of a day. @param {string} seed */
function learner(seed) {
  const chance = random.generator(`numbers ${seed}`);
  const { log, offset } = simulate(seed, { cards: 0, days: 4 + Math.floor(chance() * 24), ids: [...items.map(({ id }) => id), 'a/gone', 'lost/card'] });
  const now = log.events.at(-1).t + (chance() < 0.5 ? 60000 : days.DAY);
  const day = days.dayOf(now, offset);
  const any = () => items[Math.floor(chance() * items.length)].id;
  const mark = (type, fields = {}) => log.add([events.createEvent(type, { card: any(), ...fields }, { now, after: log.events.at(-1).t, off: offset })]);
  for (const type of ['bury', 'suspend', 'queue', 'queue', 'reset', 'resume']) mark(type);
  mark('move', { to: day });
  const isOnTheWay = chance() < 0.6;
  if (isOnTheWay) log.add([events.createEvent('goal', { date: day + 3 + Math.floor(chance() * 30), level: ['', 'mid', 'senior'][Math.floor(chance() * 3)] }, { now, after: log.events.at(-1).t, off: offset })]);
  return { log, offset, now, day, goal: log.interviewGoal(), minutes: [0, 20, 60][Math.floor(chance() * 3)] };
}

for (let n = 0; n < 20; n++) {
  test(`log ${n}`, () => {
    const { log, offset, now, day, goal, minutes } = learner(`log ${n}`);
    const known = deck.loadedCards();
    const lines = tally.cardStatuses(log, known, day);
    const made = today.summariseToday(ROOT, log, lines, { day, newCards: LIMITS.newCards, reviews: LIMITS.reviews, minutes, levels: [] });

    // Study: what the button starts.
    const choice = today.defaultSelection(ROOT, log, day, []);
    const cards = known.filter((card) => today.isInDefaultSelection(choice, card));
    const session = new queue.Session({ log, items: cards.flatMap(deck.scheduledItems), mode: 'study', limits: LIMITS, now, zone: () => offset, goal: today.sessionInterviewGoal(log, cards, day, minutes) });
    const counts = session.counts();
    const carriedOver = session.learning().map(({ id }) => id);
    // A card with several deletions in learning is one card of Today.
    const twice = carriedOver.length - new Set(carriedOver.map((id) => id.replace(/\/c-.*/, ''))).size;
    assert.deepEqual([made.reviews, made.newCards], [counts.review + counts.learning - twice, counts.newCards], 'Today and the session');

    // Home: what the digest says.
    const digest = digests.digestOf(log, ROOT, lines, made, '');
    assert.deepEqual(digest.ahead[0], [made.reviews, made.newCards, made.minutes], 'home and Today');

    // Progress: the plan's first day, the charts, the topics.
    if (goal) {
      const entries = cards.flatMap(deck.scheduledItems).filter(({ id }) => !log.card(id).suspended);
      const how = { today: day, date: goal.date, limits: LIMITS, minutes, cost: today.minutesPerCard(log, day, cards), weights: log.weights(), retention: 0.9, done: queue.studiedOn(log, day) };
      const [first] = plan.forecast({ rows: plan.serialiseEntries(entries, (id) => log.card(id)), how }).forecast.days;
      assert.deepEqual([first.reviews, first.newCards, Math.ceil(first.minutes - 1e-9)], [made.reviews, made.newCards, made.minutes], 'the plan and Today');
    }
    const total = tally.totalCards(ROOT);
    const states = tally.byState(lines, total);
    const seen = lines.filter((line) => line.seen).length;
    const due = tally.dueByDay(lines, day, 30)[0];
    assert.equal(Object.values(states).reduce((sum, one) => sum + one), total);
    const counted = tally.withSubtopics(ROOT, tally.byTopic(lines, day));
    const outer = ROOT.topics.filter(({ parent }) => parent < 0).map(({ id }) => counted.get(id));
    assert.deepEqual(outer.reduce((sum, topic) => [sum[0] + topic.due, sum[1] + topic.seen, sum[2] + topic.total], [0, 0, 0]), [due, seen, total], 'topics and charts');
    for (const [id, { seen: own }] of counted) assert.equal(digest.topics[id]?.[1] ?? 0, own, 'home, topics, progress');

    // Browse.
    const rows = browse.rows(log, known, day);
    const having = (over) => browse.filtered(rows, { ...browse.NO_FILTER, ...over });
    assert.equal(having({ due: day }).length, due, 'Browse and the chart');
    assert.deepEqual([having({ state: 'new' }).length, having({ state: 'learning' }).length, having({ state: 'suspended' }).length], [states.new, states.learning, states.suspended]);
    assert.equal(['due', 'young', 'mature'].reduce((sum, state) => sum + having({ state }).length, 0), states.young + states.mature);
    for (const { id } of ROOT.topics) {
      assert.deepEqual([having({ topic: id, due: day }).length, having({ topic: id }).length], [counted.get(id).due, counted.get(id).total], id);
    }
    // The sign of each card on reading pages.
    const signs = ROOT.topics.flatMap(({ id }) => digests.encodeCardStates(lines, id).split(' ').filter(Boolean));
    assert.equal(signs.length, total - states.new, 'every card that is not new has a sign');
    const dueBySign = signs.map((sign) => sign.split('=')[1]).filter((sign) => sign === 'l' || (sign !== 's' && parseInt(sign.slice(1), 36) <= day)).length;
    const buried = lines.filter((line) => line.state === 'learning' && !line.learning).length;
    assert.equal(dueBySign - buried, due);
    assert.ok(stats.collectStats(log).activity.size > 0);
  });
}
