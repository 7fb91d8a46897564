//! Links and media of cards that leave the site: links lead to the published pages or go, and each format says where it keeps files.

use std::collections::BTreeMap;

use crate::Site;
use crate::model::{Asset, AssetIx, CardIx, Node};
use crate::site::{self, SitePath};

/// What the URLs in rendered HTML become.
pub struct Links<'a> {
    site: &'a Site,
    /// The guide's files by their URL, seen from the site's root.
    assets: BTreeMap<String, AssetIx>,
    /// Pages of the site that are in the document itself: URL from the site's root → place in it. `None` where the text is divided up and has no anchors.
    within: Option<BTreeMap<String, String>>,
}

impl<'a> Links<'a> {
    /// For files that each stand alone: links lead to the published pages.
    pub fn new(site: &'a Site) -> Self {
        let url = |(i, asset): (usize, &Asset)| (SitePath::new(&*asset.path).encoded().to_string(), AssetIx::from(i));
        Self { site, assets: site.guide.assets.iter().enumerate().map(url).collect(), within: None }
    }

    /// For one document of these cards: what leads to one of them, or to a topic of theirs, leads there within it.
    pub fn for_document(site: &'a Site, cards: &[CardIx]) -> Self {
        Self::for_files(site, cards, |_| String::new())
    }

    /// The same for a document in several files; `file` is the one in which a card is.
    pub fn for_files(site: &'a Site, cards: &[CardIx], file: impl Fn(CardIx) -> String) -> Self {
        let guide = &site.guide;
        let mut within = BTreeMap::new();
        for ix in cards {
            let (card, file) = (guide.card(*ix), file(*ix));
            let topic = || format!("{file}#{}", site::anchor('t', &guide.topic(card.topic).id));
            within.entry(site::node_path(guide, Node::Topic(card.topic)).encoded()).or_insert_with(topic);
            within.insert(site::node_path(guide, Node::Card(*ix)).encoded(), format!("{file}#{}", site::anchor('c', &card.id)));
        }
        Self { within: Some(within), ..Self::new(site) }
    }

    /// The address of a page or file of the site; `None` where the guide does not say where it is published.
    pub fn absolute_url(&self, url: &str) -> Option<String> {
        Some(format!("{}{url}", self.site.config.site.base_url.as_ref()?))
    }

    /// HTML that was rendered for the site's root, for a program that has neither. `file` returns the URL of one of the guide's files.
    pub fn rewrite(&self, html: &str, file: &mut dyn FnMut(AssetIx) -> String) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        let mut dropped = false;
        while let Some(at) = rest.find('<') {
            let Some(end) = rest[at..].find('>').map(|end| at + end + 1) else { break };
            let tag = &rest[at..end];
            out.push_str(&rest[..at]);
            match tag {
                "</a>" if std::mem::take(&mut dropped) => {}
                // Most tags of a card colour its code.
                _ if is_plain(tag) => out.push_str(tag),
                // Other programs have no classes for the reader's scheme; their pages are light.
                _ if tag.starts_with("<img class=\"dark-only\"") => {}
                _ if tag.starts_with("<a ") && tag.contains(" href=\"") => match self.link(tag) {
                    Some(tag) => out.push_str(&tag),
                    None => dropped = true,
                },
                _ => out.push_str(&self.element(tag, file)),
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        // What is left of the links from footnotes back to their place.
        if self.within.is_none() { out.replace(" \u{21a9}\u{fe0e}", "") } else { out }
    }

    /// The start of a link; `None` where only its text can stay: to the note itself, to a site whose address is not known.
    fn link(&self, tag: &str) -> Option<String> {
        let url = attribute(tag, "href")?;
        if is_external(url) {
            return Some(tag.to_string());
        }
        let within = |within: &BTreeMap<String, String>| match url.strip_prefix('#') {
            Some(_) => Some(url.to_string()),
            None if url.ends_with(".xhtml") || url.contains(".xhtml#") || url == "style.css" => Some(url.to_string()),
            None => within.get(url.split(['#', '?']).next()?).cloned(),
        };
        if let Some(place) = self.within.as_ref().and_then(within) {
            return Some(tag.replacen(&format!("href=\"{url}\""), &format!("href=\"{place}\""), 1));
        }
        if url.starts_with('#') {
            return None;
        }
        Some(tag.replacen(&format!("href=\"{url}\""), &format!("href=\"{}\"", self.absolute_url(url)?), 1))
    }

    /// Another element, with what it shows.
    fn element(&self, tag: &str, file: &mut dyn FnMut(AssetIx) -> String) -> String {
        let mut tag = tag.to_string();
        for name in ["src", "poster", "data"] {
            let Some(url) = attribute(&tag, name).map(str::to_string) else { continue };
            if let Some(asset) = self.assets.get(&url) {
                let file = file(*asset);
                tag = tag.replacen(&format!(" {name}=\"{url}\""), &format!(" {name}=\"{file}\""), 1);
            }
        }
        if let Some(list) = attribute(&tag, "srcset").map(str::to_string) {
            let candidate = |candidate: &str| {
                let (url, descriptor) = candidate.split_once(' ').unwrap_or((candidate, ""));
                let url = self.assets.get(url).map_or(url.to_string(), |asset| file(*asset));
                format!("{url} {descriptor}").trim_end().to_string()
            };
            let files: Vec<String> = list.split(", ").map(candidate).collect();
            tag = tag.replacen(&list, &files.join(", "), 1);
        }
        // Scrolling by the keyboard is the browser's matter; other programs have keys of their own.
        tag.replace(" tabindex=\"0\"", "").replace(" loading=\"lazy\" decoding=\"async\"", "")
    }
}

/// Whether a tag has no attribute but a class, or closes an element.
fn is_plain(tag: &str) -> bool {
    let class = tag.strip_prefix("<span class=\"").and_then(|rest| rest.strip_suffix("\">"));
    tag.starts_with("</") && tag != "</a>" || class.is_some_and(|class| !class.contains('"'))
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn is_external(url: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme))
}
