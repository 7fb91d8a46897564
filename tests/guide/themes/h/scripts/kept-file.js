"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var book = /* @__PURE__ */ shared("$base.book");
  var register = /* @__PURE__ */ shared("$base.register");
  var settings = /* @__PURE__ */ shared("$base.settings");

  // shared:/work/wt/h13/themes/default/js/fsrs.js
  var MODEL = /* @__PURE__ */ shared("$fsrs.MODEL");

  // shared:/work/wt/h13/themes/default/js/random.js
  var Hasher = /* @__PURE__ */ shared("$random.Hasher");

  // shared:/work/wt/h13/themes/default/js/events.js
  var checking = /* @__PURE__ */ shared("$events.checking");
  var migrate = /* @__PURE__ */ shared("$events.migrate");
  var order = /* @__PURE__ */ shared("$events.order");

  // backup-file.js
  var FORMAT = "recto-progress";
  var FILE_VERSION = 3;
  var SHAPES = { 1: 1, 2: 1, 3: 1 };
  var LIMITS = Object.freeze({ bytes: 4e8, events: 4e6, rest: 1e6 });
  var SETTINGS = ["study"];
  var GROUP = 500;
  function* part(steps, from, to) {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      yield from + step.value * (to - from);
    }
  }
  function* written(events) {
    const parts = [];
    for (let i = 0; i < events.length; i += GROUP) {
      parts.push(JSON.stringify(events.slice(i, i + GROUP)).slice(1, -1));
      yield i / events.length;
    }
    return parts;
  }
  function* sealOf(parts, before, version) {
    const texts = [`${before}[`, ...parts.map((part2, i) => i ? `,${part2}` : part2), "]"];
    const hasher = new Hasher(texts.reduce((sum, { length }) => sum + length, 0), version);
    for (const [i, text] of texts.entries()) {
      hasher.add(text);
      yield i / texts.length;
    }
    return hasher.end().toString(16).padStart(8, "0");
  }
  function* writing(book2, events, settings2 = {}) {
    const parts = yield* part(written(events), 0, 1 / 2);
    const own = JSON.stringify(settings2);
    const seal = yield* part(sealOf(parts, own, FILE_VERSION), 1 / 2, 1);
    const head = `{"format":"${FORMAT}","version":${FILE_VERSION},"model":${MODEL},"book":${JSON.stringify(book2)},"seal":"${seal}","settings":${own},
"events":[`;
    return [head, ...parts.map((part2, i) => i ? `,${part2}` : part2), "]}\n"];
  }
  var [QUOTE, COMMA, OPEN, CLOSE, BRACE, UNBRACE, BACKSLASH] = [...'",[]{}\\'].map((sign) => sign.charCodeAt(0));
  var LIST = /[{,]\s*"events"\s*:\s*$/;
  var Splitter = class {
    constructor() {
      this.depth = 0;
      this.inString = false;
      this.escaped = false;
      this.inList = false;
      this.rest = "";
      this.group = "";
      this.count = 0;
      this.events = [];
      this.problem = null;
    }
    /** @param {string} piece */
    push(piece) {
      let from = 0;
      const keep = (to) => {
        if (this.inList) this.group += piece.slice(from, to);
        else this.rest += piece.slice(from, to);
        from = to;
      };
      for (let i = 0; i < piece.length && !this.problem; i++) {
        const sign = piece.charCodeAt(i);
        if (this.inString) {
          if (this.escaped) this.escaped = false;
          else if (sign === BACKSLASH) this.escaped = true;
          else if (sign === QUOTE) this.inString = false;
        } else if (sign === QUOTE) this.inString = true;
        else if (sign === COMMA && this.inList && this.depth === 2) {
          if (++this.count % GROUP === 0) {
            keep(i);
            this.flush();
            from = i + 1;
          }
        } else if (sign === OPEN || sign === BRACE) {
          this.depth++;
          if (sign === OPEN && this.depth === 2 && !this.inList) {
            keep(i + 1);
            this.inList = LIST.test(this.rest.slice(-1e3, -1));
          }
        } else if (sign === CLOSE || sign === UNBRACE) {
          if (this.inList && this.depth === 2) {
            keep(i);
            if (this.group.trim() !== "" || this.count > 0) this.flush();
            this.inList = false;
          }
          this.depth--;
        }
      }
      keep(piece.length);
      if (this.rest.length > LIMITS.rest) this.problem ??= this.events.length ? "damaged" : "not-progress";
      if (this.count > LIMITS.events) this.problem ??= "too-large";
    }
    /** Parses the elements that were cut off. */
    flush() {
      try {
        for (const event of JSON.parse(`[${this.group}]`)) this.events.push(event);
      } catch {
        this.problem ??= "not-json";
      }
      this.group = "";
    }
  };
  var BackupReader = class {
    /** @param {string} book @param {number} now */
    constructor(book2, now) {
      this.book = book2;
      this.now = now;
      this.splitter = new Splitter();
    }
    /** @param {string} piece of the text, the next one */
    push(piece) {
      this.splitter.push(piece);
    }
    /** After the last piece. @returns {Generator<number, Contents | Refusal>} yields how much is done, from 0 to 1 */
    *end() {
      const { events, problem, rest } = this.splitter;
      if (problem) return { problem };
      let file;
      try {
        file = JSON.parse(rest);
      } catch {
        return { problem: "not-json" };
      }
      const refusal = this.refuse(file);
      if (refusal) return refusal;
      const before = file.version === 1 ? "" : JSON.stringify(file.settings);
      const parts = yield* part(written(events), 0, 1 / 3);
      if (file.seal !== (yield* part(sealOf(parts, before, file.version), 1 / 3, 2 / 3))) return { problem: "damaged" };
      const today = migrate(events, SHAPES[file.version]);
      const checked = yield* part(checking(today, this.now), 2 / 3, 1);
      return "problem" in checked ? checked : { events: today, settings: settingsIn(file.settings) };
    }
    /** What is wrong with all but the events. @param {any} file @returns {Refusal | null} */
    refuse(file) {
      if (typeof file !== "object" || file === null || !Object.hasOwn(file, "format") || file.format !== FORMAT) return { problem: "not-progress" };
      if (Number.isInteger(file.version) && file.version > FILE_VERSION) return { problem: "newer" };
      const keys = ["format", "version", "model", "book", "seal", "events", ...file.version === 1 ? [] : ["settings"]];
      const fits = Object.keys(file).length === keys.length && keys.every((key) => Object.hasOwn(file, key));
      const isObject = file.version === 1 || typeof file.settings === "object" && file.settings !== null && !Array.isArray(file.settings);
      if (!fits || !Object.hasOwn(SHAPES, file.version) || !Number.isInteger(file.model) || typeof file.book !== "string" || !Array.isArray(file.events) || !isObject) return { problem: "damaged" };
      return file.book === this.book ? null : { problem: "other-book", detail: file.book.slice(0, 200) };
    }
  };
  var settingsIn = (settings2 = {}) => Object.fromEntries(SETTINGS.filter((name) => Object.hasOwn(settings2, name) && typeof settings2[name] === "object" && settings2[name] !== null).map((name) => [name, settings2[name]]));

  // file-sync.js
  var TRIES = 7;
  var PAUSE = 50;
  var REFUSED = 300;
  var PASSING = ["NotReadableError", "NotFoundError", "InvalidStateError", "NoModificationAllowedError", "InvalidModificationError", "AbortError"];
  var FileError = class extends Error {
    /** @param {string} problem @param {string} [detail] */
    constructor(problem, detail = "") {
      super(problem);
      this.problem = problem;
      this.detail = detail;
    }
  };
  var sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var isSame = (one, other) => one.lastModified === other.lastModified && one.size === other.size;
  var mayPass = (error) => error instanceof DOMException && PASSING.includes(error.name);
  async function taken(handle, file, side, pause) {
    try {
      return await side.take(file);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await pause(REFUSED);
      if (isSame(file, await handle.getFile())) throw error;
      return null;
    }
  }
  async function swap(handle, before, blob) {
    const stream = await handle.createWritable();
    try {
      await stream.write(blob);
      if (!isSame(before, await handle.getFile())) throw new DOMException("changed", "InvalidModificationError");
    } catch (error) {
      await stream.abort().catch(() => {
      });
      throw error;
    }
    await stream.close();
    return (await handle.getFile()).size === blob.size;
  }
  async function attempt(handle, side, pause) {
    const before = await handle.getFile();
    if (before.size > 0) {
      const contents = await taken(handle, before, side, pause);
      if (contents === null) return null;
      const complete = side.complete(contents);
      if (complete !== null) return complete;
    }
    const { blob, events } = await side.make();
    return await swap(handle, before, blob) ? events : null;
  }
  async function exchange(handle, side, pause = sleep) {
    const first = await handle.getFile().catch(() => null);
    let last;
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await pause(PAUSE * 2 ** (tries - 1));
      try {
        const events = await attempt(handle, side, pause);
        if (events !== null) return events;
      } catch (error) {
        if (!mayPass(error)) throw error;
        last = error;
      }
    }
    const now = await handle.getFile().catch(() => null);
    throw last === void 0 || first && now && !isSame(first, now) ? new FileError("changing") : last;
  }

  // slices.js
  var SLICE = 12;
  var Slices = class {
    constructor() {
      this.until = performance.now() + SLICE;
    }
    async pause() {
      if (performance.now() < this.until) return;
      await new Promise((resolve) => setTimeout(resolve));
      this.until = performance.now() + SLICE;
    }
    /** Runs steps to their end. @template T @param {Generator<number, T>} steps @param {(share: number) => void} [onprogress] called with how much is done, from 0 to 1 */
    async run(steps, onprogress = () => {
    }) {
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        onprogress(step.value);
        await this.pause();
      }
    }
  };

  // kept-file.js
  var HANDLE = "backup";
  var FAILED = "backup-failed";
  var PIECE = 1 << 16;
  async function read(file, onprogress = () => {
  }) {
    if (file.size > LIMITS.bytes) throw new FileError("too-large");
    const reader = new BackupReader(book, Date.now());
    const slices = new Slices();
    const pieces = (
      /** @type {ReadableStream<BufferSource>} */
      file.stream().pipeThrough(
        /** @type {any} */
        new TextDecoderStream()
      ).getReader()
    );
    for (let done = 0; ; ) {
      const { value, done: isEnd } = await pieces.read();
      if (isEnd) break;
      const text = (
        /** @type {string} */
        /** @type {unknown} */
        value
      );
      for (let i = 0; i < text.length; i += PIECE) {
        reader.push(text.slice(i, i + PIECE));
        await slices.pause();
      }
      done += text.length;
      onprogress(Math.min(1, done / file.size) / 2);
    }
    const contents = await slices.run(reader.end(), (share) => onprogress((1 + share) / 2));
    if ("problem" in contents) throw new FileError(contents.problem, contents.detail);
    return contents;
  }
  function takeSettings(own) {
    for (const [name, value] of Object.entries(own)) if (settings.get(name) === null) settings.set(name, value);
  }
  var ownSettings = () => Object.fromEntries(SETTINGS.map((name) => [name, settings.get(name)]).filter(([, value]) => value !== null));
  async function take(store, file, onprogress = () => {
  }) {
    const contents = await read(file, (share) => onprogress(share / 2));
    const added = await store.merge(contents.events, (share) => onprogress((1 + share) / 2));
    takeSettings(contents.settings);
    return { added, contents };
  }
  async function make(store, onprogress) {
    const events = (await store.all()).sort(order);
    const parts = await new Slices().run(writing(book, events, ownSettings()), onprogress);
    return { blob: new Blob(parts, { type: "application/json" }), events: events.length };
  }
  var hasSettings = (theirs) => SETTINGS.every((name) => name in theirs || settings.get(name) === null);
  var update = (store, handle, onprogress) => exchange(handle, {
    take: async (file) => (await take(store, file, onprogress)).contents,
    complete: ({ events, settings: theirs }) => events.length === store.events.size && hasSettings(theirs) ? events.length : null,
    make: () => make(store)
  });
  var remember = (events) => settings.set("backup", { at: Date.now(), events });
  function reasonOf(error) {
    if (error instanceof FileError) return ["permission", "changing", "newer"].includes(error.problem) ? error.problem : "refused";
    const name = error instanceof DOMException ? error.name : "";
    return name === "NotAllowedError" ? "permission" : name === "NotFoundError" ? "gone" : name === "QuotaExceededError" ? "full" : "failed";
  }
  async function keepUp(store, { ask = false, onprogress } = {}) {
    const handle = await store.kept("keep", HANDLE);
    if (!handle) return false;
    try {
      const mode = { mode: "readwrite" };
      const allowed = ask ? await handle.requestPermission(mode) : await handle.queryPermission(mode);
      if (allowed !== "granted") throw new FileError("permission");
      const work = () => update(store, handle, onprogress);
      const { locks } = navigator;
      remember(await (locks ? locks.request(`${store.name}:file`, work) : work()));
      settings.set(FAILED, null);
      return true;
    } catch (error) {
      console.warn(error);
      settings.set(FAILED, { problem: reasonOf(error), name: handle.name });
      return false;
    }
  }

  // entries/kept-file.js
  register("keptFile", { keepUp });
})();
