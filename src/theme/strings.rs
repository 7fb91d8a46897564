//! The interface's words: `strings/LANG.toml`, tables of texts.
//!
//! In: files of words, the weaker first. Out: one text for each table and key; what is missing from a language is taken from the file before.
//! Tables whose name starts with `js_` are published too, inside of the scripts that need them (`script_strings`).
//!
//! Texts may hold placeholders, `{n}`. A text that depends on a number has one key for each plural form of its language,
//! `cards_one`, `cards_other` (see [`super::plural`]); they replace those of a weaker file together.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::plural::{Plural, split};

/// The words of one language, with English as the fallback.
#[derive(Debug, Clone)]
pub struct Strings {
    plural_rules: Plural,
    tables: BTreeMap<String, BTreeMap<String, String>>,
}

/// Whether a file of a theme is one of words.
pub fn is_strings(path: &str) -> bool {
    path.starts_with("strings/") && path.ends_with(".toml")
}

/// A file of words as it is written: table, key, text, and where the key is ("line 3, column 7").
pub type StringEntries = Vec<(String, String, String, String)>;

/// Reads a file of words, and what is wrong with it, each with its line; the rest of the file counts.
pub fn read(bytes: &[u8]) -> (StringEntries, Vec<String>) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return (Vec::new(), vec!["is not UTF-8".into()]);
    };
    let lines = Lines::new(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        return (Vec::new(), vec![format!("{}: {}", lines.place(error.span().map_or(0, |s| s.start)), error.message())]);
    }
    let (mut found, mut problems) = (StringEntries::new(), Vec::new());
    for (table, words) in document.get_ref() {
        let name = table.get_ref();
        let DeValue::Table(words_of) = words.get_ref() else {
            problems.push(format!("{}: `{name}` must be a table of strings", lines.place(words.span().start)));
            continue;
        };
        for (key, word) in words_of {
            match word.get_ref() {
                DeValue::String(word) => {
                    found.push((name.to_string(), key.get_ref().to_string(), word.to_string(), lines.place(key.span().start)));
                }
                _ => problems.push(format!("{}: `{name}.{}` must be a string", lines.place(word.span().start), key.get_ref())),
            }
        }
    }
    (found, problems)
}

impl Strings {
    /// No words yet, with the plural forms and numbers of a language.
    pub fn new(language: &str) -> Self {
        Self { plural_rules: Plural::of(language), tables: BTreeMap::new() }
    }

    /// The same words, with another language's numbers and plural forms.
    pub fn in_language(&self, language: &str) -> Self {
        Self { plural_rules: Plural::of(language), tables: self.tables.clone() }
    }

    /// Lays a file of words over what is there. Returns what is wrong with it.
    pub fn add(&mut self, bytes: &[u8]) -> Vec<String> {
        let (words, problems) = read(bytes);
        // A text's forms belong together: the English one for one thing says nothing beside another language's. A file without the form
        // which every language has, `_other`, overrides some of them.
        for (table, key, ..) in &words {
            if let (Some((text, "other")), Some(known)) = (split(key), self.tables.get_mut(table)) {
                known.retain(|other, _| split(other).is_none_or(|(name, _)| name != text));
            }
        }
        for (table, key, text, _) in words {
            self.set(&table, &key, &text);
        }
        problems
    }

    /// Puts a text instead of another one.
    pub fn set(&mut self, table: &str, key: &str, text: &str) {
        self.tables.entry(table.to_string()).or_default().insert(key.to_string(), text.to_string());
    }

    /// Puts a value in place of a placeholder, wherever a text has it.
    pub fn fill(&mut self, placeholder: &str, value: &str) {
        for text in self.tables.values_mut().flat_map(BTreeMap::values_mut).filter(|text| text.contains(placeholder)) {
            *text = text.replace(placeholder, value);
        }
    }

    /// The text of a table's key.
    pub fn get(&self, table: &str, key: &str) -> Option<&str> {
        self.tables.get(table)?.get(key).map(String::as_str)
    }

    /// What a section of a card may be headed by in this language, divided by `|` in `[sections]`; the first is shown.
    pub fn section_names(&self, section: &str) -> Vec<String> {
        let names = self.get("sections", &section.replace('-', "_")).unwrap_or_default();
        names.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect()
    }

    /// All tables, as templates get them.
    pub fn tables(&self) -> &BTreeMap<String, BTreeMap<String, String>> {
        &self.tables
    }

