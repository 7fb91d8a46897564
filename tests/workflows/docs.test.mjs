// The workflows that docs/ shows for GitLab and Codeberg: their scripts run on a new guide, with a folder in the host's place.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from './steps.mjs';

const RECTO = join(ROOT, 'target/debug/recto');

/** The YAML file that a page shows. @param {string} page @returns {any} */
function shown(page) {
  const text = readFileSync(join(ROOT, 'docs/content/publishing', page), 'utf8');
  const [, block] = text.match(/^```yaml [^\n]*\n([\s\S]*?)^```$/m) ?? [];
  return parse(block ?? assert.fail(`no YAML in ${page}`));
}

/** A new guide in a repository, and a folder with `recto` for the path. @param {import('node:test').TestContext} t */
function guide(t) {
  const folder = mkdtempSync(join(tmpdir(), 'recto-docs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(RECTO, join(folder, 'bin/recto'));
  const place = join(folder, 'guide');
  execFileSync(RECTO, ['init', place], { stdio: 'pipe' });
  git(place, 'init', '--quiet', '--initial-branch=main');
  git(place, 'add', '.');
  git(place, 'commit', '--quiet', '-m', 'A guide');
  return { folder, place, path: join(folder, 'bin') + delimiter + process.env.PATH };
}

const git = (/** @type {string} */ cwd, /** @type {string[]} */ ...args) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });

/** @param {string} script @param {string} cwd @param {Record<string, string>} env */
function passes(script, cwd, env) {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  assert.equal(status, 0, `${script}\n${stdout}${stderr}`);
}

test('GitLab: the scripts check a merge request, and build into the folder that is published', (t) => {
  const { place, path } = guide(t);
  const { '.recto': base, check, pages, variables } = shown('gitlab.md');
  assert.deepEqual(pages.artifacts.paths, ['public']);
  assert.equal(check.extends, '.recto');
  assert.match(base.before_script[0], /cargo install --locked --root \.recto --git "\$RECTO_URL" --rev "\$RECTO_REVISION" recto/);
  assert.ok(variables.RECTO_REVISION && variables.GIT_DEPTH === '0');
  git(place, 'remote', 'add', 'origin', place);
  const env = { PATH: path, CI_PAGES_URL: 'https://owner.gitlab.io/name', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
  passes(check.script.join('\n'), place, env);
  passes(pages.script.join('\n'), place, env);
  assert.ok(readFileSync(join(place, 'public/index.html'), 'utf8').includes('https://owner.gitlab.io/name/'));
});

test('Codeberg: the steps fetch the guide, build it and replace the branch `pages`', (t) => {
  const { folder, place, path } = guide(t);
  const { jobs } = shown('codeberg.md');
  const host = join(folder, 'host/owner/name.git');
  execFileSync('git', ['clone', '--quiet', '--bare', place, host], { stdio: 'pipe' });
  const work = join(folder, 'work');
  mkdirSync(work);
  // The host's addresses, with and without a token, lead to the folder.
  const addresses = ['https://codeberg.org/', 'https://owner:secret@codeberg.org/'];
  const rewritten = addresses.flatMap((address, i) => [[`GIT_CONFIG_KEY_${i}`, `url.file://${folder}/host/.insteadOf`], [`GIT_CONFIG_VALUE_${i}`, address]]);
  const env = { PATH: path, GITHUB_REPOSITORY: 'owner/name', GITHUB_SHA: 'abc', PAGES_TOKEN: 'secret', GIT_CONFIG_COUNT: '2', ...Object.fromEntries(rewritten) };
  for (const { name, run, 'working-directory': where = '' } of [...jobs.publish.steps, ...jobs.publish.steps]) {
    if (name === 'Install Recto') continue;
    // The second time as on a fresh runner.
    if (name === 'Fetch the guide') rmSync(join(work, 'guide'), { recursive: true, force: true });
    passes(run, join(work, where), env);
  }
  const published = git(host, 'show', 'pages:index.html');
  assert.ok(published.includes('https://owner.codeberg.page/name/'));
  assert.equal(git(host, 'rev-list', '--count', 'pages').trim(), '1', 'it is replaced as a whole');
  assert.ok(existsSync(join(work, 'guide/site/.nojekyll')));
});
