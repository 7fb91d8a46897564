//! Listings of cards: by tag, by level; and the list of all tags.

use super::page_meta::{Crumb, PageMeta};
use super::view::{Entry, Facet, Group, Heading, Html, Link, Listing, Pager};
use super::{PageRenderer, Rendered};
use crate::model::{AppPage, CardIx, Guide, LevelIx, Node, TagIx, TopicIx};
use crate::site::{self, LISTING_PAGE_SIZE, SitePath, TAGS_PAGE_SIZE};

/// A page of the cards that have a tag; `number` is from 0.
pub fn render_tag(page: &PageRenderer<'_>, ix: TagIx, number: usize) -> Rendered {
    let guide = page.cx.guide;
    let tag = guide.tag(ix);
    let others: Vec<Node> = tag.topics.iter().map(|t| Node::Topic(*t)).chain(tag.pages.iter().map(|p| Node::Page(*p))).collect();
    let listing = Listing {
        id: tag.slug.clone(),
        name: tag.name.clone(),
        summary: String::new(),
        total: tag.cards.len(),
        groups: by_topic(page, slice(&tag.cards, number)),
        topics_and_pages: if number == 0 { page.links(&others, None) } else { Vec::new() },
        pager: pager(page, number, site::listing_page_count(tag.cards.len()), |n| site::tag_path(guide, ix, n)),
        study: page.urls.app(AppPage::Study, "tag", &tag.slug),
        interview: None,
    };
    let title = format!("{}: {}", page.word("listing", "tag"), tag.name);
    let mut crumbs = page.crumbs(None);
    let word = page.word("tags", "title");
    crumbs.push(Crumb { html: Html::escaped(&word), title: word, path: site::tags_path(0), kind: "listing" });
    render_listing(page, "tag", &title, crumbs, &listing, contents(guide, slice(&tag.cards, number)))
}

/// A page of the cards of a level; `number` is from 0.
pub fn render_level(page: &PageRenderer<'_>, ix: LevelIx, number: usize) -> Rendered {
    let guide = page.cx.guide;
    let level = guide.level(ix);
    let cards = page.renderer.cache.level(guide, ix);
    let listing = Listing {
        id: level.id.clone(),
        name: level.name.clone(),
        summary: level.summary.clone(),
        total: cards.len(),
        groups: by_topic(page, slice(cards, number)),
        topics_and_pages: Vec::new(),
        pager: pager(page, number, site::listing_page_count(cards.len()), |n| site::level_path(guide, ix, n)),
        study: page.urls.app(AppPage::Study, "level", &level.id),
        interview: page.cx.config.interview.enabled.then(|| page.urls.app(AppPage::Interview, "level", &level.id)),
    };
    let title = format!("{}: {}", page.word("listing", "level"), level.name);
    render_listing(page, "level", &title, page.crumbs(None), &listing, contents(guide, slice(cards, number)))
}

fn render_listing(
    page: &PageRenderer<'_>,
    kind: &'static str,
    title: &str,
    breadcrumbs: Vec<Crumb>,
    listing: &Listing,
    contents: Vec<Heading>,
) -> Rendered {
    let meta = PageMeta { kind, title, description: &listing.summary, breadcrumbs, contents, ..PageMeta::default() };
    page.render(&format!("{kind}.html"), &page.info(meta), &[("listing", listing)])
}

/// A page (from 0) of the list of all tags.
pub fn render_tags(page: &PageRenderer<'_>, number: usize) -> Rendered {
    let guide = page.cx.guide;
    let mut all: Vec<TagIx> = (0..guide.tags.len()).map(TagIx::from).collect();
    all.sort_by_cached_key(|ix| (guide.tag(*ix).name.to_lowercase(), guide.tag(*ix).slug.clone()));
    let tags: Vec<Facet> = all.chunks(TAGS_PAGE_SIZE).nth(number).unwrap_or_default().iter().map(|ix| page.tag(*ix)).collect();
    let title = page.word("tags", "title");
    let meta = PageMeta { kind: "tags", title: &title, breadcrumbs: page.crumbs(None), ..PageMeta::default() };
    let pager = pager(page, number, site::tags_page_count(guide), site::tags_path);
    page.render("tags.html", &page.info(meta), &[("tags", &tags), ("pager", &pager)])
}

/// What is on one page (from 0) of a listing.
pub fn slice<T>(list: &[T], number: usize) -> &[T] {
    list.chunks(LISTING_PAGE_SIZE).nth(number).unwrap_or_default()
}

/// Cards in guide order, divided by their topic.
fn by_topic(page: &PageRenderer<'_>, cards: &[CardIx]) -> Vec<Group> {
    let guide = page.cx.guide;
    let groups = cards.chunk_by(|a, b| guide.card(*a).topic == guide.card(*b).topic);
    let group = |cards: &[CardIx]| {
        let topic = guide.card(*cards.first()?).topic;
        let Link { url, title, .. } = page.link(Node::Topic(topic), None);
        let anchor = anchor(guide, topic);
        Some(Group { title, url: Some(url), anchor, cards: cards.iter().map(|ix| entry(page, *ix)).collect() })
    };
    groups.filter_map(group).collect()
}

/// The topics of cards in guide order: what "on this page" lists.
fn contents(guide: &Guide, cards: &[CardIx]) -> Vec<Heading> {
    let mut topics: Vec<TopicIx> = cards.iter().map(|ix| guide.card(*ix).topic).collect();
    topics.dedup();
    topics.into_iter().map(|ix| Heading { text: guide.topic(ix).title.plain.to_string(), anchor: anchor(guide, ix), depth: 2 }).collect()
}

fn anchor(guide: &Guide, topic: TopicIx) -> String {
    format!("topic-{}", guide.topic(topic).id.replace(['/', ' '], "-"))
}

/// A card's entry in a list.
pub fn entry(page: &PageRenderer<'_>, ix: CardIx) -> Entry {
    let guide = page.cx.guide;
    let card = guide.card(ix);
    let level = card.level.map(|ix| guide.level(ix));
    let kind = card.kind.map(|ix| guide.kind(ix));
    Entry {
        id: card.id.clone(),
        url: page.urls.node(guide, Node::Card(ix)),
        title: page.title(Node::Card(ix)),
        level: level.map(|level| level.id.clone()).unwrap_or_default(),
        level_name: level.map(|level| level.name.clone()).unwrap_or_default(),
        kind: kind.map(|kind| kind.id.clone()).unwrap_or_default(),
        kind_name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
        minutes: card.minutes,
        language: page.fallback_language(Node::Card(ix)),
        tags: card.tags.iter().map(|ix| guide.tag(*ix).slug.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// Where page `number` (from 0) is among `pages`.
pub fn pager(page: &PageRenderer<'_>, number: usize, pages: usize, path: impl Fn(usize) -> SitePath) -> Pager {
    Pager {
        number: number + 1,
        pages,
        previous: number.checked_sub(1).map(|n| page.urls.url(&path(n))),
        next: (number + 1 < pages).then(|| page.urls.url(&path(number + 1))),
    }
}
