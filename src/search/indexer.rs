//! Counting: the occurrences of each stem in each document.
//!
//! In: documents and the synonyms. Out: a [`Batch`] of packed lists for each batch of documents. An [`Indexer`] keeps the [`Forms`] of all the
//! batches that it has counted; each thread has its own.

use std::sync::{Mutex, PoisonError};

use super::SearchDoc;
use super::batch::{Batch, StemEntry, TitleMatch};
use super::forms::{FILTER_PREFIX, FormId, Forms};
use super::language::Stemmer;
use super::synonyms::Synonyms;
use super::token::{TokenKind, tokens};

/// What an occurrence in each field counts, in hundredths; the body's being 1.
const BODY: u32 = 100;
const HEADING: u32 = 200;
const TAG: u32 = 200;
const BREADCRUMB: u32 = 50;
/// What secondary sections count, of the others' weight.
const SECONDARY: u32 = 15;
/// What an extra token counts, of a word's weight.
const CAMEL_PART: u32 = 50;
const JOINED: u32 = 70;
/// What a synonym counts, of the weight of the word that is there.
const SYNONYM: u32 = 60;
/// Sections beyond this number are counted as the last one.
const SECTIONS: usize = 64;

/// Where a text is and what its words count, in hundredths.
#[derive(Debug, Clone, Copy)]
struct Field {
    section: u8,
    title_match: TitleMatch,
    weight: u32,
}

impl Field {
    /// For tokens that count only a part of the words' weight, in hundredths.
    fn scaled(self, part: u32) -> Self {
        Self { title_match: self.title_match.min(TitleMatch::Expanded), weight: self.weight * part / 100, ..self }
    }
}

/// A form in a place, packed to be sorted: from the highest bits its stem (32), section (8), title match (8), ordinal (8) and weight (8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence(u64);

impl Occurrence {
    fn new(FormId { stem, ordinal }: FormId, Field { section, title_match, weight }: Field) -> Self {
        Self((stem as u64) << 32 | (section as u64) << 24 | (title_match as u64) << 16 | (ordinal as u64) << 8 | weight.min(255) as u64)
    }

    fn stem(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn section(self) -> u8 {
        (self.0 >> 24) as u8
    }

    fn title_match(self) -> TitleMatch {
        TitleMatch::ALL[(self.0 >> 16) as usize % TitleMatch::ALL.len()]
    }

    fn ordinal(self) -> u8 {
        (self.0 >> 8) as u8
    }

    fn weight(self) -> u32 {
        self.0 as u32 & 255
    }
}

/// The indexers that are not in use. There are never more than threads.
pub struct IndexerPool<'a> {
    stemmer: &'a Stemmer,
    synonyms: &'a Synonyms,
    /// How many there are, and those that are idle.
    indexers: Mutex<(usize, Vec<Indexer<'a>>)>,
}

impl<'a> IndexerPool<'a> {
    /// Without any indexers yet.
    pub fn new(stemmer: &'a Stemmer, synonyms: &'a Synonyms) -> Self {
        Self { stemmer, synonyms, indexers: Mutex::default() }
    }

    /// An indexer that is idle, else a new one.
    pub fn acquire(&self) -> Indexer<'a> {
        let (count, idle) = &mut *self.indexers.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop().unwrap_or_else(|| {
            *count += 1;
            Indexer::new(*count - 1, self.stemmer, self.synonyms)
        })
    }

    /// Takes an indexer back.
    pub fn release(&self, indexer: Indexer<'a>) {
        self.indexers.lock().unwrap_or_else(PoisonError::into_inner).1.push(indexer);
    }

    /// The forms of all indexers, in the order of their numbers.
    pub fn into_forms(self) -> Vec<Forms> {
        let (_, mut indexers) = self.indexers.into_inner().unwrap_or_else(PoisonError::into_inner);
        indexers.sort_by_key(|indexer| indexer.number);
        indexers.into_iter().map(|indexer| indexer.forms).collect()
    }
}

/// Counts documents.
pub struct Indexer<'a> {
    number: usize,
    stemmer: &'a Stemmer,
    synonyms: &'a Synonyms,
    forms: Forms,
    /// Of the batch being processed.
    entries: Vec<StemEntry>,
    lengths: Vec<u32>,
    /// Of the document being processed.
    found: Vec<Occurrence>,
    /// The stems of the words of the text being processed; only if there are synonyms.
    words: Vec<u32>,
}

