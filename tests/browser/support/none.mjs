import assert from 'node:assert/strict';

/** Passes if nothing was found; else says how much and shows the first of it. */
export function none(found, what = 'findings') {
  const different = [...new Set(found)];
  if (different.length) assert.fail(`${different.length} ${what}:\n  ${different.slice(0, 25).join('\n  ')}`);
}
