"use strict";
(() => {
  // registry.js
  var offered = (
    /** @type {any} */
    globalThis.Recto ??= {}
  );
  var register = (name, value) => void (offered[name] = value);
  var registered = (name) => offered[name];

  // base.js
  var html = typeof document === "undefined" ? null : document.documentElement;
  var root = html?.dataset.root ?? "";
  var language = html?.lang || "en";
  var book = html?.dataset.book ?? "";
  var url = (path) => registered("single")?.url(path) ?? root + path;
  var fill = (text2, values = {}) => text2.replace(/\{(\w+)\}/g, (all, name) => Object.hasOwn(values, name) ? String(values[name]) : all);
  var words = {};
  var addWords = (tables) => void Object.assign(words, tables);
  function find(key) {
    const dot = key.indexOf(".");
    return words[key.slice(0, dot)]?.[key.slice(dot + 1)];
  }
  var text = (key, values) => fill(find(key) ?? key, values);
  var plural = new Intl.PluralRules(language);
  var count = (key, n, values) => fill(find(`${key}_${plural.select(n)}`) ?? find(`${key}_other`) ?? key, { ...values, n: number(n) });
  var formats = /* @__PURE__ */ new Map();
  function number(n, options) {
    const key = options ? JSON.stringify(options) : "";
    let format = formats.get(key);
    if (!format) formats.set(key, format = new Intl.NumberFormat(language, options));
    return format.format(n);
  }
  var told = false;
  function tellNotKept() {
    if (!told) announce(text("base.not_kept"));
    told = true;
  }
  var store = (prefix) => ({
    /** @param {string} name @param {unknown} [fallback] */
    get(name, fallback = null) {
      try {
        const kept = localStorage.getItem(prefix + name);
        return kept === null ? fallback : JSON.parse(kept);
      } catch {
        return fallback;
      }
    },
    /** Whether the value was kept; `null` removes it. @param {string} name @param {unknown} value */
    set(name, value) {
      try {
        if (value === null) localStorage.removeItem(prefix + name);
        else localStorage.setItem(prefix + name, JSON.stringify(value));
        return true;
      } catch {
        tellNotKept();
        return false;
      }
    }
  });
  var regions = {};
  function makeRegions() {
    for (const how of ["polite", "assertive"]) {
      regions[how] = element("div", { class: "visually-hidden", "aria-live": how, "aria-atomic": "true" });
      document.body.append(regions[how]);
    }
  }
  function announce(message, urgent = false) {
    const region = regions[urgent ? "assertive" : "polite"];
    if (!region) return;
    region.textContent = region.textContent === message ? `${message} ` : message;
  }
  var loaded = /* @__PURE__ */ new Map();
  function load(path) {
    const known = loaded.get(path);
    if (known) return known;
    const promise = (
      /** @type {Promise<void>} */
      new Promise((resolve, reject) => {
        const single = registered("single");
        if (single) return resolve(single.run(path));
        const script = element("script", {
          src: url(path),
          load: () => (script.remove(), resolve(void 0)),
          error: () => (script.remove(), loaded.delete(path), reject(new Error(`cannot load ${path}`)))
        });
        script.async = false;
        document.head.append(script);
      })
    );
    loaded.set(path, promise);
    return promise;
  }
  function element(name, attributes = {}, ...children) {
    const node = (
      /** @type {any} */
      document.createElement(name)
    );
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") node.addEventListener(key, value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== null && value !== void 0) node.setAttribute(key, String(value));
    }
    node.append(...children);
    return node;
  }
  var use = (path, name) => load(path).then(() => registered(name));
  var settings = store(`recto:${book}:`);
  var device = store("recto:");
  if (html) makeRegions();
  globalThis.document?.addEventListener("recto:changed", () => loaded.clear());

  // filter.js
  var fits = (card, ticked) => (ticked.level.size === 0 || ticked.level.has(card.level)) && (ticked.kind.size === 0 || ticked.kind.has(card.kind)) && (ticked.tag.size === 0 || card.tags.some((tag) => ticked.tag.has(tag)));
  function start() {
    const box2 = document.getElementById("filters");
    if (!box2) return;
    const GROUPS = (
      /** @type {const} */
      ["level", "kind", "tag"]
    );
    const entries = [.../** @type {NodeListOf<HTMLElement>} */
    document.querySelectorAll("#cards .entry")].map((element2) => {
      const { level = "", kind = "", tags = "" } = element2.dataset;
      return { element: element2, card: { level, kind, tags: tags.split(" ") } };
    });
    const groups = (
      /** @type {NodeListOf<HTMLElement>} */
      document.querySelectorAll("#cards .group")
    );
    const result = (
      /** @type {HTMLElement} */
      document.getElementById("filter-result")
    );
    const clear = (
      /** @type {HTMLElement} */
      document.getElementById("filter-clear")
    );
    const boxes = [...box2.querySelectorAll("input")];
    function apply() {
      const of = (name) => new Set(boxes.filter((b) => b.checked && b.dataset.group === name).map((b) => b.value));
      const ticked = { level: of("level"), kind: of("kind"), tag: of("tag") };
      let shown2 = 0;
      for (const { element: element2, card } of entries) {
        const fit = fits(card, ticked);
        element2.hidden = !fit;
        shown2 += Number(fit);
      }
      for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
      const any = GROUPS.some((name) => ticked[name].size > 0);
      result.textContent = any ? text("base.shown", { n: number(shown2), m: number(entries.length) }) : "";
      clear.hidden = !any;
      return ticked;
    }
    function remember(ticked) {
      const query = new URLSearchParams();
      for (const name of GROUPS) for (const value of ticked[name]) query.append(name, value);
      const search = query.toString();
      history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
    }
    function restore() {
      const query = new URLSearchParams(location.search);
      for (const b of boxes) b.checked = query.getAll(b.dataset.group ?? "").includes(b.value);
      if (query.has("tag")) box2?.querySelector(".filter-tags")?.setAttribute("open", "");
    }
    box2.addEventListener("change", () => remember(apply()));
    clear.addEventListener("click", () => {
      for (const b of boxes) b.checked = false;
      remember(apply());
      boxes[0].focus();
    });
    restore();
    apply();
  }

  // search.js
  var parts = /* @__PURE__ */ new Map();
  var index;
  var client;
  var interest = null;
  var opening = false;
  var shown;
  register("searchRoot", (root2) => index = client.open(root2));
  var scriptAddress = () => {
    const { src, dataset } = (
      /** @type {HTMLScriptElement} */
      document.currentScript
    );
    return src || (dataset.path ?? "");
  };
  register("searchPart", (...texts) => parts.set(/[^/]+\/[^/]+(?=\.js)/.exec(scriptAddress())?.[0] ?? "", texts));
  function ready() {
    const styled = (resolve) => registered("single") ? resolve(registered("single").style("asset:css/search.css")) : document.head.append(element("link", { rel: "stylesheet", href: url("asset:css/search.css"), load: resolve, error: resolve }));
    const failed = (error) => {
      interest = null;
      throw error;
    };
    interest ??= Promise.all([new Promise(styled), use("asset:scripts/search.js", "search")]).then(([, loaded2]) => (client = loaded2, load("search/root.js"))).catch(failed);
    return interest;
  }
  var bringShard = async (name) => {
    if (!parts.has(name)) await load(`search/${name}.js`);
    index.add(name, parts.get(name) ?? []);
    index.wanted.shards.delete(name);
  };
  var bringRare = async () => {
    await load("asset:scripts/search-more.js");
    if (!registered("searchRare")) throw new Error();
    index.wanted.rare = false;
  };
  var pause = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    index.wanted.pause = false;
  };
  var bring = () => {
    const { shards, rare, pause: tired } = index.wanted;
    return Promise.all([...[...shards].map(bringShard), rare && bringRare(), tired && pause()]);
  };
  var searchFor = async (isStale, ...asked) => {
    await ready();
    for (let renewed = false; !isStale(); ) {
      const found = client.find(index, ...asked);
      if (found) return found;
      await bring().catch((error) => {
        if (renewed) throw error;
        renewed = true;
        return load(`search/root.js?${Date.now()}`);
      });
    }
    return null;
  };
  var box = (
    /** @type {HTMLInputElement | null} */
    globalThis.document?.getElementById("search-box") ?? null
  );
  var openSearch = (page, asked = "") => {
    const from = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    shown ??= page;
    box?.focus();
    if (opening) return;
    opening = true;
    ready().then(
      () => {
        opening = false;
        box?.blur();
        from?.focus();
        client.view(box?.value || asked, shown);
        if (box) box.value = "";
      },
      () => location.assign(url("search.html"))
    );
  };
  function start2() {
    box?.addEventListener("input", () => openSearch());
    box?.addEventListener("focus", () => ready().catch(() => {
    }), { once: true });
  }

  // keys.js
  var PATIENCE = 1200;
  var shortcuts = [];
  var pressed = [];
  var since = 0;
  function add(shortcut) {
    shortcuts.push(shortcut);
    return () => {
      const at = shortcuts.indexOf(shortcut);
      if (at >= 0) shortcuts.splice(at, 1);
    };
  }
  var isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select"));
  var singleKeys = () => device.get("keys", true) !== false;
  function onKey(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return;
    const modified = event.ctrlKey || event.metaKey;
    const key = modified ? `Mod+${event.key.toLowerCase()}` : event.key;
    if (!modified && (isTyping(event.target) || !singleKeys())) return;
    if (event.timeStamp - since > PATIENCE) pressed = [];
    since = event.timeStamp;
    pressed = [...pressed, key].slice(-2);
    const inDialog = document.querySelector("dialog[open]") !== null;
    const usable = shortcuts.filter((shortcut) => (!inDialog || shortcut.inDialog) && (shortcut.when?.(event) ?? true));
    const fits2 = usable.filter(({ keys }) => keys.every((k, i) => k === pressed[pressed.length - keys.length + i]));
    const best = fits2.reduce(
      (a, b) => b.keys.length >= (a?.keys.length ?? 0) ? b : a,
      /** @type {Shortcut | null} */
      null
    );
    if (!best) return;
    event.preventDefault();
    pressed = [];
    best.run();
  }
  var open = async () => (await use("asset:scripts/keys-list.js", "keysList"))(shortcuts);
  function start3() {
    document.addEventListener("keydown", onKey);
    document.getElementById("keys-open")?.addEventListener("click", open);
    if (document.querySelector('a[href$="search.html"], #search-box')) {
      add({ keys: ["/"], label: text("base.key_search"), run: () => openSearch() });
      add({ keys: ["Mod+k"], label: text("base.key_search"), run: () => openSearch() });
    }
    add({ keys: ["g", "h"], label: text("base.key_home"), run: () => location.assign(url("index.html")) });
    add({ keys: ["g", "s"], label: text("base.key_study"), run: () => location.assign(url("study.html")) });
    add({ keys: ["?"], label: text("base.key_list"), run: open });
  }

  // theme.js
  function start4() {
    const root2 = document.documentElement;
    const button = (
      /** @type {HTMLElement} */
      document.getElementById("theme-switch")
    );
    if (!button) return;
    const NEXT = { system: "light", light: "dark", dark: "system" };
    const current = () => root2.dataset.theme ?? "system";
    function show() {
      const label = text(`base.theme_${current()}`);
      button.setAttribute("aria-label", label);
      button.title = label;
      button.firstElementChild.className = `icon icon-theme-${current()}`;
    }
    button.addEventListener("click", () => {
      const theme = NEXT[current()];
      if (theme === "system") delete root2.dataset.theme;
      else root2.dataset.theme = theme;
      if (device.set("theme", theme === "system" ? null : theme)) announce(text(`base.theme_${theme}`));
      show();
    });
    addEventListener("storage", (event) => {
      if (event.key !== "recto:theme") return;
      const theme = device.get("theme");
      if (theme === "light" || theme === "dark") root2.dataset.theme = theme;
      else delete root2.dataset.theme;
      show();
    });
    show();
  }

  // frame.js
  function start5() {
    start4();
    start3();
    start2();
    if (settings.get("offline")) use("asset:scripts/offline.js", "offline").then((offline) => offline.follow()).catch(console.warn);
  }

  // progress-marks.js
  function start6() {
    const summary = settings.get("summary");
    if (!summary || typeof summary !== "object") return;
    const today = Math.floor((Date.now() - (/* @__PURE__ */ new Date()).getTimezoneOffset() * 6e4 - 4 * 36e5) / 864e5);
    const percent = (n) => number(n / 100, { style: "percent" });
    const all = (selector) => document.querySelectorAll(selector);
    const topics = /* @__PURE__ */ new Map();
    function signsOf(topic) {
      let signs = topics.get(topic);
      if (!signs) {
        const pairs = String(settings.get(`marks:${topic}`) ?? "").split(" ").map((pair) => pair.split("="));
        topics.set(topic, signs = new Map(
          /** @type {[string, string][]} */
          pairs
        ));
      }
      return signs;
    }
    function stateOf(id = "") {
      const slash = id.lastIndexOf("/");
      const sign = signsOf(id.slice(0, slash)).get(encodeURIComponent(id.slice(slash + 1))) ?? "";
      if (sign === "") return { word: "", next: 0 };
      const due2 = parseInt(sign.slice(1), 36);
      const key = sign === "s" ? "aside" : sign === "l" ? "learning" : due2 <= today ? "due" : sign[0] === "m" ? "mature" : "young";
      return { word: text(`marks.${key}`), next: due2 > today ? due2 : 0 };
    }
    function put(node, words2) {
      if (!(node instanceof HTMLElement) || words2 === "") return;
      node.textContent = words2;
      node.hidden = false;
    }
    const masteryOf = (id = "") => Object.hasOwn(summary.topics ?? {}, id) ? summary.topics[id] : [0, 0];
    for (const entry of all(".entry[data-card]")) put(entry.querySelector(".mastery"), stateOf(entry.dataset.card).word);
    for (const mark of all("[data-mastery]")) put(mark, stateOf(mark.dataset.mastery).word);
    for (const ring of all("[data-ring]")) {
      const [share, seen] = masteryOf(ring.dataset.ring);
      if (seen === 0) continue;
      ring.querySelector(".ring-fill")?.setAttribute("stroke-dasharray", `${share} 100`);
      ring.closest(".tile")?.querySelector(".labels")?.append(element("span", {}, text("marks.mastery", { percent: percent(share) })));
    }
    for (const mark of all("[data-mastery-topic]")) {
      const [share, seen] = masteryOf(mark.dataset.masteryTopic);
      if (seen > 0) put(mark, text("marks.mastery", { percent: percent(share) }));
    }
    const dateOf = (day) => new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }).format(day * 864e5);
    const beside = (box2, lines) => box2.append(...lines.filter((line) => line !== "").map((line) => element("p", {}, line)));
    for (const box2 of all("[data-card-state]")) {
      const { word, next } = stateOf(box2.dataset.cardState);
      const date = next ? dateOf(next) : "";
      beside(box2, [word, date && text("marks.next", { date })]);
    }
    for (const box2 of all("[data-topic-state]")) {
      const [share, seen] = masteryOf(box2.dataset.topicState);
      if (seen > 0) beside(box2, [text("marks.mastery", { percent: percent(share) }), count("marks.seen", seen)]);
    }
    const resume = document.getElementById("resume-text");
    const [due, fresh, minutes] = summary.ahead?.[Math.min(Math.max(today - summary.day, 0), summary.ahead.length - 1)] ?? [];
    if (resume && due !== void 0) {
      const left = summary.date === null ? -1 : summary.date - today;
      const words2 = due + fresh > 0 ? [count("marks.due_today", due), count("marks.new_today", fresh), count("marks.minutes", minutes)].join(" ") : text("marks.none_due");
      resume.textContent = left < 0 ? words2 : `${left ? count("marks.days_left", left) : text("marks.is_today")} ${words2}`;
      const more = [
        summary.weak?.length ? text("marks.weak", { topics: summary.weak.join(", ") }) : "",
        left < 0 || summary.mock === null ? "" : summary.mock <= today ? text("marks.mock_today") : text("marks.mock", { date: dateOf(summary.mock) })
      ].filter(Boolean);
      if (more.length) resume.after(element("p", { class: "note" }, more.join(" ")));
      const query = due + fresh > 0 ? "?go=today" : summary.last ? `?${summary.last}` : "";
      document.getElementById("resume-study")?.setAttribute("href", url(`study.html${query}`));
    }
  }

  // reading.js
  var SAID = 1600;
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code);
      return true;
    } catch {
      return false;
    }
  }
  function addCopyButton(pre) {
    const box2 = pre.closest(".code") ?? element("div", { class: "code" });
    if (!box2.contains(pre)) {
      pre.replaceWith(box2);
      box2.append(pre);
    }
    const label = element("span", {}, text("base.copy"));
    const button = element("button", { class: "copy", type: "button" }, element("span", { class: "icon icon-copy", "aria-hidden": "true" }), label);
    let timer = 0;
    button.addEventListener("click", async () => {
      const done = await copy(pre.innerText);
      announce(text(done ? "base.copied" : "base.copy_failed"), !done);
      if (!done) getSelection()?.selectAllChildren(pre);
      label.textContent = text(done ? "base.copied" : "base.copy");
      clearTimeout(timer);
      timer = setTimeout(() => label.textContent = text("base.copy"), SAID);
    });
    box2.append(button);
  }
  function openTarget() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
    }
    const target = id ? document.getElementById(id) : null;
    if (!target) return;
    let opened = false;
    for (let box2 = target.closest("details"); box2; box2 = box2.parentElement?.closest("details") ?? null) {
      opened ||= !box2.open;
      box2.open = true;
    }
    if (opened) target.scrollIntoView();
  }
  function openForPrint() {
    const closed = [.../** @type {NodeListOf<HTMLDetailsElement>} */
    document.querySelectorAll("details.reveal:not([open])")];
    for (const box2 of closed) box2.open = true;
    addEventListener("afterprint", () => closed.forEach((box2) => box2.open = false), { once: true });
  }
  function followContents() {
    const links = new Map([.../** @type {NodeListOf<HTMLAnchorElement>} */
    document.querySelectorAll(".contents a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    if (links.size === 0 || !("IntersectionObserver" in globalThis)) return;
    const seen = /* @__PURE__ */ new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) isIntersecting ? seen.add(target.id) : seen.delete(target.id);
        const current = [...links.keys()].find((id) => seen.has(id));
        if (!current) return;
        for (const [id, link] of links) id === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
      },
      { rootMargin: "-10% 0px -60%" }
    );
    for (const id of links.keys()) {
      const target = document.getElementById(id);
      if (target) observer.observe(target);
    }
  }
  function addCopyButtons() {
    const blocks = (
      /** @type {NodeListOf<HTMLPreElement>} */
      document.querySelectorAll(".prose pre")
    );
    for (const pre of blocks) if (!pre.closest(".code")?.querySelector(".copy")) addCopyButton(pre);
  }
  function wakePreviews() {
    const wake = ({ target }) => use("asset:scripts/preview.js", "preview").then(
      (look) => target instanceof Element && target.matches(":hover, :focus") && look({ target }),
      () => {
      }
      // A page without previews is no failure.
    );
    for (const type of ["mouseover", "focusin"]) document.addEventListener(type, wake, { once: true });
  }
  function start7() {
    addCopyButtons();
    document.addEventListener("recto:changed", addCopyButtons);
    followContents();
    wakePreviews();
    openTarget();
    addEventListener("hashchange", openTarget);
    addEventListener("beforeprint", openForPrint);
  }

  // entries/reading.js
  addWords({ base: "words:base", marks: "words:marks" });
  start5();
  start7();
  start();
  start6();

  // offers
  Object.assign(globalThis.Recto, { "$base.addWords": addWords, "$base.announce": announce, "$base.book": book, "$base.count": count, "$base.device": device, "$base.element": element, "$base.load": load, "$base.number": number, "$base.register": register, "$base.settings": settings, "$base.text": text, "$base.url": url, "$registry.register": register, "$registry.registered": registered, "$search.openSearch": openSearch, "$search.searchFor": searchFor });
})();
