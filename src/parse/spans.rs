//! Spans cut to what is written in them.

use crate::source::Span;

/// Spans in order, those that touch or overlap as one.
pub fn merge_overlapping(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut united: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}

/// Whether one of these spans, which [`merge_overlapping`] has ordered, holds a place (a byte offset).
pub fn covers(united: &[Span], at: usize) -> bool {
    let after = united.partition_point(|span| span.start as usize <= at);
    after.checked_sub(1).is_some_and(|before| united[before].contains(at))
}

/// Those of a sorted list that start within a span.
pub fn within<T>(list: &[T], span: Span, start: impl Fn(&T) -> u32) -> &[T] {
    let first = list.partition_point(|item| start(item) < span.start);
    let count = list[first..].partition_point(|item| start(item) < span.end);
    &list[first..first + count]
}

/// The span without white space at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    // A span whose ends were found apart from each other may end before it starts, as that of an empty item at a file's end: it is empty.
    let slice = text.get(span.range()).unwrap_or_default();
    let start = slice.len() - slice.trim_start().len();
    let len = slice.trim().len();
    Span::new(start, start + len).shifted(span.start as usize)
}

/// Whether nothing is in a text but white space and comments.
pub fn is_blank(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim();
    }
    rest.is_empty()
}

/// The span up to its first line's end.
pub fn first_line(text: &str, span: Span) -> Span {
    let line = text[span.range()].lines().next().unwrap_or_default();
    Span { start: span.start, end: span.start + line.len() as u32 }
}
