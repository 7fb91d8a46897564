//! Names that differ only in case or in the form of their accents. On many disks they are one, so that what is published under the one
//! would replace what is published under the other.
//!
//! In: the paths of the sources and of the published files. Out: a finding for each pair of folders, and for each pair of files that are
//! no cards or pages (whose ids are compared when they are collected).

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Asset;
use crate::parse;
use crate::source::{Location, SourceId, Sources, Span};

/// Whether the folders of two files differ, but only in case or Unicode form; then the finding is about the folders.
pub fn folders_differ_only_in_spelling(a: &str, b: &str) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_string());
    folder(a) != folder(b) && folded(&folder(a)) == folded(&folder(b))
}

/// Adds a finding for each two paths that a disk may take for one.
pub fn check(sources: &Sources, assets: &[Asset], diagnostics: &mut Vec<Diagnostic>) {
    let content = |(id, path): (SourceId, &str)| {
        let path = path.strip_prefix("content/")?;
        parse::content_path(path).map(|_| (path.to_string(), Some(id)))
    };
    let mut files: Vec<(String, Option<SourceId>)> = sources.iter().filter_map(|(id, source)| content((id, &source.path))).collect();
    files.extend(assets.iter().filter(|asset| asset.published).map(|asset| (asset.path.clone(), None)));
    files.sort();
    let mut folders: BTreeMap<String, (&str, Option<SourceId>)> = BTreeMap::new();
    let mut reported: BTreeSet<String> = BTreeSet::new();
    for (path, source) in &files {
        for (end, _) in path.match_indices('/') {
            let (name, key) = (&path[..end], folded(&path[..end]));
            let (first, at) = *folders.entry(key.clone()).or_insert((name, *source));
            if first != name {
                // What lies below has the same cause.
                if reported.insert(key) {
                    diagnostics.push(conflict("folder", path, *source, [&format!("{first}/"), &format!("{name}/")], at));
                }
                break;
            }
        }
    }
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (path, _) in files.iter().filter(|(_, source)| source.is_none()) {
        let first = *seen.entry(folded(path)).or_insert(path);
        if first != path && !folders_differ_only_in_spelling(first, path) {
            diagnostics.push(conflict("file", path, None, [first, path], None));
        }
    }
}

fn conflict(what: &str, path: &str, source: Option<SourceId>, names: [&str; 2], first: Option<SourceId>) -> Diagnostic {
    let [one, other] = names;
    let message = format!(
        "`content/{one}` and `content/{other}` differ only in case or in the form of accents: many file systems take them for one {what}"
    );
    let mut diagnostic = match source {
        Some(source) => Diagnostic::new(Code::PathConflict, source, Span::default(), message),
        None => Diagnostic::for_path(Code::PathConflict, format!("content/{path}"), message),
    };
    if let Some(first) = first.filter(|_| source.is_some()) {
        diagnostic = diagnostic.related(Location { source: first, span: Span::default() }, "a file of the other one");
    }
    let help = if what == "folder" { "rename one of them, so that both are spelled alike" } else { "rename one of them" };
    diagnostic.help(help)
}

/// An id as disks compare names that ignore case and the spelling of accents.
pub fn folded(id: &str) -> String {
    if id.is_ascii() { id.to_ascii_lowercase() } else { id.nfc().flat_map(char::to_lowercase).collect() }
}
