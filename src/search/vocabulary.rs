//! The dictionary's order: forms of all threads become numbered entries, entries that share a stem a class.
//!
//! In: the [`Folded`] forms of each counter. Out: a [`Vocabulary`] (folded forms in the order of their characters, each with its class;
//! classes are numbered in the order of their first form, so neighbours in the dictionary are neighbours among the postings) and for
//! each counter the [`Numbers`] that its own become.

use rayon::prelude::*;

use super::forms::{Folded, Member, split};
use super::strings::Strings;

/// An entry of the dictionary. One form may have several classes (`resume`: resume, résumé).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Folded.
    pub form: &'a str,
    /// Ordinals in a class are in dictionary order.
    pub member: Member,
}

/// All forms of the guide.
#[derive(Debug, Default)]
pub struct Vocabulary<'a> {
    /// Sorted by form; entries of one form by their stems.
    pub entries: Vec<Entry<'a>>,
    /// For each class the number of its forms, at most 255.
    pub classes: Vec<u8>,
}

/// What a counter's classes and ordinals are called in the vocabulary.
#[derive(Debug)]
pub struct Numbers {
    classes: Vec<u32>,
    /// Of each class in turn those of its forms.
    ordinals: Vec<u8>,
    /// Where they begin for each class.
    starts: Vec<u32>,
}

impl Numbers {
    /// `members` are the counter's, `found` what they are called in the vocabulary.
    fn new(members: &[Member], found: &[Member], vocabulary: &Vocabulary<'_>) -> Self {
        let classes = members.iter().map(|own| own.class as usize + 1).max().unwrap_or(0);
        let mut sizes = vec![0u8; classes];
        for own in members {
            sizes[own.class as usize] = sizes[own.class as usize].max(own.ordinal);
        }
        let starts: Vec<u32> = sizes
            .iter()
            .scan(0, |sum, size| {
                *sum += *size as u32;
                Some(*sum - *size as u32)
            })
            .collect();
        let mut numbers = Self { classes: vec![0; classes], ordinals: vec![0; sizes.iter().map(|size| *size as usize).sum()], starts };
        for (own, found) in members.iter().zip(found) {
            numbers.classes[own.class as usize] = found.class;
            let start = numbers.starts[own.class as usize];
            // Which forms are beyond the last ordinal depends on the order in which a counter met them.
            let countable = vocabulary.classes[found.class as usize] < u8::MAX;
            numbers.ordinals[start as usize + own.ordinal as usize - 1] = if countable { found.ordinal } else { 0 };
        }
        numbers
    }

    pub fn class(&self, own: u32) -> u32 {
        self.classes[own as usize]
    }

    /// The ordinal of a form of one of the counter's classes; 0 (several forms) for 0, and in a class with too many forms.
    pub fn ordinal(&self, class: u32, own: u8) -> u8 {
        match own {
            0 => 0,
            own => self.ordinals[self.starts[class as usize] as usize + own as usize - 1],
        }
    }
}

/// Joins the forms of all counters.
pub fn join(forms: &[Folded]) -> (Vocabulary<'_>, Vec<Numbers>) {
    let number = |counter: usize| (0..forms[counter].len() as u32).map(move |number| (forms[counter].key(number), counter, number));
    let mut all: Vec<(&str, usize, u32)> = (0..forms.len()).flat_map(number).collect();
    all.par_sort_unstable();
    let mut vocabulary = Vocabulary::default();
    let mut found: Vec<Vec<Member>> = forms.iter().map(|forms| vec![Member { class: 0, ordinal: 1 }; forms.len()]).collect();
    let mut stems = Strings::default();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        let (form, stem) = split(same[0].0);
        let class = stems.number(stem);
        if class as usize == vocabulary.classes.len() {
            vocabulary.classes.push(0);
        }
        let size = &mut vocabulary.classes[class as usize];
        *size = size.saturating_add(1);
        let member = Member { class, ordinal: *size };
        vocabulary.entries.push(Entry { form, member });
        for (_, counter, number) in same {
            found[*counter][*number as usize] = member;
        }
    }
    let numbers = forms.iter().zip(found).map(|(forms, found)| Numbers::new(&forms.members, &found, &vocabulary)).collect();
    (vocabulary, numbers)
}
