//! The text dictionary: texts in shards of a kilobyte leave gzip little to learn from, so the commonest words of all texts are once in
//! the root and are written as one or two bytes elsewhere. Saves an eighth of the texts.
//!
//! In: a sample of the documents. Out: a [`TextDictionary`], and texts in its code: the first eight words as U+0001 to U+0008, the others as one
//! of U+000E to U+001F and one of the 64 characters from `?`. The texts themselves hold no control characters.

use std::borrow::Cow;

use super::SearchDoc;
use super::interner::Interner;
use super::word_map::WordMap;

/// Words that have a code of one byte.
const ONE_BYTE_CODES: usize = 8;
/// The first character of codes of two.
const FIRST_LEAD_BYTE: u8 = 0x0e;
/// The first of the characters that may follow it, and their number.
const FIRST_TRAIL_BYTE: u8 = b'?';
const TRAIL_BYTES: usize = 64;
/// Documents for each word, and the limits.
const DOCS_PER_WORD: usize = 16;
const MIN_WORDS: usize = 48;
const MAX_WORDS: usize = 512;
/// Words longer than this are not common. In bytes.
const MAX_WORD_BYTES: usize = 24;

/// The commonest words, each with the space before it if that is common too.
#[derive(Debug, Default)]
pub struct TextDictionary {
    /// In the order of their codes.
    words: Vec<String>,
    codes: WordMap<usize>,
}

impl TextDictionary {
    /// From a sample of so many documents.
    pub fn of(sample: &[Cow<'_, SearchDoc>], documents: usize) -> Self {
        let (mut parts, mut counts) = (Interner::default(), Vec::new());
        for part in sample.iter().flat_map(|doc| names(doc)).flat_map(cut).filter(|part| may_have_code(part)) {
            let number = parts.intern(part) as usize;
            counts.resize(parts.len(), 0);
            counts[number] += 1;
        }
        // What a word saves: about its length less the code's, for each time it occurs.
        let saves = |(word, n): &(&str, usize)| std::cmp::Reverse(n * (2 * word.len() - 3));
        let counts = (0..).zip(counts).map(|(number, n)| (parts.get(number), n)).filter(|(word, n)| *n > 2 && !word.contains(['|', '\n']));
        let mut common: Vec<(&str, usize)> = counts.collect();
        common.sort_by_key(|word| (saves(word), word.0));
        common.truncate((documents / DOCS_PER_WORD).clamp(MIN_WORDS, MAX_WORDS));
        common.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let mut dictionary = Self::default();
        for (code, (word, _)) in common.into_iter().enumerate() {
            dictionary.codes.insert(word, code);
            dictionary.words.push(word.to_string());
        }
        dictionary
    }

    /// The words, separated by bars.
    pub fn list(&self) -> String {
        self.words.join("|")
    }

    /// Appends a text in code.
    pub fn write(&self, text: &str, out: &mut String) {
        // Where what is not yet written begins, and where the part being processed does.
        let (mut from, mut at) = (0, 0);
        for part in cut(text) {
            let end = at + part.len();
            if let Some(code) = may_have_code(part).then(|| self.codes.get(part)).flatten() {
                out.push_str(&text[from..at]);
                push_code(code, out);
                from = end;
            }
            at = end;
        }
        out.push_str(&text[from..]);
    }
}

fn may_have_code(part: &str) -> bool {
    (3..=MAX_WORD_BYTES).contains(&part.len())
}

fn push_code(number: usize, out: &mut String) {
    match number.checked_sub(ONE_BYTE_CODES) {
        None => out.push((number + 1) as u8 as char),
        Some(n) => out.extend([(FIRST_LEAD_BYTE + (n / TRAIL_BYTES) as u8) as char, (FIRST_TRAIL_BYTE + (n % TRAIL_BYTES) as u8) as char]),
    }
}

/// The names of a document. Its texts are not asked: they change with every edit, and a word that changed its code changes all shards, which who
/// keeps the guide offline would then load again.
fn names(doc: &SearchDoc) -> impl Iterator<Item = &str> {
    [doc.title.as_str()].into_iter().chain(doc.sections.iter().map(|section| section.heading.as_str()))
}

/// Cuts a text into words with the space before them, and what is between.
fn cut(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = *rest.as_bytes().first()?;
        let space = usize::from(first == b' ');
        let end = match space + letters(&rest[space..]) {
            0 => rest.find(|c: char| c == ' ' || c.is_alphabetic()).unwrap_or(rest.len()),
            end => end,
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

/// The length of the run of letters with which a text begins.
fn letters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(bytes.len());
    match bytes.get(ascii) {
        Some(next) if !next.is_ascii() => text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()),
        _ => ascii,
    }
}
