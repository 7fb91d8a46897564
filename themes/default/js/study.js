// The study session: shows the cards that the queue gives, saves the grades that the learner gives.
//
// States, in `data-state` and announced in the live region: loading, setup, question, answer, saving, problem, end. A grade counts when the store
// says that it is on disk; until then nothing else can be pressed, and if it could not be saved the session stays on the card and says so.

import { announce, plural, element, loadChunk, number, text } from './base.js';
import * as cardInfo from './card-info.js';
import { CardView } from './card-view.js';
import * as days from './days.js';
import * as deck from './deck.js';
import { onAnswerShown, listenForPresses, onSwipe, pressGuard, scrollTowardsEnd } from './press-events.js';
import * as learner from './study-data.js';
import { missedPoints } from './missed-points.js';
import * as stats from './stats.js';
import * as studyEnd from './study-end.js';
import { gradeButtons, showIntervals, showSuggestion } from './study-grades.js';
import { addStudyKeys } from './study-keys.js';
import * as drafts from './answer-drafts.js';
import * as annotations from './study-annotations.js';
import * as studySetup from './study-setup.js';
/** @import { Card, CardFaces, DeckManifest } from './deck.js' */
/** @import { LogEvent } from './events.js' */
/** @import { Grade } from './fsrs.js' */
/** @import { Done } from './study-end.js' */

const app = /** @type {HTMLElement} */ (document.getElementById('app-study'));

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const button = (/** @type {string} */ id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));
/** A pause over a card is not thinking: more than this does not count, ms. */
const MAX_ANSWER_MS = 10 * days.MINUTE;
/** A screen so low has no room for question and answer, pixels. */
const LOW_SCREEN_PX = 480;

/** @type {any} */
let session = null;
/** @type {any} */
let view = null;
let current = '';
/** The faces of the current card, as JSON. */
let facesShown = '';
let since = 0;
/** The grade that what was done suggests. @type {Grade | null} */
let suggested = null;
/** @type {Done[]} */
let done = [];
/** Something was kept that the backup file does not have yet. */
let isAhead = false;
/** A card whose faces were still loading when another was asked for is not shown. */
let asked = 0;

/** @param {'loading' | 'setup' | 'question' | 'answer' | 'saving' | 'problem' | 'end'} state */
function setState(state) {
  app.dataset.state = state;
  const inSession = state !== 'setup' && state !== 'end' && session !== null;
  document.body.classList.toggle('in-session', inSession);
  // The page keeps its heading for screen readers.
  byId('study-head').classList.toggle('visually-hidden', inSession || state === 'end');
  byId('study-setup').hidden = state !== 'setup';
  byId('study-session').hidden = !inSession;
  byId('study-end').hidden = state !== 'end';
  byId('study-front').hidden = state === 'answer' || (state === 'saving' && view?.shown);
  byId('study-grades').hidden = !byId('study-front').hidden;
  const busy = state === 'saving' || state === 'loading';
  for (const one of [...gradeButtons, button('study-show'), button('study-bury'), button('study-suspend')]) one.disabled = busy;
  button('study-undo').disabled = button('study-end-undo').disabled = busy || !session?.stack.length;
  button('study-end-undo').hidden = !session?.stack.length;
}

/** Says what could not be done, above everything. @param {unknown} error @param {{ label: string, run: () => void }} [action] */
function fail(error, action) {
  console.warn(error);
  learner.showProblem(byId('study-problem'), learner.errorMessage(error), action);
}

/** The next card, or the end. */
async function next() {
  if (!learner.keepsNothing()) byId('study-problem').hidden = true;
  annotations.showNotice('');
  const now = Date.now();
  const { id, until } = session.next(now);
  showProgress();
  if (id === null) return end(until);
  const mine = ++asked;
  const item = session.items.get(id);
  setState('loading');
  try {
    const faces = await deck.loadFaces(item.info);
    if (mine === asked) showQuestion(item, faces);
  } catch (error) {
    if (mine === asked) fail(error, { label: text('store.retry'), run: next });
  }
  preloadFaces();
}

/** Loads the faces of the cards that come next. */
function preloadFaces() {
  for (const id of session.list.slice(0, 3)) deck.loadFaces(session.items.get(id).info).catch(() => {});
}

