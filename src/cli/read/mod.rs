//! A guide's folder → [`Input`].
//!
//! Steps: walk content/ and the theme's folder in a fixed order, refusing what leads out of them; read the files in parallel; sort what was
//! read into text, assets and problems. Only book.toml, content/ and themes/NAME/ are ever opened.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the disk.

mod incremental;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use rayon::prelude::*;
use recto::diagnostic::{Code, Diagnostic};
use recto::parse;
use recto::source::{SourceId, Span, Text};
use recto::value::{Kind, parse_toml};
use recto::{AssetFile, Input, Source, ThemeFile};
use walkdir::{DirEntry, WalkDir};

pub use self::incremental::{Change, Reader};

/// Bytes of a Markdown file or book.toml at most.
const MAX_TEXT: u64 = 2 << 20;
/// So many files' texts share an allocation.
const FILES_PER_BATCH: usize = 64;
/// Bytes of any other file at most.
const MAX_ASSET: u64 = 64 << 20;

/// Reads the guide in `root`. An error only where that folder itself cannot be read; what is wrong inside it is in `Input::problems`.
pub fn read(root: &Path) -> anyhow::Result<Input> {
    let root = dunce::canonicalize(root).with_context(|| format!("cannot open the folder {}", root.display()))?;
    let mut input = Input::default();
    if let Some(text) = read_book(&root, &mut input) {
        let id = input.sources.add(Source::new("book.toml", text));
        read_theme(&root, id, &mut input);
    }
    read_content(&root, &mut input);
    input.repository_paths = repository_paths(&root, input.sources.iter().flat_map(|(_, source)| paths_outside(source)));
    Ok(input)
}

/// What is outside of content/ at the places to which texts refer by `../` or from the root. Nothing there is opened.
fn repository_paths(root: &Path, candidates: impl Iterator<Item = String>) -> BTreeSet<String> {
    let inside = |path: &String| root.join(path).canonicalize().is_ok_and(|real| real.starts_with(root));
    let candidates: BTreeSet<String> = candidates.filter(|path| !path.is_empty()).collect();
    candidates.into_iter().filter(inside).collect()
}

/// No path to a file is longer; where thousands of them may begin, each costs no more than this.
const MAX_PATH_BYTES: usize = 1024;

/// The paths from the guide's root that a text's destinations with `..` or a leading slash may mean, as far as they leave content/.
fn paths_outside(source: &Source) -> BTreeSet<String> {
    let text: &str = &source.text;
    let mut found = BTreeSet::new();
    let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for (slash, _) in text.match_indices('/') {
        let start = match &text[..slash] {
            before if before.ends_with("..") => slash - "..".len(),
            before if before.ends_with(['(', '"', '<']) => slash,
            _ => continue,
        };
        if text[..start].ends_with("../") {
            continue;
        }
        let rest = &text[start..text.floor_char_boundary((start + MAX_PATH_BYTES).min(text.len()))];
        let end = rest.find(|c: char| c.is_whitespace() || ")>\"'#?]|".contains(c)).unwrap_or(rest.len());
        let path = parse::decode(&rest[..end]);
        let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
        let stays = path.split('/').all(|part| match part {
            "" | "." => true,
            ".." => parts.pop().is_some(),
            part => {
                parts.push(part);
                true
            }
        });
        if stays && parts.first() != Some(&"content") {
            found.insert(parts.join("/"));
        }
    }
    found
}

fn read_book(root: &Path, input: &mut Input) -> Option<String> {
    let path = root.join("book.toml");
    if path.symlink_metadata().is_err() {
        return None;
    }
    let found = Found { path: "book.toml".into(), file: path };
    let text = found.inside(root).and_then(|()| found.read_text());
    text.map_err(|problem| input.problems.push(problem)).ok()
}

fn read_content(root: &Path, input: &mut Input) {
    let Some(folder) = own_folder(root, "content", input) else { return };
    let found = walk(&folder, "content", |name| name.starts_with(['_', '.']), &mut input.problems);
    let contents: Vec<Vec<Result<Content, Diagnostic>>> = found.into_par_iter().chunks(FILES_PER_BATCH).map(read_together).collect();
    for content in contents.into_iter().flatten() {
        match content {
            Ok(Content::Text(source)) => {
                input.sources.add(source);
            }
            Ok(Content::Asset(asset)) => input.assets.push(asset),
            Err(problem) => input.problems.push(problem),
        }
    }
}

