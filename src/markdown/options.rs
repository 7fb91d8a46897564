//! The extensions of CommonMark that guides are written in.

use pulldown_cmark::Options;

/// CommonMark with tables, GitHub's footnotes and alerts, task lists, strikethrough and wiki links.
///
/// Not with: metadata blocks (front matter is only at a file's first byte, and this option would match in the middle of a text),
/// smart punctuation (what is written is what is published), the library's mathematics (it takes prices for formulas) and its heading
/// attributes (it takes `{id}` at the end of any heading for one, and drops it).
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}
