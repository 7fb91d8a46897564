// Debian's Chromium, and what a page must not do in it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

// The shell makes a page in a third of the time: it draws no window around it.
const KNOWN = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
export const executablePath = process.env.CHROMIUM ?? KNOWN.find(existsSync);
if (!executablePath) throw new Error('no Chromium: install the package chromium, or name one by CHROMIUM');

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** How many times slower pages work than they can: what a test takes for there too early is not there yet. */
const SLOWER = Number(process.env.RECTO_SLOW ?? 1);

/** @param {import('playwright-core').BrowserContext} context */
function slowDown(context) {
  context.setDefaultTimeout(30_000 * SLOWER);
  const slow = async (/** @type {import('playwright-core').Page} */ page) => {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  };
  // A page that a test closes meanwhile needs no brake.
  context.on('page', (page) => void slow(page).catch(() => {}));
}

/** One browser for the tests of a file; closed after the last. */
export async function launch() {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  after(() => browser.close());
  if (SLOWER > 1) {
    const [newContext, newPage] = [browser.newContext.bind(browser), browser.newPage.bind(browser)];
    browser.newContext = async (options) => {
      const context = await newContext(options);
      slowDown(context);
      return context;
    };
    browser.newPage = async (options) => {
      const page = await newPage(options);
      slowDown(page.context());
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      return page;
    };
  }
  return browser;
}

/** A phone whose reader has doubled the letters in the browser's settings: media queries know it. @param {string} profile an empty folder */
export async function withDoubledLetters(profile) {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ webkit: { webprefs: { default_font_size: 32, default_fixed_font_size: 26 } } }));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  after(() => context.close());
  return context;
}

/** The two ways to open a site: `[name, address of its folder]`. The server is stopped after the last test of the file. */
export async function bothWays(site) {
  const server = await serve(site);
  after(() => server.close());
  return [
    ['over HTTP under a path', server.base],
    ['from disk', `${pathToFileURL(site).href}/`],
  ];
}

/**
 * Sites by their names, each with the ways to open it. Called before the first test: `after` runs when all tests that are known by then have
 * ended, so that a file which waits between two of them would lose its browser where only later ones are asked for.
 * @param {Record<string, string>} sites
 */
export const opened = (sites) => Promise.all(Object.entries(sites).map(async ([name, site]) => ({ name, site, ways: await bothWays(site) })));

/**
 * Collects what a page does wrong: errors, refused scripts and styles, failed requests, requests that leave the site.
 * @param {import('playwright-core').Page} page @param {string} base
 */
export function watch(page, base) {
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // A request that the next page cut short is not a failure.
    const error = request.failure()?.errorText;
    if (error !== 'net::ERR_ABORTED') complaints.push(`${page.url()}: failed ${request.url()} ${error}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:') && !url.startsWith('blob:')) complaints.push(`${page.url()}: asks for ${url}`);
  });
  return complaints;
}

/** Opens every answer, hint and other closed box. @param {import('playwright-core').Page} page */
export const openAll = (page) =>
  page.evaluate(() => {
    for (const box of document.querySelectorAll('details')) box.open = true;
  });