    /// The text of the `[count]` table that goes with a number: `count("cards", 3)` is "3 cards". `None` where there is no such text.
    pub fn plural(&self, key: &str, n: u64) -> Option<String> {
        let form = self.plural_rules.category(n);
        let text = self.get("count", &format!("{key}_{form}")).or_else(|| self.get("count", &format!("{key}_other")))?;
        Some(text.replace("{n}", &self.number(n)))
    }

    /// A number with its thousands grouped by the language's separator, `number.group` (from five digits on); with `number.rest = "2"` the
    /// digits before the last three are in pairs, as in India.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let sign = self.get("number", "group").unwrap_or("");
        if digits.len() < 5 || sign.is_empty() {
            return digits;
        }
        let rest = if self.get("number", "rest") == Some("2") { 2 } else { 3 };
        let mut grouped = String::new();
        for (i, digit) in digits.chars().enumerate() {
            let after = digits.len() - i;
            if i > 0 && after >= 3 && (after - 3).is_multiple_of(rest) {
                grouped.push_str(sign);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A date `YYYY-MM-DD` as the language writes it, by `date.pattern`; as it is where it is not a date.
    pub fn date(&self, iso: &str) -> String {
        let mut parts = iso.splitn(3, '-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
            return iso.to_string();
        };
        let (Some(pattern), Some(name)) =
            (self.get("date", "pattern"), self.get("date", &format!("month_{}", month.trim_start_matches('0'))))
        else {
            return iso.to_string();
        };
        pattern.replace("{day}", day.trim_start_matches('0')).replace("{month}", name).replace("{year}", year)
    }
}

/// Where the lines of a text begin: every key of a file is asked for.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { text, starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect() }
    }

    /// "line 3, column 7" of a byte offset.
    fn place(&self, offset: usize) -> String {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).map_or(0, |line| self.starts[line]);
        let column = self.text.get(start..offset).unwrap_or_default().chars().count() + 1;
        format!("line {line}, column {column}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(language: &str, text: &str) -> Strings {
        let mut strings = Strings::new(language);
        assert_eq!(strings.add(text.as_bytes()), Vec::<String>::new());
        strings
    }

    #[test]
    fn numbers_take_the_form_and_the_grouping_of_the_language() {
        let words = "[count]\ncards_one = \"{n} card\"\ncards_other = \"{n} cards\"\n[number]\ngroup = \",\"\n";
        let en = strings("en", words);
        assert_eq!(en.plural("cards", 1).as_deref(), Some("1 card"));
        assert_eq!(en.plural("cards", 0).as_deref(), Some("0 cards"));
        assert_eq!(en.plural("cards", 9999).as_deref(), Some("9999 cards"));
        assert_eq!(en.plural("cards", 1234567).as_deref(), Some("1,234,567 cards"));
        assert_eq!(en.plural("nothing", 1), None);
        assert_eq!(strings("fr", words).plural("cards", 0).as_deref(), Some("0 card"));
        let hi = strings("hi", "[number]\ngroup = \",\"\nrest = \"2\"\n");
        assert_eq!([1234, 12345, 1234567, 123456789].map(|n| hi.number(n)), ["1234", "12,345", "12,34,567", "12,34,56,789"]);
    }

    #[test]
    fn forms_of_a_file_replace_all_where_they_can_stand_alone() {
        let mut en = strings("en", "[count]\ncards_one = \"{n} card\"\ncards_other = \"{n} cards\"\n");
        en.add(b"[count]\ncards_one = \"a single card\"\n");
        assert_eq!([1, 3].map(|n| en.plural("cards", n)), [Some("a single card".into()), Some("3 cards".into())]);
        en.add(b"[count]\ncards_other = \"{n} pages\"\n");
        assert_eq!([1, 3].map(|n| en.plural("cards", n)), [Some("1 pages".into()), Some("3 pages".into())]);
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let en = strings("en", "[date]\npattern = \"{day} {month} {year}\"\nmonth_2 = \"February\"\n");
        assert_eq!(en.date("2026-02-03"), "3 February 2026");
        assert_eq!(en.date("2026-11-22"), "2026-11-22", "a month without a name");
        assert_eq!(en.date("soon"), "soon");
    }

    #[test]
    fn a_file_that_is_no_table_of_texts_says_where() {
        let mut strings = Strings::new("en");
        assert_eq!(
            strings.add(b"a = 1\n[b]\nc = true\nd = \"fine\"\n"),
            ["line 1, column 5: `a` must be a table of strings", "line 3, column 5: `b.c` must be a string"]
        );
        assert_eq!(strings.get("b", "d"), Some("fine"));
        let broken = strings.add(b"[a\n");
        assert!(broken[0].starts_with("line 1, column "), "{broken:?}");
        assert_eq!(strings.add(&[0xff]), ["is not UTF-8"]);
    }
}
