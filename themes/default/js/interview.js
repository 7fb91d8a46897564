// The mock interview's page: choosing, drawing the questions, their link, the interviewer's view, what was done before.
//
// The set of questions is in the address: `?seed=k3m9qa&level=mid&stage=technical&minutes=45&guide=HASH`, so that a friend gets the same one; `guide`
// is the version of the guide that it was drawn from; the page notes a different one. `view=interviewer` shows all questions at once, and
// `#result=…` a scorecard that an interviewer sent back.

import { announce, guideId, plural, element, language, number, settings, text, url } from './base.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as draw from './question-draw.js';
import * as events from './events.js';
import * as run from './interview-run.js';
import * as result from './interview-result.js';
import { InterviewerSheet } from './interviewer-sheet.js';
import * as learner from './study-data.js';
import { currentId } from './log.js';
import * as recorder from './recorder.js';
import { starForm } from './rubric.js';
import * as scorecard from './scorecard.js';
import * as stats from './stats.js';
import * as digest from './progress-digest.js';
/** @import { Topic, DeckManifest, Card } from './deck.js' */
/** @import { InterviewOptions } from './question-draw.js' */
/** @import { LogEvent } from './events.js' */

const app = /** @type {HTMLElement} */ (document.getElementById('app-interview'));
const { log } = learner;

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId('interview-setup'));
/** Loaded before anything here runs. */
const deckManifest = () => /** @type {DeckManifest} */ (deck.manifest());
/** An interview that was left in the middle. */
const DRAFT = 'interview';
/** The level that was chosen the last time. */
const LEVEL = 'interview-level';

/** The set of questions that the address asks for; without a seed none. */
let given = new URLSearchParams(location.search);

/** The interview that was left, if it is of this guide as it is. */
function draftNow() {
  const draft = settings.get(DRAFT);
  return draft && typeof draft.query === 'string' && Array.isArray(draft.scored) ? draft : null;
}

/** Offers to go on with the interview that was begun, where one is chosen: not above itself while it is under way. */
function showDraft(part = 'setup') {
  const draft = draftNow();
  byId('interview-draft').hidden = !draft || part !== 'setup';
  if (!draft) return;
  byId('interview-draft-text').textContent = plural('interview.draft', draft.scored.length);
  byId('interview-draft-end').textContent = text('interview.to_score');
  byId('interview-draft-end').hidden = scoredSoFar(draft).length === 0;
}

/** The questions of a begun interview that are over, and the one whose answer is marked. @param {{ scored: any[], begun: any }} draft @returns {any[]} */
function scoredSoFar({ scored, begun: draft }) {
  if (!draft?.marks) return scored;
  const { nothing: _, notes, ...marks } = draft.marks;
  return [...scored, { ...marks, ms: draft.ms, notes: [draft.text.trim(), notes.trim()].filter(Boolean).join('\n\n').slice(0, events.MAX_TEXT_LENGTH) }];
}

/** The level of the address; without one that of the goal, or what was chosen the last time. @param {string | null} asked */
function levelFrom(asked) {
  const wanted = asked ?? (given.get('seed') ? '' : (settings.get(LEVEL) ?? log.interviewGoal()?.level ?? learner.lastLevels().at(-1)));
  return deckManifest().levels.some(([id]) => id === wanted) ? String(wanted) : '';
}

/** @returns {InterviewOptions} */
function fromAddress() {
  const stage = given.get('stage') || '';
  const minutes = Math.round(Number(given.get('minutes')));
  return {
    seed: (given.get('seed') || '').slice(0, 40),
    level: levelFrom(given.get('level')),
    stage: draw.STAGES.includes(stage) ? /** @type {InterviewOptions['stage']} */ (stage) : 'technical',
    topics: given.getAll('topic').flatMap((list) => list.split(',')).filter((id) => deckManifest().topics.some((t) => t.id === id)),
    minutes: minutes >= 5 && minutes <= 480 ? minutes : 45,
    closed: given.get('closed') === '1',
  };
}

/** @param {InterviewOptions} ask */
function toQuery(ask) {
  const query = new URLSearchParams({ seed: ask.seed, level: ask.level, stage: ask.stage, minutes: String(ask.minutes), guide: deckManifest().hash });
  for (const topic of ask.topics) query.append('topic', topic);
  if (ask.closed) query.set('closed', '1');
  return query.toString();
}

