//! Texts: bodies and their parts as markup, titles, plain excerpts; and the page of running text.

use super::frame::{self, About};
use super::view::{Html, Text};
use super::{Context, Page};
use crate::diagnostic::Diagnostic;
use crate::model::{Body, Node, PageIx, SectionKind};
use crate::source::{Location, Span};

/// Characters of an excerpt.
const EXCERPT: usize = 280;

pub fn render_page(page: &Page<'_>, ix: PageIx) -> Result<Vec<u8>, Diagnostic> {
    let text = page.cx.guide.page(ix);
    let node = Node::Page(ix);
    let description = if text.summary.is_empty() { excerpt(page.cx, node) } else { text.summary.clone() };
    let info = page.info(About {
        kind: "page",
        title: &text.title.plain,
        description: &description,
        breadcrumbs: page.crumbs(text.topic),
        topic: text.topic,
        contents: frame::contents(Some(&text.body)),
        body: Some(&text.body),
        data: None,
    })?;
    let view = Text {
        title: page.title(node),
        summary: text.summary.clone(),
        icon: text.icon.clone(),
        html: body(page, node).unwrap_or_else(|| Html::new("")),
        tags: page.tags(&text.tags),
        updated: text.updated.clone(),
        requires: page.links(&text.requires, None),
        related: page.links(&text.relations.related, text.topic),
        backlinks: page.backlinks(&text.relations.backlinks, text.topic),
        previous: text.relations.previous.map(|node| page.link(node, text.topic)),
        next: text.relations.next.map(|node| page.link(node, text.topic)),
    };
    page.fill("page.html", &info, Some(("text", &view)))
}

/// A node's whole text as markup, without its title; `None` where it has none.
pub fn body(page: &Page<'_>, node: Node) -> Option<Html> {
    let body = page.cx.guide.body(node)?;
    page.part(body, body.span)
}

/// A node's title as markup.
pub fn title(cx: &Context<'_>, node: Node) -> Html {
    Html::escaped(frame::plain_title(cx.guide, cx.config, node))
}

/// The first words of a node's text, plain.
pub fn excerpt(cx: &Context<'_>, node: Node) -> String {
    let Some(body) = cx.guide.body(node) else {
        return String::new();
    };
    let span = match node {
        Node::Card(ix) => cx.guide.card(ix).sections_of(SectionKind::Answer).next().map_or(body.span, |answer| answer.span),
        _ => body.span,
    };
    frame::shorten(&plain(cx, body, span), EXCERPT)
}

/// A part of a body without markup.
pub fn plain(cx: &Context<'_>, body: &Body, span: Span) -> String {
    cx.sources.slice(Location { source: body.source, span }).to_string()
}

impl Page<'_> {
    /// A part of a body as markup; `None` where there is nothing in it.
    pub fn part(&self, body: &Body, span: Span) -> Option<Html> {
        let text = self.cx.sources.slice(Location { source: body.source, span });
        if text.trim().is_empty() {
            return None;
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, crate::markdown::options()));
        Some(Html::new(&html))
    }

    /// The same in one line, without a paragraph around it.
    pub fn inline(&self, body: &Body, span: Span) -> Html {
        self.part(body, span).unwrap_or_else(|| Html::new(""))
    }
}
