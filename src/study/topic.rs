//! `deck/TOPIC/HASH.js`: the cards of a topic as a queue sees them.
//!
//! `Recto.deckTopic(id, parts, cards)`: the names of the files of sides, and for each card
//! `[name, title, level, kind, minutes, tags, spans, source]`: the last part of its id; its title as plain text; the numbers of its level
//! and kind (-1 for none); minutes (0 for unknown); the slugs of its tags; the keys of its cloze deletions; the file it is written in,
//! where that is not `content/ID.md`; in a guide that is a
//! translation, for a card that is not translated, the language it is in. Cards stand in display order; card n is in file n / [`PART_LENGTH`](super::PART_LENGTH).

use serde::Serialize;

use super::{PART_LENGTH, call, cloze_keys};
use crate::Context;
use crate::model::{Card, Guide, TopicIx};
use crate::site::SitePath;
use crate::source::Sources;

/// A card, and with a card that is not translated its language.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Own(&'a str, &'a str, i64, i64, u32, Vec<&'a str>, Vec<&'a str>, String),
    Other(&'a str, &'a str, i64, i64, u32, Vec<&'a str>, Vec<&'a str>, String, &'a str),
}

pub fn render(cx: &Context<'_>, ix: TopicIx, parts: &[String]) -> Vec<u8> {
    let Context { guide, sources, .. } = cx;
    let topic = guide.topic(ix);
    let cards: Vec<Row<'_>> = topic.cards.iter().map(|ix| row(guide, sources, guide.card(*ix))).collect();
    call("deckTopic", &(&topic.id, PART_LENGTH, parts, cards))
}

fn row<'a>(guide: &'a Guide, sources: &Sources, card: &'a Card) -> Row<'a> {
    let path = &sources.get(card.body.source).path;
    let usual = path.strip_prefix("content/").and_then(|p| p.strip_suffix(".md")) == Some(card.id.as_str());
    let level = card.level.map_or(-1, |ix| i64::from(ix.0));
    let kind = card.kind.map_or(-1, |ix| i64::from(ix.0));
    let tags = card.tags.iter().map(|ix| guide.tag(*ix).slug.as_str()).collect();
    let minutes = card.minutes.unwrap_or(0);
    let source = if usual { String::new() } else { SitePath::new(path).encoded() };
    match guide.languages.other_language(&card.id) {
        None => Row::Own(card.name(), &card.title.plain, level, kind, minutes, tags, cloze_keys(card), source),
        Some(language) => Row::Other(card.name(), &card.title.plain, level, kind, minutes, tags, cloze_keys(card), source, language),
    }
}