/** @returns {InterviewOptions} */
function fromForm() {
  const data = new FormData(form);
  const stage = /** @type {InterviewOptions['stage']} */ (String(data.get('stage') || 'technical'));
  return { seed: '', level: String(data.get('level') || ''), stage, topics: data.getAll('topic').map(String), minutes: Number(data.get('minutes') || 45), closed: data.get('closed') !== null };
}

/** The options in force: the address's, as it is there, or a new one of the form, which repeats as little as it can. @returns {Promise<InterviewOptions>} */
async function optionsInForce() {
  if (given.get('seed')) return fromAddress();
  const ask = fromForm();
  settings.set(LEVEL, ask.level);
  return { ...ask, seed: await draw.leastRepeatedSeed(draw.recentlyAsked(log.interviews()), (seed) => questions({ ...ask, seed })) };
}

/** Draws the questions; loads only the topics that give one. @param {InterviewOptions} ask @returns {Promise<Card[]>} */
async function questions(ask) {
  const manifest = deckManifest();
  const levels = manifest.levels.map(([id]) => id);
  const topics = manifest.topics.map((t) => ({ id: t.id, counts: t.counts.filter(([, , , , isOwn]) => !isOwn).map(([level, kind, n]) => ({ level: level < 0 ? '' : manifest.levels[level][0], stages: deck.stagesOfKind(kind), n })) }));
  const order = draw.drawTopics(topics, levels, ask);
  const cards = (await Promise.all(order.map((/** @type {string} */ id) => deck.cards(id)))).flat();
  return draw.drawQuestions(cards, order, levels, ask);
}

/** That some questions are of the level below, and why; empty where none is. @param {InterviewOptions} ask @param {Card[]} list */
function levelNote(ask, list) {
  const n = draw.countOtherLevels(list, ask);
  const level = deckManifest().levels.find(([id]) => id === ask.level)?.[1] ?? '';
  return n ? text('interview.other_level', { n: number(n), level }) : '';
}

/** @param {'setup' | 'exam' | 'score' | 'interviewer' | 'problem'} part */
function show(part) {
  if (part !== 'exam') app.dataset.state = part;
  document.body.classList.toggle('in-session', part === 'exam');
  // The page keeps its heading for screen readers.
  byId('interview-head').classList.toggle('visually-hidden', part === 'exam' || part === 'score');
  form.hidden = part !== 'setup';
  byId('interview-exam').hidden = part !== 'exam';
  byId('interview-score').hidden = part !== 'score';
  byId('interview-sheet').hidden = part !== 'interviewer';
  showDraft(part);
  if (part === 'setup') showPast();
  else byId('interview-past').hidden = byId('interview-stories').hidden = true;
}

/** @param {unknown} error */
function fail(error) {
  console.warn(error);
  learner.showProblem(byId('interview-problem'), learner.errorMessage(error));
}

/** Fills the form; a set of questions from the address is shown instead of the fields. @param {DeckManifest} manifest */
function fill(manifest) {
  const ask = fromAddress();
  const fixed = ask.seed !== '';
  byId('interview-levels').replaceChildren(
    ...[['', text('interview.any_level')], ...manifest.levels].map(([id, name]) => element('label', { class: 'chip' }, element('input', { type: 'radio', name: 'level', value: id, checked: id === ask.level }), name)),
  );
  byId('interview-topics').querySelector('ul')?.replaceChildren(
    ...digest.topicsWithCards(manifest).filter((/** @type {Topic} */ t) => t.parent < 0).map((/** @type {Topic} */ t) => element('li', {}, element('label', {}, element('input', { type: 'checkbox', name: 'topic', value: t.id, checked: ask.topics.includes(t.id) }), element('span', { class: 'name' }, t.title)))),
  );
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[name=stage], input[name=minutes]'));
  for (const radio of radios) radio.checked = radio.value === (radio.name === 'stage' ? ask.stage : String(ask.minutes));
  byId('interview-record').hidden = !recorder.isSupported();
  byId('interview-fields').hidden = fixed;
  byId('interview-question-set').hidden = !fixed;
  byId('interview-redraw').hidden = !fixed;
  if (fixed) {
    byId('interview-question-set-labels').replaceChildren(...scorecard.interviewLabels(ask).map((/** @type {string} */ words) => element('span', {}, words)));
    const guide = given.get('guide');
    byId('interview-question-set-note').textContent = text(guide && guide !== manifest.hash ? 'interview.other_guide' : 'interview.same_question_set');
  }
}

