// What someone may write into a guide to run a script in its readers' browsers (tests/payloads/), in every field, in both policies that do not
// publish raw HTML as it is. Errors would keep most of it from being published: the site is made all the same, and its pages are shown without their
// content policy, so that what holds is the rendering alone. Nothing may run, and no page may have an element or a handler that could.
//
// As the tests run it, two tenths of the payloads are in every field of cards, topics and pages, half of them in either policy, another tenth in the names
// of files, some in banks of other programs that are imported, and all of them in every field of book.toml and behind the words of a theme; every page is
// opened. RECTO_PAYLOADS=all puts each into all; RECTO_PAYLOADS=FOLDER takes further files of payloads from there.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { banksOf, bookOf, guideOf, namesOf, payloads, watched, withoutPolicy, wordsOf, write } from './support/payloads.mjs';
import { empty, files, RECTO, ROOT } from './support/site.mjs';

const PUBLISH = process.env.RECTO_DESPITE_ERRORS ?? join(ROOT, 'target/debug/examples/despite-errors');
const wanted = process.env.RECTO_PAYLOADS ?? '';
const all = payloads(wanted === 'all' ? '' : wanted);
/** Frames that load at a time. */
const LANES = 6;
/** Cards that the short form takes through the pages of study, interview and search. */
const SOME = wanted ? 200 : 6;

const published = (name, make) => {
  const guide = empty(`${name}-guide`);
  make(guide);
  const site = empty(name);
  execFileSync(PUBLISH, [guide, site], { stdio: ['ignore', 'ignore', 'inherit'] });
  return site;
};

/** Of every ten payloads one. @param {number} which */
const tenth = (which) => (wanted ? all : all.filter((_, i) => i % 10 === which));
/** A guide whose cards come out of the banks of other programs. @param {string} folder @param {string[]} texts */
function importedOf(folder, texts) {
  write(folder, { 'book.toml': '[book]\nid = "payloads-banks"\ntitle = "Banks"\n[site]\nimages = ["https://x.example"]\n', 'content/index.md': 'x\n' });
  const banks = banksOf(texts);
  const from = empty('banks-files');
  write(from, banks);
  for (const name of Object.keys(banks)) {
    const topic = name.replace('.', '-');
    // Questions with links that are not published are refused, which ends with a status of its own.
    spawnSync(RECTO, ['import', join(from, name), '--to', topic, '--guide', folder], { stdio: 'ignore' });
    const cards = files(folder, '.md').filter((file) => file.includes(`content/${topic}/`)).length;
    assert.ok(cards > texts.length / 2, `${cards} cards of ${texts.length} in ${name}`);
  }
}

