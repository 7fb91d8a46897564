//! The forms that one thread has met, each in the class of its stem.
//!
//! In: words as they stand in texts. Out: for each its [`Member`], the class and the place in it, numbered as they come.
//! `vocabulary` joins the forms of all threads and numbers them anew.

use super::count::FILTER;
use super::fold::fold;
use super::known::Known;
use super::language::Stems;
use super::strings::Strings;

/// A form's place in the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub class: u32,
    /// Its number among the forms of the class, from 1; 255 for all further ones.
    pub ordinal: u8,
}

/// So many forms are found at once. More of them would not stay in a core's cache, and a rare word costs little to make out again.
const AT_HAND: usize = 24 * 1024;

/// Separates a form from its stem; neither has it.
const SEPARATOR: char = '\0';

/// Forms and classes of documents that have been counted.
#[derive(Debug, Default)]
pub struct Forms {
    /// Some of them in lower case, not folded: those met last.
    exact: Known<Member>,
    /// Of each class, folded.
    stems: Strings,
    /// For each class the number of its folded forms, at most 255.
    sizes: Vec<u8>,
    pub folded: Folded,
    /// A text in work.
    key: String,
}

/// All that is needed of the forms once everything is counted.
#[derive(Debug, Default)]
pub struct Folded {
    /// Each folded form with the folded stem of its class.
    keys: Strings,
    /// Of each of them.
    pub members: Vec<Member>,
}

impl Forms {
    pub fn member(&mut self, form: &str, stems: &Stems) -> Member {
        self.exact.get(form).unwrap_or_else(|| {
            let member = self.add(form, stems);
            if self.exact.len() == AT_HAND {
                self.exact.clear();
            }
            self.exact.insert(form, member);
            member
        })
    }

    fn add(&mut self, form: &str, stems: &Stems) -> Member {
        // Filters are names, not words: they are compared as they are.
        let filter = form.starts_with(FILTER);
        let folded = |text: &str, key: &mut String| if filter { key.push_str(text) } else { key.push_str(&fold(text)) };
        self.key.clear();
        folded(form, &mut self.key);
        self.key.push(SEPARATOR);
        let stem = self.key.len();
        folded(&if filter { form.into() } else { stems.stem(form) }, &mut self.key);
        let class = self.stems.number(&self.key[stem..]);
        if class as usize == self.sizes.len() {
            self.sizes.push(0);
        }
        let number = self.folded.keys.number(&self.key) as usize;
        if number == self.folded.members.len() {
            let size = &mut self.sizes[class as usize];
            *size = size.saturating_add(1);
            self.folded.members.push(Member { class, ordinal: *size });
        }
        self.folded.members[number]
    }

    /// The folded stem of a class.
    pub fn stem(&self, class: u32) -> &str {
        self.stems.get(class)
    }

    pub fn classes(&self) -> usize {
        self.sizes.len()
    }
}

impl Folded {
    pub fn len(&self) -> usize {
        self.members.len()
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
