"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/registry.js
  var register = /* @__PURE__ */ shared("$registry.register");

  // shared:/work/wt/h13/themes/default/js/base.js
  var element = /* @__PURE__ */ shared("$base.element");
  var load = /* @__PURE__ */ shared("$base.load");
  var url = /* @__PURE__ */ shared("$base.url");

  // preview.js
  var REST = 350;
  var GRACE = 250;
  function hash(text) {
    let h = 2166136261;
    for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 16777619);
    return h >>> 0;
  }
  var folders = /* @__PURE__ */ new Map();
  function keep(folder, parts, pages) {
    const known = folders.get(folder) ?? { parts, pages: /* @__PURE__ */ Object.create(null) };
    Object.assign(known.pages, pages);
    folders.set(folder, known);
  }
  function locate(href, base) {
    const path = href.split(/[?#]/)[0];
    if (!path.startsWith(base) || !path.endsWith(".html")) return null;
    const parts = path.slice(base.length, -".html".length).split("/");
    try {
      return { folder: parts.slice(0, -1).map(decodeURIComponent).join("/"), name: decodeURIComponent(parts[parts.length - 1]) };
    } catch {
      return null;
    }
  }
  async function find({ folder, name }) {
    const path = (part) => `assets/previews/${folder ? `${folder.split("/").map(encodeURIComponent).join("/")}/` : ""}${part}.js`;
    try {
      if (!folders.has(folder)) await load(path(0));
      const known = folders.get(folder);
      const part = known ? hash(name) % known.parts : 0;
      if (part) await load(path(part));
      return known && Object.hasOwn(known.pages, name) ? known.pages[name] : void 0;
    } catch {
      return void 0;
    }
  }
  var shown = null;
  var current = null;
  var timer = 0;
  function hide() {
    clearTimeout(timer);
    shown?.remove();
    current?.removeAttribute("aria-describedby");
    shown = current = null;
  }
  function show(link, [title, labels, words]) {
    const box = element(
      "div",
      { class: "preview", id: "preview", role: "tooltip", mouseenter: () => clearTimeout(timer), mouseleave: hideSoon },
      element("p", { class: "preview-title" }, title),
      element("p", { class: "labels" }, labels),
      element("p", { class: "preview-text" }, words)
    );
    document.body.append(box);
    link.setAttribute("aria-describedby", "preview");
    place(box, link);
    shown = box;
  }
  function place(box, link) {
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const width = box.offsetWidth, height = box.offsetHeight;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + 8 + height <= innerHeight || at.top < height + 8;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 8 : at.top - height - 8) + scrollY}px`;
  }
  function hideSoon() {
    clearTimeout(timer);
    timer = setTimeout(hide, GRACE);
  }
  function look({ target }) {
    const link = target instanceof Element ? target.closest(".prose a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link === current || link.closest(".part-follow-ups")) return;
    const page = locate(link.href, new URL(url("./"), location.href).href);
    if (!page || link.href.split("#")[0] === location.href.split("#")[0]) return;
    hide();
    current = link;
    timer = setTimeout(async () => {
      const preview = await find(page);
      if (preview && current === link) show(link, preview);
    }, REST);
  }
  function start() {
    document.addEventListener("mouseover", look);
    document.addEventListener("focusin", look);
    document.addEventListener("mouseout", ({ target }) => target instanceof Node && current?.contains(target) && hideSoon());
    document.addEventListener("focusout", hideSoon);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    document.addEventListener("recto:changed", () => folders.clear());
  }

  // entries/preview.js
  register("previews", keep);
  register("preview", look);
  start();
})();
