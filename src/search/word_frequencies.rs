//! `search/word-frequencies.js`: document frequencies of the guide's words, and which words share a stem. The study pages compare typed answers by it.
//!
//! In: the vocabulary, the frequencies of its stems, the synonyms. Out: `Recto.wordFrequencies(frequencyLevels, synonyms)`. Level `i` has the stems that are in
//! at most one of 2^i documents and in more than one of 2^(i + 1), each as its forms with commas between them, stems with blanks. The
//! commonest [`MAX_STEMS`] stems are listed, whatever the size of the guide; a word that is not listed is rarer than all of them.

use std::collections::BTreeMap;

use super::forms::FILTER_PREFIX;
use super::postings::Postings;
use super::vocabulary::Vocabulary;
use crate::encode;

/// Stems that are listed, and the documents that one must be in.
const MAX_STEMS: usize = 3000;
const MIN_DOCS: usize = 3;

/// The bytes of the file; `docs` is the number of documents.
pub fn render(vocabulary: &Vocabulary<'_>, postings: &Postings, docs: usize, synonyms: &BTreeMap<String, Vec<String>>) -> Vec<u8> {
    let mut forms: Vec<Vec<&str>> = vec![Vec::new(); vocabulary.form_counts.len()];
    for entry in vocabulary.entries.iter().filter(|entry| !entry.form.starts_with(FILTER_PREFIX)) {
        forms[entry.id.stem as usize].push(entry.form);
    }
    let mut stems: Vec<(usize, Vec<&str>)> = forms
        .into_iter()
        .enumerate()
        .map(|(stem, forms)| (postings.weighted_document_frequency(stem as u32), forms))
        .filter(|(n, forms)| *n >= MIN_DOCS && !forms.is_empty())
        .collect();
    stems.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    stems.truncate(MAX_STEMS);
    let mut levels: Vec<String> = Vec::new();
    for (n, forms) in stems {
        let level = (docs.max(n) / n).ilog2() as usize;
        levels.resize(levels.len().max(level + 1), String::new());
        if !levels[level].is_empty() {
            levels[level].push(' ');
        }
        levels[level].push_str(&forms.join(","));
    }
    format!("Recto.wordFrequencies({},{});\n", encode::json(&levels), encode::json(synonyms)).into_bytes()
}
