"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var addWords = /* @__PURE__ */ shared("$base.addWords");
  var announce = /* @__PURE__ */ shared("$base.announce");
  var book = /* @__PURE__ */ shared("$base.book");
  var element = /* @__PURE__ */ shared("$base.element");
  var number = /* @__PURE__ */ shared("$base.number");
  var register = /* @__PURE__ */ shared("$base.register");
  var settings = /* @__PURE__ */ shared("$base.settings");
  var text = /* @__PURE__ */ shared("$base.text");
  var url = /* @__PURE__ */ shared("$base.url");

  // offline.js
  var CHECK_EVERY = 6e5;
  var AGAIN = [2e3, 8e3];
  var READY = 2e4;
  var isPossible = () => isSecureContext && /^https?:$/.test(location.protocol) && "serviceWorker" in navigator;
  var scope = () => new URL(url("") || "./", location.href).href;
  var byId = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  async function registered() {
    const registration = await navigator.serviceWorker.getRegistration(scope());
    return registration?.scope === scope() && registration.active ? registration : null;
  }
  async function register2() {
    const registration = await navigator.serviceWorker.register(url("sw.js"), { scope: scope(), updateViaCache: "none" });
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    if (!worker) throw new Error("no worker");
    await new Promise((resolve, reject) => {
      const look = () => worker.state === "activated" ? resolve(void 0) : worker.state === "redundant" && reject(new Error("no worker"));
      worker.addEventListener("statechange", look);
      setTimeout(reject, READY, new Error("no worker"));
      look();
    });
    return registration;
  }
  var ask = (registration, call) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: { result, error } }) => {
      port1.close();
      if (error) reject(new Error(error));
      else resolve(result);
    };
    registration.active?.postMessage({ call, port: port2 }, [port2]);
  });
  var pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var listeners = /* @__PURE__ */ new Set();
  var loading = null;
  var download = (registration) => loading ??= navigator.locks.request(`recto:${book}:offline`, async () => {
    let state = await ask(registration, "progress");
    for (let tries = 0; state.next && !state.ready; ) {
      try {
        state = await ask(registration, "step");
        for (const listener of listeners) listener(state);
      } catch (error) {
        if (!(error instanceof Error) || error.message !== "changed" || tries === AGAIN.length) throw error;
        await pause(AGAIN[tries++]);
        state = await ask(registration, "check").catch(() => state);
      }
    }
    return state;
  }).finally(() => loading = null);
  var size = (bytes) => number(bytes / 1e6, { style: "unit", unit: "megabyte", maximumFractionDigits: bytes < 1e7 ? 1 : 0 });
  var isQuiet = () => !/page-(study|interview)/.test(document.body.className);
  function offer(registration) {
    if (!isQuiet() || document.querySelector(".offer")) return;
    const show2 = async () => {
      await ask(registration, "promote");
      location.reload();
    };
    const box = element(
      "div",
      { class: "offer sheet" },
      element("p", {}, text("offline.ready")),
      element(
        "p",
        { class: "actions" },
        element("button", { class: "button primary", type: "button", click: show2 }, text("offline.show")),
        element("button", { class: "button", type: "button", click: () => box.remove() }, text("offline.later"))
      )
    );
    document.body.append(box);
    announce(text("offline.ready"));
  }
  async function follow() {
    const registration = isPossible() ? await registered() : null;
    if (!registration) return void settings.set("offline", null);
    let state = await ask(registration, "progress");
    const { checked = 0 } = settings.get("offline", {}) ?? {};
    if (!state.next && Date.now() - checked > CHECK_EVERY) {
      state = await ask(registration, "check");
      settings.set("offline", { checked: Date.now() });
    }
    state = await download(registration);
    if (state.ready) offer(registration);
    await ask(registration, "collect");
  }
  function problem(error) {
    const name = error instanceof Error && ["changed", "full", "network"].includes(error.message) ? error.message : "refused";
    const words = text(`offline.problem_${name}`);
    byId("offline-problem").textContent = words;
    announce(words, true);
    byId("offline-busy").hidden = true;
  }
  function showShare({ total, missing }) {
    const share = total ? (total - missing) / total : 1;
    byId("offline-busy").hidden = share >= 1;
    byId("offline-bar").value = share;
    byId("offline-share").textContent = text("offline.share", { done: size(total - missing), total: size(total) });
  }
  function showState(what, state) {
    const shown = { keep: what === "none", download: what === "asked" || what === "part", cancel: what === "asked", check: what === "kept", remove: what === "part" || what === "kept" };
    for (const [name, isShown] of Object.entries(shown)) byId(`offline-${name}`).hidden = !isShown;
    byId("offline-state").textContent = what === "none" || !state ? "" : text(`offline.${what}`, { size: size(what === "part" ? state.missing : state.total) });
  }
  async function complete(registration) {
    settings.set("offline", { checked: Date.now() });
    const state = await download(registration);
    byId("offline-busy").hidden = true;
    showState("kept", state);
    announce(text("offline.kept", { size: size(state.total) }));
    if (state.ready) offer(registration);
    await ask(registration, "collect");
  }
  async function remove() {
    settings.set("offline", null);
    await (await registered())?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`recto:${scope()}:`)) await caches.delete(name);
    showState("none");
  }
  function showInstalling() {
    const byHand = (
      /** @type {any} */
      navigator.standalone
    );
    if (byHand !== void 0) {
      byId("offline-install-note").textContent = text(byHand ? "offline.installed" : "offline.install_by_hand");
      byId("offline-export").hidden = byHand;
      byId("offline-export").addEventListener("click", () => byId("backup-export").click());
    }
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      const button = byId("offline-install");
      button.hidden = false;
      button.onclick = () => (
        /** @type {any} */
        (event.prompt(), button.hidden = true)
      );
    });
  }
  async function show() {
    if (!isPossible()) {
      byId("offline-state").textContent = text(location.protocol === "file:" ? "offline.from_disk" : "offline.impossible");
      return;
    }
    showInstalling();
    const guarded = (work) => () => {
      byId("offline-problem").textContent = "";
      work().catch((error) => (console.warn(error), problem(error)));
    };
    listeners.add(showShare);
    byId("offline-keep").addEventListener("click", guarded(async () => showState("asked", await ask(await register2(), "check"))));
    byId("offline-download").addEventListener("click", guarded(async () => {
      await navigator.storage?.persist?.();
      await complete(
        /** @type {ServiceWorkerRegistration} */
        await registered()
      );
    }));
    byId("offline-cancel").addEventListener("click", guarded(remove));
    byId("offline-remove").addEventListener("click", guarded(remove));
    byId("offline-check").addEventListener("click", guarded(async () => {
      const registration2 = await register2();
      const { next } = await ask(registration2, "check");
      if (next) return complete(registration2);
      byId("offline-state").textContent = text("offline.newest");
      announce(text("offline.newest"));
    }));
    const registration = await registered();
    const state = registration && await ask(registration, "progress");
    showState(!state || !(state.current || state.next) ? "none" : state.current ? "kept" : "part", state ?? void 0);
  }

  // entries/offline.js
  addWords({ offline: "words:offline" });
  register("offline", { follow, show });
})();
