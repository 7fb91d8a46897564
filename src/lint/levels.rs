//! Of a file whose cards all have no level: one finding, because one line at its top is missing. Of a topic of many cards without any: one too,
//! as of a bank that was imported.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Guide, TopicIx};
use crate::source::SourceId;

/// Of so many cards a topic has at least, before it is told instead of them.
const MANY_CARDS: usize = 5;

/// Leaves of such findings the first in each file, and in each topic that has none but such cards.
pub fn merge_missing_levels(guide: &Guide, found: &mut Vec<Diagnostic>) {
    merge_in_topics(guide, found);
    merge_in_files(guide, found);
}

fn merge_in_topics(guide: &Guide, found: &mut Vec<Diagnostic>) {
    let mut topics: BTreeMap<TopicIx, (usize, bool)> = BTreeMap::new();
    let mut files: BTreeMap<TopicIx, BTreeSet<SourceId>> = BTreeMap::new();
    for card in &guide.cards {
        let (count, has_level) = topics.entry(card.topic).or_default();
        *count += 1;
        *has_level |= card.level.is_some();
        files.entry(card.topic).or_default().insert(card.body.source);
    }
    // Cards of one file are told as such.
    topics.retain(|topic, (count, has_level)| *count >= MANY_CARDS && !*has_level && files[topic].len() > 1);
    let places = guide.cards.iter().map(|card| ((card.body.source, card.heading), card.topic));
    let places: BTreeMap<_, _> = places.filter(|(_, topic)| topics.contains_key(topic)).collect();
    let mut told: BTreeSet<TopicIx> = BTreeSet::new();
    found.retain_mut(|finding| {
        let topic = finding.at.filter(|_| finding.code == Code::NoLevel).and_then(|at| places.get(&(at.source, at.span)));
        let Some(topic) = topic else { return true };
        finding.message = format!("none of the {} cards in this topic has a level", topics[topic].0);
        told.insert(*topic)
    });
}

fn merge_in_files(guide: &Guide, found: &mut Vec<Diagnostic>) {
    let mut cards: BTreeMap<SourceId, usize> = BTreeMap::new();
    for card in &guide.cards {
        *cards.entry(card.body.source).or_default() += 1;
    }
    let mut without: BTreeMap<SourceId, usize> = BTreeMap::new();
    let is_missing = |finding: &Diagnostic| finding.at.filter(|_| finding.code == Code::NoLevel).map(|at| at.source);
    for source in found.iter().filter_map(is_missing) {
        *without.entry(source).or_default() += 1;
    }
    without.retain(|source, count| *count > 1 && cards.get(source) == Some(count));
    let mut told: Vec<SourceId> = Vec::new();
    found.retain_mut(|finding| {
        let Some((source, count)) = is_missing(finding).and_then(|source| Some((source, without.get(&source)?))) else { return true };
        if told.contains(&source) {
            return false;
        }
        told.push(source);
        finding.message = format!("none of the {count} cards in this file has a level");
        let levels: Vec<String> = guide.levels.iter().map(|level| format!("`level: {}`", level.id)).collect();
        if !levels.is_empty() {
            let levels = levels.join(", ");
            finding.help = Some(format!(
                "write one of {levels} in front matter at the top of the file, which holds for all, or `level=…` after the ids"
            ));
        }
        true
    });
}
