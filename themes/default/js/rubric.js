// Judging one answer of a mock interview: four dimensions in four bands, notes, and for behavioural questions the learner's story.
//
// In: a card's view, with its key points and red flags. Out: `Rubric` with its element and the score as the log keeps it.

import * as answerCheck from './answer-check.js';
import { element, text } from './base.js';
import * as events from './events.js';
import * as learner from './study-data.js';

/** In the order in which the log keeps their bands. */
const DIMENSIONS = ['knowledge', 'depth', 'structure', 'judgement'];
const BANDS = [1, 2, 3, 4];
/** The dimensions that mean something at each stage: a short question has no depth to judge, a story no knowledge. @type {Record<string, number[]>} */
const DIMENSIONS_BY_STAGE = { screen: [0, 2], technical: [0, 1, 2, 3], design: [0, 1, 2, 3], behavioural: [2, 3] };
/** The keys under which the log keeps the parts of a story, and the names of their words. */
const STAR_PARTS = /** @type {const} */ (['s', 'k', 'a', 'r']);
const STAR_NAMES = { s: 'situation', k: 'task', a: 'action', r: 'result' };

let serial = 0;

/** The marks for one answer, as they are shown and filled in. */
class Rubric {
  /** @param {any} view a revealed CardView @param {{ stage: string, star: boolean }} options `star`: with the form for a story */
  constructor(view, { stage, star }) {
    this.view = view;
    this.name = `rubric-${++serial}`;
    // Whether a choice or a gap was right says all there is to say.
    this.asked = view.faces.choices || view.card.clozes.length > 0 ? [] : DIMENSIONS_BY_STAGE[stage];
    this.nothing = element('input', { type: 'checkbox', id: `${this.name}-nothing` });
    this.notes = element('textarea', { id: `${this.name}-notes`, rows: 3 });
    this.element = element(
      'section',
      { class: 'rubric' },
      element('h3', {}, text('interview.rubric')),
      ...(view.ticks.length ? [element('p', { class: 'rubric-nothing' }, this.nothing, element('label', { for: this.nothing.id }, text('interview.nothing')))] : []),
      ...(this.asked.length ? [this.bands()] : []),
      element('div', { class: 'rubric-notes' }, element('label', { for: `${this.name}-notes` }, text('interview.notes')), this.notes),
      ...(star ? [starForm(view.card.id, this.name)] : []),
    );
  }

  /** A table of radio buttons: dimensions down, bands across. */
  bands() {
    const heads = BANDS.map((band) => element('th', { scope: 'col', id: `${this.name}-b${band}` }, text(`interview.band_${band}`)));
    const rows = this.asked.map((i) => {
      const dimension = DIMENSIONS[i];
      const head = element('th', { scope: 'row', id: `${this.name}-${dimension}` }, text(`interview.${dimension}`), element('small', {}, text(`interview.${dimension}_note`)));
      const cells = BANDS.map((band) => {
        const radio = element('input', { type: 'radio', name: `${this.name}-${dimension}`, value: band, 'aria-labelledby': `${this.name}-${dimension} ${this.name}-b${band}` });
        return element('td', {}, element('label', {}, radio, element('span', { 'aria-hidden': 'true' }, String(band))));
      });
      return element('tr', {}, head, ...cells);
    });
    this.table = element('table', { class: 'bands' }, element('thead', {}, element('tr', {}, element('td', {}), ...heads)), element('tbody', {}, ...rows));
    return this.table;
  }

  /** What the log keeps of this question. @param {number} ms */
  result(ms) {
    const { view } = this;
    const points = view.ticked(view.ticks);
    const redFlags = view.ticked(view.redFlags);
    const weights = view.faces.points || [];
    // Points that were left unticked say nothing, unless it is said that none was made.
    const wasMarked = points.length + redFlags.length > 0 || this.nothing.checked;
    let share = wasMarked ? answerCheck.checklistScore(weights.map((/** @type {[string, number]} */ [, weight], /** @type {number} */ i) => ({ weight, ticked: points.includes(i) })), redFlags.length) : null;
    // Then a choice that was judged, or the mean band, has to do.
    const bands = DIMENSIONS.map((dimension) => Number(this.table?.querySelector(`input[name="${this.name}-${dimension}"]:checked`)?.getAttribute('value') || 0));
    const given = bands.filter((band) => band > 0);
    if (share === null && view.verdict) share = view.verdict === 'wrong' ? 0 : 1;
    if (share === null && given.length) share = given.reduce((sum, band) => sum + (band - 1) / 3, 0) / given.length;
    const notes = [view.textarea?.value.trim(), this.notes.value.trim()].filter(Boolean).join('\n\n').slice(0, events.MAX_TEXT_LENGTH);
    return { card: view.card.id, points, flags: redFlags, ...(share === null ? {} : { score: Math.round(share * 100) }), bands, ms: Math.round(ms), notes };
  }

  /** Puts in marks as `result` gave them, to go on from. @param {{ points: number[], flags: number[], score?: number, bands: number[], notes: string, nothing?: boolean }} marks */
  restore({ points, flags: redFlags, score, bands, notes, nothing = score === 0 && points.length + redFlags.length + bands.filter(Boolean).length === 0 }) {
    const { view } = this;
    view.tick(view.ticks, points);
    view.tick(view.redFlags, redFlags);
    this.nothing.checked = nothing;
    this.notes.value = notes;
    for (const radio of this.table?.querySelectorAll('input') ?? []) radio.checked = bands[DIMENSIONS.findIndex((dimension) => radio.name.endsWith(`-${dimension}`))] === Number(radio.value);
  }
}

/**
 * The form for the learner's story on a behavioural question: situation, task, action, result; kept when a field is left.
 * @param {string} card
 * @param {string} prefix of ids
 */
function starForm(card, prefix) {
  const known = learner.log.story(card);
  const said = element('p', { class: 'note', role: 'status' });
  const fields = STAR_PARTS.map((key) => element('textarea', { id: `${prefix}-${key}`, rows: 2, 'data-star': key }));
  fields.forEach((field, i) => (field.value = known?.[STAR_PARTS[i]] || ''));
  const save = async () => {
    const note = Object.fromEntries(STAR_PARTS.map((key, i) => [key, fields[i].value.slice(0, events.MAX_TEXT_LENGTH)]));
    const before = learner.log.story(card);
    if (STAR_PARTS.every((key) => (before?.[key] || '') === note[key])) return;
    try {
      await learner.save([events.createEvent('note', { card, ...note }, { now: Date.now(), after: before?.t })]);
      said.textContent = text('interview.star_kept');
    } catch (error) {
      said.textContent = learner.errorMessage(error);
    }
  };
  fields.forEach((field) => field.addEventListener('change', save));
  const rows = STAR_PARTS.map((key, i) => element('div', {}, element('label', { for: `${prefix}-${key}` }, text(`interview.star_${STAR_NAMES[key]}`)), fields[i]));
  return element('section', { class: 'star' }, element('h3', {}, text('interview.star')), element('p', { class: 'note' }, text('interview.star_note')), ...rows, said);
}

export { Rubric, DIMENSIONS, starForm };
