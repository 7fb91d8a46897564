//! Folding: forms that readers take for the same word become one.
//!
//! In: a token in lower case and NFKC. Out: the same without accents on Latin and Greek letters and without the points of Hebrew and
//! Arabic, which few people type, with a few letters spelt out (ß → ss, ø → o). Marks of other scripts carry meaning (Cyrillic й,
//! Japanese が, Hindi vowels) and stay; only ё is written as е.
//! `themes/default/js/search-tokens.js` folds in the same way; `tests/data/tokens.json` binds the two.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds one token.
pub fn fold(exact: &str) -> Cow<'_, str> {
    if exact.is_ascii() {
        return Cow::Borrowed(exact);
    }
    let mut stripped = String::with_capacity(exact.len());
    let mut strip = false;
    for c in exact.nfd() {
        if is_combining_mark(c) {
            if !strip {
                stripped.push(c);
            }
        } else {
            strip = has_optional_marks(c);
            stripped.push(c);
        }
    }
    let mut folded = String::with_capacity(stripped.len());
    for c in stripped.nfc() {
        match spelt_out(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// Whether the marks on this letter are dropped. Letters are already decomposed and in lower case.
fn has_optional_marks(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{df}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

fn spelt_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ё' => "е",
        'ς' => "σ",
        // A line that only stretches a word, and letters that many keyboards' users exchange.
        '\u{640}' => "",
        'ى' => "ي",
        'ة' => "ه",
        _ => return None,
    })
}
