//! References to footnotes: those that nothing defines, which the parser gives as text, and those in places where no note follows.

use std::borrow::Cow;

use super::File;
use super::scan::Outline;
use super::spans::within;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The Markdown of a question or a title (`what`) without its references to footnotes: it stands where no note follows.
pub fn without_references<'t>(
    file: &File<'t>,
    outline: &Outline,
    title: Span,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Cow<'t, str> {
    let mut markdown = Cow::Borrowed(&file.text[title.range()]);
    for (at, _) in within(&outline.footnote_references, title, |(at, _)| at.start).iter().rev() {
        let message = format!("a {what} has no footnotes, so this one is not referred to");
        diagnostics
            .push(Diagnostic::new(Code::Unpublished, file.id, *at, message).help(format!("refer to it in the text below the {what}")));
        let (start, end) = ((at.start - title.start) as usize, (at.end.min(title.end) - title.start) as usize);
        markdown.to_mut().replace_range(start..end, "");
    }
    markdown
}

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
