// Headings of many scripts with the anchors that github-slugger gives them, for tests/anchors.rs.
//
// `node tests/data/slugs.mjs` writes tests/data/slugs.json anew. The headings come from a generator of pseudo-random numbers, so that every
// run makes the same; tests/js/slugs.test.mjs compares the file with them.

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import GithubSlugger from 'github-slugger';

const FILE = fileURLToPath(new URL('slugs.json', import.meta.url));

/** Words, signs and marks as headings have them. */
const PIECES = [
  ...'What is an index? How does `EXPLAIN` work, and why: (a) cost; (b) "rows" & <filters>! Read/write C# C++ .NET a_b __init__ snake_case kebab-case don’t can\'t 50% $5 €3 #1 @x ~y^z {b} [c] | = + * ÷ × ± … – — “q” «q»'.split(' '),
  ...'Größe Straße ÉCOLE œuvre naïve Ærø Łódź ĳ İstanbul ıssız ǅ ﬁn ſ Σίσυφος ΟΔΥΣΣΕΥΣ ὈΔΥΣΣΕΎΣ Привет ЁЛКА Україна ђак'.split(' '),
  ...'नमस्ते दुनिया क्ष हिन्दी বাংলা தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ภาษาไทย ลาว မြန်မာ ខ្មែរ བོད་ཡིག'.split(' '),
  ...'العربية كِتَاب فارسی اردو שָׁלוֹם עברית ܫܠܡܐ ދިވެހި ሰላም ქართული Ⴀ Հայերեն ᏣᎳᎩ ᠮᠣᠩᠭᠣᠯ'.split(' '),
  ...'冪等性とは 日本語 ひらがな カタカナ ﾊﾝｶｸ ー 々 〇 漢字、「引用」。 中文：标题 한국어 제목 ㄅㄆㄇ 、 ・ ～ ！ ？ （x） Ａ１ ＿'.split(' '),
  ...'x² y³ H₂O n⁺ ½ ¼ Ⅳ ⅷ ① ⓐ ❶ ٣ ४ ๕ ៦ 𝟘 𝐀 𝒜 𝔸 𐐀 𐐨 𞤀 𞤢 ª º µ Ω K Å'.split(' '),
  ...'⚙️ Setup 🎉 👩‍💻 👍🏽 🇩🇪 1️⃣ ❤️ ☎︎ ™ © ® ← → ⇒ ∀ ∑ √ ≠ ≤ ∞ ░ ■ ♥ ✓ ✗ † ‡ § ¶ • ‰ ‱ № ℃'.split(' '),
  'e\u0301', 'a\u0308\u0323', 'o\u20dd', 'u\u0488', 'n\u0303o', 'a\u200db', 'a\u200cb', 'a\u00adb', 'a\u2060b', 'x\u203fy', 'x\u2040y', 'x\ufe33y', 'a\u00b7b', 'l\u0387', 'a\u02bcb', 'ʻokina',
];

/** xorshift32. @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Pairs of a heading and its anchor, all on one page. @returns {[string, string][]} */
export function slugs() {
  const below = random(0x5eed);
  const slugger = new GithubSlugger();
  /** @type {[string, string][]} */
  const pairs = [];
  while (pairs.length < 2000) {
    const pieces = Array.from({ length: 1 + below(5) }, () => PIECES[below(PIECES.length)]);
    const heading = pieces.join(below(8) === 0 ? '' : ' ');
    pairs.push([heading, slugger.slug(heading)]);
  }
  return pairs;
}

/** As the file holds it: a pair a line. */
export const text = () => `[\n${slugs().map((pair) => JSON.stringify(pair)).join(',\n')}\n]\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(FILE, text());
