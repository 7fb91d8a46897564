//! The languages of a page: where it is in the others, and which of its text is in another.

use super::view::PageLanguage;
use super::{PageRenderer, page_urls};
use crate::Context;
use crate::model::{Guide, Language, Languages, Node, TopicIx, language_name};
use crate::site::{self, SitePath};

impl PageRenderer<'_> {
    /// This page in each language of the guide, the current one too; empty for a guide in one language. What has no page in a language leads
    /// to the nearest that it has: the innermost topic around it, or the home page. `node` is what the page is of, if it is of anything that
    /// can be translated.
    pub fn languages(&self, node: Option<Node>) -> Vec<PageLanguage> {
        let languages = &self.cx.guide.languages;
        let current = languages.current;
        let id = node.map(|node| self.cx.guide.id(node));
        let to = |(number, language): (usize, &Language)| {
            let translated = number == 0 || id.is_none_or(|id| language.published.contains(id));
            let nearest = node.filter(|_| !translated).map(|node| self.nearest(node, language));
            let path = nearest.map_or_else(|| self.urls.path.clone(), |node| first_path(self.cx.guide, node));
            let target = self.in_language(number, path.as_str());
            let fallback_title = nearest.map(|node| match self.cx.guide.title(node) {
                Some(title) if node != Node::Home => title.plain.to_string(),
                _ => self.word("nav", "home"),
            });
            PageLanguage {
                name: language_name(&language.code).unwrap_or(&language.code).to_string(),
                url: self.urls.url(&target),
                absolute_url: page_urls::absolute(self.cx, &target).filter(|_| translated).map(|url| without_dot_segments(&url)),
                code: language.code.clone(),
                current: number == current,
                translated,
                fallback_title,
            }
        };
        languages.list.iter().enumerate().map(to).collect()
    }

    /// The innermost topic around a node that has a page in a language, else the home page.
    fn nearest(&self, node: Node, language: &Language) -> Node {
        let guide = self.cx.guide;
        let topic = match node {
            Node::Home => None,
            Node::Topic(ix) => Some(ix),
            Node::Page(ix) => guide.page(ix).topic,
            Node::Card(ix) => Some(guide.card(ix).topic),
        };
        let around = topic.map(|ix| guide.ancestry(ix)).unwrap_or_default();
        let has_page = |ix: &&TopicIx| language.published.contains(&guide.topic(**ix).id);
        around.iter().rev().find(has_page).map_or(Node::Home, |ix| Node::Topic(*ix))
    }

    fn in_language(&self, number: usize, path: &str) -> SitePath {
        in_language(&self.cx.guide.languages, number, path)
    }

    /// The code of the language in which a node's text is, where that is not the guide's own.
    pub fn fallback_language(&self, node: Node) -> Option<String> {
        self.cx.guide.languages.fallback_language(self.cx.guide.id(node)).map(str::to_string)
    }

    /// Where the original is of a translation that is older.
    pub fn newer_original(&self, node: Node) -> Option<String> {
        let languages = &self.cx.guide.languages;
        languages
            .is_outdated(self.cx.guide.id(node))
            .then(|| self.urls.url(&self.in_language(0, site::node_path(self.cx.guide, node).as_str())))
    }
}

/// The path of a topic or the home page in the site of any language that has it.
fn first_path(guide: &Guide, node: Node) -> SitePath {
    match node {
        Node::Topic(ix) => SitePath::new([guide.topic(ix).id.as_str(), "/index.html"].concat()),
        _ => SitePath::new("index.html"),
    }
}

/// A path of the site in language `number`, from the root of this guide's site.
fn in_language(languages: &Languages, number: usize, path: &str) -> SitePath {
    if number == languages.current {
        return SitePath::new(path);
    }
    let up = if languages.is_translation() { "../" } else { "" };
    let folder = &languages.list[number].folder;
    let slash = if folder.is_empty() { "" } else { "/" };
    SitePath::new([up, folder, slash, path].concat())
}

/// The absolute URLs of the page at a path in each language in which it is, by their codes; `id` is that of what the page is of.
pub fn of_path<'a>(cx: &Context<'a>, path: &SitePath, id: Option<&str>) -> Vec<(&'a str, String)> {
    let languages = &cx.guide.languages;
    let here = |(number, language): &(usize, &Language)| *number == 0 || id.is_none_or(|id| language.published.contains(id));
    let url = |(number, language): (usize, &'a Language)| {
        let url = page_urls::absolute(cx, &in_language(languages, number, path.as_str()))?;
        Some((language.code.as_str(), without_dot_segments(&url)))
    };
    languages.list.iter().enumerate().filter(here).filter_map(url).collect()
}

/// An absolute URL without `fr/../`.
fn without_dot_segments(url: &str) -> String {
    match url.split_once("/../") {
        Some((before, after)) => format!("{}/{after}", before.rsplit_once('/').map_or(before, |(before, _)| before)),
        None => url.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_url_leaves_a_language_s_folder() {
        assert_eq!(without_dot_segments("https://h.example/g/fr/../a.html"), "https://h.example/g/a.html");
    }
}