/// Reads the folder that `site.theme` names. What else is wrong with book.toml is found when it is compiled.
fn read_theme(root: &Path, book: SourceId, input: &mut Input) {
    let text = &input.sources.get(book).text;
    let toml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, _) = parse_toml(toml, text.len() - toml.len(), book);
    let Some(Kind::Table(site)) = table.get("site").map(|e| &e.value.kind) else { return };
    let Some(theme) = site.get("theme").map(|e| &e.value) else { return };
    let Kind::Str(name) = &theme.kind else { return };
    // A name with a separator is not a folder's; R104 says so.
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
        return;
    }
    let prefix = format!("themes/{name}");
    if !root.join(&prefix).is_dir() {
        let message = format!("there is no folder `{prefix}`");
        input.problems.push(Diagnostic::new(Code::UnknownTheme, book, theme.span, message));
        return;
    }
    let Some(folder) = own_folder(root, &prefix, input) else { return };
    for found in walk(&folder, &prefix, |name| name.starts_with('.'), &mut input.problems) {
        let path = found.path[prefix.len() + 1..].to_string();
        match found.read_bytes(MAX_ASSET) {
            Ok(bytes) => input.theme.push(ThemeFile { path, bytes: bytes.into() }),
            Err(problem) => input.problems.push(problem),
        }
    }
}

/// A folder of the guide with all links in its path followed; refused where that leads out of the guide.
fn own_folder(root: &Path, path: &str, input: &mut Input) -> Option<PathBuf> {
    let problem = match dunce::canonicalize(root.join(path)) {
        Ok(folder) if folder.starts_with(root) && folder.is_dir() => return Some(folder),
        Ok(folder) if !folder.starts_with(root) => outside(path, "the guide's folder"),
        Ok(_) => Diagnostic::for_path(Code::CannotRead, path, "this is not a folder"),
        Err(error) => Diagnostic::for_path(Code::CannotRead, path, reason(&error)),
    };
    input.problems.push(problem);
    None
}

