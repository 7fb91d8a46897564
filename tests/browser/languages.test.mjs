// Every kind of page of a small guide in each language of the interface, those for printing and for frames too: no word of it is missing or
// left in English, the text runs in its direction, nothing is wider than a phone, and the search finds what is written in the language.
// axe-core finds nothing either: it looks at every kind of page from right to left and in Japanese, in the other languages at every fifth, so
// that each kind has its turn in three languages; RECTO_LANGUAGES=all lets it look at all.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { bothWays, launch, openAll } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { RECTO, build, empty, samples } from './support/site.mjs';
import { inState, openStudy } from './support/study.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Nothing is to be loaded before a page is judged: all of it is the site's own. */
const AXE_OPTIONS = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false };
/** Every kind of page there is, by the class of its body. */
const KINDS = ['browse', 'card', 'contribute', 'embed', 'home', 'interview', 'level', 'map', 'not-found', 'page', 'print', 'progress', 'search', 'study', 'tag', 'tags', 'topic'];

/** Languages whose every page axe-core looks at: one from right to left, one without letters. */
const THOROUGH = ['ar', 'ja'];

/** Of each language a question, its answer, and what a reader types to find it. */
const TEXTS = {
  ar: ['ما هو الماء؟', 'سائل شفاف يتكون من الهيدروجين والأكسجين.', 'الماء'],
  de: ['Was ist Wasser?', 'Eine durchsichtige Flüssigkeit aus Wasserstoff und Sauerstoff.', 'flüssigkeiten'],
  en: ['What is water?', 'A clear liquid made of hydrogen and oxygen.', 'liquids'],
  es: ['¿Qué es el agua?', 'Un líquido transparente hecho de hidrógeno y oxígeno.', 'liquidos'],
  fr: ['Qu’est-ce que l’eau ?', 'Un liquide transparent fait d’hydrogène et d’oxygène.', 'liquides'],
  hi: ['पानी क्या है?', 'हाइड्रोजन और ऑक्सीजन से बना एक पारदर्शी द्रव।', 'पानी'],
  it: ['Che cos’è l’acqua?', 'Un liquido trasparente fatto di idrogeno e ossigeno.', 'liquidi'],
  ja: ['水とは何ですか。', '水素と酸素からなる透明な液体です。', '液体'],
  ko: ['물은 무엇입니까?', '수소와 산소로 이루어진 투명한 액체입니다.', '물'],
  nl: ['Wat is water?', 'Een heldere vloeistof van waterstof en zuurstof.', 'vloeistof'],
  pl: ['Czym jest woda?', 'Przezroczysta ciecz z wodoru i tlenu.', 'ciecz'],
  pt: ['O que é a água?', 'Um líquido transparente feito de hidrogénio e oxigénio.', 'agua'],
  ru: ['Что такое вода?', 'Прозрачная жидкость из водорода и кислорода.', 'жидкости'],
  tr: ['Su nedir?', 'Hidrojen ve oksijenden oluşan saydam bir sıvı.', 'su'],
  uk: ['Що таке вода?', 'Прозора рідина з водню та кисню.', 'рідина'],
  'zh-Hans': ['水是什么？', '由氢和氧组成的透明液体。', '水'],
};

