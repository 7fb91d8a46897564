//! Texts: bodies and their parts as markup, titles, plain excerpts; and the page of running text.

use super::frame::{self, About};
use super::page_cache::PageCache;
use super::view::{Html, Text};
use super::{Page, Rendered};
use crate::Context;
use crate::markup::{self, Layout, UsedFeatures};
use crate::model::{Body, Card, Cloze, Node, PageIx, Question};
use crate::source::Span;

/// Characters of an excerpt.
const EXCERPT: usize = 280;

pub fn render_page(page: &Page<'_>, ix: PageIx) -> Rendered {
    let text = page.cx.guide.page(ix);
    let node = Node::Page(ix);
    let (html, used) = page.body(node);
    let view = Text {
        title: page.title(node),
        summary: text.summary.clone(),
        icon: text.icon.clone(),
        html: html.unwrap_or_else(|| Html::new("")),
        tags: page.tags(&text.tags),
        updated: text.updated.clone(),
        requires: page.links(&text.requires, None),
        related: page.links(&text.relations.related, text.topic),
        backlinks: page.backlinks(&text.relations.backlinks, text.topic),
        previous: text.relations.previous.map(|node| page.link(node, text.topic)),
        next: text.relations.next.map(|node| page.link(node, text.topic)),
    };
    let info = page.info(About {
        kind: "page",
        title: &text.title.plain,
        description: &summary(page.cx, &page.renderer.cache, node),
        breadcrumbs: page.crumbs(text.topic),
        topic: text.topic,
        contents: frame::contents(Some(&text.body)),
        body: Some(&text.body),
        used,
        data: None,
    });
    page.fill("page.html", &info, Some(("text", &view)))
}

/// Rendered parts of a body, taken one after the other in the order in which they were asked for.
pub struct Parts {
    parts: std::vec::IntoIter<markup::Html>,
    /// What the parts taken so far contain.
    pub used: UsedFeatures,
}

impl Parts {
    /// The next part.
    pub fn take(&mut self) -> Html {
        let part = self.parts.next().unwrap_or_default();
        self.used |= part.used;
        Html::new(part.html.trim())
    }

    /// The next part, if there is anything in it.
    pub fn take_some(&mut self) -> Option<Html> {
        let html = self.take();
        (!html.as_str().is_empty()).then_some(html)
    }
}

impl Page<'_> {
    /// Parts of a body as markup, from one reading of it.
    pub fn parts(&self, body: &Body, spans: &[Span], layout: &Layout<'_>) -> Parts {
        let place = markup::PageContext { guide: self.cx.guide, sources: self.cx.sources, here: &self.urls.path };
        let parts = self.cx.markup.parts(&place, body, spans, layout);
        Parts { parts: parts.into_iter(), used: UsedFeatures::default() }
    }

    /// A node's whole text as markup, without its title; `None` where it has none.
    pub fn body(&self, node: Node) -> (Option<Html>, UsedFeatures) {
        let Some(body) = self.cx.guide.body(node) else {
            return (None, UsedFeatures::default());
        };
        let mut parts = self.parts(body, &[body.span], &Layout::PAGE);
        (parts.take_some(), parts.used)
    }
}

/// A node's title as markup.
pub fn title(cx: &Context<'_>, node: Node) -> Html {
    match cx.guide.title(node) {
        Some(title) => Html::new(&cx.markup.title(title)),
        None => Html::escaped(&cx.config.book.title),
    }
}

/// The cloze deletions of a card; none for others than cloze cards.
pub fn cloze(card: &Card) -> &[Cloze] {
    if let Question::Cloze(spans) = &card.question { spans } else { &[] }
}

/// What a node says in one or two lines: its own summary, or its first words.
pub fn summary(cx: &Context<'_>, cache: &PageCache, node: Node) -> String {
    let own = match node {
        Node::Home => &cx.guide.home.summary,
        Node::Topic(ix) => &cx.guide.topic(ix).summary,
        Node::Page(ix) => &cx.guide.page(ix).summary,
        Node::Card(ix) => return cache.excerpt(cx, ix),
    };
    if own.is_empty() { excerpt(cx, node) } else { own.to_string() }
}

/// The first words of a node's text, of a card's answer, plain.
pub fn excerpt(cx: &Context<'_>, node: Node) -> String {
    match node {
        Node::Card(ix) => answer(cx, cx.guide.card(ix), EXCERPT),
        _ => cx.guide.body(node).map(|body| plain(cx, body, &[], body.span, EXCERPT)).unwrap_or_default(),
    }
}

/// The first words of a card's answer (of the short one, if there is one), in so many characters; where it has none, of the rest of its question, unless that would give
/// hidden words away.
pub fn answer(cx: &Context<'_>, card: &Card, characters: usize) -> String {
    match card.first_answer() {
        Some(answer) => plain(cx, &card.body, cloze(card), answer.span, characters),
        None if cloze(card).is_empty() => plain(cx, &card.body, &[], card.prompt, characters),
        None => String::new(),
    }
}

/// The first words of a part of a body, without markup and code.
fn plain(cx: &Context<'_>, body: &Body, cloze: &[Cloze], span: Span, characters: usize) -> String {
    // Some more, because blanks are joined.
    let enough = characters + characters / 4;
    frame::shorten(&cx.markup.excerpt(cx.guide, cx.sources, body, cloze, span, enough), characters)
}
