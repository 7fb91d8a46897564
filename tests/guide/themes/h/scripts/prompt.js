"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var addWords = /* @__PURE__ */ shared("$base.addWords");
  var register = /* @__PURE__ */ shared("$base.register");
  var text = /* @__PURE__ */ shared("$base.text");

  // assistant-prompt.js
  var FENCE = "=====";
  var numbered = (list) => list.map(({ text: words }, i) => `${i + 1}. ${words}`).join("\n");
  var quoted = (words) => `${FENCE}
${words.replaceAll(FENCE, "= = =")}
${FENCE}`;
  function material({ question, points, flags, level, answer }) {
    const parts = [[text("assistant.question"), question], [text("assistant.level"), level], [text("assistant.points"), numbered(points)], [text("assistant.flags"), numbered(flags)], [text("assistant.answer"), quoted(answer)]];
    return parts.filter(([, words]) => words !== "").map(([name, words]) => `${name}
${words}`).join("\n\n");
  }
  var prompt = (what) => `${text("assistant.role")}

${material(what)}

${text("assistant.task", { n: what.points.length })}
`;

  // entries/prompt.js
  addWords({ assistant: "words:assistant" });
  register("prompt", prompt);
})();
