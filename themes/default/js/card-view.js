// A card as a learner meets it: its front, what can be done there (choose, fill in, type, ask for hints), and its back.
//
// In: a card, its rendered faces, the unit asked (a cloze deletion of it, maybe). Out: a `CardView` with the element to show and what the
// learner did: choices, words, hints, ticked points and flags. It schedules nothing and saves nothing.

import * as answerCheck from './answer-check.js';
import { plural, element, number, text, loadChunk } from './base.js';
import { addZoomButtons } from './diagram-zoom.js';
import { parseHtml } from './parse-html.js';
/** @import { DeckManifest, Card, CardFaces } from './deck.js' */
/** @import { Grade } from './fsrs.js' */

let serial = 0;

/** What judges typed answers is loaded when one may come. @returns {Promise<any>} */
const answerFeedback = () => loadChunk('asset:scripts/answer-feedback.js', 'answer-feedback');

/** A `<div>` with markup of the guide in it. @param {string} classes @param {string} markup */
function htmlBox(classes, markup) {
  const box = element('div', { class: classes });
  box.append(parseHtml(markup));
  return box;
}

/** An icon of the theme, by its name in css/icons.css. @param {string} name */
const icon = (name) => element('span', { class: `icon icon-${name}`, 'aria-hidden': 'true' });

/** A word that says how something was judged. @param {'right' | 'nearly' | 'wrong'} how @param {string} [word] */
const verdict = (how, word = how) =>
  element('span', { class: `verdict ${how}` }, icon(how === 'wrong' ? 'wrong' : 'right'), element('span', {}, text(`study.${word}`)));

/** The view of one card: `element` is put into the page, `reveal` turns it. */
class CardView {
  /**
   * @param {Card} card
   * @param {CardFaces} faces
   * @param {{ cloze?: string, typing?: boolean, manifest: DeckManifest, missed?: Map<number, number>, onchange?: () => void }} options missed: how often each key point was missed, as far as it was the last time
   */
  constructor(card, faces, { cloze = '', typing = false, manifest, missed, onchange = () => {} }) {
    this.card = card;
    this.faces = faces;
    this.clozeKey = cloze;
    this.typing = typing;
    this.manifest = manifest;
    this.onchange = onchange;
    this.missedBefore = missed;
    this.hints = 0;
    this.shown = false;
    /** @type {HTMLInputElement[]} */
    this.ticks = [];
    /** @type {HTMLInputElement[]} */
    this.redFlags = [];
    /** @type {import('./answer-drafts.js').Draft | undefined} */
    this.restored = undefined;
    this.id = `card-${++serial}`;
    this.type = cloze !== '' ? 'cloze' : faces.choices ? 'choice' : 'open';
    this.element = this.front();
  }

  front() {
    const { faces } = this;
    this.heading = element('h2', { class: 'study-question', id: `${this.id}-q`, tabindex: '-1' });
    this.heading.append(parseHtml(faces.title));
    this.body = element('div', { class: 'study-body' });
    if (faces.prompt) this.body.append(htmlBox('card-prompt prose', faces.prompt));
    if (this.type === 'choice') this.body.append(this.choices());
    if (this.type === 'cloze') this.cloze();
    if (this.type === 'open' && this.typing) this.body.append(this.answerBox());
    const missed = this.missedBefore?.size ?? 0;
    if (missed > 0 && this.type === 'open') this.body.append(element('p', { class: 'note missed-note' }, plural('study.missed_last', missed)));
    this.hintBox = element('div', { class: 'study-hints' });
    this.body.append(this.hintBox);
    const article = element('article', { class: 'card sheet study-card', 'aria-labelledby': `${this.id}-q`, 'data-type': this.type }, this.head(), this.body);
    article.addEventListener('change', () => this.onchange());
    addZoomButtons(article);
    return article;
  }

  head() {
    const { card, manifest } = this;
    const name = (/** @type {[string, string, ...any[]][]} */ list, /** @type {string} */ id) => list.find(([other]) => other === id)?.[1] || '';
    const topic = manifest.topics.find((t) => t.id === card.topic)?.title || '';
    const words = [topic, name(manifest.levels, card.level), name(manifest.kinds, card.kind), card.minutes ? text('study.card_minutes', { n: card.minutes }) : ''];
    const labels = element('p', { class: 'labels' }, ...words.filter((word) => word !== '').map((word) => element('span', {}, word)));
    return element('header', { class: 'card-head' }, labels, /** @type {HTMLElement} */ (this.heading));
  }

