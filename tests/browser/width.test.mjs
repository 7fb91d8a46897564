// Nothing leaves the screen of a phone, on any template, whatever stands in the cards; and nothing is cut off at twice the text size.
import test from 'node:test';
import { bothWays, launch, openAll } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { guide, pages, rightToLeft, samples, torture } from './support/site.mjs';

const browser = await launch();

/** What stands over the edge without a box of its own that scrolls. */
const overflow = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const outside = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1);
  });
  return [`${document.documentElement.scrollWidth} px wide: ${outside.slice(0, 3).map((e) => `<${e.localName} class="${e.getAttribute('class') ?? ''}">`)}`];
};

const cases = [
  ['the guide', guide(), (site) => samples(site, 3)],
  ['torture', torture(), (site) => pages(site).filter((file) => !file.startsWith('many/polygon'))],
  ['right to left', rightToLeft(), pages],
];

for (const [name, site, choose] of cases) {
  const [[, base]] = await bothWays(site);
  for (const [how, viewport, zoom] of [
    ['360 pixels', { width: 360, height: 740 }, ''],
    ['320 pixels', { width: 320, height: 600 }, ''],
    ['640 pixels at 200%', { width: 640, height: 800 }, '200%'],
  ]) {
    test(`${name}: no page is wider than a screen of ${how}`, async () => {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const found = [];
      for (const file of choose(site)) {
        await page.goto(base + file);
        await openAll(page);
        if (zoom) await page.evaluate((size) => (document.documentElement.style.fontSize = size), zoom);
        found.push(...(await page.evaluate(overflow)).map((line) => `${file}: ${line}`));
      }
      await context.close();
      none(found);
    });
  }
}
