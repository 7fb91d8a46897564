//! Arguments of `recto theme`, `recto strings` and `recto translate`.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

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
    /// Record that you have compared a file with the built-in one of this version, so that `recto check` no longer reports it
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
        /// List everything that is missing
        #[arg(long)]
        all: bool,
    },
}
