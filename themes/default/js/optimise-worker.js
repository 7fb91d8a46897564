// The optimiser off the main thread. In: `{ data, current }`. Out: numbers from 0 to 1 on the way, then the fit.

(function (scope) {
  'use strict';
  // Paths of the theme are from the site's root; this script stands two folders below it.
  scope.importScripts(...['asset:js/fsrs.js', 'asset:js/random.js', 'asset:js/gradient.js', 'asset:js/optimise.js'].map((path) => `../../${path}`));
  const { optimise } = scope.Recto;

  scope.onmessage = (/** @type {MessageEvent} */ { data: { data, current } }) => {
    const steps = optimise.fit(data, current);
    for (let step = steps.next(); ; step = steps.next()) {
      scope.postMessage(step.value);
      if (step.done) return;
    }
  };
})(/** @type {any} */ (globalThis));
