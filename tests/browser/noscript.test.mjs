// The whole site can be read without JavaScript: over HTTP and from disk.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bothWays, launch, opened } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { samples, sites, torture } from './support/site.mjs';

const browser = await launch();
const withoutScripts = () => browser.newContext({ javaScriptEnabled: false });

const all = await opened(sites());

for (const [way, base] of await bothWays(torture())) {
  test(`${way}: from home to a card and its answer by links and boxes alone`, async () => {
    const context = await withoutScripts();
    const page = await context.newPage();
    await page.goto(`${base}index.html`);
    await page.getByRole('main').getByRole('link', { name: 'Typography' }).first().click();
    await page.waitForURL(`${base}typography/index.html`);
    await page.getByRole('main').getByRole('link', { name: /How is a table shown/ }).first().click();
    await page.waitForURL(`${base}typography/wide-table.html`);
    const answer = page.getByText('In a box that scrolls.', { exact: false }).first();
    assert.equal(await answer.isVisible(), false, 'the answer is covered');
    await page.getByText('Show answer').click();
    assert.equal(await answer.isVisible(), true, 'the answer opens');
    await page.goto(`${base}typography/long-words.html`);
    await page.getByText('Hint', { exact: false }).first().click();
    assert.equal(await page.locator('#hint').isVisible(), true, 'the hint opens');
    await context.close();
  });

  test(`${way}: choices and their feedback, hidden words and former addresses`, async () => {
    const context = await withoutScripts();
    const page = await context.newPage();
    await page.goto(`${base}questions/choice.html`);
    for (const choice of ['503', '400', '429', '404']) assert.ok(await page.getByRole('main').getByText(choice, { exact: true }).first().isVisible(), choice);
    await page.getByText('Show answer').click();
    assert.ok(await page.getByText('The same request fails again.').first().isVisible(), 'feedback');
    await page.goto(`${base}questions/cloze.html`);
    const widths = await page.locator('.card-prompt .cloze').evaluateAll((all) =>
      all.map((hidden) => {
        const words = document.createRange();
        words.selectNodeContents(hidden);
        return words.getBoundingClientRect().width;
      }),
    );
    assert.ok(widths.length > 0 && widths.every((width) => width === 0), `what is hidden takes no room: ${widths}`);
    await page.getByText('Show answer').click();
    assert.ok(await page.getByText('latency or consistency').first().isVisible(), 'the hidden words');
    await page.goto(`${base}old-everything.html`);
    await page.waitForURL(`${base}typography/everything.html`);
    await context.close();
  });
}

for (const { name, site, ways: [[, base]] } of all) {
  test(`${name}: every template says something and has no dead button`, async () => {
    const context = await withoutScripts();
    const page = await context.newPage();
    const found = [];
    for (const file of samples(site)) {
      await page.goto(base + file);
      const text = await page.getByRole('main').innerText();
      if (text.trim().length < 20) found.push(`${file}: "${text.trim()}"`);
      // Without scripts a button outside a form does nothing.
      for (const button of await page.locator('button:visible').all()) {
        const inForm = await button.evaluate((element) => element.form !== null && element.type === 'submit').catch(() => false);
        if (!inForm) found.push(`${file}: button "${await button.innerText()}"`);
      }
    }
    await context.close();
    none(found);
  });
}
