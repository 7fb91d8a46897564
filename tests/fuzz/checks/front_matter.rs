//! Front matter, YAML or TOML: the tree's spans lie in the text, one inside the other, no key stands twice, and the keys that a card knows are
//! read without a panic.

use recto::parse::{self, ParseOptions};
use recto::source::{Source, SourceId, Sources};
use recto::value::{self, Kind, Table, Value};

use super::{judge, lies_in, split, text, twice};

pub fn check(data: &[u8]) {
    let Some((form, Some(inner))) = split(data).map(|(form, rest)| (form, text(rest))) else { return };
    let (fence, read) = if form & 1 == 0 { ("---", value::parse_yaml as Read) } else { ("+++", value::parse_toml as Read) };
    // Offsets are of the whole file.
    let file = format!("{fence}\n{inner}\n{fence}\n\n# Question?\n\n## Answer\n\nx\n");
    let mut sources = Sources::default();
    let path = ["content/t/a.md", "content/t/index.md", "content/t/cards.md", "content/index.md"][usize::from(form >> 1) % 4];
    let id = sources.add(Source::new(path, file.as_str()));
    let (table, found) = twice(|| read(inner, fence.len() + 1, id));
    judge(&found, &sources);
    inside(&table, &file);
    let (document, found) = parse::document(id, sources.get(id), &ParseOptions { strict: form & 8 == 0, ..ParseOptions::default() });
    assert!(document.is_some());
    judge(&found, &sources);
}

type Read = fn(&str, usize, SourceId) -> (Table, Vec<recto::diagnostic::Diagnostic>);

fn inside(table: &Table, file: &str) {
    lies_in(table.span, file, "a table");
    let mut keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
    keys.sort_unstable();
    assert!(keys.windows(2).all(|two| two[0] != two[1]), "a key stands twice in {file:?}");
    for entry in &table.entries {
        lies_in(entry.key_span, file, "a key");
        value_inside(&entry.value, file);
    }
}

fn value_inside(value: &Value, file: &str) {
    lies_in(value.span, file, "a value");
    match &value.kind {
        Kind::List(list) => list.iter().for_each(|value| value_inside(value, file)),
        Kind::Table(table) => inside(table, file),
        _ => {}
    }
}
