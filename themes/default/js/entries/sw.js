// The service worker of a published guide, `sw.js`: answers from what "Keep this guide offline" has stored (js/offline-versions.js), and stores
// it, a step at a time, as the pages ask it to (js/offline.js). Without that it is never installed.
//
// In: fetches, and messages `{ call, port }`. Out: responses, and on the port `{ result }` or `{ error }`.
//
// The caches `recto:ADDRESS:files` and `recto:ADDRESS:meta` are the guide's own: guides on one origin do not meet.

import { ChangedError, Versions } from '../offline-versions.js';

const worker = /** @type {any} */ (globalThis);
/** @type {string} */
const root = worker.registration.scope;
const KEY = `${root}_offline/`;

/** @param {string} name */
const open = (name) => caches.open(`recto:${root}:${name}`);

/** @param {string} name @returns {Promise<string[]>} */
const keysOf = async (name) => (await (await open(name)).keys()).map(({ url }) => decodeURIComponent(url.slice(KEY.length)));

/** @param {string} name */
const key = (name) => KEY + encodeURIComponent(name);

/** Sixteen characters of Base64 for 96 bits. @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 12);
  return btoa(String.fromCharCode(...hash)).replace(/\+/g, '-').replace(/\//g, '_');
}

const versions = new Versions({
  root,
  fetch: (url, options) => fetch(url, { ...options, credentials: 'same-origin' }),
  digest,
  meta: {
    get: async (name) => (await (await open('meta')).match(key(name)))?.json(),
    set: async (name, value) => (await open('meta')).put(key(name), new Response(JSON.stringify(value))),
    delete: async (name) => void (await (await open('meta')).delete(key(name))),
    names: () => keysOf('meta'),
  },
  files: {
    async get(hash) {
      const kept = await (await open('files')).match(key(hash));
      return kept && { bytes: await kept.arrayBuffer(), type: kept.headers.get('content-type') ?? '' };
    },
    put: async (hash, { bytes, type }) => (await open('files')).put(key(hash), new Response(bytes, { headers: { 'content-type': type } })),
    delete: async (hash) => void (await (await open('files')).delete(key(hash))),
    hashes: () => keysOf('files'),
  },
  async clients() {
    const pages = await worker.clients.matchAll({ includeUncontrolled: true, type: 'all' });
    return pages.filter((/** @type {{ url: string }} */ page) => page.url.startsWith(root)).map((/** @type {{ id: string }} */ page) => page.id);
  },
  now: () => Date.now(),
});

/** What a browser that plays a film asks for: a range of its bytes. @param {ArrayBuffer} bytes @param {string} type @param {string} range */
function partOf(bytes, type, range) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const size = bytes.byteLength;
  const start = from ? Number(from) : Math.max(0, size - Number(to));
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
  if ((!from && !to) || start > end) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } });
  return new Response(bytes.slice(start, end + 1), { status: 206, headers: { 'content-type': type, 'content-range': `bytes ${start}-${end}/${size}` } });
}

/** @param {any} event @param {string} path */
async function respond(event, path) {
  const { request } = event;
  const answer = request.mode === 'navigate' ? await versions.navigate(path, event.resultingClientId) : await versions.resource(path, event.clientId);
  if ('pass' in answer) return fetch(request);
  if ('moved' in answer) return Response.redirect(root + answer.moved.split('/').map(encodeURIComponent).join('/') + new URL(request.url).search, 302);
  if ('failed' in answer) return Response.error();
  if (event.resultingClientId && request.mode !== 'navigate') await versions.inherit(event.resultingClientId, event.clientId);
  const { content: { bytes, type }, status } = answer;
  const range = request.headers.get('range');
  return range ? partOf(bytes, type, range) : new Response(bytes, { status, headers: { 'content-type': type } });
}

/** Where the storage fails as a whole, the guide is read as if nothing were kept. A page of a kept version gets no file from the network. @param {Request} request */
const withoutStorage = (request) =>
  request.mode === 'navigate' ? fetch(request) : versions.state().then(() => Response.error(), () => fetch(request));

/** @param {string} url @returns {string | null} decoded, below the root; `null` where it is not of this guide */
function pathOf(url) {
  try {
    return url.startsWith(root) ? decodeURIComponent(url.slice(root.length).replace(/[?#].*/s, '')) : null;
  } catch {
    return null;
  }
}

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const path = event.request.method === 'GET' ? pathOf(event.request.url) : null;
  if (path !== null) event.respondWith(respond(event, path).catch(() => withoutStorage(event.request)));
});

/** What pages may ask for. @type {Record<string, () => Promise<unknown>>} */
const CALLS = {
  progress: () => versions.progress(),
  check: () => versions.check().then(() => versions.progress()),
  step: () => versions.step(),
  promote: () => versions.promote(),
  collect: () => versions.collect(),
};

worker.addEventListener('message', (/** @type {any} */ event) => {
  const { call, port } = event.data;
  const done = CALLS[call]().then(
    (result) => port.postMessage({ result }),
    (error) => port.postMessage({ error: error instanceof ChangedError ? 'changed' : error?.name === 'QuotaExceededError' ? 'full' : 'network' }),
  );
  event.waitUntil(done);
});

// What is stored is read by every later worker, so that none has to wait until the pages of its predecessor are closed.
worker.addEventListener('install', () => worker.skipWaiting());
