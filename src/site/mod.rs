//! Where everything is published: output paths, the relative URLs between them, and the plan that lists every output.
//!
//! In: the [`Guide`]. Out: for each file of the site a [`SitePath`] and the [`Output`] that makes it. Pure bookkeeping; no bytes.

pub mod link_previews;

mod host;
mod output;
mod path;

use std::collections::hash_map::Entry;

use fnv::FnvHashMap;
use sha2::{Digest, Sha256};

use crate::encode;
pub use host::CodeHost;
pub use output::{Bundle, DeckOutput, Icon, Output, PageOutput, StaticFile};
pub use path::SitePath;

use crate::model::{AppPage, AssetIx, CardIx, Guide, LevelIx, Node, TagIx, Topic, TopicIx};

/// Cards on one page of a topic, tag or level listing, and topics or pages on one of a topic or the home page; the rest goes to further pages.
pub const LISTING_PAGE_SIZE: usize = 200;

/// Tags on one page of their list.
pub const TAGS_PAGE_SIZE: usize = 500;

/// Cards on one print page of a topic, whose answers are on it too.
pub const PRINT_PAGE_SIZE: usize = 100;

/// Addresses that one file of a sitemap may hold, by the standard.
pub const MAX_SITEMAP_URLS: usize = 50_000;

/// The service worker. Browsers ask for this address again and again, so that it stays, whatever it holds.
pub const SERVICE_WORKER: &str = "sw.js";

/// The web app manifest.
pub const WEB_MANIFEST: &str = "app.webmanifest";

/// Where the archive of the site is published.
pub fn archive_path(guide_id: &str) -> SitePath {
    SitePath(format!("{guide_id}.zip"))
}

/// Where a node is published.
pub fn node_path(guide: &Guide, node: Node) -> SitePath {
    match node {
        Node::Home => home_path(0),
        Node::Topic(ix) => topic_path(guide, ix, 0),
        Node::Page(_) | Node::Card(_) => {
            let id = guide.id(node);
            SitePath([language_prefix(guide, id), id, ".html"].concat())
        }
    }
}

/// Where a page (from 0) of the home page's lists is published; the first is the home page.
pub fn home_path(page: usize) -> SitePath {
    if page == 0 { SitePath::new("index.html") } else { SitePath(format!("index-{}.html", page + 1)) }
}

/// What leads from the root of a translation's site to that of the first language, for what has its page there: `../`.
fn language_prefix(guide: &Guide, id: &str) -> &'static str {
    if guide.languages.has_no_page(id) { "../" } else { "" }
}

/// Whether a node has its page in this guide's site: not where it is translated nowhere in a translation.
pub fn has_page(guide: &Guide, node: Node) -> bool {
    !guide.languages.has_no_page(guide.id(node))
}

/// Where an author's file is published: once, whatever languages show it.
pub fn asset_path(guide: &Guide, asset: AssetIx) -> SitePath {
    let path = guide.asset(asset).path.as_str();
    SitePath(if guide.languages.is_translation() { ["../", path].concat() } else { path.to_string() })
}

/// Where a page (from 0) of a topic's listing is published.
pub fn topic_path(guide: &Guide, topic: TopicIx, page: usize) -> SitePath {
    let id = guide.topic(topic).id.as_str();
    let out = language_prefix(guide, id);
    SitePath(if page == 0 { [out, id, "/index.html"].concat() } else { format!("{out}{id}/index-{}.html", page + 1) })
}

/// Where a page (from 0) of a topic's cards for printing is published.
pub fn print_path(guide: &Guide, topic: TopicIx, page: usize) -> SitePath {
    let id = guide.topic(topic).id.as_str();
    let out = language_prefix(guide, id);
    SitePath(if page == 0 { [out, id, "/index-print.html"].concat() } else { format!("{out}{id}/index-print-{}.html", page + 1) })
}

/// Where the Markdown of a node's page is published: `databases/acid.html.md` (llmstxt.org).
pub fn markdown_path(guide: &Guide, node: Node) -> SitePath {
    SitePath(format!("{}.md", node_path(guide, node).0))
}

/// Where a card is published for pages of others to show it in a frame.
pub fn embed_path(guide: &Guide, card: CardIx) -> SitePath {
    SitePath(format!("embed/{}.html", guide.card(card).id))
}

