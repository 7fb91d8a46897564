// A learner's hands on study.html, and a look into what the browser has kept.
import assert from 'node:assert/strict';
import { Log } from '../../../themes/default/js/log.js';

/** Pages whose clock stands still until `wait` moves it. */
const withClock = new WeakSet();

/** Gives a page a clock that the test moves: what a hand may do depends on time. @param {import('playwright-core').Page} page */
export async function setClock(page) {
  if (withClock.has(page)) return;
  withClock.add(page);
  await page.addInitScript(() => {
    let now = 1000;
    performance.now = () => now;
    Object.defineProperty(Event.prototype, 'timeStamp', { get: () => now });
    globalThis.testWait = (ms) => void (now += ms);
  });
}

/** Moves the page's clock. @param {import('playwright-core').Page} page @param {number} ms */
export const wait = (page, ms) => page.evaluate((ms) => globalThis.testWait?.(ms), ms);

/** Opens the form; the page is ready when it can be used. @param {import('playwright-core').Page} page @param {string} base @param {string} [query] */
export async function openStudy(page, base, query = '') {
  await setClock(page);
  await page.goto(`${base}study.html${query}`);
  await page.waitForSelector('#app-study:not([data-state=loading])');
}

export const state = (page) => page.getAttribute('#app-study', 'data-state');

/** Waits until the page is in one of the states, lets a hand's second pass, and returns it. @param {import('playwright-core').Page} page @param {...string} states */
export async function inState(page, ...states) {
  await page.waitForFunction((wanted) => wanted.includes(document.getElementById('app-study')?.dataset.state ?? ''), states);
  await wait(page, 1000);
  return state(page);
}

/** The question that is shown. */
export const question = (page) => page.textContent('.study-question');

/** Presses a key on a card and waits for the next card or the end; a digit stands for the letter that grades. @param {import('playwright-core').Page} page @param {string} key */
export async function pressOn(page, key) {
  const card = await page.$('.study-card');
  await wait(page, 1000);
  // Space goes to the end of an answer before it grades.
  if (key === ' ') await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.keyboard.press(/^[1-4]$/.test(key) ? 'asdf'[Number(key) - 1] : key);
  await page.waitForFunction((old) => !old?.isConnected && ['question', 'end'].includes(document.getElementById('app-study')?.dataset.state ?? ''), card);
  return state(page);
}

/** Shows the answer and grades it, by keys. @param {import('playwright-core').Page} page @param {string} key */
export async function grade(page, key) {
  await page.keyboard.press(' ');
  await inState(page, 'answer');
  return pressOn(page, key);
}

/** Shows and grades so many cards as fast as the page takes them, without a word from outside between two. @param {import('playwright-core').Page} page @param {number} count */
export const gradeMany = (page, count) =>
  page.evaluate(async (count) => {
    const app = /** @type {HTMLElement} */ (document.getElementById('app-study'));
    const until = (/** @type {() => boolean} */ isSo) =>
      new Promise((resolve) => {
        const look = () => isSo() && (observer.disconnect(), resolve(undefined));
        const observer = new MutationObserver(look);
        observer.observe(app, { subtree: true, childList: true, attributes: true });
        look();
      });
    for (let i = 0; i < count; i++) {
      const card = app.querySelector('.study-card');
      globalThis.testWait(1000);
      document.getElementById('study-show')?.click();
      await until(() => app.dataset.state === 'answer');
      globalThis.testWait(1000);
      /** @type {HTMLElement} */ (app.querySelector('[data-grade="4"]')).click();
      await until(() => !card?.isConnected && ['question', 'end'].includes(app.dataset.state ?? ''));
    }
  }, count);

/** All events that are on disk, in order. @param {import('playwright-core').Page} page @param {string} book */
export const kept = (page, book) =>
  page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open(name);
        // A page that has not made it yet has kept nothing; an empty one that is made here would be in its way.
        open.onupgradeneeded = () => {
          open.onerror = () => resolve([]);
          open.transaction.abort();
        };
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction('events').objectStore('events').getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result.sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1)));
          };
        };
      }),
    `recto:${book}`,
  );

/** The learner's log, as a page makes it of what is on disk. @param {import('playwright-core').Page} page @param {string} book */
export async function logOf(page, book) {
  const log = new Log();
  log.add(await kept(page, book));
  return log;
}

/** Adds events to those on disk, behind the page's back: it is to be opened anew. @param {import('playwright-core').Page} page @param {string} book */
export const put = (page, book, events) =>
  page.evaluate(
    ([name, events]) =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const tx = open.result.transaction('events', 'readwrite');
          for (const event of events) tx.objectStore('events').put(event);
          tx.oncomplete = () => resolve(open.result.close());
          tx.onabort = () => reject(tx.error);
        };
      }),
    [`recto:${book}`, events],
  );

/** What the learner set for studying: `{ fresh: 20 }`. @param {import('playwright-core').Page} page @param {string} book */
export const studySettings = (page, book) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}'), `recto:${book}:study`);

/** Sets some of that. @param {import('playwright-core').Page} page @param {string} book */
export async function setStudy(page, book, changes) {
  const settings = { ...(await studySettings(page, book)), ...changes };
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [`recto:${book}:study`, JSON.stringify(settings)]);
}

/** The announcements of a page, from now on. @param {import('playwright-core').Page} page */
export async function listen(page) {
  const heard = [];
  await page.exposeFunction('testHeard', (words) => heard.push(words));
  await page.evaluate(() => {
    for (const region of document.querySelectorAll('[aria-live]')) {
      new MutationObserver(() => region.textContent && globalThis.testHeard(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  return heard;
}

/** Waits until all that was announced says it: words come from the page a moment after its state. @param {string[]} heard @param {RegExp} words */
export async function hears(heard, words) {
  for (let i = 0; !words.test(heard.join(' | ')); i++) {
    assert.ok(i < 600, `${words}: ${heard.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {{ type: string, card?: string, g?: number }[]} events */
export function same(events, expected) {
  assert.deepEqual(events.map((e) => [e.type, e.card, e.g].filter((x) => x !== undefined)), expected);
}