/** @type {(language: string) => Record<string, Record<string, string>>} */
function strings(language) {
  const text = execFileSync(RECTO, ['strings', language], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  /** @type {Record<string, Record<string, string>>} */
  const tables = {};
  let table = '';
  for (const line of text.split('\n')) {
    table = line.match(/^\[(.*)\]$/)?.[1] ?? table;
    const [, key, value] = line.match(/^([\w-]+) = (".*")$/) ?? [];
    if (key) (tables[table] ??= {})[key] = JSON.parse(value);
  }
  return tables;
}

/** A guide with every kind of card. @param {string} language */
function guide(language) {
  const [question, answer] = TEXTS[language];
  const folder = empty(`guide-${language}`);
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const levels = ['junior', 'mid', 'senior'].map((id, i) => `[[levels]]\nid = "${id}"\nname = "${i + 1}"\n`).join('');
  write('book.toml', `[book]\nid = "language-${language.toLowerCase()}"\ntitle = "1 2 3"\nlanguage = "${language}"\n[site]\nrepository = "https://codeberg.org/o/n"\n[export]\nembed = true\n${levels}`);
  write('content/index.md', `${answer}\n`);
  write('content/a/index.md', `---\ntitle: A\nsummary: ${answer}\n---\n\n${answer}\n`);
  const front = 'level: mid\nkind: concept\ntags: [x]\nupdated: 2026-11-22';
  write(
    'content/a/open.md',
    `---\n${front}\nrequires: [a/choice]\n---\n\n# ${question}\n\n## Hint\n1\n\n## Short answer\n2\n\n## Answer\n${answer} [[a/gap]]\n\n` +
      '```python\n1\n```\n\n> [!NOTE]\n> 4\n\n## Key points\n- 5 {weight=2}\n\n## Pitfalls\n- 6\n\n## Red flags\n- 7\n\n## Follow-ups\n- 8\n\n## References\n- <https://example.org/>\n',
  );
  write('content/a/choice.md', `---\n${front}\n---\n\n# 1 + 1\n\n- [x] 2\n\n  1\n- [ ] 3\n\n  2\n`);
  write('content/a/gap.md', `---\n${front}\ntype: cloze\n---\n\n# 2 + 2\n\n==4=={#four}^[5]\n`);
  write('content/about.md', `---\ntitle: "0"\n---\n\n${answer}\n`);
  return folder;
}

const browser = await launch();
const english = strings('en');

/** @param {string} language */
async function everyPage(language) {
  const folder = guide(language);
  const said = execFileSync(RECTO, ['check', folder, '--format', 'json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  assert.deepEqual(JSON.parse(said).diagnostics.filter((/** @type {any} */ found) => /^R70/.test(found.code)), [], 'no word is missing');
  const site = build(`language-${language}`, folder);
  // A file of the site, which its policy lets in and the browser keeps compiled; half a megabyte need not be sent to each page.
  copyFileSync(AXE, join(site, 'axe.min.js'));
  const [[, base]] = await bothWays(site);
  const own = strings(language);
  /** Phrases that only English has. */
  const foreign = Object.entries(english).flatMap(([table, words]) =>
    Object.entries(words).filter(([key, word]) => language !== 'en' && own[table]?.[key] !== word && word.length > 11 && !word.includes('{')).map(([, word]) => word),
  );
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  /** @type {string[]} */
  const found = [];
  let looked = Object.keys(TEXTS).indexOf(language);
  const look = async (/** @type {string} */ where) => {
    const text = await page.evaluate(() => document.documentElement.innerText);
    found.push(...foreign.filter((phrase) => text.includes(phrase)).map((phrase) => `${where}: English: ${phrase}`));
    found.push(...(text.match(/\b(?:undefined|NaN|\[object|\{[a-z]+\})/g) ?? []).map((word) => `${where}: ${word}`));
    const { wide, lang, dir } = await page.evaluate(() => {
      const { scrollWidth, clientWidth, lang } = document.documentElement;
      return { wide: scrollWidth > clientWidth, lang, dir: getComputedStyle(document.body).direction };
    });
    if (wide) found.push(`${where}: wider than the screen`);
    if (lang !== language || dir !== (language === 'ar' ? 'rtl' : 'ltr')) found.push(`${where}: ${lang} ${dir}`);
    if (!THOROUGH.includes(language) && process.env.RECTO_LANGUAGES !== 'all' && looked++ % 5) return;
    await page.waitForFunction(() => document.getAnimations().length === 0);
    await page.addScriptTag({ url: `${base}axe.min.js` });
    const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), AXE_OPTIONS);
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${where}: ${id}: ${node.target}`)));
  };
  const kinds = [];
  for (const file of samples(site)) {
    await page.goto(base + file);
    kinds.push(await page.evaluate(() => document.body.className.replace('page-', '')));
    await openAll(page);
    await look(file);
  }
  assert.deepEqual(kinds.sort(), KINDS);
  await openStudy(page, base, '?card=a/open');
  // A link to one card begins by itself.
  await inState(page, 'question');
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  await look('study: an answer');
  await page.goto(`${base}search.html?q=${encodeURIComponent(TEXTS[language][2])}`);
  await page.locator('#search-list[aria-busy=false] [role=option]').first().waitFor();
  const titles = await page.locator('#search-list .search-title').allTextContents();
  assert.ok(titles.includes(TEXTS[language][0]), `${TEXTS[language][2]} finds ${titles}`);
  await look('search: results');
  if (process.env.RECTO_SHOTS) {
    for (const file of ['a/open.html', 'study.html', 'progress.html']) {
      await page.goto(base + file);
      await openAll(page);
      await page.screenshot({ path: join(process.env.RECTO_SHOTS, `${language}-${file.replace(/\W/g, '-')}.png`), fullPage: true });
    }
  }
  await context.close();
  none(found, 'faults');
}

// A few at a time: while one waits for a page, the browser judges another.
test('every page in every language', { concurrency: 3 }, async (t) => {
  await Promise.all(Object.keys(TEXTS).map((language) => t.test(language, () => everyPage(language))));
});
