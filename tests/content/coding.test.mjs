// The reference solutions of the coding round are tested as they are published: each test takes the code out of its card.
// A named wrong variant, made by changing that code, has to fail the same checks, so the checks can fail.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { CHECKS } from './coding/checks.mjs';
import { VARIANTS } from './coding/variants.mjs';

const CARDS = fileURLToPath(new URL('../../content/coding/', import.meta.url));
const PYTHON = fileURLToPath(new URL('coding/checks.py', import.meta.url));

/** The code block of a card that names its file. @param {string} card @param {'javascript' | 'python'} language */
function solution(card, language) {
  const file = language === 'python' ? `${card.replaceAll('-', '_')}.py` : `${card}.mjs`;
  const found = readFileSync(join(CARDS, `${card}.md`), 'utf8').split(`\`\`\`${language} {file="${file}"}\n`);
  assert.equal(found.length, 2, `${card}.md holds one block for ${file}`);
  return found[1].slice(0, found[1].indexOf('```'));
}

const RUN = {
  javascript: async (card, code) => CHECKS[card](await import(`data:text/javascript,${encodeURIComponent(code)}`)),
  python: (card, code) => {
    const { status, stderr } = spawnSync('python3', [PYTHON, card], { input: code, encoding: 'utf8', timeout: 60_000 });
    if (status !== 0) throw new Error(stderr);
  },
};

test('every card with solutions is checked', () => {
  const cards = readdirSync(CARDS).filter((file) => readFileSync(join(CARDS, file), 'utf8').includes('{file="')).map((file) => file.slice(0, -3));
  assert.deepEqual(cards.sort(), Object.keys(CHECKS).sort());
  assert.deepEqual(Object.keys(VARIANTS).sort(), Object.keys(CHECKS).sort());
});

for (const card of Object.keys(CHECKS)) {
  for (const language of /** @type {const} */ (['javascript', 'python'])) {
    const code = () => solution(card, language);
    test(`${card} in ${language} is right`, () => RUN[language](card, code()));
    for (const [name, changes] of Object.entries(VARIANTS[card])) {
      if (!changes[language]) continue;
      test(`${card} in ${language} would fail: ${name}`, async () => {
        const [right, wrong] = changes[language];
        const parts = code().split(right);
        assert.ok(parts.length > 1, `the solution has no ${right}`);
        await assert.rejects(async () => RUN[language](card, parts.join(wrong)), /AssertionError|IndexError/);
      });
    }
  }
}
