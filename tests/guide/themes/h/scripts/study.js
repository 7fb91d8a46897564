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
  var searchFor = async (isStale, ...asked3) => {
    await ready();
    for (let renewed2 = false; !isStale(); ) {
      const found = client.find(index, ...asked3);
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
  var openSearch = (page, asked3 = "") => {
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
        client.view(box?.value || asked3, shown);
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
  var click = (keys, button2, label) => add({ keys, label, run: () => button2.isConnected && !button2.hidden && !button2.matches(":disabled") && button2.click() });
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
    const current2 = () => root3.dataset.theme ?? "system";
    function show3() {
      const label = text(`base.theme_${current2()}`);
      button2.setAttribute("aria-label", label);
      button2.title = label;
      button2.firstElementChild.className = `icon icon-theme-${current2()}`;
    }
    button2.addEventListener("click", () => {
      const theme = NEXT[current2()];
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
  var formats2 = /* @__PURE__ */ new Map();
  function format(day2, language2, options = { day: "numeric", month: "long", year: "numeric" }) {
    const key = `${language2} ${JSON.stringify(options)}`;
    let made = formats2.get(key);
    if (!made) formats2.set(key, made = new Intl.DateTimeFormat(language2 || void 0, { ...options, timeZone: "UTC" }));
    return made.format(day2 * DAY);
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
    (topic, part, cards2) => {
      sides.set(`${topic} ${part}`, cards2);
    }
  );
  var idAt = (list, i) => list && i >= 0 && i < list.length ? list[i][0] : "";
  var rootNow = () => root2;
  function cardOf(topic, [name, title, level, kind, minutes, tags, spans, source, language2, requires = [], traits = 0], part, slot) {
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
      part,
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
  var editOf = (card) => root2?.edit ? root2.edit + card.source : "";

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
  var isKnown2 = ({ type }) => SHAPES.has(type);
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
  function migrate(events, from, table = {}) {
    const { to = VERSION, steps = MIGRATIONS } = table;
    let list = events;
    for (let version = from; version < to; version++) list = steps[version](list);
    return list;
  }
  var STEP = 500;
  function* checking(events, now2) {
    const seen = /* @__PURE__ */ new Set();
    for (let i = 0; i < events.length; i++) {
      const event = events[i];
      if (!check(event)) return { problem: "bad-event", detail: String(i + 1) };
      if (event.t > now2 + AHEAD) return { problem: "future", detail: String(i + 1) };
      if (seen.has(event.id)) return { problem: "damaged" };
      seen.add(event.id);
      if (i % STEP === 0) yield i / events.length;
    }
    return { events };
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
    const next3 = () => {
      const t = (a + b | 0) + counter | 0;
      counter = counter + 1 | 0;
      a = b ^ b >>> 9;
      b = c + (c << 3) | 0;
      c = c << 21 | c >>> 11;
      c = c + t | 0;
      return (t >>> 0) / 4294967296;
    };
    for (let i = 0; i < 12; i++) next3();
    return next3;
  }
  function shuffle(list, random) {
    const out = list.slice();
    for (let i = out.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
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
    return FUZZ.reduce((delta, part) => delta + part.share * Math.max(Math.min(days, part.to) - part.from, 0), 1);
  }
  function fuzzed(days, chance, least, longest) {
    const within3 = (x) => Math.min(Math.max(x, least), longest);
    const delta = fuzzDelta(days);
    if (delta === 0) return within3(Math.round(days));
    const low = within3(Math.max(Math.round(days - delta), 2));
    const high = within3(Math.max(Math.round(days + delta), 2));
    return Math.floor(low + chance * (high - low + 1));
  }
  function intervals(plan, memories, chance) {
    const longest = plan.longest || LONGEST_INTERVAL;
    let least = 1;
    return memories.map((memory) => {
      const days = Math.min(interval(plan.weights, memory.s, plan.retention), longest);
      const result = fuzzed(days, chance, Math.min(least, longest), longest);
      least = result + 1;
      return result;
    });
  }
  function hardWait(steps, step) {
    if (step > 0) return steps[step];
    return steps.length > 1 ? Math.round((steps[0] + steps[1]) / 2) : Math.round(steps[0] * 1.5);
  }
  function outcomes(card, day2, plan) {
    const { memory } = card;
    const elapsed = Math.max(0, day2 - card.day);
    const memories = (
      /** @type {Grade[]} */
      [1, 2, 3, 4].map(
        (g) => memory ? next(plan.weights, memory, elapsed, g) : first(plan.weights, g)
      )
    );
    const chance = hash(card.id + "\n" + card.reps) / 4294967296;
    const waits = learningWaits(card);
    const passing = [2, 3, 4].filter((g) => waits[g - 1] === null);
    const days = intervals(plan, passing.map((g) => memories[g - 1]), chance);
    return memories.map((after, i) => {
      const grade3 = (
        /** @type {Grade} */
        i + 1
      );
      const wait = waits[i];
      return wait ? { grade: grade3, memory: after, ...wait } : { grade: grade3, memory: after, days: days[passing.indexOf(grade3)] };
    });
  }
  function learningWaits(card) {
    if (card.phase === "review") return [{ step: 0, wait: RELEARNING_STEPS[0] }, null, null, null];
    const steps = card.phase === "relearning" ? RELEARNING_STEPS : LEARNING_STEPS;
    const step = Math.min(card.step, steps.length - 1);
    return [
      { step: 0, wait: steps[0] },
      { step, wait: hardWait(steps, step) },
      step + 1 < steps.length ? { step: step + 1, wait: steps[step + 1] } : null,
      null
    ];
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
      const undo2 = undos[i];
      const target = position.get(undo2.of);
      if (!out.has(undo2.id) && target !== void 0 && target < position.get(undo2.id)) out.add(undo2.of);
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
  var recallOn = (weights, state, day2) => state.memory ? recall(weights, day2 - state.day, state.memory.s) : 0;
  function mastery(states, topics2, weights, today2) {
    const out = new Map(topics2.map(({ id, total }) => [id, { share: 0, seen: 0, total }]));
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
  function stageOf({ suspended, phase, due, day: day2 }) {
    if (suspended) return "suspended";
    if (phase === "new") return "new";
    if (phase !== "review") return "learning";
    return due - day2 >= MATURE ? "mature" : "young";
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
      const fresh = migrate2(old, from);
      store3.clear();
      for (const event of fresh) store3.put(event);
    } catch {
      tx.abort();
    }
  }
  var putEvents = (db, list) => transact(db, "events", "readwrite", async (store3) => list.forEach((event) => store3.put(event)));
  var eventIds = async (db) => (await transact(db, "events", "readonly", (store3) => done(store3.getAllKeys()))).map(String);
  async function eventsOf(db, ids) {
    if (!ids.length) return [];
    const wanted = new Set(ids);
    const read2 = ids.length > 100 ? (await transact(db, "events", "readonly", (store3) => done(store3.getAll()))).filter(({ id }) => wanted.has(id)) : await transact(db, "events", "readonly", (store3) => Promise.all(ids.map((id) => done(store3.get(id)))));
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
    async keep(store3, key, value2) {
      await this.run(store3, "readwrite", (s) => done(
        /** @type {IDBRequest<any>} */
        value2 === void 0 ? s.delete(key) : s.put(value2, key)
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
    const all = states.map(stageOf).filter((stage) => !seen || stage !== "new");
    return STATES.find((stage) => all.includes(stage)) ?? "suspended";
  }
  function lineOf(log3, card, today2) {
    const states = units(card).map(({ id }) => log3.card(id));
    const seen = states.some(({ reps }) => reps > 0);
    const line = { card, states, state: stateOf(states, seen), seen, learning: false, asked: { due: false, fresh: false }, due: Infinity, fresh: Infinity };
    const graded = states.filter(({ reps, day: day2 }) => reps > 0 && day2 === today2);
    for (const state of states) {
      if (state.suspended) continue;
      const waits = state.buried === today2 || graded.some((other) => other !== state);
      const from = waits ? today2 + 1 : today2;
      const asked3 = state.queued > 0;
      if (state.phase === "new") line.fresh = Math.min(line.fresh, from);
      else if (state.phase === "review") line.due = Math.min(line.due, Math.max(asked3 ? Math.min(state.due, state.queued) : state.due, from));
      else if (state.buried === today2) line.due = Math.min(line.due, today2 + 1);
      else line.learning = true;
      if (asked3 && !waits && state.phase === "review") line.asked.due = true;
      if (asked3 && !waits && state.phase === "new") line.asked.fresh = true;
    }
    return line;
  }
  var lines = (log3, cards2, today2) => cards2.map((card) => lineOf(log3, card, today2));
  var isDue = (line, day2) => line.learning || line.due <= day2;
  function on(list, day2) {
    const out = { learning: 0, due: 0, fresh: 0, askedDue: 0, askedFresh: 0 };
    for (const line of list) {
      if (line.learning) out.learning++;
      else if (line.due <= day2) line.asked.due ? out.askedDue++ : out.due++;
      else if (line.fresh <= day2) line.asked.fresh ? out.askedFresh++ : out.fresh++;
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
    const total = root3.topics.map((topic) => topic.counts.reduce((sum, [, , , units3]) => sum + units3, 0));
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
  function make2(log3, root3, lines2, { day: day2, ahead, date: date2, mock, weak }, last) {
    const mastery2 = mastery(lines2.flatMap(({ states }) => states), totals(root3), log3.weights(), day2);
    const counted = withBelow(root3, byTopic(lines2, day2));
    const topics2 = {};
    for (const [id, { seen }] of counted) if (seen > 0) topics2[id] = [Math.round((mastery2.get(id)?.share ?? 0) * 100), seen];
    const title = (id) => root3.topics.find((topic) => topic.id === id)?.title ?? id;
    return { day: day2, events: log3.events.length, ahead, date: date2, mock, weak: weak.map(title), topics: topics2, last };
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
  var HORIZON = 30;
  var LONG = 20;
  var MOCKS = [2, 5, 9, 14, 21, 30, 42, 56];
  var MOCK_EVERY = 7;
  var SLOT_EVERY = 3;
  var isLong = (card) => card.minutes >= LONG;
  function pace(unseen, today2, date2) {
    const days = Math.max(0, date2 - today2);
    if (days <= LAST.least) return { days, newDays: 0, perDay: 0 };
    const rest = Math.max(LAST.least + LAST.spare, Math.min(LAST.most, Math.floor(days * LAST.share)));
    const newDays = Math.max(1, days - rest);
    return { days, newDays, perDay: Math.ceil(unseen / newDays) };
  }
  function quota(limits, goal, { today: today2, due, done: done3 }) {
    if (!goal) return { fresh: limits.fresh, reviews: limits.reviews };
    const wanted = pace(goal.unseen + done3.fresh, today2, goal.date).perDay;
    if (goal.minutes === 0) return { fresh: wanted, reviews: limits.reviews };
    const { fresh, review } = goal.cost;
    const most = Math.floor((goal.minutes - Math.min(wanted * fresh, goal.minutes * NEW_SHARE)) / review);
    const reviews = Math.min(limits.reviews, most);
    const spent = Math.min(due + done3.reviews, reviews) * review;
    return { fresh: Math.max(0, Math.min(wanted, Math.floor((goal.minutes - spent) / fresh))), reviews };
  }
  function value({ memory, day: day2 }, today2, later, weights) {
    if (!memory) return 1;
    const recall2 = recall(weights, today2 - day2, memory.s);
    const after = (g) => recall(weights, later - today2, next(weights, memory, today2 - day2, g).s);
    return recall2 * after(3) + (1 - recall2) * after(1) - recall(weights, later - day2, memory.s);
  }
  function freshOrder(all, isNew) {
    const places = /* @__PURE__ */ new Map();
    for (const { card, info } of all) {
      const topic = places.get(info.topic) ?? /* @__PURE__ */ new Map();
      places.set(info.topic, topic);
      if (!topic.has(card)) topic.set(card, topic.size);
    }
    const time = ({ card, info }) => {
      const topic = (
        /** @type {Map<string, number>} */
        places.get(info.topic)
      );
      return ((topic.get(card) ?? 0) + 0.5) / topic.size;
    };
    const waiting = all.filter(isNew).map((entry) => ({ entry, at: time(entry) })).sort((a, b) => a.at - b.at);
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
  function capped(list, most, taken, size, may = () => true) {
    const limit = Math.max(1, Math.floor(size * MOST_OF_ONE));
    const out = [];
    const later = [];
    const take = (entry) => {
      out.push(entry);
      taken.set(entry.info.topic, (taken.get(entry.info.topic) ?? 0) + 1);
    };
    for (const entry of list) {
      if (out.length >= most) return out;
      if ((taken.get(entry.info.topic) ?? 0) < limit && may(entry)) take(entry);
      else later.push(entry);
    }
    for (const entry of later) if (out.length < most && may(entry)) take(entry);
    return out;
  }
  function choose({ due, fresh }, { stateOf: stateOf2, today: today2, later, weights, fresh: wanted, reviews: most }, isMixed = true) {
    const size = Math.min(due.length, Math.max(0, most)) + Math.min(fresh.length, Math.max(0, wanted));
    const taken = /* @__PURE__ */ new Map();
    const worth = new Map(due.length > most ? due.map((entry) => [entry, value(stateOf2(entry.id), today2, later, weights)]) : []);
    const best = worth.size ? [...due].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || (a.id < b.id ? -1 : 1)) : due;
    if (!isMixed) return { reviews: best.slice(0, Math.max(0, most)), fresh: fresh.slice(0, Math.max(0, wanted)) };
    const reviews = capped(best, Math.max(0, most), taken, size);
    const waiting = new Set(fresh.map(({ card }) => card));
    const may = ({ card, info }) => info.requires.every((id) => !waiting.has(id)) && waiting.delete(card);
    return { reviews, fresh: capped(fresh, Math.max(0, wanted), taken, size, may) };
  }
  var laterOf = (today2, goal) => goal && goal.date > today2 ? goal.date : today2 + HORIZON;
  function slots(tasks, today2, date2) {
    const last = date2 - LAST.least - 1;
    const room = last - today2 + 1;
    if (tasks <= 0 || room <= 0) return [];
    const gap = Math.max(1, Math.min(SLOT_EVERY, Math.floor(room / tasks)));
    const first2 = last - Math.floor((last - today2) / gap) * gap;
    return Array.from({ length: Math.min(tasks, Math.floor((last - first2) / gap) + 1) }, (_, i) => first2 + i * gap);
  }
  function mocks(today2, date2, last) {
    const from = Math.max(today2, last >= 0 ? last + 2 : today2);
    if (date2 === null || date2 <= today2) return [Math.max(today2, last >= 0 ? last + MOCK_EVERY : today2)];
    return MOCKS.map((before) => date2 - before).filter((day2) => day2 >= from).reverse();
  }

  // queue.js
  var LEARN_AHEAD = 20 * MINUTE;
  var CRAM_GAP = 5;
  var learning = (state) => state.phase === "learning" || state.phase === "relearning";
  var isDue2 = (state, today2) => state.phase === "review" && (state.due <= today2 || state.queued > 0 && state.queued <= today2);
  var isAside = (state, today2) => state.suspended || state.buried === today2;
  function doneOn(log3, today2) {
    const ids = /* @__PURE__ */ new Set();
    for (let i = log3.events.length - 1; i >= 0 && log3.events[i].day >= today2 - 2; i--) {
      const event = log3.events[i];
      if (event.type === "grade" && event.day === today2 && !log3.struck.has(event.id)) ids.add(present(log3.aliases, event.card));
    }
    let fresh = 0, reviews = 0;
    for (const id of ids) {
      log3.replay(id, (event, before) => {
        if (event.day !== today2) return;
        if (before.phase === "new") fresh++;
        if (before.phase === "review") reviews++;
      });
    }
    return { fresh, reviews };
  }
  function mixed(a, b) {
    const out = [];
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
      if (j >= b.length || i < a.length && i * b.length <= j * a.length) out.push(a[i++]);
      else out.push(b[j++]);
    }
    return out;
  }
  function onePerCard(units3, asked3) {
    const wanted = new Set(units3.filter(asked3).map(({ card }) => card));
    const seen = /* @__PURE__ */ new Set();
    return units3.filter((unit) => (asked3(unit) || !wanted.has(unit.card)) && !seen.has(unit.card) && seen.add(unit.card));
  }
  var Session = class {
    /**
     * @param {object} options
     * @param {any} options.log
     * @param {T[]} options.units chosen, in the guide's order
     * @param {Mode} options.mode
     * @param {Limits} options.limits
     * @param {number} options.now
     * @param {Goal | null} [options.goal] the interview, where it leads the session
     * @param {(ms: number) => number} [options.zone] the offset from UTC at a moment
     */
    constructor({ log: log3, units: units3, mode, limits, now: now2, goal = null, zone = offsetAt }) {
      this.log = log3;
      this.mode = mode;
      this.limits = limits;
      this.goal = goal;
      this.zone = zone;
      this.units = new Map(units3.map((unit) => [unit.id, unit]));
      this.spans = /* @__PURE__ */ new Map();
      for (const unit of units3) this.spans.set(unit.card, [...this.spans.get(unit.card) || [], unit.id]);
      this.first = [];
      this.stack = earlier(log3);
      this.cram = [];
      this.lastT = 0;
      this.today = this.dayOf(now2);
      this.list = [];
      this.arrange(now2);
      if (mode === "cram") this.cram = shuffle(units3.filter((u) => !log3.card(u.id).suspended), generator(`cram ${now2}`)).map((u) => u.id);
    }
    /** The day of a moment. @param {number} now */
    dayOf(now2) {
      return dayOf(now2, this.zone(now2));
    }
    /** Lines the candidates of the day up. @param {number} now */
    arrange(now2) {
      this.today = this.dayOf(now2);
      const { log: log3, mode, limits, today: today2 } = this;
      const done3 = doneOn(log3, today2);
      const all = [...this.units.values()].filter((unit) => !isAside(log3.card(unit.id), today2));
      const asked3 = (unit) => log3.card(unit.id).queued > 0;
      const due = mode === "new" ? [] : onePerCard(all.filter((unit) => isDue2(log3.card(unit.id), today2) && !this.hasSpanToday(unit.id)), asked3);
      const taken = new Set(due.map((unit) => unit.card));
      const open4 = (unit) => log3.card(unit.id).phase === "new" && !taken.has(unit.card) && !this.hasSpanToday(unit.id);
      const fresh = mode === "due" ? [] : onePerCard(this.goal ? this.inOrder().filter((unit) => !isAside(log3.card(unit.id), today2) && open4(unit)) : all.filter(open4), asked3);
      const [extra, news] = [due.filter(asked3), fresh.filter(asked3)];
      const room = quota(limits, this.goal, { today: today2, due: due.length, done: done3 });
      const how = { stateOf: (id) => log3.card(id), today: today2, later: laterOf(today2, this.goal), weights: log3.weights(), fresh: room.fresh - done3.fresh, reviews: room.reviews - done3.reviews };
      const entries = (list) => (
        /** @type {(T & Entry)[]} */
        /** @type {unknown} */
        list.filter((unit) => !asked3(unit))
      );
      const chosen = choose({ due: entries(due), fresh: entries(fresh) }, how, this.goal !== null);
      const order2 = (unit) => hash(unit.id, today2);
      const reviews = [...extra, ...chosen.reviews].sort((a, b) => order2(a) - order2(b));
      this.list = mixed(reviews, [...news, ...chosen.fresh]).map((unit) => unit.id);
    }
    /** New cards in the order of the way to an interview. @returns {T[]} */
    inOrder() {
      const entries = (
        /** @type {(T & Entry)[]} */
        /** @type {unknown} */
        [...this.units.values()]
      );
      return freshOrder(entries, ({ id }) => this.log.card(id).phase === "new");
    }
    /** @param {CardState} state */
    recall(state) {
      return state.memory ? recall(this.log.weights(), this.today - state.day, state.memory.s) : 0;
    }
    /** Whether another hidden span of the card was graded today. @param {string} id */
    hasSpanToday(id) {
      const unit = this.units.get(id);
      const spans = unit && this.spans.get(unit.card) || [];
      return spans.some((other) => other !== id && this.log.card(other).reps > 0 && this.log.card(other).day === this.today);
    }
    /** Whether a candidate may still be shown. @param {string} id */
    isOpen(id) {
      const state = this.log.card(id);
      if (isAside(state, this.today) || learning(state)) return false;
      return (state.phase === "new" || isDue2(state, this.today)) && !this.hasSpanToday(id);
    }
    /** Learning cards, the next one first. @returns {CardState[]} */
    learning() {
      if (this.mode === "cram") return [];
      const states = [...this.units.keys()].map((id) => this.log.card(id));
      return states.filter((s) => learning(s) && !isAside(s, this.today)).sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
    }
    /**
     * The card to show now; or the moment at which the next one comes; or neither, at the end.
     * @param {number} now
     * @returns {{ id: string | null, until: number | null }}
     */
    next(now2) {
      if (this.dayOf(now2) !== this.today) this.arrange(now2);
      if (this.first.length > 0) return { id: this.first[0], until: null };
      if (this.mode === "cram") return { id: this.cram[0] ?? null, until: null };
      const steps = this.learning();
      if (steps.length > 0 && steps[0].dueAt <= now2) return { id: steps[0].id, until: null };
      this.list = this.list.filter((id) => this.isOpen(id));
      if (this.list.length > 0) return { id: this.list[0], until: null };
      if (steps.length === 0) return { id: null, until: null };
      return steps[0].dueAt <= now2 + LEARN_AHEAD ? { id: steps[0].id, until: null } : { id: null, until: steps[0].dueAt };
    }
    /** What is left, by kind. */
    counts() {
      const left2 = { fresh: 0, learning: 0, review: 0 };
      if (this.mode === "cram") return { ...left2, review: (/* @__PURE__ */ new Set([...this.first, ...this.cram])).size };
      const open4 = this.list.filter((id) => this.isOpen(id));
      for (const id of /* @__PURE__ */ new Set([...this.first, ...open4, ...this.learning().map((state) => state.id)])) {
        const { phase } = this.log.card(id);
        left2[phase === "new" ? "fresh" : phase === "review" ? "review" : "learning"]++;
      }
      return left2;
    }
    /** What each grade would do. @param {string} id @param {number} now @returns {Outcome[]} */
    outcomes(id, now2) {
      return outcomes(this.log.card(id), this.dayOf(now2), { weights: this.log.weights(), retention: this.limits.retention });
    }
    /**
     * The event of a grade, to be saved and then given to `take`.
     * @param {string} id
     * @param {Grade} g
     * @param {{ now: number, ms: number, missed?: number[] }} how
     * @returns {LogEvent}
     */
    grade(id, g, { now: now2, ms, missed }) {
      const state = this.log.card(id);
      const fields = { card: id, g, ms: Math.round(Math.min(Math.max(ms, 0), DAY)) };
      if (missed) fields.missed = missed;
      if (this.mode === "cram") return this.make("cram", fields, now2, state.at);
      const { days: interval2, step, wait } = this.outcomes(id, now2)[g - 1];
      Object.assign(fields, interval2 === void 0 ? { step, wait } : { days: interval2 });
      if (state.phase === "review" && g === 1 && isLeech(state.lapses + 1, this.limits.leech)) fields.leech = true;
      return this.make("grade", fields, now2, state.at);
    }
    /** The event of putting a card aside. @param {'bury' | 'suspend'} type @param {string} id @param {number} now */
    aside(type, id, now2) {
      return this.make(type, { card: id }, now2, this.log.card(id).at);
    }
    /** The event that takes the last one of the session back; `null` where there is none. @param {number} now */
    undo(now2) {
      const last = this.stack[this.stack.length - 1];
      return last ? this.make("undo", { of: last.event.id }, now2, last.event.t) : null;
    }
    /** @param {string} type @param {Partial<LogEvent>} fields @param {number} now @param {number} after @returns {LogEvent} */
    make(type, fields, now2, after) {
      const event = make(type, fields, { now: now2, after: Math.max(after, this.lastT), off: this.zone(now2) });
      this.lastT = event.t;
      return event;
    }
    /**
     * Takes in an event of this session that has been saved.
     * @param {LogEvent} event
     */
    take(event) {
      this.log.add([event]);
      if (event.type === "undo") {
        const last = this.stack.pop();
        if (!last) return;
        if (this.units.has(last.id)) this.first.unshift(last.id);
        if (this.mode === "cram") this.cram = this.cram.filter((id2) => id2 !== last.id);
        return;
      }
      const id = (
        /** @type {string} */
        event.card
      );
      this.stack.push({ event, id });
      this.first = this.first.filter((other) => other !== id);
      this.list = this.list.filter((other) => other !== id);
      if (this.mode !== "cram") return;
      this.cram = this.cram.filter((other) => other !== id);
      if (event.type === "cram" && event.g === 1) this.cram.splice(CRAM_GAP, 0, id);
    }
  };
  var UNDOABLE = ["grade", "cram", "bury", "suspend"];
  var UNDO_REACH = 50;
  function earlier(log3) {
    const found = [];
    for (let i = log3.events.length - 1; i >= 0 && found.length < UNDO_REACH; i--) {
      const event = log3.events[i];
      if (UNDOABLE.includes(event.type) && !log3.struck.has(event.id)) found.push({ event, id: present(log3.aliases, event.card) });
    }
    return found.reverse();
  }
  function isLeech(lapses, limit) {
    return limit > 0 && lapses >= limit && (lapses - limit) % Math.max(1, Math.ceil(limit / 2)) === 0;
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
    const choice2 = { topics: [], levels: [], kinds: [], tags: [], cards: [], mode: MODES.includes(mode) ? mode : "study" };
    for (const [key, list] of Object.entries(KEYS)) {
      const values = given.getAll(key).flatMap((value2) => key === "card" ? [value2] : value2.split(","));
      choice2[list] = [...new Set(values.filter((value2) => value2 !== ""))];
    }
    return choice2;
  }
  function toQuery(choice2) {
    const query = new URLSearchParams();
    for (const [key, list] of Object.entries(KEYS)) for (const value2 of choice2[list]) query.append(key, value2);
    if (choice2.mode !== "study") query.set("mode", choice2.mode);
    return query.toString();
  }
  var isWithin = (chosen, id) => chosen.length === 0 || chosen.some((topic) => id === topic || id.startsWith(topic + "/"));
  function matches(choice2, card) {
    const has = (list, value2) => list.length === 0 || list.includes(value2);
    return isWithin(choice2.topics, card.topic) && has(choice2.levels, card.level) && has(choice2.kinds, card.kind) && has(choice2.cards, card.id) && (choice2.tags.length === 0 || card.tags.some((tag) => choice2.tags.includes(tag)));
  }
  function numbersIn(root3, topic, choice2) {
    const level = choice2.levels.map((id) => root3.levels.findIndex(([other]) => other === id));
    const kind = choice2.kinds.map((id) => root3.kinds.findIndex(([other]) => other === id));
    const fits2 = (list, value2) => list.length === 0 || list.includes(value2);
    const rows = topic.counts.filter(([l, k]) => fits2(level, l) && fits2(kind, k));
    return { cards: rows.reduce((sum, [, , cards2]) => sum + cards2, 0), units: rows.reduce((sum, [, , , units3]) => sum + units3, 0) };
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
  function topicsFor(root3, choice2, log3, { today: today2, fresh }) {
    if (choice2.cards.length > 0) return [...new Set(choice2.cards.map(topicOf))];
    const chosen = root3.topics.filter((topic) => topic.file !== "" && isWithin(choice2.topics, topic.id));
    if (choice2.mode === "cram" || choice2.tags.length > 0) return chosen.map((topic) => topic.id);
    const known2 = tally(log3, today2);
    const queued = new Set(log3.cards().filter((id) => log3.card(id).queued > 0).map(topicOf));
    let wanted = choice2.mode === "due" ? 0 : fresh;
    return chosen.filter((topic) => {
      const { due, seen } = known2.get(topic.id) || { due: 0, seen: 0 };
      const { cards: cards2, units: units3 } = numbersIn(root3, topic, choice2);
      const gives = wanted > 0 && units3 > seen;
      if (gives) wanted -= Math.max(1, cards2 - seen);
      return gives || queued.has(topic.id) || choice2.mode !== "new" && due > 0;
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
  var isUsual = (choice2, card) => matches(choice2, card) && !isLong(card);
  function topicsFor2(root3, log3, today2, fresh, levels2) {
    const choice2 = usual(root3, log3, today2, levels2);
    const touched = new Set(log3.cards().map(topicOf));
    const wanted = new Set(topicsFor(root3, choice2, log3, { today: today2, fresh }));
    const all = goalOn(log3, today2) !== null;
    return root3.topics.filter(({ id, file }) => file !== "" && (all || touched.has(id) || wanted.has(id))).map(({ id }) => id);
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
    const mean = told2.reduce((sum, { minutes }) => sum + minutes, 0) / told2.length;
    const review = Math.max(USUAL.review, mean * USUAL.again);
    return { fresh: mean + review, review };
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
    const topics2 = /* @__PURE__ */ new Map();
    for (const { card = "", g } of recent(log3, today2)) {
      const entry = topics2.get(topicOf(card)) ?? { n: 0, again: 0 };
      topics2.set(topicOf(card), entry);
      entry.n++;
      entry.again += g === 1 ? 1 : 0;
    }
    const weak = [...topics2].filter(([, { n, again }]) => n >= WEAK.grades && again / n >= WEAK.share);
    return weak.sort(([a, x], [b, y]) => y.again / y.n - x.again / x.n || (a < b ? -1 : 1)).slice(0, WEAK.topics).map(([id]) => id);
  }
  var interviewed = (log3) => new Map(log3.interviews().flatMap(({ paper, day: day2 }) => paper.questions.map((q) => [q.card, day2])));
  function longTasks(cards2, log3, levels2) {
    const done3 = interviewed(log3);
    const rank = (card) => levels2.length ? levels2.length - 1 - levels2.indexOf(card.level) : 0;
    return cards2.filter((card) => isLong(card) && !done3.has(card.id) && log3.card(card.id).phase === "new" && !log3.card(card.id).suspended).sort((a, b) => rank(a) - rank(b) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
  }
  function goalOf(log3, cards2, today2, minutes) {
    const goal = goalOn(log3, today2);
    if (!goal) return null;
    const unseen = cards2.reduce((sum, card) => sum + units(card).filter(({ id }) => log3.card(id).phase === "new" && !log3.card(id).suspended).length, 0);
    return { date: goal.date, unseen, minutes, cost: costs(log3, today2, cards2) };
  }
  function make3(root3, log3, lines2, { day: day2, fresh, reviews, minutes, levels: levels2 }) {
    const choice2 = usual(root3, log3, day2, levels2);
    const cards2 = lines2.map(({ card }) => card);
    const list = lines2.filter(({ card }) => isUsual(choice2, card));
    const own = list.map(({ card }) => card);
    const goal = goalOf(log3, own, day2, minutes);
    const cost = costs(log3, day2, own);
    const unloaded = root3.topics.filter(({ id }) => !isKnown(id)).reduce((sum, topic) => sum + numbersIn(root3, topic, choice2).cards, 0);
    const done3 = doneOn(log3, day2);
    const ahead = Array.from({ length: AHEAD2 + 1 }, (_, i) => {
      const there = on(list, day2 + i);
      const did2 = i === 0 ? done3 : { fresh: 0, reviews: 0 };
      const room = quota({ fresh, reviews }, goal && goal.date >= day2 + i ? goal : null, { today: day2 + i, due: there.due + there.askedDue, done: did2 });
      const due = Math.min(there.due, Math.max(0, room.reviews - did2.reviews)) + there.askedDue + there.learning;
      const unseen = Math.min(there.fresh + unloaded, Math.max(0, room.fresh - did2.fresh)) + there.askedFresh;
      return (
        /** @type {[number, number, number]} */
        [due, unseen, Math.ceil(due * cost.review + unseen * cost.fresh)]
      );
    });
    const date2 = goal?.date ?? null;
    const tasks = longTasks(cards2.filter((card) => matches(choice2, card)), log3, choice2.levels);
    const slots2 = slots(tasks.length, day2, date2 ?? day2 + AHEAD2);
    const papers = log3.interviews();
    const did = [...interviewed(log3)].some(([id, on2]) => on2 === day2 && cards2.some((card) => card.id === id && isLong(card)));
    const mocks2 = root3.study.rehearsals === false ? [] : mocks(day2, date2, papers.length ? papers[papers.length - 1].day : -1);
    return {
      day: day2,
      date: date2,
      ahead,
      reviews: ahead[0][0],
      fresh: ahead[0][1],
      minutes: ahead[0][2],
      steep: goal !== null && ahead[0][1] + done3.fresh > MOST_NEW,
      due: on(list, day2).due + on(list, day2).askedDue + on(list, day2).learning,
      long: date2 !== null && slots2[0] === day2 && !did ? tasks[0] : null,
      nextLong: date2 === null ? null : slots2.find((slot) => slot > day2) ?? null,
      mock: mocks2[0] ?? null,
      weak: weakTopics(log3, day2)
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
    const day2 = today(Date.now());
    await Promise.all(topicsFor2(root3, log, day2, studySettings().fresh, levels()).map(cards));
  }
  function isPrepared() {
    const root3 = rootNow();
    return root3 !== null && topicsFor2(root3, log, today(Date.now()), studySettings().fresh, levels()).every(isKnown);
  }
  function todayNow(lines2 = lines(log, known(), today(Date.now()))) {
    const { fresh, reviews, minutes } = studySettings();
    return make3(
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
  function backupDue(now2) {
    const last = settings.get("backup") || { at: 0, events: 0 };
    const graded = log.events.filter((event) => event.type === "grade");
    const since3 = Math.max(0, log.events.length - last.events);
    const webkit = /AppleWebKit/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);
    const limits = webkit || !store2.isSafe ? BACKUP_SOON : BACKUP;
    const start6 = last.at || (graded.length ? graded[0].t : now2);
    const old = now2 - start6 >= limits.days * DAY;
    return graded.length > 0 && since3 >= limits.grades && (old || last.at === 0 && since3 >= 4 * limits.grades) ? since3 : 0;
  }
  async function askPersistence() {
    if (settings.get("persist") !== null) return;
    settings.set("persist", await persist() === true);
  }
  var onevents = (listener) => void listeners.push(listener);

  // card-info.js
  var LISTED = 12;
  var date = (day2) => format(day2, language, { day: "numeric", month: "short", year: "numeric" });
  function facts(state, today2) {
    const weights = log.weights();
    const rows = (
      /** @type {[string, string][]} */
      [[text("study.info_state"), text(`study.phase_${state.suspended ? "suspended" : state.phase}`)]]
    );
    if (state.memory) {
      const recall2 = recall(weights, today2 - state.day, state.memory.s);
      rows.push(
        [text("study.info_recall"), number(recall2, { style: "percent" })],
        [text("study.info_stability"), count("study.n_days", Math.round(state.memory.s * 10) / 10)],
        [text("study.info_difficulty"), number(state.memory.d, { maximumFractionDigits: 1 })],
        [text("study.info_reviews"), number(state.reps)],
        [text("study.info_lapses"), number(state.lapses)],
        [text("study.info_first"), date(state.introduced)]
      );
    }
    if (state.phase === "review") rows.push([text("study.info_due"), date(state.due)]);
    return rows;
  }
  function history(id) {
    const names = ["", "again", "hard", "good", "easy"];
    const list = log.of(id).filter((e) => e.type === "grade" || e.type === "cram").slice(-LISTED).reverse();
    if (list.length === 0) return [];
    const rows = list.map((event) => {
      const after = event.days ? count("study.in_days", event.days) : event.wait ? count("study.in_minutes", Math.round(event.wait / 60)) : "–";
      return element("tr", {}, element("td", {}, date(event.day)), element("td", {}, text(`study.${names[event.g || 0]}`)), element("td", {}, after));
    });
    const heads = ["info_date", "info_grade", "info_interval"].map((key) => element("th", { scope: "col" }, text(`study.${key}`)));
    return [element("table", { class: "info-history" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows))];
  }
  function open3(unit) {
    const state = log.card(unit.id);
    const rows = facts(state, today(Date.now())).map(([name, value2]) => element("div", {}, element("dt", {}, name), element("dd", {}, value2)));
    const dialog = element(
      "dialog",
      { class: "card-info", "aria-labelledby": "info-title", close: () => dialog.remove() },
      element("h2", { id: "info-title" }, text("study.info")),
      element("p", { class: "note" }, unit.info.title),
      element("dl", { class: "facts" }, ...rows),
      ...history(unit.id),
      element("p", { class: "actions" }, element("button", { class: "button", type: "button", click: () => dialog.close() }, text("study.close")))
    );
    document.body.append(dialog);
    dialog.showModal();
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
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next3 = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        next3[j] = Math.min(row[j] + 1, next3[j - 1] + 1, row[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next3[j] = Math.min(next3[j], before[j - 2] + 1);
      }
      before = row;
      row = next3;
    }
    return row[b.length];
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
      const labels = element("p", { class: "labels" }, ...words2.filter((word) => word !== "").map((word) => element("span", {}, word)));
      return element(
        "header",
        { class: "card-head" },
        labels,
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
      const all = (
        /** @type {NodeListOf<HTMLElement>} */
        /** @type {HTMLElement} */
        this.body.querySelectorAll(".cloze")
      );
      this.gaps = [...all].filter((gap) => gap.dataset.cloze === this.span);
      for (const other of all) if (!this.gaps.includes(other)) other.replaceWith(...other.childNodes);
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
      return [...parts2, list].filter((part) => part.hasChildNodes());
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
      const said = this.typedAnswer();
      if (this.textarea) this.textarea.readOnly = true;
      if (said !== "") judge().then(({ show: show3 }) => show3(this, said)).catch(console.warn);
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
      const grade3 = text(`study.${["again", "hard", "good", "easy"][(this.suggestion() || 1) - 1]}`);
      return text("study.score", { n: this.ticked(this.ticks).length, m: this.ticks.length, percent: number(score2, { style: "percent" }), grade: grade3 });
    }
    /** The words of the missed points, for the session's end. @returns {string[]} */
    missedWords() {
      return (this.missed() ?? []).map((i) => nodes(
        /** @type {[string, number][]} */
        this.side.points[i][0]
      ).textContent || "");
    }
  };

  // hand.js
  var SETTLE = 300;
  var DOUBLE = 300;
  var NEAR = 30;
  var Hand = class {
    constructor() {
      this.held = /* @__PURE__ */ new Set();
      this.press = null;
      this.tap = { at: -Infinity, x: 0, y: 0 };
      this.turnedAt = Infinity;
    }
    /** @param {string} key @param {boolean} repeat what the browser says of it @param {number} at */
    keyDown(key, repeat, at) {
      const again = repeat || this.held.has(key);
      this.held.add(key);
      if (!again) this.press = { at, key, used: false };
      else if (this.press?.key !== key) this.press = null;
    }
    /** @param {string} key */
    keyUp(key) {
      this.held.delete(key);
    }
    /** @param {number} x @param {number} y @param {number} at */
    pointerDown(x, y, at) {
      const second = at - this.tap.at < DOUBLE && Math.hypot(x - this.tap.x, y - this.tap.y) < NEAR;
      this.tap = { at, x, y };
      this.press = { at: second ? Infinity : at, key: null, used: second };
    }
    /** @param {number} detail how many clicks the browser counts here @param {number} at */
    click(detail, at) {
      if (detail > 1) this.press = { at: Infinity, key: null, used: true };
      const over = !this.press || (this.press.used ? at - this.press.at >= SETTLE : this.press.clicked);
      if (over && this.held.size === 0) this.press = { at, key: null, used: false };
      if (this.press) this.press.clicked = true;
    }
    /** The window lost the keyboard: no key's end will be heard. */
    leave() {
      this.held.clear();
      this.press = null;
    }
    /** A card is shown, its question first; what was pressed until now was meant for another. */
    asked() {
      this.turnedAt = Infinity;
      this.use();
    }
    /** The card shows its answer. @param {number} at */
    turned(at) {
      this.turnedAt = at;
      this.use();
    }
    /** Whether the press may turn the card, or scroll it. */
    mayTurn() {
      return this.press !== null && !this.press.used;
    }
    mayGrade() {
      return this.press !== null && !this.press.used && this.press.at - this.turnedAt >= SETTLE;
    }
    /** The press has done what it could. */
    use() {
      if (this.press) this.press.used = true;
    }
  };

  // study-hand.js
  var hand = new Hand();
  var now = () => performance.now();
  var SWIPE = 80;
  var SCROLL = 0.85;
  function watch() {
    const first2 = { capture: true };
    addEventListener("keydown", (event) => hand.keyDown(event.code || event.key, event.repeat, event.timeStamp), first2);
    addEventListener("keyup", (event) => event.key === "Meta" ? hand.held.clear() : hand.keyUp(event.code || event.key), first2);
    addEventListener("pointerdown", (event) => hand.pointerDown(event.clientX, event.clientY, event.timeStamp), first2);
    addEventListener("click", (event) => hand.click(event.detail, event.timeStamp), first2);
    addEventListener("blur", () => hand.leave());
  }
  var turned = () => hand.turned(now());
  function scrollOn(card, foot) {
    const edge = foot.getBoundingClientRect().top;
    const rest = card.getBoundingClientRect().bottom - edge;
    const before = scrollY;
    if (rest > 1) scrollBy({ top: Math.min(rest + 8, edge * SCROLL), behavior: "instant" });
    return scrollY > before;
  }
  function onSwipe(stage, run) {
    let from = null;
    stage.addEventListener("pointerdown", (event) => {
      const scrolls = event.target instanceof Element && event.target.closest("pre, table, .table-scroll, .diagram, input, textarea, a");
      from = event.pointerType === "touch" && event.isPrimary && !scrolls ? { x: event.clientX, y: event.clientY } : null;
    });
    stage.addEventListener("pointerup", (event) => {
      if (!from) return;
      const dx = event.clientX - from.x, dy = event.clientY - from.y;
      from = null;
      if (Math.abs(dx) >= SWIPE && Math.abs(dx) >= 2 * Math.abs(dy)) run(dx > 0);
    });
    stage.addEventListener("pointercancel", () => from = null);
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

  // study-end.js
  var LISTED2 = 20;
  var cardLink = (id, title) => element("a", { href: pageOf(id) }, title);
  function numbers(done3) {
    const cards2 = new Set(done3.map(({ card }) => card.id)).size;
    const fresh = done3.filter((d) => d.phase === "new" && d.event.type === "grade").length;
    const reviews = done3.filter((d) => d.phase === "review");
    const passed = reviews.filter(({ event }) => (event.g || 0) > 1).length;
    const minutes = Math.max(1, Math.round(done3.reduce((sum, { event }) => sum + (event.ms || 0), 0) / 6e4));
    const rows = [
      [text("study.sum_cards"), number(cards2)],
      [text("study.sum_new"), number(fresh)],
      ...reviews.length ? [[text("study.sum_right"), number(passed / reviews.length, { style: "percent" })]] : [],
      [text("study.sum_time"), count("study.minutes", minutes)]
    ];
    return element("dl", { class: "study-sum" }, ...rows.map(([name, value2]) => element("div", {}, element("dt", {}, name), element("dd", {}, value2))));
  }
  function missedPoints(done3) {
    const byCard = new Map(done3.map((d) => [d.card.id, d]));
    const missed = [...byCard.values()].filter((d) => d.missed.length > 0).slice(-LISTED2);
    if (missed.length === 0) return [];
    const items = missed.map(({ card, missed: missed2 }) => element("li", {}, cardLink(card.id, card.title), element("ul", {}, ...missed2.map((words2) => element("li", {}, words2)))));
    return [element("section", {}, element("h3", {}, text("study.missed")), element("ul", { class: "study-missed" }, ...items))];
  }
  function leeches(done3) {
    const list = done3.filter(({ event }) => event.leech);
    if (list.length === 0) return [];
    const items = list.map(({ card }) => element("li", {}, cardLink(card.id, card.title)));
    return [element("section", {}, element("h3", {}, text("study.leeches")), element("p", { class: "note" }, text("study.leeches_note")), element("ul", { class: "link-list" }, ...items))];
  }
  function tomorrow() {
    const [due] = todayNow().ahead[1];
    return element("p", { class: "study-tomorrow" }, count("study.tomorrow", due));
  }
  function backup(now2) {
    const n = backupDue(now2);
    return n > 0 ? [element("p", { class: "notice" }, count("study.backup", n), " ", element("a", { href: "progress.html#backup" }, text("study.backup_link")))] : [];
  }
  function report(box2, done3, { now: now2, until }) {
    const back = until === null ? [] : [element("p", { class: "note" }, text("study.comes_back", { time: new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(until) }))];
    if (done3.length === 0) box2.replaceChildren(element("p", {}, text("study.nothing_done")), ...back, tomorrow());
    else box2.replaceChildren(numbers(done3), ...back, tomorrow(), ...missedPoints(done3), ...leeches(done3), ...backup(now2));
  }

  // study-setup.js
  var study_setup_exports = {};
  __export(study_setup_exports, {
    choice: () => choice,
    fill: () => fill2,
    form: () => form,
    goes: () => goes,
    refill: () => refill,
    session: () => session
  });

  // today-view.js
  var short = (day2) => format(day2, language, { weekday: "long", day: "numeric", month: "long" });
  var slotOf = (id) => pageOf(id);
  function topicLinks(root3, ids) {
    const links = ids.flatMap((id) => root3.topics.filter((topic) => topic.id === id)).map(({ id, title }) => element("a", { href: `study.html?topic=${encodeURIComponent(id)}` }, title));
    return links.flatMap((link, i) => i ? [", ", link] : [link]);
  }
  function show(box2, root3, today2) {
    box2.hidden = today2 === null;
    if (!today2) return box2.replaceChildren();
    const { date: date2, day: day2, reviews, fresh, minutes, steep, due, long, nextLong, mock, weak } = today2;
    const lines2 = [];
    const line = (...children) => void lines2.push(element("li", {}, ...children));
    if (date2 !== null) line(element("strong", {}, date2 === day2 ? text("study.is_today") : count("study.days_left", date2 - day2)));
    if (reviews + fresh > 0) line(count("study.about_minutes", minutes));
    if (steep) line(text("study.steep", { n: number(fresh), most: number(MOST_NEW) }), " ", element("a", { href: "progress.html#progress-goal" }, text("study.steep_link")));
    if (due > reviews) line(count("study.more_due", due - reviews));
    if (long) line(text("study.long_today"), " ", element("a", { href: slotOf(long.id) }, long.title), ` (${count("study.minutes", long.minutes)})`);
    else if (nextLong !== null) line(text("study.long_next", { date: short(nextLong) }));
    if (mock !== null && date2 !== null) line(element("a", { href: "interview.html" }, mock <= day2 ? text("study.mock_today") : text("study.mock_next", { date: short(mock) })));
    if (weak.length) line(text("study.weak"), " ", ...topicLinks(root3, weak));
    if (date2 === null) line(element("a", { href: "progress.html#progress-goal" }, text("study.set_date")));
    box2.replaceChildren(...lines2);
  }

  // study-setup.js
  var form = (
    /** @type {HTMLFormElement} */
    document.getElementById("study-setup")
  );
  var byId = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var { log: log2 } = learner_exports;
  var choice = fromQuery(location.search);
  var isOwn = toQuery(choice) !== "";
  var asked = 0;
  var chip = (name, value2, label, checked, ...rest) => element("label", { class: "chip" }, element("input", { type: "checkbox", name, value: value2, checked }), label, ...rest);
  function fillChips(box2, name, list, chosen) {
    byId(box2).querySelector(".chips")?.replaceChildren(...list.map(([id, label]) => chip(name, id, label, chosen.includes(id))));
    byId(box2).hidden = list.length < 2 && chosen.length === 0;
  }
  var day = () => today(Date.now());
  function fill2(root3) {
    if (!isOwn) choice = usual(root3, log2, day(), levels());
    const used = (column) => new Set(root3.topics.flatMap((topic) => topic.counts.map((row) => row[column])));
    const [levels2, kinds] = [used(0), used(1)];
    fillChips("study-levels", "level", root3.levels.filter((_, i) => levels2.has(i)), choice.levels);
    fillChips("study-kinds", "kind", root3.kinds.filter((_, i) => kinds.has(i)), choice.kinds);
    fillChips("study-tags", "tag", root3.tags, choice.tags);
    byId("study-tags").open = choice.tags.length > 0;
    const radios = (
      /** @type {NodeListOf<HTMLInputElement>} */
      form.querySelectorAll("input[name=mode]")
    );
    for (const radio of radios) radio.checked = radio.value === choice.mode;
    byId("study-cards").hidden = choice.cards.length === 0;
    byId("study-cards-count").textContent = count("study.cards_chosen", choice.cards.length);
    fillTopics(root3);
    fillSettings();
    form.hidden = false;
    recount();
  }
  function refill() {
    const root3 = rootNow();
    if (root3) fill2(root3);
  }
  function fillTopics(root3) {
    const depth = (i) => i < 0 ? -1 : 1 + depth(root3.topics[i].parent);
    const topics2 = topicsWithCards(root3);
    const rows = topics2.map((topic) => {
      const box2 = element("input", { type: "checkbox", name: "topic", value: topic.id, checked: choice.topics.includes(topic.id) });
      return element("li", { class: `depth-${Math.min(depth(topic.parent) + 1, 3)}` }, element("label", {}, box2, element("span", { class: "name" }, topic.title)));
    });
    byId("study-topics").querySelector("ul")?.replaceChildren(...rows);
    byId("study-topics").hidden = topics2.length < 2 || choice.cards.length > 0;
    countTopics(root3);
  }
  function countTopics(root3) {
    const within3 = { ...choice, topics: [], cards: [], tags: [] };
    const cards2 = known().filter((card) => matches(within3, card));
    const known2 = withBelow(root3, byTopic(lines(log2, cards2, day()), day()), (topic) => numbersIn(root3, topic, within3).cards);
    for (
      const box2 of
      /** @type {NodeListOf<HTMLInputElement>} */
      byId("study-topics").querySelectorAll("input[name=topic]")
    ) {
      const { due, seen, total } = known2.get(box2.value) ?? { due: 0, seen: 0, total: 0 };
      const fresh = Math.max(0, total - seen);
      const label = (
        /** @type {HTMLElement} */
        box2.parentElement
      );
      for (const old of label.querySelectorAll(".due, .total")) old.remove();
      label.append(...due ? [element("span", { class: "due" }, count("study.n_due", due))] : [], ...fresh ? [element("span", { class: "total" }, count("study.n_unseen", fresh))] : []);
    }
  }
  function fillSettings() {
    const now2 = studySettings();
    const inputs = (
      /** @type {NodeListOf<HTMLInputElement>} */
      form.querySelectorAll(".settings input")
    );
    for (const input of inputs) {
      if (input.name === "retention") input.value = String(Math.round(now2.retention * 100));
      else if (input.type === "checkbox") input.checked = now2[
        /** @type {'typing'} */
        input.name
      ];
      else input.value = String(now2[
        /** @type {'fresh'} */
        input.name
      ]);
    }
    showRetention();
  }
  var showRetention = () => byId("study-retention").textContent = number(studySettings().retention, { style: "percent" });
  function keepSetting(input) {
    const value2 = input.type === "checkbox" ? input.checked : input.name === "retention" ? Number(input.value) / 100 : Math.round(Number(input.value));
    if (!input.checkValidity() || input.value === "") return;
    setStudy({ [input.name]: value2 });
    showRetention();
  }
  function read() {
    const data = new FormData(form);
    const all = (name) => data.getAll(name).map(String);
    choice = { ...choice, topics: all("topic"), levels: all("level"), kinds: all("kind"), tags: all("tag"), mode: (
      /** @type {Mode} */
      data.get("mode") || "study"
    ) };
    settings.set("levels", choice.levels);
    const usual2 = usual(
      /** @type {Root} */
      rootNow(),
      log2,
      day(),
      choice.levels
    );
    isOwn = toQuery(choice) !== toQuery(usual2);
  }
  async function units2() {
    const root3 = await load2();
    const now2 = Date.now();
    const fresh = Math.max(0, studySettings().fresh - doneOn(log2, today(now2)).fresh);
    await prepare();
    const wanted = isOwn ? topicsFor(root3, choice, log2, { today: today(now2), fresh }) : root3.topics.map(({ id }) => id).filter(isKnown);
    const lists = await Promise.all(wanted.map((id) => cards(id)));
    const isChosen = (card) => isOwn ? matches(choice, card) : isUsual(choice, card);
    return lists.flat().filter(isChosen).flatMap(units);
  }
  async function session() {
    const { fresh, reviews, retention, leech, minutes } = studySettings();
    const all = await units2();
    const goal = isOwn ? null : goalOf(log2, [...new Set(all.map(({ info }) => info))], day(), minutes);
    return new Session({ log: log2, units: all, mode: choice.mode, limits: { fresh, reviews, retention, leech }, now: Date.now(), goal });
  }
  async function recount() {
    const turn2 = ++asked;
    const note = byId("study-mode-note");
    note.textContent = text(`study.note_${choice.mode}`);
    try {
      const found = await session();
      if (turn2 !== asked) return;
      const counts = found.counts();
      if ([...found.units.values()].some(({ info }) => info.spans.length > 1)) note.append(` ${text("study.note_gaps")}`);
      const due = counts.review + counts.learning;
      const parts2 = choice.mode === "cram" ? [count("study.n_cards", due)] : [count("study.n_due", due), count("study.n_new", counts.fresh)];
      const none = due + counts.fresh === 0;
      byId("study-counts").replaceChildren(...none ? [text(`study.none_${choice.mode}`)] : parts2.map((part) => element("span", {}, part)));
      const root3 = (
        /** @type {Root} */
        rootNow()
      );
      show(byId("study-today-box"), root3, isOwn ? null : todayNow());
      countTopics(root3);
      byId("study-start").disabled = none;
    } catch (error) {
      if (turn2 === asked) tell(byId("study-problem"), sentence(error), { label: text("store.retry"), run: () => location.reload() });
    }
  }
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.closest(".settings")) keepSetting(target);
    else read();
    recount();
  });
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === "retention") byId("study-retention").textContent = number(Number(target.value) / 100, { style: "percent" });
  });
  byId("study-cards-clear").addEventListener("click", () => {
    choice = { ...choice, cards: [] };
    isOwn = toQuery(choice) !== "";
    refill();
  });
  var goes = () => new URLSearchParams(location.search).get("go") === "today";

  // study.js
  var app = (
    /** @type {HTMLElement} */
    document.getElementById("app-study")
  );
  var byId2 = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var button = (id) => (
    /** @type {HTMLButtonElement} */
    document.getElementById(id)
  );
  var grades = (
    /** @type {HTMLButtonElement[]} */
    [...document.querySelectorAll("#study-grades button")]
  );
  var LONGEST = 10 * MINUTE;
  var CHOICES = 6;
  var POINTS = 9;
  var session2 = null;
  var view = null;
  var current = "";
  var sides2 = "";
  var since2 = 0;
  var suggested = null;
  var done2 = [];
  var isAhead = false;
  var asked2 = 0;
  function setState(state) {
    app.dataset.state = state;
    const inSession = state !== "setup" && state !== "end" && session2 !== null;
    document.body.classList.toggle("in-session", inSession);
    byId2("study-head").classList.toggle("visually-hidden", inSession || state === "end");
    byId2("study-setup").hidden = state !== "setup";
    byId2("study-session").hidden = !inSession;
    byId2("study-end").hidden = state !== "end";
    byId2("study-front").hidden = state === "answer" || state === "saving" && view?.shown;
    byId2("study-grades").hidden = !byId2("study-front").hidden;
    const busy = state === "saving" || state === "loading";
    for (const one of [...grades, button("study-show"), button("study-bury"), button("study-suspend")]) one.disabled = busy;
    button("study-undo").disabled = button("study-end-undo").disabled = busy || !session2?.stack.length;
    button("study-end-undo").hidden = !session2?.stack.length;
  }
  function fail(error, action) {
    console.warn(error);
    tell(byId2("study-problem"), sentence(error), action);
  }
  async function next2() {
    byId2("study-problem").hidden = true;
    const now2 = Date.now();
    const { id, until } = session2.next(now2);
    showProgress();
    if (id === null) return end(until);
    const mine = ++asked2;
    const unit = session2.units.get(id);
    setState("loading");
    try {
      const side2 = await side(unit.info);
      if (mine === asked2) showQuestion(unit, side2);
    } catch (error) {
      if (mine === asked2) fail(error, { label: text("store.retry"), run: next2 });
    }
    prepare2();
  }
  function prepare2() {
    for (const id of session2.list.slice(0, 3)) side(session2.units.get(id).info).catch(() => {
    });
  }
  function showQuestion(unit, side2) {
    current = unit.id;
    sides2 = JSON.stringify(side2);
    view = new CardView(unit.info, side2, { span: unit.span, typing: studySettings().typing, root: (
      /** @type {Root} */
      rootNow()
    ), missed: missedOf(log.of(current)), onchange: suggest2 });
    byId2("study-stage").replaceChildren(view.element);
    since2 = performance.now();
    setState("question");
    showHint();
    showLinks(unit.info);
    const state = log.card(current);
    const what = session2.mode === "cram" ? "cram" : state.phase === "new" ? "new" : state.phase === "review" ? "review" : "learning";
    scrollTo(0, 0);
    hand.asked();
    (studySettings().typing && view.field() || view.heading).focus({ preventScroll: true });
    announce(`${text(`study.say_${what}`)} ${count("study.left", left())}`);
  }
  var left = () => {
    const { fresh, review } = session2.counts();
    return fresh + review;
  };
  function showProgress() {
    const rest = left();
    const { learning: learning2 } = session2.counts();
    const line = (
      /** @type {HTMLProgressElement} */
      byId2("study-line")
    );
    const finished = new Set(done2.map((d) => d.event.card)).size;
    line.max = Math.max(1, finished + rest);
    line.value = Math.max(0, finished - learning2 / 2);
    const answered = done2.length ? [element("span", { class: "study-answered" }, `${count("study.answered", done2.length)} · `)] : [];
    const repeat = learning2 ? [` · ${text("study.to_repeat", { n: number(learning2) })}`] : [];
    byId2("study-left").replaceChildren(...answered, count("study.left", rest), ...repeat);
  }
  function showHint() {
    button("study-hint").hidden = !view.hasHint();
  }
  var menuIsOpen = () => (
    /** @type {HTMLDetailsElement} */
    byId2("study-menu").open
  );
  var closeMenu = () => (
    /** @type {HTMLDetailsElement} */
    byId2("study-menu").open = false
  );
  function showLinks(card) {
    const edit = editOf(card);
    const lead = (id, href) => Object.assign(byId2(id), { href, target: "_blank", rel: "noopener" });
    lead("study-open", pageOf(card.id));
    byId2("study-edit-item").hidden = edit === "";
    if (edit) lead("study-edit", edit);
    closeMenu();
  }
  function hint() {
    const words2 = view?.hint();
    if (words2) announce(words2);
    showHint();
  }
  function show2() {
    if (app.dataset.state === "question" && hand.mayTurn()) turn();
  }
  function turn() {
    view.element.classList.add("turning");
    view.reveal();
    setState("answer");
    showIntervals();
    suggest2();
    showHint();
    view.back.setAttribute("tabindex", "-1");
    view.back.focus({ preventScroll: true });
    const undecided = view.type === "choice" && !view.verdict;
    if (undecided) view.choiceList.before(element("p", { class: "study-verdict" }, text("study.no_choice")));
    const answer = view.element.querySelector(".study-verdict, .cloze-found") ?? view.back;
    if (answer.getBoundingClientRect().top > innerHeight * 0.6) answer.scrollIntoView({ block: "start" });
    turned();
    const verdict2 = undecided ? "no_choice" : view.verdict;
    announce(`${verdict2 ? `${text(`study.${verdict2}`)}. ` : ""}${text("study.say_answer")}`);
  }
  function showIntervals() {
    const two = studySettings().twoGrades;
    const outcomes2 = session2.outcomes(current, Date.now());
    grades.forEach((one, i) => {
      one.hidden = two && (i === 1 || i === 3);
      const small = (
        /** @type {HTMLElement} */
        one.querySelector("small")
      );
      small.textContent = session2.mode === "cram" ? "" : intervalWords(outcomes2[i]);
    });
    byId2("study-grades").classList.toggle("two", two);
  }
  function intervalWords({ days: n, wait }) {
    if (wait !== void 0) return count("study.in_minutes", Math.max(1, Math.round(wait / 60)));
    if (n === void 0 || n < 30) return count("study.in_days", n || 0);
    const round = (x) => Math.round(x * 10) / 10;
    return n < 365 ? count("study.in_months", round(n / 30.44)) : count("study.in_years", round(n / 365.25));
  }
  function suggest2() {
    if (!view?.shown) return;
    const suggestion = view.suggestion();
    const two = studySettings().twoGrades;
    suggested = suggestion && two ? suggestion === 1 ? 1 : 3 : suggestion;
    grades.forEach((one, i) => {
      one.classList.toggle("suggested", suggested === i + 1);
      one.setAttribute("aria-description", suggested === i + 1 ? text("study.suggested") : "");
    });
    const line = view.scoreLine();
    let box2 = view.element.querySelector(".score-line");
    if (!box2 && line) [...view.element.querySelectorAll(".checklist")].at(-1)?.after(box2 = element("p", { class: "score-line", role: "status" }));
    if (box2) box2.textContent = line;
  }
  async function commit(event, after = () => {
  }) {
    const before = (
      /** @type {'question' | 'answer'} */
      app.dataset.state
    );
    setState("saving");
    byId2("study-problem").hidden = true;
    try {
      await save([event], (saved) => session2.take(saved));
    } catch (error) {
      setState(before);
      fail(error);
      return;
    }
    isAhead = true;
    after();
    next2();
  }
  function grade2(g) {
    if (app.dataset.state !== "answer" || !hand.mayGrade()) return;
    hand.use();
    const unit = session2.units.get(current);
    const { phase } = log.card(current);
    const event = session2.grade(current, g, { now: Date.now(), ms: Math.min(performance.now() - since2, LONGEST), missed: view.missed() });
    const missed = view.missedWords();
    commit(event, () => {
      done2.push({ event, card: unit.info, missed, phase });
      askPersistence();
    });
  }
  function aside(type) {
    if (app.dataset.state !== "question" && app.dataset.state !== "answer") return;
    commit(session2.aside(type, current, Date.now()), () => announce(text(`study.said_${type}`)));
  }
  async function undo() {
    if (!session2 || !["question", "answer", "end"].includes(app.dataset.state || "")) return;
    const id = session2.stack.at(-1)?.id;
    if (id && !session2.units.has(id)) {
      const units3 = (await cards(topicOf(id)).catch(() => [])).flatMap(units);
      const unit = units3.find((one) => one.id === id);
      if (unit) session2.units.set(id, unit);
    }
    const event = session2.undo(Date.now());
    if (!event) return;
    commit(event, () => {
      done2 = done2.filter((d) => d.event.id !== event.of);
      announce(text("study.said_undo"));
    });
  }
  function end(until) {
    view = null;
    byId2("study-stage").replaceChildren();
    byId2("study-end-title").textContent = text(done2.length > 0 ? "study.end_done" : "study.end_nothing");
    report(byId2("study-report"), done2, { now: Date.now(), until });
    setState("end");
    byId2("study-end-title").focus();
    announce(`${text("study.say_end")} ${count("study.n_cards", new Set(done2.map((d) => d.card.id)).size)}`);
    if (done2.length > 0) keepFile().catch(console.warn);
  }
  async function keepFile() {
    isAhead = false;
    if (!await store2.kept("keep", "backup")) return;
    const { keepUp } = await use("asset:scripts/kept-file.js", "keptFile");
    await keepUp(store2);
    const note = storeNote();
    if (note && app.dataset.state !== "problem") tell(byId2("study-problem"), note);
  }
  async function begin() {
    byId2("study-problem").hidden = true;
    done2 = [];
    try {
      session2 = await session();
      writeDigest(toQuery(choice));
      await next2();
    } catch (error) {
      session2 = null;
      setState("setup");
      fail(error);
    }
  }
  function toSetup() {
    session2 = null;
    setState("setup");
    refill();
  }
  function heard(fresh) {
    if (!session2) {
      if (app.dataset.state === "setup") refill();
      return;
    }
    const mine = fresh.some((event) => event.card === current || event.type === "undo");
    if (mine && ["question", "answer"].includes(app.dataset.state || "") && session2.next(Date.now()).id !== current) {
      announce(text("study.said_elsewhere"));
      next2();
    } else if (app.dataset.state !== "end") {
      showProgress();
    }
  }
  async function refresh() {
    const was = app.dataset.state;
    if (!session2 || was !== "question" && was !== "answer") return;
    const mine = asked2;
    const unit = session2.units.get(current);
    const side2 = await side(unit.info).catch(() => null);
    if (!side2 || mine !== asked2 || app.dataset.state !== was || JSON.stringify(side2) === sides2) return;
    showQuestion(unit, side2);
    if (was === "answer") turn();
  }
  var swiped = (right) => (app.dataset.state === "question" ? button("study-show") : grades[right ? 2 : 0]).click();
  function onward() {
    if (app.dataset.state === "question") return button("study-show").click();
    if (app.dataset.state !== "answer" || !hand.mayTurn()) return;
    if (scrollOn(view.element, byId2("study-foot"))) hand.use();
    else if (!view.isTicked() && view.typedAnswer() && !view.asked) askTicks();
    else grades[(suggested ?? 3) - 1].click();
  }
  function askTicks() {
    hand.use();
    view.asked = true;
    view.ticks[0].focus();
    announce(text("study.say_tick"));
  }
  var isFree = ({ key, target }) => !(target instanceof Element && target.closest(`a[href], button, summary, input${key === "Enter" ? ":not([type=radio], [type=checkbox])" : ""}, textarea, select, [tabindex="0"]`));
  function addKeys() {
    const label = text("study.key_onward");
    const isOnward = (event) => session2 !== null && app.dataset.state !== "end" && isFree(event);
    for (const key of [" ", "Enter"]) add({ keys: [key], label, run: onward, when: isOnward });
    const isStart = (event) => app.dataset.state === "setup" && isFree(event);
    add({ keys: ["Enter"], label: text("study.key_start"), run: () => button("study-start").click(), when: isStart });
    const names = ["again", "hard", "good", "easy"];
    const isAnswer = () => app.dataset.state === "answer";
    grades.forEach((one, i) => {
      const add2 = (key, when) => add({ keys: [key], label: text(`study.${names[i]}`), run: () => !one.hidden && one.click(), when });
      add2(`${i + 1}`, () => isAnswer() && view.ticks.length === 0);
      add2("asdf"[i], isAnswer);
    });
    for (let i = 0; i < POINTS; i++) add({ keys: [`${i + 1}`], label: text("study.key_tick"), run: () => view.ticks[i].click(), when: () => isAnswer() && view.ticks[i] !== void 0 });
    const hasChoice = (i) => app.dataset.state === "question" && view?.inputs?.[i] !== void 0;
    for (let i = 0; i < CHOICES; i++) add({ keys: [String(i + 1)], label: text("study.key_choose"), run: () => view?.inputs?.[i].click(), when: () => hasChoice(i) });
    add({ keys: ["Escape"], label: button("study-end-button").getAttribute("aria-label") ?? "", when: () => ["question", "answer"].includes(app.dataset.state ?? ""), run: () => menuIsOpen() ? closeMenu() : button("study-end-button").click() });
    add({ keys: ["u"], label: text("study.undo"), run: () => button(app.dataset.state === "end" ? "study-end-undo" : "study-undo").click() });
    click(["-"], button("study-bury"), text("study.bury"));
    click(["@"], button("study-suspend"), text("study.suspend"));
    click(["h"], button("study-hint"), text("study.hint"));
    click(["e"], byId2("study-edit"), text("study.edit"));
    click(["i"], button("study-info"), text("study.info"));
  }
  function listen() {
    byId2("study-setup").addEventListener("submit", (event) => (event.preventDefault(), begin()));
    button("study-show").addEventListener("click", show2);
    button("study-hint").addEventListener("click", hint);
    grades.forEach((one, i) => one.addEventListener("click", () => grade2(
      /** @type {Grade} */
      i + 1
    )));
    for (const id of ["study-undo", "study-end-undo"]) button(id).addEventListener("click", undo);
    button("study-bury").addEventListener("click", () => aside("bury"));
    button("study-suspend").addEventListener("click", () => aside("suspend"));
    button("study-info").addEventListener("click", () => open3(session2.units.get(current)));
    byId2("study-menu").addEventListener("click", ({ target }) => target instanceof Element && target.closest("li > *") && closeMenu());
    button("study-end-button").addEventListener("click", () => end(null));
    button("study-again").addEventListener("click", () => hand.mayTurn() && toSetup());
    byId2("study-stage").addEventListener("keydown", (event) => {
      const inGap = event.target instanceof HTMLInputElement && event.target.classList.contains("gap");
      const inText = event.target instanceof HTMLTextAreaElement && (event.ctrlKey || event.metaKey);
      if (event.key === "Escape" && event.target === view?.field()) view.heading.focus({ preventScroll: true });
      if (event.key === "Enter" && !event.isComposing && (inGap || inText)) {
        event.preventDefault();
        show2();
      }
    });
    onSwipe(byId2("study-stage"), swiped);
    watch();
    addKeys();
    onevents(heard);
    document.addEventListener("recto:changed", refresh);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && isAhead && keepFile().catch(console.warn));
    store2.onlost = (problem) => tell(byId2("study-problem"), text(`store.${problem}`));
  }
  async function start5() {
    listen();
    try {
      const { root: root3, cleared } = await open2();
      fill2(root3);
      setState("setup");
      const note = cleared > 0 ? count("store.cleared", cleared) : storeNote();
      if (note) tell(byId2("study-problem"), note);
      keepFile().catch(console.warn);
      const { choice: choice2 } = study_setup_exports;
      if (choice2.cards.length === 1 || goes()) await begin();
      else if (choice2.cards.length > 1) button("study-start").focus();
    } catch (error) {
      setState("problem");
      fail(error, { label: text("store.retry"), run: () => location.reload() });
    }
  }

  // entries/study.js
  addWords({ base: "words:base", study: "words:study", store: "words:store" });
  start4();
  start5();

  // offers
  Object.assign(globalThis.Recto, { "$base.addWords": addWords, "$base.announce": announce, "$base.book": book, "$base.count": count, "$base.device": device, "$base.element": element, "$base.load": load, "$base.number": number, "$base.register": register, "$base.settings": settings, "$base.text": text, "$base.url": url, "$base.use": use, "$database.done": done, "$database.openPlain": openPlain, "$database.transact": transact, "$database.within": within, "$events.checking": checking, "$events.migrate": migrate, "$events.order": order, "$fsrs.MODEL": MODEL, "$markup.nodes": nodes, "$random.Hasher": Hasher, "$registry.register": register, "$registry.registered": registered, "$search.searchFor": searchFor });
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
