"use strict";
(() => {
  // page:page
  var shared = (name) => globalThis.Recto[name];

  // shared:/work/wt/h13/themes/default/js/registry.js
  var register = /* @__PURE__ */ shared("$registry.register");

  // shared:/work/wt/h13/themes/default/js/base.js
  var device = /* @__PURE__ */ shared("$base.device");
  var element = /* @__PURE__ */ shared("$base.element");
  var text = /* @__PURE__ */ shared("$base.text");

  // keys-list.js
  function shown(keys) {
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    const caps = keys.flatMap((key) => key.startsWith("Mod+") ? [mac ? "⌘" : "Ctrl", key.slice(4).toUpperCase()] : [key === " " ? "␣" : key]);
    return caps.flatMap((cap, i) => i ? [" ", element("kbd", {}, cap)] : [element("kbd", {}, cap)]);
  }
  var showList = (shortcuts) => {
    const labels = [...new Set(shortcuts.map(({ label }) => label))];
    const rows = labels.flatMap((label) => {
      const same = shortcuts.filter((shortcut) => shortcut.label === label);
      return [element("dt", {}, ...same.flatMap(({ keys }, i) => [...i ? [", "] : [], ...shown(keys)])), element("dd", {}, label)];
    });
    const single = element("input", { type: "checkbox", checked: device.get("keys", true) !== false, change: () => device.set("keys", single.checked ? null : false) });
    const dialog = element(
      "dialog",
      { "aria-labelledby": "keys-title", close: () => dialog.remove() },
      element("h2", { id: "keys-title" }, text("base.keys")),
      element("dl", { class: "keys" }, ...rows),
      element("p", {}, element("label", {}, single, " ", text("base.keys_single"))),
      element("p", { class: "actions" }, element("button", { class: "button", type: "button", autofocus: true, click: () => dialog.close() }, text("base.keys_close")))
    );
    document.body.append(dialog);
    dialog.showModal();
  };

  // entries/keys-list.js
  register("keysList", showList);
})();
