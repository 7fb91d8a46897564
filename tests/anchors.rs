//! Anchors are GitHub's: 2,000 headings of many scripts have those that github-slugger gives them (tests/data/slugs.mjs makes the data).
#![allow(clippy::disallowed_methods, reason = "tests read the theme from disk")]

use std::path::Path;

use recto::{Input, Options, Source, compile};

/// The heading as Markdown that shows exactly its text.
fn escaped(heading: &str) -> String {
    heading.chars().map(|c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() }).collect()
}

#[test]
fn headings_have_the_anchors_of_code_hosts() {
    let pairs: Vec<(String, String)> = serde_json::from_str(include_str!("data/slugs.json")).unwrap();
    assert_eq!(pairs.len(), 2_000);
    let body: String = pairs.iter().map(|(heading, _)| format!("## {}\n\n", escaped(heading))).collect();
    let mut input = Input::default();
    input.sources.add(Source::new("content/p.md", format!("---\ntitle: All\n---\n\n{body}")));
    let compiled = compile(input, &Options::default());
    let headings = &compiled.guide.pages[0].body.headings;
    assert_eq!(headings.len(), pairs.len());
    let differ = |(heading, anchor): &&(String, String), fragment: &str| anchor != fragment && !heading.is_empty();
    let wrong: Vec<String> = pairs
        .iter()
        .zip(headings.iter())
        .filter(|(pair, heading)| differ(pair, &heading.fragment))
        .map(|((heading, anchor), found)| format!("{heading:?}: {anchor:?}, not {:?}", found.fragment))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pairs.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Ids of elements that the built-in theme's templates and scripts make around an author's text, each with its file.
fn ids_of_the_theme() -> Vec<(String, String)> {
    // Pages and files without text of an author's that could have ids.
    let alone = ["progress.html", "browse.html", "print/booklet.html", "epub/"];
    let mut ids = Vec::new();
    for (folder, before, after) in [("templates", " id=\"", '"'), ("js", " id: '", '\'')] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default").join(folder);
        for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
            let entry = entry.unwrap();
            let name = entry.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            if !entry.file_type().is_file() || alone.iter().any(|path| name.starts_with(path)) {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let found = text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(id, _)| id);
            ids.extend(found.filter(|id| !id.contains('{')).map(|id| (id.to_string(), name.clone())));
        }
    }
    ids
}

#[test]
fn no_heading_takes_an_id_of_the_theme() {
    let ids = ids_of_the_theme();
    assert!(ids.len() > 150, "{}", ids.len());
    let free: Vec<String> =
        ids.iter().filter(|(id, _)| !recto::parse::is_reserved_id(id)).map(|(id, file)| format!("{id} of {file}")).collect();
    assert!(free.is_empty(), "src/parse/reserved_ids.rs lacks\n{}", free.join("\n"));
}
