//! Questions that are nearly the same.
//!
//! A question is the set of its words' shingles (runs of four letters), common words left out. Two sets are nearly the same from a
//! Jaccard index of [`MIN_SIMILARITY`] up. Only pairs that share a rare shingle are compared: with sets ordered by rarity, two sets that
//! similar must meet within their first `(1 - MIN_SIMILARITY) · n + 1` shingles (prefix filtering; Chaudhuri et al. 2006).

use std::collections::{BTreeMap, BTreeSet};

use super::Baseline;
use super::similar::{is_narrower, jaccard, shingles};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Card, Guide};
use crate::source::{Location, Sources};

const MIN_SIMILARITY: f64 = 0.7;
/// Earlier questions with a shingle that one is compared with. Questions by the hundred that share their rarest ones are a series
/// ("Question 17?"), and which of them is named makes no difference.
const MAX_COMPARISONS: usize = 16;

pub fn lint(guide: &Guide, sources: &Sources, earlier: Option<&Baseline>, diagnostics: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = earlier.iter().flat_map(|earlier| &earlier.cards).map(|card| card.id.as_str()).collect();
    let sets: Vec<BTreeSet<String>> = guide.cards.iter().map(|c| shingles(&c.title.plain)).collect();
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    for shingle in sets.iter().flatten() {
        *frequency.entry(shingle).or_default() += 1;
    }
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, set) in sets.iter().enumerate() {
        let mut rare: Vec<&str> = set.iter().map(String::as_str).collect();
        rare.sort_by_key(|s| (frequency.get(s).copied().unwrap_or_default(), *s));
        let prefix = ((1.0 - MIN_SIMILARITY) * rare.len() as f64) as usize + 1;
        let mut candidates = BTreeSet::new();
        for shingle in rare.into_iter().take(prefix) {
            let holders = index.entry(shingle).or_default();
            candidates.extend(holders.iter().take(MAX_COMPARISONS).copied());
            holders.push(i);
        }
        if let Some(earlier) = candidates.into_iter().find(|c| jaccard(&sets[*c], set) >= MIN_SIMILARITY) {
            let (first, second) = (&guide.cards[earlier], &guide.cards[i]);
            if asks_about_another(first, second, sources) || is_narrower(&first.title.plain, &second.title.plain) {
                continue;
            }
            let turned = known.contains(second.id.as_str()) && !known.contains(first.id.as_str());
            diagnostics.push(if turned { finding(second, first) } else { finding(first, second) });
        }
    }
}

/// Whether what is under the two questions differs, though they are worded alike: "What does this print?" is asked of any code.
fn asks_about_another(a: &Card, b: &Card, sources: &Sources) -> bool {
    let shown = |card: &Card| {
        let text = &sources.get(card.body.source).text;
        let end =
            card.sections.iter().map(|section| section.span.start).find(|start| *start > card.heading.end).unwrap_or(card.body.span.end);
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
