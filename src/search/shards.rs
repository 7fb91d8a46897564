//! The shards that find documents: terms (`d`) and the dictionary for typos (`f`).
//!
//! In: the [`Vocabulary`] and the [`Postings`]. Out: for each set its shards' contents and where each begins, which the manifest lists.
//!
//! - A term shard has a run of entries, front-coded (a capital says how many characters it shares with the entry before, then
//!   come the others), and in numbers for each entry its stem; where a stem is new also its document frequency and the postings of
//!   documents that have it in their titles. Apart from these, since they are read one by one as they are asked for, the other postings of
//!   its new stems. So a word costs one file, and another one with the same prefix often none.
//! - A shard of the dictionary for typos has the words that should be found with a typo in their first three letters. Each is rotated,
//!   `nsaction!tra`, so that they are sorted by the letters after the third.
//!
//! The reader is `themes/default/js/search-index.js`.

use std::ops::Range;

use rayon::prelude::*;

use super::coder::{Encoder, Model};
use super::forms::FILTER_PREFIX;
use super::postings::{Posting, Postings, TF_BITS, TITLE_SHARE_BITS, TITLE_TF_BITS};
use super::vocabulary::{Entry, Vocabulary};

/// A model of the coder for each kind of number in a shard.
const STEM: Model = Model::new(0);
const FREQUENCY: Model = Model::new(1);
const COUNT: Model = Model::new(2);
const TITLE_SHARE: Model = Model::new(3);
const TITLE_TF: Model = Model::new(4);
const SECTION: Model = Model::new(5);
const TF: Model = Model::new(6);
const FORM: Model = Model::new(7);
const FORMS: Model = Model::new(8);
const ORDINAL: Model = Model::new(9);
/// One for each magnitude of the mean gap between the documents of a list.
const GAP: u16 = 10;
const MODELS: u16 = GAP + 18;

/// Compressed bytes at which a shard is cut. A query loads about one for each word, and hosts limit the number of files: with the
/// square root of the documents both grow alike, up to what a query may cost.
fn limit(docs: usize) -> f32 {
    (400.0 + 54.0 * (docs as f32).sqrt()).min(9_000.0)
}

/// First letters in which the dictionary for typos allows a typo.
const PREFIX_LETTERS: usize = 3;
/// A stem in more than this part of the documents says little: only its best postings are kept, and at least [`MIN_KEPT_POSTINGS`].
const COMMON_SHARE: f32 = 0.15;
const MIN_KEPT_POSTINGS: usize = 1500;

/// A shard's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Front-coded forms.
    pub forms: Box<str>,
    /// Range-coded numbers: of the entries, and for terms the postings of bodies.
    pub encoded_streams: Vec<Box<[u8]>>,
}

/// A set of shards with where each begins.
#[derive(Debug, Default)]
pub struct ShardSet {
    pub shards: Vec<Shard>,
    /// For each shard the shortest text that is greater than all forms before it; empty for the first.
    pub lower_bounds: Vec<String>,
    /// The first stem of each that no earlier shard has; empty for the dictionary for typos.
    pub first_stems: Vec<u32>,
}

/// The document frequency in the dictionary: its binary logarithm, in quarters.
fn frequency_level(frequency: usize) -> u32 {
    ((frequency.max(1) as f32).log2() * 4.0).round() as u32
}

/// The shards of the dictionary with the postings of its stems; `docs` is the number of documents.
pub fn terms(vocabulary: &Vocabulary<'_>, postings: &Postings, docs: usize) -> ShardSet {
    // Filters are the first stems, because of the character that they begin with; of them every document is wanted.
    let filters = vocabulary.entries.iter().filter(|entry| entry.form.starts_with(FILTER_PREFIX)).count();
    let most = |stem: usize| if stem < filters { docs } else { ((docs as f32 * COMMON_SHARE) as usize).max(MIN_KEPT_POSTINGS) };
    let (costs, stems) = costs(vocabulary, postings, docs, most);
    let runs = cut(&costs, limit(docs));
    let shard = |run: &Range<usize>| {
        let entries = &vocabulary.entries[run.clone()];
        let first = stems[run.start];
        let mut next = first;
        let (mut coder, mut bodies) = (Encoder::new(MODELS), Encoder::new(MODELS));
        for Entry { id, .. } in entries {
            coder.write_number(STEM, next - id.stem);
            if id.stem == next {
                next += 1;
                coder.write_number(FREQUENCY, frequency_level(postings.weighted_document_frequency(id.stem)));
                let forms = vocabulary.form_counts[id.stem as usize];
                list(&mut coder, &postings.titles(id.stem), forms, docs);
                list(&mut bodies, &best(postings.bodies(id.stem), most(id.stem as usize)), forms, docs);
            } else {
                coder.write_number(ORDINAL, id.ordinal as u32 - 2);
            }
        }
        Shard { forms: front_code(entries.iter().map(|e| e.form)).into(), encoded_streams: vec![coder.finish(), bodies.finish()] }
    };
    let lower_bound = |run: &Range<usize>| {
        let before = run.start.checked_sub(1).map_or("", |i| vocabulary.entries[i].form);
        separator(before, vocabulary.entries[run.start].form)
    };
    ShardSet {
        shards: runs.par_iter().map(shard).collect(),
        lower_bounds: runs.iter().map(lower_bound).collect(),
        first_stems: runs.iter().map(|run| stems[run.start]).collect(),
    }
}