  /** Choices to tick; one that is the only right one is a radio button. */
  choices() {
    const list = this.faces.choices || [];
    const several = list.filter(([, right]) => right).length > 1;
    this.inputs = list.map((_, i) => element('input', { type: several ? 'checkbox' : 'radio', name: this.id, value: i, id: `${this.id}-c${i}` }));
    const items = list.map(([markup], i) => {
      const label = element('label', { for: `${this.id}-c${i}` });
      label.append(parseHtml(markup));
      return element('li', {}, /** @type {HTMLInputElement[]} */ (this.inputs)[i], label);
    });
    this.choiceList = element('ol', { class: 'choices choosing' }, ...items);
    return element(
      'fieldset',
      { class: 'study-choices' },
      element('legend', { class: 'visually-hidden' }, text(several ? 'study.choose_several' : 'study.choose_one')),
      this.choiceList,
    );
  }

  /** The text with its gap, from whichever part of the card holds it. */
  cloze() {
    for (const [kind, markup] of this.faces.sections || []) {
      if (kind !== 'key-points' && this.holdsSpan(markup)) this.body?.append(htmlBox('card-prompt prose', markup));
    }
    const all = /** @type {NodeListOf<HTMLElement>} */ (/** @type {HTMLElement} */ (this.body).querySelectorAll('.cloze'));
    this.gaps = [...all].filter((gap) => gap.dataset.cloze === this.clozeKey);
    for (const other of all) if (!this.gaps.includes(other)) other.replaceWith(...other.childNodes);
    this.gapInputs = this.gaps.map((gap) => {
      const input = element('input', {
        class: 'gap', type: 'text', 'aria-label': text('study.gap'), placeholder: gap.dataset.hint || '…', size: 14, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
      });
      gap.replaceWith(input);
      return input;
    });
  }

  /** @param {string} markup */
  holdsSpan(markup) {
    return [...parseHtml(markup).querySelectorAll('.cloze')].some((s) => s instanceof HTMLElement && s.dataset.cloze === this.clozeKey);
  }

  /** Builds the box in which an answer is typed, and begins to load what compares it. */
  answerBox() {
    answerFeedback().then(({ loadVocabulary }) => loadVocabulary()).catch(console.warn);
    this.textarea = element('textarea', { id: `${this.id}-typed`, rows: 4, spellcheck: 'true', 'aria-describedby': `${this.id}-q` });
    return element('div', { class: 'study-typed' }, element('label', { for: `${this.id}-typed` }, text('study.your_answer')), this.textarea);
  }

  /** Where an answer is typed: the box, or the first gap. @returns {HTMLElement | undefined} */
  field() {
    return this.shown ? undefined : (this.textarea ?? this.gapInputs?.[0]);
  }

  /** Whether there is another hint to show. */
  hasHint() {
    return !this.shown && this.hints < (this.faces.hints?.length || 0);
  }

  /** Shows the next hint and returns it, for whoever reads it out. @returns {string} */
  hint() {
    const markup = this.faces.hints?.[this.hints];
    if (markup === undefined || this.shown) return '';
    this.hints++;
    const title = element('p', { class: 'study-hint-title' }, icon('hint'), element('span', {}, text('study.hint_n', { n: this.hints, m: this.faces.hints?.length || 0 })));
    const box = element('div', { class: 'study-hint' }, title, htmlBox('prose', markup));
    this.hintBox?.append(box);
    return box.textContent || '';
  }

  /** Turns the card over. What was chosen or typed is judged first. */
  reveal() {
    if (this.shown) return;
    this.shown = true;
    this.checkAnswer();
    const shown = (this.faces.sections || []).filter(([, markup]) => !(this.type === 'cloze' && this.holdsSpan(markup)));
    const parts = (/** @type {boolean} */ points) => shown.filter(([kind]) => (kind === 'key-points') === points).map(([kind, markup]) => this.part(kind, markup));
    // What was to be said comes before how it is said at length.
    const boxes = [element('div', { class: 'study-points' }, ...parts(true)), element('div', { class: 'study-said' }, ...parts(false))].filter((box) => box.hasChildNodes());
    this.back = element('div', { class: boxes.length > 1 ? 'study-back split' : 'study-back', id: `${this.id}-back` }, ...boxes);
    this.body?.append(this.back);
    addZoomButtons(this.element);
    // Where no cloze deletion was asked for, as in an interview, all of them were blanks until now.
    for (const blank of this.element.querySelectorAll('.card-prompt .cloze')) blank.replaceWith(element('mark', { class: 'cloze-found' }, ...blank.childNodes));
    this.tick(this.ticks, this.restored?.ticks);
    this.tick(this.redFlags, this.restored?.flags);
    this.ask();
  }

