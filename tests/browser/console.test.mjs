// No page complains in the console, is refused anything by the content security policy, or asks for anything outside the site.
import test from 'node:test';
import { bothWays, launch, openAll, opened, watch } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { guide, samples, sites } from './support/site.mjs';

const browser = await launch();

for (const { name, site, ways } of await opened(sites())) {
  for (const [way, base] of ways) {
    test(`${name}, ${way}: pages load without a complaint`, async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints = watch(page, base);
      for (const file of samples(site, 8)) {
        // A host shows this one, and its addresses begin at the host's root.
        if (file === '404.html' && !base.startsWith('http')) continue;
        await page.goto(base + file);
        await openAll(page);
      }
      await context.close();
      none(complaints, 'complaints');
    });
  }
}

test('an address that is not there shows the page that helps on, at any depth', async () => {
  const [[, base]] = await bothWays(guide());
  const page = await browser.newPage();
  for (const path of ['nothing.html', 'databases/nothing.html', 'a/b/c/d.html']) {
    const complaints = watch(page, base);
    await page.goto(base + path);
    await page.getByRole('link').first().waitFor();
    const styled = await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0));
    none(styled ? [] : [`${path}: without its stylesheets`]);
    none(complaints.filter((line) => !line.includes('404')), 'complaints');
    await page.locator('a[href$="index.html"]').first().click();
    await page.waitForURL(`${base}index.html`);
  }
  await page.close();
});