/// For each entry the estimated bytes of it and its postings, and the number of stems of the entries before it.
fn costs<'a>(vocabulary: &Vocabulary<'a>, postings: &Postings, docs: usize, most: impl Fn(usize) -> usize) -> (Vec<f32>, Vec<u32>) {
    let list = |stem: u32| {
        let length = postings.body_document_count(stem).min(most(stem as usize));
        0.3 + length as f32 * ((docs as f32 / length.max(1) as f32).log2() + 4.5) / 8.0
    };
    let (mut next, mut before) = (0, "");
    let entry = |Entry { form, id }: &Entry<'a>| {
        let number = next;
        // Stems of one form stay together.
        let first = std::mem::replace(&mut before, form) != *form;
        let new = id.stem == next;
        next += new as u32;
        let size = 1.0
            + 0.4 * form.len() as f32
            + if new { 1.0 + 1.7 * postings.title_document_count(id.stem) as f32 + list(id.stem) } else { 0.0 };
        (if first { size } else { 0.0 }, number)
    };
    vocabulary.entries.iter().map(entry).unzip()
}

/// The `most` postings with the highest term frequency.
fn best(mut postings: Vec<Posting>, most: usize) -> Vec<Posting> {
    if postings.len() > most {
        postings.sort_unstable_by_key(|p| (std::cmp::Reverse(p.tf), p.doc));
        postings.truncate(most);
        postings.sort_unstable_by_key(|p| p.doc);
    }
    postings
}

/// Writes a list: its length, the number of the stem's forms, then each posting as the gap since the one before and its levels.
fn list(coder: &mut Encoder, postings: &[Posting], forms: u8, docs: usize) {
    coder.write_number(COUNT, postings.len() as u32);
    if postings.is_empty() {
        return;
    }
    coder.write_number(FORMS, forms as u32);
    let gap = Model::new(GAP + (docs / postings.len()).max(1).ilog2().min(17) as u16);
    let mut next = 0;
    for posting in postings {
        coder.write_number(gap, posting.doc - next);
        next = posting.doc + 1;
        match posting.title_share {
            Some(share) => {
                coder.write_symbol(TITLE_SHARE, TITLE_SHARE_BITS, share as u32);
                coder.write_symbol(TITLE_TF, TITLE_TF_BITS, posting.tf as u32);
            }
            None => coder.write_symbol(TF, TF_BITS, posting.tf as u32),
        }
        coder.write_number(SECTION, posting.section as u32);
        if forms > 1 {
            coder.write_number(FORM, posting.form as u32);
        }
    }
}

