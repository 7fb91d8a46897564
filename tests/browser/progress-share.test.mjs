// Progress from device to device without files that are kept up to date: the share sheet here, import there.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { bothWays, launch } from './support/browser.mjs';
import { empty, study } from './support/site.mjs';
import { grade, inState, kept, openStudy, setStudy, studySettings } from './support/study.mjs';

const browser = await launch();
const BOOK = 'study-fixture';
const [[, base]] = await bothWays(study());

/** A device whose browser has a share sheet that takes such files, and keeps no file. @param {string} type */
async function device(type) {
  const context = await browser.newContext();
  await context.addInitScript((type) => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
    navigator.canShare = (data) => data?.files?.every((file) => file.type === type) ?? false;
    navigator.share = async ({ files }) => void (globalThis.shared = { name: files[0].name, text: await files[0].text() });
  }, type);
  return { context, page: await context.newPage() };
}

for (const [type, ending] of [['application/json', '.recto.json'], ['text/plain', '.recto.txt']]) {
  test(`${type}: shared here, imported there, with the settings`, async () => {
    const one = await device(type);
    await openStudy(one.page, base, '?card=databases/acid');
    await setStudy(one.page, BOOK, { fresh: 7, typing: false });
    await inState(one.page, 'question');
    await grade(one.page, '3');
    await one.page.goto(`${base}progress.html`);
    await one.page.waitForSelector('#backup-share:not([hidden])');
    await one.page.click('#backup-share');
    await one.page.waitForFunction(() => globalThis.shared);
    const shared = await one.page.evaluate(() => globalThis.shared);
    assert.ok(shared.name.endsWith(ending), shared.name);
    const events = await kept(one.page, BOOK);
    await one.context.close();

    const path = join(empty(`share${ending}`), shared.name);
    writeFileSync(path, shared.text);
    const other = await device(type);
    await other.page.goto(`${base}progress.html`);
    await other.page.waitForSelector('#backup-share', { state: 'attached' });
    await other.page.waitForSelector('#progress-body:not([hidden])');
    await other.page.setInputFiles('#backup-import', path);
    await other.page.waitForFunction(() => document.getElementById('backup-said')?.textContent !== '');
    // As JSON has it: an offset of -0 is written as 0.
    const plain = (list) => JSON.parse(JSON.stringify(list));
    assert.deepEqual(plain(await kept(other.page, BOOK)), plain(events));
    assert.equal((await studySettings(other.page, BOOK)).fresh, 7);
    await other.context.close();
  });
}

test('a browser that keeps a file up to date, or has no share sheet, offers none', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}progress.html`);
  await page.waitForSelector('#progress-body:not([hidden])');
  assert.ok(await page.locator('#backup-share').isHidden());
  await context.close();
});
