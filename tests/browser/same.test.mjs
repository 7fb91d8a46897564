// The same pages over HTTP under a path and from disk: what a reader sees is equal.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import test from 'node:test';
import { launch, openAll, opened } from './support/browser.mjs';
import { samples, sites } from './support/site.mjs';

// What scripts fill from the learner's own data has tests of its own, both ways; in any language of the guide.
const OWN = ['404.html', 'study.html', 'interview.html', 'progress.html', 'browse.html', 'search.html'];

const browser = await launch();

/** The text, the boxes of the main parts, and where each link leads inside the site. */
const seen = (base) => ({
  text: document.body.innerText,
  size: [...document.querySelectorAll('header, main, nav, aside, footer, pre, table, svg, img')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${element.localName} ${[x, y, width, height].map(Math.round)}`;
  }),
  links: [...document.links].map((link) => link.href.replace(base, '')),
});

for (const { name, site, ways: [[, http], [, disk]] } of await opened(sites())) {
  test(`${name}: every template is the same both ways`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const file of samples(site, 2).filter((file) => !OWN.includes(basename(file)))) {
      const views = [];
      for (const base of [http, disk]) {
        await page.goto(base + file);
        await openAll(page);
        views.push(await page.evaluate(seen, base));
      }
      assert.deepEqual(views[0], views[1], file);
    }
    await context.close();
  });
}
