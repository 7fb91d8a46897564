//! The Markdown that guides are written in, in one place: `parse` and `markup` must read the same document, or the spans that one
//! finds would not fit the events that the other sees.

use pulldown_cmark::Options;

/// CommonMark with tables, GitHub's footnotes and alerts, task lists, strikethrough, heading attributes, wiki links and math.
///
/// Not with: metadata blocks (front matter stands only at a file's first byte, and this option would match in the middle of a text),
/// smart punctuation (what is written is what is published).
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH
}
