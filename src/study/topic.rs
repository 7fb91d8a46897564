//! `deck/TOPIC/HASH.js`: the cards of a topic as a queue sees them.
//!
//! `Recto.deckTopic(id, length, parts, cards)`: how many cards are in a file of faces, the names of these files, and for each card
//! `[name, title, level, kind, minutes, tags, clozes, source, language, requires, interview bits]`: the last part of its id; its title as plain text; the
//! numbers of its level and kind (-1 for none); minutes (0 for unknown); the slugs of its tags; the keys of its cloze deletions; the file it
//! is written in, where that is not `content/ID.md`; in a guide that is a translation, for a card that is not translated, the language it is
//! in; the cards to know first, by name where they are of the same topic, else by id; and the interview bits, a sum: 1 for a card with choices, 2 for one
//! that says which stages of an interview ask it, with 4, 8, 16 and 32 for those (screen, technical, design, behavioural). Cards are in
//! display order; card n is in file n / `length`.

use super::{call, cards_per_part, cloze_keys};
use crate::Context;
use crate::model::{Card, Guide, InterviewStage, Node, Question, TopicIx};
use crate::site::SitePath;
use crate::source::Sources;

type Row<'a> = (&'a str, &'a str, i64, i64, u32, Vec<&'a str>, Vec<&'a str>, String, &'a str, Vec<&'a str>, u32);

/// The bytes of the file; `parts` are the names of the files with the topic's card faces.
pub fn render(cx: &Context<'_>, ix: TopicIx, parts: &[String]) -> Vec<u8> {
    let Context { guide, sources, .. } = cx;
    let topic = guide.topic(ix);
    let cards: Vec<Row<'_>> = topic.cards.iter().map(|ix| row(guide, sources, guide.card(*ix))).collect();
    call("deckTopic", &(&topic.id, cards_per_part(guide, ix), parts, cards))
}

fn row<'a>(guide: &'a Guide, sources: &Sources, card: &'a Card) -> Row<'a> {
    let path = &sources.get(card.body.source).path;
    let usual = path.strip_prefix("content/").and_then(|p| p.strip_suffix(".md")) == Some(card.id.as_str());
    (
        card.name(),
        &card.title.plain,
        card.level.map_or(-1, |ix| i64::from(ix.0)),
        card.kind.map_or(-1, |ix| i64::from(ix.0)),
        card.minutes.unwrap_or(0),
        card.tags.iter().map(|ix| guide.tag(*ix).slug.as_str()).collect(),
        cloze_keys(card),
        if usual { String::new() } else { SitePath::new(path).encoded() },
        guide.languages.fallback_language(&card.id).unwrap_or_default(),
        requires(guide, card),
        interview_bits(card),
    )
}

/// What a mock interview needs to know before it draws the card.
fn interview_bits(card: &Card) -> u32 {
    let stages = card.stages.as_ref().map_or(0, |stages| {
        let bits = InterviewStage::ALL.iter().enumerate().filter(|(_, (_, stage))| stages.contains(stage));
        2 + bits.map(|(i, _)| 4 << i).sum::<u32>()
    });
    u32::from(matches!(card.question, Question::Choice { .. })) + stages
}

fn requires<'a>(guide: &'a Guide, card: &Card) -> Vec<&'a str> {
    let cards = card.requires.iter().filter_map(|node| match node {
        Node::Card(ix) => Some(guide.card(*ix)),
        _ => None,
    });
    cards.map(|other| if other.topic == card.topic && other.id.contains('/') { other.name() } else { other.id.as_str() }).collect()
}
