// The tokeniser of queries: the same in the browser as src/search/token.rs and fold.rs; tests/data/tokens.json tests both.
//
//   tokens('useState in C++')   [{form, role, at, end}]: role is word, part, joined or last (search-types.d.ts); in lower case and folded; its place
//   SINGLE_UNSPACED_CHARACTER   what a form is that is one character of a script without spaces between words

const W = '[\\p{Alphabetic}\\p{N}\\p{M}]';
/** What operators are made of: two to four such characters are a word. */
const OPERATOR_CHAR = '[=<>:?&|!+*/%^~$@.-]';
const OPERATOR = `(?<!${OPERATOR_CHAR})${OPERATOR_CHAR}{2,}`;
const CHUNK = RegExp(`(?<signs>${OPERATOR})|(?:(?<!\\.)\\.)?${W}+(?:[.+&/'’_‐-]${W}+)*(?:(?:\\+\\+|#)(?!${W}))?`, 'gu');
const PIECE = RegExp(`${W}+`, 'gu');
const DIGIT = /^\p{N}/u;
/** Most chunks: one word without camelCase that folding leaves as it is. */
const PLAIN = /^(?:[A-Z]?[a-z\d]+|[A-Z\d]+)$/;
/** A single letter beside an apostrophe is grammar, not a word: blanked. */
const ELISION = RegExp(`['’]${W}(?!${W})|(?<!${W})${W}['’](?=${W}{2})`, 'gu');
/** Scripts without spaces between words, and Hangul: cut into pairs of characters that overlap. Group 1 is a pair, group 2 a run's last one. */
const P =
  '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]';
const RUN = RegExp(`(?=(${P}${P}))|(?<=${P})(${P})|${P}|(?:(?!${P})${W})+`, 'gu');
/** A word that is one character of a script without spaces. */
export const SINGLE_UNSPACED_CHARACTER = RegExp(`^${P}$`, 'u');
const CAMEL_BOUNDARY = /(?<=\p{Lowercase})(?=\p{Uppercase})|(?<=\p{Uppercase})(?=\p{Uppercase}\p{Lowercase}{2})/u;
/** @type {Record<string, string>} */
const TRANSLITERATION = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ё: 'е', ς: 'σ', ـ: '', ى: 'ي', ة: 'ه' };

/** In lower case, without accents on Latin and Greek letters, or points on Hebrew and Arabic ones. @param {string} token */
const fold = (token) =>
  PLAIN.test(token) ? token.toLowerCase() : token
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/([a-z\u00df-\u024f\u0370-\u03ff\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[^\0-~]/g, (c) => TRANSLITERATION[c] ?? c);

const size = (/** @type {string} */ text) => [...text].length;

/** Whether a token is a word: no hash, no encoded data. @param {string} token */
const isWord = (token) => token.length < 33 || size(token) < 33 || (size(token) < 65 && /^\p{Alphabetic}+$/u.test(token));

/** The operator that a run of characters is, or ''; see src/search/token.rs. @param {string} run @param {string} before @param {string} after the characters beside it */
function operator(run, before, after) {
  let found = after.trim() ? run : run.replace(/[?!.:]+$/, '') || (before.trim() ? '' : run);
  if (found.length === 1) found = run;
  return /^(?!:\/\/$|\.+$|-+$|:{3,}$).{2,4}$/.test(found) ? found : '';
}

/** A chunk as one word, where people write it so. @param {string} head @param {string[]} pieces @param {string[]} joints the characters between them */
function join(head, [a, b, ...more], [joint]) {
  const digits = +DIGIT.test(a) + +DIGIT.test(b);
  if (!b) return head && !digits ? head + a : '';
  const [short, long] = [size(a), size(b)].sort((x, y) => x - y);
  if (more.length || short + long > 24) return '';
  if (joint === '.' ? digits : joint === '+' && short < 2) return a + joint + b;
  return joint === '.' || (/[-‐]/.test(joint) && digits < 2) || (/[/&]/.test(joint) && long < 4) ? a + b : '';
}

/** The tokens of a text, in order. @param {string} text */
export const tokens = (text) => {
  /** @type {SearchToken[]} */
  const found = [];
  const emit = (/** @type {string} */ token, /** @type {SearchTokenRole} */ role, /** @type {number} */ at, end = at + token.length) =>
    isWord(token) && found.push({ form: fold(token), role, at, end });
  for (const { 0: raw, index, groups } of text.matchAll(CHUNK)) {
    if (PLAIN.test(raw)) {
      emit(raw, 'word', index);
      continue;
    }
    if (groups?.signs) {
      const form = operator(raw, text[index - 1] ?? '', text[index + raw.length] ?? '');
      if (form) found.push({ form, role: 'word', at: index, end: index + form.length });
      continue;
    }
    const chunk = raw.replace(ELISION, (elided) => ' '.repeat(elided.length));
    const pieces = [...chunk.matchAll(PIECE)];
    const texts = pieces.map(([piece]) => piece);
    const [head, ...joints] = chunk.split(PIECE).map((joint) => joint.trim());
    const suffix = joints.pop();
    const end = index + raw.length;
    if (pieces[1] && texts.every((piece) => DIGIT.test(piece)) && joints.every((joint) => joint === '.')) {
      emit(texts.join('.'), 'word', index, end);
      continue;
    }
    const joined = join(head, texts, joints);
    pieces.forEach(({ 0: piece, index: inside }, i) => {
      const at = index + inside;
      const suffixed = suffix && i === joints.length;
      const single = size(piece) === 1;
      if (!single || !(joined || suffixed)) word(piece, at, emit);
      if (suffixed) emit(piece + suffix, single ? 'word' : 'joined', at);
    });
    if (joined) emit(joined, texts.every((piece) => size(piece) === 1) ? 'word' : 'joined', index, end);
    // "dont" is how those write it who leave the apostrophe out.
    if (/^[\p{Alphabetic}\p{N}\p{M}]*n['’]t$/iu.test(raw)) emit(raw.replace(/['’]/, ''), 'joined', index, end);
  }
  return found;
};

/** @param {string} piece @param {number} start @param {(token: string, role: SearchTokenRole, at: number) => unknown} emit */
function word(piece, start, emit) {
  for (const { 0: run, 1: pair, 2: last, index } of piece.matchAll(RUN)) {
    let at = start + index;
    emit(pair ?? run, last ? 'last' : 'word', at);
    const parts = run.split(CAMEL_BOUNDARY);
    if (parts[1] && parts.every((part) => size(part) > 1)) {
      for (const part of parts) {
        emit(part, 'part', at);
        at += part.length;
      }
    }
  }
}
