//! The guide, or chosen cards, as an EPUB 3.
//!
//! In: the compiled site and the cards. Out: an archive, the same bytes for the same guide. Each topic has a file of questions and some of
//! answers, linked both ways; files of one folder, written as XHTML. Steps: fill the theme's templates (`epub/`); let links lead to the files
//! that hold what they mean; write the files, the pictures that they show, the table of contents, and the package that lists them.
//!
//! Format: <https://www.w3.org/publishing/epub32/>. What readers can't show stays a link: pictures from elsewhere, formats that are not core
//! media type.

mod archive;
mod package;
mod style;
mod xhtml;

use std::collections::{BTreeMap, BTreeSet};

use self::package::{File, Package, TopicEntry};
use super::document::RenderResult;
use super::links::Links;
use super::media_players;
use crate::Site;
use crate::context::{PrintRequest, TemplateDocument};
use crate::model::{AssetIx, CardIx};

/// Answers in one file: readers open files as a whole, and slow ones take long with large ones.
const ANSWERS: usize = 12;

/// `modified`: seconds since 1970, when the newest of the texts changed.
pub fn epub(site: &Site, cards: &[CardIx], modified: i64) -> RenderResult {
    let mut book = Book::new(site, cards);
    let topics = book.texts(cards)?;
    let package = Package::new(site, cards.len(), topics, modified);
    book.page("title.xhtml", "epub/title.html", &package)?;
    book.page("contents.xhtml", "epub/contents.html", &package)?;
    book.finish(package)
}

/// The book in the making.
struct Book<'a> {
    site: &'a Site,
    links: Links<'a>,
    /// In reading order.
    pages: Vec<(File, String)>,
    /// The guide's files that are shown.
    media: BTreeSet<AssetIx>,
}

impl<'a> Book<'a> {
    fn new(site: &'a Site, cards: &[CardIx]) -> Self {
        let mut files: BTreeMap<CardIx, String> = BTreeMap::new();
        for (topic, cards) in by_topic(site, cards).enumerate() {
            files.extend(cards.iter().map(|ix| (*ix, questions_name(topic))));
        }
        let links = Links::for_files(site, cards, |ix| files.get(&ix).cloned().unwrap_or_default());
        Self { site, links, pages: Vec::new(), media: BTreeSet::new() }
    }

    /// The files of questions and answers, topic by topic.
    fn texts(&mut self, cards: &[CardIx]) -> Result<Vec<TopicEntry>, Vec<crate::diagnostic::Diagnostic>> {
        let mut topics = Vec::new();
        let mut first = 1;
        for (topic, cards) in by_topic(self.site, cards).enumerate() {
            let questions = questions_name(topic);
            self.cards(&questions, "epub/questions.html", cards, first)?;
            for (part, cards) in cards.chunks(ANSWERS).enumerate() {
                self.cards(&answers_name(topic, part), "epub/answers.html", cards, first + part * ANSWERS)?;
            }
            let title = cards.first().map_or("", |ix| &self.site.guide.topic(self.site.guide.card(*ix).topic).title.plain);
            let last = first + cards.len() - 1;
            topics.push(TopicEntry {
                title: title.to_string(),
                questions_file: questions,
                answers_file: answers_name(topic, 0),
                first,
                last,
            });
            first += cards.len();
        }
        Ok(topics)
    }

    fn cards(&mut self, name: &str, template: &str, cards: &[CardIx], first: usize) -> Result<(), Vec<crate::diagnostic::Diagnostic>> {
        let title = &self.site.config.book.title;
        let document = TemplateDocument { template, title, css: "", content_security_policy: "" };
        let printed = PrintRequest { cards, first_number: first, inline_answers: false };
        let html = self.site.renderer.printed(&self.site.context(), &document, &printed).map_err(|found| vec![*found])?;
        self.add(name, &String::from_utf8_lossy(&html));
        Ok(())
    }

    fn page(&mut self, name: &str, template: &str, package: &Package) -> Result<(), Vec<crate::diagnostic::Diagnostic>> {
        let html = package.render(self.site, template)?;
        self.add(name, &String::from_utf8_lossy(&html));
        Ok(())
    }

    fn add(&mut self, name: &str, html: &str) {
        let site = self.site;
        let media = &mut self.media;
        let html = self.links.rewrite(html, &mut |asset| {
            let name = media_name(site, asset);
            // Only what readers show is packed.
            if package::media_type(&name).is_some() {
                media.insert(asset);
            }
            name
        });
        let (text, contains) = xhtml::xhtml(&without_foreign(&html));
        self.pages.push((File::page(name, contains), text));
    }

