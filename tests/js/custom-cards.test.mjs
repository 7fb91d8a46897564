// Cards of the learner's own: in the log, in the deck, as markup that is text, and as Markdown that the guide takes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportText, importText } from '../../themes/default/js/backup-file.js';
import * as days from '../../themes/default/js/days.js';
import * as deck from '../../themes/default/js/deck.js';
import * as events from '../../themes/default/js/events.js';
import { Log } from '../../themes/default/js/log.js';
import * as own from '../../themes/default/js/custom-cards.js';
import { toMarkdown } from '../../themes/default/js/custom-card-markdown.js';
import * as select from '../../themes/default/js/card-selection.js';
import * as tally from '../../themes/default/js/card-counts.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = days.dayOf(NOW, 0);
globalThis.Recto.deckManifest({
  book: 'b', levels: [['junior', 'Junior'], ['senior', 'Senior']], kinds: [], tags: [], aliases: {},
  topics: [['db', -1, 'f'], ['db/sql', 0, ''], ['api', -1, 'f']].map(([id, parent, file]) => ({ id, title: id, parent, file, counts: file ? [[0, -1, 1, 1]] : [] })),
});
globalThis.Recto.deckTopic('db', 25, ['p'], [['acid', 'ACID?', 0, -1, 5, [], [], '', '', []]]);
globalThis.Recto.deckTopic('api', 25, ['p'], [['rest', 'Rest?', 0, -1, 5, [], [], '', '', []]]);

let t = NOW;
const serial = (n) => String(n).padStart(16, 'x');
const make = (type, fields) => events.createEvent(type, fields, { now: (t += 1000), off: 0 });
const written = (n, over = {}) => make('own', { card: own.newCardId('db', serial(n)), q: `Question ${n}`, a: `Answer ${n}`, ...over });

test('the last writing counts, a deleted card is gone, and what was done stays in the history', () => {
  const log = new Log();
  const first = written(1);
  log.add([first, written(2), written(1, { q: 'Better' }), make('grade', { card: first.card, g: 3, ms: 5, days: 4 }), make('disown', { card: own.newCardId('db', serial(2)) })]);
  assert.deepEqual([...log.customCards.values()].map(({ q }) => q), ['Better']);
  assert.equal(log.card(first.card).due, DAY + 4);
  // Merged in another order, as from another device.
  const other = new Log();
  for (const event of [...log.events].reverse()) other.add([event]);
  assert.deepEqual([...other.customCards], [...log.customCards]);
});

test('in its topic like the guide\'s: counted, chosen, of any level if it has none', async () => {
  const log = new Log();
  log.add([written(1), written(2, { level: 'senior', card: own.newCardId('db/sql', serial(2)) }), written(3, { card: own.newCardId('gone/deep', serial(3)) })]);
  deck.setCustomCards(log.customCards.values());
  assert.deepEqual(deck.loadedCards().map(({ id, topic }) => [id.split('/').at(-1), topic]), [['acid', 'db'], [`own:${serial(1)}`, 'db'], [`own:${serial(3)}`, 'db'], [`own:${serial(2)}`, 'db/sql'], ['rest', 'api']]);
  assert.deepEqual((await deck.cards('db/sql')).map(({ title }) => title), ['Question 2']);
  const manifest = deck.manifest();
  const sums = tally.withSubtopics(manifest, tally.byTopic(tally.cardStatuses(log, deck.loadedCards(), DAY), DAY));
  assert.equal(sums.get('db').total, 4);
  assert.equal(tally.totalCards(manifest), 5);
  const chosen = (query) => deck.loadedCards().filter((card) => select.matches(select.fromQuery(query), card)).map(({ title }) => title);
  assert.deepEqual(chosen('level=senior'), ['Question 1', 'Question 3', 'Question 2']);
  assert.deepEqual(select.countCards(manifest, manifest.topics[0], select.fromQuery('level=senior')), { cards: 2, items: 2 });
  assert.ok(select.topicsToLoad(manifest, select.fromQuery('topic=db/sql'), log, { today: DAY, newCards: 5 }).includes('db/sql'));
  const [card] = await deck.cards('db/sql');
  assert.match(deck.pageUrl(card.id), /^browse\.html\?card=db%2Fsql%2Fown%3A/);
  assert.deepEqual((await deck.loadFaces(card)).sections, [['answer', '<p>Answer 2</p>']]);
  deck.setCustomCards([]);
  assert.deepEqual([deck.loadedCards().length, tally.totalCards(deck.manifest())], [2, 2]);
});

test('it goes into a backup and out of one; what is wrong is refused', () => {
  const list = [written(1, { points: ['One', 'Two'] }), make('disown', { card: own.newCardId('db', serial(1)) })];
  assert.deepEqual(importText(exportText('b', list), 'b', t + days.DAY).events, list);
  for (const over of [{ card: 'db/acid' }, { card: 'own:short' }, { card: `db/own:${'x'.repeat(17)}` }, { card: own.newCardId('../db', serial(1)) }, { q: '' }, { q: ' ' }, { a: 5 }, { points: [''] }, { points: Array(31).fill('x') }, { q: 'x'.repeat(20001) }, { extra: 1 }]) {
    assert.ok(!events.check({ ...list[0], ...over }), JSON.stringify(over).slice(0, 80));
  }
  assert.ok(events.check(make('grade', { card: own.newCardId('db', serial(1)), g: 3, ms: 1, days: 1 })));
  assert.ok(!events.check(make('grade', { card: 'db/a:b', g: 3, ms: 1, days: 1 })));
});

