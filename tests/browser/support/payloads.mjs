// Guides that hold the payloads of tests/payloads/ in each of their fields, and a server that takes the pages' content policy away.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { ROOT } from './site.mjs';

const FOLDER = join(ROOT, 'tests/payloads');
const SIGNS = { '␊': '\n', '␉': '\t', '␍': '\r', '␀': '\0' };

/** Every payload of the project and of a further folder, in the order of the files. @param {string} more @returns {string[]} */
export const payloads = (more) => [
  ...new Set(
    [FOLDER, ...(more ? [more] : [])].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
        .filter((line) => line !== '')
        .map((line) => line.replace(/[␊␉␍␀]/g, (sign) => SIGNS[sign])),
    ),
  ),
];

/** Payloads that share a choice, a cloze card and a page. */
const SHARED = 5;

/** A string of YAML, TOML and JSON. @param {string} text */
const quoted = (text) => JSON.stringify(text).replace(/\x7f/g, '\\u007f');

/** On one line, as headings, cells and attributes need it. @param {string} text */
const flat = (text) => text.replace(/[\n\r]+/g, ' ');

/** Writes files into a folder. @param {string} folder @param {Record<string, string>} files */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** In the text of an answer: alone, and in each place that Markdown has for words and addresses. What runs to the end of a text comes last. */
const inText = (/** @type {string} */ text) => {
  const line = flat(text);
  return [
    `x ${line}`,
    `[${line}](https://x.example/) [x](${line}) [x](<${line}>) [x](y "${line}") [x](${quoted(line)})`,
    `![${line}](https://x.example/x.png "${line}") ![x](${line})`,
    `<${line}> [[${line}]] [[x|${line}]] [^${line}] \`${line}\` $${line}$ ==${line}==`,
    `[^note]: ${line}`,
    `[${line}]: ${line} "${line}"`,
    `- ${line}\n- [ ] ${line}`,
    `> [!NOTE]\n> ${line}`,
    `| ${line} | x |\n| --- | --- |\n| x | ${line} |`,
    `### x ${line} {#x-${line}}`,
    `$$\n\\text{${line}}\n$$`,
    `\`\`\`${line.replaceAll('`', '')} {file="${line.replaceAll('`', '')}"}\n${line}\n\`\`\``,
    `\`\`\`html\n${line}\n\`\`\``,
    `\`\`\`mermaid\nflowchart LR\n  a["${line.replaceAll('"', "'")}"] -->|${line.replaceAll('|', '')}| b[x]\n\`\`\``,
    `\`\`\`mermaid\nsequenceDiagram\n  participant A as ${line}\n  A->>B: ${line}\n\`\`\``,
    `[x][^note]`,
    text,
  ].join('\n\n');
};

/** A card with every section. @param {string} text @param {number} n */
function filesOf(text, n) {
  const topic = `content/t${Math.floor(n / 40)}`;
  const line = flat(text);
  const meta = `tags: [${quoted(text)}, x]\nterms: [${quoted(text)}]\n`;
  const section = (/** @type {string} */ name) => `## ${name}\n\n- x ${line}\n- [${line}](https://x.example/ "${line}") [[open-${n}]]\n\n`;
  const attribute = line.replaceAll('"', '\\"');
  return {
    [`${topic}/open-${n}.md`]:
      `---\nlevel: mid\nkind: concept\nrequires: [${quoted(text)}]\n${meta}---\n# Open ${n}: ${line}\n\nx ${line}\n\n${section('Hint')}${section('Short answer')}` +
      `## Key points\n\n- x ${line} {weight=2 accept="${attribute}"}\n- ${line}\n\n${['Pitfalls', 'Red flags', 'Follow-ups', 'References'].map(section).join('')}## Answer\n\n${inText(text)}\n`,
  };
}

