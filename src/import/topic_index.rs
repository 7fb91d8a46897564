//! Index pages of the topics that an import makes: a topic is called as its deck, and lists its cards where the bank has them in an order of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::card_text::yaml_scalar;
use super::file_paths::{FileStatus, PlannedFile, folder, folders_below_topic};
use super::history::{ImportHistory, text_hash};
use crate::model::title_from_name;

use super::{Answer, Bank, GuideCards, ImportOptions, slug};

/// A topic's index page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopicIndex {
    /// Relative to the guide's root: `content/databases/index.md`.
    pub path: String,
    /// Its text up to the closing line of the front matter.
    head: String,
    /// Names of the topic's own cards, which it lists first.
    own: Vec<String>,
    /// Files of the cards that it lists, in the bank's order.
    cards: Vec<String>,
    /// Its text from the closing line of the front matter on.
    tail: String,
    /// Whether somebody wrote it, and the list alone is new.
    pub is_present: bool,
}

impl TopicIndex {
    /// By which the history knows it.
    pub fn key(&self) -> String {
        key(&self.path)
    }

    /// The file's text; it does not list cards that are not written.
    pub fn text(&self, is_written: &dyn Fn(&str) -> bool) -> String {
        let mut text = self.head.clone();
        let names: Vec<&str> = self.cards.iter().filter(|path| is_written(path)).map(|path| name(path)).collect();
        if !names.is_empty() {
            if !text.contains(LIST) {
                text.push_str(LIST);
            }
            self.own.iter().map(String::as_str).chain(names).for_each(|name| text.push_str(&item(name)));
        }
        text + &self.tail
    }
}

const LIST: &str = "cards:\n";
const END: &str = "---\n";

fn key(path: &str) -> String {
    format!("topic {path}")
}

/// A card's name in its topic.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md")
}

fn item(name: &str) -> String {
    format!("  - {}\n", yaml_scalar(name))
}

/// Index pages for the folders that are new, and for those whose index page an earlier import wrote and nobody has edited. A topic that had cards
/// before any import, and whose page lists none, lists them as they are, and then those of the bank.
pub fn plan(
    bank: &Bank,
    options: &ImportOptions,
    history: &ImportHistory,
    present: &BTreeMap<String, String>,
    guide: &GuideCards<'_>,
    cards: &[PlannedFile],
) -> Vec<TopicIndex> {
    let mut indexes: Vec<TopicIndex> = Vec::new();
    let titles = titles(bank, options, cards);
    let places = places(bank, options, guide, cards, &titles);
    for (topic, title) in titles {
        let path = format!("content/{topic}/index.md");
        let files = listed(bank, &topic, cards);
        let title = title.or_else(|| options.topic_titles.get(&topic).cloned());
        let own = || -> Vec<String> {
            let imported = |name: &String| files.iter().any(|file| self::name(file) == name);
            guide.in_topic(&topic).filter(|name| !imported(name)).collect()
        };
        match present.get(&path) {
            None if title.is_none() && files.is_empty() => {}
            None => {
                let title = title.unwrap_or_else(|| title_from_name(topic.rsplit('/').next().unwrap_or_default()));
                let order = places.get(&topic).map_or(String::new(), |place| format!("order: {place}\n"));
                let head = format!("---\ntitle: {}\n{order}", yaml_scalar(&title));
                indexes.push(TopicIndex { path, head, own: own(), cards: files, tail: END.into(), is_present: false });
            }
            // Whoever edited the list, or moved a card in it, wants the new ones in it too.
            Some(text) if text.contains(LIST) && history.hash(&key(&path)).is_some() => {
                let Some((head, tail)) = parted(&text.replace("\r\n", "\n")) else { continue };
                let there: BTreeSet<&str> = head.split_inclusive('\n').collect();
                let more: Vec<String> = files.into_iter().filter(|file| !there.contains(&*item(name(file)))).collect();
                let is_edited = history.hash(&key(&path)) != Some(text_hash(text));
                let ends_with_list = head.lines().next_back().is_some_and(|line| line.starts_with("  - "));
                if !more.is_empty() && (ends_with_list || !is_edited) {
                    indexes.push(TopicIndex { path, head, own: Vec::new(), cards: more, tail, is_present: is_edited });
                }
            }
            Some(text) if !files.is_empty() && history.hash(&key(&path)).is_none() => {
                let says_order = |head: &str| head.lines().any(|line| line.starts_with("cards:"));
                let Some((head, tail)) = parted(text).filter(|(head, _)| !says_order(head)) else { continue };
                indexes.push(TopicIndex { path, head, own: own(), cards: files, tail, is_present: true });
            }
            Some(_) => {}
        }
    }
    indexes
}

