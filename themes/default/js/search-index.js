// Reads the index that src/search/ writes. It loads nothing itself: a shard that is not loaded yet is noted in `wanted`, and taken for empty.
//
//   const index = open(manifest)                manifest: the object in search/manifest.js
//   index.entries('trans', 4, fits)         the dictionary's entries with this prefix, from at most 4 shards, if `fits(form)`: {form, id, ordinal, stem}
//   entry.stem                              {frequency, forms, titlePostings}; `id` is its number
//   entry.stem.titlePostings                {doc, titleShare, tf, section, form} of the documents with the word in their titles
//   index.bodyPostings(entry.id)            those of the documents with the word elsewhere; undefined where they are not loaded
//   index.filter('l/mid')                   the postings of documents that pass a filter
//   index.doc(17)                           what a result shows
//   index.cache                             results that callers keep with the index
//   index.range, .line, .decoder …          what js/search-extras.js parses its own kinds of shards with
//   index.wanted                            what was asked for: `shards`, a set of names (index.add(name, texts) adds one); `extras`, the script
//                                           js/search-extras.js; `pause`: enough was read in one time slice
//   index.isWaiting()                       whether anything was asked for, so that the result is incomplete

import { registered } from './registry.js';

/** Postings that are read in one time slice: a few milliseconds' work, so that the page stays responsive. */
const MAX_POSTINGS_PER_SLICE = 8e3;
/** Sorts after every form with the same prefix. */
const AFTER_PREFIX = '\uffff';
// Models, as src/search/shards.rs numbers them.
const STEM = 0;
const FREQUENCY = 1;
const COUNT = 2;
const TITLE_SHARE = 3;
const TITLE_TF = 4;
const SECTION = 5;
const TF = 6;
const FORM = 7;
const FORMS = 8;
const ORDINAL = 9;
const GAP = 10;
const MODELS = 28;

/** The reader of src/search/coder.rs. @param {string} text */
function decoder(text) {
  const bytes = atob(text);
  const zero = new Uint16Array(MODELS * 128).fill(2048);
  const steps = new Uint8Array(MODELS * 128).fill(3);
  // The range and the code are whole numbers of 32 bits: in an array they stay so, in variables each change would make a new object.
  // -1 is all of them set.
  const state = new Uint32Array([-1, 0]);
  let at = 4;
  for (let i = 0; i < 4; i++) state[1] = (state[1] << 8) | bytes.charCodeAt(i);
  /** Widens a range that has become small by the next byte. @param {number} range @param {number} code */
  function renormalise(range, code) {
    // Past the end come zeros.
    for (; range < 2 ** 24; range *= 256) code = ((code << 8) | (at < bytes.length ? bytes.charCodeAt(at++) : 0)) >>> 0;
    state[0] = range;
    state[1] = code;
  }
  /** A bit of an adaptive model: 1 if the code is in the upper part of the range. @param {number} i */
  function bit(i) {
    const range = state[0];
    const code = state[1];
    const p = zero[i];
    const step = steps[i];
    const bound = (range >>> 12) * p;
    const one = +(code >= bound);
    if (step < 63) steps[i] += 2;
    if (one) {
      zero[i] = Math.max(p - ~~((2 * p) / step), 32);
      renormalise(range - bound, code - bound);
    } else {
      zero[i] = Math.min(p + ~~((8192 - 2 * p) / step), 4064);
      renormalise(bound, code);
    }
    return one;
  }
  /** A bit without a model. */
  function rawBit() {
    const range = state[0] >>> 1;
    const one = +(state[1] >= range);
    renormalise(range, state[1] - one * range);
    return one;
  }
  return {
    /** @param {number} model */
    number(model) {
      const base = model * 128;
      let [length, value] = [0, 1];
      while (bit(base + length)) length++;
      for (let i = 0; i < length; i++) value = value * 2 + (value < 4 ? bit(base + 31 + length * 3 + value) : rawBit());
      return value - 1;
    },
    /** @param {number} model @param {number} width */
    symbol(model, width) {
      let node = 1;
      for (let i = 0; i < width; i++) node = node * 2 + bit(model * 128 + node);
      return node - (1 << width);
    },
  };
}

/** @param {string} text front-coded */
function unpack(text) {
  let form = '';
  return [...text.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared, rest]) => (form = form.slice(0, shared.charCodeAt(0) - 65) + rest));
}

/** How many items of a sorted list are less. @template T @param {T[]} list @param {any} item @param {(item: T) => any} key what they are sorted by */
export function lowerBound(list, item, key = (item) => item) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (key(list[mid]) < item) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** The index of the part that a number is in. @param {number[]} starts of the parts @param {number} number */
const partAt = (starts, number) => lowerBound(starts, number + 1) - 1;

/** What js/search-extras.js registers, once it is loaded. @param {SearchIndex} index */
export function extrasOrRequest(index) {
  const found = registered('search-extras');
  if (!found) index.wanted.extras = true;
  return found;
}