/** A choice, a cloze card and a page of a few payloads: each within a line, and the last, which may run to the end of the text, alone. @param {string[]} texts @param {number} n */
function sharedOf(texts, n) {
  const last = texts[texts.length - 1];
  const lines = texts.map(flat);
  const each = (/** @type {(line: string, i: number) => string} */ write) => lines.map(write).join('\n');
  return {
    [`content/shared/choice-${n}.md`]: `---\nlevel: ${quoted(last)}\n---\n# Choice ${n}: ${lines.join(' ')}\n\n${each((line, i) => `- [${i ? ' ' : 'x'}] x ${line}\n\n  why ${line}`)}\n\n## Hint\n\n${last}\n`,
    [`content/shared/cloze-${n}.md`]: `---\ntype: cloze\nlevel: mid\n---\n# Cloze ${n}\n\n${each((line, i) => `x ==${line}==^[${line}] and ==x=={#k${i}}^[${line}]\n`)}\n\n${last}\n`,
    [`content/page-${n}.md`]: `---\ntitle: ${quoted(`Page ${n} ${texts.join(' ')}`)}\nsummary: ${quoted(texts.join(' '))}\ntags: [${quoted(last)}]\n---\n\n${each((line) => `x ${line}\n`)}\n${last}\n`,
  };
}

/** A file of many cards for each forty, and topics named after one of them. */
const frameOf = (/** @type {string[]} */ texts) => {
  const files = /** @type {Record<string, string>} */ ({});
  texts.forEach((text, n) => {
    if (n % 40 === 0) files[`content/t${n / 40}/index.md`] = `---\ntitle: ${quoted(text)}\nsummary: ${quoted(text)}\nterms: [${quoted(text)}]\n---\n\nx ${flat(text)}\n`;
    const many = `content/t${Math.floor(n / 40)}/many.cards.md`;
    files[many] = `${files[many] ?? ''}# Many ${n}: ${flat(text)} {#many-${n} level=mid tags="${flat(text).replaceAll('"', '')}"}\n\nx ${flat(text)}\n\n`;
  });
  return files;
};

/** A guide with each of the texts in each field of cards, topics and pages. @param {string} folder @param {string[]} texts @param {string} html the policy */
export function guideOf(folder, texts, html) {
  write(folder, { 'book.toml': `[book]\nid = "payloads"\ntitle = "Payloads"\n[site]\nimages = ["https://x.example"]\n[markdown]\nhtml = "${html}"\n[links]\nterms = true\n`, ...frameOf(texts) });
  texts.forEach((text, n) => write(folder, filesOf(text, n)));
  for (let n = 0; n < texts.length; n += SHARED) write(folder, sharedOf(texts.slice(n, n + SHARED), n / SHARED));
}

/** A guide whose book.toml has all texts in each of its strings. @param {string} folder @param {string[]} texts */
export function bookOf(folder, texts) {
  const all = quoted(texts.join(' '));
  const rows = (/** @type {string[]} */ names) => names.map((name) => `${name} = ${all}\n`).join('');
  write(folder, {
    'book.toml':
      `[book]\nid = "payloads-book"\n${rows(['title', 'description', 'licence'])}authors = [${all}]\n[site]\nbase-url = "https://x.example/guide/"\nrepository = "https://x.example/a/b"\n${rows(['edit-branch'])}` +
      `[theme]\n${rows(['footer'])}footer-links = { ${all} = "https://x.example/" }\nnavigation = { ${all} = "https://x.example/" }\n` +
      `[words]\n${rows(['interview', 'level', 'levels', 'kind', 'kinds'])}[search.synonyms]\nx = [${all}]\n[sections]\nanswer = ["Answer", ${all}]\nhint = [${all}, "Hint"]\n` +
      `[[levels]]\nid = "mid"\n${rows(['name', 'summary'])}[[kinds]]\nid = "concept"\n${rows(['name', 'summary'])}`,
    'content/index.md': `---\ntitle: x\n---\n\n${texts.map((_, n) => `[x](t/card-${n}.md)`).slice(0, 9).join('\n')}\n`,
    'content/t/index.md': '---\ntitle: T\n---\n\nx\n',
  });
  for (const [n, text] of texts.slice(0, 9).entries()) write(folder, { [`content/t/card-${n}.md`]: `---\nlevel: mid\nkind: concept\n---\n# Q ${n}: ${flat(text)}\n\n## Hint\n\nx\n\n## Answer\n\nx\n` });
}

/** A guide whose files and folders are named after the texts. @param {string} folder @param {string[]} texts */
export function namesOf(folder, texts) {
  write(folder, { 'book.toml': '[book]\nid = "payloads-names"\ntitle = "Names"\n', 'content/index.md': 'x\n' });
  const names = texts.map((text) => text.replace(/[/\0\n\r]/g, '')).filter((name) => name !== '' && !name.startsWith('.') && Buffer.byteLength(name) < 200);
  for (const name of new Set(names)) write(folder, { [`content/t/${name}.md`]: `---\nlevel: mid\n---\n# What is ${quoted(name)}?\n\nx\n` });
  for (const name of [...new Set(names)].slice(0, 60)) write(folder, { [`content/${name}/x.md`]: '# X?\n\nx\n' });
}

/** For XML, which has no other control characters than these. @param {string} text */
const xml = (text) => text.replace(/[^\t\n\r\x20-\uffff]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A field of a table. @param {string} text */
const field = (text) => `"${text.replaceAll('"', '""')}"`;

/**
 * Banks of other programs that hold the texts in each of their fields, as files by their names.
 * @param {string[]} texts
 * @returns {Record<string, string>}
 */
export function banksOf(texts) {
  const html = (/** @type {string} */ text) => `<text><![CDATA[${text.replace(/\]\]>/g, '').replace(/\0/g, '')}]]></text>`;
  return {
    'table.csv': ['question,answer,hint,key points,tags,references', ...texts.map((text, i) => [`Table ${i} ${text}`, text, text, text, text, text].map(field).join(','))].join('\n'),
    'deck.txt': ['#separator:tab', '#html:true', ...texts.map((text, i) => [`Deck ${i} ${text}`, `${text}<br>{{c1::${text}::${text}}}`, text].map(field).join('\t'))].join('\n'),
    'quiz.gift': texts.map((text, i) => `::Gift ${i} ${flat(text).replace(/[~=#{}:\\]/g, '\\$&')}::[html]Gift ${i} ${flat(text).replace(/[~=#{}:\\]/g, '\\$&')}{=${flat(text).replace(/[~=#{}:\\]/g, '\\$&')}#${flat(text).replace(/[~=#{}:\\]/g, '\\$&')} ~x}`).join('\n\n'),
    'quiz.xml': `<?xml version="1.0"?><quiz>${texts.map((text, i) => `<question type="multichoice"><name><text>${xml(`Moodle ${i} ${text}`)}</text></name><questiontext format="html">${html(`<p>Moodle ${i} ${text}</p>`)}</questiontext><generalfeedback format="html">${html(text)}</generalfeedback><answer fraction="100" format="html">${html(text)}<feedback format="html">${html(text)}</feedback></answer><answer fraction="0" format="markdown"><text>${xml(`y ${text}`)}</text></answer><tags><tag><text>${xml(text)}</text></tag></tags></question>`).join('')}</quiz>`,
    'notes.md': texts.map((text, i) => `## Notes ${i} ${flat(text)}?\n\n${flat(text)}\n`).join('\n'),
  };
}

/** A guide whose theme says the texts instead of its words, one after the other. @param {string} folder @param {string[]} texts */
export function wordsOf(folder, texts) {
  let n = 0;
  const english = readFileSync(join(ROOT, 'themes/default/strings/en.toml'), 'utf8').split('\n');
  // What a number, a date or a section is called by is not only shown.
  let table = '';
  const words = english.map((line) => {
    table = /^\[(\w+)\]$/.exec(line)?.[1] ?? table;
    return ['number', 'date', 'sections', 'categories'].includes(table) ? line : line.replace(/^(\w+) = (".*")$/, (_, key, word) => `${key} = ${quoted(`${JSON.parse(word)} ${texts[n++ % texts.length]}`)}`);
  });
  write(folder, {
    'book.toml': '[book]\nid = "payloads-words"\ntitle = "Words"\n[site]\ntheme = "own"\n',
    'themes/own/strings/en.toml': words.join('\n'),
    'content/t/index.md': '---\ntitle: T\n---\n\nx\n',
  });
  for (let i = 0; i < 9; i++) {
    const kind = ['open', 'choice', 'cloze'][i % 3];
    const body = { open: 'x [x](choice-1.md)\n\n## Hint\n\nx\n\n## Key points\n\n- x\n\n## Answer\n\nx', choice: '- [x] a\n- [ ] b', cloze: 'x ==y==^[z]' }[kind];
    write(folder, { [`content/t/${kind}-${i}.md`]: `---\nlevel: mid\ntags: [x]\n${kind === 'cloze' ? 'type: cloze\n' : ''}---\n# What is ${kind} ${i}?\n\n${body}\n` });
  }
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml' };
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/g;

/** Serves folders by their names, every page without its policy, and the theme's modules; `/frames` is an empty page. @param {Record<string, string>} sites */
export async function withoutPolicy(sites) {
  const all = { ...sites, modules: join(ROOT, 'themes/default/js') };
  let stripped = 0;
  const server = createServer((request, response) => {
    const [, name, ...rest] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/').map(decodeURIComponent);
    if (name === 'frames') return void response.writeHead(200, { 'content-type': TYPES['.html'] }).end('<!DOCTYPE html><title>x</title><body>');
    const file = all[name] ? join(all[name], normalize(`/${rest.join('/')}`)) : '';
    if (!file || !existsSync(file) || statSync(file).isDirectory()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...(extname(file) === '.html' ? {} : { 'cache-control': 'max-age=600' }) });
    if (extname(file) !== '.html') return void response.end(readFileSync(file));
    const page = readFileSync(file, 'utf8');
    const open = page.replace(POLICY, '');
    if (open !== page) stripped++;
    response.end(open);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { base: `http://127.0.0.1:${port}`, stripped: () => stripped, close: () => (server.close(), server.closeAllConnections()) };
}

/** Runs in every frame before anything else: what runs says so, and `recto_active()` lists what could. */
export function spy() {
  for (const name of ['alert', 'confirm', 'prompt', 'print']) globalThis[name] = (/** @type {unknown} */ said) => console.error(`RAN ${name}(${said}) in ${location.href}`);
  const ADDRESSES = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href', 'background', 'cite', 'ping', 'srcdoc', 'to', 'values'];
  const FOREIGN = 'iframe, frame, frameset, object, embed, applet, base, portal, fencedframe, foreignObject, animate, set, animateTransform, animateMotion, use, handler, meta[http-equiv=refresh], meta[http-equiv=Set-Cookie]';
  const IN_TEXT = 'script, style, link, meta, form, button, textarea, select, template, noscript, dialog, slot, [style], [name], [form], [autofocus], [contenteditable], [popover], [tabindex="0"][onfocus]';
  /** @param {ParentNode} within @returns {string[]} */
  globalThis.recto_active = (within = document) => {
    const found = /** @type {string[]} */ ([]);
    const say = (/** @type {Element} */ element, /** @type {string} */ why) => found.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
    for (const element of within.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) say(element, 'a handler');
        if (ADDRESSES.includes(name.toLowerCase()) && /^[\0-\x20]*(javascript|vbscript|data(?!:image\/(png|gif|jpeg|webp)))[\t\n\r]*:/i.test(value.replace(/[\t\n\r]/g, ''))) say(element, 'an address that runs');
      }
      if (element instanceof HTMLTemplateElement) found.push(...globalThis.recto_active(element.content));
      if (element.localName === 'script') {
        const own = element.hasAttribute('src') && new URL(element.getAttribute('src') ?? '', location.href).origin === location.origin;
        if (element.getAttribute('type') === 'application/ld+json') JSON.parse(element.textContent ?? '');
        else if (!own || element.textContent) say(element, 'a script');
      }
      if (element.matches(FOREIGN)) say(element, 'a foreign element');
      if (element.closest('.prose') && element.matches(IN_TEXT) && !element.matches('.gap, input[type=checkbox], input[type=radio], .copy, .see-large > button')) say(element, 'not for a text');
    }
    // What a text calls by an id of the interface would be found in its place.
    const named = [...document.querySelectorAll('[id]')];
    const texts = new Set(named.filter((element) => element.closest('.prose')).map((element) => element.id));
    for (const element of named) if (!element.closest('article, .prose') && texts.has(element.id)) found.push(`a text has the id of the interface ${element.id}`);
    return found;
  };
}

/** Opens pages of a server, which tell what ran in them or their frames. @param {import('playwright-core').Browser} browser @param {string} base */
export const watched = (browser, base) => async (/** @type {string} */ path) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(spy);
  const page = await context.newPage();
  const ran = /** @type {string[]} */ ([]);
  page.on('console', (message) => message.text().startsWith('RAN ') && ran.push(message.text()));
  page.on('dialog', (dialog) => (ran.push(`RAN a dialog: ${dialog.message()}`), void dialog.dismiss()));
  await page.goto(`${base}/${path}`);
  return { page, ran, close: () => context.close() };
};
