//! References to footnotes: those that nothing defines, which the parser gives as text, and those in places where no note follows.

use std::borrow::Cow;

use memchr::memmem;

use super::File;
use super::scan::Outline;
use super::spans::within;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The Markdown of a question or a title (`what`) without its references to footnotes and to labels of links: it stands where no note
/// and no definition follows, and shows the text of a link alone.
pub fn without_references<'t>(
    file: &File<'t>,
    outline: &Outline,
    title: Span,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Cow<'t, str> {
    let mut markdown = Cow::Borrowed(&file.text[title.range()]);
    let notes = within(&outline.footnote_references, title, |(at, _)| at.start);
    for (at, _) in notes {
        let message = format!("a {what} has no footnotes, so this one is not referred to");
        diagnostics
            .push(Diagnostic::new(Code::DroppedText, file.id, *at, message).help(format!("refer to it in the text below the {what}")));
    }
    let labelled = within(&outline.label_uses, title, |(at, _)| *at).iter().flat_map(|(start, _)| {
        let link = within(&outline.links, Span { start: *start, end: start + 1 }, |link| link.span.start).first()?;
        // The library leaves the brackets of `[text][]` out.
        let empty = if file.text[link.span.end as usize..].starts_with("[]") { 2 } else { 0 };
        Some((Span { start: link.span.start, end: link.span.end + empty }, link_text(&file.text[link.span.range()])))
    });
    let mut replaced: Vec<(Span, &str)> = notes.iter().map(|(at, _)| (*at, "")).chain(labelled).collect();
    replaced.sort();
    for (at, text) in replaced.into_iter().rev() {
        let (start, end) = ((at.start - title.start) as usize, (at.end.min(title.end) - title.start) as usize);
        markdown.to_mut().replace_range(start..end, text);
    }
    markdown
}

/// The text of a link that names a label: `[text][label]`, `[text][]`, `[text]`.
fn link_text(link: &str) -> &str {
    let label = if link.ends_with("[]") { link.len() - 2 } else { link.rfind("][").map_or(link.len(), |at| at + 1) };
    link[..label].trim_start_matches('!').strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(link)
}

/// Each `[^label]` in a piece of running text, with its label. Not what rather is a class of characters in a regular expression:
/// `[^a-z]+`, `[^,]`.
pub fn references(text: &str, piece: Span) -> Vec<(Span, String)> {
    let slice = &text[piece.range()];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memmem::find(&slice.as_bytes()[from..], b"[^") {
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
