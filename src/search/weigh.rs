//! Weighing: occurrences become postings that carry all that ranking needs, so that no table of documents is loaded to search.
//!
//! In: counted documents with the classes of their forms. Out: for each class its [`Posting`]s in the order of the documents.
//!
//! - `body` says how much the document's text is about the class: BM25's term part, `tf / (tf + k1·(1 - b + b·length/average))`, over
//!   the weighted occurrences of all fields but the names (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
//! - `share` says how much of the document's name the class is: its part of the inverse document frequencies of the title's words.
//!   A query's shares add up to how much of the title it covers; a query that is the whole title has 1.

use rayon::prelude::*;

use super::count::{Counted, CountedDoc, Name, Occurrence};
use super::vocabulary::Member;

/// How soon further occurrences count less.
const K1: f32 = 0.9;
/// How much the length of a text matters.
const B: f32 = 0.8;
/// The power that spreads the levels of `body`: low ones are told apart more finely.
const FINE: f32 = 0.7;
/// Levels of `body` for postings of names: 0 (not in the text) and 7 more.
pub const NAME_BODY_BITS: u32 = 3;
/// Levels of `body` for other postings.
pub const BODY_BITS: u32 = 4;
/// Levels of `share`, the last of which is 1.
pub const SHARE_BITS: u32 = 4;
/// What one of the `terms` is worth as a title.
const TERM: f32 = 0.6;
/// What a half of a camelCase word, or a synonym, is worth of the share of a whole title of its length.
const ASIDE: f32 = 0.5;

/// A document in the list of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub doc: u32,
    /// Level of the share of the name; `None` where the name does not have it.
    pub share: Option<u8>,
    /// Level of the text's part.
    pub body: u8,
    /// The section that has most of it.
    pub section: u8,
    /// The ordinal of the form in which it stands there; 0 where there are several.
    pub form: u8,
}

/// All postings, by class.
#[derive(Debug, Default)]
pub struct Postings {
    postings: Vec<Posting>,
    /// Where each class's begin, and the end.
    starts: Vec<usize>,
    /// In how many documents each class counts as being.
    frequencies: Vec<u32>,
}

impl Postings {
    /// Empty postings for as many documents of each class as it has.
    fn with_room(frequencies: Vec<u32>) -> Self {
        let mut starts = Vec::with_capacity(frequencies.len() + 1);
        let mut total = 0;
        for df in &frequencies {
            starts.push(total);
            total += *df as usize;
        }
        starts.push(total);
        Self { postings: vec![Posting { doc: 0, share: None, body: 0, section: 0, form: 0 }; total], starts, frequencies }
    }

    pub fn of(&self, class: usize) -> &[Posting] {
        &self.postings[self.starts[class]..self.starts[class + 1]]
    }

    /// The document frequency that a class is weighed by: words of asking count as being in most.
    pub fn frequency(&self, class: usize) -> usize {
        self.frequencies[class] as usize
    }
}

/// Inverse document frequency (Robertson and Spärck Jones, in the form that is never negative). The client computes the same.
fn idf(docs: usize, frequency: u32) -> f32 {
    (1.0 + (docs as f32 - frequency as f32 + 0.5) / (frequency as f32 + 0.5)).ln()
}

