// The form before a session: what to study, and the settings.
//
// In: the address's query, the manifest, the log. Out: a choice, and the items that it means; numbers of due and new cards as the choice changes.

import { plural, element, language, number, settings, text } from './base.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as learner from './study-data.js';
import * as queue from './queue.js';
import * as select from './card-selection.js';
import * as digest from './progress-digest.js';
import * as cardCounts from './card-counts.js';
import * as today from './today.js';
import * as view from './today-view.js';
/** @import { Topic, DeckManifest } from './deck.js' */
/** @import { Mode } from './queue.js' */
/** @import { Selection } from './card-selection.js' */

/** The form. */
const setupForm = /** @type {HTMLFormElement} */ (document.getElementById('study-setup'));

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const { log } = learner;
/** What is chosen in it. @type {Selection} */
let selection = select.fromQuery(location.search);
/** Whether the address or the form names something; else what is usual today. */
let isOwn = select.toQuery(selection) !== '';
/** Topics that a press for more lists. */
const MORE_TOPICS = 100;
/** How many are listed. */
let topicLimit = 60;
/** Counts of an older choice must not overwrite a newer one's. */
let asked = 0;
/** What a press for more new cards comes to, with those asked for before. */
let extra = 0;
/** Fulfilled when what the form says has been counted. @type {Promise<void>} */
let counted = Promise.resolve();

/** @param {string} name @param {string} value @param {string} label @param {boolean} checked @param {...(Node | string)} rest */
const chip = (name, value, label, checked, ...rest) =>
  element('label', { class: 'chip' }, element('input', { type: 'checkbox', name, value, checked }), label, ...rest);

/** @param {string} box @param {string} name @param {[string, string, ...any[]][]} list @param {string[]} chosen */
function fillChips(box, name, list, chosen) {
  byId(box).querySelector('.chips')?.replaceChildren(...list.map(([id, label]) => chip(name, id, label, chosen.includes(id))));
  byId(box).hidden = list.length < 2 && chosen.length === 0;
}

/** The day. */
const day = () => days.today(Date.now());

/** Fills the form from the manifest and the choice. @param {DeckManifest} manifest */
function fillForm(manifest) {
  const usual = today.defaultSelection(manifest, log, day(), learner.lastLevels());
  // An address may name what is usual anyway.
  isOwn &&= select.toQuery(selection) !== select.toQuery(usual);
  if (!isOwn) selection = usual;
  const used = (/** @type {0 | 1} */ column) => new Set(manifest.topics.flatMap((topic) => topic.counts.map((row) => row[column])));
  const [levels, kinds] = [used(0), used(1)];
  fillChips('study-levels', 'level', manifest.levels.filter((_, i) => levels.has(i)), selection.levels);
  fillChips('study-kinds', 'kind', manifest.kinds.filter((_, i) => kinds.has(i)), selection.kinds);
  fillChips('study-tags', 'tag', manifest.tags, selection.tags);
  /** @type {HTMLDetailsElement} */ (byId('study-tags')).open = selection.tags.length > 0;
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (setupForm.querySelectorAll('input[name=mode]'));
  for (const radio of radios) radio.checked = radio.value === selection.mode;
  byId('study-cards').hidden = selection.cards.length === 0;
  byId('study-cards-count').textContent = plural('study.cards_chosen', selection.cards.length);
  fillTopics(manifest);
  fillSettings();
  setupForm.hidden = false;
  recount();
}

/** Fills it anew, where the manifest is there. */
function updateForm() {
  const manifest = deck.manifest();
  if (manifest) fillForm(manifest);
}

/** Topics, those below indented: the first, and all that are chosen. @param {DeckManifest} manifest */
function fillTopics(manifest) {
  /** @type {(i: number) => number} */
  const depth = (i) => (i < 0 ? -1 : 1 + depth(manifest.topics[i].parent));
  const topics = digest.topicsWithCards(manifest);
  const chosen = new Set(selection.topics);
  const listed = topics.filter(({ id }, i) => i < topicLimit || chosen.has(id));
  const rows = listed.map((/** @type {Topic} */ topic) => {
    const box = element('input', { type: 'checkbox', name: 'topic', value: topic.id, checked: chosen.has(topic.id) });
    return element('li', { class: `depth-${Math.min(depth(topic.parent) + 1, 3)}` }, element('label', {}, box, element('span', { class: 'name' }, topic.title)));
  });
  const left = topics.length - listed.length;
  const more = element('button', { type: 'button', class: 'link-button', click: () => listMoreTopics(manifest) }, text('study.topics_more', { n: number(left) }));
  byId('study-topics').querySelector('ul')?.replaceChildren(...rows, ...(left ? [element('li', {}, more)] : []));
  byId('study-topics').hidden = topics.length < 2 || selection.cards.length > 0;
  countTopics(manifest);
}

