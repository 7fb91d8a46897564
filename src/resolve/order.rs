//! The order in which readers meet everything: topics depth first by `order` and title, in each topic its cards by `requires`,
//! `order`, level and title, its pages by `order` and title. A topic's index may list its cards instead, or have them by title; the cards of
//! a `cards.md` are together, in the order in which they are written.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::collected::{CardEntry, CollectedDocuments, TopicEntry};
use super::near::ComparisonBudget;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity, suggestion};
use crate::model::title_from_name;
use crate::parse::{CardOrder, Meta};
use crate::source::SourceId;

/// What `order` sorts by; without one a node comes after those that have one.
type Key = (i64, String, String);

/// Puts topics, cards and pages into guide order.
pub fn sort(collected: &mut CollectedDocuments<'_>, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let keys: BTreeMap<String, Key> = collected.topics.iter().map(|t| (t.id.clone(), topic_key(t))).collect();
    let path_key = |id: &str| -> Vec<Key> {
        let ancestors = id.match_indices('/').map(|(i, _)| &id[..i]).chain([id]);
        ancestors.filter_map(|a| keys.get(a).cloned()).collect()
    };
    collected.topics.sort_by_cached_key(|t| path_key(&t.id));
    let position: BTreeMap<&str, usize> = collected.topics.iter().enumerate().map(|(i, t)| (t.id.as_str(), i + 1)).collect();
    let place = |folder: &str| position.get(folder).copied().unwrap_or(0);
    collected.pages.sort_by_cached_key(|p| (place(p.folder), node_key(&p.document.meta, &p.document.title.plain, p.id)));
    let level = |card: &CardEntry<'_>| {
        let named = card.document.meta.level.as_ref();
        config.levels.iter().position(|l| named.is_some_and(|(n, _)| *n == l.id)).unwrap_or(config.levels.len())
    };
    let order = |c: &CardEntry<'_>| c.document.meta.order.unwrap_or(i64::MAX);
    let orders: BTreeMap<&str, &CardOrder> = collected
        .topics
        .iter()
        .filter_map(|t| Some((t.id.as_str(), &t.index?.1.meta.cards)))
        .filter(|(_, o)| **o != CardOrder::Default)
        .collect();
    let listed: BTreeMap<&str, BTreeMap<&str, usize>> = orders
        .iter()
        .filter_map(|(folder, order)| match order {
            // Of a name that is listed twice the first counts.
            CardOrder::Listed(list) => Some((*folder, list.iter().enumerate().rev().map(|(i, (name, _))| (name.as_str(), i)).collect())),
            _ => None,
        })
        .collect();
    let blocks = blocks(&collected.cards);
    let key = |c: &CardEntry<'_>| {
        let title = c.document.title.plain.to_lowercase();
        let (listed, order, level) = match orders.get(c.folder) {
            None | Some(CardOrder::Default) => (0, order(c), level(c)),
            Some(CardOrder::Alphabetical) => (0, 0, 0),
            Some(CardOrder::Listed(list)) => {
                let positions = names(c).filter_map(|name| listed.get(c.folder)?.get(name)).min();
                (positions.copied().unwrap_or(list.len()), order(c), level(c))
            }
        };
        // A file of several cards is where its first one would, and in itself in its own order.
        let (source, start) = written_at(c);
        let block = blocks.get(&source).filter(|_| !matches!(orders.get(c.folder), Some(CardOrder::Alphabetical)));
        let at = if block.is_some() { start } else { 0 };
        let shown = block.map_or(title, |first| first.to_string());
        (place(c.folder), listed, order, level, shown, at, c.document.id.0.clone())
    };
    collected.cards.par_sort_by_cached_key(key);
    diagnostics.extend(unknown_names(collected, &orders, config.strict));
    let fixed: BTreeSet<String> = orders.keys().map(|folder| folder.to_string()).collect();
    let cards = std::mem::take(&mut collected.cards);
    collected.cards = required_first(cards, &fixed);
}

/// What a list may call a card: its whole id, and its name in the topic.
fn names<'c>(card: &CardEntry<'c>) -> impl Iterator<Item = &'c str> {
    let id = card.document.id.0.as_str();
    [Some(id), id.strip_prefix(card.folder).and_then(|rest| rest.strip_prefix('/'))].into_iter().flatten()
}

