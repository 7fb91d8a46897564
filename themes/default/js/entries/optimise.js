// The optimiser, loaded when the learner asks for it. In a worker it answers `{ data, current }` with numbers from 0 to 1 on the way, then with
// the fit; from disk, where no worker can start, the page loads it as a script and runs it in slices (js/progress-fit.js).

import { register } from '../registry.js';
import { fit } from '../optimise.js';

if (globalThis.document) {
  register('optimise', fit);
} else {
  const worker = /** @type {any} */ (globalThis);
  worker.onmessage = (/** @type {MessageEvent} */ { data: { data, current } }) => {
    const steps = fit(data, current);
    for (let step = steps.next(); ; step = steps.next()) {
      worker.postMessage(step.value);
      if (step.done) return;
    }
  };
}