const topicBoxes = () => /** @type {HTMLInputElement[]} */ ([...byId('study-topics').querySelectorAll('input[name=topic]')]);

/** Lists more topics, and leads to the first of them. @param {DeckManifest} manifest */
function listMoreTopics(manifest) {
  const before = new Set(topicBoxes().map(({ value }) => value));
  topicLimit += MORE_TOPICS;
  fillTopics(manifest);
  topicBoxes().find(({ value }) => !before.has(value))?.focus();
}

/** What is due and new in each topic, of the levels and kinds that are chosen. @param {DeckManifest} manifest */
function countTopics(manifest) {
  const within = { ...selection, topics: [], cards: [], tags: [] };
  const cards = deck.loadedCards().filter((card) => select.matches(within, card));
  const known = cardCounts.withSubtopics(manifest, cardCounts.byTopic(cardCounts.cardStatuses(log, cards, day()), day()), (topic) => select.countCards(manifest, topic, within).cards);
  for (const box of topicBoxes()) {
    const { due, seen, total } = known.get(box.value) ?? { due: 0, seen: 0, total: 0 };
    const unseen = Math.max(0, total - seen);
    const label = /** @type {HTMLElement} */ (box.parentElement);
    for (const old of label.querySelectorAll('.due, .total')) old.remove();
    label.append(...(due ? [element('span', { class: 'due' }, plural('study.n_due', due))] : []), ...(unseen ? [element('span', { class: 'total' }, plural('study.n_unseen', unseen))] : []));
  }
}

function fillSettings() {
  const now = learner.studySettings();
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (setupForm.querySelectorAll('.settings input'));
  for (const input of inputs) {
    if (input.name === 'retention') input.value = String(Math.round(now.retention * 100));
    else if (input.type === 'checkbox') input.checked = now[/** @type {'typing'} */ (input.name)];
    else input.value = String(input.name === 'fresh' ? now.newPerDay : now[/** @type {'reviews'} */ (input.name)]);
  }
  showRetention();
}

const showRetention = () => (byId('study-retention').textContent = number(learner.studySettings().retention, { style: 'percent' }));

/** Beside the number of new cards a day: on the way to a date the plan says how many. */
function showPace() {
  const box = byId('study-new-note');
  const { date, newCards } = learner.todaySummary();
  box.hidden = date === null;
  if (date !== null) box.replaceChildren(text('study.set_new_goal', { n: number(newCards + queue.studiedOn(log, day()).newCards) }), ' ', element('a', { href: 'progress.html#progress-goal' }, text('study.to_plan')));
}

/** @param {HTMLInputElement} input */
function keepSetting(input) {
  const value = input.type === 'checkbox' ? input.checked : input.name === 'retention' ? Number(input.value) / 100 : Math.round(Number(input.value));
  if (!input.checkValidity() || input.value === '') return;
  learner.updateStudySettings({ [input.name]: value });
  showRetention();
}

/** The choice that the form says. */
function read() {
  const data = new FormData(setupForm);
  const all = (/** @type {string} */ name) => data.getAll(name).map(String);
  selection = { ...selection, topics: all('topic'), levels: all('level'), kinds: all('kind'), tags: all('tag'), mode: /** @type {Mode} */ (data.get('mode') || 'study') };
  settings.set('levels', selection.levels);
  const usual = today.defaultSelection(/** @type {DeckManifest} */ (deck.manifest()), log, day(), selection.levels);
  isOwn = select.toQuery(selection) !== select.toQuery(usual);
}

/** The items of a choice, loading the topics that it needs. @returns {Promise<any[]>} */
async function scheduledItems() {
  const manifest = await deck.loadManifest();
  const now = Date.now();
  const set = learner.studySettings();
  const newCards = Math.max(learner.EXTRA_NEW_CARDS, set.newPerDay + set.extra - queue.studiedOn(log, days.today(now)).newCards);
  await learner.loadNeededCards();
  const wanted = isOwn ? select.topicsToLoad(manifest, selection, log, { today: days.today(now), newCards }) : manifest.topics.map(({ id }) => id).filter(deck.isLoaded);
  const lists = await Promise.all(wanted.map((/** @type {string} */ id) => deck.cards(id)));
  const isChosen = (/** @type {any} */ card) => (isOwn ? select.matches(selection, card) : today.isInDefaultSelection(selection, card));
  // What the learner added is there in any case, also where its topic is gone from the guide or not loaded.
  const cards = new Map([...lists.flat(), ...deck.customCards()].map((card) => [card.id, card]));
  const chosen = [...cards.values()].filter(isChosen);
  // Cards that are named come in the order in which they are named.
  if (isListed()) chosen.sort((a, b) => selection.cards.indexOf(a.id) - selection.cards.indexOf(b.id));
  return chosen.flatMap(deck.scheduledItems);
}

