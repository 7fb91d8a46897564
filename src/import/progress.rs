//! What a learner did with a bank's cards elsewhere → a progress file, which the guide's site imports.
//!
//! In: the bank and its plan, and which cloze deletions each card has here. Out: the file's text, as `js/backup-file.js` reads it, and counts.
//! An event's id comes from what it says, so that importing the same deck twice counts nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::anki::LearningHistory;
use super::{Bank, Plan};
use crate::encode;

/// The version of the file, and of the model of memory that its readers have.
const VERSION: u32 = 3;
const MODEL: u32 = 6;
const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;
/// A learner's day begins at four in the morning.
const ROLLOVER: i64 = 240 * MINUTE;
/// Moments that a reader takes: 2000 to 2100, in milliseconds since 1970.
const VALID_TIMES: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;
const LONGEST_INTERVAL: i64 = 36_500;

/// A progress file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub text: String,
    /// Answers in it.
    pub reviews: usize,
    /// Cards that they are about; each cloze deletion is one.
    pub cards: usize,
    /// Answers about cards or deletions that the guide does not have.
    pub skipped_reviews: usize,
}

/// One event, with the keys that its type has and no others.
#[derive(Serialize)]
struct Event {
    id: String,
    t: i64,
    off: i64,
    day: i64,
    #[serde(rename = "type")]
    kind: &'static str,
    card: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    g: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<bool>,
}

/// Makes the progress file. `deletions` gives the keys of a card's cloze deletions in the order of its text, by the card's id; `None` where the
/// guide has no such card.
pub fn progress(bank: &Bank, plan: &Plan, guide_id: &str, deletions: &dyn Fn(&str) -> Option<Vec<String>>) -> Progress {
    let mut events: BTreeMap<(i64, String), Event> = BTreeMap::new();
    let mut progress = Progress::default();
    for planned in &plan.cards {
        let card = &bank.cards[planned.card];
        let id = planned.path.trim_start_matches("content/").trim_end_matches(".md");
        let keys = deletions(id);
        for history in &card.histories {
            let ids = match (&keys, history.deletion) {
                (None, _) => Vec::new(),
                (Some(_), None) => vec![id.to_string()],
                // A text that was edited here has other deletions: which one an answer was about cannot be determined.
                (Some(keys), Some(_)) if keys.len() != card.deletion_numbers.len() => Vec::new(),
                (Some(keys), Some(number)) => {
                    let numbered = keys.iter().zip(&card.deletion_numbers).filter(|(_, has)| **has == number);
                    numbered.map(|(key, _)| format!("{id}/c-{key}")).collect()
                }
            };
            if ids.is_empty() {
                progress.skipped_reviews += history.reviews.len();
            }
            for id in ids {
                events.extend(events_of(&id, history).into_iter().map(|event| ((event.t, event.id.clone()), event)));
            }
        }
    }
    let answers = || events.values().filter(|event| event.g.is_some());
    progress.reviews = answers().count();
    progress.cards = answers().map(|event| event.card.as_str()).collect::<BTreeSet<_>>().len();
    progress.text = file(guide_id, &events.into_values().collect::<Vec<_>>());
    progress
}

