//! A file of a question bank, of the kind that its first byte says: read without a panic, to the same cards each time, and each card is a file
//! that Recto reads without an internal error, in the folder that it was to go to.

use std::collections::BTreeMap;

use recto::import::{self, BankFile, CategoryNames, Form, ImportHistory, ImportOptions};
use recto::parse;
use recto::source::{Source, Sources};

use super::{judge, twice};
use crate::checks::html::rules;

/// Name, and whether it is said to hold pages.
const KINDS: [(&str, Form); 14] = [
    ("a.md", Form::Detected),
    ("a.csv", Form::Detected),
    ("a.tsv", Form::Detected),
    ("a.txt", Form::Detected),
    ("a.xlsx", Form::Detected),
    ("a.apkg", Form::Detected),
    ("a.gift", Form::Detected),
    ("a.xml", Form::Detected),
    ("a.zip", Form::Detected),
    ("a.toml", Form::Detected),
    ("a/b.md", Form::Pages),
    ("src/SUMMARY.md", Form::Pages),
    ("a.mdx", Form::Questions),
    ("a.colpkg", Form::Detected),
];
const LONGEST: usize = 128 * 1024;

pub fn check(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first().filter(|(_, bytes)| bytes.len() <= LONGEST) else { return };
    let (path, form) = KINDS[usize::from(*kind) % KINDS.len()];
    let mut files = vec![BankFile { path: path.into(), bytes: bytes.into() }];
    if path.ends_with("SUMMARY.md") {
        files.push(BankFile { path: "book.toml".into(), bytes: b"[book]\ntitle = \"x\"\n"[..].into() });
        files.push(BankFile { path: "src/a.md".into(), bytes: bytes.into() });
    }
    let level = CategoryNames { id: "mid".into(), names: vec!["Mid".into()] };
    let options = ImportOptions { topic: "t".into(), levels: vec![level], form, ..ImportOptions::default() };
    let texts = twice(|| {
        let mut bank = import::read(&files, &options);
        judge(&bank.diagnostics, &bank.sources);
        let plan = import::plan(&mut bank, &options, &ImportHistory::default(), &BTreeMap::new());
        plan.cards.into_iter().map(|card| (card.path, card.text)).collect::<Vec<_>>()
    });
    for (path, text) in texts {
        assert!(path.starts_with("content/t/") && !path.contains("..") && !path.contains('\\'), "{path:?}");
        let mut sources = Sources::default();
        let id = sources.add(Source::new(path, text));
        let found = parse::document(id, sources.get(id), rules()).1;
        judge(&found, &sources);
    }
}
