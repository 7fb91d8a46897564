// A learner whose browser is killed: a Chromium on a profile that stays, hands that grade as fast as the page lets them, and a look at what
// the progress page's backup holds after each kill, which is what the learner would see.
//
// In: a site, the address of its folder, the disk. Out: after each round what was acknowledged and what is there.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from '../browser/support/browser.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What ends the browsers and removes the folders that are still there when the process ends, however it does. @type {Set<() => void>} */
const leftovers = new Set();
process.on('exit', () => {
  // The newest first: a browser ends before the folder goes in which it writes. What fails keeps none of the others.
  for (const clean of [...leftovers].reverse()) {
    try {
      clean();
    } catch (error) {
      console.error(error);
    }
  }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** A folder that is removed at the end. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'recto-faults-'));
  const remove = () => {
    leftovers.delete(remove);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  leftovers.add(remove);
  return { folder, remove };
}

/** Whether a process of this session has not ended. @param {number} session */
function lives(session) {
  try {
    return /^[^Z\s]/m.test(execFileSync('ps', ['-o', 'stat=', '-s', String(session)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/** Starts a Chromium of its own on a profile. @param {string} profile @param {NodeJS.ProcessEnv} [env] */
export async function start(profile, env = process.env) {
  const args = [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executablePath, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env });
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  leftovers.add(stop);
  const gone = new Promise((resolve) => child.on('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let output = '';
    child.stderr.on('data', (data) => {
      output += data;
      const found = /ws:\/\/\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error(`Chromium ended: ${output}`)));
  });
  const remote = await chromium.connectOverCDP(address);
  const context = remote.contexts()[0];
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    async kill() {
      stop();
      await gone;
      await remote.close().catch(() => {});
      // Its other processes may live a moment longer, with the files in their hands.
      for (let tries = 0; tries < 3000 && lives(child.pid); tries++) await sleep(10);
      leftovers.delete(stop);
    },
    async close() {
      await remote.contexts()[0]?.browser()?.newBrowserCDPSession().then((session) => session.send('Browser.close')).catch(stop);
      await gone;
      leftovers.delete(stop);
    },
  };
}

/** All events that the learner can see: the progress page's backup. @param {import('playwright-core').Page} page @param {string} base @returns {Promise<any[]>} */
export async function exported(page, base) {
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#app-progress:not([data-state=loading])');
  return page.evaluate(async () => {
    const made = URL.createObjectURL;
    const text = await new Promise((resolve) => {
      URL.createObjectURL = (blob) => {
        resolve(blob.text());
        return made.call(URL, blob);
      };
      document.getElementById('backup-export').click();
    });
    URL.createObjectURL = made;
    return JSON.parse(await text).events;
  });
}

/** Gives a file to an input by its path: the file itself does not pass through the page. @param {import('playwright-core').Page} page @param {string} selector @param {string} file */
export async function give(page, selector, file) {
  const cdp = await page.context().newCDPSession(page);
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  await cdp.send('DOM.setFileInputFiles', { nodeId, files: [file] });
  await cdp.detach();
}

/** Imports a backup file. @param {import('playwright-core').Page} page @param {string} base @param {string} file */
export async function imported(page, base, file) {
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#app-progress:not([data-state=loading])');
  await give(page, '#backup-import', file);
  await page.waitForFunction(() => document.getElementById('backup-said').textContent !== '', undefined, { timeout: 300000 });
}

/** Grades as fast as the page lets it and calls back for each grade that was acknowledged: the page goes on only then. */
export async function hands(page, base, topic, onacknowledged) {
  await page.goto(`${base}study.html?topic=${topic}&mode=new`);
  await page.waitForSelector('#app-study:not([data-state=loading])', { timeout: 120000 });
  await page.exposeFunction('testAcknowledged', onacknowledged);
  await page.evaluate(() => {
    localStorage.setItem(`recto:${document.documentElement.dataset.book}:study`, '{"fresh":999}');
    const app = document.getElementById('app-study');
    let saving = false;
    new MutationObserver(() => {
      const now = app.dataset.state;
      if (saving && now !== 'saving') globalThis.testAcknowledged();
      saving = now === 'saving';
    }).observe(app, { attributeFilter: ['data-state'] });
    // Pressed again until the page takes it: a press shortly after the reveal may do nothing.
    setInterval(() => {
      if (app.dataset.state === 'question') document.getElementById('study-show').click();
      else if (app.dataset.state === 'answer') document.querySelector('[data-grade="4"]').click();
    }, 15);
    const begin = document.getElementById('study-start');
    begin.disabled = false;
    begin.click();
  });
}

/** Writes, cut in two, by which the browser writes down the names of a new store's files. */
const NAMES = 100;

/** A chain of sessions on one profile, each ended by a kill. */
export class Chain {
  /** @param {{ base: string, disk: import('./disk.mjs').Disk, random: () => number, history?: string }} options `history`: a backup file to begin with */
  constructor({ base, disk, random, history }) {
    Object.assign(this, { base, disk, random, history });
    const { folder, remove } = scratch();
    this.profile = folder;
    this.remove = remove;
    /** Ids of all events that were seen, and grades acknowledged since. @type {Set<string>} */
    this.seen = new Set();
    this.pending = 0;
    this.acknowledged = 0;
    this.kept = 0;
  }

  /** Opens the browser, looks, and says what is missing. @param {import('playwright-core').Page} page */
  async look(page) {
    const events = await exported(page, this.base);
    const ids = new Set(events.map(({ id }) => id));
    const lost = [...this.seen].filter((id) => !ids.has(id)).length;
    const fresh = [...ids].filter((id) => !this.seen.has(id)).length;
    // A grade whose acknowledgement was on its way when the browser died may be there as well.
    const missing = Math.max(0, this.pending - fresh);
    const outcome = { lost: lost + missing, acknowledged: this.pending, there: fresh, before: this.seen.size };
    this.seen = ids;
    this.kept += Math.min(this.pending, fresh);
    this.pending = 0;
    return outcome;
  }

  /** Imports the past, on a disk that does not tear. */
  async begin() {
    const { page, close } = await start(this.profile);
    try {
      await imported(page, this.base, /** @type {string} */ (this.history));
      await this.look(page);
    } finally {
      await close();
    }
    this.history = undefined;
  }

  /**
   * One session and its kill.
   *
   * @param {{ power?: boolean, early?: boolean, within?: string }} [how] `power`: what was not synced is lost as well; `early`: the kill comes
   *   while the page opens, which on a new profile is when the store makes its files and their names are written; `within`: the kill waits until
   *   the disk cuts a write of that sort
   */
  async round({ power = false, early = false, within = '' } = {}) {
    if (this.history) await this.begin();
    const { page, kill } = await start(this.profile, this.disk.env());
    let outcome = { lost: 0, acknowledged: 0, there: 0, before: this.seen.size };
    try {
      if (early) {
        await this.early(page);
        return { ...outcome, torn: await this.ended(kill, power) };
      }
      outcome = await this.look(page);
      const enough = this.acknowledged + 1 + Math.floor(this.random() * 5);
      await hands(page, this.base, this.random() < 0.5 ? 'left' : 'right', () => {
        this.acknowledged++;
        this.pending++;
      });
      for (let i = 0; this.acknowledged < enough && i < 6000; i++) await sleep(5);
      // Anywhere in the next grade.
      await sleep(this.random() * 700);
      for (let i = 0; within && !this.disk.cutting(within).open && i < 3000; i++) await sleep(1);
    } finally {
      await kill();
    }
    return { ...outcome, torn: this.disk.killed(power) };
  }

  /** Fulfilled while the page opens: on a disk that tears in the middle of a write of names, if there are any. @param {import('playwright-core').Page} page */
  async early(page) {
    const opened = exported(page, this.base).catch(() => {});
    if (!this.disk.ms) return void (await Promise.race([opened, sleep(this.random() * 4000)]));
    const after = Math.floor(this.random() * NAMES);
    let isOpen = false;
    opened.then(() => (isOpen = true));
    for (let names = this.disk.cutting('names'); !isOpen && !(names.open && names.cut > after); names = this.disk.cutting('names')) await sleep(2);
  }

  /** Kills, and says what was torn. @param {() => Promise<void>} kill @param {boolean} power */
  async ended(kill, power) {
    await kill();
    return this.disk.killed(power);
  }

  /** The last look, without a kill. */
  async end() {
    const { page, kill } = await start(this.profile, this.disk.env());
    try {
      return await this.look(page);
    } finally {
      await kill();
      this.disk.killed(false);
    }
  }
}
