//! `deck/TOPIC/HASH.js`: the rendered card faces of some cards.
//!
//! `Recto.deckFaces(topic, part, cards)`; each card is an object of markup, keys without content left out: `title`; `prompt`, the rest of the
//! question; `choices`, `[text, right (1 or 0), feedback]`; `hints`; `points`, the key points, `[text, weight]` or
//! `[text, weight, accept]` with words that show that an answer makes the point; `besidePoints`, text of their section outside of its lists,
//! `[number of points before it, markup]`; and `sections`, the others and
//! the place of the key points in their order, `[kind, markup]`. URLs are written for pages at the site's root, where study.html,
//! interview.html and progress.html are; cloze deletions are `span.cloze[data-cloze]`, readable.

use serde::Serialize;

use super::{call, fingerprint};
use crate::Context;
use crate::markup::{Layout, PageContext};
use crate::model::{AppPage, Card, CardIx, KeyPoint, KeyPointsPart, Question, SectionKind, TopicIx};
use crate::site::app_path;
use crate::source::Span;

/// The bytes of the file with a topic's part of that number.
pub fn render(cx: &Context<'_>, topic: TopicIx, part: usize, cards: &[CardIx]) -> Vec<u8> {
    let cards: Vec<CardFace> = cards.iter().map(|ix| face(cx, cx.guide.card(*ix))).collect();
    call("deckFaces", &(&cx.guide.topic(topic).id, part, cards))
}

/// Which part of a card a span is rendered for.
enum CardPart<'a> {
    Prompt,
    Choice {
        right: bool,
    },
    Feedback,
    Hint,
    Point(&'a KeyPoint),
    /// Text before, between and after the lists of key points.
    BesidePoints,
    Section(SectionKind),
}

/// The spans of a card's faces, in the order in which they are shown, so that footnotes are numbered in it.
fn parts<'c>(card: &'c Card, text: &str) -> Vec<(CardPart<'c>, Span)> {
    let mut parts = vec![(CardPart::Prompt, card.prompt)];
    if let Question::Choice { choices, .. } = &card.question {
        for choice in choices {
            parts.push((CardPart::Choice { right: choice.right }, choice.span));
            parts.push((CardPart::Feedback, choice.feedback));
        }
    }
    for section in card.shown_sections() {
        match section.kind {
            SectionKind::Hint => parts.push((CardPart::Hint, section.span)),
            SectionKind::KeyPoints if !card.key_points.is_empty() => {
                if !parts.iter().any(|(part, _)| matches!(part, CardPart::Section(SectionKind::KeyPoints))) {
                    parts.push((CardPart::Section(section.kind), Span::default()));
                }
                for part in card.key_points_parts(section, text) {
                    match part {
                        KeyPointsPart::Text(span) => parts.push((CardPart::BesidePoints, span)),
                        KeyPointsPart::Points(points) => {
                            parts.extend(card.key_points[points].iter().map(|point| (CardPart::Point(point), point.span)));
                        }
                    }
                }
            }
            kind => parts.push((CardPart::Section(kind), section.span)),
        }
    }
    parts
}

fn face(cx: &Context<'_>, card: &Card) -> CardFace {
    let here = app_path(AppPage::Study);
    let place = PageContext { guide: cx.guide, sources: cx.sources, here: &here };
    let cloze = match &card.question {
        Question::Cloze(spans) => spans.as_slice(),
        _ => &[],
    };
    // Several cards can be on one page: each has ids of its own.
    let prefix = format!("c{}-", fingerprint::of_bytes(card.id.as_bytes()));
    let layout = Layout { cloze, id_prefix: &prefix, top_heading: 4, ..Layout::CARD };
    let parts = parts(card, &cx.sources.get(card.body.source).text);
    let spans: Vec<Span> = parts.iter().map(|(_, span)| *span).collect();
    let rendered = cx.markup.render_parts(&place, &card.body, &spans, &layout);

    let mut face = CardFace { title: cx.markup.title(&card.title), ..CardFace::default() };
    for ((part, _), rendered) in parts.iter().zip(rendered) {
        face.add(part, rendered.html.trim().to_string());
    }
    face
}

/// A key point: markup, weight, and the words that are accepted for it.
#[derive(Serialize)]
#[serde(untagged)]
enum Point {
    Plain(String, u8),
    Accepting(String, u8, Vec<String>),
}

/// The parts of a card, sorted.
#[derive(Default, Serialize)]
struct CardFace {
    #[serde(rename = "besidePoints", skip_serializing_if = "Vec::is_empty")]
    beside_points: Vec<(usize, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<(String, u8, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    points: Vec<Point>,
    #[serde(skip_serializing_if = "String::is_empty")]
    prompt: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<(&'static str, String)>,
    title: String,
}

impl CardFace {
    fn add(&mut self, part: &CardPart<'_>, html: String) {
        match part {
            CardPart::Prompt => self.prompt = html,
            CardPart::Choice { right } => self.choices.push((html, u8::from(*right), String::new())),
            CardPart::Feedback => self.choices.iter_mut().last().into_iter().for_each(|choice| choice.2 = html.clone()),
            CardPart::Hint => self.hints.push(html),
            CardPart::Point(point) if point.accept.is_empty() => self.points.push(Point::Plain(html, point.weight)),
            CardPart::Point(point) => self.points.push(Point::Accepting(html, point.weight, point.accept.clone())),
            CardPart::BesidePoints => self.beside_points.push((self.points.len(), html)),
            CardPart::Section(kind) => self.sections.push((kind.key(), html)),
        }
    }
}
