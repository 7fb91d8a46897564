// The screens of a learner at every size: nothing leaves the screen, no pixel too many makes a scrollbar, no heading breaks within a word, a phone on
// its side leaves the answer most of its height, and axe finds nothing by day or night.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { bothWays, launch, withDoubledLetters } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { empty, guide, study } from './support/site.mjs';
import { put } from './support/study.mjs';
import * as days from '../../themes/default/js/days.js';
import * as events from '../../themes/default/js/events.js';
import { newCardId } from '../../themes/default/js/custom-cards.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BOOK = 'study-fixture';
const [[, base]] = await bothWays(study());
const browser = await launch();

const now = Date.now();
const OWN = newCardId('databases', 'AAAAAAAAAAAAAAAA');
const HISTORY = [
  events.createEvent('goal', { date: days.today(now) + 20, level: 'mid' }, { now: now - 9 * days.DAY }),
  events.createEvent('own', { card: OWN, q: 'Which words do I always forget?', a: 'These.\n\n- one\n- two', points: ['One', 'Two'] }, { now: now - 9 * days.DAY }),
  events.createEvent('grade', { card: 'databases/acid', g: 3, ms: 40000, days: 3, missed: [0] }, { now: now - 8 * days.DAY }),
  events.createEvent('grade', { card: 'apis/idempotency', g: 1, ms: 40000, step: 0, wait: 60, missed: [1] }, { now: now - days.DAY }),
  events.createEvent('flag', { card: 'databases/acid', on: true }, { now: now - days.DAY }),
];

/** @param {string} query */
const session = (query) => async (page) => {
  await page.goto(`${base}study.html${query}`);
  await page.waitForSelector('#app-study[data-state=question]');
};
const interview = (query) => async (page) => {
  // None that was begun.
  await page.goto(`${base}404.html`);
  await page.evaluate((key) => localStorage.removeItem(key), `recto:${BOOK}:interview`);
  await page.goto(`${base}interview.html?seed=abcdef${query}`);
  await page.waitForSelector('#app-interview[data-state=setup]');
  await page.click('#interview-start');
  await page.waitForSelector('#app-interview[data-state=question]');
};
const CRAM = '?card=databases/acid&mode=cram';
/** What leads to each screen. */
const SCREENS = {
  home: (page) => page.goto(`${base}index.html`),
  'a topic': (page) => page.goto(`${base}databases/index.html`),
  'a card': (page) => page.goto(`${base}databases/acid.html`),
  'the note on a card': async (page) => {
    await page.goto(`${base}databases/acid.html`);
    await page.click('a[data-note]');
    await page.waitForSelector('dialog[open]');
  },
  'home, with an interview that was begun': async (page) => {
    await page.evaluate((key) => localStorage.setItem(key, JSON.stringify({ query: 'seed=abcdef', scored: [], typing: false, begun: null })), `recto:${BOOK}:interview`);
    await page.goto(`${base}index.html`);
    await page.waitForSelector('#resume-interview:not([hidden])');
  },
  'study, with nothing left': async (page) => {
    await page.evaluate((key) => localStorage.setItem(key, JSON.stringify({ fresh: 0, minutes: 1 })), `recto:${BOOK}:study`);
    await page.goto(`${base}study.html?topic=right`);
    await page.waitForSelector('#study-extra:not([hidden])');
    await page.click('#study-settings > summary');
    await page.evaluate((keys) => keys.forEach((key) => localStorage.removeItem(key)), [`recto:${BOOK}:study`, `recto:${BOOK}:interview`]);
  },
  'study, before': async (page) => {
    await page.goto(`${base}study.html`);
    await page.waitForSelector('#app-study[data-state=setup] #study-counts span');
  },
  question: session(CRAM),
  'a card that is not due': session(`?card=${encodeURIComponent('left/n-3')}`),
  menu: async (page) => {
    await session(CRAM)(page);
    await page.click('#study-menu > summary');
  },
  revealed: async (page) => {
    await session(CRAM)(page);
    await page.click('#study-show');
    await page.waitForSelector('#app-study[data-state=answer]');
  },
  finished: async (page) => {
    await SCREENS.revealed(page);
    await page.waitForTimeout(350);
    await page.click('.grade-3');
    await page.waitForSelector('#app-study[data-state=end]');
  },
  progress: async (page) => {
    await page.goto(`${base}progress.html`);
    await page.waitForSelector('#progress-plan dl');
    await page.waitForSelector('#progress-body:not([aria-busy])');
  },
  'all cards': async (page) => {
    await page.goto(`${base}browse.html?card=${encodeURIComponent(OWN)}`);
    await page.waitForSelector('#app-browse[data-state=shown] .browse-open');
    await page.waitForSelector('#browse-custom-cards-list li');
  },
  'a card of one\'s own': async (page) => {
    await page.goto(`${base}browse.html?own=new`);
    await page.waitForSelector('dialog[open]');
  },
  'interview, before': async (page) => {
    await page.goto(`${base}interview.html`);
    await page.waitForSelector('#app-interview[data-state=setup]');
  },
  'interview, running': interview('&level=mid&stage=technical&minutes=20'),
  'interview, judged': async (page) => {
    await interview('&level=mid&stage=technical&minutes=20')(page);
    await page.click('#interview-next');
    await page.waitForSelector('#app-interview[data-state=rubric]');
  },
  scorecard: async (page) => {
    await interview('&level=mid&stage=technical&minutes=5')(page);
    while (!(await page.isVisible('#interview-score'))) {
      const before = await page.getAttribute('#app-interview', 'data-state');
      await page.click('#interview-next');
      await page.waitForFunction((old) => document.getElementById('app-interview').dataset.state !== old, before);
    }
  },
};