/// Words that are found with a typo in their first letters: those of titles, and those of more than one document.
pub fn typo_dictionary(vocabulary: &Vocabulary<'_>, postings: &Postings, docs: usize) -> ShardSet {
    let rotated = |Entry { form, id }: &Entry<'_>| {
        let frequency = postings.document_count(id.stem);
        if (frequency < 2 && postings.title_document_count(id.stem) == 0) || !form.chars().all(char::is_alphabetic) {
            return None;
        }
        let (at, _) = form.char_indices().nth(PREFIX_LETTERS)?;
        Some((format!("{}!{}", &form[at..], &form[..at]), frequency_level(frequency)))
    };
    let mut words: Vec<(String, u32)> = vocabulary.entries.iter().filter_map(rotated).collect();
    words.par_sort_unstable();
    let costs: Vec<f32> = words.iter().map(|(word, _)| 1.0 + 0.3 * word.len() as f32).collect();
    let runs = cut(&costs, limit(docs));
    let shard = |run: &Range<usize>| {
        let words = &words[run.clone()];
        let mut coder = Encoder::new(MODELS);
        words.iter().for_each(|(_, frequency)| coder.write_number(FREQUENCY, *frequency));
        Shard { forms: front_code(words.iter().map(|word| word.0.as_str())).into(), encoded_streams: vec![coder.finish()] }
    };
    let lower_bound = |run: &Range<usize>| {
        let before = run.start.checked_sub(1).map_or("", |i| words[i].0.as_str());
        separator(before, &words[run.start].0)
    };
    let lower_bounds = runs.iter().map(lower_bound).collect();
    ShardSet { shards: runs.par_iter().map(shard).collect(), lower_bounds, first_stems: Vec::new() }
}

/// Cuts a list into runs that cost about `limit`, one item at least.
fn cut(costs: &[f32], limit: f32) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut sum) = (0, 0.0);
    for (i, cost) in costs.iter().enumerate() {
        if i > start && *cost > 0.0 && sum + cost > limit {
            runs.push(start..i);
            (start, sum) = (i, 0.0);
        }
        sum += cost;
    }
    if start < costs.len() {
        runs.push(start..costs.len());
    }
    runs
}

/// Each form without the characters that it shares with the one before; their number as a capital, at most 25.
pub fn front_code<'a>(forms: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut before = "";
    for form in forms {
        let (shared, bytes) = shared(before, form);
        text.push((b'A' + shared as u8) as char);
        text.push_str(&form[bytes..]);
        before = form;
    }
    text
}

/// How many characters two forms begin with in common (at most 25), and their bytes. Stops at characters that are two in JavaScript.
fn shared(a: &str, b: &str) -> (usize, usize) {
    let same = a.chars().zip(b.chars()).take(25).take_while(|(x, y)| x == y && x.len_utf16() == 1);
    same.fold((0, 0), |(chars, bytes), (c, _)| (chars + 1, bytes + c.len_utf8()))
}

/// The shortest beginning of `form` that is greater than `before`.
fn separator(before: &str, form: &str) -> String {
    let common = before.chars().zip(form.chars()).take_while(|(a, b)| a == b).count();
    if before.is_empty() { String::new() } else { form.chars().take(common + 1).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_cost_no_more_than_the_limit_unless_they_are_one_item() {
        assert_eq!(cut(&[2.0, 2.0, 2.0, 9.0, 1.0], 5.0), [0..2, 2..3, 3..4, 4..5]);
        // What costs nothing stays with what is before it.
        assert_eq!(cut(&[5.0, 0.0, 0.0, 5.0], 5.0), [0..3, 3..4]);
        assert!(cut(&[], 5.0).is_empty());
    }

    #[test]
    fn front_coding_names_what_is_shared() {
        assert_eq!(front_code(["lock", "locking", "log", "log"].into_iter()), "AlockEingCgD");
        // At most 25 characters, none of which is two in JavaScript.
        let long = "a".repeat(30);
        assert_eq!(front_code([long.as_str(), &long].into_iter()), format!("A{long}Zaaaaa"));
        assert_eq!(front_code(["é🗝a", "é🗝b"].into_iter()), "Aé🗝aB🗝b");
    }

    #[test]
    fn a_shard_begins_where_no_earlier_form_reaches() {
        assert_eq!(separator("", "anything"), "");
        assert_eq!(separator("lock", "log"), "log");
        assert_eq!(separator("a", "locking"), "l");
        assert!("lock" < separator("lock", "locking").as_str());
    }

    #[test]
    fn of_too_many_postings_the_weightiest_stay_in_order() {
        let posting = |doc, tf| Posting { doc, title_share: None, tf, section: 0, form: 0 };
        let all: Vec<Posting> = [(0, 1), (1, 7), (2, 3), (3, 7), (4, 0)].map(|(doc, tf)| posting(doc, tf)).into();
        let docs = |kept: Vec<Posting>| kept.iter().map(|p| p.doc).collect::<Vec<_>>();
        assert_eq!(docs(best(all.clone(), 3)), [1, 2, 3]);
        assert_eq!(docs(best(all, 9)), [0, 1, 2, 3, 4]);
    }
}
