//! Taking known keys out of a [`Table`], with their types checked.
//!
//! Ask for every key that may be there, then [`Reader::finish`]: what nobody asked for is unknown (R102).

use std::collections::BTreeMap;

use super::{Entry, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic, suggestion, unambiguous_nearest};
use crate::source::{Location, SourceId, Span};

/// A checked value and where it is written, for whoever finds something else wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// Reads one table. Every getter answers `None` for a key that is absent, empty or wrong; wrong ones are reported.
pub struct Reader<'a> {
    table: &'a Table,
    source: SourceId,
    /// What the table is in messages: `front matter`, `[book]`.
    name: &'a str,
    asked: Vec<&'static str>,
    /// Keys that exist elsewhere: reported already, no candidates for what was meant.
    refused: Vec<&'static str>,
    /// What else a key is called, and the key.
    other_names: &'static [(&'static str, &'static str)],
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// For a table that findings call `name`.
    pub fn new(table: &'a Table, source: SourceId, name: &'a str) -> Self {
        Self { table, source, name, asked: Vec::new(), refused: Vec::new(), other_names: &[], diagnostics: Vec::new() }
    }

    /// With names that other programs have for keys: theirs, ours.
    pub fn with_other_names(self, other_names: &'static [(&'static str, &'static str)]) -> Self {
        Self { other_names, ..self }
    }

    /// The text of a key; a finding where it is something else.
    pub fn str(&mut self, key: &'static str) -> Option<Spanned<&'a str>> {
        let entry = self.entry(key)?;
        self.text_of(&entry.value, &format!("`{key}`"))
    }

    /// The truth value of a key; a finding where it is something else.
    pub fn bool(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let entry = self.entry(key)?;
        match entry.value.kind {
            Kind::Bool(value) => Some(Spanned { value, span: entry.value.span }),
            _ => {
                let mut diagnostic = self.type_error(&entry.value, &format!("expected `true` or `false` for `{key}`"));
                if let Some(meant) = meant_bool(&entry.value.kind) {
                    diagnostic = diagnostic.help(format!("write `{meant}`")).fix(self.at(entry.value.span), meant);
                }
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// A whole number from `min` to `max`; others are R104.
    pub fn int(&mut self, key: &'static str, min: i64, max: i64) -> Option<Spanned<i64>> {
        let entry = self.entry(key)?;
        let span = entry.value.span;
        match entry.value.kind {
            Kind::Int(value) if (min..=max).contains(&value) => Some(Spanned { value, span }),
            Kind::Int(value) => {
                self.bad_value(span, format!("`{key}` must be between {min} and {max}, not {value}"));
                None
            }
            _ => self.wrong(entry, "a whole number", number_help(&entry.value, "5")),
        }
    }

    /// A number from `min` to `max`; others are R104.
    pub fn float(&mut self, key: &'static str, min: f64, max: f64) -> Option<Spanned<f64>> {
        let entry = self.entry(key)?;
        let span = entry.value.span;
        let value = match entry.value.kind {
            Kind::Int(value) => value as f64,
            Kind::Float(value) => value,
            _ => return self.wrong(entry, "a number", number_help(&entry.value, "0.5")),
        };
        if (min..=max).contains(&value) {
            return Some(Spanned { value, span });
        }
        self.bad_value(span, format!("`{key}` must be between {min} and {max}, not {value}"));
        None
    }

    /// A list of texts, in order, and where the whole list is. Items that are not texts are reported and left out.
    pub fn string_list(&mut self, key: &'static str) -> Option<Spanned<Vec<Spanned<&'a str>>>> {
        let entry = self.entry(key)?;
        let Kind::List(items) = &entry.value.kind else {
            let mut diagnostic = self.type_error(&entry.value, &format!("expected a list for `{key}`"));
            diagnostic.help = Some("put it in brackets, with commas between the items: `[one, two]`".into());
            if matches!(&entry.value.kind, Kind::Str(text) if !text.contains(['[', ']', '{', '}', '\n'])) {
                let Span { start, end } = entry.value.span;
                diagnostic = diagnostic.fix(self.at(Span { start, end: start }), "[").fix(self.at(Span { start: end, end }), "]");
            }
            self.diagnostics.push(diagnostic);
            return None;
        };
        let value = items.iter().filter_map(|item| self.text_of(item, &format!("each item of `{key}`"))).collect();
        Some(Spanned { value, span: entry.value.span })
    }

    /// An item of a list without the quotation marks of a word processor, which are reported: nothing but text to YAML.
    pub fn without_curly_quotes(&mut self, item: &Spanned<&'a str>) -> &'a str {
        let Some(inner) = item.value.strip_prefix(CURLY).and_then(|rest| rest.strip_suffix(CURLY)) else { return item.value };
        let message = "these quotation marks are part of the text, as a word processor sets them".to_string();
        let finding = Diagnostic::new(Code::BadValue, self.source, item.span, message).help(format!("write `\"{inner}\"`"));
        self.report(finding.fix(self.at(item.span), format!("\"{inner}\"")));
        inner
    }

    /// A date that exists, as `YYYY-MM-DD`; others are R203.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<&'a str>> {
        let date = self.str(key)?;
        if is_date(date.value) {
            return Some(date);
        }
        let message = format!("`{}` is not a date", date.value);
        self.report(Diagnostic::new(Code::BadDate, self.source, date.span, message).help("write it as YYYY-MM-DD, such as 2026-11-22"));
        None
    }

    /// One of the words in `choices`; others are R104.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<Spanned<T>> {
        let word = self.str(key)?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word.value) {
            return Some(Spanned { value: *value, span: word.span });
        }
        let mut diagnostic = Diagnostic::new(Code::BadValue, self.source, word.span, format!("`{}` is not a value of `{key}`", word.value));
        diagnostic.help = suggestion(word.value, choices.iter().map(|(name, _)| *name));
        self.report(diagnostic);
        None
    }

    /// A list of some of the words in `choices`, each once, in their order there; others are R104 and left out.
    pub fn choices<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<Vec<T>> {
        let said = self.string_list(key)?.value;
        for word in said.iter().filter(|word| choices.iter().all(|(name, _)| *name != word.value)) {
            let message = format!("`{}` is not a value of `{key}`", word.value);
            let mut diagnostic = Diagnostic::new(Code::BadValue, self.source, word.span, message);
            diagnostic.help = suggestion(word.value, choices.iter().map(|(name, _)| *name));
            self.report(diagnostic);
        }
        let chosen = choices.iter().filter(|(name, _)| said.iter().any(|word| word.value == *name));
        Some(chosen.map(|(_, value)| *value).collect())
    }

    /// The table of a key; a finding where it is something else.
    pub fn table(&mut self, key: &'static str) -> Option<&'a Table> {
        let entry = self.entry(key)?;
        match &entry.value.kind {
            Kind::Table(table) => Some(table),
            _ => self.wrong(entry, "a table", format!("written `[{key}]`")),
        }
    }

    /// A list of tables, `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Option<Vec<&'a Table>> {
        let entry = self.entry(key)?;
        let Kind::List(items) = &entry.value.kind else {
            return self.wrong(entry, "a list of tables", format!("each written `[[{key}]]`"));
        };
        let mut tables = Vec::new();
        for item in items {
            match &item.kind {
                Kind::Table(table) => tables.push(table),
                _ => {
                    let diagnostic = self.type_error(item, &format!("expected a table for each item of `{key}`"));
                    self.report(diagnostic);
                }
            }
        }
        Some(tables)
    }

    /// The key as written, whatever its type, for values that take several types. Empty ones count as absent.
    pub fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.asked.push(key);
        self.table.get(key).filter(|e| e.value.kind != Kind::Null)
    }

    /// A key that exists, but not in this kind of file (R204).
    pub fn refuse(&mut self, key: &'static str, message: &str, help: &str) {
        self.refused.push(key);
        if let Some(entry) = self.table.get(key) {
            self.diagnostics.push(Diagnostic::new(Code::MisplacedKey, self.source, entry.key_span, message).help(help));
        }
    }

    /// Several such keys, in one finding at the first.
    pub fn refuse_all(&mut self, keys: &[&'static str], message: impl Fn(&str) -> String, help: &str) {
        self.refused.extend(keys);
        let found: Vec<&Entry> = self.table.entries.iter().filter(|entry| keys.contains(&entry.key.as_str())).collect();
        let Some(first) = found.first() else { return };
        let names = found.iter().map(|entry| format!("`{}`", entry.key)).collect::<Vec<_>>().join(", ");
        self.diagnostics.push(Diagnostic::new(Code::MisplacedKey, self.source, first.key_span, message(&names)).help(help));
    }

    /// Adds a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a value that has the right type but not a right value (R104).
    pub fn bad_value(&mut self, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::new(Code::BadValue, self.source, span, message));
    }

    /// As above, with what to do about it.
    pub fn refuse_value(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.report(Diagnostic::new(Code::BadValue, self.source, span, message).help(help));
    }

    /// All that was wrong, the keys that nobody asked for included.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let is_known = |key: &str| self.asked.contains(&key) || self.refused.contains(&key);
        if self.table.entries.iter().all(|entry| is_known(&entry.key)) {
            return self.diagnostics;
        }
        // What is written already cannot have been meant.
        let free: Vec<&str> = self.asked.iter().copied().filter(|k| self.table.get(k).is_none()).collect();
        let mut near: BTreeMap<&str, usize> = BTreeMap::new();
        for meant in &free {
            let is_near = |entry: &&Entry| unambiguous_nearest(&entry.key, [*meant]).is_some();
            near.insert(meant, self.table.entries.iter().filter(is_near).count());
        }
        for entry in &self.table.entries {
            let key = entry.key.as_str();
            if is_known(key) {
                continue;
            }
            let mut diagnostic =
                Diagnostic::new(Code::UnknownKey, self.source, entry.key_span, format!("unknown key `{key}` in {}", self.name));
            let lower = key.to_lowercase();
            let other = self.other_names.iter().find(|(name, meant)| *name == lower && free.contains(meant));
            if let Some((_, meant)) = other {
                self.diagnostics.push(diagnostic.help(format!("did you mean `{meant}`?")));
                continue;
            }
            let meant = unambiguous_nearest(key, free.iter().copied());
            // Two keys that mean the same are not both rewritten.
            if let Some(meant) = meant.filter(|meant| near.get(meant).is_none_or(|keys| *keys < 2)) {
                diagnostic = diagnostic.fix(Location { source: self.source, span: entry.key_span }, meant);
            }
            diagnostic.help = suggestion(key, free.iter().copied());
            self.diagnostics.push(diagnostic);
        }
        self.diagnostics
    }

    fn text_of(&mut self, value: &'a Value, what: &str) -> Option<Spanned<&'a str>> {
        if let Kind::Str(text) = &value.kind {
            return Some(Spanned { value: text, span: value.span });
        }
        let mut diagnostic = self.type_error(value, &format!("expected a string for {what}"));
        diagnostic.help = match &value.kind {
            Kind::Table(_) => Some("put a string that has `: `, or starts with `{`, in quotes".into()),
            Kind::List(_) => Some("write one text, without brackets".into()),
            Kind::Null => Some("put the word in quotes, or remove it".into()),
            _ => None,
        };
        if matches!(value.kind, Kind::Int(_) | Kind::Float(_) | Kind::Bool(_)) {
            let Span { start, end } = value.span;
            diagnostic = diagnostic.help("put it in quotes");
            diagnostic = diagnostic.fix(self.at(Span { start, end: start }), "\"").fix(self.at(Span { start: end, end }), "\"");
        }
        self.report(diagnostic);
        None
    }

    fn wrong<T>(&mut self, entry: &Entry, wanted: &str, help: impl Into<String>) -> Option<T> {
        let mut diagnostic = self.type_error(&entry.value, &format!("expected {wanted} for `{}`", entry.key));
        diagnostic.help = Some(help.into()).filter(|help| !help.is_empty());
        self.report(diagnostic);
        None
    }

    fn type_error(&self, value: &Value, message: &str) -> Diagnostic {
        Diagnostic::new(Code::WrongType, self.source, value.span, message).label(format!("this is {}", value.kind.name()))
    }

    fn at(&self, span: Span) -> Location {
        Location { source: self.source, span }
    }
}

/// What was meant by a word or number for a truth value, as YAML 1.1 and other programs have it.
fn meant_bool(kind: &Kind) -> Option<&'static str> {
    let word = match kind {
        Kind::Str(word) => word.to_lowercase(),
        Kind::Int(number) => number.to_string(),
        _ => return None,
    };
    match word.as_str() {
        "true" | "yes" | "y" | "on" | "1" => Some("true"),
        "false" | "no" | "n" | "off" | "0" => Some("false"),
        _ => None,
    }
}

