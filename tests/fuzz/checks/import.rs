//! A file of a question bank, of the kind that its first byte says: read without a panic, to the same cards each time, and each card is a file
//! that Recto reads without an internal error, in the folder that it was to go to.

use std::collections::BTreeMap;

use recto::import::{self, BankFile, ContentKind, ImportHistory, ImportOptions, LevelOrKindNames};
use recto::parse;
use recto::source::{Source, Sources};

use super::{judge, twice};
use crate::checks::html::parse_options;

/// Name, and whether it is said to hold pages.
const KINDS: [(&str, ContentKind); 14] = [
    ("a.md", ContentKind::Auto),
    ("a.csv", ContentKind::Auto),
    ("a.tsv", ContentKind::Auto),
    ("a.txt", ContentKind::Auto),
    ("a.xlsx", ContentKind::Auto),
    ("a.apkg", ContentKind::Auto),
    ("a.gift", ContentKind::Auto),
    ("a.xml", ContentKind::Auto),
    ("a.zip", ContentKind::Auto),
    ("a.toml", ContentKind::Auto),
    ("a/b.md", ContentKind::Pages),
    ("src/SUMMARY.md", ContentKind::Pages),
    ("a.mdx", ContentKind::Questions),
    ("a.colpkg", ContentKind::Auto),
];
const LONGEST: usize = 128 * 1024;

pub fn check(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first().filter(|(_, bytes)| bytes.len() <= LONGEST) else { return };
    let (path, content_kind) = KINDS[usize::from(*kind) % KINDS.len()];
    let mut files = vec![BankFile { path: path.into(), bytes: bytes.into() }];
    if path.ends_with("SUMMARY.md") {
        files.push(BankFile { path: "book.toml".into(), bytes: b"[book]\ntitle = \"x\"\n"[..].into() });
        files.push(BankFile { path: "src/a.md".into(), bytes: bytes.into() });
    }
    let level = LevelOrKindNames { id: "mid".into(), names: vec!["Mid".into()] };
    let options = ImportOptions { topic: "t".into(), levels: vec![level], content_kind, ..ImportOptions::default() };
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
        let found = parse::document(id, sources.get(id), parse_options()).1;
        judge(&found, &sources);
    }
}
