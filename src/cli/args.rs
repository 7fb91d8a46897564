//! What can be said on the command line.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::init::program::Source;

const EXIT_CODES: &str = "\
Exit codes:
  0  done (warnings do not change it)
  1  the guide has errors; they are printed, and nothing was published
  2  the command line is wrong, or the folder is no guide
  3  the machine failed: a file could not be read or written, a port could not be opened";

const IMPORT_EXIT_CODES: &str = "\
Exit codes:
  0  done (warnings do not change it)
  1  a file or a card of the bank was refused, as is printed; the others were written
  2  the command line is wrong, the folder is no guide, or the bank holds no question
  3  the machine failed: a file could not be read or written";

/// Turns a folder of Markdown question cards into a study site.
#[derive(Debug, Parser)]
#[command(name = "recto", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into a folder
    #[command(after_help = EXIT_CODES)]
    Build(Build),
    /// Show the site in a browser on this machine, and each change as it is saved
    #[command(after_help = EXIT_CODES)]
    Serve(Serve),
    /// Report everything that is wrong with the guide
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Make a small guide that shows how everything is written
    #[command(after_help = EXIT_CODES)]
    Init(Init),
    /// Make the file of a new card, topic or page
    #[command(after_help = EXIT_CODES)]
    New(New),
    /// Move or rename a card, a page or a topic: links follow, and its former id becomes an alias
    #[command(after_help = EXIT_CODES)]
    Mv(Mv),
    /// Make cards of a question bank: Markdown, CSV, spreadsheets, Anki decks, quizzes of learning platforms
    #[command(after_help = IMPORT_EXIT_CODES)]
    Import(Import),
    /// Make one file of the cards, or of some of them, for other programs: spreadsheets, flashcards, learning platforms, paper
    #[command(after_help = EXIT_CODES)]
    Export(Export),
    /// Show what a change does to the cards: those added, removed, renamed and changed since a commit
    #[command(after_help = EXIT_CODES)]
    Diff(Diff),
    /// Speak with an editor: findings as you type, ids and tags to choose from, go to the card (Language Server Protocol)
    Lsp(Lsp),
    /// Count the guide's cards by topic, level and kind, and find the long and the old
    #[command(after_help = EXIT_CODES)]
    Stats(Stats),
    /// Tell how far the translations of the guide are
    #[command(after_help = EXIT_CODES)]
    Translate(Translate),
    /// Print the JSON Schema of book.toml or of front matter, for editors
    Schema(Schema),
    /// List the built-in theme's files, take one out to change it, and compare yours with it
    #[command(after_help = EXIT_CODES)]
    Theme(Theme),
    /// Print the interface's words in a language as a file to translate
    Strings(Strings),
    /// Tell what a finding's code, or a key of book.toml, means
    Explain(Explain),
    /// Print the completion script of a shell
    Completions {
        /// The shell to complete in
        shell: Shell,
    },
}

/// Where the guide is and how to read it.
#[derive(Debug, Group)]
pub struct Guide {
    /// The guide's folder, with book.toml and content/ in it
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Where the site will be published, such as https://example.org/guide/ (overrides `site.base-url`)
    #[arg(long, value_name = "URL", value_parser = recto::config::base_url)]
    pub base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Threads to work with [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// Print nothing but errors and warnings
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print the time that each stage takes
    #[arg(long, short)]
    pub verbose: bool,
}

#[derive(Debug, Group)]
pub struct Build {
    #[command(flatten)]
    pub guide: Guide,
    /// The folder to publish into [default: site/ in the guide's folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Serve {
    #[command(flatten)]
    pub guide: Guide,
    /// The port to listen on; the next free one is taken where it is busy
    #[arg(long, short, value_name = "N", default_value_t = 1440)]
    pub port: u16,
    /// The address to listen on; other than a loopback address, whoever reaches this machine can read the guide
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Open the site in the default browser
    #[arg(long)]
    pub open: bool,
    /// Look for changes every second instead of being told of them, for network drives and some containers
    #[arg(long)]
    pub poll: bool,
}

#[derive(Debug, Group)]
pub struct Check {
    #[command(flatten)]
    pub guide: Guide,
    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Fix what can be fixed safely, then report what is left
    #[arg(long)]
    pub fix: bool,
    /// Find ids that were published before and are gone: a commit, branch or tag to compare with, or a guide.json
    #[arg(long, value_name = "REF|FILE")]
    pub against: Option<String>,
    /// Follow the links to other sites too (asks their servers; not for the changes of strangers on a machine inside your network)
    #[arg(long)]
    pub links: bool,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Group)]
