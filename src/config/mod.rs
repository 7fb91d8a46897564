//! book.toml: what the author said, checked, becomes what it means.
//!
//! In: the text of book.toml. Out: a [`Config`] in which every key has a value, and a diagnostic for each mistake. Steps: the TOML
//! becomes a tree of what was said ([`crate::value`]); `tables` takes each table out of it; `values` judges single values (URLs,
//! slugs, names). A key that is wrong keeps its default, so that the mistakes in the cards are found in the same run.
//!
//! Every key is listed once more in [`KEYS`], for people: CONFIGURATION.md and `recto explain` read from there.

pub mod colour;
mod defaults;
mod keys;
mod languages;
mod tables;
mod theme_table;
mod types;
mod user_tables;
mod values;

pub use colour::BASES;
pub use keys::{KEYS, Key};
pub use types::{
    Book, BookTranslation, CheckLevel, Config, ContentFile, ExportConfig, InterviewConfig, LevelOrKindTranslation, LinksConfig,
    MarkdownConfig, SearchConfig, SiteConfig, StudyConfig, TerminologyConfig, ThemeColours, ThemeConfig, ThemeLink,
};
pub use values::{base_url, language, to_slug};

use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::value::parse_toml;

/// Reads book.toml. The text may start with a byte order mark.
pub fn parse(source: SourceId, text: &str) -> (Config, Vec<Diagnostic>) {
    let toml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, mut diagnostics) = parse_toml(toml, text.len() - toml.len(), source);
    let (config, mistakes) = tables::read(&table, source);
    diagnostics.extend(mistakes);
    (config, diagnostics)
}
