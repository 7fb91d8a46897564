//! `recto export`: what each format makes of the guide in tests/exports/guide, compared with tests/exports/expected, and what a round trip keeps.
//!
//! With `RECTO_BLESS=1` the expected files are written anew, to be read.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod support;

use std::fs;
use std::path::Path;

use support::{Scratch, recto};

/// A scratch folder with the guide.
fn guide() -> Scratch {
    Scratch::with_guide("tests/exports/guide")
}

/// Exports into a file of the scratch folder and returns its bytes.
fn export(scratch: &Scratch, words: &[&str]) -> Vec<u8> {
    let output = recto()
        .arg("export")
        .arg(words[0])
        .arg(scratch.path("guide"))
        .args(&words[1..])
        .arg("--output")
        .arg(scratch.path("out"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(scratch.path("out")).unwrap()
}

/// What a refused export says.
fn refusal(words: &[&str]) -> (Option<i32>, String) {
    let scratch = guide();
    let output = recto().current_dir(scratch.path("")).arg("export").arg(words[0]).arg("guide").args(&words[1..]).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).trim().to_string())
}

/// Compares with a file of tests/exports/expected, line by line.
fn compare(name: &str, bytes: &[u8]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/expected").join(name);
    if std::env::var_os("RECTO_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        return fs::write(file, bytes).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let is = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    for (line, (expected, is)) in expected.lines().chain(["(end)"]).zip(is.lines().chain(["(end)"])).enumerate() {
        assert_eq!(is, expected, "{}:{}", file.display(), line + 1);
    }
}

#[test]
fn a_table_has_a_row_for_each_card() {
    let scratch = guide();
    let table = export(&scratch, &["csv"]);
    compare("cards.csv", &table);
    let marked = export(&scratch, &["csv", "--bom"]);
    assert_eq!(marked.strip_prefix("\u{feff}".as_bytes()), Some(&table[..]));
}

#[test]
fn cards_are_chosen_by_the_same_words_in_every_format() {
    let scratch = guide();
    let ids = |words: &[&str]| {
        let table = String::from_utf8(export(&scratch, &[&["csv"], words].concat())).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        reader.records().map(|row| row.unwrap()[0].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--topic", "databases/replication"]), ["databases/replication/lag"]);
    assert_eq!(ids(&["--topic", "databases", "--tag", "SQL"]), ["databases/null"]);
    assert_eq!(ids(&["--kind", "scenario", "--kind", "assessment"]), ["databases/replication/lag"]);
    let drawn = ids(&["--count", "2", "--seed", "a"]);
    assert_eq!((drawn.len(), &drawn), (2, &ids(&["--count", "2", "--seed", "a"])));
}

#[test]
fn a_wrong_word_is_a_mistake_of_the_command_line() {
    for (words, said) in [
        (&["csv", "--topic", "databses"][..], "error: the guide has no topic `databses`; did you mean `databases`?"),
        (&["csv", "--level", "junior", "--kind", "scenario"], "error: no card of the guide fits what was asked for"),
    ] {
        assert_eq!(refusal(words), (Some(2), said.to_string()));
    }
}
