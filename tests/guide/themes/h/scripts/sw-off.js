"use strict";
(() => {
  // entries/sw-off.js
  var worker = (
    /** @type {any} */
    globalThis
  );
  var { registration } = worker;
  async function remove() {
    const names = (await caches.keys()).filter((name) => name.startsWith(`recto:${registration.scope}:`));
    await Promise.all(names.map((name) => caches.delete(name)));
    await worker.clients.claim();
    const pages = await worker.clients.matchAll({ type: "window" });
    await registration.unregister();
    if (!/^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(worker.location.hostname)) return;
    for (const page of pages) await page.navigate(page.url).catch(() => {
    });
  }
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(remove()));
})();
