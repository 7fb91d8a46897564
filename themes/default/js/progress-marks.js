// The learner's marks on reading pages: rings, the state of each card, what is due today. Reads the digest that js/progress-digest.js wrote into
// localStorage; loads no log, computes no memory. Mastery is as of the last session; what is due is counted from today.

import { plural, element, language, number, settings, text, url } from './base.js';

/** Says where a mock interview was begun and not finished; its draft is a setting of js/interview.js. */
const showUnfinished = () => document.getElementById('resume-interview')?.toggleAttribute('hidden', !settings.get('interview'));

/** Shows the marks of the learner, if there is one. */
export function start() {
  showUnfinished();
  const digest = settings.get('summary');
  if (!digest || typeof digest !== 'object') return;

  /** The learner's day, as js/days.js counts it: it begins at 4 in the morning. */
  const today = Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000 - 4 * 3600000) / 86400000);

  const percent = (/** @type {number} */ n) => number(n / 100, { style: 'percent' });

  /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
  const all = (selector) => document.querySelectorAll(selector);

  /** @type {Map<string, Map<string, string>>} */
  const topics = new Map();

  /** The characters of a topic's cards by the last part of their id. @param {string} topic */
  function signsOf(topic) {
    let signs = topics.get(topic);
    if (!signs) {
      const pairs = String(settings.get(`marks:${topic}`) ?? '').split(' ').map((pair) => pair.split('='));
      topics.set(topic, (signs = new Map(/** @type {[string, string][]} */ (pairs))));
    }
    return signs;
  }

  /** The state of a card in a word, with the day of its next review where that is to come; empty for one never seen. @param {string} [id] */
  function stateOf(id = '') {
    const slash = id.lastIndexOf('/');
    const sign = signsOf(id.slice(0, slash)).get(encodeURIComponent(id.slice(slash + 1))) ?? '';
    if (sign === '') return { key: '', word: '', next: 0 };
    const due = parseInt(sign.slice(1), 36);
    const key = sign === 's' ? 'aside' : sign === 'l' ? 'learning' : due <= today ? 'due' : sign[0] === 'm' ? 'mature' : 'young';
    return { key, word: text(`marks.${key}`), next: due > today ? due : 0 };
  }

  /** Puts words into an element that waited for them. @param {Element | null} node @param {string} words */
  function put(node, words) {
    if (!(node instanceof HTMLElement) || words === '') return;
    node.textContent = words;
    node.hidden = false;
  }

  /** @param {string} [id] of a topic @returns {[number, number]} mastery in percent, cards seen */
  const masteryOf = (id = '') => (Object.hasOwn(digest.topics ?? {}, id) ? digest.topics[id] : [0, 0]);

  /** A card's state, coloured by it. @param {HTMLElement | null} mark @param {string} [id] */
  function show(mark, id) {
    const { key, word } = stateOf(id);
    mark?.setAttribute('data-state', key);
    put(mark, word);
  }

  for (const entry of all('.entry[data-card]')) show(entry.querySelector('.mastery'), entry.dataset.card);
  for (const mark of all('[data-mastery]')) show(mark, mark.dataset.mastery);

  for (const ring of all('[data-ring]')) {
    const [share, seen] = masteryOf(ring.dataset.ring);
    if (seen === 0) continue;
    ring.querySelector('.ring-fill')?.setAttribute('stroke-dasharray', `${share} 100`);
    ring.closest('.tile')?.querySelector('.labels')?.append(element('span', {}, text('marks.mastery', { percent: percent(share) })));
  }

  for (const mark of all('[data-mastery-topic]')) {
    const [share, seen] = masteryOf(mark.dataset.masteryTopic);
    if (seen > 0) put(mark, text('marks.mastery', { percent: percent(share) }));
  }

  /** @param {number} day */
  const dateOf = (day) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day * 86400000);

  /** Beside the text: lines in a box. @param {Element} box @param {string[]} lines */
  const beside = (box, lines) => box.append(...lines.filter((line) => line !== '').map((line) => element('p', {}, line)));

  for (const box of all('[data-card-state]')) {
    const { word, next } = stateOf(box.dataset.cardState);
    const date = next ? dateOf(next) : '';
    beside(box, [word, date && text('marks.next', { date })]);
  }
  for (const box of all('[data-topic-state]')) {
    const [share, seen] = masteryOf(box.dataset.topicState);
    if (seen > 0) beside(box, [text('marks.mastery', { percent: percent(share) }), plural('marks.seen', seen)]);
  }

  const resume = document.getElementById('resume-text');
  // What was foreseen for this day, if nothing was done since.
  const [due, newCards, minutes] = digest.ahead?.[Math.min(Math.max(today - digest.day, 0), digest.ahead.length - 1)] ?? [];
  if (resume && due !== undefined) {
    const left = digest.date === null ? -1 : digest.date - today;
    const words = due + newCards > 0 ? [plural('marks.due_today', due), plural('marks.new_today', newCards), plural('marks.minutes', minutes)].join(' ') : text('marks.none_due');
    resume.textContent = left < 0 ? words : `${left ? plural('marks.days_left', left) : text('marks.is_today')} ${words}`;
    const more = [
      digest.weak?.length ? text('marks.weak', { topics: digest.weak.join(', ') }) : '',
      left < 0 || digest.mock === null ? '' : digest.mock <= today ? text('marks.mock_today') : text('marks.mock', { date: dateOf(digest.mock) }),
    ].filter(Boolean);
    if (more.length) resume.after(element('p', { class: 'note' }, more.join(' ')));
    const query = due + newCards > 0 ? '?go=today' : digest.last ? `?${digest.last}` : '';
    document.getElementById('resume-study')?.setAttribute('href', url(`study.html${query}`));
  }
}
