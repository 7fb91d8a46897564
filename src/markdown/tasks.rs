//! Boxes of task lists that the library loses: those with nothing after them on their line, `- [x]`, and a block below, after an empty line,
//! and those before a table, `- [x] | a | b |`.
//!
//! A list item may not begin with two empty lines (CommonMark). The library counts the line with the box as the first of them, and so ends
//! the item before its code or image; code hosts don't. The brackets of such a box are masked, which makes them text, and
//! [`checkbox_state`] knows them again.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Tag};

use super::mask_of;

/// The places of the brackets, in the order of the text.
pub(super) fn standalone_checkboxes(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if !memchr_iter(b'[', text.as_bytes()).any(|at| text.as_bytes().get(at + 2) == Some(&b']')) {
        return places;
    }
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let blank = lines.peek().is_some_and(|next| next.trim_matches([' ', '\t', '>', '\r', '\n']).is_empty());
        let shown = line.trim_end();
        if blank && ["[ ]", "[x]", "[X]"].iter().any(|task| shown.ends_with(task)) && ends_in_marker(&shown[..shown.len() - 3]) {
            places.extend([at + shown.len() - 3, at + shown.len() - 1]);
        }
        at += line.len();
    }
    places
}

/// Whether what precedes a box is nothing but markers of lists and quotes, the last one of a list.
fn ends_in_marker(before: &str) -> bool {
    let mut words = before.split([' ', '\t', '>']).filter(|word| !word.is_empty()).peekable();
    let is_marker = |word: &str| {
        let digits = word.trim_end_matches(['.', ')']);
        matches!(word, "-" | "*" | "+") || digits.len() + 1 == word.len() && digits.len() < 10 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    before.ends_with([' ', '\t']) && words.peek().is_some() && words.all(is_marker)
}

/// Whether a text of the library is such a box, and whether it is ticked.
pub(super) fn checkbox_state(text: &str) -> Option<bool> {
    let inside = text.strip_prefix(char::from(mask_of(b'[')))?.strip_suffix(char::from(mask_of(b']')))?;
    match inside {
        " " => Some(false),
        "x" | "X" => Some(true),
        _ => None,
    }
}

/// Checkboxes before tables, which the library takes off and forgets.
#[derive(Default)]
pub(super) struct CheckboxesBeforeTables {
    /// Where the item begins whose start was the last event.
    item: Option<usize>,
}

impl CheckboxesBeforeTables {
    /// The box that precedes an event; all events are to be given, in their order.
    pub(super) fn before<'t>(&mut self, text: &str, event: &Event<'t>, range: &Range<usize>) -> Option<(Event<'t>, Range<usize>)> {
        match (event, self.item.take()) {
            (Event::Start(Tag::Item), _) => {
                self.item = Some(range.start);
                None
            }
            (Event::Start(Tag::Table(_)), Some(start)) => task_box(text, start..range.start),
            _ => None,
        }
    }
}

/// The box with which what precedes a table in its item ends.
fn task_box<'t>(text: &str, before: Range<usize>) -> Option<(Event<'t>, Range<usize>)> {
    let shown = text.get(before.clone())?.trim_end();
    let end = before.start + shown.len();
    let done = match shown.get(shown.len().checked_sub(3)?..)? {
        "[ ]" => false,
        "[x]" | "[X]" => true,
        _ => return None,
    };
    Some((Event::TaskListMarker(done), end - 3..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_before_an_empty_line_are_found() {
        assert_eq!(standalone_checkboxes("- [ ]\n\n  x\n"), [2, 4]);
        assert_eq!(standalone_checkboxes("> 1. [x] \r\n>\n"), [5, 7]);
        assert_eq!(standalone_checkboxes("- - [X]\n \n"), [4, 6]);
        for text in ["- [ ] a\n\n", "- [ ]\n  a\n", "- [ ]", "a [ ]\n\n", "[ ]\n\n", "-[ ]\n\n", "1234567890. [ ]\n\n", "- a [x]\n\n"] {
            assert_eq!(standalone_checkboxes(text), [0_usize; 0], "{text:?}");
        }
    }
}
