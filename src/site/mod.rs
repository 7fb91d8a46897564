//! Where everything is published: output paths, the relative URLs between them, and the plan that lists every output.
//!
//! In: the [`Guide`]. Out: for each file of the site a [`SitePath`] and the [`Output`] that makes it. Pure bookkeeping; no bytes.

pub mod previews;

mod host;

use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

use fnv::FnvHashMap;
pub use host::Host;

use crate::encode;
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
        // What both have in common, up to the last slash before they differ.
        let same = self.0.bytes().zip(to.0.bytes()).take_while(|(a, b)| a == b).count();
        let common = self.0.as_bytes()[..same].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
        let up = self.0[common..].matches('/').count();
        let down = &to.0[common..];
        let mut url = String::with_capacity(3 * up + down.len() + 8);
        for _ in 0..up {
            url.push_str("../");
        }
        // A first segment with a colon would read as a scheme.
        if up == 0 && down.split('/').next().is_some_and(|first| first.contains(':')) {
            url.push_str("./");
        }
        encode::push_path(down, &mut url);
        url
    }

    /// The folder that the file lies in, without a slash at the end: `databases`; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// From this file to the site's root: `""`, `"../"`, `"../../"`.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path percent-encoded, for absolute URLs.
    pub fn encoded(&self) -> String {
        let mut url = String::with_capacity(self.0.len() + 8);
        encode::push_path(&self.0, &mut url);
        url
    }
}

/// Takes a file that has been made: where it is published, and its bytes. Called from any thread.
pub type Keep<'a> = dyn Fn(SitePath, Vec<u8>) + Sync + 'a;

/// Everything that `make` hands over, in the order of the paths.
pub fn gather(make: impl FnOnce(&Keep<'_>)) -> Vec<(SitePath, Vec<u8>)> {
    let files = Mutex::new(Vec::new());
    make(&|path, bytes| files.lock().unwrap_or_else(PoisonError::into_inner).push((path, bytes)));
    let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.sort();
    files
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Cards on one page of a topic, tag or level listing; the rest goes to further pages.
pub const LISTING_LENGTH: usize = 200;

/// Addresses that one file of a sitemap may hold, by the standard.
pub const SITEMAP_LENGTH: usize = 50_000;

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
    /// How readers fix and add cards; see [`PlanOptions::contribute`].
    Contribute,
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
    /// `deck/root.js`, where the deck data begins.
    Deck,
    /// The cards of a topic as study sessions see them.
    DeckTopic(TopicIx),
    /// Rendered card faces: part (from 0) of a topic's cards.
    DeckFaces {
        topic: TopicIx,
        part: usize,
    },
}

/// Where a node is published.
pub fn node_path(guide: &Guide, node: Node) -> SitePath {
    match node {
        Node::Home => SitePath::new("index.html"),
        Node::Topic(ix) => topic_path(guide, ix, 0),
        Node::Page(ix) => SitePath([&guide.page(ix).id, ".html"].concat()),
        Node::Card(ix) => SitePath([&guide.card(ix).id, ".html"].concat()),
    }
}

/// Where a page (from 0) of a topic's listing is published.
pub fn topic_path(guide: &Guide, topic: TopicIx, page: usize) -> SitePath {
    let id = &guide.topic(topic).id;
    SitePath(if page == 0 { [id, "/index.html"].concat() } else { format!("{id}/index-{}.html", page + 1) })
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
    if page == 0 { SitePath([folder, "/", name, ".html"].concat()) } else { SitePath(format!("{folder}/{name}/{}.html", page + 1)) }
}

/// Where the list of all tags is published.
pub fn tags_path() -> SitePath {
    SitePath::new("tags/index.html")
}

/// The pages that a sitemap lists: nodes, levels, tags, the list of tags, the map.
pub fn sitemap_pages(guide: &Guide) -> impl Iterator<Item = (SitePath, Option<Node>)> {
    let nodes = guide.nodes().map(|node| (node_path(guide, node), Some(node)));
    let levels = (0..guide.levels.len()).map(|i| (level_path(guide, i.into(), 0), None));
    let tags = (0..guide.tags.len()).map(|i| (tag_path(guide, i.into(), 0), None));
    nodes.chain(levels).chain([(tags_path(), None), (app_path(AppPage::Map), None)]).chain(tags)
}

/// How many files a sitemap is divided into; 0 where `sitemap.xml` holds it all.
pub fn sitemap_parts(guide: &Guide) -> usize {
    let pages = guide.nodes().count() + guide.levels.len() + guide.tags.len() + 2;
    if pages <= SITEMAP_LENGTH { 0 } else { pages.div_ceil(SITEMAP_LENGTH) }
}

/// Where part `number`, from 1, of a divided sitemap is published.
pub fn sitemap_part_path(number: usize) -> SitePath {
    SitePath(format!("sitemap-{number}.xml"))
}

pub fn app_path(page: AppPage) -> SitePath {
    SitePath(format!("{}.html", page.name()))
}

/// Pages that a listing of `cards` cards takes; an empty listing is one page.
pub fn listing_pages(cards: usize) -> usize {
    cards.div_ceil(LISTING_LENGTH).max(1)
}

/// Where a former id redirects from.
pub fn redirect_path(guide: &Guide, redirect: usize) -> SitePath {
    let redirect = &guide.redirects[redirect];
    match redirect.to {
        Node::Topic(_) => SitePath(format!("{}/index.html", redirect.from)),
        _ => SitePath(format!("{}.html", redirect.from)),
    }
}

/// What the configuration decides about the plan.
#[derive(Debug, Clone, Default)]
pub struct PlanOptions {
    /// Outputs that need absolute URLs: sitemap, feed.
    pub absolute: bool,
    pub cname: bool,
    /// The page for contributors, which needs a repository to lead to.
    pub contribute: bool,
    pub search: bool,
    /// The theme's files: published path, name in the theme.
    pub theme: Vec<(SitePath, String)>,
    /// The files of the deck data: the root, then those of each topic.
    pub deck: Vec<(SitePath, Output)>,
}

/// Two outputs that would be one file, on some disks at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    pub path: SitePath,
    pub outputs: [Output; 2],
}

