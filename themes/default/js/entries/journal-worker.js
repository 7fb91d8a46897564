// The worker that writes the journals. In: `{ id, call, argument }`. Out: `{ id, result }` or `{ id, error }`, in any order.
import { JournalPool } from '../journal-files.js';

const scope = /** @type {any} */ (globalThis);
/** @type {JournalPool | undefined} */
let pool;
/** Appends follow one another. @type {Promise<unknown>} */
let last = Promise.resolve();

/** @type {Record<string, (argument: any) => Promise<unknown>>} */
const CALLS = {
  open: (key) => (pool = new JournalPool(key)).open(),
  read: () => /** @type {JournalPool} */ (pool).read(),
  append: (list) => /** @type {JournalPool} */ (pool).append(list),
  release: async () => pool?.release(),
};

scope.onmessage = (/** @type {MessageEvent} */ { data: { id, call, argument } }) => {
  const answer = last.then(() => CALLS[call](argument)).then(
    (result) => scope.postMessage({ id, result }),
    (error) => scope.postMessage({ id, error: error?.name ?? 'Error' }),
  );
  last = answer;
};
