//! TOML → [`Table`], through the `toml` crate's spanned tree, which reports every syntax error and not only the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::reader::CURLY;
use super::{Entry, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// Parses TOML that starts at byte `base` of its file. The text has no byte order mark.
pub fn parse_toml(text: &str, base: usize, source: SourceId) -> (Table, Vec<Diagnostic>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reported: Vec<usize> = errors.iter().filter_map(|error| Some(error.span()?.start)).collect();
    reported.sort_unstable();
    let mut parse = Parse { text, base, source, reported, diagnostics: Vec::new() };
    let mut lines = LineReader { text, line: 0..0, is_yaml: false };
    for error in errors {
        parse.syntax_error(&error, &mut lines);
    }
    // Each of its lines would be reported.
    let mut yaml = 0;
    parse.diagnostics.retain(|found| {
        yaml += usize::from(found.help.as_deref() == Some(YAML_HELP));
        yaml < 2 || found.help.as_deref() != Some(YAML_HELP)
    });
    let span = parse.span(0..text.len());
    let table = parse.table(root.into_inner(), span);
    (table, parse.diagnostics)
}

struct Parse<'a> {
    text: &'a str,
    base: usize,
    source: SourceId,
    /// Where the syntax errors begin, in ascending order.
    reported: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

/// The line that was looked at last: one line may have as many errors as it has characters.
struct LineReader<'a> {
    text: &'a str,
    line: Range<usize>,
    is_yaml: bool,
}

impl LineReader<'_> {
    /// Whether the line of a place is YAML.
    fn is_yaml(&mut self, at: usize) -> bool {
        if !self.line.contains(&at) {
            let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = self.text[start..].lines().next().unwrap_or_default();
            self.line = start..start + line.len() + 1;
            self.is_yaml = line.contains(": ") && !line.contains('=');
        }
        self.is_yaml
    }
}

/// Longer names are nobody's, and are not repeated in the help of each of their errors.
const MAX_NAME_BYTES: usize = 200;

impl Parse<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.base)
    }

    fn syntax_error(&mut self, error: &Error, lines: &mut LineReader<'_>) {
        let range = error.span().unwrap_or(self.text.len()..self.text.len());
        let diagnostic = if error.message() == "duplicate key" {
            let key = self.text.get(range.clone()).unwrap_or_default();
            Diagnostic::new(Code::DuplicateKey, self.source, self.span(range), format!("duplicate key `{key}`")).help("remove one of them")
        } else {
            let diagnostic = Diagnostic::new(Code::TomlSyntax, self.source, self.span(range.clone()), error.message());
            match syntax_help(error.message(), self.text, range, lines) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        };
        self.diagnostics.push(diagnostic);
    }

    fn table(&mut self, table: DeTable<'_>, span: Span) -> Table {
        let mut entries: Vec<Entry> = table
            .into_iter()
            .filter_map(|(key, value)| {
                let key_span = self.span(key.span());
                Some(Entry { key: key.into_inner().into_owned(), key_span, value: self.value(value)? })
            })
            .collect();
        entries.sort_by_key(|e| e.key_span);
        Table { entries, span }
    }

    /// `None` where the value cannot be represented, which is reported.
    fn value(&mut self, value: Spanned<DeValue<'_>>) -> Option<Value> {
        let span = self.span(value.span());
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::Str(text.into_owned()),
            DeValue::Boolean(value) => Kind::Bool(value),
            DeValue::Datetime(date) => Kind::Str(date.to_string()),
            DeValue::Integer(int) => match i64::from_str_radix(int.as_str(), int.radix()) {
                Ok(int) => Kind::Int(int),
                Err(_) if self.is_already_reported(span) => return None,
                Err(_) => return self.too_large(span),
            },
            DeValue::Float(float) => match float.as_str().parse() {
                Ok(float) => Kind::Float(float),
                Err(_) => return self.too_large(span),
            },
            DeValue::Array(items) => Kind::List(items.into_iter().filter_map(|item| self.value(item)).collect()),
            DeValue::Table(table) => Kind::Table(self.table(table, span)),
        };
        Some(Value { kind, span })
    }

    /// Whether a syntax error was already reported here.
    fn is_already_reported(&self, span: Span) -> bool {
        let (start, end) = (span.range().start - self.base, span.range().end - self.base);
        self.reported[self.reported.partition_point(|at| *at < start)..].first().is_some_and(|at| *at < end)
    }

    fn too_large(&mut self, span: Span) -> Option<Value> {
        self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, span, "the number is too large"));
        None
    }
}

