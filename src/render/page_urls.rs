//! Where a page is, and so how its URLs are written.

use crate::Context;
use crate::config::Config;
use crate::encode;
use crate::model::{AppPage, Guide, LevelIx, Node, TagIx, TopicIx};
use crate::site::{self, CodeHost, PageOutput, SitePath};

/// A page's path and the way from it to the others.
#[derive(Debug, Clone)]
pub struct PageUrls {
    pub path: SitePath,
    /// What leads to the site's root: `""`, `"../"`; on 404.html, which hosts serve at any depth, the absolute path `/guide/`.
    pub root: String,
    rooted: bool,
}

impl PageUrls {
    /// For the output at a path.
    pub fn new(path: &SitePath, output: &PageOutput, config: &Config) -> Self {
        let rooted = *output == PageOutput::NotFound;
        let root = if rooted { base_path(config) } else { path.root() };
        Self { path: path.clone(), root, rooted }
    }

    /// The URL of a file of the site, from this page.
    pub fn url(&self, to: &SitePath) -> String {
        if self.rooted { format!("{}{}", self.root, to.encoded()) } else { self.path.url_to(to) }
    }

    /// The URL of a node's page.
    pub fn node(&self, guide: &Guide, node: Node) -> String {
        self.url(&site::node_path(guide, node))
    }

    /// The URL of a topic's first page.
    pub fn topic(&self, guide: &Guide, topic: TopicIx) -> String {
        self.url(&site::topic_path(guide, topic, 0))
    }

    /// The URL of a tag's first page.
    pub fn tag(&self, guide: &Guide, tag: TagIx) -> String {
        self.url(&site::tag_path(guide, tag, 0))
    }

    /// The URL of a level's first page.
    pub fn level(&self, guide: &Guide, level: LevelIx) -> String {
        self.url(&site::level_path(guide, level, 0))
    }

    /// One of Recto's own pages with a query of one key: `../study.html?topic=databases`.
    pub fn app(&self, app: AppPage, key: &str, value: &str) -> String {
        format!("{}?{key}={}", self.url(&site::app_path(app)), encode::query_value_with_slashes(value))
    }
}

/// The path of the site's root on its host: that of base-url, or `/`.
fn base_path(config: &Config) -> String {
    let after_scheme = config.site.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    after_scheme.and_then(|rest| rest.find('/').map(|i| rest[i..].to_string())).unwrap_or_else(|| "/".into())
}

/// A page's absolute URL, where a base URL is set. A folder's index.html goes by the folder's name.
pub fn absolute(cx: &Context<'_>, path: &SitePath) -> Option<String> {
    let base = cx.config.site.base_url.as_deref()?;
    let encoded = path.encoded();
    let named = match encoded.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => &encoded,
    };
    Some(format!("{base}{named}"))
}

/// Where the guide's files are edited and created; `None` where it names no repository.
pub fn host<'a>(cx: &Context<'a>) -> Option<CodeHost<'a>> {
    let site = &cx.config.site;
    Some(CodeHost::new(site.repository.as_deref()?, &site.edit_branch))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str, output: PageOutput, base_url: Option<&str>) -> PageUrls {
        let mut config = Config::default();
        config.site.base_url = base_url.map(String::from);
        PageUrls::new(&SitePath::new(path), &output, &config)
    }

    #[test]
    fn pages_are_relative_and_only_404_is_rooted() {
        let to = SitePath::new("databases/acid.html");
        let page = place("apis/restful.html", PageOutput::Node(Node::Home), Some("https://example.org/guide/"));
        assert_eq!((page.root.as_str(), page.url(&to).as_str()), ("../", "../databases/acid.html"));
        let lost = place("404.html", PageOutput::NotFound, Some("https://example.org/guide/"));
        assert_eq!((lost.root.as_str(), lost.url(&to).as_str()), ("/guide/", "/guide/databases/acid.html"));
        let lost = place("404.html", PageOutput::NotFound, None);
        assert_eq!(lost.url(&to), "/databases/acid.html");
    }

    #[test]
    fn queries_are_encoded() {
        let page = place("tags/c++.html", PageOutput::Tags { page: 0 }, None);
        assert_eq!(page.app(AppPage::Study, "tag", "c++ & c#"), "../study.html?tag=c%2B%2B%20%26%20c%23");
    }
}
