//! Counting: documents become occurrences of forms.
//!
//! In: a run of documents and the synonyms. Out: a [`Counted`]: the run's own vocabulary (exact forms, numbered as they come) and for
//! each document what occurs where and how much it weighs. Runs are counted in parallel and joined by `vocabulary`.

use std::borrow::Cow;

use super::SearchDoc;
use super::language::Stems;
use super::synonyms::Synonyms;
use super::token::{Role, tokens};

/// What an occurrence in each field counts, the body's being 1.
const HEADING: f32 = 2.0;
const TAG: f32 = 2.0;
const BREADCRUMB: f32 = 0.5;
/// What sections beside the point count.
const ASIDE: f32 = 0.3;
/// What an extra token counts, of a word's weight.
const HUMP: f32 = 0.5;
const WHOLE: f32 = 0.7;
/// What a synonym counts, of the weight of the word that is there.
const SYNONYM: f32 = 0.6;
/// Sections beyond this number are counted as the last one.
pub const SECTIONS: usize = 64;
/// Marks a form that is a filter, not a word: no token starts so.
pub const FILTER: char = '#';

/// A form in a section of a document.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence {
    /// Number in the run's vocabulary, later in the guide's.
    pub form: u32,
    pub section: u8,
    /// Whether it is of the document's own names: its title, its terms.
    pub name: Name,
    /// Occurrences times their fields' weight; 0 for filters and names.
    pub weight: f32,
}

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

/// A document's occurrences, at most one for each form, section and name.
#[derive(Debug, Clone, Default)]
pub struct CountedDoc {
    pub occurrences: Vec<Occurrence>,
    /// Words of the sections' texts.
    pub length: u32,
}

/// A form as it stands in texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// In lower case, not folded.
    pub exact: String,
    /// What it shares with its inflections, not folded.
    pub stem: String,
}

/// A run of documents, counted.
#[derive(Debug, Default)]
pub struct Counted {
    pub forms: Vec<Form>,
    pub docs: Vec<CountedDoc>,
}

/// Counts a run of documents.
pub fn count(docs: &[Cow<'_, SearchDoc>], stems: &Stems, synonyms: &Synonyms) -> Counted {
    let mut counter = Counter { stems, synonyms, numbers: Default::default(), forms: Vec::new(), found: Vec::new(), words: Vec::new() };
    let docs = docs.iter().map(|doc| counter.doc(doc)).collect();
    Counted { forms: counter.forms, docs }
}

struct Counter<'a> {
    stems: &'a Stems,
    synonyms: &'a Synonyms,
    /// Nothing iterates over it: the order of forms is that of their first occurrence.
    #[allow(clippy::disallowed_types)]
    numbers: fnv::FnvHashMap<String, u32>,
    forms: Vec<Form>,
    /// Of the document in work.
    found: Vec<Occurrence>,
    /// The words of the text in work.
    words: Vec<u32>,
}

impl Counter<'_> {
    fn number(&mut self, form: &str) -> u32 {
        if let Some(number) = self.numbers.get(form) {
            return *number;
        }
        let number = self.forms.len() as u32;
        self.numbers.insert(form.to_string(), number);
        let stem = if form.starts_with(FILTER) { form.to_string() } else { self.stems.stem(form) };
        self.forms.push(Form { exact: form.to_string(), stem });
        number
    }

    fn doc(&mut self, doc: &SearchDoc) -> CountedDoc {
        self.text(&doc.title, 0, Name::Title, 0.0);
        for term in &doc.terms {
            self.text(term, 0, Name::Term, 0.0);
        }
        self.text(&doc.breadcrumb, 0, Name::No, BREADCRUMB);
        let mut length = 0;
        for (i, section) in doc.sections.iter().enumerate() {
            let number = i.min(SECTIONS - 1) as u8;
            let weight = if section.aside { ASIDE } else { 1.0 };
            self.text(&section.heading, number, Name::No, HEADING * weight);
            length += self.text(&section.text, number, Name::No, weight);
        }
        for tag in &doc.tags {
            self.text(tag, 0, Name::No, TAG);
            self.filter("t", tag);
        }
        self.filter("l", &doc.level);
        self.filter("k", &doc.kind);
        CountedDoc { occurrences: gather(&mut self.found), length }
    }

    /// Counts one text; returns its number of words.
    fn text(&mut self, text: &str, section: u8, name: Name, weight: f32) -> u32 {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        tokens(text, |token, role| {
            let form = self.number(token);
            let (name, part) = match role {
                Role::Word => (name, 1.0),
                Role::Hump => (name.min(Name::Aside), HUMP),
                Role::Whole => (name.min(Name::Aside), WHOLE),
            };
            self.found.push(Occurrence { form, section, name, weight: weight * part });
            if role == Role::Word {
                words.push(form);
            }
        });
        let stems: Vec<&str> = words.iter().map(|w| self.forms[*w as usize].stem.as_str()).collect();
        for token in self.synonyms.of(&stems) {
            let form = self.number(token);
            self.found.push(Occurrence { form, section, name: name.min(Name::Aside), weight: weight * SYNONYM });
        }
        let length = words.len() as u32;
        self.words = words;
        length
    }

    fn filter(&mut self, kind: &str, id: &str) {
        if !id.is_empty() {
            let form = self.number(&filter_form(kind, id));
            self.found.push(Occurrence { form, section: 0, name: Name::No, weight: 0.0 });
        }
    }
}

/// The form under which a filter stands in the dictionary: `#t/transactions`. Capitals separate forms there, so it has none.
fn filter_form(kind: &str, id: &str) -> String {
    format!("{FILTER}{kind}/{}", id.to_lowercase())
}

/// Adds up what stands in the same place, and empties `found`, whose room is kept for the next document.
fn gather(found: &mut Vec<Occurrence>) -> Vec<Occurrence> {
    let key = |o: &Occurrence| (o.form, o.section, o.name);
    found.sort_unstable_by_key(key);
    found.dedup_by(|next, kept| {
        let same = key(next) == key(kept);
        if same {
            kept.weight += next.weight;
        }
        same
    });
    let gathered = found.to_vec();
    found.clear();
    gathered
}