/** An index over what is loaded. @param {any} manifest */
export const open = (manifest) => {
  const counts = decoder(manifest.c);
  /** The first stem of each term shard, and the first document of each block. */
  const [termStarts, blocks] = [0, 1].map((model) => {
    const starts = [0];
    for (let left = counts.number(model); left > 0; left--) starts.push(starts[starts.length - 1] + counts.number(model));
    return starts;
  });
  const termForms = unpack(manifest.d);

  /** Postings read since the last pause. */
  let read = 0;

  /** The documents that have a word. @param {ReturnType<typeof decoder>} coder @param {boolean} inTitle @returns {SearchPosting[]} */
  function postings(coder, inTitle) {
    const n = coder.number(COUNT);
    const forms = n && coder.number(FORMS);
    const gap = GAP + Math.min(31 - Math.clz32(Math.max(manifest.n / n, 1)), 17);
    const list = [];
    read += n;
    for (let i = 0, doc = 0; i < n; i++, doc++) {
      doc += coder.number(gap);
      const titleShare = inTitle ? coder.symbol(TITLE_SHARE, 4) : 0;
      const tf = inTitle ? coder.symbol(TITLE_TF, 3) : coder.symbol(TF, 4);
      // Read in the order in which they are written.
      const section = coder.number(SECTION);
      list.push({ doc, titleShare, tf, section, form: forms > 1 ? coder.number(FORM) : 0 });
    }
    return list;
  }

  const frequency = (/** @type {ReturnType<typeof decoder>} */ coder) => 2 ** (coder.number(FREQUENCY) / 4);
  /** @param {string} line @returns {SearchDoc} */
  function result(line) {
    const [title, url, crumb, labels = '', tags, ...fields] = line.split('\t');
    const sections = [];
    for (let i = 0; i < fields.length; i += 3) sections.push({ anchor: fields[i], heading: fields[i + 1], text: fields[i + 2] });
    const [level, kind] = [manifest.l[labels.charCodeAt(1) - 66], manifest.k[labels.charCodeAt(2) - 66]];
    return { title, url, crumb, card: labels[0] === 'c', level, kind, tags: tags ? tags.split(' ') : [], sections };
  }

  /** The parser of each kind of shard. @type {Record<string, (texts: string[], number: number, index: SearchIndex) => any>} */
  const parsers = {
    d([text, terms, bodies], number) {
      const coder = decoder(terms);
      const stems = new Map();
      let next = termStarts[number];
      const forms = unpack(text);
      const entries = forms.map((form) => {
        const id = next - coder.number(STEM);
        const ordinal = id < next ? coder.number(ORDINAL) + 2 : 1;
        if (id === next) stems.set(next++, { frequency: frequency(coder), titlePostings: postings(coder, true), forms: [] });
        const stem = stems.get(id);
        stem?.forms.push(form);
        return { form, id, ordinal, stem };
      });
      return { forms, entries, stems, coder: decoder(bodies), lists: [] };
    },
    // Few of a shard's results are shown: each is parsed when it is.
    x: ([text]) =>
      text.split('\n').map((line) => {
        /** @type {SearchDoc | undefined} */
        let parsed;
        return () => (parsed ??= result(line));
      }),
  };

  /** @type {Map<string, any>} */
  const shards = new Map();
  /** @type {SearchWanted} */
  const wanted = { shards: new Set(), extras: false, pause: false };

  /** @param {string} folder @param {string} kind @param {number} number */
  function ask(folder, kind, number) {
    const name = `${folder}/${kind}${number}`;
    if (!shards.has(name)) wanted.shards.add(name);
    return shards.get(name);
  }

  /** The entries with a prefix in a set of shards, of which `firsts` are the first forms. @param {string} kind @param {string[]} firsts @param {string} prefix @param {number} limit shards that are read */
  function range(kind, firsts, prefix, limit) {
    const first = Math.max(lowerBound(firsts, `${prefix}\0`) - 1, 0);
    const past = Math.min(lowerBound(firsts, prefix + AFTER_PREFIX), first + limit);
    return Array.from({ length: past - first }, (_, i) => ask(manifest.h, kind, first + i)).flatMap((shard) =>
      shard ? shard.entries.slice(lowerBound(shard.forms, prefix), lowerBound(shard.forms, prefix + AFTER_PREFIX)) : [],
    );
  }

  /** @param {string} prefix @param {number} limit @param {(form: string) => unknown} fits */
  function entries(prefix, limit, fits) {
    // A stem is in the shard of its first form, which may be another.
    const complete = (/** @type {SearchEntry} */ entry) => (entry.stem ??= ask(manifest.h, 'd', partAt(termStarts, entry.id))?.stems.get(entry.id));
    return range('d', termForms, prefix, limit).filter((entry) => fits(entry.form) && complete(entry));
  }

  /** @param {number} id */
  function bodyPostings(id) {
    const number = partAt(termStarts, id);
    const shard = ask(manifest.h, 'd', number);
    while (shard && shard.lists.length <= id - termStarts[number]) {
      if (wanted.pause) return;
      shard.lists.push(postings(shard.coder, false));
      if (read > MAX_POSTINGS_PER_SLICE) {
        wanted.pause = true;
        read = 0;
      }
    }
    return shard?.lists[id - termStarts[number]];
  }

  /** @param {string} kind @param {number} doc */
  function line(kind, doc) {
    const block = partAt(blocks, doc);
    const at = doc - blocks[block];
    // The remainders of eight shards are in one file (SHARDS_PER_REMAINDER in src/search/stored_fields.rs).
    const size = kind === 't' ? manifest.s * 8 : manifest.s;
    return ask(manifest.b.slice(block * 12, block * 12 + 12), kind, ~~(at / size))?.[at % size];
  }

  /** @type {SearchIndex} */
  const index = {
    manifest,
    suffixes: new Set(['', ...manifest.e.split(' ')]),
    entries,
    bodyPostings,
    wanted,
    isWaiting: () => wanted.shards.size > 0 || wanted.extras || wanted.pause,
    cache: {},
    range,
    line,
    decoder,
    frequency,
    unpack,
    add(name, parts) {
      const [, kind, number] = name.match(/\/(.)(\d+)/) ?? [];
      shards.set(name, (parsers[kind] ?? registered('search-extras').shardParsers[kind])(parts, +number, index));
    },
    filter: (name) => entries(`#${name}`, 1, (form) => form === `#${name}`).flatMap(({ id }) => bodyPostings(id) ?? []),
    doc: (doc) => line('x', doc)?.(),
  };
  return index;
};
