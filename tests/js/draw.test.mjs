// The paper of a mock interview: the same for the same seed, fitting for level and stage.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as draw from '../../themes/default/js/draw.js';
import * as random from '../../themes/default/js/random.js';

const LEVELS = ['junior', 'mid', 'senior'];
const MINUTES = { concept: 5, scenario: 35, assessment: 180, behavioural: 5 };

const next = random.generator('guide');
const CARDS = Array.from({ length: 400 }, (_, i) => {
  const kind = ['concept', 'concept', 'concept', 'scenario', 'behavioural', 'assessment'][Math.floor(next() * 6)];
  return { id: `t${i % 12}/card-${i}`, topic: `t${i % 12}`, level: LEVELS[Math.floor(next() * 3)], kind, minutes: MINUTES[kind] };
});
const TOPICS = Array.from({ length: 12 }, (_, t) => ({
  id: `t${t}`,
  counts: LEVELS.flatMap((level) =>
    Object.keys(MINUTES).map((kind) => ({ level, kind, n: CARDS.filter((c) => c.topic === `t${t}` && c.level === level && c.kind === kind).length })),
  ),
}));
const ask = (over) => ({ seed: 'k3m9qa', level: 'mid', stage: 'technical', topics: [], minutes: 45, ...over });

function paper(over, cards = CARDS, topics = TOPICS) {
  const a = ask(over);
  const order = draw.topics(topics, LEVELS, a);
  return draw.questions(cards.filter((c) => order.includes(c.topic)), order, LEVELS, a);
}

test('the same seed draws the same paper, however the cards are listed', () => {
  const ids = (list) => list.map((q) => q.id);
  const first = ids(paper({}));
  assert.deepEqual(ids(paper({})), first);
  assert.deepEqual(ids(paper({}, random.shuffle(CARDS, next), random.shuffle(TOPICS, next))), first);
  assert.notDeepEqual(ids(paper({ seed: 'k3m9qb' })), first);
  assert.deepEqual(first, ['t5/card-257', 't9/card-381', 't11/card-83', 't3/card-195', 't8/card-272', 't1/card-337', 't10/card-310', 't0/card-144', 't4/card-148'], 'on every machine');
});

test('questions fit the stage, the level, and the time', () => {
  for (let i = 0; i < 200; i++) {
    for (const stage of draw.STAGES) {
      const questions = paper({ seed: `s${i}`, stage });
      assert.ok(questions.length > 0, stage);
      const total = questions.reduce((sum, q) => sum + q.minutes, 0);
      assert.ok(total <= 45, `${stage}: ${total} minutes`);
      assert.ok(stage === 'design' ? total >= 35 : total >= 40, `${stage}: only ${total} minutes`);
      assert.equal(new Set(questions.map((q) => q.id)).size, questions.length, 'no question twice');
      for (const q of questions) {
        assert.ok(draw.asksKind(stage, q.kind), `${q.kind} in ${stage}`);
        assert.notEqual(q.level, 'senior');
      }
    }
  }
});

test('the level itself is asked most', () => {
  const levels = Array.from({ length: 200 }, (_, i) => paper({ seed: `s${i}` })).flat().map((q) => q.level);
  const share = levels.filter((l) => l === 'mid').length / levels.length;
  assert.ok(share > 0.6 && share < 0.9, `${share}`);
});

test('the level itself is asked most even where a topic has few cards of it', () => {
  const cards = Array.from({ length: 60 }, (_, i) => ({ id: `t0/c-${i}`, topic: 't0', level: i % 10 ? 'junior' : 'mid', kind: 'concept', minutes: 5 }));
  const first = Array.from({ length: 200 }, (_, i) => draw.questions(cards, ['t0'], LEVELS, ask({ seed: `s${i}`, minutes: 5 }))[0].level);
  const share = first.filter((l) => l === 'mid').length / first.length;
  assert.ok(share > 0.6, `${share}`);
});

test('topics are spread, and only those asked for come', () => {
  const questions = paper({});
  assert.equal(new Set(questions.map((q) => q.topic)).size, questions.length, 'one from each before a second');
  assert.ok(paper({ topics: ['t1', 't2'] }).every((q) => ['t1', 't2'].includes(q.topic)));
  assert.deepEqual(draw.topics(TOPICS, LEVELS, ask({ topics: ['t1'] })), ['t1'], 'not t10 and t11');
  assert.deepEqual(paper({ topics: ['none'] }), []);
});

test('a question longer than the time is asked alone', () => {
  const questions = paper({ stage: 'design', minutes: 20 });
  assert.equal(questions.length, 1);
});

test('kinds that a guide makes up are asked in interviews that talk', () => {
  assert.ok(draw.asksKind('technical', 'riddle') && draw.asksKind('screen', '') && !draw.asksKind('design', 'riddle'));
  assert.equal(draw.levelWeight(LEVELS, 'mid', ''), 1);
  assert.equal(draw.levelWeight(LEVELS, 'mid', 'unknown'), 0);
});

test('phases add up to the question\'s minutes', () => {
  for (let minutes = 4; minutes <= 120; minutes++) {
    assert.equal(draw.phases(minutes).reduce((sum, p) => sum + p.minutes, 0), minutes);
  }
  assert.deepEqual(draw.phases(40).map((p) => p.minutes), [6, 16, 10, 8]);
});

test('the scorecard averages by topic and dimension and leaves out what was not scored', () => {
  const card = draw.scorecard([
    { card: 'db/acid', score: 80, bands: [3, 4, 0, 2] },
    { card: 'db/joins', score: 60, bands: [2, 0, 0, 2] },
    { card: 'api/rest', score: 100, bands: [4, 4, 0, 2] },
  ]);
  assert.deepEqual(card, { score: 80, topics: [{ id: 'api', n: 1, score: 100 }, { id: 'db', n: 2, score: 70 }], bands: [3, 4, 0, 2] });
  assert.deepEqual(draw.scorecard([]), { score: 0, topics: [], bands: [0, 0, 0, 0] });
});

test('seeds can be read aloud', () => {
  for (let i = 0; i < 50; i++) assert.match(draw.newSeed(), /^[a-hj-km-np-z2-9]{6}$/);
});
