//! A card's page.

use super::page_meta::PageMeta;
use super::rendered_parts::RenderedParts;
use super::text;
use super::view::{Card, Choice, Embed, Heading, Html, Piece, Point, Section};
use super::{PageRenderer, Rendered, page_urls};
use crate::Context;
use crate::markup::{Layout, UsedFeatures};
use crate::model::{self, AppPage, CardIx, KeyPointsPart, Node, Question, SectionKind};
use crate::site;
use crate::source::Span;
use crate::standalone_markdown;

/// The page of a card.
pub fn render(page: &PageRenderer<'_>, ix: CardIx) -> Rendered {
    let card = page.cx.guide.card(ix);
    let (view, used) = view(page, ix, card);
    let info = page.info(PageMeta {
        kind: "card",
        node: Some(Node::Card(ix)),
        title: &card.title.plain,
        description: &page.renderer.cache.summary(page.cx, Node::Card(ix)),
        breadcrumbs: page.crumbs(Some(card.topic)),
        topic: Some(card.topic),
        contents: contents(page, card),
        body: Some(&card.body),
        used,
        structured_data: None,
    });
    page.render("card.html", &info, &[("card", &view)])
}

/// The card alone, for frames in pages of others.
pub fn render_embed(page: &PageRenderer<'_>, ix: CardIx) -> Rendered {
    let card = page.cx.guide.card(ix);
    let (view, used) = view(page, ix, card);
    let title = &card.title.plain;
    let mut info = page.info(PageMeta { kind: "embed", node: Some(Node::Card(ix)), title, used, ..PageMeta::default() });
    // The card's own page is what search engines should list.
    (info.canonical, info.json_ld) = (page_urls::absolute(page.cx, &site::node_path(page.cx.guide, Node::Card(ix))), None);
    let embed = Embed { url: page.urls.node(page.cx.guide, Node::Card(ix)), card: view };
    page.render("embed.html", &info, &[("embed", &embed)])
}

/// The spans that the page shows, in the order in which [`view`] takes them.
fn spans(card: &model::Card, text: &str) -> Vec<Span> {
    let mut spans = vec![card.prompt];
    spans.extend(choices_of(card).iter().flat_map(|choice| [choice.span, choice.feedback]));
    spans.extend(text::cloze(card).iter().map(|cloze| cloze.hidden));
    for section in card.shown_sections() {
        if section.kind != SectionKind::KeyPoints {
            spans.push(section.span);
            continue;
        }
        for piece in card.key_points_parts(section, text) {
            match piece {
                KeyPointsPart::Text(span) => spans.push(span),
                KeyPointsPart::Points(points) => spans.extend(card.key_points[points].iter().map(|point| point.span)),
            }
        }
    }
    spans
}

/// A card's texts, on its page and on paper.
pub struct Texts {
    pub prompt: Option<Html>,
    pub choices: Vec<Choice>,
    pub hidden: Vec<Html>,
    pub hints: Vec<Section>,
    pub back: Vec<Section>,
    pub used: UsedFeatures,
}

/// The card's texts from one reading of its body; the deletions of a cloze card are put into the layout.
pub fn texts(page: &PageRenderer<'_>, card: &model::Card, layout: &Layout<'_>) -> Texts {
    let text = &page.cx.sources.get(card.body.source).text;
    let mut parts = page.render_parts(&card.body, &spans(card, text), &Layout { cloze: text::cloze(card), ..*layout });
    let prompt = parts.next_nonempty();
    let choice = |choice: &model::Choice| Choice { html: parts.next_part(), right: choice.right, feedback: parts.next_nonempty() };
    let choices = choices_of(card).iter().map(choice).collect();
    let hidden = text::cloze(card).iter().map(|_| parts.next_part()).collect();
    let sections = card.shown_sections().into_iter().map(|section| view_section(page.cx, card, section, text, &mut parts));
    let (hints, back) = sections.partition(|section: &Section| section.key == SectionKind::Hint.key());
    Texts { prompt, choices, hidden, hints, back, used: parts.used }
}

fn view(page: &PageRenderer<'_>, ix: CardIx, card: &model::Card) -> (Card, UsedFeatures) {
    let here = Some(card.topic);
    let Texts { prompt, choices, hidden, hints, back, used } = texts(page, card, &Layout::CARD);
    let view = Card {
        id: card.id.clone(),
        title: page.title(Node::Card(ix)),
        question_type: standalone_markdown::question_type(&card.question),
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
        browse: page.urls.app(AppPage::Browse, "card", &card.id),
    };
    (view, used)
}

fn choices_of(card: &model::Card) -> &[model::Choice] {
    if let Question::Choice { choices, .. } = &card.question { choices } else { &[] }
}

fn view_section(cx: &Context<'_>, card: &model::Card, section: &model::Section, text: &str, parts: &mut RenderedParts) -> Section {
    let pieces = if section.kind == SectionKind::KeyPoints { card.key_points_parts(section, text) } else { Vec::new() };
    let pieces: Vec<Piece> = pieces
        .into_iter()
        .map(|piece| match piece {
            KeyPointsPart::Text(_) => Piece { html: parts.next_nonempty(), points: Vec::new() },
            KeyPointsPart::Points(points) => {
                let points = card.key_points[points].iter().map(|point| Point { html: parts.next_part(), weight: point.weight });
                Piece { html: None, points: points.collect() }
            }
        })
        .collect();
    Section {
        key: section.kind.key(),
        name: cx.config.section_name(section.kind).to_string(),
        anchor: section.id.to_string(),
        html: if section.kind == SectionKind::KeyPoints { None } else { parts.next_nonempty() },
        points: pieces.iter().flat_map(|piece| piece.points.iter().cloned()).collect(),
        pieces,
    }
}

fn contents(page: &PageRenderer<'_>, card: &model::Card) -> Vec<Heading> {
    let hints = card.sections_of(SectionKind::Hint).count();
    let mut hint = 0;
    let mut heading = |section: &model::Section| {
        let mut text = page.cx.config.section_name(section.kind).to_string();
        if section.kind == SectionKind::Hint && hints > 1 {
            hint += 1;
            text.push_str(&format!(" {hint}"));
        }
        Heading { text, anchor: section.id.to_string(), depth: 2 }
    };
    card.shown_sections().into_iter().map(&mut heading).collect()
}
