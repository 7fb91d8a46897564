//! YAML → [`Table`], through `saphyr-parser`'s events. Only what front matter needs: one document, no anchors, aliases or tags.
//!
//! Plain scalars get their type from the core schema of YAML 1.2 (so `no` and `2026-11-22` are texts). The parser counts characters;
//! spans are turned into bytes here. It stops at the first syntax error, and what was before it is returned.

mod scalar;
mod syntax_error;

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use self::scalar::{core_schema, quoted_length};
use self::syntax_error::{SyntaxError, explain, malformed_colon};
use super::{Entry, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Location, SourceId, Span};

/// Lists and tables inside each other; front matter needs two.
const MAX_DEPTH: usize = 16;

/// Parses YAML that starts at byte `base` of its file. The text has no byte order mark.
pub fn parse_yaml(text: &str, base: usize, source: SourceId) -> (Table, Vec<Diagnostic>) {
    let spaced = spaced(text);
    let text = &*spaced;
    let mut parse =
        Parse { text, base, source, offsets: char_offsets(text), stack: Vec::new(), last_end: 0, root: None, diagnostics: Vec::new() };
    parse.run();
    let whole = Span::new(base, base + text.len());
    let table = match parse.root.take() {
        Some(Value { kind: Kind::Table(mut table), .. }) => {
            table.span = whole;
            table
        }
        Some(Value { kind: Kind::Null, .. }) | None => Table { span: whole, ..Table::default() },
        Some(_) if let Some(error) = malformed_colon(text) => {
            parse.report_error(error);
            Table { span: whole, ..Table::default() }
        }
        Some(other) => {
            let lines = text.get(other.span.start as usize - base..).unwrap_or_default();
            let help = no_keys_help(lines.lines().next().unwrap_or_default());
            parse.report(other.span, format!("these lines are {}, not keys with values", other.kind.name()), help);
            Table { span: whole, ..Table::default() }
        }
    };
    (table, parse.diagnostics)
}

/// The text with a space for each tab that does not indent a line. YAML takes either after a colon or a dash; the parser only a space.
fn spaced(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| {
        let indent = line.len() - line.trim_start().len();
        line[..indent].to_string() + &line[indent..].replace('\t', " ")
    };
    text.split_inclusive('\n').map(line).collect()
}

/// What to write where no key was found, by the first line.
fn no_keys_help(line: &str) -> &'static str {
    let sign = line.trim_start_matches(|c: char| c.is_alphanumeric() || "-_".contains(c)).trim_start();
    match sign.chars().next() {
        Some('=') => "`key = value` is TOML, which belongs between lines of `+++`; write `key: value`",
        Some(':') => "write a space after the colon: `key: value`",
        _ => "write one `key: value` a line",
    }
}

/// The byte offset of each character and of the end; empty for ASCII, where a character is a byte.
fn char_offsets(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect()
}

/// A list or table that is not closed yet.
struct Open {
    start: usize,
    content: Content,
}

enum Content {
    List(Vec<Value>),
    /// The entries; the key that waits for its value, `Some(None)` for one that was refused, so that its value is dropped; where each key
    /// is first.
    Table(Vec<Entry>, Option<Option<(String, Span)>>, BTreeMap<String, Span>),
}

struct Parse<'a> {
    text: &'a str,
    base: usize,
    source: SourceId,
    offsets: Vec<u32>,
    stack: Vec<Open>,
    /// Where the last event ends.
    last_end: usize,
    root: Option<Value>,
    diagnostics: Vec<Diagnostic>,
}