/** Interviews and stories that are kept. */
function showPast() {
  const past = log.interviews().slice().reverse();
  byId('interview-past').hidden = past.length === 0;
  byId('interview-past').querySelector('ul')?.replaceChildren(...past.slice(0, 20).map(pastItem));
  const stories = [...new Set(log.general.filter((/** @type {LogEvent} */ e) => e.type === 'note').map((/** @type {LogEvent} */ e) => currentId(log.aliases, /** @type {string} */ (e.card))))];
  byId('interview-stories').hidden = stories.length === 0;
  byId('interview-stories').querySelector('ul')?.replaceChildren(...stories.map((id, i) => storyItem(String(id), i)));
}

/** @param {LogEvent} event */
function pastItem(event) {
  const record = /** @type {any} */ (event.paper);
  const { score } = draw.scorecard(record.questions);
  const open = () => showScore(record, event.day).catch(fail);
  return element(
    'li',
    {},
    element('button', { class: 'link-button', type: 'button', click: open }, days.format(event.day, language)),
    element('span', { class: 'labels' }, ...scorecard.interviewLabels(record).filter((_, i) => i < 2 || i > 3).map((/** @type {string} */ words) => element('span', {}, words))),
    element('span', { class: 'score' }, score === null ? '–' : number(score / 100, { style: 'percent' }), scorecard.judgedCount(record)),
  );
}

/** @param {string} id @param {number} i */
function storyItem(id, i) {
  const box = element('details', {}, element('summary', {}, id));
  titleOf(id).then((title) => title && (/** @type {HTMLElement} */ (box.firstElementChild).textContent = title)).catch(() => {});
  box.addEventListener('toggle', () => box.open && box.children.length === 1 && box.append(starForm(id, `story-${i}`)));
  return element('li', {}, box);
}

/** @param {string} id */
const titleOf = async (id) => (await deck.cards(stats.topicOf(id))).find((/** @type {Card} */ card) => card.id === id)?.title || '';

/** Shows a scorecard. @param {any} record @param {number} day @param {Node[]} [actions] before the others */
async function showScore(record, day, actions = []) {
  const again = element('a', { class: 'button', href: `interview.html?${toQuery({ ...record, topics: record.topics || [] })}` }, text('interview.same_again'));
  const another = element('a', { class: 'button quiet', href: 'interview.html' }, text('interview.new'));
  await scorecard.showScorecard(byId('interview-score'), record, day, [again, another], actions);
  show('score');
  byId('scorecard-title').focus();
}

/** A query without the version of the guide. @param {string} query */
function parametersWithoutGuide(query) {
  const parameters = new URLSearchParams(query);
  parameters.delete('guide');
  return parameters.toString();
}

/** Whether what was begun is this set of questions: the guide may be newer, if it asked the same so far. @param {any} draft @param {string} query @param {Card[]} list */
const isBegun = (draft, query, list) =>
  draft !== null && parametersWithoutGuide(draft.query) === parametersWithoutGuide(query) && draft.scored.length < list.length && draft.scored.every((/** @type {any} */ score, /** @type {number} */ i) => score?.card === list[i].id);

async function begin() {
  if (!learner.keepsNothing()) byId('interview-problem').hidden = true;
  const ask = await optionsInForce();
  const list = await questions(ask);
  if (list.length === 0) return learner.showProblem(byId('interview-problem'), text('interview.none'));
  const data = new FormData(form);
  let recording = data.get('recording') !== null;
  if (recording && !(await recorder.openMicrophone())) {
    recording = false;
    learner.showProblem(byId('interview-problem'), text('interview.no_microphone'));
  }
  history.replaceState(null, '', `?${toQuery(ask)}`);
  const draft = draftNow();
  const isSame = isBegun(draft, toQuery(ask), list);
  const typing = data.get('typing') !== null || (isSame && draft.typing === true);
  const started = isSame ? { ...draft, typing } : { query: toQuery(ask), scored: [], typing, begun: null };
  settings.set(DRAFT, started);
  show('exam');
  const ondraft = (/** @type {run.QuestionDraft} */ begun) => started.scored.length < list.length && settings.set(DRAFT, Object.assign(started, { begun }));
  await run.start({ ask, questions: list, note: levelNote(ask, list), typing, recording, draft: started.begun, ondraft }, started.scored.length, (/** @type {any} */ score) => {
    started.scored.push(score);
    started.begun = null;
    settings.set(DRAFT, started);
    if (started.scored.length === list.length) finish(ask, started.scored).catch(fail);
  });
}

