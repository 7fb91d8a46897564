//! A page of running text.

use super::page_meta::{PageMeta, contents};
use super::view::{Article, Html};
use super::{PageRenderer, Rendered};
use crate::model::{Node, PageIx};

/// The page of a page of the guide that is no card and no topic.
pub fn render(page: &PageRenderer<'_>, ix: PageIx) -> Rendered {
    let text = page.cx.guide.page(ix);
    let node = Node::Page(ix);
    let (html, used) = page.body(node);
    let view = Article {
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
    let info = page.info(PageMeta {
        kind: "page",
        node: Some(node),
        title: &text.title.plain,
        description: &page.renderer.cache.summary(page.cx, node),
        breadcrumbs: page.crumbs(text.topic),
        topic: text.topic,
        contents: contents(Some(&text.body)),
        body: Some(&text.body),
        used,
        structured_data: None,
    });
    page.render("page.html", &info, &[("article", &view)])
}
