// Every template, light and dark, with everything open, has no violation that axe-core can find.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { launch, openAll, opened } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { samples, sites } from './support/site.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What the dark colours may change, and pictures that are there by night alone. */
const BY_NIGHT = { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'image-alt', 'role-img-alt', 'svg-img-alt'] };

const browser = await launch();

/** What axe has to say of a page. @param {import('playwright-core').Page} page @param {object} runOnly */
async function violations(page, runOnly) {
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }), runOnly);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}

for (const { name, site, ways: [[, base]] } of await opened(sites())) {
  test(`${name}, light and dark: no accessibility violation on any template`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const found = [];
    for (const file of samples(site, 2)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(base + file);
      await openAll(page);
      await page.evaluate(AXE);
      found.push(...(await violations(page, RULES)).map((violation) => `${file}: ${violation}`));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await violations(page, BY_NIGHT)).map((violation) => `${file}, dark: ${violation}`));
    }
    await context.close();
    none(found, 'violations');
  });
}
