// What a word is to the search: the browser's half of src/search/token.rs and fold.rs, bound to them by tests/data/tokens.json.
//
//   Recto.searchText.tokens('useState in C++')   [{form, exact, role}]: word, hump or whole, in lower case; form is folded
//   Recto.searchText.fold('résumé')              resume

(function (Recto) {
  'use strict';

  const W = '[\\p{Alphabetic}\\p{N}\\p{M}]';
  const CHUNK = new RegExp(`(?:(?<!\\.)\\.)?${W}+(?:[.+&/'’_‐-]${W}+)*(?:(?:\\+\\+|#)(?!${W}))?`, 'gu');
  const PIECES = new RegExp(`${W}+`, 'gu');
  const UNSPACED =
    '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
  const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
  const PAIRED = new RegExp(`^[${UNSPACED}]`, 'u');
  const HUMPS = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}\p{Ll})/u;
  const SPELT = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ё: 'е', ς: 'σ' };
  const LONGEST = 32;
  const LONGEST_WHOLE = 24;

  /** Without accents on Latin and Greek letters. @param {string} exact in lower case */
  const fold = (exact) =>
    /^[\0-\x7f]*$/.test(exact)
      ? exact
      : exact.normalize('NFD').replace(/([a-z\u00df-\u024f\u0370-\u03ff])\p{M}+/gu, '$1').normalize('NFC').replace(/[ßæœøđðþłıħёς]/g, (c) => SPELT[c]);

  const size = (/** @type {string} */ text) => [...text].length;
  const digit = (/** @type {string} */ text) => /^\p{N}/u.test(text);

  /** A chunk of two pieces as one word, where people write it so. @param {string[]} pieces @param {string} joint @param {boolean} dotted */
  function join(pieces, joint, dotted) {
    const [a, b] = pieces;
    let whole = '';
    if (pieces.length === 1 && dotted && !digit(a)) whole = `.${a}`;
    if (pieces.length === 2) {
      if (joint === '.') whole = digit(a) || digit(b) ? `${a}.${b}` : a + b;
      if (/[-‐]/.test(joint) && !(digit(a) && digit(b))) whole = a + b;
      if (/[/&]/.test(joint) && size(a) < 4 && size(b) < 4) whole = a + b;
      if (joint === '+' && (size(a) === 1 || size(b) === 1)) whole = `${a}+${b}`;
    }
    return size(whole) > LONGEST_WHOLE ? '' : whole;
  }

  /**
   * The tokens of a text, in order.
   * @param {string} text
   * @returns {{ form: string, exact: string, role: 'word' | 'hump' | 'whole' }[]}
   */
  function tokens(text) {
    const found = [];
    const emit = (token, role) => {
      const exact = token.toLowerCase();
      if (size(token) <= LONGEST) found.push({ form: fold(exact), exact, role });
    };
    for (const [chunk] of text.normalize('NFKC').matchAll(CHUNK)) {
      const dotted = chunk[0] === '.';
      const suffix = chunk.match(/(\+\+|#)?$/)[0];
      const pieces = chunk.match(PIECES);
      const joints = chunk.slice(+dotted, chunk.length - suffix.length).split(PIECES).slice(1, -1);
      // A single letter beside an apostrophe is grammar, not a word.
      for (let i = 0; i < joints.length; ) {
        const at = /['’]/.test(joints[i]) ? (size(pieces[i + 1]) === 1 ? i + 1 : size(pieces[i]) === 1 ? i : -1) : -1;
        if (at < 0) i++;
        else pieces.splice(at, 1), joints.splice(i, 1);
      }
      if (pieces.length > 1 && pieces.every(digit) && joints.every((j) => j === '.')) {
        emit(pieces.join('.'), 'word');
        continue;
      }
      const whole = join(pieces, joints[0], dotted);
      pieces.forEach((piece, i) => {
        const suffixed = suffix && i === pieces.length - 1;
        const single = size(piece) === 1;
        if (!(single && (whole || suffixed))) words(piece, emit);
        if (suffixed) emit(piece + suffix, single ? 'word' : 'whole');
      });
      if (whole) emit(whole, pieces.every((p) => size(p) === 1) ? 'word' : 'whole');
    }
    return found;
  }

  /** @param {string} piece @param {(token: string, role: string) => void} emit */
  function words(piece, emit) {
    for (const [run] of piece.matchAll(RUNS)) {
      const chars = [...run];
      if (PAIRED.test(run)) {
        if (chars.length === 1) emit(run, 'word');
        for (let i = 1; i < chars.length; i++) emit(chars[i - 1] + chars[i], 'word');
        continue;
      }
      emit(run, 'word');
      const humps = run.split(HUMPS);
      if (humps.length > 1 && humps.every((h) => size(h) > 1)) humps.forEach((h) => emit(h, 'hump'));
    }
  }

  Recto.searchText = { tokens, fold };
})((globalThis.Recto = globalThis.Recto || {}));
