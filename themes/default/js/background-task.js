// Long computations beside the page: in a worker, or in slices where none can run (pages opened from disk).
//
// The script of a computation is an entry of its own (js/entries/optimise.js, forecast.js). In a page it registers a function that takes the input and
// gives a generator, which yields how much is done and returns the result; in a worker it answers with the same numbers, then with the result.

import { url, loadChunk } from './base.js';
import { TimeSlicer } from './time-slices.js';

/**
 * Runs a task that is registered by a script, and gives its result.
 * @template T
 * @param {string} path of the script
 * @param {'optimise' | 'forecast'} name under which it registers
 * @param {any} input what a worker can be sent
 * @param {(share: number) => void} [onprogress]
 * @returns {Promise<T>}
 */
export function runInBackground(path, name, input, onprogress = () => {}) {
  return new Promise((resolve, reject) => {
    const inSlices = () => loadChunk(path, name).then((task) => new TimeSlicer().run(task(input), onprogress)).then(resolve, reject);
    if (location.protocol === 'file:' || !globalThis.Worker) return inSlices();
    const worker = new Worker(url(path));
    worker.onerror = () => (worker.terminate(), inSlices());
    worker.onmessage = ({ data: message }) => {
      if (typeof message === 'number') return onprogress(message);
      worker.terminate();
      resolve(message);
    };
    worker.postMessage(input);
  });
}

/** The other end. @param {(input: any) => Generator<number, any>} task @param {(task: (input: any) => Generator<number, any>) => void} registerHere where there is a page */
export function serveTask(task, registerHere) {
  if (globalThis.document) return registerHere(task);
  const worker = /** @type {any} */ (globalThis);
  worker.onmessage = (/** @type {MessageEvent} */ { data }) => {
    const steps = task(data);
    for (let step = steps.next(); ; step = steps.next()) {
      worker.postMessage(step.value);
      if (step.done) return;
    }
  };
}
