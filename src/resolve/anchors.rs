//! Which fragments each page has. They are known from parsing, before any HTML exists.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::collected::CollectedDocuments;
use crate::encode::to_nfc;
use crate::model::Node;
use crate::parse::{RawBody, slug};

/// The fragments that each page has. A page's are looked through once, when the first link with a fragment leads to it.
pub struct Anchors<'a, 'b> {
    collected: &'a CollectedDocuments<'b>,
    /// The home page's, then those of topics, pages and cards.
    tables: Vec<OnceLock<Box<Fragments<'a>>>>,
}

/// What a fragment of a page leads to.
pub enum Fragment {
    /// An element of that id.
    Element(String),
    /// As above, by an anchor that differs in case or in the form of its accents.
    OtherCase {
        id: String,
        name: String,
    },
    /// The title: the page itself.
    Top,
    /// A place of the original that its translation, this page, does not have.
    Untranslated,
    Missing,
}

/// The fragments of one page.
#[derive(Default)]
struct Fragments<'a> {
    title: Option<String>,
    /// By what links aim at: of two places of one name a heading, else the first.
    ids: BTreeMap<&'a str, &'a str>,
    /// In lower case: name and id; headings, then raw HTML's.
    headings: BTreeMap<String, (&'a str, &'a str)>,
    raw: BTreeMap<String, (&'a str, &'a str)>,
    /// The answer of a card that gives it no heading.
    sections: Vec<&'a str>,
    /// The names of the original's places.
    original: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a, 'b> Anchors<'a, 'b> {
    /// The anchors of all pages, each page's looked up when the first link to it is met.
    pub fn new(collected: &'a CollectedDocuments<'b>) -> Self {
        let pages = 1 + collected.topics.len() + collected.pages.len() + collected.cards.len();
        Self { collected, tables: std::iter::repeat_with(OnceLock::new).take(pages).collect() }
    }

    /// What a fragment of a node's page leads to.
    pub fn find(&self, node: Node, fragment: &str) -> Fragment {
        let found = self.fragments(node);
        if let Some(id) = found.ids.get(fragment) {
            return Fragment::Element(id.to_string());
        }
        if found.sections.contains(&fragment) {
            return Fragment::Element(fragment.to_string());
        }
        // `#` and `#top` lead to the top of any page (HTML, "scroll to the fragment").
        if found.title.as_deref() == Some(fragment) || fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Fragment::Top;
        }
        // A translation's own names come first.
        match found.original.get(fragment) {
            Some(Some("")) => return Fragment::Top,
            Some(Some(anchor)) => return Fragment::Element(anchor.to_string()),
            Some(None) => return Fragment::Untranslated,
            None => {}
        }
        let lower = folded(fragment);
        let other_case = |(name, id): &(&str, &str)| Fragment::OtherCase { id: id.to_string(), name: name.to_string() };
        // Obsidian names a heading by its words, and code hosts put `user-content-` before the ids that a page has.
        let words = || folded(&slug(fragment.strip_prefix("user-content-").unwrap_or(fragment)));
        match found.headings.get(&lower).or_else(|| found.headings.get(&words())) {
            Some(heading) => other_case(heading),
            None if found.title.as_ref().is_some_and(|title| folded(title) == lower) => Fragment::Top,
            None => found.raw.get(&lower).or_else(|| found.raw.get(&words())).map_or(Fragment::Missing, other_case),
        }
    }

    /// Every fragment of a node's headings.
    pub fn all(&self, node: Node) -> Vec<&'a str> {
        self.body(node).map(|b| b.headings.iter().map(|h| &*h.fragment).collect()).unwrap_or_default()
    }

    fn body(&self, node: Node) -> Option<&'a RawBody> {
        match node {
            Node::Home => self.collected.home.map(|(_, p)| &p.body),
            Node::Topic(ix) => self.collected.topics[ix.index()].index.map(|(_, p)| &p.body),
            Node::Page(ix) => Some(&self.collected.pages[ix.index()].document.body),
            Node::Card(ix) => Some(&self.collected.cards[ix.index()].document.body),
        }
    }

    fn fragments(&self, node: Node) -> &Fragments<'a> {
        let (topics, pages) = (self.collected.topics.len(), self.collected.pages.len());
        let number = match node {
            Node::Home => 0,
            Node::Topic(ix) => 1 + ix.index(),
            Node::Page(ix) => 1 + topics + ix.index(),
            Node::Card(ix) => 1 + topics + pages + ix.index(),
        };
        self.tables[number].get_or_init(|| Box::new(self.look_through(node)))
    }

    fn look_through(&self, node: Node) -> Fragments<'a> {
        let mut found = Fragments {
            title: match node {
                Node::Home => self.collected.home.map(|(_, p)| slug(&p.title.plain)),
                Node::Topic(ix) => self.collected.topics[ix.index()].index.map(|(_, p)| slug(&p.title.plain)),
                Node::Page(ix) => Some(slug(&self.collected.pages[ix.index()].document.title.plain)),
                Node::Card(ix) => Some(self.collected.cards[ix.index()].document.heading_fragment.clone()),
            },
            ..Fragments::default()
        };
        if let Node::Card(ix) = node {
            let sections = self.collected.cards[ix.index()].document.sections.iter();
            found.sections = sections.filter(|s| s.heading.is_empty()).map(|s| &*s.id).collect();
        }
        let Some(body) = self.body(node) else { return found };
        for heading in body.headings.iter() {
            found.ids.entry(&heading.fragment).or_insert(&heading.id);
            found.headings.entry(folded(&heading.fragment)).or_insert((&heading.fragment, &heading.id));
        }
        for (name, anchor) in &body.original_anchors {
            found.original.entry(name).or_insert(anchor.as_deref());
        }
        for (name, id) in body.html_ids.iter() {
            found.ids.entry(name).or_insert(id);
            found.raw.entry(folded(name)).or_insert((name, id));
        }
        found
    }
}

/// Names that differ in case, or in the form of their accents, are one here.
fn folded(name: &str) -> String {
    to_nfc(name).to_lowercase()
}
