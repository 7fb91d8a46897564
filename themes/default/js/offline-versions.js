// Which version of the guide a page sees, and where the bytes of its files come from. The service worker asks; no browser is needed here.
//
// A *version* is a list of files with the hashes of their bytes (offline.json: src/offline.rs), named by the hash of that list. Bytes are kept
// under their hash, so that versions share what is equal in both. A page is given to the version that its navigation was answered from, and
// every file that it asks for later is looked up in that version's list: what is not kept is fetched past all caches, and given only if its hash
// is the list's. So whatever a host serves in the middle of a deploy, a page and its files are of one version, or the request fails.
//
// In: an environment (js/entries/sw.js has the browser's). Out: answers. Everything that must outlive a worker is in `env.meta`.

/** As it is published. @typedef {{ book: string, version: string, files: [path: string, hash: string, bytes: number][] }} Published */
/** @typedef {{ book: string, version: string, files: Map<string, { hash: string, bytes: number }> }} List */
/** @typedef {{ format: 1, current: string, next: string, ready: boolean }} State versions, empty for none; whether `next` is kept as a whole */
/** @typedef {{ bytes: ArrayBuffer, type: string }} Content */
/** @typedef {{ pass: true } | { moved: string } | { content: Content, status: number } | { failed: true }} Answer `pass` to leave it to the network */

/**
 * @typedef {object} Env
 * @property {string} root the address of the guide's folder, with a slash at its end
 * @property {(url: string, options: { cache: RequestCache }) => Promise<Response>} fetch
 * @property {(bytes: ArrayBuffer) => Promise<string>} digest SHA-256 as the list writes it
 * @property {{ get(name: string): Promise<any>, set(name: string, value: unknown): Promise<void>, delete(name: string): Promise<void>, names(): Promise<string[]> }} meta
 * @property {{ get(hash: string): Promise<Content | undefined>, put(hash: string, content: Content): Promise<void>, delete(hash: string): Promise<void>, hashes(): Promise<string[]> }} files
 * @property {() => Promise<string[]>} clients the ids of the guide's open pages
 * @property {() => number} now milliseconds
 */

const LIST = 'offline.json';
/** Files, and bytes, that one step downloads: short enough for a worker that may be ended at any time. */
const MAX_STEP = { files: 40, bytes: 1 << 20, atOnce: 6 };
/** A page that is not open may be in the browser's memory still, or come back from the history. Milliseconds. */
const KEEP_OLD_VERSION_MS = 24 * 3600e3;

/** The host serves other bytes than its list says: a deploy is under way, or it changes files. */
export class ChangedError extends Error {}

/** The version that a list must have: the hash of one line a file. @param {Published} list @param {Env} env */
async function versionOf({ files }, env) {
  const lines = files.map(([path, hash, bytes]) => `${hash} ${bytes} ${path}\n`).join('');
  return env.digest(/** @type {ArrayBuffer} */ (new TextEncoder().encode(lines).buffer));
}

/** The address of a file. @param {string} root @param {string} path */
const address = (root, path) => root + path.split('/').map(encodeURIComponent).join('/');

/** The file that hosts of static sites choose for a path; `moved` where they would redirect to a folder. @param {List} list @param {string} path */
export function find(list, path) {
  const has = (/** @type {string} */ name) => list.files.has(name);
  if (path === '' || path.endsWith('/')) return has(`${path}index.html`) ? { file: `${path}index.html` } : null;
  if (has(path)) return { file: path };
  if (has(`${path}.html`)) return { file: `${path}.html` };
  return has(`${path}/index.html`) ? { moved: `${path}/` } : null;
}

/** Whether a page is of this guide, in a version whose list is not there yet. @param {string} html @param {string} guideId @param {string} path */
function isOwn(html, guideId, path) {
  const head = html.slice(0, 2000);
  return head.includes(`data-book="${guideId}"`) && head.includes(`data-root="${'../'.repeat(path.split('/').length - 1)}"`);
}

