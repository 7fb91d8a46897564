//! What a link shows on hover: title, labels and the first words of the page that it leads to.
//!
//! Pages opened from disk can't fetch, so that the data is classic scripts, a few kilobytes each, loaded on the first hover over a link
//! into a folder: `assets/previews/databases/0.js` calls `Recto.previews("databases", 2, {"acid": ["ACID …", "Junior · Concept", "…"]})`,
//! whose second argument is the number of parts. A page's part is FNV-1a (32 bits) of its file name without `.html`, modulo the parts;
//! their number is a power of two, so that it changes seldom. `js/preview.js` is the other half.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::place::folder;
use super::shared::Shared;
use super::{Context, frame, text};
use crate::model::{Guide, Node};
use crate::site::{self, Output, SitePath};

/// Pages that a part holds on average, at most.
const PART: usize = 64;
/// Characters of the first words.
const WORDS: usize = 220;

/// Every file of previews, for the plan.
pub fn paths(guide: &Guide) -> Vec<(SitePath, Output)> {
    let part = |folder: &str, part| (path(folder, part), Output::Preview { folder: folder.to_string(), part });
    folders(guide).iter().flat_map(|(folder, nodes)| (0..parts(nodes.len())).map(move |n| part(folder, n))).collect()
}

/// The nodes that are published in each folder, in guide order; the home page is in none.
pub fn folders(guide: &Guide) -> BTreeMap<String, Vec<Node>> {
    let mut folders: BTreeMap<String, Vec<Node>> = BTreeMap::new();
    for node in guide.nodes().filter(|node| *node != Node::Home) {
        folders.entry(folder(&site::node_path(guide, node)).to_string()).or_default().push(node);
    }
    folders
}

/// The bytes of one part of a folder's previews.
pub fn render(cx: &Context<'_>, shared: &Shared, folder: &str, part: usize) -> Vec<u8> {
    let nodes = shared.folders(cx.guide).get(folder).map_or(&[][..], Vec::as_slice);
    let parts = parts(nodes.len());
    let mut entries = Map::new();
    for node in nodes {
        let path = site::node_path(cx.guide, *node);
        let name = name(&path);
        if part_of(name, parts) == part {
            entries.insert(name.to_string(), json!([frame::plain_title(cx.guide, cx.config, *node), labels(cx, *node), words(cx, *node)]));
        }
    }
    format!("Recto.previews({},{parts},{});\n", json!(folder), Value::Object(entries)).into_bytes()
}

fn path(folder: &str, part: usize) -> SitePath {
    let slash = if folder.is_empty() { "" } else { "/" };
    SitePath::new(format!("assets/previews/{folder}{slash}{part}.js"))
}

fn parts(nodes: usize) -> usize {
    nodes.div_ceil(PART).next_power_of_two()
}

fn part_of(name: &str, parts: usize) -> usize {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % parts
}

/// A path's file name without `.html`.
fn name(path: &SitePath) -> &str {
    let file = path.as_str().rsplit('/').next().unwrap_or("");
    file.strip_suffix(".html").unwrap_or(file)
}

fn labels(cx: &Context<'_>, node: Node) -> String {
    let guide = cx.guide;
    match node {
        Node::Card(ix) => {
            let card = guide.card(ix);
            let level = card.level.map(|ix| guide.level(ix).name.as_str());
            let kind = card.kind.map(|ix| guide.kind(ix).name.as_str());
            [Some(guide.topic(card.topic).title.plain.as_str()), level, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        Node::Topic(ix) => cx.theme.strings().count("cards", guide.topic(ix).total as u64).unwrap_or_default(),
        Node::Page(ix) => guide.page(ix).topic.map(|ix| guide.topic(ix).title.plain.clone()).unwrap_or_default(),
        Node::Home => String::new(),
    }
}

fn words(cx: &Context<'_>, node: Node) -> String {
    let summary = match node {
        Node::Topic(ix) => &cx.guide.topic(ix).summary,
        Node::Page(ix) => &cx.guide.page(ix).summary,
        Node::Card(_) | Node::Home => "",
    };
    if summary.is_empty() { frame::shorten(&text::excerpt(cx, node), WORDS) } else { summary.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_few_and_their_hash_is_the_browser_s() {
        assert_eq!([1, 64, 65, 129, 1000].map(parts), [1, 1, 2, 4, 16]);
        // The same vectors stand in tests/js/preview.test.mjs.
        assert_eq!(["acid", "é", "index"].map(|name| part_of(name, 16)), [8, 1, 11]);
        assert_eq!(path("", 0).as_str(), "assets/previews/0.js");
        assert_eq!(path("a/b", 3).as_str(), "assets/previews/a/b/3.js");
    }
}
