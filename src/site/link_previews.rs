//! How the data of hover previews are divided into files: by the folder of the page that a link leads to, and within a large folder into
//! parts. `render/link_previews.rs` writes the files, `js/link-preview.js` finds its way to them by the same rules.

use std::collections::BTreeMap;

use super::{SitePath, node_path};
use crate::model::{Guide, Node};

/// Pages that a part holds on average, at most.
const LENGTH: usize = 128;

/// The nodes that are published in each folder, in guide order; the home page is in none.
pub fn folders(guide: &Guide) -> BTreeMap<String, Vec<Node>> {
    let mut folders: BTreeMap<String, Vec<Node>> = BTreeMap::new();
    for node in guide.nodes().filter(|node| *node != Node::Home && super::has_page(guide, *node)) {
        folders.entry(node_path(guide, node).folder().to_string()).or_default().push(node);
    }
    folders
}

/// The number of parts into which a folder of this many pages is divided: a power of two, so that the number changes seldom.
pub fn part_count(pages: usize) -> usize {
    pages.div_ceil(LENGTH).next_power_of_two()
}

/// The part that a page is in: FNV-1a (32 bits) of its file name without `.html`, modulo the parts.
pub fn part_of(name: &str, parts: usize) -> usize {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % parts.max(1)
}

/// Where part `part` (from 0) of a folder's previews is published: `assets/previews/databases/0.js`.
pub fn path(folder: &str, part: usize) -> SitePath {
    let slash = if folder.is_empty() { "" } else { "/" };
    SitePath::new(format!("assets/previews/{folder}{slash}{part}.js"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_few_and_their_hash_is_the_browser_s() {
        assert_eq!([1, 128, 129, 257, 2000].map(part_count), [1, 1, 2, 4, 16]);
        // The same vectors are in tests/js/link-preview.test.mjs.
        assert_eq!(["acid", "é", "index"].map(|name| part_of(name, 16)), [8, 1, 11]);
        assert_eq!(path("", 0).as_str(), "assets/previews/0.js");
        assert_eq!(path("a/b", 3).as_str(), "assets/previews/a/b/3.js");
    }
}
