// The disk that tears (torn-writes.c): compiled here, asked what it did, and its power cut.
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sorts of files that are torn, in the order of the counters. */
export const SORTS = ['IndexedDB', 'IndexedDB in buckets', 'journals', 'names', 'quota'];

/** A kernel writes back what nobody synced after so long; a power cut loses no more. ms */
const WRITTEN_BACK = 30000;

/**
 * Length of each pause inside a write with which most kills tear something, ms. From disk a grade is written to databases alone, in many
 * more writes.
 */
export const PAUSES = { http: 60, disk: 24 };

const RECORD = 32;

/** Compiles the tool into a folder. */
export function compile(folder) {
  const library = join(folder, 'torn-writes.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, fileURLToPath(new URL('torn-writes.c', import.meta.url)), '-ldl']);
  return library;
}

export class Disk {
  /** @param {string} folder for the library, the counters and what was not synced @param {number} ms of each pause; 0 for a plain disk */
  constructor(folder, ms) {
    this.ms = ms;
    this.library = compile(folder);
    this.state = join(folder, 'state');
    this.undo = join(folder, 'undo');
    /** Kills that left torn records, and cuts, by sort. */
    this.torn = Object.fromEntries(SORTS.map((sort) => [sort, 0]));
    this.cuts = Object.fromEntries(SORTS.map((sort) => [sort, 0]));
    this.dropped = 0;
    this.clear();
  }

  clear() {
    for (const file of [this.state, this.undo]) rmSync(file, { force: true });
  }

  /** The environment of a browser on this disk. */
  env() {
    return { ...process.env, LD_PRELOAD: this.library, TORN_MS: String(this.ms), TORN_STATE: this.state, TORN_UNDO: this.undo };
  }

  /** How many writes of a sort were cut so far, and whether a cut is going on: a kill now leaves it torn. @param {string} sort */
  cutting(sort) {
    const counters = existsSync(this.state) ? readFileSync(this.state) : Buffer.alloc(0);
    const at = SORTS.indexOf(sort) * 8;
    return at + 8 > counters.length ? { cut: 0, open: false } : { cut: counters.readInt32LE(at), open: counters.readInt32LE(at + 4) > 0 };
  }

  /** After a kill: counts what it left, and forgets it. @param {boolean} power whether what was not synced is lost too */
  killed(power) {
    const left = SORTS.filter((sort) => {
      const { cut, open } = this.cutting(sort);
      this.cuts[sort] += cut;
      if (open) this.torn[sort]++;
      return open;
    });
    if (power) this.dropped += this.drop();
    this.clear();
    return left;
  }

  /** Takes back the writes that were not synced, newest first. @returns how many */
  drop() {
    if (!existsSync(this.undo)) return 0;
    const records = parse(readFileSync(this.undo));
    const now = Date.now();
    const synced = new Set();
    let dropped = 0;
    for (const { kind, path, offset, length, ms, old } of records.reverse()) {
      if (kind === 's') synced.add(path);
      else if (!synced.has(path) && now - ms < WRITTEN_BACK && existsSync(path)) {
        restore(path, offset, length, old);
        dropped++;
      }
    }
    return dropped;
  }
}

/** @param {Buffer} bytes of the undo file */
function parse(bytes) {
  const records = [];
  for (let at = 0; at + RECORD <= bytes.length; ) {
    const [pathLength, oldLength] = [bytes.readUInt16LE(at + 2), bytes.readUInt32LE(at + 4)];
    const [offset, length, ms] = [8, 16, 24].map((field) => Number(bytes.readBigUInt64LE(at + field)));
    const end = at + RECORD + pathLength;
    records.push({ kind: String.fromCharCode(bytes[at]), path: bytes.toString('utf8', at + RECORD, end), offset, length, ms, old: bytes.subarray(end, end + oldLength) });
    at = end + oldLength;
  }
  return records;
}

/** @param {string} path @param {number} offset @param {number} length of the file before the write @param {Buffer} old what it overwrote */
function restore(path, offset, length, old) {
  const file = openSync(path, 'r+');
  try {
    if (old.length) writeSync(file, old, 0, old.length, offset);
    ftruncateSync(file, length);
  } finally {
    closeSync(file);
  }
}
