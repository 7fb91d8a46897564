//! Malformed Markdown, with a space too many, a character too few or the wrong order: links, bold text, code, tables and lists that readers
//! see as the characters themselves, on code hosts too.
//!
//! In: what a file's walk found of plain text. Out: a finding for each, with what must have been meant. Only text is looked at, never code,
//! formulas or links, and only characters that nobody would write for their own sake.

mod emphasis;
mod formulas;
mod in_html;
mod inline_syntax;
mod links;
mod lists;
mod tables;

use memchr::memchr_iter;

use super::File;
use super::scan::Outline;
use super::spans::{covers, merge_overlapping};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Span};

/// What is between two signs that belong together is no longer. Bytes.
const MAX_INNER_BYTES: usize = 500;

/// Adds a finding for each place where the Markdown of a file is malformed.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let shown = merge_overlapping(outline.text_pieces.iter().map(|piece| piece.span).collect());
    for pieces in outline.text_pieces.chunk_by(|a, b| a.block == b.block) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
        let block = Block { file, shown: &shown, span: Span { start: first.span.start, end: last.span.end } };
        links::report(&block, diagnostics);
        emphasis::report(&block, diagnostics);
        inline_syntax::report(&block, diagnostics);
        lists::report(&block, diagnostics);
    }
    links::report_spaced_images(file, outline, diagnostics);
    links::report_slack_links(file, outline, diagnostics);
    formulas::report(file, outline, diagnostics);
    in_html::report(file, outline, diagnostics);
    tables::report(file, outline, diagnostics);
}

/// A paragraph, a heading or a cell: its text, and what in it is read as text.
struct Block<'a> {
    file: &'a File<'a>,
    shown: &'a [Span],
    span: Span,
}

impl<'a> Block<'a> {
    fn text(&self) -> &'a str {
        &self.file.text[self.span.range()]
    }

    /// The places, in the file, at which a text stands and is text that its author did not make so by a backslash.
    fn places(&self, wanted: &'a str) -> impl Iterator<Item = usize> {
        // Most blocks have none: their bytes are looked through many at once.
        let text = self.text();
        let mut end = 0;
        let matches = memchr_iter(wanted.as_bytes()[0], text.as_bytes()).filter(move |at| {
            let is_match = *at >= end && text.as_bytes()[*at..].starts_with(wanted.as_bytes());
            end = if is_match { at + wanted.len() } else { end };
            is_match
        });
        matches.map(|at| self.span.start as usize + at).filter(|at| self.is_sign(*at))
    }

    fn is_sign(&self, at: usize) -> bool {
        let before = &self.file.text[..at];
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        covers(self.shown, at) && backslashes.is_multiple_of(2)
    }

    /// The text of the block behind a place, up to the end of the line.
    fn rest_of_line(&self, from: usize) -> &'a str {
        let end = self.file.text.floor_char_boundary((from + MAX_INNER_BYTES).min(self.span.end as usize)).max(from);
        self.file.text[from..end].split('\n').next().unwrap_or_default()
    }

    /// The text of the block before a place, or as much of it as is looked at.
    fn rest_before(&self, at: usize) -> &'a str {
        let from = (self.span.start as usize).max(at.saturating_sub(MAX_INNER_BYTES));
        &self.file.text[self.file.text.ceil_char_boundary(from)..at]
    }

    /// The word that ends at a place; empty after a space.
    fn word_before(&self, at: usize) -> &'a str {
        self.rest_before(at).rsplit(char::is_whitespace).next().unwrap_or_default()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.file.text[self.span.start as usize..at].chars().next_back()
    }

    fn char_after(&self, at: usize) -> Option<char> {
        self.file.text[at..self.span.end as usize].chars().next()
    }

    /// Where the bracket opens that closes at a place.
    fn opening(&self, close: usize, (open, closing): (char, char)) -> Option<usize> {
        let before = self.rest_before(close);
        let from = close - before.len();
        let mut depth = 0;
        let found = before.char_indices().rev().find(|(_, c)| {
            match *c {
                c if c == closing => depth += 1,
                c if c == open && depth == 0 => return true,
                c if c == open => depth -= 1,
                _ => {}
            }
            false
        });
        found.map(|(at, _)| from + at).filter(|at| self.is_sign(*at))
    }

    fn finding(&self, start: usize, end: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::MalformedMarkdown, self.file.id, Span::new(start, end), message)
    }

    fn place(&self, start: usize, end: usize) -> Location {
        Location { source: self.file.id, span: Span::new(start, end) }
    }
}

/// Whether there is a word in a text: two letters, or one of a script in which one can be a word.
fn has_word(text: &str) -> bool {
    let mut letters = 0;
    text.chars().any(|c| {
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        letters > 1 || letters > 0 && !c.is_ascii()
    })
}