/// What names a card (`c`) or topic (`t`) in a document of many: ASCII letters and digits, the same whatever is beside it.
pub fn anchor(prefix: char, id: &str) -> String {
    format!("{prefix}{}", encode::hex(&Sha256::digest(id)[..5]))
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

/// Where a page (from 0) of the list of all tags is published.
pub fn tags_path(page: usize) -> SitePath {
    listing_path("tags", "index", page)
}

/// The pages that a sitemap lists: nodes, levels, tags, the list of tags, the map.
pub fn sitemap_pages(guide: &Guide) -> impl Iterator<Item = (SitePath, Option<Node>)> {
    let nodes = guide.nodes().filter(|node| has_page(guide, *node)).map(|node| (node_path(guide, node), Some(node)));
    let levels = listed_levels(guide).into_iter().map(|(ix, _)| (level_path(guide, ix, 0), None));
    let tags = (0..guide.tags.len()).map(|i| (tag_path(guide, i.into(), 0), None));
    nodes.chain(levels).chain([(tags_path(0), None), (app_path(AppPage::Map), None)]).chain(tags)
}

/// The levels that cards have, each with their number; a level without cards has no page.
fn listed_levels(guide: &Guide) -> Vec<(LevelIx, usize)> {
    let mut cards = vec![0; guide.levels.len()];
    guide.cards.iter().filter_map(|card| card.level).for_each(|level| cards[level.index()] += 1);
    cards.into_iter().enumerate().filter(|(_, cards)| *cards > 0).map(|(i, cards)| (LevelIx::from(i), cards)).collect()
}

/// How many files a sitemap is divided into; 0 where `sitemap.xml` holds it all.
pub fn sitemap_part_count(guide: &Guide) -> usize {
    let nodes = guide.nodes().filter(|node| has_page(guide, *node)).count();
    let pages = nodes + listed_levels(guide).len() + guide.tags.len() + 2;
    if pages <= MAX_SITEMAP_URLS { 0 } else { pages.div_ceil(MAX_SITEMAP_URLS) }
}

/// Where part `number`, from 1, of a divided sitemap is published.
pub fn sitemap_part_path(number: usize) -> SitePath {
    SitePath(format!("sitemap-{number}.xml"))
}

/// Where a page of the interface is published.
pub fn app_path(page: AppPage) -> SitePath {
    SitePath(format!("{}.html", page.name()))
}

/// Number of pages of a listing of this many cards; an empty listing is one page.
pub fn listing_page_count(length: usize) -> usize {
    length.div_ceil(LISTING_PAGE_SIZE).max(1)
}

/// Pages that a topic's lists take: of its cards, its topics and its pages each has a part.
pub fn topic_page_count(topic: &Topic) -> usize {
    listing_page_count(topic.cards.len().max(topic.children.len()).max(topic.pages.len()))
}

/// Pages that the home page's lists take: of topics and of pages each has a part.
pub fn home_page_count(guide: &Guide) -> usize {
    listing_page_count(guide.outermost_topics().count().max(guide.outermost_pages().count()))
}

/// Pages that the list of all tags takes.
pub fn tags_page_count(guide: &Guide) -> usize {
    guide.tags.len().div_ceil(TAGS_PAGE_SIZE).max(1)
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
    pub has_base_url: bool,
    pub cname: bool,
    /// The page for contributors, which needs a repository to lead to.
    pub contribute: bool,
    pub search: bool,
    pub interview: bool,
    /// Whether the guide has an icon of its own.
    pub icon: bool,
    /// Whether the site can be installed and kept offline.
    pub offline: bool,
    /// Whether each topic's cards have a page for printing.
    pub print: bool,
    /// Whether pages have Markdown versions, which `llms.txt` lists.
    pub llms: bool,
    /// Whether each card has a page for frames.
    pub embed: bool,
    /// The theme's files: published path, name in the theme.
    pub theme: Vec<(SitePath, String)>,
    /// The files of the deck data: the manifest, then those of each topic.
    pub deck: Vec<(SitePath, DeckOutput)>,
}

/// Two outputs that would be one file, on some disks at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    pub path: SitePath,
    pub outputs: [Output; 2],
}

