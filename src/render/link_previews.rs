//! What a link shows on hover: title, labels and the first words of the page that it leads to.
//!
//! Pages opened from disk can't fetch, so that the data is classic scripts, a few kilobytes each, loaded on the first hover over a link
//! into a folder: `assets/previews/databases/0.js` calls `Recto.previews("databases", 2, {"acid": ["ACID …", "Junior · Concept", "…"]})`,
//! whose second argument is the number of parts. [`crate::site::link_previews`] says how pages are divided; `js/link-preview.js` is the other half.

use serde_json::{Map, Value, json};

use super::page_cache::PageCache;
use super::text;
use crate::Context;
use crate::model::Node;
use crate::site::{self, SitePath, link_previews};

/// Characters of the first words.
const EXCERPT_CHARS: usize = 220;

/// The bytes of one part of a folder's previews.
pub fn render(cx: &Context<'_>, cache: &PageCache, folder: &str, part: usize) -> Vec<u8> {
    let nodes = cache.nodes_by_folder(cx.guide).get(folder).map_or(&[][..], Vec::as_slice);
    let parts = link_previews::part_count(nodes.len());
    let mut entries = Map::new();
    for node in nodes {
        let path = site::node_path(cx.guide, *node);
        let name = name(&path);
        if link_previews::part_of(name, parts) == part {
            entries.insert(
                name.to_string(),
                json!([
                    text::plain_title(cx.guide, cx.config, *node),
                    labels(cx, *node),
                    text::shorten(&cache.summary(cx, *node), EXCERPT_CHARS)
                ]),
            );
        }
    }
    format!("Recto.previews({},{parts},{});\n", json!(folder), Value::Object(entries)).into_bytes()
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
            [Some(&*guide.topic(card.topic).title.plain), level, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        Node::Topic(ix) => cx.theme.strings().plural("cards", guide.topic(ix).total as u64).unwrap_or_default(),
        Node::Page(ix) => guide.page(ix).topic.map(|ix| guide.topic(ix).title.plain.to_string()).unwrap_or_default(),
        Node::Home => String::new(),
    }
}
