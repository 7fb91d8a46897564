//! JSON: the chosen cards with their answers, for other programs. A public format, version 1; fields are only ever added.
//!
//! `cards.schema.json` beside this file is its schema; `recto schema cards` prints it. Every text is there twice: as Markdown whose links lead
//! from the guide's root, and as HTML whose links lead from the site's.

use serde_json::{Map, Value, json};

use super::html::{CardHtml, CardLayout, ChoiceHtml, id_prefix};
use crate::Site;
use crate::markup::{CodeText, Math};
use crate::model::{Card, CardIx, Cloze, KeyPoint, Node, Question};
use crate::site::{self, SitePath};
use crate::source::Span;
use crate::standalone_markdown::{CardMarkdown, ChoiceMarkdown, question_type};

/// The schema of what [`json`] writes, JSON Schema draft 7.
pub const SCHEMA: &str = include_str!("cards.schema.json");

/// One object, a card a line.
pub fn json(site: &Site, cards: &[CardIx]) -> Vec<u8> {
    let (guide, config) = (&site.guide, &site.config);
    let book = json!({
        "id": config.book.id, "title": config.book.title, "description": config.book.description, "authors": config.book.authors,
        "language": config.book.language, "licence": config.book.licence, "url": config.site.base_url, "hash": guide.hash,
    });
    let topics: Vec<Value> = guide
        .topics
        .iter()
        .map(|topic| json!({"id": topic.id, "title": *topic.title.plain, "parent": topic.parent.map(|ix| &guide.topic(ix).id)}))
        .collect();
    let names = |list: &[crate::model::LevelOrKind]| list.iter().map(|one| json!({"id": one.id, "name": one.name})).collect::<Vec<_>>();
    let head = json!({
        "format": "recto-cards", "version": 1, "book": book, "topics": topics, "levels": names(&guide.levels), "kinds": names(&guide.kinds),
    });
    let mut out = head.to_string();
    // The list of cards comes last, a card a line, so that two versions can be compared by eye.
    out.truncate(out.len() - 1);
    out.push_str(",\"cards\":[");
    for (i, ix) in cards.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&card_json(site, *ix).to_string());
    }
    out.push_str("\n]}\n");
    out.into_bytes()
}

fn card_json(site: &Site, ix: CardIx) -> Value {
    let (guide, card) = (&site.guide, site.guide.card(ix));
    let here = SitePath::new("index.html");
    let prefix = id_prefix(card);
    let html = CardHtml::new(site, ix, &CardLayout { here: &here, id_prefix: &prefix, top_heading: 3, math: Math::MathMl, points: false });
    let text = CardMarkdown::new(&super::of_files(site), ix);
    let both = |markdown: &str, html: &str| json!({"markdown": markdown, "html": html});
    let mut fields = Map::new();
    let mut say = |key: &str, value: Value| drop(fields.insert(key.into(), value));
    say("id", json!(card.id));
    say("url", json!(site::node_path(guide, Node::Card(ix)).encoded()));
    say("topic", json!(guide.topic(card.topic).id));
    say("level", json!(card.level.map(|ix| &guide.level(ix).id)));
    say("kind", json!(card.kind.map(|ix| &guide.kind(ix).id)));
    say("type", json!(question_type(&card.question)));
    say("tags", json!(card.tags.iter().map(|ix| &guide.tag(*ix).name).collect::<Vec<_>>()));
    say("minutes", json!(card.minutes));
    say("requires", json!(card.requires.iter().map(|node| guide.id(*node)).collect::<Vec<_>>()));
    say("terms", json!(card.terms));
    say("aliases", json!(card.aliases));
    say("updated", json!(card.updated));
    say("hash", json!(card.hash));
    say("question", json!({"markdown": text.question, "html": html.question, "text": *card.title.plain}));
    if !text.prompt.is_empty() {
        say("prompt", both(&text.prompt, &html.prompt));
    }
    match &card.question {
        Question::Open => {}
        Question::Choice { .. } => say("choices", choices(&text, &html)),
        Question::Cloze(spans) => {
            let source = &site.sources.get(card.body.source).text;
            let cloze = |c: &Cloze| json!({"key": c.key, "hidden": source.get(c.hidden.range()), "hint": c.hint});
            say("clozes", spans.iter().map(cloze).collect());
        }
    }
    // Sections are written in source order, but their HTML comes in the order in which they are shown.
    let mut shown: Vec<usize> = (0..card.sections.len()).collect();
    let order = card.shown_sections();
    shown.sort_by_key(|i| order.iter().position(|section| **section == card.sections[*i]));
    let sections = shown.iter().zip(&html.sections).map(|(i, (kind, html))| {
        let mut section = both(&text.sections[*i].1, html);
        section["kind"] = kind.key().into();
        section
    });
    say("sections", sections.collect());
    if !card.key_points.is_empty() {
        say("key_points", points(site, card));
    }
    Value::Object(fields)
}

fn choices(text: &CardMarkdown, html: &CardHtml) -> Value {
    let choice = |(text, html): (&ChoiceMarkdown, &ChoiceHtml)| {
        let mut choice = json!({"right": text.right, "markdown": text.text, "html": html.text});
        if !text.feedback.is_empty() {
            choice["feedback"] = json!({"markdown": text.feedback, "html": html.feedback});
        }
        choice
    };
    text.choices.iter().zip(&html.choices).map(choice).collect()
}

/// The checklist, plain.
fn points(site: &Site, card: &Card) -> Value {
    let cx = site.context();
    let spans: Vec<Span> = card.key_points.iter().map(|point| point.span).collect();
    let texts = cx.markup.plain(cx.guide, cx.sources, &card.body, &[], &spans, CodeText::Kept);
    let point = |(point, text): (&KeyPoint, String)| json!({"text": text, "weight": point.weight, "accept": point.accept});
    card.key_points.iter().zip(texts).map(point).collect()
}
