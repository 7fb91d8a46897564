//! A card's page.

use super::frame::{self, About};
use super::view::{Card, Choice, Heading, Html, Point, Section};
use super::{Page, text};
use crate::diagnostic::Diagnostic;
use crate::model::{self, AppPage, CardIx, Node, Question, SectionKind};

pub fn render(page: &Page<'_>, ix: CardIx) -> Result<Vec<u8>, Diagnostic> {
    let card = page.cx.guide.card(ix);
    let info = page.info(About {
        kind: "card",
        title: &card.title.plain,
        description: &text::excerpt(page.cx, Node::Card(ix)),
        breadcrumbs: page.crumbs(Some(card.topic)),
        topic: Some(card.topic),
        contents: contents(page, card),
        body: Some(&card.body),
        data: None,
    })?;
    page.fill("card.html", &info, Some(("card", &view(page, ix, card))))
}

fn view(page: &Page<'_>, ix: CardIx, card: &model::Card) -> Card {
    let here = Some(card.topic);
    let prompt = page.part(&card.body, card.prompt);
    Card {
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
        choices: choices(page, card),
        hints: card.sections_of(SectionKind::Hint).map(|section| view_section(page, card, section)).collect(),
        back: card.sections.iter().filter(|s| s.kind != SectionKind::Hint).map(|section| view_section(page, card, section)).collect(),
        related: page.links(&card.relations.related, here),
        backlinks: page.backlinks(&card.relations.backlinks, here),
        previous: card.relations.previous.map(|node| page.link(node, here)),
        next: card.relations.next.map(|node| page.link(node, here)),
        study: page.place.app(AppPage::Study, "card", &card.id),
    }
}

fn choices(page: &Page<'_>, card: &model::Card) -> Vec<Choice> {
    let Question::Choice { choices, .. } = &card.question else {
        return Vec::new();
    };
    let view = |choice: &model::Choice| Choice {
        html: page.inline(&card.body, choice.span),
        right: choice.right,
        feedback: page.part(&card.body, choice.feedback),
    };
    choices.iter().map(view).collect()
}

fn view_section(page: &Page<'_>, card: &model::Card, section: &model::Section) -> Section {
    let points: Vec<Point> = match section.kind {
        SectionKind::KeyPoints => {
            card.key_points.iter().map(|p| Point { html: page.inline(&card.body, p.span), weight: p.weight }).collect()
        }
        _ => Vec::new(),
    };
    let html = if points.is_empty() { page.part(&card.body, section.span) } else { None };
    Section {
        key: section.kind.key(),
        name: name(page, section.kind),
        anchor: section.anchor.clone(),
        html: html.unwrap_or_else(|| Html::new("")),
        points,
    }
}

/// A section's name as this guide's readers see it.
fn name(page: &Page<'_>, kind: SectionKind) -> String {
    page.cx.config.sections.get(&kind).and_then(|names| names.first()).cloned().unwrap_or_else(|| kind.key().to_string())
}

fn contents(page: &Page<'_>, card: &model::Card) -> Vec<Heading> {
    let hints = card.sections_of(SectionKind::Hint).count();
    let mut headings = Vec::new();
    let mut hint = 0;
    for section in &card.sections {
        let mut text = name(page, section.kind);
        if section.kind == SectionKind::Hint {
            hint += 1;
            if hints > 1 {
                text.push_str(&format!(" {hint}"));
            }
        }
        headings.push(Heading { text, anchor: section.anchor.clone(), depth: 2 });
    }
    headings
}

/// The plain answer of a card, for data about the guide; empty where it has none.
pub fn plain_answer(page: &Page<'_>, card: &model::Card, characters: usize) -> String {
    let answer = card.sections_of(SectionKind::Answer).next();
    answer.map(|section| frame::shorten(&text::plain(page.cx, &card.body, section.span), characters)).unwrap_or_default()
}
