//! Questions that are nearly the same.
//!
//! A question is the set of its words' shingles (runs of four letters), common words left out. Two sets are nearly the same from a
//! Jaccard index of [`MIN_SIMILARITY`] up. Only pairs that share a rare shingle are compared: with sets ordered by rarity, two sets that
//! similar must meet within their first `(1 - MIN_SIMILARITY) · n + 1` shingles (prefix filtering; Chaudhuri et al. 2006). A shingle is
//! its rank by rarity, so that sets are compared as lists of numbers.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Baseline;
use super::similar::{only_one_has_single_keyword, shingles};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Card, Guide};
use crate::source::{Location, Sources};

const MIN_SIMILARITY: f64 = 0.7;
/// Earlier questions with a shingle that one is compared with. Questions by the hundred that share their rarest ones are a series
/// ("Question 17?"), and which of them is named makes no difference.
const MAX_COMPARISONS: usize = 16;

/// Adds a finding for a card whose question is nearly another's: of the two the one that `earlier` did not have, else the later one.
pub fn lint(guide: &Guide, sources: &Sources, earlier: Option<&Baseline>, diagnostics: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = earlier.iter().flat_map(|earlier| &earlier.cards).map(|card| card.id.as_str()).collect();
    let sets = ranked(guide);
    let shingle_count = sets.iter().flatten().max().map_or(0, |rank| *rank as usize + 1);
    let mut index: Vec<Vec<usize>> = vec![Vec::new(); shingle_count];
    for (i, set) in sets.iter().enumerate() {
        let prefix = ((1.0 - MIN_SIMILARITY) * set.len() as f64) as usize + 1;
        let mut candidates = BTreeSet::new();
        for rank in set.iter().take(prefix) {
            let holders = &mut index[*rank as usize];
            candidates.extend(holders.iter().take(MAX_COMPARISONS).copied());
            holders.push(i);
        }
        if let Some(earlier) = candidates.into_iter().find(|c| jaccard(&sets[*c], set) >= MIN_SIMILARITY) {
            let (first, second) = (&guide.cards[earlier], &guide.cards[i]);
            if asks_about_another(first, second, sources) || only_one_has_single_keyword(&first.title.plain, &second.title.plain) {
                continue;
            }
            let turned = known.contains(second.id.as_str()) && !known.contains(first.id.as_str());
            diagnostics.push(if turned { finding(second, first) } else { finding(first, second) });
        }
    }
}

/// The shingles of each question by their ranks, the rarest first; of equally frequent ones the first in the alphabet.
fn ranked(guide: &Guide) -> Vec<Vec<u32>> {
    let sets: Vec<BTreeSet<String>> = guide.cards.par_iter().map(|card| shingles(&card.title.plain)).collect();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut frequency: Vec<(usize, &str)> = Vec::new();
    let mut numbered: Vec<Vec<u32>> = Vec::with_capacity(sets.len());
    for set in &sets {
        let known = set.iter().map(|shingle| {
            let number = *numbers.entry(shingle).or_insert_with(|| {
                frequency.push((0, shingle));
                frequency.len() as u32 - 1
            });
            frequency[number as usize].0 += 1;
            number
        });
        numbered.push(known.collect());
    }
    let mut by_rarity: Vec<u32> = (0..frequency.len() as u32).collect();
    by_rarity.sort_unstable_by_key(|number| frequency[*number as usize]);
    let mut ranks = vec![0; frequency.len()];
    for (rank, number) in by_rarity.iter().enumerate() {
        ranks[*number as usize] = rank as u32;
    }
    for set in &mut numbered {
        set.iter_mut().for_each(|number| *number = ranks[*number as usize]);
        set.sort_unstable();
    }
    numbered
}

/// How much two sets, sorted, share: 0 nothing, 1 all.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (mut common, mut i, mut k) = (0usize, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(k)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        k += usize::from(y <= x);
    }
    let all = (a.len() + b.len() - common) as f64;
    if all == 0.0 { 0.0 } else { common as f64 / all }
}

/// Whether what is under the two questions differs, though they are worded alike: "What does this print?" is asked of any code.
fn asks_about_another(a: &Card, b: &Card, sources: &Sources) -> bool {
    let shown = |card: &Card| {
        let text = &sources.get(card.body.source).text;
        // Without a heading of a section, the text is the answer, and what is asked about is in it.
        let end =
            card.sections.iter().find(|section| !section.heading.is_empty()).map_or(card.body.span.end, |section| section.heading.start);
        let under = text.get(card.heading.end as usize..end as usize).unwrap_or_default().trim();
        let has_own = ["```", "~~~", "![", "- [", "$$", "|"].iter().any(|mark| under.contains(mark)) || card.body.features.code;
        has_own.then(|| under.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    shown(a).zip(shown(b)).is_some_and(|(a, b)| a != b)
}

fn finding(other: &Card, card: &Card) -> Diagnostic {
    let place = Location { source: other.body.source, span: other.heading };
    Diagnostic::new(Code::SimilarQuestion, card.body.source, card.heading, format!("nearly the same question as `{}`", other.id))
        .related(place, "the other one")
        .help(format!("merge the two (`aliases: [{}]` in the one that stays), or word them apart", card.id))
}
