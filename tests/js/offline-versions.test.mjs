// The guide kept offline, without a browser: a host that deploys file by file, an HTTP cache, a worker that is ended at any await.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { ChangedError, Versions, find } from '../../themes/default/js/offline-versions.js';

const ROOT = 'https://example.org/guide/';

const bytesOf = (text) => new TextEncoder().encode(text).buffer;
const digest = async (bytes) => createHash('sha256').update(new Uint8Array(bytes)).digest().subarray(0, 12).toString('base64url');

/** A guide's files as the build publishes them, with its list. */
async function site(files) {
  const rows = await Promise.all(Object.keys(files).sort().map(async (path) => [path, await digest(bytesOf(files[path])), Buffer.byteLength(files[path])]));
  const version = await digest(bytesOf(rows.map(([path, hash, bytes]) => `${hash} ${bytes} ${path}\n`).join('')));
  return { version, files: { ...files, 'offline.json': JSON.stringify({ book: 'g', version, files: rows }) } };
}

const page = (root, text) => `<html data-root="${root}" data-book="g"><body>${text}`;

/** Version `n` of a small guide: pages name their assets, some files are in every version the same. */
const guide = (n) =>
  site({
    'index.html': page('', `home ${n} assets/style-${n}.css deck/manifest.js`),
    '404.html': page('/guide/', `nothing ${n}`),
    'a/index.html': page('../', `topic ${n} assets/style-${n}.css`),
    'a/x.html': page('../', `x ${n % 3} assets/style-${n}.css`),
    'a/same.html': page('../', 'same in all'),
    [`a/new-${n}.html`]: page('../', `only in ${n} assets/style-${n}.css`),
    [`assets/style-${n}.css`]: `style ${n}`,
    'deck/manifest.js': `root ${n} deck/a/${n}.js`,
    [`deck/a/${n}.js`]: `part ${n}`,
    'search/manifest.js': `search ${n}`,
  });

/** A host, whose answers a browser caches for ten minutes unless the request says otherwise. */
class Host {
  constructor() {
    this.files = {};
    this.cache = new Map();
    this.now = 0;
    this.down = false;
    this.bytes = 0;
    this.asked = [];
  }

  fetch = async (url, { cache }) => {
    await null;
    const path = decodeURIComponent(url.slice(ROOT.length));
    this.asked.push(path);
    if (this.down) throw new TypeError('no network');
    const known = this.cache.get(path);
    if (cache === 'default' && known && this.now - known.at < 600e3) return known.response.clone();
    const file = Object.hasOwn(this.files, path) ? this.files[path] : Object.hasOwn(this.files, `${path}index.html`) ? this.files[`${path}index.html`] : undefined;
    const type = /\.(js|css|json)$/.test(path) ? 'text/plain' : 'text/html';
    const response = new Response(file ?? this.files['404.html'] ?? 'nothing', { status: file === undefined ? 404 : 200, headers: { 'content-type': type } });
    if (file !== undefined) this.bytes += file.length;
    if (cache !== 'no-store') this.cache.set(path, { at: this.now, response: response.clone() });
    return response;
  };
}

/** What outlives a worker. */
class Storage {
  constructor(host) {
    this.host = host;
    this.metas = new Map();
    this.contents = new Map();
    this.open = new Set();
    /** Steps until the worker is ended; then nothing of it happens any more. */
    this.left = Infinity;
    /** Called then. */
    this.onend = () => {};
  }

  /** @param {{ isOver: boolean }} life of the worker */
  async tick(life) {
    await null;
    if (!life.isOver && --this.left < 0) {
      life.isOver = true;
      this.onend();
    }
    if (life.isOver) await new Promise(() => {});
  }

  /** A worker begins. */
  worker() {
    const { metas, contents, host } = this;
    const life = { isOver: false };
    const tick = () => this.tick(life);
    const later = (work) => async (...given) => {
      await tick();
      return work(...given);
    };
    return new Versions({
      root: ROOT,
      fetch: async (url, options) => (await tick(), host.fetch(url, options)),
      digest,
      meta: {
        get: later((name) => metas.get(name)),
        set: later((name, value) => void metas.set(name, value)),
        delete: later((name) => void metas.delete(name)),
        names: later(() => [...metas.keys()]),
      },
      files: {
        get: later((hash) => contents.get(hash)),
        put: later((hash, content) => void contents.set(hash, content)),
        delete: later((hash) => void contents.delete(hash)),
        hashes: later(() => [...contents.keys()]),
      },
      clients: later(() => [...this.open]),
      now: () => host.now,
    });
  }
}

