// The sites that the tests look at, built once a test file by the program under test.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..');

/** The program under test: `cargo build` or `cargo test` makes it. */
export const RECTO = process.env.RECTO ?? join(ROOT, 'target/debug/recto');
if (!existsSync(RECTO)) throw new Error(`${RECTO} is not there: run cargo build first, or name another by RECTO`);

let scratch = '';

/** A folder of this process's own, removed at its end. Those of processes that were killed go, too. */
function folder() {
  if (!scratch) {
    const all = join(ROOT, 'target/browser');
    mkdirSync(all, { recursive: true });
    for (const name of readdirSync(all)) {
      const owner = /^run-(\d+)-/.exec(name);
      if (owner && !isAlive(Number(owner[1]))) clear(join(all, name));
    }
    scratch = mkdtempSync(join(all, `run-${process.pid}-`));
    process.on('exit', () => clear(scratch));
    // A signal alone would end the process without that; the test runner sends one to a file that takes too long.
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  }
  return scratch;
}

/** Removes a folder, as far as nobody writes into it any more: another file of tests may clear up as well, a browser that is killed may live for a moment. @param {string} path */
function clear(path) {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error) {
    console.warn(error);
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** An empty folder. @param {string} name */
export function empty(name) {
  const made = join(folder(), name);
  mkdirSync(made);
  return made;
}

/** @type {Map<string, string>} */
const built = new Map();

/** Builds a guide (a folder with book.toml) and returns the site's folder, this process's own. */
export function build(name, guide) {
  if (!built.has(name)) {
    const output = join(folder(), `site-${name}`);
    cpSync(sharedSite(name, themed(name, guide)), output, { recursive: true });
    built.set(name, output);
  }
  return built.get(name);
}

/** The site that this program makes of that guide: many test files look at the same few, and the first of them builds it. */
function sharedSite(name, guide) {
  const sites = join(ROOT, 'target/browser/sites');
  const site = join(sites, `${name}.${fingerprint(guide)}`);
  if (existsSync(site)) return site;
  mkdirSync(sites, { recursive: true });
  for (const other of readdirSync(sites)) if (other.startsWith(`${name}.`)) clear(join(sites, other));
  const output = join(folder(), `new-${name}`);
  execFileSync(RECTO, ['build', guide, '--quiet', '--base-url', BASE, '--output', output], { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    renameSync(output, site);
  } catch {
    // Another test file was first. What it made is the same.
    clear(output);
  }
  return site;
}

/** Of the program and of all that it reads of a guide; another one is another site. */
function fingerprint(guide) {
  const hash = createHash('sha256');
  const { size, mtimeMs } = statSync(RECTO);
  hash.update(`${RECTO} ${size} ${mtimeMs}`);
  const files = (path) => (statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => files(join(path, name))) : [path]);
  for (const path of guide === ROOT ? ['book.toml', 'content'].flatMap((part) => files(join(ROOT, part))) : files(guide)) {
    hash.update(`\n${relative(guide, path)}\n`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The built-in theme of all sites: RECTO_THEME=dense runs any file of these tests with that one. */
const THEME = process.env.RECTO_THEME;

/** The guide with that theme, unless it says its own. @param {string} name @param {string} guide */
function themed(name, guide) {
  const book = readFileSync(join(guide, 'book.toml'), 'utf8');
  if (!THEME || book.includes('[theme]')) return guide;
  const copy = join(folder(), `themed-${name}`);
  cpSync(join(guide, 'content'), join(copy, 'content'), { recursive: true });
  writeFileSync(join(copy, 'book.toml'), `${book}\n[theme]\nbase = "${THEME}"\n`);
  return copy;
}

/** Where the sites say that they are published; the tests serve them under the same path. */
export const BASE = 'https://example.org/guide/';

/** The guide of this repository. */
export const guide = () => build('guide', ROOT);

/** Long words, wide tables, every type of card; with a topic so large that its list has several pages. */
export function torture() {
  const copy = join(folder(), 'torture');
  if (!existsSync(copy)) {
    cpSync(join(ROOT, 'tests/guides/torture'), copy, { recursive: true });
    mkdirSync(join(copy, 'content/many'));
    const cards = Array.from({ length: 230 }, (_, i) => `# How many sides has polygon number ${i}? {#polygon-${i} level=junior}\n\n${i + 3}.\n`);
    writeFileSync(join(copy, 'content/many/cards.md'), cards.join('\n'));
  }
  return build('torture', copy);
}

/** Every type of card a few times, and two topics of plain cards, long enough for hundreds of grades. */
export function study(id = 'study-fixture') {
  const copy = join(folder(), id);
  if (!existsSync(copy)) {
    cpSync(join(ROOT, 'tests/guides/study'), copy, { recursive: true });
    const book = join(copy, 'book.toml');
    writeFileSync(book, readFileSync(book, 'utf8').replace('study-fixture', id));
    for (const topic of ['left', 'right']) {
      mkdirSync(join(copy, 'content', topic));
      const cards = Array.from({ length: 210 }, (_, i) => `# What is ${topic} of number ${i}? {#n-${i} level=junior kind=concept}\n\n${i + (topic === 'left' ? -1 : 1)}.\n`);
      writeFileSync(join(copy, 'content', topic, 'cards.md'), cards.join('\n'));
    }
    for (let i = 0; i < 10; i++) {
      writeFileSync(join(copy, `content/databases/choice-${i}.md`), `# Which number is even (${i})?\n\n- [x] ${2 * i}\n- [ ] ${2 * i + 1}\n`);
      writeFileSync(join(copy, `content/databases/cloze-${i}.md`), `---\ntype: cloze\n---\n# Fill in (${i})\n\nTwice ${i} is ==${2 * i}==^[a number].\n`);
    }
  }
  return build(id, copy);
}

/** The cards of a topic in a guide of 10,000: 40 topics, of which only this one is full. */
export const FULL_TOPIC = 'full';

/** A guide whose one topic has 250 cards of about 2.3 KB, no two sentences alike. */
export function large() {
  const copy = join(folder(), 'large');
  if (!existsSync(copy)) {
    let seed = 7;
    const chance = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % 65536 % n;
    const words = Array.from({ length: 3000 }, () => Array.from({ length: 2 + chance(3) }, () => 'bcdfglmnprstv'[chance(13)] + 'aeiou'[chance(5)]).join(''));
    const sentence = (length) => `${Array.from({ length }, () => words[chance(3000)]).join(' ')}.`;
    const card = (i) => `# What is ${sentence(6).slice(0, -1)} of number ${i}? {#n-${i} level=mid}\n\n${Array.from({ length: 16 }, () => sentence(18)).join(' ')}\n`;
    for (let i = 0; i < 40; i++) {
      const topic = join(copy, 'content', i ? `topic-${i}` : FULL_TOPIC);
      mkdirSync(topic, { recursive: true });
      writeFileSync(join(topic, 'cards.md'), Array.from({ length: i ? 2 : 250 }, (_, n) => card(n)).join('\n'));
    }
    writeFileSync(join(copy, 'book.toml'), '[book]\nid = "large"\ntitle = "A large guide"\nlanguage = "en"\n');
  }
  return build('large', copy);
}

/** A guide written from right to left. */
export const rightToLeft = () => build('rtl', join(ROOT, 'tests/guides/rtl'));

/** All of them, by name. */
export const sites = () => ({ 'the guide': guide(), torture: torture(), 'right to left': rightToLeft() });

/** Every file of a site, relative, sorted. */
export function files(site, extension = '') {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

export const read = (site, file) => readFileSync(join(site, file), 'utf8');

/** The pages that are there to be read: not the redirects from former addresses. */
export const pages = (site) => files(site, '.html').filter((file) => !read(site, file).includes('http-equiv="refresh"'));

/** Some pages of each template, the first of every kind, by the class of the body. */
export function samples(site, each = 1) {
  const kinds = new Map();
  for (const file of pages(site)) {
    const kind = /<body class="([^"]*)"/.exec(read(site, file))?.[1] ?? '';
    const found = kinds.get(kind) ?? [];
    if (found.length < each) kinds.set(kind, [...found, file]);
  }
  return [...kinds.values()].flat();
}
