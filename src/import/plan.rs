//! Foreign cards → files of the guide.
//!
//! In: foreign cards, the paths that the guide has already, what earlier imports wrote. Out: a plan: for each card its file, the text, and
//! what happens to it. A card keeps the file that an earlier import of the same bank gave it.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{Known, Said};
use super::ledger::{Ledger, text_hash};
use super::place::{Fate, Planned, folder, free_path, kept_id, key};
use super::topic_index::{self, TopicIndex};
use super::write::text;
use super::{Bank, ForeignCard, ImportOptions, Media};

/// What an import writes.
#[derive(Debug, Default)]
pub struct Plan {
    pub cards: Vec<Planned>,
    /// Path relative to the guide's root, and the bytes.
    pub media: Vec<(String, Media)>,
    /// Index pages of topics that are new, and those of earlier imports that get more cards.
    pub topics: Vec<TopicIndex>,
}

/// Plans where each card goes. `present` gives the text of a file that the guide has (empty for one that is no text).
pub fn plan(bank: &mut Bank, options: &ImportOptions, ledger: &Ledger, present: &BTreeMap<String, String>) -> Plan {
    plan_in(bank, options, ledger, present, &Known::default())
}

/// The same in a guide whose cards may come back in the bank.
pub fn plan_in(bank: &mut Bank, options: &ImportOptions, ledger: &Ledger, present: &BTreeMap<String, String>, guide: &Known<'_>) -> Plan {
    let mut plan = Plan { media: super::links::place(bank, options, present), ..Plan::default() };
    let mut taken: BTreeSet<String> = present.keys().map(|path| path.to_lowercase()).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for (number, card) in bank.cards.iter().enumerate() {
        let mut key = key(card);
        let folder = folder(card, options);
        let text = text(card, options);
        if let Some(first) = seen.get(&format!("{folder}\n{text}")) {
            let path = plan.cards.iter().find(|planned| planned.card == *first).map(|planned| planned.path.clone()).unwrap_or_default();
            plan.cards.push(Planned { path, text, fate: Fate::Duplicate, card: number, key, own: false });
            continue;
        }
        seen.insert(format!("{folder}\n{text}"), number);
        // Two questions in the same words with other answers.
        while !keys.insert(key.clone()) {
            key.push('+');
        }
        let known = ledger.path(&key).filter(|path| present.contains_key(*path));
        let own = kept_id(card, options).filter(|_| known.is_none_or(|_| options.update));
        if let Some((path, text, fate)) = own.and_then(|(_, id)| of_guide(&id, card, options, present, guide)) {
            plan.cards.push(Planned { path, text, fate, card: number, key, own: true });
            continue;
        }
        let path = match known {
            Some(path) => path.to_string(),
            None => free_path(card, &folder, &mut taken),
        };
        taken.insert(path.to_lowercase());
        let fate = match (known.and_then(|path| present.get(path)), ledger.hash(&key)) {
            (None, _) => Fate::New,
            (Some(here), _) if *here == text => Fate::Unchanged,
            (Some(here), Some(written)) if text_hash(here) == written => Fate::Updated,
            // The bank still says what was written last time: only this side changed.
            (Some(_), _) => Fate::Edited,
        };
        plan.cards.push(Planned { path, text, fate, card: number, key, own: false });
    }
    // Pictures that only cards show which stay as they are.
    if plan.cards.iter().any(|card| card.own) {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_string();
        let written =
            |path: &str| plan.cards.iter().any(|card| (!card.own || card.fate == Fate::Updated) && card.text.contains(&name(path)));
        plan.media.retain(|(path, _)| written(path));
    }
    plan.topics = topic_index::plan(bank, options, ledger, present, &plan.cards);
    plan
}

/// What becomes of a card that the guide has by its id: its file, the text of that, and the fate. `None` where the guide has no such card.
fn of_guide(
    id: &str,
    card: &ForeignCard,
    options: &ImportOptions,
    present: &BTreeMap<String, String>,
    guide: &Known<'_>,
) -> Option<(String, String, Fate)> {
    let Some(comparison) = guide.compare(id, card, options) else {
        // A file that cannot be read as a card is the card's all the same.
        let path = format!("content/{id}.md");
        return present.get(&path).map(|text| (path, text.clone(), Fate::Differs));
    };
    let here = present.get(&comparison.path).cloned().unwrap_or_default();
    Some(match comparison.said {
        Said::Same => (comparison.path, here, Fate::Unchanged),
        Said::Other(Some(text)) if options.update => (comparison.path, text, Fate::Updated),
        Said::Other(_) => (comparison.path, here, Fate::Differs),
    })
}
