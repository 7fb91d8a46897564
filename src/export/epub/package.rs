//! The package of an EPUB: what it is, what it consists of, and its table of contents, as templates see them.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::xhtml::ContentFlags;
use crate::Site;
use crate::context::TemplateDocument;
use crate::diagnostic::Diagnostic;
use crate::encode::hex;
use crate::export::document::RenderResult;

/// What the templates in `epub/` see as `epub`.
#[derive(Serialize)]
pub struct Package {
    identifier: String,
    /// Where the guide is published.
    source: Option<String>,
    /// `2026-01-31T00:00:00Z`.
    modified: String,
    /// Cards.
    total: usize,
    topics: Vec<TopicEntry>,
    /// Whether there are pictures or diagrams.
    visual: bool,
    math: bool,
    /// Whether there are sounds.
    auditory: bool,
    files: Vec<File>,
    /// The title in lines that fit the cover, each with its place.
    title_lines: Vec<TitleLine>,
    title_size: usize,
}

/// A topic in the table of contents.
#[derive(Serialize)]
pub struct TopicEntry {
    pub title: String,
    /// The names of its files.
    pub questions_file: String,
    pub answers_file: String,
    /// The numbers of its first and last card.
    pub first: usize,
    pub last: usize,
}

#[derive(Serialize)]
struct TitleLine {
    text: String,
    y: usize,
}

/// A file of the book.
#[derive(Serialize)]
pub struct File {
    id: String,
    pub name: String,
    /// Its media type.
    kind: &'static str,
    properties: String,
    /// Whether it is read through, page after page.
    read: bool,
    #[serde(skip)]
    contains: ContentFlags,
}

impl File {
    /// A file of the book's text.
    pub fn page(name: &str, contains: ContentFlags) -> Self {
        let properties = [(name == "contents.xhtml", "nav"), (contains.math, "mathml"), (contains.svg, "svg")];
        let properties: Vec<&str> = properties.into_iter().filter(|(has, _)| *has).map(|(_, word)| word).collect();
        Self { id: id(name), name: name.into(), kind: "application/xhtml+xml", properties: properties.join(" "), read: true, contains }
    }

    fn other(name: &str) -> Self {
        let properties = if name == "cover.svg" { "cover-image" } else { "" };
        let kind = media_type(name).unwrap_or("application/octet-stream");
        Self { id: id(name), name: name.into(), kind, properties: properties.into(), read: false, contains: ContentFlags::default() }
    }
}

fn id(name: &str) -> String {
    name.replace('.', "-")
}

/// The type of a file that readers show; `None` for those that they need not know.
pub fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => return None,
    })
}

impl Package {
    /// Of a book of so many cards; `modified` is in seconds since 1970.
    pub fn new(site: &Site, total: usize, topics: Vec<TopicEntry>, modified: i64) -> Self {
        let title = &site.config.book.title;
        let longest = title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        let lines = wrapped(title, longest.max(14));
        let title_size = (1000 * 10 / 6 / lines.iter().map(|line| line.chars().count()).max().unwrap_or(1).max(8)).min(120);
        let top = 760 - lines.len() * title_size * 6 / 10;
        let title_lines =
            lines.into_iter().enumerate().map(|(i, text)| TitleLine { text, y: top + (i + 1) * title_size * 12 / 10 }).collect();
        Self {
            identifier: identifier(&site.config.book.id),
            source: site.config.site.base_url.clone(),
            modified: timestamp(modified),
            total,
            topics,
            visual: false,
            math: false,
            auditory: false,
            files: Vec::new(),
            title_lines,
            title_size,
        }
    }

    /// Notes what the book consists of: `pages` in reading order, and all files.
    pub fn set_files(&mut self, pages: impl Iterator<Item = File>, files: &[(String, Vec<u8>)]) {
        self.files = pages.collect();
        let others: Vec<File> = files.iter().filter(|(name, _)| !name.ends_with(".xhtml")).map(|(name, _)| File::other(name)).collect();
        self.math = self.files.iter().any(|file| file.contains.math);
        self.visual =
            self.files.iter().any(|file| file.contains.svg) || others.iter().filter(|file| !file.kind.starts_with("audio/")).count() > 2;
        self.auditory = others.iter().any(|file| file.kind.starts_with("audio/"));
        self.files.extend(others);
    }

    /// Lets a template of the theme make a file of the book.
    pub fn render(&self, site: &Site, template: &str) -> RenderResult {
        let document = TemplateDocument { template, title: &site.config.book.title, css: "", content_security_policy: "" };
        let rendered = site.renderer.document(&site.context(), &document, "epub", self);
        rendered.map_err(|found: Box<Diagnostic>| vec![*found])
    }
}

/// How e-readers recognise the book: a UUID (version 8) of the book's id.
fn identifier(book: &str) -> String {
    let mut bytes = <[u8; 32]>::from(Sha256::digest(format!("recto book {book}")));
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex(&bytes[..16]);
    format!("urn:uuid:{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..32])
}

/// Seconds since 1970 as `2026-01-31T00:00:00Z` (days to date: Howard Hinnant, `civil_from_days`).
fn timestamp(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

/// A text in lines of a limited number of characters; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_the_package_wants_it() {
        assert_eq!(
            [0, 1_740_873_600, 1_709_251_199].map(timestamp),
            ["1970-01-01T00:00:00Z", "2025-03-02T00:00:00Z", "2024-02-29T23:59:59Z"]
        );
    }

    #[test]
    fn a_book_keeps_its_identifier() {
        let one = identifier("guide");
        assert_eq!((one.len(), &one[23..24], one == identifier("guide"), one == identifier("other")), (45, "8", true, false));
    }
}