/// What lists name that is not a card of their topic. A draft is one.
fn unknown_names(collected: &CollectedDocuments<'_>, orders: &BTreeMap<&str, &CardOrder>, strict: bool) -> Vec<Diagnostic> {
    let mut cards: BTreeMap<&str, Vec<&CardEntry<'_>>> = BTreeMap::new();
    for card in collected.cards.iter().filter(|card| matches!(orders.get(card.folder), Some(CardOrder::Listed(_)))) {
        cards.entry(card.folder).or_default().push(card);
    }
    let mut budget = ComparisonBudget::FOR_GUIDE;
    let mut found = Vec::new();
    for topic in &collected.topics {
        let (Some(CardOrder::Listed(list)), Some((source, _))) = (orders.get(topic.id.as_str()), topic.index) else { continue };
        let own = cards.get(topic.id.as_str()).map_or(&[][..], Vec::as_slice);
        let known: BTreeSet<&str> = own.iter().flat_map(|card| names(card)).collect();
        let is_draft = |name: &str| [name.to_string(), format!("{}/{name}", topic.id)].iter().any(|id| collected.drafts.contains(id));
        for (name, span) in list.iter().filter(|(name, _)| !known.contains(name.as_str()) && !is_draft(name)) {
            let ids = || own.iter().map(|card| card.document.id.0.rsplit('/').next().unwrap_or_default());
            let near = if budget.spend(8 * own.len() as u64) { suggestion(name, ids()) } else { None };
            let mut diagnostic =
                Diagnostic::new(Code::BadValue, source, *span, format!("`cards` names `{name}`, which is not a card of this topic"));
            diagnostic.severity = if strict { Severity::Error } else { Severity::Warning };
            found.push(diagnostic.help(near.unwrap_or_else(|| "a card's name is its file's, without `.md`".into())));
        }
    }
    found
}

/// The file that a card is written in and where in it; a translation is where its original does.
fn written_at(card: &CardEntry<'_>) -> (SourceId, u32) {
    card.document.original_at.unwrap_or((card.source, card.document.body.span.start))
}

/// The files that hold several cards, each with the title of its first one.
fn blocks(cards: &[CardEntry<'_>]) -> BTreeMap<SourceId, String> {
    let mut first: BTreeMap<SourceId, (u32, String, usize)> = BTreeMap::new();
    for card in cards {
        let ((source, start), title) = (written_at(card), card.document.title.plain.to_lowercase());
        let entry = first.entry(source).or_insert_with(|| (start, title.clone(), 0));
        entry.2 += 1;
        if start < entry.0 {
            (entry.0, entry.1) = (start, title);
        }
    }
    first.into_iter().filter(|(_, (_, _, cards))| *cards > 1).map(|(source, (_, title, _))| (source, title)).collect()
}

fn topic_key(topic: &TopicEntry<'_>) -> Key {
    match topic.index {
        Some((_, page)) => node_key(&page.meta, &page.title.plain, &topic.id),
        None => (i64::MAX, title_from_name(&topic.id).to_lowercase(), topic.id.clone()),
    }
}

fn node_key(meta: &Meta, title: &str, id: &str) -> Key {
    (meta.order.unwrap_or(i64::MAX), title.to_lowercase(), id.to_string())
}

/// Moves a card after the cards of its topic that it requires, keeping the order otherwise. Cycles keep their order, and so do topics that say theirs (`fixed`).
fn required_first<'a>(cards: Vec<CardEntry<'a>>, fixed: &BTreeSet<String>) -> Vec<CardEntry<'a>> {
    let number: BTreeMap<&str, usize> = cards.iter().enumerate().map(|(i, c)| (c.document.id.0.as_str(), i)).collect();
    let mut done = vec![false; cards.len()];
    let mut order = Vec::with_capacity(cards.len());
    for start in 0..cards.len() {
        // Depth first, without recursion: (card, next of its requirements to look at).
        let mut stack = vec![(start, 0)];
        let mut open = vec![start];
        let mut is_open = BTreeSet::from([start]);
        while let Some((card, next)) = stack.pop() {
            if done[card] {
                open.pop().iter().for_each(|card| _ = is_open.remove(card));
                continue;
            }
            match cards[card].document.meta.requires.get(next) {
                Some((id, _)) => {
                    stack.push((card, next + 1));
                    let required = number
                        .get(id.as_str())
                        .copied()
                        .filter(|r| !done[*r] && !is_open.contains(r) && cards[*r].folder == cards[card].folder)
                        .filter(|r| !fixed.contains(cards[*r].folder));
                    if let Some(required) = required {
                        stack.push((required, 0));
                        open.push(required);
                        is_open.insert(required);
                    }
                }
                None => {
                    done[card] = true;
                    order.push(card);
                    open.pop().iter().for_each(|card| _ = is_open.remove(card));
                }
            }
        }
    }
    let mut slots: Vec<Option<CardEntry<'_>>> = cards.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| slots[i].take()).collect()
}