async function keep(versions) {
  await versions.check();
  for (let i = 0; i < 1000; i++) {
    const state = await versions.step();
    if (!state.next || state.ready) return state;
  }
  throw new Error('it does not end');
}

const textOf = (answer) => ('content' in answer ? Buffer.from(answer.content.bytes).toString() : JSON.stringify(answer));

async function kept(n = 1) {
  const host = new Host();
  const storage = new Storage(host);
  const versions = storage.worker();
  host.files = (await guide(n)).files;
  await keep(versions);
  return { host, storage, versions };
}

test('nothing is answered before the whole guide is kept, everything after it without a network', async () => {
  const host = new Host();
  const storage = new Storage(host);
  const versions = storage.worker();
  host.files = (await guide(1)).files;
  assert.deepEqual(await versions.navigate('index.html', 'p0'), { pass: true });
  assert.equal((await versions.check()).current, '');
  assert.deepEqual(await versions.navigate('index.html', 'p0'), { pass: true });
  const state = await keep(versions);
  assert.deepEqual([state.missing, state.ready, state.next], [0, false, '']);
  host.down = true;
  for (const [path, text] of Object.entries(host.files).filter(([path]) => path !== 'offline.json')) {
    if (path.endsWith('.html')) assert.equal(textOf(await versions.navigate(path, 'p1')), text, path);
    else assert.equal(textOf(await versions.resource(path, 'p1')), text, path);
  }
  assert.equal(textOf(await versions.navigate('', 'p2')), host.files['index.html']);
  assert.equal(textOf(await versions.navigate('a/', 'p2')), host.files['a/index.html']);
  assert.equal(textOf(await versions.navigate('a/x', 'p2')), host.files['a/x.html'], 'hosts leave the ending away');
  assert.deepEqual(await versions.navigate('a', 'p2'), { moved: 'a/' });
  const nothing = await versions.navigate('nowhere.html', 'p2');
  assert.equal(nothing.status, 404);
  assert.match(textOf(nothing), /nothing 1/);
});

test('a new version is fetched by what changed, and shown when it is asked for or nobody reads', async () => {
  const { host, storage, versions } = await kept();
  storage.open.add('reader');
  await versions.navigate('index.html', 'reader');
  host.files = (await guide(2)).files;
  host.asked = [];
  const state = await keep(versions);
  assert.equal(state.ready, true);
  assert.ok(!host.asked.includes('a/same.html') && host.asked.includes('deck/manifest.js'), `${host.asked}`);
  storage.open.add('second');
  assert.match(textOf(await versions.navigate('index.html', 'second')), /home 1/, 'not forced while a page is open');
  await versions.promote();
  assert.match(textOf(await versions.navigate('index.html', 'third')), /home 2/);
  assert.equal(textOf(await versions.resource('deck/manifest.js', 'reader')), 'root 1 deck/a/1.js', 'an open page goes on with its own');
  assert.equal(textOf(await versions.resource('deck/a/1.js', 'reader')), 'part 1');
  assert.equal(textOf(await versions.resource('deck/manifest.js', 'third')), 'root 2 deck/a/2.js');
  host.files = (await guide(3)).files;
  await keep(versions);
  storage.open.clear();
  assert.match(textOf(await versions.navigate('', 'fourth')), /home 3/, 'nobody is disturbed by it');
});

test('what no page needs is removed, what an open one needs is not', async () => {
  const { host, storage, versions } = await kept();
  storage.open.add('reader');
  await versions.navigate('index.html', 'reader');
  host.files = (await guide(2)).files;
  await keep(versions);
  await versions.promote();
  host.now += 48 * 3600e3;
  await versions.collect();
  host.down = true;
  assert.equal(textOf(await versions.resource('deck/a/1.js', 'reader')), 'part 1');
  storage.open.clear();
  await versions.collect();
  assert.deepEqual([...storage.metas.keys()].filter((name) => name.startsWith('list/')).length, 1);
  const hashes = new Set(JSON.parse(host.files['offline.json']).files.map(([, hash]) => hash));
  assert.deepEqual(new Set(storage.contents.keys()), hashes);
  assert.deepEqual(await versions.resource('deck/a/1.js', 'reader'), { pass: true }, 'its page is gone for two days');
});

