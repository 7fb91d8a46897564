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
    ("import", &["source", "model", "diagnostic", "value", "parse", "standalone_markdown"]),
    ("standalone_markdown", &["model", "site", "source"]),
    ("export", &["compiled", "standalone_markdown", "context", "markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("lint", &["parse", "config", "model", "diagnostic", "source"]),
    ("moves", &["lint", "parse", "config", "model", "diagnostic", "source"]),
    ("site", &["model"]),
    ("theme", &["site", "diagnostic", "source", "input"]),
    ("markup", &["model", "source", "site", "diagnostic", "markdown"]),
    ("context", &["markup", "model", "theme", "config", "source"]),
    // Of `input`, the tests of failing templates make a theme.
    ("render", &["input", "standalone_markdown", "context", "markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("search", &["context", "markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("study", &["context", "markup", "model", "theme", "site", "diagnostic", "config", "source"]),
    ("icons", &["site"]),
    ("offline", &["site"]),
    ("input", &["source", "diagnostic"]),
    ("guard", &["diagnostic"]),
    ("compiled", STAGES),
    ("compiler", PIPELINE),
    ("incremental", PIPELINE),
];

/// Formatting without meaning, which anything may use.
const EVERYWHERE: &str = "encode";

/// What the pipeline joins.
const STAGES: &[&str] = &[
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
    "context",
    "render",
    "search",
    "study",
    "offline",
    "icons",
    "input",
    "guard",
];

/// The pipeline itself, and the one that remembers.
const PIPELINE: &[&str] = &[
    "source",
    "diagnostic",
    "model",
    "config",
    "parse",
    "resolve",
    "site",
    "theme",
    "markup",
    "context",
    "render",
    "study",
    "icons",
    "input",
    "guard",
    "compiled",
    "compiler",
];

#[test]
fn modules_import_only_what_the_architecture_allows() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> = ALLOWED.iter().map(|(m, list)| (*m, list.iter().copied().collect())).collect();
    let exports = exports(&std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap());
    let mut wrong = Vec::new();
    for (module, file, text) in library_files() {
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!("{file}: the module `{module}` is not in the list"));
            continue;
        };
        for (line, named) in named_modules(&text) {
            let Some(named) = home(&named, &exports) else {
                wrong.push(format!("{file}:{line}: lib.rs does not say where `{named}` is from"));
                continue;
            };
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

/// clippy.toml says the same of single functions; this needs no second compilation, so that each run of the tests asks it.
#[test]
fn the_library_touches_no_disk_clock_network_process_or_environment() {
    const IMPURE: [&str; 9] =
        ["std::fs", "std::env::", "std::net", "std::process", "std::io::std", "SystemTime::", "Instant::", "println!", "is_file()"];
    for (_, file, text) in library_files() {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let found = IMPURE.iter().find(|name| code.contains(**name));
            assert!(found.is_none(), "src/{file}:{}: only src/cli/ may use {}", number + 1, found.unwrap_or(&""));
        }
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

/// What lib.rs exports again from a private or public module: name → module.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub use ")?.strip_suffix(';')) {
        let (module, names) = line.split_once("::").expect("pub use MODULE::NAMES");
        let names = names.trim_matches(['{', '}']).split(',').map(str::trim);
        exports.extend(names.map(|name| (name.to_string(), module.to_string())));
    }
    exports
}

/// The module that a first segment is or comes from.
fn home(named: &str, exports: &BTreeMap<String, String>) -> Option<String> {
    let is_module = ALLOWED.iter().any(|(module, _)| *module == named);
    if is_module { Some(named.to_string()) } else { exports.get(named).cloned() }
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
            named.push((line, name));
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
    assert_eq!(named, ["a", "d", "e", "Source"]);
    let exports = exports("mod a;\npub use source::{Source, Sources};\npub use compiler::compile;\n");
    let homes = ["Source", "Sources", "compile", "model", "Nowhere"].map(|name| home(name, &exports));
    assert_eq!(homes.map(|home| home.unwrap_or_default()), ["source", "source", "compiler", "model", ""]);
}

/// A comment that names a file of the repository names one that is there.
#[test]
fn comments_name_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "themes/default/js", "themes/default/css", "tests/browser", "tests/js", "tests/bench"];
    let mut lost = Vec::new();
    for file in folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).sort_by_file_name()).flatten() {
        let path = file.path();
        if !path.extension().is_some_and(|ending| ["rs", "js", "mjs", "css"].iter().any(|known| ending == *known)) {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with(['/', '*'])) {
            let names = line.split(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c)));
            let names = names.filter(|name| ["src/", "cli/", "js/", "css/"].iter().any(|folder| name.starts_with(folder)));
            for name in names.filter(|name| name.ends_with(".rs") || name.ends_with(".js") || name.ends_with(".css")) {
                let places =
                    [root.join(name), root.join("src").join(name), root.join("themes/default").join(name), root.join("tests").join(name)];
                // Files of other projects are named with theirs, and `x` stands for any.
                if !places.iter().any(|place| place.exists()) && !name.ends_with("/x.js") && !line.contains("fsrs") {
                    lost.push(format!("{}:{}: {name}", path.strip_prefix(root).unwrap().display(), number + 1));
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}
