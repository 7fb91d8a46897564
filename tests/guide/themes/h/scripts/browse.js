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
  var register = (name, value) => void (offered[name] = value);
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
  function number(n, options2) {
    const key = options2 ? JSON.stringify(options2) : "";
    let format2 = formats.get(key);
    if (!format2) formats.set(key, format2 = new Intl.NumberFormat(language, options2));
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
  var formats2 = /* @__PURE__ */ new Map();
  function format(day, language2, options2 = { day: "numeric", month: "long", year: "numeric" }) {
    const key = `${language2} ${JSON.stringify(options2)}`;
    let made = formats2.get(key);
    if (!made) formats2.set(key, made = new Intl.DateTimeFormat(language2 || void 0, { ...options2, timeZone: "UTC" }));
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
    (topic, length, parts2, rows3) => {
      topics.set(topic, { parts: parts2, cards: rows3.map((row, i) => cardOf(topic, row, Math.floor(i / length), i % length)) });
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
  function units(card) {
    if (card.spans.length === 0) return [{ id: card.id, card: card.id, info: card, span: "" }];
    return card.spans.map((span) => ({ id: `${card.id}/c-${span}`, card: card.id, info: card, span }));
  }
  var pageOf = (id) => url(`${untranslated.has(id) ? "../" : ""}${encodePath(id)}.html`);

  // fsrs.js
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
  function migrate(events, from, table = {}) {
    const { to = VERSION, steps = MIGRATIONS } = table;
    let list = events;
    for (let version = from; version < to; version++) list = steps[version](list);
    return list;
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
    open: () => open,
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
  function mastery(states, topics2, weights, today3) {
    const out = new Map(topics2.map(({ id, total }) => [id, { share: 0, seen: 0, total }]));
    for (const state of states) {
      if (!state.memory) continue;
      const recall2 = recallOn(weights, state, today3);
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
      for (const [store3, options2] of Object.entries(stores)) request.result.createObjectStore(store3, options2);
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
  var PATIENCE = 3e3;
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
      }, PATIENCE);
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
    const db = await within(openDatabase(name, {}, bucket.indexedDB), PATIENCE);
    try {
      return await eventsOf(db, await eventIds(db));
    } finally {
      db.close();
    }
  }

  // journals.js
  var PATIENCE2 = 5e3;
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
    ask(call, argument, patience = PATIENCE2) {
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
      return this.ask("open", key, 4 * PATIENCE2);
    }
    /** What was appended since, by any page. @returns {Promise<any[]>} */
    async refresh() {
      return (await this.ask("read")).list;
    }
    /** Fulfilled when the disk has them. @param {unknown[]} list @returns {Promise<void>} */
    append(list) {
      return this.ask("append", list, PATIENCE2 + PATIENCE_EVENT * list.length);
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
  var PATIENCE3 = 2e3;
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
      await ledger.then(() => within(work, PATIENCE3), () => work);
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
    const all = states.map(stageOf).filter((stage) => !seen || stage !== "new");
    return STATES.find((stage) => all.includes(stage)) ?? "suspended";
  }
  function lineOf(log3, card, today3) {
    const states = units(card).map(({ id }) => log3.card(id));
    const seen = states.some(({ reps }) => reps > 0);
    const line = { card, states, state: stateOf(states, seen), seen, learning: false, asked: { due: false, fresh: false }, due: Infinity, fresh: Infinity };
    const graded = states.filter(({ reps, day }) => reps > 0 && day === today3);
    for (const state of states) {
      if (state.suspended) continue;
      const waits = state.buried === today3 || graded.some((other) => other !== state);
      const from = waits ? today3 + 1 : today3;
      const asked = state.queued > 0;
      if (state.phase === "new") line.fresh = Math.min(line.fresh, from);
      else if (state.phase === "review") line.due = Math.min(line.due, Math.max(asked ? Math.min(state.due, state.queued) : state.due, from));
      else if (state.buried === today3) line.due = Math.min(line.due, today3 + 1);
      else line.learning = true;
      if (asked && !waits && state.phase === "review") line.asked.due = true;
      if (asked && !waits && state.phase === "new") line.asked.fresh = true;
    }
    return line;
  }
  var lines = (log3, cards2, today3) => cards2.map((card) => lineOf(log3, card, today3));
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
  function byTopic(list, today3) {
    const out = /* @__PURE__ */ new Map();
    for (const line of list) {
      const entry = out.get(line.card.topic) ?? { due: 0, seen: 0 };
      out.set(line.card.topic, entry);
      entry.seen += Number(line.seen);
      entry.due += Number(isDue(line, today3));
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
  function make2(log3, root3, lines2, { day, ahead, date, mock, weak }, last) {
    const mastery2 = mastery(lines2.flatMap(({ states }) => states), totals(root3), log3.weights(), day);
    const counted = withBelow(root3, byTopic(lines2, day));
    const topics2 = {};
    for (const [id, { seen }] of counted) if (seen > 0) topics2[id] = [Math.round((mastery2.get(id)?.share ?? 0) * 100), seen];
    const title = (id) => root3.topics.find((topic) => topic.id === id)?.title ?? id;
    return { day, events: log3.events.length, ahead, date, mock, weak: weak.map(title), topics: topics2, last };
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
  function pace(unseen, today3, date) {
    const days = Math.max(0, date - today3);
    if (days <= LAST.least) return { days, newDays: 0, perDay: 0 };
    const rest = Math.max(LAST.least + LAST.spare, Math.min(LAST.most, Math.floor(days * LAST.share)));
    const newDays = Math.max(1, days - rest);
    return { days, newDays, perDay: Math.ceil(unseen / newDays) };
  }
  function quota(limits, goal, { today: today3, due, done: done2 }) {
    if (!goal) return { fresh: limits.fresh, reviews: limits.reviews };
    const wanted = pace(goal.unseen + done2.fresh, today3, goal.date).perDay;
    if (goal.minutes === 0) return { fresh: wanted, reviews: limits.reviews };
    const { fresh, review } = goal.cost;
    const most = Math.floor((goal.minutes - Math.min(wanted * fresh, goal.minutes * NEW_SHARE)) / review);
    const reviews = Math.min(limits.reviews, most);
    const spent = Math.min(due + done2.reviews, reviews) * review;
    return { fresh: Math.max(0, Math.min(wanted, Math.floor((goal.minutes - spent) / fresh))), reviews };
  }
  function slots(tasks, today3, date) {
    const last = date - LAST.least - 1;
    const room = last - today3 + 1;
    if (tasks <= 0 || room <= 0) return [];
    const gap = Math.max(1, Math.min(SLOT_EVERY, Math.floor(room / tasks)));
    const first2 = last - Math.floor((last - today3) / gap) * gap;
    return Array.from({ length: Math.min(tasks, Math.floor((last - first2) / gap) + 1) }, (_, i) => first2 + i * gap);
  }
  function mocks(today3, date, last) {
    const from = Math.max(today3, last >= 0 ? last + 2 : today3);
    if (date === null || date <= today3) return [Math.max(today3, last >= 0 ? last + MOCK_EVERY : today3)];
    return MOCKS.map((before) => date - before).filter((day) => day >= from).reverse();
  }

  // queue.js
  var LEARN_AHEAD = 20 * MINUTE;
  var isDue2 = (state, today3) => state.phase === "review" && (state.due <= today3 || state.queued > 0 && state.queued <= today3);
  var isAside = (state, today3) => state.suspended || state.buried === today3;
  function doneOn(log3, today3) {
    const ids = /* @__PURE__ */ new Set();
    for (let i = log3.events.length - 1; i >= 0 && log3.events[i].day >= today3 - 2; i--) {
      const event = log3.events[i];
      if (event.type === "grade" && event.day === today3 && !log3.struck.has(event.id)) ids.add(present(log3.aliases, event.card));
    }
    let fresh = 0, reviews = 0;
    for (const id of ids) {
      log3.replay(id, (event, before) => {
        if (event.day !== today3) return;
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
      const values = given.getAll(key).flatMap((value) => key === "card" ? [value] : value.split(","));
      choice[list] = [...new Set(values.filter((value) => value !== ""))];
    }
    return choice;
  }
  var isWithin = (chosen2, id) => chosen2.length === 0 || chosen2.some((topic) => id === topic || id.startsWith(topic + "/"));
  function matches(choice, card) {
    const has = (list, value) => list.length === 0 || list.includes(value);
    return isWithin(choice.topics, card.topic) && has(choice.levels, card.level) && has(choice.kinds, card.kind) && has(choice.cards, card.id) && (choice.tags.length === 0 || card.tags.some((tag) => choice.tags.includes(tag)));
  }
  function numbersIn(root3, topic, choice) {
    const level = choice.levels.map((id) => root3.levels.findIndex(([other]) => other === id));
    const kind = choice.kinds.map((id) => root3.kinds.findIndex(([other]) => other === id));
    const fits2 = (list, value) => list.length === 0 || list.includes(value);
    const rows3 = topic.counts.filter(([l, k]) => fits2(level, l) && fits2(kind, k));
    return { cards: rows3.reduce((sum, [, , cards2]) => sum + cards2, 0), units: rows3.reduce((sum, [, , , units2]) => sum + units2, 0) };
  }
  function tally(log3, today3) {
    const out = /* @__PURE__ */ new Map();
    for (const id of log3.cards()) {
      const state = log3.card(id);
      if (state.phase === "new" && !state.suspended) continue;
      const topic = topicOf(id);
      const entry = out.get(topic) || { due: 0, seen: 0 };
      out.set(topic, entry);
      entry.seen++;
      if (!isAside(state, today3) && (isDue2(state, today3) || state.phase === "learning" || state.phase === "relearning")) entry.due++;
    }
    return out;
  }
  function topicsFor(root3, choice, log3, { today: today3, fresh }) {
    if (choice.cards.length > 0) return [...new Set(choice.cards.map(topicOf))];
    const chosen2 = root3.topics.filter((topic) => topic.file !== "" && isWithin(choice.topics, topic.id));
    if (choice.mode === "cram" || choice.tags.length > 0) return chosen2.map((topic) => topic.id);
    const known2 = tally(log3, today3);
    const queued = new Set(log3.cards().filter((id) => log3.card(id).queued > 0).map(topicOf));
    let wanted = choice.mode === "due" ? 0 : fresh;
    return chosen2.filter((topic) => {
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
  function goalOn(log3, today3) {
    const goal = log3.goal();
    return goal && goal.date >= today3 ? goal : null;
  }
  function usual(root3, log3, today3, levels2) {
    const goal = goalOn(log3, today3);
    const ids = root3.levels.map(([id]) => id);
    return { ...fromQuery(""), levels: goal ? levelsOf(root3, goal.level) : levels2.filter((id) => ids.includes(id)) };
  }
  var isUsual = (choice, card) => matches(choice, card) && !isLong(card);
  function topicsFor2(root3, log3, today3, fresh, levels2) {
    const choice = usual(root3, log3, today3, levels2);
    const touched = new Set(log3.cards().map(topicOf));
    const wanted = new Set(topicsFor(root3, choice, log3, { today: today3, fresh }));
    const all = goalOn(log3, today3) !== null;
    return root3.topics.filter(({ id, file }) => file !== "" && (all || touched.has(id) || wanted.has(id))).map(({ id }) => id);
  }
  function* recent(log3, today3) {
    for (let i = log3.events.length - 1; i >= 0 && log3.events[i].day > today3 - BACK; i--) {
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
  function costs(log3, today3, cards2) {
    const before = supposed(cards2);
    const sum = { fresh: before.fresh * USUAL.n * MINUTE2, review: before.review * USUAL.n * MINUTE2 };
    const seen = { fresh: /* @__PURE__ */ new Set(), review: /* @__PURE__ */ new Set() };
    for (const event of recent(log3, today3)) {
      const kind = log3.card(event.card).introduced === event.day ? "fresh" : "review";
      seen[kind].add(`${event.card} ${event.day}`);
      sum[kind] += event.ms ?? 0;
    }
    const each = (kind) => Math.max(0.05, sum[kind] / (seen[kind].size + USUAL.n) / MINUTE2);
    return { fresh: each("fresh"), review: each("review") };
  }
  function weakTopics(log3, today3) {
    const topics2 = /* @__PURE__ */ new Map();
    for (const { card = "", g } of recent(log3, today3)) {
      const entry = topics2.get(topicOf(card)) ?? { n: 0, again: 0 };
      topics2.set(topicOf(card), entry);
      entry.n++;
      entry.again += g === 1 ? 1 : 0;
    }
    const weak = [...topics2].filter(([, { n, again }]) => n >= WEAK.grades && again / n >= WEAK.share);
    return weak.sort(([a, x], [b, y]) => y.again / y.n - x.again / x.n || (a < b ? -1 : 1)).slice(0, WEAK.topics).map(([id]) => id);
  }
  var interviewed = (log3) => new Map(log3.interviews().flatMap(({ paper, day }) => paper.questions.map((q) => [q.card, day])));
  function longTasks(cards2, log3, levels2) {
    const done2 = interviewed(log3);
    const rank = (card) => levels2.length ? levels2.length - 1 - levels2.indexOf(card.level) : 0;
    return cards2.filter((card) => isLong(card) && !done2.has(card.id) && log3.card(card.id).phase === "new" && !log3.card(card.id).suspended).sort((a, b) => rank(a) - rank(b) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
  }
  function goalOf(log3, cards2, today3, minutes) {
    const goal = goalOn(log3, today3);
    if (!goal) return null;
    const unseen = cards2.reduce((sum, card) => sum + units(card).filter(({ id }) => log3.card(id).phase === "new" && !log3.card(id).suspended).length, 0);
    return { date: goal.date, unseen, minutes, cost: costs(log3, today3, cards2) };
  }
  function make3(root3, log3, lines2, { day, fresh, reviews, minutes, levels: levels2 }) {
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
      const room = quota({ fresh, reviews }, goal && goal.date >= day + i ? goal : null, { today: day + i, due: there.due + there.askedDue, done: did2 });
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
  async function open() {
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
    const day = today(Date.now());
    await Promise.all(topicsFor2(root3, log, day, studySettings().fresh, levels()).map(cards));
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
  function backupDue(now) {
    const last = settings.get("backup") || { at: 0, events: 0 };
    const graded = log.events.filter((event) => event.type === "grade");
    const since2 = Math.max(0, log.events.length - last.events);
    const webkit = /AppleWebKit/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);
    const limits = webkit || !store2.isSafe ? BACKUP_SOON : BACKUP;
    const start6 = last.at || (graded.length ? graded[0].t : now);
    const old = now - start6 >= limits.days * DAY;
    return graded.length > 0 && since2 >= limits.grades && (old || last.at === 0 && since2 >= 4 * limits.grades) ? since2 : 0;
  }
  async function askPersistence() {
    if (settings.get("persist") !== null) return;
    settings.set("persist", await persist() === true);
  }
  var onevents = (listener) => void listeners.push(listener);

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

  // browse-list.js
  var STATES2 = (
    /** @type {const} */
    ["new", "learning", "due", "young", "mature", "suspended"]
  );
  var ANY = (
    /** @type {Filter} */
    Object.freeze({ words: "", state: "", due: null, lapses: 0, level: "", topic: "", tag: "", mark: "" })
  );
  function rowOf(log3, line, today3) {
    const { card, states } = line;
    const isDue3 = isDue(line, today3);
    return {
      card,
      state: isDue3 && line.state !== "learning" ? "due" : line.state,
      // Since when, where it is due already.
      due: line.learning ? today3 : isDue3 ? Math.min(...states.map(({ phase, suspended, due }) => phase === "review" && !suspended ? due : Infinity), line.due) : line.due,
      lapses: states.reduce((sum, { lapses }) => sum + lapses, 0),
      missed: states.reduce((sum, { id }) => sum + missedOf(log3.of(id)).size, 0),
      ...log3.marks(card.id)
    };
  }
  var rows = (log3, cards2, today3) => lines(log3, cards2, today3).map((line) => rowOf(log3, line, today3));
  function passes({ words: words2, state, due, lapses, level, topic, tag, mark: mark2 }) {
    const wanted = words2.toLowerCase().split(/\s+/).filter(Boolean);
    return (row) => (state === "" || row.state === state) && (due === null || row.due <= due) && row.lapses >= lapses && (level === "" || row.card.level === level) && (topic === "" || isWithin([topic], row.card.topic)) && (tag === "" || row.card.tags.includes(tag)) && (mark2 === "" || (mark2 === "flag" ? row.flag : mark2 === "note" ? row.note !== "" : row.missed > 0)) && wanted.every((word) => row.card.title.toLowerCase().includes(word) || row.note.toLowerCase().includes(word));
  }
  var filtered = (list, filter2) => list.filter(passes(filter2));
  function sorted(list, column2, down2, { language: language2, levels: levels2, topics: topics2 }) {
    if (column2 === "") return list;
    const { compare } = new Intl.Collator(language2, { numeric: true });
    const place = new Map(topics2.map((id, i) => [id, i]));
    const keys = {
      title: ({ card }) => card.title,
      topic: ({ card }) => place.get(card.topic) ?? 0,
      level: ({ card }) => levels2.indexOf(card.level),
      state: ({ state }) => STATES2.indexOf(state),
      due: ({ due }) => due,
      lapses: ({ lapses }) => lapses
    };
    const key = keys[column2];
    const keyed = list.map((row) => ({ row, at: key(row) }));
    const order2 = (a, b) => typeof a === "string" ? compare(a, b) : a === b ? 0 : a - b;
    keyed.sort((a, b) => (down2 ? -1 : 1) * order2(a.at, b.at));
    return keyed.map(({ row }) => row);
  }
  function paged(list, page2, size) {
    const pages = Math.max(1, Math.ceil(list.length / size));
    const at = Math.min(Math.max(0, page2), pages - 1);
    return { page: at, pages, list: list.slice(at * size, (at + 1) * size) };
  }

  // browse.js
  var app = (
    /** @type {HTMLElement} */
    document.getElementById("app-browse")
  );
  var byId = (id) => (
    /** @type {HTMLElement} */
    document.getElementById(id)
  );
  var form = (
    /** @type {HTMLFormElement} */
    byId("browse-filter")
  );
  var { log: log2 } = learner_exports;
  var SIZE = 50;
  var REST2 = 120;
  var rows2 = [];
  var shown = [];
  var page = 0;
  var column = "";
  var down = false;
  var chosen = /* @__PURE__ */ new Set();
  var open2 = "";
  var sure = "";
  var today2 = () => today(Date.now());
  var control = (name) => (
    /** @type {HTMLInputElement} */
    form.elements.namedItem(name)
  );
  var stateWords = (state) => text(state === "new" ? "browse.new" : state === "suspended" ? "marks.aside" : `marks.${state}`);
  var dateOf = (day) => format(day, language, { day: "numeric", month: "short", year: "numeric" });
  function filter() {
    const value = (name) => control(name).value;
    const due = { "": null, now: today2(), week: today2() + 7 }[value("due")] ?? null;
    return { words: value("words"), state: value("state"), due, lapses: Math.max(0, Math.round(Number(value("lapses"))) || 0), level: value("level"), topic: value("topic"), tag: value("tag"), mark: value("mark") };
  }
  var options = (name, list) => control(name).append(...list.map(([value, label]) => element("option", { value }, label)));
  function fill2(root3) {
    options("state", STATES2.map((state) => [state, stateWords(state)]));
    options("level", root3.levels);
    const depth = (i) => i < 0 ? 0 : root3.topics[i].id.split("/").length;
    options("topic", topicsWithCards(root3).map(({ id, title, parent }) => [id, `${" ".repeat(depth(parent))}${title}`]));
    options("tag", root3.tags);
    for (const name of ["level", "tag"]) control(name).closest("label")?.toggleAttribute("hidden", control(name).querySelectorAll("option").length < 2);
    const given = new URLSearchParams(location.search);
    for (const [name, value] of given) if (name !== "card" && form.elements.namedItem(name)) control(name).value = value;
    open2 = given.get("card") ?? "";
  }
  function refresh() {
    rows2 = rows(log2, known(), today2());
    arrange();
  }
  function arrange() {
    const root3 = (
      /** @type {Root} */
      rootNow()
    );
    const guide = { language, levels: root3.levels.map(([id]) => id), topics: root3.topics.map(({ id }) => id) };
    shown = sorted(filtered(rows2, filter()), column, down, guide);
    const at = shown.findIndex(({ card }) => card.id === open2);
    if (at >= 0 && !shown.slice(page * SIZE, (page + 1) * SIZE).some(({ card }) => card.id === open2)) page = Math.floor(at / SIZE);
    show();
  }
  function show() {
    const part = paged(shown, page, SIZE);
    page = part.page;
    byId("browse-count").textContent = text("browse.shown", { n: number(shown.length), m: number(rows2.length) });
    byId("browse-none").hidden = shown.length > 0;
    byId("browse-table").hidden = shown.length === 0;
    byId("browse-rows").replaceChildren(...part.list.flatMap(rowElements));
    byId("browse-pages").hidden = part.pages < 2;
    byId("browse-page").textContent = text("browse.page", { n: number(page + 1), m: number(part.pages) });
    byId("browse-previous").disabled = page === 0;
    byId("browse-next").disabled = page + 1 >= part.pages;
    for (const head of document.querySelectorAll("#browse-table th[data-column]")) {
      const is = head.getAttribute("data-column") === column;
      if (is) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    showChosen();
  }
  function showChosen() {
    const n = chosen.size;
    byId("browse-chosen").textContent = n ? text("browse.chosen", { n: number(n) }) : "";
    for (
      const button of
      /** @type {NodeListOf<HTMLButtonElement>} */
      byId("browse-acts").querySelectorAll("button")
    ) button.disabled = n === 0;
    const list = (
      /** @type {NodeListOf<HTMLInputElement>} */
      byId("browse-rows").querySelectorAll("input[data-card]")
    );
    const all = (
      /** @type {HTMLInputElement} */
      byId("browse-all")
    );
    all.checked = list.length > 0 && [...list].every((box2) => box2.checked);
    all.indeterminate = !all.checked && [...list].some((box2) => box2.checked);
  }
  function rowElements(row) {
    const { card, state, due, lapses, missed, flag, note } = row;
    const root3 = (
      /** @type {Root} */
      rootNow()
    );
    const topic = root3.topics.find(({ id }) => id === card.topic)?.title ?? "";
    const level = root3.levels.find(([id]) => id === card.level)?.[1] ?? "";
    const box2 = element("input", { type: "checkbox", "data-card": card.id, checked: chosen.has(card.id), "aria-label": card.title });
    const isOpen = open2 === card.id;
    const noteWords = text(note ? "browse.note" : "browse.note_add");
    const noteButton = element("button", { class: "link-button", type: "button", "aria-expanded": String(isOpen), "data-note": card.id, "aria-label": `${noteWords}: ${card.title}` }, noteWords);
    const line = element(
      "tr",
      { class: flag ? "flagged" : null },
      element("td", {}, element("label", { class: "browse-box" }, box2)),
      element("th", { scope: "row" }, element("a", { href: pageOf(card.id) }, card.title), ...flag ? [" ", element("span", { class: "browse-flag" }, text("browse.flagged"))] : [], ...note && !isOpen ? [element("small", { class: "browse-note" }, note.slice(0, 120))] : []),
      element("td", { "data-of": "topic" }, topic),
      element("td", { "data-of": "level" }, level),
      element("td", {}, stateWords(state)),
      element("td", {}, due === Infinity ? "–" : dateOf(due)),
      element("td", { class: "number" }, lapses ? number(lapses) : "–", ...missed ? [element("small", {}, text("browse.missed_n", { n: number(missed) }))] : []),
      element("td", {}, noteButton)
    );
    return isOpen ? [line, noteRow(row)] : [line];
  }
  function noteRow({ card, note }) {
    const field = element("textarea", { id: "browse-note", rows: 3, maxlength: LONGEST_TEXT });
    field.value = note;
    const said = element("p", { class: "note", role: "status" });
    field.addEventListener("change", () => act([card.id], "remark", () => ({ text: field.value }), false).then((done2) => done2 && (said.textContent = text("browse.kept"))));
    const button = element("button", { class: "button", type: "button", click: () => act([card.id], "flag", () => ({ on: !log2.marks(card.id).flag })) }, text(log2.marks(card.id).flag ? "browse.unflag" : "browse.flag"));
    return element("tr", { class: "browse-open" }, element("td", { colspan: 8 }, element("label", { for: "browse-note" }, text("browse.note_on", { title: card.title })), field, element("p", { class: "actions" }, button), said));
  }
  var unitsOf = (id) => rows2.filter(({ card }) => card.id === id).flatMap(({ card }) => units(card).map((unit) => unit.id));
  async function act(ids, type, fields = () => ({}), anew = true) {
    const targets = type === "flag" || type === "remark" ? ids : ids.flatMap(unitsOf);
    const now = Date.now();
    const list = targets.flatMap((card) => {
      const own = fields(card);
      return own ? [make(type, { card, ...own }, { now, after: Math.max(log2.card(card).at, log2.events.at(-1)?.t ?? 0) })] : [];
    });
    try {
      await save(list);
      byId("browse-problem").hidden = true;
    } catch (error) {
      tell(byId("browse-problem"), sentence(error));
      return false;
    }
    rows2 = rows(log2, known(), today2());
    if (anew) {
      const focus = document.activeElement?.getAttribute("data-card") ?? document.activeElement?.id;
      arrange();
      if (focus) document.getElementById(focus)?.focus();
      announce(text("browse.done", { n: number(new Set(list.map(({ card }) => card)).size) }));
    }
    return true;
  }
  var ACTS = {
    suspend: (ids) => act(ids, "suspend"),
    resume: (ids) => act(ids, "resume"),
    flag: (ids) => act(ids, "flag", () => ({ on: true })),
    unflag: (ids) => act(ids, "flag", () => ({ on: false })),
    // Asked twice: of many cards at once it is much to do by accident.
    reset: (ids) => {
      const key = [...ids].sort().join("\n");
      if (sure === key) {
        sure = "";
        byId("browse-sure").textContent = "";
        return act(ids, "reset", (id) => log2.card(id).phase === "new" ? null : {});
      }
      sure = key;
      byId("browse-sure").textContent = text("browse.reset_sure", { n: number(ids.length) });
    },
    move: (ids) => {
      const to = fromIso(
        /** @type {HTMLInputElement} */
        byId("browse-day").value
      );
      if (to === null) return byId("browse-day").focus();
      return act(ids, "move", (id) => log2.card(id).memory ? { to } : null);
    }
  };
  function listen() {
    let timer2 = 0;
    const again = () => {
      page = 0;
      open2 = "";
      arrange();
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => (clearTimeout(timer2), timer2 = Number(setTimeout(again, REST2))));
    form.addEventListener("reset", () => setTimeout(again));
    byId("browse-previous").addEventListener("click", () => (page--, open2 = "", show()));
    byId("browse-next").addEventListener("click", () => (page++, open2 = "", show()));
    for (const head of document.querySelectorAll("#browse-table th[data-column] button")) {
      head.addEventListener("click", () => {
        const own = (
          /** @type {Column} */
          head.parentElement?.getAttribute("data-column")
        );
        if (column !== own) [column, down] = [own, false];
        else if (!down) down = true;
        else [column, down] = ["", false];
        page = 0;
        arrange();
      });
    }
    byId("browse-rows").addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.dataset.card) return;
      chosen[target.checked ? "add" : "delete"](target.dataset.card);
      showChosen();
    });
    byId("browse-all").addEventListener("change", ({ target }) => {
      for (
        const box2 of
        /** @type {NodeListOf<HTMLInputElement>} */
        byId("browse-rows").querySelectorAll("input[data-card]")
      ) {
        box2.checked = /** @type {HTMLInputElement} */
        target.checked;
        chosen[box2.checked ? "add" : "delete"](
          /** @type {string} */
          box2.dataset.card
        );
      }
      showChosen();
    });
    byId("browse-rows").addEventListener("click", ({ target }) => {
      const id = target instanceof Element ? target.closest("[data-note]")?.getAttribute("data-note") : null;
      if (!id) return;
      open2 = open2 === id ? "" : id;
      show();
      (open2 ? byId("browse-note") : (
        /** @type {HTMLElement | null} */
        document.querySelector(`[data-note="${CSS.escape(id)}"]`)
      ))?.focus();
    });
    for (const [name, run] of Object.entries(ACTS)) byId(`browse-${name}`).addEventListener("click", () => run([...chosen]));
    onevents(refresh);
  }
  async function start() {
    try {
      const { root: root3 } = await open();
      await Promise.all(root3.topics.map(({ id }) => cards(id)));
      fill2(root3);
      listen();
      refresh();
      byId("browse-body").hidden = false;
      app.dataset.state = "shown";
      if (open2) byId("browse-note")?.scrollIntoView({ block: "center" });
    } catch (error) {
      console.warn(error);
      app.dataset.state = "problem";
      tell(byId("browse-problem"), sentence(error), { label: text("store.retry"), run: () => location.reload() });
    }
  }

  // search.js
  var parts = /* @__PURE__ */ new Map();
  var index;
  var client;
  var interest = null;
  var opening = false;
  var shown2;
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
  var openSearch = (page2, asked = "") => {
    const from = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    shown2 ??= page2;
    box?.focus();
    if (opening) return;
    opening = true;
    ready().then(
      () => {
        opening = false;
        box?.blur();
        from?.focus();
        client.view(box?.value || asked, shown2);
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
  var PATIENCE4 = 1200;
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
    if (event.timeStamp - since > PATIENCE4) pressed = [];
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
  var open3 = async () => (await use("asset:scripts/keys-list.js", "keysList"))(shortcuts);
  function start3() {
    document.addEventListener("keydown", onKey);
    document.getElementById("keys-open")?.addEventListener("click", open3);
    if (document.querySelector('a[href$="search.html"], #search-box')) {
      add({ keys: ["/"], label: text("base.key_search"), run: () => openSearch() });
      add({ keys: ["Mod+k"], label: text("base.key_search"), run: () => openSearch() });
    }
    add({ keys: ["g", "h"], label: text("base.key_home"), run: () => location.assign(url("index.html")) });
    add({ keys: ["g", "s"], label: text("base.key_study"), run: () => location.assign(url("study.html")) });
    add({ keys: ["?"], label: text("base.key_list"), run: open3 });
  }

  // theme.js
  function start4() {
    const root3 = document.documentElement;
    const button = (
      /** @type {HTMLElement} */
      document.getElementById("theme-switch")
    );
    if (!button) return;
    const NEXT = { system: "light", light: "dark", dark: "system" };
    const current = () => root3.dataset.theme ?? "system";
    function show2() {
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
      show2();
    });
    addEventListener("storage", (event) => {
      if (event.key !== "recto:theme") return;
      const theme = device.get("theme");
      if (theme === "light" || theme === "dark") root3.dataset.theme = theme;
      else delete root3.dataset.theme;
      show2();
    });
    show2();
  }

  // frame.js
  function start5() {
    start4();
    start3();
    start2();
    if (settings.get("offline")) use("asset:scripts/offline.js", "offline").then((offline) => offline.follow()).catch(console.warn);
  }

  // entries/browse.js
  addWords({ base: "words:base", store: "words:store", marks: "words:marks", browse: "words:browse" });
  start5();
  start();

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
