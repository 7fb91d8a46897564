//! The suffixes by which words of this guide are inflected, learnt from the stems. With them the client finds the stem of
//! an inflection that no document has, and needs no stemmer, whatever the language.

use std::collections::BTreeMap;

use super::vocabulary::Vocabulary;

/// How many suffixes are kept, and how often one must occur.
const MAX_SUFFIXES: usize = 40;
const MIN_COUNT: usize = 3;
/// The longest suffix and the shortest stem before one, in characters.
const MAX_CHARS: usize = 6;
const MIN_STEM_CHARS: usize = 3;

/// The commonest suffixes, the empty one left out.
pub fn suffixes(vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let mut forms: Vec<(u32, &str)> = vocabulary.entries.iter().map(|e| (e.id.stem, e.form)).collect();
    forms.sort();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in forms.chunk_by(|a, b| a.0 == b.0).filter(|stem| stem.len() > 1) {
        // Sorted, so what the first and the last begin with, all do.
        let (first, last) = (stem[0].1, stem[stem.len() - 1].1);
        let common = first.chars().zip(last.chars()).take_while(|(a, b)| a == b);
        let (chars, bytes) = common.fold((0, 0), |(chars, bytes), (c, _)| (chars + 1, bytes + c.len_utf8()));
        if chars < MIN_STEM_CHARS {
            continue;
        }
        for suffix in stem.iter().map(|(_, form)| &form[bytes..]) {
            if !suffix.is_empty() && suffix.chars().count() <= MAX_CHARS {
                *counts.entry(suffix).or_default() += 1;
            }
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|(_, n)| *n >= MIN_COUNT).collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts.into_iter().take(MAX_SUFFIXES).map(|(suffix, _)| suffix.to_string()).collect()
}