/** @param {any} item @param {CardFaces} faces */
function showQuestion(item, faces) {
  current = item.id;
  facesShown = JSON.stringify(faces);
  view = new CardView(item.info, faces, { cloze: item.cloze, typing: learner.studySettings().typing, manifest: /** @type {DeckManifest} */ (deck.manifest()), missed: missedPoints(learner.log.of(current)), onchange: suggest });
  // What was typed, chosen and ticked here before the page was left, or before an undo.
  view.restore(drafts.lastDraft(current));
  for (const type of ['input', 'change']) view.element.addEventListener(type, saveDraft);
  byId('study-stage').replaceChildren(view.element);
  since = performance.now();
  setState('question');
  showHint();
  showLinks(item.info);
  const state = learner.log.card(current);
  const what = session.mode === 'cram' ? 'cram' : state.phase === 'new' ? 'new' : state.phase === 'review' ? 'review' : 'learning';
  // A learning card may come before the time that its grade promised.
  const early = what === 'learning' && state.dueAt > Date.now() ? text('study.early') : '';
  annotations.showNotice(early);
  scrollTo(0, 0);
  pressGuard.questionShown();
  ((learner.studySettings().typing && view.field()) || view.heading).focus({ preventScroll: true });
  announce(`${text(`study.announce_${what}`)} ${early} ${plural('study.left', left())}`);
}

const saveDraft = () => drafts.saveDraft(current, view.draft());

/** Cards that were not asked yet: each answer makes it fewer. */
const left = () => {
  const { newCards, review } = session.counts();
  return newCards + review;
};

function showProgress() {
  const rest = left();
  const { learning } = session.counts();
  const line = /** @type {HTMLProgressElement} */ (byId('study-line'));
  const finished = new Set(done.map((d) => d.event.card)).size;
  line.max = Math.max(1, finished + rest);
  line.value = Math.max(0, finished - learning / 2);
  const answered = done.length ? [element('span', { class: 'study-answered' }, `${plural('study.answered', done.length)} · `)] : [];
  const repeat = learning ? [text('study.to_repeat', { n: number(learning) })] : [];
  // "0 left" beside cards that come again would be untrue.
  const ahead = [...(rest || !learning ? [plural('study.left', rest)] : []), ...repeat];
  byId('study-left').replaceChildren(...answered, ahead.join(' · '));
}

function showHint() {
  button('study-hint').hidden = !view.hasHint();
}

const menu = /** @type {HTMLDetailsElement} */ (byId('study-menu'));
const closeMenu = () => (menu.open = false);

/** @param {Card} card */
function showLinks(card) {
  const edit = deck.editUrl(card);
  /** In a tab of its own: the session stays. @param {string} id @param {string} href */
  const lead = (id, href) => Object.assign(byId(id), { href, target: '_blank', rel: 'noopener' });
  lead('study-open', deck.pageUrl(card.id));
  byId('study-edit-item').hidden = edit === '';
  if (edit) lead('study-edit', edit);
  annotations.showFlag(card);
  closeMenu();
}

function hint() {
  const words = view?.hint();
  if (words) announce(words);
  saveDraft();
  showHint();
}

/** A press turns the card. */
function show() {
  if (app.dataset.state === 'question' && pressGuard.mayTurn()) turn();
}

function turn() {
  view.element.classList.add('turning');
  view.reveal();
  setState('answer');
  showIntervals(view, session.mode === 'cram' ? null : session.outcomes(current, Date.now()));
  suggest();
  showHint();
  view.back.setAttribute('tabindex', '-1');
  view.back.focus({ preventScroll: true });
  const undecided = view.type === 'choice' && !view.verdict;
  if (undecided) view.choiceList.before(element('p', { class: 'study-verdict' }, text('study.no_choice')));
  // A long question leaves the answer under the edge. Where something was judged, that is what to look at.
  const answer = view.element.querySelector('.study-verdict, .cloze-found') ?? view.back;
  if (answer.getBoundingClientRect().top > innerHeight * (innerHeight < LOW_SCREEN_PX ? 0.3 : 0.6)) answer.scrollIntoView({ block: 'start' });
  annotations.explainSwipes(byId('study-stage'));
  onAnswerShown();
  const verdict = undecided ? 'no_choice' : view.verdict;
  announce(`${verdict ? `${text(`study.${verdict}`)}. ` : ''}${text('study.announce_answer')}`);
}

/** Marks the grade that the checklist or the choice suggests. */
function suggest() {
  if (view?.shown) suggested = showSuggestion(view);
}

/** Saves events of the session, takes them in, goes on. @param {LogEvent} event @param {() => void} [after] */
async function commit(event, after = () => {}) {
  const before = /** @type {'question' | 'answer'} */ (app.dataset.state);
  setState('saving');
  if (!learner.keepsNothing()) byId('study-problem').hidden = true;
  try {
    await learner.save([event], (/** @type {LogEvent} */ saved) => session.apply(saved));
  } catch (error) {
    setState(before);
    fail(error);
    return;
  }
  isAhead = true;
  after();
  next();
}