/// An index page before and from the closing line of its front matter; `None` where that can't be told. A page without any gets some.
fn parted(text: &str) -> Option<(String, String)> {
    if text.contains('\r') || text.starts_with('\u{feff}') {
        return None;
    }
    let Some(front) = text.strip_prefix(END) else { return Some((END.to_string(), format!("{END}\n{text}"))) };
    let end = if front.starts_with(END) { 0 } else { front.find("\n---\n")? + 1 };
    let (head, tail) = text.split_at(END.len() + end);
    Some((head.to_string(), tail.to_string()))
}

/// Every topic that the bank's cards go to, with its deck's name; none for the topic that the command line names. Where a card of the guide comes
/// back to, nothing is new.
fn titles(bank: &Bank, options: &ImportOptions, cards: &[PlannedFile]) -> BTreeMap<String, Option<String>> {
    let mut titles: BTreeMap<String, Option<String>> = BTreeMap::new();
    for card in cards
        .iter()
        .filter(|planned| !planned.is_in_guide && planned.status != FileStatus::Retired)
        .map(|planned| &bank.cards[planned.card])
    {
        let mut path = options.topic.clone();
        if !path.is_empty() {
            titles.entry(path.clone()).or_insert(None);
        }
        let named: Vec<&String> = card.folder.iter().filter(|part| !slug(part).is_empty()).collect();
        for (i, part) in folders_below_topic(card, options).iter().enumerate() {
            path = if path.is_empty() { part.clone() } else { format!("{path}/{part}") };
            let title = named.get(i).map_or(part, |name| *name);
            titles.entry(path.clone()).or_default().get_or_insert_with(|| title.clone());
        }
    }
    // A topic whose own page comes along needs no other.
    for card in bank.cards.iter().filter(|card| matches!(&card.answer_kind, Answer::Page(page) if page.is_topic_index)) {
        titles.remove(&folder(card, options));
    }
    titles
}

/// The place of each topic among those beside it, from 1, where the bank has one after the other in an order that is not that of their titles. None
/// where the guide has others beside them, or where the bank comes back to a topic.
fn places(
    bank: &Bank,
    options: &ImportOptions,
    guide: &GuideCards<'_>,
    cards: &[PlannedFile],
    titles: &BTreeMap<String, Option<String>>,
) -> BTreeMap<String, usize> {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for card in cards.iter().filter(|planned| !planned.is_in_guide).map(|planned| &bank.cards[planned.card]) {
        let mut path = options.topic.clone();
        for part in folders_below_topic(card, options) {
            let child = if path.is_empty() { part } else { format!("{path}/{part}") };
            let siblings = children.entry(path).or_default();
            if siblings.last() != Some(&child) {
                siblings.push(child.clone());
            }
            path = child;
        }
    }
    let title = |topic: &String| titles.get(topic).cloned().flatten().unwrap_or_default().to_lowercase();
    let in_order = |(parent, siblings): &(String, Vec<String>)| {
        let distinct: BTreeSet<&str> = siblings.iter().map(String::as_str).collect();
        distinct.len() == siblings.len()
            && !siblings.is_sorted_by_key(title)
            && guide.topics_directly_below(parent).all(|topic| distinct.contains(topic))
    };
    let ordered = children.into_iter().filter(in_order);
    ordered.flat_map(|(_, siblings)| siblings.into_iter().zip(1..)).collect()
}

/// The topic's cards in the bank's order, where that is not the order of their questions.
fn listed(bank: &Bank, topic: &str, cards: &[PlannedFile]) -> Vec<String> {
    let is_in =
        |path: &str| path.strip_prefix("content/").and_then(|rest| rest.rsplit_once('/')).is_some_and(|(folder, _)| folder == topic);
    let own: Vec<&PlannedFile> = cards
        .iter()
        .filter(|planned| {
            !matches!(planned.status, FileStatus::Duplicate | FileStatus::Retired) && !planned.is_in_guide && is_in(&planned.path)
        })
        .collect();
    let is_page = own.iter().any(|planned| matches!(bank.cards[planned.card].answer_kind, Answer::Page(_)));
    if is_page || own.is_sorted_by_key(|planned| bank.cards[planned.card].question.to_lowercase()) {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    own.iter().map(|planned| planned.path.clone()).filter(|path| seen.insert(path.clone())).collect()
}
