// The table of all cards, to filter, sort and mark; marks are saved as events like any other.
//
// In: manifest, log, all topics' cards; `?card=ID` shows one card with its note open, `?topic=…` and the other fields of the filter narrow it from the
// start. Out: the table, a page of it at a time.

import { announce, element, language, number, text, loadChunk } from './base.js';
import * as days from './days.js';
import * as deck from './deck.js';
import * as events from './events.js';
import * as learner from './study-data.js';
import * as browse from './browse-list.js';
import * as select from './card-selection.js';
import * as digest from './progress-digest.js';
/** @import { Card, DeckManifest } from './deck.js' */
/** @import { LogEvent } from './events.js' */
/** @import { Row, Column, Filter } from './browse-list.js' */

const app = /** @type {HTMLElement} */ (document.getElementById('app-browse'));
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId('browse-filter'));
const { log } = learner;
/** Rows of a page. */
const PAGE_SIZE = 50;
/** Debounce of typing in the filter. */
const FILTER_DEBOUNCE_MS = 120;

/** @type {Row[]} */
let rows = [];
/** Rows that pass the filter, in order. @type {Row[]} */
let shown = [];
let page = 0;
/** @type {Column | ''} */
let column = '';
let down = false;
/** Letters of an address's query, at most. */
const MAX_QUERY = 7000;

/** Ids of the cards that are chosen; they stay when the page turns. @type {Set<string>} */
const chosen = new Set();
/** The card whose note is open. */
let open = '';
/** The custom card that was saved last: it stays open while the filter is cleared. */
let justSaved = '';
/** The cards whose reset the next press on the button confirms. */
let resetToConfirm = '';

const today = () => days.today(Date.now());
const control = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const stateWords = (/** @type {string} */ state) => text(state === 'new' ? 'browse.new' : state === 'suspended' ? 'marks.aside' : `marks.${state}`);
const dateOf = (/** @type {number} */ day) => days.format(day, language, { day: 'numeric', month: 'short', year: 'numeric' });

/** @returns {Filter} */
function filter() {
  const value = (/** @type {string} */ name) => control(name).value;
  const due = { '': null, now: today(), week: today() + 7 }[value('due')] ?? null;
  return { words: value('words'), state: value('state'), due, lapses: Math.max(0, Math.round(Number(value('lapses'))) || 0), level: value('level'), topic: value('topic'), tag: value('tag'), mark: value('mark') };
}

/** @param {string} name @param {[string, string][]} list */
const options = (name, list) => control(name).append(...list.map(([value, label]) => element('option', { value }, label)));

/** @param {DeckManifest} manifest */
function fill(manifest) {
  options('state', browse.STATES.map((state) => [state, stateWords(state)]));
  options('level', manifest.levels);
  const depth = (/** @type {number} */ i) => (i < 0 ? 0 : manifest.topics[i].id.split('/').length);
  options('topic', digest.topicsWithCards(manifest).map(({ id, title, parent }) => [id, `${'\u2003'.repeat(depth(parent))}${title}`]));
  options('tag', manifest.tags);
  for (const name of ['level', 'tag']) control(name).closest('label')?.toggleAttribute('hidden', control(name).querySelectorAll('option').length < 2);
  const given = new URLSearchParams(location.search);
  for (const [name, value] of given) if (name !== 'card' && form.elements.namedItem(name)) control(name).value = value;
  open = given.get('card') ?? '';
}

/** Computes and shows everything again. */
function refresh() {
  rows = browse.rows(log, deck.loadedCards(), today());
  updateList();
}

/** Filters, sorts and shows. */
function updateList() {
  const manifest = /** @type {DeckManifest} */ (deck.manifest());
  const guide = { language, levels: manifest.levels.map(([id]) => id), topics: manifest.topics.map(({ id }) => id) };
  shown = browse.sorted(browse.filtered(rows, filter()), column, down, guide);
  const at = shown.findIndex(({ card }) => card.id === open);
  if (at >= 0 && !shown.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).some(({ card }) => card.id === open)) page = Math.floor(at / PAGE_SIZE);
  show();
}

