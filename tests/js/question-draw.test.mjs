// The paper of a mock interview: the same for the same seed, fitting for level and stage.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as draw from '../../themes/default/js/question-draw.js';
import * as random from '../../themes/default/js/random.js';

const LEVELS = ['junior', 'mid', 'senior'];
const STAGES = { concept: ['screen', 'technical'], scenario: ['design'], assessment: [], behavioural: ['behavioural'] };
const MINUTES = { concept: 5, scenario: 35, assessment: 180, behavioural: 5 };

const next = random.generator('guide');
const CARDS = Array.from({ length: 400 }, (_, i) => {
  const kind = ['concept', 'concept', 'concept', 'scenario', 'behavioural', 'assessment'][Math.floor(next() * 6)];
  return { id: `t${i % 12}/card-${i}`, topic: `t${i % 12}`, level: LEVELS[Math.floor(next() * 3)], kind, stages: STAGES[kind], closed: i % 9 === 0, minutes: MINUTES[kind] };
});
const TOPICS = Array.from({ length: 12 }, (_, t) => ({
  id: `t${t}`,
  counts: LEVELS.flatMap((level) =>
    Object.keys(MINUTES).map((kind) => ({ level, stages: STAGES[kind], n: CARDS.filter((c) => c.topic === `t${t}` && c.level === level && c.kind === kind).length })),
  ),
}));
const ask = (over) => ({ seed: 'k3m9qa', level: 'mid', stage: 'technical', topics: [], minutes: 45, ...over });

function paper(over, cards = CARDS, topics = TOPICS) {
  const a = ask(over);
  const order = draw.drawTopics(topics, LEVELS, a);
  return draw.drawQuestions(cards.filter((c) => order.includes(c.topic)), order, LEVELS, a);
}

test('the same seed draws the same paper, however the cards are listed', () => {
  const ids = (list) => list.map((q) => q.id);
  const first = ids(paper({}));
  assert.deepEqual(ids(paper({})), first);
  assert.deepEqual(ids(paper({}, random.shuffle(CARDS, next), random.shuffle(TOPICS, next))), first);
  assert.notDeepEqual(ids(paper({ seed: 'k3m9qb' })), first);
  assert.deepEqual(first, ['t5/card-257', 't9/card-69', 't11/card-83', 't3/card-159', 't8/card-272', 't1/card-337', 't10/card-310', 't0/card-228', 't4/card-136'], 'on every machine');
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
        assert.ok(q.stages.includes(stage), `${q.kind} in ${stage}`);
        assert.ok(!q.closed, 'no choice or cloze card unless asked for');
        if (stage !== 'behavioural') assert.notEqual(q.level, 'senior');
      }
    }
  }
});

for (const level of LEVELS) {
  test(`an interview for ${level} asks that level alone where the guide has enough of it`, () => {
    for (const stage of ['screen', 'technical', 'design']) {
      for (let i = 0; i < 100; i++) {
        const list = paper({ seed: `s${i}`, level, stage });
        assert.deepEqual([...new Set(list.map((q) => q.level))], [level], `${stage} ${i}`);
        assert.equal(draw.countOtherLevels(list, ask({ level, stage })), 0);
      }
    }
  });
}

test('a level of which there is too little is asked whole, then the one below; never one above or further below', () => {
  const senior = CARDS.filter((c) => c.level === 'senior' && c.kind === 'concept' && !c.closed).slice(0, 3);
  const few = [...CARDS.filter((c) => c.level !== 'senior'), ...senior];
  const topics = TOPICS.map((topic) => ({ ...topic, counts: topic.counts.map((c) => (c.level === 'senior' && c.stages.includes('technical') ? { ...c, n: senior.filter((q) => q.topic === topic.id).length } : c)) }));
  for (let i = 0; i < 100; i++) {
    const list = paper({ seed: `s${i}`, level: 'senior' }, few, topics);
    assert.deepEqual(list.slice(0, 3).map((q) => q.id).sort(), senior.map((q) => q.id).sort(), 'all of the level, first');
    assert.ok(list.length > 5 && list.slice(3).every((q) => q.level === 'mid'));
    assert.equal(draw.countOtherLevels(list, ask({ level: 'senior' })), list.length - 3);
  }
  assert.ok(paper({ level: 'junior' }, few).every((q) => q.level === 'junior'), 'nothing is below');
});

test('time that no question of the level fits into is not filled with others', () => {
  const cards = [1, 2, 3].map((i) => ({ id: `t0/s-${i}`, topic: 't0', level: 'senior', stages: ['technical'], closed: false, minutes: 20 })).concat({ id: 't0/m', topic: 't0', level: 'mid', stages: ['technical'], closed: false, minutes: 5 });
  const list = draw.drawQuestions(cards, ['t0'], LEVELS, ask({ level: 'senior' }));
  assert.deepEqual(list.map((q) => q.level), ['senior', 'senior']);
});

test('topics without cards of the level come after all that have some', () => {
  const count = (level) => ({ level, stages: ['technical'], n: 20 });
  const topics = Array.from({ length: 10 }, (_, i) => ({ id: `t${i}`, counts: [count(i < 5 ? 'senior' : 'mid')] }));
  for (let i = 0; i < 50; i++) assert.ok(draw.drawTopics(topics, LEVELS, ask({ seed: `s${i}`, level: 'senior' })).slice(0, 5).every((id) => Number(id.slice(1)) < 5));
});

