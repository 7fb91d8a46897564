//! Of a file whose cards all have no level: one finding, because one line at its top is missing.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Guide;
use crate::source::SourceId;

/// Leaves of such findings the first in each file.
pub fn merge_missing_levels(guide: &Guide, found: &mut Vec<Diagnostic>) {
    let mut cards: BTreeMap<SourceId, usize> = BTreeMap::new();
    for card in &guide.cards {
        *cards.entry(card.body.source).or_default() += 1;
    }
    let mut without: BTreeMap<SourceId, usize> = BTreeMap::new();
    let is_missing = |finding: &Diagnostic| finding.at.filter(|_| finding.code == Code::NoLevel).map(|at| at.source);
    for source in found.iter().filter_map(is_missing) {
        *without.entry(source).or_default() += 1;
    }
    without.retain(|source, count| *count > 1 && cards.get(source) == Some(count));
    let mut told: Vec<SourceId> = Vec::new();
    found.retain_mut(|finding| {
        let Some((source, count)) = is_missing(finding).and_then(|source| Some((source, without.get(&source)?))) else { return true };
        if told.contains(&source) {
            return false;
        }
        told.push(source);
        finding.message = format!("none of the {count} cards in this file has a level");
        let levels: Vec<String> = guide.levels.iter().map(|level| format!("`level: {}`", level.id)).collect();
        if !levels.is_empty() {
            let levels = levels.join(", ");
            finding.help = Some(format!(
                "write one of {levels} in front matter at the top of the file, which holds for all, or `level=…` after the ids"
            ));
        }
        true
    });
}
