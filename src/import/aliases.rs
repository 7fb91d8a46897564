//! Former names that no other card may have: an alias that is twice in a bank, or that is another card's id, is dropped, and reported.

use std::collections::{BTreeMap, BTreeSet};

use super::file_paths::{PlannedFile, alias_id};
use super::{Bank, ImportOptions};

/// Keeps each alias at the first card that has it, if no file of the guide has its name.
pub fn keep_first(bank: &mut Bank, options: &ImportOptions, present: &BTreeMap<String, String>) {
    let mut seen = BTreeSet::new();
    drop_where(bank, options, |id| !seen.insert(id.to_string()) || present.contains_key(&format!("content/{id}.md")));
}

/// Drops the aliases that are ids of planned cards; whether there were any.
pub fn drop_conflicting(bank: &mut Bank, options: &ImportOptions, cards: &[PlannedFile]) -> bool {
    let ids: BTreeSet<&str> = cards.iter().map(|planned| planned.path.trim_start_matches("content/").trim_end_matches(".md")).collect();
    drop_where(bank, options, |id| ids.contains(id))
}

fn drop_where(bank: &mut Bank, options: &ImportOptions, mut is_taken: impl FnMut(&str) -> bool) -> bool {
    let mut found = Vec::new();
    for card in bank.cards.iter_mut().filter(|card| !card.aliases.is_empty()) {
        let (taken, kept): (Vec<String>, Vec<String>) =
            std::mem::take(&mut card.aliases).into_iter().partition(|alias| is_taken(&alias_id(alias, card, options)));
        card.aliases = kept;
        found.extend(
            taken.iter().map(|alias| card.finding(format!("another card has the name `{alias}`, so it is not an alias of this one"))),
        );
    }
    let any = !found.is_empty();
    bank.diagnostics.extend(found);
    any
}
