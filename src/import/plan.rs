//! Foreign cards → files of the guide.
//!
//! In: foreign cards, the paths that the guide has already, what earlier imports wrote. Out: a plan: for each card its file, the text, and
//! what happens to it. A card keeps the file that an earlier import of the same bank gave it.

use std::collections::{BTreeMap, BTreeSet};

use super::card_text::card_markdown;
use super::changes::{ChangedLine, changed_lines};
use super::file_paths::{FileStatus, PlannedFile, TakenPaths, folder, id_in_guide, key, unused_path};
use super::guide_cards::{Comparison, Difference, GuideCards};
use super::history::{ImportHistory, text_hash};
use super::topic_index::{self, TopicIndex};
use super::{Bank, ForeignCard, ImportOptions, Media, aliases, renamed_banks};

/// What an import writes.
#[derive(Debug, Default)]
pub struct Plan {
    pub cards: Vec<PlannedFile>,
    /// Path relative to the guide's root, and the bytes.
    pub media: Vec<(String, Media)>,
    /// Index pages of topics that are new, and those of earlier imports that get more cards.
    pub topics: Vec<TopicIndex>,
    /// Cards that earlier imports of this bank wrote and that it no longer has.
    pub removed: Vec<renamed_banks::RemovedCard>,
}

/// Plans where each card goes. `present` gives the text of a file that the guide has (empty for one that is not text).
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
    let history = &history.with_moves(|path| guide.current_path(path).filter(|_| !present.contains_key(path)));
    let mut plan = Plan { media: super::links::rewrite(bank, options, present), ..Plan::default() };
    aliases::keep_first(bank, options, present);
    plan.cards = cards(bank, options, history, present, guide);
    if aliases::drop_conflicting(bank, options, &plan.cards) {
        plan.cards = cards(bank, options, history, present, guide);
    }
    // Pictures that only cards show which stay as they are.
    if plan.cards.iter().any(|card| card.is_in_guide) {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_string();
        let written = |path: &str| {
            plan.cards.iter().any(|card| (!card.is_in_guide || card.status == FileStatus::Updated) && card.text.contains(&name(path)))
        };
        plan.media.retain(|(path, _)| written(path));
    }
    plan.topics = topic_index::plan(bank, options, history, present, guide, &plan.cards);
    plan.removed = renamed_banks::removed(bank, options, &plan.cards, history, present);
    plan
}

/// Where each card of the bank goes.
fn cards(
    bank: &Bank,
    options: &ImportOptions,
    history: &ImportHistory,
    present: &BTreeMap<String, String>,
    guide: &GuideCards<'_>,
) -> Vec<PlannedFile> {
    let folders: Vec<String> = bank.cards.iter().map(|card| folder(card, options)).collect();
    let texts: Vec<String> = bank.cards.iter().map(|card| card_markdown(card, options)).collect();
    let first = first_of_each(&folders, &texts);
    let mut keys = keys(bank, &texts, &first, history);
    let mut formers = renamed_banks::previous_keys(&keys, &texts, &folders, history, present);
    let mut taken = TakenPaths::new(present);
    folders.iter().for_each(|folder| taken.insert_folder(folder));
    let mut planned: Vec<PlannedFile> = Vec::with_capacity(texts.len());
    for (number, (card, text)) in bank.cards.iter().zip(texts).enumerate() {
        let key = std::mem::take(&mut keys[number]);
        if first[number] != number {
            let path = planned[first[number]].path.clone();
            planned.push(PlannedFile {
                path,
                text,
                status: FileStatus::Duplicate,
                card: number,
                key,
                previous_key: None,
                is_in_guide: false,
                changes: Vec::new(),
            });
            continue;
        }
        let previous_key = formers.remove(&number);
        let known_by = previous_key.as_ref().unwrap_or(&key);
        let known = history.path(known_by).filter(|path| present.contains_key(*path));
        let own = id_in_guide(card, options).map(|(_, id)| id).or_else(|| guide.exported_id(card));
        let own = own.filter(|_| known.is_none_or(|_| options.update));
        if let Some((path, text, status, changes)) = own.and_then(|id| of_guide(&id, card, options, present, guide)) {
            planned.push(PlannedFile { path, text, status, card: number, key, previous_key: None, is_in_guide: true, changes });
            continue;
        }
        let path = match known {
            Some(path) => path.to_string(),
            None => unused_path(card, &folders[number], &mut taken),
        };
        taken.insert(&path);
        let here = known.and_then(|path| present.get(path));
        let status = match (here, history.hash(known_by)) {
            (None, _) if is_retired(&path, known_by, history, options) => FileStatus::Retired,
            (None, _) => FileStatus::New,
            (Some(here), _) if *here == text => FileStatus::Unchanged,
            (Some(here), Some(written)) if text_hash(here) == written => FileStatus::Updated,
            (Some(_), _) => FileStatus::Edited,
        };
        let changes = match here.filter(|_| status == FileStatus::Edited) {
            Some(here) => changed_lines(here, &text, history.lines(known_by).as_ref()),
            None => Vec::new(),
        };
        planned.push(PlannedFile { path, text, status, card: number, key, previous_key, is_in_guide: false, changes });
    }
    planned
}

