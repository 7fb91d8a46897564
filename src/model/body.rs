//! Text that stays Markdown: where it is, its headings with their anchors, and its links bound to where they lead.

use std::sync::Arc;

use super::node::{AssetIx, Node};
use crate::source::{Location, SourceId, Span};

/// A heading in a body, with what links need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The whole heading as the Markdown parser reports it (its start is how `markup` finds it again).
    pub span: Span,
    /// Plain text, without markup and attributes.
    pub text: Box<str>,
    /// The id that it is published with.
    pub id: Box<str>,
    /// The fragment by which links aim at it: GitHub's. Mostly the same.
    pub fragment: Box<str>,
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
    /// An image from a host that book.toml names.
    RemoteImage(Box<str>),
    /// Only a fragment of the page it is on, already checked.
    Fragment(Box<str>),
    /// Published as plain text: the link leads to a draft.
    Unlinked,
}

/// A page of the interface that links with the `recto:` scheme open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppPage {
    Study,
    Interview,
    Progress,
    /// All cards as a table of the learner's.
    Browse,
    Search,
    Map,
}

impl AppPage {
    /// All of them.
    pub const ALL: [AppPage; 6] = [AppPage::Study, AppPage::Interview, AppPage::Progress, AppPage::Browse, AppPage::Search, AppPage::Map];

    /// Its name in `recto:NAME`, and that of its file.
    pub fn name(self) -> &'static str {
        match self {
            AppPage::Study => "study",
            AppPage::Interview => "interview",
            AppPage::Progress => "progress",
            AppPage::Browse => "browse",
            AppPage::Search => "search",
            AppPage::Map => "map",
        }
    }
}

/// How a link or image is written in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkSyntax {
    /// `[text](target)`, `[text][label]`, `<https://…>`: has its own text.
    Text,
    /// `[[target]]` without text: shows the target's title.
    WikiWithoutText,
    Image,
    /// The `href` of a raw `<a>`: the attribute's value.
    RawLink,
    /// A file that a raw `<img>` or `<source>` shows: the attribute's value, or a candidate in a `srcset`.
    RawImage,
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
    pub syntax: LinkSyntax,
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

impl Features {
    /// What either has.
    pub fn with(self, other: Self) -> Self {
        Self {
            code: self.code | other.code,
            math: self.math | other.math,
            diagrams: self.diagrams | other.diagrams,
            html: self.html | other.html,
        }
    }
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
    pub unrendered_spans: Arc<[Span]>,
    /// Link reference definitions (label, destination, title) that are elsewhere in the same file (`cards.md` only).
    pub outside_link_definitions: Vec<(String, String, String)>,
    /// Footnotes that it refers to and that are elsewhere in the same file (`cards.md` only).
    pub outside_footnotes: Arc<[Span]>,
    /// Names that raw HTML gives to places, `<a id="x">`, and the ids that they are published with.
    pub html_ids: Arc<[(Box<str>, Box<str>)]>,
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
    /// A title as plain text and as Markdown.
    pub fn new(plain: &str, markdown: &str) -> Self {
        let shown: Arc<str> = plain.into();
        Self { markdown: if plain == markdown { shown.clone() } else { markdown.into() }, plain: shown }
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

    /// Where it is written.
    pub fn location(&self) -> Location {
        Location { source: self.source, span: self.span }
    }
}
