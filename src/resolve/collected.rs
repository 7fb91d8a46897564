//! What will be published, sorted into topics, cards and pages, before anything is bound.

use std::collections::BTreeSet;

use crate::model::Node;
use crate::parse::{CardDocument, Meta, PageDocument};
use crate::source::SourceId;

/// A card and the file and topic that it comes from.
pub struct CardEntry<'a> {
    pub source: SourceId,
    pub folder: &'a str,
    pub document: &'a CardDocument,
}

/// A page and the file that it comes from.
pub struct PageEntry<'a> {
    pub source: SourceId,
    pub id: &'a str,
    pub folder: &'a str,
    pub document: &'a PageDocument,
}

/// A topic, with or without an index.md.
pub struct TopicEntry<'a> {
    pub id: String,
    pub index: Option<(SourceId, &'a PageDocument)>,
}

/// What will be published, in guide order; a node's number is its place here.
pub struct CollectedDocuments<'a> {
    pub home: Option<(SourceId, &'a PageDocument)>,
    pub topics: Vec<TopicEntry<'a>>,
    pub cards: Vec<CardEntry<'a>>,
    pub pages: Vec<PageEntry<'a>>,
    /// Ids that exist but are drafts.
    pub drafts: BTreeSet<String>,
    /// Files that hold only drafts.
    pub draft_sources: BTreeSet<SourceId>,
}

/// Every node with its front matter.
pub fn nodes<'a>(collected: &'a CollectedDocuments<'_>) -> Vec<(Node, &'a Meta)> {
    let topics = collected.topics.iter().enumerate().filter_map(|(i, t)| t.index.map(|(_, d)| (Node::Topic(i.into()), &d.meta)));
    let pages = collected.pages.iter().enumerate().map(|(i, p)| (Node::Page(i.into()), &p.document.meta));
    let cards = collected.cards.iter().enumerate().map(|(i, c)| (Node::Card(i.into()), &c.document.meta));
    topics.chain(pages).chain(cards).collect()
}
