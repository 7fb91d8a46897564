// Writes the licences of everything that a released program contains: node third-party.mjs TARGET GRAMMARS > THIRD-PARTY.md
//
// In: the dependency graph as cargo resolves it for the target, the licence files in the crates' sources, what the program GRAMMARS
// (examples/syntax-licences.rs) prints of the grammars for highlighting, and LICENSES/ for what Recto's own files are derived from.
// Out: Markdown on standard output.
//
// A crate without a licence file is an error, unless LICENSES/ holds the text of its licence: better no release than one without its
// notices. Not cargo-about, because a third of what has to be named is nothing that it looks at: C libraries inside crates (Oniguruma,
// mimalloc), generated tables, the grammars, the browser scripts.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const LICENCE_FILE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;
// Where crates keep things that are not part of the library.
const ASIDE = new Set(['tests', 'test', 'benches', 'examples', 'docs', 'doc', 'fuzz', 'node_modules', '.git', 'target']);

/** The packages that are linked into the program: normal dependencies, without procedural macros and what only they need. */
export function linked(metadata) {
  const packages = new Map(metadata.packages.map((p) => [p.id, p]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => packages.get(id).targets.every((target) => target.kind.includes('proc-macro') || target.kind.includes('custom-build'));
  const isNormal = (dep) => dep.dep_kinds.some(({ kind }) => kind === null);
  const found = new Set();
  const open = [metadata.resolve.root];
  while (open.length > 0) {
    const id = open.pop();
    if (found.has(id) || isMacro(id)) continue;
    found.add(id);
    open.push(...nodes.get(id).deps.filter(isNormal).map((dep) => dep.pkg));
  }
  found.delete(metadata.resolve.root);
  return [...found].map((id) => packages.get(id)).sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** The licence files of a crate, by their paths in it, three folders deep. */
function licenceFiles(folder, depth = 0) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return depth < 3 && !ASIDE.has(entry.name) ? licenceFiles(path, depth + 1) : [];
    return LICENCE_FILE.test(entry.name) && !/\.(rs|c|h|html)$/.test(entry.name) ? [path] : [];
  });
}

/** What the notice says of a crate: its name, its licence's name, and the texts. */
function notice(crate) {
  const folder = dirname(crate.manifest_path);
  let files = licenceFiles(folder);
  if (crate.license_file) files.push(join(folder, crate.license_file));
  if (files.length === 0) files = standIns(crate);
  const texts = [...new Set(files.map((file) => readFileSync(file, 'utf8').trim()))];
  const names = [...new Set(files.map((file) => relative(folder, file)).filter((name) => name.includes('/') && !name.startsWith('..')))];
  const holder = crate.authors.length > 0 ? `, by ${crate.authors.join(', ')}` : '';
  const also = names.length > 0 ? ` (with ${names.join(', ')})` : '';
  return { title: `${crate.name} ${crate.version}`, text: `${crate.license ?? 'see below'}${holder}${also}`, texts };
}

/** The texts in LICENSES/ for one of the licences that a crate without a file offers. */
function standIns(crate) {
  for (const choice of (crate.license ?? '').split(/ OR |\//)) {
    const files = choice.split(' AND ').map((name) => join(ROOT, 'LICENSES', `${name.replace(/[()]/g, '').trim()}.txt`));
    if (files.every((file) => existsSync(file))) return files;
  }
  throw new Error(`${crate.name} ${crate.version} (${crate.license}) ships no licence file; put the text of its licence into LICENSES/`);
}

/** The notice as Markdown: who, then each text once, under the names of all that it covers. */
export function document(parts) {
  const byText = new Map();
  for (const part of parts) for (const text of part.texts) byText.set(text, [...(byText.get(text) ?? []), part.title]);
  const fence = (text) => '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const list = parts.map((part) => `- ${part.title}: ${part.text}\n`).join('');
  const texts = [...byText].map(([text, titles]) => `## ${titles.join(', ')}\n\n${fence(text)}text\n${text}\n${fence(text)}\n`).join('\n');
  return `# Third-party software in Recto\n\n${list}\n${texts}`;
}

export function crates(target) {
  const filter = target ? ['--filter-platform', target] : [];
  const json = execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', ...filter], { cwd: ROOT, maxBuffer: 1 << 28 });
  return linked(JSON.parse(json.toString())).map(notice);
}

/** What the project's own files are derived from: LICENSES/derived-*.txt, whose first line says which files. */
export function derived() {
  const files = readdirSync(join(ROOT, 'LICENSES')).filter((name) => name.startsWith('derived-')).sort();
  return files.map((name) => {
    const [first, ...rest] = readFileSync(join(ROOT, 'LICENSES', name), 'utf8').split('\n');
    return { title: basename(name, '.txt').slice('derived-'.length), text: first, texts: [rest.join('\n').trim()] };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [target, program, ...rest] = process.argv.slice(2);
  if (!program || rest.length > 0) {
    console.error('usage: node third-party.mjs TARGET GRAMMARS');
    process.exit(2);
  }
  const grammars = execFileSync(program, { maxBuffer: 1 << 28 });
  process.stdout.write(`${document([...derived(), ...crates(target)])}\n# Grammars for highlighting\n\n${grammars}`);
}
