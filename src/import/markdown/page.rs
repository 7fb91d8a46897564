//! A Markdown file of a bank, as the readers of its shapes see it.

use super::lines::Line;
use crate::source::SourceId;

/// What a file's front matter says that cards can carry.
#[derive(Debug, Clone, Default)]
pub struct Front {
    pub tags: Vec<String>,
    /// A deck's or page's name.
    pub title: Option<String>,
    /// Where the text begins.
    pub start: usize,
}

/// A file as its shapes see it.
pub(super) struct Page<'a> {
    pub(super) path: &'a str,
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) front: Front,
}
