// What a typed answer seems to say: three states and the learner's own sentence, never more than words can show.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Vocabulary, matchAnswer, splitSentences } from '../../themes/default/js/answer-matching.js';

const words = new Vocabulary(
  ['a the is and or of to in it that do does all none are they not no never only we need', 'data,datum server,servers', 'commit,commits,committed transaction,transactions', 'lock,locks reader,readers writer,writers', 'survive,survives,survived crash,crashes,crashed', 'durable,durability'],
  { db: ['database'] },
  'not no never none without cannot',
);
const card = {
  question: 'What does a lock protect?',
  points: [{ text: 'Durability: a confirmed commit survives a crash', accept: ['survives a power cut'] }, { text: 'Readers need the lock as well as writers' }, { text: 'The database checks declared rules' }],
  redFlags: [{ text: '"Only writers need the lock": readers may see half a change' }],
  model: 'A commit survives a crash. Readers take the lock, too.',
};
const states = (/** @type {string} */ typed) => matchAnswer(typed, card, words).points.map(({ state }) => state);

test('what was said plainly seems said, beside the sentence that says it', () => {
  const typed = 'First things first. A committed transaction survived the crash of the server.';
  const [point] = matchAnswer(typed, card, words).points;
  assert.equal(point.state, 'said');
  assert.equal(typed.slice(point.at, point.end), 'A committed transaction survived the crash of the server.');
});

test("an author's phrase is evidence in any inflection", () => assert.equal(states('It survived power cuts.')[0], 'said'));

test('a negation turns evidence into a doubt, in either direction and in short forms', () => {
  for (const typed of ['A confirmed commit never survives a crash.', "A confirmed commit doesn't survive a crash.", 'A confirmed commit cannot survive a crash.', 'A confirmed commit does not survive a crash.', 'No confirmed commit survives a crash.']) assert.equal(states(typed)[0], 'doubt', typed);
  const not = { ...card, points: [{ text: 'A commit does not survive a crash' }], model: '' };
  assert.equal(matchAnswer('A commit survives a crash.', not, words).points[0].state, 'doubt');
  assert.equal(matchAnswer('A commit does not survive a crash.', not, words).points[0].state, 'said');
});

test('two clauses that are each negated do not make a statement together', () => {
  for (const typed of ['A commit does not survive a crash, so it need not be durable.', 'No reader needs the lock, and no writer does.']) {
    assert.ok(!states(typed).includes('said'), typed);
  }
  const both = { ...card, points: [{ text: 'A commit does not survive a crash, and no reader locks' }], model: '' };
  assert.equal(matchAnswer('A commit does not survive a crash, and no reader locks.', both, words).points[0].state, 'said');
});

test('a red flag that seems said is asked for, and its sentence makes no point', () => {
  const { points, redFlags } = matchAnswer('Only the writers need the lock.', card, words);
  assert.equal(redFlags[0].state, 'doubt');
  assert.notEqual(points[1].state, 'said');
  assert.equal(matchAnswer('A committed transaction survives a crash.', card, words).redFlags[0].state, 'none');
});

test('nothing is found in what is off topic, empty or of signs', () => {
  for (const typed of ['', '   ', '…!?', 'I would ask a colleague about the weather.', '日本語', '<script>alert(1)</script>']) assert.deepEqual(states(typed), ['none', 'none', 'none'], typed);
});

test('synonyms of the guide stand for each other', () => {
  const typed = 'The db checks declared rules.';
  assert.equal(states(typed)[2], 'said');
});

test('without a list of words all weigh alike', () => {
  const plain = new Vocabulary();
  assert.equal(matchAnswer('A confirmed commit survives a crash.', card, plain).points[0].state, 'said');
  assert.equal(matchAnswer('Nothing of the kind.', card, plain).points[0].state, 'none');
});

test('sentences end at stops that end something, and keep their places', () => {
  const typed = 'Use v1.2 of node.js. Really!\n- A list; another';
  assert.deepEqual(splitSentences(typed).map(({ at, end }) => typed.slice(at, end)), ['Use v1.2 of node.js.', 'Really!', '- A list;', 'another']);
});

test('an answer as long as a page takes no time to speak of', () => {
  const typed = 'A committed transaction survives a crash of the server, and readers take locks. '.repeat(100);
  assert.equal(states(typed)[0], 'said');
});
