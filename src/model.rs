//! The guide as data: topics, cards, pages, and everything that binds them. No behaviour beyond looking things up.
//!
//! Bodies stay Markdown: a [`Body`] names a part of a source and lists what parsing found there (headings with their anchors,
//! links bound to their targets). `markup` turns it into HTML when a page is asked for. A broken link has no place here.

use std::sync::Arc;

use crate::source::{Location, SourceId, Span};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(i: usize) -> Self {
                Self(i as u32)
            }
        }
    };
}

index!(/// Number of a card in [`Guide::cards`].
    CardIx);
index!(/// Number of a topic in [`Guide::topics`].
    TopicIx);
index!(/// Number of a page in [`Guide::pages`].
    PageIx);
index!(/// Number of a tag in [`Guide::tags`].
    TagIx);
index!(/// Number of a level in [`Guide::levels`].
    LevelIx);
index!(/// Number of a kind in [`Guide::kinds`].
    KindIx);
index!(/// Number of an asset in [`Guide::assets`].
    AssetIx);

/// A level or a kind of card, as book.toml lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// What front matter says: `mid`.
    pub id: String,
    /// What readers see: `Mid-level`.
    pub name: String,
    /// One sentence for the level's page; may be empty.
    pub summary: String,
    /// Minutes for a card of this kind that does not say (kinds only).
    pub minutes: Option<u32>,
}

/// The sections that a card may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    Hint,
    Answer,
    KeyPoints,
    Pitfalls,
    RedFlags,
    FollowUps,
    References,
}

impl SectionKind {
    pub const ALL: [SectionKind; 7] = [
        SectionKind::Hint,
        SectionKind::Answer,
        SectionKind::KeyPoints,
        SectionKind::Pitfalls,
        SectionKind::RedFlags,
        SectionKind::FollowUps,
        SectionKind::References,
    ];

    /// The key in book.toml's `[sections]`, in templates and in data: `key-points`.
    pub fn key(self) -> &'static str {
        match self {
            SectionKind::Hint => "hint",
            SectionKind::Answer => "answer",
            SectionKind::KeyPoints => "key-points",
            SectionKind::Pitfalls => "pitfalls",
            SectionKind::RedFlags => "red-flags",
            SectionKind::FollowUps => "follow-ups",
            SectionKind::References => "references",
        }
    }
}

/// A section of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub kind: SectionKind,
    /// The heading's line; empty where an answer stands without a heading.
    pub heading: Span,
    /// What stands under the heading, up to the next section.
    pub span: Span,
    /// The fragment by which links reach it: `key-points`, `hint-2`.
    pub anchor: Box<str>,
}

/// A claim of the checklist by which an answer is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// The list item's content, without its marker.
    pub span: Span,
    /// 1 to 5; 1 where nothing is said.
    pub weight: u8,
}

/// One choice of a choice card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub right: bool,
    /// The choice's own text: the first paragraph of the item, after `[x]`.
    pub span: Span,
    /// What is said about it, the item's further paragraphs; empty span for none.
    pub feedback: Span,
}

/// One hidden span of a cloze card: a card of its own for scheduling, named `CARD/c-KEY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cloze {
    /// `{#key}`, or the hash of the hidden text.
    pub key: String,
    /// Whether the key was written by the author.
    pub keyed: bool,
    /// From the opening `==` to the end of everything that belongs to it, key and hint included.
    pub span: Span,
    /// The hidden text, without the `==`.
    pub hidden: Span,
    pub hint: Option<String>,
}

/// What a learner does with the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Open,
    /// In the order written. `list` is the whole task list.
    Choice {
        list: Span,
        choices: Vec<Choice>,
    },
    Cloze(Vec<Cloze>),
}

/// A heading in a body, with the anchor that links use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The whole heading as the Markdown parser reports it (its start is how `markup` finds it again).
    pub span: Span,
    /// Plain text, without markup and attributes.
    pub text: Box<str>,
    pub anchor: Box<str>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of this guide, with the fragment (already checked) if any.
    Node(Node, Option<Box<str>>),
    Asset(AssetIx),
    /// One of Recto's own pages, with a query such as `level=mid` (without `?`; may be empty).
    App(AppPage, Box<str>),
    /// http, https, mailto or tel.
    External(Box<str>),
    /// Only a fragment of the page it stands on, already checked.
    Here(Box<str>),
    /// Published as plain text: the link leads to a draft.
    Nowhere,
}

/// A page of the interface that links with the `recto:` scheme open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppPage {
    Study,
    Interview,
    Progress,
    Search,
    Map,
}

impl AppPage {
    pub const ALL: [AppPage; 5] = [AppPage::Study, AppPage::Interview, AppPage::Progress, AppPage::Search, AppPage::Map];

    pub fn name(self) -> &'static str {
        match self {
            AppPage::Study => "study",
            AppPage::Interview => "interview",
            AppPage::Progress => "progress",
            AppPage::Search => "search",
            AppPage::Map => "map",
        }
    }
}

/// How a link or image is written in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)`, `[text][label]`, `<https://…>`: has its own text.
    Text,
    /// `[[target]]` without text: shows the target's title.
    WikiBare,
    Image,
    /// A bare URL in running text.
    BareUrl,
    /// A mention of a term (`links.terms`), made into a link by Recto.
    Term,
}

/// A link or image in a body, bound to where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The whole link as the Markdown parser reports it, or the mention's text for terms and bare URLs.
    pub span: Span,
    pub form: LinkForm,
    pub target: Target,
}

