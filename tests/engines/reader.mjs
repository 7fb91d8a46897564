// What a reader and learner does, in any browser.
import assert from 'node:assert/strict';
/** @import { Session } from './webdriver.mjs' */

const ENTER = '\uE007';

/** Reads a card, finds another from the keyboard, and looks at the page of results. @param {Session} browser @param {string} base of the guide */
export async function readAndSearch(browser, base) {
  await browser.goto(`${base}databases/acid.html`);
  await browser.until(() => document.readyState === 'complete' && getComputedStyle(document.querySelector('main')).maxWidth !== undefined);
  assert.equal(await browser.evaluate(() => document.styleSheets.length), 2, 'styles are loaded');
  await browser.click('details.back > summary');
  await browser.until(() => document.querySelector('details.back .prose').getBoundingClientRect().height > 0);
  await browser.evaluate(() => scrollTo(0, 0));
  await browser.type('/');
  await browser.until(() => document.activeElement?.getAttribute('role') === 'combobox');
  await browser.type('idempotncy key');
  await browser.until(() => /idempot/i.test(document.querySelector('#search-list [role=option]')?.textContent ?? ''));
  await browser.type(ENTER);
  await browser.until(() => location.pathname.includes('idempotency'));
  await browser.goto(`${base}search.html?q=isolation+level`);
  await browser.until(() => /isolation/i.test(document.querySelector('main .search-title')?.textContent ?? ''));
  assert.deepEqual(browser.complaints, []);
}

/** Studies three cards. @param {Session} browser @param {string} base of the study fixture */
export async function study(browser, base) {
  const inState = (/** @type {string} */ state) => browser.until((wanted) => document.getElementById('app-study')?.dataset.state === wanted, state);
  await browser.goto(`${base}study.html?topic=left&mode=new`);
  await inState('setup');
  await browser.click('#study-start');
  for (let i = 0; i < 3; i++) {
    await inState('question');
    await browser.click('#study-show');
    await inState('answer');
    // Pressed again until the page takes it: a press shortly after the reveal does nothing.
    await browser.until(() => document.getElementById('app-study').dataset.state !== 'answer' || void document.querySelector('[data-grade="3"]').click());
  }
  await inState('question');
}

/** The number of grades in the database that a page has. @param {Session} browser @param {string} address */
export async function grades(browser, address) {
  await browser.goto(address);
  await browser.until(() => !document.querySelector('[data-state=loading]'));
  return browser.evaluate(
    (name) =>
      new Promise((resolve) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => {
          const all = open.result.transaction('events').objectStore('events').getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result.filter(({ type }) => type === 'grade').length);
          };
        };
      }),
    'recto:study-fixture',
  );
}

/** Whether the three grades are there, for several pages. @param {Session} browser @param {string} base */
export async function seesThree(browser, base) {
  assert.equal(await grades(browser, `${base}study.html`), 3);
  assert.equal(await grades(browser, `${base}progress.html`), 3, 'another page knows them');
  assert.match(await browser.evaluate(() => document.getElementById('progress-sum').textContent), /(?<!\d)3 of \d/);
  await browser.goto(`${base}left/index.html`);
  assert.ok(await browser.evaluate(() => localStorage.getItem('recto:study-fixture:summary')), 'reading pages show what was learned');
}
