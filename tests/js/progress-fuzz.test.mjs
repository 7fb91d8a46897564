// Progress files that were changed by chance: a file is refused for one of the known reasons, or every event in it is a known one, and then
// merging it loses nothing, whatever the order. `RECTO_FUZZ=N` tries N times as many.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { simulate } from './simulate.mjs';
import { BackupReader, exportText, runSteps, importText } from '../../themes/default/js/backup-file.js';
import * as shapes from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';
import * as random from '../../themes/default/js/random.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const TIMES = Number(process.env.RECTO_FUZZ ?? 1);
const PROBLEMS = ['too-large', 'not-json', 'not-progress', 'other-book', 'newer', 'damaged', 'bad-event', 'future'];
const { all } = simulate('fuzz', { cards: 6, days: 25 });
const made = (type, fields, i) => shapes.createEvent(type, fields, { now: NOW - i * 1000, off: 60, id: `extra${String(i).padStart(11, '0')}` });
// An event of each sort that a simulation does not make.
const events = [
  ...all,
  made('note', { card: 'a/b', s: ',]}[{"events":[', k: '\\"', a: '\u2028', r: '' }, 1),
  made('undo', { of: all[3].id }, 2),
  made('suspend', { card: all[0].card }, 3),
  made('reset', { card: all[1].card }, 4),
];
const SETTINGS = { study: { fresh: 7 } };
const whole = exportText('guide', events, SETTINGS);

/** Values that break what expects others. */
const ODD = [null, undefined, true, 0, -1, 1.5, 1e21, -0, Number.MAX_SAFE_INTEGER + 2, '', 'x', '__proto__', 'constructor', '\ud800', 'x'.repeat(30000), [], [[]], {}, { __proto__: null, length: 1e9 }, [null], [NaN], { id: 1 }];
const WORDS = ['"', '\\', ',', '[', ']', '{', '}', ':', 'null', '1e999', '"events":[', '"__proto__":{"polluted":1},', '\u0000', '\ud800', '"version":9,', ' ', '\n', '-', '0'];

/** A generator of whole numbers below a limit. */
function dice(seed) {
  const next = random.generator(seed);
  return (below) => Math.floor(next() * below);
}

/** The text with some changes. */
function changed(text, die) {
  for (let i = die(4); i >= 0; i--) {
    const at = die(text.length + 1);
    const end = Math.min(text.length, at + die(40));
    const word = WORDS[die(WORDS.length)];
    text = [
      () => text.slice(0, at),
      () => text.slice(0, at) + text.slice(end),
      () => text.slice(0, at) + word + text.slice(at),
      () => text.slice(0, at) + word + text.slice(at + 1),
      () => text.slice(0, end) + text.slice(at),
      () => text.slice(0, at) + text.slice(die(text.length + 1)).slice(0, 60) + text.slice(at),
    ][die(6)]();
  }
  return text;
}

/** Some of the events, a few of them with another value or key, written and sealed as a good file is. */
function resealed(die) {
  const from = die(events.length);
  const list = structuredClone(events.slice(from, from + 1 + die(12)));
  for (let i = die(3); i > 0 && list.length; i--) {
    const event = list[die(list.length)];
    const keys = Object.keys(event);
    const key = [keys[die(keys.length)], keys[die(keys.length)], '__proto__', 'constructor', 'more', 'card', 'of', 'w'][die(8)];
    [
      () => Object.defineProperty(event, key, { value: ODD[die(ODD.length)], enumerable: true, configurable: true, writable: true }),
      () => delete event[key],
      () => list.push(structuredClone(event)),
      () => list.reverse(),
      () => (event.type = events[die(events.length)].type),
    ][die(5)]();
  }
  const settings = [SETTINGS, {}, { study: ODD[die(ODD.length)] }, JSON.parse('{"__proto__":{"polluted":1},"study":{"fresh":1}}')][die(4)];
  return exportText('guide', list, settings);
}

/** What a text is read to, the same whole and in pieces. */
function read(text, die) {
  const contents = importText(text, 'guide', NOW);
  const reader = new BackupReader('guide', NOW);
  for (let at = 0; at < text.length; ) {
    const length = 1 + die(300);
    reader.push(text.slice(at, at + length));
    at += length;
  }
  assert.deepEqual(runSteps(reader.end()), contents, 'read in pieces it is something else');
  return contents;
}

/** The ids and the cards' states of a log. */
const seen = (log) => ({ ids: [...log.ids].sort(), order: log.events.map((event) => event.id), cards: [...log.cards()].sort().map((id) => structuredClone(log.card(id))) });

/** A log to which lists were added, one after the other. */
function logOf(...lists) {
  const log = new Log();
  for (const list of lists) log.add(structuredClone(list));
  return log;
}

function holds(text, die) {
  const contents = read(text, die);
  assert.equal({}.polluted, undefined);
  if ('problem' in contents) {
    assert.ok(PROBLEMS.includes(contents.problem), contents.problem);
    return false;
  }
  assert.deepEqual(Object.keys(contents.settings).filter((name) => name !== 'study'), []);
  const own = events.slice(0, 40);
  const both = logOf(own, contents.events);
  const mine = new Map(own.map((event) => [event.id, event]));
  // An event never changes. Of a forged one with the id of another, what was there first stays.
  for (const event of both.events) if (mine.has(event.id)) assert.deepEqual(event, mine.get(event.id), 'an event was overwritten');
  const forged = contents.events.some((event) => mine.has(event.id) && !isDeepStrictEqual(event, mine.get(event.id)));
  if (!forged) assert.deepEqual(seen(both), seen(logOf(contents.events, own)), 'the order of merging decides');
  assert.deepEqual(seen(logOf(own, contents.events, contents.events, own)), seen(both), 'merging twice is not merging once');
  for (const { id } of [...own, ...contents.events]) assert.ok(both.ids.has(id), `${id} was lost`);
  assert.deepEqual(importText(exportText('guide', contents.events, contents.settings), 'guide', NOW), contents, 'it does not come back as it was');
  return true;
}

test('texts that were changed anywhere', () => {
  const die = dice('text');
  const small = exportText('guide', events.slice(-30), SETTINGS);
  for (let i = 0; i < 1500 * TIMES; i++) {
    const text = changed(i % 50 ? small : whole, die);
    assert.doesNotThrow(() => holds(text, die), `number ${i}: ${JSON.stringify(text.slice(0, 3000))}`);
  }
});

test('events that were changed, under a good seal', () => {
  const die = dice('sealed');
  let taken = 0;
  for (let i = 0; i < 1500 * TIMES; i++) {
    const text = resealed(die);
    assert.doesNotThrow(() => (taken += Number(holds(text, die))), `number ${i}: ${JSON.stringify(text.slice(0, 3000))}`);
  }
  assert.ok(taken > 200 * TIMES, `${taken} were taken: the others were tried for nothing`);
});

test('whole files that share some events', () => {
  const die = dice('merge');
  for (let i = 0; i < 40 * TIMES; i++) {
    const lists = Array.from({ length: 3 }, () => events.filter(() => die(3) > 0));
    const [a, b, c] = lists;
    const merged = seen(logOf(a, b, c));
    assert.deepEqual(seen(logOf(c, a, b)), merged);
    assert.deepEqual(seen(logOf(b, c, a)), merged);
    assert.deepEqual(merged.ids, [...new Set(lists.flat().map(({ id }) => id))].sort());
  }
});
