"use strict";
(() => {
  // entries/theme-init.js
  var root = document.documentElement;
  root.classList.add("js");
  if (root.hasAttribute("data-manifest") && location.protocol !== "file:") {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = `${root.dataset.root}app.webmanifest`;
    document.head.append(link);
  }
  try {
    const theme = JSON.parse(localStorage.getItem("recto:theme") ?? "null");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
  }
})();
