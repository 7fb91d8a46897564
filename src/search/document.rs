//! What is searched: documents in plain text, independent of where they come from.

use std::borrow::Cow;

/// Something that a search can find: a card, a page or a topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchDoc {
    /// Where it is published, relative to the site's root, not percent-encoded: `databases/acid.html`.
    pub url: String,
    /// Number of the topic. Documents of a topic are together, topics in increasing order.
    pub topic: usize,
    pub title: String,
    /// The titles of the topics around it, outermost first, as results show them: `Databases › Replication`.
    pub breadcrumb: String,
    /// Slugs of its tags.
    pub tags: Vec<String>,
    /// Id of the level; empty for none.
    pub level: String,
    /// Id of the kind; empty for none.
    pub kind: String,
    /// Whether it can be studied.
    pub card: bool,
    /// In the order in which the page shows them. The first may have neither anchor nor heading.
    pub sections: Vec<SearchSection>,
    /// Other names under which it is looked for.
    pub terms: Vec<String>,
}

/// A part of a document that a result can name and link to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchSection {
    /// The fragment; empty for the document's beginning.
    pub anchor: String,
    pub heading: String,
    /// Plain text.
    pub text: String,
    /// Whether it is of secondary interest: references, questions that follow. Counts less.
    pub secondary: bool,
}

/// Documents in the order in which the index numbers them, those of a topic together.
pub trait DocumentSource: Sync {
    /// The topic of each document.
    fn topics(&self) -> Vec<usize>;

    /// A document by its number.
    fn get(&self, number: usize) -> Cow<'_, SearchDoc>;
}

impl DocumentSource for &[SearchDoc] {
    fn topics(&self) -> Vec<usize> {
        self.iter().map(|doc| doc.topic).collect()
    }

    fn get(&self, number: usize) -> Cow<'_, SearchDoc> {
        Cow::Borrowed(&self[number])
    }
}