/// The regular files below `folder`, sorted by path. `prefix` is what `folder` is called in paths.
fn walk(folder: &Path, prefix: &str, skipped: fn(&str) -> bool, problems: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut walker = WalkDir::new(folder).min_depth(1).follow_links(true).into_iter();
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.extend(walk_problem(&error, folder, prefix, skipped));
                continue;
            }
        };
        let leave = |walker: &mut walkdir::IntoIter| {
            if entry.file_type().is_dir() {
                walker.skip_current_dir();
            }
        };
        if entry.file_name().to_str().is_some_and(skipped) {
            leave(&mut walker);
            continue;
        }
        match classify(&entry, folder, prefix) {
            Ok(Some(file)) => found.push(file),
            Ok(None) => {}
            Err(problem) => {
                problems.push(problem);
                leave(&mut walker);
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Whether a walked entry is a file to read; `None` for a folder to walk into.
fn classify(entry: &DirEntry, folder: &Path, prefix: &str) -> Result<Option<Found>, Diagnostic> {
    let Some(path) = path_below(entry.path(), folder, prefix) else {
        let shown = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy();
        return Err(Diagnostic::for_path(Code::BadPath, format!("{prefix}/{shown}"), "the name is not UTF-8").help("rename the file"));
    };
    let found = Found { path, file: entry.path().to_path_buf() };
    if entry.path_is_symlink() {
        found.inside(folder)?;
    }
    if entry.file_type().is_dir() {
        return if entry.path_is_symlink() && below_link(entry.path()) {
            Err(Diagnostic::for_path(Code::CannotRead, found.path, "a link to a folder, inside a folder that is itself reached by a link"))
        } else {
            Ok(None)
        };
    }
    // Opening a pipe would wait for ever.
    if !entry.file_type().is_file() {
        return Err(Diagnostic::for_path(Code::CannotRead, found.path, "this is neither a file nor a folder"));
    }
    Ok(Some(found))
}

/// Whether a path was reached through a link to a folder. Links in such folders are not followed: a few folders that link to each
/// other would make more paths than anyone can walk.
fn below_link(path: &Path) -> bool {
    path.parent().is_some_and(|parent| dunce::canonicalize(parent).is_ok_and(|real| real != parent))
}

/// `prefix` and the path from `folder` to `path`, with `/` on every system; `None` where it is not UTF-8.
fn path_below(path: &Path, folder: &Path, prefix: &str) -> Option<String> {
    let mut below = prefix.to_string();
    for part in path.strip_prefix(folder).ok()?.components() {
        below.push('/');
        below.push_str(part.as_os_str().to_str()?);
    }
    Some(below)
}

/// What a failed step of the walk means; `None` below a name that is skipped.
fn walk_problem(error: &walkdir::Error, folder: &Path, prefix: &str, skipped: fn(&str) -> bool) -> Option<Diagnostic> {
    let path = error.path().and_then(|p| path_below(p, folder, prefix)).unwrap_or_else(|| prefix.to_string());
    if path.rsplit('/').next().is_some_and(skipped) {
        return None;
    }
    let message = match error.io_error() {
        None => "this link leads to a folder that contains it".to_string(),
        Some(io) if io.kind() == io::ErrorKind::NotFound => "this link leads to nothing".to_string(),
        Some(io) => reason(io),
    };
    Some(Diagnostic::for_path(Code::CannotRead, path, message))
}

/// A file that belongs to the guide.
struct Found {
    /// Relative to the guide's root.
    path: String,
    file: PathBuf,
}

impl Found {
    /// Refuses a link out of `folder`.
    fn inside(&self, folder: &Path) -> Result<(), Diagnostic> {
        match dunce::canonicalize(&self.file) {
            Ok(target) if target.starts_with(folder) => Ok(()),
            Ok(_) => Err(outside(&self.path, self.path.split('/').next().filter(|p| *p != self.path).unwrap_or("the guide's folder"))),
            Err(error) => Err(Diagnostic::for_path(Code::CannotRead, &self.path, reason(&error))),
        }
    }

    fn read_bytes(&self, limit: u64) -> Result<Vec<u8>, Diagnostic> {
        let failed = |error: io::Error| Diagnostic::for_path(Code::CannotRead, &self.path, reason(&error));
        let file = File::open(&self.file).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let mut bytes = Vec::with_capacity(length.min(limit) as usize);
        // It may have grown since: the limit is on what is read.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > limit {
            let message = format!("the file is larger than {} MiB", limit >> 20);
            return Err(Diagnostic::for_path(Code::FileTooLarge, &self.path, message));
        }
        Ok(bytes)
    }

    /// A text is added to `texts`.
    fn read(&self, texts: &mut String) -> Result<Read, Diagnostic> {
        if parse::stem(&self.path).is_none() {
            return self.read_bytes(MAX_ASSET).map(Read::Bytes);
        }
        let start = texts.len();
        texts.push_str(&self.read_text()?);
        Ok(Read::Text(Span::new(start, texts.len())))
    }

    fn read_text(&self) -> Result<String, Diagnostic> {
        String::from_utf8(self.read_bytes(MAX_TEXT)?)
            .map_err(|error| not_utf8(&self.path, error.as_bytes(), error.utf8_error().valid_up_to()))
    }
}

enum Read {
    /// Where it is among the texts that were read together.
    Text(Span),
    Bytes(Vec<u8>),
}

enum Content {
    Text(Source),
    Asset(AssetFile),
}

/// Reads files; their texts share an allocation.
fn read_together(files: Vec<Found>) -> Vec<Result<Content, Diagnostic>> {
    let mut texts = String::new();
    let read: Vec<Result<Read, Diagnostic>> = files.iter().map(|found| found.read(&mut texts)).collect();
    let texts: Arc<str> = texts.into();
    let content = |found: Found, read| match read {
        Read::Text(span) => Content::Text(Source::new(found.path, Text::part(&texts, span))),
        Read::Bytes(bytes) => Content::Asset(AssetFile { path: found.path["content/".len()..].to_string(), bytes: bytes.into() }),
    };
    files.into_iter().zip(read).map(|(found, read)| Ok(content(found, read?))).collect()
}

/// Names the first byte that is not UTF-8 and guesses what the file is instead.
fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let before = &bytes[..at];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let message = format!("byte {at} (line {line}) is 0x{:02X}, which is not UTF-8", bytes[at]);
    let guess = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16",
        _ if bytes.contains(&0) => "it looks like a binary file; is `.md` the right extension?",
        _ => "it looks like Latin-1 or Windows-1252",
    };
    Diagnostic::for_path(Code::NotUtf8, path, message).help(format!("{guess}; save it as UTF-8"))
}

fn outside(path: &str, folder: &str) -> Diagnostic {
    Diagnostic::for_path(Code::SymlinkOutside, path, format!("this link leads out of {folder}"))
        .help("put the file itself here, not a link to it")
}

/// The operating system's message without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
