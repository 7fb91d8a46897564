//! Related cards, from shared links, tags and words, without comparing all pairs.
//!
//! Each card has features (a node it links to or is linked from, a tag, a word of its title or terms); an inverted index says which
//! cards have a feature. Two cards are as related as the features they share are rare: each adds `weight · ln(cards / holders)`.
//! Features that more than [`COMMON`] cards hold say little and would cost the most, so they are left out.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::graph::outgoing;
use crate::model::{CardIx, Guide, Node, TagIx};

/// Holders beyond which a feature is ignored.
const COMMON: usize = 96;
/// Related cards that are kept.
const KEPT: usize = 6;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Feature {
    Link(Node),
    Tag(TagIx),
    Word(String),
}

impl Feature {
    fn weight(&self) -> f32 {
        match self {
            Feature::Link(_) => 3.0,
            Feature::Tag(_) => 1.0,
            Feature::Word(_) => 1.5,
        }
    }
}

/// Fills `related` of cards and topics.
pub fn find(guide: &mut Guide) {
    let features: Vec<Vec<Feature>> = (0..guide.cards.len()).into_par_iter().map(|i| features(guide, i.into())).collect();
    let mut index: BTreeMap<&Feature, Vec<u32>> = BTreeMap::new();
    for (i, list) in features.iter().enumerate() {
        for feature in list {
            index.entry(feature).or_default().push(i as u32);
        }
    }
    let count = guide.cards.len() as f32;
    let related: Vec<Vec<Node>> = features
        .par_iter()
        .enumerate()
        .map_init(
            || (vec![0f32; features.len()], Vec::new()),
            |(scores, touched), (i, list)| {
                for feature in list {
                    let holders = index.get(feature).map(Vec::as_slice).unwrap_or_default();
                    if holders.len() > COMMON {
                        continue;
                    }
                    let gain = feature.weight() * (count / holders.len() as f32).ln().max(0.1);
                    for &other in holders.iter().filter(|o| **o as usize != i) {
                        if scores[other as usize] == 0.0 {
                            touched.push(other);
                        }
                        scores[other as usize] += gain;
                    }
                }
                best(scores, touched)
            },
        )
        .collect();
    for (card, related) in guide.cards.iter_mut().zip(related) {
        card.relations.related = related;
    }
    relate_topics(guide);
}

/// The highest scores (equal ones by number); clears what was touched.
fn best(scores: &mut [f32], touched: &mut Vec<u32>) -> Vec<Node> {
    touched.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b)));
    let best = touched.iter().take(KEPT).map(|i| Node::Card(CardIx(*i))).collect();
    for i in touched.drain(..) {
        scores[i as usize] = 0.0;
    }
    best
}

fn features(guide: &Guide, ix: CardIx) -> Vec<Feature> {
    let card = guide.card(ix);
    let here = Node::Card(ix);
    let mut features: Vec<Feature> = outgoing(guide, here).into_iter().filter(|n| matches!(n, Node::Card(_))).map(Feature::Link).collect();
    // A card holds itself as a feature, so that it shares one with every card that links to it.
    features.push(Feature::Link(here));
    features.extend(card.tags.iter().map(|t| Feature::Tag(*t)));
    let words = card.terms.iter().map(String::as_str).chain([card.title.plain.as_str()]);
    for word in words.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
        if word.chars().count() > 2 {
            features.push(Feature::Word(stem(&word.to_lowercase())));
        }
    }
    features.sort();
    features.dedup();
    features
}

/// Plural and singular are one word here; nothing is shown of it.
fn stem(word: &str) -> String {
    word.strip_suffix("es").or_else(|| word.strip_suffix('s')).filter(|w| w.len() > 3).unwrap_or(word).to_string()
}

/// Topics are as related as their cards are linked.
fn relate_topics(guide: &mut Guide) {
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
    for (topic, mut row) in guide.topics.iter_mut().zip(rows) {
        row.sort_by_key(|(count, b)| (std::cmp::Reverse(*count), *b));
        topic.relations.related = row.into_iter().take(KEPT).map(|(_, b)| Node::Topic(crate::model::TopicIx(b))).collect();
    }
}
