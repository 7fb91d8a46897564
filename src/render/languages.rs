//! The languages of a page: where it is in the others, and which of its text is in another.

use super::view::PageLanguage;
use super::{Page, page_urls};
use crate::Context;
use crate::model::{Language, Languages, Node, language_name};
use crate::site::{self, SitePath};

impl Page<'_> {
    /// This page in each language of the guide, the current one too; empty for a guide in one language. What has no page in a language leads
    /// to that language's home page. `node` is what the page is of, if it is of anything that can be translated.
    pub fn languages(&self, node: Option<Node>) -> Vec<PageLanguage> {
        let languages = &self.cx.guide.languages;
        let current = languages.current;
        let id = node.map(|node| self.cx.guide.id(node));
        let to = |(number, language): (usize, &Language)| {
            let here = number == 0 || id.is_none_or(|id| language.published.contains(id));
            let path = if here { self.urls.path.as_str() } else { "index.html" };
            let target = self.in_language(number, path);
            PageLanguage {
                name: language_name(&language.code).unwrap_or(&language.code).to_string(),
                url: self.urls.url(&target),
                address: page_urls::absolute(self.cx, &target).filter(|_| here).map(|url| clean(&url)),
                code: language.code.clone(),
                current: number == current,
                here,
            }
        };
        languages.list.iter().enumerate().map(to).collect()
    }

    fn in_language(&self, number: usize, path: &str) -> SitePath {
        in_language(&self.cx.guide.languages, number, path)
    }

    /// The code of the language in which a node's text is, where that is not the guide's own.
    pub fn other_language(&self, node: Node) -> Option<String> {
        self.cx.guide.languages.other_language(self.cx.guide.id(node)).map(str::to_string)
    }

    /// Where the original is of a translation that is older.
    pub fn newer_original(&self, node: Node) -> Option<String> {
        let languages = &self.cx.guide.languages;
        languages
            .is_outdated(self.cx.guide.id(node))
            .then(|| self.urls.url(&self.in_language(0, site::node_path(self.cx.guide, node).as_str())))
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
        Some((language.code.as_str(), clean(&url)))
    };
    languages.list.iter().enumerate().filter(here).filter_map(url).collect()
}

/// An absolute URL without `fr/../`.
fn clean(url: &str) -> String {
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
        assert_eq!(clean("https://h.example/g/fr/../a.html"), "https://h.example/g/a.html");
    }
}
