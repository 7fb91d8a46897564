//! A card's page.

use super::frame::About;
use super::text::{self, Parts};
use super::view::{Card, Choice, Heading, Point, Section};
use super::{Context, Page, Rendered};
use crate::markup::{Layout, UsedFeatures};
use crate::model::{self, AppPage, CardIx, Node, Question, SectionKind};
use crate::source::Span;

pub fn render(page: &Page<'_>, ix: CardIx) -> Rendered {
    let card = page.cx.guide.card(ix);
    let (view, used) = view(page, ix, card);
    let info = page.info(About {
        kind: "card",
        title: &card.title.plain,
        description: &text::summary(page.cx, &page.renderer.cache, Node::Card(ix)),
        breadcrumbs: page.crumbs(Some(card.topic)),
        topic: Some(card.topic),
        contents: contents(page, card),
        body: Some(&card.body),
        used,
        data: None,
    });
    page.fill("card.html", &info, Some(("card", &view)))
}

/// The spans that the page shows, in the order in which [`view`] takes them.
fn spans(card: &model::Card) -> Vec<Span> {
    let mut spans = vec![card.prompt];
    spans.extend(choices_of(card).iter().flat_map(|choice| [choice.span, choice.feedback]));
    spans.extend(text::cloze(card).iter().map(|cloze| cloze.hidden));
    for section in card.shown_sections() {
        match section.kind {
            SectionKind::KeyPoints => spans.extend(card.key_points.iter().map(|point| point.span)),
            _ => spans.push(section.span),
        }
    }
    spans
}

fn view(page: &Page<'_>, ix: CardIx, card: &model::Card) -> (Card, UsedFeatures) {
    let here = Some(card.topic);
    let mut parts = page.parts(&card.body, &spans(card), &Layout { cloze: text::cloze(card), ..Layout::CARD });
    let prompt = parts.take_some();
    let choice = |choice: &model::Choice| Choice { html: parts.take(), right: choice.right, feedback: parts.take_some() };
    let choices = choices_of(card).iter().map(choice).collect();
    let hidden = text::cloze(card).iter().map(|_| parts.take()).collect();
    let sections = card.shown_sections().into_iter().map(|section| view_section(page.cx, card, section, &mut parts));
    let (hints, back) = sections.partition(|section: &Section| section.key == SectionKind::Hint.key());
    let view = Card {
        id: card.id.clone(),
        title: page.title(Node::Card(ix)),
        question: match card.question {
            Question::Open => "open",
            Question::Choice { .. } => "choice",
            Question::Cloze(_) => "cloze",
        },
        level: card.level.map(|level| page.level(level)),
        kind: card.kind.map(|kind| page.kind(kind)),
        tags: page.tags(&card.tags),
        minutes: card.minutes,
        updated: card.updated.clone(),
        requires: page.links(&card.requires, None),
        prompt,
        choices,
        hidden,
        hints,
        back,
        related: page.links(&card.relations.related, here),
        backlinks: page.backlinks(&card.relations.backlinks, here),
        previous: card.relations.previous.map(|node| page.link(node, here)),
        next: card.relations.next.map(|node| page.link(node, here)),
        study: page.urls.app(AppPage::Study, "card", &card.id),
    };
    (view, parts.used)
}

fn choices_of(card: &model::Card) -> &[model::Choice] {
    if let Question::Choice { choices, .. } = &card.question { choices } else { &[] }
}

fn view_section(cx: &Context<'_>, card: &model::Card, section: &model::Section, parts: &mut Parts) -> Section {
    let points: Vec<Point> = match section.kind {
        SectionKind::KeyPoints => card.key_points.iter().map(|point| Point { html: parts.take(), weight: point.weight }).collect(),
        _ => Vec::new(),
    };
    Section {
        key: section.kind.key(),
        name: name(cx, section.kind),
        anchor: section.anchor.to_string(),
        html: if section.kind == SectionKind::KeyPoints { None } else { parts.take_some() },
        points,
    }
}

/// A section's name as this guide's readers see it.
fn name(cx: &Context<'_>, kind: SectionKind) -> String {
    cx.config.sections.get(&kind).and_then(|names| names.first()).cloned().unwrap_or_else(|| kind.key().to_string())
}

fn contents(page: &Page<'_>, card: &model::Card) -> Vec<Heading> {
    let hints = card.sections_of(SectionKind::Hint).count();
    let mut hint = 0;
    let mut heading = |section: &model::Section| {
        let mut text = name(page.cx, section.kind);
        if section.kind == SectionKind::Hint && hints > 1 {
            hint += 1;
            text.push_str(&format!(" {hint}"));
        }
        Heading { text, anchor: section.anchor.to_string(), depth: 2 }
    };
    card.shown_sections().into_iter().map(&mut heading).collect()
}

/// The plain answer of a card in so many characters, for data about the guide; empty where it has none.
pub fn plain_answer(page: &Page<'_>, card: &model::Card, characters: usize) -> String {
    text::answer(page.cx, card, characters)
}