/** @param {Grade} g */
function grade(g) {
  if (app.dataset.state !== 'answer' || !pressGuard.mayGrade()) return;
  pressGuard.consume();
  const item = session.items.get(current);
  const { phase } = learner.log.card(current);
  const event = session.grade(current, g, { now: Date.now(), ms: Math.min(performance.now() - since, MAX_ANSWER_MS), missed: view.missed() });
  const missed = view.missedWords();
  commit(event, () => {
    done.push({ event, card: item.info, missed, phase });
    learner.requestPersistence();
  });
}

/** @param {'bury' | 'suspend'} type */
function setAside(type) {
  if (app.dataset.state !== 'question' && app.dataset.state !== 'answer') return;
  commit(session.setAside(type, current, Date.now()), () => announce(text(`study.announce_${type}`)));
}

async function undo() {
  if (!session || !['question', 'answer', 'end'].includes(app.dataset.state || '')) return;
  // The last grade may be of a session before, over other cards.
  const id = session.stack.at(-1)?.id;
  if (id && !session.items.has(id)) {
    const items = (await deck.cards(stats.topicOf(id)).catch(() => [])).flatMap(deck.scheduledItems);
    const item = items.find((/** @type {{ id: string }} */ one) => one.id === id);
    if (item) session.items.set(id, item);
  }
  const event = session.undo(Date.now());
  if (!event) return;
  commit(event, () => {
    done = done.filter((d) => d.event.id !== event.of);
    announce(text('study.announce_undo'));
  });
}

/** @param {number | null} until */
function end(until) {
  view = null;
  byId('study-stage').replaceChildren();
  byId('study-end-title').textContent = text(done.length > 0 ? 'study.end_done' : 'study.end_nothing');
  studyEnd.showReport(byId('study-report'), done, { now: Date.now(), until });
  setState('end');
  byId('study-end-title').focus();
  announce(`${text('study.announce_end')} ${plural('study.n_cards', new Set(done.map((d) => d.card.id)).size)}`);
  if (done.length > 0 && !learner.keepsNothing()) syncBackupFile().catch(console.warn);
}

/** Brings together the store and the backup file that the learner chose, if any. */
async function syncBackupFile() {
  isAhead = false;
  if (!(await learner.store.getItem('keep', 'backup'))) return;
  const { syncBackup } = await loadChunk('asset:scripts/backup-sync.js', 'backup-sync');
  await syncBackup(learner.store);
  const note = learner.storageNotice();
  if (note && app.dataset.state !== 'problem') learner.showProblem(byId('study-problem'), note);
}

async function begin() {
  if (!learner.keepsNothing()) byId('study-problem').hidden = true;
  done = [];
  try {
    const { made, why } = await studySetup.createSession();
    session = made;
    session.moveToFront(drafts.unfinishedCard());
    learner.writeDigest(studySetup.query());
    await next();
    annotations.showNotice(why);
  } catch (error) {
    session = null;
    setState('setup');
    fail(error);
  }
}

function toSetup() {
  session = null;
  setState('setup');
  studySetup.updateForm();
}

/** Another tab, or an import, changed something: the card shown may be done. @param {LogEvent[]} added */
function onOtherEvents(added) {
  if (!session) {
    if (app.dataset.state === 'setup') studySetup.updateForm();
    return;
  }
  const mine = added.some((event) => event.card === current || event.type === 'undo');
  if (mine && ['question', 'answer'].includes(app.dataset.state || '') && session.next(Date.now()).id !== current) {
    announce(text('study.announce_elsewhere'));
    next();
  } else if (app.dataset.state !== 'end') {
    showProgress();
  }
}

/** Renders the current card again after the author saved it (`recto serve`), turned if it was. */
async function refresh() {
  const was = app.dataset.state;
  if (!session || (was !== 'question' && was !== 'answer')) return;
  const mine = asked;
  const item = session.items.get(current);
  const faces = await deck.loadFaces(item.info).catch(() => null);
  if (!faces || mine !== asked || app.dataset.state !== was || JSON.stringify(faces) === facesShown) return;
  showQuestion(item, faces);
  if (was === 'answer') turn();
}

/** To the left Again, to the right Good; on the front either turns the card. @param {boolean} right */
const swiped = (right) => (app.dataset.state === 'question' ? button('study-show') : gradeButtons[right ? 2 : 0]).click();

