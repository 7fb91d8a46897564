//! References to footnotes that nothing defines: the parser gives them as text.

use crate::source::Span;

/// Each `[^label]` in a piece of running text, with its label. Not what rather is a class of characters in a regular expression:
/// `[^a-z]+`, `[^,]`.
pub fn references(text: &str, piece: Span) -> Vec<(Span, String)> {
    let slice = &text[piece.range()];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = slice[from..].find("[^") {
        let start = from + at;
        from = start + 2;
        let Some(length) = slice[from..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))) else { break };
        let (label, rest) = slice[from..].split_at(length);
        let is_escaped = text[..piece.start as usize + start].ends_with('\\');
        let is_range = label.contains("a-z") || label.contains("A-Z") || label.contains("0-9");
        if rest.starts_with(']') && length > 0 && !is_escaped && !is_range && !rest[1..].starts_with(['*', '+', '?', '{', '(', ':']) {
            found.push((Span::new(start, from + length + 1).shifted(piece.start as usize), format!("^{label}")));
        }
        from += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        references(text, Span::new(0, text.len())).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn references_are_told_from_classes_of_characters() {
        assert_eq!(labels("As shown[^1], and[^großes-Wort]."), ["^1", "^großes-Wort"]);
        assert_eq!(labels("\\[^1] [^a-z] [^,] [^x]* [^x] y [^ b] [^"), ["^x"]);
    }
}
