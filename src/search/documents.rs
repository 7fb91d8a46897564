//! The guide as documents to search.
//!
//! In: the bound [`Guide`]. Out: [`Documents`], a [`SearchDoc`] for the home page, each topic, page and card, grouped by topic in guide order: the topic's
//! own page, its pages, its cards. A card's parts are its sections, a page's the texts under its headings; both divided at headings.

use std::borrow::Cow;

use super::document::DocumentSource;
use super::{SearchDoc, SearchSection};
use crate::Context;
use crate::markup::CodeText;
use crate::model::{Body, Card, Cloze, Guide, LevelIx, Node, Question, Section, SectionKind, TagIx, TopicIx};
use crate::site::{has_page, node_path};
use crate::source::Span;

/// The documents of a guide, each made when it is asked for: all together are as large as the guide.
pub struct Documents<'a> {
    cx: &'a Context<'a>,
    nodes: Vec<(usize, Node)>,
}

impl<'a> Documents<'a> {
    /// The documents of the guide that is being rendered.
    pub fn of(cx: &'a Context<'a>) -> Self {
        Self { cx, nodes: nodes(cx.guide) }
    }
}

impl DocumentSource for Documents<'_> {
    fn topics(&self) -> Vec<usize> {
        self.nodes.iter().map(|(topic, _)| *topic).collect()
    }

    fn get(&self, number: usize) -> Cow<'_, SearchDoc> {
        let (topic, node) = self.nodes[number];
        Cow::Owned(document(self.cx, topic, node))
    }
}

/// Each node with the number of its group: 0 for what is in no topic.
fn nodes(guide: &Guide) -> Vec<(usize, Node)> {
    let mut nodes = vec![(0, Node::Home)];
    let alone = (0..guide.pages.len()).filter(|i| guide.pages[*i].topic.is_none());
    nodes.extend(alone.map(|i| (0, Node::Page(i.into()))));
    for (i, topic) in guide.topics.iter().enumerate() {
        let inside = topic.pages.iter().map(|p| Node::Page(*p)).chain(topic.cards.iter().map(|c| Node::Card(*c)));
        nodes.extend(std::iter::once(Node::Topic(i.into())).chain(inside).map(|node| (i + 1, node)));
    }
    // A search finds what is written in its language.
    nodes.retain(|(_, node)| has_page(guide, *node));
    nodes
}

fn document(cx: &Context<'_>, topic: usize, node: Node) -> SearchDoc {
    let guide = cx.guide;
    let title = guide.title(node).map_or_else(|| cx.config.book.title.clone(), |title| title.plain.to_string());
    let doc = SearchDoc { url: node_path(guide, node).as_str().to_string(), topic, title, ..SearchDoc::default() };
    let tags = |tags: &[TagIx]| tags.iter().map(|t| guide.tag(*t).slug.clone()).collect();
    match node {
        Node::Home => SearchDoc { sections: page_sections(cx, &guide.home.summary, guide.home.body.as_ref()), ..doc },
        Node::Topic(ix) => {
            let topic = guide.topic(ix);
            SearchDoc {
                breadcrumb: breadcrumb(guide, topic.parent),
                tags: tags(&topic.tags),
                terms: topic.terms.clone(),
                sections: page_sections(cx, &topic.summary, topic.body.as_ref()),
                ..doc
            }
        }
        Node::Page(ix) => {
            let page = guide.page(ix);
            SearchDoc {
                breadcrumb: breadcrumb(guide, page.topic),
                tags: tags(&page.tags),
                terms: page.terms.clone(),
                sections: page_sections(cx, &page.summary, Some(&page.body)),
                ..doc
            }
        }
        Node::Card(ix) => {
            let card = guide.card(ix);
            let level = |level: LevelIx| guide.level(level).id.clone();
            SearchDoc {
                breadcrumb: breadcrumb(guide, Some(card.topic)),
                tags: tags(&card.tags),
                terms: card.terms.clone(),
                level: card.level.map(level).unwrap_or_default(),
                kind: card.kind.map(|kind| guide.kind(kind).id.clone()).unwrap_or_default(),
                card: true,
                sections: card_sections(cx, card),
                ..doc
            }
        }
    }
}

fn breadcrumb(guide: &Guide, topic: Option<TopicIx>) -> String {
    let around = topic.map(|topic| guide.ancestry(topic)).unwrap_or_default();
    around.iter().map(|topic| &*guide.topic(*topic).title.plain).collect::<Vec<_>>().join(" › ")
}

/// A part of a body before its text is made.
struct Part {
    anchor: String,
    heading: String,
    span: Span,
    secondary: bool,
}

fn page_sections(cx: &Context<'_>, summary: &str, body: Option<&Body>) -> Vec<SearchSection> {
    let mut sections = Vec::new();
    if !summary.is_empty() {
        sections.push(SearchSection { text: summary.to_string(), ..SearchSection::default() });
    }
    if let Some(body) = body {
        let whole = Part { anchor: String::new(), heading: String::new(), span: body.span, secondary: false };
        sections.extend(sections_of(cx, body, &[], divide(body, whole)));
    }
    sections
}

fn card_sections(cx: &Context<'_>, card: &Card) -> Vec<SearchSection> {
    let beginning = |span| Part { anchor: String::new(), heading: String::new(), span, secondary: false };
    let mut parts = vec![beginning(card.prompt)];
    if let Question::Choice { list, .. } = &card.question {
        parts.push(beginning(*list));
    }
    for section in card.shown_sections() {
        parts.extend(divide(&card.body, section_part(cx, section)));
    }
    let cloze: &[Cloze] = if let Question::Cloze(spans) = &card.question { spans } else { &[] };
    sections_of(cx, &card.body, cloze, parts)
}

fn section_part(cx: &Context<'_>, section: &Section) -> Part {
    let names = cx.config.sections.get(&section.kind);
    Part {
        anchor: section.id.to_string(),
        heading: names.and_then(|names| names.first()).cloned().unwrap_or_default(),
        span: section.span,
        // They refer to other cards and other texts.
        secondary: matches!(section.kind, SectionKind::FollowUps | SectionKind::References),
    }
}

/// Cuts a part at the headings inside it.
fn divide(body: &Body, part: Part) -> Vec<Part> {
    let range = part.span.range();
    let first = body.headings.partition_point(|h| (h.span.start as usize) < range.start);
    let inside = body.headings[first..].iter().take_while(|h| (h.span.start as usize) < range.end);
    let inside = inside.filter(|h| h.span.end as usize <= range.end);
    let mut parts = vec![part];
    for heading in inside {
        if let Some(before) = parts.last_mut() {
            let secondary = before.secondary;
            before.span = Span::new(before.span.start as usize, heading.span.start as usize);
            let span = Span::new(heading.span.end as usize, range.end);
            parts.push(Part { anchor: heading.id.to_string(), heading: heading.text.to_string(), span, secondary });
        }
    }
    parts
}

/// The parts' texts; parts without any are left out.
fn sections_of(cx: &Context<'_>, body: &Body, cloze: &[Cloze], parts: Vec<Part>) -> Vec<SearchSection> {
    let spans: Vec<Span> = parts.iter().map(|part| part.span).collect();
    let texts = cx.markup.plain(cx.guide, cx.sources, body, cloze, &spans, CodeText::Kept);
    let section =
        |(part, text): (Part, String)| SearchSection { anchor: part.anchor, heading: part.heading, text, secondary: part.secondary };
    parts.into_iter().zip(texts).map(section).filter(|s| !s.text.is_empty() || !s.heading.is_empty()).collect()
}
