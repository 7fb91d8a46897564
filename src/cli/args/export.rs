//! Arguments of `recto export`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use recto::export::QUESTION_TYPES;

use super::guide::Guide;

#[derive(Debug, Group)]
pub struct Export {
    pub format: ExportFormat,
    #[command(flatten)]
    pub guide: Guide,
    #[command(flatten)]
    pub select: Select,
    /// The guide in this language, one of book.toml's [default: the first]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The file to write, or `-` for standard output [default: the book's id with the format's ending, here]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// CSV: begin with a byte order mark, so that Excel recognises UTF-8
    #[arg(long)]
    pub bom: bool,
    /// CSV: separator between cells; Excel expects a semicolon where the comma is the decimal separator [default: comma]
    #[arg(long, value_name = "SIGN")]
    pub separator: Option<Separator>,
    /// Print, PDF, exam and kit: the size of the paper [default: a4]
    #[arg(long, value_name = "SIZE")]
    pub paper: Option<PaperSize>,
    /// Exam: what it is called, instead of the guide's title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Print and PDF: where the answers are [default: end]
    #[arg(long, value_name = "WHERE")]
    pub answers: Option<AnswersPlace>,
    /// Anki and EPUB: when cards without `updated` last changed, instead of the date from Git (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// HTML: the largest file to write, in megabytes; browsers open larger ones slowly
    #[arg(long, value_name = "MB", default_value_t = 40)]
    pub limit: u32,
}

/// Which cards; all by default. An option given twice selects either value.
#[derive(Debug, Group)]
#[command(next_help_heading = "Which cards")]
pub struct Select {
    /// Cards of a topic and of the topics below it
    #[arg(long, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// Cards of a level, one of book.toml's
    #[arg(long, value_name = "LEVEL")]
    pub level: Vec<String>,
    /// Cards of a kind, one of book.toml's
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Cards of a type: what a learner does with them
    #[arg(long = "type", value_name = "TYPE", value_parser = QUESTION_TYPES)]
    pub question_type: Vec<String>,
    /// Cards with a tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// At most this many of them, drawn with `--seed`
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub count: Option<usize>,
    /// Seed of the draw: the same word draws the same cards, another word others
    #[arg(long, value_name = "WORD", default_value = "")]
    pub seed: String,
}

/// What is between the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    #[value(alias = ",")]
    Comma,
    #[value(alias = ";")]
    Semicolon,
    Tab,
}

impl Separator {
    /// The character.
    pub fn as_byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// The size of printed pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

/// Where the answers of a booklet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswersPlace {
    /// All after the last question
    End,
    /// Each below its question
    #[value(alias = "together")]
    Inline,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table for spreadsheets, which `recto import` reads back
    Csv,
    /// A deck for Anki (.apkg); exporting and importing again updates what was reworded
    Anki,
    /// The notes of that deck as a text file, for Anki's text importer
    AnkiText,
    /// Questions for learning platforms, as Moodle's GIFT
    Gift,
    /// Questions as Moodle's XML, with categories and tags
    Moodle,
    /// Questions as a QTI 1.2 package, for Canvas and others
    #[value(name = "qti-1.2")]
    Qti12,
    /// Questions as a QTI 2.1 package
    #[value(name = "qti-2.1")]
    Qti21,
    /// A booklet for printing (HTML): cover, table of contents, questions, answers
    Print,
    /// That booklet as a PDF, made by a Chromium that is installed
    Pdf,
    /// An e-book (EPUB 3): questions and answers linked both ways, by topic
    Epub,
    /// An exam for printing (HTML): versions A and B, each with its key
    Exam,
    /// An interviewer's kit for printing (HTML): strong points, red flags, a grid, and the candidate's sheet
    Kit,
    /// The cards with their answers as data (`recto schema cards` describes it)
    Json,
    /// The whole site as an archive: a folder that opens from disk
    Zip,
    /// The whole site as one HTML file, which searches and studies from disk
    Html,
}

impl ExportFormat {
    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anki => "anki",
            Self::Gift => "gift",
            Self::Moodle => "moodle",
            Self::Qti12 => "qti-1.2",
            Self::Qti21 => "qti-2.1",
            Self::Print => "print",
            Self::Pdf => "pdf",
            Self::Epub => "epub",
            Self::Exam => "exam",
            Self::Kit => "kit",
            Self::AnkiText => "anki-text",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Zip => "zip",
            Self::Html => "html",
        }
    }

    /// What a file's name ends with.
    pub fn file_suffix(self) -> &'static str {
        match self {
            Self::Anki => ".apkg",
            Self::Gift => ".gift",
            Self::Moodle => ".moodle.xml",
            Self::Qti12 => ".qti12.zip",
            Self::Qti21 => ".qti21.zip",
            Self::Print => ".print.html",
            Self::Pdf => ".pdf",
            Self::Epub => ".epub",
            Self::Exam => ".exam.html",
            Self::Kit => ".kit.html",
            Self::AnkiText => ".anki.txt",
            Self::Csv => ".csv",
            Self::Json => ".json",
            Self::Zip => ".zip",
            Self::Html => ".html",
        }
    }
}
