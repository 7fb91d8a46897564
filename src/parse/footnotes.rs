//! References to footnotes: those that nothing defines, which the parser gives as text, and those in places where no note follows.

use std::borrow::Cow;
use std::ops::Range;

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
        let message = format!("a {what} has no footnotes, so this reference is left out");
        diagnostics
            .push(Diagnostic::new(Code::DroppedText, file.id, *at, message).help(format!("refer to it in the text below the {what}")));
    }
    // The signs alone are taken out, so that a link may have an image in it.
    let signs = within(&outline.label_uses, title, |(at, _)| *at).iter().flat_map(|(start, _)| {
        let link = within(&outline.links, Span { start: *start, end: start + 1 }, |link| link.span.start).first();
        link.into_iter().flat_map(|link| {
            // The library leaves the brackets of `[text][]` out.
            let empty = if file.text[link.span.end as usize..].starts_with("[]") { 2 } else { 0 };
            let text = Span::from(link_text(&file.text[link.span.range()])).shifted(link.span.start as usize);
            [Span { start: link.span.start, end: text.start }, Span { start: text.end, end: link.span.end + empty }]
        })
    });
    let mut removed: Vec<Span> = notes.iter().map(|(at, _)| *at).chain(signs).collect();
    removed.sort();
    for at in removed.into_iter().rev() {
        let (start, end) = ((at.start - title.start) as usize, (at.end.min(title.end).max(at.start) - title.start) as usize);
        markdown.to_mut().replace_range(start..end, "");
    }
    markdown
}

/// Where in a link that names a label its text is: `[text][label]`, `[text][]`, `[text]`.
fn link_text(link: &str) -> Range<usize> {
    let label = if link.ends_with("[]") { link.len() - 2 } else { link.rfind("][").map_or(link.len(), |at| at + 1) };
    let start = link.len() - link.trim_start_matches('!').len() + 1;
    let is_enclosed = link[start - 1..].starts_with('[') && link[..label].ends_with(']') && start < label;
    if is_enclosed { start..label - 1 } else { 0..link.len() }
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
