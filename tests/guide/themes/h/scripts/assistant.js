"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/base.js
  var addWords = /* @__PURE__ */ shared("$base.addWords");
  var announce = /* @__PURE__ */ shared("$base.announce");
  var book = /* @__PURE__ */ shared("$base.book");
  var count = /* @__PURE__ */ shared("$base.count");
  var element = /* @__PURE__ */ shared("$base.element");
  var register = /* @__PURE__ */ shared("$base.register");
  var text = /* @__PURE__ */ shared("$base.text");

  // assistant-client.js
  var Failure = class extends Error {
    /** @param {Problem} problem @param {string} [detail] */
    constructor(problem, detail = "") {
      super(`${problem} ${detail}`);
      this.problem = problem;
      this.detail = detail;
    }
  };
  var LIMITS = { ms: 6e4, bytes: 256 * 1024, sentence: 300 };
  var isLocal = (endpoint) => /^http:/.test(endpoint);
  function problemOf(status) {
    if (status === 401 || status === 403) return "key";
    if (status === 429) return "limited";
    if (status >= 500) return "server";
    return status >= 200 && status < 300 ? null : "refused";
  }
  async function bodyOf(response, bytes) {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text2 = "", size = 0;
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      if ((size += value.length) > bytes) {
        reader.cancel().catch(() => {
        });
        throw new Failure("large");
      }
      text2 += decoder.decode(value, { stream: true });
    }
    return text2 + decoder.decode();
  }
  function objectIn(words) {
    const [from, to] = [words.indexOf("{"), words.lastIndexOf("}")];
    try {
      return JSON.parse(words.slice(from, to + 1));
    } catch {
      throw new Failure("nonsense");
    }
  }
  var sentence = (words) => words.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim().slice(0, LIMITS.sentence);
  function read(body, points) {
    let reply;
    try {
      reply = JSON.parse(body);
    } catch {
      throw new Failure(/^\s*[{[]/.test(body) ? "truncated" : "not_json");
    }
    const choice = reply?.choices?.[0];
    if (typeof choice?.message?.content !== "string") throw new Failure("nonsense");
    if (choice.finish_reason === "length") throw new Failure("truncated");
    const list = objectIn(choice.message.content)?.points;
    if (!Array.isArray(list) || !list.every((one) => typeof one?.said === "boolean" && typeof one.why === "string")) throw new Failure("nonsense");
    if (list.length !== points) throw new Failure("count", `${list.length}`);
    return list.map(({ said, why }) => ({ said, why: sentence(why) }));
  }
  async function ask({ endpoint, path, model, key }, messages2, { points, stop, ms = LIMITS.ms }) {
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const timer = setTimeout(() => abort.abort("timeout"), ms);
    stop?.addEventListener("abort", cancel);
    const why = (otherwise) => abort.signal.reason === "timeout" ? "timeout" : abort.signal.aborted ? "stopped" : otherwise;
    try {
      const response = await fetch(endpoint + path, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...key ? { Authorization: `Bearer ${key}` } : {} },
        body: JSON.stringify({ model, messages: messages2, stream: false, temperature: 0 }),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        redirect: "error",
        cache: "no-store",
        signal: abort.signal
      }).catch(() => {
        throw new Failure(why(isLocal(endpoint) ? "local" : "unreachable"));
      });
      const problem = problemOf(response.status);
      if (problem) throw new Failure(problem, String(response.status));
      const body = await bodyOf(response, LIMITS.bytes).catch((error) => {
        throw error instanceof Failure ? error : new Failure(why("truncated"));
      });
      return read(body, points);
    } finally {
      clearTimeout(timer);
      stop?.removeEventListener("abort", cancel);
    }
  }

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
  var messages = (what) => [
    { role: "system", content: `${text("assistant.role")} ${text("assistant.task_json", { n: what.points.length })} {"points":[{"said":true,"why":"…"}]}` },
    { role: "user", content: material(what) }
  ];

  // assistant.js
  var PLACE = `recto-assistant:${book}`;
  var PATH = "/v1/chat/completions";
  var endpoints = () => (document.documentElement.dataset.assistant ?? "").split(" ").filter(Boolean);
  var connection = null;
  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(PLACE) ?? "null");
      return found && endpoints().includes(found.endpoint) && ["path", "model", "key"].every((name) => typeof found[name] === "string") ? found : null;
    } catch {
      return null;
    }
  }
  function keep(what) {
    try {
      if (what) localStorage.setItem(PLACE, JSON.stringify(what));
      else localStorage.removeItem(PLACE);
    } catch {
      announce(text("base.not_kept"));
    }
  }
  var labelled = (name, field) => element("label", {}, element("span", {}, text(`assistant.${name}`)), field);
  function connect() {
    const now = connection ?? kept();
    const endpoint = element("select", { name: "endpoint" }, ...endpoints().map((one) => element("option", { value: one, selected: one === now?.endpoint }, one)));
    const path = element("input", { name: "path", type: "text", required: true, pattern: "/[A-Za-z0-9._~/\\-]*", value: now?.path ?? PATH });
    const model = element("input", { name: "model", type: "text", required: true, autocomplete: "off", value: now?.model ?? "" });
    const key = element("input", { name: "key", type: "password", autocomplete: "off", spellcheck: "false", value: now?.key ?? "" });
    const keeps = element("input", { name: "keep", type: "checkbox", checked: kept() !== null });
    const dialog = element("dialog", { class: "sheet card-info assistant-dialog", "aria-labelledby": "assistant-title" });
    const form = element(
      "form",
      { method: "dialog", class: "settings" },
      element("h2", { id: "assistant-title" }, text("assistant.connect")),
      element("p", { class: "note" }, text("assistant.sends")),
      labelled("endpoint", endpoint),
      labelled("path", path),
      labelled("model", model),
      labelled("key", key),
      element("label", { class: "check" }, keeps, text("assistant.keep")),
      element("p", { class: "note" }, text("assistant.keep_note", { origin: location.origin })),
      element(
        "p",
        { class: "actions" },
        element("button", { class: "button primary", value: "ask" }, text("assistant.ask")),
        element("button", { class: "button", type: "button", click: () => (keep(null), connection = null, key.value = "", keeps.checked = false, announce(text("assistant.forgotten"))) }, text("assistant.forget")),
        element("button", { class: "button quiet", type: "button", click: () => dialog.close("") }, text("study.close"))
      )
    );
    dialog.append(form);
    document.body.append(dialog);
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (dialog.returnValue !== "ask") return resolve(null);
        connection = { endpoint: endpoint.value, path: path.value, model: model.value.trim(), key: key.value.trim() };
        keep(keeps.checked ? connection : null);
        resolve(connection);
      });
      dialog.showModal();
    });
  }
  function put(view, judged, line) {
    view.element.querySelectorAll(".claim-assistant").forEach((old) => old.remove());
    judged.forEach(({ said, why }, i) => {
      const box = view.ticks[i];
      box.parentElement?.append(element("label", { class: `claim claim-assistant claim-${said ? "said" : "doubt"}`, for: box.id }, element("strong", {}, text(said ? "assistant.said" : "assistant.not_said")), " ", why));
    });
    const found = view.ticks.filter((_, i) => judged[i].said);
    const confirm = element("button", { class: "button", type: "button", click: () => {
      for (const box of found) box.checked = true;
      confirm.remove();
      found[0].focus({ preventScroll: true });
      view.onchange();
    } }, count("assistant.confirm", found.length));
    line.replaceChildren(text("assistant.done"), ...found.length ? [" ", confirm] : []);
  }
  async function show(view, answer, texts, line) {
    const to = await connect();
    if (!to) return;
    const stop = new AbortController();
    line.replaceChildren(text("assistant.asking", { endpoint: to.endpoint }), " ", element("button", { class: "link-button", type: "button", click: () => stop.abort() }, text("assistant.stop")));
    try {
      put(view, await ask(to, messages({ ...texts, answer }), { points: texts.points.length, stop: stop.signal }), line);
    } catch (error) {
      const { problem, detail } = error instanceof Failure ? error : new Failure("nonsense");
      line.replaceChildren(text(`assistant.failed_${problem}`, { endpoint: to.endpoint, origin: location.origin, detail, n: texts.points.length }));
    }
  }

  // entries/assistant.js
  addWords({ assistant: "words:assistant" });
  register("assistant", show);
})();
