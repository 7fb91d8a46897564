// A learner on the way to an interview: opens the site on most days and does what the session says. A fake clock; chance by a seed.
import * as coach from '../../themes/default/js/day-plan.js';
import * as days from '../../themes/default/js/days.js';
import { Log } from '../../themes/default/js/log.js';
import * as plan from '../../themes/default/js/forecast.js';
import * as queue from '../../themes/default/js/queue.js';
import * as random from '../../themes/default/js/random.js';
import * as stats from '../../themes/default/js/stats.js';

export const START = Date.UTC(2026, 0, 5, 18);
export const FIRST = days.dayOf(START, 0);
const LIMITS = { newCards: 20, reviews: 400, retention: 0.9, leech: 0 };

/** Units of topics with these numbers of cards; every fifth card requires the one before it of another topic. */
export function guide(sizes) {
  const all = sizes.flatMap((n, t) =>
    Array.from({ length: n }, (_, i) => {
      const id = `topic-${t}/card-${String(i).padStart(3, '0')}`;
      const requires = i % 5 === 4 ? [`topic-${(t + 1) % sizes.length}/card-${String(Math.min(i - 1, sizes[(t + 1) % sizes.length] - 1)).padStart(3, '0')}`] : [];
      return { id, card: id, cloze: '', info: { topic: `topic-${t}`, requires, minutes: 5 } };
    }),
  );
  return all;
}

/**
 * @param {{ seed: string, items: any[], recall: number, length: number, missed?: number[], minutes?: number, cost?: { newCard: number, review: number }, before?: any }} how
 */
export function walk({ seed, items, recall, length, missed = [], minutes = 0, cost = { newCard: 1, review: 0.5 }, before }) {
  const chance = random.generator(seed);
  const log = before ?? new Log();
  const date = FIRST + length;
  const stateOf = (id) => log.card(id);
  const lines = [];
  for (let i = 0; i < length; i++) {
    const today = FIRST + i;
    const unseen = items.filter(({ id }) => log.card(id).phase === 'new').length;
    const goal = { date, unseen, minutes, cost };
    const { recalls, steps } = stats.collectStats(log);
    const promise = plan.simulate(items, stateOf, { today, date, limits: LIMITS, minutes, cost, weights: log.weights(), retention: LIMITS.retention, ...plan.learnerFactors(recalls, steps) });
    const line = { day: today, promise, reviews: 0, newCards: 0, topics: new Map(), order: [], due: 0, left: 0 };
    lines.push(line);
    if (missed.includes(i)) continue;
    let now = START + i * days.DAY;
    const session = new queue.Session({ log, items, mode: 'study', limits: LIMITS, now, goal, zone: () => 0 });
    line.due = items.filter(({ id }) => queue.isDue(log.card(id), today)).length;
    const seen = new Set();
    for (let n = 0; n < 3000; n++) {
      const { id, until } = session.next(now);
      if (id === null && until === null) break;
      if (id === null) {
        now = until;
        continue;
      }
      now += 10000;
      const state = log.card(id);
      if (!seen.has(id)) {
        seen.add(id);
        const topic = stats.topicOf(id);
        line.topics.set(topic, (line.topics.get(topic) ?? 0) + 1);
        line.order.push(id);
      }
      if (state.phase === 'review') line.reviews++;
      if (state.phase === 'new') line.newCards++;
      session.apply(session.grade(id, chance() < recall ? 3 : 1, { now, ms: 10000 }));
    }
    const asked = new Set(line.order);
    line.left = items.filter(({ id }) => !asked.has(id) && queue.isDue(log.card(id), today)).length;
    line.minutes = line.reviews * cost.review + line.newCards * cost.newCard;
  }
  return { log, lines, date };
}
