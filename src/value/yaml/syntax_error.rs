//! What a YAML parser's error means for someone who only wanted to write a few keys.

use std::ops::Range;

/// A syntax error in plain words; `at` counts bytes of the YAML.
pub struct SyntaxError {
    pub at: Range<usize>,
    pub message: String,
    pub help: &'static str,
}

const QUOTES: &str = "a text that contains `: ` or ` #`, or starts with a special character, needs quotes around it";

const BACKSLASH: &str = "write `\\\\` for a backslash, or use single quotes";

/// Part of the parser's message, what to say instead, what to do.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "this colon belongs to no key",
        "put a text that contains `: ` in quotes; begin all keys in the same column",
    ),
    ("unknown anchor", "unexpected alias (`*name`)", "put a text that starts with `*` in quotes"),
    ("document start", "this line is not indented like the ones before it", "begin all keys in the same column"),
    (
        "trailing content",
        "there is text after the closing quote",
        "put the whole text between quotes; inside of `'…'` an apostrophe is written `''`, inside of `\"…\"` a quote `\\\"`",
    ),
    (
        "did not find expected key",
        "this does not belong to the list or table before it",
        "put a text that starts with `[` or `{` in quotes",
    ),
    ("illegal placement of ':'", "a colon inside brackets", "is a closing `]` or `}` missing before it?"),
    ("indentation in quoted scalar", "this quote is not closed", "close it on the same line"),
    ("end of stream", "this quote or bracket is not closed", "close it on the same line"),
    ("unknown escape", "a backslash that starts no known escape", BACKSLASH),
    ("expected hexadecimal number", "a backslash that starts no known escape", BACKSLASH),
    (
        "expected alphabetic or numeric character",
        "this sign has no name behind it",
        "a list's items begin with `- `; put a text that starts with `*` or `&` in quotes",
    ),
    (
        "expected node content",
        "a value is missing before this",
        "put a text that starts with `#` or `,` in quotes; is a closing `]` or `}` missing?",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start here",
        "begin each `- item` on a line of its own, or put the text in quotes",
    ),
];

/// The mistake behind the parser's message `info` at byte `at` of `text`.
pub fn explain(text: &str, at: usize, info: &str) -> SyntaxError {
    if let Some(tab) = indenting_tab(text, at) {
        let message = "a tab indents this line; YAML takes only spaces".into();
        return SyntaxError { at: tab..tab + 1, message, help: "replace the tab by two spaces" };
    }
    if info.contains("simple key expect") {
        let message = "this line has no `: ` between a key and its value".into();
        return SyntaxError { at: line_before(text, at), message, help: "write one `key: value` a line" };
    }
    let end = text[at..].chars().next().filter(|c| !c.is_whitespace()).map_or(at, |c| at + c.len_utf8());
    if info.contains("unexpected character") {
        return SyntaxError {
            at: at..end,
            message: format!("a text cannot start with `{}`", &text[at..end]),
            help: "put the text in quotes",
        };
    }
    match KNOWN.iter().find(|(part, ..)| info.contains(part)) {
        Some((_, message, help)) => SyntaxError { at: at..end, message: message.to_string(), help },
        None => SyntaxError { at: at..end, message: info.to_string(), help: QUOTES },
    }
}

/// The last line before `at` that is not blank, without the white space around it.
fn line_before(text: &str, at: usize) -> Range<usize> {
    let end = text[..at].trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |i| i + 1);
    start + (end - start - text[start..end].trim_start().len())..end
}

/// A tab in the indentation of the line of `at`, of the one before it or of the one after it.
fn indenting_tab(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].rmatch_indices('\n').nth(1).map_or(0, |(i, _)| i + 1);
    let after = text[at..].match_indices('\n').nth(1).map_or(text.len(), |(i, _)| at + i);
    let mut start = before;
    for line in text[before..after].split('\n') {
        if let Some(tab) = line[..line.len() - line.trim_start().len()].find('\t') {
            return Some(start + tab);
        }
        start += line.len() + 1;
    }
    None
}
