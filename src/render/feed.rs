//! `feed.xml`: the cards that were updated last, as Atom (RFC 4287). Dates are the authors' own; there is no clock here.

use std::cmp::Reverse;

use super::escape::escape;
use super::page_urls::absolute;
use super::text;
use crate::Context;
use crate::model::{CardIx, Node};
use crate::site::{self, SitePath};

/// Entries of the feed.
const MAX_ENTRIES: usize = 50;

/// The feed; empty without a base URL, which its addresses need.
pub fn render(cx: &Context<'_>) -> Vec<u8> {
    let (Some(home), Some(own)) = (absolute(cx, &SitePath::new("index.html")), absolute(cx, &SitePath::new("feed.xml"))) else {
        return Vec::new();
    };
    let book = &cx.config.book;
    let cards = recent(cx);
    let latest = cards.first().map_or("1970-01-01", |(date, _)| date);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    out.push_str(&format!(" xml:lang=\"{}\">\n", escape(&book.language)));
    element(&mut out, "title", &book.title);
    if !book.description.is_empty() {
        element(&mut out, "subtitle", &book.description);
    }
    element(&mut out, "id", &home);
    element(&mut out, "updated", &format!("{latest}T00:00:00Z"));
    out.push_str(&format!("<link href=\"{}\"/>\n<link rel=\"self\" href=\"{}\"/>\n", escape(&home), escape(&own)));
    let authors = if book.authors.is_empty() { std::slice::from_ref(&book.title) } else { &book.authors };
    for author in authors {
        out.push_str(&format!("<author><name>{}</name></author>\n", escape(author)));
    }
    for (date, ix) in cards {
        entry(cx, &mut out, date, ix);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

/// The cards with a date, the latest first.
fn recent<'a>(cx: &Context<'a>) -> Vec<(&'a str, CardIx)> {
    let dated = cx.guide.cards.iter().enumerate().filter_map(|(i, card)| Some((card.updated.as_deref()?, CardIx::from(i))));
    let mut cards: Vec<_> = dated.filter(|(_, ix)| site::has_page(cx.guide, Node::Card(*ix))).collect();
    cards.sort_by_key(|(date, ix)| (Reverse(*date), *ix));
    cards.truncate(MAX_ENTRIES);
    cards
}

fn entry(cx: &Context<'_>, out: &mut String, date: &str, ix: CardIx) {
    let card = cx.guide.card(ix);
    let url = absolute(cx, &site::node_path(cx.guide, Node::Card(ix))).unwrap_or_default();
    out.push_str("<entry>\n");
    element(out, "title", &card.title.plain);
    element(out, "id", &url);
    element(out, "updated", &format!("{date}T00:00:00Z"));
    out.push_str(&format!("<link href=\"{}\"/>\n", escape(&url)));
    out.push_str(&format!("<category term=\"{}\"/>\n", escape(&cx.guide.topic(card.topic).title.plain)));
    element(out, "summary", &text::excerpt(cx, Node::Card(ix)));
    out.push_str("</entry>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escape(text)));
}
