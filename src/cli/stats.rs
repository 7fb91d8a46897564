//! `recto stats`: what is in the guide, counted; and which cards are long, short or old.

use recto::Compiled;
use recto::model::{Card, Guide, Question, SectionKind};
use recto::source::Sources;
use serde::Serialize;

use super::args::Stats;
use super::terminal::{plural, print};
use super::{Failure, dates, guide};

/// Cards in each list of extremes.
const MAX_LISTED: usize = 5;
/// Days without an update after which a card is stale.
const STALE_AFTER_DAYS: i64 = 365;

/// `recto stats`.
pub fn run(args: &Stats) -> Result<(), Failure> {
    let mut opened = guide::open(&args.guide)?;
    let Compiled { sources, diagnostics, guide, site, .. } = opened.compile(&args.guide)?;
    if site.is_none() {
        opened.report(&sources, &diagnostics)?;
        return Err(Failure::Reported);
    }
    let today = dates::today();
    let counted = count(&guide, &sources, today);
    let text = if args.json { recto::encode::json_pretty(&counted) + "\n" } else { tables(&counted) };
    Ok(print(&text)?)
}

/// The figures. Also the JSON that is printed; fields are only ever added.
#[derive(Debug, Serialize)]
struct Counted {
    cards: usize,
    topics: usize,
    pages: usize,
    tags: usize,
    /// Of all answers.
    words: usize,
    by_topic: Vec<Count>,
    by_level: Vec<Count>,
    by_kind: Vec<Count>,
    by_type: Vec<Count>,
    /// Cards that have a section.
    sections: Vec<Count>,
    longest: Vec<Length>,
    shortest: Vec<Length>,
    stale: Stale,
}

#[derive(Debug, Serialize)]
struct Count {
    id: String,
    cards: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Length {
    id: String,
    /// Of the answer.
    words: usize,
}

#[derive(Debug, Serialize)]
struct Stale {
    /// Cards that do not say when they were last found right.
    undated: usize,
    /// Days after which a card counts as stale.
    after_days: i64,
    /// How many are.
    cards: usize,
    oldest: Vec<Age>,
}

#[derive(Debug, Serialize)]
struct Age {
    id: String,
    updated: String,
    days: i64,
}

fn count(guide: &Guide, sources: &Sources, today: i64) -> Counted {
    let number =
        |id: &str, is_one: &dyn Fn(&Card) -> bool| Count { id: id.into(), cards: guide.cards.iter().filter(|c| is_one(c)).count() };
    let mut by_level: Vec<Count> = guide.levels.iter().enumerate().map(|(i, l)| number(&l.id, &|c| c.level == Some(i.into()))).collect();
    by_level.extend(Some(number("none", &|c| c.level.is_none())).filter(|none| none.cards > 0));
    let mut by_kind: Vec<Count> = guide.kinds.iter().enumerate().map(|(i, k)| number(&k.id, &|c| c.kind == Some(i.into()))).collect();
    by_kind.extend(Some(number("none", &|c| c.kind.is_none())).filter(|none| none.cards > 0));
    let mut lengths: Vec<Length> =
        guide.cards.iter().map(|card| Length { id: card.id.clone(), words: answer_words(card, sources) }).collect();
    let words = lengths.iter().map(|length| length.words).sum();
    lengths.retain(|length| length.words > 0);
    lengths.sort_by(|a, b| (a.words, &a.id).cmp(&(b.words, &b.id)));
    Counted {
        cards: guide.cards.len(),
        topics: guide.topics.len(),
        pages: guide.pages.len(),
        tags: guide.tags.len(),
        words,
        by_topic: guide.topics.iter().map(|topic| Count { id: topic.id.clone(), cards: topic.cards.len() }).collect(),
        by_level,
        by_kind,
        by_type: vec![
            number("open", &|c| matches!(c.question, Question::Open)),
            number("choice", &|c| matches!(c.question, Question::Choice { .. })),
            number("cloze", &|c| matches!(c.question, Question::Cloze(_))),
        ],
        sections: SectionKind::ALL.iter().map(|kind| number(kind.key(), &|c| c.sections_of(*kind).next().is_some())).collect(),
        longest: lengths.iter().rev().take(MAX_LISTED).cloned().collect(),
        shortest: lengths.iter().take(MAX_LISTED).cloned().collect(),
        stale: stale(guide, today),
    }
}

fn answer_words(card: &Card, sources: &Sources) -> usize {
    let text = &sources.get(card.body.source);
    let answers = card.sections_of(SectionKind::Answer).map(|section| text.slice(section.span));
    answers.map(|answer| answer.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()).sum()
}

fn stale(guide: &Guide, today: i64) -> Stale {
    let dated = guide.cards.iter().filter_map(|card| Some((card, card.updated.as_deref()?)));
    let age = |(card, updated): (&Card, &str)| {
        Some(Age { id: card.id.clone(), updated: updated.into(), days: today - dates::parse_day(updated)? })
    };
    let mut ages: Vec<Age> = dated.filter_map(age).collect();
    ages.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| a.id.cmp(&b.id)));
    let cards = ages.iter().filter(|age| age.days > STALE_AFTER_DAYS).count();
    let undated = guide.cards.len() - ages.len();
    ages.truncate(MAX_LISTED);
    Stale { undated, after_days: STALE_AFTER_DAYS, cards, oldest: ages }
}

fn tables(counted: &Counted) -> String {
    let Counted { cards, topics, pages, tags, words, stale, .. } = counted;
    let counts = [(cards, "card"), (topics, "topic"), (pages, "page"), (tags, "tag")].map(|(count, what)| plural(*count, what));
    let mut text = format!("{}; {} in answers\n", counts.join(", "), plural(*words, "word"));
    for (title, counts) in [
        ("topic", &counted.by_topic),
        ("level", &counted.by_level),
        ("kind", &counted.by_kind),
        ("type", &counted.by_type),
        ("with section", &counted.sections),
    ] {
        let rows = counts.iter().map(|count| (count.id.clone(), share(count.cards, *cards)));
        text += &table(title, "cards", rows);
    }
    let lengths = |list: &[Length]| list.iter().map(|length| (length.id.clone(), length.words.to_string())).collect::<Vec<_>>();
    text += &table("longest answers", "words", lengths(&counted.longest).into_iter());
    text += &table("shortest answers", "words", lengths(&counted.shortest).into_iter());
    let oldest = stale.oldest.iter().map(|age| (age.id.clone(), age.updated.clone()));
    text += &table("oldest", "updated", oldest);
    text + &format!("\n{} not updated for {} days, {} without a date\n", plural(stale.cards, "card"), stale.after_days, stale.undated)
}

fn share(cards: usize, all: usize) -> String {
    format!("{cards:>6} {:>4} %", (cards * 100 + all / 2).checked_div(all).unwrap_or(0))
}

/// Two columns under their titles; empty for no rows.
fn table(left: &str, right: &str, rows: impl Iterator<Item = (String, String)>) -> String {
    let rows: Vec<(String, String)> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let width = rows.iter().map(|(id, _)| id.chars().count()).chain([left.len()]).max().unwrap_or(0);
    let lines = rows.iter().map(|(id, value)| format!("  {id:<width$}  {value:>10}\n"));
    format!("\n  {left:<width$}  {right:>10}\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_nothing_is_divided_by_nothing() {
        assert_eq!((share(1, 3), share(0, 0)), ("     1   33 %".to_string(), "     0    0 %".to_string()));
    }
}
