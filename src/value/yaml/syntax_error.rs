//! What a YAML parser's error means for someone who only wanted to write a few keys.

use std::ops::Range;

/// A syntax error in plain words; `at` counts bytes of the YAML.
pub struct SyntaxError {
    pub at: Range<usize>,
    pub message: String,
    pub help: &'static str,
    /// What to write instead of which bytes.
    pub fixes: Vec<(Range<usize>, &'static str)>,
}

impl SyntaxError {
    fn new(at: Range<usize>, message: impl Into<String>, help: &'static str) -> Self {
        Self { at, message: message.into(), help, fixes: Vec::new() }
    }
}

const QUOTES: &str = "a string that contains `: ` or ` #`, or starts with a special character, needs quotes around it";

const BACKSLASH: &str = "write `\\\\` for a backslash, or use single quotes";

/// Part of the parser's message, what to say instead, what to do.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "this colon belongs to no key",
        "put a string that contains `: ` in quotes; begin all keys in the same column",
    ),
    ("unknown anchor", "unexpected alias (`*name`)", "put a string that starts with `*` in quotes"),
    ("document start", "this line is not indented like the ones before it", "begin all keys in the same column"),
    (
        "trailing content",
        "there is text after the closing quote",
        "put the whole text between quotes; inside `'…'` an apostrophe is written `''`, inside `\"…\"` a quote `\\\"`",
    ),
    (
        "did not find expected key",
        "this does not belong to the list or table before it",
        "put a string that starts with `[` or `{` in quotes",
    ),
    ("illegal placement of ':'", "a colon inside brackets", "is a closing `]` or `}` missing before it?"),
    ("indentation in quoted scalar", "this quote is not closed", "close it on the same line"),
    ("end of stream", "this quote or bracket is not closed", "close it on the same line"),
    ("unknown escape", "a backslash that starts no known escape", BACKSLASH),
    ("expected hexadecimal number", "a backslash that starts no known escape", BACKSLASH),
    (
        "expected alphabetic or numeric character",
        "`&` and `*` need a name after them",
        "a list's items begin with `- `; put a string that starts with `*` or `&` in quotes",
    ),
    (
        "expected node content",
        "a value is missing before this",
        "put a string that starts with `#` or `,` in quotes; is a closing `]` or `}` missing?",
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
        return SyntaxError::new(tab..tab + 1, "a tab indents this line; YAML takes only spaces", "replace the tab by two spaces");
    }
    let end = text[at..].chars().next().filter(|c| !c.is_whitespace()).map_or(at, |c| at + c.len_utf8());
    let line_end = text[end..].find('\n').map_or(text.len(), |length| end + length);
    if let Some(error) = malformed_colon(&text[..line_end]) {
        return error;
    }
    if info.contains("simple key expect") {
        return SyntaxError::new(
            line_before(text, at),
            "this line has no `: ` between a key and its value",
            "write one `key: value` a line",
        );
    }
    if info.contains("unexpected character") {
        return SyntaxError::new(at..end, format!("a string cannot start with `{}`", &text[at..end]), "put it in quotes");
    }
    match KNOWN.iter().find(|(part, ..)| info.contains(part)) {
        Some((_, message, help)) => SyntaxError::new(at..end, *message, help),
        None => SyntaxError::new(at..end, info, QUOTES),
    }
}

/// The first line of `text` with a key whose colon YAML does not read as one, `level:junior`. The parser takes the line for a text, and
/// stumbles over a later one. The fixes are for all such lines.
pub fn malformed_colon(text: &str) -> Option<SyntaxError> {
    let mut found: Option<SyntaxError> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((at, message)) = malformed_colon_in(line.trim_end()) {
            let at = start + at.start..start + at.end;
            let fix = (at.clone(), ": ");
            let first = found.get_or_insert_with(|| SyntaxError::new(at, message, "write `key: value`, with a colon and a space"));
            first.fixes.push(fix);
        }
        start += line.len();
    }
    found
}

/// What is between a key and its value, where it is not a colon and a space, and what is wrong with it.
fn malformed_colon_in(line: &str) -> Option<(Range<usize>, &'static str)> {
    let key = line.find(|c: char| !(c.is_ascii_alphabetic() || c == '_' || c == '-')).filter(|key| *key > 0)?;
    let rest = &line[key..];
    let sign = rest.trim_start();
    let before = rest.len() - sign.len();
    let sign = sign.chars().next()?;
    let behind = &rest[before + sign.len_utf8()..];
    let space = behind.len() - behind.trim_start().len();
    let message = match sign {
        ':' if before > 0 => return None,
        ':' if behind.is_empty() || behind.starts_with([' ', '\t', '/', ':']) => return None,
        ':' if space > 0 => "the space after this colon is not a plain one (a non-breaking space?), so YAML sees no key",
        ':' => "there is no space after this colon, so YAML does not see a key",
        '：' => "this is a full-width colon, so YAML sees no key",
        '=' if !behind.starts_with('=') => "`=` belongs to TOML; between `---` lines a colon follows a key",
        _ => return None,
    };
    Some((key..key + before + sign.len_utf8() + space, message))
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
