//! Who may import whom: the closed list of ARCHITECTURE.md, kept by reading every `crate::` path of the library.

#![allow(clippy::disallowed_methods, reason = "tests read fixtures from disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Module → the modules of the library that it may name. `cli` may name what lib.rs makes public.
const ALLOWED: &[(&str, &[&str])] = &[
    ("encode", &[]),
    ("source", &[]),
    ("markdown", &[]),
    ("diagnostic", &["source"]),
    ("value", &["source", "diagnostic"]),
    ("model", &["source"]),
    ("config", &["source", "diagnostic", "model", "value"]),
    ("parse", &["source", "diagnostic", "model", "value", "markdown"]),
    ("resolve", &["parse", "config", "model", "diagnostic", "source", "site"]),
    ("import", &["source", "model", "diagnostic", "value"]),
    ("lint", &["parse", "config", "model", "diagnostic", "source"]),
    ("site", &["model"]),
    ("theme", &["site", "diagnostic", "source"]),
    ("markup", &["model", "source", "site", "diagnostic", "markdown"]),
    ("render", &["markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("search", &["markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("study", &["markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("input", &["source", "diagnostic"]),
    ("guard", &["diagnostic"]),
    ("compiled", ALL),
    ("compiler", ALL),
];

/// Formatting without meaning, which anything may use.
const EVERYWHERE: &str = "encode";

/// The pipeline itself.
const ALL: &[&str] = &[
    "source",
    "diagnostic",
    "model",
    "config",
    "parse",
    "resolve",
    "lint",
    "site",
    "theme",
    "markup",
    "render",
    "search",
    "study",
    "guard",
];

#[test]
fn modules_import_only_what_the_architecture_allows() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> = ALLOWED.iter().map(|(m, list)| (*m, list.iter().copied().collect())).collect();
    let mut wrong = Vec::new();
    for (module, file, text) in library_files() {
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!("{file}: the module `{module}` is not in the list"));
            continue;
        };
        for (line, named) in named_modules(&text) {
            if named != module && named != EVERYWHERE && !may.contains(named.as_str()) {
                wrong.push(format!("{file}:{line}: `{module}` may not import `{named}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_library_never_names_the_binary() {
    for (_, file, text) in library_files() {
        assert!(!text.contains("crate::cli"), "{file} names cli");
    }
}

/// (top module, path, text) of every file of the library but lib.rs.
fn library_files() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        let relative = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let is_binary = relative == "main.rs" || relative.starts_with("cli");
        if !entry.file_type().is_file() || !relative.ends_with(".rs") || relative == "lib.rs" || is_binary {
            continue;
        }
        let module = relative.split(['/', '.']).next().unwrap_or_default().to_string();
        files.push((module, relative, std::fs::read_to_string(entry.path()).unwrap()));
    }
    assert!(files.len() > 10, "the library has files");
    files
}

/// Every first segment after `crate::`, braces included, with its line.
fn named_modules(text: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[at + "crate::".len()..];
        let starts: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level_parts(group),
            None => vec![rest],
        };
        for start in starts {
            let name: String = start.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            // What lib.rs itself defines (Source, Input …) starts with a capital letter.
            if name.chars().next().is_some_and(char::is_lowercase) {
                named.push((line, name));
            }
        }
    }
    named
}

/// The parts of `a::{b, c}, d}` that stand at the group's own level.
fn top_level_parts(group: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..i]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn the_reader_of_paths_sees_groups_and_inline_paths() {
    let named: Vec<String> =
        named_modules("use crate::{a::{b, c}, d};\nfn x() { crate::e::f() }\nuse crate::Source;").into_iter().map(|n| n.1).collect();
    assert_eq!(named, ["a", "d", "e"]);
}
