//! `recto theme list | copy | diff | reviewed`: the built-in theme's files, taken out one by one to be changed, and compared later on.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's theme.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use recto::config::{self, Config};
use recto::diagnostic::suggestion;
use recto::source::SourceId;
use recto::theme::{self, overrides};
use similar::TextDiff;

use super::args::{Theme, ThemeAction};
use super::terminal::print;
use super::{Failure, files, guide};

/// `recto theme`.
pub fn run(args: &Theme) -> Result<(), Failure> {
    match &args.action {
        ThemeAction::List { dir } => list(&GuideTheme::open(dir)?),
        ThemeAction::Copy { file, dir } => copy(&GuideTheme::open(dir)?, file),
        ThemeAction::Diff { file, dir } => diff(&GuideTheme::open(dir)?, file.as_deref()),
        ThemeAction::Reviewed { file, dir } => reviewed(&GuideTheme::open(dir)?, file),
    }
}

/// The guide's own theme.
struct GuideTheme {
    config: Config,
    /// `themes/NAME`; `None` where book.toml names none.
    folder: Option<PathBuf>,
}

impl GuideTheme {
    fn open(dir: &Path) -> Result<Self, Failure> {
        let root = guide::find(dir)?.root;
        let book = root.join("book.toml");
        let text = if book.exists() {
            fs::read_to_string(&book).with_context(|| format!("cannot read {}", book.display()))?
        } else {
            String::new()
        };
        let config = config::parse(SourceId(0), &text).0;
        let folder = config.site.theme.as_ref().map(|name| root.join("themes").join(name));
        Ok(Self { config, folder })
    }

    fn folder(&self) -> Result<&Path, Failure> {
        let message =
            "the guide has no theme of its own: write `theme = \"mine\"` under `[site]` in book.toml; its files go to themes/mine/";
        self.folder.as_deref().ok_or_else(|| Failure::Usage(message.into()))
    }

    /// The author's file instead of a built-in one.
    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder.as_ref()?.join(path)).ok()
    }

    fn built_in(&self, path: &str) -> Result<&'static str, Failure> {
        let base = self.config.theme.base;
        theme::built_in_text(base, path).ok_or_else(|| {
            let known = theme::built_in_paths(base);
            let near = suggestion(path, known.iter().map(String::as_str)).unwrap_or_else(|| "`recto theme list` names them all".into());
            Failure::Usage(format!("the built-in theme `{base}` has no file `{path}`; {near}"))
        })
    }

    fn originals(&self) -> BTreeMap<String, String> {
        self.folder
            .as_ref()
            .and_then(|folder| fs::read(folder.join(overrides::ORIGINALS)).ok())
            .map(|bytes| overrides::read(&bytes))
            .unwrap_or_default()
    }

    /// Notes that a file is made from, or compared with, the built-in one of now.
    fn note(&self, path: &str) -> Result<(), Failure> {
        let mut originals = self.originals();
        originals.insert(path.into(), overrides::hash(self.built_in(path)?));
        let file = self.folder()?.join(overrides::ORIGINALS);
        Ok(fs::write(&file, overrides::write(&originals)).with_context(|| format!("cannot write {}", file.display()))?)
    }
}

fn list(theme: &GuideTheme) -> Result<(), Failure> {
    let originals = theme.originals();
    let mut out = String::new();
    for path in theme::built_in_paths(theme.config.theme.base) {
        let stale = originals.get(&path).is_some_and(|hash| theme.built_in(&path).is_ok_and(|text| overrides::hash(text) != *hash));
        let state = match theme.text(&path) {
            Some(_) if stale => "  yours, and the built-in file has changed since",
            Some(_) => "  yours",
            None => "",
        };
        out += &format!("{path}{state}\n");
    }
    Ok(print(&out)?)
}

fn copy(theme: &GuideTheme, path: &str) -> Result<(), Failure> {
    let text = theme.built_in(path)?;
    let file = theme.folder()?.join(path);
    files::create_new(&file, text)?;
    theme.note(path)?;
    Ok(print(&format!("{}\n", guide::display_path(&file)))?)
}

fn diff(theme: &GuideTheme, path: Option<&str>) -> Result<(), Failure> {
    theme.folder()?;
    let paths = match path {
        Some(path) => vec![path.to_string()],
        None => theme::built_in_paths(theme.config.theme.base).into_iter().filter(|path| theme.text(path).is_some()).collect(),
    };
    let mut out = String::new();
    for path in paths {
        let built_in = theme.built_in(&path)?;
        let Some(text) = theme.text(&path) else {
            return Err(Failure::Usage(format!("your theme has no `{path}`; `recto theme copy {path}` takes the built-in one out")));
        };
        let difference = TextDiff::from_lines(built_in, &text);
        out += &difference.unified_diff().header(&format!("built-in/{path}"), &format!("yours/{path}")).to_string();
    }
    Ok(print(&out)?)
}

fn reviewed(theme: &GuideTheme, path: &str) -> Result<(), Failure> {
    if theme.text(path).is_none() {
        return Err(Failure::Usage(format!("your theme has no `{path}`")));
    }
    theme.note(path)?;
    Ok(print(&format!("{path}: compared with the built-in file of this version\n"))?)
}