const YAML_HELP: &str = "`key: value` is YAML, which belongs between lines of `---`; in TOML write `key = value`";

/// What to do about the mistakes of those who do not know TOML.
fn syntax_help(message: &str, text: &str, at: Range<usize>, lines: &mut LineReader<'_>) -> Option<String> {
    if lines.is_yaml(at.start) {
        return Some(YAML_HELP.into());
    }
    if text.get(at.clone())?.contains(CURLY) {
        return Some("quotation marks are straight: `\"…\"`, not as a word processor sets them".into());
    }
    if message.starts_with("string values must be quoted") && !at.is_empty() && at.len() <= MAX_NAME_BYTES {
        return Some(format!("put it in quotes: `\"{}\"`", &text[at]));
    }
    if message.contains("leading zero") {
        return Some("a number cannot start with a zero; put a string in quotes".into());
    }
    if !message.starts_with("invalid unquoted key") {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || "=,[]{}".contains(c);
    let nearest = |length: usize| text.floor_char_boundary(length.min(text.len()));
    let from = nearest(at.start.saturating_sub(MAX_NAME_BYTES));
    let to = nearest(at.start + MAX_NAME_BYTES);
    let before = text[from..at.start].rsplit(ends).next()?;
    let key = text[at.start - before.len()..to].split(ends).next().filter(|key| !key.is_empty())?;
    (key.len() < MAX_NAME_BYTES).then(|| format!("put a name with other letters in quotation marks: `\"{key}\" = …`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_bytes_of_the_whole_file_in_the_order_written() {
        let before = "\u{feff}+++\r\n";
        let toml = "zed = \"Où 🦀\"\r\nalpha = [\"één\"]\r\nupdated = 2026-11-22\r\n[book]\r\nid = 1\r\n";
        let file = format!("{before}{toml}");
        let (table, diagnostics) = parse_toml(toml, before.len(), SourceId(0));
        assert_eq!(diagnostics, []);
        let shown: Vec<_> = table.entries.iter().map(|e| (&file[e.key_span.range()], &file[e.value.span.range()])).collect();
        assert_eq!(shown[..3], [("zed", "\"Où 🦀\""), ("alpha", "[\"één\"]"), ("updated", "2026-11-22")]);
        assert_eq!(table.get("updated").unwrap().value.kind, Kind::Str("2026-11-22".into()));
        let Kind::Table(book) = &table.get("book").unwrap().value.kind else { panic!("no table") };
        assert_eq!(book.entries[0].value.kind, Kind::Int(1));
    }

    #[test]
    fn mistakes_of_those_who_do_not_know_toml_are_explained() {
        let help = |toml: &str| parse_toml(toml, 0, SourceId(0)).1.remove(0).help.unwrap_or_default();
        for curly in ["title = „Anatomie“", "title = “Anatomy”", "title = «Anatomie»", "title = ‘x’"] {
            assert_eq!(help(curly), "quotation marks are straight: `\"…\"`, not as a word processor sets them", "{curly}");
        }
        assert_eq!(help("navigation = { Über = \"about\" }"), "put a name with other letters in quotation marks: `\"Über\" = …`");
        assert_eq!(help("Größe = 1"), "put a name with other letters in quotation marks: `\"Größe\" = …`");
        assert_eq!(help("a = \n"), "");
        assert_eq!(help("level = junior\n"), "put it in quotes: `\"junior\"`");
        assert!(help("level: junior\n").starts_with("`key: value` is YAML"));
        assert_eq!(parse_toml("minutes = 05\n", 0, SourceId(0)).1.len(), 1);
    }

    #[test]
    fn every_error_is_reported_and_the_rest_is_kept() {
        let toml = "a = \nb = 1\nb = 2\nc = \"x\nd = 3\nbig = 99999999999999999999\n";
        let (table, diagnostics) = parse_toml(toml, 0, SourceId(0));
        let lines: Vec<_> =
            diagnostics.iter().map(|d| (d.code, toml[..d.at.unwrap().span.start as usize].matches('\n').count() + 1)).collect();
        assert_eq!(lines, [(Code::TomlSyntax, 1), (Code::DuplicateKey, 3), (Code::TomlSyntax, 4), (Code::BadValue, 6)]);
        assert_eq!(table.get("d").unwrap().value.kind, Kind::Int(3));
    }

    #[test]
    fn hostile_nesting_is_an_error() {
        let (_, diagnostics) = parse_toml(&format!("a = {}", "[".repeat(100_000)), 0, SourceId(0));
        assert!(!diagnostics.is_empty());
    }
}
