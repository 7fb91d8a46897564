// Nothing leaves the screen of a phone, on any template, whatever stands in the cards; and nothing is cut off at twice the text size.
import test from 'node:test';
import { launch, openAll, opened } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { pages, samples, sites } from './support/site.mjs';

const browser = await launch();

/** What stands over the edge of a screen of that width without a box of its own that scrolls. @param {number} screen */
const overflow = (screen) => {
  if (innerWidth !== screen) return [`is seen at ${innerWidth}, not ${screen}`];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const outside = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1);
  });
  return [`${document.documentElement.scrollWidth} px wide: ${outside.slice(0, 3).map((e) => `<${e.localName} class="${e.getAttribute('class') ?? ''}">`)}`];
};

/** The pages of each site that are looked at. @type {Record<string, (site: string) => string[]>} */
const CHOSEN = {
  'the guide': (site) => samples(site, 3),
  torture: (site) => pages(site).filter((file) => !file.startsWith('many/polygon')),
  'right to left': pages,
};

/** Sizes of a screen, with the text's size: each page is opened once and seen in all of them. */
const SIZES = [
  ['360 pixels', { width: 360, height: 740 }, ''],
  ['320 pixels', { width: 320, height: 600 }, ''],
  ['640 pixels at 200%', { width: 640, height: 800 }, '200%'],
];

for (const { name, site, ways: [[, base]] } of await opened(sites())) {
  test(`${name}: no page is wider than a screen of ${SIZES.map(([how]) => how).join(', ')}`, async () => {
    const context = await browser.newContext({ viewport: SIZES[0][1], reducedMotion: 'reduce' });
    const page = await context.newPage();
    const found = [];
    for (const file of CHOSEN[name](site)) {
      await page.setViewportSize(SIZES[0][1]);
      await page.goto(base + file);
      await openAll(page);
      for (const [how, viewport, zoom] of SIZES) {
        await page.setViewportSize(viewport);
        await page.evaluate((size) => (document.documentElement.style.fontSize = size), zoom);
        found.push(...(await page.evaluate(overflow, viewport.width)).map((line) => `${file}, ${how}: ${line}`));
      }
    }
    await context.close();
    none(found);
  });
}
