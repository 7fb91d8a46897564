// Long work in slices, between which the page answers.

/** How long a page may work at a time, ms. */
const SLICE_MS = 12;

/** Lets the page answer if this slice has lasted long enough. */
export class TimeSlicer {
  constructor() {
    this.until = performance.now() + SLICE_MS;
  }

  async pause() {
    if (performance.now() < this.until) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.until = performance.now() + SLICE_MS;
  }

  /** Runs steps to their end. @template T @param {Generator<number, T>} steps @param {(share: number) => void} [onprogress] called with how much is done, from 0 to 1 */
  async run(steps, onprogress = () => {}) {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      onprogress(step.value);
      await this.pause();
    }
  }
}
