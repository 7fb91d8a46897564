// Every template, light and dark, with everything open, has no violation that axe-core can find.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { bothWays, launch, openAll } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { samples, sites } from './support/site.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const browser = await launch();

/** What axe has to say of a page. @param {import('playwright-core').Page} page */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}

for (const [name, site] of Object.entries(sites())) {
  const [[, base]] = await bothWays(site);
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`${name}, ${colorScheme}: no accessibility violation on any template`, async () => {
      const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const found = [];
      for (const file of samples(site, 2)) {
        await page.goto(base + file);
        await openAll(page);
        found.push(...(await violations(page)).map((violation) => `${file}: ${violation}`));
      }
      await context.close();
      none(found, 'violations');
    });
  }
}
