//! The dictionary's order: forms of all runs become numbered entries, entries that share a stem a class.
//!
//! In: the runs' own vocabularies. Out: a [`Vocabulary`] (folded forms in the order of their characters, each with its class; classes
//! are numbered in the order of their first form, so neighbours in the dictionary are neighbours among the postings) and for each run
//! the place of each of its forms.

use rayon::prelude::*;

use super::count::{FILTER, Form};
use super::fold::fold;

/// An entry of the dictionary. One form may have several classes (`resume`: resume, résumé).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Folded.
    pub form: String,
    pub member: Member,
}

/// A form's place in the dictionary's classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub class: u32,
    /// Its number among the forms of the class, in dictionary order, from 1; 255 for all further ones.
    pub ordinal: u8,
}

/// All forms of the guide.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Sorted by form; entries of one form by their stems.
    pub entries: Vec<Entry>,
    /// For each class the number of its forms, at most 255.
    pub classes: Vec<u8>,
}

/// Joins the runs' vocabularies. The second result has, for each run, the place of each of its forms.
pub fn join(runs: &[&[Form]]) -> (Vocabulary, Vec<Vec<Member>>) {
    let mut forms: Vec<&Form> = runs.iter().flat_map(|run| run.iter()).collect();
    forms.par_sort_unstable();
    forms.dedup();
    // (folded form, folded stem, number in `forms`)
    let mut folded: Vec<(String, String, u32)> =
        forms.par_iter().enumerate().map(|(i, f)| (folded(&f.exact), folded(&f.stem), i as u32)).collect();
    folded.par_sort_unstable();
    let (vocabulary, members) = number(folded, forms.len());
    let by_run =
        runs.par_iter().map(|run| run.iter().filter_map(|form| forms.binary_search(&form).ok()).map(|i| members[i]).collect()).collect();
    (vocabulary, by_run)
}

/// Filters are names, not words: they are compared as they are.
fn folded(token: &str) -> String {
    if token.starts_with(FILTER) { token.to_string() } else { fold(token).into_owned() }
}

/// Numbers the classes by their first form, and the forms within each. The second result has the place of each exact form.
fn number(folded: Vec<(String, String, u32)>, forms: usize) -> (Vocabulary, Vec<Member>) {
    #[allow(clippy::disallowed_types)]
    let mut numbers: std::collections::HashMap<String, u32> = Default::default();
    let mut members = vec![Member { class: 0, ordinal: 1 }; forms];
    let mut vocabulary = Vocabulary::default();
    for (form, stem, i) in folded {
        let next = numbers.len() as u32;
        let class = *numbers.entry(stem).or_insert(next);
        if class == next {
            vocabulary.classes.push(0);
        }
        let same = vocabulary.entries.last().is_some_and(|last| last.form == form && last.member.class == class);
        if !same {
            let count = &mut vocabulary.classes[class as usize];
            *count = count.saturating_add(1);
            vocabulary.entries.push(Entry { form, member: Member { class, ordinal: *count } });
        }
        members[i as usize] = Member { class, ordinal: vocabulary.classes[class as usize] };
    }
    (vocabulary, members)
}
