//! Related cards, from shared links, tags and words, without comparing all pairs.
//!
//! Each card has features (a node it links to or is linked from, a tag, a word of its title or terms); an inverted index says which
//! cards have a feature. Two cards are as related as the features they share are rare: each adds `weight · ln(cards / holders)`.
//! Features that more than [`MAX_HOLDERS`] cards hold say little and would cost the most, so they are left out.
//!
//! Of the highest scores only those are kept that rest on enough: a link, or a tag and a word, or several of them ([`MIN_EVIDENCE`]). In a small
//! guide the highest score may be a chance word of two titles, and is then no relation.

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;
use rayon::prelude::*;

use super::graph::outgoing;
use crate::model::{CardIx, Guide, Node, TagIx, plural_stem};

/// Holders beyond which a feature is ignored.
const MAX_HOLDERS: usize = 96;
/// Related cards that are kept.
const MAX_RELATED: usize = 6;

/// What two cards must share to be related, in the unit of [`Feature::evidence`].
const MIN_EVIDENCE: u32 = 4;

/// Something that cards can share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Feature {
    Link(Node),
    Tag(TagIx),
    /// A word's hash: numbers are sorted much faster than words, and two words with one hash in a guide are not to be expected.
    Word(u64),
}

impl Feature {
    fn weight(self) -> f32 {
        match self {
            Feature::Link(_) => 3.0,
            Feature::Tag(_) => 1.0,
            Feature::Word(_) => 1.5,
        }
    }

    /// How much sharing it says, whatever its rarity: one link is enough, a tag needs a word or another tag beside it, words must be four.
    fn evidence(self) -> u32 {
        match self {
            Feature::Link(_) => 4,
            Feature::Tag(_) => 3,
            Feature::Word(_) => 1,
        }
    }
}

/// A feature that says something: what sharing it adds to a score, and the cards that have it.
struct Group<'a> {
    gain: f32,
    evidence: u32,
    holders: &'a [(Feature, u32)],
}

/// Cards and topics that are related to each card and topic, by their numbers, the nearest first.
pub struct Related {
    cards: Vec<Vec<Node>>,
    topics: Vec<Vec<Node>>,
}

/// Fills `related` of cards and topics.
pub fn set_related(guide: &mut Guide, related: Related) {
    for (card, related) in guide.cards.iter_mut().zip(related.cards) {
        card.relations.related = related;
    }
    for (topic, related) in guide.topics.iter_mut().zip(related.topics) {
        topic.relations.related = related;
    }
}

/// Finds them by the bound links; needs no relations.
pub fn find(guide: &Guide) -> Related {
    Related { cards: relate_cards(guide), topics: relate_topics(guide) }
}

fn relate_cards(guide: &Guide) -> Vec<Vec<Node>> {
    let cards = guide.cards.len();
    let mut index: Vec<(Feature, u32)> = (0..cards)
        .into_par_iter()
        .flat_map_iter(|i| features(guide, i.into()).into_iter().map(move |feature| (feature, i as u32)))
        .collect();
    index.par_sort_unstable();
    index.dedup();
    let groups: Vec<Group<'_>> = index.chunk_by(|a, b| a.0 == b.0).filter_map(|holders| group(holders, cards)).collect();
    // The numbers of each card's groups.
    let mut shared: Vec<Vec<u32>> = vec![Vec::new(); cards];
    for (number, group) in groups.iter().enumerate() {
        group.holders.iter().for_each(|(_, card)| shared[*card as usize].push(number as u32));
    }
    let all = &shared;
    shared
        .par_iter()
        .enumerate()
        .map_init(
            || (vec![0f32; cards], Vec::new()),
            |(scores, touched), (card, shared)| {
                for Group { gain, holders, .. } in shared.iter().map(|number| &groups[*number as usize]) {
                    for &(_, other) in holders.iter().filter(|(_, other)| *other as usize != card) {
                        if scores[other as usize] == 0.0 {
                            touched.push(other);
                        }
                        scores[other as usize] += gain;
                    }
                }
                let mut best = best(scores, touched);
                best.retain(|other| evidence(shared, &all[other.index()], &groups) >= MIN_EVIDENCE);
                best.into_iter().map(Node::Card).collect()
            },
        )
        .collect()
}

/// `None` for a feature that nobody shares, or that everybody does.
fn group(holders: &[(Feature, u32)], cards: usize) -> Option<Group<'_>> {
    let (feature, _) = holders.first()?;
    let gain = feature.weight() * (cards as f32 / holders.len() as f32).ln().max(0.1);
    // What half of the guide shares does not relate two cards; a link always does.
    let telling = matches!(feature, Feature::Link(_)) || holders.len() * 2 <= cards;
    let evidence = if telling { feature.evidence() } else { 0 };
    (2..=MAX_HOLDERS).contains(&holders.len()).then_some(Group { gain, evidence, holders })
}

/// What two cards share, from the numbers of their groups in ascending order.
fn evidence(a: &[u32], b: &[u32], groups: &[Group<'_>]) -> u32 {
    let shared = a.iter().filter(|number| b.binary_search(number).is_ok());
    shared.map(|number| groups[*number as usize].evidence).sum()
}

/// The highest scores (equal ones by number); clears what was touched.
fn best(scores: &mut [f32], touched: &mut Vec<u32>) -> Vec<CardIx> {
    let order = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
    let kept = touched.len().min(MAX_RELATED);
    if kept < touched.len() {
        touched.select_nth_unstable_by(kept, order);
    }
    touched[..kept].sort_unstable_by(order);
    let best = touched[..kept].iter().map(|i| CardIx(*i)).collect();
    for i in touched.drain(..) {
        scores[i as usize] = 0.0;
    }
    best
}

/// Some of them twice.
fn features(guide: &Guide, ix: CardIx) -> Vec<Feature> {
    let card = guide.card(ix);
    let here = Node::Card(ix);
    let mut features: Vec<Feature> = outgoing(guide, here).filter(|n| matches!(n, Node::Card(_))).map(Feature::Link).collect();
    // A card holds itself as a feature, so that it shares one with every card that links to it.
    features.push(Feature::Link(here));
    features.extend(card.tags.iter().map(|t| Feature::Tag(*t)));
    let words = card.terms.iter().map(String::as_str).chain([&*card.title.plain]);
    let mut lower = String::new();
    for word in words.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
        if word.chars().nth(2).is_some() {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            features.push(Feature::Word(hash(plural_stem(&lower))));
        }
    }
    features
}

fn hash(word: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Topics are as related as their cards are linked.
fn relate_topics(guide: &Guide) -> Vec<Vec<Node>> {
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (i, card) in guide.cards.iter().enumerate() {
        for to in outgoing(guide, Node::Card(i.into())) {
            if let Node::Card(other) = to {
                let (a, b) = (card.topic.0, guide.card(other).topic.0);
                if a != b {
                    *counts.entry((a, b)).or_default() += 1;
                    *counts.entry((b, a)).or_default() += 1;
                }
            }
        }
    }
    let mut rows: Vec<Vec<(usize, u32)>> = vec![Vec::new(); guide.topics.len()];
    for ((a, b), count) in counts {
        rows[a as usize].push((count, b));
    }
    let order = |mut row: Vec<(usize, u32)>| {
        row.sort_by_key(|(count, b)| (std::cmp::Reverse(*count), *b));
        row.into_iter().take(MAX_RELATED).map(|(_, b)| Node::Topic(crate::model::TopicIx(b))).collect()
    };
    rows.into_iter().map(order).collect()
}
