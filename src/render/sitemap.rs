//! `sitemap.xml` (sitemaps.org, version 0.9): every page, with the date of its last update where its author gave one.
//!
//! A file may list 50,000 addresses. A longer list is divided into `sitemap-1.xml` and so on, and `sitemap.xml` lists those.

use super::escape::escape;
use super::page_urls::absolute;
use crate::Context;
use crate::model::Node;
use crate::site::{self, MAX_SITEMAP_URLS, SitePath};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `sitemap.xml`; empty without a base URL, which its addresses need.
pub fn render(cx: &Context<'_>) -> Vec<u8> {
    if cx.config.site.base_url.is_none() {
        return Vec::new();
    }
    match site::sitemap_part_count(cx.guide) {
        0 => list(cx, site::sitemap_pages(cx.guide)),
        parts => index(cx, parts),
    }
}

/// Part `number`, from 1.
pub fn render_part(cx: &Context<'_>, number: usize) -> Vec<u8> {
    list(cx, site::sitemap_pages(cx.guide).skip(number.saturating_sub(1) * MAX_SITEMAP_URLS).take(MAX_SITEMAP_URLS))
}

fn list(cx: &Context<'_>, pages: impl Iterator<Item = (SitePath, Option<Node>)>) -> Vec<u8> {
    let languages = if cx.guide.languages.list.is_empty() { "" } else { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" };
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\"{languages}>\n");
    for (path, node) in pages {
        let url = absolute(cx, &path).unwrap_or_default();
        let updated = match node {
            Some(Node::Card(ix)) => cx.guide.card(ix).updated.as_deref(),
            Some(Node::Page(ix)) => cx.guide.page(ix).updated.as_deref(),
            Some(Node::Home | Node::Topic(_)) | None => None,
        };
        let updated = updated.map(|date| format!("<lastmod>{}</lastmod>", escape(date))).unwrap_or_default();
        let others = alternates(cx, &path, node);
        out.push_str(&format!("<url><loc>{}</loc>{updated}{others}</url>\n", escape(&url)));
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The page in each language in which it is (Google's form, "Tell Google about localized versions of your page").
fn alternates(cx: &Context<'_>, path: &SitePath, node: Option<Node>) -> String {
    let pages = super::languages::of_path(cx, path, node.map(|node| cx.guide.id(node)));
    let link = |(language, url): (&str, String)| {
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>", escape(language), escape(&url))
    };
    pages.into_iter().map(link).collect()
}

fn index(cx: &Context<'_>, parts: usize) -> Vec<u8> {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for number in 1..=parts {
        let url = absolute(cx, &site::sitemap_part_path(number)).unwrap_or_default();
        out.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&url)));
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}
