//! `recto init`: a small guide that shows every type of card, with what a repository on GitHub needs to check and publish it.
//!
//! The files lie in files/ as they are written, but for `dot-` in front of a name that begins with a dot, and for the words in double
//! underscores, which are filled in. A file that is there already is left as it is.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes files.

use std::fs;
use std::path::Path;

use anyhow::Context;
use include_dir::{Dir, include_dir};
use recto::config;
use sha2::{Digest, Sha256};

use super::args::{Init, SchemaOf};
use super::terminal::plural;
use super::{Failure, guide, new, schema};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/files");

pub fn run(args: &Init) -> Result<(), Failure> {
    fs::create_dir_all(&args.dir).with_context(|| format!("cannot create {}", args.dir.display()))?;
    let root = args.dir.canonicalize().with_context(|| format!("cannot open {}", args.dir.display()))?;
    if root.join("book.toml").exists() || root.join("content").exists() {
        let message = format!("there is a guide in {} already; `recto new card TOPIC/NAME` adds to it", args.dir.display());
        return Err(Failure::Usage(message));
    }
    let title = args.title.clone().unwrap_or_else(|| title_of(&root));
    let (mut made, mut kept) = (0, Vec::new());
    for (path, text) in files(&title) {
        if root.join(&path).exists() {
            kept.push(path);
        } else {
            new::create(&root.join(&path), &text)?;
            made += 1;
        }
    }
    super::terminal::print(&report(&args.dir, &title, made, &kept))?;
    Ok(())
}

/// The folder's name as a title.
fn title_of(root: &Path) -> String {
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = recto::parse::title_from_name(&name);
    if title.trim().is_empty() { "My guide".into() } else { title.trim().to_string() }
}

/// Every file of the new guide: path and text.
fn files(title: &str) -> Vec<(String, String)> {
    let id = config::to_slug(title);
    let id = if id.is_empty() { "my-guide" } else { &id };
    let filled = |text: &str, quoted: bool| {
        let title = if quoted { title.replace('\\', "\\\\").replace('"', "\\\"") } else { title.to_string() };
        let checksum = released_checksum().unwrap_or_default();
        text.replace("__ID__", id)
            .replace("__TITLE__", &title)
            .replace("__VERSION__", env!("CARGO_PKG_VERSION"))
            .replace("__SHA256__", &checksum)
    };
    let mut files = Vec::new();
    let mut folders = vec![&FILES];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let path = path.split('/').map(|part| part.strip_prefix("dot-").map_or(part.to_string(), |name| format!(".{name}")));
            let path = path.collect::<Vec<_>>().join("/");
            let text = filled(file.contents_utf8().unwrap_or_default(), path.ends_with(".toml"));
            files.push((path, text));
        }
    }
    for (path, what) in [("schema/book.json", SchemaOf::Book), ("schema/front-matter.json", SchemaOf::FrontMatter)] {
        files.push((path.to_string(), schema::text(what, None)));
    }
    files.sort();
    files
}

/// The SHA-256 of the program that the workflows will use: this version, released for x86-64 Linux. The release workflow builds that
/// program first and tells its checksum to the builds for other systems; it cannot hold its own, and so reads itself. `None` in a program
/// that was not made by that workflow.
fn released_checksum() -> Option<String> {
    if let Some(told) = option_env!("RECTO_LINUX_SHA256") {
        return Some(told.to_string());
    }
    let is_it = cfg!(all(target_os = "linux", target_arch = "x86_64")) && option_env!("RECTO_RELEASE").is_some();
    let program = is_it.then(std::env::current_exe)?.and_then(fs::read).ok()?;
    Some(Sha256::digest(&program).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What can be done next, each step with what it is for.
const NEXT: [(&str, &str); 4] = [
    ("recto serve --open", "read it in your browser, and see each change as you save it"),
    ("recto new card writing/first-question", "add a card, in another terminal"),
    ("recto check", "find what is wrong"),
    ("recto build", "make the site, in the folder site"),
];

const PUBLISH: &str = "\
to publish it on GitHub, push this folder to a repository there and choose \"GitHub Actions\" in its settings, under
Pages; from then on each push to the branch main is published. Anywhere else, upload the folder site.
";

/// What was made, and what to do next: nothing more is needed to go on.
fn report(dir: &Path, title: &str, made: usize, kept: &[String]) -> String {
    let mut report = format!("made the guide \"{title}\", {} in {}\n", plural(made, "file"), dir.display());
    for path in kept {
        report += &format!("kept {path}, which was there\n");
    }
    report += "\nnext:\n";
    if dir != Path::new(".") {
        report += &format!("  cd {}\n", guide::shown(dir));
    }
    let width = NEXT.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    report.extend(NEXT.map(|(command, what)| format!("  {command:width$}   {what}\n")));
    format!("{report}\n{PUBLISH}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_filled_in_and_none_has_a_name_that_needs_more() {
        let files = files("Say \"hello\": a guide");
        let text = |path: &str| files.iter().find(|(p, _)| p == path).map(|(_, text)| text.as_str()).unwrap();
        assert!(text("book.toml").contains("id = \"say-hello-a-guide\"\ntitle = \"Say \\\"hello\\\": a guide\""));
        assert!(text("README.md").starts_with("# Say \"hello\": a guide\n"));
        assert!(text(".github/actions/recto/action.yml").contains(concat!("VERSION: \"v", env!("CARGO_PKG_VERSION"), "\"")));
        for path in [".github/workflows/check.yml", ".gitattributes", ".gitignore", "schema/book.json"] {
            assert!(!text(path).is_empty());
        }
        for (path, text) in &files {
            assert!(!text.contains("__") && !path.contains("dot-"), "{path}");
        }
    }
}
