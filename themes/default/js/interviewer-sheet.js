// The sheet of the one who asks: all questions at once, with key points, red flags, marks and notes; and the way back of what was marked.
//
// In: the options of an interview and its questions. Out: the sheet in its box. What is marked is kept on the device until another set of questions is marked; it goes to the
// one who answered as a link or as a file (js/interview-result.js).
import { announce, guideId, plural, element, language, settings, text, url } from './base.js';
import { exportText } from './backup-file.js';
import { CardView } from './card-view.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as draw from './question-draw.js';
import * as events from './events.js';
import * as result from './interview-result.js';
import { Rubric } from './rubric.js';
import * as scorecard from './scorecard.js';
/** @import { DeckManifest, Card } from './deck.js' */
/** @import { InterviewOptions } from './question-draw.js' */

/** The setting that keeps what is marked, of one set of questions. Its name is stored in browsers. */
const SETTING = 'viewer';
/** A name, and no more. */
const MAX_NAME_CHARS = 200;

/** One question with its rubric. @param {Card} card @param {string} stage */
async function rubricOf(card, stage) {
  const view = new CardView(card, await deck.loadFaces(card), { manifest: /** @type {DeckManifest} */ (deck.manifest()) });
  while (view.hasHint()) view.hint();
  view.reveal();
  return new Rubric(view, { stage, star: false });
}

/** Whether anything was marked. @param {ReturnType<Rubric['result']>} q */
const isMarked = (q) => q.score !== undefined || q.notes !== '' || q.points.length + q.flags.length > 0 || q.bands.some((band) => band > 0);

/** The sheet of one set of questions. */
export class InterviewerSheet {
  /** @param {InterviewOptions} ask @param {Rubric[]} rubrics @param {string} query of the set of questions */
  constructor(ask, rubrics, query) {
    this.ask = ask;
    this.rubrics = rubrics;
    this.query = query;
    this.said = element('p', { class: 'note', role: 'status' });
    this.by = element('input', { id: 'interviewer-name', type: 'text', maxlength: MAX_NAME_CHARS, autocomplete: 'name' });
  }

  /** @param {InterviewOptions} ask @param {Card[]} questions @param {string} query */
  static async open(ask, questions, query) {
    const rubrics = await Promise.all(questions.map((card) => rubricOf(card, ask.stage)));
    const sheet = new InterviewerSheet(ask, rubrics, query);
    sheet.restore();
    return sheet;
  }

  /** Goes on with what was marked of these questions. */
  restore() {
    const kept = settings.get(SETTING);
    if (kept?.query !== this.query || !Array.isArray(kept.marks)) return;
    this.by.value = String(kept.by ?? '').slice(0, MAX_NAME_CHARS);
    for (const rubric of this.rubrics) {
      const marks = kept.marks.find((/** @type {any} */ one) => one?.card === rubric.view.card.id);
      if (marks) rubric.restore(marks);
    }
  }

  keep() {
    const marks = this.rubrics.map((rubric) => rubric.result(0)).filter(isMarked);
    settings.set(SETTING, { query: this.query, by: this.by.value, marks });
  }

  /** The interview as its event; `null` while nothing is marked. */
  event() {
    const { seed, level, stage, minutes, topics, closed } = this.ask;
    const questions = this.rubrics.map((rubric) => rubric.result(0)).filter(isMarked);
    if (questions.length === 0) return null;
    const record = { seed, guide: /** @type {DeckManifest} */ (deck.manifest()).hash, level, stage, minutes, by: this.by.value.trim(), questions, ...(topics.length ? { topics } : {}), ...(closed ? { closed } : {}) };
    return events.createEvent('interview', { paper: record }, { now: Date.now() });
  }

  /** @param {string} words */
  say(words) {
    this.said.textContent = words;
    announce(words);
  }

  async copyLink() {
    const event = this.event();
    if (!event) return this.say(text('interview.send_none'));
    const link = new URL(url('interview.html'), location.href).href + result.FRAGMENT_PREFIX + (await result.encode(event, guideId));
    if (link.length > result.MAX_LINK_LENGTH) return this.say(text('interview.link_long'));
    await navigator.clipboard.writeText(link);
    this.say(text('interview.sent_link'));
  }

  saveFile() {
    const event = this.event();
    if (!event) return this.say(text('interview.send_none'));
    const href = URL.createObjectURL(new Blob([exportText(guideId, [event])], { type: 'application/json' }));
    element('a', { href, download: `${guideId}-${this.ask.seed}-${days.iso(event.day)}.recto.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    this.say(text('interview.sent_file'));
  }

  /** The sheet. @param {string} query of the link for the one who answers @returns {HTMLElement[]} */
  parts(query) {
    const link = element('input', { id: 'interviewer-link', type: 'text', readonly: true, value: new URL(url(`interview.html?${query}`), location.href).href });
    link.addEventListener('focus', () => link.select());
    const date = days.format(days.today(Date.now()), language, { day: 'numeric', month: 'short', year: 'numeric' });
    return [
      element('header', {}, element('h2', { id: 'interviewer-title', tabindex: '-1' }, text('interview.interviewer')), element('p', { class: 'labels' }, ...scorecard.interviewLabels(this.ask).map((words) => element('span', {}, words)), element('span', { class: 'print-only' }, date))),
      element('p', { class: 'note' }, text('interview.interviewer_note')),
      element('div', { class: 'interviewer-link' }, element('label', { for: 'interviewer-link' }, text('interview.link')), link),
      ...this.rubrics.map((rubric, i) => this.question(rubric, i)),
      this.back(),
    ];
  }

  /** @param {Rubric} rubric @param {number} i */
  question(rubric, i) {
    const { view } = rubric;
    const place = text('interview.place', { n: i + 1, m: this.rubrics.length });
    const section = element('section', { class: 'interviewer-question', 'aria-label': place }, element('p', { class: 'labels' }, element('span', {}, place), element('span', {}, plural('interview.n_minutes', view.card.minutes || draw.DEFAULT_QUESTION_MINUTES))), view.element, rubric.element);
    for (const type of ['input', 'change']) section.addEventListener(type, () => this.keep());
    return section;
  }

  /** How the marks get back. */
  back() {
    const failed = (/** @type {unknown} */ error) => (console.warn(error), this.say(text('interview.send_failed')));
    this.by.addEventListener('input', () => this.keep());
    return element(
      'section',
      { class: 'sheet interviewer-back', 'aria-labelledby': 'interviewer-back-title' },
      element('h2', { id: 'interviewer-back-title' }, text('interview.send')),
      element('p', { class: 'note' }, text('interview.send_note')),
      element('p', { class: 'interviewer-name' }, element('label', { for: 'interviewer-name' }, text('interview.interviewer_name')), this.by),
      element(
        'p',
        { class: 'actions' },
        element('button', { class: 'button primary', type: 'button', id: 'interviewer-copy', click: () => this.copyLink().catch(failed) }, text('interview.send_link')),
        element('button', { class: 'button', type: 'button', id: 'interviewer-save', click: () => this.saveFile() }, text('interview.send_file')),
        element('button', { class: 'button', type: 'button', click: () => print() }, text('interview.print')),
        element('a', { class: 'button quiet', href: 'interview.html' }, text('interview.new')),
      ),
      this.said,
    );
  }
}
