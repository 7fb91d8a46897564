// The assistant's endpoint: what it may say, and every way in which it may fail, each by its name.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import * as client from '../../themes/default/js/assistant-client.js';
import { model } from '../browser/support/model.mjs';

const server = await model();
after(() => server.close());
const messages = [{ role: 'system', content: 'exactly 3 items' }, { role: 'user', content: '…' }];
const ask = (/** @type {string} */ name, more = {}, connection = {}) => client.requestJudgement({ endpoint: server.origin, path: '/v1/chat/completions', model: name, key: 'k1', ...connection }, messages, { points: 3, ...more });
const problem = (/** @type {string} */ name, more = {}, connection = {}) => ask(name, more, connection).then(() => 'none', (error) => error.problem ?? String(error));

test('a good reply is a tick and a sentence a point; the key goes in the header and nowhere else', async () => {
  assert.deepEqual(await ask('good'), [{ said: true, why: 'Reason 1.' }, { said: false, why: 'Reason 2.' }, { said: true, why: 'Reason 3.' }]);
  const { path, headers, body } = server.asked.at(-1);
  assert.equal(path, '/v1/chat/completions');
  assert.equal(headers.authorization, 'Bearer k1');
  assert.ok(!headers.cookie && !headers.referer && !JSON.stringify(body).includes('k1'));
  await ask('good', {}, { key: '' });
  assert.equal(server.asked.at(-1).headers.authorization, undefined);
});

test('JSON in a fence, with words before it, is read', async () => assert.equal((await ask('fenced')).length, 3));

test('markup in a reply is text of one line, and no longer than a sentence', async () => {
  const [{ why }] = await ask('script');
  assert.match(why, /^<img src=x/);
  assert.ok(client.parseReply(JSON.stringify({ choices: [{ message: { content: JSON.stringify({ points: [{ said: true, why: `a\n\u202eb${'x'.repeat(9999)}` }] }) } }] }), 1)[0].why.length <= client.LIMITS.sentence);
});

for (const [name, expected] of Object.entries({
  key: 'key', limited: 'limited', server: 'server', refused: 'refused', moved: 'local', html: 'not_json', nonsense: 'nonsense', prose: 'nonsense', types: 'nonsense', cut: 'truncated', half: 'truncated', length: 'truncated', count: 'count', none: 'count', huge: 'large',
})) {
  test(`${name}: ${expected}`, async () => assert.equal(await problem(name), expected));
}

test('an endpoint that says nothing ends by the clock, or by the learner', async () => {
  assert.equal(await problem('silent', { ms: 30 }), 'timeout');
  const stop = new AbortController();
  const asked = problem('silent', { stop: stop.signal });
  stop.abort();
  assert.equal(await asked, 'stopped');
});

test('nobody there: on this machine and elsewhere', async () => {
  const gone = await model();
  gone.close();
  assert.equal(await problem('good', {}, { endpoint: gone.origin }), 'local');
  assert.equal(await problem('good', {}, { endpoint: 'https://localhost:1' }), 'unreachable');
});
