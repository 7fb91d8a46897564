//! Spans cut to what is written in them.

use crate::source::Span;

/// The span without white space at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    // A span whose ends were found apart from each other may end before it starts, as that of an empty item at a file's end: it is empty.
    let slice = text.get(span.range()).unwrap_or_default();
    let start = slice.len() - slice.trim_start().len();
    let len = slice.trim().len();
    Span::new(start, start + len).shifted(span.start as usize)
}

/// The span up to its first line's end.
pub fn first_line(text: &str, span: Span) -> Span {
    let line = text[span.range()].lines().next().unwrap_or_default();
    Span { start: span.start, end: span.start + line.len() as u32 }
}
