//! The languages of a page: where it is in the others, and which of its text is in another.

use super::view::PageLanguage;
use super::{Page, page_urls};
use crate::Context;
use crate::model::{Language, Languages, Node};
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
                name: name(&language.code).unwrap_or(&language.code).to_string(),
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

/// What a language calls itself.
pub fn name(code: &str) -> Option<&'static str> {
    let exact = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let primary = code.split('-').next().unwrap_or(code);
    exact.or_else(|| NAMES.iter().find(|(known, _)| *known == primary)).map(|(_, name)| *name)
}

/// As Unicode's CLDR has them, with a capital where the language writes one at a line's start.
const NAMES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-BR", "Português (Brasil)"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-Hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_call_themselves_by_their_own_names() {
        assert_eq!(
            ["fr-CA", "pt-BR", "zh-Hant", "zh-Hans", "xx"].map(name),
            [Some("Français"), Some("Português (Brasil)"), Some("繁體中文"), Some("中文"), None]
        );
        assert_eq!(clean("https://h.example/g/fr/../a.html"), "https://h.example/g/a.html");
    }
}
