//! The documentation in docs/ is a guide like any other: clean, built, and what it says of commands and files is so.
#![allow(clippy::disallowed_methods, reason = "tests read the documentation from disk")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn recto(args: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_recto")).args(args).current_dir(root()).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// The text of each page, by its path.
fn pages() -> Vec<(String, String)> {
    let files = support::files(&root().join("docs/content"));
    files.into_iter().filter(|(path, _)| path.ends_with(".md")).map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The fenced blocks of a text: what the fence says, and the block.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let inner = line.trim_start();
        let ticks = inner.chars().take_while(|c| *c == '`').count();
        match &open {
            Some(fence) if inner.trim_end() == fence => open = None,
            Some(_) => blocks.last_mut().unwrap().1 += &format!("{line}\n"),
            None if ticks >= 3 => {
                blocks.push((inner[ticks..].to_string(), String::new()));
                open = Some("`".repeat(ticks));
            }
            None => {}
        }
    }
    blocks
}

#[test]
fn the_documentation_is_clean_and_builds() {
    let (clean, said) = recto(&["check", "docs", "--strict"]);
    assert!(clean, "{said}");
    let site = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("docs-site");
    let (built, said) = recto(&["build", "docs", "--output", site.to_str().unwrap(), "--base-url", "https://example.org/docs/"]);
    assert!(built, "{said}");
    let page = fs::read_to_string(site.join("publishing/gitlab.html")).unwrap();
    assert!(page.contains("recto build --base-url"), "workflows are shown whole");
    assert!(fs::read_to_string(site.join("index.html")).unwrap().contains("<link rel=\"canonical\" href=\"https://example.org/docs/\">"));
    fs::remove_dir_all(site).unwrap();
}

/// Every `recto` command of a block for a shell names a command that there is, with options that it takes.
#[test]
fn every_command_is_one_that_there_is() {
    let mut tried = BTreeSet::new();
    for (path, text) in pages() {
        let shell = blocks(&text).into_iter().filter(|(fence, _)| fence == "sh" || fence.starts_with("yaml"));
        for line in shell.flat_map(|(_, block)| block.lines().map(|line| line.trim().to_string()).collect::<Vec<_>>()) {
            let line = line.trim_start_matches("- run: ").trim_start_matches("- ");
            let Some(rest) = line.strip_prefix("recto ") else { continue };
            let words: Vec<&str> = rest.split_whitespace().collect();
            if words[0].starts_with('-') {
                continue;
            }
            let deep = ["theme", "translate"].contains(&words[0]);
            let command = &words[..1 + usize::from(deep)];
            let (known, help) = recto(&[command, &["--help"]].concat());
            assert!(known, "{path}: {line}: {help}");
            for option in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")), "{path}: {line}: no {option}");
            }
            tried.insert(command.join(" "));
        }
    }
    assert!(tried.len() >= 12, "{tried:?}");
}

/// The workflows for GitHub are those that `recto init` writes.
#[test]
fn the_workflows_for_github_are_those_of_a_new_guide() {
    let text = fs::read_to_string(root().join("docs/content/publishing/github.md")).unwrap();
    let shown = |name: &str| blocks(&text).into_iter().find(|(fence, _)| fence.contains(name)).unwrap_or_else(|| panic!("{name}")).1;
    let written = |path: &str| fs::read_to_string(root().join("src/cli/init").join(path)).unwrap();
    assert_eq!(shown("publish.yml"), written("files/dot-github/workflows/publish.yml"));
    assert_eq!(shown("check.yml"), written("files/dot-github/workflows/check.yml"));
    assert_eq!(shown("action.yml"), written("actions/source.yml").replace("__FROM__", "https://example.org/OWNER/recto@v0.1.0"));
}

/// book.toml, front matter and cards that are shown are what Recto reads.
#[test]
fn every_example_is_read_without_a_finding() {
    let guide = support::guide::Guide::new();
    for name in ["fonts/Source-Regular.woff2", "fonts/Source-Italic.woff2", "fonts/Source-Bold.woff2", "look.css"] {
        guide.write(&format!("content/{name}"), "");
    }
    for name in ["img/mark.svg", "img/logo.svg", "img/logo-night.svg"] {
        guide.write(&format!("content/{name}"), fs::read(root().join("docs/content/recto.svg")).unwrap());
    }
    guide.write("content/imprint.md", "---\ntitle: Imprint\n---\n\nx\n");
    let mut tables = 0;
    for (path, text) in pages() {
        for (_, block) in blocks(&text).iter().filter(|(fence, _)| fence == "toml") {
            // Another program's settings.
            if block.contains("language-server") {
                continue;
            }
            let named = if block.contains("id = ") { "" } else { "id = \"small\"\n" };
            let block = match block.contains("[book]\n") {
                true => block.replace("[book]\n", &format!("[book]\n{named}")),
                false => format!("[book]\nid = \"small\"\n{block}"),
            };
            guide.write("book.toml", &block);
            let said = guide.recto(&["check"]).out();
            let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error") || line.contains("R10")).collect();
            assert!(errors.is_empty(), "{path}:\n{block}\n{said}");
            tables += 1;
        }
    }
    assert!(tables >= 6, "{tables}");
}

/// The names of a card's parts in each language are those that the program reads: a card written with a row of the table has every part.
#[test]
fn the_table_of_section_names_is_what_is_read() {
    let text = fs::read_to_string(root().join("docs/content/format/card.md")).unwrap();
    let mut rows =
        text.lines().map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>()).filter(|cells| cells.len() == 9);
    let head = rows.next().unwrap();
    assert_eq!(head[0], "language");
    let mut languages = BTreeSet::new();
    for row in rows.filter(|row| row[0].starts_with('`')) {
        let language = row[0].trim_matches('`');
        let guide = support::guide::Guide::new();
        guide.write("book.toml", format!("[book]\nid = \"parts\"\ntitle = \"1\"\nlanguage = \"{language}\"\n"));
        let parts = row[1..].iter().map(|name| format!("## {name}\n\n- x\n\n")).collect::<String>();
        guide.write("content/a/card.md", format!("# What is x?\n\n{parts}"));
        let data = guide.0.join("cards.json");
        let said = guide.recto(&["export", "json", "--output", data.to_str().unwrap()]);
        assert_eq!(said.code(), 0, "{language}: {}", said.err());
        let data: serde_json::Value = serde_json::from_slice(&fs::read(data).unwrap()).unwrap();
        let read: Vec<&str> = data["cards"][0]["sections"].as_array().unwrap().iter().map(|part| part["kind"].as_str().unwrap()).collect();
        assert_eq!(
            read,
            ["hint", "short-answer", "answer", "key-points", "pitfalls", "red-flags", "follow-ups", "references"],
            "{language}"
        );
        languages.insert(language.to_string());
    }
    let files = fs::read_dir(root().join("themes/default/strings"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_string());
    assert_eq!(languages, files.filter(|name| name != "en").collect());
}
