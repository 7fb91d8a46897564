//! Lints: advice of `recto check` about what is not wrong, but could be better.
//!
//! In: the guide and its sources. Out: diagnostics R901 to R923, whose levels `[check]` in book.toml sets.

mod alias;
mod baseline;
mod card;
mod levels;
mod placeholders;
mod questions;
mod retired;
mod similar;
mod tags;
mod topics;

pub use alias::{instructions as alias_instructions, write as write_alias, write_page as write_page_alias};
use baseline::compare;
pub use baseline::moved;
pub use baseline::{Baseline, BaselineCard, Successors};
pub use levels::merge_missing_levels;
pub use placeholders::Placeholders;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::Guide;
use crate::source::Sources;

/// All lints over the whole guide; a card's own run in parallel. With an earlier guide also what vanished since, and of two nearly equal
/// questions the new one gets the finding.
///
pub fn lint(guide: &Guide, sources: &Sources, config: &Config, placeholders: &Placeholders, earlier: Option<&Baseline>) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = guide.cards.par_iter().flat_map_iter(|card| card::lint(card, guide, sources, config)).collect();
    let running_texts = guide.pages.iter().map(|page| &page.body).chain(guide.topics.iter().filter_map(|topic| topic.body.as_ref()));
    diagnostics.extend(running_texts.flat_map(|body| card::headings(body, 1)));
    diagnostics.extend(placeholders::lint(guide, sources, placeholders));
    questions::lint(guide, sources, earlier, &mut diagnostics);
    tags::lint(guide, sources, config, &mut diagnostics);
    topics::lint(guide, &mut diagnostics);
    retired::lint(guide, sources, config, &mut diagnostics);
    diagnostics.extend(earlier.iter().flat_map(|earlier| compare(guide, sources, config, earlier)));
    placeholders::silence_placeholder_cards(&mut diagnostics);
    diagnostics
}