/// Whether the guide says that a card was deleted on purpose: by the path that it would get, or that an earlier import gave it.
fn is_retired(path: &str, key: &str, history: &ImportHistory, options: &ImportOptions) -> bool {
    let id = |path: &str| path.strip_prefix("content/").and_then(|path| path.strip_suffix(".md")).map(str::to_string);
    [Some(path), history.path(key)].into_iter().flatten().filter_map(id).any(|id| options.retired.contains(&id))
}

/// Of each card the first one that says the same in the same folder.
fn first_of_each(folders: &[String], texts: &[String]) -> Vec<usize> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    folders.iter().zip(texts).enumerate().map(|(number, (folder, text))| *seen.entry((folder, text)).or_insert(number)).collect()
}

/// By what the history knows each card. Several questions in the same words (`What is the output?`) are distinguished by numbers; where one of them
/// says what an earlier import wrote, it keeps that number, wherever in the bank it is now.
fn keys(bank: &Bank, texts: &[String], first: &[usize], history: &ImportHistory) -> Vec<String> {
    let mut keys: Vec<String> = bank.cards.iter().map(key).collect();
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for number in (0..keys.len()).filter(|number| first[*number] == *number) {
        groups.entry(keys[number].clone()).or_default().push(number);
    }
    let numbered = |base: &str, n: usize| if n == 1 { base.to_string() } else { format!("{base}+{n}") };
    for (base, numbers) in groups {
        let known: Vec<String> = (1..).map_while(|n| history.hash(&numbered(&base, n))).collect();
        let mut free: BTreeSet<usize> = (1..=numbers.len().max(known.len())).collect();
        let mut left = Vec::new();
        for number in numbers {
            let hash = Some(text_hash(&texts[number])).filter(|_| known.len() > 1 || !known.is_empty() && free.len() > 1);
            let same = hash.and_then(|hash| free.iter().copied().find(|n| known.get(n - 1) == Some(&hash)));
            match same {
                Some(n) => {
                    free.remove(&n);
                    keys[number] = numbered(&base, n);
                }
                None => left.push(number),
            }
        }
        for number in left {
            keys[number] = numbered(&base, free.pop_first().unwrap_or(1));
        }
    }
    keys
}

/// What becomes of a card that the guide has by its id: its file, the text of that, the status, and where the bank says something else of one
/// that stays. `None` where the guide has no such card.
fn of_guide(
    id: &str,
    card: &ForeignCard,
    options: &ImportOptions,
    present: &BTreeMap<String, String>,
    guide: &GuideCards<'_>,
) -> Option<(String, String, FileStatus, Vec<ChangedLine>)> {
    let Some(comparison) = guide.compare(id, card, options) else {
        // A file that cannot be read as a card is the card's all the same.
        let path = format!("content/{id}.md");
        return present.get(&path).map(|text| (path, text.clone(), FileStatus::Differs, Vec::new()));
    };
    let here = present.get(&comparison.path).cloned().unwrap_or_default();
    Some(match comparison.result {
        Comparison::Same => (comparison.path, here, FileStatus::Unchanged, Vec::new()),
        Comparison::Different(Difference { merged_text: Some(text), .. }) if options.update => {
            (comparison.path, text, FileStatus::Updated, Vec::new())
        }
        Comparison::Different(difference) => (comparison.path, here, FileStatus::Differs, difference.lines),
    })
}
