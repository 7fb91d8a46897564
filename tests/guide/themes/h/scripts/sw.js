"use strict";
(() => {
  // offline-versions.js
  var LIST = "offline.json";
  var STEP = { files: 40, bytes: 1 << 20, atOnce: 6 };
  var REMEMBERED = 24 * 36e5;
  var ChangedError = class extends Error {
  };
  async function versionOf({ files }, env) {
    const lines = files.map(([path, hash, bytes]) => `${hash} ${bytes} ${path}
`).join("");
    return env.digest(
      /** @type {ArrayBuffer} */
      new TextEncoder().encode(lines).buffer
    );
  }
  var address = (root2, path) => root2 + path.split("/").map(encodeURIComponent).join("/");
  function find(list, path) {
    const has = (name) => list.files.has(name);
    if (path === "" || path.endsWith("/")) return has(`${path}index.html`) ? { file: `${path}index.html` } : null;
    if (has(path)) return { file: path };
    if (has(`${path}.html`)) return { file: `${path}.html` };
    return has(`${path}/index.html`) ? { moved: `${path}/` } : null;
  }
  function isOwn(html, book, path) {
    const head = html.slice(0, 2e3);
    return head.includes(`data-book="${book}"`) && head.includes(`data-root="${"../".repeat(path.split("/").length - 1)}"`);
  }
  var Versions = class {
    /** @param {Env} env */
    constructor(env) {
      this.env = env;
      this.lists = /* @__PURE__ */ new Map();
      this.kept = null;
      this.last = Promise.resolve();
    }
    /** @returns {Promise<State>} */
    async state() {
      const state = await this.env.meta.get("state");
      return state?.format === 1 ? state : { format: 1, current: "", next: "", ready: false };
    }
    /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
    inTurn(work) {
      const done = this.last.then(work);
      this.last = done.catch(() => {
      });
      return done;
    }
    /** @param {string} version @returns {Promise<List | undefined>} */
    async list(version) {
      const known = this.lists.get(version);
      if (known || !version) return known;
      const published = await this.env.meta.get(`list/${version}`);
      if (!published) return void 0;
      const list = { ...published, files: new Map(published.files.map(([path, hash, bytes]) => [path, { hash, bytes }])) };
      this.lists.set(version, list);
      return list;
    }
    /** Asks the host which version it has now. Rejects where there is no network or no true list. @returns {Promise<State>} */
    async check() {
      const response = await this.env.fetch(this.env.root + LIST, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${LIST}: ${response.status}`);
      const list = await response.json().catch(() => null);
      if (!Array.isArray(list?.files) || await versionOf(list, this.env) !== list.version) throw new ChangedError(LIST);
      return this.inTurn(async () => {
        const state = await this.state();
        const next = list.version === state.current ? "" : list.version;
        if (next === state.next) return state;
        if (next) await this.env.meta.set(`list/${next}`, list);
        const changed = { ...state, next, ready: false };
        await this.env.meta.set("state", changed);
        return changed;
      });
    }
    /** How much of a version is kept. */
    async progress() {
      const state = await this.state();
      const list = await this.list(state.next || state.current);
      const kept = this.kept ??= new Set(await this.env.files.hashes());
      const sizes = new Map([...list?.files.values() ?? []].map(({ hash, bytes }) => [hash, bytes]));
      let total = 0;
      let missing = 0;
      for (const [hash, bytes] of sizes) {
        total += bytes;
        if (!kept.has(hash)) missing += bytes;
      }
      return { ...state, total, missing, files: sizes.size };
    }
    /** Downloads a part of what is missing of the newest version that is known. Where nothing is, it becomes the current one if there is none, else it is ready. */
    async step() {
      const state = await this.state();
      const version = state.next;
      const list = await this.list(version);
      if (!list || state.ready) return this.progress();
      const kept = this.kept ??= new Set(await this.env.files.hashes());
      const batch = [];
      const seen = /* @__PURE__ */ new Set();
      let bytes = 0;
      for (const [path, file] of list.files) {
        if (kept.has(file.hash) || seen.has(file.hash)) continue;
        batch.push([path, file.hash]);
        seen.add(file.hash);
        if ((bytes += file.bytes) >= STEP.bytes || batch.length >= STEP.files) break;
      }
      if (batch.length === 0) {
        await this.finish(version);
        return this.progress();
      }
      const queue = [...batch];
      const worker2 = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await this.download(...next);
      };
      const results = await Promise.allSettled(Array.from({ length: STEP.atOnce }, worker2));
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
      return this.progress();
    }
    /** @param {string} version */
    finish(version) {
      return this.inTurn(async () => {
        const state = await this.state();
        if (state.next !== version) return;
        await this.env.meta.set("state", state.current ? { ...state, ready: true } : { ...state, current: version, next: "", ready: false });
      });
    }
    /** Fetches a file past all caches and keeps it. Rejects where it is not what the list says. @param {string} path @param {string} hash @returns {Promise<Content>} */
    async download(path, hash) {
      const response = await this.env.fetch(address(this.env.root, path), { cache: "reload" });
      if (!response.ok && path !== "404.html") throw new ChangedError(`${path}: ${response.status}`);
      const content = { bytes: await response.arrayBuffer(), type: response.headers.get("content-type") ?? "" };
      if (await this.env.digest(content.bytes) !== hash) throw new ChangedError(path);
      await this.env.files.put(hash, content);
      this.kept?.add(hash);
      return content;
    }
    /** Makes the version that is ready the one that pages opened from now on see. Open pages stay with theirs. */
    promote() {
      return this.inTurn(async () => {
        const state = await this.state();
        if (!state.ready || !state.next) return state;
        const changed = { ...state, current: state.next, next: "", ready: false };
        await this.env.meta.set("state", changed);
        return changed;
      });
    }
    /** Answers the request for a page. @param {string} path decoded, below the root @param {string} client the id that the new page will have @returns {Promise<Answer>} */
    async navigate(path, client) {
      let state = await this.state();
      if (!state.current) return { pass: true };
      if (state.ready && (await this.env.clients()).length === 0) state = await this.promote();
      const current = await this.list(state.current);
      if (!current) return { pass: true };
      const found = find(current, path);
      if (found?.moved) return { moved: found.moved };
      if (found?.file) return this.page(current, found.file, client);
      return await this.newer(path, client) ?? this.elsewhere(current, path, client);
    }
    /** A page of the version that the host has now, where that is a newer one that has the page. @param {string} path @param {string} client @returns {Promise<Answer | null>} */
    async newer(path, client) {
      const state = await this.check().catch(() => null);
      const list = state?.next ? await this.list(state.next) : null;
      const found = list && find(list, path);
      if (found?.moved) return { moved: found.moved };
      if (!list || !found?.file) return null;
      const answer = await this.page(list, found.file, client);
      return "content" in answer ? answer : null;
    }
    /** What is in no list: another site below this one, a file to download; else the page that says that there is nothing. @param {List} current @param {string} path @param {string} client @returns {Promise<Answer>} */
    async elsewhere(current, path, client) {
      const response = await this.env.fetch(address(this.env.root, path), { cache: "no-cache" }).catch(() => null);
      const isPage = response?.headers.get("content-type")?.includes("text/html");
      if (response?.ok && !(isPage && isOwn(await response.text(), current.book, path))) {
        await this.assign(client, "network");
        return { pass: true };
      }
      const nothing = await this.page(current, "404.html", client);
      return "content" in nothing ? { ...nothing, status: 404 } : nothing;
    }
    /** @param {List} list @param {string} file @param {string} client @returns {Promise<Answer>} */
    async page(list, file, client) {
      const answer = await this.content(list, file);
      if ("content" in answer) await this.assign(client, list.version);
      return answer;
    }
    /** Answers what a page asks for. @param {string} path @param {string} client @returns {Promise<Answer>} */
    async resource(path, client) {
      const version = (await this.env.meta.get(`client/${client}`))?.version;
      if (!version || version === "network") return { pass: true };
      const list = await this.list(version);
      if (!list) return { failed: true };
      return list.files.has(path) ? this.content(list, path) : { pass: true };
    }
    /** @param {List} list @param {string} file @returns {Promise<Answer>} */
    async content(list, file) {
      const hash = list.files.get(file)?.hash;
      if (!hash) return { failed: true };
      const content = await this.env.files.get(hash) ?? await this.download(file, hash).catch(() => null);
      return content ? { content, status: 200 } : { failed: true };
    }
    /** @param {string} client @param {string} version */
    async assign(client, version) {
      if (client) await this.env.meta.set(`client/${client}`, { version, at: this.env.now() });
    }
    /** A worker that a page starts sees the page's version. @param {string} worker @param {string} client */
    async inherit(worker2, client) {
      const known = await this.env.meta.get(`client/${client}`);
      if (known) await this.assign(worker2, known.version);
    }
    /** Removes what no page and no version needs any more. */
    collect() {
      return this.inTurn(async () => {
        const { env } = this;
        const state = await this.state();
        const open2 = new Set(await env.clients());
        const used = /* @__PURE__ */ new Set([state.current, state.next]);
        const names = await env.meta.names();
        for (const name of names.filter((name2) => name2.startsWith("client/"))) {
          const { version, at } = await env.meta.get(name) ?? {};
          if (open2.has(name.slice("client/".length)) || env.now() - at < REMEMBERED) used.add(version);
          else await env.meta.delete(name);
        }
        const hashes = /* @__PURE__ */ new Set();
        for (const name of names.filter((name2) => name2.startsWith("list/"))) {
          const version = name.slice("list/".length);
          if (!used.has(version)) await env.meta.delete(name).then(() => this.lists.delete(version));
          else for (const { hash } of (await this.list(version))?.files.values() ?? []) hashes.add(hash);
        }
        for (const hash of await env.files.hashes()) {
          if (hashes.has(hash)) continue;
          this.kept?.delete(hash);
          await env.files.delete(hash);
        }
      });
    }
  };

  // entries/sw.js
  var worker = (
    /** @type {any} */
    globalThis
  );
  var root = worker.registration.scope;
  var KEY = `${root}_offline/`;
  var open = (name) => caches.open(`recto:${root}:${name}`);
  var keysOf = async (name) => (await (await open(name)).keys()).map(({ url }) => decodeURIComponent(url.slice(KEY.length)));
  var key = (name) => KEY + encodeURIComponent(name);
  async function digest(bytes) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 12);
    return btoa(String.fromCharCode(...hash)).replace(/\+/g, "-").replace(/\//g, "_");
  }
  var versions = new Versions({
    root,
    fetch: (url, options) => fetch(url, { ...options, credentials: "same-origin" }),
    digest,
    meta: {
      get: async (name) => (await (await open("meta")).match(key(name)))?.json(),
      set: async (name, value) => (await open("meta")).put(key(name), new Response(JSON.stringify(value))),
      delete: async (name) => void await (await open("meta")).delete(key(name)),
      names: () => keysOf("meta")
    },
    files: {
      async get(hash) {
        const kept = await (await open("files")).match(key(hash));
        return kept && { bytes: await kept.arrayBuffer(), type: kept.headers.get("content-type") ?? "" };
      },
      put: async (hash, { bytes, type }) => (await open("files")).put(key(hash), new Response(bytes, { headers: { "content-type": type } })),
      delete: async (hash) => void await (await open("files")).delete(key(hash)),
      hashes: () => keysOf("files")
    },
    async clients() {
      const pages = await worker.clients.matchAll({ includeUncontrolled: true, type: "all" });
      return pages.filter((page) => page.url.startsWith(root)).map((page) => page.id);
    },
    now: () => Date.now()
  });
  function partOf(bytes, type, range) {
    const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
    const size = bytes.byteLength;
    const start = from ? Number(from) : Math.max(0, size - Number(to));
    const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
    if (!from && !to || start > end) return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
    return new Response(bytes.slice(start, end + 1), { status: 206, headers: { "content-type": type, "content-range": `bytes ${start}-${end}/${size}` } });
  }
  async function respond(event, path) {
    const { request } = event;
    const answer = request.mode === "navigate" ? await versions.navigate(path, event.resultingClientId) : await versions.resource(path, event.clientId);
    if ("pass" in answer) return fetch(request);
    if ("moved" in answer) return Response.redirect(root + answer.moved.split("/").map(encodeURIComponent).join("/") + new URL(request.url).search, 302);
    if ("failed" in answer) return Response.error();
    if (event.resultingClientId && request.mode !== "navigate") await versions.inherit(event.resultingClientId, event.clientId);
    const { content: { bytes, type }, status } = answer;
    const range = request.headers.get("range");
    return range ? partOf(bytes, type, range) : new Response(bytes, { status, headers: { "content-type": type } });
  }
  var withoutStorage = (request) => request.mode === "navigate" ? fetch(request) : versions.state().then(() => Response.error(), () => fetch(request));
  function pathOf(url) {
    try {
      return url.startsWith(root) ? decodeURIComponent(url.slice(root.length).replace(/[?#].*/s, "")) : null;
    } catch {
      return null;
    }
  }
  worker.addEventListener("fetch", (event) => {
    const path = event.request.method === "GET" ? pathOf(event.request.url) : null;
    if (path !== null) event.respondWith(respond(event, path).catch(() => withoutStorage(event.request)));
  });
  var CALLS = {
    progress: () => versions.progress(),
    check: () => versions.check().then(() => versions.progress()),
    step: () => versions.step(),
    promote: () => versions.promote(),
    collect: () => versions.collect()
  };
  worker.addEventListener("message", (event) => {
    const { call, port } = event.data;
    const done = CALLS[call]().then(
      (result) => port.postMessage({ result }),
      (error) => port.postMessage({ error: error instanceof ChangedError ? "changed" : error?.name === "QuotaExceededError" ? "full" : "network" })
    );
    event.waitUntil(done);
  });
  worker.addEventListener("install", () => worker.skipWaiting());
})();
