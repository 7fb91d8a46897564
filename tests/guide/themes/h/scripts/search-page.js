"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var element = /* @__PURE__ */ shared("$base.element");
  var text = /* @__PURE__ */ shared("$base.text");
  var url = /* @__PURE__ */ shared("$base.url");

  // shared:/work/wt/h13/themes/default/js/search.js
  var openSearch = /* @__PURE__ */ shared("$search.openSearch");

  // search-page.js
  var STEP = 10;
  var TAGS = 12;
  var asked = new URLSearchParams(location.search);
  var address = "";
  var page = {
    host: document.getElementById("app-search"),
    chosen: ["level", "kind", "tag"].flatMap((kind) => asked.getAll(kind).map((id) => `${kind[0]}/${id}`)),
    most: STEP,
    /** What is asked now, as the address of this page. */
    tell(now) {
      if (now !== address) page.most = STEP;
      address = now;
      history.replaceState(null, "", url(now));
    },
    /** The filters that leave something, with how much; those that are chosen in any case. */
    async narrow({ filters, chosen, results }, ask) {
      const tags = [...chosen.filter((id) => id[0] === "t"), ...results.flatMap((result) => result.tags.map((tag) => `t/${tag}`))];
      const all = [...filters, ...[...new Set(tags)].slice(0, TAGS).map((id) => [id, id.slice(2)])];
      const counted = await ask(0, (index, passing) => count(index, all.map(([id]) => id), passing));
      return counted && all.flatMap(([id, name], i) => counted.counts[i] || chosen.includes(id) ? [[id, `${name} ${counted.counts[i]}`]] : []);
    },
    /** Brings more results. */
    more: (search) => element("button", { type: "button", click: () => (page.most += STEP, search()) }, text("search.more"))
  };
  function count(index, ids, passing) {
    const left = {};
    return ids.map((id) => {
      left[id[0]] ??= new Set(passing(id[0]).map(({ doc }) => doc));
      return index.filter(id).filter(({ doc }) => left[id[0]].has(doc)).length;
    });
  }
  var start = () => openSearch(page, asked.get("q") ?? "");

  // entries/search-page.js
  start();
})();
