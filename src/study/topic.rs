//! `deck/TOPIC/HASH.js`: the cards of a topic as a queue sees them.
//!
//! `Recto.deckTopic(id, parts, cards)`: the names of the files of sides, and for each card
//! `[name, title, level, kind, minutes, tags, spans, source]`: the last part of its id; its title as plain text; the numbers of its level
//! and kind (-1 for none); minutes (0 for unknown); the slugs of its tags; the keys of its hidden spans; the file it is written in,
//! where that is not `content/ID.md`. Cards stand in display order; card n is in file n / [`PART_LENGTH`](super::PART_LENGTH).

use serde_json::{Value, json};

use super::{PART_LENGTH, call, cloze_keys};
use crate::model::{Card, Guide, TopicIx};
use crate::site::SitePath;
use crate::source::Sources;

pub fn render(guide: &Guide, sources: &Sources, ix: TopicIx, parts: &[String]) -> Vec<u8> {
    let topic = guide.topic(ix);
    let cards: Vec<Value> = topic.cards.iter().map(|ix| card_json(guide, sources, guide.card(*ix))).collect();
    call("deckTopic", &[json!(topic.id), json!(PART_LENGTH), json!(parts), Value::Array(cards)])
}

fn card_json(guide: &Guide, sources: &Sources, card: &Card) -> Value {
    let path = &sources.get(card.body.source).path;
    let usual = path.strip_prefix("content/").and_then(|p| p.strip_suffix(".md")) == Some(card.id.as_str());
    json!([
        card.name(),
        card.title.plain,
        card.level.map_or(-1, |ix| i64::from(ix.0)),
        card.kind.map_or(-1, |ix| i64::from(ix.0)),
        card.minutes.unwrap_or(0),
        card.tags.iter().map(|ix| &guide.tag(*ix).slug).collect::<Vec<_>>(),
        cloze_keys(card),
        if usual { String::new() } else { SitePath::new(path).encoded() },
    ])
}
