//! What a guide is compiled from, as the I/O layer passes it in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// Everything that a guide is made from, read by whoever has a disk.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// `book.toml` (if there is one) and every Markdown file under content/, paths relative to the guide's root, sorted by path.
    pub sources: Sources,
    /// The other files under content/, sorted by path.
    pub assets: Vec<AssetFile>,
    /// The files of `themes/NAME/`, paths relative to that folder, which lie over the built-in theme's.
    pub theme: Vec<ThemeFile>,
    /// Files and folders of the guide's folder outside of content/ that links lead to, relative to it.
    pub repository_paths: BTreeSet<String>,
    /// What went wrong while reading: bytes that are not UTF-8, links that leave the folder, files too large.
    pub problems: Vec<Diagnostic>,
}

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct AssetFile {
    /// Relative to content/.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// A file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Relative to the theme's folder: `templates/card.html`.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// What the command line decides about a build.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Publish drafts too.
    pub drafts: bool,
    /// Overrides `site.base-url`.
    pub base_url: Option<String>,
    /// The site is shown on this machine while it is written: nothing of it is to be kept offline or downloaded.
    pub preview: bool,
}
