// The progress page: what was learned, what is due, how well it holds. Everything is derived from the log when the page opens.

(function (Recto) {
  'use strict';
  const { element, text, count, number, deck, days, stats, charts, learner, fsrs } = Recto;
  const app = document.getElementById('app-progress');
  if (!app) return;
  const { log } = learner;

  const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const AHEAD = 30;
  const WEEKS = 53;
  const HARDEST = 10;
  /** Cards put aside that are listed. */
  const ASIDE = 200;

  const percent = (/** @type {number} */ x) => number(x, { style: 'percent' });
  const shortDate = (/** @type {number} */ day) => days.format(day, Recto.language, { day: 'numeric', month: 'short' });
  const longDate = (/** @type {number} */ day) => days.format(day, Recto.language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const duration = (/** @type {number} */ ms) => (ms < 36e5 ? count('progress.n_minutes', Math.round(ms / 6e4)) : count('progress.n_hours', Math.round(ms / 36e4) / 10));

  /** @param {string} id @param {...Node} nodes */
  const put = (id, ...nodes) => byId(id).replaceChildren(...nodes);

  /** @param {[string, string][]} rows */
  const facts = (rows) => element('dl', { class: 'study-sum' }, ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));

  /** @param {any} all @param {Root} root @param {number} today */
  function showSum({ activity, states, recalls }, root, today) {
    const total = Recto.summary.totals(root).filter((/** @type {unknown} */ _, /** @type {number} */ i) => root.topics[i].parent < 0).reduce((/** @type {number} */ sum, /** @type {{ total: number }} */ t) => sum + t.total, 0);
    const counts = stats.count(states, total);
    const month = stats.retention(recalls, today, 30).all;
    const spent = [...activity.values()].reduce((sum, a) => sum + a.ms, 0);
    put(
      'progress-sum',
      facts([
        [text('progress.streak'), count('progress.n_days', stats.streak(activity, today))],
        [text('progress.seen'), text('progress.of', { n: number(total - counts.fresh), m: number(total) })],
        [text('progress.retention'), month.reviews ? percent(month.passed / month.reviews) : '–'],
        [text('progress.time'), duration(spent)],
      ]),
    );
    return { counts, total };
  }

  /** @param {Map<number, Activity>} activity @param {number} today */
  function showCalendar(activity, today) {
    const at = (/** @type {number} */ day) => activity.get(day)?.grades || 0;
    const month = (/** @type {number} */ day) => days.format(day, Recto.language, { month: 'short' });
    const title = text('progress.calendar_title', { n: number([...activity.values()].reduce((sum, a) => sum + a.grades, 0)) });
    const first = today - days.weekday(today) - 7 * (WEEKS - 1);
    const rows = Array.from({ length: WEEKS }, (_, week) => {
      const list = Array.from({ length: 7 }, (_, i) => activity.get(first + 7 * week + i)).filter((a) => a !== undefined);
      return [longDate(first + 7 * week), number(list.reduce((sum, a) => sum + a.grades, 0)), number(list.reduce((sum, a) => sum + a.fresh, 0)), duration(list.reduce((sum, a) => sum + a.ms, 0)), list.length];
    }).filter((row) => row[4] !== 0).map((row) => row.slice(0, 4)).reverse();
    const box = element('div', { class: 'chart-scroll', tabindex: '0', role: 'group', 'aria-label': text('progress.calendar') }, charts.calendar(title, today, WEEKS, at, (/** @type {number} */ day) => `${longDate(day)}: ${count('progress.n_grades', at(day))}`, month));
    put('progress-calendar', box, charts.table(['week', 'grades', 'fresh', 'time'].map((key) => text(`progress.${key}`)), rows));
    box.scrollLeft = box.scrollWidth;
  }

  /** A table in a box that scrolls where there is no room. @param {string} name @param {Node[]} heads @param {Node[]} rows */
  const numbers = (name, heads, rows) =>
    element('div', { class: 'table-scroll', tabindex: '0', role: 'group', 'aria-label': text(`progress.${name}`) }, element('table', { class: 'numbers' }, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)));

  /** @param {Recall[]} recalls @param {number} today */
  function showRetention(recalls, today) {
    const cell = (/** @type {{ reviews: number, passed: number }} */ part) => (part.reviews ? `${percent(part.passed / part.reviews)} (${number(part.reviews)})` : '–');
    const spans = /** @type {[string, number][]} */ ([[text('progress.last_7'), 7], [text('progress.last_30'), 30], [text('progress.ever'), Infinity]]);
    const rows = spans.map(([name, span]) => {
      const r = stats.retention(recalls, today, span);
      return element('tr', {}, element('th', { scope: 'row' }, name), ...[cell(r.young), cell(r.mature), cell(r.all), r.all.reviews ? percent(r.all.expected / r.all.reviews) : '–'].map((words) => element('td', {}, words)));
    });
    const heads = ['span', 'young', 'mature', 'all', 'expected'].map((key) => element('th', { scope: 'col' }, text(`progress.${key}`)));
    put('progress-retention', numbers('retention', heads, rows), element('p', { class: 'note' }, text('progress.retention_note', { target: percent(learner.studySettings().retention) })));
  }

  /** @param {CardState[]} states @param {number} today */
  function showForecast(states, today) {
    const due = /** @type {number[]} */ (stats.forecast(states, today, AHEAD));
    const name = (/** @type {number} */ i) => (i === 0 ? text('progress.today') : shortDate(today + i));
    const sum = due.reduce((a, b) => a + b, 0);
    put(
      'progress-forecast',
      charts.bars(text('progress.forecast_title', { n: number(sum) }), byId('progress-forecast').clientWidth, due, (/** @type {number} */ i) => `${name(i)}: ${count('progress.n_cards', due[i])}`, name),
      charts.table([text('progress.date'), text('progress.due')], due.map((n, i) => [name(i), number(n)])),
    );
  }

  /** @param {Record<string, number>} counts */
  function showStates(counts) {
    const parts = ['mature', 'young', 'learning', 'fresh', 'suspended'].map((kind) => ({ kind, name: text(`progress.state_${kind}`), n: counts[kind] }));
    const legend = element('ul', { class: 'legend' }, ...parts.map((p) => element('li', {}, element('span', { class: `swatch part-${p.kind}`, 'aria-hidden': 'true' }), `${p.name} `, element('b', {}, number(p.n)))));
    put('progress-states', charts.stack(text('progress.states'), parts), legend);
  }

  /** @param {CardState[]} states @param {Root} root @param {number} today */
  function showTopics(states, root, today) {
    const mastery = stats.mastery(states, Recto.summary.totals(root), log.weights(), today);
    const rows = root.topics.map((topic) => {
      const { share, seen, total } = mastery.get(topic.id) || { share: 0, seen: 0, total: 0 };
      const link = element('a', { href: `study.html?topic=${encodeURIComponent(topic.id)}` }, topic.title);
      return element('tr', {}, element('th', { scope: 'row' }, link), element('td', {}, element('progress', { class: 'score-bar', max: 1, value: share, 'aria-hidden': 'true' })), element('td', {}, percent(share)), element('td', {}, text('progress.of', { n: number(seen), m: number(total) })));
    });
    const heads = ['topic', 'bar', 'mastery', 'seen'].map((key) => element(key === 'bar' ? 'td' : 'th', key === 'bar' ? {} : { scope: 'col' }, ...(key === 'bar' ? [] : [text(`progress.${key}`)])));
    put('progress-topics', numbers('mastery', heads, rows), element('p', { class: 'note' }, text('progress.mastery_note')));
  }

  /** The title of a scheduled card; `null` for one that is no longer in the guide. @param {string} id @returns {Promise<string | null>} */
  async function titleOf(id) {
    const card = (await deck.cards(stats.topicOf(id))).find((/** @type {Card} */ c) => c.id === Recto.log.parentOf(id));
    return card ? card.title : null;
  }

  /** A list of cards with words beside each. @param {{ id: string, words: string, action?: Node }[]} items */
  async function cardList(items) {
    const rows = await Promise.all(items.map(async ({ id, words, action }) => {
      const title = await titleOf(id).catch(() => null);
      if (title === null) return [];
      return [element('li', {}, element('a', { href: deck.pageOf(Recto.log.parentOf(id)) }, title), element('span', { class: 'note' }, words), ...(action ? [action] : []))];
    }));
    return element('ul', { class: 'card-list' }, ...rows.flat());
  }

  /** @param {CardState} state */
  function hardWords({ lapses, memory }) {
    const difficulty = text('progress.difficulty', { n: number(memory?.d || 0, { maximumFractionDigits: 1 }) });
    return lapses > 0 ? `${count('progress.n_lapses', lapses)} · ${difficulty}` : difficulty;
  }

  /** @param {CardState[]} states */
  async function showHardest(states) {
    const list = /** @type {CardState[]} */ (stats.hardest(states, HARDEST));
    byId('progress-hardest-section').hidden = list.length === 0;
    put('progress-hardest', await cardList(list.map((s) => ({ id: s.id, words: hardWords(s) }))));
  }

  /** Cards that were suspended or buried, with a way back. @param {CardState[]} states @param {number} today */
  async function showAside(states, today) {
    const list = states.filter((s) => s.suspended || s.buried === today).slice(0, ASIDE);
    byId('progress-aside-section').hidden = list.length === 0;
    const item = (/** @type {CardState} */ s) => {
      const resume = element('button', { class: 'button', type: 'button', click: () => act([Recto.events.make('resume', { card: s.id }, { now: Date.now(), after: s.at })]) }, text('progress.resume'));
      return { id: s.id, words: text(`progress.aside_${s.leech ? 'leech' : s.suspended ? 'suspended' : 'buried'}`), action: resume };
    };
    put('progress-aside', await cardList(list.map(item)));
  }

  /** Saves events and shows the page anew; what could not be saved is said. @param {LogEvent[]} events */
  async function act(events) {
    try {
      await learner.save(events);
      byId('progress-problem').hidden = true;
      show();
      return true;
    } catch (error) {
      learner.tell(byId('progress-problem'), learner.sentence(error));
      return false;
    }
  }

  function show() {
    const root = /** @type {Root} */ (deck.root);
    const today = days.today(Date.now());
    const all = stats.gather(log);
    const { counts } = showSum(all, root, today);
    byId('progress-empty').hidden = log.events.length > 0;
    byId('progress-charts').hidden = log.events.length === 0;
    showCalendar(all.activity, today);
    showRetention(all.recalls, today);
    showForecast(all.states, today);
    showStates(counts);
    showTopics(all.states, root, today);
    showHardest(all.states).catch(console.warn);
    showAside(all.states, today).catch(console.warn);
    Recto.progressPlan?.show(today).catch(console.warn);
    Recto.progressFit?.show();
    Recto.backup?.show();
  }

  learner.open().then(
    (/** @type {{ cleared: number }} */ { cleared }) => {
      show();
      byId('progress-body').hidden = false;
      app.dataset.state = 'shown';
      learner.onevents(show);
      learner.writeDigest();
      Recto.backup?.refresh(false).catch(console.warn);
      const note = cleared > 0 ? count('store.cleared', cleared) : learner.diskNote();
      if (note) learner.tell(byId('progress-problem'), note);
      // A link into the page could not find its place before.
      if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
    },
    (/** @type {unknown} */ error) => {
      app.dataset.state = 'problem';
      console.warn(error);
      learner.tell(byId('progress-problem'), learner.sentence(error), { label: text('store.retry'), run: () => location.reload() });
    },
  );

  Recto.progress = { act, show, MODEL: fsrs.MODEL };
})(globalThis.Recto);
