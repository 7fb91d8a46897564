//! When the content of each card last changed: by it Anki decides which of two notes is newer.
//!
//! Git knows, where the guide is in a repository with its whole history; a file that is not committed yet changed when it was saved. Elsewhere
//! the card's own `updated` says it, else `--date`, else `SOURCE_DATE_EPOCH`, else the day on which its file was saved; then the terminal says that
//! a copy of the guide gives other days. With `--date` Git is not asked.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads times of files and the environment.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use recto::model::{Card, CardIx, Target};
use recto::{Input, Options, Site, Source};

use crate::cli::terminal::plural;
use crate::cli::{Failure, dates, git};

/// Seconds since 1970 for each of the cards.
pub fn of_cards(root: &Path, site: &Site, cards: &[CardIx], date: Option<&str>) -> Result<Vec<i64>, Failure> {
    let history = match date {
        Some(_) => None,
        None => git::last_changes(root)?,
    };
    match history {
        Some(history) => Ok(by_history(root, site, cards, &history)?),
        None => by_date(root, site, cards, date),
    }
}

/// The earliest time that archives can hold: when nothing says when a guide changed.
const EARLIEST_ARCHIVE_TIME: i64 = 315_532_800;

/// When the file of any of the cards last changed, in seconds since 1970. An e-book needs no time for each card.
pub fn newest(root: &Path, site: &Site, cards: &[CardIx], date: Option<&str>) -> Result<i64, Failure> {
    let history = match date {
        Some(_) => None,
        None => git::last_changes(root)?,
    };
    let times = match history {
        Some(history) => {
            let time = |ix: &CardIx| {
                let path = file(site, site.guide.card(*ix));
                history.get(path).copied().unwrap_or_else(|| saved(&root.join(path)))
            };
            cards.iter().map(time).collect()
        }
        None => by_date(root, site, cards, date)?,
    };
    Ok(times.into_iter().fold(EARLIEST_ARCHIVE_TIME, i64::max))
}

/// Without history: what the card says, else what the command line or the environment says, else when its file was saved.
fn by_date(root: &Path, site: &Site, cards: &[CardIx], date: Option<&str>) -> Result<Vec<i64>, Failure> {
    let fallback = given(date)?;
    let mut undated = 0;
    let mut one = |ix: &CardIx| {
        let card = site.guide.card(*ix);
        card.updated.as_deref().and_then(seconds).or(fallback).unwrap_or_else(|| {
            undated += 1;
            saved(&root.join(file(site, card))) / SECONDS_PER_DAY * SECONDS_PER_DAY
        })
    };
    let times = cards.iter().map(&mut one).collect();
    if undated > 0 {
        let cards = plural(undated, "card");
        eprintln!(
            "neither git nor `updated` says when {cards} last changed: the day on which the file was saved counts; `--date YYYY-MM-DD` gives \
             the same file everywhere"
        );
    }
    Ok(times)
}

const SECONDS_PER_DAY: i64 = 86_400;

/// The day that the command line or the environment says, in seconds since 1970.
fn given(date: Option<&str>) -> Result<Option<i64>, Failure> {
    let given =
        date.map(|date| seconds(date).ok_or_else(|| Failure::Usage(format!("`--date {date}` is not a date of the form YYYY-MM-DD"))));
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.trim().parse().ok());
    Ok(given.transpose()?.or(epoch))
}

fn seconds(date: &str) -> Option<i64> {
    let plausible = date.len() == 10 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    Some(dates::parse_day(date).filter(|_| plausible)? * 86_400)
}

fn by_history(root: &Path, site: &Site, cards: &[CardIx], history: &BTreeMap<String, i64>) -> anyhow::Result<Vec<i64>> {
    let mut sharing: BTreeMap<&str, usize> = BTreeMap::new();
    for card in &site.guide.cards {
        *sharing.entry(file(site, card)).or_default() += 1;
    }
    let mut shared: BTreeMap<&str, BTreeMap<String, i64>> = BTreeMap::new();
    let mut times = Vec::with_capacity(cards.len());
    for ix in cards {
        let card = site.guide.card(*ix);
        let path = file(site, card);
        let of_file = || history.get(path).copied().unwrap_or_else(|| saved(&root.join(path)));
        let own = if sharing.get(path) == Some(&1) {
            of_file()
        } else {
            if !shared.contains_key(path) {
                shared.insert(path, of_shared(root, site, path, of_file())?);
            }
            shared[path].get(&card.id).copied().unwrap_or_else(of_file)
        };
        // A picture that was drawn again changes the card too.
        let shown = card.body.links.iter().filter_map(|link| match &link.target {
            Target::Asset(asset) => history.get(&format!("content/{}", site.guide.asset(*asset).path)).copied(),
            _ => None,
        });
        times.push(shown.fold(own, i64::max));
    }
    Ok(times)
}

fn file<'s>(site: &'s Site, card: &Card) -> &'s str {
    &site.sources.get(card.body.source).path
}

/// When a file was saved.
fn saved(path: &Path) -> i64 {
    let modified = std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_secs() as i64)
}

/// Of a file with several cards: when each of them got the text that it has. `newest` is when the file itself last changed.
fn of_shared(root: &Path, site: &Site, path: &str, newest: i64) -> anyhow::Result<BTreeMap<String, i64>> {
    let hashes = |text: &str| -> BTreeMap<String, String> {
        let mut input = Input::default();
        if let Some(book) = site.sources.by_path("book.toml") {
            input.sources.add(site.sources.get(book).clone());
        }
        input.sources.add(Source::new(path, text));
        let compiled = recto::compile(input, &Options { drafts: true, ..Options::default() });
        compiled.guide.cards.iter().map(|card| (card.id.clone(), card.hash.clone())).collect()
    };
    let now: BTreeMap<String, String> =
        site.guide.cards.iter().filter(|card| file(site, card) == path).map(|card| (card.id.clone(), card.hash.clone())).collect();
    let mut times: BTreeMap<String, i64> = now.keys().map(|id| (id.clone(), newest)).collect();
    let mut open = now.clone();
    for (time, text) in git::versions(root, path)? {
        let then = hashes(&text);
        // From the newest to the oldest: as long as the text is today's, it is as old as that version.
        open.retain(|id, hash| then.get(id) == Some(hash));
        for id in open.keys() {
            times.insert(id.clone(), time);
        }
        if open.is_empty() {
            break;
        }
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_its_midnight() {
        assert_eq!(seconds("1970-01-02"), Some(86_400));
        assert_eq!(seconds("2025-03-02"), Some(1_740_873_600));
        assert_eq!([seconds("2025-3-2"), seconds("yesterday"), seconds("2025-03-02T00")], [None, None, None]);
    }
}
