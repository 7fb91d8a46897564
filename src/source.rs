//! The files of a guide as text, and places in them.
//!
//! In: a path relative to the guide's root and the file's whole text. Out: spans (byte offsets into that whole text, front matter
//! and byte order mark included) that turn into lines and columns only when a person has to read them.

use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// The number of a [`Source`] in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Byte offsets `start..end` into the whole text of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// From offsets in bytes; a source is smaller than 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// To index a text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span moved right by `offset` bytes: from a part of a file to the whole of it.
    pub fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset as u32, end: self.end + offset as u32 }
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it has no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether a byte is within it.
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A span and the source it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    pub source: SourceId,
    pub span: Span,
}

/// One text file of the guide.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the guide's root, with `/` between its parts: `content/databases/acid.md`, `book.toml`.
    pub path: String,
    /// The whole file as UTF-8, exactly as it lies on disk (byte order mark and CRLF included).
    pub text: Text,
    /// Where each line begins, from when a place is first asked for.
    line_starts: OnceLock<Vec<usize>>,
}

/// The text of a file. Cheap to clone; files that were read together share an allocation, because small ones waste a part of theirs.
#[derive(Clone)]
pub struct Text {
    shared: Arc<str>,
    span: Span,
}

impl Text {
    /// A part of a text that others have parts of too; empty where it does not lie on character boundaries.
    pub fn part(shared: &Arc<str>, span: Span) -> Self {
        let span = shared.get(span.range()).map_or_else(Span::default, |_| span);
        Self { shared: shared.clone(), span }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.shared[self.span.range()]
    }
}

impl<T: Into<Arc<str>>> From<T> for Text {
    fn from(text: T) -> Self {
        let shared = text.into();
        Self { span: Span::new(0, shared.len()), shared }
    }
}

impl PartialEq for Text {
    /// Quick where one is a clone of the other.
    fn eq(&self, other: &Self) -> bool {
        (Arc::ptr_eq(&self.shared, &other.shared) && self.span == other.span) || **self == **other
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values; a byte order mark does not count.
    pub column: usize,
}

impl Source {
    /// A file's text, by its path from the guide's root.
    pub fn new(path: impl Into<String>, text: impl Into<Text>) -> Self {
        Self { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    /// The line and column of a byte offset. An offset past the end is the end; one inside a character is its start.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_starts =
            self.line_starts.get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = line_starts.partition_point(|start| *start <= offset);
        let column = self.text[line_starts[line - 1]..offset].chars().filter(|c| *c != '\u{feff}').count() + 1;
        LineColumn { line, column }
    }

    /// The text of a span; empty where the span does not lie on character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// All text files of a guide, in the order in which they were read (sorted by path).
#[derive(Debug, Clone, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Adds a source, whose number is returned.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId((self.list.len() - 1) as u32)
    }

    /// The source of a number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// All sources with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter().enumerate().map(|(i, s)| (SourceId(i as u32), s))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of the source at a path.
    pub fn by_path(&self, path: &str) -> Option<SourceId> {
        self.iter().find(|(_, s)| s.path == path).map(|(id, _)| id)
    }

    /// The text of a place.
    pub fn slice(&self, at: Location) -> &str {
        self.get(at.source).slice(at.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_after_a_byte_order_mark_and_crlf() {
        let source = Source::new("a.md", "\u{feff}één\r\ntwo");
        assert_eq!(source.line_column(3), LineColumn { line: 1, column: 1 });
        assert_eq!(source.line_column(5), LineColumn { line: 1, column: 2 });
        let two = source.text.find("two").unwrap();
        assert_eq!(source.line_column(two + 1), LineColumn { line: 2, column: 2 });
        assert_eq!(source.line_column(4), LineColumn { line: 1, column: 1 }, "inside é is é's start");
    }
}
