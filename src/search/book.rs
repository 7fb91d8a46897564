//! The book of words: texts in shards of a kilobyte leave gzip little to learn from, so the commonest words of all texts stand once in
//! the root and are written as one or two bytes elsewhere. Saves an eighth of the texts.
//!
//! In: a sample of the documents. Out: a [`Book`], and texts in its code: the first eight words as U+0001 to U+0008, the others as one
//! of U+000E to U+001F and one of the 64 characters from `?`. The texts themselves hold no control characters.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::SearchDoc;

/// Words that have a code of one byte.
const SINGLE: usize = 8;
/// The first character of codes of two.
const LEAD: u8 = 0x0e;
/// The first of the characters that may follow it, and their number.
const TAIL: u8 = b'?';
const TAILS: usize = 64;
/// Documents for each word, and the limits.
const DOCS_PER_WORD: usize = 16;
const LEAST: usize = 48;
const MOST: usize = 512;
/// Words longer than this are not common. In bytes.
const LONGEST: usize = 24;

/// The commonest words, each with the space before it if that is common too.
#[derive(Debug, Default)]
pub struct Book {
    /// In the order of their codes.
    pub words: Vec<String>,
    /// Only looked up.
    #[allow(clippy::disallowed_types)]
    codes: fnv::FnvHashMap<String, String>,
}

impl Book {
    /// From a sample of so many documents.
    pub fn of(sample: &[Cow<'_, SearchDoc>], documents: usize) -> Self {
        let counts = sample.par_chunks(256).map(count).reduce(BTreeMap::new, |mut all, run| {
            run.into_iter().for_each(|(word, n)| *all.entry(word).or_default() += n);
            all
        });
        // What a word saves: about its length less the code's, for each time it occurs.
        let mut words: Vec<(&str, usize)> = counts.into_iter().filter(|(word, n)| *n > 2 && (3..=LONGEST).contains(&word.len())).collect();
        words.sort_by_key(|(word, n)| std::cmp::Reverse(n * (2 * word.len() - 3)));
        words.truncate((documents / DOCS_PER_WORD).clamp(LEAST, MOST));
        words.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let words: Vec<String> = words.into_iter().map(|(word, _)| word.to_string()).collect();
        let codes = words.iter().enumerate().map(|(i, word)| (word.clone(), code(i))).collect();
        Self { words, codes }
    }

    /// Appends a text in code.
    pub fn write(&self, text: &str, out: &mut String) {
        for part in parts(text) {
            out.push_str(self.codes.get(part).map_or(part, String::as_str));
        }
    }
}

fn code(number: usize) -> String {
    match number.checked_sub(SINGLE) {
        None => ((number + 1) as u8 as char).to_string(),
        Some(n) => [(LEAD + (n / TAILS) as u8) as char, (TAIL + (n % TAILS) as u8) as char].iter().collect(),
    }
}

fn count<'a>(docs: &'a [Cow<'_, SearchDoc>]) -> BTreeMap<&'a str, usize> {
    #[allow(clippy::disallowed_types)]
    let mut counts: fnv::FnvHashMap<&str, usize> = Default::default();
    for doc in docs {
        for text in [doc.title.as_str()].into_iter().chain(doc.sections.iter().map(|s| s.text.as_str())) {
            parts(text).for_each(|part| *counts.entry(part).or_default() += 1);
        }
    }
    counts.into_iter().filter(|(part, _)| part.len() > 2).collect()
}

/// Cuts a text into words with the space before them, and what is between.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let space = first == ' ';
        let word = &rest[space as usize..];
        let letters = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let end = match space as usize + letters {
            0 => rest.find(|c: char| c == ' ' || c.is_alphabetic()).unwrap_or(rest.len()),
            end => end,
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}
