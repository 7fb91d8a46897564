"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var addWords = /* @__PURE__ */ shared("$base.addWords");
  var announce = /* @__PURE__ */ shared("$base.announce");
  var count = /* @__PURE__ */ shared("$base.count");
  var element = /* @__PURE__ */ shared("$base.element");
  var load = /* @__PURE__ */ shared("$base.load");
  var register = /* @__PURE__ */ shared("$base.register");
  var text = /* @__PURE__ */ shared("$base.text");
  var use = /* @__PURE__ */ shared("$base.use");

  // search-text.js
  var W = "[\\p{Alphabetic}\\p{N}\\p{M}]";
  var SIGN = "[=<>:?&|!+*/%^~$@.-]";
  var OPERATOR = `(?<!${SIGN})${SIGN}{2,}`;
  var CHUNK = RegExp(`(?<signs>${OPERATOR})|(?:(?<!\\.)\\.)?${W}+(?:[.+&/'’_‐-]${W}+)*(?:(?:\\+\\+|#)(?!${W}))?`, "gu");
  var PIECE = RegExp(`${W}+`, "gu");
  var DIGIT = /^\p{N}/u;
  var PLAIN = /^(?:[A-Z]?[a-z\d]+|[A-Z\d]+)$/;
  var ELISION = RegExp(`['’]${W}(?!${W})|(?<!${W})${W}['’](?=${W}{2})`, "gu");
  var P = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  var RUN = RegExp(`(?=(${P}${P}))|(?<=${P})(${P})|${P}|(?:(?!${P})${W})+`, "gu");
  var SINGLE = RegExp(`^${P}$`, "u");
  var HUMP = /(?<=\p{Lowercase})(?=\p{Uppercase})|(?<=\p{Uppercase})(?=\p{Uppercase}\p{Lowercase}{2})/u;
  var SPELT = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ħ: "h", ё: "е", ς: "σ", ـ: "", ى: "ي", ة: "ه" };
  var fold = (token) => PLAIN.test(token) ? token.toLowerCase() : token.normalize("NFKC").toLowerCase().normalize("NFD").replace(/([a-z\u00df-\u024f\u0370-\u03ff\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3])\p{M}+/gu, "$1").normalize("NFC").replace(/[^\0-~]/g, (c) => SPELT[c] ?? c);
  var size = (text2) => [...text2].length;
  var isWord = (token) => token.length < 33 || size(token) < 33 || size(token) < 65 && /^\p{Alphabetic}+$/u.test(token);
  function operator(run, before, after) {
    let found = after.trim() ? run : run.replace(/[?!.:]+$/, "") || (before.trim() ? "" : run);
    if (found.length === 1) found = run;
    return /^(?!:\/\/$|\.+$|-+$|:{3,}$).{2,4}$/.test(found) ? found : "";
  }
  function join(head, [a, b, ...more], [joint]) {
    const digits = +DIGIT.test(a) + +DIGIT.test(b);
    if (!b) return head && !digits ? head + a : "";
    const [short, long] = [size(a), size(b)].sort((x, y) => x - y);
    if (more.length || short + long > 24) return "";
    if (joint === "." ? digits : joint === "+" && short < 2) return a + joint + b;
    return joint === "." || /[-‐]/.test(joint) && digits < 2 || /[/&]/.test(joint) && long < 4 ? a + b : "";
  }
  var tokens = (text2) => {
    const found = [];
    const emit = (token, role, at, end = at + token.length) => isWord(token) && found.push({ form: fold(token), role, at, end });
    for (const { 0: raw, index, groups } of text2.matchAll(CHUNK)) {
      if (PLAIN.test(raw)) {
        emit(raw, "word", index);
        continue;
      }
      if (groups?.signs) {
        const form = operator(raw, text2[index - 1] ?? "", text2[index + raw.length] ?? "");
        if (form) found.push({ form, role: "word", at: index, end: index + form.length });
        continue;
      }
      const chunk = raw.replace(ELISION, (elided) => " ".repeat(elided.length));
      const pieces = [...chunk.matchAll(PIECE)];
      const texts = pieces.map(([piece]) => piece);
      const [head, ...joints] = chunk.split(PIECE).map((joint) => joint.trim());
      const suffix = joints.pop();
      const end = index + raw.length;
      if (pieces[1] && texts.every((piece) => DIGIT.test(piece)) && joints.every((joint) => joint === ".")) {
        emit(texts.join("."), "word", index, end);
        continue;
      }
      const joined = join(head, texts, joints);
      pieces.forEach(({ 0: piece, index: inside }, i) => {
        const at = index + inside;
        const suffixed = suffix && i === joints.length;
        const single = size(piece) === 1;
        if (!single || !(joined || suffixed)) word(piece, at, emit);
        if (suffixed) emit(piece + suffix, single ? "word" : "whole", at);
      });
      if (joined) emit(joined, texts.every((piece) => size(piece) === 1) ? "word" : "whole", index, end);
      if (/^[\p{Alphabetic}\p{N}\p{M}]*n['’]t$/iu.test(raw)) emit(raw.replace(/['’]/, ""), "whole", index, end);
    }
    return found;
  };
  function word(piece, start, emit) {
    for (const { 0: run, 1: pair, 2: last, index } of piece.matchAll(RUN)) {
      let at = start + index;
      emit(pair ?? run, last ? "tail" : "word", at);
      const humps = run.split(HUMP);
      if (humps[1] && humps.every((hump) => size(hump) > 1)) {
        for (const hump of humps) {
          emit(hump, "hump", at);
          at += hump.length;
        }
      }
    }
  }

  // evidence.js
  var LIMITS = {
    /** Evidence from which a claim seems to be made, and from which that is in doubt. */
    said: 0.48,
    doubt: 0.36,
    flag: 0.42,
    /** Evidence of a red flag beside which no claim of the same sentence counts as made. */
    rival: 0.3,
    /** How much of a sentence's likeness to a point counts beside the evidence, and the least evidence. */
    both: 0.5,
    least: 0.3,
    /** Likeness from which a sentence seems to make the point, how near the next point may be, and what each red flag of the answer adds to all that is asked for. */
    like: 0.28,
    margin: 0.8,
    loud: 0.15,
    /** Evidence is worth less where it isn't the author's phrase but the point's own words, or those of the answer's sentence that says it. */
    phrase: 1,
    point: 0.95,
    model: 0.62,
    /** Weight of matched words below which a match may be chance. */
    mass: 9,
    /** A match in two neighbouring clauses is worth less than in one. */
    pair: 0.85,
    /** What a sentence is about: the likeness from which it may make the point that it is most like. */
    about: 0.16,
    /** Likeness beside which a second point is considered. */
    second: 0.85
  };
  var Words = class {
    /** @param {string[]} levels see src/search/rarity.rs @param {Record<string, string[]>} [synonyms] @param {string} [negations] words that negate */
    constructor(levels = [], synonyms = {}, negations = "") {
      this.known = /* @__PURE__ */ new Map();
      let key = 0;
      levels.forEach((line, level) => {
        for (const stem of line.split(" ")) {
          key++;
          for (const form of stem.split(",")) this.known.set(form, { key, weight: level === 0 ? 0.1 : level + 0.5 });
        }
      });
      this.rarest = levels.length ? levels.length + 0.5 : 3;
      this.negations = new Set(negations.split(" "));
      this.same = /* @__PURE__ */ new Map();
      for (const [term, others] of Object.entries(synonyms)) {
        const [one, ...more] = this.terms(term);
        for (const other of others) {
          const [two, ...rest] = this.terms(other);
          if (one && two && !more.length && !rest.length) this.join(one.key, two.key);
        }
      }
    }
    /** @param {number | string} a @param {number | string} b */
    join(a, b) {
      for (const [from, to] of [[a, b], [b, a]]) {
        const set = this.same.get(from) ?? /* @__PURE__ */ new Set();
        this.same.set(from, set.add(to));
      }
    }
    /** @param {string} text @returns {Term[]} */
    terms(text2) {
      return tokens(text2.replace(/n['’]t\b/g, " no")).filter(({ role }) => role === "word").map(({ form, at, end }) => {
        const { key, weight } = this.known.get(form) ?? { key: form, weight: form.length < 3 && !this.known.size ? 0.5 : this.rarest };
        return { key, weight, at, end, form };
      });
    }
    /** Whether two terms are the same: one stem, synonyms, or forms that the guide doesn't know as one. @param {Term} a @param {Term} b */
    alike(a, b) {
      if (a.key === b.key || this.same.get(a.key)?.has(b.key)) return true;
      if (typeof a.key === "number" && typeof b.key === "number") return false;
      const [short, long] = a.form.length < b.form.length ? [a.form, b.form] : [b.form, a.form];
      let common = 0;
      while (common < short.length && short[common] === long[common]) common++;
      return common >= 4 && common >= short.length - 2 && long.length - common <= 4;
    }
    /** @param {Term[]} terms */
    negated(terms) {
      return terms.filter(({ form }) => this.negations.has(form)).length % 2 === 1;
    }
  };
  function sentences(text2) {
    const found = [];
    for (const { 0: raw, index } of text2.matchAll(/[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]*/g)) {
      const lead = raw.length - raw.trimStart().length;
      const at = index + lead, end = index + raw.trimEnd().length;
      if (end > at) found.push({ at, end });
    }
    return found;
  }
  var CLAUSE = /[,:()–—]|\s(?:and|but|or|so|because|since|while|whereas|et|mais|ou|car|donc|parce que)\s/g;
  var QUOTED = /["“«„]([^"”»“]+)["”»“]/g;
  function clauses(text2, { at, end }) {
    const cuts = [...text2.slice(at, end).matchAll(CLAUSE)].map(({ index, 0: sign }) => at + index + (sign.length === 1 ? 1 : 0));
    const ends = [...cuts, end];
    return [at, ...cuts].map((from, i) => ({ at: from, end: ends[i] })).filter((part) => part.end > part.at + 1);
  }
  var denied = (words2, text2, piece = { at: 0, end: text2.length }) => clauses(text2, piece).some(({ at, end }) => words2.negated(words2.terms(text2.slice(at, end))));
  var mass = (terms) => terms.reduce((sum, { weight }) => sum + weight, 0);
  function overlap(words2, wanted, piece) {
    const found = mass(wanted.filter((term) => piece.some((other) => words2.alike(term, other))));
    return { share: found / Math.max(0.01, mass(wanted)), mass: found };
  }
  var unique = (terms) => terms.filter((term, i) => terms.findIndex(({ key }) => key === term.key) === i);
  function likeness(words2, piece, about, telling) {
    let dot = 0;
    for (const term of piece) if (about.some((other) => words2.alike(term, other))) dot += (term.weight * telling(term)) ** 2;
    const norm = (terms) => Math.sqrt(terms.reduce((sum, term) => sum + (term.weight * telling(term)) ** 2, 0)) || 1;
    return dot / norm(piece) / Math.min(norm(about), 3 * norm(piece));
  }
  function evidenceOf(words2, { text: text2, accept = [] }, model) {
    const part = (told, worth) => ({ terms: unique(words2.terms(told)), worth, negated: denied(words2, told) });
    const parts = [part(text2, LIMITS.point)];
    const colon = /^[^:]{2,40}:\s/.exec(text2);
    if (colon) parts.push(part(text2.slice(colon[0].length), LIMITS.point));
    for (const phrase of accept) parts.push(part(phrase, LIMITS.phrase));
    const said = parts.map(({ terms }) => terms);
    for (const sentence of model) {
      const terms = words2.terms(sentence);
      if (Math.max(...said.map((wanted) => overlap(words2, wanted, terms).share)) >= 0.55) parts.push(part(sentence, LIMITS.model));
    }
    return { parts, about: unique(parts.flatMap(({ terms }) => terms)), negated: denied(words2, text2) };
  }
  function best(words2, evidence, pieces) {
    let found = { strength: 0, contrary: false, sentence: { at: 0, end: 0 } };
    for (const { terms, worth, negated, sentence } of pieces) {
      for (const one of evidence.parts) {
        const { share, mass: weight } = overlap(words2, one.terms, terms);
        const strength = share * one.worth * worth * Math.min(1, weight / LIMITS.mass);
        if (strength > found.strength) found = { strength, contrary: negated !== one.negated, sentence };
      }
    }
    return found;
  }
  function judge(answer, { question: question2 = "", points, flags, model }, words2) {
    const whole = sentences(answer);
    const piece = ({ at, end }, worth, sentence = { at, end }) => {
      return { terms: words2.terms(answer.slice(at, end)), worth, negated: denied(words2, answer, { at, end }), sentence };
    };
    const parts = whole.map((sentence) => clauses(answer, sentence));
    const pieces = whole.flatMap((sentence, i) => {
      const pairs = parts[i].slice(1).map((part, j) => piece({ at: parts[i][j].at, end: part.end }, LIMITS.pair, sentence));
      const next = whole[i + 1];
      return [...parts[i].map((part) => piece(part, 1, sentence)), ...pairs, piece(sentence, LIMITS.pair), ...next ? [piece({ at: sentence.at, end: next.end }, LIMITS.pair * 0.85, sentence)] : []];
    });
    const told = sentences(model).map(({ at, end }) => model.slice(at, end));
    const claims = points.map((point) => evidenceOf(words2, point, told));
    const wrong = flags.map(({ text: text2 }) => {
      const quoted = [...text2.matchAll(QUOTED)].map(([, inside]) => inside);
      return evidenceOf(words2, { text: quoted[0] ?? text2, accept: quoted.slice(1) }, []);
    });
    const raised = wrong.map((flag) => best(words2, flag, pieces));
    const common = /* @__PURE__ */ new Map();
    const asked = new Set(words2.terms(question2).map(({ key }) => key));
    const telling = (term) => {
      if (!common.has(term.key)) common.set(term.key, claims.filter(({ about: about2 }) => about2.some((other) => words2.alike(term, other))).length);
      const n = common.get(term.key);
      return (asked.has(term.key) ? 0.5 : 1) * (n === 0 ? 0.5 : Math.log(1 + (claims.length + 1) / n) / Math.log(2 + claims.length));
    };
    const about = points.map(() => ({ likeness: 0, sure: false, sentence: { at: 0, end: 0 } }));
    for (const [i, sentence] of whole.entries()) {
      const aloud = denied(words2, answer, sentence);
      for (const clause of [...parts[i], ...parts[i].length > 1 ? [sentence] : []]) {
        const all = words2.terms(answer.slice(clause.at, clause.end));
        const terms = unique(all);
        const likes = claims.map((claim) => likeness(words2, terms, claim.about, telling));
        const [most, next = 0] = [...likes].sort((a, b) => b - a);
        likes.forEach((like, n) => {
          if (like < LIMITS.about || like < most * LIMITS.second || like <= about[n].likeness) return;
          const { negated } = claims[n];
          const sure = like === most && next <= most * LIMITS.margin && denied(words2, answer, clause) === negated && aloud === negated && mass(terms) >= LIMITS.mass;
          about[n] = { likeness: like, sure, sentence };
        });
      }
    }
    const loud = Math.min(2, raised.filter(({ strength, contrary }) => strength >= LIMITS.flag && !contrary).length);
    const place = ({ strength, sentence }, state) => ({ state, strength, ...state === "none" ? { at: 0, end: 0 } : sentence });
    return {
      points: claims.map((claim, i) => {
        const found = best(words2, claim, pieces);
        const rivals = ({ at }, strength) => raised.some((flag) => flag.sentence.at === at && flag.strength >= LIMITS.rival && flag.strength > strength * 0.6);
        const { likeness: like, sure, sentence } = about[i];
        const both = found.strength + LIMITS.both * (sentence.at === found.sentence.at ? like : 0);
        if (both >= LIMITS.said + loud * LIMITS.loud && found.strength >= LIMITS.least && !found.contrary && !rivals(found.sentence, found.strength)) return place(found, "said");
        if (like >= LIMITS.like + loud * LIMITS.loud && sure && !rivals(sentence, like)) return place({ strength: like, sentence }, "said");
        if (found.strength >= LIMITS.doubt) return place(found, "doubt");
        if (about[i].likeness > 0) return place({ strength: about[i].likeness, sentence: about[i].sentence }, "doubt");
        return place(found, "none");
      }),
      flags: raised.map((found) => place(found, found.strength >= LIMITS.flag && !found.contrary ? "doubt" : "none"))
    };
  }

  // shared:/work/wt/h13/themes/default/js/markup.js
  var nodes = /* @__PURE__ */ shared("$markup.nodes");

  // judged.js
  var words = new Words();
  var take = (levels, synonyms) => void (words = new Words(levels, synonyms, text("judge.negations")));
  var ready = () => load("search/words.js").catch(() => take([], {}));
  var plain = (markup) => (nodes(markup).textContent ?? "").trim();
  function textsOf({ side, ticks, flags }) {
    const section = (kind) => side.sections?.find(([other]) => other === kind)?.[1] ?? "";
    return {
      question: plain(side.title),
      points: ticks.map((_, i) => ({ text: plain(side.points[i][0]), accept: side.points[i][2] })),
      flags: flags.map((box) => ({ text: box.nextElementSibling?.textContent?.trim() ?? "" })),
      model: plain(section("short-answer") || section("answer"))
    };
  }
  function question(box, { state, at, end }, answer, kind) {
    const said = state === "none" ? text("judge.none") : text(`judge.${kind}_${state}`);
    const claim = element("label", { class: `claim claim-${state}`, for: box.id }, element("strong", {}, said));
    if (state !== "none") claim.append(" ", element("q", {}, answer.slice(at, end)));
    return claim;
  }
  function marked(answer, findings) {
    const box = element("p", { class: "typed-answer", tabindex: "0", role: "group", "aria-label": text("study.your_answer") });
    let from = 0;
    const spans = findings.filter(({ state }) => state !== "none").sort((a, b) => a.at - b.at || (a.state === "said" ? -1 : 1));
    for (const { at, end, state } of spans) {
      if (at < from) continue;
      box.append(answer.slice(from, at), element("mark", { class: state === "said" ? "seems-said" : "in-doubt" }, answer.slice(at, end)));
      from = end;
    }
    box.append(answer.slice(from));
    return box;
  }
  function confirm(view, points) {
    const said = view.ticks.filter((_, i) => points[i].state === "said");
    if (said.length === 0) return [];
    const button = element("button", { class: "button", type: "button", click: () => {
      for (const box of said) box.checked = true;
      button.remove();
      said[0].focus({ preventScroll: true });
      view.onchange();
    } }, count("judge.confirm", said.length));
    return [button];
  }
  var caseOf = (view) => ({ ...textsOf(view), level: view.root.levels.find(([id]) => id === view.card.level)?.[1] ?? "" });
  function assistants(view, answer, line) {
    const failed = (error) => {
      console.warn(error);
      line.textContent = text("judge.copy_failed");
    };
    const copy = async () => {
      const prompt = await use("asset:scripts/prompt.js", "prompt");
      await navigator.clipboard.writeText(prompt({ ...caseOf(view), answer }));
      line.textContent = text("judge.copied");
      announce(text("judge.copied"));
    };
    const ask = async () => (await use("asset:scripts/assistant.js", "assistant"))(view, answer, caseOf(view), line);
    const button = (key, run) => element("button", { class: "button quiet", type: "button", click: () => run().catch(failed) }, text(key));
    return [button("judge.copy", copy), ...document.documentElement.dataset.assistant ? [button("judge.ask", ask)] : []];
  }
  async function show(view, answer) {
    await ready();
    const { points, flags } = judge(answer, textsOf(view), words);
    const put = (boxes, findings, kind) => findings.forEach((finding, i) => (kind === "point" || finding.state !== "none") && boxes[i].parentElement?.append(question(boxes[i], finding, answer, kind)));
    put(view.ticks, points, "point");
    put(view.flags, flags, "flag");
    view.textarea.replaceWith(marked(answer, [...points, ...flags]));
    const line = element("p", { class: "note assistant-line", role: "status" });
    const note = element("p", { class: "note" }, text("judge.note"));
    view.element.querySelector(".part-key-points")?.append(note, element("p", { class: "actions" }, ...confirm(view, points), ...assistants(view, answer, line)), line);
  }

  // entries/judge.js
  addWords({ judge: "words:judge" });
  register("words", take);
  register("judge", { ready, show });
})();
