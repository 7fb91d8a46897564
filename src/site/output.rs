//! The outputs of a site, typed by what renders them: what one renderer is given, another can't be.

use super::SitePath;
use crate::model::{AppPage, AssetIx, CardIx, LevelIx, Node, TagIx, TopicIx};

/// What an output is, by what renders it. Each renderer matches exhaustively on its own type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// One file, rendered by `render`.
    Page(PageOutput),
    /// One file, rendered by `study`.
    Deck(DeckOutput),
    /// One file whose bytes are there already.
    Static(StaticFile),
    /// Several files, rendered together.
    Bundle(Bundle),
    /// What another output makes in the site of a translation, whose number is given.
    Translated(usize, Box<Output>),
}

impl Output {
    /// The files that it makes together with others, in whatever language.
    pub fn bundle(&self) -> Option<Bundle> {
        match self {
            Self::Bundle(bundle) => Some(*bundle),
            Self::Translated(_, output) => output.bundle(),
            _ => None,
        }
    }

    /// Whether it is another form of a page, in whatever language: for printing, for programs, for frames.
    pub fn is_alternate_format(&self) -> bool {
        match self {
            Self::Page(page) => {
                matches!(page, PageOutput::Print { .. } | PageOutput::Markdown(_) | PageOutput::Llms | PageOutput::Embed(_))
            }
            Self::Translated(_, output) => output.is_alternate_format(),
            _ => false,
        }
    }
}

/// A page, or a file about the guide as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageOutput {
    /// The home page, a card's page or a running-text page. (A topic's is `Topic`.)
    Node(Node),
    /// A further page of the home page's lists; `page` from 1.
    Home {
        page: usize,
    },
    /// A topic's page; `page` from 0.
    Topic {
        topic: TopicIx,
        page: usize,
    },
    /// A topic's cards for printing; `page` from 0.
    Print {
        topic: TopicIx,
        page: usize,
    },
    /// The list of all tags; `page` from 0.
    Tags {
        page: usize,
    },
    Tag {
        tag: TagIx,
        page: usize,
    },
    Level {
        level: LevelIx,
        page: usize,
    },
    App(AppPage),
    /// How readers fix and add cards; see [`PlanOptions::contribute`](super::PlanOptions::contribute).
    Contribute,
    /// The Markdown of a node's page.
    Markdown(Node),
    /// `llms.txt`, which lists the Markdown versions.
    Llms,
    /// A card for frames in pages of others.
    Embed(CardIx),
    NotFound,
    /// `app.webmanifest`: how the site is installed as an app.
    WebManifest,
    /// Number in [`Guide::redirects`](crate::model::Guide::redirects).
    Redirect(usize),
    GuideJson,
    Feed,
    Sitemap,
    /// A part (from 1) of a sitemap too long for one file.
    SitemapPart(usize),
    /// What a link into this folder shows on hover: part (from 0) of the folder's previews.
    LinkPreviews {
        folder: String,
        part: usize,
    },
}

/// A file of the data that study sessions load.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeckOutput {
    /// `deck/manifest.js`, which names the other files of the deck data.
    Manifest,
    /// The cards of a topic as study sessions see them.
    Topic(TopicIx),
    /// Rendered card faces: part (from 0) of a topic's cards.
    Faces { topic: TopicIx, part: usize },
}

/// A file that is copied, or written from one setting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaticFile {
    NoJekyll,
    Cname,
    /// `sw.js`: the worker that keeps the guide offline, or the one that removes it.
    ServiceWorker,
    /// The guide's icon in one of its sizes.
    Icon(Icon),
    /// An author's file.
    Asset(AssetIx),
    /// A file of the theme (stylesheet, script, icon), by its name in the theme; published under a hashed name.
    Theme(String),
}

/// What the guide's icon is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Icon {
    /// A tab of a browser that takes no SVG.
    Tab,
    /// An iPhone's home screen.
    Touch,
    /// An installed app.
    App,
    LargeApp,
    /// An installed app, where the system cuts its own shape out.
    Maskable,
}

impl Icon {
    /// All of them, from the smallest.
    pub const ALL: [Icon; 5] = [Icon::Tab, Icon::Touch, Icon::App, Icon::LargeApp, Icon::Maskable];

    /// Width and height in pixels.
    pub fn size(self) -> u32 {
        match self {
            Icon::Tab => 48,
            Icon::Touch => 180,
            Icon::App => 192,
            Icon::LargeApp | Icon::Maskable => 512,
        }
    }

    /// Where it is published.
    pub fn path(self) -> SitePath {
        let name = if self == Icon::Maskable { "maskable".to_string() } else { self.size().to_string() };
        SitePath::new(format!("assets/icon-{name}.png"))
    }
}

/// Files that are rendered together, because they share most of their work, under names that contain a hash of their bytes: the plan can't
/// list them before they are rendered. It lists their manifest, the one file with a fixed name; all lie under [`Bundle::prefix`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bundle {
    /// The search index.
    Search,
}

impl Bundle {
    /// What the path of each of its files begins with.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Search => "search/",
        }
    }
}