/** Whether single cards are named, in an order that is meant. */
const isListed = () => isOwn && selection.cards.length > 0;

/** A session over the choice; where nothing else is chosen, the interview leads it. */
async function session() {
  const set = learner.studySettings();
  const limits = { ...set, newCards: set.newPerDay };
  const all = await scheduledItems();
  const goal = isOwn ? null : today.sessionInterviewGoal(log, [...new Set(all.map(({ info }) => info))], day(), limits.minutes);
  return new queue.Session({ log, items: all, mode: selection.mode, limits, now: Date.now(), goal, isListed: isListed() });
}

/** The session to begin with, and a sentence where it is not what was asked for: a card that is not due is practised. */
async function createSession() {
  const made = await session();
  const { newCards, learning, review } = made.counts();
  if (newCards + learning + review > 0 || selection.cards.length !== 1 || selection.mode === 'cram' || made.items.size === 0) return { made, why: '' };
  const states = [...made.items.keys()].map((id) => log.card(id));
  const due = Math.min(...states.map((state) => (state.phase === 'review' && !state.suspended ? state.due : Infinity)));
  selection = { ...selection, mode: 'cram' };
  const why = states.every(({ suspended }) => suspended) ? text('study.practice_aside') : due > day() && due < Infinity ? text('study.practice', { date: days.format(due, language) }) : text('study.practice_later');
  return { made: await session(), why };
}

const recount = () => (counted = showCounts());

/** Says how much the choice gives, and what its mode means. */
async function showCounts() {
  const turn = ++asked;
  const note = byId('study-mode-note');
  note.textContent = text(`study.note_${selection.mode}`);
  try {
    const found = await session();
    if (turn !== asked) return;
    const counts = found.counts();
    // More than the guide has elsewhere.
    if ([...found.items.values()].some(({ info }) => info.clozes.length > 1)) note.append(` ${text('study.note_gaps')}`);
    const due = counts.review + counts.learning;
    const parts = selection.mode === 'cram' ? [plural('study.n_cards', due)] : [plural('study.n_due', due), plural('study.n_new', counts.newCards)];
    const none = due + counts.newCards === 0;
    byId('study-counts').replaceChildren(...(none ? [text(`study.none_${selection.mode}`)] : parts.map((part) => element('span', {}, part))));
    const manifest = /** @type {DeckManifest} */ (deck.manifest());
    view.showToday(byId('study-today-box'), manifest, isOwn ? null : learner.todaySummary());
    document.getElementById('resume-interview')?.toggleAttribute('hidden', !settings.get('interview'));
    countTopics(manifest);
    showPace();
    /** @type {HTMLButtonElement} */ (byId('study-start')).disabled = none;
    // With a date as without one, whoever is through with the day can go on.
    const more = none ? Math.min(learner.EXTRA_NEW_CARDS, found.room.left) : 0;
    byId('study-extra').hidden = more === 0;
    byId('study-extra').textContent = text('study.extra', { n: number(more) });
    extra = learner.studySettings().extra + more - Math.min(0, found.room.newCards);
  } catch (error) {
    if (turn === asked) learner.showProblem(byId('study-problem'), learner.errorMessage(error), { label: text('store.retry'), run: () => location.reload() });
  }
}

setupForm.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest('.settings')) keepSetting(target);
  else read();
  recount();
});
setupForm.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === 'retention') byId('study-retention').textContent = number(Number(target.value) / 100, { style: 'percent' });
});
byId('study-cards-clear').addEventListener('click', () => {
  selection = { ...selection, cards: [] };
  isOwn = select.toQuery(selection) !== '';
  updateForm();
});

/** Takes more new cards today: as many as there are after what was done last, though the form may still say those of before. */
async function addExtraNewCards() {
  for (let last = null; last !== counted; ) await (last = counted);
  learner.setExtraNewCards(extra);
}

/** The address of what is studied; empty for what is usual. */
const query = () => (isOwn ? select.toQuery(selection) : '');

export { setupForm, fillForm, updateForm, createSession, addExtraNewCards, query, selection };
/** Whether the address asks to begin at once. */
export const startsAtOnce = () => new URLSearchParams(location.search).get('go') === 'today';