/// Every output of the site with its path; a [`Bundle`] with that of its manifest. Cards follow their topic, so that outputs that
/// share work are together.
pub fn plan(guide: &Guide, options: &PlanOptions) -> (Vec<(SitePath, Output)>, Vec<Collision>) {
    let mut plan: Vec<(SitePath, Output)> = Vec::new();
    let page = Output::Page;
    let deck_file = |(path, output): &(SitePath, DeckOutput)| (path.clone(), Output::Deck(output.clone()));
    // The largest of all, made first: what pages remember of the guide does not lie beside it in memory, and none waits for it at the end.
    plan.extend(options.search.then(|| (SitePath::new("search/manifest.js"), Output::Bundle(Bundle::Search))));
    plan.extend(options.theme.iter().map(|(path, name)| (path.clone(), Output::Static(StaticFile::Theme(name.clone())))));
    let translation = guide.languages.is_translation();
    let published = guide.assets.iter().enumerate().filter(|(_, asset)| asset.published && !translation);
    plan.extend(published.map(|(i, asset)| (SitePath::new(&*asset.path), Output::Static(StaticFile::Asset(i.into())))));
    let icons = Icon::ALL.into_iter().filter(|_| options.icon && !translation);
    plan.extend(icons.map(|icon| (icon.path(), Output::Static(StaticFile::Icon(icon)))));
    plan.push((home_path(0), page(PageOutput::Node(Node::Home))));
    plan.extend((1..home_page_count(guide)).map(|number| (home_path(number), page(PageOutput::Home { page: number }))));
    for (i, topic) in guide.topics.iter().enumerate() {
        let ix = TopicIx::from(i);
        let pages = if has_page(guide, Node::Topic(ix)) { topic_page_count(topic) } else { 0 };
        plan.extend((0..pages).map(|number| (topic_path(guide, ix, number), page(PageOutput::Topic { topic: ix, page: number }))));
        let print_pages = if pages > 0 && options.print { topic.cards.len().div_ceil(PRINT_PAGE_SIZE) } else { 0 };
        plan.extend((0..print_pages).map(|number| (print_path(guide, ix, number), page(PageOutput::Print { topic: ix, page: number }))));
        let cards = topic.cards.iter().map(|card| Node::Card(*card)).filter(|node| has_page(guide, *node));
        plan.extend(cards.map(|node| (node_path(guide, node), page(PageOutput::Node(node)))));
        let of_topic = |output: &DeckOutput| match output {
            DeckOutput::Topic(t) | DeckOutput::Faces { topic: t, .. } => *t == ix,
            DeckOutput::Manifest => false,
        };
        plan.extend(options.deck.iter().filter(|(_, output)| of_topic(output)).map(deck_file));
    }
    plan.extend(options.deck.iter().filter(|(_, output)| *output == DeckOutput::Manifest).map(deck_file));
    let pages = (0..guide.pages.len()).map(|i| Node::Page(i.into())).filter(|node| has_page(guide, *node));
    plan.extend(pages.map(|node| (node_path(guide, node), page(PageOutput::Node(node)))));
    plan.extend((0..tags_page_count(guide)).map(|number| (tags_path(number), page(PageOutput::Tags { page: number }))));
    for (i, tag) in guide.tags.iter().enumerate() {
        let ix = TagIx::from(i);
        plan.extend(
            (0..listing_page_count(tag.cards.len()))
                .map(|number| (tag_path(guide, ix, number), page(PageOutput::Tag { tag: ix, page: number }))),
        );
    }
    for (ix, cards) in listed_levels(guide) {
        plan.extend(
            (0..listing_page_count(cards))
                .map(|number| (level_path(guide, ix, number), page(PageOutput::Level { level: ix, page: number }))),
        );
    }
    let wanted = |app: &AppPage| match app {
        AppPage::Search => options.search,
        AppPage::Interview => options.interview,
        _ => true,
    };
    plan.extend(AppPage::ALL.into_iter().filter(wanted).map(|p| (app_path(p), page(PageOutput::App(p)))));
    let redirects = (0..guide.redirects.len()).filter(|i| has_page(guide, guide.redirects[*i].to));
    plan.extend(redirects.map(|i| (redirect_path(guide, i), page(PageOutput::Redirect(i)))));
    if options.contribute {
        plan.push((SitePath::new("contribute.html"), page(PageOutput::Contribute)));
    }
    if options.llms {
        let nodes = guide.nodes().filter(|node| has_page(guide, *node));
        plan.extend(nodes.map(|node| (markdown_path(guide, node), page(PageOutput::Markdown(node)))));
        plan.push((SitePath::new("llms.txt"), page(PageOutput::Llms)));
    }
    if options.embed {
        let cards = (0..guide.cards.len()).map(CardIx::from).filter(|ix| has_page(guide, Node::Card(*ix)));
        plan.extend(cards.map(|ix| (embed_path(guide, ix), page(PageOutput::Embed(ix)))));
    }
    // What a host asks for at the root alone, and what has no language.
    if !translation {
        plan.push((SitePath::new("404.html"), page(PageOutput::NotFound)));
        plan.push((SitePath::new("guide.json"), page(PageOutput::GuideJson)));
        plan.push((SitePath::new(".nojekyll"), Output::Static(StaticFile::NoJekyll)));
        plan.push((SitePath::new(SERVICE_WORKER), Output::Static(StaticFile::ServiceWorker)));
    }
    plan.extend(options.offline.then(|| (SitePath::new(WEB_MANIFEST), page(PageOutput::WebManifest))));
    if options.cname && !translation {
        plan.push((SitePath::new("CNAME"), Output::Static(StaticFile::Cname)));
    }
    if options.has_base_url {
        plan.push((SitePath::new("feed.xml"), page(PageOutput::Feed)));
        plan.push((SitePath::new("sitemap.xml"), page(PageOutput::Sitemap)));
        plan.extend((1..=sitemap_part_count(guide)).map(|number| (sitemap_part_path(number), page(PageOutput::SitemapPart(number)))));
    }
    for (folder, nodes) in link_previews::folders(guide) {
        let part = |part| (link_previews::path(&folder, part), page(PageOutput::LinkPreviews { folder: folder.clone(), part }));
        plan.extend((0..link_previews::part_count(nodes.len())).map(part));
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