/** The versions of the guide that are kept. */
export class Versions {
  /** @param {Env} env */
  constructor(env) {
    this.env = env;
    /** @type {Map<string, List>} */
    this.lists = new Map();
    /** What is kept, once it has been looked up. @type {Set<string> | null} */
    this.kept = null;
    /** Changes of the state follow one another. @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /** @returns {Promise<State>} */
  async state() {
    const state = await this.env.meta.get('state');
    return state?.format === 1 ? state : { format: 1, current: '', next: '', ready: false };
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  inTurn(work) {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }

  /** @param {string} version @returns {Promise<List | undefined>} */
  async list(version) {
    const known = this.lists.get(version);
    if (known || !version) return known;
    /** @type {Published | undefined} */
    const published = await this.env.meta.get(`list/${version}`);
    if (!published) return undefined;
    const list = { ...published, files: new Map(published.files.map(([path, hash, bytes]) => [path, { hash, bytes }])) };
    this.lists.set(version, list);
    return list;
  }

  /** Asks the host which version it has now. Rejects where there is no network or no true list. @returns {Promise<State>} */
  async check() {
    const response = await this.env.fetch(this.env.root + LIST, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${LIST}: ${response.status}`);
    /** @type {Published} */
    const list = await response.json().catch(() => null);
    if (!Array.isArray(list?.files) || (await versionOf(list, this.env)) !== list.version) throw new ChangedError(LIST);
    return this.inTurn(async () => {
      const state = await this.state();
      const next = list.version === state.current ? '' : list.version;
      if (next === state.next) return state;
      if (next) await this.env.meta.set(`list/${next}`, list);
      const changed = { ...state, next, ready: false };
      await this.env.meta.set('state', changed);
      return changed;
    });
  }

  /** How much of a version is kept. */
  async progress() {
    const state = await this.state();
    const list = await this.list(state.next || state.current);
    const kept = (this.kept ??= new Set(await this.env.files.hashes()));
    const sizes = new Map([...(list?.files.values() ?? [])].map(({ hash, bytes }) => [hash, bytes]));
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
    const kept = (this.kept ??= new Set(await this.env.files.hashes()));
    /** @type {[path: string, hash: string][]} */
    const batch = [];
    const seen = new Set();
    let bytes = 0;
    for (const [path, file] of list.files) {
      if (kept.has(file.hash) || seen.has(file.hash)) continue;
      batch.push([path, file.hash]);
      seen.add(file.hash);
      if ((bytes += file.bytes) >= MAX_STEP.bytes || batch.length >= MAX_STEP.files) break;
    }
    if (batch.length === 0) {
      await this.finish(version);
      return this.progress();
    }
    const queue = [...batch];
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.download(...next);
    };
    const results = await Promise.allSettled(Array.from({ length: MAX_STEP.atOnce }, worker));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return this.progress();
  }

  /** @param {string} version */
  finish(version) {
    return this.inTurn(async () => {
      const state = await this.state();
      if (state.next !== version) return;
      await this.env.meta.set('state', state.current ? { ...state, ready: true } : { ...state, current: version, next: '', ready: false });
    });
  }

  /** Fetches a file past all caches and keeps it. Rejects where it is not what the list says. @param {string} path @param {string} hash @returns {Promise<Content>} */
  async download(path, hash) {
    const response = await this.env.fetch(address(this.env.root, path), { cache: 'reload' });
    // 404.html is a page like any other here, though a host may serve it with its status.
    if (!response.ok && path !== '404.html') throw new ChangedError(`${path}: ${response.status}`);
    const content = { bytes: await response.arrayBuffer(), type: response.headers.get('content-type') ?? '' };
    if ((await this.env.digest(content.bytes)) !== hash) throw new ChangedError(path);
    await this.env.files.put(hash, content);
    this.kept?.add(hash);
    return content;
  }

  /** Makes the version that is ready the one that pages opened from now on see. Open pages stay with theirs. */
  promote() {
    return this.inTurn(async () => {
      const state = await this.state();
      if (!state.ready || !state.next) return state;
      const changed = { ...state, current: state.next, next: '', ready: false };
      await this.env.meta.set('state', changed);
      return changed;
    });
  }

  /** Answers the request for a page. @param {string} path decoded, below the root @param {string} client the id that the new page will have @returns {Promise<Answer>} */
  async navigate(path, client) {
    let state = await this.state();
    if (!state.current) return { pass: true };
    // No page is open: a new version needs no confirmation.
    if (state.ready && (await this.env.clients()).length === 0) state = await this.promote();
    const current = await this.list(state.current);
    if (!current) return { pass: true };
    const found = find(current, path);
    if (found?.moved) return { moved: found.moved };
    if (found?.file) return this.page(current, found.file, client);
    return (await this.newer(path, client)) ?? this.elsewhere(current, path, client);
  }

  /** A page of the version that the host has now, where that is a newer one that has the page. @param {string} path @param {string} client @returns {Promise<Answer | null>} */
  async newer(path, client) {
    const state = await this.check().catch(() => null);
    const list = state?.next ? await this.list(state.next) : null;
    const found = list && find(list, path);
    if (found?.moved) return { moved: found.moved };
    if (!list || !found?.file) return null;
    const answer = await this.page(list, found.file, client);
    return 'content' in answer ? answer : null;
  }

  /** What is in no list: another site below this one, a file to download; else the page that says that there is nothing. @param {List} current @param {string} path @param {string} client @returns {Promise<Answer>} */
  async elsewhere(current, path, client) {
    const response = await this.env.fetch(address(this.env.root, path), { cache: 'no-cache' }).catch(() => null);
    const isPage = response?.headers.get('content-type')?.includes('text/html');
    if (response?.ok && !(isPage && isOwn(await response.text(), current.book, path))) {
      await this.assign(client, 'network');
      return { pass: true };
    }
    const nothing = await this.page(current, '404.html', client);
    return 'content' in nothing ? { ...nothing, status: 404 } : nothing;
  }

  /** @param {List} list @param {string} file @param {string} client @returns {Promise<Answer>} */
  async page(list, file, client) {
    const answer = await this.content(list, file);
    // Before the page can ask for anything.
    if ('content' in answer) await this.assign(client, list.version);
    return answer;
  }

  /** Answers what a page asks for. @param {string} path @param {string} client @returns {Promise<Answer>} */
  async resource(path, client) {
    const version = (await this.env.meta.get(`client/${client}`))?.version;
    // A page that came from the network goes on with it.
    if (!version || version === 'network') return { pass: true };
    const list = await this.list(version);
    if (!list) return { failed: true };
    // Whatever a list does not have, no page of its version needs.
    return list.files.has(path) ? this.content(list, path) : { pass: true };
  }

  /** @param {List} list @param {string} file @returns {Promise<Answer>} */
  async content(list, file) {
    const hash = list.files.get(file)?.hash;
    if (!hash) return { failed: true };
    const content = (await this.env.files.get(hash)) ?? (await this.download(file, hash).catch(() => null));
    return content ? { content, status: 200 } : { failed: true };
  }

  /** @param {string} client @param {string} version */
  async assign(client, version) {
    if (client) await this.env.meta.set(`client/${client}`, { version, at: this.env.now() });
  }

  /** A worker that a page starts sees the page's version. @param {string} worker @param {string} client */
  async inherit(worker, client) {
    const known = await this.env.meta.get(`client/${client}`);
    if (known) await this.assign(worker, known.version);
  }

  /** Removes what no page and no version needs any more. */
  collect() {
    return this.inTurn(async () => {
      const { env } = this;
      const state = await this.state();
      const open = new Set(await env.clients());
      const used = new Set([state.current, state.next]);
      const names = await env.meta.names();
      for (const name of names.filter((name) => name.startsWith('client/'))) {
        const { version, at } = (await env.meta.get(name)) ?? {};
        if (open.has(name.slice('client/'.length)) || env.now() - at < KEEP_OLD_VERSION_MS) used.add(version);
        else await env.meta.delete(name);
      }
      const hashes = new Set();
      for (const name of names.filter((name) => name.startsWith('list/'))) {
        const version = name.slice('list/'.length);
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
}
