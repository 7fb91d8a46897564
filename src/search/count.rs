//! Counting: documents become what they have of each class of words.
//!
//! In: documents and the synonyms. Out: a [`Run`] of packed lists for each run of documents. A [`Counter`] keeps the [`Forms`] of all the
//! runs that it has counted; each thread has its own.

use std::sync::{Mutex, PoisonError};

use super::SearchDoc;
use super::forms::{Forms, Member};
use super::language::Stems;
use super::run::{Group, Run};
use super::synonyms::Synonyms;
use super::token::{Role, tokens};

/// What an occurrence in each field counts, in hundredths; the body's being 1.
const BODY: u32 = 100;
const HEADING: u32 = 200;
const TAG: u32 = 200;
const BREADCRUMB: u32 = 50;
/// What sections beside the point count, of the others' weight.
const ASIDE: u32 = 30;
/// What an extra token counts, of a word's weight.
const HUMP: u32 = 50;
const WHOLE: u32 = 70;
/// What a synonym counts, of the weight of the word that is there.
const SYNONYM: u32 = 60;
/// Sections beyond this number are counted as the last one.
const SECTIONS: usize = 64;
/// Marks a form that is a filter, not a word: no token starts so.
pub const FILTER: char = '#';

/// How a form is part of a document's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    No,
    /// A hump or whole of the title, or a synonym of its words.
    Aside,
    /// One of the `terms`.
    Term,
    Title,
}

impl Name {
    /// In the order of their numbers.
    pub const ALL: [Name; 4] = [Name::No, Name::Aside, Name::Term, Name::Title];
}

/// Where a text stands and what its words count, in hundredths.
#[derive(Debug, Clone, Copy)]
struct Place {
    section: u8,
    name: Name,
    weight: u32,
}

impl Place {
    /// For tokens that count only a part of the words' weight, in hundredths.
    fn aside(self, part: u32) -> Self {
        Self { name: self.name.min(Name::Aside), weight: self.weight * part / 100, ..self }
    }
}

/// A form in a place, packed to be sorted: from the highest bits its class (32), section (8), name (8), ordinal (8) and weight (8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence(u64);

impl Occurrence {
    fn new(Member { class, ordinal }: Member, Place { section, name, weight }: Place) -> Self {
        Self((class as u64) << 32 | (section as u64) << 24 | (name as u64) << 16 | (ordinal as u64) << 8 | weight.min(255) as u64)
    }

    fn class(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn section(self) -> u8 {
        (self.0 >> 24) as u8
    }

    fn name(self) -> Name {
        Name::ALL[(self.0 >> 16) as usize % Name::ALL.len()]
    }

    fn ordinal(self) -> u8 {
        (self.0 >> 8) as u8
    }

    fn weight(self) -> u32 {
        self.0 as u32 & 255
    }
}

/// Counters that are not in use. There are never more than threads.
pub struct Counters<'a> {
    stems: &'a Stems,
    synonyms: &'a Synonyms,
    /// How many there are, and those that rest.
    made: Mutex<(usize, Vec<Counter<'a>>)>,
}

impl<'a> Counters<'a> {
    pub fn new(stems: &'a Stems, synonyms: &'a Synonyms) -> Self {
        Self { stems, synonyms, made: Mutex::default() }
    }

    pub fn take(&self) -> Counter<'a> {
        let (made, resting) = &mut *self.made.lock().unwrap_or_else(PoisonError::into_inner);
        resting.pop().unwrap_or_else(|| {
            *made += 1;
            Counter::new(*made - 1, self.stems, self.synonyms)
        })
    }

    pub fn give_back(&self, counter: Counter<'a>) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).1.push(counter);
    }

    /// The forms of all counters, in the order of their numbers.
    pub fn into_forms(self) -> Vec<Forms> {
        let (_, mut counters) = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        counters.sort_by_key(|counter| counter.number);
        counters.into_iter().map(|counter| counter.forms).collect()
    }
}

/// Counts documents.
pub struct Counter<'a> {
    number: usize,
    stems: &'a Stems,
    synonyms: &'a Synonyms,
    forms: Forms,
    /// Of the run in work.
    groups: Vec<Group>,
    lengths: Vec<u32>,
    /// Of the document in work.
    found: Vec<Occurrence>,
    /// The classes of the words of the text in work; only if there are synonyms.
    words: Vec<u32>,
}