/** Keeps the interview and shows its scorecard. @param {InterviewOptions} ask @param {any[]} scored */
async function finish(ask, scored) {
  run.stop();
  const { seed, level, stage, minutes, topics, closed } = ask;
  const record = { seed, guide: deckManifest().hash, level, stage, minutes, questions: scored, ...(topics.length ? { topics } : {}), ...(closed ? { closed } : {}) };
  const event = events.createEvent('interview', { paper: record }, { now: Date.now(), after: log.lastOf('interview')?.t });
  try {
    await learner.save([event]);
    settings.set(DRAFT, null);
  } catch (error) {
    fail(error);
  }
  await showScore(record, event.day);
  announce(text('interview.announce_score'));
}

/** All questions for the one who asks. */
async function showSheet() {
  if (!learner.keepsNothing()) byId('interview-problem').hidden = true;
  const ask = await optionsInForce();
  const list = await questions(ask);
  if (list.length === 0) return learner.showProblem(byId('interview-problem'), text('interview.none'));
  const query = toQuery(ask);
  history.replaceState(null, '', `?${query}&view=interviewer`);
  const sheet = await InterviewerSheet.open(ask, list, query);
  const note = levelNote(ask, list);
  byId('interview-sheet').replaceChildren(...sheet.parts(query), ...(note ? [element('p', { class: 'note' }, note)] : []));
  show('interviewer');
  byId('interviewer-title').focus();
}

/** A scorecard that somebody else sent back by a link: shown, and kept if the learner says so. */
async function received() {
  const event = await result.decode(location.hash.slice(result.FRAGMENT_PREFIX.length), guideId, Date.now());
  if (!event) return learner.showProblem(byId('interview-problem'), text('interview.bad_result'));
  const keep = async () => {
    await learner.save([event]);
    button.disabled = true;
    button.textContent = text('interview.kept_result');
    announce(button.textContent);
  };
  const isKept = log.ids.has(event.id);
  /** @type {HTMLButtonElement} */
  const button = element('button', { class: 'button primary', type: 'button', id: 'result-keep', disabled: isKept, click: () => keep().catch(fail) }, text(isKept ? 'interview.kept_result' : 'interview.keep_result'));
  await showScore(event.paper, event.day, [button]);
}

function leave() {
  run.stop();
  fill(deckManifest());
  show('setup');
}

/** Starts the page. */
export function start() {
  form.addEventListener('submit', (event) => (event.preventDefault(), begin().catch(fail)));
  byId('interview-view').addEventListener('click', () => showSheet().catch(fail));
  byId('interview-leave').addEventListener('click', leave);
  byId('interview-draft-resume').addEventListener('click', () => {
    given = new URLSearchParams(draftNow()?.query ?? '');
    fill(deckManifest());
    begin().catch(fail);
  });
  byId('interview-draft-end').addEventListener('click', () => {
    const draft = draftNow();
    given = new URLSearchParams(draft.query);
    fill(deckManifest());
    optionsInForce().then((ask) => finish(ask, scoredSoFar(draft))).catch(fail);
  });
  byId('interview-draft-drop').addEventListener('click', () => {
    settings.set(DRAFT, null);
    showDraft();
    announce(text('interview.draft_dropped'));
  });
  byId('interview-redraw').addEventListener('click', () => location.assign(url('interview.html')));

  learner.open({ orUnsaved: true }).then(
    () => {
      fill(deckManifest());
      show('setup');
      if (learner.keepsNothing()) learner.showProblem(byId('interview-problem'), learner.storageNotice());
      learner.loadNeededCards().catch(console.warn);
      if (location.hash.startsWith(result.FRAGMENT_PREFIX)) received().catch(fail);
      else if (given.get('view') === 'interviewer' && given.get('seed')) showSheet().catch(fail);
    },
    (/** @type {unknown} */ error) => {
      show('problem');
      fail(error);
    },
  );
}