function show() {
  const part = browse.paged(shown, page, PAGE_SIZE);
  page = part.page;
  byId('browse-count').textContent = text('browse.shown', { n: number(shown.length), m: number(rows.length) });
  byId('browse-none').hidden = shown.length > 0;
  byId('browse-table').hidden = shown.length === 0;
  byId('browse-rows').replaceChildren(...part.list.flatMap(rowElements));
  byId('browse-pages').hidden = part.pages < 2;
  byId('browse-page').textContent = text('browse.page', { n: number(page + 1), m: number(part.pages) });
  /** @type {HTMLButtonElement} */ (byId('browse-previous')).disabled = page === 0;
  /** @type {HTMLButtonElement} */ (byId('browse-next')).disabled = page + 1 >= part.pages;
  for (const head of document.querySelectorAll('#browse-table th[data-column]')) {
    const is = head.getAttribute('data-column') === column;
    if (is) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  }
  showChosen();
}

function showChosen() {
  const n = chosen.size;
  byId('browse-chosen').textContent = n ? text('browse.chosen', { n: number(n) }) : '';
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (byId('browse-actions').querySelectorAll('button'))) button.disabled = n === 0;
  const list = /** @type {NodeListOf<HTMLInputElement>} */ (byId('browse-rows').querySelectorAll('input[data-card]'));
  const all = /** @type {HTMLInputElement} */ (byId('browse-all'));
  all.checked = list.length > 0 && [...list].every((box) => box.checked);
  all.indeterminate = !all.checked && [...list].some((box) => box.checked);
}

/** The label of a column: on a phone it is beside each value. @param {string} name */
const headOf = (name) => document.querySelector(`#browse-table th[data-column="${name}"]`)?.textContent ?? '';

/** A row, and its note under it if that is open. @param {Row} row */
function rowElements(row) {
  const { card, state, due, lapses, missed, flag, note } = row;
  const manifest = /** @type {DeckManifest} */ (deck.manifest());
  const topic = manifest.topics.find(({ id }) => id === card.topic)?.title ?? '';
  const level = manifest.levels.find(([id]) => id === card.level)?.[1] ?? '';
  const box = element('input', { type: 'checkbox', 'data-card': card.id, checked: chosen.has(card.id), 'aria-label': card.title });
  const isOpen = open === card.id;
  const noteWords = text(note ? 'browse.note' : 'browse.note_add');
  const noteButton = element('button', { class: 'link-button', type: 'button', 'aria-expanded': String(isOpen), 'data-note': card.id, 'aria-label': `${noteWords}: ${card.title}` }, noteWords);
  const line = element(
    'tr',
    { class: flag ? 'flagged' : null, role: 'row' },
    element('td', { role: 'cell' }, element('label', { class: 'browse-box' }, box)),
    element('th', { scope: 'row', role: 'rowheader' }, element('a', { href: deck.pageUrl(card.id) }, card.title), ...(card.custom ? [' ', element('span', { class: 'browse-flag' }, text('browse.custom_card'))] : []), ...(flag ? [' ', element('span', { class: 'browse-flag' }, text('browse.flagged'))] : []), ...(note && !isOpen ? [element('small', { class: 'browse-note' }, note.slice(0, 120))] : [])),
    element('td', { role: 'cell', 'data-of': 'topic' }, topic),
    element('td', { role: 'cell', 'data-of': 'level' }, level),
    element('td', { role: 'cell', 'data-of': 'state' }, stateWords(state)),
    element('td', { role: 'cell', class: due === Infinity ? 'none' : null, 'data-of': 'due', 'data-label': headOf('due') }, due === Infinity ? '–' : dateOf(due)),
    element('td', { role: 'cell', class: lapses || missed ? 'number' : 'number none', 'data-of': 'lapses', 'data-label': headOf('lapses') }, lapses ? number(lapses) : '–', ...(missed ? [element('small', {}, text('browse.missed_n', { n: number(missed) }))] : [])),
    element('td', { role: 'cell' }, noteButton),
  );
  return isOpen ? [line, noteRow(row)] : [line];
}

