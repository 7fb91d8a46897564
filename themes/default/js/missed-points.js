// Key points that were missed: of one card as it comes again, and of the whole guide, those missed most first.
//
// In: the log. A grade says which points were not ticked; one where the learner ticked nothing says nothing of them. Out: how often each point
// was missed, for those that were missed the last time that anything was said.

/** @import { LogEvent } from './events.js' */

/** The points of a card that were missed when they were last asked for. @param {readonly LogEvent[]} events of one card, in order @returns {Map<number, number>} position of a point → times */
function missedPoints(events) {
  /** @type {Map<number, number>} */
  const times = new Map();
  let last = /** @type {number[]} */ ([]);
  for (const { missed } of events) {
    if (!missed) continue;
    last = missed;
    for (const i of missed) times.set(i, (times.get(i) ?? 0) + 1);
  }
  return new Map(last.map((i) => [i, times.get(i) ?? 1]));
}

/**
 * The points missed most, of all cards.
 * @param {any} log
 * @param {number} most
 * @returns {{ card: string, points: [position: number, times: number][], sum: number }[]} cards with the points, the worst first
 */
function mostMissed(log, most) {
  const cards = /** @type {string[]} */ (log.cards()).map((card) => {
    const points = [...missedPoints(log.of(card))].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return { card, points, sum: points.reduce((sum, [, times]) => sum + times, 0) };
  });
  return cards.filter(({ sum }) => sum > 0).sort((a, b) => b.points[0][1] - a.points[0][1] || b.sum - a.sum || (a.card < b.card ? -1 : 1)).slice(0, most);
}

export { missedPoints, mostMissed };
