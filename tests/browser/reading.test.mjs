// What a reader does on a page: colours, keyboard, code, previews; over HTTP and from disk.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bothWays, launch } from './support/browser.mjs';
import { torture } from './support/site.mjs';
import { setClock } from './support/study.mjs';

const browser = await launch();

/** The colour behind the text. */
const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

for (const [way, base] of await bothWays(torture())) {
  /** A context in which the page's clipboard works. */
  const reader = (options = {}) => browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options });

  test(`${way}: the colours follow the device until the reader chooses, and the choice stays`, async () => {
    const context = await reader({ colorScheme: 'light' });
    const page = await context.newPage();
    await page.goto(`${base}about.html`);
    const light = await paper(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await paper(page);
    assert.notEqual(dark, light);
    const button = page.locator('#theme-switch');
    await button.click();
    assert.equal(await paper(page), light, 'first to light');
    await page.goto(`${base}typography/wide-table.html`);
    assert.equal(await paper(page), light, 'on the next page too');
    await button.click();
    await page.emulateMedia({ colorScheme: 'light' });
    assert.equal(await paper(page), dark, 'then to dark');
    await button.click();
    assert.equal(await paper(page), light, 'then back to what the device says');
    await context.close();
  });

  test(`${way}: the chosen colours are there at the first paint`, async () => {
    const context = await reader({ colorScheme: 'light' });
    const page = await context.newPage();
    await page.goto(`${base}about.html`);
    const button = page.locator('#theme-switch');
    await button.click();
    await button.click();
    const dark = await paper(page);
    await context.addInitScript(() => {
      // The first frame is drawn when the stylesheets are there and something of the body is.
      const look = () => {
        if (document.body) globalThis.first ??= getComputedStyle(document.documentElement).backgroundColor;
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${base}typography/wide-table.html`);
    assert.equal(await (await page.waitForFunction(() => globalThis.first)).jsonValue(), dark);
    await context.close();
  });

  test(`${way}: code is copied as it stands in the source`, async () => {
    const context = await reader();
    const page = await context.newPage();
    await page.goto(`${base}questions/choice.html`);
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('Copied').first().waitFor();
    assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), 'HTTP/1.1 503 Service Unavailable\nRetry-After: 120');
    await context.close();
  });

  test(`${way}: a link's preview shows on hover and on focus, and goes with Escape`, async () => {
    const context = await reader();
    const page = await context.newPage();
    await page.goto(`${base}typography/index.html`);
    const link = page.locator('.prose a', { hasText: 'tables' }).first();
    const preview = page.getByRole('tooltip');
    await link.hover();
    await preview.waitFor();
    assert.match(await preview.innerText(), /How is a table shown that is wider than the screen\?/);
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    await link.focus();
    await preview.waitFor();
    await context.close();
  });

  test(`${way}: all by keyboard: skip link, answer, shortcuts, and shortcuts off`, async () => {
    const context = await reader();
    const page = await context.newPage();
    // The second of two keys must come soon after the first.
    await setClock(page);
    await page.goto(`${base}typography/wide-table.html`);
    await page.keyboard.press('Tab');
    assert.ok(await page.locator('a.skip').evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0), 'the skip link comes first and is seen');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'main');
    const summary = page.locator('summary', { hasText: 'Show answer' });
    for (let i = 0; i < 20 && !(await summary.evaluate((element) => element === document.activeElement)); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // Enter opens the answer.
    await page.locator('#answer').waitFor();
    await page.locator('#main').focus();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('Space');
    await dialog.waitFor({ state: 'detached' });
    // Space by habit has closed the list, not turned the keys off.
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.waitForURL(`${base}index.html`);
    await page.keyboard.press('?');
    await dialog.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    assert.equal(await dialog.count(), 0, 'a single key does nothing once they are off');
    await context.close();
  });

  test(`${way}: a link into a closed answer opens it`, async () => {
    const context = await reader();
    const page = await context.newPage();
    await page.goto(`${base}about.html`);
    await page.getByRole('link', { name: 'the footnotes' }).click();
    await page.waitForURL(/everything\.html#footnotes$/);
    await page.locator('#footnotes').waitFor();
    await context.close();
  });

  test(`${way}: on paper every answer is open and the frame is gone`, async () => {
    const context = await reader();
    const page = await context.newPage();
    await page.goto(`${base}typography/wide-table.html`);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('#answer').isVisible(), 'the answer');
    assert.equal(await page.locator('header.masthead, nav.topics, .bar').filter({ visible: true }).count(), 0, 'the frame');
    await context.close();
  });
}
