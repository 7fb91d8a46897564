//! Arguments of `recto import`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

#[derive(Debug, Group)]
pub struct Import {
    /// Files or folders of the bank
    #[arg(required = true)]
    pub sources: Vec<PathBuf>,
    /// The topic that the cards go to, such as databases; it may be new; `.` for the topics that the bank itself names
    #[arg(long, value_name = "TOPIC")]
    pub to: String,
    /// The guide's folder, with book.toml and content/ in it
    #[arg(long, default_value = ".")]
    pub guide: PathBuf,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Replace cards that the guide already has (same id) by the bank's version: an export of it that was edited in a spreadsheet
    #[arg(long)]
    pub update: bool,
    /// The level of cards that give none, one of book.toml's
    #[arg(long)]
    pub level: Option<String>,
    /// What Markdown files are [default: pages in an mdBook, questions elsewhere]
    #[arg(long = "as", value_name = "WHAT")]
    pub import_as: Option<ImportAs>,
    /// Which columns of a table hold what, such as question=Prompt,answer=3: by name, or by number from 1
    ///
    /// What a column can hold: question, prompt, image, choice, choices, right, wrong, choice-feedback, feedback, hint, short-answer, answer,
    /// key-points, pitfalls, red-flags, follow-ups, references, level, kind, type, minutes, tags, topic, id, aliases, requires, terms, updated
    #[arg(long, value_delimiter = ',', value_name = "WHAT=COLUMN")]
    pub columns: Vec<String>,
    /// The first row of a table is a card, not the names of its columns
    #[arg(long)]
    pub no_header: bool,
    /// Of a workbook (XLSX), read only this sheet, by name or by number from 1; may be given several times
    #[arg(long, value_name = "SHEET")]
    pub sheet: Vec<String>,
    /// Write what a learner did with an Anki deck (answers, due dates, suspended and flagged cards) to a file that the site's Progress page imports
    #[arg(long, alias = "progress", value_name = "FILE")]
    pub write_progress: Option<PathBuf>,
}

/// What Markdown files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportAs {
    /// Questions with their answers
    Questions,
    /// Pages to read, folders as topics
    Pages,
}