test('topics are spread, and only those asked for come', () => {
  const questions = paper({});
  assert.equal(new Set(questions.map((q) => q.topic)).size, questions.length, 'one from each before a second');
  assert.ok(paper({ topics: ['t1', 't2'] }).every((q) => ['t1', 't2'].includes(q.topic)));
  assert.deepEqual(draw.drawTopics(TOPICS, LEVELS, ask({ topics: ['t1'] })), ['t1'], 'not t10 and t11');
  assert.deepEqual(paper({ topics: ['none'] }), []);
});

test('a question longer than the time is asked alone', () => {
  const questions = paper({ stage: 'design', minutes: 20 });
  assert.equal(questions.length, 1);
});

test('choice and cloze cards are asked when told to, and where a guide has no others', () => {
  const list = Array.from({ length: 50 }, (_, i) => paper({ seed: `s${i}`, closed: true })).flat();
  assert.ok(list.some((q) => q.closed) && list.some((q) => !q.closed));
  const only = CARDS.map((card) => ({ ...card, closed: true }));
  assert.ok(paper({}, only).length >= 8);
});

test('an incident of twenty minutes is asked among others, one that takes most of the time is not', () => {
  const cards = CARDS.map((card) => (card.kind === 'scenario' ? { ...card, stages: ['technical'], minutes: Number(card.id.at(-1)) % 2 ? 20 : 35 } : card));
  const topics = TOPICS.map((topic) => ({ ...topic, counts: topic.counts.map((count) => (count.stages[0] === 'design' ? { ...count, stages: ['technical'] } : count)) }));
  const list = Array.from({ length: 50 }, (_, i) => paper({ seed: `s${i}` }, cards, topics)).flat();
  assert.ok(list.some((q) => q.minutes === 20) && list.every((q) => q.minutes <= 20));
});

test('a level that no list has is never asked, none always', () => {
  assert.equal(draw.levelDistance(LEVELS, ask({}), ''), 0);
  assert.equal(draw.levelDistance(LEVELS, ask({}), 'unknown'), Infinity);
  assert.equal(draw.levelDistance(LEVELS, ask({}), 'senior'), Infinity);
  assert.equal(draw.levelDistance(LEVELS, ask({ level: 'senior' }), 'junior'), Infinity);
  assert.equal(draw.levelDistance(LEVELS, ask({ stage: 'behavioural' }), 'senior'), 0);
});

/** Interviews one after the other, each on a fresh seed; how many questions of each were asked in the one before. */
async function repeated(over, cards, times = 8) {
  const kept = [];
  const shares = [];
  let n = 0;
  for (let i = 0; i < times; i++) {
    const seed = await draw.leastRepeatedSeed(draw.recentlyAsked(kept), async (seed) => paper({ ...over, seed }, cards), () => `f${n++}`);
    const questions = paper({ ...over, seed }, cards).map(({ id }) => ({ card: id }));
    const before = new Set(kept.at(-1)?.paper.questions.map(({ card }) => card));
    if (i) shares.push(questions.filter(({ card }) => before.has(card)).length / questions.length);
    kept.push({ paper: { questions } });
  }
  return shares;
}

test('interviews differ from those before as far as the pool goes', async () => {
  assert.ok((await repeated({}, CARDS)).every((share) => share <= 0.12), 'a large pool repeats hardly anything');
  // 24 stories, nine asked: two papers in a row have few in common.
  const stories = CARDS.filter((card) => card.kind === 'behavioural' && !card.closed).slice(0, 24);
  const shares = await repeated({ stage: 'behavioural' }, stories);
  assert.ok(Math.max(...shares) <= 0.45, `${shares}`);
});

test('phases add up to the question\'s minutes', () => {
  for (let minutes = 4; minutes <= 120; minutes++) {
    assert.equal(draw.designPhases(minutes).reduce((sum, p) => sum + p.minutes, 0), minutes);
  }
  assert.deepEqual(draw.designPhases(40).map((p) => p.minutes), [6, 16, 10, 8]);
});

test('a question that nobody judged has no score', () => {
  const scored = [{ card: 'db/acid', score: 80, bands: [0, 0, 0, 0] }, { card: 'db/joins', bands: [0, 0, 0, 0] }, { card: 'api/rest', bands: [0, 0, 0, 0] }];
  assert.deepEqual(draw.scorecard(scored), { score: 80, topics: [{ id: 'api', n: 0, score: null }, { id: 'db', n: 1, score: 80 }], bands: [0, 0, 0, 0] });
  assert.ok(draw.wasJudged({ points: [], flags: [], score: 0, bands: [0, 0] }), 'none of the points was made');
  assert.ok(!draw.wasJudged({ points: [], flags: [], score: 50, bands: [2, 3] }) && !draw.wasJudged({ points: [], flags: [], bands: [0, 0] }));
});

test('the scorecard averages by topic and dimension and leaves out what was not scored', () => {
  const card = draw.scorecard([
    { card: 'db/acid', score: 80, bands: [3, 4, 0, 2] },
    { card: 'db/joins', score: 60, bands: [2, 0, 0, 2] },
    { card: 'api/rest', score: 100, bands: [4, 4, 0, 2] },
  ]);
  assert.deepEqual(card, { score: 80, topics: [{ id: 'api', n: 1, score: 100 }, { id: 'db', n: 2, score: 70 }], bands: [3, 4, 0, 2] });
  assert.deepEqual(draw.scorecard([]), { score: null, topics: [], bands: [0, 0, 0, 0] });
});

test('seeds can be read aloud', () => {
  for (let i = 0; i < 50; i++) assert.match(draw.newSeed(), /^[a-hj-km-np-z2-9]{6}$/);
});
