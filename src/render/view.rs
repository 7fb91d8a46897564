//! What a template sees. Theme authors rely on these names: a field is added freely, renamed or removed only with a new major version.
//!
//! Every template gets
//!
//! - `site`: [`Site`], the same on every page,
//! - `t`: the words of `strings/LANG.toml`, `t.card.hint`,
//! - `root`: the way from the page to the site's root, `""`, `"../"`, …; on 404.html the absolute path of the root,
//! - `page`: [`PageInfo`], what the page says of itself,
//! - `frame`: [`Frame`], what stands around the text,
//! - one more value that its file's name tells: `home.html` gets `home` ([`Home`]), `topic.html` `topic` ([`Topic`]), `card.html`
//!   `card` ([`Card`]), `page.html` `text` ([`Text`]), `tag.html` and `level.html` `listing` ([`Listing`]), `tags.html` `tags`
//!   (list of [`Grade`]), `map.html` `map` ([`Map`]), `redirect.html` `target` ([`Link`]), `contribute.html` `contribute`
//!   ([`Contribute`]).
//!   `study.html`, `interview.html`, `progress.html`, `search.html` and `404.html` get none.
//!
//! Functions and filters beyond Tera's own: `asset(name="css/base.css")` is the URL of a file of the theme, `count(key="cards", n=3)` is
//! "3 cards" by the `[count]` words, `text | fill(n=3, title=x)` puts values into a text's `{n}` and `{title}`, `iso | date` writes a date as
//! the language does, `n | number` groups thousands.
//!
//! URLs are relative and ready for an attribute. Fields of type [`Html`] are markup and are inserted as they are; all others are escaped.

use serde::Serialize;

pub use super::escape::Html;
use crate::model::TopicIx;

/// The guide as a whole.
#[derive(Debug, Serialize)]
pub struct Site {
    pub title: String,
    pub description: String,
    pub authors: Vec<String>,
    /// Such as `CC BY 4.0`; empty for none.
    pub licence: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Names the learner's progress.
    pub book: String,
    pub repository: Option<String>,
    /// Whether the site has a search index.
    pub search: bool,
    /// Whether there is a feed (a base URL is set).
    pub feed: bool,
    /// The author's icon, from the site's root; `None` for the theme's.
    pub icon: Option<String>,
    /// Whether the author's icon is an SVG.
    pub icon_is_svg: bool,
}

/// What a page says of itself.
#[derive(Debug, Serialize)]
pub struct PageInfo {
    /// Which topic is open beside the text.
    #[serde(skip)]
    pub topic: Option<TopicIx>,
    /// `home`, `topic`, `card`, `page`, `tag`, `tags`, `level`, `map`, `study`, `interview`, `progress`, `search`, `contribute`,
    /// `not-found` or `redirect`.
    pub kind: &'static str,
    /// Plain text, without the guide's title.
    pub title: String,
    /// Plain text, at most about 160 characters; may be empty.
    pub description: String,
    /// The absolute URL, where a base URL is set.
    pub canonical: Option<String>,
    /// The absolute URL of an image for previews elsewhere, where there is one.
    pub image: Option<String>,
    /// Where the page's source can be edited on the code host.
    pub edit: Option<String>,
    /// Where a card can be added to the topic that the page is of.
    pub add: Option<String>,
    /// JSON-LD, without its `<script>`, where a base URL is set.
    pub json_ld: Option<Html>,
    /// From the home page down to the page above this one.
    pub breadcrumbs: Vec<Link>,
    /// The headings of the page, for "on this page".
    pub contents: Vec<Heading>,
    /// Whether the page has code blocks.
    pub code: bool,
    /// Whether the page has formulas or diagrams.
    pub drawn: bool,
}

/// What stands around the text, each rendered from the partial of its name. It is rendered once for all pages of one kind in one folder, so
/// that these partials see only `site`, `t`, `root`, `page.kind` and `navigation` ([`Navigation`]).
#[derive(Debug, Serialize)]
pub struct Frame {
    pub masthead: Html,
    pub places: Html,
    /// The list of topics.
    pub navigation: Html,
    pub footer: Html,
    pub bar: Html,
}

/// A heading that "on this page" lists.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    pub text: String,
    pub anchor: String,
    /// 2 or 3.
    pub depth: u8,
}