/** The note of a card, kept when the field is left. @param {Row} row */
function noteRow({ card, note }) {
  const field = element('textarea', { id: 'browse-note', rows: 3, maxlength: events.MAX_TEXT_LENGTH });
  field.value = note;
  const said = element('p', { class: 'note', role: 'status' });
  field.addEventListener('change', () => saveForEach([card.id], 'remark', () => ({ text: field.value }), false).then((done) => done && (said.textContent = text('browse.kept'))));
  const button = element('button', { class: 'button', type: 'button', click: () => saveForEach([card.id], 'flag', () => ({ on: !log.annotationOf(card.id).flag })) }, text(log.annotationOf(card.id).flag ? 'browse.unflag' : 'browse.flag'));
  return element('tr', { class: 'browse-open', role: 'row' }, element('td', { colspan: 8, role: 'cell' }, element('label', { for: 'browse-note' }, text('browse.note_on', { title: card.title })), field, element('p', { class: 'actions' }, button, ...(card.custom ? [element('button', { class: 'button', type: 'button', click: () => editCustomCard(card) }, text('browse.custom_card_edit'))] : [])), said));
}

/** Opens the form for a custom card. @param {Card | null} card `null` for a new one */
async function editCustomCard(card) {
  const manifest = /** @type {DeckManifest} */ (deck.manifest());
  const save = (/** @type {LogEvent[]} */ list) => learner.save(list).then(() => true, (error) => (learner.showProblem(byId('browse-problem'), learner.errorMessage(error)), false));
  const done = (/** @type {string} */ id, /** @type {string} */ words) => {
    open = log.customCards.has(id) ? id : '';
    chosen.delete(id);
    rows = browse.rows(log, deck.loadedCards(), today());
    // It is seen, whatever the filter says.
    justSaved = open;
    form.reset();
    showCustomCards().catch(console.warn);
    announce(words);
    byId('browse-said').textContent = words;
  };
  try {
    const { open: openForm } = await loadChunk('asset:scripts/custom-card-form.js', 'custom-card-form');
    openForm({ manifest, card, topic: control('topic').value, levelName: byId('browse-add').dataset.level ?? '', after: log.events.at(-1)?.t ?? 0, save, done });
  } catch (error) {
    learner.showProblem(byId('browse-problem'), learner.errorMessage(error));
  }
}

/** Custom cards as files for the guide's maintainer. */
async function showCustomCards() {
  const cards = deck.customCards();
  byId('browse-custom-cards-files').hidden = cards.length === 0;
  if (cards.length === 0) return;
  const { exportList } = await loadChunk('asset:scripts/custom-card-form.js', 'custom-card-form');
  byId('browse-custom-cards-list').replaceChildren(...exportList(/** @type {DeckManifest} */ (deck.manifest()), cards));
}

/** What is scheduled of a card. @param {string} id */
const itemsOf = (id) => rows.filter(({ card }) => card.id === id).flatMap(({ card }) => deck.scheduledItems(card).map((item) => item.id));

/**
 * Saves an event for each card; for types that schedule, for each of its items.
 * @param {string[]} ids @param {string} type @param {(id: string) => object | null} [fields] `null` for a card that it does not concern @param {boolean} [redraw] whether the table is shown again
 * @returns {Promise<boolean>}
 */
async function saveForEach(ids, type, fields = () => ({}), redraw = true) {
  const targets = type === 'flag' || type === 'remark' ? ids : ids.flatMap(itemsOf);
  const now = Date.now();
  const list = targets.flatMap((card) => {
    const own = fields(card);
    return own ? [events.createEvent(type, { card, ...own }, { now, after: Math.max(log.card(card).at, log.events.at(-1)?.t ?? 0) })] : [];
  });
  try {
    await learner.save(list);
    byId('browse-problem').hidden = true;
  } catch (error) {
    learner.showProblem(byId('browse-problem'), learner.errorMessage(error));
    return false;
  }
  rows = browse.rows(log, deck.loadedCards(), today());
  if (redraw) {
    const focus = document.activeElement?.getAttribute('data-card') ?? document.activeElement?.id;
    updateList();
    if (focus) document.getElementById(focus)?.focus();
    announce(text('browse.done', { n: number(new Set(list.map(({ card }) => card)).size) }));
  }
  return true;
}

/** @param {string[]} ids */
const query = (ids) => select.toQuery({ ...select.fromQuery(''), cards: ids });

