//! `guide.json`: what is in the guide, for other programs and for `recto check --against`.
//!
//! A public format, version 1; fields are only ever added:
//!
//! - `format`: 1; `id`, `title`: the book's; `hash`: over all cards' ids and hashes.
//! - `cards`, in guide order, each with `id`; `aliases`, its former ids; `url`, relative to the site's root; `title`, plain; `topic`, an id;
//!   `level` and `kind`, ids or null; `tags`, names; `hash` of its text; and a cloze card's `clozes`, the keys of its cloze deletions (a span
//!   is a card of its own for scheduling, `ID/c-KEY`); and `short_answer`, plain, of a card that has one.
//!
//! One card a line, so that two versions can be compared by eye.

use serde_json::{Map, Value, json};

use super::text::cloze;
use crate::Context;
use crate::markup::CodeText;
use crate::model::{Card, CardIx, Node, Question, SectionKind};
use crate::site;

/// The bytes of `guide.json`.
pub fn render(cx: &Context<'_>) -> Vec<u8> {
    let (guide, book) = (cx.guide, &cx.config.book);
    let mut out =
        format!("{{\"format\":1,\"id\":{},\"title\":{},\"hash\":{},\"cards\":[", json!(book.id), json!(book.title), json!(guide.hash));
    for (i, card) in guide.cards.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&card_json(cx, CardIx::from(i), card).to_string());
    }
    out.push_str("\n]}\n");
    out.into_bytes()
}

fn card_json(cx: &Context<'_>, ix: CardIx, card: &Card) -> Value {
    let guide = cx.guide;
    let mut fields = Map::new();
    fields.insert("id".into(), json!(card.id));
    fields.insert("aliases".into(), json!(card.aliases));
    fields.insert("url".into(), json!(site::node_path(guide, Node::Card(ix)).encoded()));
    fields.insert("title".into(), json!(*card.title.plain));
    fields.insert("topic".into(), json!(guide.topic(card.topic).id));
    fields.insert("level".into(), json!(card.level.map(|ix| &guide.level(ix).id)));
    fields.insert("kind".into(), json!(card.kind.map(|ix| &guide.kind(ix).id)));
    fields.insert("tags".into(), json!(card.tags.iter().map(|ix| &guide.tag(*ix).name).collect::<Vec<_>>()));
    fields.insert("hash".into(), json!(card.hash));
    if let Question::Cloze(clozes) = &card.question {
        fields.insert("clozes".into(), json!(clozes.iter().map(|cloze| &cloze.key).collect::<Vec<_>>()));
    }
    if let Some(section) = card.sections_of(SectionKind::ShortAnswer).next() {
        let text = cx.markup.plain(guide, cx.sources, &card.body, cloze(card), &[section.span], CodeText::Kept);
        fields.insert("short_answer".into(), json!(text.concat()));
    }
    Value::Object(fields)
}
