//! Days, counted from 1970-01-01, and today's.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use recto::Sources;
use recto::diagnostic::{Code, Diagnostic};
use recto::model::{Body, Guide};
use recto::source::Span;

const SECONDS_PER_DAY: u64 = 86_400;
/// How many seconds the first time zone to reach a day is ahead of universal time.
const MAX_UTC_OFFSET: u64 = 14 * 3_600;

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Today, in days since 1970 by universal time.
pub fn today() -> i64 {
    (seconds() / SECONDS_PER_DAY) as i64
}

/// A finding for each `updated` that no place on Earth has seen yet.
pub fn in_the_future(guide: &Guide, sources: &Sources) -> Vec<Diagnostic> {
    after(((seconds() + MAX_UTC_OFFSET) / SECONDS_PER_DAY) as i64, guide, sources)
}

fn after(last: i64, guide: &Guide, sources: &Sources) -> Vec<Diagnostic> {
    let cards = guide.cards.iter().map(|card| (&card.updated, &card.body));
    let pages = guide.pages.iter().map(|page| (&page.updated, &page.body));
    let dated = cards.chain(pages).filter_map(|(updated, body)| Some((updated.as_deref()?, body)));
    let future = dated.filter(|(updated, _)| parse_day(updated).is_some_and(|day| day > last));
    let report = |(updated, body): (&str, &Body)| {
        let help = "write the day on which you last made sure that it is right";
        let message = format!("{updated} has not come yet");
        Diagnostic::new(Code::FutureDate, body.source, place(updated, body, sources), message).help(help)
    };
    future.map(report).collect()
}

/// Where the date is: among the heading's attributes in a `cards.md`, else in the front matter.
fn place(updated: &str, body: &Body, sources: &Sources) -> Span {
    let text = &sources.get(body.source).text;
    let within = |span: Span| {
        let part = text.get(span.range())?;
        let key = part.find("updated")?;
        let at = key + part[key..].find(updated)?;
        Some(Span::new(at, at + updated.len()).shifted(span.start as usize))
    };
    let start = body.span.start as usize;
    let line = text[start..].find('\n').map_or(text.len(), |end| start + end);
    within(Span::new(start, line)).or_else(|| within(Span::new(0, start))).unwrap_or(Span::new(start, line))
}

/// The number of a date, YYYY-MM-DD, counted in days from 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
pub fn parse_day(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use recto::{Input, Options, Source, compile};

    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(
            ["1970-01-01", "1969-12-31", "2000-03-01", "2024-02-29", "2026-11-22"].map(parse_day),
            [0, -1, 11_017, 19_782, 20_779].map(Some)
        );
        assert_eq!(parse_day("today"), None);
    }

    #[test]
    fn days_to_come_are_found_where_they_stand() {
        let mut input = Input::default();
        let card = "---\nupdated: 2026-11-29\n---\n# What is a lease?\n\n## Answer\nA lock.\n";
        input.sources.add(Source::new("content/t/a.md", card));
        let cards = "---\nupdated: 2026-11-28\n---\n# What is it? {#b updated=2027-01-01}\n\nA.\n\n# And this? {#c}\n\nB.\n";
        input.sources.add(Source::new("content/t/cards.md", cards));
        let compiled = compile(input, &Options::default());
        let found = after(parse_day("2026-11-28").unwrap(), &compiled.guide, &compiled.sources);
        let places: Vec<&str> = found.iter().map(|d| compiled.sources.slice(d.at.unwrap())).collect();
        assert_eq!(places, ["2026-11-29", "2027-01-01"]);
    }
}
