//! The input of an import, and the bank that its files are read into.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::foreign::{ForeignCard, Media};
use super::table::{Columns, TableColumns};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::SectionKind;
use crate::source::{Source, SourceId, Sources, Span};

/// A file of a bank.
#[derive(Debug, Clone)]
pub struct BankFile {
    /// Relative to what was named on the command line, with `/` between its parts.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// What the command line decides about an import.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The topic that the cards go to: `databases`, `databases/sql`; empty where each goes to the topic that its bank names.
    pub topic: String,
    /// What those of its topics are called whose names on the command line were not those of folders: `französisch` is `franzoesisch`.
    pub topic_titles: BTreeMap<String, String>,
    /// The level of cards that give none, one of the guide's.
    pub level: Option<String>,
    /// The guide's levels; another level in a bank becomes a tag, and is reported.
    pub levels: Vec<LevelOrKindNames>,
    /// The guide's kinds; another one becomes a tag too.
    pub kinds: Vec<LevelOrKindNames>,
    /// Which columns of a table hold what, where their names don't say it.
    pub columns: Columns,
    /// Of workbooks, the sheets to read, by name or by number from 1; all where none is named.
    pub sheets: Vec<String>,
    /// What the guide calls its sections; their English names where one is missing.
    pub sections: BTreeMap<SectionKind, String>,
    /// What the source's Markdown is.
    pub content_kind: ContentKind,
    /// The choices of a question whose bank asks only whether something is so.
    pub true_false: TrueFalseNames,
    /// How numbers of workbooks are shown.
    pub numbers: NumberNotation,
    /// Ids of what the guide deleted on purpose.
    pub retired: BTreeSet<String>,
    /// Whether cards that the guide has by their id become what the bank says of them.
    pub update: bool,
}

/// What Markdown files are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ContentKind {
    /// Pages in an mdBook, questions elsewhere.
    #[default]
    Auto,
    Questions,
    Pages,
}

/// What true and false are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrueFalseNames {
    pub yes: String,
    pub no: String,
}

impl Default for TrueFalseNames {
    fn default() -> Self {
        Self { yes: "True".into(), no: "False".into() }
    }
}

/// How a language writes numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberNotation {
    pub decimal: char,
    /// Between thousands.
    pub group: char,
    /// A date in digits, as a format of workbooks.
    pub date: &'static str,
}

impl NumberNotation {
    /// That of a language by its tag, such as `de-CH`.
    pub fn of_language(language: &str) -> Self {
        let notation = |decimal, group, date| Self { decimal, group, date };
        match language.split('-').next().unwrap_or_default() {
            "de" if language.ends_with("-CH") || language.ends_with("-LI") => notation('.', '’', "dd.mm.yyyy"),
            "de" | "tr" | "da" => notation(',', '.', "dd.mm.yyyy"),
            "pl" | "ru" | "uk" | "cs" | "fi" | "nb" | "no" => notation(',', '\u{202f}', "dd.mm.yyyy"),
            "fr" => notation(',', '\u{202f}', "dd/mm/yyyy"),
            "es" | "it" | "pt" | "id" => notation(',', '.', "dd/mm/yyyy"),
            "nl" => notation(',', '.', "dd-mm-yyyy"),
            "sv" => notation(',', '\u{202f}', "yyyy-mm-dd"),
            // English alone has two orders.
            _ => notation('.', ',', "yyyy-mm-dd"),
        }
    }
}

impl Default for NumberNotation {
    fn default() -> Self {
        Self::of_language("en")
    }
}

/// A level or a kind of the guide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LevelOrKindNames {
    pub id: String,
    /// What readers see, in each language of the guide.
    pub names: Vec<String>,
}

/// What reading a bank gave.
#[derive(Debug, Default)]
pub struct Bank {
    /// In the order of the files and their lines.
    pub cards: Vec<ForeignCard>,
    /// Images, sounds and other files that cards may show.
    pub media: Vec<Media>,
    /// How the columns of each table were read.
    pub tables: Vec<TableColumns>,
    /// The text files, so that findings have places.
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
    /// How many of the findings are about a level or kind that became a tag: nothing is left out.
    pub level_or_kind_as_tag_count: usize,
    /// Whether any of its notes marks flashcards, as vaults do: then a note without such marks is not a bank.
    pub is_vault: bool,
    /// How many of its files were read as Markdown.
    pub markdown_file_count: usize,
    /// Folders in which a file is a question, by its first heading: then others beside it are too.
    pub question_folders: BTreeSet<String>,
    /// Paths of files that are not banks.
    pub other_files: Vec<String>,
    /// The place whose line was asked for last: source, offset, line.
    last_line: Option<(SourceId, usize, usize)>,
}

impl Bank {
    /// Adds a text file and returns its number.
    pub fn add_source(&mut self, path: &str, text: &str) -> SourceId {
        self.sources.add(Source::new(path, text))
    }

    /// The line of a place, from 1. Questions come in the order of their text, so that counting goes on from the last one.
    pub fn line(&mut self, source: SourceId, offset: usize) -> usize {
        let (from, line) = match self.last_line {
            Some((of, at, line)) if of == source && at <= offset => (at, line),
            _ => (0, 1),
        };
        let text = self.sources.get(source).text.as_bytes();
        let offset = offset.min(text.len());
        let line = line + text[from.min(offset)..offset].iter().filter(|byte| **byte == b'\n').count();
        self.last_line = Some((source, offset, line));
        line
    }

    /// Says that something of a file was not imported.
    pub fn not_imported(&mut self, source: SourceId, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::new(Code::NotImported, source, span, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Refuses a file or a part of one.
    pub fn refuse_file(&mut self, path: &str, message: impl Into<String>, help: &str) {
        let diagnostic = Diagnostic::for_path(Code::ImportRefused, path, message);
        self.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    /// Refuses a text at a place of it.
    pub fn refuse_at(&mut self, source: SourceId, span: Span, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::ImportRefused, source, span, message).help(help));
    }
}