    fn finish(mut self, mut package: Package) -> RenderResult {
        // The title and the contents come first.
        let texts = self.pages.len() - 2;
        self.pages.rotate_right(2);
        debug_assert_eq!(self.pages.len(), texts + 2);
        let files_of_ids = files_of_ids(&self.pages);
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for (file, text) in &self.pages {
            files.push((file.name.clone(), with_file_names(text, &file.name, &files_of_ids).into_bytes()));
        }
        let sheet = self.site.theme.published_bytes("styles/epub.css").unwrap_or_default();
        files.push(("style.css".into(), style::for_e_readers(&String::from_utf8_lossy(sheet)).into_bytes()));
        files.push(("cover.svg".into(), package.render(self.site, "epub/cover.xml")?));
        for asset in &self.media {
            files.push((media_name(self.site, *asset), self.site.assets[asset.index()].bytes.to_vec()));
        }
        package.set_files(self.pages.into_iter().map(|(file, _)| file), &files);
        files.push(("package.opf".into(), package.render(self.site, "epub/package.xml")?));
        Ok(archive::archive(&files))
    }
}

fn by_topic<'c>(site: &Site, cards: &'c [CardIx]) -> impl Iterator<Item = &'c [CardIx]> {
    cards.chunk_by(|a, b| site.guide.card(*a).topic == site.guide.card(*b).topic)
}

fn questions_name(topic: usize) -> String {
    format!("questions-{}.xhtml", topic + 1)
}

fn answers_name(topic: usize, part: usize) -> String {
    format!("answers-{}-{}.xhtml", topic + 1, part + 1)
}

/// What a file of the guide is called in the book.
fn media_name(site: &Site, asset: AssetIx) -> String {
    let path = &site.guide.asset(asset).path;
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    format!("{}.{ending}", crate::site::anchor('m', path))
}

/// Pictures from elsewhere, and of kinds that readers need not know, as links or as their text alone.
fn without_foreign(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<img ") {
        let Some(end) = rest[at..].find('>').map(|end| at + end + 1) else { break };
        let tag = &rest[at..end];
        out.push_str(&rest[..at]);
        let source = value(tag, "src").unwrap_or_default();
        let text = value(tag, "alt").filter(|text| !text.is_empty()).unwrap_or(source);
        match package::media_type(source) {
            _ if source.contains("://") => out.push_str(&format!("<a href=\"{source}\">{text}</a>")),
            None => out.push_str(&format!("<em>{text}</em>")),
            Some(_) => out.push_str(tag),
        }
        rest = &rest[end..];
    }
    let html = media_players::replace_players(&(out + rest), &mut |player| match package::media_type(player.source) {
        Some(_) if !player.source.contains("://") => player.html.to_string(),
        _ => media_players::label_html(player.label),
    });
    // Code is written from left to right in every book.
    html.replace("<pre", "<pre dir=\"ltr\"")
}

fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next())
}

/// In which file each id is.
fn files_of_ids(pages: &[(File, String)]) -> BTreeMap<String, String> {
    let ids = |(file, text): &(File, String)| {
        let ids = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        ids.map(|id| (id.to_string(), file.name.clone())).collect::<Vec<_>>()
    };
    pages.iter().flat_map(ids).collect()
}

/// Links to ids of other files lead there; those to nothing go.
fn with_file_names(text: &str, name: &str, files_of_ids: &BTreeMap<String, String>) -> String {
    const MARK: &str = " href=\"";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let (before, after) = rest.split_at(at);
        let Some((url, tail)) = after[MARK.len()..].split_once('"') else { break };
        out.push_str(before);
        match url.rsplit_once('#').filter(|(file, _)| file.is_empty() || file.ends_with(".xhtml") && !file.contains('/')) {
            None => out.push_str(&format!("{MARK}{url}\"")),
            Some((_, id)) => match files_of_ids.get(id) {
                Some(home) if home == name => out.push_str(&format!("{MARK}#{id}\"")),
                Some(home) => out.push_str(&format!("{MARK}{home}#{id}\"")),
                None => {}
            },
        }
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_file_that_has_what_they_mean() {
        let files_of_ids = [("a", "q.xhtml"), ("b", "x.xhtml")].map(|(id, file)| (id.to_string(), file.to_string())).into();
        let text = "<a href=\"#a\"><a href=\"q.xhtml#b\"><a href=\"#gone\"><a href=\"https://example.org/#a\">";
        assert_eq!(
            with_file_names(text, "q.xhtml", &files_of_ids),
            "<a href=\"#a\"><a href=\"x.xhtml#b\"><a><a href=\"https://example.org/#a\">"
        );
    }

    #[test]
    fn pictures_that_readers_need_not_know_become_text() {
        let sounds = "<audio controls src=\"m.mp3\"></audio><audio controls src=\"m.wav\" aria-label=\"Bark\"></audio>";
        assert_eq!(without_foreign(sounds), "<audio controls src=\"m.mp3\"></audio><span class=\"sound\">\u{266a} Bark</span>");
        let html = "<img src=\"m1.png\" alt=\"x\"><img src=\"m2.avif\" alt=\"y\"><img alt=\"z\" src=\"https://example.org/a.png\">";
        assert_eq!(without_foreign(html), "<img src=\"m1.png\" alt=\"x\"><em>y</em><a href=\"https://example.org/a.png\">z</a>");
    }
}
