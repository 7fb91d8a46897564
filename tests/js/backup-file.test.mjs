// The file in which progress travels: it comes back as it was written, however it is cut into pieces, and a wrong one says what is wrong.
import assert from 'node:assert/strict';
import test from 'node:test';
import { simulate } from './simulate.mjs';
import { BackupReader, exportText, runSteps, importText, writeSteps } from '../../themes/default/js/backup-file.js';
import * as events from '../../themes/default/js/events.js';
import * as random from '../../themes/default/js/random.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const { all } = simulate('file', { cards: 8, days: 20 });
const SETTINGS = { study: { fresh: 7, note: '"events":[]\\' } };
const file = exportText('guide', all, SETTINGS);
const sealed = (list, over = {}) => JSON.stringify({ ...JSON.parse(exportText('guide', list)), ...over });

test('a file comes back as it was written', () => {
  assert.deepEqual(importText(file, 'guide', NOW), { events: all, settings: SETTINGS });
  assert.deepEqual(importText(exportText('guide', []), 'guide', NOW), { events: [], settings: {} });
  assert.deepEqual(JSON.parse(file).events, all, 'it is JSON');
});

test('it may come in pieces of any length, laid out in any way', () => {
  const note = events.createEvent('note', { card: 'a/b', s: ',]}[{"events":[', k: '\\"', a: '\\', r: '' }, { now: NOW, off: 0 });
  const list = [...all, note];
  const next = random.generator('pieces');
  for (const text of [exportText('guide', list), JSON.stringify(JSON.parse(exportText('guide', list)), null, 2), JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(exportText('guide', list))).reverse()))]) {
    for (const longest of [1, 7, 5000]) {
      const reader = new BackupReader('guide', NOW);
      for (let at = 0; at < text.length; ) {
        const length = 1 + Math.floor(next() * longest);
        reader.push(text.slice(at, at + length));
        at += length;
      }
      assert.deepEqual(runSteps(reader.end()), { events: list, settings: {} });
    }
  }
});

test('a file of the first version, which had no settings', () => {
  const { settings: _, ...rest } = JSON.parse(exportText('guide', all));
  const first = { ...rest, version: 1, seal: random.hash(JSON.stringify(all), 1).toString(16).padStart(8, '0') };
  assert.deepEqual(importText(JSON.stringify(first), 'guide', NOW), { events: all, settings: {} });
});

test('of the settings only those of study travel', () => {
  const own = { study: { fresh: 3 }, assistant: { key: 'secret' }, backup: { at: 1 } };
  assert.deepEqual(importText(exportText('guide', all, own), 'guide', NOW).settings, { study: { fresh: 3 } });
});

test('a file says what is wrong with it', () => {
  const problem = (text) => importText(text, 'guide', NOW).problem;
  assert.equal(problem(''), 'not-json');
  assert.equal(problem(file.slice(0, file.length / 2)), 'not-json');
  for (const text of ['null', '[]', '{}', '3', '"x"', '{"format":"anki"}']) assert.equal(problem(text), 'not-progress', text);
  assert.deepEqual(importText(exportText('other', all), 'guide', NOW), { problem: 'other-book', detail: 'other' });
  assert.equal(problem(sealed(all, { version: 4 })), 'newer');
  assert.equal(problem(sealed(all, { version: '1' })), 'damaged');
  assert.equal(problem(sealed(all, { events: all.slice(1) })), 'damaged');
  assert.equal(problem(sealed(all, { more: 1 })), 'damaged');
  assert.equal(problem(sealed(all, { settings: { study: { fresh: 99 } } })), 'damaged', 'the seal covers the settings');
  assert.equal(problem(sealed(all, { settings: [] })), 'damaged');
  assert.equal(problem(`${file}${file}`), 'not-json');
  assert.equal(problem(sealed([...all, all[0]])), 'damaged');
  assert.equal(problem(sealed([{ ...all[0], g: 9 }])), 'bad-event');
  assert.equal(problem(sealed([events.createEvent('bury', { card: 'a/x' }, { now: NOW + 1e9, off: 0 })])), 'future');
});

test('of 400 files broken by chance none is taken', () => {
  const next = random.generator('break');
  let taken = 0;
  for (let i = 0; i < 400; i++) {
    const at = Math.floor(next() * file.length);
    const sign = 'x0"{}[],:-9'[Math.floor(next() * 11)];
    const broken = [file.slice(0, at), file.slice(0, at) + sign + file.slice(at + 1), file.slice(0, at) + file.slice(at + 1)][i % 3];
    if (broken.trimEnd() === file.trimEnd()) continue;
    const result = importText(broken, 'guide', NOW);
    if (!result.problem) taken++;
    assert.ok(result.problem, `${at} ${sign}: ${broken.slice(at - 20, at + 20)}`);
  }
  assert.equal(taken, 0);
  assert.equal({}.polluted, undefined);
});

test('how much is done grows from 0 to 1', () => {
  const many = Array.from({ length: 3000 }, (_, i) => ({ ...all[0], id: String(i).padStart(16, '0') }));
  const reader = new BackupReader('guide', NOW);
  reader.push(exportText('guide', many));
  for (const steps of [reader.end(), writeSteps('guide', many)]) {
    const shares = [...steps];
    assert.ok(shares.length > 10);
    assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
    assert.ok(shares[0] >= 0 && shares.at(-1) <= 1 && shares.at(-1) > 0.8);
  }
});
