// The worker that takes the place of `sw.js` where a guide is not to be kept offline any more, and in previews: removes what its predecessor
// stored, and itself. On this machine, where a stored guide would be served instead of the preview at the same address, the pages are loaded again.

const worker = /** @type {any} */ (globalThis);
const { registration } = worker;

async function remove() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`recto:${registration.scope}:`));
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.clients.claim();
  const pages = await worker.clients.matchAll({ type: 'window' });
  await registration.unregister();
  if (!/^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(worker.location.hostname)) return;
  for (const page of pages) await page.navigate(page.url).catch(() => {});
}

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(remove()));
