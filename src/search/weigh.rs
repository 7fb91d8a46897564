//! Weighing: occurrences become postings that carry all that ranking needs, so that no table of documents is loaded to search.
//!
//! In: runs of counted documents, and what their classes are called. Out: for each class, when it is asked for, its [`Posting`]s in the
//! order of the documents: all of them together are several times as large as the packed runs.
//!
//! - `body` says how much the document's text is about the class: BM25's term part, `tf / (tf + k1·(1 - b + b·length/average))`, over
//!   the weighted occurrences of all fields but the names (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
//! - `share` says how much of the document's name the class is: its part of the inverse document frequencies of the title's words.
//!   A query's shares add up to how much of the title it covers; a query that is the whole title has 1.

use super::count::Name;
use super::run::{Group, Head, Lists, Run};
use super::vocabulary::Numbers;

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

/// All postings, packed until they are asked for.
#[derive(Debug)]
pub struct Postings {
    runs: Vec<Run>,
    /// By the runs' counters.
    numbers: Vec<Numbers>,
    /// Of documents that have a class in their names, and of the others.
    names: Directory,
    texts: Directory,
    /// The first document of each run.
    firsts: Vec<u32>,
    docs: Vec<Weights>,
    /// Of each class: in how many documents it counts as being, and the inverse of that.
    frequencies: Vec<u32>,
    idfs: Vec<f32>,
}

/// Where each class's lists are, in the order of the runs.
#[derive(Debug, Default)]
struct Directory {
    lists: Vec<Head>,
    /// Where those of each class begin, and the end.
    starts: Vec<u32>,
}

/// What the weights of a document's classes are relative to.
#[derive(Debug, Clone, Copy, Default)]
struct Weights {
    /// Words of its texts, of the mean of all documents.
    length: f32,
    /// The sum of the inverse document frequencies of its title, and of its terms.
    title: f32,
    terms: f32,
}

impl Directory {
    /// Takes the heads out of the runs' lists.
    fn new(runs: &mut [Run], numbers: &[Numbers], classes: usize, lists: impl Fn(&mut Run) -> &mut Lists) -> Self {
        let heads: Vec<Vec<Head>> = runs.iter_mut().map(|run| std::mem::take(&mut lists(run).heads)).collect();
        let class = |run: usize, head: &Head| numbers[runs[run].counter].class(head.class) as usize;
        let mut starts = vec![0u32; classes + 1];
        for (run, heads) in heads.iter().enumerate() {
            heads.iter().for_each(|head| starts[class(run, head) + 1] += 1);
        }
        (1..starts.len()).for_each(|i| starts[i] += starts[i - 1]);
        let mut next = starts.clone();
        let mut lists = vec![Head::default(); heads.iter().map(Vec::len).sum()];
        for (run, heads) in heads.into_iter().enumerate() {
            for mut head in heads {
                let place = &mut next[class(run, &head)];
                head.run = run as u16;
                lists[*place as usize] = head;
                *place += 1;
            }
        }
        Self { lists, starts }
    }

    fn of(&self, class: usize) -> &[Head] {
        &self.lists[self.starts[class] as usize..self.starts[class + 1] as usize]
    }

    /// The number of documents in the lists of a class.
    fn length(&self, class: usize) -> usize {
        self.of(class).iter().map(|head| head.length as usize).sum()
    }
}

impl Postings {
    /// `numbers` are those of the counters, `asking` is for each class the part of the documents in which it counts as being at least
    /// (see `asking`).
    pub fn new(mut runs: Vec<Run>, numbers: Vec<Numbers>, asking: &[f32]) -> Self {
        let classes = asking.len();
        let names = Directory::new(&mut runs, &numbers, classes, |run| &mut run.names);
        let texts = Directory::new(&mut runs, &numbers, classes, |run| &mut run.texts);
        let lengths = || runs.iter().flat_map(|run| &run.lengths);
        let number = lengths().count();
        let words: u64 = lengths().map(|length| *length as u64).sum();
        let average = (words as f32 / number.max(1) as f32).max(1.0);
        let docs = lengths().map(|length| Weights { length: *length as f32 / average, ..Weights::default() }).collect();
        let frequency =
            |(class, part): (usize, &f32)| (names.length(class) + texts.length(class)).max((number as f32 * part) as usize) as u32;
        let frequencies: Vec<u32> = asking.iter().enumerate().map(frequency).collect();
        let idfs = frequencies.iter().map(|frequency| idf(number, *frequency as usize)).collect();
        let first = |next: &mut u32, run: &Run| Some(std::mem::replace(next, *next + run.lengths.len() as u32));
        let firsts = runs.iter().scan(0, first).collect();
        let mut postings = Self { runs, numbers, names, texts, firsts, docs, frequencies, idfs };
        postings.sum_names();
        postings
    }

