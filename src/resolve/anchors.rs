//! Which fragments each page has. They are known from parsing, before any HTML exists.

use super::collected::Collected;
use crate::encode::composed;
use crate::model::Node;
use crate::parse::slug;

/// The fragments that each page has.
pub struct Anchors<'a, 'b> {
    pub collected: &'a Collected<'b>,
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
    Missing,
}

impl Anchors<'_, '_> {
    /// What a fragment of a node's page leads to.
    pub fn find(&self, node: Node, fragment: &str) -> Fragment {
        let (body, title, card) = match node {
            Node::Home => (self.collected.home.map(|(_, p)| &p.body), self.collected.home.map(|(_, p)| slug(&p.title.plain)), None),
            Node::Topic(ix) => {
                let index = self.collected.topics[ix.index()].index;
                (index.map(|(_, p)| &p.body), index.map(|(_, p)| slug(&p.title.plain)), None)
            }
            Node::Page(ix) => {
                let page = self.collected.pages[ix.index()].document;
                (Some(&page.body), Some(slug(&page.title.plain)), None)
            }
            Node::Card(ix) => {
                let card = self.collected.cards[ix.index()].document;
                (Some(&card.body), Some(card.heading_anchor.clone()), Some(card))
            }
        };
        let headings = || body.iter().flat_map(|b| b.headings.iter());
        if let Some(heading) = headings().find(|h| &*h.name == fragment) {
            return Fragment::Element(heading.anchor.to_string());
        }
        let raw_ids = || body.iter().flat_map(|b| b.raw_ids.iter());
        if let Some((_, id)) = raw_ids().find(|(name, _)| **name == *fragment) {
            return Fragment::Element(id.to_string());
        }
        // The answer of a card that gives it no heading.
        if card.is_some_and(|c| c.sections.iter().any(|s| s.heading.is_empty() && &*s.anchor == fragment)) {
            return Fragment::Element(fragment.to_string());
        }
        // `#` and `#top` lead to the top of any page (HTML, "scroll to the fragment").
        if title.as_deref() == Some(fragment) || fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Fragment::Top;
        }
        let folded = |name: &str| composed(name).to_lowercase();
        let lower = folded(fragment);
        match headings().find(|h| folded(&h.name) == lower) {
            Some(heading) => Fragment::OtherCase { id: heading.anchor.to_string(), name: heading.name.to_string() },
            None if title.is_some_and(|t| folded(&t) == lower) => Fragment::Top,
            None if raw_ids().any(|(name, _)| folded(name) == lower) => {
                let (name, id) = raw_ids().find(|(name, _)| folded(name) == lower).cloned().unwrap_or_default();
                Fragment::OtherCase { id: id.to_string(), name: name.to_string() }
            }
            None => Fragment::Missing,
        }
    }

    /// Every fragment of a node's headings.
    pub fn all(&self, node: Node) -> Vec<&str> {
        let body = match node {
            Node::Home => self.collected.home.map(|(_, p)| &p.body),
            Node::Topic(ix) => self.collected.topics[ix.index()].index.map(|(_, p)| &p.body),
            Node::Page(ix) => Some(&self.collected.pages[ix.index()].document.body),
            Node::Card(ix) => Some(&self.collected.cards[ix.index()].document.body),
        };
        body.map(|b| b.headings.iter().map(|h| &*h.name).collect()).unwrap_or_default()
    }
}
