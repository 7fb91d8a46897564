//! The surface forms that one thread has found, each with its stem.
//!
//! In: words as they are in texts. Out: for each its [`FormId`], the stem and the number in it, numbered as they come.
//! `vocabulary` joins the forms of all threads and numbers them again.

use super::fold::fold;
use super::interner::Interner;
use super::language::Stemmer;
use super::word_map::WordMap;

/// Marks a form that is a filter, not a word: no token starts so.
pub const FILTER_PREFIX: char = '#';

/// A surface form: its stem, and its number among the forms of that stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormId {
    pub stem: u32,
    /// Its number among the forms of the stem, from 1; 255 for all further ones.
    pub ordinal: u8,
}

/// Maximum number of cached forms. More of them would not stay in a core's cache, and a rare word costs little to make out again.
const CACHED_FORMS: usize = 24 * 1024;

/// Separates a form from its stem; neither has it.
const SEPARATOR: char = '\0';

/// Forms and stems of documents that have been counted.
#[derive(Debug, Default)]
pub struct Forms {
    /// A cache by exact form (lower case, not folded): the most recently seen ones.
    exact: WordMap<FormId>,
    /// Of each stem, folded.
    stems: Interner,
    /// For each stem the number of its folded forms, at most 255.
    sizes: Vec<u8>,
    pub folded: FoldedForms,
    /// A text being processed.
    key: String,
}

/// All that is needed of the forms once everything is counted.
#[derive(Debug, Default)]
pub struct FoldedForms {
    /// Each folded form with its folded stem.
    keys: Interner,
    /// Of each of them.
    pub ids: Vec<FormId>,
}

impl Forms {
    /// The id of a word as it is written, new or known.
    pub fn id(&mut self, form: &str, stemmer: &Stemmer) -> FormId {
        self.exact.get(form).unwrap_or_else(|| {
            let id = self.add(form, stemmer);
            if self.exact.len() == CACHED_FORMS {
                self.exact.clear();
            }
            self.exact.insert(form, id);
            id
        })
    }

    fn add(&mut self, form: &str, stemmer: &Stemmer) -> FormId {
        // Filters are names, not words: they are compared as they are.
        let filter = form.starts_with(FILTER_PREFIX);
        let folded = |text: &str, key: &mut String| if filter { key.push_str(text) } else { key.push_str(&fold(text)) };
        self.key.clear();
        folded(form, &mut self.key);
        self.key.push(SEPARATOR);
        let stem_start = self.key.len();
        folded(&if filter { form.into() } else { stemmer.stem(form) }, &mut self.key);
        let stem = self.stems.intern(&self.key[stem_start..]);
        if stem as usize == self.sizes.len() {
            self.sizes.push(0);
        }
        let number = self.folded.keys.intern(&self.key) as usize;
        if number == self.folded.ids.len() {
            let size = &mut self.sizes[stem as usize];
            *size = size.saturating_add(1);
            self.folded.ids.push(FormId { stem, ordinal: *size });
        }
        self.folded.ids[number]
    }

    /// The folded text of a stem.
    pub fn stem_text(&self, stem: u32) -> &str {
        self.stems.get(stem)
    }

    /// How many stems there are; they are numbered from 0.
    pub fn stem_count(&self) -> usize {
        self.sizes.len()
    }
}

impl FoldedForms {
    /// How many folded forms there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// What orders the forms: a text that begins with the form and ends with its stem.
    pub fn key(&self, number: u32) -> &str {
        self.keys.get(number)
    }
}

/// The form and the stem of a key.
pub fn split(key: &str) -> (&str, &str) {
    key.split_once(SEPARATOR).unwrap_or((key, ""))
}