const sites = {
  sanitize: published('sanitize', (folder) => guideOf(folder, tenth(0), 'sanitize')),
  escape: published('escape', (folder) => guideOf(folder, tenth(1), 'escape')),
  book: published('book', (folder) => bookOf(folder, all)),
  names: published('names', (folder) => namesOf(folder, tenth(2))),
  banks: published('banks', (folder) => importedOf(folder, wanted ? all : all.filter((_, i) => i % 24 === 3))),
  words: published('words', (folder) => wordsOf(folder, all)),
};
const server = await withoutPolicy(sites);
after(() => server.close());
// No other host is there.
const browser = await chromium.launch({ executablePath, args: [...FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
after(() => browser.close());

const open = watched(browser, server.base);

const active = (page) => page.evaluate(() => globalThis.recto_active());

test('the payloads are as many as are asked for', () => {
  assert.ok(all.length >= 300 && new Set(all).size === all.length, `${all.length}, of which ${new Set(all).size} differ`);
});

test('what runs is noticed', async () => {
  const { page, ran, close } = await open('frames');
  await page.setContent('<div class=prose><img src=x onerror=alert(1)><a href="java&#9;script:alert(1)">x</a><b style="x">x</b><iframe srcdoc="<script>alert(2)</script>"></iframe></div>');
  await page.waitForFunction(() => document.querySelector('iframe')?.contentDocument?.readyState === 'complete');
  for (let i = 0; i < 600 && ran.length < 2; i++) await page.waitForTimeout(50);
  assert.equal(ran.length, 2, `${ran}`);
  assert.equal((await active(page)).length, 4);
  await close();
});

for (const [name, site] of Object.entries(sites)) {
  test(`${name}: no page runs anything`, async () => {
    const { page, ran, close } = await open('frames');
    const addresses = files(site, '.html').map((file) => `/${name}/${file.split('/').map(encodeURIComponent).join('/')}`);
    const found = await page.evaluate(async ({ addresses, lanes }) => {
      const found = /** @type {string[]} */ ([]);
      const rest = [...addresses];
      const lane = async () => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        for (let address = rest.pop(); address !== undefined; address = rest.pop()) {
          const loaded = new Promise((resolve) => ((frame.onload = () => resolve(true)), setTimeout(() => resolve(false), 120_000)));
          frame.src = address;
          if (!(await loaded)) {
            found.push(`${address} does not load`);
            continue;
          }
          const inside = /** @type {any} */ (frame.contentWindow);
          if (inside.location.pathname !== address && !/refresh/.test(address)) found.push(`${address} went to ${inside.location.href}`);
          else found.push(...inside.recto_active().map((/** @type {string} */ what) => `${address}: ${what}`));
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return found;
    }, { addresses, lanes: LANES });
    none([...ran, ...found]);
    assert.ok(addresses.length > 20 && server.stripped() > 0, `${addresses.length} pages`);
    await close();
  });

  test(`${name}: no side of a card runs anything, in any state`, async () => {
    const { page, ran, close } = await open('frames');
    const decks = files(site, '.js').filter((file) => file.startsWith('deck/')).map((file) => `/${name}/${file.split('/').map(encodeURIComponent).join('/')}`);
    const { found, sides } = await page.evaluate(async (decks) => {
      const found = /** @type {string[]} */ ([]);
      const all = /** @type {any[]} */ ([]);
      let manifest = /** @type {any} */ (null);
      globalThis.Recto = { deckManifest: (/** @type {any} */ data) => (manifest = data), deckTopic() {}, deckFaces: (/** @type {string} */ topic, /** @type {number} */ part, /** @type {any[]} */ cards) => all.push(...cards) };
      for (const src of decks) await new Promise((resolve, reject) => document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject })));
      const { CardView } = await import(String('/modules/card-view.js'));
      const look = (/** @type {any} */ side) => found.push(...globalThis.recto_active(document.body).map((/** @type {string} */ what) => `${side.title}: ${what}`));
      for (const side of all) {
        const card = { topic: '', level: 'mid', kind: 'concept', minutes: 5 };
        const box = Object.assign(document.createElement('template'), { innerHTML: (side.sections ?? []).map((/** @type {string[]} */ [, markup]) => markup).join('') });
        const spans = [...box.content.querySelectorAll('.cloze')].map((gap) => /** @type {HTMLElement} */ (gap).dataset.cloze ?? '');
        for (const span of ['', ...new Set(spans)]) {
          const view = new CardView(card, side, { cloze: span, manifest, missed: new Map([[0, 2]]) });
          document.body.append(view.element);
          look(side);
          while (view.hasHint()) view.hint();
          view.reveal();
          view.missedWords();
          look(side);
          view.element.remove();
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { found, sides: all.length };
    }, decks);
    none([...ran, ...found]);
    assert.ok(sides >= 9, `${sides} sides`);
    await close();
  });

  // File names and imported cards are in the same places of the same pages.
  if (name === 'names' || name === 'banks') continue;

  test(`${name}: study, interview, search, previews and progress run nothing`, async () => {
    const { page, ran, close } = await open(`${name}/study.html`);
    const found = /** @type {string[]} */ ([]);
    const look = async () => found.push(...(await active(page)).map((what) => `${page.url()}: ${what}`));
    const state = (app, ...states) => page.waitForFunction(([app, ...states]) => states.includes(document.getElementById(app)?.dataset.state ?? ''), [`app-${app}`, ...states]);
    await page.waitForSelector('#app-study:not([data-state=loading])');
    await look();
    await page.click('#study-start');
    for (let i = 0; i < SOME; i++) {
      await state('study', 'question', 'end');
      if (await page.locator('#app-study[data-state=end]').count()) break;
      const id = await page.locator('.study-card').elementHandle();
      for (const key of ['h', ' ']) await page.keyboard.press(key);
      await state('study', 'answer');
      await look();
      await page.waitForTimeout(350);
      await page.keyboard.press('d');
      await page.waitForFunction((old) => !old?.isConnected, id);
    }
    for (const query of ['alert', 'onerror', '<img src=x onerror=alert(1)>']) {
      await page.goto(`${server.base}/${name}/search.html?q=${encodeURIComponent(query)}`);
      await page.locator('.search-status').filter({ hasText: /\S/ }).first().waitFor();
      await look();
    }
    await page.goto(`${server.base}/${name}/progress.html`);
    await page.waitForLoadState('networkidle');
    await look();
    await page.goto(`${server.base}/${name}/interview.html?seed=abc234&level=mid&stage=technical&minutes=60&view=interviewer`);
    await state('interview', 'interviewer', 'setup');
    await look();
    none([...ran, ...found]);
    await close();
  });
}

test('no preview of a link runs anything', async () => {
  const { page, ran, close } = await open('book/index.html');
  const found = [];
  const links = page.locator('.prose a[href*="card-"]');
  for (let i = 0; i < (await links.count()); i++) {
    await links.nth(i).hover();
    await page.locator('#preview').waitFor();
    found.push(...(await active(page)));
    await page.keyboard.press('Escape');
  }
  none([...ran, ...found]);
  await close();
});
