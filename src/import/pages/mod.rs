//! Running text → pages: an mdBook, or a folder of Markdown pages as other site generators have them.
//!
//! In: the files of the source. Out: pages among the bank's cards ([`Answer::Page`]), in topics. An mdBook's `SUMMARY.md` gives titles, order
//! and, by its parts, topics; in a folder, folders are topics, and a README.md, index.md or _index.md is a topic's own page. Steps: list the
//! chapters; read front matter (`front_matter`); resolve includes (`include`); write what mdBook alone shows as Markdown (`fences`); lead links to where pages will lie and put headings in order (`body`).

mod body;
mod fences;
mod front_matter;
mod include;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use super::detect::decoded;
use super::links::join;
use super::media_types::MEDIA_EXTENSIONS;
use super::{Answer, Bank, BankFile, ForeignCard, Media, PageInfo, mdbook_quiz, slug};
use crate::diagnostic::{Code, Diagnostic};

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

/// Whether the files are an mdBook: a book.toml with its SUMMARY.md, or a SUMMARY.md where one lies by default.
pub fn is_book(files: &[BankFile]) -> bool {
    book(files).is_some()
}

/// The files that say what a book is.
struct BookFiles {
    settings: Option<String>,
    summary: String,
}

/// The book that lies nearest to the root.
fn book(files: &[BankFile]) -> Option<BookFiles> {
    let has = |path: &String| files.iter().any(|file| file.path == *path);
    let mut settings: Vec<&BankFile> = files.iter().filter(|file| file.path.rsplit('/').next() == Some("book.toml")).collect();
    settings.sort_by_key(|file| file.path.matches('/').count());
    let of = |file: &BankFile| {
        let folder = file.path.strip_suffix("book.toml").unwrap_or_default();
        let source = front_matter::book(&String::from_utf8_lossy(&file.bytes)).source;
        let summary = join(&format!("{folder}{source}/SUMMARY.md"))?;
        has(&summary).then(|| BookFiles { settings: Some(file.path.clone()), summary })
    };
    let alone = || ["SUMMARY.md", "src/SUMMARY.md"].map(String::from).into_iter().find(has);
    settings.into_iter().find_map(of).or_else(|| Some(BookFiles { settings: None, summary: alone()? }))
}

/// Reads the source's pages into the bank.
pub fn read(files: &[BankFile], bank: &mut Bank) {
    let is_media =
        |file: &BankFile| file.path.rsplit_once('.').is_some_and(|(_, ending)| MEDIA_EXTENSIONS.contains(&ending.to_lowercase().as_str()));
    let texts: Texts<'_> =
        files.iter().filter(|file| !is_media(file)).filter_map(|file| Some((file.path.as_str(), decoded(file)?))).collect();
    for file in files {
        if is_media(file) {
            bank.media.push(Media { path: file.path.clone(), bytes: file.bytes.clone() });
        } else if !texts.contains_key(file.path.as_str()) {
            bank.refuse_file(&file.path, "this is not a text file", "");
        }
    }
    let book = book(files).filter(|book| texts.contains_key(book.summary.as_str()));
    let chapters = match &book {
        Some(book) => {
            let settings = book.settings.as_ref().and_then(|path| texts.get(path.as_str()));
            settings.into_iter().for_each(|settings| front_matter::report_translations(settings, bank));
            summary::chapters(&book.summary, &texts, bank)
        }
        None => in_folders(&texts),
    };
    let mut used: BTreeSet<String> = chapters.iter().map(|chapter| chapter.path.clone()).collect();
    used.extend(book.into_iter().flat_map(|book| book.settings.into_iter().chain([book.summary])));
    let targets: BTreeMap<String, body::TargetPage> =
        chapters.iter().map(|chapter| (chapter.path.clone(), body::TargetPage::new(chapter.id(), &texts[chapter.path.as_str()]))).collect();
    for chapter in chapters {
        let (card, quizzes) = page(&chapter, &texts, &targets, &mut used, bank);
        bank.cards.push(card);
        for path in quizzes {
            let before = bank.cards.len();
            mdbook_quiz::read(&path, &texts[path.as_str()], bank);
            for card in &mut bank.cards[before..] {
                card.folder = chapter.folder.clone();
                card.tags.push(chapter.name.clone());
            }
        }
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
) -> (ForeignCard, Vec<String>) {
    let text = &texts[chapter.path.as_str()];
    let (front, start) = front_matter::read(&chapter.path, text, bank);
    let id = bank.add_source(&chapter.path, text);
    let source = include::Source { path: &chapter.path, id, start, text: &text[start..] };
    let (resolved, quizzes) = include::resolve(&source, texts, used, bank);
    let (heading, body) = body::with_one_title(&fences::to_commonmark(&resolved), front.title.is_some());
    let body = body::with_links_rewritten(&body, &chapter.path, targets);
    let stem = || chapter.folder.last().filter(|_| chapter.index).unwrap_or(&chapter.name).replace(['-', '_'], " ");
    // A heading in other words than the front matter's title is not a repetition of it.
    let differs = |heading: &&String| front.title.as_ref().is_some_and(|title| title != *heading);
    let body = heading.as_ref().filter(differs).map_or(body.clone(), |heading| format!("## {heading}\n\n{}", body.trim_start()));
    // What the summary calls a chapter is often shorter than the chapter's own heading.
    let title = front.title.or(heading).or_else(|| chapter.title.clone()).unwrap_or_else(stem);
    let card = ForeignCard {
        file: chapter.path.clone(),
        question: title.replace('`', ""),
        answer: body.trim().to_string(),
        answer_kind: Answer::Page(PageInfo { is_topic_index: chapter.index, summary: front.summary, order: front.order.or(chapter.order) }),
        tags: front.tags,
        terms: front.terms,
        aliases: front.aliases,
        updated: front.updated,
        folder: chapter.folder.clone(),
        id: Some(chapter.id()),
        key: Some("page".into()),
        draft: front.draft,
        ..ForeignCard::default()
    };
    (card, quizzes)
}

/// Says which texts of the source nothing has shown: each page and quiz, and how many there are of code, settings and the like.
fn leftovers(texts: &Texts<'_>, used: &BTreeSet<String>, bank: &mut Bank) {
    let report = |path: &str, message: String, help: &str| Diagnostic::for_path(Code::NotImported, path, message).help(help);
    let left = texts.iter().filter(|(path, text)| !used.contains(**path) && !text.trim().is_empty()).map(|(path, _)| *path);
    let is_page =
        |path: &&str| [".md", ".markdown", ".mdx"].iter().any(|ending| path.ends_with(ending)) || texts[path].contains("[[questions]]");
    let (pages, others): (Vec<&str>, Vec<&str>) = left.partition(is_page);
    for path in pages {
        let help = "name it in SUMMARY.md, or add it by hand";
        bank.diagnostics.push(report(path, "no chapter names or includes this file".into(), help));
    }
    if let Some(first) = others.first() {
        let message = match others.len() {
            1 => "no chapter includes this file".to_string(),
            n => format!("no chapter includes this file and {} others that are not pages", n - 1),
        };
        bank.diagnostics.push(report(first, message, "code, settings and styles of a book are not part of a guide"));
    }
}
