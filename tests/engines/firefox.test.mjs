// Firefox as the distribution has it, by WebDriver BiDi: reads, searches, studies and keeps progress over a restart, over HTTP and from disk.
//
// Skipped where no Firefox is installed (Debian: firefox-esr; FIREFOX names another one) and where Node.js has no WebSocket (20, without
// `--experimental-websocket`).
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { bothWays } from '../browser/support/browser.mjs';
import { empty, guide, study as fixture } from '../browser/support/site.mjs';
import { grades, readAndSearch, seesThree, study } from './reader.mjs';
import { startFirefox } from './webdriver.mjs';

const KNOWN = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const executable = process.env.FIREFOX ?? KNOWN.find(existsSync);
const noFirefox = executable ? '' : 'no Firefox: install the package firefox-esr, or name one by FIREFOX';
const noSocket = globalThis.WebSocket ? '' : 'no WebSocket: use Node.js 22, or NODE_OPTIONS=--experimental-websocket';
const skip = noFirefox || noSocket || false;

for (const [way, base] of await bothWays(guide())) {
  test(`${way}: a card is read, and another found`, { skip }, async () => {
    const browser = await startFirefox(executable, empty(`reader ${way}`));
    await readAndSearch(browser, base);
    await browser.close();
  });
}

for (const [way, base] of await bothWays(fixture())) {
  test(`${way}: three cards are studied, and the grades are there after a restart`, { skip }, async () => {
    const profile = empty(`learner ${way}`);
    let browser = await startFirefox(executable, profile);
    await study(browser, base);
    assert.deepEqual(browser.complaints, []);
    await browser.close();
    browser = await startFirefox(executable, profile);
    if (base.startsWith('file:')) await keepsPagesApart(browser, base);
    else await seesThree(browser, base);
    await browser.close();
  });
}

/** Each page from disk has a storage of its own in Firefox, which the pages say. @param {import('./webdriver.mjs').Session} browser @param {string} base */
async function keepsPagesApart(browser, base) {
  assert.equal(await grades(browser, `${base}study.html`), 3, 'the study page keeps what it was told');
  await browser.goto(`${base}progress.html`);
  await browser.until(() => document.getElementById('app-progress')?.dataset.state === 'shown');
  assert.match(await browser.evaluate(() => document.getElementById('progress-problem').textContent), /each page apart/);
}