impl<'a> Counter<'a> {
    fn new(number: usize, stems: &'a Stems, synonyms: &'a Synonyms) -> Self {
        let (groups, lengths, found, words) = Default::default();
        Self { number, stems, synonyms, forms: Forms::default(), groups, lengths, found, words }
    }

    /// Counts the next document of the run.
    pub fn add(&mut self, doc: &SearchDoc) {
        let name = |name| Place { section: 0, name, weight: 0 };
        self.text(&doc.title, name(Name::Title));
        for term in &doc.terms {
            self.text(term, name(Name::Term));
        }
        let beside = |weight| Place { weight, ..name(Name::No) };
        self.text(&doc.breadcrumb, beside(BREADCRUMB));
        let mut length = 0;
        for (i, section) in doc.sections.iter().enumerate() {
            let part = if section.aside { ASIDE } else { 100 };
            let place = |weight| Place { section: i.min(SECTIONS - 1) as u8, name: Name::No, weight: weight * part / 100 };
            self.text(&section.heading, place(HEADING));
            length += self.text(&section.text, place(BODY));
        }
        for tag in &doc.tags {
            self.text(tag, beside(TAG));
            self.filter("t", tag);
        }
        self.filter("l", &doc.level);
        self.filter("k", &doc.kind);
        self.gather();
        self.lengths.push(length);
    }

    /// Ends the run.
    pub fn finish(&mut self) -> Run {
        let run = Run::new(self.number, std::mem::take(&mut self.lengths), &self.groups, self.forms.classes());
        self.groups.clear();
        run
    }

    /// Counts one text; returns its number of words.
    fn text(&mut self, text: &str, place: Place) -> u32 {
        let Self { stems, synonyms, forms, found, words, .. } = self;
        let (hump, whole) = (place.aside(HUMP), place.aside(WHOLE));
        let mut length = 0;
        words.clear();
        tokens(text, |token, role| {
            let member = forms.member(token, stems);
            let place = match role {
                Role::Word => place,
                Role::Hump => hump,
                Role::Whole => whole,
            };
            found.push(Occurrence::new(member, place));
            if role == Role::Word {
                length += 1;
                if !synonyms.is_empty() {
                    words.push(member.class);
                }
            }
        });
        if !words.is_empty() {
            let text: Vec<&str> = words.iter().map(|class| forms.stem(*class)).collect();
            for token in synonyms.of(&text) {
                found.push(Occurrence::new(forms.member(token, stems), place.aside(SYNONYM)));
            }
        }
        length
    }

    fn filter(&mut self, kind: &str, id: &str) {
        if !id.is_empty() {
            let member = self.forms.member(&filter_form(kind, id), self.stems);
            self.found.push(Occurrence::new(member, Place { section: 0, name: Name::No, weight: 0 }));
        }
    }

    /// Adds up what the document has of each class.
    fn gather(&mut self) {
        self.found.sort_unstable();
        let doc = self.lengths.len() as u32;
        self.groups.extend(self.found.chunk_by(|a, b| a.class() == b.class()).map(|found| group(doc, found)));
        self.found.clear();
    }
}

/// The form under which a filter stands in the dictionary: `#t/transactions`. Capitals separate forms there, so it has none.
fn filter_form(kind: &str, id: &str) -> String {
    format!("{FILTER}{kind}/{}", id.to_lowercase())
}

/// What a document has of one class.
fn group(doc: u32, found: &[Occurrence]) -> Group {
    let name = found.iter().map(|o| o.name()).max().unwrap_or(Name::No);
    let mut group = Group { class: found[0].class(), doc, name, weight: 0, section: 0, form: 0 };
    // In a document that has the class in its name, the name's form is the one that counts.
    let mut forms = found.iter().filter(|o| o.name() == name).map(|o| o.ordinal());
    if let Some(form) = forms.next()
        && forms.all(|f| f == form)
    {
        group.form = form;
    }
    let mut most = 0;
    for part in found.chunk_by(|a, b| a.section() == b.section()) {
        let weight = part.iter().map(|o| o.weight()).sum();
        group.weight += weight;
        if weight > most {
            most = weight;
            group.section = part[0].section();
        }
    }
    group
}