/// What a learner did with one card, as events.
fn events_of(card: &str, history: &LearningHistory) -> Vec<Event> {
    let event = |t: i64, kind: &'static str| {
        let t = t.clamp(VALID_TIMES.start, VALID_TIMES.end - 1);
        let id = id(&[card, kind, &t.to_string()]);
        let (off, card) = (history.utc_offset_minutes, card.to_string());
        Event { id, t, off, day: day(t, off), kind, card, g: None, ms: None, days: None, step: None, wait: None, to: None, on: None }
    };
    let mut events = Vec::new();
    for review in history.reviews.iter().filter(|review| VALID_TIMES.contains(&review.at)) {
        let kind = if review.practice { "cram" } else { "grade" };
        let (g, ms) = (Some(review.grade), Some(review.duration.clamp(0, DAY)));
        let (mut days, mut step, mut wait) = (None, None, None);
        match review.interval {
            _ if review.practice => {}
            interval @ 1.. => days = Some(interval.min(LONGEST_INTERVAL)),
            interval => (step, wait) = (Some(0), Some((-interval).clamp(60, 86_400))),
        }
        events.push(Event { g, ms, days, step, wait, ..event(review.at, kind) });
    }
    let last = events.iter().rev().find(|event| event.kind == "grade").map(|event| (event.t, event.day + event.days.unwrap_or(0)));
    if let (Some(due), Some((t, planned))) = (history.due, last)
        && day(due, history.utc_offset_minutes) != planned
        && (0..=1_000_000).contains(&day(due, history.utc_offset_minutes))
    {
        events.push(Event { to: Some(day(due, history.utc_offset_minutes)), ..event(t + 1, "move") });
    }
    let after = events.last().map_or(history.collection_modified_ms, |event| history.collection_modified_ms.max(event.t + 1));
    if history.suspended {
        events.push(event(after, "suspend"));
    }
    if history.flagged {
        events.push(Event { on: Some(true), ..event(after, "flag") });
    }
    events
}

/// The number of the day to which a moment belongs, as `js/days.js` counts.
fn day(t: i64, offset: i64) -> i64 {
    (t + offset * MINUTE - ROLLOVER).div_euclid(DAY)
}

/// 16 characters that depend on the parts.
fn id(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\n").as_bytes());
    encode::base64url(&digest[..12])
}

fn file(guide_id: &str, events: &[Event]) -> String {
    let events = encode::json(&events);
    let checksum = checksum(&["{}", &events].concat());
    let guide_id = encode::json(&guide_id);
    format!(
        "{{\"format\":\"recto-progress\",\"version\":{VERSION},\"model\":{MODEL},\"book\":{guide_id},\"seal\":\"{checksum:08x}\",\"settings\":{{}},\n\"events\":{events}}}\n"
    )
}

/// MurmurHash3's mixing over UTF-16 units, as `js/random.js` has it.
fn checksum(text: &str) -> u32 {
    let length = text.encode_utf16().count() as u32;
    let mixed = text.encode_utf16().fold(VERSION ^ length, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0xcc9e_2d51).rotate_left(13));
    let mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
    mixed ^ (mixed >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_four_where_the_learner_is() {
        let noon = 20_000 * DAY + 720 * MINUTE;
        assert_eq!(day(noon, 0), 20_000);
        assert_eq!(day(noon - 481 * MINUTE, 0), 19_999, "at a minute to four");
        assert_eq!(day(noon - 481 * MINUTE, 60), 20_000, "which is later further east");
    }

    #[test]
    fn an_event_has_the_keys_of_its_type() {
        use super::super::anki::LearningHistory;
        let review = |at, grade, interval, practice| super::super::anki::Review { at, grade, interval, duration: 5_000, practice };
        let first = 20_000 * DAY + 720 * MINUTE;
        let reviews = vec![
            review(first, 3, -600, false),
            review(first + 10 * MINUTE, 3, 4, false),
            review(first + 20 * MINUTE, 2, 4, true),
            review(0, 3, 1, false),
        ];
        let history = LearningHistory {
            reviews,
            suspended: true,
            due: Some(first + 6 * DAY),
            collection_modified_ms: first,
            ..LearningHistory::default()
        };
        let events = events_of("a/b", &history);
        let told: Vec<_> = events.iter().map(|e| (e.kind, e.g, e.days, e.wait, e.to)).collect();
        assert_eq!(
            told,
            [
                ("grade", Some(3), None, Some(600), None),
                ("grade", Some(3), Some(4), None, None),
                ("cram", Some(2), None, None, None),
                ("move", None, None, None, Some(20_006)),
                ("suspend", None, None, None, None),
            ]
        );
        assert!(events.windows(2).all(|two| two[0].id != two[1].id));
    }
}
