"use strict";
(() => {
  // entries/redirect.js
  var target = (
    /** @type {HTMLScriptElement} */
    document.currentScript.dataset.target ?? ""
  );
  location.replace(target.split("#")[0] + location.search + (location.hash || target.replace(/^[^#]*/, "")));
})();
