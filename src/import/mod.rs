//! Foreign question banks → cards of this guide.
//!
//! In: the files of a bank as bytes, each with its path, and what the command line decided. Out: cards as Markdown files with readable names,
//! the media that they show, and a finding for everything that could not be placed.
//!
//! 0. An mdBook, or a folder that is said to hold pages, is read as running text (`pages`); all else file by file.
//! 1. `detect` tells what each file is; its reader (`markdown`, `table`, `anki`, `gift`, …) turns it into [`ForeignCard`]s.
//! 2. `links` takes local links and images to where they will lie, or makes plain text of them.
//! 3. `categories` finds the guide's levels and kinds in what cards say of theirs.
//! 4. `write` gives each card a file name and its text; `ledger` tells new, changed and untouched files apart when the same bank comes again.
//! 5. `progress` makes a progress file of what a learner did elsewhere.

mod anki;
mod archive;
mod categories;
mod detect;
mod foreign;
mod gift;
mod html;
mod ledger;
mod links;
mod markdown;
mod pages;
mod progress;
mod quiz;
mod slug;
mod spreadsheet;
mod table;
mod topic_index;
mod write;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::SectionKind;
use crate::source::{Source, SourceId, Sources, Span};

pub use foreign::{Answer, Choice, ForeignCard, Media};
pub use ledger::Ledger;
pub use pages::PageInfo;
pub use progress::{Progress, progress};
pub use slug::slug;
pub use table::{Columns, TableColumns, column_keys, is_column_key};
pub use topic_index::TopicIndex;
pub use write::{Fate, Plan, Planned, plan};

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
    /// The level of cards that give none, one of the guide's.
    pub level: Option<String>,
    /// The guide's levels; another level in a bank becomes a tag, and is told.
    pub levels: Vec<Named>,
    /// The guide's kinds; another one becomes a tag too.
    pub kinds: Vec<Named>,
    /// Which columns of a table hold what, where their names don't say it.
    pub columns: Columns,
    /// What the guide calls its sections; their English names where one is missing.
    pub sections: BTreeMap<SectionKind, String>,
    /// What the source's Markdown is.
    pub form: Form,
}

/// What Markdown files are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Pages in an mdBook, questions elsewhere.
    #[default]
    Detected,
    Questions,
    Pages,
}

/// A level or a kind of the guide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
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
}

impl Bank {
    /// Adds a text file and returns its number.
    fn add_source(&mut self, path: &str, text: &str) -> SourceId {
        self.sources.add(Source::new(path, text))
    }

    /// Says that something of a file was not imported.
    fn unplaced(&mut self, source: SourceId, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::new(Code::NotImported, source, span, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Refuses a file or a part of one.
    fn refuse(&mut self, path: &str, message: impl Into<String>, help: &str) {
        let diagnostic = Diagnostic::for_path(Code::ImportRefused, path, message);
        self.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    /// Refuses a text at a place of it.
    fn refuse_at(&mut self, source: SourceId, span: Span, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::ImportRefused, source, span, message).help(help));
    }
}

/// Reads every file of a bank.
pub fn read(files: &[BankFile], options: &ImportOptions) -> Bank {
    let mut bank = Bank::default();
    if options.form == Form::Pages || options.form == Form::Detected && pages::is_book(files) {
        pages::read(files, &mut bank);
        return bank;
    }
    for file in files {
        detect::read(file, options, &mut bank);
    }
    categories::settle(&mut bank, options);
    bank
}
