//! `sitemap.xml` (sitemaps.org, version 0.9): every page, with the date of its last update where its author gave one.
//!
//! A file may list 50,000 addresses. A longer list is divided into `sitemap-1.xml` and so on, and `sitemap.xml` lists those.

use super::Context;
use super::feed::escape;
use super::frame::absolute;
use crate::model::{AppPage, Guide, Node};
use crate::site::{self, SitePath};

/// Addresses that one file may hold, by the standard.
const ADDRESSES: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// How many files the list is divided into; 0 where `sitemap.xml` holds it all.
pub fn parts(guide: &Guide) -> usize {
    let pages = pages(guide).count();
    if pages <= ADDRESSES { 0 } else { pages.div_ceil(ADDRESSES) }
}

/// Where part `number`, from 1, is published.
pub fn part_path(number: usize) -> SitePath {
    SitePath::new(format!("sitemap-{number}.xml"))
}

/// `sitemap.xml`; empty without a base URL, which its addresses need.
pub fn render(cx: &Context<'_>) -> Vec<u8> {
    if cx.config.site.base_url.is_none() {
        return Vec::new();
    }
    match parts(cx.guide) {
        0 => list(cx, pages(cx.guide)),
        parts => index(cx, parts),
    }
}

/// Part `number`, from 1.
pub fn render_part(cx: &Context<'_>, number: usize) -> Vec<u8> {
    list(cx, pages(cx.guide).skip(number.saturating_sub(1) * ADDRESSES).take(ADDRESSES))
}

/// Every page that a search engine should know, with the date of its update.
fn pages(guide: &Guide) -> impl Iterator<Item = (SitePath, Option<&str>)> {
    let nodes = guide.nodes().map(|node| {
        let updated = match node {
            Node::Card(ix) => guide.card(ix).updated.as_deref(),
            Node::Page(ix) => guide.page(ix).updated.as_deref(),
            Node::Home | Node::Topic(_) => None,
        };
        (site::node_path(guide, node), updated)
    });
    let levels = (0..guide.levels.len()).map(|i| (site::level_path(guide, i.into(), 0), None));
    let tags = (0..guide.tags.len()).map(|i| (site::tag_path(guide, i.into(), 0), None));
    let own = [(SitePath::new("tags.html"), None), (site::app_path(AppPage::Map), None)];
    nodes.chain(levels).chain(own).chain(tags)
}

fn list<'a>(cx: &Context<'_>, pages: impl Iterator<Item = (SitePath, Option<&'a str>)>) -> Vec<u8> {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for (path, updated) in pages {
        let url = absolute(cx, &path).unwrap_or_default();
        let updated = updated.map(|date| format!("<lastmod>{}</lastmod>", escape(date))).unwrap_or_default();
        out.push_str(&format!("<url><loc>{}</loc>{updated}</url>\n", escape(&url)));
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

fn index(cx: &Context<'_>, parts: usize) -> Vec<u8> {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for number in 1..=parts {
        let url = absolute(cx, &part_path(number)).unwrap_or_default();
        out.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&url)));
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}
