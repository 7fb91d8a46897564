// The committed scripts are what the modules give: whoever changes a module runs `npm run build` in tests/.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Script, createContext } from 'node:vm';
import { SCRIPTS, build } from '../build.mjs';

test('the bundles are up to date, byte for byte', async () => {
  const fresh = await build();
  assert.deepEqual(readdirSync(SCRIPTS).sort(), [...fresh.keys()].sort());
  for (const [name, text] of fresh) assert.ok(readFileSync(join(SCRIPTS, name), 'utf8') === text, `${name} differs: run \`npm run build\` in tests/`);
});

test('every bundle is a classic script, which runs from disk', () => {
  for (const name of readdirSync(SCRIPTS).filter((name) => name.endsWith('.js'))) new Script(readFileSync(join(SCRIPTS, name), 'utf8'), { filename: name });
});

// A page has several of them, and short names mean something else in each.
test('no bundle leaves names in the page', () => {
  for (const name of readdirSync(SCRIPTS).filter((name) => name.endsWith('.js'))) {
    const world = createContext({ Recto: {} });
    try {
      new Script(readFileSync(join(SCRIPTS, name), 'utf8'), { filename: name }).runInContext(world);
    } catch {
      // There is no page here; names are declared before anything runs.
    }
    // What a worker is told comes by that name.
    assert.deepEqual(Object.keys(world).filter((key) => key !== 'onmessage'), ['Recto'], name);
  }
});
