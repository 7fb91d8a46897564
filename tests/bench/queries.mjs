/**
 * Known-item queries, drawn with a seed: for a card that is known to be wanted, what a learner might type.
 *
 * In: documents `{ title, body }`. Out: for each set a list of `{ doc, query }`, where `doc` is the number of the wanted document.
 * Two to four content words, weighted by inverse document frequency, in the order in which they stand in the text;
 * variants with one keyboard typo, with another inflection, with the last word cut to 60 %.
 */

export const SETS = ['title', 'typo', 'inflected', 'halfTyped', 'answer'];

const STOP = new Set(
  ('a about after all also an and any are as at be because been but by can could did do does for from get had has have he her his how i if in into is it its ' +
    'just like may me might more most must my no not of on one only or other our out over own same she should so some such than that the their them then there ' +
    'these they this those through to too under up use used uses using very was we were what when where which while who why will with would you your').split(' '),
);

const NEIGHBOURS = {
  q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'ryg', y: 'tuh', u: 'yij', i: 'uok', o: 'ipl', p: 'ol', a: 'qsz', s: 'awdx', d: 'sefc', f: 'drgv', g: 'fthb',
  h: 'gyjn', j: 'hukm', k: 'jil', l: 'kop', z: 'asx', x: 'zsdc', c: 'xdfv', v: 'cfgb', b: 'vghn', n: 'bhjm', m: 'njk',
};

/** A small seeded generator (mulberry32): numbers in [0, 1). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (text) => (text.toLowerCase().match(/[\p{L}\p{N}+#.'_-]+/gu) ?? []).map((w) => w.replace(/[.'_-]+$/, '')).filter((w) => /^[a-z]{3,24}$/.test(w));
const content = (text) => words(text).filter((w) => !STOP.has(w));

function frequencies(docs) {
  const df = new Map();
  for (const doc of docs) for (const w of new Set(words(`${doc.title} ${doc.body}`))) df.set(w, (df.get(w) ?? 0) + 1);
  return df;
}

/** Draws `count` different words without replacement, weighted, and returns them in the order of the text. */
function draw(list, weight, count, next) {
  const left = [...new Set(list)].map((word, at) => ({ word, at, weight: weight(word) }));
  const taken = [];
  while (taken.length < count && left.length) {
    let x = next() * left.reduce((sum, item) => sum + item.weight, 0);
    let i = 0;
    while (i < left.length - 1 && (x -= left[i].weight) > 0) i++;
    taken.push(...left.splice(i, 1));
  }
  return taken.sort((a, b) => a.at - b.at).map((item) => item.word);
}

/** One slip of the fingers: a neighbouring key, two letters swapped, a letter left out, a letter doubled. */
export function typo(word, next) {
  const at = Math.floor(next() * word.length);
  const kind = Math.floor(next() * 4);
  const near = NEIGHBOURS[word[at]] ?? 'e';
  if (kind === 0) return word.slice(0, at) + near[Math.floor(next() * near.length)] + word.slice(at + 1);
  if (kind === 1 && at + 1 < word.length && word[at] !== word[at + 1]) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  if (kind === 2) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + word[at] + word.slice(at);
}

/** Another inflection of an English word, by rule; the same word where no rule fits. */
export function inflect(word, next) {
  const rules = [
    [/ies$/, ['y']], [/([^aeiou])y$/, ['$1ies', '$1ied']], [/(ss|x|ch|sh)es$/, ['$1']], [/([a-z]{3,}[^aeious])s$/, ['$1', '$1ing', '$1ed']], [/([a-z]{2,}e)s$/, ['$1', '$1d']],
    [/([a-z]{3,})ing$/, ['$1', '$1ed', '$1s']], [/([a-z]{2,})ied$/, ['$1y']], [/([a-z]{3,})ed$/, ['$1', '$1ing']], [/([a-z]{2,}[^aeiou])e$/, ['$1ing', '$1es', '$1ed']],
    [/([a-z]{2,}[^aeiousy])$/, ['$1s', '$1ing', '$1ed']], [/([a-z]{2,}(?:ss|x))$/, ['$1es']],
  ];
  for (const [pattern, forms] of rules) {
    if (pattern.test(word)) return word.replace(pattern, forms[Math.floor(next() * forms.length)]);
  }
  return word;
}

/** The query sets over `docs`, `size` queries each. */
export function querySets(docs, size, seed = 1) {
  const df = frequencies(docs);
  const weight = (w) => Math.log(1 + docs.length / (df.get(w) ?? 1));
  const next = random(seed);
  const sets = Object.fromEntries(SETS.map((name) => [name, []]));
  const usable = docs.map((_, i) => i).filter((i) => new Set(content(docs[i].title)).size >= 2 && new Set(content(docs[i].body)).size >= 4);
  for (const name of SETS) {
    while (sets[name].length < Math.min(size, usable.length * 4)) {
      const doc = usable[Math.floor(next() * usable.length)];
      const picked = draw(content(name === 'answer' ? docs[doc].body : docs[doc].title), weight, 2 + Math.floor(next() * 3), next);
      const query = vary(name, picked, next);
      if (query) sets[name].push({ doc, query: query.join(' ') });
    }
  }
  return sets;
}

/** The picked words as the set asks for them; `null` where no word of them can be varied. */
function vary(set, picked, next) {
  const long = picked.map((_, i) => i).filter((i) => picked[i].length >= 4);
  if (set === 'title' || set === 'answer') return picked;
  if (!long.length) return null;
  const query = [...picked];
  const at = long[Math.floor(next() * long.length)];
  if (set === 'typo') query[at] = typo(picked[at], next);
  if (set === 'inflected') query[at] = inflect(picked[at], next);
  if (set === 'halfTyped') {
    const last = query.length - 1;
    if (picked[last].length < 4) return null;
    query[last] = picked[last].slice(0, Math.ceil(picked[last].length * 0.6));
  }
  return query.every((word, i) => word === picked[i]) ? null : query;
}

/** MRR@10, hit@1, hit@5 of a list of ranks (0 = first; -1 = not found). */
export function scores(ranks) {
  const mean = (f) => ranks.reduce((sum, r) => sum + f(r), 0) / ranks.length;
  return { mrr: mean((r) => (r >= 0 && r < 10 ? 1 / (r + 1) : 0)), hit1: mean((r) => +(r === 0)), hit5: mean((r) => +(r >= 0 && r < 5)) };
}
