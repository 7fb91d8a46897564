// A scorecard that is sent back in a link: it comes back as it was, and what is not a scorecard of this guide is none.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as events from '../../themes/default/js/events.js';
import { decode, encode } from '../../themes/default/js/interview-result.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const question = (i) => ({ card: `db/card-${i}`, points: [0, 2], flags: [1], score: 60, bands: [3, 0, 2, 4], ms: 0, notes: 'Said “<b>ACID</b>” at once; データ.' });
const event = (n, over = {}) => events.createEvent('interview', { paper: { seed: 'k3m9qa', guide: 'abc', level: 'mid', stage: 'technical', minutes: 60, by: 'Ada', questions: Array.from({ length: n }, (_, i) => question(i)), ...over } }, { now: NOW, off: 60 });

test('it comes back as it was, in a text that addresses may hold', async () => {
  const sent = event(12);
  const text = await encode(sent, 'guide');
  assert.match(text, /^[\w-]+$/);
  assert.ok(text.length < 2000, `${text.length} characters for twelve questions`);
  assert.deepEqual(await decode(text, 'guide', NOW), sent);
});

test('what is none of this guide, damaged, of another type, of the future or huge is refused', async () => {
  const text = await encode(event(3), 'guide');
  assert.equal(await decode(text, 'another', NOW), null);
  for (let i = 0; i < text.length; i += 7) assert.equal(await decode(text.slice(0, i), 'guide', NOW), null);
  for (const wrong of ['', '%', 'AAAA', '🦊', text.replace(/./g, 'A')]) assert.equal(await decode(wrong, 'guide', NOW), null);
  assert.equal(await decode(await encode(events.createEvent('suspend', { card: 'a/x' }, { now: NOW }), 'guide'), 'guide', NOW), null);
  assert.equal(await decode(await encode({ ...event(1), paper: { ...event(1).paper, more: 1 } }, 'guide'), 'guide', NOW), null);
  assert.equal(await decode(text, 'guide', NOW - 10 * 864e5), null);
  const bomb = new Uint8Array(await new Response(new Blob([new Uint8Array(5e7)]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
  assert.equal(await decode(Buffer.from(bomb).toString('base64url'), 'guide', NOW), null);
});
