//! Arguments of all commands that read a guide.

use std::path::PathBuf;

use clap::Args as Group;

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
