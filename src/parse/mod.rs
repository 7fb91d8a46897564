//! A source becomes a [`Document`]: what its author wrote, with the place of every word that can be wrong.
//!
//! In: one file's text and the few words of book.toml that change its reading. Out: the document, as far as it can be made out, and
//! a diagnostic for each mistake. Nothing is looked up in other files: references stay [`Reference`]s until `resolve` binds them.

mod anchor;
mod attributes;
mod autolinks;
mod bad_markers;
mod body;
mod card;
mod cards;
mod choices;
mod cloze;
mod control_characters;
mod dropped_text;
mod feedback;
mod footnotes;
mod foreign_syntax;
mod front_matter;
mod links_with_spaces;
mod malformed_markdown;
mod merge_conflicts;
mod never_closed;
mod page;
mod path;
mod point;
mod reserved_ids;
mod scan;
mod section_advice;
mod section_names;
mod sections;
mod spans;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use anchor::slug;
pub use attributes::SpannedString;
pub use path::{ContentPath, FileKind, bad_segment, content_path, content_path_in, decode, is_readme, original_of, relative, stem};
pub use reserved_ids::is_reserved_id;
pub use scan::{Outline, TextPiece, destination_span, scan};
pub use section_names::OtherLanguageNames;
pub use spans::merge_overlapping;

use crate::diagnostic::Diagnostic;
use crate::model::{Features, Heading, InterviewStage, KeyPoint, LinkSyntax, Question, Section, SectionKind, Title};
use crate::source::{Source, SourceId, Span};

/// What parsing needs to know of book.toml.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParseOptions {
    /// The names that head each section, compared without regard to case.
    pub sections: BTreeMap<SectionKind, Vec<String>>,
    /// What they are called in other languages, for advice.
    pub other_language_names: OtherLanguageNames,
    /// Of each language into which the guide is translated, its name and what is read otherwise in it: `NAME.LANGUAGE.md`.
    pub translations: Vec<(String, ParseOptions)>,
    /// Whether what is wrong in front matter is an error.
    pub strict: bool,
}

impl ParseOptions {
    /// What the guide calls a section.
    fn section_name(&self, kind: SectionKind) -> &str {
        self.sections.get(&kind).and_then(|names| names.first()).map_or(kind.key(), String::as_str)
    }
}

/// A file of content, read. Cheap to clone, so that whoever compiles a guide again can keep the documents of unchanged files.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it is in [`Sources`](crate::source::Sources) this time; nothing below repeats it.
    pub source: SourceId,
    /// The number of the language that it is a translation into, among [`ParseOptions::translations`]; `None` for an original.
    pub language: Option<usize>,
    pub path: Arc<ContentPath>,
    pub content: Arc<Content>,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    Home(PageDocument),
    Topic(PageDocument),
    Page(PageDocument),
    /// One card, or all of a `cards.md`.
    Cards(Vec<CardDocument>),
}

/// The keys of front matter (or of a heading's attributes), each value with its place.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    pub title: Option<SpannedString>,
    pub summary: Option<SpannedString>,
    pub order: Option<i64>,
    /// Of a topic: the order of its cards.
    pub cards: CardOrder,
    pub icon: Option<SpannedString>,
    pub level: Option<SpannedString>,
    pub kind: Option<SpannedString>,
    pub card_type: Option<SpannedString>,
    pub id: Option<SpannedString>,
    pub tags: Vec<SpannedString>,
    pub requires: Vec<SpannedString>,
    pub terms: Vec<SpannedString>,
    pub aliases: Vec<SpannedString>,
    pub minutes: Option<u32>,
    pub stages: Option<Vec<InterviewStage>>,
    pub updated: Option<String>,
    /// In a translation: the hash that its original had when it was made.
    pub original_hash: Option<SpannedString>,
    pub draft: bool,
}

/// In which order a topic shows its cards, as its index says.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum CardOrder {
    /// By `requires`, `order`, level and title.
    #[default]
    Default,
    /// By title.
    Alphabetical,
    /// Those named first, in this order.
    Listed(Vec<SpannedString>),
}

