//! The order in which readers meet everything: topics depth first by `order` and title, in each topic its cards by `requires`,
//! `order`, level and title, its pages by `order` and title.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::collected::{CardEntry, Collected, TopicEntry};
use crate::config::Config;
use crate::parse::{Meta, title_from_name};

/// What `order` sorts by; without one a node comes after those that have one.
type Key = (i64, String, String);

/// Puts topics, cards and pages into guide order.
pub fn sort(collected: &mut Collected<'_>, config: &Config) {
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
    let key = |c: &CardEntry<'_>| (place(c.folder), order(c), level(c), c.document.title.plain.to_lowercase(), c.document.id.0.clone());
    collected.cards.par_sort_by_cached_key(key);
    let cards = std::mem::take(&mut collected.cards);
    collected.cards = required_first(cards);
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

/// Moves a card behind the cards of its topic that it requires, keeping the order otherwise. Cycles keep their order.
fn required_first(cards: Vec<CardEntry<'_>>) -> Vec<CardEntry<'_>> {
    let number: BTreeMap<&str, usize> = cards.iter().enumerate().map(|(i, c)| (c.document.id.0.as_str(), i)).collect();
    let mut done = vec![false; cards.len()];
    let mut order = Vec::with_capacity(cards.len());
    for start in 0..cards.len() {
        // Depth first, without recursion: (card, next of its requirements to look at).
        let mut stack = vec![(start, 0)];
        let mut open = vec![start];
        while let Some((card, next)) = stack.pop() {
            if done[card] {
                open.pop();
                continue;
            }
            match cards[card].document.meta.requires.get(next) {
                Some((id, _)) => {
                    stack.push((card, next + 1));
                    let required = number
                        .get(id.as_str())
                        .copied()
                        .filter(|r| !done[*r] && !open.contains(r) && cards[*r].folder == cards[card].folder);
                    if let Some(required) = required {
                        stack.push((required, 0));
                        open.push(required);
                    }
                }
                None => {
                    done[card] = true;
                    order.push(card);
                    open.pop();
                }
            }
        }
    }
    let mut slots: Vec<Option<CardEntry<'_>>> = cards.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| slots[i].take()).collect()
}
