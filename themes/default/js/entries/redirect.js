// Goes on to where a moved page now is, with the query and fragment of the address. Blocking, so that nothing is shown before.

const target = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.target ?? '';
location.replace(target.split('#')[0] + location.search + (location.hash || target.replace(/^[^#]*/, '')));
