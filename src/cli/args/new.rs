//! Arguments of `recto init` and `recto new`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use crate::cli::init::install_source::Source;

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
    /// The language of the guide: de, fr, ja … Its texts are in German or English; the interface is available in sixteen languages
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
    /// Vocabulary with cloze deletions and sound
    Language,
}

impl Template {
    /// Its name on the command line.
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
    /// The card's tags, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub tags: Vec<String>,
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
    /// The form with which readers suggest a question on GitHub, in the guide's language and with its levels
    IssueForm,
}