const HOSTILE = [
  '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '"><svg onload=alert(1)>', '`<b>`', '```\n<script>alert(1)</script>\n```', '- <a href="javascript:alert(1)">x</a>', '&lt;script&gt;', "' onmouseover='alert(1)", '<!--', ']]>', '\u0000<b>',
];

test('whatever is written, its markup has no elements but those of text', () => {
  for (const words of HOSTILE) {
    const { title, sections, points } = own.toFaces({ q: words, a: words, points: [words] });
    for (const html of [title, sections[0][1], points[0][0]]) {
      const rest = html.replaceAll('<pre tabindex="0">', '').replace(/<\/?(p|ul|li|code|pre|br)>/g, '');
      assert.ok(!/[<>"']/.test(rest), `${words}: ${html}`);
      assert.ok(!/&(?!#\d+;)/.test(rest), `${words}: ${html}`);
    }
  }
  assert.equal(own.toHtml('One\ntwo\n\n- a\n- b `c<d`\n```\nx < y\n```'), '<p>One<br>two</p><ul><li>a</li><li>b <code>c&#60;d</code></li></ul><pre tabindex="0"><code>x &#60; y</code></pre>');
});

/** Texts that mean something to Markdown, to the format of cards, or to a host. */
const AWKWARD = [
  ...HOSTILE.filter((words) => !words.includes('\u0000')),
  '# A heading', '## Answer', '## Key points', 'Title\n===', 'Title\n---', '---\nlevel: x\n---', '+++', '* a', '+ a', '1. one', '1) one', '> quoted', '    four blanks', '| a | b |\n| - | - |', '~~~\nx\n~~~', '````\na', '```\nnever closed', '`` ` ``', '`',
  '[a](missing.md)', '[[databases/none]]', '![x](none.png)', '[^1]: note', '[a]: http://x', 'a{#id .class}', '{weight=3}', '==hidden==', '- [x] right\n- [ ] wrong', '$x$ costs $5', '$$\nx\n$$', 'a\\', '\\', 'http://localhost:1/x and www.example.org', 'a@b.c', '&amp; &nbsp;', '**bold** _it_', '- ', '-', '- - -', '***', '___', ':::note', '<!-- x -->', '\u202eabc', 'Ünïcödé ¿qué?', '日本語の質問', 'שאלה', '#', '{', '#{', '^', '~a~', '\ttab', '[ ] not a task', '![[x]]', '%%x%%', '!!! note', '[!NOTE]', '> [!NOTE]\n> x', '- `a`\n- ``', 'x'.repeat(3000), ''.padEnd(400, '['), '`'.repeat(40),
];
/** Advice on what a good card has: for who keeps the guide to judge. */
const ADVICE = /^R9/;
const RECTO = process.env.RECTO ?? fileURLToPath(new URL('../../target/debug/recto', import.meta.url));

test('as Markdown the guide takes it: no mistake, and nothing of it is lost', { skip: existsSync(RECTO) ? false : 'no recto: run cargo build' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'recto-own-'));
  try {
    mkdirSync(join(folder, 'content/db'), { recursive: true });
    writeFileSync(join(folder, 'book.toml'), '[book]\nid = "own"\ntitle = "Own"\n');
    writeFileSync(join(folder, 'content/db/index.md'), '---\ntitle: Databases\n---\n');
    const list = AWKWARD.map((words, i) => own.toCard(written(i, { q: `Q ${words}`.slice(0, 300), a: `${words}\n\nEnd ${i}.`, points: [`P ${words}`.split('\n')[0].slice(0, 200), words.split('\n')[0].slice(0, 200).trim() || 'x'], level: i % 2 ? 'junior' : '' }), { topics: [{ id: 'db' }], levels: [['junior', 'Junior']] }));
    writeFileSync(join(folder, 'content/db/mine.cards.md'), toMarkdown(list));
    let said = '';
    try {
      said = execFileSync(RECTO, ['check', folder, '--format', 'json'], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      said = error.stdout;
    }
    const wrong = JSON.parse(said).diagnostics.filter(({ severity, code }) => severity === 'error' || !ADVICE.test(code)).map(({ code, message, start }) => `${code} ${message} line ${start.line}`);
    assert.deepEqual(wrong, []);
    const out = join(folder, 'cards.json');
    execFileSync(RECTO, ['export', 'json', folder, '-o', out], { stdio: 'pipe' });
    const { cards } = JSON.parse(readFileSync(out, 'utf8'));
    assert.equal(cards.length, list.length, 'each is a card');
    const text = JSON.stringify(cards);
    for (let i = 0; i < list.length; i++) assert.ok(text.includes(`End ${i}.`), `answer ${i}`);
    assert.ok(cards.every((card) => card.key_points?.length === 2), 'with its key points');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
