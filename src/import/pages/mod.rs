//! Running text → pages: an mdBook, or a folder of Markdown pages as other site generators have them.
//!
//! In: the files of the source. Out: pages among the bank's cards ([`Answer::Page`]), in topics. An mdBook's `SUMMARY.md` gives titles, order
//! and, by its parts, topics; in a folder, folders are topics, and a README.md, index.md or _index.md is a topic's own page. Steps: list the
//! chapters; read front matter (`front`); resolve includes (`include`); lead links to where pages will lie and put headings in order (`body`).

mod body;
mod front;
mod include;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use super::detect::decoded;
use super::media_types::MEDIA;
use super::{Answer, Bank, BankFile, ForeignCard, Media, PageInfo, slug};

/// The source's texts by their path.
type Texts<'a> = BTreeMap<&'a str, String>;

/// A chapter, before its text is read.
struct Chapter {
    /// The file's path in the source.
    path: String,
    title: Option<String>,
    /// Titles of the topics that it lies in, below the one that is imported to.
    folder: Vec<String>,
    name: String,
    index: bool,
    order: Option<i64>,
}

impl Chapter {
    /// By which links within the source find it; the import gives it its place.
    fn id(&self) -> String {
        let folder = self.folder.iter().map(|part| slug(part));
        folder.chain([self.name.clone()]).collect::<Vec<_>>().join("/")
    }
}

/// Whether the files are an mdBook: a book.toml with its SUMMARY.md.
pub fn is_book(files: &[BankFile]) -> bool {
    summary_path(files).is_some()
}

/// Where an mdBook's SUMMARY.md lies.
fn summary_path(files: &[BankFile]) -> Option<String> {
    let book = files.iter().find(|file| file.path == "book.toml")?;
    let text = String::from_utf8_lossy(&book.bytes);
    let source = front::book(&text).source;
    let path = if source.is_empty() || source == "." { "SUMMARY.md".to_string() } else { format!("{source}/SUMMARY.md") };
    files.iter().any(|file| file.path == path).then_some(path)
}

/// Reads the source's pages into the bank.
pub fn read(files: &[BankFile], bank: &mut Bank) {
    let is_media = |file: &BankFile| file.path.rsplit_once('.').is_some_and(|(_, ending)| MEDIA.contains(&ending.to_lowercase().as_str()));
    let texts: Texts<'_> =
        files.iter().filter(|file| !is_media(file)).filter_map(|file| Some((file.path.as_str(), decoded(file)?))).collect();
    for file in files {
        if is_media(file) {
            bank.media.push(Media { path: file.path.clone(), bytes: file.bytes.clone() });
        } else if !texts.contains_key(file.path.as_str()) {
            bank.refuse_file(&file.path, "this is not a text", "");
        }
    }
    let summary = summary_path(files).filter(|path| texts.contains_key(path.as_str()));
    let chapters = match (summary, texts.get("book.toml")) {
        (Some(path), Some(book)) => {
            front::report_translations(book, bank);
            summary::chapters(&path, &texts, bank)
        }
        _ => in_folders(&texts),
    };
    let mut used: BTreeSet<String> = chapters.iter().map(|chapter| chapter.path.clone()).collect();
    let targets: BTreeMap<String, body::TargetPage> =
        chapters.iter().map(|chapter| (chapter.path.clone(), body::TargetPage::new(chapter.id(), &texts[chapter.path.as_str()]))).collect();
    for chapter in chapters {
        let card = page(&chapter, &texts, &targets, &mut used, bank);
        bank.cards.push(card);
    }
    leftovers(&texts, &used, bank);
}

/// Every Markdown file is a page, every folder a topic.
fn in_folders(texts: &Texts<'_>) -> Vec<Chapter> {
    let chapter = |path: &&str| {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, ending) = file.rsplit_once('.')?;
        let is_page = ["md", "markdown", "mdx"].contains(&ending.to_lowercase().as_str());
        let index = ["readme", "index", "_index"].contains(&stem.to_lowercase().as_str());
        let folder = folder.split('/').filter(|part| !part.is_empty()).map(str::to_string).collect();
        let name = if index { "index".to_string() } else { slug(stem) };
        is_page.then(|| Chapter { path: path.to_string(), title: None, folder, name, index, order: None })
    };
    texts.keys().filter_map(chapter).collect()
}

fn page(
    chapter: &Chapter,
    texts: &Texts<'_>,
    targets: &BTreeMap<String, body::TargetPage>,
    used: &mut BTreeSet<String>,
    bank: &mut Bank,
) -> ForeignCard {
    let text = &texts[chapter.path.as_str()];
    let (front, start) = front::read(&chapter.path, text, bank);
    let resolved = include::resolve(&chapter.path, &text[start..], texts, used, bank);
    let (heading, body) = body::with_one_title(&resolved, front.title.is_some());
    let body = body::with_links_rewritten(&body, &chapter.path, targets);
    let stem = || chapter.folder.last().filter(|_| chapter.index).unwrap_or(&chapter.name).replace(['-', '_'], " ");
    // A heading in other words than the front matter's title is no repetition of it.
    let differs = |heading: &&String| front.title.as_ref().is_some_and(|title| title != *heading);
    let body = heading.as_ref().filter(differs).map_or(body.clone(), |heading| format!("## {heading}\n\n{}", body.trim_start()));
    // What the summary calls a chapter is often shorter than the chapter's own heading.
    let title = front.title.or(heading).or_else(|| chapter.title.clone()).unwrap_or_else(stem);
    ForeignCard {
        file: chapter.path.clone(),
        question: title.replace('`', ""),
        answer: body.trim().to_string(),
        answer_kind: Answer::Page(PageInfo { index: chapter.index, summary: front.summary, order: front.order.or(chapter.order) }),
        tags: front.tags,
        terms: front.terms,
        aliases: front.aliases,
        updated: front.updated,
        folder: chapter.folder.clone(),
        id: Some(chapter.id()),
        key: Some("page".into()),
        draft: front.draft,
        ..ForeignCard::default()
    }
}

/// Says which texts of the source nothing has shown.
fn leftovers(texts: &Texts<'_>, used: &BTreeSet<String>, bank: &mut Bank) {
    let known = |path: &str| path == "book.toml" || path.ends_with("SUMMARY.md") || used.contains(path);
    for (path, _) in texts.iter().filter(|(path, text)| !known(path) && !text.trim().is_empty()) {
        let message = "no chapter names or includes this file";
        let help = "name it in SUMMARY.md, or bring it over by hand";
        bank.diagnostics.push(crate::diagnostic::Diagnostic::for_path(crate::diagnostic::Code::NotImported, *path, message).help(help));
    }
}
