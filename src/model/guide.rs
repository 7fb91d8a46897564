//! The whole guide, and what it consists of besides cards.

use super::body::{Body, Title};
use super::card::Card;
use super::languages::Languages;
use super::node::{AssetIx, CardIx, KindIx, LevelIx, LevelOrKind, Node, PageIx, Relations, TagIx, TopicIx, last_segment};

/// A topic: a folder of content/.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The folder's path: `databases`, `databases/replication`.
    pub id: String,
    pub title: Title,
    pub summary: String,
    pub order: Option<i64>,
    pub icon: Option<String>,
    pub tags: Vec<TagIx>,
    pub requires: Vec<Node>,
    pub terms: Vec<String>,
    pub aliases: Vec<String>,
    pub parent: Option<TopicIx>,
    /// In display order: `order`, then title.
    pub children: Vec<TopicIx>,
    /// Its own cards in display order: `requires` first, then `order`, then level, then title; or as its index says.
    pub cards: Vec<CardIx>,
    /// Whether its index says the order of its cards, so that they are not divided by level.
    pub has_listed_order: bool,
    /// Its own pages in display order.
    pub pages: Vec<PageIx>,
    /// The index.md, if there is one.
    pub body: Option<Body>,
    /// Cards in it and below it.
    pub total: usize,
    pub relations: Relations,
}

impl Topic {
    /// The last segment of its id.
    pub fn name(&self) -> &str {
        last_segment(&self.id)
    }
}

/// A page: running text of its own.
#[derive(Debug, Clone)]
pub struct Page {
    pub id: String,
    /// `None` for a page directly in content/.
    pub topic: Option<TopicIx>,
    pub title: Title,
    pub summary: String,
    pub order: Option<i64>,
    pub icon: Option<String>,
    pub tags: Vec<TagIx>,
    pub requires: Vec<Node>,
    pub terms: Vec<String>,
    pub aliases: Vec<String>,
    pub updated: Option<String>,
    pub body: Body,
    pub hash: String,
    pub relations: Relations,
}

/// The home page's own text: content/index.md.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// From index.md's front matter; else the book's.
    pub title: Option<Title>,
    pub summary: String,
    pub body: Option<Body>,
}

/// A tag and what carries it.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As first written.
    pub name: String,
    /// Unique, safe in a URL, never starts with a dot.
    pub slug: String,
    /// In guide order.
    pub cards: Vec<CardIx>,
    pub pages: Vec<PageIx>,
    pub topics: Vec<TopicIx>,
}

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path under content/, also the published path.
    pub path: String,
    /// Width and height in CSS pixels, where the file is an image that says so.
    pub dimensions: Option<(u32, u32)>,
    /// SHA-256, hex, first 16 digits.
    pub hash: String,
    /// Opened by its address it can run code: a page, a script, a drawing with a script in it.
    pub has_active_content: bool,
    /// Its text is that of a card, and its name is not.
    pub meant_as_card: bool,
    /// Something shows it or links to it, or book.toml names it.
    pub published: bool,
}

/// What happens to raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlPolicy {
    /// What could run code, leave its place or clash with the interface is taken out.
    #[default]
    Sanitize,
    /// Shown as text; comments are left out.
    Escape,
    /// Published as it is: every contributor is trusted.
    Allow,
}

/// A former id and what it redirects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    pub from: String,
    pub to: Node,
}

/// The whole guide, bound: no reference in it can be broken.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    pub home: Home,
    /// Depth first in display order; a parent is before its children.
    pub topics: Vec<Topic>,
    /// Grouped by topic, in the order of `topics`, each in display order. Drafts are absent (unless `--drafts`).
    pub cards: Vec<Card>,
    pub pages: Vec<Page>,
    pub tags: Vec<Tag>,
    pub levels: Vec<LevelOrKind>,
    pub kinds: Vec<LevelOrKind>,
    pub assets: Vec<Asset>,
    /// Sorted by `from`.
    pub redirects: Vec<Redirect>,
    /// SHA-256, hex, first 16 digits, over all cards' ids and hashes.
    pub hash: String,
    pub languages: Languages,
}

impl Guide {
    /// The card of a number.
    pub fn card(&self, ix: CardIx) -> &Card {
        &self.cards[ix.index()]
    }

    /// The topic of a number.
    pub fn topic(&self, ix: TopicIx) -> &Topic {
        &self.topics[ix.index()]
    }

    /// The page of a number.
    pub fn page(&self, ix: PageIx) -> &Page {
        &self.pages[ix.index()]
    }

    /// The tag of a number.
    pub fn tag(&self, ix: TagIx) -> &Tag {
        &self.tags[ix.index()]
    }

    /// The asset of a number.
    pub fn asset(&self, ix: AssetIx) -> &Asset {
        &self.assets[ix.index()]
    }

    /// The level of a number.
    pub fn level(&self, ix: LevelIx) -> &LevelOrKind {
        &self.levels[ix.index()]
    }

    /// The kind of a number.
    pub fn kind(&self, ix: KindIx) -> &LevelOrKind {
        &self.kinds[ix.index()]
    }

    /// The id of a node; empty for the home page.
    pub fn id(&self, node: Node) -> &str {
        match node {
            Node::Home => "",
            Node::Topic(ix) => &self.topic(ix).id,
            Node::Page(ix) => &self.page(ix).id,
            Node::Card(ix) => &self.card(ix).id,
        }
    }

    /// The title of a node; `None` for a home page that has none of its own.
    pub fn title(&self, node: Node) -> Option<&Title> {
        match node {
            Node::Home => self.home.title.as_ref(),
            Node::Topic(ix) => Some(&self.topic(ix).title),
            Node::Page(ix) => Some(&self.page(ix).title),
            Node::Card(ix) => Some(&self.card(ix).title),
        }
    }

    /// Where a node's text is, if it has any.
    pub fn body(&self, node: Node) -> Option<&Body> {
        match node {
            Node::Home => self.home.body.as_ref(),
            Node::Topic(ix) => self.topic(ix).body.as_ref(),
            Node::Page(ix) => Some(&self.page(ix).body),
            Node::Card(ix) => Some(&self.card(ix).body),
        }
    }

    /// Every node with a body, in guide order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        std::iter::once(Node::Home)
            .chain((0..self.topics.len()).map(|i| Node::Topic(i.into())))
            .chain((0..self.pages.len()).map(|i| Node::Page(i.into())))
            .chain((0..self.cards.len()).map(|i| Node::Card(i.into())))
    }

    /// The topics that are in no other, in display order.
    pub fn outermost_topics(&self) -> impl Iterator<Item = TopicIx> {
        (0..self.topics.len()).map(TopicIx::from).filter(|ix| self.topic(*ix).parent.is_none())
    }

    /// The pages directly in content/, in display order.
    pub fn outermost_pages(&self) -> impl Iterator<Item = PageIx> {
        (0..self.pages.len()).map(PageIx::from).filter(|ix| self.page(*ix).topic.is_none())
    }

    /// The topics from the outermost to this one.
    pub fn ancestry(&self, topic: TopicIx) -> Vec<TopicIx> {
        let mut path = vec![topic];
        while let Some(parent) = path.last().and_then(|t| self.topic(*t).parent) {
            path.push(parent);
        }
        path.reverse();
        path
    }
}
