//! Where everything is published: output paths, the relative URLs between them, and the plan that lists every output.
//!
//! In: the [`Guide`]. Out: for each file of the site a [`SitePath`] and the [`Output`] that makes it. Pure bookkeeping; no bytes.

use crate::model::{AppPage, AssetIx, Guide, LevelIx, Node, TagIx, TopicIx};

/// The path of a file of the site, relative to its root, with `/`: `databases/acid.html`. Not percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative URL that leads from this file to `to`, percent-encoded: `../databases/acid.html`.
    pub fn url_to(&self, to: &SitePath) -> String {
        let from: Vec<&str> = self.0.split('/').collect();
        let dest: Vec<&str> = to.0.split('/').collect();
        let from_dirs = &from[..from.len() - 1];
        let dest_dirs = &dest[..dest.len() - 1];
        let common = from_dirs.iter().zip(dest_dirs).take_while(|(a, b)| a == b).count();
        let mut url = "../".repeat(from_dirs.len() - common);
        for part in &dest_dirs[common..] {
            encode_segment(part, &mut url);
            url.push('/');
        }
        // A first segment with a colon would read as a scheme.
        if url.is_empty() && dest[dest.len() - 1].contains(':') {
            url.push_str("./");
        }
        encode_segment(dest[dest.len() - 1], &mut url);
        url
    }

    /// From this file to the site's root: `""`, `"../"`, `"../../"`.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path percent-encoded, for absolute URLs.
    pub fn encoded(&self) -> String {
        let mut url = String::new();
        for (i, part) in self.0.split('/').enumerate() {
            if i > 0 {
                url.push('/');
            }
            encode_segment(part, &mut url);
        }
        url
    }
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what may not stand in a URL's path segment (RFC 3986, pchar).
fn encode_segment(segment: &str, out: &mut String) {
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'!'
            | b'$'
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
            | b':'
            | b'@' => out.push(byte as char),
            _ => {
                out.push('%');
                out.push(char::from_digit((byte >> 4) as u32, 16).unwrap_or('0').to_ascii_uppercase());
                out.push(char::from_digit((byte & 15) as u32, 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

/// Cards on one page of a topic, tag or level listing; the rest goes to further pages.
pub const LISTING_LENGTH: usize = 200;

/// What makes the bytes of an output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// The home page, a card's page or a running-text page. (A topic's is `Topic`.)
    Node(Node),
    /// A topic's page; `page` from 0.
    Topic {
        topic: TopicIx,
        page: usize,
    },
    /// The list of all tags.
    Tags,
    Tag {
        tag: TagIx,
        page: usize,
    },
    Level {
        level: LevelIx,
        page: usize,
    },
    App(AppPage),
    NotFound,
    /// Number in [`Guide::redirects`].
    Redirect(usize),
    GuideJson,
    Feed,
    Sitemap,
    /// A part (from 1) of a sitemap too long for one file.
    SitemapPart(usize),
    /// What a link into this folder shows on hover: part (from 0) of the folder's previews.
    Preview {
        folder: String,
        part: usize,
    },
    NoJekyll,
    Cname,
    /// An author's file.
    Asset(AssetIx),
    /// A file of the theme (stylesheet, script, icon), by its name in the theme; published under a hashed name.
    Theme(String),
    /// The files of the search index, made together; see `Site::bundle`.
    Search,
    /// The files of the deck data, made together; see `Site::bundle`.
    Deck,
}

/// Where a node is published.
pub fn node_path(guide: &Guide, node: Node) -> SitePath {
    match node {
        Node::Home => SitePath::new("index.html"),
        Node::Topic(ix) => topic_path(guide, ix, 0),
        Node::Page(ix) => SitePath(format!("{}.html", guide.page(ix).id)),
        Node::Card(ix) => SitePath(format!("{}.html", guide.card(ix).id)),
    }
}

/// Where a page (from 0) of a topic's listing is published.
pub fn topic_path(guide: &Guide, topic: TopicIx, page: usize) -> SitePath {
    let id = &guide.topic(topic).id;
    let name = if page == 0 { "index.html".to_string() } else { format!("index-{}.html", page + 1) };
    SitePath(format!("{id}/{name}"))
}

/// Where a page (from 0) of a tag's listing is published.
pub fn tag_path(guide: &Guide, tag: TagIx, page: usize) -> SitePath {
    listing_path("tags", &guide.tag(tag).slug, page)
}

/// Where a page (from 0) of a level's listing is published.
pub fn level_path(guide: &Guide, level: LevelIx, page: usize) -> SitePath {
    listing_path("levels", &guide.level(level).id, page)
}

fn listing_path(folder: &str, name: &str, page: usize) -> SitePath {
    if page == 0 { SitePath(format!("{folder}/{name}.html")) } else { SitePath(format!("{folder}/{name}/{}.html", page + 1)) }
}

pub fn app_path(page: AppPage) -> SitePath {
    SitePath(format!("{}.html", page.name()))
}

/// Pages that a listing of `cards` cards takes; an empty listing is one page.
pub fn listing_pages(cards: usize) -> usize {
    cards.div_ceil(LISTING_LENGTH).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(from: &str, to: &str) -> String {
        SitePath::new(from).url_to(&SitePath::new(to))
    }

    #[test]
    fn urls_are_relative_and_encoded() {
        assert_eq!(url("index.html", "databases/acid.html"), "databases/acid.html");
        assert_eq!(url("databases/acid.html", "databases/index.html"), "index.html");
        assert_eq!(url("a/b/c.html", "a/d/e.html"), "../d/e.html");
        assert_eq!(url("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(url("index.html", "tags/c#.html"), "tags/c%23.html");
        assert_eq!(url("index.html", "données/clé 1.html"), "donn%C3%A9es/cl%C3%A9%201.html");
        assert_eq!(url("index.html", "a:b.html"), "./a:b.html");
    }
}
