//! Writes former ids into a card: the change of text that adds them to its `aliases`, and the instructions for an author.

use crate::diagnostic::Fix;
use crate::model::{Body, Card};
use crate::parse::{self, FileKind};
use crate::source::{Location, Sources, Span};

/// Inserts `ids` into the `aliases` of the card's front matter, or of its heading in a `cards.md`.
pub fn write(card: &Card, ids: &[&str], sources: &Sources) -> Option<Fix> {
    let source = sources.get(card.body.source);
    let (at, replacement) = if is_cards_file(&source.path) {
        in_heading(&source.text, card, ids)?
    } else {
        in_front_matter(&source.text, card.body.span.start as usize, ids)?
    };
    Some(Fix { at: Location { source: card.body.source, span: Span::new(at, at) }, replacement })
}

/// Inserts `ids` into the `aliases` of a page's or topic's front matter.
pub fn write_page(body: &Body, ids: &[&str], sources: &Sources) -> Option<Fix> {
    let (at, replacement) = in_front_matter(&sources.get(body.source).text, body.span.start as usize, ids)?;
    Some(Fix { at: Location { source: body.source, span: Span::new(at, at) }, replacement })
}

/// What is added, and to what of a card in the file at `path`: "`aliases: [a/old]` to its front matter".
pub fn instructions(path: &str, ids: &[&str]) -> String {
    match is_cards_file(path) {
        true => format!("`aliases=\"{}\"` to its heading's attributes", ids.join(",")),
        false => format!("`aliases: [{}]` to its front matter", ids.join(", ")),
    }
}

/// Whether a file is a `cards.md`.
pub fn is_cards_file(path: &str) -> bool {
    path.strip_prefix("content/").and_then(parse::content_path).is_some_and(|place| place.kind == FileKind::Cards)
}

fn in_heading(text: &str, card: &Card, ids: &[&str]) -> Option<(usize, String)> {
    let block = card.body.unrendered_spans.iter().find(|h| text[h.range()].starts_with("{#"))?;
    let inner = &text[block.range()];
    if let Some(found) = inner.find("aliases=\"") {
        return Some((block.start as usize + found + "aliases=\"".len(), format!("{},", ids.join(","))));
    }
    Some((block.end as usize - 1, format!(" aliases=\"{}\"", ids.join(","))))
}

fn in_front_matter(text: &str, body_start: usize, ids: &[&str]) -> Option<(usize, String)> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let front = &text[start..body_start];
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let toml = front.starts_with("+++");
    let quoted = |id: &&str| if toml { format!("\"{id}\"") } else { id.to_string() };
    let list = ids.iter().map(quoted).collect::<Vec<_>>().join(", ");
    if front.is_empty() {
        return Some((start, format!("---{newline}aliases: [{list}]{newline}---{newline}{newline}")));
    }
    let mut at = start;
    let mut lines = front.split_inclusive('\n').peekable();
    lines.next().map(|fence| at += fence.len())?;
    for line in lines {
        let key = line.trim_end();
        if matches!(key, "---" | "+++") {
            let assign = if toml { "aliases = " } else { "aliases: " };
            return Some((at, format!("{assign}[{list}]{newline}")));
        }
        if key.starts_with("aliases") && key["aliases".len()..].trim_start().starts_with([':', '=']) {
            return Some(match key.find('[') {
                Some(open) if key[open + 1..].trim_start().starts_with(']') => (at + open + 1, list),
                Some(open) => (at + open + 1, format!("{list}, ")),
                None => (at + line.len(), ids.iter().map(|id| format!("  - {id}{newline}")).collect()),
            });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, body_start: usize) -> String {
        let (at, insert) = in_front_matter(text, body_start, &["a/old"]).unwrap();
        format!("{}{insert}{}", &text[..at], &text[at..])
    }

    #[test]
    fn an_author_is_told_where_this_file_has_them() {
        assert_eq!(instructions("content/a/new.md", &["a/old", "b"]), "`aliases: [a/old, b]` to its front matter");
        assert_eq!(instructions("content/a/cards.md", &["a/old", "b"]), "`aliases=\"a/old,b\"` to its heading's attributes");
    }

    #[test]
    fn aliases_go_where_front_matter_has_or_lacks_them() {
        assert_eq!(written("# Q?\n", 0), "---\naliases: [a/old]\n---\n\n# Q?\n");
        assert_eq!(written("---\nlevel: mid\n---\n# Q?\n", 19), "---\nlevel: mid\naliases: [a/old]\n---\n# Q?\n");
        assert_eq!(written("---\naliases: [x]\n---\n", 21), "---\naliases: [a/old, x]\n---\n");
        assert_eq!(written("---\naliases: []\n---\n", 20), "---\naliases: [a/old]\n---\n");
        assert_eq!(written("---\naliases:\n  - x\n---\n", 23), "---\naliases:\n  - a/old\n  - x\n---\n");
        assert_eq!(written("+++\r\nlevel = \"mid\"\r\n+++\r\n", 25), "+++\r\nlevel = \"mid\"\r\naliases = [\"a/old\"]\r\n+++\r\n");
    }
}
