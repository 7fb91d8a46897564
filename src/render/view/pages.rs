//! The value that each template gets besides `site`, `page` and `layout`.

use serde::Serialize;

use super::{Facet, Group, Html, Link, Links, Pager, Tile};

/// `home.html`.
#[derive(Debug, Serialize)]
pub struct Home {
    pub title: String,
    pub summary: String,
    /// content/index.md.
    pub intro: Option<Html>,
    pub levels: Vec<LevelEntry>,
    /// How many outermost topics there are, on all pages of the list.
    pub all_topics: usize,
    /// The outermost topics, this page of them.
    pub topics: Vec<Tile>,
    /// Pages directly in content/, this page of them.
    pub pages: Vec<Link>,
    pub pager: Pager,
    /// All cards.
    pub total: usize,
}

/// A level to start by.
#[derive(Debug, Serialize)]
pub struct LevelEntry {
    pub name: String,
    pub summary: String,
    /// The listing of its cards.
    pub url: Option<String>,
    /// Cards.
    pub count: usize,
    /// A study session and, where the site has them, a mock interview at the level.
    pub study: String,
    pub interview: Option<String>,
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
    pub levels: Vec<Facet>,
    pub kinds: Vec<Facet>,
    pub tags: Vec<Facet>,
    pub pager: Pager,
    /// Its own topics and pages, this page of them.
    pub topics: Vec<Tile>,
    pub pages: Vec<Link>,
    /// How many pages of its own it has.
    pub all_pages: usize,
    pub requires: Vec<Link>,
    pub related: Vec<Link>,
    pub backlinks: Links,
    /// A study session over the topic.
    pub study: String,
    /// Its own cards for printing, where there are any and the site has such pages.
    pub print: Option<String>,
}

/// `print.html`, and `print/booklet.html` beyond the site: cards for paper, the questions apart from the answers.
#[derive(Debug, Serialize)]
pub struct Print {
    /// The topic's, or the guide's.
    pub title: Html,
    pub summary: String,
    /// The topic's page; `None` in a booklet.
    pub topic_url: Option<String>,
    /// Whether each answer is below its question; else all of them are after the last question.
    pub inline_answers: bool,
    pub total: usize,
    pub groups: Vec<PrintGroup>,
    pub pager: Pager,
}

/// The cards of a topic on paper.
#[derive(Debug, Serialize)]
pub struct PrintGroup {
    /// With the topics above it, the outermost first.
    pub titles: Vec<Html>,
    pub anchor: String,
    /// The numbers of its first and last card.
    pub first: usize,
    pub last: usize,
    pub cards: Vec<PrintCard>,
}

/// A card on paper.
#[derive(Debug, Serialize)]
pub struct PrintCard {
    /// Counts through the document, from 1.
    pub number: usize,
    /// Of its question; that of its answer ends in `-answer`.
    pub anchor: String,
    pub id: String,
    /// The card's page, from where the document is.
    pub url: String,
    pub title: Html,
    /// What the question has for a heading: the title; the text with its blanks, where the title of a cloze card is that text.
    pub question: Html,
    /// `open`, `choice` or `cloze`.
    pub question_type: &'static str,
    pub level: Option<String>,
    pub kind: Option<String>,
    pub minutes: Option<u32>,
    /// The language of the card, where it is not the document's.
    pub language: Option<String>,
    /// The rest of the question; what a cloze card hides is a `span.blank`.
    pub prompt: Option<Html>,
    pub choices: Vec<Choice>,
    pub hidden: Vec<Html>,
    pub hints: Vec<Section>,
    pub back: Vec<Section>,
    /// Its answer is a few lines of text, which stand in a narrow column and on one page.
    pub short: bool,
    /// Its answer is one part, which needs no heading.
    pub has_single_section: bool,
}

/// `card.html`.
#[derive(Debug, Serialize)]
pub struct Card {
    pub id: String,
    pub title: Html,
    /// `open`, `choice` or `cloze`.
    pub question_type: &'static str,
    pub level: Option<Facet>,
    pub kind: Option<Facet>,
    pub tags: Vec<Facet>,
    pub minutes: Option<u32>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    pub requires: Vec<Link>,
    /// The rest of the question.
    pub prompt: Option<Html>,
    pub choices: Vec<Choice>,
    /// What a cloze card hides, in the order of the text. In `prompt` it is in `span.cloze`.
    pub hidden: Vec<Html>,
    pub hints: Vec<Section>,
    /// The other sections: the short answer, then the others in the order written.
    pub back: Vec<Section>,
    pub related: Vec<Link>,
    pub backlinks: Links,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    /// A study session over this card.
    pub study: String,
    /// The table of all cards, with this one's note open.
    pub browse: String,
}

/// `embed.html`: a card for frames in pages of others.
#[derive(Debug, Serialize)]
pub struct Embed {
    pub card: Card,
    /// The card's page.
    pub url: String,
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
    /// `hint`, `short-answer`, `answer`, `key-points`, `pitfalls`, `red-flags`, `follow-ups` or `references`.
    pub key: &'static str,
    /// The heading.
    pub name: String,
    pub anchor: String,
    /// `None` where `points` has the text, or where there is none.
    pub html: Option<Html>,
    /// Key points only: all of them.
    pub points: Vec<Point>,
    /// Key points only: lists of points, and the text before, between and after them, in the order written.
    pub pieces: Vec<Piece>,
}

/// A text, or a list of key points.
#[derive(Debug, Serialize)]
pub struct Piece {
    pub html: Option<Html>,
    pub points: Vec<Point>,
}

/// A key point.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    pub html: Html,
    /// 1 to 5.
    pub weight: u8,
}

/// `page.html`.
#[derive(Debug, Serialize)]
pub struct Article {
    pub title: Html,
    pub summary: String,
    pub icon: Option<String>,
    pub html: Html,
    pub tags: Vec<Facet>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    pub requires: Vec<Link>,
    pub related: Vec<Link>,
    pub backlinks: Links,
    pub previous: Option<Link>,
    pub next: Option<Link>,
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
    /// The title in one to three lines.
    pub lines: Vec<String>,
    pub title: String,
    /// Cards in it and below it.
    pub total: usize,
    /// Its own pages.
    pub pages: usize,
}

/// An edge between two topics of the map.
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

/// contribute.html: where cards are fixed and added.
#[derive(Debug, Serialize)]
pub struct Contribute {
    pub topics: Vec<NewCard>,
    /// Whether the host puts the template into the editor; else it is copied by hand.
    pub prefilled: bool,
    /// The Markdown of a new card.
    pub template: String,
    /// Where something is reported without touching a file.
    pub issue_url: String,
}

/// A topic that a card can be added to.
#[derive(Debug, Serialize)]
pub struct NewCard {
    pub topic: Link,
    /// The host's editor with a new file in the topic's folder.
    pub url: String,
}