/// Quotation marks as word processors set them.
pub(super) const CURLY: [char; 7] = ['„', '“', '”', '«', '»', '‘', '’'];

/// What to write for a number: one in quotes is a string, and `1,5` or `ten` is not a number in any notation.
fn number_help(value: &Value, example: &'static str) -> String {
    match &value.kind {
        Kind::Str(text) if text.trim().parse::<f64>().is_ok() => "without quotes".into(),
        Kind::Str(text) if text.contains(',') => format!("such as `{example}`; a decimal separator is a point"),
        _ => format!("such as `{example}`"),
    }
}

/// Whether a text is `YYYY-MM-DD` and that day exists (Gregorian calendar).
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |text: &str, length: usize| -> Option<u32> {
        (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::super::{parse_toml, parse_yaml};
    use super::*;

    fn table(yaml: &str) -> Table {
        let (table, diagnostics) = parse_yaml(yaml, 0, SourceId(0));
        assert_eq!(diagnostics, []);
        table
    }

    #[test]
    fn right_values_come_out_with_their_place() {
        let yaml = "level: mid\ntags: [a, b]\nminutes: 5\nratio: 1\ndraft: true\nupdated: 2024-02-29\nempty:\n";
        let table = table(yaml);
        let mut reader = Reader::new(&table, SourceId(0), "front matter");
        assert_eq!(reader.str("level").map(|s| (s.value, &yaml[s.span.range()])), Some(("mid", "mid")));
        assert_eq!(reader.string_list("tags").unwrap().value.iter().map(|t| t.value).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(reader.int("minutes", 1, 600).unwrap().value, 5);
        assert_eq!(reader.float("ratio", 0.0, 1.0).unwrap().value, 1.0);
        assert!(reader.bool("draft").unwrap().value);
        assert_eq!(reader.date("updated").unwrap().value, "2024-02-29");
        assert_eq!(reader.str("empty"), None);
        assert_eq!(reader.str("absent"), None);
        assert_eq!(reader.finish(), []);
    }

    #[test]
    fn wrong_ones_are_reported_where_they_stand() {
        let yaml = "level: 3\ntags: a\nminutes: soon\nweight: 1,5\norder: \"7\"\nupdated: 2023-02-29\ntitle: x\nkindd: y\nwords: [1, b]\n";
        let table = table(yaml);
        let mut reader = Reader::new(&table, SourceId(0), "front matter");
        assert_eq!(reader.str("level"), None);
        assert_eq!(reader.string_list("tags"), None);
        assert_eq!(reader.int("minutes", 1, 600), None);
        assert_eq!(reader.int("weight", 1, 600), None);
        assert_eq!(reader.int("order", 1, 600), None);
        assert_eq!(reader.date("updated"), None);
        assert_eq!(reader.string_list("words").unwrap().value.len(), 1);
        assert_eq!(reader.str("kind"), None);
        reader.refuse("title", "a card has no `title`", "its level-one heading is the title");
        let found: Vec<_> = reader.finish().into_iter().map(|d| (d.code, yaml[d.at.unwrap().span.range()].to_string(), d.help)).collect();
        let expected = [
            (Code::WrongType, "3", Some("put it in quotes")),
            (Code::WrongType, "a", Some("put it in brackets, with commas between the items: `[one, two]`")),
            (Code::WrongType, "soon", Some("such as `5`")),
            (Code::WrongType, "1,5", Some("such as `5`; a decimal separator is a point")),
            (Code::WrongType, "\"7\"", Some("without quotes")),
            (Code::BadDate, "2023-02-29", Some("write it as YYYY-MM-DD, such as 2026-11-22")),
            (Code::WrongType, "1", Some("put it in quotes")),
            (Code::MisplacedKey, "title", Some("its level-one heading is the title")),
            (Code::UnknownKey, "kindd", Some("did you mean `kind`?")),
        ];
        assert_eq!(found, expected.map(|(code, text, help)| (code, text.to_string(), help.map(String::from))));
    }

    #[test]
    fn tables_and_choices() {
        let toml = "[markdown]\nhtml = \"escpae\"\n[[levels]]\nid = \"a\"\n[[levels]]\nid = \"b\"\n";
        let (table, _) = parse_toml(toml, 0, SourceId(0));
        let mut reader = Reader::new(&table, SourceId(0), "book.toml");
        let mut markdown = Reader::new(reader.table("markdown").unwrap(), SourceId(0), "[markdown]");
        assert_eq!(markdown.choice("html", &[("sanitize", 1), ("escape", 2)]), None);
        assert_eq!(markdown.finish()[0].help.as_deref(), Some("did you mean `escape`?"));
        assert_eq!(reader.tables("levels").unwrap().len(), 2);
        assert_eq!(reader.finish(), []);
    }

    #[test]
    fn dates_exist() {
        for (text, exists) in
            [("2024-02-29", true), ("2023-02-29", false), ("2026-13-01", false), ("2026-1-1", false), ("2026-11-22T10:00", false)]
        {
            assert_eq!(is_date(text), exists, "{text}");
        }
    }
}
