"use strict";
(() => {
  var __defProp = Object.defineProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };

  // registry.js
  var offered = (
    /** @type {any} */
    globalThis.Recto ??= {}
  );
  var register = (name, value2) => void (offered[name] = value2);
  var registered = (name) => offered[name];

  // base.js
  var html = typeof document === "undefined" ? null : document.documentElement;
  var root = html?.dataset.root ?? "";
  var language = html?.lang || "en";
  var book = html?.dataset.book ?? "";
  var url = (path) => registered("single")?.url(path) ?? root + path;
  var fill = (text3, values = {}) => text3.replace(/\{(\w+)\}/g, (all, name) => Object.hasOwn(values, name) ? String(values[name]) : all);
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
    set(name, value2) {
      try {
        if (value2 === null) localStorage.removeItem(prefix + name);
        else localStorage.setItem(prefix + name, JSON.stringify(value2));
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
    for (const [key, value2] of Object.entries(attributes)) {
      if (typeof value2 === "function") node.addEventListener(key, value2);
      else if (value2 === true) node.setAttribute(key, "");
      else if (value2 !== false && value2 !== null && value2 !== void 0) node.setAttribute(key, String(value2));
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
    const { src, dataset: dataset2 } = (
      /** @type {HTMLScriptElement} */
      document.currentScript
    );
    return src || (dataset2.path ?? "");
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
  var searchFor = async (isStale, ...asked2) => {
    await ready();
    for (let renewed2 = false; !isStale(); ) {
      const found = client.find(index, ...asked2);
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
  var openSearch = (page, asked2 = "") => {
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
        client.view(box?.value || asked2, shown);
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
    const button2 = (
      /** @type {HTMLElement} */
      document.getElementById("theme-switch")
    );
    if (!button2) return;
    const NEXT = { system: "light", light: "dark", dark: "system" };
    const current = () => root3.dataset.theme ?? "system";
    function show6() {
      const label = text(`base.theme_${current()}`);
      button2.setAttribute("aria-label", label);
      button2.title = label;
      button2.firstElementChild.className = `icon icon-theme-${current()}`;
    }
    button2.addEventListener("click", () => {
      const theme = NEXT[current()];
      if (theme === "system") delete root3.dataset.theme;
      else root3.dataset.theme = theme;
      if (device.set("theme", theme === "system" ? null : theme)) announce(text(`base.theme_${theme}`));
      show6();
    });
    addEventListener("storage", (event) => {
      if (event.key !== "recto:theme") return;
      const theme = device.get("theme");
      if (theme === "light" || theme === "dark") root3.dataset.theme = theme;
      else delete root3.dataset.theme;
      show6();
    });
    show6();
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
  function fromIso(text3) {
    if (!/^\d{4}-\d\d-\d\d$/.test(text3)) return null;
    const day = Date.parse(text3 + "T00:00:00Z") / DAY;
    return Number.isInteger(day) && iso(day) === text3 ? day : null;
  }
  var weekday = (day) => ((day + 3) % 7 + 7) % 7;
  var formats2 = /* @__PURE__ */ new Map();
  function format(day, language2, options = { day: "numeric", month: "long", year: "numeric" }) {
    const key = `${language2} ${JSON.stringify(options)}`;
    let made = formats2.get(key);
    if (!made) formats2.set(key, made = new Intl.DateTimeFormat(language2 || void 0, { ...options, timeZone: "UTC" }));
    return made.format(day * DAY);
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
  function interval(w, s, retention3) {
    return s / factor(w) * (Math.pow(retention3, -1 / w[20]) - 1);
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
  function fits(value2, shape) {
    if (typeof value2 !== "object" || value2 === null || Array.isArray(value2)) return false;
    for (const key of Object.keys(value2)) if (!Object.hasOwn(shape, key)) return false;
    for (const key in shape) if (!shape[key](Object.hasOwn(value2, key) ? (
      /** @type {any} */
      value2[key]
    ) : void 0)) return false;
    return true;
  }
  var isKnown = ({ type }) => SHAPES.has(type);
  var isForeign = (event) => Object.entries(STAMP).every(([key, test]) => test(
    /** @type {any} */
    event[key]
  )) && JSON.stringify(event).length <= LONGEST_FOREIGN;
  function check(value2) {
    if (typeof value2 !== "object" || value2 === null) return false;
    const event = (
      /** @type {LogEvent} */
      value2
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

  // backup-file.js
  var FORMAT = "recto-progress";
  var FILE_VERSION = 3;
  var SHAPES2 = { 1: 1, 2: 1, 3: 1 };
  var LIMITS = Object.freeze({ bytes: 4e8, events: 4e6, rest: 1e6 });
  var SETTINGS = ["study"];
  var GROUP = 500;
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
  var [QUOTE, COMMA, OPEN, CLOSE, BRACE, UNBRACE, BACKSLASH] = [...'",[]{}\\'].map((sign) => sign.charCodeAt(0));
  var LIST = /[{,]\s*"events"\s*:\s*$/;
  var Splitter = class {
    constructor() {
      this.depth = 0;
      this.inString = false;
      this.escaped = false;
      this.inList = false;
      this.rest = "";
      this.group = "";
      this.count = 0;
      this.events = [];
      this.problem = null;
    }
    /** @param {string} piece */
    push(piece) {
      let from = 0;
      const keep = (to) => {
        if (this.inList) this.group += piece.slice(from, to);
        else this.rest += piece.slice(from, to);
        from = to;
      };
      for (let i = 0; i < piece.length && !this.problem; i++) {
        const sign = piece.charCodeAt(i);
        if (this.inString) {
          if (this.escaped) this.escaped = false;
          else if (sign === BACKSLASH) this.escaped = true;
          else if (sign === QUOTE) this.inString = false;
        } else if (sign === QUOTE) this.inString = true;
        else if (sign === COMMA && this.inList && this.depth === 2) {
          if (++this.count % GROUP === 0) {
            keep(i);
            this.flush();
            from = i + 1;
          }
        } else if (sign === OPEN || sign === BRACE) {
          this.depth++;
          if (sign === OPEN && this.depth === 2 && !this.inList) {
            keep(i + 1);
            this.inList = LIST.test(this.rest.slice(-1e3, -1));
          }
        } else if (sign === CLOSE || sign === UNBRACE) {
          if (this.inList && this.depth === 2) {
            keep(i);
            if (this.group.trim() !== "" || this.count > 0) this.flush();
            this.inList = false;
          }
          this.depth--;
        }
      }
      keep(piece.length);
      if (this.rest.length > LIMITS.rest) this.problem ??= this.events.length ? "damaged" : "not-progress";
      if (this.count > LIMITS.events) this.problem ??= "too-large";
    }
    /** Parses the elements that were cut off. */
    flush() {
      try {
        for (const event of JSON.parse(`[${this.group}]`)) this.events.push(event);
      } catch {
        this.problem ??= "not-json";
      }
      this.group = "";
    }
  };
  var BackupReader = class {
    /** @param {string} book @param {number} now */
    constructor(book2, now) {
      this.book = book2;
      this.now = now;
      this.splitter = new Splitter();
    }
    /** @param {string} piece of the text, the next one */
    push(piece) {
      this.splitter.push(piece);
    }
    /** After the last piece. @returns {Generator<number, Contents | Refusal>} yields how much is done, from 0 to 1 */
    *end() {
      const { events, problem, rest } = this.splitter;
      if (problem) return { problem };
      let file;
      try {
        file = JSON.parse(rest);
      } catch {
        return { problem: "not-json" };
      }
      const refusal = this.refuse(file);
      if (refusal) return refusal;
      const before = file.version === 1 ? "" : JSON.stringify(file.settings);
      const parts2 = yield* part(written(events), 0, 1 / 3);
      if (file.seal !== (yield* part(sealOf(parts2, before, file.version), 1 / 3, 2 / 3))) return { problem: "damaged" };
      const today2 = migrate(events, SHAPES2[file.version]);
      const checked = yield* part(checking(today2, this.now), 2 / 3, 1);
      return "problem" in checked ? checked : { events: today2, settings: settingsIn(file.settings) };
    }
    /** What is wrong with all but the events. @param {any} file @returns {Refusal | null} */
    refuse(file) {
      if (typeof file !== "object" || file === null || !Object.hasOwn(file, "format") || file.format !== FORMAT) return { problem: "not-progress" };
      if (Number.isInteger(file.version) && file.version > FILE_VERSION) return { problem: "newer" };
      const keys = ["format", "version", "model", "book", "seal", "events", ...file.version === 1 ? [] : ["settings"]];
      const fits2 = Object.keys(file).length === keys.length && keys.every((key) => Object.hasOwn(file, key));
      const isObject = file.version === 1 || typeof file.settings === "object" && file.settings !== null && !Array.isArray(file.settings);
      if (!fits2 || !Object.hasOwn(SHAPES2, file.version) || !Number.isInteger(file.model) || typeof file.book !== "string" || !Array.isArray(file.events) || !isObject) return { problem: "damaged" };
      return file.book === this.book ? null : { problem: "other-book", detail: file.book.slice(0, 200) };
    }
  };
  var settingsIn = (settings2 = {}) => Object.fromEntries(SETTINGS.filter((name) => Object.hasOwn(settings2, name) && typeof settings2[name] === "object" && settings2[name] !== null).map((name) => [name, settings2[name]]));

  // file-sync.js
  var TRIES = 7;
  var PAUSE = 50;
  var REFUSED = 300;
  var PASSING = ["NotReadableError", "NotFoundError", "InvalidStateError", "NoModificationAllowedError", "InvalidModificationError", "AbortError"];
  var FileError = class extends Error {
    /** @param {string} problem @param {string} [detail] */
    constructor(problem, detail = "") {
      super(problem);
      this.problem = problem;
      this.detail = detail;
    }
  };
  var sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var isSame = (one, other) => one.lastModified === other.lastModified && one.size === other.size;
  var mayPass = (error) => error instanceof DOMException && PASSING.includes(error.name);
  async function taken(handle, file, side2, pause2) {
    try {
      return await side2.take(file);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await pause2(REFUSED);
      if (isSame(file, await handle.getFile())) throw error;
      return null;
    }
  }
  async function swap(handle, before, blob) {
    const stream = await handle.createWritable();
    try {
      await stream.write(blob);
      if (!isSame(before, await handle.getFile())) throw new DOMException("changed", "InvalidModificationError");
    } catch (error) {
      await stream.abort().catch(() => {
      });
      throw error;
    }
    await stream.close();
    return (await handle.getFile()).size === blob.size;
  }
  async function attempt(handle, side2, pause2) {
    const before = await handle.getFile();
    if (before.size > 0) {
      const contents = await taken(handle, before, side2, pause2);
      if (contents === null) return null;
      const complete = side2.complete(contents);
      if (complete !== null) return complete;
    }
    const { blob, events } = await side2.make();
    return await swap(handle, before, blob) ? events : null;
  }
  async function exchange(handle, side2, pause2 = sleep) {
    const first2 = await handle.getFile().catch(() => null);
    let last;
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await pause2(PAUSE * 2 ** (tries - 1));
      try {
        const events = await attempt(handle, side2, pause2);
        if (events !== null) return events;
      } catch (error) {
        if (!mayPass(error)) throw error;
        last = error;
      }
    }
    const now = await handle.getFile().catch(() => null);
    throw last === void 0 || first2 && now && !isSame(first2, now) ? new FileError("changing") : last;
  }

  // slices.js
  var SLICE = 12;
  var Slices = class {
    constructor() {
      this.until = performance.now() + SLICE;
    }
    async pause() {
      if (performance.now() < this.until) return;
      await new Promise((resolve) => setTimeout(resolve));
      this.until = performance.now() + SLICE;
    }
    /** Runs steps to their end. @template T @param {Generator<number, T>} steps @param {(share: number) => void} [onprogress] called with how much is done, from 0 to 1 */
    async run(steps, onprogress = () => {
    }) {
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        onprogress(step.value);
        await this.pause();
      }
    }
  };

  // kept-file.js
  var HANDLE = "backup";
  var FAILED = "backup-failed";
  var PIECE = 1 << 16;
  async function read(file, onprogress = () => {
  }) {
    if (file.size > LIMITS.bytes) throw new FileError("too-large");
    const reader = new BackupReader(book, Date.now());
    const slices2 = new Slices();
    const pieces = (
      /** @type {ReadableStream<BufferSource>} */
      file.stream().pipeThrough(
        /** @type {any} */
        new TextDecoderStream()
      ).getReader()
    );
    for (let done2 = 0; ; ) {
      const { value: value2, done: isEnd } = await pieces.read();
      if (isEnd) break;
      const text3 = (
        /** @type {string} */
        /** @type {unknown} */
        value2
      );
      for (let i = 0; i < text3.length; i += PIECE) {
        reader.push(text3.slice(i, i + PIECE));
        await slices2.pause();
      }
      done2 += text3.length;
      onprogress(Math.min(1, done2 / file.size) / 2);
    }
    const contents = await slices2.run(reader.end(), (share2) => onprogress((1 + share2) / 2));
    if ("problem" in contents) throw new FileError(contents.problem, contents.detail);
    return contents;
  }
  function takeSettings(own) {
    for (const [name, value2] of Object.entries(own)) if (settings.get(name) === null) settings.set(name, value2);
  }
  var ownSettings = () => Object.fromEntries(SETTINGS.map((name) => [name, settings.get(name)]).filter(([, value2]) => value2 !== null));
  async function take(store4, file, onprogress = () => {
  }) {
    const contents = await read(file, (share2) => onprogress(share2 / 2));
    const added = await store4.merge(contents.events, (share2) => onprogress((1 + share2) / 2));
    takeSettings(contents.settings);
    return { added, contents };
  }
  async function make2(store4, onprogress) {
    const events = (await store4.all()).sort(order);
    const parts2 = await new Slices().run(writing(book, events, ownSettings()), onprogress);
    return { blob: new Blob(parts2, { type: "application/json" }), events: events.length };
  }
  var hasSettings = (theirs) => SETTINGS.every((name) => name in theirs || settings.get(name) === null);
  var update = (store4, handle, onprogress) => exchange(handle, {
    take: async (file) => (await take(store4, file, onprogress)).contents,
    complete: ({ events, settings: theirs }) => events.length === store4.events.size && hasSettings(theirs) ? events.length : null,
    make: () => make2(store4)
  });
  var remember = (events) => settings.set("backup", { at: Date.now(), events });
  var failure = () => settings.get(FAILED);
  function reasonOf(error) {
    if (error instanceof FileError) return ["permission", "changing", "newer"].includes(error.problem) ? error.problem : "refused";
    const name = error instanceof DOMException ? error.name : "";
    return name === "NotAllowedError" ? "permission" : name === "NotFoundError" ? "gone" : name === "QuotaExceededError" ? "full" : "failed";
  }
  async function keepUp(store4, { ask = false, onprogress } = {}) {
    const handle = await store4.kept("keep", HANDLE);
    if (!handle) return false;
    try {
      const mode = { mode: "readwrite" };
      const allowed = ask ? await handle.requestPermission(mode) : await handle.queryPermission(mode);
      if (allowed !== "granted") throw new FileError("permission");
      const work = () => update(store4, handle, onprogress);
      const { locks } = navigator;
      remember(await (locks ? locks.request(`${store4.name}:file`, work) : work()));
      settings.set(FAILED, null);
      return true;
    } catch (error) {
      console.warn(error);
      settings.set(FAILED, { problem: reasonOf(error), name: handle.name });
      return false;
    }
  }

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
      topics.set(topic, { parts: parts2, cards: rows.map((row, i) => cardOf(topic, row, Math.floor(i / length), i % length)) });
    }
  );
  register(
    "deckSides",
    /** @param {string} topic @param {number} part @param {Side[]} cards */
    (topic, part2, cards3) => {
      sides.set(`${topic} ${part2}`, cards3);
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
  async function persistently(attempt2) {
    try {
      return await attempt2();
    } catch (error) {
      await reload();
      return attempt2();
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
  var isKnown2 = (id) => topics.has(id) || root2 !== null && !root2.topics.some((topic) => topic.id === id && topic.file !== "");
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
    const elapsed = Math.max(0, event.day - card.day);
    card.memory = card.memory ? next(weights, card.memory, elapsed, g) : first(weights, g);
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
      const fresh = [];
      for (const event of list) {
        if (this.ids.has(event.id)) continue;
        this.ids.add(event.id);
        fresh.push(event);
      }
      if (fresh.length === 0) return fresh;
      fresh.sort(order);
      const last = this.events[this.events.length - 1];
      const inOrder = !last || order(last, fresh[0]) < 0;
      for (const event of fresh) this.events.push(event);
      if (!inOrder) this.events.sort(order);
      if (!inOrder || fresh.some((event) => event.type === "undo" || event.type === "weights")) this.rebuild();
      else for (const event of fresh) this.append(event);
      return fresh;
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
      if (!isKnown(event)) return null;
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
  var STEP2 = 200;
  function* gathering(log6) {
    const activity = /* @__PURE__ */ new Map();
    const recalls = [];
    const steps = { n: 0, again: 0 };
    const weights = log6.weights();
    const on2 = (day) => {
      let entry = activity.get(day);
      if (!entry) activity.set(day, entry = { grades: 0, fresh: 0, ms: 0 });
      return entry;
    };
    const states2 = [];
    const ids = (
      /** @type {string[]} */
      log6.cards()
    );
    for (const [i, id] of ids.entries()) {
      if (i % STEP2 === 0) yield i / ids.length;
      for (const event of log6.of(id)) if (event.type === "cram") add2(on2(event.day), event);
      const state = log6.replay(id, (event, before, elapsed) => {
        const entry = on2(event.day);
        add2(entry, event);
        if (before.phase === "new") entry.fresh++;
        if (before.phase !== "review") {
          steps.n++;
          steps.again += event.g === 1 ? 1 : 0;
        }
        if (before.phase !== "review" || elapsed === 0 || !before.memory) return;
        const mature = before.due - before.day >= MATURE;
        recalls.push({ day: event.day, passed: (
          /** @type {number} */
          event.g > 1
        ), mature, expected: recall(weights, elapsed, before.memory.s) });
      });
      states2.push(state);
    }
    return { activity, recalls, states: states2, steps };
  }
  function add2(entry, event) {
    entry.grades++;
    entry.ms += event.ms || 0;
  }
  function retention(recalls, today2, days) {
    const row = () => ({ reviews: 0, passed: 0, expected: 0 });
    const out = { all: row(), young: row(), mature: row() };
    for (const recall2 of recalls) {
      if (recall2.day > today2 || recall2.day <= today2 - days) continue;
      for (const part2 of [out.all, recall2.mature ? out.mature : out.young]) {
        part2.reviews++;
        part2.passed += recall2.passed ? 1 : 0;
        part2.expected += recall2.expected;
      }
    }
    return out;
  }
  function hardest(states2, most) {
    return states2.filter((s) => s.memory !== null && (s.lapses > 0 || s.memory.d > 6.5)).sort((a, b) => b.lapses - a.lapses || /** @type {Memory} */
    b.memory.d - /** @type {Memory} */
    a.memory.d || (a.id < b.id ? -1 : 1)).slice(0, most);
  }
  var recallOn = (weights, state, day) => state.memory ? recall(weights, day - state.day, state.memory.s) : 0;
  function mastery(states2, topics2, weights, today2) {
    const out = new Map(topics2.map(({ id, total: total2 }) => [id, { share: 0, seen: 0, total: total2 }]));
    for (const state of states2) {
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
  function streak(activity, today2) {
    let day = activity.has(today2) ? today2 : today2 - 1;
    let length = 0;
    for (; activity.has(day); day--) length++;
    return length;
  }
  function stageOf({ suspended, phase, due, day }) {
    if (suspended) return "suspended";
    if (phase === "new") return "new";
    if (phase !== "review") return "learning";
    return due - day >= MATURE ? "mature" : "young";
  }

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
      for (const [store4, options] of Object.entries(stores)) request.result.createObjectStore(store4, options);
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
    const store4 = tx.objectStore("events");
    const old = await done(store4.getAll());
    try {
      const fresh = migrate2(old, from);
      store4.clear();
      for (const event of fresh) store4.put(event);
    } catch {
      tx.abort();
    }
  }
  var putEvents = (db, list) => transact(db, "events", "readwrite", async (store4) => list.forEach((event) => store4.put(event)));
  var eventIds = async (db) => (await transact(db, "events", "readonly", (store4) => done(store4.getAllKeys()))).map(String);
  async function eventsOf(db, ids) {
    if (!ids.length) return [];
    const wanted = new Set(ids);
    const read2 = ids.length > 100 ? (await transact(db, "events", "readonly", (store4) => done(store4.getAll()))).filter(({ id }) => wanted.has(id)) : await transact(db, "events", "readonly", (store4) => Promise.all(ids.map((id) => done(store4.get(id)))));
    return read2.filter(check);
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
        const settle = (how) => (value2) => (clearTimeout(timer2), this.waiting.delete(id), how(value2));
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
      const fresh = list.filter((event) => !this.events.has(event?.id) && check(event));
      for (const event of fresh) this.events.set(event.id, event);
      return fresh;
    }
    /** Gives each place what it lacks: the ledger at once, the database as soon as the page rests. @param {any[]} missing of the ledger @param {string[]} ids of the database */
    settle(missing, ids) {
      const { ledger } = this;
      if (ledger) {
        const all = [...this.events.values(), TAKEN];
        const work = ledger.settle ? ledger.settle(all, missing) : missing.length ? ledger.append(missing) : Promise.resolve();
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
      const fresh = this.take(list);
      if (fresh.length > 0) this.onevents(fresh);
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
      const fresh = list.filter(({ id }) => !this.events.has(id));
      for (let i = 0; i < fresh.length; i += BATCH) {
        await this.put(fresh.slice(i, i + BATCH));
        onprogress(i / fresh.length);
      }
      if (fresh.length > 0) {
        this.channel?.postMessage(fresh.length > MESSAGE ? "many" : fresh);
        if (fresh.length <= SHOWN) this.onevents(fresh);
      }
      return fresh.length;
    }
    /** @param {'recordings' | 'keep'} store @param {string} key @param {any} value `undefined` removes it */
    async keep(store4, key, value2) {
      await this.run(store4, "readwrite", (s) => done(
        /** @type {IDBRequest<any>} */
        value2 === void 0 ? s.delete(key) : s.put(value2, key)
      ));
    }
    /** @param {'recordings' | 'keep'} store @param {string} key @returns {Promise<any>} */
    kept(store4, key) {
      return this.run(store4, "readonly", (s) => done(s.get(key)));
    }
  };
  async function isPersistent() {
    return await globalThis.navigator?.storage?.persisted?.() ?? null;
  }
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
  function stateOf(states2, seen) {
    const all = states2.map(stageOf).filter((stage) => !seen || stage !== "new");
    return STATES.find((stage) => all.includes(stage)) ?? "suspended";
  }
  function lineOf(log6, card, today2) {
    const states2 = units(card).map(({ id }) => log6.card(id));
    const seen = states2.some(({ reps }) => reps > 0);
    const line = { card, states: states2, state: stateOf(states2, seen), seen, learning: false, asked: { due: false, fresh: false }, due: Infinity, fresh: Infinity };
    const graded = states2.filter(({ reps, day }) => reps > 0 && day === today2);
    for (const state of states2) {
      if (state.suspended) continue;
      const waits = state.buried === today2 || graded.some((other) => other !== state);
      const from = waits ? today2 + 1 : today2;
      const asked2 = state.queued > 0;
      if (state.phase === "new") line.fresh = Math.min(line.fresh, from);
      else if (state.phase === "review") line.due = Math.min(line.due, Math.max(asked2 ? Math.min(state.due, state.queued) : state.due, from));
      else if (state.buried === today2) line.due = Math.min(line.due, today2 + 1);
      else line.learning = true;
      if (asked2 && !waits && state.phase === "review") line.asked.due = true;
      if (asked2 && !waits && state.phase === "new") line.asked.fresh = true;
    }
    return line;
  }
  var lines = (log6, cards3, today2) => cards3.map((card) => lineOf(log6, card, today2));
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
  function ahead(list, today2, days) {
    const out = new Array(days).fill(0);
    for (const line of list) {
      const day = isDue(line, today2) ? today2 : line.due;
      if (day - today2 < days) out[day - today2]++;
    }
    return out;
  }
  function byState(list, total2) {
    const out = { new: Math.max(0, total2 - list.length), learning: 0, young: 0, mature: 0, suspended: 0 };
    for (const { state } of list) out[state]++;
    return out;
  }
  var total = (root3) => root3.topics.reduce((sum, { counts }) => counts.reduce((n, [, , cards3]) => n + cards3, sum), 0);
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
  function withBelow(root3, own, totalOf = ({ counts }) => counts.reduce((sum, [, , cards3]) => sum + cards3, 0)) {
    const all = root3.topics.map((topic) => ({ due: 0, seen: 0, ...own.get(topic.id), total: totalOf(topic) }));
    for (let i = all.length - 1; i >= 0; i--) {
      const parent = all[root3.topics[i].parent];
      for (
        const key of
        /** @type {const} */
        ["due", "seen", "total"]
      ) if (parent) parent[key] += all[i][key];
    }
    return new Map(root3.topics.map(({ id }, i) => [id, all[i]]));
  }

  // summary.js
  function totals(root3) {
    const total2 = root3.topics.map((topic) => topic.counts.reduce((sum, [, , , units2]) => sum + units2, 0));
    for (let i = root3.topics.length - 1; i >= 0; i--) {
      const { parent } = root3.topics[i];
      if (parent >= 0) total2[parent] += total2[i];
    }
    return root3.topics.map(({ id }, i) => ({ id, total: total2[i] }));
  }
  function topicsWithCards(root3) {
    const own = totals(root3);
    return root3.topics.filter((_, i) => own[i].total > 0);
  }
  function make3(log6, root3, lines2, { day, ahead: ahead2, date, mock, weak }, last) {
    const mastery2 = mastery(lines2.flatMap(({ states: states2 }) => states2), totals(root3), log6.weights(), day);
    const counted = withBelow(root3, byTopic(lines2, day));
    const topics2 = {};
    for (const [id, { seen }] of counted) if (seen > 0) topics2[id] = [Math.round((mastery2.get(id)?.share ?? 0) * 100), seen];
    const title = (id) => root3.topics.find((topic) => topic.id === id)?.title ?? id;
    return { day, events: log6.events.length, ahead: ahead2, date, mock, weak: weak.map(title), topics: topics2, last };
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
  var MOST_OF_ONE = 0.4;
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
  function steep(unseen, today2, date) {
    const { perDay, newDays } = pace(unseen, today2, date);
    if (perDay <= MOST_NEW) return null;
    let later = date + 1;
    while (pace(unseen, today2, later).perDay > MOST_NEW) later++;
    return { perDay, date: later, cards: MOST_NEW * newDays };
  }
  function quota(limits, goal, { today: today2, due, done: done2 }) {
    if (!goal) return { fresh: limits.fresh, reviews: limits.reviews };
    const wanted = pace(goal.unseen + done2.fresh, today2, goal.date).perDay;
    if (goal.minutes === 0) return { fresh: wanted, reviews: limits.reviews };
    const { fresh, review } = goal.cost;
    const most = Math.floor((goal.minutes - Math.min(wanted * fresh, goal.minutes * NEW_SHARE)) / review);
    const reviews = Math.min(limits.reviews, most);
    const spent = Math.min(due + done2.reviews, reviews) * review;
    return { fresh: Math.max(0, Math.min(wanted, Math.floor((goal.minutes - spent) / fresh))), reviews };
  }
  function value({ memory, day }, today2, later, weights) {
    if (!memory) return 1;
    const recall2 = recall(weights, today2 - day, memory.s);
    const after = (g) => recall(weights, later - today2, next(weights, memory, today2 - day, g).s);
    return recall2 * after(3) + (1 - recall2) * after(1) - recall(weights, later - day, memory.s);
  }
  function freshOrder(all, isNew) {
    const places = /* @__PURE__ */ new Map();
    for (const { card, info } of all) {
      const topic = places.get(info.topic) ?? /* @__PURE__ */ new Map();
      places.set(info.topic, topic);
      if (!topic.has(card)) topic.set(card, topic.size);
    }
    const time2 = ({ card, info }) => {
      const topic = (
        /** @type {Map<string, number>} */
        places.get(info.topic)
      );
      return ((topic.get(card) ?? 0) + 0.5) / topic.size;
    };
    const waiting = all.filter(isNew).map((entry) => ({ entry, at: time2(entry) })).sort((a, b) => a.at - b.at);
    const byCard = /* @__PURE__ */ new Map();
    for (const { entry } of waiting) byCard.set(entry.card, [...byCard.get(entry.card) ?? [], entry]);
    const out = [];
    const visit = (card) => {
      const entries = byCard.get(card);
      if (!entries) return;
      byCard.delete(card);
      for (const required of entries[0].info.requires) visit(required);
      out.push(...entries);
    };
    for (const { entry } of waiting) visit(entry.card);
    return out;
  }
  function capped(list, most, taken2, size, may = () => true) {
    const limit = Math.max(1, Math.floor(size * MOST_OF_ONE));
    const out = [];
    const later = [];
    const take3 = (entry) => {
      out.push(entry);
      taken2.set(entry.info.topic, (taken2.get(entry.info.topic) ?? 0) + 1);
    };
    for (const entry of list) {
      if (out.length >= most) return out;
      if ((taken2.get(entry.info.topic) ?? 0) < limit && may(entry)) take3(entry);
      else later.push(entry);
    }
    for (const entry of later) if (out.length < most && may(entry)) take3(entry);
    return out;
  }
  function choose({ due, fresh }, { stateOf: stateOf3, today: today2, later, weights, fresh: wanted, reviews: most }, isMixed = true) {
    const size = Math.min(due.length, Math.max(0, most)) + Math.min(fresh.length, Math.max(0, wanted));
    const taken2 = /* @__PURE__ */ new Map();
    const worth = new Map(due.length > most ? due.map((entry) => [entry, value(stateOf3(entry.id), today2, later, weights)]) : []);
    const best = worth.size ? [...due].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || (a.id < b.id ? -1 : 1)) : due;
    if (!isMixed) return { reviews: best.slice(0, Math.max(0, most)), fresh: fresh.slice(0, Math.max(0, wanted)) };
    const reviews = capped(best, Math.max(0, most), taken2, size);
    const waiting = new Set(fresh.map(({ card }) => card));
    const may = ({ card, info }) => info.requires.every((id) => !waiting.has(id)) && waiting.delete(card);
    return { reviews, fresh: capped(fresh, Math.max(0, wanted), taken2, size, may) };
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
  function doneOn(log6, today2) {
    const ids = /* @__PURE__ */ new Set();
    for (let i = log6.events.length - 1; i >= 0 && log6.events[i].day >= today2 - 2; i--) {
      const event = log6.events[i];
      if (event.type === "grade" && event.day === today2 && !log6.struck.has(event.id)) ids.add(present(log6.aliases, event.card));
    }
    let fresh = 0, reviews = 0;
    for (const id of ids) {
      log6.replay(id, (event, before) => {
        if (event.day !== today2) return;
        if (before.phase === "new") fresh++;
        if (before.phase === "review") reviews++;
      });
    }
    return { fresh, reviews };
  }

  // select.js
  var MODES = ["study", "due", "new", "cram"];
  var KEYS = (
    /** @type {const} */
    { topic: "topics", level: "levels", kind: "kinds", tag: "tags", card: "cards" }
  );
  function fromQuery(query) {
    const given = new URLSearchParams(query);
    const mode = (
      /** @type {Mode} */
      given.get("mode") || ""
    );
    const choice = { topics: [], levels: [], kinds: [], tags: [], cards: [], mode: MODES.includes(mode) ? mode : "study" };
    for (const [key, list] of Object.entries(KEYS)) {
      const values = given.getAll(key).flatMap((value2) => key === "card" ? [value2] : value2.split(","));
      choice[list] = [...new Set(values.filter((value2) => value2 !== ""))];
    }
    return choice;
  }
  var isWithin = (chosen, id) => chosen.length === 0 || chosen.some((topic) => id === topic || id.startsWith(topic + "/"));
  function matches(choice, card) {
    const has = (list, value2) => list.length === 0 || list.includes(value2);
    return isWithin(choice.topics, card.topic) && has(choice.levels, card.level) && has(choice.kinds, card.kind) && has(choice.cards, card.id) && (choice.tags.length === 0 || card.tags.some((tag) => choice.tags.includes(tag)));
  }
  function numbersIn(root3, topic, choice) {
    const level = choice.levels.map((id) => root3.levels.findIndex(([other]) => other === id));
    const kind = choice.kinds.map((id) => root3.kinds.findIndex(([other]) => other === id));
    const fits2 = (list, value2) => list.length === 0 || list.includes(value2);
    const rows = topic.counts.filter(([l, k]) => fits2(level, l) && fits2(kind, k));
    return { cards: rows.reduce((sum, [, , cards3]) => sum + cards3, 0), units: rows.reduce((sum, [, , , units2]) => sum + units2, 0) };
  }
  function tally(log6, today2) {
    const out = /* @__PURE__ */ new Map();
    for (const id of log6.cards()) {
      const state = log6.card(id);
      if (state.phase === "new" && !state.suspended) continue;
      const topic = topicOf(id);
      const entry = out.get(topic) || { due: 0, seen: 0 };
      out.set(topic, entry);
      entry.seen++;
      if (!isAside(state, today2) && (isDue2(state, today2) || state.phase === "learning" || state.phase === "relearning")) entry.due++;
    }
    return out;
  }
  function topicsFor(root3, choice, log6, { today: today2, fresh }) {
    if (choice.cards.length > 0) return [...new Set(choice.cards.map(topicOf))];
    const chosen = root3.topics.filter((topic) => topic.file !== "" && isWithin(choice.topics, topic.id));
    if (choice.mode === "cram" || choice.tags.length > 0) return chosen.map((topic) => topic.id);
    const known2 = tally(log6, today2);
    const queued = new Set(log6.cards().filter((id) => log6.card(id).queued > 0).map(topicOf));
    let wanted = choice.mode === "due" ? 0 : fresh;
    return chosen.filter((topic) => {
      const { due, seen } = known2.get(topic.id) || { due: 0, seen: 0 };
      const { cards: cards3, units: units2 } = numbersIn(root3, topic, choice);
      const gives = wanted > 0 && units2 > seen;
      if (gives) wanted -= Math.max(1, cards3 - seen);
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
  function goalOn(log6, today2) {
    const goal = log6.goal();
    return goal && goal.date >= today2 ? goal : null;
  }
  function usual(root3, log6, today2, levels2) {
    const goal = goalOn(log6, today2);
    const ids = root3.levels.map(([id]) => id);
    return { ...fromQuery(""), levels: goal ? levelsOf(root3, goal.level) : levels2.filter((id) => ids.includes(id)) };
  }
  var isUsual = (choice, card) => matches(choice, card) && !isLong(card);
  function topicsFor2(root3, log6, today2, fresh, levels2) {
    const choice = usual(root3, log6, today2, levels2);
    const touched = new Set(log6.cards().map(topicOf));
    const wanted = new Set(topicsFor(root3, choice, log6, { today: today2, fresh }));
    const all = goalOn(log6, today2) !== null;
    return root3.topics.filter(({ id, file }) => file !== "" && (all || touched.has(id) || wanted.has(id))).map(({ id }) => id);
  }
  function* recent(log6, today2) {
    for (let i = log6.events.length - 1; i >= 0 && log6.events[i].day > today2 - BACK; i--) {
      const event = (
        /** @type {LogEvent} */
        log6.events[i]
      );
      if (event.type === "grade" && !log6.struck.has(event.id)) yield event;
    }
  }
  function supposed(cards3) {
    const told2 = cards3.filter(({ minutes }) => minutes > 0);
    if (told2.length === 0) return { fresh: USUAL.fresh, review: USUAL.review };
    const mean = told2.reduce((sum, { minutes }) => sum + minutes, 0) / told2.length;
    const review = Math.max(USUAL.review, mean * USUAL.again);
    return { fresh: mean + review, review };
  }
  function costs(log6, today2, cards3) {
    const before = supposed(cards3);
    const sum = { fresh: before.fresh * USUAL.n * MINUTE2, review: before.review * USUAL.n * MINUTE2 };
    const seen = { fresh: /* @__PURE__ */ new Set(), review: /* @__PURE__ */ new Set() };
    for (const event of recent(log6, today2)) {
      const kind = log6.card(event.card).introduced === event.day ? "fresh" : "review";
      seen[kind].add(`${event.card} ${event.day}`);
      sum[kind] += event.ms ?? 0;
    }
    const each = (kind) => Math.max(0.05, sum[kind] / (seen[kind].size + USUAL.n) / MINUTE2);
    return { fresh: each("fresh"), review: each("review") };
  }
  function weakTopics(log6, today2) {
    const topics2 = /* @__PURE__ */ new Map();
    for (const { card = "", g } of recent(log6, today2)) {
      const entry = topics2.get(topicOf(card)) ?? { n: 0, again: 0 };
      topics2.set(topicOf(card), entry);
      entry.n++;
      entry.again += g === 1 ? 1 : 0;
    }
    const weak = [...topics2].filter(([, { n, again }]) => n >= WEAK.grades && again / n >= WEAK.share);
    return weak.sort(([a, x], [b, y]) => y.again / y.n - x.again / x.n || (a < b ? -1 : 1)).slice(0, WEAK.topics).map(([id]) => id);
  }
  var interviewed = (log6) => new Map(log6.interviews().flatMap(({ paper, day }) => paper.questions.map((q) => [q.card, day])));
  function longTasks(cards3, log6, levels2) {
    const done2 = interviewed(log6);
    const rank = (card) => levels2.length ? levels2.length - 1 - levels2.indexOf(card.level) : 0;
    return cards3.filter((card) => isLong(card) && !done2.has(card.id) && log6.card(card.id).phase === "new" && !log6.card(card.id).suspended).sort((a, b) => rank(a) - rank(b) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
  }
  function goalOf(log6, cards3, today2, minutes) {
    const goal = goalOn(log6, today2);
    if (!goal) return null;
    const unseen = cards3.reduce((sum, card) => sum + units(card).filter(({ id }) => log6.card(id).phase === "new" && !log6.card(id).suspended).length, 0);
    return { date: goal.date, unseen, minutes, cost: costs(log6, today2, cards3) };
  }
  function make4(root3, log6, lines2, { day, fresh, reviews, minutes, levels: levels2 }) {
    const choice = usual(root3, log6, day, levels2);
    const cards3 = lines2.map(({ card }) => card);
    const list = lines2.filter(({ card }) => isUsual(choice, card));
    const own = list.map(({ card }) => card);
    const goal = goalOf(log6, own, day, minutes);
    const cost = costs(log6, day, own);
    const unloaded = root3.topics.filter(({ id }) => !isKnown2(id)).reduce((sum, topic) => sum + numbersIn(root3, topic, choice).cards, 0);
    const done2 = doneOn(log6, day);
    const ahead2 = Array.from({ length: AHEAD2 + 1 }, (_, i) => {
      const there = on(list, day + i);
      const did2 = i === 0 ? done2 : { fresh: 0, reviews: 0 };
      const room = quota({ fresh, reviews }, goal && goal.date >= day + i ? goal : null, { today: day + i, due: there.due + there.askedDue, done: did2 });
      const due = Math.min(there.due, Math.max(0, room.reviews - did2.reviews)) + there.askedDue + there.learning;
      const unseen = Math.min(there.fresh + unloaded, Math.max(0, room.fresh - did2.fresh)) + there.askedFresh;
      return (
        /** @type {[number, number, number]} */
        [due, unseen, Math.ceil(due * cost.review + unseen * cost.fresh)]
      );
    });
    const date = goal?.date ?? null;
    const tasks = longTasks(cards3.filter((card) => matches(choice, card)), log6, choice.levels);
    const slots2 = slots(tasks.length, day, date ?? day + AHEAD2);
    const papers = log6.interviews();
    const did = [...interviewed(log6)].some(([id, on2]) => on2 === day && cards3.some((card) => card.id === id && isLong(card)));
    const mocks2 = root3.study.rehearsals === false ? [] : mocks(day, date, papers.length ? papers[papers.length - 1].day : -1);
    return {
      day,
      date,
      ahead: ahead2,
      reviews: ahead2[0][0],
      fresh: ahead2[0][1],
      minutes: ahead2[0][2],
      steep: goal !== null && ahead2[0][1] + done2.fresh > MOST_NEW,
      due: on(list, day).due + on(list, day).askedDue + on(list, day).learning,
      long: date !== null && slots2[0] === day && !did ? tasks[0] : null,
      nextLong: date === null ? null : slots2.find((slot) => slot > day) ?? null,
      mock: mocks2[0] ?? null,
      weak: weakTopics(log6, day)
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
  var within2 = (value2, low, high, fallback) => typeof value2 === "number" && value2 >= low && value2 <= high ? value2 : fallback;
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
    store2.onevents = (fresh) => {
      log.add(fresh);
      touch(fresh);
      for (const listener of listeners) listener(fresh);
    };
    addEventListener("pagehide", () => writeDigest());
    return { root: root3, cleared: events.length === 0 ? summary()?.events || 0 : 0 };
  }
  var forgetCleared = () => settings.set("summary", null);
  async function save(events, take3 = (event) => log.add([event])) {
    await store2.save(events);
    events.forEach(take3);
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
    return root3 !== null && topicsFor2(root3, log, today(Date.now()), studySettings().fresh, levels()).every(isKnown2);
  }
  function todayNow(lines2 = lines(log, known(), today(Date.now()))) {
    const { fresh, reviews, minutes } = studySettings();
    return make4(
      /** @type {any} */
      rootNow(),
      log,
      lines2,
      { day: today(Date.now()), fresh, reviews, minutes, levels: levels() }
    );
  }
  function writeDigest(last = summary()?.last ?? "") {
    clearTimeout(timer);
    const root3 = rootNow();
    if (!root3 || log.events.length === 0 || !isPrepared()) return;
    const lines2 = lines(log, known(), today(Date.now()));
    settings.set("summary", make3(log, root3, lines2, todayNow(lines2), last));
    for (const topic of stale) settings.set(`marks:${topic}`, marks(lines2, topic) || null);
    stale.clear();
  }
  function sentence(error) {
    return text(`store.${error instanceof StoreError ? (
      /** @type {any} */
      error.problem
    ) : "deck"}`);
  }
  function tell(box3, words2, action) {
    box3.replaceChildren(element("p", {}, words2));
    if (action) box3.append(element("p", { class: "actions" }, element("button", { class: "button", type: "button", click: action.run }, action.label)));
    box3.hidden = false;
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
    const start7 = last.at || (graded.length ? graded[0].t : now);
    const old = now - start7 >= limits.days * DAY;
    return graded.length > 0 && since2 >= limits.grades && (old || last.at === 0 && since2 >= 4 * limits.grades) ? since2 : 0;
  }
  async function askPersistence() {
    if (settings.get("persist") !== null) return;
    settings.set("persist", await persist() === true);
  }
  var onevents = (listener) => void listeners.push(listener);

  // backup.js
  var { store: store3, log: log2 } = learner_exports;
  var byId = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var fileName = () => `${book}-${iso(today(Date.now()))}.recto.json`;
  function progress(share2) {
    byId("backup-busy").hidden = share2 > 1;
    byId("backup-bar").value = Math.min(1, share2);
    byId("backup-part").textContent = number(Math.min(1, share2), { style: "percent" });
  }
  async function download() {
    const { blob, events } = await make2(store3, progress);
    const href = URL.createObjectURL(blob);
    element("a", { href, download: fileName() }).click();
    setTimeout(() => URL.revokeObjectURL(href), 6e4);
    remember(events);
    say(count("progress.exported", events));
  }
  function shareable(blob) {
    const kinds = [[fileName(), "application/json"], [fileName().replace(/json$/, "txt"), "text/plain"]];
    const files = kinds.map(([name, type]) => new File([blob], name, { type }));
    return files.find((file) => navigator.canShare?.({ files: [file] })) ?? null;
  }
  async function share() {
    const { blob, events } = await make2(store3, progress);
    const file = shareable(blob);
    if (!file) return;
    await navigator.share({ files: [file] });
    remember(events);
    say(count("progress.shared", events));
  }
  function say(words2, isProblem = false) {
    const box3 = byId("backup-said");
    box3.textContent = words2;
    box3.classList.toggle("problem-line", isProblem);
    announce(words2, isProblem);
    show();
  }
  async function take2(file) {
    const { added } = await take(store3, file, progress);
    say(added ? count("progress.imported", added) : text("progress.imported_none"));
    if (added > SHOWN) byId("backup-said").append(" ", element("button", { class: "link-button", type: "button", click: () => location.reload() }, text("progress.reload")));
  }
  var TYPES2 = [{ description: "JSON", accept: { "application/json": [".json"] } }];
  async function choose2(isThere) {
    const picker = (
      /** @type {any} */
      globalThis
    );
    const handle = isThere ? (await picker.showOpenFilePicker({ types: TYPES2 }))[0] : await picker.showSaveFilePicker({ suggestedName: fileName(), types: TYPES2 });
    await store3.keep("keep", HANDLE, handle);
    await write(text("progress.file_chosen", { name: handle.name }));
  }
  async function write(words2 = "") {
    if (await keepUp(store3, { ask: true, onprogress: progress })) say(words2 || text("progress.file_written"));
    else say("");
  }
  function failureWords() {
    const failed = failure();
    return failed ? text(`store.kept_${failed.problem}`, { name: failed.name }) : "";
  }
  async function showState() {
    const last = settings.get("backup");
    byId("backup-last").textContent = last ? `${text("progress.backup_last", { date: format(today(last.at), language) })} ${count("progress.backup_since", Math.max(0, log2.events.length - last.events))}` : text("progress.backup_never");
    const kept = await isPersistent().catch(() => null);
    byId("backup-persist").hidden = kept !== false;
    byId("backup-persistence").textContent = kept === null ? "" : text(kept ? "progress.persistent" : "progress.not_persistent");
    byId("backup-single").textContent = store3.isSafe ? "" : text("store.single");
    const handle = await store3.kept("keep", HANDLE).catch(() => null);
    byId("backup-file").hidden = byId("backup-file-there").hidden = !("showSaveFilePicker" in globalThis);
    byId("backup-file-now").hidden = !handle;
    byId("backup-share").hidden = "showSaveFilePicker" in globalThis || !shareable(new Blob(["{}"]));
    if (handle) byId("backup-file-now").textContent = text("progress.file_now", { name: handle.name });
    byId("backup-failed").textContent = failureWords();
  }
  var guarded = (step) => () => step().catch((error) => {
    if (error instanceof DOMException && error.name === "AbortError") return;
    if (error instanceof FileError) return say(text(`progress.import_${error.problem}`, { detail: error.detail }), true);
    console.warn(error);
    say(error instanceof StoreError ? sentence(error) : text("progress.file_failed"), true);
  }).finally(() => progress(2));
  function listen() {
    const input = (
      /** @type {HTMLInputElement} */
      byId("backup-import")
    );
    byId("backup-export").addEventListener("click", guarded(download));
    byId("backup-share").addEventListener("click", guarded(share));
    byId("backup-choose").addEventListener("click", () => input.click());
    input.addEventListener("change", guarded(async () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) await take2(file);
    }));
    byId("backup-persist").addEventListener("click", guarded(async () => {
      settings.set("persist", await persist() === true);
      await showState();
    }));
    byId("backup-file").addEventListener("click", guarded(() => choose2(false)));
    byId("backup-file-there").addEventListener("click", guarded(() => choose2(true)));
    byId("backup-file-now").addEventListener("click", guarded(() => write()));
  }
  async function refresh() {
    await keepUp(store3).finally(show);
  }
  var show = () => void showState().catch(console.warn);
  if (document.getElementById("backup-export")) listen();

  // markup.js
  function nodes(markup) {
    const template = document.createElement("template");
    template.innerHTML = markup;
    return template.content;
  }

  // missed.js
  function missedOf(events) {
    const times = /* @__PURE__ */ new Map();
    let last = (
      /** @type {number[]} */
      []
    );
    for (const { missed } of events) {
      if (!missed) continue;
      last = missed;
      for (const i of missed) times.set(i, (times.get(i) ?? 0) + 1);
    }
    return new Map(last.map((i) => [i, times.get(i) ?? 1]));
  }
  function missedMost(log6, most) {
    const cards3 = (
      /** @type {string[]} */
      log6.cards().map((card) => {
        const points = [...missedOf(log6.of(card))].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        return { card, points, sum: points.reduce((sum, [, times]) => sum + times, 0) };
      })
    );
    return cards3.filter(({ sum }) => sum > 0).sort((a, b) => b.points[0][1] - a.points[0][1] || b.sum - a.sum || (a.card < b.card ? -1 : 1)).slice(0, most);
  }

  // charts.js
  var SVG = "http://www.w3.org/2000/svg";
  var serial = 0;
  function svg(name, attributes, ...children) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value2] of Object.entries(attributes)) node.setAttribute(key, String(value2));
    node.append(...children);
    return node;
  }
  function chart(title, width, height, shapes, kind) {
    const id = `chart-${++serial}`;
    return svg("svg", { class: `chart ${kind}`, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": id }, svg("title", { id }, title), ...shapes);
  }
  function table(heads, rows) {
    const head = element("tr", {}, ...heads.map((words2) => element("th", { scope: "col" }, words2)));
    const body = rows.map(([name, ...cells]) => element("tr", {}, element("th", { scope: "row" }, String(name)), ...cells.map((cell) => element("td", {}, String(cell)))));
    const grid = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
    return element("details", { class: "chart-table" }, element("summary", {}, text("progress.as_table")), element("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": text("progress.as_table") }, grid));
  }
  var CELL = 11;
  var STEP3 = 13;
  function shade(n, sorted) {
    if (n === 0) return 0;
    return 1 + Math.min(3, Math.floor(4 * sorted.findIndex((x) => x >= n) / Math.max(1, sorted.length)));
  }
  function calendar(title, today2, weeks, value2, label, month) {
    const first2 = today2 - weekday(today2) - 7 * (weeks - 1);
    const all = Array.from({ length: today2 - first2 + 1 }, (_, i) => first2 + i);
    const sorted = all.map(value2).filter((n) => n > 0).sort((a, b) => a - b);
    const cells = all.map(
      (day, i) => svg("rect", { class: `heat heat-${shade(value2(day), sorted)}`, x: Math.floor(i / 7) * STEP3, y: 16 + i % 7 * STEP3, width: CELL, height: CELL, rx: 2 }, svg("title", {}, label(day)))
    );
    const months = [];
    for (let week = 0, last = "", at = -9; week < weeks; week++) {
      const name = month(first2 + 7 * week);
      if (name !== last && week - at >= 3) {
        months.push(svg("text", { x: week * STEP3, y: 10 }, name));
        at = week;
      }
      last = name;
    }
    return chart(title, weeks * STEP3, 16 + 7 * STEP3, [...months, ...cells], "calendar");
  }
  function bars(title, room, values, label, under) {
    const width = Math.min(Math.max(room, 280), 700), height = 140, floor = 116, left = 34;
    const most = Math.max(1, ...values);
    const step = (width - left) / values.length;
    const shapes = values.map((n, i) => {
      const tall = n === 0 ? 1 : Math.max(3, (floor - 12) * n / most);
      return svg("rect", { class: n === 0 ? "chart-bar none" : "chart-bar", x: left + i * step + 1, y: floor - tall, width: Math.max(1, step - 3), height: tall, rx: 1.5 }, svg("title", {}, label(i)));
    });
    const marks2 = values.flatMap((_, i) => i % (width < 450 ? 10 : 5) === 0 ? [svg("text", { x: left + i * step + step / 2, y: height - 8, "text-anchor": i === 0 ? "start" : "middle" }, under(i))] : []);
    const scale = [svg("text", { x: left - 6, y: 20, "text-anchor": "end" }, number(most)), svg("text", { x: left - 6, y: floor, "text-anchor": "end" }, "0"), svg("path", { class: "axis", d: `M${left} ${floor + 0.5}H${width}` })];
    return chart(title, width, height, [...scale, ...shapes, ...marks2], "bars");
  }
  function shares(title, room, values, target, label, under) {
    const width = Math.min(Math.max(room, 280), 700), height = 140, top = 12, floor = 116, left = 42;
    const known2 = values.flatMap((share2, i) => share2 === null ? [] : [{ share: share2, i }]);
    const low = Math.max(0, Math.floor(Math.min(target, ...known2.map(({ share: share2 }) => share2)) * 10 - 0.5) / 10);
    const step = (width - left) / values.length;
    const x = (i) => left + (i + 0.5) * step;
    const y = (share2) => floor - (floor - top) * (share2 - low) / (1 - low);
    const line = svg("path", { class: "line", d: known2.map(({ share: share2, i }, n) => `${n ? "L" : "M"}${x(i)} ${y(share2)}`).join("") });
    const dots = known2.map(({ share: share2, i }) => svg("circle", { class: "dot", cx: x(i), cy: y(share2), r: 4 }, svg("title", {}, label(i))));
    const percent4 = (share2) => svg("text", { x: left - 6, y: y(share2) + 4, "text-anchor": "end" }, number(share2, { style: "percent" }));
    const scale = [low, target, ...y(target) - top > 14 ? [1] : []].map(percent4);
    const every = width < 450 ? 4 : 2;
    const marks2 = values.flatMap((_, i) => i % every === 0 ? [svg("text", { x: x(i), y: height - 8, "text-anchor": "middle" }, under(i))] : []);
    const lines2 = [svg("path", { class: "axis", d: `M${left} ${floor + 0.5}H${width}` }), svg("path", { class: "target", d: `M${left} ${y(target)}H${width}` })];
    return chart(title, width, height, [...scale, ...lines2, line, ...dots, ...marks2], "shares");
  }
  function stack(title, parts2) {
    const total2 = Math.max(1, parts2.reduce((sum, part2) => sum + part2.n, 0));
    let x = 0;
    const shapes = parts2.filter((part2) => part2.n > 0).map((part2) => {
      const width = 600 * part2.n / total2;
      const shape = svg("rect", { class: `part-${part2.kind}`, x, y: 0, width: Math.max(1, width - 2), height: 18, rx: 2 }, svg("title", {}, `${part2.name}: ${number(part2.n)}`));
      x += width;
      return shape;
    });
    return chart(title, 600, 18, shapes, "stack");
  }

  // progress-charts.js
  var byId2 = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var AHEAD3 = 30;
  var CALENDAR_WEEKS = 53;
  var RETENTION_WEEKS = 12;
  var percent = (x) => number(x, { style: "percent" });
  var shortDate = (day) => format(day, language, { day: "numeric", month: "short" });
  var longDate = (day) => format(day, language, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  var duration = (ms) => ms < 36e5 ? count("progress.n_minutes", Math.max(ms > 0 ? 1 : 0, Math.round(ms / 6e4))) : count("progress.n_hours", Math.round(ms / 36e4) / 10);
  var put = (id, ...nodes2) => byId2(id).replaceChildren(...nodes2);
  var numbers = (name, heads, rows) => element("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": text(`progress.${name}`) }, element("table", { class: "numbers" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)));
  function calendar2(activity, today2) {
    const at = (day) => activity.get(day)?.grades || 0;
    const month = (day) => format(day, language, { month: "short" });
    const title = text("progress.calendar_title", { n: number([...activity.values()].reduce((sum, a) => sum + a.grades, 0)) });
    const first2 = today2 - weekday(today2) - 7 * (CALENDAR_WEEKS - 1);
    const rows = Array.from({ length: CALENDAR_WEEKS }, (_, week) => {
      const list = Array.from({ length: 7 }, (_2, i) => activity.get(first2 + 7 * week + i)).filter((a) => a !== void 0);
      return [longDate(first2 + 7 * week), number(list.reduce((sum, a) => sum + a.grades, 0)), number(list.reduce((sum, a) => sum + a.fresh, 0)), duration(list.reduce((sum, a) => sum + a.ms, 0)), list.length];
    }).filter((row) => row[4] !== 0).map((row) => row.slice(0, 4)).reverse();
    const box3 = element("div", { class: "chart-scroll", tabindex: "0", role: "group", "aria-label": text("progress.calendar") }, calendar(title, today2, CALENDAR_WEEKS, at, (day) => `${longDate(day)}: ${count("progress.n_grades", at(day))}`, month));
    put("progress-calendar", box3, table(["week", "grades", "fresh", "time"].map((key) => text(`progress.${key}`)), rows));
    box3.scrollLeft = box3.scrollWidth;
  }
  function retention2(recalls, today2) {
    const cell = (part2) => part2.reviews ? `${percent(part2.passed / part2.reviews)} (${number(part2.reviews)})` : "–";
    const spans = (
      /** @type {[string, number][]} */
      [[text("progress.last_7"), 7], [text("progress.last_30"), 30], [text("progress.ever"), Infinity]]
    );
    const rows = spans.map(([name2, span]) => {
      const r = retention(recalls, today2, span);
      return element("tr", {}, element("th", { scope: "row" }, name2), ...[cell(r.young), cell(r.mature), cell(r.all), r.all.reviews ? percent(r.all.expected / r.all.reviews) : "–"].map((words2) => element("td", {}, words2)));
    });
    const heads = ["span", "young", "mature", "all", "expected"].map((key) => element("th", { scope: "col" }, text(`progress.${key}`)));
    const weeks = Array.from({ length: RETENTION_WEEKS }, (_, i) => today2 - 7 * (RETENTION_WEEKS - 1 - i));
    const all = weeks.map((day) => retention(recalls, day, 7).all);
    const shares2 = all.map(({ reviews, passed }) => reviews ? passed / reviews : null);
    const name = (i) => shortDate(weeks[i] - 6);
    const target = studySettings().retention;
    const label = (i) => `${name(i)}: ${percent(shares2[i] || 0)}`;
    const chart2 = shares(text("progress.retention_title", { target: percent(target) }), byId2("progress-retention").clientWidth, shares2, target, label, name);
    const table2 = table([text("progress.week"), text("progress.retained")], all.map((part2, i) => [longDate(weeks[i] - 6), cell(part2)]).reverse());
    put("progress-retention", chart2, table2, numbers("retention", heads, rows), element("p", { class: "note" }, text("progress.retention_note", { target: percent(target) })));
  }
  function forecast(due, today2) {
    const name = (i) => i === 0 ? text("progress.today") : shortDate(today2 + i);
    const sum = due.reduce((a, b) => a + b, 0);
    put(
      "progress-forecast",
      bars(text("progress.forecast_title", { n: number(sum) }), byId2("progress-forecast").clientWidth, due, (i) => `${name(i)}: ${count("progress.n_cards", due[i])}`, name),
      table([text("progress.date"), text("progress.due")], due.map((n, i) => [name(i), number(n)]))
    );
  }
  function time(activity, today2) {
    const list = Array.from({ length: AHEAD3 }, (_, i) => today2 - AHEAD3 + 1 + i);
    const minutes = list.map((day) => Math.round((activity.get(day)?.ms || 0) / 6e3) / 10);
    const name = (i) => i === AHEAD3 - 1 ? text("progress.today") : shortDate(list[i]);
    const rows = list.map((_, i) => [name(i), number(minutes[i])]).reverse();
    put(
      "progress-time",
      bars(text("progress.time_title", { time: duration(minutes.reduce((a, b) => a + b, 0) * 6e4) }), byId2("progress-time").clientWidth, minutes, (i) => `${name(i)}: ${count("progress.n_minutes", minutes[i])}`, name),
      table([text("progress.date"), text("progress.minutes")], rows)
    );
  }
  function states(counts) {
    const parts2 = ["mature", "young", "learning", "fresh", "suspended"].map((kind) => ({ kind, name: text(`progress.state_${kind}`), n: counts[kind === "fresh" ? "new" : kind] }));
    const legend = element("ul", { class: "legend" }, ...parts2.map((p) => element("li", {}, element("span", { class: `swatch part-${p.kind}`, "aria-hidden": "true" }), `${p.name} `, element("b", {}, number(p.n)))));
    const rows = parts2.map(({ name, n }) => [name, number(n)]);
    put("progress-states", stack(text("progress.states"), parts2), legend, table([text("progress.state"), text("progress.cards")], rows));
  }

  // gradient.js
  function fromRows(rows) {
    const length = rows.reduce((sum, row) => sum + row.length, 0);
    const data = {
      starts: new Uint32Array(rows.length + 1),
      grades: new Uint8Array(length),
      elapsed: new Float64Array(length),
      counts: new Float64Array(length),
      reviews: 0
    };
    const counted = [];
    let at = 0;
    rows.forEach((row, i) => {
      data.starts[i] = at;
      row.forEach((event, k) => {
        data.grades[at] = event.g;
        data.elapsed[at] = k === 0 ? 0 : Math.max(0, event.day - row[k - 1].day);
        if (data.elapsed[at] > 0) counted.push({ t: event.t, at });
        at++;
      });
    });
    data.starts[rows.length] = at;
    data.reviews = counted.length;
    counted.sort((a, b) => a.t - b.t || a.at - b.at);
    counted.forEach((item, i) => data.counts[item.at] = 0.25 + 0.75 * Math.pow(i / counted.length, 3));
    return data;
  }

  // optimise.js
  var LEAST = Object.freeze({ initial: 8, all: 64 });
  function dataset(log6) {
    const rows = log6.cards().map((id) => log6.of(id).filter((e) => e.type === "grade"));
    return fromRows(rows.filter((row) => row.length > 1));
  }

  // progress-act.js
  var show2 = () => {
  };
  var onact = (shown2) => void (show2 = shown2);
  var refresh2 = () => show2();
  async function act(events) {
    const problem = (
      /** @type {HTMLElement} */
      document.getElementById("progress-problem")
    );
    try {
      await save(events);
      problem.hidden = true;
      show2();
      return true;
    } catch (error) {
      tell(problem, sentence(error));
      return false;
    }
  }

  // progress-fit.js
  var box2 = (
    /** @type {HTMLElement | null} */
    document.getElementById("progress-fit")
  );
  var { log: log3 } = learner_exports;
  var SLICE2 = 24;
  function run(data, current, onprogress) {
    return new Promise((resolve, reject) => {
      const inSlices = () => slices(data, current, onprogress).then(resolve, reject);
      if (location.protocol === "file:" || !globalThis.Worker) return inSlices();
      const worker = new Worker(url("asset:scripts/optimise.js"));
      worker.onerror = () => (worker.terminate(), inSlices());
      worker.onmessage = ({ data: message }) => {
        if (typeof message === "number") return onprogress(message);
        worker.terminate();
        resolve(message);
      };
      worker.postMessage({ data, current });
    });
  }
  async function slices(data, current, onprogress) {
    const fit = await use("asset:scripts/optimise.js", "optimise");
    const steps = fit(data, current);
    for (; ; ) {
      const until = performance.now() + SLICE2;
      let step = steps.next();
      while (!step.done && performance.now() < until) step = steps.next();
      if (step.done) return step.value;
      onprogress(step.value);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  var loss = (x) => number(x, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  var button = (words2, click, kind = "button") => element("button", { class: kind, type: "button", click }, words2);
  function show3() {
    if (!box2) return;
    const inForce = log3.lastOf("weights");
    const words2 = inForce?.w ? text("progress.fit_own", { date: format(inForce.day, language) }) : text("progress.fit_default");
    const reviews = dataset(log3).reviews;
    const enough = reviews >= LEAST.initial;
    box2.replaceChildren(
      element("p", {}, words2),
      element("p", { class: "note" }, enough ? text("progress.fit_note") : count("progress.fit_few", LEAST.initial - reviews)),
      element("p", { class: "actions" }, ...enough ? [button(count("progress.fit_run", reviews), start5)] : [], ...inForce ? [button(text("progress.fit_undo"), () => takeBack(inForce))] : [])
    );
  }
  async function start5() {
    if (!box2) return;
    const line = element("progress", { class: "study-line", max: 1, value: 0, "aria-label": text("progress.fit_running") });
    box2.replaceChildren(element("p", { role: "status" }, text("progress.fit_running")), line);
    const fit = await run(dataset(log3), log3.weights(), (share2) => line.value = share2);
    offer(fit);
  }
  function offer(fit) {
    if (!box2) return;
    const better = fit.before - fit.after;
    const move = element("input", { type: "checkbox" });
    const use2 = () => {
      const retention3 = move.checked ? { retention: studySettings().retention } : {};
      const w = fit.extent === "defaults" ? null : fit.weights;
      act([make("weights", { w, ...retention3 }, { now: Date.now(), after: log3.lastOf("weights")?.t })]);
    };
    const numbers2 = element(
      "dl",
      { class: "study-sum" },
      ...[["fit_before", loss(fit.before)], ["fit_after", loss(fit.after)], ["fit_reviews", number(fit.reviews)]].map(([key, value2]) => element("div", {}, element("dt", {}, text(`progress.${key}`)), element("dd", {}, value2)))
    );
    const result = element("p", { tabindex: "-1" }, text(better > 0 ? `progress.fit_better_${fit.extent}` : "progress.fit_no_better"));
    box2.replaceChildren(
      result,
      numbers2,
      ...better > 0 ? [element("p", {}, element("label", { class: "check-line" }, move, text("progress.fit_move")))] : [],
      element("p", { class: "actions" }, ...better > 0 ? [button(text("progress.fit_use"), use2, "button primary")] : [], button(text("progress.fit_keep"), show3))
    );
    result.focus();
  }
  var takeBack = (inForce) => act([make("undo", { of: inForce.id }, { now: Date.now(), after: inForce.t })]);

  // plan.js
  var PRIOR = { forgotten: 2, first: 10, again: 1 };
  function habits(recalls, { n, again }) {
    let failed = PRIOR.forgotten, expected = PRIOR.forgotten;
    for (const recall2 of recalls) {
      failed += recall2.passed ? 0 : 1;
      expected += 1 - recall2.expected;
    }
    return { forgets: Math.min(8, Math.max(0.1, failed / expected)), stumbles: (again + PRIOR.again) / (n + PRIOR.first) };
  }
  var STEPS = 4;
  var Played = class {
    /** @param {CardState} state @param {number} today @param {boolean} waits another cloze deletion of its card was graded today */
    constructor(state, today2, waits) {
      this.id = state.id;
      this.generator = null;
      this.phase = state.phase === "new" ? "new" : "review";
      this.memory = state.memory;
      this.day = state.day;
      this.from = waits || state.buried === today2 ? today2 + 1 : today2;
      this.learning = state.phase === "learning" || state.phase === "relearning";
      this.asked = !this.learning && state.queued > 0;
      this.due = state.phase === "review" && !this.asked ? state.due : today2;
    }
    chance() {
      this.generator ??= generator(`forecast ${this.id}`);
      return this.generator();
    }
    /** @param {number} day @param {How} how */
    study(day, { weights, retention: retention3, forgets = 1, stumbles = 0.1 }) {
      let learns = true;
      if (this.memory) {
        learns = this.chance() < Math.min(0.95, forgets * (1 - recall(weights, day - this.day, this.memory.s)));
        this.memory = next(weights, this.memory, day - this.day, learns ? 1 : 3);
      } else this.memory = first(weights, this.chance() < stumbles ? 1 : 3);
      for (let left = learns ? STEPS : 0; left > 0; left--) {
        const again = left > 1 && this.chance() < stumbles;
        this.memory = next(weights, this.memory, 0, again ? 1 : 3);
        if (!again) break;
      }
      this.phase = "review";
      this.learning = this.asked = false;
      this.day = day;
      this.due = day + Math.max(1, Math.round(interval(weights, this.memory.s, retention3)));
    }
  };
  function onePerCard(list, asked2) {
    const wanted = new Set(list.filter(asked2).map(({ card }) => card));
    const seen = /* @__PURE__ */ new Set();
    return list.filter((entry) => (asked2(entry) || !wanted.has(entry.card)) && !seen.has(entry.card) && seen.add(entry.card));
  }
  function gradedToday(entries, stateOf3, today2) {
    const graded = /* @__PURE__ */ new Map();
    for (const { id, card } of entries) {
      const { reps, day } = stateOf3(id);
      if (reps > 0 && day === today2) graded.set(card, (graded.get(card) ?? /* @__PURE__ */ new Set()).add(id));
    }
    return graded;
  }
  var Calendar = class {
    /** @param {(entry: T) => Played} at @param {number} today @param {number} date */
    constructor(at, today2, date) {
      this.at = at;
      this.date = date;
      this.today = today2;
      this.days = Array.from({ length: Math.max(0, date - today2) }, () => []);
    }
    /** @param {T} entry */
    put(entry) {
      const { due, from } = this.at(entry);
      const day = Math.max(due, from);
      if (day < this.date) this.days[day - this.today].push(entry);
    }
  };
  function* projecting(entries, stateOf3, how) {
    const { today: today2, date, limits, minutes, cost, weights } = how;
    const graded = gradedToday(entries, stateOf3, today2);
    const waits = ({ id, card }) => [...graded.get(card) ?? []].some((other) => other !== id);
    const states2 = new Map(entries.map((entry) => [entry.id, new Played(stateOf3(entry.id), today2, waits(entry))]));
    const at = (id) => (
      /** @type {any} */
      states2.get(id)
    );
    const asked2 = ({ id }) => at(id).asked;
    const recalled2 = () => entries.reduce((sum, { id }) => sum + (at(id).memory ? recall(weights, date - at(id).day, at(id).memory.s) : 0), 0);
    const met = new Set(entries.filter(({ id }) => at(id).phase !== "new").map(({ card }) => card));
    const cards3 = new Set(entries.map(({ card }) => card)).size;
    let fresh = freshOrder(entries, ({ id }) => at(id).phase === "new");
    const stopped = recalled2();
    const place = new Map(entries.map(({ id }, i) => [id, i]));
    const calendar4 = new Calendar(({ id }) => at(id), today2, date);
    for (const entry of entries) if (at(entry.id).phase === "review") calendar4.put(entry);
    let waiting = [];
    const days = [];
    for (let day = today2; day < date; day++) {
      yield (day - today2) / (date - today2);
      const done2 = day === today2 && how.done || { fresh: 0, reviews: 0 };
      waiting = [...waiting, ...calendar4.days[day - today2]].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
      const due = onePerCard(waiting, asked2);
      const begun = due.filter(({ id }) => at(id).learning);
      const learned = due.filter(({ id }) => !at(id).learning);
      const here = new Set(due.map(({ card }) => card));
      const gaps = onePerCard(fresh.filter(({ id, card }) => !here.has(card) && at(id).from <= day), asked2);
      const goal = { date, unseen: fresh.length, minutes, cost };
      const room = quota(limits, goal, { today: day, due: learned.length, done: done2 });
      const usual2 = (entry) => !asked2(entry);
      const chosen = choose({ due: learned.filter(usual2), fresh: gaps.filter(usual2) }, { stateOf: at, today: day, later: date, weights, fresh: room.fresh - done2.fresh, reviews: room.reviews - done2.reviews });
      const reviews = [...begun, ...learned.filter(asked2), ...chosen.reviews];
      const news = [...gaps.filter(asked2), ...chosen.fresh];
      const topics2 = /* @__PURE__ */ new Map();
      const studied = /* @__PURE__ */ new Set();
      for (const entry of [...reviews, ...news]) {
        studied.add(entry.id);
        at(entry.id).study(day, how);
        calendar4.put(entry);
        met.add(entry.card);
        topics2.set(entry.info.topic, (topics2.get(entry.info.topic) ?? 0) + 1);
      }
      waiting = waiting.filter(({ id }) => !studied.has(id));
      if (news.length) fresh = fresh.filter(({ id }) => at(id).phase === "new");
      days.push({ day, reviews: reviews.length, fresh: news.length, minutes: reviews.length * cost.review + news.length * cost.fresh, topics: topics2 });
    }
    const n = Math.max(1, entries.length);
    return { days, unseen: cards3 - met.size, planned: recalled2() / n, stopped: stopped / n, reviewsPerDay: days.reduce((sum, { reviews }) => sum + reviews, 0) / Math.max(1, days.length) };
  }
  var MOST_MINUTES = 240;
  var FARTHEST = 400;
  function* remedying(entries, stateOf3, how, { unseen, days }) {
    const free = yield* projecting(entries, stateOf3, { ...how, minutes: 0 });
    const least = Math.ceil(Math.max(0, ...free.days.map((day) => day.minutes)) / 5) * 5;
    const isKept = free.unseen === 0 && least <= MOST_MINUTES && free.days.every((day) => day.fresh <= MOST_NEW);
    const perDay = days.reduce((sum, { fresh }) => sum + fresh, 0) / Math.max(1, days.length);
    let date = null;
    for (let tries = 0, more = Math.ceil(unseen / Math.max(perDay, 0.5)) + LAST.least; tries < 3 && date === null; tries++, more = Math.ceil(more * 1.5)) {
      if (how.date + more - how.today > FARTHEST) break;
      if ((yield* projecting(entries, stateOf3, { ...how, date: how.date + more })).unseen === 0) date = how.date + more;
    }
    return { minutes: isKept ? least : null, date };
  }

  // ics.js
  var LONGEST = 75;
  var escaped = (text3) => text3.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/[\u0000-\u001f\u007f]/g, " ");
  function folded(line) {
    const bytes = new TextEncoder();
    let out = "", length = 0;
    for (const sign of line) {
      const size = bytes.encode(sign).length;
      if (length + size > LONGEST) {
        out += "\r\n ";
        length = 1;
      }
      out += sign;
      length += size;
    }
    return out;
  }
  var dateOf = (day) => iso(day).replace(/-/g, "");
  function calendar3(entries, { name, book: book2, now }) {
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
    const host = book2.replace(/[^A-Za-z0-9.-]/g, "-") || "guide";
    const lines2 = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Recto//Study plan//EN", "CALSCALE:GREGORIAN", `X-WR-CALNAME:${escaped(name)}`];
    for (const { day, kind, words: words2, about } of entries) {
      lines2.push("BEGIN:VEVENT", `UID:${dateOf(day)}-${kind}@${host}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${dateOf(day)}`, `DTEND;VALUE=DATE:${dateOf(day + 1)}`, `SUMMARY:${escaped(words2)}`);
      if (about) lines2.push(`DESCRIPTION:${escaped(about)}`);
      lines2.push("TRANSP:TRANSPARENT", "END:VEVENT");
    }
    lines2.push("END:VCALENDAR", "");
    return lines2.map(folded).join("\r\n");
  }

  // progress-plan.js
  var form = (
    /** @type {HTMLFormElement | null} */
    document.getElementById("progress-goal")
  );
  var { log: log4 } = learner_exports;
  var byId3 = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var dateInput = (
    /** @type {HTMLInputElement} */
    form?.elements.namedItem("date")
  );
  var levelInput = (
    /** @type {HTMLSelectElement} */
    form?.elements.namedItem("level")
  );
  var percent2 = (x) => number(x, { style: "percent" });
  var YOUNG = 20;
  var asked = 0;
  var minutesInput = (
    /** @type {HTMLInputElement} */
    form?.elements.namedItem("minutes")
  );
  async function show4(day, all, lines2) {
    if (!form) return;
    const root3 = (
      /** @type {Root} */
      rootNow()
    );
    const goal = log4.goal();
    if (levelInput.options.length <= 1) levelInput.append(...root3.levels.map(([id, name]) => element("option", { value: id }, name)));
    dateInput.min = iso(day + 1);
    if (document.activeElement !== dateInput) dateInput.value = goal ? iso(goal.date) : "";
    if (document.activeElement !== minutesInput) minutesInput.value = String(studySettings().minutes);
    levelInput.value = goal?.level && root3.levels.some(([id]) => id === goal.level) ? goal.level : "";
    byId3("progress-goal-clear").hidden = !goal;
    const box3 = byId3("progress-plan");
    if (!goal) return box3.replaceChildren(element("p", { class: "note" }, text("progress.plan_none")));
    if (goal.date <= day) return box3.replaceChildren(element("p", {}, text(goal.date === day ? "progress.plan_today" : "progress.plan_past")));
    const turn2 = ++asked;
    const found = await compute(root3, day, goal, all, lines2);
    if (turn2 === asked) showPlan(box3, root3, day, goal, found);
  }
  var stateOf2 = (id) => log4.card(id);
  var isUnseen = ({ seen, fresh }) => !seen && fresh < Infinity;
  async function compute(root3, day, goal, { recalls, steps }, lines2) {
    const slices2 = new Slices();
    const choice = usual(root3, log4, day, []);
    const own = lines2.filter(({ card }) => isUsual(choice, card));
    const cards3 = own.map(({ card }) => card);
    const entries = cards3.flatMap(units).filter(({ id }) => !log4.card(id).suspended);
    const { fresh, reviews, minutes, retention: retention3 } = studySettings();
    const how = {
      today: day,
      date: goal.date,
      limits: { fresh, reviews },
      minutes,
      cost: costs(log4, day, cards3),
      weights: log4.weights(),
      retention: retention3,
      done: doneOn(log4, day),
      ...habits(recalls, steps)
    };
    const forecast2 = await slices2.run(projecting(entries, stateOf2, how));
    const steep2 = Math.max(0, ...forecast2.days.map((one) => one.fresh)) > MOST_NEW;
    const remedy = forecast2.unseen > 0 && !steep2 ? await slices2.run(remedying(entries, stateOf2, how, forecast2)) : null;
    const tasks = longTasks(lines2.map(({ card }) => card).filter((card) => matches(choice, card)), log4, choice.levels);
    return { forecast: forecast2, remedy, steep: steep2, tasks, minutes, levels: choice.levels, unseen: own.filter(isUnseen).length, isYoung: recalls.length < YOUNG, now: todayNow(lines2), lines: lines2 };
  }
  function showPlan(box3, root3, day, goal, found) {
    const { forecast: forecast2, tasks, unseen, steep: steep2 } = found;
    const slots2 = slots(tasks.length, day, goal.date);
    const lines2 = [
      [count("progress.plan_days", goal.date - day), unseen ? count("progress.plan_unseen", unseen) : text("progress.plan_all_seen")].join(" "),
      ...daysWords(found),
      ...steep2 ? steepWords(root3, found, day, goal.date) : forecast2.unseen > 0 ? shortWords(root3, found) : unseen ? [text("progress.plan_reaches")] : [],
      ...tasks.length ? [[count("progress.plan_slots", slots2.length), ...slots2.length < tasks.length ? [count("progress.plan_slots_left", tasks.length - slots2.length)] : []].join(" ")] : [],
      ...found.isYoung ? [text("progress.plan_learns")] : []
    ];
    const file = element("button", { class: "button", type: "button", click: () => download2(root3, forecast2, tasks, slots2, goal.date) }, text("progress.plan_calendar"));
    box3.replaceChildren(
      ...lines2.map((line) => element("p", {}, line)),
      element(
        "dl",
        { class: "study-sum" },
        element("div", {}, element("dt", {}, text("progress.plan_kept")), element("dd", {}, percent2(forecast2.planned))),
        element("div", {}, element("dt", {}, text("progress.plan_stopped")), element("dd", {}, percent2(forecast2.stopped)))
      ),
      element("p", { class: "actions" }, file),
      element("p", { class: "note" }, text("progress.plan_note"))
    );
  }
  function daysWords({ forecast: { days: list }, now }) {
    const later = list.length > 1 ? list.slice(1) : list;
    const mean = (key) => number(Math.round(later.reduce((sum, line) => sum + line[key], 0) / later.length));
    const most = number(Math.ceil(Math.max(...later.map((line) => line.minutes))));
    return [
      text("progress.plan_today_n", { cards: number(now.reviews), fresh: number(now.fresh), minutes: number(now.minutes) }),
      text("progress.plan_average", { reviews: mean("reviews"), fresh: mean("fresh"), minutes: mean("minutes"), most })
    ];
  }
  function shortWords(root3, { forecast: forecast2, remedy, minutes, levels: levels2, lines: lines2 }) {
    const words2 = [minutes ? count("progress.plan_short", forecast2.unseen, { minutes: number(minutes) }) : count("progress.plan_short_days", forecast2.unseen)];
    if (remedy?.minutes && minutes) words2.push(text("progress.plan_remedy_minutes", { n: number(remedy.minutes) }));
    if (remedy?.date) words2.push(text("progress.plan_remedy_date", { date: format(remedy.date, language) }));
    return [[...words2, ...lowerWords(root3, levels2, lines2)].join(" ")];
  }
  function lowerWords(root3, levels2, lines2) {
    const lower = (levels2.length ? levels2 : root3.levels.map(([id]) => id)).slice(0, -1);
    const name = root3.levels.find(([id]) => id === lower.at(-1))?.[1];
    const cards3 = lines2.filter((line) => lower.includes(line.card.level) && !isLong(line.card) && isUnseen(line)).length;
    return name && cards3 > 0 ? [text("progress.plan_remedy_level", { level: name, n: number(cards3) })] : [];
  }
  function steepWords(root3, { forecast: forecast2, unseen, levels: levels2, lines: lines2 }, day, date) {
    const most = number(MOST_NEW);
    const steep2 = steep(unseen, day, date);
    const words2 = [text("progress.plan_steep", { n: number(Math.max(...forecast2.days.map((one) => one.fresh))), most })];
    if (steep2) words2.push(text("progress.plan_steep_date", { most, date: format(steep2.date, language) }), text("progress.plan_steep_cards", { n: number(steep2.cards) }));
    return [[...words2, ...lowerWords(root3, levels2, lines2)].join(" ")];
  }
  function download2(root3, { days: list }, tasks, slots2, date) {
    const papers = log4.interviews();
    const mocks2 = root3.study.rehearsals === false ? [] : mocks(list[0].day, date, papers.length ? papers[papers.length - 1].day : -1);
    const entries = [
      ...list.filter(({ reviews, fresh }) => reviews + fresh > 0).map(({ day, reviews, fresh, minutes }) => ({ day, kind: "study", words: text("progress.ics_study", { cards: number(reviews + fresh), fresh: number(fresh), minutes: number(Math.ceil(minutes)) }) })),
      ...mocks2.map((day) => ({ day, kind: "mock", words: text("progress.ics_mock") })),
      ...slots2.map((day, i) => ({ day, kind: "long", words: text("progress.ics_long", { title: tasks[i].title, minutes: number(tasks[i].minutes) }) })),
      { day: date, kind: "interview", words: text("progress.ics_day") }
    ];
    const file = new Blob([calendar3(entries.sort((a, b) => a.day - b.day || (a.kind < b.kind ? -1 : 1)), { name: root3.title, book, now: Date.now() })], { type: "text/calendar" });
    const link = element("a", { href: URL.createObjectURL(file), download: `${book}-plan.ics` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
  }
  var save2 = () => {
    const date = fromIso(dateInput.value);
    if (date === null && dateInput.value !== "") return;
    act([make("goal", { date, level: levelInput.value }, { now: Date.now(), after: log4.lastOf("goal")?.t })]);
  };
  if (form) {
    form.addEventListener("submit", (event) => event.preventDefault());
    dateInput.addEventListener("change", save2);
    levelInput.addEventListener("change", () => dateInput.value && save2());
    minutesInput.addEventListener("change", () => {
      if (!minutesInput.checkValidity() || minutesInput.value === "") return;
      setStudy({ minutes: Math.round(Number(minutesInput.value)) });
      writeDigest();
      refresh2();
    });
    byId3("progress-goal-clear").addEventListener("click", () => {
      dateInput.value = "";
      save2();
    });
  }

  // progress.js
  var app = (
    /** @type {HTMLElement} */
    document.getElementById("app-progress")
  );
  var { log: log5 } = learner_exports;
  var byId4 = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var HARDEST = 10;
  var MISSED = 20;
  var ASIDE = 200;
  var percent3 = (x) => number(x, { style: "percent" });
  var put2 = (id, ...nodes2) => byId4(id).replaceChildren(...nodes2);
  var facts = (rows) => element("dl", { class: "study-sum" }, ...rows.map(([name, value2]) => element("div", {}, element("dt", {}, name), element("dd", {}, value2))));
  function showSum({ activity, recalls }, today2, cards3) {
    const month = retention(recalls, today2, 30).all;
    const spent = [...activity.values()].reduce((sum, a) => sum + a.ms, 0);
    put2(
      "progress-sum",
      facts([
        [text("progress.streak"), count("progress.n_days", streak(activity, today2))],
        [text("progress.seen"), text("progress.of", { n: number(cards3.seen), m: number(cards3.total) })],
        [text("progress.retention"), month.reviews ? percent3(month.passed / month.reviews) : "–"],
        [text("progress.time"), duration(spent)]
      ])
    );
  }
  var hasGaps = (root3) => root3.topics.some((topic) => topic.counts.some(([, , cards3, units2]) => units2 > cards3));
  function showTopics(states2, root3, today2, counted) {
    const mastery2 = mastery(states2, totals(root3), log5.weights(), today2);
    const rows = topicsWithCards(root3).map((topic) => {
      const { share: share2 } = mastery2.get(topic.id) ?? { share: 0 };
      const { seen, total: total2 } = counted.get(topic.id) ?? { seen: 0, total: 0 };
      const link = element("a", { href: `study.html?topic=${encodeURIComponent(topic.id)}` }, topic.title);
      return element("tr", {}, element("th", { scope: "row" }, link), element("td", {}, element("progress", { class: "score-bar", max: 1, value: share2, "aria-hidden": "true" })), element("td", {}, percent3(share2)), element("td", {}, text("progress.of", { n: number(seen), m: number(total2) })));
    });
    const heads = ["topic", "bar", "mastery", "seen"].map((key) => element(key === "bar" ? "td" : "th", key === "bar" ? {} : { scope: "col" }, ...key === "bar" ? [] : [text(`progress.${key}`)]));
    put2("progress-topics", numbers("mastery", heads, rows), element("p", { class: "note" }, text("progress.mastery_note"), ...hasGaps(root3) ? [` ${text("progress.gaps_note")}`] : []));
  }
  var cards2 = /* @__PURE__ */ new Map();
  function cardList(items) {
    const rows = items.flatMap(({ id, words: words2, action }) => {
      const card = cards2.get(parentOf(id));
      return card ? [element("li", {}, element("a", { href: pageOf(card.id) }, card.title), element("span", { class: "note" }, words2), ...action ? [action] : [])] : [];
    });
    return element("ul", { class: "card-list" }, ...rows);
  }
  function hardWords({ lapses, memory }) {
    const difficulty = text("progress.difficulty", { n: number(memory?.d || 0, { maximumFractionDigits: 1 }) });
    return lapses > 0 ? `${count("progress.n_lapses", lapses)} · ${difficulty}` : difficulty;
  }
  function showHardest(states2) {
    const list = (
      /** @type {CardState[]} */
      hardest(states2, HARDEST)
    );
    byId4("progress-hardest-section").hidden = list.length === 0;
    put2("progress-hardest", cardList(list.map((s) => ({ id: s.id, words: hardWords(s) }))));
  }
  async function showMissed() {
    const rows = await Promise.all(missedMost(log5, MISSED).map(async ({ card: unit, points }) => {
      const id = parentOf(unit);
      const card = cards2.get(id);
      const all = card ? (await side(card)).points ?? [] : [];
      const lines2 = points.filter(([i]) => all[i]).map(([i, times]) => {
        const line = element("li", {});
        line.append(nodes(all[i][0]), " ", element("span", { class: "note" }, count("progress.n_missed", times)));
        return line;
      });
      return card && lines2.length ? [{ id, item: element("li", {}, element("a", { href: pageOf(id) }, card.title), element("ul", {}, ...lines2)) }] : [];
    }));
    const list = rows.flat();
    byId4("progress-missed-section").hidden = list.length === 0;
    put2("progress-missed", element("ul", { class: "missed-list" }, ...list.map(({ item }) => item)));
    const query = new URLSearchParams([...list.map(({ id }) => ["card", id]), ["mode", "cram"]]);
    byId4("progress-missed-study").href = `study.html?${query}`;
  }
  function showAside(states2, today2) {
    const list = states2.filter((s) => s.suspended || s.buried === today2).slice(0, ASIDE);
    byId4("progress-aside-section").hidden = list.length === 0;
    const item = (s) => {
      const resume = element("button", { class: "button", type: "button", click: () => act([make("resume", { card: s.id }, { now: Date.now(), after: s.at })]) }, text("progress.resume"));
      return { id: s.id, words: text(`progress.aside_${s.leech ? "leech" : s.suspended ? "suspended" : "buried"}`), action: resume };
    };
    put2("progress-aside", cardList(list.map(item)));
  }
  var turn = 0;
  async function show5() {
    const mine = ++turn;
    const slices2 = new Slices();
    const root3 = (
      /** @type {Root} */
      rootNow()
    );
    const today2 = today(Date.now());
    const all = await slices2.run(gathering(log5));
    if (mine !== turn) return;
    const known2 = known();
    cards2 = new Map(known2.map((card) => [card.id, card]));
    const lines2 = lines(log5, known2, today2);
    const states2 = lines2.flatMap((line) => line.states);
    const counted = withBelow(root3, byTopic(lines2, today2));
    const outer = root3.topics.filter(({ parent }) => parent < 0).map(({ id }) => counted.get(id) ?? { seen: 0, total: 0 });
    const sum = { seen: outer.reduce((n, { seen }) => n + seen, 0), total: total(root3) };
    const hasSome = log5.events.length > 0;
    byId4("progress-empty").hidden = hasSome;
    byId4("progress-charts").hidden = !hasSome;
    const parts2 = [
      () => showSum(all, today2, sum),
      ...hasSome ? [
        () => calendar2(all.activity, today2),
        () => forecast(ahead(lines2, today2, AHEAD3), today2),
        () => retention2(all.recalls, today2),
        () => time(all.activity, today2),
        () => states(byState(lines2, sum.total))
      ] : [],
      () => showTopics(states2, root3, today2, counted),
      () => showMissed().catch(console.warn),
      () => showHardest(states2),
      () => showAside(states2, today2),
      () => show4(today2, all, lines2).catch(console.warn),
      () => show3(),
      () => show()
    ];
    for (const part2 of parts2) {
      await slices2.pause();
      if (mine !== turn) return;
      part2();
    }
  }
  function start6() {
    onact(show5);
    if (document.getElementById("offline-keep")) use("asset:scripts/offline.js", "offline").then((offline) => offline.show()).catch(console.warn);
    open2().then(
      async ({ cleared }) => {
        await prepare();
        byId4("progress-body").hidden = false;
        await show5();
        app.dataset.state = "shown";
        onevents(show5);
        writeDigest();
        refresh().catch(console.warn);
        const note = cleared > 0 ? count("store.cleared", cleared) : storeNote();
        if (note) tell(byId4("progress-problem"), note);
        if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
      }
    ).catch(
      (error) => {
        app.dataset.state = "problem";
        console.warn(error);
        tell(byId4("progress-problem"), sentence(error), { label: text("store.retry"), run: () => location.reload() });
      }
    );
  }

  // entries/progress.js
  addWords({ base: "words:base", store: "words:store", progress: "words:progress" });
  start4();
  start6();

  // offers
  Object.assign(globalThis.Recto, { "$base.addWords": addWords, "$base.announce": announce, "$base.book": book, "$base.count": count, "$base.device": device, "$base.element": element, "$base.number": number, "$base.register": register, "$base.settings": settings, "$base.text": text, "$base.url": url, "$database.done": done, "$database.openPlain": openPlain, "$database.transact": transact, "$database.within": within, "$registry.register": register, "$registry.registered": registered, "$search.searchFor": searchFor });
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