pub struct Init {
    /// The folder to make the guide in
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// What the guide is for; without it, one that shows every way to write a card
    #[arg(long)]
    pub template: Option<Template>,
    /// The guide's name [default: the folder's]
    #[arg(long)]
    pub title: Option<String>,
    /// The language of the guide: de, fr, ja … Its texts are in German or English, its interface speaks sixteen languages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = recto::config::language)]
    pub language: String,
    /// The git repository from which the workflows compile Recto, at a commit or tag [default: where this program came from]
    #[arg(long, value_name = "URL[@REV]")]
    pub recto_from: Option<Source>,
}

/// What a new guide begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// Questions of a job interview, with mock interviews
    Interview,
    /// The cards of a course, week by week
    Course,
    /// The domains of an examination, with practice exams
    Certification,
    /// Vocabulary with gaps and sound
    Language,
}

impl Template {
    pub fn name(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Course => "course",
            Self::Certification => "certification",
            Self::Language => "language",
        }
    }
}

#[derive(Debug, Group)]
pub struct New {
    /// `card`, `page` or `topic`; not with --lang
    pub what: NewSubject,
    /// Where it goes: TOPIC/NAME for a card, such as databases/acid; with --lang the id of what is translated
    pub id: Option<String>,
    /// The guide's folder, with book.toml and content/ in it
    pub dir: Option<PathBuf>,
    /// Start a translation into this language, one of book.toml's: `recto new --lang fr databases/acid`
    #[arg(long, value_name = "LANG", conflicts_with_all = ["title", "level", "kind", "tags"])]
    pub lang: Option<String>,
    /// The question of the card, the title of the topic or page
    #[arg(long, visible_alias = "question")]
    pub title: Option<String>,
    /// The card's level, one of book.toml's
    #[arg(long)]
    pub level: Option<String>,
    /// The card's kind, one of book.toml's
    #[arg(long)]
    pub kind: Option<String>,
    /// The card's tags, divided by commas
    #[arg(long, value_delimiter = ',')]
    pub tags: Vec<String>,
}

#[derive(Debug, Group)]
pub struct Lsp {
    /// The guide's folder, where the editor names none
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Over standard input and output, as always; editors say so
    #[arg(long, hide = true)]
    pub stdio: bool,
}

#[derive(Debug, Group)]
pub struct Mv {
    /// What is moved: an id, such as databases/acid, or the path of its file
    pub old: String,
    /// Where it goes: an id that nothing has
    pub new: String,
    /// The guide's folder, with book.toml and content/ in it
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Only tell what would be moved and written
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

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
    /// Take the bank's version of cards that the guide has by their id: an export of it that was edited in a spreadsheet
    #[arg(long)]
    pub update: bool,
    /// The level of cards that give none, one of book.toml's
    #[arg(long)]
    pub level: Option<String>,
    /// What Markdown files are [default: pages in an mdBook, questions elsewhere]
    #[arg(long = "as", value_name = "WHAT")]
    pub form: Option<ImportForm>,
    /// Which columns of a table hold what, such as question=Prompt,answer=3: by name, or by number from 1
    ///
    /// What a column can hold: question, prompt, image, choice, choices, right, wrong, choice-feedback, feedback, hint, short-answer, answer,
    /// key-points, pitfalls, red-flags, follow-ups, references, level, kind, type, minutes, tags, topic, id, aliases, requires, terms, updated
    #[arg(long, value_delimiter = ',', value_name = "WHAT=COLUMN")]
    pub columns: Vec<String>,
    /// The first row of a table is a card, not the names of its columns
    #[arg(long)]
    pub no_header: bool,
    /// Of a workbook (XLSX), read this sheet alone, by name or by number from 1; may be given several times
    #[arg(long, value_name = "SHEET")]
    pub sheet: Vec<String>,
    /// Write what a learner did with an Anki deck (answers, due dates, suspended and flagged cards) to a file that the site's Progress page imports
    #[arg(long, value_name = "FILE")]
    pub progress: Option<PathBuf>,
}

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
    /// CSV: begin with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub bom: bool,
    /// Print, PDF, exam and kit: the sheet that is printed on [default: a4]
    #[arg(long, value_name = "SIZE")]
    pub paper: Option<PaperSize>,
    /// Print and PDF: where the answers stand [default: end]
    #[arg(long, value_name = "WHERE")]
    pub answers: Option<AnswersPlace>,
    /// Anki and EPUB: when cards changed that do not say it by `updated`, instead of asking Git (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// HTML: the largest file to write, in megabytes; browsers open larger ones slowly
    #[arg(long, value_name = "MB", default_value_t = 40)]
    pub limit: u32,
}

