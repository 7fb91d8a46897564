// Learners who study, hesitate, undo, bury and suspend: material for tests, from a seed.
import { DAY } from '../../themes/default/js/days.js';
import * as fsrs from '../../themes/default/js/fsrs.js';
import { Log, parentOf } from '../../themes/default/js/log.js';
import * as queue from '../../themes/default/js/queue.js';
import * as random from '../../themes/default/js/random.js';

/** An event's id from a number. */
export const stamp = (n) => String(n).padStart(16, '0');

export const item = (id) => ({ id, card: parentOf(id) });

/**
 * A learner with sessions on most days. The log is grown event by event, as a page grows it, with some states asked for in between.
 * @param {string} seed
 * @param {{ cards: number, days: number, start?: number, ids?: string[], daily?: number }} size `daily`: cards a session at most
 */
export function simulate(seed, { cards, days, start = Date.UTC(2026, 0, 5, 18), ids, daily = 40 }) {
  const chance = random.generator(seed);
  const log = new Log();
  const items = (ids ?? Array.from({ length: cards }, (_, i) => `topic-${i % 3}/card-${i}`)).map(item);
  let serial = random.hash(seed) % 1000 * 1e9;
  const all = [];
  const limits = { newCards: 5, reviews: 50, retention: 0.7 + chance() * 0.27, leech: 4 };
  const offset = Math.floor(chance() * 48 - 24) * 30;
  for (let day = 0; day < days; day++) {
    if (chance() < 0.2) continue;
    let now = start + day * DAY;
    const session = new queue.Session({ log, items, mode: 'study', limits, now, zone: () => offset });
    for (let i = 0; i < daily; i++) {
      const { id, until } = session.next(now);
      if (id === null && until === null) break;
      if (id === null) {
        now = until;
        continue;
      }
      now += 1000 + Math.floor(chance() * 60000);
      const event = { ...act(session, id, now, chance), id: stamp(serial++) };
      all.push(event);
      session.apply(event);
    }
  }
  return { all, log, items, limits, offset };
}

/** One thing that a learner does with a card. */
function act(session, id, now, chance) {
  const die = chance();
  if (die < 0.05) return session.undo(now) || session.grade(id, 3, { now, ms: 1 });
  if (die < 0.07) return session.setAside('bury', id, now);
  if (die < 0.075) return session.setAside('suspend', id, now);
  const state = session.log.card(id);
  const recall = state.memory ? session.recall(state) : 0.5;
  const g = chance() > recall ? 1 : [2, 3, 3, 3, 4][Math.floor(chance() * 5)];
  return session.grade(id, g, { now, ms: 4000 + chance() * 30000 });
}

/** Rows of cards of a learner whose memory follows the weights `w`. */
export function learner(seed, w, cards, reviews) {
  const W = fsrs.DEFAULT_WEIGHTS;
  const chance = random.generator(seed);
  return Array.from({ length: cards }, () => {
    let day = Math.floor(chance() * 200);
    let g = [1, 2, 3, 3, 4][Math.floor(chance() * 5)];
    let memory = fsrs.firstMemory(w, g);
    const row = [{ g, day, t: day }];
    for (let i = 0; i < reviews; i++) {
      const t = chance() < 0.15 ? 0 : Math.max(1, Math.round(fsrs.interval(W, memory.s, 0.75 + 0.2 * chance())));
      const passed = t === 0 ? chance() < 0.9 : chance() < fsrs.recall(w, t, memory.s);
      g = passed ? [2, 3, 3, 3, 4][Math.floor(chance() * 5)] : 1;
      memory = fsrs.nextMemory(w, memory, t, g);
      day += t;
      row.push({ g, day, t: day + i / 100 });
    }
    return row;
  });
}