/** Space and Enter: turn the card, go to the end of the answer, give the grade that is suggested. */
function primaryAction() {
  if (app.dataset.state === 'question') return button('study-show').click();
  if (app.dataset.state !== 'answer' || !pressGuard.mayTurn()) return;
  if (scrollTowardsEnd(view.element, byId('study-foot'))) pressGuard.consume();
  else if (!view.isTicked() && view.typedAnswer() && !view.asked) askTicks();
  else gradeButtons[(suggested ?? 3) - 1].click();
}

/** What was typed is graded by what the learner says about it: the first press leads to the points. */
function askTicks() {
  pressGuard.consume();
  view.asked = true;
  view.ticks[0].focus();
  announce(text('study.announce_tick'));
}

function listen() {
  byId('study-setup').addEventListener('submit', (event) => (event.preventDefault(), begin()));
  button('study-extra').addEventListener('click', () => studySetup.addExtraNewCards().then(begin));
  button('study-show').addEventListener('click', show);
  button('study-hint').addEventListener('click', hint);
  gradeButtons.forEach((one, i) => one.addEventListener('click', () => grade(/** @type {Grade} */ (i + 1))));
  for (const id of ['study-undo', 'study-end-undo']) button(id).addEventListener('click', undo);
  button('study-bury').addEventListener('click', () => setAside('bury'));
  button('study-suspend').addEventListener('click', () => setAside('suspend'));
  button('study-info').addEventListener('click', () => cardInfo.open(session.items.get(current)));
  const onCard = (/** @type {(card: Card) => Promise<void>} */ run) => () => run(session.items.get(current).info).catch(fail);
  button('study-flag').addEventListener('click', onCard(annotations.toggleFlag));
  button('study-note').addEventListener('click', onCard(annotations.openNote));
  byId('study-menu').addEventListener('click', ({ target }) => target instanceof Element && target.closest('li > *') && closeMenu());
  button('study-end-button').addEventListener('click', () => end(null));
  // Not by the second click of the one that graded the last card.
  button('study-again').addEventListener('click', () => pressGuard.mayTurn() && toSetup());
  // Enter in a gap or Ctrl+Enter in a typed answer turns the card.
  byId('study-stage').addEventListener('keydown', (event) => {
    const inGap = event.target instanceof HTMLInputElement && event.target.classList.contains('gap');
    const inText = event.target instanceof HTMLTextAreaElement && (event.ctrlKey || event.metaKey);
    // Out of the box, back to the single keys.
    if (event.key === 'Escape' && event.target === view?.field()) view.heading.focus({ preventScroll: true });
    if (event.key === 'Enter' && !event.isComposing && (inGap || inText)) {
      event.preventDefault();
      show();
    }
  });
  // What an answer links to opens in a tab of its own: the session stays.
  byId('study-stage').addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest('a[href]');
    if (link && !link.getAttribute('href')?.startsWith('#')) Object.assign(link, { target: '_blank', rel: 'noopener' });
  });
  onSwipe(byId('study-stage'), swiped);
  listenForPresses();
  addStudyKeys({ state: () => app.dataset.state ?? '', inSession: () => session !== null && app.dataset.state !== 'end', view: () => view, primaryAction, menu });
  learner.onevents(onOtherEvents);
  document.addEventListener('recto:changed', refresh);
  // Other devices are given what was done in a session that is left without its end; if the page ends as well the next one does it.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && isAhead && !learner.keepsNothing() && syncBackupFile().catch(console.warn));
  learner.store.onlost = (/** @type {string} */ problem) => learner.showProblem(byId('study-problem'), text(`store.${problem}`));
}

/** Starts the page. */
export async function start() {
  listen();
  try {
    const { manifest, cleared } = await learner.open({ orUnsaved: true });
    studySetup.fillForm(manifest);
    setState('setup');
    const note = cleared > 0 ? plural('store.cleared', cleared) : learner.storageNotice();
    if (note) learner.showProblem(byId('study-problem'), note);
    if (!learner.keepsNothing()) syncBackupFile().catch(console.warn);
    const { selection } = studySetup;
    // A link to one card means that card, at once. Of several the form says how many there are, and one key starts.
    if (selection.cards.length === 1 || studySetup.startsAtOnce()) await begin();
    else if (selection.cards.length > 1) button('study-start').focus();
  } catch (error) {
    setState('problem');
    fail(error, { label: text('store.retry'), run: () => location.reload() });
  }
}
