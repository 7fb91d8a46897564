"use strict";
(() => {
  // entries/single.js
  var { pages, texts, images } = JSON.parse(
    /** @type {HTMLElement} */
    document.getElementById("recto-files").textContent ?? ""
  );
  var asked = new URLSearchParams(location.search).get("page") ?? "";
  var page = Object.hasOwn(pages, asked) ? asked : "index.html";
  function url(path) {
    const [, name, query, fragment] = (
      /** @type {RegExpExecArray} */
      /^([^?#]*)\??([^#]*)(#?.*)$/s.exec(path)
    );
    return `?page=${decodeURIComponent(name) === "" ? "index.html" : name}${query ? `&${query}` : ""}${fragment}`;
  }
  function pathOf(address) {
    if (/^(#|\?|$|[a-z][\w+.-]*:)/i.test(address)) return "";
    const { pathname, search, hash } = new URL(address, `https://site/${page.split("/").map(encodeURIComponent).join("/")}`);
    return pathname.slice(1) + search + hash;
  }
  var textOf = (path, query = decodeURIComponent(path.replace(/[?#].*/s, ""))) => {
    if (!Object.hasOwn(texts, query)) throw new Error(`no ${query}`);
    return texts[query];
  };
  function run(path) {
    const script = document.createElement("script");
    script.dataset.path = path;
    script.textContent = textOf(path);
    document.head.append(script);
    script.remove();
  }
  function style(path) {
    const sheet = document.createElement("style");
    sheet.textContent = textOf(path);
    document.head.append(sheet);
  }
  var offered = (
    /** @type {any} */
    globalThis.Recto ??= {}
  );
  offered.single = { url, run: async (path) => (await null, run(path)), style };
  var replaceState = history.replaceState.bind(history);
  history.replaceState = (state, title, address) => {
    const next = new URL(String(address ?? ""), location.href);
    if (!next.searchParams.has("page")) next.search = `?page=${encodeURIComponent(page)}${next.search.replace(/^\?/, "&")}`;
    replaceState(state, title, next.search + next.hash);
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const path = pathOf(link?.getAttribute("href") ?? "");
    if (path) link?.setAttribute("href", url(path));
  }, true);
  document.addEventListener("submit", (event) => {
    const form = (
      /** @type {HTMLFormElement} */
      event.target
    );
    const path = pathOf(form.getAttribute("action") ?? "");
    if (!path || event.defaultPrevented) return;
    event.preventDefault();
    location.assign(url(`${path}?${new URLSearchParams(
      /** @type {any} */
      new FormData(form)
    )}`));
  });
  var shown = new DOMParser().parseFromString(pages[page], "text/html");
  var { documentElement } = document;
  for (const { name, value } of shown.documentElement.attributes) if (name !== "data-manifest") documentElement.setAttribute(name, value);
  document.title = shown.title;
  for (const sheet of shown.querySelectorAll("link[rel=stylesheet]")) style(pathOf(sheet.getAttribute("href") ?? ""));
  for (const link of shown.querySelectorAll("a[href]")) {
    const path = pathOf(link.getAttribute("href") ?? "");
    if (path) link.setAttribute("href", url(path));
  }
  for (const image of shown.querySelectorAll("img[src], source[srcset]")) {
    for (const name of ["src", "srcset"]) {
      const path = decodeURIComponent(pathOf(image.getAttribute(name) ?? ""));
      if (path) image.setAttribute(name, images[path] ?? "data:,");
    }
  }
  var scripts = [...shown.querySelectorAll("script[src]")].map((script) => pathOf(script.getAttribute("src") ?? ""));
  for (const script of shown.querySelectorAll("script")) script.remove();
  document.body.replaceWith(document.adoptNode(shown.body));
  for (const path of scripts) run(path);
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
