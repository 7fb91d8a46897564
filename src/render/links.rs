//! Links between pages, as templates see them.

use super::PageRenderer;
use super::view::{Facet, Html, Link, Links};
use crate::model::{KindIx, LevelIx, Node, PageIx, TagIx, TopicIx};

/// How many of the pages that link to one are shown, and how many more are listed after them.
const MAX_SHOWN: usize = 8;
const MAX_LISTED: usize = 40;

impl PageRenderer<'_> {
    /// A link to a node, with what distinguishes it: its level, and its topic where that is not `here`.
    pub fn link(&self, node: Node, here: Option<TopicIx>) -> Link {
        let guide = self.cx.guide;
        let (kind, level, topic) = match node {
            Node::Home => ("home", None, None),
            Node::Topic(ix) => ("topic", None, guide.topic(ix).parent),
            Node::Page(ix) => ("page", None, guide.page(ix).topic),
            Node::Card(ix) => ("card", guide.card(ix).level, Some(guide.card(ix).topic)),
        };
        Link {
            url: self.urls.node(guide, node),
            title: self.title(node),
            kind,
            level: level.map(|ix| guide.level(ix).name.clone()),
            icon: self.icon(node),
            summary: None,
            language: self.fallback_language(node),
            topic: topic.filter(|ix| here.is_some() && here != Some(*ix)).map(|ix| guide.topic(ix).title.plain.to_string()),
        }
    }

    /// The character before a title.
    fn icon(&self, node: Node) -> Option<String> {
        match node {
            Node::Topic(ix) => self.cx.guide.topic(ix).icon.clone(),
            Node::Page(ix) => self.cx.guide.page(ix).icon.clone(),
            Node::Home | Node::Card(_) => None,
        }
    }

    /// A page in a list of pages, with what it is about.
    pub fn page_link(&self, ix: PageIx) -> Link {
        let summary = self.cx.guide.page(ix).summary.clone();
        Link { summary: Some(summary).filter(|summary| !summary.is_empty()), ..self.link(Node::Page(ix), None) }
    }

    /// Links to nodes, from a page in the topic `here`.
    pub fn links(&self, nodes: &[Node], here: Option<TopicIx>) -> Vec<Link> {
        nodes.iter().map(|node| self.link(*node, here)).collect()
    }

    /// What links to a page. However many that are, the page stays small.
    pub fn backlinks(&self, nodes: &[Node], here: Option<TopicIx>) -> Links {
        let (shown, rest) = nodes.split_at(nodes.len().min(MAX_SHOWN));
        let (listed, beyond) = rest.split_at(rest.len().min(MAX_LISTED));
        Links { links: self.links(shown, here), rest: self.links(listed, here), more: beyond.len() }
    }

    /// A node's title as markup.
    pub fn title(&self, node: Node) -> Html {
        self.renderer.cache.title(self.cx, node)
    }

    /// A level with its page, and how many cards it has.
    pub fn level(&self, ix: LevelIx) -> Facet {
        let level = self.cx.guide.level(ix);
        let count = self.renderer.cache.level(self.cx.guide, ix).len();
        let url = Some(self.urls.level(self.cx.guide, ix));
        Facet { id: level.id.clone(), name: level.name.clone(), url, count, summary: level.summary.clone() }
    }

    /// A kind; there is no page for it, and its cards are not counted.
    pub fn kind(&self, ix: KindIx) -> Facet {
        let kind = self.cx.guide.kind(ix);
        Facet { id: kind.id.clone(), name: kind.name.clone(), url: None, count: 0, summary: kind.summary.clone() }
    }

    /// A tag with its page, and how many cards, pages and topics have it.
    pub fn tag(&self, ix: TagIx) -> Facet {
        let tag = self.cx.guide.tag(ix);
        let count = tag.cards.len() + tag.pages.len() + tag.topics.len();
        Facet { id: tag.slug.clone(), name: tag.name.clone(), url: Some(self.urls.tag(self.cx.guide, ix)), count, summary: String::new() }
    }

    /// Tags with their pages.
    pub fn tags(&self, tags: &[TagIx]) -> Vec<Facet> {
        tags.iter().map(|ix| self.tag(*ix)).collect()
    }
}