/// Every output of the site with its path (bundles with the path of their root file). Cards follow their topic, so that outputs that
/// share work stand together.
pub fn plan(guide: &Guide, options: &PlanOptions) -> (Vec<(SitePath, Output)>, Vec<Collision>) {
    let mut plan: Vec<(SitePath, Output)> = Vec::new();
    // The largest of all, made first: what pages remember of the guide does not lie beside it in memory, and none waits for it at the end.
    plan.extend(options.search.then(|| (SitePath::new("search/root.js"), Output::Search)));
    plan.extend(options.theme.iter().map(|(path, name)| (path.clone(), Output::Theme(name.clone()))));
    let published = guide.assets.iter().enumerate().filter(|(_, asset)| asset.published);
    plan.extend(published.map(|(i, asset)| (SitePath::new(&*asset.path), Output::Asset(i.into()))));
    plan.push((node_path(guide, Node::Home), Output::Node(Node::Home)));
    for (i, topic) in guide.topics.iter().enumerate() {
        let ix = TopicIx::from(i);
        plan.extend((0..listing_pages(topic.cards.len())).map(|page| (topic_path(guide, ix, page), Output::Topic { topic: ix, page })));
        plan.extend(topic.cards.iter().map(|c| (node_path(guide, Node::Card(*c)), Output::Node(Node::Card(*c)))));
        let of_topic = |output: &Output| match output {
            Output::DeckTopic(t) | Output::DeckFaces { topic: t, .. } => *t == ix,
            _ => false,
        };
        plan.extend(options.deck.iter().filter(|(_, output)| of_topic(output)).cloned());
    }
    plan.extend(options.deck.iter().filter(|(_, output)| *output == Output::Deck).cloned());
    plan.extend((0..guide.pages.len()).map(|i| Node::Page(i.into())).map(|node| (node_path(guide, node), Output::Node(node))));
    plan.push((tags_path(), Output::Tags));
    for (i, tag) in guide.tags.iter().enumerate() {
        let ix = TagIx::from(i);
        plan.extend((0..listing_pages(tag.cards.len())).map(|page| (tag_path(guide, ix, page), Output::Tag { tag: ix, page })));
    }
    let mut per_level = vec![0; guide.levels.len()];
    guide.cards.iter().filter_map(|c| c.level).for_each(|l| per_level[l.index()] += 1);
    for (i, cards) in per_level.into_iter().enumerate() {
        let ix = LevelIx::from(i);
        plan.extend((0..listing_pages(cards)).map(|page| (level_path(guide, ix, page), Output::Level { level: ix, page })));
    }
    plan.extend(AppPage::ALL.into_iter().filter(|p| options.search || *p != AppPage::Search).map(|p| (app_path(p), Output::App(p))));
    plan.extend((0..guide.redirects.len()).map(|i| (redirect_path(guide, i), Output::Redirect(i))));
    if options.contribute {
        plan.push((SitePath::new("contribute.html"), Output::Contribute));
    }
    plan.push((SitePath::new("404.html"), Output::NotFound));
    plan.push((SitePath::new("guide.json"), Output::GuideJson));
    plan.push((SitePath::new(".nojekyll"), Output::NoJekyll));
    if options.cname {
        plan.push((SitePath::new("CNAME"), Output::Cname));
    }
    if options.absolute {
        plan.push((SitePath::new("feed.xml"), Output::Feed));
        plan.push((SitePath::new("sitemap.xml"), Output::Sitemap));
        plan.extend((1..=sitemap_parts(guide)).map(|number| (sitemap_part_path(number), Output::SitemapPart(number))));
    }
    for (folder, nodes) in previews::folders(guide) {
        let part = |part| (previews::path(&folder, part), Output::Preview { folder: folder.clone(), part });
        plan.extend((0..previews::parts(nodes.len())).map(part));
    }
    let collisions = collisions(&plan);
    (plan, collisions)
}

/// Paths that two outputs claim, compared as a disk that ignores case would.
fn collisions(plan: &[(SitePath, Output)]) -> Vec<Collision> {
    let mut seen: FnvHashMap<String, &Output> = FnvHashMap::with_capacity_and_hasher(plan.len(), Default::default());
    let mut collisions = Vec::new();
    for (path, output) in plan {
        match seen.entry(path.0.to_lowercase()) {
            Entry::Occupied(first) => collisions.push(Collision { path: path.clone(), outputs: [(*first.get()).clone(), output.clone()] }),
            Entry::Vacant(place) => {
                place.insert(output);
            }
        }
    }
    collisions
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
        assert_eq!(url("index.html", "a:b/c.html"), "./a:b/c.html");
        assert_eq!(url("ab/c.html", "ax/c.html"), "../ax/c.html");
        assert_eq!(url("a/b.html", "a/b.html"), "b.html");
    }
}
