// As much of WebDriver as the tests need: Firefox by BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself, and WebKit by the classic
// protocol (https://www.w3.org/TR/webdriver2/), which the distribution's driver speaks. Both give a `Session`.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** What a protocol does for a session. @typedef {{ goto: (url: string) => Promise<unknown>, call: (source: string, args: string) => Promise<string>, act: (actions: object[]) => Promise<unknown>, close: () => Promise<unknown> }} Protocol */

export class Session {
  /** @param {Protocol} protocol */
  constructor(protocol) {
    this.protocol = protocol;
    /** Errors that pages told, where the protocol tells them. @type {string[]} */
    this.complaints = [];
  }

  /** @param {string} url */
  async goto(url) {
    await this.protocol.goto(url);
  }

  /** What a function returns in the page; a promise is waited for. @template T @param {(...args: any[]) => T} run @param {...any} args @returns {Promise<Awaited<T>>} */
  async evaluate(run, ...args) {
    const text = await this.protocol.call(`(args) => Promise.resolve((${run})(...JSON.parse(args))).then((value) => JSON.stringify({ value }), (error) => JSON.stringify({ error: String(error) }))`, JSON.stringify(args));
    const { value, error } = JSON.parse(text);
    if (error) throw new Error(error);
    return value;
  }

  /** Waits until a function of the page returns something true, and returns it. A page that is just being left has no answer. @param {(...args: any[]) => any} run @param {...any} args */
  async until(run, ...args) {
    for (const from = Date.now(); Date.now() - from < PATIENCE_MS; await sleep(50)) {
      const value = await this.evaluate(run, ...args).catch(() => null);
      if (value) return value;
    }
    throw new Error(`never true: ${run} ${args}`);
  }

  /** Clicks into the middle of an element. @param {string} selector */
  async click(selector) {
    const [x, y] = await this.until((selector) => {
      const element = document.querySelector(selector);
      element?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element?.getBoundingClientRect() ?? { width: 0 };
      return width > 0 && [Math.round(left + width / 2), Math.round(top + height / 2)];
    }, selector);
    const actions = [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.protocol.act([{ type: 'pointer', id: 'mouse', actions }]);
  }

  /** Types; special keys by the characters that WebDriver gives them. @param {string} text */
  async type(text) {
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.protocol.act([{ type: 'key', id: 'keyboard', actions }]);
  }

  close() {
    return this.protocol.close();
  }
}

/** @param {import('node:child_process').ChildProcess} child */
const ended = (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(0)));

/** What keeps a Firefox from asking and from asking others. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  // Else remote control changes what users have: pages from disk would share their storage.
  'remote.prefs.recommended': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
};

/** Starts a Firefox on a profile that stays. @param {string} executable @param {string} profile an empty folder, or one from before */
export async function startFirefox(executable, profile) {
  writeFileSync(join(profile, 'user.js'), Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const child = spawn(executable, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  process.on('exit', () => child.kill());
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (found) resolve(`${found[1]}/session`);
    });
    child.once('exit', () => reject(new Error(`Firefox ended: ${said}`)));
  });
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  /** @param {string} method @param {object} params @returns {Promise<any>} */
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message, method, params } = JSON.parse(data);
    if (method === 'log.entryAdded' && ['error', 'warn'].includes(params.level)) session.complaints.push(`${params.source.realm ?? ''} ${params.text}`);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(`${error}: ${message}`));
    else resolve?.(result);
  });
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const [{ context }] = (await send('browsingContext.getTree', {})).contexts;
  const session = new Session({
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    async call(functionDeclaration, args) {
      const answer = await send('script.callFunction', { functionDeclaration, arguments: [{ type: 'string', value: args }], awaitPromise: true, target: { context } });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    act: (actions) => send('input.performActions', { context, actions }),
    async close() {
      await send('browser.close', {}).catch(() => {});
      await ended(child);
    },
  });
  return session;
}

/** A port that is free at this moment. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** Whether there is a screen, or one can be made that nobody sees. */
export function hasScreen() {
  if (process.env.DISPLAY) return true;
  try {
    execFileSync('Xvfb', ['-help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The screen's name, and what ends it. */
async function screen() {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, close() {} };
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve) => child.stdio[3]?.once('data', (data) => resolve(String(data).trim())));
  return { name: `:${number}`, close: () => void child.kill() };
}

/** @param {string} address @param {object} [body] by default the command is a DELETE @returns {Promise<any>} */
async function command(address, body) {
  const response = await fetch(address, { method: body ? 'POST' : 'DELETE', body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const { value } = /** @type {any} */ (await response.json());
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Starts a driver and the browser that it drives. @param {string} driver @param {object} capabilities */
export async function startDriver(driver, capabilities) {
  if (!existsSync(driver)) throw new Error(`${driver} is not there`);
  const [{ name, close }, port] = await Promise.all([screen(), freePort()]);
  const child = spawn(driver, ['--host=127.0.0.1', `--port=${port}`], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DISPLAY: name } });
  const end = () => {
    child.kill();
    close();
  };
  process.on('exit', end);
  const base = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200 && !(await fetch(`${base}/status`).catch(() => null)); i++) await sleep(50);
  const { sessionId } = await command(`${base}/session`, { capabilities: { alwaysMatch: capabilities } });
  const address = `${base}/session/${sessionId}`;
  return new Session({
    goto: (url) => command(`${address}/url`, { url }),
    call: (source, args) => command(`${address}/execute/async`, { script: `(${source})(arguments[0]).then(arguments[1])`, args: [args] }),
    act: (actions) => command(`${address}/actions`, { actions }),
    async close() {
      await command(address).catch(() => {});
      end();
      await ended(child);
    },
  });
}
