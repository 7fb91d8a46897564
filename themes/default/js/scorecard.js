// The scorecard of a mock interview: by question, topic and dimension; made to fit on one printed page.
//
// In: a paper as the log keeps it. Out: its element. Missed points can go into the review queue from here.

(function (Recto) {
  'use strict';
  const { element, text, count, number, draw, deck, days, learner, events } = Recto;
  const { DIMENSIONS } = Recto.rubric;

  /** A question under this score goes into the queue as a whole. */
  const WEAK = 75;

  const percent = (/** @type {number} */ n) => number(n / 100, { style: 'percent' });

  /** A bar with its number beside it. @param {number} share 0 to 1 */
  const bar = (share) => element('progress', { class: 'score-bar', max: 1, value: share, 'aria-hidden': 'true' });

  /** @param {string} id */
  const topicTitle = (id) => deck.root?.topics.find((/** @type {Topic} */ t) => t.id === id)?.title || id;

  /** @param {string} title @param {Node[]} rows */
  const table = (title, rows) => element('section', {}, element('h3', {}, title), element('table', {}, element('tbody', {}, ...rows)));

  /** @param {string} name @param {number} share @param {string} value */
  const row = (name, share, value) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, bar(share)), element('td', {}, value));

  /** The labels of a paper: level, stage, minutes, seed. @param {{ level: string, stage: string, minutes: number, seed: string }} paper */
  function labels(paper) {
    const level = /** @type {Root | null} */ (deck.root)?.levels.find(([id]) => id === paper.level)?.[1] || text('interview.any_level');
    return [level, text(`interview.stage_${paper.stage}`), count('interview.n_minutes', paper.minutes), text('interview.seed', { seed: paper.seed })];
  }

  /**
   * @param {any} paper
   * @param {{ day: number, titles: Map<string, string>, missed: Map<string, string[]> }} about titles of cards, and the words of missed points where known
   */
  function questionRows(paper, { titles, missed }) {
    return paper.questions.map((/** @type {any} */ q, /** @type {number} */ i) => {
      const words = missed.get(q.card) || [];
      const detail = [...(words.length ? [text('interview.missed', { points: words.join(' · ') })] : []), ...(q.flags.length ? [count('interview.n_flags', q.flags.length)] : [])];
      const link = element('a', { href: deck.pageOf(q.card) }, titles.get(q.card) || q.card);
      return element(
        'li',
        {},
        element('p', {}, element('b', {}, `${i + 1}. `), link, ' ', element('span', { class: 'score' }, percent(q.score))),
        ...detail.map((line) => element('p', { class: 'note' }, line)),
        ...(q.notes ? [element('p', { class: 'note quote' }, q.notes)] : []),
      );
    });
  }

  /** Cards whose answer was weak. @param {any} paper @returns {string[]} */
  const weak = (paper) => paper.questions.filter((/** @type {any} */ q) => q.score < WEAK || q.flags.length > 0).map((/** @type {any} */ q) => q.card);

  /** Puts the weak cards into the queue of today. @param {any} paper @param {HTMLButtonElement} button */
  async function queue(paper, button) {
    button.disabled = true;
    const now = Date.now();
    try {
      const cards = (await Promise.all(weak(paper).map(unitsOf))).flat();
      await learner.save(cards.map((card) => events.make('queue', { card }, { now, after: learner.log.card(card).at })));
      button.textContent = count('interview.queued', weak(paper).length);
      Recto.announce(button.textContent || '');
    } catch (error) {
      button.disabled = false;
      learner.tell(/** @type {HTMLElement} */ (document.getElementById('interview-problem')), learner.sentence(error));
    }
  }

  /** What is scheduled of a card. @param {string} id @returns {Promise<string[]>} */
  async function unitsOf(id) {
    const card = (await deck.cards(Recto.stats.topicOf(id))).find((/** @type {Card} */ c) => c.id === id);
    return card ? deck.units(card).map((/** @type {Unit} */ unit) => unit.id) : [];
  }

  /**
   * Fills the box with the scorecard.
   * @param {HTMLElement} box
   * @param {any} paper
   * @param {{ day: number, titles: Map<string, string>, missed: Map<string, string[]> }} about
   * @param {Node[]} actions further buttons
   */
  function show(box, paper, about, actions) {
    const { score, topics, bands } = draw.scorecard(paper.questions);
    const minutes = Math.max(1, Math.round(paper.questions.reduce((/** @type {number} */ sum, /** @type {any} */ q) => sum + q.ms, 0) / 60000));
    const n = weak(paper).length;
    const queueButton = element('button', { class: 'button', type: 'button', click: () => queue(paper, queueButton) }, count('interview.queue', n));
    const bandRows = DIMENSIONS.map((/** @type {string} */ d, /** @type {number} */ i) =>
      row(text(`interview.${d}`), bands[i] / 4, bands[i] ? number(bands[i], { maximumFractionDigits: 1 }) : '–'),
    );
    box.replaceChildren(
      element('header', {}, element('h2', { id: 'scorecard-title', tabindex: '-1' }, text('interview.scorecard')), element('p', { class: 'labels' }, ...labels(paper).map((words) => element('span', {}, words)))),
      element(
        'dl',
        { class: 'study-sum' },
        ...[[text('interview.score'), percent(score)], [text('interview.questions'), number(paper.questions.length)], [text('interview.time'), count('interview.n_minutes', minutes)], [text('interview.day'), days.format(about.day, Recto.language, { day: 'numeric', month: 'short', year: 'numeric' })]].map(
          ([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)),
        ),
      ),
      element('div', { class: 'score-tables' }, table(text('interview.by_topic'), topics.map((/** @type {{ id: string, score: number }} */ t) => row(topicTitle(t.id), t.score / 100, percent(t.score)))), table(text('interview.by_dimension'), bandRows)),
      element('section', {}, element('h3', {}, text('interview.by_question')), element('ol', { class: 'score-questions' }, ...questionRows(paper, about))),
      element('p', { class: 'actions' }, element('button', { class: 'button', type: 'button', click: () => print() }, text('interview.print')), ...(n ? [queueButton] : []), ...actions),
    );
  }

  Recto.scorecard = { show, labels };
})((globalThis.Recto = globalThis.Recto || {}));