/// What is in a body that costs something to render or needs a stylesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    pub code: bool,
    pub math: bool,
    pub diagrams: bool,
    /// Raw HTML that has to be sanitised.
    pub html: bool,
}

/// A piece of Markdown with all that parsing and resolving know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub source: SourceId,
    /// The whole Markdown of the card or page: after front matter; for a card of a `cards.md`, from its heading to the next card's.
    pub span: Span,
    /// In source order. A card's question heading is not among them.
    pub headings: Arc<[Heading]>,
    /// In source order, found by the start of their span.
    pub links: Vec<Link>,
    /// Source text that is never shown: weights, attributes. `markup` blanks it before rendering.
    pub hidden: Arc<[Span]>,
    /// Link reference definitions (label, destination, title) that stand elsewhere in the same file (`cards.md` only).
    pub definitions: Vec<(String, String, String)>,
    pub features: Features,
}

/// A title with its Markdown. Cheap to clone: documents and guide share it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Title {
    /// Without markup: for `<title>`, data, search.
    pub plain: Arc<str>,
    /// The inline Markdown as written.
    pub markdown: Arc<str>,
}

impl Title {
    pub fn new(plain: &str, markdown: &str) -> Self {
        let shown: Arc<str> = plain.into();
        Self { markdown: if plain == markdown { shown.clone() } else { markdown.into() }, plain: shown }
    }
}

/// A question card.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its identity: `databases/acid`. URL and topic follow from it.
    pub id: String,
    pub topic: TopicIx,
    pub title: Title,
    pub level: Option<LevelIx>,
    pub kind: Option<KindIx>,
    /// In the order written.
    pub tags: Vec<TagIx>,
    /// As written, or the kind's default.
    pub minutes: Option<u32>,
    /// Cards (or topics, pages) to know first, in the order written.
    pub requires: Vec<Node>,
    pub terms: Vec<String>,
    /// Former ids.
    pub aliases: Vec<String>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    pub question: Question,
    /// The rest of the question: what stands between the heading and the first section (without the choices); empty for none.
    pub prompt: Span,
    /// In source order.
    pub sections: Arc<[Section]>,
    pub key_points: Arc<[KeyPoint]>,
    pub body: Body,
    /// The question's heading.
    pub heading: Span,
    /// SHA-256, hex, first 16 digits, of the card's text (front matter's keys that change its meaning included).
    pub hash: String,
    pub relations: Relations,
}

impl Card {
    pub fn sections_of(&self, kind: SectionKind) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |s| s.kind == kind)
    }

    /// The last segment of the id.
    pub fn name(&self) -> &str {
        last_segment(&self.id)
    }
}

/// What the link graph says of one node.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// Who links here, sorted by topic order, then title; without itself.
    pub backlinks: Vec<Node>,
    /// Most related first, at most eight; cards (and for topics: topics).
    pub related: Vec<Node>,
    pub previous: Option<Node>,
    pub next: Option<Node>,
}

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
    /// Its own cards in display order: `requires` first, then level, then title.
    pub cards: Vec<CardIx>,
    /// Its own pages in display order.
    pub pages: Vec<PageIx>,
    /// The index.md, if there is one.
    pub body: Option<Body>,
    /// Cards in it and below it.
    pub total: usize,
    pub relations: Relations,
}

impl Topic {
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
}

/// Something with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    Home,
    Topic(TopicIx),
    Page(PageIx),
    Card(CardIx),
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
    /// Depth first in display order; a parent stands before its children.
    pub topics: Vec<Topic>,
    /// Grouped by topic, in the order of `topics`, each in display order. Drafts are absent (unless `--drafts`).
    pub cards: Vec<Card>,
    pub pages: Vec<Page>,
    pub tags: Vec<Tag>,
    pub levels: Vec<Grade>,
    pub kinds: Vec<Grade>,
    pub assets: Vec<Asset>,
    /// Sorted by `from`.
    pub redirects: Vec<Redirect>,
    /// SHA-256, hex, first 16 digits, over all cards' ids and hashes.
    pub hash: String,
}

impl Guide {
    pub fn card(&self, ix: CardIx) -> &Card {
        &self.cards[ix.index()]
    }

    pub fn topic(&self, ix: TopicIx) -> &Topic {
        &self.topics[ix.index()]
    }

    pub fn page(&self, ix: PageIx) -> &Page {
        &self.pages[ix.index()]
    }

    pub fn tag(&self, ix: TagIx) -> &Tag {
        &self.tags[ix.index()]
    }

    pub fn asset(&self, ix: AssetIx) -> &Asset {
        &self.assets[ix.index()]
    }

    pub fn level(&self, ix: LevelIx) -> &Grade {
        &self.levels[ix.index()]
    }

    pub fn kind(&self, ix: KindIx) -> &Grade {
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

    /// Where a node's text stands, if it has any.
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

impl Body {
    /// The link that starts at this byte of the source.
    pub fn link_at(&self, start: usize) -> Option<&Link> {
        self.links.binary_search_by_key(&start, |l| l.span.start as usize).ok().map(|i| &self.links[i])
    }

    /// The heading that starts at this byte of the source.
    pub fn heading_at(&self, start: usize) -> Option<&Heading> {
        self.headings.binary_search_by_key(&start, |h| h.span.start as usize).ok().map(|i| &self.headings[i])
    }

    pub fn location(&self) -> Location {
        Location { source: self.source, span: self.span }
    }
}

fn last_segment(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