/// A reference that nobody has followed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The whole link, as the Markdown parser reports it.
    pub span: Span,
    /// The destination's own text in the source, for underlining and fixing.
    pub target_span: Span,
    /// What is written there, escapes undone: `../apis/idempotency.md#keys`, `idempotency#keys`, `https://…`.
    pub target: String,
    pub wiki: bool,
    pub syntax: LinkSyntax,
    pub no_alt: bool,
}

/// A body whose references are not bound.
#[derive(Debug, Clone)]
pub struct RawBody {
    pub span: Span,
    pub headings: Arc<[Heading]>,
    /// In source order.
    pub references: Vec<Reference>,
    pub unrendered_spans: Arc<[Span]>,
    pub outside_link_definitions: Vec<(String, String, String)>,
    pub outside_footnotes: Arc<[Span]>,
    pub html_ids: Arc<[(Box<str>, Box<str>)]>,
    /// Of a translation: the names of places in its original, each with its anchor here (empty for the top), or none if it is not here.
    pub original_anchors: Vec<(Box<str>, Option<Box<str>>)>,
    pub features: Features,
}

/// A page, a topic's page or the home page.
#[derive(Debug, Clone)]
pub struct PageDocument {
    pub meta: Meta,
    pub title: Title,
    pub body: RawBody,
    pub hash: String,
}

/// A card as it is written.
#[derive(Debug, Clone)]
pub struct CardDocument {
    /// The path's or the heading's id, unless `id` in front matter pins another.
    pub id: SpannedString,
    pub meta: Meta,
    pub title: Title,
    /// The question's heading.
    pub heading: Span,
    /// The anchor by which a code host's preview reaches the question.
    pub heading_fragment: String,
    pub question: Question,
    pub prompt: Span,
    pub sections: Arc<[Section]>,
    pub key_points: Arc<[KeyPoint]>,
    pub body: RawBody,
    pub hash: String,
    /// Of a translation: where its original is among the cards of its file.
    pub original_at: Option<(SourceId, u32)>,
}

/// Reads one file of content/. `None` where its name says that it is not content.
pub fn document(id: SourceId, source: &Source, options: &ParseOptions) -> (Option<Document>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let languages: Vec<&str> = options.translations.iter().map(|(language, _)| language.as_str()).collect();
    let Some((path, language)) = source.path.strip_prefix("content/").and_then(|path| path::content_path_in(path, &languages)) else {
        return (None, diagnostics);
    };
    path::check(&path, id, &mut diagnostics);
    let options = language.map_or(options, |language| &options.translations[language].1);
    let front = front_matter::read(id, &source.text, &mut diagnostics);
    let file = File { id, text: &source.text, path: &path, options };
    let content = match path.kind {
        FileKind::Home => Content::Home(page::read(&file, &front, &mut diagnostics)),
        FileKind::Topic => Content::Topic(page::read(&file, &front, &mut diagnostics)),
        FileKind::TopLevelPage => Content::Page(page::read(&file, &front, &mut diagnostics)),
        FileKind::CardOrPage if front.is_page(&source.text) => Content::Page(page::read(&file, &front, &mut diagnostics)),
        FileKind::CardOrPage => Content::Cards(card::read(&file, &front, &mut diagnostics).into_iter().collect()),
        FileKind::Cards => Content::Cards(cards::read(&file, &front, &mut diagnostics)),
    };
    merge_conflicts::report(&file, front.body_start, &mut diagnostics);
    control_characters::report(&file, &mut diagnostics);
    (Some(Document { source: id, language, path: Arc::new(path), content: Arc::new(content) }), diagnostics)
}

/// The current file, as every reader in this folder gets it.
struct File<'a> {
    id: SourceId,
    text: &'a str,
    path: &'a ContentPath,
    options: &'a ParseOptions,
}

/// SHA-256 over the parts (line ends made equal, so that a checkout's CRLF does not change it), hex, first 16 digits.
pub fn hash(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        for line in part.split("\r\n") {
            digest.update(line.as_bytes());
            digest.update(b"\n");
        }
        digest.update([0]);
    }
    crate::encode::hex(&digest.finalize()[..8])
}
