// Bundles the theme's modules (themes/default/js) into the scripts that pages load (themes/default/scripts): `npm run build` in this folder.
//
// Each file of js/entries/ becomes one script of its name, a classic one, because pages opened from disk can't load modules. A *page script* is
// what a kind of page starts with; a *chunk* is loaded on use. A chunk imports modules like any other file, but what all of the pages have
// on which it can be loaded is not bundled a second time: the page's script offers it in the global `Recto`, under a name such as `$days.iso`, and
// the chunk takes it from there. So a module, and what it remembers, is on a page once.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

const THEME = fileURLToPath(new URL('../themes/default/', import.meta.url));
const JS = join(THEME, 'js');
export const SCRIPTS = join(THEME, 'scripts');

const PAGES = ['reading', 'study', 'interview', 'progress', 'browse'];

/** Where chunks are loaded: on which pages, and after which other chunk. Entries that are not listed are page scripts or workers. @type {Record<string, { on: string[], after?: string }>} */
const CHUNKS = {
  'answer-feedback': { on: ['study', 'interview'] },
  assistant: { on: ['study', 'interview'] },
  'assistant-prompt': { on: ['study', 'interview'] },
  'backup-sync': { on: ['study'] },
  'bucket-storage': { on: ['study', 'interview', 'progress', 'browse'] },
  'custom-card-form': { on: ['browse'] },
  'diagram-viewer': { on: ['reading', 'study', 'interview'] },
  'keys-list': { on: PAGES },
  'link-preview': { on: ['reading'] },
  'note-dialog': { on: ['study'] },
  offline: { on: PAGES },
  'reading-notes': { on: ['reading'] },
  search: { on: PAGES },
  'search-extras': { on: PAGES, after: 'search' },
  'search-page': { on: ['reading'] },
  'failed-searches': { on: ['reading'] },
};

const OPTIONS = /** @type {const} */ ({
  absWorkingDir: JS,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  // What is derived from others' work says so in the published scripts too: a comment `/*! … */`.
  legalComments: 'eof',
  // Modules are strict; a bundle of them is not a module any more.
  banner: { js: '"use strict";' },
  logLevel: 'silent',
});

const nameOf = (/** @type {string} */ path) => basename(path, '.js');

/** Builds an entry with these modules left to others, offering what others take from it. @param {string} name @param {Set<string>} there @param {Set<string>} taken names such as `days.iso` */
async function bundle(name, there = new Set(), taken = new Set()) {
  const offers = [...taken].sort().map((full) => full.split('.'));
  const lines = [
    `import './entries/${name}.js';`,
    ...offers.map(([module, value], i) => `import { ${value} as v${i} } from './${module}.js';`),
    ...(offers.length ? [`Object.assign(globalThis.Recto, { ${offers.map((parts, i) => `'$${parts.join('.')}': v${i}`).join(', ')} });`] : []),
  ];
  const plugins = there.size ? [shared(there)] : [];
  const result = await esbuild.build({ ...OPTIONS, stdin: { contents: lines.join('\n'), resolveDir: JS, sourcefile: 'offers' }, plugins });
  const [output] = Object.values(result.metafile.outputs);
  const parts = Object.entries(output.inputs).filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && /^[\w-]+\.js$/.test(path)).map(([path]) => path);
  return { text: result.outputFiles[0].text, parts: parts.sort() };
}

/**
 * Gzipped, esbuild's scripts become 4 to 10 percent smaller once more: search 7,810 bytes → 7,031. Without `toplevel`, which would take the function around
 * a small script away and leave its names in the page, where those of another have the same.
 * @param {string} text
 */
async function shorter(text) {
  const { code } = await minify(text, { ecma: 2020, compress: { passes: 2 } });
  return `${code}\n`;
}

/** What a module exports, and what of it changes. @param {string} path */
async function exportsOf(path) {
  const { metafile } = await esbuild.build({ ...OPTIONS, format: 'esm', entryPoints: [path] });
  const source = readFileSync(path, 'utf8');
  const names = Object.values(metafile.outputs)[0].exports;
  return { names, changing: names.filter((name) => new RegExp(`^(export )?let ${name}\\b`, 'm').test(source)) };
}

/** Puts in the place of these modules what takes their exports from the page. @param {Set<string>} there file names @returns {import('esbuild').Plugin} */
const shared = (there) => ({
  name: 'shared',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return dirname(file) === JS && there.has(basename(file)) ? { path: file, namespace: 'shared', sideEffects: false } : undefined;
    });
    build.onResolve({ filter: /^page$/, namespace: 'shared' }, () => ({ path: 'page', namespace: 'page' }));
    build.onLoad({ filter: /.*/, namespace: 'page' }, () => ({ contents: 'export const shared = (name) => globalThis.Recto[name];' }));
    build.onLoad({ filter: /.*/, namespace: 'shared' }, async ({ path }) => {
      const { names, changing } = await exportsOf(path);
      // A call that is marked as pure goes if its value is not used.
      const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ ${changing.includes(name) ? 'changing' : 'shared'}('$${nameOf(path)}.${name}');`);
      return { contents: `import { shared } from 'page';\n${lines.join('\n')}`, resolveDir: JS };
    });
  },
});

/** The names that a chunk takes from others. @param {string} text */
function takes(text) {
  const changing = /\bchanging\("\$([^"]+)"\)/.exec(text);
  if (changing) throw new Error(`${changing[1]} changes while a page is open, which a chunk would not see: export a function that returns it`);
  return [...text.matchAll(/\("\$([\w-]+\.\w+)"\)/g)].map(([, name]) => name);
}

/** All scripts by their file names. @returns {Promise<Map<string, string>>} */
export async function build() {
  const entries = readdirSync(join(JS, 'entries')).map(nameOf).sort();
  const alone = new Map(await Promise.all(entries.map(async (name) => /** @type {const} */ ([name, new Set((await bundle(name)).parts)]))));
  const there = new Map(entries.map((name) => [name, new Set(/** @type {string[]} */ ([]))]));
  for (const [name, { on, after }] of Object.entries(CHUNKS)) {
    const [first, ...others] = on.map((page) => /** @type {Set<string>} */ (alone.get(page)));
    there.set(name, new Set([...first, ...(after ? alone.get(after) ?? [] : [])].filter((file) => alone.get(after ?? '')?.has(file) || others.every((other) => other.has(file)))));
  }
  /** @type {Map<string, Set<string>>} */
  const taken = new Map(entries.map((name) => [name, new Set()]));
  for (const [name, { on, after }] of Object.entries(CHUNKS)) {
    for (const full of takes((await bundle(name, there.get(name))).text)) {
      const file = `${full.split('.')[0]}.js`;
      const fromPages = on.every((page) => alone.get(page)?.has(file));
      for (const giver of fromPages ? on : [after ?? '']) taken.get(giver)?.add(full);
    }
  }
  const scripts = new Map();
  /** @type {Record<string, string[]>} */
  const parts = {};
  for (const name of entries) {
    const made = await bundle(name, there.get(name), taken.get(name));
    scripts.set(`${name}.js`, await shorter(made.text));
    parts[`${name}.js`] = made.parts;
  }
  // For the advice about themes that replace a module: src/theme.
  scripts.set('bundle-modules.json', `${JSON.stringify(parts, null, 1)}\n`);
  return scripts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(SCRIPTS, { recursive: true, force: true });
  mkdirSync(SCRIPTS, { recursive: true });
  for (const [name, text] of await build()) writeFileSync(join(SCRIPTS, name), text);
}
