// axe-core finds nothing in any state of a session, an interview or the progress page, light and dark, wide and narrow; nothing is wider
// than the screen, and no button's words are broken over lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { simulate } from '../js/simulate.mjs';
import { bothWays, launch } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { study } from './support/site.mjs';
import { inState, openStudy, pressOn, put } from './support/study.mjs';
import * as days from '../../themes/default/js/days.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const [[, base]] = await bothWays(study());
const browser = await launch();

for (const [colorScheme, width] of /** @type {const} */ ([['light', 1280], ['dark', 390]])) {
  const options = { colorScheme, viewport: { width, height: 844 }, reducedMotion: /** @type {const} */ ('reduce') };
  const found = [];
  /** @param {import('playwright-core').Page} page @param {string} state */
  const look = async (page, state) => {
    // What fades in has its colours only when it has.
    await page.waitForFunction(() => document.getAnimations().length === 0);
    const broken = await page.evaluate(() => [
      ...(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page is wider than the screen'] : []),
      ...[...document.querySelectorAll('.study-front .button')].filter((button) => button.offsetHeight > 64).map((button) => `tall button: ${button.textContent}`),
    ]);
    found.push(...broken.map((words) => `${state}: ${words}`));
    // One page has many states.
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), RULES);
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${state}: ${id}: ${node.target} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`)));
  };

  test(`${colorScheme}, ${width} px: every state of a session`, async () => {
    found.length = 0;
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await openStudy(page, base);
    await look(page, 'setup');
    for (const box of await page.locator('.study-more > summary').all()) await box.click();
    await look(page, 'setup with settings');
    await openStudy(page, base, '?card=databases/acid&card=databases/isolation&card=databases/index-type&card=databases/wal&card=apis/idempotency');
    await page.click('#study-start');
    await inState(page, 'question');
    for (let i = 0; i < 5; i++) {
      const type = await page.getAttribute('.study-card', 'data-type');
      await look(page, `${type} question`);
      await page.keyboard.press('h');
      if (type === 'choice') await page.keyboard.press('1');
      await page.keyboard.press(' ');
      await inState(page, 'answer');
      const tick = page.locator('.checklist input').first();
      if (await tick.count()) await tick.check();
      await look(page, `${type} answer`);
      if (i === 0) {
        await page.click('#study-menu summary');
        await look(page, 'menu');
        for (const [key, name] of [['i', 'about the card'], ['?', 'keys']]) {
          await page.keyboard.press(key);
          await page.locator('dialog[open]').waitFor();
          await look(page, name);
          // Where none is open it ends the session.
          await page.keyboard.press('Escape');
          await page.locator('dialog').waitFor({ state: 'detached' });
        }
      }
      await pressOn(page, '4');
    }
    await inState(page, 'end');
    await look(page, 'end');
    await context.close();
    none(found, 'violations');
  });

  test(`${colorScheme}, ${width} px: every state of an interview`, async () => {
    found.length = 0;
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const inPart = (state) => page.waitForSelector(`#app-interview[data-state=${state}]`);
    await page.goto(`${base}interview.html`);
    await inPart('setup');
    await look(page, 'setup');
    await page.goto(`${base}interview.html?seed=abc234&stage=design&minutes=45`);
    await inPart('setup');
    await look(page, 'given paper');
    await page.check('input[name=typing]');
    await page.click('#interview-start');
    await inPart('question');
    await look(page, 'question');
    await page.click('#interview-next');
    await inPart('rubric');
    await look(page, 'rubric');
    await page.click('#interview-next');
    await inPart('score');
    await look(page, 'scorecard');
    await page.goto(`${base}interview.html?seed=abc234&stage=behavioural&minutes=20`);
    await inPart('setup');
    await page.click('#interview-start');
    await inPart('question');
    await page.click('#interview-next');
    await inPart('rubric');
    await look(page, 'notebook');
    await page.goto(`${base}interview.html?seed=abc234&stage=technical&minutes=20&view=interviewer`);
    await inPart('interviewer');
    await look(page, "interviewer's view");
    await context.close();
    none(found, 'violations');
  });

  test(`${colorScheme}, ${width} px: progress, empty and full`, async () => {
    found.length = 0;
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const shown = () => page.waitForSelector('#app-progress[data-state=shown]');
    await page.goto(`${base}progress.html`);
    await shown();
    await look(page, 'empty');
    const ids = Array.from({ length: 60 }, (_, i) => `left/n-${i}`);
    const { all } = simulate('axe', { days: 120, start: Date.now() - 121 * days.DAY, ids });
    await put(page, 'study-fixture', all);
    await page.reload();
    await shown();
    await page.fill('#progress-goal input', days.iso(days.today(Date.now()) + 20));
    await page.waitForSelector('#progress-plan dl');
    for (const box of await page.locator('.chart-table > summary').all()) await box.click();
    await look(page, 'full');
    await page.getByRole('button', { name: /^Fit to my/ }).click();
    await page.waitForSelector('#progress-fit dl', { timeout: 60000 });
    await look(page, 'fitted');
    await page.goto(`${base}index.html`);
    await look(page, 'home with rings');
    await context.close();
    none(found, 'violations');
  });
}
