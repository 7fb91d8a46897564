"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var register = /* @__PURE__ */ shared("$base.register");

  // shared:/work/wt/h13/themes/default/js/database.js
  var done = /* @__PURE__ */ shared("$database.done");
  var openPlain = /* @__PURE__ */ shared("$database.openPlain");
  var transact = /* @__PURE__ */ shared("$database.transact");
  var within = /* @__PURE__ */ shared("$database.within");

  // generations.js
  var PATIENCE = 1e4;
  var TURN = 2e3;
  var BATCH = 2e4;
  var KEPT = 2;
  var STORES = { chunks: { autoIncrement: true }, facts: {} };
  var buckets = () => (
    /** @type {any} */
    globalThis.navigator?.storageBuckets
  );
  var openBucket = (name) => buckets().open(name, { durability: "strict", persisted: true });
  var Generation = class _Generation {
    /** @param {any} bucket kept, or its databases stand still once it is collected as garbage @param {IDBDatabase} db @param {number} number */
    constructor(bucket, db, number) {
      this.bucket = bucket;
      this.db = db;
      this.number = number;
      this.last = 0;
      this.isWhole = false;
      db.onversionchange = () => db.close();
    }
    /** @param {string} name of the bucket @param {number} number */
    static async create(name, number) {
      const bucket = await openBucket(name);
      return new _Generation(bucket, await openPlain(bucket.indexedDB, "events", STORES), number);
    }
    /**
     * One that is there; `null` if it is not whole: what it may hold was copied from older ones, which are there as well.
     * @param {string} name of the bucket @param {number} number
     */
    static async open(name, number) {
      const bucket = await openBucket(name);
      if (!(await bucket.indexedDB.databases()).length) return null;
      const one = new _Generation(bucket, await openPlain(bucket.indexedDB, "events", STORES), number);
      one.isWhole = await transact(one.db, "facts", "readonly", (store) => done(store.get("whole"))) === true;
      if (!one.isWhole) one.db.close();
      return one.isWhole ? one : null;
    }
    /** What was appended since the last time. @returns {Promise<any[]>} */
    async read() {
      const range = IDBKeyRange.lowerBound(this.last, true);
      const [keys, chunks] = await transact(this.db, "chunks", "readonly", (store) => Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))]));
      this.last = Number(keys.at(-1) ?? this.last);
      return chunks.flatMap((chunk) => JSON.parse(chunk));
    }
    /** @param {unknown[]} list */
    async append(list) {
      await transact(this.db, "chunks", "readwrite", async (store) => void store.add(JSON.stringify(list)));
    }
    /** Everything known is in it. */
    async finish() {
      await transact(this.db, "facts", "readwrite", async (store) => void store.put(true, "whole"));
      this.isWhole = true;
    }
  };
  var Marks = class _Marks {
    /** @param {any} bucket @param {IDBDatabase} db */
    constructor(bucket, db) {
      this.bucket = bucket;
      this.db = db;
      this.id = crypto.randomUUID();
      this.isSet = false;
    }
    /** @param {string} name */
    static async open(name) {
      const bucket = await openBucket(name);
      return new _Marks(bucket, await openPlain(bucket.indexedDB, "marks", { pages: {} }));
    }
    /** @returns {Promise<number>} how many pages did not end cleanly, or still write */
    count() {
      return transact(this.db, "pages", "readonly", (store) => done(store.count()));
    }
    /** Leaves this page's mark alone there. */
    async only() {
      await transact(this.db, "pages", "readwrite", async (store) => {
        store.clear();
        store.put(true, this.id);
      });
      this.isSet = true;
    }
    async set() {
      if (this.isSet) return;
      await transact(this.db, "pages", "readwrite", async (store) => void store.put(true, this.id));
      this.isSet = true;
    }
    /** Without waiting: the page may be about to go. */
    unset() {
      if (!this.isSet) return;
      this.isSet = false;
      const tx = this.db.transaction("pages", "readwrite", { durability: "strict" });
      tx.objectStore("pages").delete(this.id);
      tx.commit();
    }
  };
  async function appendTo(one, list) {
    for (let i = 0; i < list.length; i += BATCH) await one.append(list.slice(i, i + BATCH));
  }
  var Generations = class {
    /** @param {string} key names the guide */
    constructor(key) {
      this.key = key;
      this.all = [];
      this.current = null;
      this.top = 0;
      this.release = () => {
      };
    }
    /** @param {number} n */
    nameOf(n) {
      return `recto-${this.key}-g${n}`;
    }
    /** Pages open one after another: the next one looks when this one has settled. */
    async open() {
      const released = new Promise((resolve) => this.release = () => resolve(void 0));
      await new Promise((resolve, reject) => {
        const look = () => this.look().then(resolve, reject).then(() => released);
        navigator.locks.request(`recto:${this.key}:turn`, { signal: AbortSignal.timeout(TURN) }, look).catch(() => this.look(false).then(resolve, reject));
      });
      await new Promise((resolve) => void navigator.locks.request(`recto:${this.key}:open`, { mode: "shared" }, () => (resolve(void 0), new Promise(() => {
      }))));
      const lists = await Promise.all(this.all.map((one) => one.read().catch(() => [])));
      return { list: lists.flat(), fresh: this.all.length === 0 };
    }
    /** Opens all generations and chooses the one to write. @param {boolean} [alone] whether no other page looks at the same time */
    async look(alone = true) {
      const prefix = this.nameOf(0).slice(0, -1);
      const numbers = (await buckets().keys()).filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length)));
      this.marks = await Marks.open(`recto-${this.key}-marks`);
      const { held = [] } = await navigator.locks.query();
      const others = held.some(({ name }) => name === `recto:${this.key}:open`);
      this.isFirst = alone && !others;
      for (const n of numbers.sort((a, b) => a - b)) {
        const one = await Generation.open(this.nameOf(n), n).catch(() => void 0);
        if (one) this.all.push(one);
        else if (one === null && this.isFirst) await this.remove(n);
      }
      this.top = numbers.at(-1) ?? 0;
      const clean = alone && (others || await this.marks.count() === 0);
      this.current = clean ? this.all.at(-1) ?? null : null;
    }
    /** Writes all that is known into a new generation, where the last end was not clean; else what they lack. @param {any[]} all @param {any[]} missing */
    settle(all, missing) {
      return (this.current ? this.append(missing) : this.renew(all)).finally(this.release);
    }
    /** @param {any[]} all */
    async renew(all) {
      const number = this.top + 1;
      const next = await Generation.create(this.nameOf(number), number);
      await this.marks?.set();
      await appendTo(next, all);
      await next.finish();
      const there = (await next.read()).length;
      this.all.push(next);
      this.current = next;
      if (there !== all.length) throw new DOMException("not all is there", "DataError");
      if (!this.isFirst) return;
      await this.marks?.only();
      await this.prune();
    }
    /** Removes generations older than those that are kept. */
    async prune() {
      for (const { db, number } of this.all.splice(0, Math.max(0, this.all.length - KEPT))) {
        db.close();
        await this.remove(number);
      }
    }
    /** @param {number} n */
    async remove(n) {
      await buckets().delete(this.nameOf(n)).catch(() => {
      });
    }
    /** Fulfilled when the disk has them. @param {any[]} list */
    async append(list) {
      if (!list.length) return;
      if (!this.current) throw new DOMException("no generation", "InvalidStateError");
      await this.marks?.set();
      await appendTo(this.current, list);
    }
    /** What was appended since, by any page. @returns {Promise<any[]>} */
    async refresh() {
      return (await Promise.all(this.all.map((one) => one.read().catch(() => [])))).flat();
    }
    /** The page rests: nothing is being written, and nothing will be before `append` is called. */
    rest() {
      this.marks?.unset();
    }
    close() {
      this.release();
      for (const { db } of this.all) db.close();
      this.marks?.db.close();
    }
  };
  async function openGenerations(key) {
    if (!buckets() || !globalThis.navigator?.locks) return null;
    const ledger = new Generations(key);
    try {
      return { ledger, ...await within(ledger.open(), PATIENCE) };
    } catch {
      ledger.close();
      return null;
    }
  }

  // entries/generations.js
  register("generations", { openGenerations });
})();