    /// The sums of the documents' names.
    fn sum_names(&mut self) {
        let mut docs = std::mem::take(&mut self.docs);
        for (class, idf) in self.idfs.iter().enumerate() {
            for head in self.names.of(class) {
                for group in self.runs[head.run as usize].names.list(*head, true) {
                    let weights = &mut docs[(self.firsts[head.run as usize] + group.doc) as usize];
                    match group.name {
                        Name::Title => weights.title += idf,
                        Name::Term => weights.terms += idf,
                        Name::Aside | Name::No => {}
                    }
                }
            }
        }
        self.docs = docs;
    }

    /// The document frequency that a class is weighed by: words of asking count as being in most.
    pub fn frequency(&self, class: u32) -> usize {
        self.frequencies[class as usize] as usize
    }

    /// How many documents have a class.
    pub fn documents(&self, class: u32) -> usize {
        self.named(class) + self.in_texts(class)
    }

    /// How many documents have it in their names.
    pub fn named(&self, class: u32) -> usize {
        self.names.length(class as usize)
    }

    /// How many have it elsewhere only.
    pub fn in_texts(&self, class: u32) -> usize {
        self.texts.length(class as usize)
    }

    /// Drops what is known of names: what remains is asked for [`Self::texts`] alone.
    pub fn forget_names(&mut self) {
        self.names = Directory::default();
        self.runs.iter_mut().for_each(|run| run.names = Lists::default());
    }

    /// The postings of documents that have a class in their names.
    pub fn names(&self, class: u32) -> Vec<Posting> {
        self.unpack(class, &self.names, true)
    }

    /// The other postings of a class.
    pub fn texts(&self, class: u32) -> Vec<Posting> {
        self.unpack(class, &self.texts, false)
    }

    fn unpack(&self, class: u32, directory: &Directory, named: bool) -> Vec<Posting> {
        let mut postings = Vec::with_capacity(directory.length(class as usize));
        for head in directory.of(class as usize) {
            let run = &self.runs[head.run as usize];
            let numbers = &self.numbers[run.counter];
            let lists = if named { &run.names } else { &run.texts };
            postings.extend(lists.list(*head, named).map(|group| {
                let doc = self.firsts[head.run as usize] + group.doc;
                let form = numbers.ordinal(head.class, group.form);
                posting(doc, form, &group, self.docs[doc as usize], self.idfs[class as usize])
            }));
        }
        postings
    }
}

/// Inverse document frequency (Robertson and Spärck Jones, in the form that is never negative). The client computes the same.
fn idf(docs: usize, frequency: usize) -> f32 {
    (1.0 + (docs as f32 - frequency as f32 + 0.5) / (frequency as f32 + 0.5)).ln()
}

fn posting(doc: u32, form: u8, group: &Group, weights: Weights, idf: f32) -> Posting {
    let share = match group.name {
        Name::No => None,
        Name::Title => Some(idf / weights.title.max(f32::MIN_POSITIVE)),
        Name::Term => Some(TERM * idf / weights.terms.max(f32::MIN_POSITIVE)),
        Name::Aside => Some(ASIDE * idf / (weights.title.max(f32::MIN_POSITIVE) + idf)),
    };
    let weight = group.weight as f32 / 100.0;
    let body = (weight / (weight + K1 * (1.0 - B + B * weights.length))).powf(FINE);
    Posting {
        doc,
        share: share.map(|s| level(s, 1 << SHARE_BITS)),
        body: match share {
            None => level(body, 1 << BODY_BITS),
            Some(_) if group.weight == 0 => 0,
            Some(_) => 1 + level(body, (1 << NAME_BODY_BITS) - 1),
        },
        section: group.section,
        form,
    }
}

/// The level of a number between 0 and 1.
fn level(value: f32, levels: u8) -> u8 {
    ((value * levels as f32) as u8).min(levels - 1)
}