/// A link to a page of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    pub url: String,
    pub title: Html,
    /// `home`, `topic`, `page`, `card` or `listing`.
    pub kind: &'static str,
    /// The level's name, for cards that have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The name of the topic, where the link leads into another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
}

/// A list of links that is cut where it grows long.
#[derive(Debug, Clone, Serialize)]
pub struct Links {
    /// Shown at once.
    pub links: Vec<Link>,
    /// Shown when asked for.
    pub rest: Vec<Link>,
    /// How many there are beyond both.
    pub more: usize,
}

/// A level, kind or tag, or a listing by one.
#[derive(Debug, Clone, Serialize)]
pub struct Grade {
    /// As in front matter: `mid`. For a tag, its slug.
    pub id: String,
    pub name: String,
    /// The listing; `None` for kinds, which have none.
    pub url: Option<String>,
    /// Cards (for a tag: cards, pages and topics).
    pub count: usize,
    pub summary: String,
}

/// A card in a listing.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub id: String,
    pub url: String,
    pub title: Html,
    /// Empty for none, here and below.
    pub level: String,
    pub level_name: String,
    pub kind: String,
    pub kind_name: String,
    pub minutes: Option<u32>,
    /// Slugs, divided by blanks.
    pub tags: String,
}

/// Cards under one heading.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The level (on a topic's page) or the topic (elsewhere); empty for cards that have none.
    pub title: Html,
    pub url: Option<String>,
    /// A fragment for the heading.
    pub anchor: String,
    pub cards: Vec<Entry>,
}

/// Where a page stands in a listing of several pages.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// From 1.
    pub number: usize,
    pub pages: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A topic on the home page or above its own topics.
#[derive(Debug, Serialize)]
pub struct Tile {
    pub id: String,
    pub url: String,
    pub title: Html,
    pub summary: String,
    pub icon: Option<String>,
    /// Cards in it and below it.
    pub total: usize,
    /// Its own pages.
    pub pages: usize,
}

/// `home.html`.
#[derive(Debug, Serialize)]
pub struct Home {
    pub title: String,
    pub summary: String,
    /// content/index.md.
    pub intro: Option<Html>,
    pub levels: Vec<Start>,
    pub topics: Vec<Tile>,
    /// Pages directly in content/.
    pub pages: Vec<Link>,
    /// All cards.
    pub total: usize,
}

/// A level to start by.
#[derive(Debug, Serialize)]
pub struct Start {
    pub name: String,
    pub summary: String,
    /// The listing of its cards.
    pub url: Option<String>,
    /// Cards.
    pub count: usize,
    /// A study session and a mock interview at the level.
    pub study: String,
    pub interview: String,
}

/// `topic.html`.
#[derive(Debug, Serialize)]
pub struct Topic {
    pub id: String,
    pub title: Html,
    pub summary: String,
    pub icon: Option<String>,
    /// Its index.md; only on the first page of the listing.
    pub intro: Option<Html>,
    pub total: usize,
    /// Its own cards, this page of them.
    pub groups: Vec<Group>,
    /// What its own cards (this page of them) can be filtered by; a list of fewer than two is empty.
    pub levels: Vec<Grade>,
    pub kinds: Vec<Grade>,
    pub tags: Vec<Grade>,
    pub pager: Pager,
    pub topics: Vec<Tile>,
    pub pages: Vec<Link>,
    pub requires: Vec<Link>,
    pub related: Vec<Link>,
    pub backlinks: Links,
    /// A study session over the topic.
    pub study: String,
}

/// `card.html`.
#[derive(Debug, Serialize)]
pub struct Card {
    pub id: String,
    pub title: Html,
    /// `open`, `choice` or `cloze`.
    pub question: &'static str,
    pub level: Option<Grade>,
    pub kind: Option<Grade>,
    pub tags: Vec<Grade>,
    pub minutes: Option<u32>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    pub requires: Vec<Link>,
    /// The rest of the question.
    pub prompt: Option<Html>,
    pub choices: Vec<Choice>,
    /// What a cloze card hides, in the order of the text. In `prompt` it stands in `span.cloze`.
    pub hidden: Vec<Html>,
    pub hints: Vec<Section>,
    /// The other sections, in the order written.
    pub back: Vec<Section>,
    pub related: Vec<Link>,
    pub backlinks: Links,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    /// A study session over this card.
    pub study: String,
}

