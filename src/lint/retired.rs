//! Cards that `[retired]` lists as deleted on purpose, but that exist.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Guide, Node};
use crate::source::{Sources, Span};

/// Adds a finding for each of them.
pub fn lint(guide: &Guide, sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    for node in guide.nodes().filter(|node| config.retired.contains(guide.id(*node))) {
        let id = guide.id(node);
        let what = match node {
            Node::Card(_) => "card",
            Node::Topic(_) => "topic",
            _ => "page",
        };
        let message = format!("`[retired]` says that `{id}` was deleted, and there is a {what} of that id");
        let found = match sources.by_path("book.toml") {
            Some(book) => Diagnostic::new(Code::RetiredInUse, book, place(&sources.get(book).text, id), message),
            None => Diagnostic::for_path(Code::RetiredInUse, "book.toml", message),
        };
        diagnostics.push(found.help("remove it from `ids`"));
    }
}

/// Where book.toml lists it.
fn place(text: &str, id: &str) -> Span {
    let table = text.find("[retired]").unwrap_or(0);
    let quoted = ['"', '\''].iter().find_map(|quote| text[table..].find(&format!("{quote}{id}{quote}")));
    quoted.map_or(Span::default(), |at| Span::new(table + at, table + at + id.len() + 2))
}
