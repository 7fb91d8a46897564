// What someone may send a learner, or a learner may type, to run a script in their browser: addresses with queries and fragments, a progress file with
// cards, notes, stories and papers, a judged paper in a link. Each of tests/payloads/, on pages without their content policy. Nothing may run, and no
// page may have an element or a handler that could.
//
// As the tests run it, addresses hold many payloads each, and one of every hundred and twenty alone; RECTO_PAYLOADS as in payloads.test.mjs: each alone.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS } from './support/browser.mjs';
import { none } from './support/none.mjs';
import { payloads, watched, withoutPolicy } from './support/payloads.mjs';
import { empty, study } from './support/site.mjs';
import { inState } from './support/study.mjs';
import { exportText } from '../../themes/default/js/backup-file.js';
import { newCardId } from '../../themes/default/js/custom-cards.js';
import * as events from '../../themes/default/js/events.js';
import * as result from '../../themes/default/js/interview-result.js';

const BOOK = 'study-fixture';
const wanted = process.env.RECTO_PAYLOADS ?? '';
const all = payloads(wanted === 'all' ? '' : wanted);
const LANES = 6;
const server = await withoutPolicy({ site: study() });
after(() => server.close());
const browser = await chromium.launch({ executablePath, args: [...FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
after(() => browser.close());

const open = watched(browser, server.base);

/** A text for an address: a lone surrogate has no form there. @param {string} text */
const encoded = (text) => encodeURIComponent(text.toWellFormed?.() ?? text);

/** Payloads in groups that make addresses which a server takes. */
const groups = () => {
  const groups = [''];
  for (const text of all) {
    if (encoded(groups[groups.length - 1]).length + encoded(text).length > 6000) groups.push('');
    groups[groups.length - 1] += `${text} `;
  }
  return groups;
};

/** Each page, with the parameters that its scripts read. */
const PAGES = {
  'index.html': [],
  'databases/acid.html': ['card', 'q'],
  'databases/index.html': ['tag', 'level', 'kind'],
  'study.html': ['card', 'topic', 'mode', 'level', 'tag', 'interview'],
  'search.html': ['q', 'topic', 'level', 'kind', 'tag', 'whole'],
  'progress.html': ['range', 'state'],
  'browse.html': ['card', 'q', 'topic', 'state', 'page', 'go'],
  'interview.html': ['seed', 'guide', 'level', 'stage', 'minutes', 'topic', 'view', 'closed'],
  '404.html': ['q'],
};

test('no address runs anything, in its query or behind its #', { timeout: 3600000 }, async () => {
  const texts = wanted ? all : [...groups(), ...all.filter((_, i) => i % 120 === 0)];
  const addresses = Object.entries(PAGES).flatMap(([path, names]) =>
    texts.map((text, i) => {
      const value = encoded(text);
      // As much as a server takes: what is longer stands in one parameter, each time in another.
      const chosen = value.length * names.length < 8000 ? names : names.filter((_, n) => i % names.length === n);
      return `/site/${path}?${chosen.map((name) => `${name}=${value}`).join('&')}#${path === 'interview.html' ? 'result=' : ''}${value}`;
    }),
  );
  // The page that an alias leads to takes both over.
  addresses.push(...texts.map((text) => `/site/databases/acid-properties.html?${encoded(text)}#${encoded(text)}`));
  const { page, ran, close } = await open('frames');
  const found = await page.evaluate(async ({ addresses, lanes }) => {
    const found = /** @type {string[]} */ ([]);
    const rest = [...addresses];
    const isLoading = (/** @type {Document} */ inside) => inside.querySelector('[id^=app-][data-state=loading]') !== null;
    const lane = async () => {
      for (let address = rest.pop(); address !== undefined; address = rest.pop()) {
        const frame = document.createElement('iframe');
        const loaded = new Promise((resolve) => ((frame.onload = () => resolve(true)), setTimeout(() => resolve(false), 20_000)));
        frame.src = address;
        document.body.append(frame);
        if (!(await loaded)) found.push(`${address} does not load`);
        else {
          const inside = /** @type {any} */ (frame.contentWindow);
          for (let tries = 0; tries < 400 && isLoading(inside.document); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
          if (isLoading(inside.document)) found.push(`${address} stays loading`);
          if (inside.location.origin !== location.origin) found.push(`${address} went to ${inside.location.href}`);
          found.push(...inside.recto_active().map((/** @type {string} */ what) => `${address.slice(0, 300)}: ${what}`));
        }
        frame.remove();
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return found;
  }, { addresses, lanes: LANES });
  none([...ran, ...found]);
  assert.ok(addresses.length > 100 && server.stripped() > 0, `${addresses.length} addresses`);
  await close();
});

const NOW = Date.now();
let serial = 0;
const id = () => String(++serial).padStart(16, '0');
const made = (type, fields) => events.createEvent(type, fields, { now: NOW - 1e6 + serial, id: id() });
/** What `events.check` takes for a name. @param {string} text */
const isName = (text) => text.length <= 200 && !/[\u0000-\u001f\u007f<>"\\]/.test(text);
/** As much of all as one text holds. */
const joined = (() => {
  let text = '';
  for (const one of all) if (text.length + one.length < 19000) text += `${one}\n`;
  return text;
})();

/** An interview whose texts are payloads. @param {string} text @param {number} i */
const paper = (text, i) => {
  const name = isName(text) && text.trim() ? text : 'x';
  const question = { card: 'databases/acid', points: [0], flags: [], bands: [1, 2, 3, 4], ms: 1000, notes: text };
  return { seed: `seed${i}`, guide: name, level: name, stage: name, minutes: 30, topics: [name], by: text.slice(0, 200), questions: [question, { ...question, card: `gone/${i}`, notes: joined }] };
};

/** Everything that a progress file can carry, each text in it a payload. */
function learner() {
  const texts = all.filter((text) => text.trim() !== '');
  const own = texts.map((text, i) => made('own', { card: newCardId(i % 2 ? 'databases' : 'apis', id()), q: text, a: `${text}\n- ${text}\n\`\`\`\n${text}\n\`\`\`\n\`${text}\``, points: [text, `x ${text}`], level: isName(text) ? text : 'mid' }));
  const list = [
    ...own,
    ...own.map(({ card }, i) => made('remark', { card, text: texts[i] })),
    ...own.slice(0, 40).map(({ card }) => made('grade', { card, g: 1, ms: 9, step: 0, wait: 60, missed: [0] })),
    ...['databases/acid', 'apis/idempotency', 'databases/wal'].map((card) => made('remark', { card, text: joined })),
    ...texts.map((text, i) => made('note', { card: i % 2 ? 'behavioural/cards' : `behavioural/${i}`, s: text, k: text, a: text, r: text })),
    ...texts.filter((_, i) => i % 20 === 0).map((text, i) => made('interview', { paper: paper(text, i) })),
    made('goal', { date: Math.floor(NOW / 864e5) + 9, level: texts.find(isName) }),
    { ...made('goal', { date: null, level: 'x' }), type: 'later', text: joined },
  ];
  for (const event of list) if (event.type !== 'later') assert.ok(events.check(event), JSON.stringify(event).slice(0, 300));
  return { own, list };
}

test('a progress file runs nothing: cards of one\'s own, notes, stories, interviews', { timeout: 1800000 }, async () => {
  const { own, list } = learner();
  const file = join(empty('files'), 'backup.json');
  const texts = Object.fromEntries(['fresh', 'levels', 'theme', 'swipes'].map((name, i) => [name, all[i]]));
  writeFileSync(file, exportText(BOOK, list.sort(events.compareEvents), { study: texts, ...texts }));
  const { page, ran, close } = await open('site/progress.html');
  const found = /** @type {string[]} */ ([]);
  const look = async () => found.push(...(await page.evaluate(() => globalThis.recto_active())).map((/** @type {string} */ what) => `${page.url()}: ${what}`));
  const to = async (path, selector) => (await page.goto(`${server.base}/site/${path}`), await page.waitForSelector(selector), await look());
  await page.waitForSelector('#app-progress[data-state=shown]');
  await page.setInputFiles('#backup-import', file);
  await page.waitForFunction(() => document.getElementById('backup-said')?.textContent !== '');
  assert.match((await page.textContent('#backup-said')) ?? '', new RegExp(`${list.length.toLocaleString('en')} entries added`));
  await look();
  await to('progress.html', '#app-progress[data-state=shown]');
  await to('browse.html', '#app-browse[data-state=shown]');
  await page.waitForSelector('#browse-custom-cards-list > *');
  await look();
  for (const { card } of wanted ? own : own.filter((_, i) => i % 150 === 0)) await to(`browse.html?card=${encodeURIComponent(card)}`, '#app-browse[data-state=shown]');
  await to('databases/acid.html', 'article');
  await to('interview.html', '#app-interview[data-state=setup]');
  await to('index.html', 'main');
  // The first cards of a session of these, with their notes.
  await page.goto(`${server.base}/site/study.html?card=${encodeURIComponent(own[0].card)}`);
  await inState(page, 'question');
  await look();
  await page.click('#study-show');
  await inState(page, 'answer');
  await look();
  // All of them, as a session shows them.
  const shown = await page.evaluate(async (own) => {
    const cards = await import(String('/modules/custom-cards.js'));
    const { CardView } = await import(String('/modules/card-view.js'));
    const found = /** @type {string[]} */ ([]);
    const manifest = { topics: [{ id: 'databases', title: 'x', file: '' }], levels: [['mid', 'Mid']], kinds: [], sections: { answer: 'Answer', 'key-points': 'Key points' } };
    for (const event of own) {
      const view = new CardView(cards.toCard(event, manifest), cards.toFaces(event), { cloze: '', manifest, missed: new Map([[0, 2]]) });
      document.body.append(view.element);
      view.reveal();
      view.missedWords();
      found.push(...globalThis.recto_active(view.element).map((/** @type {string} */ what) => `${event.q}: ${what}`));
      view.element.remove();
    }
    return found;
  }, own);
  none([...ran, ...found, ...shown]);
  await close();
});

test('a judged paper in a link runs nothing', async () => {
  const { page, ran, close } = await open('frames');
  const found = /** @type {string[]} */ ([]);
  const some = all.filter((_, i) => wanted || i % 80 === 0);
  for (const [i, text] of some.entries()) {
    const link = await result.encode(made('interview', { paper: paper(text, i) }), BOOK);
    await page.goto('about:blank');
    await page.goto(`${server.base}/site/interview.html${result.FRAGMENT_PREFIX}${link}`);
    await page.waitForSelector('#result-keep');
    found.push(...(await page.evaluate(() => globalThis.recto_active())));
  }
  none([...ran, ...found]);
  assert.ok(some.length > 2);
  await close();
});
