//! What identifies things in a guide: numbers of cards, topics, pages …, nodes, levels and kinds.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The number, to index a list with.
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

index!(/// Number of a card in [`super::Guide::cards`].
    CardIx);
index!(/// Number of a topic in [`super::Guide::topics`].
    TopicIx);
index!(/// Number of a page in [`super::Guide::pages`].
    PageIx);
index!(/// Number of a tag in [`super::Guide::tags`].
    TagIx);
index!(/// Number of a level in [`super::Guide::levels`].
    LevelIx);
index!(/// Number of a kind in [`super::Guide::kinds`].
    KindIx);
index!(/// Number of an asset in [`super::Guide::assets`].
    AssetIx);

/// A stage of a mock interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterviewStage {
    Screen,
    Technical,
    Design,
    Behavioural,
}

impl InterviewStage {
    /// By the words that book.toml and front matter have for them.
    pub const ALL: [(&'static str, Self); 4] =
        [("screen", Self::Screen), ("technical", Self::Technical), ("design", Self::Design), ("behavioural", Self::Behavioural)];

    /// The stages that ask cards of a kind that does not say: those of the default kind with this id, else the screen and the technical stage.
    pub fn default_for_kind(kind: &str) -> Vec<Self> {
        match kind {
            "scenario" => vec![Self::Design],
            "behavioural" => vec![Self::Behavioural],
            "assessment" => Vec::new(),
            _ => vec![Self::Screen, Self::Technical],
        }
    }
}

/// A level or a kind of card, as book.toml lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelOrKind {
    /// What front matter says: `mid`.
    pub id: String,
    /// What readers see: `Mid-level`.
    pub name: String,
    /// One sentence for the level's page; may be empty.
    pub summary: String,
    /// Minutes for a card of this kind that does not say (kinds only).
    pub minutes: Option<u32>,
    /// Stages of a mock interview that ask cards of this kind (kinds only).
    pub stages: Vec<InterviewStage>,
}

/// What the link graph says about one node.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// Who links here, sorted by topic order, then title; without itself.
    pub backlinks: Vec<Node>,
    /// Most related first, at most eight; cards (and for topics: topics).
    pub related: Vec<Node>,
    pub previous: Option<Node>,
    pub next: Option<Node>,
}

/// Something with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    Home,
    Topic(TopicIx),
    Page(PageIx),
    Card(CardIx),
}

/// What follows the last `/` of an id.
pub(super) fn last_segment(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
