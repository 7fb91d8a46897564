//! Whole sites, compared byte for byte: tests/golden/NAME is a guide, tests/golden/NAME/site what is published of it.
//!
//! The theme's stylesheets and scripts are not compared, and their hashes in names are masked: they change often and are tested by what
//! they do. After a deliberate change `RECTO_BLESS=1 cargo test --test golden` writes the sites anew; the difference is then to be read.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::{Scratch, files};

/// `base-01234567.css` → `base-HASH.css`, in a text.
fn mask_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(dash) = rest.find('-') {
        let (before, after) = rest.split_at(dash + 1);
        out.push_str(before);
        let hash = after.bytes().take_while(u8::is_ascii_hexdigit).count();
        let extension = [".css", ".js", ".svg", ".png"].into_iter().any(|e| after[hash..].starts_with(e));
        rest = if hash == 8 && extension {
            out.push_str("HASH");
            &after[hash..]
        } else {
            after
        };
    }
    out.push_str(rest);
    out
}

/// The list of all files has the hashes of the theme's.
fn is_of_the_theme(path: &str) -> bool {
    ["sw.js", "offline.json"].contains(&path)
        || ["assets/css/", "assets/styles/", "assets/scripts/", "assets/icons/"].iter().any(|folder| path.starts_with(folder))
}

/// The site as it is compared.
fn comparable(site: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let compared = site.into_iter().filter(|(path, _)| !is_of_the_theme(path));
    compared
        .map(|(path, bytes)| match String::from_utf8(bytes) {
            Ok(text) => (path, mask_hashes(&text).into_bytes()),
            Err(error) => (path, error.into_bytes()),
        })
        .collect()
}

/// The first line that differs, as a message.
fn difference(path: &str, expected: &[u8], actual: &[u8]) -> String {
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    let lines = expected.lines().zip(actual.lines()).enumerate();
    match lines.into_iter().find(|(_, (a, b))| a != b) {
        Some((i, (a, b))) => format!("{path}:{}\n  expected {a}\n  is       {b}", i + 1),
        None => format!("{path}: {} lines expected, there are {}", expected.lines().count(), actual.lines().count()),
    }
}

fn compare(golden: &Path, actual: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let expected = files(golden);
    let paths: std::collections::BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    paths
        .into_iter()
        .filter_map(|path| match (expected.get(path), actual.get(path)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(a), Some(b)) => Some(difference(path, a, b)),
            (Some(_), None) => Some(format!("{path}: not published any more")),
            (None, _) => Some(format!("{path}: published, but not expected")),
        })
        .collect()
}

fn bless(golden: &Path, actual: &BTreeMap<String, Vec<u8>>) {
    let _ = fs::remove_dir_all(golden);
    for (path, bytes) in actual {
        let file = golden.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

fn check(name: &str) {
    let scratch = Scratch::with_guide(&format!("tests/golden/{name}"));
    let _ = fs::remove_dir_all(scratch.path("guide/site"));
    scratch.must_build(&["--quiet"]);
    let actual = comparable(scratch.site());
    let golden: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name).join("site");
    if std::env::var_os("RECTO_BLESS").is_some() {
        bless(&golden, &actual);
    }
    let found = compare(&golden, &actual);
    assert!(found.is_empty(), "{}\nIf this is meant: RECTO_BLESS=1 cargo test --test golden", found.join("\n"));
}

#[test]
fn the_first_guide_of_the_readme() {
    check("first");
}

#[test]
fn one_of_each_feature() {
    check("features");
}

#[test]
fn the_readme_shows_the_guide_that_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for (path, shown_as) in [("book.toml", "guide/book.toml"), ("content/databases/acid.md", "guide/content/databases/acid.md")] {
        let (_, after) = readme.split_once(&format!("`{shown_as}`\n\n")).unwrap();
        let shown: Vec<&str> =
            after.lines().take_while(|l| l.is_empty() || l.starts_with("    ")).map(|l| l.strip_prefix("    ").unwrap_or(l)).collect();
        let file = fs::read_to_string(root.join("tests/golden/first").join(path)).unwrap();
        assert_eq!(shown.join("\n").trim_end(), file.trim_end(), "{path}");
    }
}

#[test]
fn only_hashes_are_masked() {
    assert_eq!(mask_hashes("css/base-0a1b2c3d.css a-b-c.js x-12345678.jpg"), "css/base-HASH.css a-b-c.js x-12345678.jpg");
}
