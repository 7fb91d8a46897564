//! The interface's words: `strings/LANG.toml`, tables of texts.
//!
//! In: files of words, the weaker first. Out: one text for each table and key; what a language lacks is taken from the file before.
//! Tables whose name starts with `js_` are published too, inside of the scripts that need them (`words`).
//!
//! Texts may hold placeholders, `{n}`. A text that depends on a number has one key for each plural form of its language,
//! `cards_one`, `cards_other` (see [`super::category`]).

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::plural::category;

/// The words of one language, English behind them.
#[derive(Debug, Clone)]
pub struct Strings {
    language: String,
    tables: BTreeMap<String, BTreeMap<String, String>>,
}

/// Whether a file of a theme is one of words.
pub fn is_strings(path: &str) -> bool {
    path.starts_with("strings/") && path.ends_with(".toml")
}

/// The files that make up a language's words, the weaker first: for `fr-CA` those of `en`, `fr` and `fr-CA`.
pub fn paths(language: &str) -> Vec<String> {
    let mut tags = vec!["en".to_string()];
    let mut tag = String::new();
    for part in language.split('-') {
        if !tag.is_empty() {
            tag.push('-');
        }
        tag.push_str(part);
        if !tags.contains(&tag) {
            tags.push(tag.clone());
        }
    }
    tags.into_iter().map(|tag| format!("strings/{tag}.toml")).collect()
}

impl Strings {
    pub fn new(language: &str) -> Self {
        Self { language: language.to_string(), tables: BTreeMap::new() }
    }

    /// Lays a file of words over what is there. Returns what is wrong with it, each with its line; the rest of the file counts.
    pub fn add(&mut self, bytes: &[u8]) -> Vec<String> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return vec!["is not UTF-8".into()];
        };
        let (document, errors) = DeTable::parse_recoverable(text);
        if let Some(error) = errors.first() {
            return vec![format!("{}: {}", place(text, error.span().map_or(0, |s| s.start)), error.message())];
        }
        let mut problems = Vec::new();
        for (table, words) in document.get_ref() {
            let table = table.get_ref();
            let DeValue::Table(words_of) = words.get_ref() else {
                problems.push(format!("{}: `{table}` must be a table of strings", place(text, words.span().start)));
                continue;
            };
            let known = self.tables.entry(table.to_string()).or_default();
            for (key, word) in words_of {
                let key = key.get_ref();
                match word.get_ref() {
                    DeValue::String(word) => drop(known.insert(key.to_string(), word.to_string())),
                    _ => problems.push(format!("{}: `{table}.{key}` must be a string", place(text, word.span().start))),
                }
            }
        }
        problems
    }

    pub fn get(&self, table: &str, key: &str) -> Option<&str> {
        self.tables.get(table)?.get(key).map(String::as_str)
    }

    /// All tables, as templates get them.
    pub fn tables(&self) -> &BTreeMap<String, BTreeMap<String, String>> {
        &self.tables
    }

    /// The text of the `[count]` table that goes with a number: `count("cards", 3)` is "3 cards". `None` where there is no such text.
    pub fn count(&self, key: &str, n: u64) -> Option<String> {
        let form = category(&self.language, n);
        let text = self.get("count", &format!("{key}_{form}")).or_else(|| self.get("count", &format!("{key}_other")))?;
        Some(text.replace("{n}", &self.number(n)))
    }

    /// A number with its thousands grouped by the language's sign, `number.group` (from five digits on).
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let sign = self.get("number", "group").unwrap_or("");
        if digits.len() < 5 || sign.is_empty() {
            return digits;
        }
        let mut grouped = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push_str(sign);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A date `YYYY-MM-DD` as the language writes it, by `date.pattern`; as it is where it is no date.
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

/// "line 3, column 7" of a byte offset.
fn place(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("line {line}, column {column}")
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
        assert_eq!(en.count("cards", 1).as_deref(), Some("1 card"));
        assert_eq!(en.count("cards", 0).as_deref(), Some("0 cards"));
        assert_eq!(en.count("cards", 9999).as_deref(), Some("9999 cards"));
        assert_eq!(en.count("cards", 1234567).as_deref(), Some("1,234,567 cards"));
        assert_eq!(en.count("nothing", 1), None);
        assert_eq!(strings("fr", words).count("cards", 0).as_deref(), Some("0 card"));
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let en = strings("en", "[date]\npattern = \"{day} {month} {year}\"\nmonth_2 = \"February\"\n");
        assert_eq!(en.date("2026-02-03"), "3 February 2026");
        assert_eq!(en.date("2026-11-22"), "2026-11-22", "a month without a name");
        assert_eq!(en.date("soon"), "soon");
    }

    #[test]
    fn a_regional_language_has_its_language_and_english_behind_it() {
        assert_eq!(paths("fr-CA"), ["strings/en.toml", "strings/fr.toml", "strings/fr-CA.toml"]);
        assert_eq!(paths("en"), ["strings/en.toml"]);
        assert_eq!(paths("en-GB"), ["strings/en.toml", "strings/en-GB.toml"]);
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