/// Weighs all runs. `members[run][form]` is the place of a run's form, `asking` is for each class the part of
/// the documents in which it counts as being at least (see `asking`). Occurrences are given up as they become groups, and groups as they
/// become postings: each is as large as the texts.
pub fn weigh(runs: Vec<Counted>, members: Vec<Vec<Member>>, asking: &[f32]) -> Postings {
    let docs: usize = runs.iter().map(|run| run.docs.len()).sum();
    let words: u64 = runs.iter().flat_map(|run| &run.docs).map(|doc| doc.length as u64).sum();
    let average = (words as f32 / docs.max(1) as f32).max(1.0);
    let grouped: Vec<Vec<Grouped>> = runs
        .into_par_iter()
        .zip(members)
        .map(|(run, members)| run.docs.into_iter().map(|doc| Grouped { length: doc.length, groups: groups(doc, &members) }).collect())
        .collect();
    let mut frequencies = vec![0u32; asking.len()];
    for group in grouped.iter().flatten().flat_map(|doc| &doc.groups) {
        frequencies[group.class as usize] += 1;
    }
    let mut postings = Postings::with_room(frequencies);
    for (frequency, asking) in postings.frequencies.iter_mut().zip(asking) {
        *frequency = (*frequency).max((docs as f32 * asking) as u32);
    }
    let idfs: Vec<f32> = postings.frequencies.iter().map(|df| idf(docs, *df)).collect();
    let mut next = postings.starts.clone();
    let mut doc = 0;
    for run in grouped {
        let weighed: Vec<Vec<(u32, Posting)>> =
            run.par_iter().enumerate().map(|(i, one)| weigh_doc(doc + i as u32, one, average, &idfs)).collect();
        doc += run.len() as u32;
        for (class, posting) in weighed.into_iter().flatten() {
            postings.postings[next[class as usize]] = posting;
            next[class as usize] += 1;
        }
    }
    postings
}

/// A document by classes.
struct Grouped {
    /// Words of its text.
    length: u32,
    groups: Vec<Group>,
}

/// What a document has of one class.
struct Group {
    class: u32,
    name: Name,
    weight: f32,
    section: u8,
    form: u8,
}

/// The occurrences of a document by class.
fn groups(doc: CountedDoc, members: &[Member]) -> Vec<Group> {
    let mut found: Vec<(Member, Occurrence)> = doc.occurrences.iter().map(|o| (members[o.form as usize], *o)).collect();
    found.sort_unstable_by_key(|(member, o)| (member.class, o.section, o.form, o.name));
    let mut groups: Vec<Group> = found.chunk_by(|a, b| a.0.class == b.0.class).map(group).collect();
    groups.shrink_to_fit();
    groups
}

fn group(found: &[(Member, Occurrence)]) -> Group {
    let name = found.iter().map(|(_, o)| o.name).max().unwrap_or(Name::No);
    let mut group = Group { class: found[0].0.class, name, weight: 0.0, section: 0, form: 0 };
    // In a document that has the class in its name, the name's form is the one that counts.
    let mut forms = found.iter().filter(|(_, o)| o.name == name).map(|(member, _)| member.ordinal);
    if let Some(form) = forms.next()
        && forms.all(|f| f == form)
    {
        group.form = form;
    }
    let mut most = 0.0;
    for part in found.chunk_by(|a, b| a.1.section == b.1.section) {
        let weight: f32 = part.iter().map(|(_, o)| o.weight).sum();
        group.weight += weight;
        if weight > most {
            most = weight;
            group.section = part[0].1.section;
        }
    }
    group
}

fn weigh_doc(doc: u32, Grouped { length, groups }: &Grouped, average: f32, idfs: &[f32]) -> Vec<(u32, Posting)> {
    let length = *length as f32 / average;
    let sum = |name: Name| groups.iter().filter(|g| g.name == name).map(|g| idfs[g.class as usize]).sum::<f32>().max(f32::MIN_POSITIVE);
    let (title, terms) = (sum(Name::Title), sum(Name::Term));
    let posting = |group: &Group| {
        let idf = idfs[group.class as usize];
        let share = match group.name {
            Name::No => None,
            Name::Title => Some(idf / title),
            Name::Term => Some(TERM * idf / terms),
            Name::Aside => Some(ASIDE * idf / (title + idf)),
        };
        let body = (group.weight / (group.weight + K1 * (1.0 - B + B * length))).powf(FINE);
        let posting = Posting {
            doc,
            share: share.map(|s| level(s, 1 << SHARE_BITS)),
            body: match share {
                None => level(body, 1 << BODY_BITS),
                Some(_) if group.weight == 0.0 => 0,
                Some(_) => 1 + level(body, (1 << NAME_BODY_BITS) - 1),
            },
            section: group.section,
            form: group.form,
        };
        (group.class, posting)
    };
    groups.iter().map(posting).collect()
}

/// The level of a number between 0 and 1.
fn level(value: f32, levels: u8) -> u8 {
    ((value * levels as f32) as u8).min(levels - 1)
}