/** What the buttons do to the cards that are chosen. @type {Record<string, (ids: string[]) => unknown>} */
const ACTIONS = {
  study: (ids) => {
    // Servers refuse longer addresses; the form says how many cards there are.
    while (query(ids).length > MAX_QUERY) ids = ids.slice(0, -1);
    location.href = `study.html?${query(ids)}`;
  },
  suspend: (ids) => saveForEach(ids, 'suspend'),
  resume: (ids) => saveForEach(ids, 'resume'),
  flag: (ids) => saveForEach(ids, 'flag', () => ({ on: true })),
  unflag: (ids) => saveForEach(ids, 'flag', () => ({ on: false })),
  // Asked twice: of many cards at once it is much to do by accident.
  reset: (ids) => {
    const key = [...ids].sort().join('\n');
    if (resetToConfirm === key) {
      resetToConfirm = '';
      byId('browse-sure').textContent = '';
      return saveForEach(ids, 'reset', (id) => (log.card(id).phase === 'new' ? null : {}));
    }
    resetToConfirm = key;
    byId('browse-sure').textContent = text('browse.reset_sure', { n: number(ids.length) });
  },
  move: (ids) => {
    const to = days.fromIso(/** @type {HTMLInputElement} */ (byId('browse-day')).value);
    if (to === null) return byId('browse-day').focus();
    return saveForEach(ids, 'move', (id) => (log.card(id).memory ? { to } : null));
  },
};

/** On a phone the table is styled as a list; these roles keep it a table for screen readers. */
function setTableRoles() {
  for (const [selector, role] of [['table', 'table'], ['thead, tbody', 'rowgroup'], ['thead tr', 'row'], ['thead th', 'columnheader']]) {
    for (const part of document.querySelectorAll(selector.split(', ').map((one) => `.browse-scroll ${one}`).join())) part.setAttribute('role', role);
  }
}

function listen() {
  let timer = 0;
  const again = () => {
    page = 0;
    open = justSaved;
    justSaved = '';
    updateList();
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => (clearTimeout(timer), (timer = Number(setTimeout(again, FILTER_DEBOUNCE_MS)))));
  form.addEventListener('reset', () => setTimeout(again));
  byId('browse-previous').addEventListener('click', () => (page--, (open = ''), show()));
  byId('browse-next').addEventListener('click', () => (page++, (open = ''), show()));
  for (const head of document.querySelectorAll('#browse-table th[data-column] button')) {
    head.addEventListener('click', () => {
      const own = /** @type {Column} */ (head.parentElement?.getAttribute('data-column'));
      // Up, down, the guide's order.
      if (column !== own) [column, down] = [own, false];
      else if (!down) down = true;
      else [column, down] = ['', false];
      page = 0;
      updateList();
    });
  }
  byId('browse-rows').addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.dataset.card) return;
    chosen[target.checked ? 'add' : 'delete'](target.dataset.card);
    showChosen();
  });
  byId('browse-all').addEventListener('change', ({ target }) => {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (byId('browse-rows').querySelectorAll('input[data-card]'))) {
      box.checked = /** @type {HTMLInputElement} */ (target).checked;
      chosen[box.checked ? 'add' : 'delete'](/** @type {string} */ (box.dataset.card));
    }
    showChosen();
  });
  byId('browse-rows').addEventListener('click', ({ target }) => {
    const id = target instanceof Element ? target.closest('[data-note]')?.getAttribute('data-note') : null;
    if (!id) return;
    open = open === id ? '' : id;
    show();
    // The note stays in sight beside what scrolls sideways: the focus is not to move it.
    (open ? byId('browse-note') : /** @type {HTMLElement | null} */ (document.querySelector(`[data-note="${CSS.escape(id)}"]`)))?.focus({ preventScroll: open !== '' });
  });
  for (const [name, run] of Object.entries(ACTIONS)) byId(`browse-${name}`).addEventListener('click', () => run([...chosen]));
  byId('browse-add').addEventListener('click', () => editCustomCard(null));
  learner.onevents(() => (refresh(), showCustomCards().catch(console.warn)));
}

/** Starts the page. */
export async function start() {
  try {
    const { manifest } = await learner.open();
    await Promise.all(manifest.topics.map(({ id }) => deck.cards(id)));
    fill(manifest);
    listen();
    setTableRoles();
    refresh();
    byId('browse-body').hidden = false;
    app.dataset.state = 'shown';
    showCustomCards().catch(console.warn);
    if (new URLSearchParams(location.search).has('own')) editCustomCard(null);
    if (open) byId('browse-note')?.closest('tr')?.scrollIntoView({ block: 'center', inline: 'start' });
  } catch (error) {
    console.warn(error);
    app.dataset.state = 'problem';
    learner.showProblem(byId('browse-problem'), learner.errorMessage(error), { label: text('store.retry'), run: () => location.reload() });
  }
}
