// The calendar file: what RFC 5545 asks of it.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as days from '../../themes/default/js/days.js';
import { calendar } from '../../themes/default/js/ics.js';

const NOW = Date.UTC(2026, 10, 28, 9, 30, 5);
const DAY = days.fromIso('2026-12-31');
const about = { name: 'A; guide, of "mine"\\', guideId: 'my guide/é', now: NOW };
const unfold = (text) => text.replace(/\r\n /g, '');

test('lines end with CRLF, are folded at 75 octets, and no character is cut', () => {
  const words = `Étude, ${'é'.repeat(100)}; ${'\u{1f600}'.repeat(40)}\nsecond line`;
  const text = calendar([{ day: DAY, kind: 'study', words }], about);
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  assert.ok(!/[^\r]\n|\r[^\n]/.test(text));
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} ${line}`);
  const summary = unfold(text).split('\r\n').find((line) => line.startsWith('SUMMARY:'));
  assert.equal(summary.slice(8).replace(/\\n/g, '\n').replace(/\\(.)/g, '$1'), words);
});

test('an event has a day, an end, a stamp, and a UID that a newer file repeats', () => {
  const make = (now, words) => unfold(calendar([{ day: DAY, kind: 'study', words }, { day: DAY, kind: 'mock', words: 'm' }], { ...about, now })).split('\r\n');
  const lines = make(NOW, 'a');
  for (const line of ['BEGIN:VCALENDAR', 'VERSION:2.0', 'DTSTAMP:20261128T093005Z', 'DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101']) assert.ok(lines.includes(line), line);
  const uids = (list) => list.filter((line) => line.startsWith('UID:'));
  assert.equal(new Set(uids(lines)).size, 2);
  assert.deepEqual(uids(lines), uids(make(NOW + days.DAY, 'b')));
  assert.match(uids(lines)[0], /^UID:20261231-study@[\w.-]+$/);
  assert.ok(lines.includes('X-WR-CALNAME:A\\; guide\\, of "mine"\\\\'));
});
