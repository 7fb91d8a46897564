// Nothing is cut off on paper: what is wider than a sheet is printed smaller, on a turned sheet, or broken; on cards, pages, print pages and in the booklet.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { launch } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { write } from './support/payloads.mjs';
import { RECTO, build, empty } from './support/site.mjs';

/** What is wide, by its name. */
const row = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |\n`;
const table = (/** @type {string[]} */ cells) => row(cells) + row(cells.map(() => '---')) + row(cells).repeat(3);
const words = (/** @type {number} */ count, /** @type {string} */ word) => Array.from({ length: count }, (_, i) => `${word}${i}`);
const chain = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => `n${i}[Service number ${i}] --> n${i + 1}[Service number ${i + 1}]`).join('\n  ');
const terms = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => `+ a_{${i}} x^{${i}}`).join(' ');
const nested = (/** @type {string} */ text) => text.replace(/^/gm, '   ').trimStart();
const TEN = words(10, 'unbreakable');
const WIDE = {
  'eight words': table(words(8, 'configuration')),
  'eight long words': table(words(8, 'ConcurrentSkipListMap')),
  'eight very long words': table(words(8, 'AbstractSingletonProxyFactoryBean')),
  'twenty columns': table(words(20, 'configuration')),
  'words and one token': table(['short', 'A sentence of many words that may be broken anywhere between two of them, as one does.', 'c0ffee'.repeat(30)]),
  'in a list': `1. First\n\n   ${nested(table(TEN))}`,
  'in a quote': table(TEN).replace(/^/gm, '> '),
  'in an alert': `> [!NOTE]\n${table(TEN).replace(/^/gm, '> ')}`,
  'in a box': `<details><summary>Open</summary>\n\n${table(TEN)}\n</details>`,
  'of HTML': `<table><tr>${TEN.map((word) => `<td>${word}</td>`).join('')}</tr></table>`,
  'code in cells': table(words(8, 'x').map((x) => `\`configuration.${x}\``)),
  'addresses in cells': table(words(6, 'a').map((x) => `https://example.org/${x}/a/long/path/to/a/page.html`)),
  'a line of code': `\`\`\`js\nconst x = [${words(60, 'value').join(', ')}];\n\`\`\``,
  'a line of HTML code': `<pre>${words(40, 'value').join('  ')}</pre>`,
  'one word of code': `\`\`\`text\n${'c0ffee'.repeat(60)}\n\`\`\``,
  'a diagram of twelve boxes': `\`\`\`mermaid\nflowchart LR\n  ${chain(12)}\n\`\`\``,
  'a diagram of thirty boxes': `\`\`\`mermaid\nflowchart LR\n  ${chain(30)}\n\`\`\``,
  'a tall diagram': `\`\`\`mermaid\nflowchart TB\n  ${chain(30)}\n\`\`\``,
  'a formula of twenty terms': `$$y = ${terms(20)}$$`,
  'a formula of eighty terms': `$$y = ${terms(80)}$$`,
  'a formula in a line': `It is $y = ${terms(30)}$ then.`,
  'a fraction': `$$\\frac{${terms(40)}}{n}$$`,
  'a matrix': `$$\\begin{pmatrix} ${words(30, 'x_').join(' & ')} \\end{pmatrix}$$`,
  'an image': '![Wide](wide.png)',
  'an image of HTML': '<img src="wide.png" width="3000" alt="Wide">',
  'a tall image': '![Tall](tall.png)',
  'a word': 'c0ffee'.repeat(60),
  'a heading': `### ${'Configuration'.repeat(20)}`,
};

