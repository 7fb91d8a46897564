// Reading the index that src/search/ writes: the root, the shards, the words and lists in them. Loads nothing itself.
//
//   const index = Recto.searchIndex(root, load)   root: the object in search/root.js; load(name): a promise of a shard's texts
//   await index.find('acid')                      the dictionary's entries for a form
//   await index.from('trans', 4)                  the entries that begin so, from at most 4 shards
//   await index.tails('action')                   words that have these letters after their first three
//   await index.names(class), .texts(class)       lists of documents: {docs, share, body, section}
//   await index.doc(17), .whole(17)               what a result shows; the section texts in full

(function (Recto) {
  'use strict';

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUE = new Uint8Array(128);
  for (let i = 0; i < 64; i++) VALUE[ALPHABET.charCodeAt(i)] = i;

  const CODES = /[\x01-\x08]|[\x0e-\x1f]./g;

  // Models, as src/search/shards.rs numbers them.
  const [CLASS, FREQUENCY, COUNT, SHARE, NAME_BODY, SECTION, BODY, FORM, FORMS, ORDINAL, GAP, MODELS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 28];

  /** The reader of src/search/coder.rs. @param {string} text @param {number} models */
  function decoder(text, models) {
    const zero = new Uint16Array(models << 7).fill(2048);
    const seen = new Uint8Array(models << 7);
    let at = 0;
    let held = 0;
    let bits = 0;
    let range = 0xffffffff;
    let code = 0;
    function byte() {
      while (bits < 8) {
        held = ((held & 255) << 6) | (at < text.length ? VALUE[text.charCodeAt(at++)] : 0);
        bits += 6;
      }
      bits -= 8;
      return (held >>> bits) & 255;
    }
    for (let i = 0; i < 4; i++) code = ((code << 8) | byte()) >>> 0;
    function widen() {
      while (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | byte()) >>> 0;
      }
    }
    /** @param {number} i */
    function bit(i) {
      const p = zero[i];
      const bound = (range >>> 12) * p;
      const step = 2 * seen[i] + 3;
      if (seen[i] < 30) seen[i]++;
      const one = code >= bound;
      if (one) {
        code -= bound;
        range -= bound;
        zero[i] = Math.max(p - ((2 * p) / step | 0), 32);
      } else {
        range = bound;
        zero[i] = Math.min(p + ((2 * (4096 - p)) / step | 0), 4064);
      }
      widen();
      return +one;
    }
    function even() {
      range >>>= 1;
      const one = code >= range;
      if (one) code -= range;
      widen();
      return +one;
    }
    return {
      /** @param {number} model */
      number(model) {
        const base = model << 7;
        let length = 0;
        while (bit(base + length)) length++;
        let value = 1;
        for (let i = 0; i < length; i++) value = value * 2 + (value < 4 ? bit(base + 31 + length * 3 + value) : even());
        return value - 1;
      },
      /** @param {number} model @param {number} width */
      symbol(model, width) {
        let node = 1;
        for (let i = 0; i < width; i++) node = node * 2 + bit((model << 7) + node);
        return node - (1 << width);
      },
    };
  }

  /** @param {string} text front-coded */
  function forms(text) {
    const list = [];
    let form = '';
    for (const [, shared, rest] of text.matchAll(/([A-Z])([^A-Z]*)/g)) list.push((form = form.slice(0, shared.charCodeAt(0) - 65) + rest));
    return list;
  }

  /** Number of the last item that is not greater. @param {ArrayLike<any>} list @param {any} item */
  function last(list, item) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (list[mid] <= item) low = mid + 1;
      else high = mid;
    }
    return low - 1;
  }

  /** A line of a shard of results. @param {string} line */
  function result(line) {
    const [title, url, crumb, labels, tags, ...fields] = line.split('\t');
    const sections = [];
    for (let i = 0; i + 2 < fields.length; i += 3) sections.push({ anchor: fields[i], heading: fields[i + 1], text: fields[i + 2] });
    return { title, url, crumb, labels, tags: tags ? tags.split(' ') : [], sections };
  }

  const sums = (/** @type {number[]} */ steps) => steps.reduce((all, step) => (all.push(all[all.length - 1] + step), all), [0]);

  /** @param {any} root @param {(name: string) => Promise<string[]>} load */
  Recto.searchIndex = (root, load) => {
    const lists = decoder(root.c, 4);
    const [classesOfD, classesOfP, topics, blocks] = [0, 1, 2, 3].map((m) => sums(Array.from({ length: lists.number(m) }, () => lists.number(m))));
    const firstOfD = forms(root.d);
    const firstOfF = forms(root.f);

    const book = root.w.split('|');
    /** A word of the book. @param {string} code */
    const word = (code) => book[code.length < 2 ? code.charCodeAt(0) - 1 : 8 + (code.charCodeAt(0) - 14) * 64 + VALUE[code.charCodeAt(1)]];

    /** @type {Map<string, Promise<any>>} */
    const kept = new Map();
    /** A shard, read once. @param {string} name @param {(texts: string[]) => any} read */
    function shard(name, read) {
      if (!kept.has(name)) {
        const promise = load(name).then(read);
        promise.catch(() => kept.delete(name));
        kept.set(name, promise);
      }
      return kept.get(name);
    }

    /** A list of documents. @param {ReturnType<typeof decoder>} coder @param {boolean} named */
    function list(coder, named) {
      const n = coder.number(COUNT);
      const gap = GAP + Math.min(31 - Math.clz32(Math.max((root.n / Math.max(n, 1)) | 0, 1)), 17);
      const docs = new Uint32Array(n);
      const share = new Uint8Array(named ? n : 0);
      const body = new Uint8Array(n);
      const section = new Uint8Array(n);
      const form = new Uint8Array(n);
      const forms = n && coder.number(FORMS);
      for (let i = 0, doc = 0; i < n; i++) {
        docs[i] = doc += coder.number(gap);
        doc++;
        if (named) share[i] = coder.symbol(SHARE, 4);
        body[i] = named ? coder.symbol(NAME_BODY, 3) : coder.symbol(BODY, 4);
        section[i] = coder.number(SECTION);
        form[i] = forms > 1 ? coder.number(FORM) : 0;
      }
      return { docs, share, body, section, form };
    }

    const dictionary = (/** @type {number} */ i) =>
      shard(`${root.h}/d${i}`, ([text, numbers]) => {
        const coder = decoder(numbers, MODELS);
        const names = new Map();
        let next = classesOfD[i];
        const entries = forms(text).map((form) => {
          const of = next - coder.number(CLASS);
          if (of < next) return { form, of, ordinal: coder.number(ORDINAL) + 2 };
          names.set(next++, { frequency: 2 ** (coder.number(FREQUENCY) / 4), list: list(coder, true) });
          return { form, of, ordinal: 1 };
        });
        return { entries, forms: entries.map((e) => e.form), names };
      });

    /** @param {number} of a class */
    const nameOf = async (of) => (await dictionary(last(classesOfD, of))).names.get(of);

    /** Entries with their frequency. @param {{ form: string, of: number }[]} entries */
    const known = (entries) => Promise.all(entries.map(async (e) => ({ ...e, frequency: (await nameOf(e.of)).frequency })));

    const place = (/** @type {number} */ doc) => doc - blocks[last(blocks, doc)];

    /** The lines of a shard of texts. @param {number} doc @param {string} kind @param {(line: string) => any} read */
    function lines(doc, kind, read) {
      const block = last(blocks, doc) * 6;
      return shard(`${root.b.slice(block, block + 6)}/${kind}${(place(doc) / root.s) | 0}`, ([text]) => {
        let crumb = '';
        return text.replace(CODES, word).split('\n').map(read).map((doc) => (doc.crumb ? (crumb = doc.crumb) : (doc.crumb = crumb), doc));
      });
    }

    return {
      root,
      endings: new Set(['', ...root.e.split(' ')]),
      topics,
      /** @param {string} form */
      async find(form) {
        const { entries, forms } = await dictionary(Math.max(last(firstOfD, form), 0));
        const end = last(forms, form) + 1;
        let start = end;
        while (start > 0 && forms[start - 1] === form) start--;
        return known(entries.slice(start, end));
      },
      /** @param {string} prefix @param {number} most shards */
      async from(prefix, most) {
        const first = Math.max(last(firstOfD, prefix), 0);
        const end = Math.min(last(firstOfD, `${prefix}\uffff`), first + most - 1);
        const shards = await Promise.all(Array.from({ length: end - first + 1 }, (_, i) => dictionary(first + i)));
        return known(shards.flatMap((s) => s.entries.filter((e) => e.form.startsWith(prefix))));
      },
      /** @param {string} rest @returns {Promise<{ form: string, frequency: number }[]>} */
      async tails(rest) {
        const key = `${rest}!`;
        const first = Math.max(last(firstOfF, key), 0);
        const end = last(firstOfF, `${key}\uffff`);
        const read = ([text, numbers]) => {
          const coder = decoder(numbers, MODELS);
          return forms(text).map((tail) => ({ tail, frequency: 2 ** (coder.number(FREQUENCY) / 4) }));
        };
        const shards = await Promise.all(Array.from({ length: end - first + 1 }, (_, i) => shard(`${root.h}/f${first + i}`, read)));
        return shards.flat().filter((t) => t.tail.startsWith(key)).map((t) => ({ form: t.tail.slice(key.length) + rest, frequency: t.frequency }));
      },
      /** Documents that have the class in their names. @param {number} of */
      names: async (of) => (await nameOf(of)).list,
      /** Documents that have it elsewhere. @param {number} of */
      async texts(of) {
        const i = last(classesOfP, of);
        const lists = await shard(`${root.h}/p${i}`, ([, numbers]) => {
          const coder = decoder(numbers, MODELS);
          const count = (classesOfP[i + 1] ?? Infinity) - classesOfP[i];
          return { coder, lists: [], count };
        });
        // The last shard does not say how many classes it has: lists are read as far as they are asked for.
        while (lists.lists.length <= of - classesOfP[i]) lists.lists.push(list(lists.coder, false));
        return lists.lists[of - classesOfP[i]];
      },
      /** What a result shows. @param {number} doc */
      doc: async (doc) => (await lines(doc, 'x', result))[place(doc) % root.s],
      /** What was cut from the texts of its sections. @param {number} doc */
      rests: async (doc) => (await lines(doc, 't', (line) => line.split('\t')))[place(doc) % root.s],
    };
  };
})((globalThis.Recto = globalThis.Recto || {}));
