//! Arguments of the command line.

mod export;
mod guide;
mod import;
mod new;
mod theme;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use export::{AnswersPlace, Export, ExportFormat, PaperSize, Select, Separator};
pub use guide::Guide;
pub use import::{Import, ImportAs};
pub use new::{Init, New, NewKind, NewSubject, Template};
pub use theme::{Strings, Theme, ThemeAction, Translate, TranslateAction};

const EXIT_CODES: &str = "\
Exit codes:
  0  done (warnings do not change it)
  1  the guide has errors; they are printed, and nothing was published
  2  the command line is wrong, or the folder is not a guide
  3  I/O error: a file could not be read or written, a port could not be opened";

const IMPORT_EXIT_CODES: &str = "\
Exit codes:
  0  done (warnings do not change it)
  1  a file or a card of the bank was refused, as is printed; the others were written
  2  the command line is wrong, the folder is not a guide, or the bank has no questions
  3  I/O error: a file could not be read or written";

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
    /// Create a small guide that shows how everything is written
    #[command(after_help = EXIT_CODES)]
    Init(Init),
    /// Create the file of a new card, topic or page
    #[command(after_help = EXIT_CODES)]
    New(New),
    /// Move or rename a card, a page or a topic: links follow, and its former id becomes an alias
    #[command(after_help = EXIT_CODES)]
    Mv(Mv),
    /// Import cards from a question bank: Markdown, CSV, spreadsheets, Anki decks, quizzes of learning platforms
    #[command(after_help = IMPORT_EXIT_CODES)]
    Import(Import),
    /// Export the cards, or some of them, as one file for other programs: spreadsheets, flashcards, learning platforms, paper
    #[command(after_help = EXIT_CODES)]
    Export(Export),
    /// Show what a change does to the cards: those added, removed, renamed and changed since a commit
    #[command(after_help = EXIT_CODES)]
    Diff(Diff),
    /// Run a language server for editors: findings as you type, ids and tags to choose from, go to the card (Language Server Protocol)
    Lsp(Lsp),
    /// Count the guide's cards by topic, level and kind, and find the long and outdated ones
    #[command(after_help = EXIT_CODES)]
    Stats(Stats),
    /// Report the state of the guide's translations
    #[command(after_help = EXIT_CODES)]
    Translate(Translate),
    /// Print the JSON Schema of book.toml or of front matter, for editors
    Schema(Schema),
    /// List the built-in theme's files, take one out to change it, and compare yours with it
    #[command(after_help = EXIT_CODES)]
    Theme(Theme),
    /// Print the interface's words in a language as a file to translate
    Strings(Strings),
    /// Explain a finding's code, or a key of book.toml
    Explain(Explain),
    /// Print the completion script of a shell
    Completions {
        /// The shell to complete in
        shell: Shell,
    },
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
    /// The port to listen on; the next free one is used if it is busy
    #[arg(long, short, value_name = "N", default_value_t = 1440)]
    pub port: u16,
    /// The address to listen on; other than a loopback address, whoever reaches this machine can read the guide
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Open the site in the default browser
    #[arg(long)]
    pub open: bool,
    /// Look for changes every second instead of being notified of them, for network drives and some containers
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
    /// Follow the links to other sites too (sends requests to their servers: do not use it on untrusted changes from inside your network)
    #[arg(long)]
    pub links: bool,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Group)]
pub struct Lsp {
    /// The guide's folder, where the editor names none
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Use standard input and output (always the case; accepted because editors pass it)
    #[arg(long, hide = true)]
    pub stdio: bool,
}

#[derive(Debug, Group)]
pub struct Mv {
    /// What is moved: an id, such as databases/acid, or the path of its file
    pub old: String,
    /// Where it goes: an unused id
    pub new: String,
    /// The guide's folder, with book.toml and content/ in it
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Only print what would be moved and written
    #[arg(long, short = 'n')]
    pub dry_run: bool,
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
