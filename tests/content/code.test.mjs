// All code in the guide is whole and valid in its language.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { PARSERS } from './parsers.mjs';

const CONTENT = resolve(fileURLToPath(import.meta.url), '../../../content');
const FENCE = /^( *)(```+)(\S*)[^\n]*\n([\s\S]*?)^ *\2 *$/gm;

/** @type {{ place: string, language: string, code: string }[]} */
const blocks = [];
for (const file of readdirSync(CONTENT, { recursive: true }).map(String).filter((name) => name.endsWith('.md')).sort()) {
  const text = readFileSync(join(CONTENT, file), 'utf8');
  for (const { 1: indent, 3: language, 4: code, index } of text.matchAll(FENCE)) {
    const line = text.slice(0, index).split('\n').length;
    blocks.push({ place: `content/${file}:${line}`, language, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') });
  }
}

test('every block of code names a language that is checked', () => {
  assert.ok(blocks.length > 100, 'the guide has code');
  const known = [...Object.keys(PARSERS), 'mermaid', 'text'];
  assert.deepEqual(blocks.filter(({ language }) => !known.includes(language)).map(({ place, language }) => `${place}: ${language}`), []);
});

for (const [language, parse] of Object.entries(PARSERS)) {
  const own = blocks.filter((block) => block.language === language);
  if (own.length === 0) continue;
  test(`${language}: ${own.length} blocks are valid`, () => {
    const wrong = own.flatMap(({ place, code }) => {
      try {
        parse(code);
        return [];
      } catch (error) {
        return [`${place}: ${error instanceof Error ? error.message : error}`];
      }
    });
    assert.deepEqual(wrong, []);
  });
}

test('the parsers refuse what is wrong', () => {
  const broken = {
    bash: 'if true; then\n  echo "x\n', csharp: 'class A { void f( { } }', go: 'package a\nfunc f( {\n', hcl: 'resource "a" {\n  b = \n', http: 'GET /a\nHost',
    java: 'class A { int f() { return 1 } }', javascript: 'const = 1;', json: '{"a": 1,}', php: '<?php function f( { }', proto: 'message A { string = 1; }', python: 'def f(:\n  pass\n',
    ruby: 'def f\n  x = (1\n', rust: 'fn main( {', sql: 'SELEC 1;', typescript: 'const a: = 1;', yaml: 'a: [1\nb: 2\n',
  };
  for (const [language, parse] of Object.entries(PARSERS)) assert.throws(() => parse(broken[language]), `${language} takes ${broken[language]}`);
  assert.throws(() => PARSERS.sql('-- PostgreSQL\nSELECT FROM WHERE;'));
  assert.throws(() => PARSERS.sql('-- MySQL 8\nCREATE TABEL a (b INT);'));
  assert.throws(() => PARSERS.sql('SELECT * FROM a_table_that_nobody_made;'));
});
