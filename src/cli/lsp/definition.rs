//! Where the thing at a place is defined: the card, page or file that a link leads to.

use std::path::Path;

use recto::model::{Guide, Node, Target};
use recto::source::{SourceId, Span};
use serde_json::{Value, json};

use super::document::{Position, range, uri_of};
use crate::cli::check::CheckResult;

/// The protocol's location of what the link at a place in the file at `path` leads to; null for none.
pub fn location(found: &CheckResult, root: &Path, path: &str, position: Position) -> Value {
    let Some(source) = found.sources.by_path(path) else { return Value::Null };
    let text: &str = &found.sources.get(source).text;
    let at = position.offset(text);
    let guide = &found.guide;
    let bodies = guide.nodes().filter_map(|node| guide.body(node)).filter(|body| body.source == source);
    let link = bodies.flat_map(|body| &body.links).find(|link| link.span.range().contains(&at));
    match link.map(|link| &link.target) {
        Some(Target::Node(node, anchor)) => place(found, root, *node, anchor.as_deref()),
        Some(Target::Fragment(anchor)) => {
            let here = guide.nodes().find(|node| guide.body(*node).is_some_and(|body| body.source == source && body.span.contains(at)));
            here.map_or(Value::Null, |node| place(found, root, node, Some(anchor)))
        }
        Some(Target::Asset(asset)) => {
            let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
            json!({"uri": uri_of(root, &format!("content/{}", guide.asset(*asset).path)), "range": nowhere})
        }
        Some(_) => Value::Null,
        None => named(guide, text, at).map_or(Value::Null, |node| place(found, root, node, None)),
    }
}

/// What an id in front matter names.
fn named(guide: &Guide, text: &str, at: usize) -> Option<Node> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '+');
    let start = text[..at].rfind(|c: char| !part(c)).map_or(0, |end| text.ceil_char_boundary(end + 1));
    let end = text[at..].find(|c: char| !part(c)).map_or(text.len(), |end| at + end);
    let word = text.get(start..end).filter(|word| word.contains('/'))?;
    guide.nodes().find(|node| guide.id(*node) == word)
}

fn place(found: &CheckResult, root: &Path, node: Node, anchor: Option<&str>) -> Value {
    let guide = &found.guide;
    let Some(body) = guide.body(node) else { return Value::Null };
    let heading = body.headings.iter().find(|heading| Some(&*heading.id) == anchor).map(|heading| heading.span);
    let start = match node {
        Node::Card(ix) => guide.card(ix).heading,
        _ => Span { start: body.span.start, end: body.span.start },
    };
    let source: SourceId = body.source;
    let source = found.sources.get(source);
    json!({"uri": uri_of(root, &source.path), "range": range(&source.text, heading.unwrap_or(start))})
}
