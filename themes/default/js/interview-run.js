// A running mock interview: one question after the other with a clock, then its rubric.
//
// In: the questions, how answers are given, scores of questions that are done already. Out: the scores, one call a question.

import { announce, plural, element, text } from './base.js';
import { CardView } from './card-view.js';
import * as deck from './deck.js';
import * as draw from './question-draw.js';
import * as learner from './study-data.js';
import * as recorder from './recorder.js';
import { Rubric } from './rubric.js';
/** @import { Card, DeckManifest } from './deck.js' */
/** @import { InterviewOptions } from './question-draw.js' */

/**
 * What a running mock interview asks, how it is answered, and who is told.
 * @typedef {object} RunningInterview
 * @property {InterviewOptions} ask what was chosen, by which the questions were drawn
 * @property {Card[]} questions in the order in which they are asked
 * @property {string} note what is said with the first question
 * @property {boolean} typing whether answers are typed
 * @property {boolean} recording whether the sound is recorded
 * @property {QuestionDraft | null} [draft] what was done of the first question asked
 * @property {(draft: QuestionDraft) => void} [ondraft] called as it is typed, ticked, and as time passes
 */

/**
 * A question that is under way: what was typed, the time spent, and once the answer is shown the rubric's result. The setting `interview` stores it with these keys.
 * @typedef {{ text: string, ms: number, marks?: any }} QuestionDraft
 */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const TICK_MS = 250;
/** How often the time is saved: a page that is killed loses no more. */
const SAVE_INTERVAL_MS = 5000;

/** Time on a question, without pauses. */
const clock = { spent: 0, since: 0, running: false, timer: 0, kept: 0 };

const elapsed = () => clock.spent + (clock.running ? performance.now() - clock.since : 0);

/** @param {boolean} on */
function setRunning(on) {
  if (on === clock.running) return;
  if (!on) clock.spent = elapsed();
  clock.since = performance.now();
  clock.running = on;
  byId('interview-pause').setAttribute('aria-pressed', String(!on));
  byId('interview-clock').classList.toggle('paused', !on);
  if (!on) saveDraft();
}

const minutesOf = (/** @type {Card} */ card) => card.minutes || draw.DEFAULT_QUESTION_MINUTES;

