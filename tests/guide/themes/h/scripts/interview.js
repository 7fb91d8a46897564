"use strict";
(() => {
  var __defProp = Object.defineProperty;
  var __export = (target, all2) => {
    for (var name in all2)
      __defProp(target, name, { get: all2[name], enumerable: true });
  };

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
  var fill = (text3, values = {}) => text3.replace(/\{(\w+)\}/g, (all2, name) => Object.hasOwn(values, name) ? String(values[name]) : all2);
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
    let format2 = formats.get(key);
    if (!format2) formats.set(key, format2 = new Intl.NumberFormat(language, options));
    return format2.format(n);
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
    const known2 = loaded.get(path);
    if (known2) return known2;
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

  // search.js
  var parts = /* @__PURE__ */ new Map();
  var index;
  var client;
  var interest = null;
  var opening = false;
  var shown;
  register("searchRoot", (root3) => index = client.open(root3));
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
    for (let renewed2 = false; !isStale(); ) {
      const found = client.find(index, ...asked);
      if (found) return found;
      await bring().catch((error) => {
        if (renewed2) throw error;
        renewed2 = true;
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
  function start() {
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
  function start2() {
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
  function start3() {
    const root3 = document.documentElement;
    const button = (
      /** @type {HTMLElement} */
      document.getElementById("theme-switch")
    );
    if (!button) return;
    const NEXT = { system: "light", light: "dark", dark: "system" };
    const current = () => root3.dataset.theme ?? "system";
    function show3() {
      const label = text(`base.theme_${current()}`);
      button.setAttribute("aria-label", label);
      button.title = label;
      button.firstElementChild.className = `icon icon-theme-${current()}`;
    }
    button.addEventListener("click", () => {
      const theme = NEXT[current()];
      if (theme === "system") delete root3.dataset.theme;
      else root3.dataset.theme = theme;
      if (device.set("theme", theme === "system" ? null : theme)) announce(text(`base.theme_${theme}`));
      show3();
    });
    addEventListener("storage", (event) => {
      if (event.key !== "recto:theme") return;
      const theme = device.get("theme");
      if (theme === "light" || theme === "dark") root3.dataset.theme = theme;
      else delete root3.dataset.theme;
      show3();
    });
    show3();
  }

  // frame.js
  function start4() {
    start3();
    start2();
    start();
    if (settings.get("offline")) use("asset:scripts/offline.js", "offline").then((offline) => offline.follow()).catch(console.warn);
  }

  // days.js
  var ROLLOVER_HOUR = 4;
  var MINUTE = 6e4;
  var HOUR = 60 * MINUTE;
  var DAY = 24 * HOUR;
  var offsetAt = (ms) => -Math.round(new Date(ms).getTimezoneOffset());
  var dayOf = (ms, offset) => Math.floor((ms + offset * MINUTE - ROLLOVER_HOUR * HOUR) / DAY);
  var today = (ms) => dayOf(ms, offsetAt(ms));
  var iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  var formats2 = /* @__PURE__ */ new Map();
  function format(day, language2, options = { day: "numeric", month: "long", year: "numeric" }) {
    const key = `${language2} ${JSON.stringify(options)}`;
    let made = formats2.get(key);
    if (!made) formats2.set(key, made = new Intl.DateTimeFormat(language2 || void 0, { ...options, timeZone: "UTC" }));
    return made.format(day * DAY);
  }

  // deck.js
  var root2 = null;
  var topics = /* @__PURE__ */ new Map();
  var untranslated = /* @__PURE__ */ new Set();
  var sides = /* @__PURE__ */ new Map();
  register(
    "deckRoot",
    /** @param {Root} data */
    (data) => {
      root2 = data;
    }
  );
  register(
    "deckTopic",
    /** @param {string} topic @param {number} length @param {string[]} parts @param {any[][]} rows */
    (topic, length, parts2, rows) => {
      topics.set(topic, { parts: parts2, cards: rows.map((row2, i) => cardOf(topic, row2, Math.floor(i / length), i % length)) });
    }
  );
  register(
    "deckSides",
    /** @param {string} topic @param {number} part @param {Side[]} cards */
    (topic, part2, cards2) => {
      sides.set(`${topic} ${part2}`, cards2);
    }
  );
  var idAt = (list, i) => list && i >= 0 && i < list.length ? list[i][0] : "";
  var rootNow = () => root2;
  function cardOf(topic, [name, title, level, kind, minutes, tags, spans, source, language2, requires = [], traits = 0], part2, slot) {
    const id = `${topic}/${name}`;
    if (language2) untranslated.add(id);
    return {
      id,
      title,
      topic,
      language: language2,
      minutes,
      tags,
      spans,
      part: part2,
      slot,
      level: idAt(root2?.levels, level),
      kind: idAt(root2?.kinds, kind),
      source: source || encodePath(`content/${id}.md`),
      stages: stagesOf(traits) ?? stagesOfKind(kind),
      closed: (traits & 1) === 1 || spans.length > 0,
      requires: requires.map((other) => other.includes("/") ? other : `${topic}/${other}`)
    };
  }
  var TALK = ["screen", "technical"];
  var STAGES = ["screen", "technical", "design", "behavioural"];
  var stagesOfKind = (kind) => root2?.kinds[kind]?.[2] ?? TALK;
  var stagesOf = (traits) => traits & 2 ? STAGES.filter((_, i) => traits & 4 << i) : void 0;
  var encodePath = (path) => path.split("/").map(encodeURIComponent).join("/");
  var fileOf = (topic, name) => `deck/${encodePath(topic)}/${name}.js`;
  var parsed = async () => {
    if (globalThis.document?.readyState === "interactive") await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  };
  async function load2() {
    if (!root2) await parsed();
    if (!root2) await load("deck/root.js");
    return (
      /** @type {Root} */
      /** @type {unknown} */
      root2
    );
  }
  async function reload() {
    await load(`deck/root.js?${Date.now()}`);
    topics.clear();
    sides.clear();
  }
  var renewed = Promise.resolve();
  globalThis.document?.addEventListener("recto:changed", () => renewed = reload().catch(() => {
  }));
  async function persistently(attempt) {
    try {
      return await attempt();
    } catch (error) {
      await reload();
      return attempt();
    }
  }
  async function cards(id) {
    await renewed;
    return persistently(async () => {
      const known2 = topics.get(id);
      if (known2) return known2.cards;
      const topic = (await load2()).topics.find((t) => t.id === id);
      if (!topic || topic.file === "") return [];
      await load(fileOf(id, topic.file));
      return topics.get(id)?.cards || [];
    });
  }
  var known = () => (root2?.topics ?? []).flatMap(({ id }) => topics.get(id)?.cards ?? []);
  var isKnown = (id) => topics.has(id) || root2 !== null && !root2.topics.some((topic) => topic.id === id && topic.file !== "");
  async function side(card) {
    await renewed;
    return persistently(async () => {
      const found = (await cards(card.topic)).find((c) => c.id === card.id) || card;
      const key = `${card.topic} ${found.part}`;
      if (!sides.has(key)) await load(fileOf(card.topic, topics.get(card.topic)?.parts[found.part] || ""));
      const result = sides.get(key)?.[found.slot];
      if (!result) throw new Error(`no sides of ${card.id}`);
      return result;
    });
  }
  function units(card) {
    if (card.spans.length === 0) return [{ id: card.id, card: card.id, info: card, span: "" }];
    return card.spans.map((span) => ({ id: `${card.id}/c-${span}`, card: card.id, info: card, span }));
  }
  var pageOf = (id) => url(`${untranslated.has(id) ? "../" : ""}${encodePath(id)}.html`);

  // random.js
  var Hasher = class {
    /** @param {number} length of the whole text @param {number} [seed] */
    constructor(length, seed = 0) {
      this.h = seed ^ length;
    }
    /** @param {string} text the next part */
    add(text3) {
      let { h } = this;
      for (let i = 0; i < text3.length; i++) {
        h = Math.imul(h ^ text3.charCodeAt(i), 3432918353);
        h = h << 13 | h >>> 19;
      }
      this.h = h;
    }
    /** The hash, after the last part. */
    end() {
      let { h } = this;
      h = Math.imul(h ^ h >>> 16, 2246822507);
      h = Math.imul(h ^ h >>> 13, 3266489909);
      return (h ^ h >>> 16) >>> 0;
    }
  };
  function hash(text3, seed = 0) {
    const hasher = new Hasher(text3.length, seed);
    hasher.add(text3);
    return hasher.end();
  }
  function generator(seed) {
    let a = hash(seed, 1), b = hash(seed, 2), c = hash(seed, 3), counter = 1;
    const next2 = () => {
      const t = (a + b | 0) + counter | 0;
      counter = counter + 1 | 0;
      a = b ^ b >>> 9;
      b = c + (c << 3) | 0;
      c = c << 21 | c >>> 11;
      c = c + t | 0;
      return (t >>> 0) / 4294967296;
    };
    for (let i = 0; i < 12; i++) next2();
    return next2;
  }
  function weighted(weights, random) {
    const total = weights.reduce((sum, w) => sum + w, 0);
    if (!(total > 0)) return -1;
    let left = random() * total;
    let last = -1;
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] <= 0) continue;
      last = i;
      left -= weights[i];
      if (left < 0) break;
    }
    return last;
  }

  // fsrs.js
  var MODEL = 6;
  var DEFAULT_WEIGHTS = Object.freeze([
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    1e-3,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542
  ]);
  var WEIGHT_BOUNDS = Object.freeze([
    [1e-3, 100],
    [1e-3, 100],
    [1e-3, 100],
    [1e-3, 100],
    [1, 10],
    [1e-3, 4],
    [1e-3, 4],
    [1e-3, 0.75],
    [0, 4.5],
    [0, 0.8],
    [1e-3, 3.5],
    [1e-3, 5],
    [1e-3, 0.25],
    [1e-3, 0.9],
    [0, 4],
    [0, 1],
    [1, 6],
    [0, 2],
    [0, 2],
    [0.01, 0.8],
    [0.1, 0.8]
  ].map((pair) => Object.freeze(pair)));
  var MIN_STABILITY = 1e-3;
  var MAX_STABILITY = 36500;
  var clamp = (x, low, high) => Math.min(Math.max(x, low), high);
  var factor = (w) => Math.pow(0.9, -1 / w[20]) - 1;
  function recall(w, t, s) {
    return Math.pow(1 + factor(w) * Math.max(t, 0) / s, -w[20]);
  }
  function interval(w, s, retention) {
    return s / factor(w) * (Math.pow(retention, -1 / w[20]) - 1);
  }
  var initialDifficulty = (w, g) => w[4] - Math.exp(w[5] * (g - 1)) + 1;
  function first(w, g) {
    return { s: clamp(w[g - 1], MIN_STABILITY, MAX_STABILITY), d: clamp(initialDifficulty(w, g), 1, 10) };
  }
  function next(w, memory, t, g) {
    const { s, d } = memory;
    let stability;
    if (t <= 0) stability = sameDay(w, s, g);
    else if (g === 1) stability = forgotten(w, s, d, recall(w, t, s));
    else stability = recalled(w, s, d, recall(w, t, s), g);
    return { s: clamp(stability, MIN_STABILITY, MAX_STABILITY), d: nextDifficulty(w, d, g) };
  }
  function sameDay(w, s, g) {
    const k = Math.exp(w[17] * (g - 3 + w[18])) * Math.pow(s, -w[19]);
    return s * (g >= 2 ? Math.max(k, 1) : k);
  }
  function forgotten(w, s, d, r) {
    const long = w[11] * Math.pow(d, -w[12]) * (Math.pow(s + 1, w[13]) - 1) * Math.exp(w[14] * (1 - r));
    return Math.min(long, s / Math.exp(w[17] * w[18]));
  }
  function recalled(w, s, d, r, g) {
    const bonus = g === 2 ? w[15] : g === 4 ? w[16] : 1;
    return s * (1 + Math.exp(w[8]) * (11 - d) * Math.pow(s, -w[9]) * (Math.exp(w[10] * (1 - r)) - 1) * bonus);
  }
  function nextDifficulty(w, d, g) {
    const damped = d - w[6] * (g - 3) * (10 - d) / 9;
    return clamp(w[7] * initialDifficulty(w, 4) + (1 - w[7]) * damped, 1, 10);
  }
  function validWeights(w) {
    return Array.isArray(w) && w.length === WEIGHT_BOUNDS.length && w.every((x, i) => typeof x === "number" && x >= WEIGHT_BOUNDS[i][0] && x <= WEIGHT_BOUNDS[i][1]);
  }

  // events.js
  var VERSION = 1;
  var LONGEST_TEXT = 2e4;
  var EARLIEST = Date.UTC(2e3, 0, 1);
  var AHEAD = 2 * DAY;
  var whole = (low, high) => (v) => Number.isInteger(v) && /** @type {number} */
  v >= low && /** @type {number} */
  v <= high;
  var optional = (test) => Object.assign((v) => v === void 0 || test(v), { optional: true });
  var listOf = (test, most) => (v) => Array.isArray(v) && v.length <= most && v.every(test);
  var text2 = (v) => typeof v === "string" && v.length <= LONGEST_TEXT;
  var eventId = (v) => typeof v === "string" && /^[A-Za-z0-9_-]{16}$/.test(v);
  var NEVER = /[\u0000-\u001f\u007f-\u009f?#%\\:*|<>"[\]^\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(^|\/)([. /]|$)|[. ](\/|$)/;
  var cardId = (v) => typeof v === "string" && v.length <= 1e3 && !NEVER.test(v);
  var slug = (v) => typeof v === "string" && v.length <= 200 && !/[\u0000-\u001f\u007f<>"\\]/.test(v);
  var QUESTION = {
    card: cardId,
    /** Positions of the key points that were named, and of the red flags that were raised. */
    points: listOf(whole(0, 99), 100),
    flags: listOf(whole(0, 99), 100),
    /** Share of the weights that were named, percent; none where nobody judged it. */
    score: optional(whole(0, 100)),
    /** Bands 1 to 4 for each of the four dimensions; 0 for not scored. */
    bands: listOf(whole(0, 4), 4),
    ms: whole(0, DAY),
    notes: text2
  };
  var PAPER = {
    seed: slug,
    guide: slug,
    level: slug,
    stage: slug,
    minutes: whole(1, 1440),
    topics: optional(listOf(slug, 200)),
    closed: optional((v) => v === true),
    /** The one who asked and judged, where that was somebody else; may be empty. */
    by: optional((v) => typeof v === "string" && v.length <= 200),
    questions: listOf((v) => fits(v, QUESTION), 200)
  };
  var STAMP = {
    id: eventId,
    t: whole(EARLIEST, Number.MAX_SAFE_INTEGER),
    off: whole(-1e3, 1e3),
    day: whole(0, 1e6),
    // No name that every object has.
    type: (v) => typeof v === "string" && /^[a-z]{2,20}$/.test(v) && !(v in {})
  };
  var LONGEST_FOREIGN = 2e5;
  var TYPES = {
    grade: {
      card: cardId,
      g: whole(1, 4),
      ms: whole(0, DAY),
      days: optional(whole(1, 36500)),
      step: optional(whole(0, 20)),
      wait: optional(whole(1, 86400)),
      leech: optional((v) => v === true),
      missed: optional(listOf(whole(0, 99), 100))
    },
    /** A grade that schedules nothing. */
    cram: { card: cardId, g: whole(1, 4), ms: whole(0, DAY), missed: optional(listOf(whole(0, 99), 100)) },
    undo: { of: eventId },
    bury: { card: cardId },
    suspend: { card: cardId },
    /** Ends being buried or suspended. */
    resume: { card: cardId },
    /** Asked for on this day, whatever its interval. */
    queue: { card: cardId },
    /** Begins anew: what was learned of it counts no more, what was done stays. */
    reset: { card: cardId },
    /** Moves the next review to a day. */
    move: { card: cardId, to: whole(0, 1e6) },
    flag: { card: cardId, on: (v) => typeof v === "boolean" },
    /** The learner's note on a card; the last one counts. */
    remark: { card: cardId, text: text2 },
    weights: { w: (v) => v === null || validWeights(v), retention: optional((v) => typeof v === "number" && v >= 0.7 && v <= 0.97) },
    goal: { date: (v) => v === null || whole(0, 1e6)(v), level: slug },
    note: { card: cardId, s: text2, k: text2, a: text2, r: text2 },
    interview: { paper: (v) => fits(v, PAPER) }
  };
  var SHAPES = new Map(Object.entries(TYPES).map(([type, shape]) => [type, { ...STAMP, ...shape }]));
  function fits(value, shape) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    for (const key of Object.keys(value)) if (!Object.hasOwn(shape, key)) return false;
    for (const key in shape) if (!shape[key](Object.hasOwn(value, key) ? (
      /** @type {any} */
      value[key]
    ) : void 0)) return false;
    return true;
  }
  var isKnown2 = ({ type }) => SHAPES.has(type);
  var isForeign = (event) => Object.entries(STAMP).every(([key, test]) => test(
    /** @type {any} */
    event[key]
  )) && JSON.stringify(event).length <= LONGEST_FOREIGN;
  function check(value) {
    if (typeof value !== "object" || value === null) return false;
    const event = (
      /** @type {LogEvent} */
      value
    );
    const shape = SHAPES.get(event.type);
    if (shape ? !fits(event, shape) : !isForeign(event)) return false;
    if (event.day !== dayOf(event.t, event.off)) return false;
    if (event.type !== "grade") return true;
    const inDays = event.days !== void 0;
    return inDays ? event.step === void 0 && event.wait === void 0 : event.step !== void 0 && event.wait !== void 0;
  }
  var order = (a, b) => a.t - b.t || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  function newId() {
    const bytes = globalThis.crypto.getRandomValues(new Uint8Array(12));
    return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
  }
  function make(type, fields, stamp) {
    const t = Math.max(stamp.now, (stamp.after || 0) + 1);
    const off = stamp.off === void 0 ? offsetAt(t) : stamp.off;
    return (
      /** @type {LogEvent} */
      { id: stamp.id || newId(), t, off, day: dayOf(t, off), type, ...fields }
    );
  }
  var MIGRATIONS = {};
  function migrate(events, from, table2 = {}) {
    const { to = VERSION, steps = MIGRATIONS } = table2;
    let list = events;
    for (let version = from; version < to; version++) list = steps[version](list);
    return list;
  }
  var STEP = 500;
  function* checking(events, now) {
    const seen = /* @__PURE__ */ new Set();
    for (let i = 0; i < events.length; i++) {
      const event = events[i];
      if (!check(event)) return { problem: "bad-event", detail: String(i + 1) };
      if (event.t > now + AHEAD) return { problem: "future", detail: String(i + 1) };
      if (seen.has(event.id)) return { problem: "damaged" };
      seen.add(event.id);
      if (i % STEP === 0) yield i / events.length;
    }
    return { events };
  }

  // schedule.js
  var LEARNING_STEPS = Object.freeze([60, 600]);
  var RELEARNING_STEPS = Object.freeze([600]);
  var LONGEST_INTERVAL = 36500;
  var FUZZ = [
    { from: 2.5, to: 7, share: 0.15 },
    { from: 7, to: 20, share: 0.1 },
    { from: 20, to: Infinity, share: 0.05 }
  ];
  function fuzzDelta(days) {
    if (days < 2.5) return 0;
    return FUZZ.reduce((delta, part2) => delta + part2.share * Math.max(Math.min(days, part2.to) - part2.from, 0), 1);
  }
  function fuzzed(days, chance, least, longest) {
    const within3 = (x) => Math.min(Math.max(x, least), longest);
    const delta = fuzzDelta(days);
    if (delta === 0) return within3(Math.round(days));
    const low = within3(Math.max(Math.round(days - delta), 2));
    const high = within3(Math.max(Math.round(days + delta), 2));
    return Math.floor(low + chance * (high - low + 1));
  }

  // log.js
  function blank(id) {
    return {
      id,
      phase: "new",
      memory: null,
      step: 0,
      day: 0,
      at: 0,
      due: 0,
      dueAt: 0,
      reps: 0,
      lapses: 0,
      introduced: 0,
      suspended: false,
      leech: false,
      buried: 0,
      queued: 0
    };
  }
  var parentOf = (id) => id.replace(/\/c-[^/]+$/, "");
  function present(aliases, id) {
    if (Object.hasOwn(aliases, id)) return aliases[id];
    const parent = parentOf(id);
    return parent !== id && Object.hasOwn(aliases, parent) ? aliases[parent] + id.slice(parent.length) : id;
  }
  function struck(ordered) {
    const position = /* @__PURE__ */ new Map();
    const undos = ordered.filter((event) => event.type === "undo");
    if (undos.length === 0) return /* @__PURE__ */ new Set();
    ordered.forEach((event, i) => position.set(event.id, i));
    const out = /* @__PURE__ */ new Set();
    for (let i = undos.length - 1; i >= 0; i--) {
      const undo = undos[i];
      const target = position.get(undo.of);
      if (!out.has(undo.id) && target !== void 0 && target < position.get(undo.id)) out.add(undo.of);
    }
    return out;
  }
  function grade(card, event, weights) {
    const g = (
      /** @type {Grade} */
      event.g
    );
    const elapsed2 = Math.max(0, event.day - card.day);
    card.memory = card.memory ? next(weights, card.memory, elapsed2, g) : first(weights, g);
    if (card.phase === "review" && g === 1) card.lapses++;
    if (card.reps === 0) card.introduced = event.day;
    if (event.days !== void 0) {
      Object.assign(card, { phase: "review", step: 0, due: event.day + event.days, dueAt: 0 });
    } else {
      const learned = card.phase === "review" || card.phase === "relearning";
      Object.assign(card, { phase: learned ? "relearning" : "learning", step: event.step, due: 0, dueAt: event.t + /** @type {number} */
      event.wait * 1e3 });
    }
    card.reps++;
    card.day = event.day;
    card.at = event.t;
    card.queued = 0;
    if (event.leech) card.suspended = card.leech = true;
  }
  function mark(card, event) {
    if (event.type === "bury") card.buried = event.day;
    else if (event.type === "suspend") card.suspended = true;
    else if (event.type === "queue") card.queued = event.day;
    else if (event.type === "reset") Object.assign(card, blank(card.id), { suspended: card.suspended });
    else if (event.type === "move" && card.memory) Object.assign(card, { phase: "review", step: 0, due: event.to, dueAt: 0, at: event.t, queued: 0 });
    else if (event.type === "resume") Object.assign(card, { suspended: false, leech: false, buried: 0 });
  }
  var Log = class {
    /** @param {Aliases} [aliases] */
    constructor(aliases = {}) {
      this.aliases = aliases;
      this.events = [];
      this.ids = /* @__PURE__ */ new Set();
      this.struck = /* @__PURE__ */ new Set();
      this.byCard = /* @__PURE__ */ new Map();
      this.states = /* @__PURE__ */ new Map();
      this.general = [];
      this.marked = /* @__PURE__ */ new Map();
    }
    /**
     * Takes events in; those already known are passed over.
     * @param {LogEvent[]} list checked events
     * @returns {LogEvent[]} the new ones
     */
    add(list) {
      const fresh2 = [];
      for (const event of list) {
        if (this.ids.has(event.id)) continue;
        this.ids.add(event.id);
        fresh2.push(event);
      }
      if (fresh2.length === 0) return fresh2;
      fresh2.sort(order);
      const last = this.events[this.events.length - 1];
      const inOrder = !last || order(last, fresh2[0]) < 0;
      for (const event of fresh2) this.events.push(event);
      if (!inOrder) this.events.sort(order);
      if (!inOrder || fresh2.some((event) => event.type === "undo" || event.type === "weights")) this.rebuild();
      else for (const event of fresh2) this.append(event);
      return fresh2;
    }
    /** Derives everything anew. */
    rebuild() {
      this.struck = struck(this.events);
      this.byCard = /* @__PURE__ */ new Map();
      this.states = /* @__PURE__ */ new Map();
      this.general = [];
      this.marked = /* @__PURE__ */ new Map();
      for (const event of this.events) if (!this.struck.has(event.id)) this.place(event);
    }
    /** @param {LogEvent} event @returns {string | null} the card's present id */
    place(event) {
      if (!isKnown2(event)) return null;
      if (event.card === void 0 || event.type === "note") {
        if (event.type !== "undo") this.general.push(event);
        return null;
      }
      const id = present(this.aliases, event.card);
      if (event.type === "flag" || event.type === "remark") {
        this.marked.set(parentOf(id), { ...this.marks(parentOf(id)), ...event.type === "flag" ? { flag: event.on === true } : { note: event.text ?? "" } });
        return null;
      }
      const list = this.byCard.get(id);
      if (list) list.push(event);
      else this.byCard.set(id, [event]);
      return id;
    }
    /** Takes in an event that follows all others. @param {LogEvent} event */
    append(event) {
      const id = this.place(event);
      const state = id === null ? void 0 : this.states.get(id);
      if (!state) return;
      if (event.type === "grade") grade(state, event, this.weights());
      else mark(state, event);
    }
    /** Gives cards their present ids. @param {Aliases} aliases */
    follow(aliases) {
      this.aliases = aliases;
      this.rebuild();
    }
    /** The standing events of a card, in order. @param {string} id @returns {readonly LogEvent[]} */
    of(id) {
      return this.byCard.get(id) || [];
    }
    /** What the learner put on a card. @param {string} id @returns {{ flag: boolean, note: string }} */
    marks(id) {
      return this.marked.get(id) ?? { flag: false, note: "" };
    }
    /** Ids of all cards that have events. */
    cards() {
      return [...this.byCard.keys()];
    }
    /** The state of a card; it is the log's own and must not be changed. @param {string} id @returns {CardState} */
    card(id) {
      return this.states.get(id) ?? this.replay(id);
    }
    /**
     * Replays a card's events.
     * @param {string} id
     * @param {Visit} [visit] called before each grade
     */
    replay(id, visit) {
      const state = blank(id);
      const weights = this.weights();
      for (const event of this.of(id)) {
        if (event.type === "grade") {
          if (visit) visit(event, state, state.reps ? Math.max(0, event.day - state.day) : 0);
          grade(state, event, weights);
        } else {
          mark(state, event);
        }
      }
      this.reschedule(state, weights);
      if (!this.states.has(id)) this.states.set(id, state);
      return state;
    }
    /** Moves the due day where the learner let new weights do so after the card's last grade. @param {CardState} state @param {readonly number[]} weights */
    reschedule(state, weights) {
      const order2 = this.lastOf("weights");
      if (!order2 || order2.retention === void 0 || state.phase !== "review" || state.at >= order2.t || !state.memory) return;
      const chance = hash(state.id + "\n" + state.reps) / 4294967296;
      const days = interval(weights, state.memory.s, order2.retention);
      state.due = state.day + fuzzed(days, chance, 1, LONGEST_INTERVAL);
    }
    /** The last standing event of a type that belongs to no card. @param {string} type @returns {LogEvent | undefined} */
    lastOf(type) {
      for (let i = this.general.length - 1; i >= 0; i--) if (this.general[i].type === type) return this.general[i];
      return void 0;
    }
    /** The weights in force. @returns {readonly number[]} */
    weights() {
      const event = this.lastOf("weights");
      return event && event.w || DEFAULT_WEIGHTS;
    }
    /** The date and level that the learner set; `null` for none. @returns {{ date: number, level: string } | null} */
    goal() {
      const event = this.lastOf("goal");
      return event && event.date != null ? { date: event.date, level: event.level || "" } : null;
    }
    /** Mock interviews, oldest first. */
    interviews() {
      return this.general.filter((event) => event.type === "interview");
    }
    /** The notebook's latest page on a card. @param {string} id @returns {LogEvent | undefined} */
    note(id) {
      for (let i = this.general.length - 1; i >= 0; i--) {
        const event = this.general[i];
        if (event.type === "note" && present(
          this.aliases,
          /** @type {string} */
          event.card
        ) === id) return event;
      }
      return void 0;
    }
  };

  // stats.js
  var MATURE = 21;
  function topicOf(id) {
    const card = parentOf(id);
    return card.slice(0, Math.max(card.lastIndexOf("/"), 0));
  }
  var recallOn = (weights, state, day) => state.memory ? recall(weights, day - state.day, state.memory.s) : 0;
  function mastery(states, topics3, weights, today2) {
    const out = new Map(topics3.map(({ id, total }) => [id, { share: 0, seen: 0, total }]));
    for (const state of states) {
      if (!state.memory) continue;
      const recall2 = recallOn(weights, state, today2);
      for (let id = topicOf(state.id); id; id = id.slice(0, Math.max(id.lastIndexOf("/"), 0))) {
        const entry = out.get(id);
        if (!entry) continue;
        entry.seen++;
        entry.share += recall2;
      }
    }
    for (const entry of out.values()) {
      entry.seen = Math.min(entry.seen, entry.total);
      entry.share = entry.total ? Math.min(1, entry.share / entry.total) : 0;
    }
    return out;
  }
  function stageOf({ suspended, phase, due, day }) {
    if (suspended) return "suspended";
    if (phase === "new") return "new";
    if (phase !== "review") return "learning";
    return due - day >= MATURE ? "mature" : "young";
  }

  // draw.js
  var STAGES2 = Object.freeze(["screen", "technical", "design", "behavioural"]);
  var SCREEN_MOST = 10;
  var SHARE_MOST = 0.5;
  var DEFAULT_MINUTES = 5;
  var LEVEL_WEIGHTS = [9, 1];
  var BELOW = 0.05;
  var RECENT = 8;
  var TRIES = 12;
  var PHASES = Object.freeze([
    { key: "requirements", share: 0.15 },
    { key: "design", share: 0.4 },
    { key: "bottlenecks", share: 0.25 },
    { key: "tradeoffs", share: 0.2 }
  ]);
  function levelWeight(levels2, { level: asked, stage }, level) {
    if (asked === "" || level === "") return 1;
    const below = levels2.indexOf(asked) - levels2.indexOf(level);
    if (levels2.indexOf(level) < 0) return 0;
    return LEVEL_WEIGHTS[below] ?? (stage === "behavioural" ? 1 : 0);
  }
  function topics2(topics3, levels2, ask2, most = 24) {
    const wanted = (id) => ask2.topics.length === 0 || ask2.topics.some((t) => id === t || id.startsWith(t + "/"));
    const weight = (topic) => {
      const asked = topic.counts.filter((c) => c.stages.includes(ask2.stage) && levelWeight(levels2, ask2, c.level) > 0);
      const n = Math.sqrt(asked.reduce((sum, c) => sum + c.n, 0));
      return asked.some((c) => levelWeight(levels2, ask2, c.level) === levelWeight(levels2, ask2, ask2.level)) ? n : n * BELOW;
    };
    const left = topics3.filter((t) => wanted(t.id)).map((t) => ({ id: t.id, weight: weight(t) }));
    left.sort((a, b) => a.id < b.id ? -1 : 1);
    const next2 = generator("topics " + ask2.seed);
    const order2 = [];
    while (order2.length < most) {
      const i = weighted(left.map((t) => t.weight), next2);
      if (i < 0) break;
      order2.push(left[i].id);
      left.splice(i, 1);
    }
    return order2;
  }
  function questions(cards2, order2, levels2, ask2) {
    const minutes = (card) => card.minutes || DEFAULT_MINUTES;
    const longest = ask2.stage === "screen" ? SCREEN_MOST : ask2.stage === "technical" ? Math.max(DEFAULT_MINUTES, ask2.minutes * SHARE_MOST) : Infinity;
    const fits2 = (card) => card.stages.includes(ask2.stage) && (ask2.closed || !card.closed) && minutes(card) <= longest;
    const next2 = generator("questions " + ask2.seed);
    const open4 = cards2.filter(fits2);
    const pool = open4.length > 0 ? open4 : cards2.filter((card) => fits2({ ...card, closed: false }));
    const pools = order2.map((id) => pool.filter((c) => c.topic === id).sort((a, b) => a.id < b.id ? -1 : 1));
    const drawn = [];
    let left = ask2.minutes;
    for (let found = true; found && left > 0; ) {
      found = false;
      for (const pool2 of pools) {
        const fitting = pool2.filter((c) => minutes(c) <= left || drawn.length === 0);
        const weight = (card2) => levelWeight(levels2, ask2, card2.level) / fitting.filter((c) => c.level === card2.level).length;
        const i = weighted(pool2.map((c) => fitting.includes(c) ? weight(c) : 0), next2);
        if (i < 0) continue;
        const [card] = pool2.splice(i, 1);
        drawn.push(card);
        left -= minutes(card);
        found = true;
        if (left <= 0) break;
      }
    }
    return drawn;
  }
  function askedBefore(interviews) {
    const asked = /* @__PURE__ */ new Map();
    interviews.slice(-RECENT).reverse().forEach(({ paper }, i) => {
      for (const { card } of paper.questions) asked.set(card, (asked.get(card) ?? 0) + 1 / (i + 1));
    });
    return asked;
  }
  async function fresh(asked, draw, seeds = newSeed) {
    let best = { seed: seeds(), cost: Infinity };
    for (let tries = 0, seed = best.seed; tries < TRIES && best.cost > 0; tries++, seed = seeds()) {
      const list = await draw(seed);
      const cost = list.reduce((sum, { id }) => sum + (asked.get(id) ?? 0), 0) / Math.max(1, list.length);
      if (cost < best.cost) best = { seed, cost };
    }
    return best.seed;
  }
  function phases(minutes) {
    let used = 0;
    return PHASES.map(({ key, share }, i) => {
      const own = i === PHASES.length - 1 ? Math.max(0, minutes - used) : Math.max(1, Math.round(minutes * share));
      used += own;
      return { key, minutes: own };
    });
  }
  var isPointed = (q) => q.points.length + q.flags.length > 0 || q.score === 0 && q.bands.every((band) => band === 0);
  var mean = (list) => list.length ? list.reduce((sum, n) => sum + n, 0) / list.length : null;
  var rounded = (score2) => score2 === null ? null : Math.round(score2);
  function scorecard(scored) {
    const byTopic2 = /* @__PURE__ */ new Map();
    const bands = [0, 1, 2, 3].map((i) => mean(scored.map((q) => q.bands[i] || 0).filter((band) => band > 0)) ?? 0);
    for (const { card, score: score3 } of scored) {
      const scores = byTopic2.get(topicOf(card)) ?? [];
      byTopic2.set(topicOf(card), score3 === void 0 ? scores : [...scores, score3]);
    }
    const topics3 = [...byTopic2].map(([id, scores]) => ({ id, n: scores.length, score: rounded(mean(scores)) })).sort((a, b) => a.id < b.id ? -1 : 1);
    const score2 = rounded(mean(scored.flatMap((q) => q.score ?? [])));
    return { score: score2, topics: topics3, bands };
  }
  function newSeed() {
    const letters = "abcdefghjkmnpqrstuvwxyz23456789";
    return [...globalThis.crypto.getRandomValues(new Uint8Array(6))].map((byte) => letters[byte % letters.length]).join("");
  }

  // answer.js
  var FLAG_WEIGHT = 2;
  var HARD_FROM = 0.5;
  var GOOD_FROM = 0.75;
  function plain(text3) {
    return text3.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}+#.]+/gu, " ").replace(/\.(?=\s|$)/g, " ").trim();
  }
  function distance(a, b) {
    let before = (
      /** @type {number[]} */
      []
    );
    let row2 = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next2 = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        next2[j] = Math.min(row2[j] + 1, next2[j - 1] + 1, row2[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next2[j] = Math.min(next2[j], before[j - 2] + 1);
      }
      before = row2;
      row2 = next2;
    }
    return row2[b.length];
  }
  function compareSpan(typed, right) {
    const a = plain(typed), b = plain(right);
    if (a === "") return "wrong";
    if (a === b) return "right";
    return distance(a, b) <= Math.max(1, Math.floor(b.length / 6)) && b.length >= 4 ? "nearly" : "wrong";
  }
  var choicesRight = (taken, right) => right.every((is, i) => is === Boolean(taken[i]));
  function score(points, flags) {
    const total = points.reduce((sum, point) => sum + point.weight, 0);
    if (total === 0) return null;
    const reached = points.reduce((sum, point) => sum + (point.ticked ? point.weight : 0), 0) - flags * FLAG_WEIGHT;
    return Math.max(0, reached / total);
  }
  function suggest(share, { hints, flags }) {
    if (share === null) return null;
    if (share < HARD_FROM) return 1;
    if (share < GOOD_FROM || hints > 0 || flags > 0) return 2;
    return share === 1 ? 4 : 3;
  }

  // markup.js
  function nodes(markup) {
    const template = document.createElement("template");
    template.innerHTML = markup;
    return template.content;
  }

  // card-view.js
  var serial = 0;
  var judge = () => use("asset:scripts/judge.js", "judge");
  function prose(classes, markup) {
    const box2 = element("div", { class: classes });
    box2.append(nodes(markup));
    return box2;
  }
  var icon = (name) => element("span", { class: `icon icon-${name}`, "aria-hidden": "true" });
  var verdict = (how, word = how) => element("span", { class: `verdict ${how}` }, icon(how === "wrong" ? "wrong" : "right"), element("span", {}, text(`study.${word}`)));
  var CardView = class {
    /**
     * @param {Card} card
     * @param {Side} side
     * @param {{ span?: string, typing?: boolean, root: Root, missed?: Map<number, number>, onchange?: () => void }} options missed: how often each key point was missed, as far as it was the last time
     */
    constructor(card, side2, { span = "", typing = false, root: root3, missed, onchange = () => {
    } }) {
      this.card = card;
      this.side = side2;
      this.span = span;
      this.typing = typing;
      this.root = root3;
      this.onchange = onchange;
      this.missedBefore = missed;
      this.hints = 0;
      this.shown = false;
      this.ticks = [];
      this.flags = [];
      this.id = `card-${++serial}`;
      this.type = span !== "" ? "cloze" : side2.choices ? "choice" : "open";
      this.element = this.front();
    }
    front() {
      const { side: side2 } = this;
      this.heading = element("h2", { class: "study-question", id: `${this.id}-q`, tabindex: "-1" });
      this.heading.append(nodes(side2.title));
      this.body = element("div", { class: "study-body" });
      if (side2.prompt) this.body.append(prose("card-prompt prose", side2.prompt));
      if (this.type === "choice") this.body.append(this.choices());
      if (this.type === "cloze") this.cloze();
      if (this.type === "open" && this.typing) this.body.append(this.typed());
      const missed = this.missedBefore?.size ?? 0;
      if (missed > 0 && this.type === "open") this.body.append(element("p", { class: "note missed-note" }, count("study.missed_last", missed)));
      this.hintBox = element("div", { class: "study-hints" });
      this.body.append(this.hintBox);
      const article = element("article", { class: "card sheet study-card", "aria-labelledby": `${this.id}-q`, "data-type": this.type }, this.head(), this.body);
      article.addEventListener("change", () => this.onchange());
      return article;
    }
    head() {
      const { card, root: root3 } = this;
      const name = (list, id) => list.find(([other]) => other === id)?.[1] || "";
      const topic = root3.topics.find((t) => t.id === card.topic)?.title || "";
      const words2 = [topic, name(root3.levels, card.level), name(root3.kinds, card.kind), card.minutes ? text("study.card_minutes", { n: card.minutes }) : ""];
      const labels2 = element("p", { class: "labels" }, ...words2.filter((word) => word !== "").map((word) => element("span", {}, word)));
      return element(
        "header",
        { class: "card-head" },
        labels2,
        /** @type {HTMLElement} */
        this.heading
      );
    }
    /** Choices to tick; one that is the only right one is a radio button. */
    choices() {
      const list = this.side.choices || [];
      const several = list.filter(([, right]) => right).length > 1;
      this.inputs = list.map((_, i) => element("input", { type: several ? "checkbox" : "radio", name: this.id, value: i, id: `${this.id}-c${i}` }));
      const items = list.map(([markup], i) => {
        const label = element("label", { for: `${this.id}-c${i}` });
        label.append(nodes(markup));
        return element(
          "li",
          {},
          /** @type {HTMLInputElement[]} */
          this.inputs[i],
          label
        );
      });
      this.choiceList = element("ol", { class: "choices choosing" }, ...items);
      return element(
        "fieldset",
        { class: "study-choices" },
        element("legend", { class: "visually-hidden" }, text(several ? "study.choose_several" : "study.choose_one")),
        this.choiceList
      );
    }
    /** The text with its gap, from whichever part of the card holds it. */
    cloze() {
      for (const [kind, markup] of this.side.sections || []) {
        if (kind !== "key-points" && this.holdsSpan(markup)) this.body?.append(prose("card-prompt prose", markup));
      }
      const all2 = (
        /** @type {NodeListOf<HTMLElement>} */
        /** @type {HTMLElement} */
        this.body.querySelectorAll(".cloze")
      );
      this.gaps = [...all2].filter((gap) => gap.dataset.cloze === this.span);
      for (const other of all2) if (!this.gaps.includes(other)) other.replaceWith(...other.childNodes);
      this.gapInputs = this.gaps.map((gap) => {
        const input = element("input", {
          class: "gap",
          type: "text",
          "aria-label": text("study.gap"),
          placeholder: gap.dataset.hint || "…",
          size: 14,
          autocomplete: "off",
          autocapitalize: "none",
          spellcheck: "false"
        });
        gap.replaceWith(input);
        return input;
      });
    }
    /** @param {string} markup */
    holdsSpan(markup) {
      return [...nodes(markup).querySelectorAll(".cloze")].some((s) => s instanceof HTMLElement && s.dataset.cloze === this.span);
    }
    typed() {
      judge().then(({ ready: ready2 }) => ready2()).catch(console.warn);
      this.textarea = element("textarea", { id: `${this.id}-typed`, rows: 4, spellcheck: "true", "aria-describedby": `${this.id}-q` });
      return element("div", { class: "study-typed" }, element("label", { for: `${this.id}-typed` }, text("study.your_answer")), this.textarea);
    }
    /** Where an answer is typed: the box, or the first gap. @returns {HTMLElement | undefined} */
    field() {
      return this.shown ? void 0 : this.textarea ?? this.gapInputs?.[0];
    }
    /** Whether there is another hint to show. */
    hasHint() {
      return !this.shown && this.hints < (this.side.hints?.length || 0);
    }
    /** Shows the next hint and returns it, for whoever reads it out. @returns {string} */
    hint() {
      const markup = this.side.hints?.[this.hints];
      if (markup === void 0 || this.shown) return "";
      this.hints++;
      const title = element("p", { class: "study-hint-title" }, icon("hint"), element("span", {}, text("study.hint_n", { n: this.hints, m: this.side.hints?.length || 0 })));
      const box2 = element("div", { class: "study-hint" }, title, prose("prose", markup));
      this.hintBox?.append(box2);
      return box2.textContent || "";
    }
    /** Turns the card over. What was chosen or typed is judged first. */
    reveal() {
      if (this.shown) return;
      this.shown = true;
      this.judge();
      const shown2 = (this.side.sections || []).filter(([, markup]) => !(this.type === "cloze" && this.holdsSpan(markup)));
      const parts2 = (points) => shown2.filter(([kind]) => kind === "key-points" === points).map(([kind, markup]) => this.part(kind, markup));
      const boxes = [element("div", { class: "study-points" }, ...parts2(true)), element("div", { class: "study-said" }, ...parts2(false))].filter((box2) => box2.hasChildNodes());
      this.back = element("div", { class: boxes.length > 1 ? "study-back split" : "study-back", id: `${this.id}-back` }, ...boxes);
      this.body?.append(this.back);
      for (const blank2 of this.element.querySelectorAll(".card-prompt .cloze")) blank2.replaceWith(element("mark", { class: "cloze-found" }, ...blank2.childNodes));
      this.ask();
    }
    /** Marks choices and gaps as right or wrong, in place. */
    judge() {
      this.verdict = null;
      if (this.inputs && this.choiceList) {
        const list = this.side.choices || [];
        const taken = this.inputs.map((input) => input.checked);
        const right = list.map(([, is]) => is === 1);
        if (taken.some(Boolean)) this.verdict = choicesRight(taken, right) ? "right" : "wrong";
        this.choiceList.classList.replace("choosing", "judged");
        if (this.verdict) this.choiceList.before(element("p", { class: "study-verdict" }, verdict(this.verdict)));
        [...this.choiceList.children].forEach((item, i) => {
          item.classList.add(right[i] ? "right" : "wrong");
          item.classList.toggle("taken", taken[i]);
          this.inputs[i].disabled = true;
          item.append(verdict(right[i] ? "right" : "wrong", right[i] ? "choice_right" : "choice_wrong"));
          if (list[i][2]) item.append(prose("feedback prose", list[i][2]));
        });
      }
      if (this.gapInputs && this.gaps) {
        const worst = ["right", "nearly", "wrong"];
        this.gapInputs.forEach((input, i) => {
          const gap = (
            /** @type {HTMLElement[]} */
            this.gaps[i]
          );
          const typed = input.value.trim();
          const how = typed === "" ? null : compareSpan(typed, gap.textContent || "");
          if (how && (!this.verdict || worst.indexOf(how) > worst.indexOf(this.verdict))) this.verdict = how;
          const found = element("mark", { class: "cloze-found" });
          found.append(...gap.childNodes);
          input.replaceWith(...how && how !== "right" ? [element("del", {}, typed), " "] : [], found, ...how ? [" ", verdict(how)] : []);
        });
      }
    }
    /** @param {string} kind @param {string} markup */
    part(kind, markup) {
      const id = `${this.id}-${kind}`;
      const name = this.root.sections[kind] || kind;
      const heading = element("h3", { id }, icon(kind), name);
      const section = element("section", { class: `part part-${kind}` }, heading);
      if (kind === "key-points" && this.side.points) section.append(...this.checklist());
      else section.append(prose("prose", markup));
      if (kind === "red-flags" && this.type === "open") this.tickable(section);
      return section;
    }
    /** The key points with a box each, and the text that stands between them. */
    checklist() {
      const { points = [], besidePoints = [] } = this.side;
      const parts2 = [];
      let list = element("ul", { class: "checklist" });
      for (let i = 0; i <= points.length; i++) {
        for (const [, markup] of besidePoints.filter(([before]) => before === i)) {
          parts2.push(list, prose("prose", markup));
          list = element("ul", { class: "checklist" });
        }
        if (i < points.length) list.append(this.point(i, points[i]));
      }
      return [...parts2, list].filter((part2) => part2.hasChildNodes());
    }
    /** @param {number} i @param {[string, number, string[]?]} point */
    point(i, [markup, weight]) {
      const box2 = element("input", { type: "checkbox", id: `${this.id}-p${i}` });
      this.ticks.push(box2);
      const label = element("label", { for: box2.id });
      label.append(nodes(markup));
      if (weight > 1) label.append(" ", element("span", { class: "weight", title: text("study.weight", { n: weight }) }, element("span", { class: "visually-hidden" }, text("study.weight", { n: weight }))));
      const times = this.missedBefore?.get(i);
      if (times) label.append(" ", element("small", { class: "missed-before" }, times > 1 ? text("study.missed_times", { n: times }) : text("study.missed_before")));
      return element("li", { "data-weight": weight, "data-key": i < 9 ? i + 1 : "" }, box2, label);
    }
    /** Gives each red flag a box: "I said that". @param {HTMLElement} section */
    tickable(section) {
      section.querySelectorAll(".prose > ul > li").forEach((item, i) => {
        const words2 = element("div", { id: `${this.id}-f${i}` });
        words2.append(...item.childNodes);
        const box2 = element("input", { type: "checkbox", id: `${this.id}-fb${i}`, "aria-labelledby": `${this.id}-f${i}` });
        this.flags.push(box2);
        item.classList.add("tickable");
        item.append(box2, words2);
        words2.addEventListener("click", ({ target }) => target instanceof Element && !target.closest("a, button") && box2.click());
      });
    }
    /** Asks beside each point whether a typed answer said it; nothing is ticked. */
    ask() {
      const said2 = this.typedAnswer();
      if (this.textarea) this.textarea.readOnly = true;
      if (said2 !== "") judge().then(({ show: show3 }) => show3(this, said2)).catch(console.warn);
    }
    /** Positions of the boxes that are ticked. @param {HTMLInputElement[]} boxes */
    ticked(boxes) {
      return boxes.flatMap((box2, i) => box2.checked ? [i] : []);
    }
    /** What was typed where there are points to hold it against; empty for nothing. */
    typedAnswer() {
      return this.ticks.length > 0 ? this.textarea?.value.trim() || "" : "";
    }
    /** Whether the learner has ticked anything: without it nobody knows what was said. */
    isTicked() {
      return [...this.ticks, ...this.flags].some((box2) => box2.checked);
    }
    /** Positions of the key points that were not ticked; `undefined` if the learner ticked nothing at all. @returns {number[] | undefined} */
    missed() {
      return this.ticks.length > 0 && this.isTicked() ? this.ticks.flatMap((box2, i) => box2.checked ? [] : [i]) : void 0;
    }
    /** Share of the checklist's weights that was reached; `null` while nothing is ticked. @returns {number | null} */
    score() {
      const points = this.side.points || [];
      if (!this.isTicked()) return null;
      return score(points.map(([, weight], i) => ({ weight, ticked: this.ticks[i].checked })), this.ticked(this.flags).length);
    }
    /** The grade that follows from what was done. @returns {Grade | null} */
    suggestion() {
      if (!this.shown) return null;
      if (this.verdict) return this.verdict === "wrong" ? 1 : this.verdict === "nearly" || this.hints > 0 ? 2 : 3;
      return suggest(this.score(), { hints: this.hints, flags: this.ticked(this.flags).length });
    }
    /** What the checklist says in a line; empty while nothing is ticked. */
    scoreLine() {
      const score2 = this.score();
      if (score2 === null || this.ticks.length === 0) return "";
      const grade2 = text(`study.${["again", "hard", "good", "easy"][(this.suggestion() || 1) - 1]}`);
      return text("study.score", { n: this.ticked(this.ticks).length, m: this.ticks.length, percent: number(score2, { style: "percent" }), grade: grade2 });
    }
    /** The words of the missed points, for the session's end. @returns {string[]} */
    missedWords() {
      return (this.missed() ?? []).map((i) => nodes(
        /** @type {[string, number][]} */
        this.side.points[i][0]
      ).textContent || "");
    }
  };

  // learner.js
  var learner_exports = {};
  __export(learner_exports, {
    askPersistence: () => askPersistence,
    backupDue: () => backupDue,
    forgetCleared: () => forgetCleared,
    levels: () => levels,
    log: () => log,
    onevents: () => onevents,
    open: () => open2,
    prepare: () => prepare,
    save: () => save,
    sentence: () => sentence,
    setStudy: () => setStudy,
    store: () => store2,
    storeNote: () => storeNote,
    studySettings: () => studySettings,
    tell: () => tell,
    todayNow: () => todayNow,
    writeDigest: () => writeDigest
  });

  // database.js
  var StoreError = class extends Error {
    /** @param {Problem} problem @param {unknown} [cause] */
    constructor(problem, cause) {
      super(problem, { cause });
      this.problem = problem;
    }
  };
  function problemOf(error) {
    if (error instanceof StoreError) return error.problem;
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    if (name === "QuotaExceededError") return "full";
    if (name === "VersionError") return "newer";
    if (name === "SecurityError") return "blocked";
    return name === "InvalidStateError" ? "closed" : "failed";
  }
  var done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  async function transact(db, name, mode, work) {
    const tx = db.transaction(name, mode, { durability: "strict" });
    const complete = new Promise((resolve, reject) => {
      tx.oncomplete = () => resolve(void 0);
      tx.onabort = () => reject(tx.error || new DOMException("aborted", "AbortError"));
    });
    const result = work(tx.objectStore(name));
    result.catch(() => {
    });
    await complete;
    return result;
  }
  function openPlain(factory, name, stores) {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
      for (const [store3, options] of Object.entries(stores)) request.result.createObjectStore(store3, options);
    };
    return done(request);
  }
  function within(work, ms) {
    let timer2 = 0;
    const late = new Promise((_, reject) => timer2 = setTimeout(() => reject(new DOMException("too slow", "TimeoutError")), ms));
    return Promise.race([
      work,
      /** @type {Promise<never>} */
      late
    ]).finally(() => clearTimeout(timer2));
  }

  // events-database.js
  var PATIENCE2 = 3e3;
  function openDatabase(name, { version = VERSION, migrate: migrate2 = migrate } = {}, factory = indexedDB) {
    return new Promise((resolve, reject) => {
      const request = factory.open(name, version);
      request.onupgradeneeded = (event) => upgrade(
        request.result,
        /** @type {IDBTransaction} */
        request.transaction,
        event.oldVersion,
        migrate2
      );
      let late = false;
      request.onsuccess = () => {
        if (late) request.result.close();
        else resolve(request.result);
      };
      request.onerror = () => reject(request.error);
      request.onblocked = () => setTimeout(() => {
        late = true;
        reject(new StoreError("older"));
      }, PATIENCE2);
    });
  }
  async function upgrade(db, tx, from, migrate2) {
    if (from === 0) {
      db.createObjectStore("events", { keyPath: "id" });
      db.createObjectStore("recordings");
      db.createObjectStore("keep");
      return;
    }
    const store3 = tx.objectStore("events");
    const old = await done(store3.getAll());
    try {
      const fresh2 = migrate2(old, from);
      store3.clear();
      for (const event of fresh2) store3.put(event);
    } catch {
      tx.abort();
    }
  }
  var putEvents = (db, list) => transact(db, "events", "readwrite", async (store3) => list.forEach((event) => store3.put(event)));
  var eventIds = async (db) => (await transact(db, "events", "readonly", (store3) => done(store3.getAllKeys()))).map(String);
  async function eventsOf(db, ids) {
    if (!ids.length) return [];
    const wanted = new Set(ids);
    const read = ids.length > 100 ? (await transact(db, "events", "readonly", (store3) => done(store3.getAll()))).filter(({ id }) => wanted.has(id)) : await transact(db, "events", "readonly", (store3) => Promise.all(ids.map((id) => done(store3.get(id)))));
    return read.filter(check);
  }
  async function formerCopy(name) {
    const buckets = (
      /** @type {any} */
      globalThis.navigator?.storageBuckets
    );
    if (!buckets || !(await buckets.keys()).includes("recto")) return [];
    const bucket = await buckets.open("recto");
    if (!(await bucket.indexedDB.databases()).some((one) => one.name === name)) return [];
    const db = await within(openDatabase(name, {}, bucket.indexedDB), PATIENCE2);
    try {
      return await eventsOf(db, await eventIds(db));
    } finally {
      db.close();
    }
  }

  // journals.js
  var PATIENCE3 = 5e3;
  var PATIENCE_EVENT = 1;
  var Journals = class {
    /** @param {Worker} worker */
    constructor(worker) {
      this.worker = worker;
      this.serial = 0;
      this.waiting = /* @__PURE__ */ new Map();
      worker.onmessage = ({ data: { id, result, error } }) => {
        const one = this.waiting.get(id);
        this.waiting.delete(id);
        if (error) one?.reject(new DOMException(error, error));
        else one?.resolve(result);
      };
      worker.onerror = () => this.close();
    }
    /** Asks the worker. @param {string} call @param {any} [argument] @param {number} [patience] @returns {Promise<any>} */
    ask(call, argument, patience = PATIENCE3) {
      if (!this.worker) return Promise.reject(new DOMException("the worker ended", "InvalidStateError"));
      const id = ++this.serial;
      return new Promise((resolve, reject) => {
        const timer2 = setTimeout(() => this.waiting.get(id)?.reject(new DOMException("no answer", "TimeoutError")), patience);
        const settle = (how) => (value) => (clearTimeout(timer2), this.waiting.delete(id), how(value));
        this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
        this.worker?.postMessage({ id, call, argument });
      });
    }
    /** @param {string} key */
    open(key) {
      return this.ask("open", key, 4 * PATIENCE3);
    }
    /** What was appended since, by any page. @returns {Promise<any[]>} */
    async refresh() {
      return (await this.ask("read")).list;
    }
    /** Fulfilled when the disk has them. @param {unknown[]} list @returns {Promise<void>} */
    append(list) {
      return this.ask("append", list, PATIENCE3 + PATIENCE_EVENT * list.length);
    }
    /** Lets go of the journal while the page rests. */
    rest() {
      return this.ask("release").catch(() => {
      });
    }
    close() {
      this.worker?.terminate();
      this.worker = /** @type {any} */
      null;
      for (const { reject } of [...this.waiting.values()]) reject(new DOMException("the worker ended", "InvalidStateError"));
    }
  };
  async function openJournals(key) {
    if (globalThis.location?.protocol === "file:" || !globalThis.Worker || !globalThis.navigator?.storage?.getDirectory) return null;
    const ledger = new Journals(new Worker(url("asset:scripts/journals.js")));
    try {
      return { ledger, ...await ledger.open(key) };
    } catch {
      ledger.close();
      return null;
    }
  }

  // store.js
  var TAKEN = { taken: "copy" };
  var isFromDisk = () => globalThis.location?.protocol === "file:";
  var isTaken = (one) => one?.taken === TAKEN.taken;
  var REST = 3e3;
  var BATCH = 500;
  var SHOWN = 5e4;
  var MESSAGE = 5e3;
  var PATIENCE4 = 2e3;
  async function openLedger(key) {
    const journals = await openJournals(key);
    if (journals || !isFromDisk()) return journals;
    const { openGenerations } = await use("asset:scripts/generations.js", "generations");
    return openGenerations(key);
  }
  var keyOf = (book2) => [1, 2].map((seed) => hash(book2, seed).toString(16).padStart(8, "0")).join("");
  var Store = class {
    /** @param {string} book */
    constructor(book2) {
      this.book = book2;
      this.name = `recto:${book2}`;
      this.key = keyOf(book2);
      this.db = null;
      this.ledger = null;
      this.onevents = () => {
      };
      this.onlost = () => {
      };
      this.events = /* @__PURE__ */ new Map();
      this.behind = { ledger: [], db: [] };
      this.settled = Promise.resolve();
      this.writing = 0;
      this.isOpen = false;
    }
    /** Opens both places and returns all events. @returns {Promise<LogEvent[]>} */
    async open() {
      const opened = openLedger(this.key).catch(() => null);
      this.db = await this.openFirst(opened);
      const strong = await opened;
      this.ledger = strong?.ledger ?? null;
      const ids = this.db ? await eventIds(this.db) : [];
      this.take(strong?.list ?? []);
      const list = strong?.list ?? [];
      const missing = (
        /** @type {any[]} */
        this.db ? await eventsOf(this.db, ids.filter((id) => !this.events.has(id))) : []
      );
      this.take(missing);
      if (this.ledger && !list.some(isTaken)) {
        missing.push(...this.take(await formerCopy(this.name).catch(() => [])), TAKEN);
      }
      this.isOpen = true;
      this.settle(missing, ids);
      this.listen();
      return [...this.events.values()];
    }
    /** The database. Where it cannot be opened but the ledger can, that is no reason to stop. @param {Promise<unknown>} opened */
    async openFirst(opened) {
      try {
        if (!globalThis.indexedDB) throw new StoreError("blocked");
        const db = await openDatabase(this.name);
        db.onversionchange = db.onclose = () => this.lose("closed");
        return db;
      } catch (error) {
        const problem = problemOf(error) === "failed" ? "blocked" : problemOf(error);
        if (problem === "newer" || problem === "older" || !await opened) throw new StoreError(problem, error);
        return null;
      }
    }
    /** Takes in what has the shape of events and is not known. @param {any[]} list @returns {LogEvent[]} */
    take(list) {
      const fresh2 = list.filter((event) => !this.events.has(event?.id) && check(event));
      for (const event of fresh2) this.events.set(event.id, event);
      return fresh2;
    }
    /** Gives each place what it lacks: the ledger at once, the database as soon as the page rests. @param {any[]} missing of the ledger @param {string[]} ids of the database */
    settle(missing, ids) {
      const { ledger } = this;
      if (ledger) {
        const all2 = [...this.events.values(), TAKEN];
        const work = ledger.settle ? ledger.settle(all2, missing) : missing.length ? ledger.append(missing) : Promise.resolve();
        this.writing++;
        this.settled = work.catch(() => void this.behind.ledger.push(...missing)).finally(() => this.written());
      }
      const there = new Set(ids);
      const lacking = [...this.events.values()].filter(({ id }) => !there.has(id));
      if (lacking.length) setTimeout(() => this.catchUp(lacking), lacking.length > BATCH ? REST : 0);
    }
    /** Writes to the database what the ledger has given back. One page at a time: the others would write the same. @param {LogEvent[]} list */
    async catchUp(list) {
      const work = async () => {
        for (let i = 0; i < list.length && this.db; i += BATCH) await putEvents(this.db, list.slice(i, i + BATCH));
      };
      const { locks } = globalThis.navigator ?? {};
      await (locks ? locks.request(`recto:${this.key}:merge`, { ifAvailable: true }, (lock) => lock ? work() : void 0) : work()).catch(() => {
      });
    }
    /** Whether what is acknowledged survives an end of the browser in the middle of a write, wherever it happens. */
    get isSafe() {
      return this.ledger !== null && this.behind.ledger.length === 0;
    }
    /** @param {Problem} problem */
    lose(problem) {
      this.isOpen = false;
      this.db?.close();
      this.db = null;
      this.ledger?.close();
      this.ledger = null;
      this.onlost(problem);
    }
    /**
     * Runs a transaction of the database and waits until it is complete, on disk.
     * @template T
     * @param {string} name of the store
     * @param {IDBTransactionMode} mode
     * @param {(store: IDBObjectStore) => Promise<T>} work
     * @returns {Promise<T>}
     */
    async run(name, mode, work) {
      if (!this.db) throw new StoreError("closed");
      try {
        return await transact(this.db, name, mode, work);
      } catch (error) {
        throw new StoreError(problemOf(error), error);
      }
    }
    /**
     * Keeps events. Fulfilled: they are on disk. Rejected: none of them is.
     * @param {LogEvent[]} list
     */
    async save(list) {
      if (list.some((event) => !check(event))) throw new StoreError("failed");
      await this.put(list);
      this.channel?.postMessage(list);
    }
    /** Writes to both places; one of them is enough, and the other is given it later. @param {LogEvent[]} list */
    async put(list) {
      if (!this.isOpen) throw new StoreError("closed");
      this.writing++;
      try {
        await this.settled;
        const ledger = this.append(list);
        const db = this.ledger ? this.soon(this.insert(list), ledger) : this.insert(list);
        const [one, two] = await Promise.allSettled([ledger, db]);
        if (one.status === "rejected" && two.status === "rejected") {
          const problem = this.ledger ? problemOf(one.reason) : problemOf(two.reason);
          throw new StoreError(problem === "closed" ? problemOf(two.reason) : problem, two.reason);
        }
        if (one.status === "rejected" && this.ledger) this.behind.ledger.push(...list);
        if (two.status === "rejected" && this.db) this.behind.db.push(...list);
        for (const event of list) this.events.set(event.id, event);
      } finally {
        this.written();
      }
    }
    /** A write has ended. */
    written() {
      this.writing--;
      if (this.isHidden()) this.rest();
    }
    /** @param {LogEvent[]} list */
    async append(list) {
      if (!this.ledger) throw new StoreError("closed");
      const { ledger: behind } = this.behind;
      await this.ledger.append([...behind, ...list]);
      this.behind.ledger = this.behind.ledger.filter((event) => !behind.includes(event));
    }
    /** @param {LogEvent[]} list */
    async insert(list) {
      if (!this.db) throw new StoreError("closed");
      const { db: behind } = this.behind;
      await putEvents(this.db, [...behind, ...list]);
      this.behind.db = this.behind.db.filter((event) => !behind.includes(event));
    }
    /** The database's work, for as long as it needs if the ledger fails; else not much longer than the ledger. @param {Promise<void>} work @param {Promise<void>} ledger */
    async soon(work, ledger) {
      work.catch(() => {
      });
      await ledger.then(() => within(work, PATIENCE4), () => work);
    }
    isHidden() {
      return document.visibilityState === "hidden";
    }
    /** Lets go of what other tabs or the next start may need, if nothing is being written. */
    rest() {
      if (this.writing === 0) this.ledger?.rest();
    }
    /** Is notified of the other tabs' events, at once or when this tab wakes. */
    listen() {
      const wake = () => {
        if (!this.isHidden() && this.isOpen) this.refresh().catch(() => {
        });
      };
      if ("BroadcastChannel" in globalThis) {
        this.channel = new BroadcastChannel(this.name);
        this.channel.onmessage = ({ data }) => Array.isArray(data) ? this.hear(data) : wake();
      }
      document.addEventListener("visibilitychange", () => this.isHidden() ? this.rest() : wake());
      addEventListener("pagehide", () => this.rest());
      addEventListener("pageshow", wake);
    }
    /** @param {any[]} list */
    hear(list) {
      const fresh2 = this.take(list);
      if (fresh2.length > 0) this.onevents(fresh2);
    }
    /** Reads what other tabs wrote while this one was not notified. */
    async refresh() {
      if (this.ledger) this.hear(await this.ledger.refresh());
      else if (this.db) this.hear(await eventsOf(this.db, (await eventIds(this.db)).filter((id) => !this.events.has(id))));
    }
    /** All that is kept, by any tab. @returns {Promise<LogEvent[]>} */
    async all() {
      if (!this.isOpen) throw new StoreError("closed");
      await this.refresh();
      return [...this.events.values()];
    }
    /**
     * Merges checked events: what is missing is added, nothing is changed or removed.
     * @param {LogEvent[]} list
     * @param {(share: number) => void} [onprogress] called with how much is done, from 0 to 1
     * @returns {Promise<number>} how many were missing
     */
    async merge(list, onprogress = () => {
    }) {
      await this.refresh();
      const fresh2 = list.filter(({ id }) => !this.events.has(id));
      for (let i = 0; i < fresh2.length; i += BATCH) {
        await this.put(fresh2.slice(i, i + BATCH));
        onprogress(i / fresh2.length);
      }
      if (fresh2.length > 0) {
        this.channel?.postMessage(fresh2.length > MESSAGE ? "many" : fresh2);
        if (fresh2.length <= SHOWN) this.onevents(fresh2);
      }
      return fresh2.length;
    }
    /** @param {'recordings' | 'keep'} store @param {string} key @param {any} value `undefined` removes it */
    async keep(store3, key, value) {
      await this.run(store3, "readwrite", (s) => done(
        /** @type {IDBRequest<any>} */
        value === void 0 ? s.delete(key) : s.put(value, key)
      ));
    }
    /** @param {'recordings' | 'keep'} store @param {string} key @returns {Promise<any>} */
    kept(store3, key) {
      return this.run(store3, "readonly", (s) => done(s.get(key)));
    }
  };
  async function persist() {
    try {
      return await globalThis.navigator?.storage?.persist?.() ?? null;
    } catch {
      return null;
    }
  }

  // tally.js
  var STATES = (
    /** @type {const} */
    ["new", "learning", "young", "mature", "suspended"]
  );
  function stateOf(states, seen) {
    const all2 = states.map(stageOf).filter((stage) => !seen || stage !== "new");
    return STATES.find((stage) => all2.includes(stage)) ?? "suspended";
  }
  function lineOf(log3, card, today2) {
    const states = units(card).map(({ id }) => log3.card(id));
    const seen = states.some(({ reps }) => reps > 0);
    const line = { card, states, state: stateOf(states, seen), seen, learning: false, asked: { due: false, fresh: false }, due: Infinity, fresh: Infinity };
    const graded = states.filter(({ reps, day }) => reps > 0 && day === today2);
    for (const state of states) {
      if (state.suspended) continue;
      const waits = state.buried === today2 || graded.some((other) => other !== state);
      const from = waits ? today2 + 1 : today2;
      const asked = state.queued > 0;
      if (state.phase === "new") line.fresh = Math.min(line.fresh, from);
      else if (state.phase === "review") line.due = Math.min(line.due, Math.max(asked ? Math.min(state.due, state.queued) : state.due, from));
      else if (state.buried === today2) line.due = Math.min(line.due, today2 + 1);
      else line.learning = true;
      if (asked && !waits && state.phase === "review") line.asked.due = true;
      if (asked && !waits && state.phase === "new") line.asked.fresh = true;
    }
    return line;
  }
  var lines = (log3, cards2, today2) => cards2.map((card) => lineOf(log3, card, today2));
  var isDue = (line, day) => line.learning || line.due <= day;
  function on(list, day) {
    const out = { learning: 0, due: 0, fresh: 0, askedDue: 0, askedFresh: 0 };
    for (const line of list) {
      if (line.learning) out.learning++;
      else if (line.due <= day) line.asked.due ? out.askedDue++ : out.due++;
      else if (line.fresh <= day) line.asked.fresh ? out.askedFresh++ : out.fresh++;
    }
    return out;
  }
  function byTopic(list, today2) {
    const out = /* @__PURE__ */ new Map();
    for (const line of list) {
      const entry = out.get(line.card.topic) ?? { due: 0, seen: 0 };
      out.set(line.card.topic, entry);
      entry.seen += Number(line.seen);
      entry.due += Number(isDue(line, today2));
    }
    return out;
  }
  function withBelow(root3, own, totalOf = ({ counts }) => counts.reduce((sum, [, , cards2]) => sum + cards2, 0)) {
    const all2 = root3.topics.map((topic) => ({ due: 0, seen: 0, ...own.get(topic.id), total: totalOf(topic) }));
    for (let i = all2.length - 1; i >= 0; i--) {
      const parent = all2[root3.topics[i].parent];
      for (
        const key of
        /** @type {const} */
        ["due", "seen", "total"]
      ) if (parent) parent[key] += all2[i][key];
    }
    return new Map(root3.topics.map(({ id }, i) => [id, all2[i]]));
  }

  // summary.js
  function totals(root3) {
    const total = root3.topics.map((topic) => topic.counts.reduce((sum, [, , , units2]) => sum + units2, 0));
    for (let i = root3.topics.length - 1; i >= 0; i--) {
      const { parent } = root3.topics[i];
      if (parent >= 0) total[parent] += total[i];
    }
    return root3.topics.map(({ id }, i) => ({ id, total: total[i] }));
  }
  function topicsWithCards(root3) {
    const own = totals(root3);
    return root3.topics.filter((_, i) => own[i].total > 0);
  }
  function make2(log3, root3, lines2, { day, ahead, date, mock, weak: weak2 }, last) {
    const mastery2 = mastery(lines2.flatMap(({ states }) => states), totals(root3), log3.weights(), day);
    const counted = withBelow(root3, byTopic(lines2, day));
    const topics3 = {};
    for (const [id, { seen }] of counted) if (seen > 0) topics3[id] = [Math.round((mastery2.get(id)?.share ?? 0) * 100), seen];
    const title = (id) => root3.topics.find((topic) => topic.id === id)?.title ?? id;
    return { day, events: log3.events.length, ahead, date, mock, weak: weak2.map(title), topics: topics3, last };
  }
  function marks(lines2, topic) {
    const signs = lines2.flatMap(({ card, state, due }) => {
      if (card.topic !== topic || state === "new") return [];
      const sign = state === "suspended" ? "s" : state === "learning" ? "l" : state[0] + due.toString(36);
      return [`${encodeURIComponent(card.id.slice(topic.length + 1))}=${sign}`];
    });
    return signs.join(" ");
  }

  // coach.js
  var LAST = { share: 0.2, least: 2, spare: 1, most: 7 };
  var NEW_SHARE = 0.5;
  var MOST_NEW = 30;
  var LONG = 20;
  var MOCKS = [2, 5, 9, 14, 21, 30, 42, 56];
  var MOCK_EVERY = 7;
  var SLOT_EVERY = 3;
  var isLong = (card) => card.minutes >= LONG;
  function pace(unseen, today2, date) {
    const days = Math.max(0, date - today2);
    if (days <= LAST.least) return { days, newDays: 0, perDay: 0 };
    const rest = Math.max(LAST.least + LAST.spare, Math.min(LAST.most, Math.floor(days * LAST.share)));
    const newDays = Math.max(1, days - rest);
    return { days, newDays, perDay: Math.ceil(unseen / newDays) };
  }
  function quota(limits, goal, { today: today2, due, done: done2 }) {
    if (!goal) return { fresh: limits.fresh, reviews: limits.reviews };
    const wanted = pace(goal.unseen + done2.fresh, today2, goal.date).perDay;
    if (goal.minutes === 0) return { fresh: wanted, reviews: limits.reviews };
    const { fresh: fresh2, review } = goal.cost;
    const most = Math.floor((goal.minutes - Math.min(wanted * fresh2, goal.minutes * NEW_SHARE)) / review);
    const reviews = Math.min(limits.reviews, most);
    const spent = Math.min(due + done2.reviews, reviews) * review;
    return { fresh: Math.max(0, Math.min(wanted, Math.floor((goal.minutes - spent) / fresh2))), reviews };
  }
  function slots(tasks, today2, date) {
    const last = date - LAST.least - 1;
    const room = last - today2 + 1;
    if (tasks <= 0 || room <= 0) return [];
    const gap = Math.max(1, Math.min(SLOT_EVERY, Math.floor(room / tasks)));
    const first2 = last - Math.floor((last - today2) / gap) * gap;
    return Array.from({ length: Math.min(tasks, Math.floor((last - first2) / gap) + 1) }, (_, i) => first2 + i * gap);
  }
  function mocks(today2, date, last) {
    const from = Math.max(today2, last >= 0 ? last + 2 : today2);
    if (date === null || date <= today2) return [Math.max(today2, last >= 0 ? last + MOCK_EVERY : today2)];
    return MOCKS.map((before) => date - before).filter((day) => day >= from).reverse();
  }

  // queue.js
  var LEARN_AHEAD = 20 * MINUTE;
  var isDue2 = (state, today2) => state.phase === "review" && (state.due <= today2 || state.queued > 0 && state.queued <= today2);
  var isAside = (state, today2) => state.suspended || state.buried === today2;
  function doneOn(log3, today2) {
    const ids = /* @__PURE__ */ new Set();
    for (let i = log3.events.length - 1; i >= 0 && log3.events[i].day >= today2 - 2; i--) {
      const event = log3.events[i];
      if (event.type === "grade" && event.day === today2 && !log3.struck.has(event.id)) ids.add(present(log3.aliases, event.card));
    }
    let fresh2 = 0, reviews = 0;
    for (const id of ids) {
      log3.replay(id, (event, before) => {
        if (event.day !== today2) return;
        if (before.phase === "new") fresh2++;
        if (before.phase === "review") reviews++;
      });
    }
    return { fresh: fresh2, reviews };
  }

  // select.js
  var MODES = ["study", "due", "new", "cram"];
  var KEYS = (
    /** @type {const} */
    { topic: "topics", level: "levels", kind: "kinds", tag: "tags", card: "cards" }
  );
  function fromQuery(query) {
    const given2 = new URLSearchParams(query);
    const mode = (
      /** @type {Mode} */
      given2.get("mode") || ""
    );
    const choice = { topics: [], levels: [], kinds: [], tags: [], cards: [], mode: MODES.includes(mode) ? mode : "study" };
    for (const [key, list] of Object.entries(KEYS)) {
      const values = given2.getAll(key).flatMap((value) => key === "card" ? [value] : value.split(","));
      choice[list] = [...new Set(values.filter((value) => value !== ""))];
    }
    return choice;
  }
  var isWithin = (chosen, id) => chosen.length === 0 || chosen.some((topic) => id === topic || id.startsWith(topic + "/"));
  function matches(choice, card) {
    const has = (list, value) => list.length === 0 || list.includes(value);
    return isWithin(choice.topics, card.topic) && has(choice.levels, card.level) && has(choice.kinds, card.kind) && has(choice.cards, card.id) && (choice.tags.length === 0 || card.tags.some((tag) => choice.tags.includes(tag)));
  }
  function numbersIn(root3, topic, choice) {
    const level = choice.levels.map((id) => root3.levels.findIndex(([other]) => other === id));
    const kind = choice.kinds.map((id) => root3.kinds.findIndex(([other]) => other === id));
    const fits2 = (list, value) => list.length === 0 || list.includes(value);
    const rows = topic.counts.filter(([l, k]) => fits2(level, l) && fits2(kind, k));
    return { cards: rows.reduce((sum, [, , cards2]) => sum + cards2, 0), units: rows.reduce((sum, [, , , units2]) => sum + units2, 0) };
  }
  function tally(log3, today2) {
    const out = /* @__PURE__ */ new Map();
    for (const id of log3.cards()) {
      const state = log3.card(id);
      if (state.phase === "new" && !state.suspended) continue;
      const topic = topicOf(id);
      const entry = out.get(topic) || { due: 0, seen: 0 };
      out.set(topic, entry);
      entry.seen++;
      if (!isAside(state, today2) && (isDue2(state, today2) || state.phase === "learning" || state.phase === "relearning")) entry.due++;
    }
    return out;
  }
  function topicsFor(root3, choice, log3, { today: today2, fresh: fresh2 }) {
    if (choice.cards.length > 0) return [...new Set(choice.cards.map(topicOf))];
    const chosen = root3.topics.filter((topic) => topic.file !== "" && isWithin(choice.topics, topic.id));
    if (choice.mode === "cram" || choice.tags.length > 0) return chosen.map((topic) => topic.id);
    const known2 = tally(log3, today2);
    const queued = new Set(log3.cards().filter((id) => log3.card(id).queued > 0).map(topicOf));
    let wanted = choice.mode === "due" ? 0 : fresh2;
    return chosen.filter((topic) => {
      const { due, seen } = known2.get(topic.id) || { due: 0, seen: 0 };
      const { cards: cards2, units: units2 } = numbersIn(root3, topic, choice);
      const gives = wanted > 0 && units2 > seen;
      if (gives) wanted -= Math.max(1, cards2 - seen);
      return gives || queued.has(topic.id) || choice.mode !== "new" && due > 0;
    }).map((topic) => topic.id);
  }

  // today.js
  var AHEAD2 = 30;
  var BACK = 14;
  var WEAK = { grades: 4, share: 0.2, topics: 3 };
  var USUAL = { fresh: 1.5, review: 0.5, again: 0.25, n: 10 };
  var MINUTE2 = 6e4;
  function levelsOf(root3, level) {
    const ids = root3.levels.map(([id]) => id);
    return ids.includes(level) ? ids.slice(0, ids.indexOf(level) + 1) : [];
  }
  function goalOn(log3, today2) {
    const goal = log3.goal();
    return goal && goal.date >= today2 ? goal : null;
  }
  function usual(root3, log3, today2, levels2) {
    const goal = goalOn(log3, today2);
    const ids = root3.levels.map(([id]) => id);
    return { ...fromQuery(""), levels: goal ? levelsOf(root3, goal.level) : levels2.filter((id) => ids.includes(id)) };
  }
  var isUsual = (choice, card) => matches(choice, card) && !isLong(card);
  function topicsFor2(root3, log3, today2, fresh2, levels2) {
    const choice = usual(root3, log3, today2, levels2);
    const touched = new Set(log3.cards().map(topicOf));
    const wanted = new Set(topicsFor(root3, choice, log3, { today: today2, fresh: fresh2 }));
    const all2 = goalOn(log3, today2) !== null;
    return root3.topics.filter(({ id, file }) => file !== "" && (all2 || touched.has(id) || wanted.has(id))).map(({ id }) => id);
  }
  function* recent(log3, today2) {
    for (let i = log3.events.length - 1; i >= 0 && log3.events[i].day > today2 - BACK; i--) {
      const event = (
        /** @type {LogEvent} */
        log3.events[i]
      );
      if (event.type === "grade" && !log3.struck.has(event.id)) yield event;
    }
  }
  function supposed(cards2) {
    const told2 = cards2.filter(({ minutes }) => minutes > 0);
    if (told2.length === 0) return { fresh: USUAL.fresh, review: USUAL.review };
    const mean2 = told2.reduce((sum, { minutes }) => sum + minutes, 0) / told2.length;
    const review = Math.max(USUAL.review, mean2 * USUAL.again);
    return { fresh: mean2 + review, review };
  }
  function costs(log3, today2, cards2) {
    const before = supposed(cards2);
    const sum = { fresh: before.fresh * USUAL.n * MINUTE2, review: before.review * USUAL.n * MINUTE2 };
    const seen = { fresh: /* @__PURE__ */ new Set(), review: /* @__PURE__ */ new Set() };
    for (const event of recent(log3, today2)) {
      const kind = log3.card(event.card).introduced === event.day ? "fresh" : "review";
      seen[kind].add(`${event.card} ${event.day}`);
      sum[kind] += event.ms ?? 0;
    }
    const each = (kind) => Math.max(0.05, sum[kind] / (seen[kind].size + USUAL.n) / MINUTE2);
    return { fresh: each("fresh"), review: each("review") };
  }
  function weakTopics(log3, today2) {
    const topics3 = /* @__PURE__ */ new Map();
    for (const { card = "", g } of recent(log3, today2)) {
      const entry = topics3.get(topicOf(card)) ?? { n: 0, again: 0 };
      topics3.set(topicOf(card), entry);
      entry.n++;
      entry.again += g === 1 ? 1 : 0;
    }
    const weak2 = [...topics3].filter(([, { n, again }]) => n >= WEAK.grades && again / n >= WEAK.share);
    return weak2.sort(([a, x], [b, y]) => y.again / y.n - x.again / x.n || (a < b ? -1 : 1)).slice(0, WEAK.topics).map(([id]) => id);
  }
  var interviewed = (log3) => new Map(log3.interviews().flatMap(({ paper, day }) => paper.questions.map((q) => [q.card, day])));
  function longTasks(cards2, log3, levels2) {
    const done2 = interviewed(log3);
    const rank = (card) => levels2.length ? levels2.length - 1 - levels2.indexOf(card.level) : 0;
    return cards2.filter((card) => isLong(card) && !done2.has(card.id) && log3.card(card.id).phase === "new" && !log3.card(card.id).suspended).sort((a, b) => rank(a) - rank(b) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
  }
  function goalOf(log3, cards2, today2, minutes) {
    const goal = goalOn(log3, today2);
    if (!goal) return null;
    const unseen = cards2.reduce((sum, card) => sum + units(card).filter(({ id }) => log3.card(id).phase === "new" && !log3.card(id).suspended).length, 0);
    return { date: goal.date, unseen, minutes, cost: costs(log3, today2, cards2) };
  }
  function make3(root3, log3, lines2, { day, fresh: fresh2, reviews, minutes, levels: levels2 }) {
    const choice = usual(root3, log3, day, levels2);
    const cards2 = lines2.map(({ card }) => card);
    const list = lines2.filter(({ card }) => isUsual(choice, card));
    const own = list.map(({ card }) => card);
    const goal = goalOf(log3, own, day, minutes);
    const cost = costs(log3, day, own);
    const unloaded = root3.topics.filter(({ id }) => !isKnown(id)).reduce((sum, topic) => sum + numbersIn(root3, topic, choice).cards, 0);
    const done2 = doneOn(log3, day);
    const ahead = Array.from({ length: AHEAD2 + 1 }, (_, i) => {
      const there = on(list, day + i);
      const did2 = i === 0 ? done2 : { fresh: 0, reviews: 0 };
      const room = quota({ fresh: fresh2, reviews }, goal && goal.date >= day + i ? goal : null, { today: day + i, due: there.due + there.askedDue, done: did2 });
      const due = Math.min(there.due, Math.max(0, room.reviews - did2.reviews)) + there.askedDue + there.learning;
      const unseen = Math.min(there.fresh + unloaded, Math.max(0, room.fresh - did2.fresh)) + there.askedFresh;
      return (
        /** @type {[number, number, number]} */
        [due, unseen, Math.ceil(due * cost.review + unseen * cost.fresh)]
      );
    });
    const date = goal?.date ?? null;
    const tasks = longTasks(cards2.filter((card) => matches(choice, card)), log3, choice.levels);
    const slots2 = slots(tasks.length, day, date ?? day + AHEAD2);
    const papers = log3.interviews();
    const did = [...interviewed(log3)].some(([id, on2]) => on2 === day && cards2.some((card) => card.id === id && isLong(card)));
    const mocks2 = root3.study.rehearsals === false ? [] : mocks(day, date, papers.length ? papers[papers.length - 1].day : -1);
    return {
      day,
      date,
      ahead,
      reviews: ahead[0][0],
      fresh: ahead[0][1],
      minutes: ahead[0][2],
      steep: goal !== null && ahead[0][1] + done2.fresh > MOST_NEW,
      due: on(list, day).due + on(list, day).askedDue + on(list, day).learning,
      long: date !== null && slots2[0] === day && !did ? tasks[0] : null,
      nextLong: date === null ? null : slots2.find((slot) => slot > day) ?? null,
      mock: mocks2[0] ?? null,
      weak: weakTopics(log3, day)
    };
  }

  // learner.js
  var BACKUP = { grades: 50, days: 14 };
  var BACKUP_SOON = { grades: 20, days: 5 };
  var MINUTES = 60;
  var DIGEST_AFTER = 400;
  var store2 = new Store(book);
  var log = new Log();
  var listeners = [];
  var stale = /* @__PURE__ */ new Set();
  var timer = 0;
  var within2 = (value, low, high, fallback) => typeof value === "number" && value >= low && value <= high ? value : fallback;
  function studySettings() {
    const own = settings.get("study", {}) || {};
    const usual2 = rootNow()?.study || { fresh: 20, reviews: 200, retention: 0.9, leech: 8, twoGrades: false };
    return {
      fresh: Math.round(within2(own.fresh, 0, 999, usual2.fresh)),
      reviews: Math.round(within2(own.reviews, 0, 9999, usual2.reviews)),
      minutes: Math.round(within2(own.minutes, 0, 999, MINUTES)),
      retention: within2(own.retention, 0.7, 0.97, usual2.retention),
      leech: Math.round(within2(own.leech, 0, 99, usual2.leech)),
      twoGrades: typeof own.twoGrades === "boolean" ? own.twoGrades : usual2.twoGrades,
      typing: own.typing === true
    };
  }
  var setStudy = (changes) => settings.set("study", { ...settings.get("study", {}) || {}, ...changes });
  var summary = () => settings.get("summary");
  async function open2() {
    const [root3, events] = await Promise.all([load2(), store2.open()]);
    log.follow(root3.aliases);
    log.add(events);
    store2.onevents = (fresh2) => {
      log.add(fresh2);
      touch(fresh2);
      for (const listener of listeners) listener(fresh2);
    };
    addEventListener("pagehide", () => writeDigest());
    return { root: root3, cleared: events.length === 0 ? summary()?.events || 0 : 0 };
  }
  var forgetCleared = () => settings.set("summary", null);
  async function save(events, take = (event) => log.add([event])) {
    await store2.save(events);
    events.forEach(take);
    touch(events);
  }
  function touch(events) {
    for (const event of events) {
      const about = event.type === "undo" ? log.events.find((other) => other.id === event.of) : event;
      if (about?.card) stale.add(topicOf(present(log.aliases, about.card)));
      else if (about?.type === "weights") log.cards().forEach((id) => stale.add(topicOf(id)));
    }
    clearTimeout(timer);
    timer = setTimeout(() => prepare().catch(() => {
    }).then(() => writeDigest()), DIGEST_AFTER);
  }
  var levels = () => [settings.get("levels", [])].flat().map(String);
  async function prepare() {
    const root3 = await load2();
    const day = today(Date.now());
    await Promise.all(topicsFor2(root3, log, day, studySettings().fresh, levels()).map(cards));
  }
  function isPrepared() {
    const root3 = rootNow();
    return root3 !== null && topicsFor2(root3, log, today(Date.now()), studySettings().fresh, levels()).every(isKnown);
  }
  function todayNow(lines2 = lines(log, known(), today(Date.now()))) {
    const { fresh: fresh2, reviews, minutes } = studySettings();
    return make3(
      /** @type {any} */
      rootNow(),
      log,
      lines2,
      { day: today(Date.now()), fresh: fresh2, reviews, minutes, levels: levels() }
    );
  }
  function writeDigest(last = summary()?.last ?? "") {
    clearTimeout(timer);
    const root3 = rootNow();
    if (!root3 || log.events.length === 0 || !isPrepared()) return;
    const lines2 = lines(log, known(), today(Date.now()));
    settings.set("summary", make2(log, root3, lines2, todayNow(lines2), last));
    for (const topic of stale) settings.set(`marks:${topic}`, marks(lines2, topic) || null);
    stale.clear();
  }
  function sentence(error) {
    return text(`store.${error instanceof StoreError ? (
      /** @type {any} */
      error.problem
    ) : "deck"}`);
  }
  function tell(box2, words2, action) {
    box2.replaceChildren(element("p", {}, words2));
    if (action) box2.append(element("p", { class: "actions" }, element("button", { class: "button", type: "button", click: action.run }, action.label)));
    box2.hidden = false;
  }
  function storeNote() {
    if (location.protocol === "file:" && !/Chrom(e|ium)\//.test(navigator.userAgent)) return text("store.disk");
    const failed = settings.get("backup-failed");
    if (failed) return text(`store.kept_${failed.problem}`, { name: failed.name });
    return store2.isSafe ? "" : text("store.single");
  }
  function backupDue(now) {
    const last = settings.get("backup") || { at: 0, events: 0 };
    const graded = log.events.filter((event) => event.type === "grade");
    const since2 = Math.max(0, log.events.length - last.events);
    const webkit = /AppleWebKit/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);
    const limits = webkit || !store2.isSafe ? BACKUP_SOON : BACKUP;
    const start8 = last.at || (graded.length ? graded[0].t : now);
    const old = now - start8 >= limits.days * DAY;
    return graded.length > 0 && since2 >= limits.grades && (old || last.at === 0 && since2 >= 4 * limits.grades) ? since2 : 0;
  }
  async function askPersistence() {
    if (settings.get("persist") !== null) return;
    settings.set("persist", await persist() === true);
  }
  var onevents = (listener) => void listeners.push(listener);

  // recorder.js
  var nameOf = (seed, card) => `${seed}/${card}`;
  var isPossible = () => "mediaDevices" in navigator && "MediaRecorder" in globalThis;
  var stream = null;
  var running = null;
  async function open3() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      return true;
    } catch {
      stream = null;
      return false;
    }
  }
  function start5() {
    if (!stream || running) return;
    const recorder = new MediaRecorder(stream);
    const parts2 = [];
    recorder.ondataavailable = ({ data }) => parts2.push(data);
    const stopped = new Promise((resolve) => recorder.onstop = () => resolve(void 0));
    recorder.start();
    running = { recorder, parts: parts2, stopped };
  }
  async function stop(name) {
    if (!running) return false;
    const { recorder, parts: parts2, stopped } = running;
    running = null;
    recorder.stop();
    await stopped;
    await store2.keep("recordings", name, new Blob(parts2, { type: recorder.mimeType }));
    return true;
  }
  function close() {
    if (running) running.recorder.stop();
    running = null;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
  }
  async function player(name) {
    const sound = await store2.kept("recordings", name).catch(() => null);
    if (!(sound instanceof Blob)) return null;
    const url2 = URL.createObjectURL(sound);
    const remove = async () => {
      await store2.keep("recordings", name, void 0);
      URL.revokeObjectURL(url2);
      box2.remove();
    };
    const box2 = element(
      "p",
      { class: "recording" },
      element("audio", { controls: true, src: url2, "aria-label": text("interview.recording") }),
      element("button", { class: "link-button", type: "button", click: remove }, text("interview.recording_delete"))
    );
    return box2;
  }

  // rubric.js
  var DIMENSIONS = ["knowledge", "depth", "structure", "judgement"];
  var BANDS = [1, 2, 3, 4];
  var ASKED = { screen: [0, 2], technical: [0, 1, 2, 3], design: [0, 1, 2, 3], behavioural: [2, 3] };
  var STAR = (
    /** @type {const} */
    ["s", "k", "a", "r"]
  );
  var serial2 = 0;
  var Rubric = class {
    /** @param {any} view a revealed CardView @param {{ stage: string, star: boolean }} options `star`: with the notebook */
    constructor(view2, { stage, star }) {
      this.view = view2;
      this.name = `rubric-${++serial2}`;
      this.asked = view2.side.choices || view2.card.spans.length > 0 ? [] : ASKED[stage];
      this.nothing = element("input", { type: "checkbox", id: `${this.name}-nothing` });
      this.notes = element("textarea", { id: `${this.name}-notes`, rows: 3 });
      this.element = element(
        "section",
        { class: "rubric" },
        element("h3", {}, text("interview.rubric")),
        ...view2.ticks.length ? [element("p", { class: "rubric-nothing" }, this.nothing, element("label", { for: this.nothing.id }, text("interview.nothing")))] : [],
        ...this.asked.length ? [this.bands()] : [],
        element("div", { class: "rubric-notes" }, element("label", { for: `${this.name}-notes` }, text("interview.notes")), this.notes),
        ...star ? [notebook(view2.card.id, this.name)] : []
      );
    }
    /** A table of radio buttons: dimensions down, bands across. */
    bands() {
      const heads = BANDS.map((band) => element("th", { scope: "col", id: `${this.name}-b${band}` }, text(`interview.band_${band}`)));
      const rows = this.asked.map((i) => {
        const dimension = DIMENSIONS[i];
        const head = element("th", { scope: "row", id: `${this.name}-${dimension}` }, text(`interview.${dimension}`), element("small", {}, text(`interview.${dimension}_note`)));
        const cells = BANDS.map((band) => {
          const radio = element("input", { type: "radio", name: `${this.name}-${dimension}`, value: band, "aria-labelledby": `${this.name}-${dimension} ${this.name}-b${band}` });
          return element("td", {}, element("label", {}, radio, element("span", { "aria-hidden": "true" }, String(band))));
        });
        return element("tr", {}, head, ...cells);
      });
      this.table = element("table", { class: "bands" }, element("thead", {}, element("tr", {}, element("td", {}), ...heads)), element("tbody", {}, ...rows));
      return this.table;
    }
    /** What the log keeps of this question. @param {number} ms */
    result(ms) {
      const { view: view2 } = this;
      const points = view2.ticked(view2.ticks);
      const flags = view2.ticked(view2.flags);
      const weights = view2.side.points || [];
      const isPointed2 = points.length + flags.length > 0 || this.nothing.checked;
      let share = isPointed2 ? score(weights.map(([, weight], i) => ({ weight, ticked: points.includes(i) })), flags.length) : null;
      const bands = DIMENSIONS.map((dimension) => Number(this.table?.querySelector(`input[name="${this.name}-${dimension}"]:checked`)?.getAttribute("value") || 0));
      const given2 = bands.filter((band) => band > 0);
      if (share === null && view2.verdict) share = view2.verdict === "wrong" ? 0 : 1;
      if (share === null && given2.length) share = given2.reduce((sum, band) => sum + (band - 1) / 3, 0) / given2.length;
      const notes = [view2.textarea?.value.trim(), this.notes.value.trim()].filter(Boolean).join("\n\n").slice(0, LONGEST_TEXT);
      return { card: view2.card.id, points, flags, ...share === null ? {} : { score: Math.round(share * 100) }, bands, ms: Math.round(ms), notes };
    }
    /** Marks as `result` gave them, to go on from. @param {{ points: number[], flags: number[], score?: number, bands: number[], notes: string }} marks */
    restore({ points, flags, score: score2, bands, notes }) {
      const { view: view2 } = this;
      const tick2 = (boxes, list) => boxes.forEach((box2, i) => box2.checked = list.includes(i));
      tick2(view2.ticks, points);
      tick2(view2.flags, flags);
      this.nothing.checked = score2 === 0 && points.length + flags.length === 0;
      this.notes.value = notes;
      for (const radio of this.table?.querySelectorAll("input") ?? []) radio.checked = bands[DIMENSIONS.findIndex((dimension) => radio.name.endsWith(`-${dimension}`))] === Number(radio.value);
    }
  };
  function notebook(card, prefix) {
    const known2 = log.note(card);
    const said2 = element("p", { class: "note", role: "status" });
    const fields = STAR.map((key) => element("textarea", { id: `${prefix}-${key}`, rows: 2, "data-star": key }));
    fields.forEach((field, i) => field.value = known2?.[STAR[i]] || "");
    const save2 = async () => {
      const note = Object.fromEntries(STAR.map((key, i) => [key, fields[i].value.slice(0, LONGEST_TEXT)]));
      const before = log.note(card);
      if (STAR.every((key) => (before?.[key] || "") === note[key])) return;
      try {
        await save([make("note", { card, ...note }, { now: Date.now(), after: before?.t })]);
        said2.textContent = text("interview.star_kept");
      } catch (error) {
        said2.textContent = sentence(error);
      }
    };
    fields.forEach((field) => field.addEventListener("change", save2));
    const rows = STAR.map((key, i) => element("div", {}, element("label", { for: `${prefix}-${key}` }, text(`interview.star_${key}`)), fields[i]));
    return element("section", { class: "star" }, element("h3", {}, text("interview.star")), element("p", { class: "note" }, text("interview.star_note")), ...rows, said2);
  }

  // interview-exam.js
  var byId = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var TICK = 250;
  var clock = { spent: 0, since: 0, running: false, timer: 0 };
  var elapsed = () => clock.spent + (clock.running ? performance.now() - clock.since : 0);
  function run(on2) {
    if (on2 === clock.running) return;
    if (!on2) clock.spent = elapsed();
    clock.since = performance.now();
    clock.running = on2;
    byId("interview-pause").setAttribute("aria-pressed", String(!on2));
    byId("interview-clock").classList.toggle("paused", !on2);
  }
  var minutesOf = (card) => card.minutes || DEFAULT_MINUTES;
  function spoken(ms) {
    const seconds = Math.floor(ms / 1e3);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  var exam = null;
  var index2 = 0;
  var view = null;
  var rubric = null;
  var onscore = () => {
  };
  var said = /* @__PURE__ */ new Set();
  function tick() {
    if (!exam) return;
    const budget = minutesOf(exam.questions[index2]) * 6e4;
    const time = elapsed();
    byId("interview-time").textContent = spoken(time);
    const line = (
      /** @type {HTMLProgressElement} */
      byId("interview-line")
    );
    line.max = budget;
    line.value = Math.min(time, budget);
    byId("interview-clock").classList.toggle("over", time > budget);
    showPhase(time);
    if (time > budget && !said.has("over")) announce(text("interview.time_over"));
    else if (time > budget - 6e4 && budget > 12e4 && !said.has("near")) announce(text("interview.time_near"));
    if (time > budget) said.add("over");
    if (time > budget - 6e4) said.add("near");
  }
  function ladder(minutes) {
    const steps = phases(minutes).map(({ key, minutes: n }) => element("li", { "data-minutes": n }, element("span", {}, text(`interview.phase_${key}`)), " ", element("small", {}, count("interview.n_minutes", n))));
    return element("ol", { class: "ladder", "aria-label": text("interview.phases") }, ...steps);
  }
  function showPhase(time) {
    let end = 0;
    for (const step of document.querySelectorAll("#interview-stage .ladder > li")) {
      const start8 = end;
      end += Number(step.getAttribute("data-minutes")) * 6e4;
      const now = time >= start8 && time < end;
      step.classList.toggle("past", time >= end);
      if (now && step.getAttribute("aria-current") !== "step") announce(step.firstElementChild?.textContent || "");
      if (now) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
  }
  async function ask() {
    if (!exam) return;
    const card = exam.questions[index2];
    const side2 = await side(card);
    view = new CardView(card, side2, { typing: exam.typing, root: (
      /** @type {Root} */
      rootNow()
    ) });
    rubric = null;
    const stage = byId("interview-stage");
    stage.replaceChildren(...card.stages.includes("design") ? [ladder(minutesOf(card))] : [], view.element);
    byId("interview-place").textContent = text("interview.place", { n: index2 + 1, m: exam.questions.length });
    byId("interview-budget").textContent = text("interview.of_minutes", { time: spoken(minutesOf(card) * 6e4) });
    byId("interview-next").textContent = text("interview.finish");
    byId("interview-hint").hidden = !view.hasHint();
    byId("interview-pause").hidden = false;
    byId("app-interview").dataset.state = "question";
    const begun = exam.begun;
    exam.begun = null;
    if (begun && view.textarea) view.textarea.value = begun.text;
    view.textarea?.addEventListener("input", keepTyped);
    Object.assign(clock, { spent: begun?.ms ?? 0, since: performance.now(), running: false });
    said = /* @__PURE__ */ new Set();
    run(true);
    if (exam.recording) start5();
    clearInterval(clock.timer);
    clock.timer = Number(setInterval(tick, TICK));
    tick();
    scrollTo(0, 0);
    view.heading.focus({ preventScroll: true });
    announce(`${byId("interview-place").textContent} ${count("interview.n_minutes", minutesOf(card))}`);
  }
  var keepTyped = () => exam?.onbegun?.({ text: view?.textarea?.value ?? "", ms: Math.round(elapsed()) });
  async function judge2() {
    if (!exam || !view) return;
    run(false);
    clearInterval(clock.timer);
    const card = exam.questions[index2];
    const name = nameOf(exam.ask.seed, card.id);
    let trouble = "";
    if (exam.recording) await stop(name).catch((error) => trouble = sentence(error));
    view.reveal();
    rubric = new Rubric(view, { stage: exam.ask.stage, star: card.stages.includes("behavioural") });
    const sound = await player(name);
    byId("interview-stage").append(rubric.element);
    if (sound) rubric.element.prepend(sound);
    if (trouble) rubric.element.prepend(element("p", { class: "notice", role: "alert" }, trouble));
    byId("interview-hint").hidden = true;
    byId("interview-pause").hidden = true;
    byId("interview-next").textContent = text(index2 + 1 < exam.questions.length ? "interview.next" : "interview.to_score");
    byId("app-interview").dataset.state = "rubric";
    view.back.setAttribute("tabindex", "-1");
    view.back.focus({ preventScroll: true });
    view.back.scrollIntoView({ block: "start" });
    announce(text("interview.say_rubric"));
  }
  async function onward() {
    if (!exam) return;
    if (!rubric) return judge2();
    const last = ++index2 === exam.questions.length;
    onscore(rubric.result(elapsed()));
    if (!last) await ask();
  }
  async function start6(what, from, scored) {
    exam = what;
    index2 = from;
    onscore = scored;
    await ask();
  }
  function stop2() {
    clearInterval(clock.timer);
    run(false);
    close();
    exam = view = rubric = null;
    byId("interview-stage").replaceChildren();
  }
  var guarded = (step) => () => step().catch((error) => tell(byId("interview-problem"), sentence(error)));
  if (document.getElementById("interview-next")) {
    byId("interview-next").addEventListener("click", guarded(onward));
    byId("interview-pause").addEventListener("click", () => run(!clock.running));
    byId("interview-hint").addEventListener("click", () => {
      announce(view.hint());
      byId("interview-hint").hidden = !view.hasHint();
    });
  }

  // backup-file.js
  var FORMAT = "recto-progress";
  var FILE_VERSION = 3;
  var LIMITS = Object.freeze({ bytes: 4e8, events: 4e6, rest: 1e6 });
  var GROUP = 500;
  function finish(steps) {
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }
  function* part(steps, from, to) {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      yield from + step.value * (to - from);
    }
  }
  function* written(events) {
    const parts2 = [];
    for (let i = 0; i < events.length; i += GROUP) {
      parts2.push(JSON.stringify(events.slice(i, i + GROUP)).slice(1, -1));
      yield i / events.length;
    }
    return parts2;
  }
  function* sealOf(parts2, before, version) {
    const texts = [`${before}[`, ...parts2.map((part2, i) => i ? `,${part2}` : part2), "]"];
    const hasher = new Hasher(texts.reduce((sum, { length }) => sum + length, 0), version);
    for (const [i, text3] of texts.entries()) {
      hasher.add(text3);
      yield i / texts.length;
    }
    return hasher.end().toString(16).padStart(8, "0");
  }
  function* writing(book2, events, settings2 = {}) {
    const parts2 = yield* part(written(events), 0, 1 / 2);
    const own = JSON.stringify(settings2);
    const seal = yield* part(sealOf(parts2, own, FILE_VERSION), 1 / 2, 1);
    const head = `{"format":"${FORMAT}","version":${FILE_VERSION},"model":${MODEL},"book":${JSON.stringify(book2)},"seal":"${seal}","settings":${own},
"events":[`;
    return [head, ...parts2.map((part2, i) => i ? `,${part2}` : part2), "]}\n"];
  }
  var exportText = (book2, events, settings2) => finish(writing(book2, events, settings2)).join("");
  var [QUOTE, COMMA, OPEN, CLOSE, BRACE, UNBRACE, BACKSLASH] = [...'",[]{}\\'].map((sign) => sign.charCodeAt(0));

  // interview-result.js
  var KEY = "#result=";
  var LONGEST_LINK = 8e3;
  var LIMIT = 5e5;
  var toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  var toBytes = (text3) => Uint8Array.from(atob(text3.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  async function all(stream2) {
    const reader = stream2.getReader();
    const parts2 = [];
    let length = 0;
    for (; ; ) {
      const { value, done: done2 } = await reader.read();
      if (done2) return new Uint8Array(await new Blob(
        /** @type {BlobPart[]} */
        parts2
      ).arrayBuffer());
      length += value.length;
      if (length > LIMIT) {
        reader.cancel().catch(() => {
        });
        return null;
      }
      parts2.push(value);
    }
  }
  var piped = (bytes, through) => all(new Blob([
    /** @type {BlobPart} */
    bytes
  ]).stream().pipeThrough(
    /** @type {any} */
    through
  ));
  async function encode(event, book2) {
    const bytes = await piped(new TextEncoder().encode(JSON.stringify([book2, event])), new CompressionStream("deflate-raw"));
    return toText(
      /** @type {Uint8Array} */
      bytes
    );
  }
  async function decode(text3, book2, now) {
    try {
      const bytes = await piped(toBytes(text3), new DecompressionStream("deflate-raw"));
      const [of, event] = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
      const checked = finish(checking([event], now));
      return of === book2 && "events" in checked && event.type === "interview" ? event : null;
    } catch {
      return null;
    }
  }

  // scorecard.js
  var WEAK2 = 75;
  var percent = (n) => n === null || n === void 0 ? "–" : number(n / 100, { style: "percent" });
  var bar = (share) => element("progress", { class: "score-bar", max: 1, value: share, "aria-hidden": "true" });
  var topicTitle = (id) => rootNow()?.topics.find((t) => t.id === id)?.title || id;
  var table = (title, rows) => element("section", {}, element("h3", {}, title), element("table", {}, element("tbody", {}, ...rows)));
  var row = (name, share, value) => element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, bar(share)), element("td", {}, value));
  function labels(paper) {
    const level = (
      /** @type {Root | null} */
      rootNow()?.levels.find(([id]) => id === paper.level)?.[1] || text("interview.any_level")
    );
    return [level, text(`interview.stage_${paper.stage}`), count("interview.n_minutes", paper.minutes), text("interview.seed", { seed: paper.seed }), ...paper.by === void 0 ? [] : [paper.by ? text("interview.by", { name: paper.by }) : text("interview.by_asker")]];
  }
  var cardOf2 = async (id) => (await cards(topicOf(id))).find((c) => c.id === id);
  async function rowOf(q) {
    const card = await cardOf2(q.card);
    if (!card) return { q, title: q.card, missed: [] };
    const points = (
      /** @type {[string, number][]} */
      (await side(card)).points || []
    );
    const missed = points.filter((_, i) => isPointed(q) && !q.points.includes(i)).map(([markup]) => nodes(markup).textContent || "");
    return { q, title: card.title, missed };
  }
  function questionRow({ q, title, missed }, i) {
    const detail = [...missed.length ? [text("interview.missed", { points: missed.join(" · ") })] : [], ...q.flags.length ? [count("interview.n_flags", q.flags.length)] : []];
    return element(
      "li",
      { "data-card": q.card },
      element("p", {}, element("span", {}, element("b", {}, `${i + 1}. `), element("a", { href: pageOf(q.card) }, title)), " ", element("span", { class: "score" }, q.score === void 0 ? text("interview.not_judged") : percent(q.score))),
      ...detail.map((line) => element("p", { class: "note" }, line)),
      ...q.notes ? [element("p", { class: "note quote" }, q.notes)] : []
    );
  }
  async function addRecordings(box2, paper) {
    for (const item of box2.querySelectorAll(".score-questions > li")) {
      const player2 = await player(nameOf(paper.seed, item.getAttribute("data-card") ?? ""));
      if (player2) item.append(player2);
    }
  }
  var weak = (rows) => rows.filter(({ q, missed }) => (q.score ?? 100) < WEAK2 || q.flags.length > 0 || missed.length > 0).map(({ q }) => q.card);
  async function queue(ids, button) {
    button.disabled = true;
    const now = Date.now();
    try {
      const cards2 = (await Promise.all(ids.map(unitsOf))).flat();
      await save(cards2.map((card) => make("queue", { card }, { now, after: log.card(card).at })));
      button.textContent = count("interview.queued", ids.length);
      announce(button.textContent || "");
    } catch (error) {
      button.disabled = false;
      tell(
        /** @type {HTMLElement} */
        document.getElementById("interview-problem"),
        sentence(error)
      );
    }
  }
  async function unitsOf(id) {
    const card = await cardOf2(id);
    return card ? units(card).map((unit) => unit.id) : [];
  }
  async function show(box2, paper, day, actions) {
    const rows = (
      /** @type {Row[]} */
      await Promise.all(paper.questions.map(rowOf))
    );
    const { score: score2, topics: topics3, bands } = scorecard(paper.questions);
    const minutes = Math.max(1, Math.round(paper.questions.reduce((sum, q) => sum + q.ms, 0) / 6e4));
    const again = weak(rows);
    const queueButton = element("button", { class: "button", type: "button", click: () => queue(again, queueButton) }, count("interview.queue", again.length));
    const bandRows = DIMENSIONS.flatMap(
      (d, i) => bands[i] ? [row(text(`interview.${d}`), bands[i] / 4, number(bands[i], { maximumFractionDigits: 1 }))] : []
    );
    box2.replaceChildren(
      element("header", {}, element("h2", { id: "scorecard-title", tabindex: "-1" }, text("interview.scorecard")), element("p", { class: "labels" }, ...labels(paper).map((words2) => element("span", {}, words2)))),
      element(
        "dl",
        { class: "study-sum" },
        ...[[text("interview.score"), percent(score2)], [text("interview.questions"), number(paper.questions.length)], [text("interview.time"), count("interview.n_minutes", minutes)], [text("interview.day"), format(day, language, { day: "numeric", month: "short", year: "numeric" })]].map(
          ([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))
        )
      ),
      element("div", { class: "score-tables" }, table(text("interview.by_topic"), topics3.map((t) => row(topicTitle(t.id), (t.score ?? 0) / 100, percent(t.score)))), ...bandRows.length ? [table(text("interview.by_dimension"), bandRows)] : []),
      element("section", {}, element("h3", {}, text("interview.by_question")), element("ol", { class: "score-questions" }, ...rows.map(questionRow))),
      element("p", { class: "actions" }, element("button", { class: "button", type: "button", click: () => print() }, text("interview.print")), ...again.length ? [queueButton] : [], ...actions)
    );
    addRecordings(box2, paper).catch(console.warn);
  }

  // interview-viewer.js
  var MARKS = "viewer";
  var LONGEST_NAME = 200;
  async function rubricOf(card, stage) {
    const view2 = new CardView(card, await side(card), { root: (
      /** @type {Root} */
      rootNow()
    ) });
    while (view2.hasHint()) view2.hint();
    view2.reveal();
    return new Rubric(view2, { stage, star: false });
  }
  var isMarked = (q) => q.score !== void 0 || q.notes !== "" || q.points.length + q.flags.length > 0 || q.bands.some((band) => band > 0);
  var Viewer = class _Viewer {
    /** @param {Ask} ask @param {Rubric[]} rubrics @param {string} query of the paper */
    constructor(ask2, rubrics, query) {
      this.ask = ask2;
      this.rubrics = rubrics;
      this.query = query;
      this.said = element("p", { class: "note", role: "status" });
      this.by = element("input", { id: "viewer-by", type: "text", maxlength: LONGEST_NAME, autocomplete: "name" });
    }
    /** @param {Ask} ask @param {Card[]} questions @param {string} query */
    static async open(ask2, questions3, query) {
      const rubrics = await Promise.all(questions3.map((card) => rubricOf(card, ask2.stage)));
      const viewer2 = new _Viewer(ask2, rubrics, query);
      viewer2.restore();
      return viewer2;
    }
    /** Goes on with what was marked of this paper. */
    restore() {
      const kept = settings.get(MARKS);
      if (kept?.query !== this.query || !Array.isArray(kept.marks)) return;
      this.by.value = String(kept.by ?? "").slice(0, LONGEST_NAME);
      for (const rubric2 of this.rubrics) {
        const marks2 = kept.marks.find((one) => one?.card === rubric2.view.card.id);
        if (marks2) rubric2.restore(marks2);
      }
    }
    keep() {
      const marks2 = this.rubrics.map((rubric2) => rubric2.result(0)).filter(isMarked);
      settings.set(MARKS, { query: this.query, by: this.by.value, marks: marks2 });
    }
    /** The interview as its event; `null` while nothing is marked. */
    event() {
      const { seed, level, stage, minutes, topics: topics3, closed } = this.ask;
      const questions3 = this.rubrics.map((rubric2) => rubric2.result(0)).filter(isMarked);
      if (questions3.length === 0) return null;
      const paper = { seed, guide: (
        /** @type {Root} */
        rootNow().hash
      ), level, stage, minutes, by: this.by.value.trim(), questions: questions3, ...topics3.length ? { topics: topics3 } : {}, ...closed ? { closed } : {} };
      return make("interview", { paper }, { now: Date.now() });
    }
    /** @param {string} words */
    say(words2) {
      this.said.textContent = words2;
      announce(words2);
    }
    async copyLink() {
      const event = this.event();
      if (!event) return this.say(text("interview.send_none"));
      const link = new URL(url("interview.html"), location.href).href + KEY + await encode(event, book);
      if (link.length > LONGEST_LINK) return this.say(text("interview.link_long"));
      await navigator.clipboard.writeText(link);
      this.say(text("interview.sent_link"));
    }
    saveFile() {
      const event = this.event();
      if (!event) return this.say(text("interview.send_none"));
      const href = URL.createObjectURL(new Blob([exportText(book, [event])], { type: "application/json" }));
      element("a", { href, download: `${book}-${this.ask.seed}-${iso(event.day)}.recto.json` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 6e4);
      this.say(text("interview.sent_file"));
    }
    /** The sheet. @param {string} query of the link for the one who answers @returns {HTMLElement[]} */
    parts(query) {
      const link = element("input", { id: "viewer-link", type: "text", readonly: true, value: new URL(url(`interview.html?${query}`), location.href).href });
      link.addEventListener("focus", () => link.select());
      const date = format(today(Date.now()), language, { day: "numeric", month: "short", year: "numeric" });
      return [
        element("header", {}, element("h2", { id: "viewer-title", tabindex: "-1" }, text("interview.viewer")), element("p", { class: "labels" }, ...labels(this.ask).map((words2) => element("span", {}, words2)), element("span", { class: "print-only" }, date))),
        element("p", { class: "note" }, text("interview.viewer_note")),
        element("div", { class: "viewer-link" }, element("label", { for: "viewer-link" }, text("interview.link")), link),
        ...this.rubrics.map((rubric2, i) => this.question(rubric2, i)),
        this.back()
      ];
    }
    /** @param {Rubric} rubric @param {number} i */
    question(rubric2, i) {
      const { view: view2 } = rubric2;
      const place = text("interview.place", { n: i + 1, m: this.rubrics.length });
      const section = element("section", { class: "viewer-question", "aria-label": place }, element("p", { class: "labels" }, element("span", {}, place), element("span", {}, count("interview.n_minutes", view2.card.minutes || DEFAULT_MINUTES))), view2.element, rubric2.element);
      for (const type of ["input", "change"]) section.addEventListener(type, () => this.keep());
      return section;
    }
    /** How the marks get back. */
    back() {
      const failed = (error) => (console.warn(error), this.say(text("interview.send_failed")));
      this.by.addEventListener("input", () => this.keep());
      return element(
        "section",
        { class: "sheet viewer-back", "aria-labelledby": "viewer-back-title" },
        element("h2", { id: "viewer-back-title" }, text("interview.send")),
        element("p", { class: "note" }, text("interview.send_note")),
        element("p", { class: "viewer-by" }, element("label", { for: "viewer-by" }, text("interview.viewer_by")), this.by),
        element(
          "p",
          { class: "actions" },
          element("button", { class: "button primary", type: "button", id: "viewer-copy", click: () => this.copyLink().catch(failed) }, text("interview.send_link")),
          element("button", { class: "button", type: "button", id: "viewer-save", click: () => this.saveFile() }, text("interview.send_file")),
          element("button", { class: "button", type: "button", click: () => print() }, text("interview.print")),
          element("a", { class: "button quiet", href: "interview.html" }, text("interview.new"))
        ),
        this.said
      );
    }
  };

  // interview.js
  var app = (
    /** @type {HTMLElement} */
    document.getElementById("app-interview")
  );
  var { log: log2 } = learner_exports;
  var byId2 = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var form = (
    /** @type {HTMLFormElement} */
    byId2("interview-setup")
  );
  var rootOf = () => (
    /** @type {Root} */
    rootNow()
  );
  var DRAFT = "interview";
  var given = new URLSearchParams(location.search);
  function draftNow() {
    const draft = settings.get(DRAFT);
    return draft && typeof draft.query === "string" && Array.isArray(draft.scored) ? draft : null;
  }
  function showDraft(part2 = "setup") {
    const draft = draftNow();
    byId2("interview-draft").hidden = !draft || part2 !== "setup";
    if (draft) byId2("interview-draft-text").textContent = count("interview.draft", draft.scored.length);
  }
  function fromAddress() {
    const stage = given.get("stage") || "";
    const minutes = Math.round(Number(given.get("minutes")));
    return {
      seed: (given.get("seed") || "").slice(0, 40),
      level: rootOf().levels.some(([id]) => id === given.get("level")) ? String(given.get("level")) : "",
      stage: STAGES2.includes(stage) ? (
        /** @type {Ask['stage']} */
        stage
      ) : "technical",
      topics: given.getAll("topic").flatMap((list) => list.split(",")).filter((id) => rootOf().topics.some((t) => t.id === id)),
      minutes: minutes >= 5 && minutes <= 480 ? minutes : 45,
      closed: given.get("closed") === "1"
    };
  }
  function toQuery(ask2) {
    const query = new URLSearchParams({ seed: ask2.seed, level: ask2.level, stage: ask2.stage, minutes: String(ask2.minutes), guide: rootOf().hash });
    for (const topic of ask2.topics) query.append("topic", topic);
    if (ask2.closed) query.set("closed", "1");
    return query.toString();
  }
  function fromForm() {
    const data = new FormData(form);
    const stage = (
      /** @type {Ask['stage']} */
      String(data.get("stage") || "technical")
    );
    return { seed: "", level: String(data.get("level") || ""), stage, topics: data.getAll("topic").map(String), minutes: Number(data.get("minutes") || 45), closed: data.get("closed") !== null };
  }
  async function paperOf() {
    if (given.get("seed")) return fromAddress();
    const ask2 = fromForm();
    return { ...ask2, seed: await fresh(askedBefore(log2.interviews()), (seed) => questions2({ ...ask2, seed })) };
  }
  async function questions2(ask2) {
    const root3 = rootOf();
    const levels2 = root3.levels.map(([id]) => id);
    const topics3 = root3.topics.map((t) => ({ id: t.id, counts: t.counts.map(([level, kind, n]) => ({ level: level < 0 ? "" : root3.levels[level][0], stages: stagesOfKind(kind), n })) }));
    const order2 = topics2(topics3, levels2, ask2);
    const cards2 = (await Promise.all(order2.map((id) => cards(id)))).flat();
    return questions(cards2, order2, levels2, ask2);
  }
  function show2(part2) {
    if (part2 !== "exam") app.dataset.state = part2;
    document.body.classList.toggle("in-session", part2 === "exam");
    byId2("interview-head").classList.toggle("visually-hidden", part2 === "exam" || part2 === "score");
    form.hidden = part2 !== "setup";
    byId2("interview-exam").hidden = part2 !== "exam";
    byId2("interview-score").hidden = part2 !== "score";
    byId2("interview-viewer").hidden = part2 !== "viewer";
    showDraft(part2);
    if (part2 === "setup") showPast();
    else byId2("interview-past").hidden = byId2("interview-stories").hidden = true;
  }
  function fail(error) {
    console.warn(error);
    tell(byId2("interview-problem"), sentence(error));
  }
  function fill2(root3) {
    const ask2 = fromAddress();
    const fixed = ask2.seed !== "";
    byId2("interview-levels").replaceChildren(
      ...[["", text("interview.any_level")], ...root3.levels].map(([id, name]) => element("label", { class: "chip" }, element("input", { type: "radio", name: "level", value: id, checked: id === ask2.level }), name))
    );
    byId2("interview-topics").querySelector("ul")?.replaceChildren(
      ...topicsWithCards(root3).filter((t) => t.parent < 0).map((t) => element("li", {}, element("label", {}, element("input", { type: "checkbox", name: "topic", value: t.id, checked: ask2.topics.includes(t.id) }), element("span", { class: "name" }, t.title))))
    );
    const radios = (
      /** @type {NodeListOf<HTMLInputElement>} */
      form.querySelectorAll("input[name=stage], input[name=minutes]")
    );
    for (const radio of radios) radio.checked = radio.value === (radio.name === "stage" ? ask2.stage : String(ask2.minutes));
    byId2("interview-record").hidden = !isPossible();
    byId2("interview-fields").hidden = fixed;
    byId2("interview-paper").hidden = !fixed;
    byId2("interview-other").hidden = !fixed;
    if (fixed) {
      byId2("interview-paper-labels").replaceChildren(...labels(ask2).map((words2) => element("span", {}, words2)));
      const guide = given.get("guide");
      byId2("interview-paper-note").textContent = text(guide && guide !== root3.hash ? "interview.other_guide" : "interview.same_paper");
    }
  }
  function showPast() {
    const past = log2.interviews().slice().reverse();
    byId2("interview-past").hidden = past.length === 0;
    byId2("interview-past").querySelector("ul")?.replaceChildren(...past.slice(0, 20).map(pastItem));
    const stories = [...new Set(log2.general.filter((e) => e.type === "note").map((e) => present(
      log2.aliases,
      /** @type {string} */
      e.card
    )))];
    byId2("interview-stories").hidden = stories.length === 0;
    byId2("interview-stories").querySelector("ul")?.replaceChildren(...stories.map((id, i) => storyItem(String(id), i)));
  }
  function pastItem(event) {
    const paper = (
      /** @type {any} */
      event.paper
    );
    const { score: score2 } = scorecard(paper.questions);
    const open4 = () => showScore(paper, event.day).catch(fail);
    return element(
      "li",
      {},
      element("button", { class: "link-button", type: "button", click: open4 }, format(event.day, language)),
      element("span", { class: "labels" }, ...labels(paper).filter((_, i) => i < 2 || i > 3).map((words2) => element("span", {}, words2))),
      element("span", { class: "score" }, score2 === null ? "–" : number(score2 / 100, { style: "percent" }))
    );
  }
  function storyItem(id, i) {
    const box2 = element("details", {}, element("summary", {}, id));
    titleOf(id).then((title) => title && /** @type {HTMLElement} */
    (box2.firstElementChild.textContent = title)).catch(() => {
    });
    box2.addEventListener("toggle", () => box2.open && box2.children.length === 1 && box2.append(notebook(id, `story-${i}`)));
    return element("li", {}, box2);
  }
  var titleOf = async (id) => (await cards(topicOf(id))).find((card) => card.id === id)?.title || "";
  async function showScore(paper, day, actions = []) {
    const again = element("a", { class: "button", href: `interview.html?${toQuery({ ...paper, topics: paper.topics || [] })}` }, text("interview.same_again"));
    const fresh2 = element("a", { class: "button quiet", href: "interview.html" }, text("interview.new"));
    await show(byId2("interview-score"), paper, day, [...actions, again, fresh2]);
    show2("score");
    byId2("scorecard-title").focus();
  }
  async function begin() {
    byId2("interview-problem").hidden = true;
    const ask2 = await paperOf();
    const list = await questions2(ask2);
    if (list.length === 0) return tell(byId2("interview-problem"), text("interview.none"));
    const data = new FormData(form);
    let recording = data.get("recording") !== null;
    if (recording && !await open3()) {
      recording = false;
      tell(byId2("interview-problem"), text("interview.no_microphone"));
    }
    history.replaceState(null, "", `?${toQuery(ask2)}`);
    const draft = draftNow();
    const isSame = draft?.query === toQuery(ask2) && draft.scored.length < list.length;
    const typing = data.get("typing") !== null || isSame && draft.typing === true;
    const started = isSame ? { ...draft, typing } : { query: toQuery(ask2), scored: [], typing, begun: null };
    settings.set(DRAFT, started);
    show2("exam");
    const onbegun = (begun) => settings.set(DRAFT, Object.assign(started, { begun }));
    await start6({ ask: ask2, questions: list, typing, recording, begun: started.begun, onbegun }, started.scored.length, (score2) => {
      started.scored.push(score2);
      started.begun = null;
      settings.set(DRAFT, started);
      if (started.scored.length === list.length) finish2(ask2, started.scored).catch(fail);
    });
  }
  async function finish2(ask2, scored) {
    stop2();
    const { seed, level, stage, minutes, topics: topics3, closed } = ask2;
    const paper = { seed, guide: rootOf().hash, level, stage, minutes, questions: scored, ...topics3.length ? { topics: topics3 } : {}, ...closed ? { closed } : {} };
    const event = make("interview", { paper }, { now: Date.now(), after: log2.lastOf("interview")?.t });
    try {
      await save([event]);
      settings.set(DRAFT, null);
    } catch (error) {
      fail(error);
    }
    await showScore(paper, event.day);
    announce(text("interview.say_score"));
  }
  async function viewer() {
    byId2("interview-problem").hidden = true;
    const ask2 = await paperOf();
    const list = await questions2(ask2);
    if (list.length === 0) return tell(byId2("interview-problem"), text("interview.none"));
    const query = toQuery(ask2);
    history.replaceState(null, "", `?${query}&view=interviewer`);
    const sheet = await Viewer.open(ask2, list, query);
    byId2("interview-viewer").replaceChildren(...sheet.parts(query));
    show2("viewer");
    byId2("viewer-title").focus();
  }
  async function received() {
    const event = await decode(location.hash.slice(KEY.length), book, Date.now());
    if (!event) return tell(byId2("interview-problem"), text("interview.bad_result"));
    const keep = async () => {
      await save([event]);
      button.disabled = true;
      button.textContent = text("interview.kept_result");
      announce(button.textContent);
    };
    const isKept = log2.ids.has(event.id);
    const button = element("button", { class: "button primary", type: "button", id: "result-keep", disabled: isKept, click: () => keep().catch(fail) }, text(isKept ? "interview.kept_result" : "interview.keep_result"));
    await showScore(event.paper, event.day, [button]);
  }
  function leave() {
    stop2();
    fill2(rootOf());
    show2("setup");
  }
  function start7() {
    form.addEventListener("submit", (event) => (event.preventDefault(), begin().catch(fail)));
    byId2("interview-view").addEventListener("click", () => viewer().catch(fail));
    byId2("interview-leave").addEventListener("click", leave);
    byId2("interview-draft-on").addEventListener("click", () => {
      given = new URLSearchParams(draftNow()?.query ?? "");
      fill2(rootOf());
      begin().catch(fail);
    });
    byId2("interview-draft-drop").addEventListener("click", () => {
      settings.set(DRAFT, null);
      showDraft();
      announce(text("interview.draft_dropped"));
    });
    byId2("interview-other").addEventListener("click", () => location.assign(url("interview.html")));
    open2().then(
      () => {
        fill2(rootOf());
        show2("setup");
        prepare().catch(console.warn);
        if (location.hash.startsWith(KEY)) received().catch(fail);
        else if (given.get("view") === "interviewer" && given.get("seed")) viewer().catch(fail);
      },
      (error) => {
        show2("problem");
        fail(error);
      }
    );
  }

  // entries/interview.js
  addWords({ base: "words:base", study: "words:study", store: "words:store", interview: "words:interview" });
  start4();
  start7();

  // offers
  Object.assign(globalThis.Recto, { "$base.addWords": addWords, "$base.announce": announce, "$base.book": book, "$base.count": count, "$base.device": device, "$base.element": element, "$base.load": load, "$base.number": number, "$base.register": register, "$base.settings": settings, "$base.text": text, "$base.url": url, "$base.use": use, "$database.done": done, "$database.openPlain": openPlain, "$database.transact": transact, "$database.within": within, "$markup.nodes": nodes, "$registry.register": register, "$registry.registered": registered, "$search.searchFor": searchFor });
})();
/*!
FSRS-6 after fsrs-rs (https://github.com/open-spaced-repetition/fsrs-rs), which is licensed so:

BSD 3-Clause License

Copyright (c) 2023, Open Spaced Repetition

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
