// A server that speaks the chat-completions protocol, well and badly: the name of the model says how.
import { createServer } from 'node:http';

/** A reply in the protocol's form. @param {unknown} content @param {string} [reason] */
const reply = (content, reason = 'stop') => JSON.stringify({ id: 'x', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: reason }] });

/** What each model says, of so many points. @type {Record<string, (response: import('node:http').ServerResponse, points: number) => void>} */
const MODELS = {
  good: (response, n) => response.end(reply(JSON.stringify({ points: Array.from({ length: n }, (_, i) => ({ said: i % 2 === 0, why: `Reason ${i + 1}.` })) }))),
  fenced: (response, n) => response.end(reply(`Here you are:\n\`\`\`json\n${JSON.stringify({ points: Array.from({ length: n }, () => ({ said: true, why: 'Yes.' })) })}\n\`\`\``)),
  script: (response, n) => response.end(reply(JSON.stringify({ points: Array.from({ length: n }, () => ({ said: false, why: '<img src=x onerror="document.title=1"><script>document.title=2</script>' })) }))),
  silent: () => {},
  key: (response) => response.writeHead(401).end('{"error":"bad key"}'),
  limited: (response) => response.writeHead(429).end('{}'),
  server: (response) => response.writeHead(500).end('<h1>500</h1>'),
  refused: (response) => response.writeHead(404).end('{"error":"no such model"}'),
  moved: (response) => response.writeHead(302, { Location: '/elsewhere' }).end(),
  html: (response) => response.end('<!doctype html><title>Sign in</title>'),
  nonsense: (response) => response.end('{"hello":["world"]}'),
  prose: (response) => response.end(reply('I think that this is a fine answer.')),
  types: (response, n) => response.end(reply(JSON.stringify({ points: Array.from({ length: n }, () => ({ said: 'yes', why: 1 })) }))),
  cut: (response, n) => {
    const whole = reply(JSON.stringify({ points: Array.from({ length: n }, () => ({ said: true, why: 'Yes.' })) }));
    response.writeHead(200, { 'Content-Length': whole.length });
    response.write(whole.slice(0, whole.length / 2));
    setImmediate(() => response.destroy());
  },
  half: (response) => response.end(reply('{"points":[{"said":true,').slice(0, 60)),
  length: (response) => response.end(reply('{"points":[{"said":true,"why":"', 'length')),
  count: (response, n) => response.end(reply(JSON.stringify({ points: Array.from({ length: n + 1 }, () => ({ said: true, why: 'Yes.' })) }))),
  none: (response) => response.end(reply('{"points":[]}')),
  huge: (response) => response.end(reply('x'.repeat(1 << 20))),
};

/** Starts it; `allow` is the origin whose pages may read its answers, if any. @returns {Promise<{ origin: string, asked: any[], close: () => void, allow: string }>} */
export async function model() {
  const asked = /** @type {any[]} */ ([]);
  const state = { origin: '', asked, allow: '', close: () => {} };
  const server = createServer((request, response) => {
    if (state.allow) for (const [name, value] of [['Origin', state.allow], ['Headers', 'authorization, content-type'], ['Methods', 'POST']]) response.setHeader(`Access-Control-Allow-${name}`, value);
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const said = JSON.parse(body);
      asked.push({ path: request.url, headers: request.headers, body: said });
      response.setHeader('Content-Type', 'application/json');
      MODELS[said.model](response, Number(/exactly (\d+) items/.exec(said.messages[0].content)?.[1] ?? 3));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  state.origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  state.close = () => (server.closeAllConnections(), server.close());
  return state;
}
