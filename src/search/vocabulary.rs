//! The dictionary's order: forms of all threads become numbered entries, entries that share a stem one term.
//!
//! In: the [`FoldedForms`] of each indexer. Out: a [`Vocabulary`] (folded forms in the order of their characters, each with its stem;
//! stems are numbered in the order of their first form, so neighbours in the dictionary are neighbours among the postings) and for
//! each indexer the [`IdMap`] from its numbers to those of the vocabulary.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::forms::{FoldedForms, FormId, split};
use super::interner::Interner;

/// An entry of the dictionary. One form may have several stems (`resume`: resume, résumé).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Folded.
    pub form: &'a str,
    /// Ordinals in a stem are in dictionary order.
    pub id: FormId,
}

/// All forms of the guide.
#[derive(Debug, Default)]
pub struct Vocabulary<'a> {
    /// Sorted by form; entries of one form by their stems.
    pub entries: Vec<Entry<'a>>,
    /// For each stem the number of its forms, at most 255.
    pub form_counts: Vec<u8>,
}

impl Vocabulary<'_> {
    /// For each stem the least share of documents in which it is taken to occur: 0, but for the stems of these words.
    pub fn document_frequency_floors(&self, words: &BTreeMap<String, f32>) -> Vec<f32> {
        let mut frequencies = vec![0.0f32; self.form_counts.len()];
        for (word, part) in words {
            let from = self.entries.partition_point(|entry| entry.form < word.as_str());
            for entry in self.entries[from..].iter().take_while(|entry| entry.form == word) {
                let most = &mut frequencies[entry.id.stem as usize];
                *most = most.max(*part);
            }
        }
        frequencies
    }
}

/// From an indexer's numbers of stems and forms to those of the vocabulary.
#[derive(Debug)]
pub struct IdMap {
    stems: Vec<u32>,
    /// Of each stem in turn those of its forms.
    ordinals: Vec<u8>,
    /// Where they begin for each stem.
    starts: Vec<u32>,
}

impl IdMap {
    /// `ids` are the indexer's, `found` what they are called in the vocabulary.
    fn new(ids: &[FormId], found: &[FormId], vocabulary: &Vocabulary<'_>) -> Self {
        let stems = ids.iter().map(|local| local.stem as usize + 1).max().unwrap_or(0);
        let mut sizes = vec![0u8; stems];
        for local in ids {
            sizes[local.stem as usize] = sizes[local.stem as usize].max(local.ordinal);
        }
        let starts: Vec<u32> = sizes
            .iter()
            .scan(0, |sum, size| {
                *sum += *size as u32;
                Some(*sum - *size as u32)
            })
            .collect();
        let mut map = Self { stems: vec![0; stems], ordinals: vec![0; sizes.iter().map(|size| *size as usize).sum()], starts };
        for (local, found) in ids.iter().zip(found) {
            map.stems[local.stem as usize] = found.stem;
            let start = map.starts[local.stem as usize];
            // Which forms are beyond the last ordinal depends on the order in which an indexer met them.
            let countable = vocabulary.form_counts[found.stem as usize] < u8::MAX;
            map.ordinals[start as usize + local.ordinal as usize - 1] = if countable { found.ordinal } else { 0 };
        }
        map
    }

    /// The number of one of the indexer's stems in the vocabulary.
    pub fn stem(&self, local: u32) -> u32 {
        self.stems[local as usize]
    }

    /// The ordinal of a form of one of the indexer's stems; 0 (several forms) for 0, and in a stem with too many forms.
    pub fn ordinal(&self, stem: u32, local: u8) -> u8 {
        match local {
            0 => 0,
            local => self.ordinals[self.starts[stem as usize] as usize + local as usize - 1],
        }
    }
}

/// Joins the forms of all indexers.
pub fn join(forms: &[FoldedForms]) -> (Vocabulary<'_>, Vec<IdMap>) {
    let number = |indexer: usize| (0..forms[indexer].len() as u32).map(move |number| (forms[indexer].key(number), indexer, number));
    let mut all: Vec<(&str, usize, u32)> = (0..forms.len()).flat_map(number).collect();
    all.par_sort_unstable();
    let mut vocabulary = Vocabulary::default();
    let mut found: Vec<Vec<FormId>> = forms.iter().map(|forms| vec![FormId { stem: 0, ordinal: 1 }; forms.len()]).collect();
    let mut stem_texts = Interner::default();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        let (form, stem) = split(same[0].0);
        let stem = stem_texts.intern(stem);
        if stem as usize == vocabulary.form_counts.len() {
            vocabulary.form_counts.push(0);
        }
        let size = &mut vocabulary.form_counts[stem as usize];
        *size = size.saturating_add(1);
        let id = FormId { stem, ordinal: *size };
        vocabulary.entries.push(Entry { form, id });
        for (_, indexer, number) in same {
            found[*indexer][*number as usize] = id;
        }
    }
    let id_maps = forms.iter().zip(found).map(|(forms, found)| IdMap::new(&forms.ids, &found, &vocabulary)).collect();
    (vocabulary, id_maps)
}