/// One choice of a choice card.
#[derive(Debug, Serialize)]
pub struct Choice {
    pub html: Html,
    pub right: bool,
    pub feedback: Option<Html>,
}

/// A section of a card.
#[derive(Debug, Serialize)]
pub struct Section {
    /// `hint`, `answer`, `key-points`, `pitfalls`, `red-flags`, `follow-ups` or `references`.
    pub key: &'static str,
    /// The heading.
    pub name: String,
    pub anchor: String,
    /// `None` where `points` has the text, or where there is none.
    pub html: Option<Html>,
    /// Key points only.
    pub points: Vec<Point>,
}

/// A key point.
#[derive(Debug, Serialize)]
pub struct Point {
    pub html: Html,
    /// 1 to 5.
    pub weight: u8,
}

/// `page.html`.
#[derive(Debug, Serialize)]
pub struct Text {
    pub title: Html,
    pub summary: String,
    pub icon: Option<String>,
    pub html: Html,
    pub tags: Vec<Grade>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    pub requires: Vec<Link>,
    pub related: Vec<Link>,
    pub backlinks: Links,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// `tag.html` and `level.html`.
#[derive(Debug, Serialize)]
pub struct Listing {
    /// The tag's slug or the level's id.
    pub id: String,
    pub name: String,
    pub summary: String,
    pub total: usize,
    /// By topic, this page of the cards.
    pub groups: Vec<Group>,
    /// Topics and pages that carry the tag.
    pub others: Vec<Link>,
    pub pager: Pager,
    /// A study session over the listing.
    pub study: String,
    /// A mock interview at the level; tags have none.
    pub interview: Option<String>,
}

/// The outermost topics, and the branch of the current one.
#[derive(Debug, Serialize)]
pub struct Navigation {
    pub topics: Vec<Branch>,
    /// Outermost topics that the list leaves out.
    pub more: usize,
}

/// A topic in the navigation.
#[derive(Debug, Serialize)]
pub struct Branch {
    pub id: String,
    pub url: String,
    pub title: Html,
    pub total: usize,
    /// The topic of the page.
    pub current: bool,
    /// On the way to the topic of the page, itself included.
    pub open: bool,
    /// Of an open topic only.
    pub topics: Vec<Branch>,
    pub more: usize,
}

/// `map.html`: a drawing of the topics and the links between them, in units of the drawing.
#[derive(Debug, Serialize)]
pub struct Map {
    pub width: u32,
    pub height: u32,
    pub nodes: Vec<MapNode>,
    pub edges: Vec<MapEdge>,
    /// Topics that the drawing leaves out.
    pub more: usize,
    /// The same as text: each topic with those it is most linked with.
    pub list: Vec<MapRow>,
}

/// A topic of the map, drawn as a card.
#[derive(Debug, Serialize)]
pub struct MapNode {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub url: String,
    /// One or two lines.
    pub lines: Vec<String>,
    pub title: String,
    /// Cards in it and below it.
    pub total: usize,
    /// Its own pages.
    pub pages: usize,
}

/// A thread between two topics of the map.
#[derive(Debug, Serialize)]
pub struct MapEdge {
    /// The `d` of an SVG path.
    pub path: String,
    /// 1 to 4, by the number of links.
    pub weight: u8,
}

/// A topic of the map as text.
#[derive(Debug, Serialize)]
pub struct MapRow {
    pub link: Link,
    pub total: usize,
    pub linked: Vec<Link>,
}

/// contribute.html: where cards are mended and begun.
#[derive(Debug, Serialize)]
pub struct Contribute {
    pub topics: Vec<NewCard>,
    /// Whether the host puts the template into the editor; else it is copied by hand.
    pub filled: bool,
    /// The Markdown of a new card.
    pub template: String,
    /// Where something is reported without touching a file.
    pub report: String,
}

/// A topic that a card can be added to.
#[derive(Debug, Serialize)]
pub struct NewCard {
    pub topic: Link,
    /// The host's editor with a new file in the topic's folder.
    pub url: String,
}
