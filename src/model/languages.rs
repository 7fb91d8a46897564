//! The languages of a guide: which of its pages are there in which.

use std::collections::BTreeSet;
use std::sync::Arc;

/// A language and what is published in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Language {
    /// BCP 47: `fr`.
    pub code: String,
    /// The folder of its site, from the root of the first language's: `fr`; empty for that one.
    pub folder: String,
    /// Ids of the cards, pages and topics that have a page in it (empty for the home page). Not kept for the first language, which has all.
    pub published: BTreeSet<String>,
    /// Ids of those whose text is in it. A topic may have a page for the sake of its cards.
    pub translated: BTreeSet<String>,
    /// Ids of those whose original changed since.
    pub outdated: BTreeSet<String>,
    /// Ids of those that have a file in it, whose text is still the original's. Their text counts as untranslated.
    pub untranslated_copies: BTreeSet<String>,
}

/// All languages, the first one first, and that of this guide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages {
    /// Empty for a guide in one language.
    pub list: Arc<[Language]>,
    pub current: usize,
}

impl Languages {
    /// The language of this guide, where it is a translation.
    fn translation(&self) -> Option<&Language> {
        self.list.get(self.current).filter(|_| self.current > 0)
    }

    /// Whether this guide is a translation of another.
    pub fn is_translation(&self) -> bool {
        self.translation().is_some()
    }

    /// Whether what has this id has no page in this guide's language.
    pub fn has_no_page(&self, id: &str) -> bool {
        self.translation().is_some_and(|language| !language.published.contains(id))
    }

    /// Whether the text of what has this id is in the first language, though this guide is in another.
    pub fn is_untranslated(&self, id: &str) -> bool {
        self.translation().is_some_and(|language| !language.translated.contains(id))
    }

    /// Whether the original of what has this id changed since it was translated.
    pub fn is_outdated(&self, id: &str) -> bool {
        self.translation().is_some_and(|language| language.outdated.contains(id))
    }

    /// The code of the language in which the text of what has this id is written; `None` where that is the guide's own.
    pub fn fallback_language(&self, id: &str) -> Option<&str> {
        self.is_untranslated(id).then(|| self.list[0].code.as_str())
    }
}
