// A real parser for each language that the cards use: each takes a block of code and throws where it is no whole of its language.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import libpg from 'libpg-query';
import protobuf from 'protobufjs';
import initSqlite from 'sql.js';
import mysql from 'sql-parser-cst';
import YAML from 'yaml';

const require = createRequire(import.meta.url);
const { Parser, Language } = require('@vscode/tree-sitter-wasm');
const grammars = join(dirname(require.resolve('@vscode/tree-sitter-wasm')));
const hcl = join(dirname(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json')), 'tree-sitter-hcl.wasm');

await Parser.init({ locateFile: (file) => join(grammars, file) });
await libpg.loadModule?.();
const sqlite = await initSqlite();

/** The first place that a grammar can't explain. */
function mistake(node) {
  if (node.isError || node.isMissing) return node;
  for (const child of node.children) {
    const found = child?.hasError || child?.isMissing ? mistake(child) : null;
    if (found) return found;
  }
  return null;
}

/** A parser made from a tree-sitter grammar. @param {string} file */
async function treeSitter(file) {
  const parser = new Parser();
  parser.setLanguage(await Language.load(file));
  return (/** @type {string} */ code) => {
    const tree = parser.parse(code);
    const wrong = tree && mistake(tree.rootNode);
    if (wrong) throw new Error(`line ${wrong.startPosition.row + 1}: ${wrong.text.slice(0, 60)}`);
    tree?.delete();
  };
}

const grammar = (name) => treeSitter(join(grammars, `tree-sitter-${name}.wasm`));

/** Runs a program on the code, which it reads from its standard input. */
const run = (program, args) => (code) => execFileSync(program, args, { input: code, stdio: ['pipe', 'ignore', 'pipe'] });

/** SQL that names no dialect in its first line is standard, and must run on an empty SQLite database as it stands. */
function sql(code) {
  const dialect = /^--\s*(PostgreSQL|MySQL)\b/.exec(code)?.[1];
  if (dialect === 'PostgreSQL') return libpg.parseSync(code);
  if (dialect === 'MySQL') return mysql.parse(code, { dialect: 'mysql' });
  const database = new sqlite.Database();
  try {
    return database.run(code);
  } finally {
    database.close();
  }
}

/** A request or response as RFC 9112 writes it (section 2.1), headers as in section 5; a JSON body must be JSON. */
function http(code) {
  for (const message of code.split(/\n(?=(?:[A-Z]+ \S+ )?HTTP\/\d)/)) {
    const [head, ...body] = message.split(/\n\n/);
    const [start, ...headers] = head.split('\n').filter((line) => line !== '');
    if (!/^([A-Z]+ \S+ HTTP\/\d(\.\d)?|HTTP\/\d(\.\d)? [1-5]\d\d( .*)?)$/.test(start ?? '')) throw new Error(`not a start line: ${start}`);
    const wrong = headers.find((line) => !/^[!#$%&'*+.^`|~\w-]+: \S/.test(line));
    if (wrong !== undefined) throw new Error(`not a header: ${wrong}`);
    const text = body.join('\n\n').trim();
    if (text && headers.some((line) => /^content-type: application\/(\w+\+)?json/i.test(line))) JSON.parse(text);
  }
}

/** By the language after the fence. `text` is no language; diagrams are drawn by `recto check`. */
export const PARSERS = {
  bash: await grammar('bash'),
  csharp: await grammar('c-sharp'),
  go: await grammar('go'),
  hcl: await treeSitter(hcl),
  http,
  java: await grammar('java'),
  javascript: run(process.execPath, ['--check', '--input-type=module', '-']),
  json: JSON.parse,
  php: await grammar('php'),
  proto: (code) => protobuf.parse(code, { keepCase: true }),
  python: run('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())']),
  ruby: await grammar('ruby'),
  rust: await grammar('rust'),
  sql,
  typescript: await grammar('typescript'),
  yaml: (code) => {
    for (const document of YAML.parseAllDocuments(code)) if (document.errors.length) throw document.errors[0];
  },
};
