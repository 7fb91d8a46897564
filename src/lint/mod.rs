//! What is not wrong, but not good either: findings of `recto check` beyond what a build reports.
//!
//! In: the guide and its sources. Out: diagnostics R901 to R915, whose levels `[check]` in book.toml sets.

mod against;
mod alias;
mod card;
mod questions;
mod tags;
mod topics;

pub use against::{Earlier, against};
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::Guide;
use crate::source::Sources;

/// All lints over the whole guide; a card's own run in parallel.
pub fn lint(guide: &Guide, sources: &Sources, config: &Config) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = guide.cards.par_iter().flat_map_iter(|card| card::lint(card, guide, sources)).collect();
    diagnostics.extend(guide.pages.iter().flat_map(|page| card::headings(&page.body)));
    questions::lint(guide, &mut diagnostics);
    tags::lint(guide, sources, config, &mut diagnostics);
    topics::lint(guide, &mut diagnostics);
    diagnostics
}
