//! What may be typed at a place: an id or an anchor between `[[` and `]]`, a key or a value in front matter.

use std::collections::BTreeSet;

use recto::model::{Guide, Node};
use recto::source::Span;
use serde_json::{Value, json};

use super::document::{Position, range};
use crate::cli::check::CheckResult;
use crate::cli::schema;
use crate::cli::terminal::plural;

/// The kinds of items of the protocol.
const REFERENCE: u8 = 18;
const PROPERTY: u8 = 10;
const VALUE: u8 = 12;

/// The protocol's list of completion items for a place in the file at `path`; null for none.
pub fn items(found: &CheckResult, path: &str, position: Position) -> Value {
    let Some(source) = found.sources.by_path(path) else { return Value::Null };
    let text: &str = &found.sources.get(source).text;
    let at = position.offset(text);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = &text[start..at];
    let place = |from: usize| range(text, Span::new(start + from, at));
    if let Some(open) = line.rfind("[[").filter(|open| !line[*open..].contains("]]")) {
        let typed = &line[open + 2..];
        return match typed.split_once('#') {
            Some((id, _)) => anchors(&found.guide, id, place(open + 2 + id.len() + 1)),
            None => ids(&found.guide, place(open + 2)),
        };
    }
    if in_front_matter(text, start) { front_matter(found, text, start, line, &place) } else { Value::Null }
}

/// Whether a line lies between the two fences at the start.
fn in_front_matter(text: &str, line: usize) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let Some(fence) =
        ["---", "+++"].into_iter().find(|fence| text.starts_with(&format!("{fence}\n")) || text.starts_with(&format!("{fence}\r\n")))
    else {
        return false;
    };
    let closing = text[3..].find(&format!("\n{fence}")).map(|end| end + 3);
    line > 0 && closing.is_none_or(|end| line <= end)
}

fn ids(guide: &Guide, place: Value) -> Value {
    let nodes = guide.nodes().filter(|node| !guide.id(*node).is_empty());
    let item = |node: Node| item(guide.id(node), REFERENCE, guide.title(node).map_or("", |title| &title.plain), &place);
    Value::Array(nodes.map(item).collect())
}

fn anchors(guide: &Guide, id: &str, place: Value) -> Value {
    let ends = |node: &Node| guide.id(*node) == id || guide.id(*node).ends_with(&format!("/{id}"));
    let body = guide.nodes().find(ends).and_then(|node| guide.body(node));
    let headings = body.iter().flat_map(|body| body.headings.iter());
    Value::Array(headings.map(|heading| item(&heading.fragment, REFERENCE, &heading.text, &place)).collect())
}

fn front_matter(found: &CheckResult, text: &str, start: usize, line: &str, place: &dyn Fn(usize) -> Value) -> Value {
    let words = line.rfind([' ', '[', ',', ':', '=', '"']).map_or(0, |at| at + 1);
    let key = match line.split_once([':', '=']) {
        Some((key, _)) => key.trim(),
        // An item of a list over several lines: the key is above.
        None if line.trim_start().starts_with('-') => {
            let above = text[..start].lines().rev().find(|line| !line.trim_start().starts_with('-')).unwrap_or_default();
            above.split([':', '=']).next().unwrap_or_default().trim()
        }
        None => return keys(found, text, place(line.len() - line.trim_start().len())),
    };
    let (guide, place) = (&found.guide, place(words));
    let all = |list: Vec<(String, String)>| Value::Array(list.iter().map(|(name, about)| item(name, VALUE, about, &place)).collect());
    match key {
        "level" => all(found.config.levels.iter().map(|level| (level.id.clone(), level.name.clone())).collect()),
        "kind" => all(found.config.kinds.iter().map(|kind| (kind.id.clone(), kind.name.clone())).collect()),
        "type" => all(["open", "choice", "cloze"].map(|name| (name.to_string(), String::new())).to_vec()),
        "draft" => all(["true", "false"].map(|name| (name.to_string(), String::new())).to_vec()),
        "tags" => {
            let known = found.config.allowed_tags.iter().flatten().cloned();
            let tags: BTreeSet<String> = guide.tags.iter().map(|tag| tag.name.clone()).chain(known).collect();
            let typed = line[words..].trim();
            let count = |name: &String| guide.tags.iter().find(|tag| tag.name == *name).map_or(0, |tag| tag.cards.len());
            // What is typed here is a tag of this file already.
            let known = |name: &String| name != typed || count(name) > 1;
            all(tags.into_iter().filter(|name| known(name)).map(|name| (name.clone(), plural(count(&name), "card"))).collect())
        }
        "requires" => ids(guide, place),
        _ => Value::Null,
    }
}

/// The keys that are not there yet.
fn keys(found: &CheckResult, text: &str, place: Value) -> Value {
    let schema = schema::front_matter(&found.config);
    let Some(properties) = schema["properties"].as_object() else { return Value::Null };
    let is_there =
        |key: &str| text.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', '='])));
    let assign = if text.trim_start_matches('\u{feff}').starts_with("+++") { " = " } else { ": " };
    let items = properties.iter().filter(|(key, _)| !is_there(key)).map(|(key, about)| {
        let mut item = item(key, PROPERTY, about["description"].as_str().unwrap_or_default(), &place);
        item["textEdit"]["newText"] = json!(format!("{key}{assign}"));
        item
    });
    Value::Array(items.collect())
}

fn item(name: &str, kind: u8, about: &str, place: &Value) -> Value {
    json!({"label": name, "kind": kind, "detail": about, "filterText": name, "textEdit": {"range": place, "newText": name}})
}
