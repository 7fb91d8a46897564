// The deck's loader, against a guide that is published anew while a page is open.
import test from 'node:test';
import assert from 'node:assert/strict';

/** A published guide: files by path, each a call. Whoever loads one that is gone fails. */
function publish(version) {
  const topic = `topic-${version}`, part = `part-${version}`;
  return {
    'deck/manifest.js': () =>
      Recto.deckManifest({
        book: 'b', title: 'B', hash: version, edit: 'https://example.org/edit/', aliases: {}, tags: [], sections: {}, study: {},
        levels: [['junior', 'Junior'], ['mid', 'Mid']], kinds: [['concept', 'Concept']],
        topics: [{ id: 'a b/é', title: 'T', parent: -1, file: topic, counts: [[0, 0, 2, 3]] }, { id: 'empty', title: 'E', parent: -1, file: '', counts: [] }],
      }),
    [`deck/a%20b/%C3%A9/${topic}.js`]: () =>
      Recto.deckTopic('a b/é', 2, [part], [['one', 'One?', 0, 0, 5, ['x'], [], ''], ['two', 'Two?', -1, -1, 0, [], ['k1', 'k2'], 'content/a%20b/%C3%A9/cards.md']]),
    [`deck/a%20b/%C3%A9/${part}.js`]: () => Recto.deckFaces('a b/é', 0, [{ title: `One? ${version}` }, { title: 'Two?' }]),
  };
}

let files = {};
let loads = [];

/** A page that has no more than a loader of scripts needs. */
const node = () => ({
  dataset: { root: '' },
  listeners: {},
  addEventListener(type, listener) {
    this.listeners[type] = listener;
  },
  setAttribute(name, value) {
    this[name] = value;
  },
  append() {},
  remove() {},
});
globalThis.document = {
  documentElement: node(),
  body: node(),
  createElement: node,
  addEventListener() {},
  head: {
    append(script) {
      loads.push(script.src.replace(/\?\d+$/, '?again'));
      const run = files[script.src.replace(/\?.*$/, '')];
      run?.();
      setTimeout(script.listeners[run ? 'load' : 'error']);
    },
  },
};
const deck = await import('../../themes/default/js/deck.js');
const { Recto } = globalThis;

test('cards and sides are loaded when asked for, each once', async () => {
  files = publish('v1');
  const cards = await deck.cards('a b/é');
  assert.deepEqual(cards.map((c) => [c.id, c.level, c.kind, c.part, c.slot]), [['a b/é/one', 'junior', 'concept', 0, 0], ['a b/é/two', '', '', 0, 1]]);
  assert.deepEqual(await deck.cards('empty'), []);
  assert.deepEqual(await deck.cards('gone'), []);
  assert.equal((await deck.loadFaces(cards[0])).title, 'One? v1');
  await deck.loadFaces(cards[1]);
  assert.equal(loads.length, 3, `${loads}`);
});

test('units, pages and places to edit', async () => {
  const [one, two] = await deck.cards('a b/é');
  assert.deepEqual(deck.scheduledItems(one).map((u) => [u.id, u.card]), [['a b/é/one', 'a b/é/one']]);
  assert.deepEqual(deck.scheduledItems(two).map((u) => u.id), ['a b/é/two/c-k1', 'a b/é/two/c-k2']);
  assert.equal(deck.pageUrl(one.id), 'a%20b/%C3%A9/one.html');
  assert.equal(deck.editUrl(one), 'https://example.org/edit/content/a%20b/%C3%A9/one.md');
  assert.equal(deck.editUrl(two), 'https://example.org/edit/content/a%20b/%C3%A9/cards.md');
});

test('a guide published anew: the manifest is loaded once more, past the cache, and the new file', async () => {
  const [one] = await deck.cards('a b/é');
  const newer = { ...one, part: 1 };
  files = publish('v2');
  loads = [];
  Recto.deckTopic('a b/é', 1, ['part-v1', 'part-lost'], [['zero', '', 0, 0, 5, [], [], ''], ['one', 'One?', 0, 0, 5, [], [], '']]);
  assert.equal((await deck.loadFaces(newer)).title, 'One? v2');
  assert.deepEqual(loads, ['deck/a%20b/%C3%A9/part-lost.js', 'deck/manifest.js?again', 'deck/a%20b/%C3%A9/topic-v2.js', 'deck/a%20b/%C3%A9/part-v2.js']);
});

test('what stays missing is an error, after one more try', async () => {
  const [one] = await deck.cards('a b/é');
  files = {};
  Recto.deckTopic('a b/é', 1, ['lost'], [['one', 'One?', 0, 0, 5, [], [], '']]);
  loads = [];
  await assert.rejects(deck.loadFaces({ ...one, id: 'a b/é/none', slot: 5 }));
  assert.equal(loads.filter((path) => path.startsWith('deck/manifest.js')).length, 1);
});
