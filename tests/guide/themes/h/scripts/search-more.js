"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/registry.js
  var register = /* @__PURE__ */ shared("$registry.register");

  // shared:/work/wt/h13/themes/default/js/search-text.js
  var SINGLE = /* @__PURE__ */ shared("$search-text.SINGLE");
  var tokens = /* @__PURE__ */ shared("$search-text.tokens");

  // shared:/work/wt/h13/themes/default/js/search-words.js
  var best = /* @__PURE__ */ shared("$search-words.best");
  var exactly = /* @__PURE__ */ shared("$search-words.exactly");

  // search-more.js
  var SLIP = 0.45;
  var SLIP_FIRST = 0.9;
  var SLIP_RARE = 0.07;
  var MOST_SLIPS = 8;
  var SHARDS = 8;
  var VERIFIED = 40;
  function distance(a, b, most, i = 0, j = 0) {
    while (i < a.length && a[i] === b[j]) i++, j++;
    if (i >= a.length && j >= b.length) return 0;
    if (!most || Math.abs(a.length - i - b.length + j) > most) return most + 1;
    const after = (x, y) => distance(a, b, most - 1, i + x, j + y);
    return 1 + Math.min(after(1, 1), after(1, 0), after(0, 1), a[i] === b[j + 1] && a[i + 1] === b[j] ? after(2, 2) : most);
  }
  var readers = {
    /** @param {string[]} parts @param {number} number @param {SearchIndex} index */
    f([text, numbers], number, { unpack, decoder, frequency }) {
      const coder = decoder(numbers);
      const forms2 = unpack(text);
      return { forms: forms2, entries: forms2.map((tail) => ({ form: tail.replace(/(.*)!(.*)/, "$2$1"), frequency: frequency(coder) })) };
    },
    /** @param {string[]} parts @param {number} number @param {SearchIndex} index */
    t: ([text], number, { plain }) => text.split("\n").map((line) => () => plain(line).split("	"))
  };
  var tails = (index, rest) => index.range("f", index.memo.tails ??= index.unpack(index.root.f), `${rest}!`, 9);
  function misspellings(index, form) {
    const most = form.length < 3 ? 0 : form.length < 8 ? 1 : 2;
    const slips = (other) => distance(form, other, most);
    const fits = (other) => other !== form && slips(other) <= most;
    const heads = [2, 3, 4].flatMap((n) => most && n < form.length ? tails(index, form.slice(n)) : []).filter((tail) => fits(tail.form));
    heads.sort((a, b) => slips(a.form) - slips(b.form) || b.frequency - a.frequency);
    const swapped = (form.length === 3 ? [0, 1] : [2]).map((i) => form.slice(0, i) + form.slice(i + 1, i + 2) + form[i] + form.slice(i + 2));
    const others = [...heads.slice(0, 5).map((tail) => tail.form), ...swapped].flatMap((word) => exactly(index, word));
    const found = [...index.entries(form.slice(0, 3), SHARDS, fits), ...others].filter((entry) => fits(entry.form));
    const weigh = (entry) => SLIP ** slips(entry.form) * (entry.form[0] === form[0] ? 1 : SLIP_FIRST) * entry.c.frequency ** SLIP_RARE;
    return best(found.map((entry) => ({ ...entry, slip: true, weight: weigh(entry) }))).slice(0, MOST_SLIPS);
  }
  var forms = (text) => tokens(text).flatMap(({ form, role }) => role === "word" ? [form] : []).join(" ");
  function holding(index, matches, hits) {
    const phrases = [...matches].map(([, text]) => {
      const words = forms(text);
      return SINGLE.test(words) ? words : ` ${words} `;
    });
    const holds = ({ doc }) => {
      const { title = "", sections = [] } = index.doc(doc) ?? /** @type {Partial<SearchDoc>} */
      {};
      const rests = sections.some(({ text }) => text.endsWith("…")) && index.line("t", doc)?.();
      const texts = [title, ...sections.map(({ text }, i) => text.replace(/…$/, "") + (rests && rests[i] || ""))].map((text) => ` ${forms(text)} `);
      return phrases.every((phrase) => texts.some((text) => text.includes(phrase)));
    };
    return hits.slice(0, VERIFIED).filter(holds);
  }

  // entries/search-more.js
  register("searchRare", { misspellings, holding, readers });
})();