/** Minutes and seconds. @param {number} ms */
function formatTime(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** @type {RunningInterview | null} */
let interview = null;
let index = 0;
/** @type {any} */
let view = null;
/** @type {any} */
let rubric = null;
/** @type {(score: any) => void} */
let onscore = () => {};
/** Announcements of the clock that were made. @type {Set<string>} */
let announced = new Set();
/** The step to the answer or to the next question that is running: presses meanwhile are ignored. @type {Promise<void> | null} */
let runningStep = null;

/** @param {() => Promise<void>} work */
function runStep(work) {
  const mine = work().finally(() => {
    if (runningStep === mine) runningStep = null;
  });
  return (runningStep = mine);
}

/** Shows the time; says once when it is nearly over, and when it is. */
function tick() {
  if (!interview) return;
  const budget = minutesOf(interview.questions[index]) * 60000;
  const time = elapsed();
  byId('interview-time').textContent = formatTime(time);
  const line = /** @type {HTMLProgressElement} */ (byId('interview-line'));
  line.max = budget;
  line.value = Math.min(time, budget);
  byId('interview-clock').classList.toggle('over', time > budget);
  showPhase(time);
  if (time > budget && !announced.has('over')) announce(text('interview.time_over'));
  else if (time > budget - 60000 && budget > 120000 && !announced.has('near')) announce(text('interview.time_near'));
  if (time > budget) announced.add('over');
  if (time > budget - 60000) announced.add('near');
  if (Math.abs(time - clock.kept) >= SAVE_INTERVAL_MS) saveDraft();
}

/** The phases of a long question. @param {number} minutes */
function phaseList(minutes) {
  const steps = draw.designPhases(minutes).map((/** @type {{ key: string, minutes: number }} */ { key, minutes: n }) => element('li', { 'data-minutes': n }, element('span', {}, text(`interview.phase_${key}`)), ' ', element('small', {}, plural('interview.n_minutes', n))));
  return element('ol', { class: 'ladder', 'aria-label': text('interview.phases') }, ...steps);
}

/** @param {number} time */
function showPhase(time) {
  let end = 0;
  for (const step of document.querySelectorAll('#interview-stage .ladder > li')) {
    const start = end;
    end += Number(step.getAttribute('data-minutes')) * 60000;
    const now = time >= start && time < end;
    step.classList.toggle('past', time >= end);
    if (now && step.getAttribute('aria-current') !== 'step') announce(step.firstElementChild?.textContent || '');
    if (now) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
}

async function ask() {
  if (!interview) return;
  const mine = interview;
  const card = interview.questions[index];
  const faces = await deck.loadFaces(card);
  if (interview !== mine) return;
  view = new CardView(card, faces, { typing: interview.typing, manifest: /** @type {DeckManifest} */ (deck.manifest()) });
  rubric = null;
  const stage = byId('interview-stage');
  stage.replaceChildren(...(card.stages.includes('design') ? [phaseList(minutesOf(card))] : []), ...(index === 0 && interview.note ? [element('p', { class: 'note' }, interview.note)] : []), view.element);
  byId('interview-place').textContent = text('interview.place', { n: index + 1, m: interview.questions.length });
  byId('interview-budget').textContent = text('interview.of_minutes', { time: formatTime(minutesOf(card) * 60000) });
  byId('interview-next').textContent = text('interview.finish');
  byId('interview-hint').hidden = !view.hasHint();
  byId('interview-pause').hidden = false;
  byId('app-interview').dataset.state = 'question';
  const draft = interview.draft;
  interview.draft = null;
  if (draft && view.textarea) view.textarea.value = draft.text;
  view.textarea?.addEventListener('input', saveDraft);
  Object.assign(clock, { spent: draft?.ms ?? 0, since: performance.now(), running: false, kept: draft?.ms ?? 0 });
  announced = new Set();
  if (draft?.marks) return showRubric(draft.marks);
  setRunning(true);
  saveDraft();
  if (interview.recording) recorder.startRecording();
  clearInterval(clock.timer);
  clock.timer = Number(setInterval(tick, TICK_MS));
  tick();
  scrollTo(0, 0);
  view.heading.focus({ preventScroll: true });
  announce(`${byId('interview-place').textContent} ${plural('interview.n_minutes', minutesOf(card))}`);
}

/** Saves what was typed and marked, and the time, for a reload of the page. */
function saveDraft() {
  if (!interview || !view) return;
  clock.kept = elapsed();
  // The notes without what was typed, which has its own place.
  const results = rubric ? { marks: { ...rubric.result(0), notes: rubric.notes.value, nothing: rubric.nothing.checked } } : {};
  interview.ondraft?.({ text: view.textarea?.value ?? '', ms: Math.round(clock.kept), ...results });
}

/** The answer is given: the card turns, the rubric follows the key points, before the answer at length. @param {any} [results] what was marked before the page was left */
async function showRubric(results) {
  if (!interview || !view) return;
  const mine = view;
  setRunning(false);
  clearInterval(clock.timer);
  tick();
  const card = interview.questions[index];
  const name = recorder.recordingName(interview.ask.seed, card.id);
  let trouble = '';
  if (interview.recording) await recorder.stopRecording(name).catch((/** @type {unknown} */ error) => (trouble = learner.errorMessage(error)));
  // The interview was left meanwhile.
  if (view !== mine) return;
  view.reveal();
  rubric = new Rubric(view, { stage: interview.ask.stage, star: card.stages.includes('behavioural') });
  if (results) rubric.restore(results);
  saveDraft();
  const sound = await recorder.player(name);
  if (view !== mine) return;
  const points = view.back.querySelector('.study-points');
  if (points) points.append(rubric.element);
  else view.back.prepend(rubric.element);
  if (sound) rubric.element.prepend(sound);
  if (trouble) rubric.element.prepend(element('p', { class: 'notice', role: 'alert' }, trouble));
  byId('interview-hint').hidden = true;
  byId('interview-pause').hidden = true;
  byId('interview-next').textContent = text(index + 1 < interview.questions.length ? 'interview.next' : 'interview.to_score');
  byId('app-interview').dataset.state = 'rubric';
  view.back.setAttribute('tabindex', '-1');
  view.back.focus({ preventScroll: true });
  view.back.scrollIntoView({ block: 'start' });
  announce(text('interview.announce_rubric'));
}

/** The one button: ends the answer, then the question. */
async function primaryAction() {
  if (interview && !runningStep) await runStep(advance);
}

async function advance() {
  if (!interview) return;
  if (!rubric) return showRubric();
  const last = ++index === interview.questions.length;
  const score = rubric.result(elapsed());
  // Until the next question is there nothing is under way.
  view = null;
  onscore(score);
  if (!last) await ask();
}

/**
 * Starts a mock interview at a question.
 * @param {RunningInterview} what
 * @param {number} from position of the question, from 0
 * @param {(score: any) => void} scored called with each question's score
 */
async function start(what, from, scored) {
  interview = what;
  index = from;
  onscore = scored;
  await runStep(ask);
}

/** Leaves the interview that is running; what was typed is kept as a draft. */
function stop() {
  clearInterval(clock.timer);
  saveDraft();
  setRunning(false);
  recorder.closeMicrophone();
  interview = view = rubric = runningStep = null;
  byId('interview-stage').replaceChildren();
}

/** Runs a step; what fails is said above everything. @param {() => Promise<void>} step */
const guarded = (step) => () => step().catch((error) => learner.showProblem(byId('interview-problem'), learner.errorMessage(error)));

if (document.getElementById('interview-next')) {
  const next = byId('interview-next');
  // The second click of a double click, and a key that is held, were meant for what stood here before.
  next.addEventListener('click', ({ detail }) => void (detail > 1 || guarded(primaryAction)()));
  next.addEventListener('keydown', (event) => event.repeat && event.preventDefault());
  byId('interview-pause').addEventListener('click', () => setRunning(!clock.running));
  for (const type of ['input', 'change']) byId('interview-stage').addEventListener(type, saveDraft);
  addEventListener('pagehide', saveDraft);
  byId('interview-hint').addEventListener('click', () => {
    announce(view.hint());
    byId('interview-hint').hidden = !view.hasHint();
  });
}

export { start, stop };