  /** Marks choices and blanks as right or wrong, in place. */
  checkAnswer() {
    /** @type {'right' | 'nearly' | 'wrong' | null} */
    this.verdict = null;
    if (this.inputs && this.choiceList) {
      const list = this.faces.choices || [];
      const taken = this.inputs.map((input) => input.checked);
      const right = list.map(([, is]) => is === 1);
      if (taken.some(Boolean)) this.verdict = answerCheck.areChoicesCorrect(taken, right) ? 'right' : 'wrong';
      this.choiceList.classList.replace('choosing', 'judged');
      if (this.verdict) this.choiceList.before(element('p', { class: 'study-verdict' }, verdict(this.verdict)));
      [...this.choiceList.children].forEach((item, i) => {
        item.classList.add(right[i] ? 'right' : 'wrong');
        item.classList.toggle('taken', taken[i]);
        /** @type {HTMLInputElement[]} */ (this.inputs)[i].disabled = true;
        item.append(verdict(right[i] ? 'right' : 'wrong', right[i] ? 'choice_right' : 'choice_wrong'));
        if (list[i][2]) item.append(htmlBox('feedback prose', list[i][2]));
      });
    }
    if (this.gapInputs && this.gaps) {
      const worst = ['right', 'nearly', 'wrong'];
      this.gapInputs.forEach((input, i) => {
        const gap = /** @type {HTMLElement[]} */ (this.gaps)[i];
        const typed = input.value.trim();
        const how = typed === '' ? null : answerCheck.compareCloze(typed, gap.textContent || '');
        if (how && (!this.verdict || worst.indexOf(how) > worst.indexOf(this.verdict))) this.verdict = how;
        const found = element('mark', { class: 'cloze-found' });
        found.append(...gap.childNodes);
        input.replaceWith(...(how && how !== 'right' ? [element('del', {}, typed), ' '] : []), found, ...(how ? [' ', verdict(how)] : []));
      });
    }
  }

  /** @param {string} kind @param {string} markup */
  part(kind, markup) {
    const id = `${this.id}-${kind}`;
    const name = this.manifest.sections[kind] || kind;
    const heading = element('h3', { id }, icon(kind), name);
    const section = element('section', { class: `part part-${kind}` }, heading);
    if (kind === 'key-points' && this.faces.points) section.append(...this.checklist());
    else section.append(htmlBox('prose', markup));
    if (kind === 'red-flags' && this.type === 'open') this.tickable(section);
    return section;
  }

  /** The key points with a box each, and the text that is between them. */
  checklist() {
    const { points = [], besidePoints = [] } = this.faces;
    const parts = [];
    let list = element('ul', { class: 'checklist' });
    for (let i = 0; i <= points.length; i++) {
      for (const [, markup] of besidePoints.filter(([before]) => before === i)) {
        parts.push(list, htmlBox('prose', markup));
        list = element('ul', { class: 'checklist' });
      }
      if (i < points.length) list.append(this.point(i, points[i]));
    }
    return [...parts, list].filter((part) => part.hasChildNodes());
  }

  /** @param {number} i @param {[string, number, string[]?]} point */
  point(i, [markup, weight]) {
    const box = element('input', { type: 'checkbox', id: `${this.id}-p${i}` });
    this.ticks.push(box);
    const label = element('label', { for: box.id });
    label.append(parseHtml(markup));
    if (weight > 1) label.append('\u00a0', element('span', { class: 'weight', title: text('study.weight', { n: weight }) }, element('span', { class: 'visually-hidden' }, text('study.weight', { n: weight }))));
    const times = this.missedBefore?.get(i);
    if (times) label.append(' ', element('small', { class: 'missed-before' }, times > 1 ? text('study.missed_times', { n: times }) : text('study.missed_before')));
    return element('li', { 'data-weight': weight, 'data-key': i < 9 ? i + 1 : '' }, box, label);
  }

