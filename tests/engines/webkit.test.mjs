// WebKit as GTK has it, by WebDriver: reads, searches and studies over HTTP. A session of the driver keeps nothing when it ends.
//
// Skipped where the driver, its browser or a screen is missing (Debian: webkit2gtk-driver, xvfb).
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { serve } from '../browser/support/server.mjs';
import { guide, study as fixture } from '../browser/support/site.mjs';
import { readAndSearch, seesThree, study } from './reader.mjs';
import { hasScreen, startDriver } from './webdriver.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';

/** The browser of the library that the driver drives. */
function miniBrowser() {
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('linux-gnu')) : [];
  const versions = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
  return libraries.flatMap((library) => versions.map((version) => join('/usr/lib', library, version, 'MiniBrowser'))).find(existsSync);
}

const binary = miniBrowser();
const isThere = existsSync(DRIVER) && binary !== undefined && hasScreen();
const skip = isThere ? false : 'no WebKit: install the packages webkit2gtk-driver and xvfb';
const open = () => startDriver(DRIVER, { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } });

for (const [name, site, run] of /** @type {const} */ ([
  ['a card is read, and another found', guide, readAndSearch],
  ['three cards are studied, and other pages know the grades', fixture, studyAndLook],
])) {
  test(name, { skip }, async () => {
    const server = await serve(site());
    after(() => server.close());
    const browser = await open();
    await run(browser, server.base);
    await browser.close();
  });
}

/** @param {import('./webdriver.mjs').Session} browser @param {string} base */
async function studyAndLook(browser, base) {
  await study(browser, base);
  await seesThree(browser, base);
}
