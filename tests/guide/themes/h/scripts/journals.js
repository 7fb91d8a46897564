"use strict";
(() => {
  // journal.js
  var MARK = [255, 82, 74, 1];
  var HEADER = 12;
  var RECORD_EVENTS = 500;
  var LONGEST = 1 << 26;
  var TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    let sum = n;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >>> 1 ^ 2197175160 : sum >>> 1;
    return sum;
  });
  function crc(bytes, from, to, sum = 0) {
    sum = ~sum;
    for (let i = from; i < to; i++) sum = sum >>> 8 ^ TABLE[(sum ^ bytes[i]) & 255];
    return ~sum >>> 0;
  }
  var checksum = (bytes, at, length) => crc(bytes, at + HEADER, at + HEADER + length, crc(bytes, at + 4, at + 8));
  var viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  function record(list) {
    const payload = new TextEncoder().encode(JSON.stringify(list));
    const bytes = new Uint8Array(HEADER + payload.length);
    bytes.set(MARK);
    bytes.set(payload, HEADER);
    viewOf(bytes).setUint32(4, payload.length, true);
    viewOf(bytes).setUint32(8, checksum(bytes, 0, payload.length), true);
    return bytes;
  }
  function encode(list) {
    const records = [];
    for (let i = 0; i < list.length; i += RECORD_EVENTS) records.push(record(list.slice(i, i + RECORD_EVENTS)));
    const bytes = new Uint8Array(records.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const one of records) {
      bytes.set(one, at);
      at += one.length;
    }
    return bytes;
  }
  function recordAt(bytes, view, at) {
    if (at + HEADER > bytes.length || MARK.some((byte, i) => bytes[at + i] !== byte)) return null;
    const length = view.getUint32(at + 4, true);
    const end = at + HEADER + length;
    if (length > LONGEST || end > bytes.length || view.getUint32(at + 8, true) !== checksum(bytes, at, length)) return null;
    try {
      const list = JSON.parse(new TextDecoder().decode(bytes.subarray(at + HEADER, end)));
      return Array.isArray(list) ? { list, end } : null;
    } catch {
      return null;
    }
  }
  function decode(bytes) {
    const view = viewOf(bytes);
    const list = [];
    let [at, end, bad] = [0, 0, 0];
    while (at < bytes.length) {
      const found2 = recordAt(bytes, view, at);
      if (found2) {
        if (at > end) bad++;
        for (const event of found2.list) list.push(event);
        at = end = found2.end;
      } else {
        const next = bytes.indexOf(MARK[0], at + 1);
        at = next < 0 ? bytes.length : next;
      }
    }
    return { list, end, bad };
  }

  // journal-pool.js
  var POOL = 16;
  var PATIENCE = 1500;
  var TURN = 2e3;
  var fileName = (i) => `${i}.journal`;
  var sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var folderOf = async (place, key, create) => (await place.getDirectory()).getDirectoryHandle(`recto-${key}`, { create });
  async function journalsOf(folder, create) {
    const all = await Promise.allSettled(Array.from({ length: POOL }, (_, i) => folder.getFileHandle(fileName(i), { create })));
    return all.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
  }
  async function found(place, key) {
    try {
      return await journalsOf(await folderOf(place, key, false), false);
    } catch {
      return [];
    }
  }
  async function inTurn(name, work) {
    if (!navigator.locks) return work();
    try {
      return await navigator.locks.request(name, { signal: AbortSignal.timeout(TURN) }, work);
    } catch (error) {
      if (error instanceof DOMException && error.name === "TimeoutError") return work();
      throw error;
    }
  }
  var Pool = class {
    /** @param {string} key names the guide */
    constructor(key) {
      this.key = key;
      this.journals = [];
      this.whole = [];
      this.held = null;
      this.busy = false;
      this.buckets = [];
    }
    /** Finds the journals, makes them where there are none, and reads all. @returns {Promise<{ list: any[], bad: number, fresh: boolean }>} `fresh`: just made */
    async open() {
      const buckets = (
        /** @type {any} */
        navigator.storageBuckets
      );
      const fresh = await inTurn(`recto:${this.key}:pool`, () => buckets ? this.findIn(buckets) : this.findShared());
      if (typeof BroadcastChannel !== "undefined") {
        this.channel = new BroadcastChannel(`recto:${this.key}:journals`);
        this.channel.onmessage = () => !this.busy && this.release();
      }
      return { ...await this.read(), fresh };
    }
    async findShared() {
      const before = await found(navigator.storage, this.key);
      this.whole = before.length === POOL ? before : await journalsOf(await folderOf(navigator.storage, this.key, true), true);
      if (this.whole.length < POOL) throw new DOMException("no journals", "InvalidStateError");
      this.journals = this.whole.map((file) => ({ file, end: 0 }));
      return before.length === 0;
    }
    /** @param {any} buckets */
    async findIn(buckets) {
      const prefix = `recto-${this.key}-j`;
      const numbers = (await buckets.keys()).filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length)));
      const open = (n) => buckets.open(prefix + n, { durability: "strict", persisted: true });
      for (const n of numbers.sort((a, b) => a - b)) {
        const bucket2 = await open(n);
        this.buckets.push(bucket2);
        const files = await found(bucket2, this.key);
        if (files.length === POOL) this.whole = files;
        for (const file of files) this.journals.push({ file, end: 0 });
      }
      if (this.whole.length) return false;
      const bucket = await open((numbers.at(-1) ?? 0) + 1);
      this.buckets.push(bucket);
      this.whole = await journalsOf(await folderOf(bucket, this.key, true), true);
      if (this.whole.length < POOL) throw new DOMException("no journals", "InvalidStateError");
      for (const file of this.whole) this.journals.push({ file, end: 0 });
      return true;
    }
    /** Reads what was appended since the last time. @returns {Promise<{ list: any[], bad: number }>} */
    async read() {
      const parts = await Promise.all(this.journals.map((journal) => this.readOne(journal).catch(() => ({ list: [], bad: 1 }))));
      return { list: parts.flatMap(({ list }) => list), bad: parts.reduce((sum, part) => sum + part.bad, 0) };
    }
    /** @param {{ file: FileSystemFileHandle, end: number }} journal */
    async readOne(journal) {
      for (let tries = 0; ; tries++) {
        try {
          const file = await journal.file.getFile();
          if (file.size <= journal.end) return { list: [], bad: 0 };
          const { list, end, bad } = decode(new Uint8Array(await file.slice(journal.end).arrayBuffer()));
          journal.end += end;
          return { list, bad };
        } catch (error) {
          if (tries >= 5) throw error;
          await sleep(5);
        }
      }
    }
    /** Takes a journal that no other page holds. */
    async claim() {
      for (let waited = 0, wait = 10; ; waited += wait, wait *= 2) {
        for (const file of this.whole) {
          try {
            const access = (
              /** @type {Access} */
              await /** @type {any} */
              file.createSyncAccessHandle()
            );
            return this.held = { access, size: access.getSize() };
          } catch (error) {
            if (!(error instanceof DOMException && error.name === "NoModificationAllowedError")) throw error;
          }
        }
        if (waited >= PATIENCE) throw new DOMException("all journals are held", "InvalidStateError");
        this.channel?.postMessage("needed");
        await sleep(wait);
      }
    }
    /** Appends events and flushes them to the disk. @param {unknown[]} list */
    async append(list) {
      this.busy = true;
      try {
        const held = this.held ?? await this.claim();
        const bytes = encode(list);
        try {
          for (let done = 0; done < bytes.length; ) {
            const n = held.access.write(bytes.subarray(done), { at: held.size + done });
            if (n <= 0) throw new DOMException("no room", "QuotaExceededError");
            done += n;
          }
          held.access.flush();
          held.size += bytes.length;
        } catch (error) {
          held.access.truncate(held.size);
          throw error;
        }
      } catch (error) {
        this.release();
        throw error;
      } finally {
        this.busy = false;
      }
    }
    /** Lets go of the journal, until the next append. */
    release() {
      this.held?.access.close();
      this.held = null;
    }
  };

  // entries/journals.js
  var scope = (
    /** @type {any} */
    globalThis
  );
  var pool;
  var last = Promise.resolve();
  var CALLS = {
    open: (key) => (pool = new Pool(key)).open(),
    read: () => (
      /** @type {Pool} */
      pool.read()
    ),
    append: (list) => (
      /** @type {Pool} */
      pool.append(list)
    ),
    release: async () => pool?.release()
  };
  scope.onmessage = ({ data: { id, call, argument } }) => {
    const answer = last.then(() => CALLS[call](argument)).then(
      (result) => scope.postMessage({ id, result }),
      (error) => scope.postMessage({ id, error: error?.name ?? "Error" })
    );
    last = answer;
  };
})();
