// The box that says what today holds, above the button that starts it.

import { plural, element, language, number, text } from './base.js';
import { MOCK_MINUTES, MAX_NEW_PER_DAY } from './day-plan.js';
import * as days from './days.js';
import * as deck from './deck.js';
/** @import { DeckManifest } from './deck.js' */
/** @import { Today } from './today.js' */

const short = (/** @type {number} */ day) => days.format(day, language, { weekday: 'long', day: 'numeric', month: 'long' });

/** Where a long task is done: on its own page, with its brief and its rubric. @param {string} id */
const longTaskUrl = (id) => deck.pageUrl(id);

/** @param {DeckManifest} manifest @param {string[]} ids */
function topicLinks(manifest, ids) {
  const links = ids.flatMap((id) => manifest.topics.filter((topic) => topic.id === id)).map(({ id, title }) => element('a', { href: `study.html?topic=${encodeURIComponent(id)}` }, title));
  return links.flatMap((link, i) => (i ? [', ', link] : [link]));
}

const length = (/** @type {number} */ n) => plural('study.minutes', n);
const item = (/** @type {(Node | string)[]} */ ...children) => element('li', {}, ...children);

/** The long task of today. @param {Today} today */
const longTaskLines = ({ long }) => (long ? [item(text('study.long_today'), ' ', element('a', { href: longTaskUrl(long.id) }, long.title), ` (${length(long.minutes)})`)] : []);

/** The next mock interview on the way to the real one. @param {Today} today */
function mockInterviewLines({ date, day, mock }) {
  if (mock === null || date === null) return [];
  const words = mock < day ? text('study.mock_missed', { date: short(mock) }) : mock === day ? text('study.mock_today') : text('study.mock_next', { date: short(mock) });
  return [item(element('a', { href: 'interview.html' }, words), ...(mock <= day ? [` (${length(MOCK_MINUTES)})`] : []))];
}

/** What of today is done outside a session, and was not yet: an `<li>` for each. @param {Today} today */
const linesOutsideSession = (today) => [...longTaskLines(today), ...(today.mock !== null && today.mock <= today.day ? mockInterviewLines(today) : [])];

/**
 * Fills the box.
 * @param {HTMLElement} box
 * @param {DeckManifest} manifest
 * @param {Today | null} today `null` where something else is chosen
 */
function showToday(box, manifest, today) {
  box.hidden = today === null;
  if (!today) return box.replaceChildren();
  const { date, day, reviews, newCards, minutes, exceedsNewLimit, due, long, nextLong, mock, weak } = today;
  const beside = (long?.minutes ?? 0) + (date !== null && mock !== null && mock <= day ? MOCK_MINUTES : 0);
  /** @type {HTMLElement[]} */
  const lines = [];
  const line = (/** @type {(Node | string)[]} */ ...children) => void lines.push(item(...children));
  if (date !== null) line(element('strong', {}, date === day ? text('study.is_today') : plural('study.days_left', date - day)));
  if (reviews + newCards > 0) line(plural('study.about_minutes', minutes));
  if (exceedsNewLimit) line(text('study.too_many_new', { n: number(newCards), most: number(MAX_NEW_PER_DAY) }), ' ', element('a', { href: 'progress.html#progress-goal' }, text('study.too_many_new_link')));
  if (due > reviews) line(plural('study.more_due', due - reviews));
  lines.push(...longTaskLines(today));
  if (!long && nextLong !== null) line(text('study.long_next', { date: short(nextLong) }));
  lines.push(...mockInterviewLines(today));
  // Long tasks and rehearsals come beside the minutes a day: nobody should find that out at the end of an evening.
  if (beside) line(text('study.all_today', { time: length(beside + (reviews + newCards > 0 ? minutes : 0)) }));
  if (weak.length) line(text('study.weak'), ' ', ...topicLinks(manifest, weak));
  if (date === null) line(element('a', { href: 'progress.html#progress-goal' }, text('study.set_date')));
  box.replaceChildren(...lines);
}

export { linesOutsideSession, showToday, longTaskUrl };
