// Nothing moves while a page loads, however late its scripts come: no layout shift on any kind of page.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { serve } from './support/server.mjs';
import { guide, samples, torture } from './support/site.mjs';

const browser = await launch();

const SITES = await Promise.all(/** @type {const} */ ([['the guide', guide()], ['torture', torture()]]).map(async ([name, site]) => /** @type {const} */ ([name, site, await serve(site)])));
after(() => SITES.forEach(([, , server]) => server.close()));

// Pages wait for their scripts most of the time, so two of them do so at once.
describe('while a page loads', { concurrency: 2 }, () => {
  for (const [name, site, server] of SITES) {
    for (const [size, viewport] of [['a phone', { width: 390, height: 844 }], ['a desk', { width: 1366, height: 900 }]]) {
      test(`${name} on ${size}: no layout shift`, async () => {
        const context = await browser.newContext({ viewport });
        // Later than the first paint.
        await context.route(/\.js$/, async (route) => {
          if (!/theme-init/.test(route.request().url())) await new Promise((resolve) => setTimeout(resolve, 250));
          await route.continue().catch(() => {});
        });
        await context.addInitScript(() => {
          globalThis.shifts = [];
          const describe = ({ node, previousRect, currentRect }) => `${node?.nodeName} ${node?.id || node?.className || node?.textContent?.slice(0, 40)}: ${previousRect.y} to ${currentRect.y}`;
          new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries()) globalThis.shifts.push(`${value.toFixed(4)} ${sources.map(describe).join(', ')}`);
          }).observe({ type: 'layout-shift', buffered: true });
        });
        const found = [];
        for (const path of samples(site)) {
          const page = await context.newPage();
          await page.goto(server.base + encodeURI(path), { waitUntil: 'load' });
          await page.waitForFunction(() => !document.querySelector('[data-state=loading]'));
          // Shifts are told with the frame after them.
          await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
          found.push(...(await page.evaluate(() => globalThis.shifts)).map((shift) => `${path}: ${shift}`));
          await page.close();
        }
        assert.deepEqual(found, []);
        await context.close();
      });
    }
  }
});