/** What is wrong with a page as it stands: words of headings, labels, grades and the bar stay whole. */
const looked = () => {
  const { documentElement: html } = document;
  const found = [];
  if (html.scrollWidth > html.clientWidth) {
    const out = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > html.clientWidth + 1);
    found.push(`${html.scrollWidth} px wide of ${html.clientWidth}: ${out.slice(0, 3).map((e) => `<${e.localName} class="${e.getAttribute('class')}">`)}`);
  }
  const more = html.scrollHeight - html.clientHeight;
  if (more > 0 && more < 3) found.push(`a scrollbar for ${more} px`);
  for (const heading of document.querySelectorAll('h1, h2, h3, .labels, .bar a, .grade, .bands th')) {
    // What only screen readers see has no room.
    if (heading.closest('.visually-hidden')) continue;
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { 0: word, index } of node.textContent.matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(`“${word}” of <${heading.localName} class="${heading.className}"> is broken`);
      }
    }
  }
  return found;
};

for (const [how, width, height, colorScheme, letters] of [
  ['320 px', 320, 640, 'light'], ['390 px, dark', 390, 844, 'dark'], ['a phone on its side', 844, 390, 'light'], ['1280 px', 1280, 860, 'light'], ['1280 px, letters doubled', 1280, 860, 'dark', '200%'],
  ['390 px, letters doubled in the settings', 390, 844, 'light'],
]) {
  test(`${how}: nothing leaves the screen, no heading breaks within a word`, async () => {
    const context = how.includes('settings') ? await withDoubledLetters(empty('doubled')) : await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${base}browse.html`);
    await page.waitForSelector('#app-browse[data-state=shown]');
    await put(page, BOOK, HISTORY);
    const found = [];
    for (const [name, go] of Object.entries(SCREENS)) {
      await go(page);
      if (letters) await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
      found.push(...(await page.evaluate(looked)).map((line) => `${name}: ${line}`));
      if (name === 'revealed' && !letters && !how.includes('settings')) {
        const share = await page.evaluate(() => (document.getElementById('study-foot').getBoundingClientRect().top - document.querySelector('.study-top').getBoundingClientRect().bottom) / innerHeight);
        if (share < 0.6) found.push(`the answer has ${Math.round(share * 100)}% of the height`);
        const top = await page.evaluate(() => document.querySelector('.study-back').getBoundingClientRect().top / innerHeight);
        if (top > 0.6) found.push(`the answer begins at ${Math.round(top * 100)}% of the height`);
      }
      if (['390 px, dark', '1280 px', '390 px, letters doubled in the settings'].includes(how)) {
        // A card that turns is pale for a moment.
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState === 'finished'));
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], preload: false }));
        found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.length && nodes[0].html}`));
      }
    }
    await context.close();
    none(found);
  });
}

test('a drawing that is too wide for its box is seen large, and is back in its place afterwards', async () => {
  const [[, address]] = await bothWays(guide());
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${address}fundamentals/url-to-page.html`);
  await page.evaluate(() => document.querySelectorAll('details').forEach((box) => (box.open = true)));
  await page.getByRole('button', { name: 'Enlarge' }).first().click();
  await page.waitForSelector('.large-dialog[open] svg');
  const [seen, own] = await page.evaluate(() => {
    const svg = document.querySelector('.large-dialog svg');
    return [svg.getBoundingClientRect().width, svg.viewBox.baseVal.width];
  });
  assert.ok(seen >= own * 1.2, `${seen} of ${own}`);
  assert.ok(await page.evaluate(() => document.querySelector('.large-box').scrollWidth > document.querySelector('.large-box').clientWidth));
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.length && nodes[0].html]), []);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.diagram.wide > svg');
  assert.equal(await page.locator('.large-dialog').count(), 0);
  assert.equal(await page.evaluate(() => document.querySelector('.diagram.wide svg').getAttribute('style')), null);
  await context.close();
});
