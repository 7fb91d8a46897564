// What a typed answer seems to say, shown at the checklist: the learner's own sentence beside each key point, as a question. Loaded on use.
//
// In: a card's view that has been turned. Out: in its checklist, its red flags and the typed answer the marks; boxes are ticked by nobody
// but the learner.

import { announce, plural, element, loadScript, text, loadChunk } from './base.js';
import { Vocabulary, matchAnswer } from './answer-matching.js';
import { parseHtml } from './parse-html.js';
/** @import { Match } from './answer-matching.js' */

/** Set by search/word-frequencies.js. */
let words = new Vocabulary();

/** Takes the guide's words from search/word-frequencies.js. @param {string[]} frequencyLevels @param {Record<string, string[]>} synonyms see Vocabulary */
export const setVocabulary = (frequencyLevels, synonyms) => void (words = new Vocabulary(frequencyLevels, synonyms, text('answer_feedback.negations')));

/** Loads how rare words are. A guide without search has none: then all words weigh alike. */
export const loadVocabulary = () => loadScript('search/word-frequencies.js').catch(() => setVocabulary([], {}));

/** @param {string} markup */
const plain = (markup) => (parseHtml(markup).textContent ?? '').trim();

/** The texts of a card that an answer is held against. @param {any} view */
export function cardTexts({ faces, ticks, redFlags }) {
  const section = (/** @type {string} */ kind) => faces.sections?.find((/** @type {string[]} */ [other]) => other === kind)?.[1] ?? '';
  return {
    question: plain(faces.title),
    points: ticks.map((/** @type {unknown} */ _, /** @type {number} */ i) => ({ text: plain(faces.points[i][0]), accept: faces.points[i][2] })),
    redFlags: redFlags.map((/** @type {HTMLElement} */ box) => ({ text: box.nextElementSibling?.textContent?.trim() ?? '' })),
    model: plain(section('short-answer') || section('answer')),
  };
}

/** The question whether something was said; a click on it ticks. @param {HTMLInputElement} box @param {Match} match @param {string} answer @param {string} kind */
function question(box, { state, at, end }, answer, kind) {
  const said = state === 'none' ? text('answer_feedback.none') : text(`answer_feedback.${kind}_${state}`);
  const claim = element('label', { class: `claim claim-${state}`, for: box.id }, element('strong', {}, said));
  if (state !== 'none') claim.append(' ', element('q', {}, answer.slice(at, end)));
  return claim;
}

/** The answer as it was typed, with the sentences marked that were found. @param {string} answer @param {Match[]} matches */
function marked(answer, matches) {
  const box = element('p', { class: 'typed-answer', tabindex: '0', role: 'group', 'aria-label': text('study.your_answer') });
  let from = 0;
  const spans = matches.filter(({ state }) => state !== 'none').sort((a, b) => a.at - b.at || (a.state === 'said' ? -1 : 1));
  for (const { at, end, state } of spans) {
    if (at < from) continue;
    box.append(answer.slice(from, at), element('mark', { class: state === 'said' ? 'seems-said' : 'in-doubt' }, answer.slice(at, end)));
    from = end;
  }
  box.append(answer.slice(from));
  return box;
}

/** One press for all that seem said: it is the learner who says so. @param {any} view @param {Match[]} points */
function confirm(view, points) {
  const said = view.ticks.filter((/** @type {unknown} */ _, /** @type {number} */ i) => points[i].state === 'said');
  if (said.length === 0) return [];
  const button = element('button', { class: 'button', type: 'button', click: () => {
    for (const box of said) box.checked = true;
    button.remove();
    said[0].focus({ preventScroll: true });
    view.onchange();
  } }, plural('answer_feedback.confirm', said.length));
  return [button];
}

/** The texts of a card with its level. @param {any} view */
const promptInput = (view) => ({ ...cardTexts(view), level: view.manifest.levels.find((/** @type {string[]} */ [id]) => id === view.card.level)?.[1] ?? '' });

/** Buttons that hand the answer to an assistant: over the clipboard, or where the guide opens one. @param {any} view @param {string} answer @param {HTMLElement} line */
function assistants(view, answer, line) {
  const failed = (/** @type {unknown} */ error) => {
    console.warn(error);
    line.textContent = text('answer_feedback.copy_failed');
  };
  const copy = async () => {
    const prompt = await loadChunk('asset:scripts/assistant-prompt.js', 'assistant-prompt');
    await navigator.clipboard.writeText(prompt({ ...promptInput(view), answer }));
    line.textContent = text('answer_feedback.copied');
    announce(text('answer_feedback.copied'));
  };
  const ask = async () => (await loadChunk('asset:scripts/assistant.js', 'assistant'))(view, answer, promptInput(view), line);
  const button = (/** @type {string} */ key, /** @type {() => Promise<unknown>} */ run) => element('button', { class: 'button quiet', type: 'button', click: () => run().catch(failed) }, text(key));
  return [button('answer_feedback.copy', copy), ...(document.documentElement.dataset.assistant ? [button('answer_feedback.ask', ask)] : [])];
}

/** Shows what an answer seems to say. @param {any} view @param {string} answer */
export async function showFeedback(view, answer) {
  await loadVocabulary();
  const { points, redFlags } = matchAnswer(answer, cardTexts(view), words);
  const put = (/** @type {HTMLInputElement[]} */ boxes, /** @type {Match[]} */ matches, /** @type {string} */ kind) =>
    matches.forEach((match, i) => (kind === 'point' || match.state !== 'none') && boxes[i].parentElement?.append(question(boxes[i], match, answer, kind)));
  put(view.ticks, points, 'point');
  put(view.redFlags, redFlags, 'flag');
  view.textarea.replaceWith(marked(answer, [...points, ...redFlags]));
  const line = element('p', { class: 'note assistant-line', role: 'status' });
  const note = element('p', { class: 'note' }, text('answer_feedback.note'));
  view.element.querySelector('.part-key-points')?.append(note, element('p', { class: 'actions' }, ...confirm(view, points), ...assistants(view, answer, line)), line);
}