/// Which cards; all where nothing is said. Options that are given twice ask for either.
#[derive(Debug, Group)]
#[command(next_help_heading = "Which cards")]
pub struct Select {
    /// Cards of a topic and of what lies below it
    #[arg(long, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// Cards of a level, one of book.toml's
    #[arg(long, value_name = "LEVEL")]
    pub level: Vec<String>,
    /// Cards of a kind, one of book.toml's
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Cards with a tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// So many of them at most, drawn by `--seed`
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub count: Option<usize>,
    /// A word by which cards are drawn: the same word draws the same, another word others
    #[arg(long, value_name = "WORD", default_value = "")]
    pub seed: String,
}

/// What Markdown files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportForm {
    /// Questions with their answers
    Questions,
    /// Pages to read, folders as topics
    Pages,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

/// Where the answers of a booklet stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswersPlace {
    /// All behind the last question
    End,
    /// Each below its question
    Together,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table for spreadsheets, which `recto import` reads back
    Csv,
    /// A deck for Anki (.apkg); exporting and importing again updates what was reworded
    Anki,
    /// The notes of that deck as a text file, for Anki's importer of text
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
    pub fn ending(self) -> &'static str {
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

#[derive(Debug, Group)]
pub struct Theme {
    #[command(subcommand)]
    pub action: ThemeAction,
}

#[derive(Debug, Subcommand)]
pub enum ThemeAction {
    /// List the files of the built-in theme, and which of them yours replaces
    List {
        /// The guide's folder, with book.toml and content/ in it
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Take a file out into themes/NAME/, to change it there
    Copy {
        /// As `recto theme list` names it: templates/card.html
        file: String,
        /// The guide's folder, with book.toml and content/ in it
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Show how your files differ from the built-in ones
    Diff {
        /// One of them, or all
        file: Option<String>,
        /// The guide's folder, with book.toml and content/ in it
        #[arg(long, default_value = ".")]
        dir: PathBuf,
    },
    /// Note that you have compared a file with the built-in one of this version
    Reviewed {
        /// As `recto theme list` names it
        file: String,
        /// The guide's folder, with book.toml and content/ in it
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
}

#[derive(Debug, Group)]
pub struct Strings {
    /// The language, as book.language names it: de, pt-BR, zh-Hans
    pub language: String,
    /// A guide whose theme has some of them already
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub struct Translate {
    #[command(subcommand)]
    pub action: TranslateAction,
}

#[derive(Debug, Subcommand)]
pub enum TranslateAction {
    /// List what is missing and what is outdated in each language
    Status {
        /// The guide's folder, with book.toml and content/ in it
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// Only this language
        #[arg(long)]
        lang: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Name all that is missing, however much
        #[arg(long)]
        all: bool,
    },
}

/// What is made: a kind of file, or the id of what is translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewSubject {
    File(NewKind),
    Id(String),
}

impl std::str::FromStr for NewSubject {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(NewKind::from_str(text, false).map_or_else(|_| Self::Id(text.to_string()), Self::File))
    }
}

/// What a new file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A question with its answer
    Card,
    /// A folder of cards, with a text of its own
    Topic,
    /// A page of running text
    Page,
    /// The form by which readers suggest a question on GitHub, by the guide's language and levels
    IssueForm,
}

#[derive(Debug, Group)]
pub struct Diff {
    /// The commit, branch or tag to compare with
    #[arg(value_name = "REF")]
    pub reference: String,
    /// The guide's folder, with book.toml and content/ in it
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Print Markdown, and add it to the summary of the job where this runs on GitHub
    #[arg(long)]
    pub markdown: bool,
}

#[derive(Debug, Group)]
pub struct Stats {
    #[command(flatten)]
    pub guide: Guide,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Group)]
pub struct Schema {
    pub what: SchemaOf,
    /// The guide's folder, whose levels, kinds, tags and section names the schema then knows
    pub dir: Option<PathBuf>,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// book.toml
    Book,
    /// The front matter of cards, topics and pages
    FrontMatter,
    /// What `recto export json` writes
    Cards,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the text underlined
    Human,
    /// Workflow commands that GitHub shows beside the line
    Github,
    /// One JSON object: `version`, `errors`, `warnings`, `diagnostics`
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, Group)]
pub struct Explain {
    /// A code (R401, broken-link) or a key (book.id); all codes where none is given
    pub what: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_base_url_is_checked_and_normalised_before_anything_is_built() {
        let parsed = Args::try_parse_from(["recto", "build", "--base-url", "https://Example.org/guide"]).unwrap();
        let Command::Build(build) = parsed.command else { panic!("not build") };
        assert_eq!(build.guide.base_url.as_deref(), Some("https://example.org/guide/"));
        assert!(Args::try_parse_from(["recto", "build", "--base-url", "example.org"]).is_err());
        assert!(Args::try_parse_from(["recto", "build", "--jobs", "0"]).is_err());
    }
}
