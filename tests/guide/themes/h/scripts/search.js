"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var addWords = /* @__PURE__ */ shared("$base.addWords");
  var count = /* @__PURE__ */ shared("$base.count");
  var element = /* @__PURE__ */ shared("$base.element");
  var settings = /* @__PURE__ */ shared("$base.settings");
  var text = /* @__PURE__ */ shared("$base.text");
  var url = /* @__PURE__ */ shared("$base.url");

  // shared:/work/wt/h13/themes/default/js/registry.js
  var register = /* @__PURE__ */ shared("$registry.register");
  var registered = /* @__PURE__ */ shared("$registry.registered");

  // search-index.js
  var CODES = /[\x01-\x08]|[\x0e-\x1f]./g;
  var GO = 8e3;
  var LAST = "￿";
  var CLASS = 0;
  var FREQUENCY = 1;
  var COUNT = 2;
  var SHARE = 3;
  var NAME_BODY = 4;
  var SECTION = 5;
  var BODY = 6;
  var FORM = 7;
  var FORMS = 8;
  var ORDINAL = 9;
  var GAP = 10;
  var MODELS = 28;
  function decoder(text2) {
    const bytes = atob(text2);
    const zero = new Uint16Array(MODELS * 128).fill(2048);
    const steps = new Uint8Array(MODELS * 128).fill(3);
    const state = new Uint32Array([-1, 0]);
    let at = 4;
    for (let i = 0; i < 4; i++) state[1] = state[1] << 8 | bytes.charCodeAt(i);
    function settle(range, code) {
      for (; range < 2 ** 24; range *= 256) code = (code << 8 | (at < bytes.length ? bytes.charCodeAt(at++) : 0)) >>> 0;
      state[0] = range;
      state[1] = code;
    }
    function bit(i) {
      const range = state[0];
      const code = state[1];
      const p = zero[i];
      const step = steps[i];
      const bound = (range >>> 12) * p;
      const one = +(code >= bound);
      if (step < 63) steps[i] += 2;
      if (one) {
        zero[i] = Math.max(p - ~~(2 * p / step), 32);
        settle(range - bound, code - bound);
      } else {
        zero[i] = Math.min(p + ~~((8192 - 2 * p) / step), 4064);
        settle(bound, code);
      }
      return one;
    }
    function even() {
      const range = state[0] >>> 1;
      const one = +(state[1] >= range);
      settle(range, state[1] - one * range);
      return one;
    }
    return {
      /** @param {number} model */
      number(model) {
        const base = model * 128;
        let [length, value] = [0, 1];
        while (bit(base + length)) length++;
        for (let i = 0; i < length; i++) value = value * 2 + (value < 4 ? bit(base + 31 + length * 3 + value) : even());
        return value - 1;
      },
      /** @param {number} model @param {number} width */
      symbol(model, width) {
        let node = 1;
        for (let i = 0; i < width; i++) node = node * 2 + bit(model * 128 + node);
        return node - (1 << width);
      }
    };
  }
  function unpack(text2) {
    let form = "";
    return [...text2.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared2, rest]) => form = form.slice(0, shared2.charCodeAt(0) - 65) + rest);
  }
  function below(list, item, key = (item2) => item2) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const mid = low + high >> 1;
      if (key(list[mid]) < item) low = mid + 1;
      else high = mid;
    }
    return low;
  }
  var place = (starts, number) => below(starts, number + 1) - 1;
  function rare(index) {
    const found = registered("searchRare");
    if (!found) index.wanted.rare = true;
    return found;
  }
  var open = (root) => {
    const counts = decoder(root.c);
    const [dictionaryStarts, postingStarts, , blocks] = [0, 1, 2, 3].map((model) => {
      const starts = [0];
      for (let left = counts.number(model); left > 0; left--) starts.push(starts[starts.length - 1] + counts.number(model));
      return starts;
    });
    const dictionaryForms = unpack(root.d);
    const book = root.w.split("|");
    let read = 0;
    function postings(coder, named) {
      const n = coder.number(COUNT);
      const forms = n && coder.number(FORMS);
      const gap = GAP + Math.min(31 - Math.clz32(Math.max(root.n / n, 1)), 17);
      const list = [];
      read += n;
      for (let i = 0, doc = 0; i < n; i++, doc++) {
        doc += coder.number(gap);
        const share = named ? coder.symbol(SHARE, 4) : 0;
        const much = named ? coder.symbol(NAME_BODY, 3) : coder.symbol(BODY, 4);
        const section = coder.number(SECTION);
        list.push({ doc, share, much, section, form: forms > 1 ? coder.number(FORM) : 0 });
      }
      return list;
    }
    const frequency = (coder) => 2 ** (coder.number(FREQUENCY) / 4);
    const word2 = (code) => book[code[1] ? (code.charCodeAt(0) - 14) * 64 + code.charCodeAt(1) - 55 : code.charCodeAt(0) - 1];
    const plain = (text2) => text2.replace(CODES, word2);
    function result(line2) {
      const [title, url2, crumb, labels = "", tags, ...fields] = plain(line2).split("	");
      const sections = [];
      for (let i = 0; i < fields.length; i += 3) sections.push({ anchor: fields[i], heading: fields[i + 1], text: fields[i + 2] });
      const [level, kind] = [root.l[labels.charCodeAt(1) - 66], root.k[labels.charCodeAt(2) - 66]];
      return { title, url: url2, crumb, card: labels[0] === "c", level, kind, tags: tags ? tags.split(" ") : [], sections };
    }
    const readers = {
      d([text2, numbers], number) {
        const coder = decoder(numbers);
        const classes = /* @__PURE__ */ new Map();
        let next = dictionaryStarts[number];
        const forms = unpack(text2);
        const entries2 = forms.map((form) => {
          const of = next - coder.number(CLASS);
          const ordinal = of < next ? coder.number(ORDINAL) + 2 : 1;
          if (of === next) classes.set(next++, { frequency: frequency(coder), names: postings(coder, true), forms: [] });
          const c = classes.get(of);
          c?.forms.push(form);
          return { form, of, ordinal, c };
        });
        return { forms, entries: entries2, classes };
      },
      p: ([, numbers]) => ({ coder: decoder(numbers), lists: [] }),
      // Few of a shard's results are shown: each is made when it is.
      x: ([text2]) => text2.split("\n").map((line2) => {
        let made;
        return () => made ??= result(line2);
      })
    };
    const shards = /* @__PURE__ */ new Map();
    const wanted = { shards: /* @__PURE__ */ new Set(), rare: false, pause: false };
    function ask(folder, kind, number) {
      const name = `${folder}/${kind}${number}`;
      if (!shards.has(name)) wanted.shards.add(name);
      return shards.get(name);
    }
    function range(kind, firsts, prefix, most) {
      const first2 = Math.max(below(firsts, `${prefix}\0`) - 1, 0);
      const past = Math.min(below(firsts, prefix + LAST), first2 + most);
      return Array.from({ length: past - first2 }, (_, i) => ask(root.h, kind, first2 + i)).flatMap(
        (shard) => shard ? shard.entries.slice(below(shard.forms, prefix), below(shard.forms, prefix + LAST)) : []
      );
    }
    function entries(prefix, most, fits) {
      const complete = (entry) => entry.c ??= ask(root.h, "d", place(dictionaryStarts, entry.of))?.classes.get(entry.of);
      return range("d", dictionaryForms, prefix, most).filter((entry) => fits(entry.form) && complete(entry));
    }
    function texts(of) {
      const number = place(postingStarts, of);
      const shard = ask(root.h, "p", number);
      while (shard && shard.lists.length <= of - postingStarts[number]) {
        if (wanted.pause) return;
        shard.lists.push(postings(shard.coder, false));
        if (read > GO) {
          wanted.pause = true;
          read = 0;
        }
      }
      return shard?.lists[of - postingStarts[number]];
    }
    function line(kind, doc) {
      const block = place(blocks, doc);
      const at = doc - blocks[block];
      const size2 = kind === "t" ? root.s * 8 : root.s;
      return ask(root.b.slice(block * 12, block * 12 + 12), kind, ~~(at / size2))?.[at % size2];
    }
    const index = {
      root,
      endings: /* @__PURE__ */ new Set(["", ...root.e.split(" ")]),
      entries,
      texts,
      wanted,
      isWaiting: () => wanted.shards.size > 0 || wanted.rare || wanted.pause,
      memo: {},
      range,
      line,
      decoder,
      frequency,
      unpack,
      plain,
      add(name, parts) {
        const [, kind, number] = name.match(/\/(.)(\d+)/) ?? [];
        shards.set(name, (readers[kind] ?? registered("searchRare").readers[kind])(parts, +number, index));
      },
      filter: (id) => entries(`#${id}`, 1, (form) => form === `#${id}`).flatMap(({ of }) => texts(of) ?? []),
      doc: (doc) => line("x", doc)?.()
    };
    return index;
  };

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

  // search-words.js
  var BEGUN = 0.95;
  var BEGUN_LETTER = 0.96;
  var BEGUN_RARE = 0.13;
  var INFLECTED = 0.7;
  var INFLECTED_LETTER = 0.9;
  var ASKING = 0.9;
  var ALIKE = 4;
  var ENDING = 3;
  var SLIP = 0.45;
  var SLIP_KNOWN = 0.22;
  var MOST_BEGUN = 24;
  var MOST_PAIRS = 256;
  var SHARDS = 4;
  function best(readings2) {
    const seen = /* @__PURE__ */ new Set();
    return readings2.sort((a, b) => b.weight - a.weight).filter(({ of }) => !seen.has(of) && seen.add(of));
  }
  var exactly = (index, form) => index.entries(form, 1, (other) => other === form).map((entry) => ({ ...entry, weight: 1 }));
  function begun(index, form) {
    const all = index.entries(form, SHARDS, () => true);
    const telling = all.filter(({ c }) => c.frequency < index.root.n * ASKING);
    const entries = telling.length ? telling : all;
    const most = entries.reduce((most2, { c }) => Math.max(most2, c.frequency), 1);
    const single = SINGLE.test(form);
    const weigh = ({ c, form: longer }) => BEGUN * (single ? 1 : (c.frequency / most) ** BEGUN_RARE * BEGUN_LETTER ** (longer.length - form.length));
    return best(entries.map((entry) => ({ ...entry, weight: weigh(entry) }))).slice(0, single ? MOST_PAIRS : MOST_BEGUN);
  }
  function inflections(index, form) {
    const ending = (word2, stem2) => index.endings.has(word2.slice(stem2));
    function stem(other) {
      let common = 0;
      while (common < form.length && form[common] === other[common]) common++;
      return [common, common - 1].find((n) => n > 2 && ending(form, n) && ending(other, n)) ?? 0;
    }
    const near = index.entries(form.slice(0, Math.max(3, form.length - ENDING)), SHARDS, stem);
    return near.map((entry) => {
      const slip = !entry.form.startsWith(form.slice(0, ALIKE));
      return { ...entry, slip, weight: (slip ? SLIP : INFLECTED) * INFLECTED_LETTER ** (form.length - stem(entry.form)) };
    });
  }
  var readings = (index, { form, half }, widely) => {
    const key = `${form} ${half} ${widely}`;
    if (index.memo[key]) return index.memo[key];
    const exact = exactly(index, form);
    const readings2 = [...exact, ...half ? begun(index, form) : []];
    const unknown = !readings2.length;
    if (!exact.length && form.length > 3) readings2.push(...inflections(index, form));
    if (!index.isWaiting() && (widely || unknown)) {
      const slips = rare(index)?.misspellings(index, form) ?? [];
      for (const slip of slips) readings2.push({ ...slip, weight: slip.weight / slips[0].weight * (exact.length ? SLIP_KNOWN : SLIP) });
    }
    const found = best(readings2);
    if (!index.isWaiting()) index.memo[key] = found;
    return found;
  };

  // search-rank.js
  var NAME = 3.4;
  var COVER_GAIN = 2;
  var COVER_POWER = 1.6;
  var SOFT = 6;
  var FULL = 0.6;
  var MEANT = 0.5;
  var FORM_IN_NAME = 0.86;
  var FORM_IN_TEXT = 0.35;
  var RARE = 0.4;
  var FILLER = 0.3;
  var FILLER_POWER = 1.5;
  var TELLING = 0.25;
  var EXTRA = 0.2;
  var TEXTS = 4;
  var POSTINGS = 2e4;
  var REORDERED = 10;
  var FIRST = 40;
  var ORDER = 0.45;
  var CLOSE = 0.65;
  var EXACT = 0.2;
  function parse(query) {
    const all = tokens(query).filter(({ role }) => role !== "tail");
    const words = all.filter((token, i) => all.findIndex(({ form }) => form === token.form) === i);
    return words.map((token) => {
      const [extra, single] = [token.role !== "word", SINGLE.test(token.form)];
      return { ...token, readings: [], worth: 0, extra, single, half: single || token.end === query.length && !extra };
    });
  }
  function posting(list, doc) {
    const found = list[below(list, doc, (other) => other.doc)];
    return found && found.doc === doc ? found : {};
  }
  var byScore = (a, b) => b.score - a.score || a.doc - b.doc;
  function first(hits, most) {
    const least = Float64Array.from(hits, ({ score: score2 }) => score2).sort()[Math.max(hits.length - most, 0)];
    return [...hits.filter(({ score: score2 }) => score2 >= least).sort(byScore), ...hits.filter(({ score: score2 }) => score2 < least)];
  }
  var SUM = 0;
  var COVER = 1;
  var HAS = 2;
  var HOLDS = 3;
  var MOST = 4;
  var SHARE2 = 5;
  var QUALITY = 6;
  var PLAIN2 = 7;
  var WIDTH = 8;
  function score(index, words) {
    const { n } = index.root;
    const sums = index.memo.sums ??= new Float32Array(n * WIDTH);
    const raise = (at, value) => {
      if (value > sums[at]) sums[at] = value;
    };
    const touched = [];
    let all = 0;
    for (const word2 of words) {
      const { readings: readings2, extra } = word2;
      const frequency = Math.min(Math.max(0.5, ...readings2.map(({ c }) => c.frequency)), n);
      const idf = Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5));
      const telling = Math.min(1, (FILLER * n / frequency) ** FILLER_POWER);
      const value = idf ** RARE * telling * (extra ? EXTRA : 1);
      word2.worth = value;
      if (!extra) all += value;
      const mine = [];
      const best2 = Math.max(...readings2.map((reading) => reading.weight));
      for (const { weight, ordinal, lists } of readings2) {
        const meant = weight >= MEANT * best2 ? value : 0;
        for (const list of lists) {
          const named = list === lists[0];
          for (const { doc, share, much, form } of list) {
            const at = doc * WIDTH;
            const w = !form || form === ordinal ? weight : weight * (named ? FORM_IN_NAME : FORM_IN_TEXT);
            if (!sums[at + MOST]) mine.push(at);
            raise(at + MOST, w * (named ? NAME + Math.max(much - 0.5, 0) / 7 : (much + 0.5) / 16));
            if (named) raise(at + SHARE2, w * (share + 0.5) / 16);
            raise(at + QUALITY, w);
            raise(at + PLAIN2, meant);
          }
        }
      }
      for (const at of mine) {
        if (!sums[at]) touched.push(at);
        sums[at + SUM] += value * sums[at + MOST];
        sums[at + COVER] += sums[at + SHARE2];
        if (!extra) {
          sums[at + HAS] += value * sums[at + QUALITY] ** 0.7;
          sums[at + HOLDS] += sums[at + PLAIN2];
        }
        sums.fill(0, at + MOST, at + WIDTH);
      }
    }
    let fullest = 0;
    for (const at of touched) fullest = Math.max(fullest, sums[at + HOLDS]);
    const full = touched.filter((at) => sums[at + HOLDS] >= FULL * fullest);
    const hits = full.map((at) => ({
      doc: at / WIDTH,
      score: sums[at + SUM] * (1 + COVER_GAIN * Math.min(sums[at + COVER], 1) ** COVER_POWER) * (sums[at + HAS] / all) ** SOFT
    }));
    for (const at of touched) sums.fill(0, at, at + WIDTH);
    return first(hits, FIRST);
  }
  var rank = (index, query) => {
    if (index.memo.rank?.query === query) return index.memo.rank;
    const words = parse(query);
    const required = words.filter((word2) => !word2.extra);
    function find2(some, widely) {
      for (const word2 of some) word2.readings = word2.extra ? exactly(index, word2.form) : readings(index, word2, widely);
      if (index.isWaiting()) return;
      for (const { readings: readings2, single } of some) {
        let left = POSTINGS;
        readings2.forEach((reading, i) => {
          const texts = (reading.weight === 1 || (single || i < TEXTS) && left > 0) && index.texts(reading.of);
          reading.lists = [reading.c.names];
          if (texts) {
            reading.lists.push(texts);
            left -= texts.length;
          }
        });
      }
    }
    const read = (word2, doc) => word2.readings.find(({ lists }) => lists.some((list) => posting(list, doc).doc === doc));
    function section(doc) {
      const sums = [0];
      for (const { worth, readings: readings2 } of words) {
        for (const { weight, lists } of readings2) {
          for (const list of lists) {
            const { much, section: section2 = 0 } = posting(list, doc);
            if (much) sums[section2] = (sums[section2] ?? 0) + worth * weight;
          }
        }
      }
      return sums.indexOf(Math.max(...sums.filter((sum) => sum)));
    }
    function telling() {
      const most = Math.max(...required.map(({ worth }) => worth));
      return required.filter(({ worth }) => worth >= TELLING * most);
    }
    function order(hits2, most) {
      const ranked = first(hits2, Math.max(most, REORDERED));
      const words2 = telling();
      const near = ranked.splice(0, REORDERED).map(({ doc, score: score2 }) => {
        const title = tokens(index.doc(doc)?.title ?? "").map(({ form }) => form);
        const at = words2.map(({ form, readings: readings2 }) => title.findIndex((t) => t === form || readings2.some((reading) => reading.form === t)));
        let gain = EXACT * words2.filter(({ form }) => title.includes(form)).length;
        for (let i = 1; i < at.length; i++) if (at[i - 1] >= 0 && at[i] > at[i - 1]) gain += ORDER + CLOSE / (at[i] - at[i - 1]);
        return { doc, score: score2 * (1 + gain / (at.length || 1)) };
      });
      return [...near.sort(byScore), ...ranked];
    }
    find2(words, false);
    if (index.isWaiting()) return null;
    let hits = score(index, words);
    const missed = telling().filter((word2) => !hits.length || !read(word2, hits[0].doc));
    if (missed.length) {
      find2(missed, true);
      if (index.isWaiting()) return null;
      hits = score(index, words);
    }
    return index.memo.rank = { query, hits, words: required, telling, section, read, order };
  };

  // search-find.js
  var EXCERPT = 180;
  var BEFORE = 50;
  var LONGEST = 99;
  var PHRASES = /["“„«](.+?)["“”»]/g;
  function cut(text2, marks, start, to) {
    const spans = [];
    for (const { at, end } of marks) {
      if (at < start || end > to) continue;
      const last = spans[spans.length - 1];
      if (last && at <= last[1]) last[1] = Math.max(last[1], end);
      else spans.push([at, end]);
    }
    const parts = [];
    for (const [at, end] of spans) {
      parts.push([text2.slice(start, at), false], [text2.slice(at, end), true]);
      start = end;
    }
    return [...parts, [text2.slice(start, to), false]].filter(([part2]) => part2);
  }
  var between = (text2, at) => /[\udc00-\udfff]/.test(text2[at]) ? at - 1 : at;
  function excerpt(text2, marks) {
    const different = ({ at }) => new Set(marks.filter((mark) => mark.at >= at && mark.end < at + EXCERPT - BEFORE).map(({ form }) => form)).size;
    const most = Math.max(...marks.map(different));
    const best2 = marks.find((mark) => different(mark) === most)?.at ?? 0;
    const first2 = text2.indexOf(" ", best2 - BEFORE) + 1;
    const start = text2.length > EXCERPT && best2 > BEFORE ? first2 && first2 <= best2 ? first2 : between(text2, best2 - BEFORE) : 0;
    const last = text2.lastIndexOf(" ", start + EXCERPT);
    const to = text2.length > start + EXCERPT ? last >= best2 + BEFORE ? last : between(text2, start + EXCERPT) : text2.length;
    return [...start ? [["… ", false]] : [], ...cut(text2, marks, start, to), ...to < text2.length ? [[" …", false]] : []];
  }
  var find = (index, query, chosen, most, count2) => {
    query = query.normalize("NFKC");
    const found = (
      /** @type {SearchRanked | null} */
      rank(index, query)
    );
    const passed = {};
    for (const id of chosen) for (const { doc } of index.filter(id)) (passed[id[0]] ??= /* @__PURE__ */ new Set()).add(doc);
    if (!found || index.isWaiting()) return null;
    const ranked = found.words.length ? found.hits : [...Object.values(passed)[0] ?? []].map((doc) => ({ doc, score: 0 }));
    const phrases = query.match(PHRASES) && rare(index);
    const verified = phrases ? phrases.holding(index, query.matchAll(PHRASES), ranked) : ranked;
    const passing = (but) => Object.keys(passed).reduce((hits2, kind) => kind === but ? hits2 : hits2.filter(({ doc }) => passed[kind].has(doc)), verified);
    const counts = count2?.(index, passing);
    const hits = found.order(passing(""), most);
    const shown2 = hits.slice(0, most);
    const docs = shown2.map(({ doc }) => index.doc(doc));
    if (index.isWaiting()) return null;
    const forms = found.telling().map(({ form, single, readings: readings2 }) => ({ some: /* @__PURE__ */ new Set([form, ...readings2.flatMap(({ c }) => c.forms)]), most: single ? form.length : LONGEST }));
    const marks = (text2) => tokens(text2).flatMap((token) => {
      const word2 = forms.find(({ some }) => some.has(token.form));
      return word2 ? [{ ...token, end: Math.min(token.end, token.at + word2.most) }] : [];
    });
    const results = shown2.map(({ doc }, i) => {
      const entry = (
        /** @type {SearchDoc} */
        docs[i]
      );
      const { url: url2, title, sections } = entry;
      const inTitle = marks(title);
      const most2 = found.section(doc);
      const passages = [...sections.slice(most2, most2 + 1), ...sections];
      let inText = [];
      const { text: text2 = "", ...where } = passages.find((passage) => (inText = marks(passage.text)).length) ?? passages[0] ?? /** @type {Partial<SearchDoc['sections'][0]>} */
      {};
      const named = forms.every(({ some }) => inTitle.some(({ form }) => some.has(form)));
      const [anchor, heading] = named ? [] : [where.anchor, where.heading];
      const path = url2.split("/").map(encodeURIComponent).join("/") + (anchor ? `#${encodeURIComponent(anchor)}` : "");
      return { ...entry, doc, path, heading, title: cut(title, inTitle, 0, title.length), excerpt: excerpt(text2, inText) };
    });
    let meant = query;
    for (const word2 of [...found.words].reverse()) {
      const reading = found.read(word2, hits[0]?.doc);
      if (reading?.slip) meant = meant.slice(0, word2.at) + reading.form + meant.slice(word2.end);
    }
    const filters = (
      /** @type {const} */
      ["l", "k"].flatMap((kind) => index.root[kind].map(([id, name]) => [`${kind}/${id}`, name]))
    );
    return { hits, counts, results, filters, chosen, meant: meant === query ? "" : meant };
  };

  // shared:/work/wt/h13/themes/default/js/search.js
  var searchFor = /* @__PURE__ */ shared("$search.searchFor");

  // search-view.js
  var STEP = 10;
  var RECENT = 5;
  var PAUSE = 70;
  var KINDS = { l: "level", k: "kind", t: "tag" };
  var shown = (parts) => parts.map(([part2, marked]) => marked ? element("mark", {}, part2) : part2);
  var part = (tag, name, attributes = {}, ...children) => (
    /** @type {any} */
    element(tag, { class: `search-${name}`, ...attributes }, ...children)
  );
  var button = (label, click, attributes = {}) => element("button", { type: "button", click, ...attributes }, label);
  var option = (path, children, attributes = {}) => element("a", { role: "option", tabindex: "-1", href: url(path), ...attributes }, ...children);
  var recent = () => (
    /** @type {string[]} */
    settings.get("searches", [])
  );
  function make(page) {
    let [turn, active] = [0, 0];
    let [behind, entered] = [false, false];
    let timer;
    const chosen = new Set(page?.chosen);
    const label = { "aria-label": text("search.label") };
    const input = part("input", "input", {
      role: "combobox",
      enterkeyhint: "search",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      input: later,
      keydown: onKey,
      ...label,
      "aria-controls": "search-list",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      placeholder: text("search.label")
    });
    const facets = part("div", "facets", { role: "group", "aria-label": text("search.narrow") });
    const status = part("p", "status", { role: "status" });
    const list = part("div", "list", { id: "search-list", role: "listbox", "aria-label": text("search.results"), click: remember });
    const foot = part("p", "foot");
    const dialog = element("dialog", { class: "search", ...label, click: ({ target }) => target === dialog && dialog.close() });
    const close = button(text("search.close"), () => dialog.close(), { class: "search-close" });
    (page?.host ?? dialog).append(input, facets, ...page ? [] : [close], status, list, foot);
    document.body.append(dialog);
    function remember() {
      const query = input.value.trim();
      if (query) settings.set("searches", [query, ...recent().filter((other) => other !== query)].slice(0, RECENT));
    }
    function later() {
      clearTimeout(timer);
      behind = true;
      entered = false;
      timer = setTimeout(search, PAUSE);
    }
    const options = () => (
      /** @type {HTMLElement[]} */
      [...list.querySelectorAll("[role=option]")]
    );
    function select(to) {
      const all = options();
      active = (to + all.length) % (all.length || 1);
      all.forEach((one, i) => one.setAttribute("aria-selected", `${i === active}`));
      input.setAttribute("aria-activedescendant", all[active]?.id ?? "");
      if (to) all[active]?.scrollIntoView({ block: "nearest" });
    }
    function onKey(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing || !(step || event.key === "Enter")) return;
      event.preventDefault();
      if (step) select(active + step);
      else if (behind) entered = true;
      else options()[active]?.dispatchEvent(new MouseEvent("click", { ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true }));
    }
    function fill(named) {
      list.replaceChildren();
      let group;
      let last;
      named.forEach(([name, one], i) => {
        one.id = `search-${i}`;
        const label2 = name || text("search.top");
        if (label2 !== last) list.append(group = element("div", { role: "group", "aria-label": label2 }, element("p", { "aria-hidden": "true" }, label2)));
        group?.append(one);
        last = label2;
      });
      input.setAttribute("aria-expanded", `${named.length > 0}`);
      select(0);
    }
    const found = ({ path, title, level, kind, heading, excerpt: excerpt2, crumb }) => {
      const labels = [heading, level?.[1], kind?.[1]].filter(Boolean).join(" · ");
      return [crumb, option(path, [part("span", "title", {}, ...shown(title)), part("span", "labels", {}, labels), part("span", "text", {}, ...shown(excerpt2))])];
    };
    const address = (query) => `search.html?${new URLSearchParams([["q", query], ...[...chosen].map((id) => [KINDS[id[0]], id.slice(2)])])}`;
    async function search() {
      const mine = ++turn;
      behind = true;
      const query = input.value.trim();
      const ask = (most, counting) => searchFor(() => mine !== turn, query && input.value, [...chosen], most, counting);
      page?.tell(address(query));
      try {
        const answer = (
          /** @type {SearchAnswer | null} */
          await ask(page?.most ?? STEP)
        );
        const filters = answer && (page ? await page.narrow(answer, ask) : answer.filters);
        if (!filters || mine !== turn) return;
        offer(filters);
        show(query, answer);
        if (entered) options()[0]?.click();
        entered = false;
      } catch {
        status.textContent = text("search.failed");
      }
      behind = false;
    }
    function offer(filters) {
      const focused = document.activeElement?.id ?? "";
      const choose = (id) => {
        if (!chosen.delete(id)) chosen.add(id);
        search();
      };
      facets.replaceChildren(...filters.map(([id, name]) => button(name, () => choose(id), { id: `search-${id}`, "aria-pressed": `${chosen.has(id)}` })));
      document.getElementById(focused)?.focus();
    }
    function show(query, { hits, results, meant }) {
      const idle = !query && !chosen.size;
      const again = (query2) => option(address(query2), [query2], { click: (event) => (event.preventDefault(), open3(query2)) });
      fill(idle ? recent().map((query2) => [text("search.recent"), again(query2)]) : results.map(found));
      status.replaceChildren(idle ? "" : hits.length ? count("search.n", hits.length) : text(chosen.size ? "search.none_filtered" : "search.none"));
      if (meant) status.append(` · ${text("search.meant")} `, button(meant, () => open3(meant)));
      const cards = results.flatMap(({ card, url: url2 }) => card ? [["card", url2.slice(0, -5)]] : []);
      foot.replaceChildren(
        ...hits.length > results.length ? [page ? page.more(search) : element("a", { href: url(address(query)), click: remember }, text("search.all"))] : [],
        ...cards.length ? [element("a", { href: url(`study.html?${new URLSearchParams(cards)}`) }, count("search.study", cards.length))] : [],
        part("span", "keys", {}, text("search.keys"))
      );
    }
    function open3(query) {
      if (!page && !dialog.open) dialog.showModal();
      input.value = query;
      input.focus();
      search();
    }
    return open3;
  }
  var open2;
  var view = (query, page) => (open2 ??= make(page))(query);

  // entries/search.js
  addWords({ search: "words:search" });
  register("search", { find, open, view });

  // offers
  Object.assign(globalThis.Recto, { "$search-text.SINGLE": SINGLE, "$search-text.tokens": tokens, "$search-words.best": best, "$search-words.exactly": exactly });
})();