test('a file that was evicted comes from the network only as its version has it', async () => {
  const { host, storage, versions } = await kept();
  await versions.navigate('index.html', 'reader');
  storage.contents.clear();
  assert.equal(textOf(await versions.resource('deck/manifest.js', 'reader')), 'root 1 deck/a/1.js');
  storage.contents.clear();
  host.files = (await guide(2)).files;
  assert.deepEqual(await versions.resource('deck/manifest.js', 'reader'), { failed: true });
  assert.deepEqual(await versions.resource('a/same.html', 'reader').then((answer) => 'content' in answer), true);
});

test('a page that is newer than what is kept is shown whole, or not at all', async () => {
  const { host, versions } = await kept();
  host.files = (await guide(2)).files;
  assert.match(textOf(await versions.navigate('a/new-2.html', 'p')), /only in 2/);
  assert.equal(textOf(await versions.resource('assets/style-2.css', 'p')), 'style 2');
  assert.equal(textOf(await versions.resource('deck/manifest.js', 'p')), 'root 2 deck/a/2.js');
  assert.match(textOf(await versions.navigate('index.html', 'q')), /home 1/);
  // A deploy that ended half-way: the page is there, its list is not.
  host.files = { ...(await guide(2)).files, 'a/new-3.html': (await guide(3)).files['a/new-3.html'] };
  assert.match(textOf(await versions.navigate('a/new-3.html', 'r')), /nothing 1/);
});

test('other sites below the guide, and files to download, are left to the network', async () => {
  const { host, versions } = await kept();
  host.files = { ...host.files, 'other/index.html': '<html data-root="" data-book="g">another copy', 'guide.zip': 'PK' };
  for (const path of ['other/', 'guide.zip']) assert.deepEqual(await versions.navigate(path, 'p'), { pass: true }, path);
  assert.deepEqual(await versions.resource('other/x.js', 'p'), { pass: true });
});

test('a list that is cut off, forged or a page is not a list; a host that changes files is told', async () => {
  const { host, storage, versions } = await kept();
  const { files } = await guide(2);
  const list = JSON.parse(files['offline.json']);
  for (const broken of ['', '<html>', files['offline.json'].slice(0, 300), JSON.stringify({ ...list, files: list.files.slice(1) }), '{"version":"x"}', 'null']) {
    host.files = { ...files, 'offline.json': broken };
    await assert.rejects(versions.check(), ChangedError, broken);
  }
  host.files = { ...files, 'index.html': `${files['index.html']}<!-- minified -->` };
  await versions.check();
  await assert.rejects(keep(versions), ChangedError);
  assert.equal((await storage.worker().state()).ready, false);
  assert.match(textOf(await versions.navigate('index.html', 'p')), /home 1/);
});

test('killed at any step and begun again, a download is complete and fetches nothing twice', async () => {
  for (let steps = 1; steps < 120; steps += 3) {
    const host = new Host();
    const storage = new Storage(host);
    host.files = (await guide(1)).files;
    storage.left = steps;
    const ended = new Promise((resolve) => (storage.onend = () => resolve(undefined)));
    await Promise.race([keep(storage.worker()), ended]);
    const before = storage.contents.size;
    storage.left = Infinity;
    host.asked = [];
    const state = await keep(storage.worker());
    assert.deepEqual([state.missing, state.next], [0, ''], `${steps}`);
    assert.ok(host.asked.filter((path) => path !== 'offline.json').length <= state.files - before, `${steps}: ${host.asked}`);
  }
});

test('where hosts look for a path', () => {
  const list = { book: '', version: '', files: new Map(['index.html', 'a.html', 'b/index.html', 'c'].map((path) => [path, { hash: '', bytes: 0 }])) };
  assert.deepEqual(['', 'a', 'a.html', 'b', 'b/', 'c', 'd', 'a/'].map((path) => find(list, path)), [
    { file: 'index.html' }, { file: 'a.html' }, { file: 'a.html' }, { moved: 'b/' }, { file: 'b/index.html' }, { file: 'c' }, null, null,
  ]);
});

