//! Cards of earlier imports whose bank has another name now, and those that the bank no longer has.
//!
//! The history knows a card by its bank's file and what identifies the question in it. The same question in the same topic is the same card under
//! another file's name too, where its text is the same, or where the two files are the same bank: at least two questions, and half of the shorter
//! file's, are in both.

use std::collections::{BTreeMap, BTreeSet};

use super::file_paths::PlannedFile;
use super::history::{ImportHistory, text_hash};
use super::{Bank, ImportOptions};

/// Of each card that the history knows by another file's name alone, the key by which it does.
pub fn previous_keys(
    keys: &[String],
    texts: &[String],
    folders: &[String],
    history: &ImportHistory,
    present: &BTreeMap<String, String>,
) -> BTreeMap<usize, String> {
    let own: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let mut known: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, path) in history.cards().filter(|(_, path)| present.contains_key(*path)) {
        let (file, question) = parts(key);
        *sizes.entry(file).or_default() += 1;
        if !own.contains(key) {
            known.entry((question, topic(path))).or_default().push(key);
        }
    }
    let says = |former: &str, number: usize| history.hash(former) == Some(text_hash(&texts[number]));
    let mut sizes_here: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (number, key) in keys.iter().enumerate() {
        let (file, question) = parts(key);
        *sizes_here.entry(file).or_default() += 1;
        let is_new = history.path(key).is_none_or(|path| !present.contains_key(path));
        let Some(formers) = known.get(&(question, folders[number].as_str())).filter(|_| is_new) else { continue };
        let former = formers.iter().find(|former| says(former, number)).or(formers.first());
        found.extend(former.map(|former| (number, *former)));
    }
    let files = |(number, former): &(usize, &str)| (parts(&keys[*number]).0.to_string(), parts(former).0.to_string());
    let mut common: BTreeMap<(String, String), usize> = BTreeMap::new();
    found.iter().for_each(|one| *common.entry(files(one)).or_default() += 1);
    let is_same_bank = |one: &(usize, &str)| {
        let (here, there) = files(one);
        let shorter = sizes_here[&*here].min(sizes[&*there]);
        let common = common[&(here, there)];
        common >= 2 && common * 2 >= shorter
    };
    let mut taken = BTreeSet::new();
    found
        .iter()
        .filter(|one| says(one.1, one.0) || is_same_bank(one))
        .filter(|(_, former)| taken.insert(*former))
        .map(|(number, former)| (*number, (*former).to_string()))
        .collect()
}

/// A card that an earlier import wrote and that its bank no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedCard {
    /// By which the history knows it.
    pub key: String,
    /// By which it will, where the bank's file has another name now.
    pub new_key: String,
    /// Relative to the guide's root.
    pub path: String,
}

/// The cards that earlier imports of the bank's files wrote and that are no longer in it. None where only a part was read.
pub fn removed(
    bank: &Bank,
    options: &ImportOptions,
    planned: &[PlannedFile],
    history: &ImportHistory,
    present: &BTreeMap<String, String>,
) -> Vec<RemovedCard> {
    if !options.sheets.is_empty() {
        return Vec::new();
    }
    let here: BTreeSet<&str> = planned.iter().flat_map(|one| [Some(&*one.key), one.previous_key.as_deref()]).flatten().collect();
    let paths: BTreeSet<&str> = planned.iter().map(|one| one.path.as_str()).collect();
    let mut files: BTreeMap<&str, &str> = bank.cards.iter().map(|card| (card.file.as_str(), card.file.as_str())).collect();
    for (former, key) in planned.iter().filter_map(|one| Some((one.previous_key.as_deref()?, one.key.as_str()))) {
        files.entry(file_of_key(former)).or_insert(file_of_key(key));
    }
    let gone = history.cards().filter(|(key, path)| !here.contains(key) && !paths.contains(path) && present.contains_key(*path));
    gone.filter_map(|(key, path)| {
        let (file, question) = parts(key);
        let new_key = format!("{}#{question}", files.get(file)?);
        Some(RemovedCard { key: key.to_string(), new_key, path: path.to_string() })
    })
    .collect()
}

/// The bank's file in a key of the history.
pub fn file_of_key(key: &str) -> &str {
    parts(key).0
}

/// The bank's file in a key, and what identifies the question.
fn parts(key: &str) -> (&str, &str) {
    key.split_once('#').unwrap_or((key, ""))
}

/// The folder below content/ of a path.
fn topic(path: &str) -> &str {
    path.strip_prefix("content/").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder)
}