/** A PNG of a size, grey. @param {number} width @param {number} height */
function png(width, height) {
  const chunk = (/** @type {string} */ name, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32c(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** CRC-32. @param {Buffer} bytes */
function crc32c(bytes) {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ -1) >>> 0;
}

const guide = empty('paper');
const answer = Object.entries(WIDE).map(([name, text]) => `### Of ${name}\n\n${text}\n`).join('\n');
write(guide, {
  'book.toml': '[book]\nid = "paper"\ntitle = "Paper"\n',
  'content/t/index.md': '---\ntitle: T\n---\n\nx\n',
  'content/t/card.md': `---\nlevel: mid\n---\n\n# What is wide?\n\n${WIDE['eight long words']}\n\n## Hint\n\n${WIDE['eight long words']}\n\n## Answer\n\n${answer}\n## Key points\n\n- One\n\n  ${WIDE['in a quote'].replace(/\n/g, '\n  ')}\n`,
  'content/t/choice.md': `# Which is wide?\n\n- [x] a\n\n  ${WIDE['eight long words'].replace(/\n/g, '\n  ')}\n- [ ] b\n\n  ${WIDE['a line of code'].replace(/\n/g, '\n  ')}\n`,
  'content/page.md': `---\ntitle: Page\n---\n\n${answer}`,
});
writeFileSync(join(guide, 'content/t/wide.png'), png(3000, 200));
writeFileSync(join(guide, 'content/t/tall.png'), png(800, 4000));
copyFileSync(join(guide, 'content/t/wide.png'), join(guide, 'content/wide.png'));
copyFileSync(join(guide, 'content/t/tall.png'), join(guide, 'content/tall.png'));

const site = build('paper', guide);
const booklet = (/** @type {string} */ paper, /** @type {string[]} */ ...more) => {
  const file = join(guide, `booklet-${paper}.html`);
  execFileSync(RECTO, ['export', 'print', guide, '--paper', paper, '--output', file, ...more]);
  return file;
};

const browser = await launch();

/** Sheets, and their lines in CSS pixels: upright and turned; the margins are those of the style sheets. @type {Record<string, [number, number]>} */
const SHEETS = { A4: [210, 297], Letter: [216, 279] };
const px = (/** @type {number} */ mm) => Math.floor((mm * 96) / 25.4);

/** What is cut off at the edge of the sheet or of a box, and words whose letters stand on several lines though they need not. @param {boolean} turned */
const cut = (turned) => {
  const width = document.documentElement.clientWidth;
  const found = /** @type {string[]} */ ([]);
  const named = (/** @type {Element} */ element) => {
    const heading = [...document.querySelectorAll('h3, h4, h5, h6')].filter((h) => h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    return `${heading?.textContent?.slice(0, 40)}: <${element.localName} class="${element.getAttribute('class') ?? ''}">`;
  };
  const isTurned = (/** @type {Element} */ element) => element.closest('.paper-turned, .table-scroll:has(> .paper-turned)') !== null;
  const check = (/** @type {Element} */ element, /** @type {DOMRect} */ box, /** @type {string} */ what) => {
    if (box.width === 0 || isTurned(element) !== turned || element.closest('.visually-hidden')) return;
    // Spaces at the end of a line of code hang over.
    const spare = element.closest('pre') ? 16 : 1;
    if (box.right > width + spare || box.left < -1) return void found.push(`${named(element)} ${what} is ${Math.round(box.right - width)} px over the edge`);
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const outer = around.getBoundingClientRect();
      if (box.right > outer.right + 1 || box.left < outer.left - 1) return void found.push(`${named(element)} ${what} is cut by <${around.localName} class="${around.className}">`);
    }
  };
  for (const element of document.querySelectorAll('img, svg, table, math, pre')) check(element, element.getBoundingClientRect(), 'it');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!element || !text.textContent?.trim() || !element.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) check(element, box, 'a text');
    if (!element.matches('th, td') || element.closest('.paper-broken') || isTurned(element) !== turned) continue;
    for (const word of text.textContent.matchAll(/\S+/g)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(`${named(element)} the word ${word[0]} is broken`);
    }
  }
  return found;
};

/** Everything that a page would lose when it is printed on a sheet. @param {string} url @param {string} sheet @param {number} margin */
async function lost(url, sheet, margin) {
  const found = [];
  for (const turned of [false, true]) {
    const width = px(SHEETS[sheet][turned ? 1 : 0] - 2 * margin);
    const context = await browser.newContext({ viewport: { width, height: px(SHEETS[sheet][turned ? 0 : 1] - 40) } });
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    found.push(...(await page.evaluate(cut, turned)));
    await context.close();
  }
  return found;
}

for (const sheet of ['A4', 'Letter']) {
  for (const file of ['t/card.html', 't/choice.html', 'page.html']) {
    test(`${file} is whole on ${sheet}`, async () => none(await lost(`${pathToFileURL(site).href}/${file}`, sheet, 18), 'things cut'));
  }
  test(`the print page of a topic is whole on ${sheet}`, async () => none(await lost(`${pathToFileURL(site).href}/t/index-print.html`, sheet, 16), 'things cut'));
  for (const answers of ['end', 'inline']) {
    test(`the booklet is whole on ${sheet}, answers ${answers}`, async () => none(await lost(pathToFileURL(booklet(sheet.toLowerCase(), '--answers', answers)).href, sheet, 16), 'things cut'));
  }
}

/** The sizes of the sheets of a PDF, in points. @param {Buffer} pdf */
const sheets = (pdf) => [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]);

test('what is turned stands on sheets of the same size, turned', async () => {
  const page = await browser.newPage();
  for (const [paper, upright] of /** @type {const} */ ([['a4', [595, 842]], ['letter', [612, 792]]])) {
    await page.goto(pathToFileURL(booklet(paper)).href);
    const all = sheets(await page.pdf({ preferCSSPageSize: true })).map(String);
    const [across, along] = [all.filter((size) => size === String(upright.toReversed())), all.filter((size) => size === String(upright))];
    assert.ok(across.length > 2 && along.length > 2 && across.length + along.length === all.length, `${paper}: ${all.join(' ')}`);
  }
  await page.goto(`${pathToFileURL(site).href}/t/card.html`);
  const all = sheets(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  assert.ok(all.some(([width, height]) => width > height) && all.some(([width, height]) => width < height), String(all));
  await page.close();
});

test('tall things are as high as a sheet at most', async () => {
  const page = await browser.newPage();
  for (const url of [`${pathToFileURL(site).href}/t/card.html`, pathToFileURL(booklet('letter')).href]) {
    await page.goto(url);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const heights = await page.locator('img, .diagram svg').evaluateAll((all) => all.map((element) => Math.round(element.getBoundingClientRect().height)));
    assert.ok(heights.length > 5 && Math.max(...heights) <= px(279 - 40), `${url}: ${heights}`);
  }
  await page.close();
});