/** A reader's browser over some deploys, in a random order of events. Returns what each page got. */
async function life(seed, sites) {
  let state = seed * 2654435761;
  const chance = (n) => ((state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0) >>> 8) % n;
  const host = new Host();
  const storage = new Storage(host);
  let versions = storage.worker();
  /** Files still to be written by the deploy that is under way, `null` to remove. */
  let writing = [];
  let deployed = 0;
  const deploy = (n, isBroken) => {
    deployed = n;
    const { files } = sites[n];
    const all = [...Object.entries(files), ...Object.keys(host.files).filter((path) => !(path in files)).map((path) => [path, null])];
    for (let i = all.length - 1; i > 0; i--) {
      const other = chance(i + 1);
      [all[i], all[other]] = [all[other], all[i]];
    }
    writing = all.slice(0, isBroken ? 1 + chance(all.length) : all.length);
  };
  const write = () => {
    const [path, text] = writing.shift() ?? [];
    if (path === undefined) return;
    if (text === null) delete host.files[path];
    else host.files[path] = text;
  };
  deploy(0, false);
  while (writing.length) write();
  await keep(versions);
  /** @type {Map<string, { path: string, text: string }[]>} */
  const pages = new Map();
  let next = 0;
  const done = [];
  const shown = { pages: 0, newer: 0 };
  const OPEN = ['index.html', '', 'a/', 'a/x.html', 'a/same.html', 'nowhere.html'];
  const ask = async (id) => {
    const got = pages.get(id);
    const names = got.flatMap(({ text }) => text.match(/\b(assets|deck)\/[\w/.-]+/g) ?? []);
    const path = [...names, 'search/manifest.js', 'deck/manifest.js'][chance(names.length + 2)];
    const answer = await versions.resource(path, id);
    if ('pass' in answer) got.push({ path, text: host.files[path] ?? '' });
    else if ('content' in answer) got.push({ path, text: textOf(answer) });
  };
  const openPage = async () => {
    const id = `page-${next++}`;
    const path = chance(4) ? OPEN[chance(OPEN.length)] : `a/new-${chance(sites.length)}.html`;
    const answer = await versions.navigate(path, id);
    if ('content' in answer) {
      shown.pages++;
      pages.set(id, [{ path: answer.status === 404 ? '404.html' : path === '' || path.endsWith('/') ? `${path}index.html` : path, text: textOf(answer) }]);
      storage.open.add(id);
    }
    // A page of the guide is never left to the network once it is kept.
    assert.ok(!('pass' in answer), `${path}: ${JSON.stringify(answer)}`);
  };
  for (let i = 0; i < 240; i++) {
    const open = [...storage.open];
    const event = chance(12);
    const run = (work) => done.push(work.catch(() => {}));
    if (event < 2) for (let n = chance(8); n >= 0; n--) write();
    else if (event === 2 && writing.length === 0) deploy((deployed + 1) % sites.length, chance(3) === 0);
    else if (event === 3) run(openPage());
    else if (event === 4 && open.length) storage.open.delete(open[chance(open.length)]);
    else if (event === 5) run(versions.check());
    else if (event === 6) run(versions.step());
    else if (event === 7) run(versions.promote());
    else if (event === 8 && chance(3) === 0) run(versions.collect());
    else if (event === 9 && chance(4) === 0) versions = storage.worker();
    else if (event === 10 && chance(5) === 0) host.down = !host.down;
    else if (open.length) run(ask(open[chance(open.length)]));
    host.now += chance(2) ? 0 : chance(400) * 1000;
    for (let n = chance(60); n > 0; n--) await null;
  }
  host.down = false;
  await Promise.all(done);
  return { pages, shown };
}

test('200 random interleavings of deploys, broken ones among them, and reading: no page is ever mixed', async () => {
  const sites = await Promise.all([0, 1, 2, 3, 4].map(guide));
  let seen = 0;
  const versionsSeen = new Set();
  for (let seed = 1; seed <= 200; seed++) {
    const { pages } = await life(seed, sites);
    for (const [id, files] of pages) {
      const fits = sites.filter((site) => files.every(({ path, text }) => site.files[path] === text));
      assert.ok(fits.length > 0, `seed ${seed}, ${id}: ${JSON.stringify(files)}`);
      if (files.length > 2) versionsSeen.add(fits[0].version);
      seen += files.length;
    }
  }
  console.log(`${seen} files of pages compared, of ${versionsSeen.size} versions`);
  assert.ok(seen > 2000 && versionsSeen.size === sites.length, `${seen} ${versionsSeen.size}`);
});
