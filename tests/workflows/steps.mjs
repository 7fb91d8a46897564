// Every step of every workflow: those of this repository, and those that `recto init` writes.
//
//     node tests/workflows/steps.mjs
//
// lists them: file, job, runner, and the action or the shell script.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const FOLDERS = ['.github/workflows', '.github/actions', 'src/cli/init/files/dot-github/workflows', 'src/cli/init/actions'];

/** @typedef {{file: string, job: string, runner: string, uses?: string, run?: string, shell?: string, env: Record<string, string>}} Step */

/** The paths of all workflows and actions. */
export function files() {
  const yaml = (/** @type {string} */ folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
      .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
  return FOLDERS.flatMap(yaml).sort();
}

/** @returns {Step[]} */
export function steps() {
  return files().flatMap((file) => {
    const document = parse(readFileSync(join(ROOT, file), 'utf8'));
    const jobs = document.jobs ?? { action: { 'runs-on': 'the caller', steps: document.runs.steps } };
    return Object.entries(jobs).flatMap(([job, { 'runs-on': runner, uses, steps }]) =>
      (steps ?? [{ uses }]).map((/** @type {any} */ step) => ({ file, job, runner, env: {}, ...step })),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { file, job, runner, uses, run } of steps()) {
    console.log(`${file}: ${job} (${runner ?? 'a workflow'}): ${uses ?? run?.trim().replaceAll('\n', '\n    ')}`);
  }
}
