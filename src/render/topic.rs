//! A topic's page, and the further pages of a long one.

use std::collections::BTreeMap;

use super::home::tile;
use super::page_meta::{self, PageMeta};
use super::view::{Facet, Group, Heading, Html, Topic};
use super::{PageRenderer, Rendered, json_ld, listing};
use crate::markup::UsedFeatures;
use crate::model::{self, AppPage, CardIx, LevelIx, Node, TopicIx};
use crate::site::{self, LISTING_PAGE_SIZE};

/// Tags that a topic's cards can be filtered by: the commonest.
const MAX_FILTER_TAGS: usize = 24;

/// A page of a topic; `number` is from 0, and the first has the introduction.
pub fn render(page: &PageRenderer<'_>, ix: TopicIx, number: usize) -> Rendered {
    let topic = page.cx.guide.topic(ix);
    let (intro, used) = if number == 0 { page.body(Node::Topic(ix)) } else { (None, UsedFeatures::default()) };
    let view = Topic { intro, ..view(page, ix, topic, number) };
    let info = page.info(PageMeta {
        kind: "topic",
        node: Some(Node::Topic(ix)),
        title: &topic.title.plain,
        description: &page.renderer.cache.summary(page.cx, Node::Topic(ix)),
        breadcrumbs: page.crumbs(topic.parent),
        topic: Some(ix),
        contents: contents(page, topic, number),
        body: topic.body.as_ref(),
        used,
        structured_data: if number == 0 { json_ld::quiz(page, topic) } else { None },
    });
    page.render("topic.html", &info, &[("topic", &view)])
}

/// All but the introduction.
fn view(page: &PageRenderer<'_>, ix: TopicIx, topic: &model::Topic, number: usize) -> Topic {
    let shown = cards_of_page(page, topic, number);
    let guide = page.cx.guide;
    let pages = site::topic_page_count(topic);
    let (levels, kinds, tags) = filters(page, &shown);
    Topic {
        id: topic.id.clone(),
        title: page.title(Node::Topic(ix)),
        summary: topic.summary.clone(),
        icon: topic.icon.clone(),
        intro: None,
        total: topic.total,
        groups: if topic.has_listed_order { in_order(page, &shown) } else { by_level(page, &shown) },
        levels,
        kinds,
        tags,
        pager: listing::pager(page, number, pages, |n| site::topic_path(guide, ix, n)),
        topics: listing::slice(&topic.children, number).iter().map(|ix| tile(page, *ix)).collect(),
        pages: listing::slice(&topic.pages, number).iter().map(|ix| page.page_link(*ix)).collect(),
        all_pages: topic.pages.len(),
        requires: page.links(&topic.requires, None),
        related: page.links(&topic.relations.related, None),
        backlinks: page.backlinks(&topic.relations.backlinks, Some(ix)),
        study: page.urls.app(AppPage::Study, "topic", &topic.id),
        print: (page.cx.config.export.print && !topic.cards.is_empty()).then(|| page.urls.url(&site::print_path(guide, ix, 0))),
    }
}

/// The topic's own cards, from the easiest level up, those of this page.
fn cards_of_page(page: &PageRenderer<'_>, topic: &model::Topic, number: usize) -> Vec<CardIx> {
    listing::slice(&ordered_cards(page, topic), number).to_vec()
}

/// The topic's own cards as its page lists them.
pub fn ordered_cards(page: &PageRenderer<'_>, topic: &model::Topic) -> Vec<CardIx> {
    let mut cards = topic.cards.clone();
    // Stable: within a level the topic's order stays. Cards without a level come last.
    if !topic.has_listed_order {
        cards.sort_by_key(|ix| page.cx.guide.card(*ix).level.map_or(u32::MAX, |level| level.0));
    }
    cards
}

/// All in one group, as the topic's index says.
fn in_order(page: &PageRenderer<'_>, cards: &[CardIx]) -> Vec<Group> {
    let entries: Vec<_> = cards.iter().map(|ix| listing::entry(page, *ix)).collect();
    let group = Group { title: Html::escaped(""), url: None, anchor: "in-order".into(), cards: entries };
    if group.cards.is_empty() { Vec::new() } else { vec![group] }
}

fn by_level(page: &PageRenderer<'_>, cards: &[CardIx]) -> Vec<Group> {
    let guide = page.cx.guide;
    let groups = cards.chunk_by(|a, b| guide.card(*a).level == guide.card(*b).level);
    groups
        .map(|group| {
            let level = group.first().and_then(|ix| guide.card(*ix).level);
            // Where no card has a level there is nothing to distinguish.
            let name = match level {
                Some(ix) => guide.level(ix).name.clone(),
                None if group.len() == cards.len() => String::new(),
                None => page.word("topic", "any_level"),
            };
            Group {
                title: Html::escaped(&name),
                url: level.map(|ix| page.urls.level(guide, ix)),
                anchor: level.map_or_else(|| "level".to_string(), |ix| format!("level-{}", guide.level(ix).id)),
                cards: group.iter().map(|ix| listing::entry(page, *ix)).collect(),
            }
        })
        .collect()
}

/// What the cards can be filtered by, each with its count; a filter with one value is left out.
fn filters(page: &PageRenderer<'_>, cards: &[CardIx]) -> (Vec<Facet>, Vec<Facet>, Vec<Facet>) {
    let guide = page.cx.guide;
    let (mut levels, mut kinds, mut tags) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for card in cards.iter().map(|ix| guide.card(*ix)) {
        card.level.into_iter().for_each(|ix: LevelIx| *levels.entry(ix).or_insert(0) += 1);
        card.kind.into_iter().for_each(|ix| *kinds.entry(ix).or_insert(0) += 1);
        card.tags.iter().for_each(|ix| *tags.entry(*ix).or_insert(0) += 1);
    }
    let mut tags: Vec<_> = tags.into_iter().filter(|(_, count)| *count < cards.len()).collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| guide.tag(a.0).name.cmp(&guide.tag(b.0).name)));
    tags.truncate(MAX_FILTER_TAGS);
    (
        choice(levels.into_iter().map(|(ix, count)| Facet { count, ..page.level(ix) })),
        choice(kinds.into_iter().map(|(ix, count)| Facet { count, ..page.kind(ix) })),
        choice(tags.into_iter().map(|(ix, count)| Facet { count, ..page.tag(ix) })),
    )
}

fn choice(facets: impl Iterator<Item = Facet>) -> Vec<Facet> {
    let facets: Vec<Facet> = facets.collect();
    if facets.len() < 2 { Vec::new() } else { facets }
}

fn contents(page: &PageRenderer<'_>, topic: &model::Topic, number: usize) -> Vec<Heading> {
    let mut headings = if number == 0 { page_meta::contents(topic.body.as_ref()) } else { Vec::new() };
    let own = |key, anchor: &str| Heading { text: page.word("topic", key), anchor: anchor.into(), depth: 2 };
    let has = |length: usize| number < length.div_ceil(LISTING_PAGE_SIZE);
    let (topics, pages) = (has(topic.children.len()), has(topic.pages.len()));
    if topics {
        headings.push(own("topics", "own-topics"));
    }
    if pages {
        headings.push(own("pages", "own-pages"));
    }
    if has(topic.cards.len()) || !topics && !pages {
        headings.push(own("cards", "cards"));
    }
    headings
}
