//! The home page, and the further pages of its lists.

use super::page_meta::PageMeta;
use super::text;
use super::view::{Facet, Home, LevelEntry, Tile};
use super::{PageRenderer, Rendered, listing};
use crate::markup::UsedFeatures;
use crate::model::{AppPage, LevelIx, Node, PageIx, TopicIx};
use crate::site;

/// The home page, or a further page of its lists; `number` is from 0.
pub fn render(page: &PageRenderer<'_>, number: usize) -> Rendered {
    let (guide, config) = (page.cx.guide, page.cx.config);
    let title = text::plain_title(guide, config, Node::Home).to_string();
    let summary = if guide.home.summary.is_empty() { &config.book.description } else { &guide.home.summary };
    let first = number == 0;
    let topics: Vec<TopicIx> = guide.outermost_topics().collect();
    let pages: Vec<PageIx> = guide.outermost_pages().collect();
    let levels = (0..guide.levels.len()).map(LevelIx::from).map(|ix| page.level(ix)).filter(|level| first && level.count > 0);
    let (intro, used) = if first { page.body(Node::Home) } else { (None, UsedFeatures::default()) };
    let home = Home {
        title: title.clone(),
        summary: summary.clone(),
        intro,
        levels: levels.map(|level| start(page, level)).collect(),
        all_topics: topics.len(),
        topics: listing::slice(&topics, number).iter().map(|ix| tile(page, *ix)).collect(),
        pages: listing::slice(&pages, number).iter().map(|ix| page.page_link(*ix)).collect(),
        pager: listing::pager(page, number, site::home_page_count(guide), site::home_path),
        total: guide.cards.len(),
    };
    let info = page.info(PageMeta {
        kind: "home",
        node: Some(Node::Home),
        title: &title,
        description: summary,
        body: guide.home.body.as_ref(),
        used,
        ..PageMeta::default()
    });
    page.render("home.html", &info, &[("home", &home)])
}

fn start(page: &PageRenderer<'_>, level: Facet) -> LevelEntry {
    let to = |app| page.urls.app(app, "level", &level.id);
    let (study, interview) = (to(AppPage::Study), page.cx.config.interview.enabled.then(|| to(AppPage::Interview)));
    LevelEntry { name: level.name, summary: level.summary, url: level.url, count: level.count, study, interview }
}

/// A topic among others.
pub fn tile(page: &PageRenderer<'_>, ix: TopicIx) -> Tile {
    let topic = page.cx.guide.topic(ix);
    Tile {
        id: topic.id.clone(),
        url: page.urls.topic(page.cx.guide, ix),
        title: page.title(Node::Topic(ix)),
        summary: topic.summary.clone(),
        icon: topic.icon.clone(),
        total: topic.total,
        pages: topic.pages.len(),
        language: page.fallback_language(Node::Topic(ix)),
    }
}
