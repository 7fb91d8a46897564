//! Foreign cards → files of the guide.
//!
//! In: foreign cards, the paths that the guide has already, what earlier imports wrote. Out: a plan: for each card its file, the text, and
//! what happens to it. A card keeps the file that an earlier import of the same bank gave it.

use std::collections::{BTreeMap, BTreeSet};

use super::file_paths::{FileStatus, PlannedFile, folder, id_in_guide, key, unused_path};
use super::guide_cards::{Comparison, GuideCards};
use super::history::{ImportHistory, text_hash};
use super::topic_index::{self, TopicIndex};
use super::write::text;
use super::{Bank, ForeignCard, ImportOptions, Media};

/// What an import writes.
#[derive(Debug, Default)]
pub struct Plan {
    pub cards: Vec<PlannedFile>,
    /// Path relative to the guide's root, and the bytes.
    pub media: Vec<(String, Media)>,
    /// Index pages of topics that are new, and those of earlier imports that get more cards.
    pub topics: Vec<TopicIndex>,
}

/// Plans where each card goes. `present` gives the text of a file that the guide has (empty for one that is no text).
pub fn plan(bank: &mut Bank, options: &ImportOptions, history: &ImportHistory, present: &BTreeMap<String, String>) -> Plan {
    plan_for_guide(bank, options, history, present, &GuideCards::default())
}

/// The same in a guide whose cards may come back in the bank.
pub fn plan_for_guide(
    bank: &mut Bank,
    options: &ImportOptions,
    history: &ImportHistory,
    present: &BTreeMap<String, String>,
    guide: &GuideCards<'_>,
) -> Plan {
    let mut plan = Plan { media: super::links::rewrite(bank, options, present), ..Plan::default() };
    let mut taken: BTreeSet<String> = present.keys().map(|path| path.to_lowercase()).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for (number, card) in bank.cards.iter().enumerate() {
        let mut key = key(card);
        let folder = folder(card, options);
        let text = text(card, options);
        if let Some(first) = seen.get(&format!("{folder}\n{text}")) {
            let path = plan.cards.iter().find(|planned| planned.card == *first).map(|planned| planned.path.clone()).unwrap_or_default();
            plan.cards.push(PlannedFile { path, text, status: FileStatus::Duplicate, card: number, key, is_in_guide: false });
            continue;
        }
        seen.insert(format!("{folder}\n{text}"), number);
        // Two questions in the same words with other answers.
        while !keys.insert(key.clone()) {
            key.push('+');
        }
        let known = history.path(&key).filter(|path| present.contains_key(*path));
        let own = id_in_guide(card, options).filter(|_| known.is_none_or(|_| options.update));
        if let Some((path, text, status)) = own.and_then(|(_, id)| of_guide(&id, card, options, present, guide)) {
            plan.cards.push(PlannedFile { path, text, status, card: number, key, is_in_guide: true });
            continue;
        }
        let path = match known {
            Some(path) => path.to_string(),
            None => unused_path(card, &folder, &mut taken),
        };
        taken.insert(path.to_lowercase());
        let status = match (known.and_then(|path| present.get(path)), history.hash(&key)) {
            (None, _) => FileStatus::New,
            (Some(here), _) if *here == text => FileStatus::Unchanged,
            (Some(here), Some(written)) if text_hash(here) == written => FileStatus::Updated,
            // The bank still says what was written last time: only this side changed.
            (Some(_), _) => FileStatus::Edited,
        };
        plan.cards.push(PlannedFile { path, text, status, card: number, key, is_in_guide: false });
    }
    // Pictures that only cards show which stay as they are.
    if plan.cards.iter().any(|card| card.is_in_guide) {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_string();
        let written = |path: &str| {
            plan.cards.iter().any(|card| (!card.is_in_guide || card.status == FileStatus::Updated) && card.text.contains(&name(path)))
        };
        plan.media.retain(|(path, _)| written(path));
    }
    plan.topics = topic_index::plan(bank, options, history, present, &plan.cards);
    plan
}

/// What becomes of a card that the guide has by its id: its file, the text of that, and the status. `None` where the guide has no such card.
fn of_guide(
    id: &str,
    card: &ForeignCard,
    options: &ImportOptions,
    present: &BTreeMap<String, String>,
    guide: &GuideCards<'_>,
) -> Option<(String, String, FileStatus)> {
    let Some(comparison) = guide.compare(id, card, options) else {
        // A file that cannot be read as a card is the card's all the same.
        let path = format!("content/{id}.md");
        return present.get(&path).map(|text| (path, text.clone(), FileStatus::Differs));
    };
    let here = present.get(&comparison.path).cloned().unwrap_or_default();
    Some(match comparison.result {
        Comparison::Same => (comparison.path, here, FileStatus::Unchanged),
        Comparison::Different(Some(text)) if options.update => (comparison.path, text, FileStatus::Updated),
        Comparison::Different(_) => (comparison.path, here, FileStatus::Differs),
    })
}
