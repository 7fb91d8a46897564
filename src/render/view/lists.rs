//! Links, and the lists that are made of them.

use serde::Serialize;

use super::Html;

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
    /// The character before a topic's or page's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// A page's summary, in lists of pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The language of the text there, where it is not this page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
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
pub struct Facet {
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
    /// The language of the card, where it is not this page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
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

/// Where a page is in a listing of several pages.
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
    /// The language of its text, where it is not this page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
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
    pub topics_and_pages: Vec<Link>,
    pub pager: Pager,
    /// A study session over the listing.
    pub study: String,
    /// A mock interview at the level; tags have none, nor has a site without interviews.
    pub interview: Option<String>,
}
