// The tokens' colours against WCAG 2.2: AAA for reading text, AA for everything else, on every surface that text stands on.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../../themes/default/css/tokens.css', import.meta.url), 'utf8');
const pairs = Object.fromEntries(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }]),
);

/** Relative luminance. @param {string} hex */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string[]} inks @param {string[]} papers @param {number} least */
function check(inks, papers, least) {
  for (const theme of ['light', 'dark']) {
    for (const ink of inks) {
      for (const paper of papers) {
        const ratio = contrast(pairs[ink][theme], pairs[paper][theme]);
        assert.ok(ratio >= least, `${ink} on ${paper}, ${theme}: ${ratio.toFixed(2)} is under ${least}`);
      }
    }
  }
}

const SURFACES = ['paper', 'sheet', 'sunk'];
const MEANINGS = ['accent', 'good', 'warn', 'bad', 'info'];

test('reading text, links in it included, is AAA', () => {
  check(['ink'], SURFACES, 7);
  check(['ink-soft', 'accent'], ['paper', 'sheet'], 7);
  check(['ink'], [...MEANINGS.map((name) => `${name}-wash`)], 7);
});

test('everything else is AA', () => {
  check(['ink-soft', 'accent-strong', ...MEANINGS], SURFACES, 4.5);
  check(Object.keys(pairs).filter((name) => name.startsWith('code-')), SURFACES, 4.5);
  for (const name of MEANINGS) check([name], [`${name}-wash`], 4.5);
  check(['on-accent'], ['accent', 'accent-strong'], 4.5);
  check(['ink'], ['mark'], 4.5);
});

test('borders of controls and series of charts can be told from what they lie on', () => {
  check(['rule-strong'], SURFACES, 3);
  check(['series-1', 'series-2', 'series-3', 'series-4'], ['sheet'], 3);
});