impl<'a> Indexer<'a> {
    fn new(number: usize, stemmer: &'a Stemmer, synonyms: &'a Synonyms) -> Self {
        let (entries, lengths, found, words) = Default::default();
        Self { number, stemmer, synonyms, forms: Forms::default(), entries, lengths, found, words }
    }

    /// Counts the next document of the batch.
    pub fn add(&mut self, doc: &SearchDoc) {
        let title = |title_match| Field { section: 0, title_match, weight: 0 };
        self.text(&doc.title, title(TitleMatch::Title));
        for term in &doc.terms {
            self.text(term, title(TitleMatch::Term));
        }
        let beside = |weight| Field { weight, ..title(TitleMatch::Absent) };
        self.text(&doc.breadcrumb, beside(BREADCRUMB));
        let mut length = 0;
        for (i, section) in doc.sections.iter().enumerate() {
            let part = if section.secondary { SECONDARY } else { 100 };
            let place = |weight| Field { section: i.min(SECTIONS - 1) as u8, title_match: TitleMatch::Absent, weight: weight * part / 100 };
            self.text(&section.heading, place(HEADING));
            length += self.text(&section.text, place(BODY));
        }
        for tag in &doc.tags {
            self.text(tag, beside(TAG));
            self.filter("t", tag);
        }
        self.filter("l", &doc.level);
        self.filter("k", &doc.kind);
        self.merge_occurrences();
        self.lengths.push(length);
    }

    /// Ends the batch.
    pub fn finish(&mut self) -> Batch {
        let batch = Batch::new(self.number, std::mem::take(&mut self.lengths), &self.entries, self.forms.stem_count());
        self.entries.clear();
        batch
    }

    /// Counts one text; returns its number of words.
    fn text(&mut self, text: &str, place: Field) -> u32 {
        let Self { stemmer, synonyms, forms, found, words, .. } = self;
        let (camel_part, joined) = (place.scaled(CAMEL_PART), place.scaled(JOINED));
        let mut length = 0;
        words.clear();
        tokens(text, |token, kind| {
            let id = forms.id(token, stemmer);
            let place = match kind {
                TokenKind::Word => place,
                TokenKind::CamelPart | TokenKind::TrailingUnigram => camel_part,
                TokenKind::Joined => joined,
            };
            found.push(Occurrence::new(id, place));
            if kind == TokenKind::Word {
                length += 1;
                if !synonyms.is_empty() {
                    words.push(id.stem);
                }
            }
        });
        if !words.is_empty() {
            let text: Vec<&str> = words.iter().map(|stem| forms.stem_text(*stem)).collect();
            for token in synonyms.of(&text) {
                found.push(Occurrence::new(forms.id(token, stemmer), place.scaled(SYNONYM)));
            }
        }
        length
    }

    fn filter(&mut self, kind: &str, id: &str) {
        if !id.is_empty() {
            let id = self.forms.id(&filter_form(kind, id), self.stemmer);
            self.found.push(Occurrence::new(id, Field { section: 0, title_match: TitleMatch::Absent, weight: 0 }));
        }
    }

    /// Adds up the occurrences of each stem in the document.
    fn merge_occurrences(&mut self) {
        self.found.sort_unstable();
        let doc = self.lengths.len() as u32;
        self.entries.extend(self.found.chunk_by(|a, b| a.stem() == b.stem()).map(|found| entry(doc, found)));
        self.found.clear();
    }
}

/// The form under which a filter is in the dictionary: `#t/transactions`. Capitals separate forms there, so it has none.
fn filter_form(kind: &str, id: &str) -> String {
    format!("{FILTER_PREFIX}{kind}/{}", id.to_lowercase())
}

/// The occurrences of one stem in a document.
fn entry(doc: u32, found: &[Occurrence]) -> StemEntry {
    let title_match = found.iter().map(|o| o.title_match()).max().unwrap_or(TitleMatch::Absent);
    let mut entry = StemEntry { stem: found[0].stem(), doc, title_match, weight: 0, section: 0, form: 0 };
    // In a document that has the stem in its title, the title's form is the one that counts.
    let mut forms = found.iter().filter(|o| o.title_match() == title_match).map(|o| o.ordinal());
    if let Some(form) = forms.next()
        && forms.all(|f| f == form)
    {
        entry.form = form;
    }
    let mut most = 0;
    for part in found.chunk_by(|a, b| a.section() == b.section()) {
        let weight = part.iter().map(|o| o.weight()).sum();
        entry.weight += weight;
        if weight > most {
            most = weight;
            entry.section = part[0].section();
        }
    }
    entry
}