  /** Gives each red flag a box: "I said that". @param {HTMLElement} section */
  tickable(section) {
    section.querySelectorAll('.prose > ul > li').forEach((item, i) => {
      const words = element('div', { id: `${this.id}-f${i}` });
      words.append(...item.childNodes);
      const box = element('input', { type: 'checkbox', id: `${this.id}-fb${i}`, 'aria-labelledby': `${this.id}-f${i}` });
      this.redFlags.push(box);
      item.classList.add('tickable');
      item.append(box, words);
      words.addEventListener('click', (/** @type {MouseEvent} */ { target }) => target instanceof Element && !target.closest('a, button') && box.click());
    });
  }

  /** What was typed, chosen and ticked. @returns {import('./answer-drafts.js').Draft} */
  draft() {
    return { text: this.textarea?.value, gaps: this.gapInputs?.map(({ value }) => value), choices: this.ticked(this.inputs ?? []), ticks: this.ticked(this.ticks), flags: this.ticked(this.redFlags), hints: this.hints };
  }

  /** Restores a draft: the front at once, the ticks once the card is turned. @param {import('./answer-drafts.js').Draft} [draft] */
  restore(draft) {
    if (!draft) return;
    if (this.textarea) this.textarea.value = String(draft.text ?? '');
    this.gapInputs?.forEach((input, i) => (input.value = String(draft.gaps?.[i] ?? '')));
    this.tick(this.inputs ?? [], draft.choices);
    while (this.hints < draft.hints && this.hint());
    this.restored = draft;
  }

  /** @param {HTMLInputElement[]} boxes @param {number[]} [list] positions */
  tick(boxes, list = []) {
    for (const i of list) if (boxes[i]) boxes[i].checked = true;
  }

  /** Asks beside each point whether a typed answer said it; nothing is ticked. */
  ask() {
    const said = this.typedAnswer();
    if (this.textarea) {
      this.textarea.readOnly = true;
      // An empty box would only take space before the answer: on a phone in landscape the whole screen.
      if (this.textarea.value.trim() === '') /** @type {HTMLElement} */ (this.textarea.parentElement).hidden = true;
    }
    if (said !== '') answerFeedback().then((/** @type {any} */ { showFeedback }) => showFeedback(this, said)).catch(console.warn);
  }

  /** Positions of the boxes that are ticked. @param {HTMLInputElement[]} boxes */
  ticked(boxes) {
    return boxes.flatMap((box, i) => (box.checked ? [i] : []));
  }

  /** What was typed where there are points to hold it against; empty for nothing. */
  typedAnswer() {
    return this.ticks.length > 0 ? this.textarea?.value.trim() || '' : '';
  }

  /** Whether the learner has ticked anything: without it nobody knows what was said. */
  isTicked() {
    return [...this.ticks, ...this.redFlags].some((box) => box.checked);
  }

  /** Positions of the key points that were not ticked; `undefined` if the learner ticked nothing at all. @returns {number[] | undefined} */
  missed() {
    return this.ticks.length > 0 && this.isTicked() ? this.ticks.flatMap((box, i) => (box.checked ? [] : [i])) : undefined;
  }

  /** Share of the checklist's weights that was reached; `null` while nothing is ticked. @returns {number | null} */
  score() {
    const points = this.faces.points || [];
    if (!this.isTicked()) return null;
    return answerCheck.checklistScore(points.map(([, weight], i) => ({ weight, ticked: this.ticks[i].checked })), this.ticked(this.redFlags).length);
  }

  /** The grade that follows from what was done. @returns {Grade | null} */
  suggestion() {
    if (!this.shown) return null;
    if (this.verdict) return this.verdict === 'wrong' ? 1 : this.verdict === 'nearly' || this.hints > 0 ? 2 : 3;
    return answerCheck.suggestGrade(this.score(), { hints: this.hints, redFlags: this.ticked(this.redFlags).length });
  }

  /** What the checklist says in a line; empty while nothing is ticked. */
  scoreLine() {
    const score = this.score();
    if (score === null || this.ticks.length === 0) return '';
    const grade = text(`study.${['again', 'hard', 'good', 'easy'][(this.suggestion() || 1) - 1]}`);
    return text('study.score', { n: this.ticked(this.ticks).length, m: this.ticks.length, percent: number(score, { style: 'percent' }), grade });
  }

  /** The words of the missed points, for the session's end. @returns {string[]} */
  missedWords() {
    return (this.missed() ?? []).map((i) => parseHtml(/** @type {[string, number][]} */ (this.faces.points)[i][0]).textContent || '');
  }
}

export { CardView, htmlBox, icon };