impl Parse<'_> {
    fn run(&mut self) {
        let control = self.text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
        if let Some((at, c)) = control {
            let message = format!("unexpected control character (U+{:04X})", u32::from(c));
            return self.report(self.span(at, at + c.len_utf8()), message, "remove it; it may be invisible in your editor");
        }
        let mut parser = Parser::new_from_str(self.text);
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    self.syntax_error(&error);
                    break;
                }
            };
            let (start, end) = (self.byte(&span.start), self.byte(&span.end));
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
            }
            if documents > 1 {
                self.report(self.span(start, end), "a second YAML document starts here", "remove the line `...` or `---` before it");
                break;
            }
            if !self.event(event, start, end) {
                break;
            }
            self.last_end = end;
        }
        // After an error: close what is open, so that the keys before it are known.
        while !self.stack.is_empty() {
            self.close(self.text.len());
        }
    }

    /// Takes one event into the tree. False where going on makes no sense.
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let quoted = self.text.get(start..end).and_then(quoted_length).filter(|_| style != ScalarStyle::Plain);
                let end = quoted.map_or_else(|| self.trimmed(start, end), |length| start + length);
                self.refuse_extras(anchor, tag.is_some(), start, end);
                self.scalar(&text, style, self.span(start, end));
                if style == ScalarStyle::Plain {
                    // The place of a text that is not there is after the comment.
                    self.comment_behind(if text.is_empty() { self.last_end } else { end });
                }
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), start, end);
                return self.open(start, Content::List(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), start, end);
                return self.open(start, Content::Table(Vec::new(), None, BTreeMap::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(end),
            Event::Alias(_) => {
                self.warn(
                    self.span(start, end),
                    "unexpected alias (`*name`), which is not read",
                    "write the value out, or put the text in quotes",
                );
                self.add(Value { kind: Kind::Null, span: self.span(start, end) });
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        true
    }

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, start: usize, end: usize) {
        if anchor != 0 {
            self.warn(
                self.span(start, end),
                "this value has an anchor (`&name`), which is not read",
                "remove it, or put the text in quotes",
            );
        }
        if tagged {
            self.warn(self.span(start, end), "this value has a tag (`!name`), which is not read", "remove it, or put the text in quotes");
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        if let Some(Open { content: Content::Table(_, waiting @ None, keys), .. }) = self.stack.last_mut() {
            let twice = keys.get(text).copied();
            if twice.is_none() {
                keys.insert(text.to_string(), span);
            }
            *waiting = Some(if twice.is_none() { Some((text.to_string(), span)) } else { None });
            if let Some(first) = twice {
                let first = Location { source: self.source, span: first };
                let message = format!("duplicate key `{text}`");
                let finding = Diagnostic::new(Code::DuplicateKey, self.source, span, message).related(first, "first here");
                self.diagnostics.push(finding.help("remove one of them"));
            }
            return;
        }
        let kind = if style == ScalarStyle::Plain { core_schema(text) } else { Some(Kind::Str(text.to_string())) };
        let kind = kind.unwrap_or_else(|| {
            self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, span, "the number is too large"));
            Kind::Null
        });
        self.add(Value { kind, span });
    }

    fn open(&mut self, start: usize, content: Content) -> bool {
        if let Some(Open { content: Content::Table(_, waiting @ None, _), .. }) = self.stack.last_mut() {
            *waiting = Some(None);
            self.report(self.span(start, start), "a list or table cannot be a key", "put a string that starts with `{` or `[` in quotes");
        }
        if self.stack.len() == MAX_DEPTH {
            self.report(self.span(start, start), format!("lists and tables are nested more than {MAX_DEPTH} deep"), "flatten them");
            return false;
        }
        self.stack.push(Open { start, content });
        true
    }

    fn close(&mut self, end: usize) {
        let Some(Open { start, content }) = self.stack.pop() else { return };
        let span = self.span(start, self.trimmed(start, end));
        let kind = match content {
            Content::List(items) => Kind::List(items),
            Content::Table(entries, ..) => Kind::Table(Table { entries, span }),
        };
        self.add(Value { kind, span });
    }

    /// Puts a finished value where it belongs.
    fn add(&mut self, value: Value) {
        match self.stack.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(value),
            Some(Content::List(items)) => items.push(value),
            Some(Content::Table(entries, waiting, _)) => match waiting.take() {
                Some(Some((key, key_span))) => entries.push(Entry { key, key_span, value }),
                Some(None) => {}
                // An alias in a key's place, already reported: drop the value that follows.
                None => *waiting = Some(None),
            },
        }
    }

    fn byte(&self, marker: &Marker) -> usize {
        let at = marker.index();
        if self.offsets.is_empty() { at.min(self.text.len()) } else { self.offsets[at.min(self.offsets.len() - 1)] as usize }
    }

    /// `end` moved left over white space.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(end, |t| start + t.trim_end().len())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start, end.max(start)).shifted(self.base)
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::YamlSyntax, self.source, span, message).help(help));
    }

    /// What is valid YAML, and shown by code hosts.
    fn warn(&mut self, span: Span, message: &str, help: &str) {
        let mut finding = Diagnostic::new(Code::YamlSyntax, self.source, span, message).help(help);
        finding.severity = Severity::Warning;
        self.diagnostics.push(finding);
    }

    /// Reports a comment that was probably meant as text, because nothing is between its `#` and its words: `tags: #sql #joins`.
    fn comment_behind(&mut self, end: usize) {
        let comment = self.text[end..].trim_start_matches([' ', ':', '-']);
        if !comment.starts_with('#') {
            return;
        }
        let at = self.text.len() - comment.len();
        let comment = comment.lines().next().unwrap_or_default().trim_end();
        if comment[1..].starts_with(|c: char| !c.is_whitespace() && c != '#') {
            let help =
                "put a string that has ` #` in quotes; tags are written without it, `[sql, joins]`, and a comment with a space, `# why`";
            let span = self.span(at, at + comment.len());
            // After a key and after its value, which is nothing.
            if self.diagnostics.last().and_then(|last| last.at).is_some_and(|last| last.span == span) {
                return;
            }
            self.warn(span, "this is a comment, because `#` begins one in YAML", help);
        }
    }

    fn syntax_error(&mut self, error: &ScanError) {
        self.report_error(explain(self.text, self.byte(error.marker()), error.info()));
    }

    fn report_error(&mut self, error: SyntaxError) {
        let at = self.span(error.at.start, error.at.end);
        let mut diagnostic = Diagnostic::new(Code::YamlSyntax, self.source, at, error.message).help(error.help);
        for (at, replacement) in error.fixes {
            diagnostic = diagnostic.fix(Location { source: self.source, span: self.span(at.start, at.end) }, replacement);
        }
        self.diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries as `key=kind@text of the value`, spans read back from a file that has `before` in front of the YAML.
    fn read(before: &str, yaml: &str) -> (Vec<String>, Vec<(Code, String)>) {
        let file = format!("{before}{yaml}");
        let (table, diagnostics) = parse_yaml(yaml, before.len(), SourceId(0));
        let show = |e: &Entry| {
            assert_eq!(file[e.key_span.range()].trim_matches('"'), e.key);
            format!("{}={}@{}", e.key, e.value.kind.name(), &file[e.value.span.range()])
        };
        let found = diagnostics.iter().map(|d| (d.code, file[d.at.unwrap().span.range()].to_string()));
        (table.entries.iter().map(show).collect(), found.collect())
    }

    #[test]
    fn spans_are_bytes_of_the_whole_file_under_crlf_and_multi_byte_text() {
        let (entries, found) =
            read("\u{feff}---\r\n", "title: \"Où ça ? 🦀\" # commenté\r\ntags: [één, zwei]\r\nlevel: mid   \r\nnach: ü\r\n");
        assert_eq!(found, []);
        assert_eq!(entries, ["title=a string@\"Où ça ? 🦀\"", "tags=a list@[één, zwei]", "level=a string@mid", "nach=a string@ü"]);
    }

    #[test]
    fn block_lists_and_tables_span_what_is_written() {
        let (entries, found) = read("---\n", "tags:\n  - sql\n  - b\nmore:\n  x: 1\n  y: [2]\nlast: >\n  folded\n  text\n");
        assert_eq!(found, []);
        assert_eq!(entries[0], "tags=a list@- sql\n  - b");
        assert_eq!(entries[1], "more=a table@x: 1\n  y: [2]");
        assert_eq!(entries[2], "last=a string@folded\n  text");
    }

    #[test]
    fn what_front_matter_does_not_take_is_named_where_it_stands() {
        for (yaml, code, text) in [
            ("level: mid\n\tkind: concept\n", Code::YamlSyntax, "\t"),
            ("tags:\n\t- a\n", Code::YamlSyntax, "\t"),
            ("title: a: b\n", Code::YamlSyntax, ":"),
            ("a: &x 1\n", Code::YamlSyntax, "&x 1"),
            ("tags: #sql #joins\n", Code::YamlSyntax, "#sql #joins"),
            ("title: About C #1 of all\n", Code::YamlSyntax, "#1 of all"),
            ("tags:\n  - #sql\n  - b\n", Code::YamlSyntax, "#sql"),
            ("level = \"mid\"\n", Code::YamlSyntax, " = "),
            ("a: *x\n", Code::YamlSyntax, "*"),
            ("level: mid\nkind concept\ntags: []\n", Code::YamlSyntax, "kind concept"),
            ("level: mid\n kind: concept\n", Code::YamlSyntax, ":"),
            ("title: 'open\nlevel: mid\n", Code::YamlSyntax, "'"),
            ("title: @x\n", Code::YamlSyntax, "@"),
            ("title: [SQL] joins\n", Code::YamlSyntax, "j"),
            ("a: !!str 1\n", Code::YamlSyntax, "!!str 1"),
            ("level: mid\nkind: concept\nlevel: junior\n", Code::DuplicateKey, "level"),
            ("a: 1\n...\nb: 2\n", Code::YamlSyntax, ""),
            ("a: \u{7}1\n", Code::YamlSyntax, "\u{7}"),
            ("just words\n", Code::YamlSyntax, "just words"),
            ("- a\n", Code::YamlSyntax, "- a"),
            ("a: 99999999999999999999\n", Code::BadValue, "99999999999999999999"),
            ("[a]: b\n", Code::YamlSyntax, ""),
        ] {
            let (_, found) = read("---\n", yaml);
            assert!(found.contains(&(code, text.to_string())), "{yaml:?}: {found:?}");
            assert_eq!(found.len(), 1, "{yaml:?}: {found:?}");
        }
    }

    #[test]
    fn tabs_and_comments_are_where_yaml_takes_them() {
        let (entries, found) = read("---\n", "level:\tmid # so\ntags:\n  -\ta\nkind: concept\t## more\n# tags: #x\nurl: a#b\n");
        assert_eq!(found, []);
        assert_eq!(entries, ["level=a string@mid", "tags=a list@-\ta", "kind=a string@concept", "url=a string@a#b"]);
    }

    #[test]
    fn what_stood_before_an_error_is_kept() {
        let (entries, found) = read("---\n", "level: mid\ntags: [a, b]\nkind: \"open\n");
        assert_eq!(found.len(), 1);
        assert_eq!(entries, ["level=a string@mid", "tags=a list@[a, b]"]);
    }

    #[test]
    fn nothing_and_comments_are_an_empty_table() {
        for yaml in ["", "\n", "# nothing yet\n", "~\n"] {
            assert_eq!(read("---\n", yaml), (vec![], vec![]), "{yaml:?}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let (_, found) = read("", &format!("a: {}", "[".repeat(10_000)));
        assert_eq!(found.len(), 1, "{found:?}");
        let (_, found) = read("", &format!("a:\n{}", (1..300).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>()));
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
