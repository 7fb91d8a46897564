//! The files of interface words of a language, missing words, and unknown words in an author's file.
//!
//! In: a BCP 47 tag, the built-in files and the author's. Out: the files in the order in which they lie over each other, English first; the
//! findings: texts that stay in English because no file of the language has them, and keys that the interface does not know.

use std::collections::{BTreeMap, BTreeSet};

use super::plural::{FORMS, Plural, split};
use super::strings::{self, StringEntries, Strings};
use crate::diagnostic::{Code, Diagnostic, suggestion};

/// The language that all others fall back to.
const ENGLISH: &str = "en";

/// How many missing texts a message names.
const MAX_NAMED: usize = 8;

/// The tags whose files make up a language's words, the weaker first: for `fr-CA` those of `en`, `fr` and `fr-CA`. Chinese without a script
/// is written in that of its region; in traditional characters it falls back to the simplified ones rather than to English.
pub fn fallback_tags(language: &str) -> Vec<String> {
    let mut tags = vec![ENGLISH.to_string()];
    let mut add = |tag: &str| {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_string());
        }
    };
    let lower = language.to_ascii_lowercase();
    let parts: Vec<&str> = lower.split('-').collect();
    if parts[0] == "zh" {
        add("zh-Hans");
        if parts.iter().any(|part| ["hant", "tw", "hk", "mo"].contains(part)) {
            add("zh-Hant");
        }
    }
    for (at, _) in language.match_indices('-') {
        add(&language[..at]);
    }
    add(language);
    tags
}

/// The path of a language's words in a theme.
pub fn path(tag: &str) -> String {
    format!("strings/{tag}.toml")
}

/// The keys that a language has to give for what English says: a text that depends on a number has one for each form of the language.
pub fn needed(english: &Strings, plural: &Plural) -> Vec<(String, String)> {
    let mut needed = Vec::new();
    for (table, words) in english.tables() {
        for key in words.keys() {
            match split_plural_key(words, key) {
                Some((text, "other")) => {
                    needed.extend(plural.required_forms().iter().map(|form| (table.clone(), format!("{text}_{form}"))))
                }
                Some(_) => {}
                None => needed.push((table.clone(), key.clone())),
            }
        }
    }
    needed
}

/// The name and form of a key, where its text depends on a number: one that has an `_other` too.
pub fn split_plural_key<'a>(words: &BTreeMap<String, String>, key: &'a str) -> Option<(&'a str, &'a str)> {
    split(key).filter(|(text, _)| words.contains_key(&format!("{text}_other")))
}

/// The keys that are needed and that none of the files has.
pub fn missing(language: &str, english: &Strings, files: &[StringEntries]) -> Vec<(String, String)> {
    let given: BTreeSet<(&str, &str)> = files.iter().flatten().map(|(table, key, ..)| (table.as_str(), key.as_str())).collect();
    let optional = |table: &str, key: &str| table == "number" && key == "rest";
    let needed = needed(english, &Plural::of(language)).into_iter();
    needed.filter(|(table, key)| !given.contains(&(table.as_str(), key.as_str())) && !optional(table, key)).collect()
}

/// Says what stays in English, where the language is another one.
pub fn check_missing(language: &str, english: &Strings, files: &[StringEntries]) -> Option<Diagnostic> {
    if language.split('-').next() == Some(ENGLISH) {
        return None;
    }
    let missing = missing(language, english, files);
    let names: Vec<String> = missing.iter().take(MAX_NAMED).map(|(table, key)| format!("{table}.{key}")).collect();
    let more = missing.len().saturating_sub(MAX_NAMED);
    let what = match (files.iter().all(Vec::is_empty), more) {
        (true, _) => format!("the interface is not translated into `{language}`: all of it stays English"),
        (false, 0) => format!("in `{language}` these texts stay English: {}", names.join(", ")),
        (false, _) => format!("in `{language}` {} texts stay English: {}, and {more} more", missing.len(), names.join(", ")),
    };
    let help =
        format!("`recto strings {language} > themes/NAME/strings/{language}.toml` begins a file of them (NAME is that of `site.theme`)");
    (!missing.is_empty()).then(|| Diagnostic::for_path(Code::MissingStrings, "book.toml", what).help(help))
}

/// Says that a file's words are in another script than the language asked for.
pub fn check_writing_system(language: &str, has_user_strings: bool) -> Option<Diagnostic> {
    let traditional = !has_user_strings && fallback_tags(language).iter().any(|tag| tag == "zh-Hant");
    let what = format!("the interface has no words for `{language}`: they are in simplified characters");
    let help = format!("`recto strings {language} > themes/NAME/strings/{language}.toml` begins a file of them");
    traditional.then(|| Diagnostic::for_path(Code::MissingStrings, "book.toml", what).help(help))
}

/// Says which keys of an author's file nothing asks for: not the interface, and not the author's own templates and scripts.
pub fn check_unknown(path: &str, language: &str, english: &Strings, words: &StringEntries, user_files: &str) -> Vec<Diagnostic> {
    let forms = Plural::of(language).all_forms();
    let mut found = Vec::new();
    for (table, key, _, place) in words {
        let asked = |name: &str| user_files.contains(name);
        let finding = |message: String, help: Option<String>| {
            let diagnostic = Diagnostic::for_path(Code::UnknownString, path, format!("{place}: {message}"));
            diagnostic.help(help.unwrap_or_else(|| "`recto strings LANG` prints all that the interface asks for".into()))
        };
        let Some(known) = english.tables().get(table) else {
            if !asked(&format!("t.{table}.")) && !asked(&format!("words:{}", table.trim_start_matches("js_"))) {
                let near = suggestion(table, english.tables().keys().map(String::as_str));
                found.push(finding(format!("the interface has no table `{table}` of words, for `{table}.{key}`"), near));
            }
            continue;
        };
        let number = split(key).filter(|(text, _)| known.contains_key(&format!("{text}_other")));
        match number {
            Some((_, form)) if forms.contains(&form) => {}
            Some((text, form)) if FORMS.contains(&form) => {
                let help = format!("the forms of this language are {}", forms.join(", "));
                found.push(finding(format!("`{table}.{text}` has no form `{form}` in `{language}`"), Some(help)));
            }
            _ if known.contains_key(key) || asked(&format!("{table}.{key}")) => {}
            _ => {
                let near = suggestion(key, known.keys().map(String::as_str));
                found.push(finding(format!("the interface has no word `{table}.{key}`"), near));
            }
        }
    }
    found
}

/// What a file of words to translate is written from: what English says, and what the language has already.
pub struct StringsTemplate {
    language: String,
    english_file: String,
    english: Strings,
    has: BTreeMap<(String, String), String>,
}

impl StringsTemplate {
    /// From the English file, and the files of the language, the weaker first.
    pub fn new<'a>(language: &str, english_file: &str, files: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut english = Strings::new(ENGLISH);
        english.add(english_file.as_bytes());
        let words = files.into_iter().flat_map(|bytes| translated_strings(bytes).0);
        let has = words.map(|(table, key, text, _)| ((table, key), text)).collect();
        Self { language: language.to_string(), english_file: english_file.to_string(), english, has }
    }

    /// The file: what the author's has, else what the language has, and `""` where there is nothing.
    pub fn file(&self, user_strings: Option<&[u8]>) -> String {
        let user_strings = user_strings.map(|bytes| translated_strings(bytes).0).unwrap_or_default();
        let user_strings: BTreeMap<(&str, &str), &str> =
            user_strings.iter().map(|(table, key, text, _)| ((table.as_str(), key.as_str()), text.as_str())).collect();
        let plural = Plural::of(&self.language);
        let mut out = format!(
            "# The interface's words in {}. A text that is empty is still to translate; until then the English one is shown.\n",
            self.language
        );
        let mut table = String::new();
        let mut done: BTreeSet<(String, String)> = BTreeSet::new();
        for line in self.english_file.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                table = name.to_string();
            }
            let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#') && !table.is_empty()) else {
                if !line.starts_with("# The interface's words in English") {
                    out.push_str(&format!("{line}\n"));
                }
                continue;
            };
            let Some(known) = self.english.tables().get(&table) else { continue };
            let keys: Vec<String> = match split_plural_key(known, key) {
                Some((text, _)) => plural.required_forms().iter().map(|form| format!("{text}_{form}")).collect(),
                None => vec![key.to_string()],
            };
            for key in keys.into_iter().filter(|key| done.insert((table.clone(), key.clone()))) {
                let built_in = || self.has.get(&(table.clone(), key.clone())).map(String::as_str);
                let text = user_strings.get(&(table.as_str(), key.as_str())).copied().or_else(built_in);
                if text.is_none() {
                    let english = known.get(&key).or_else(|| known.get(&format!("{}_other", split(&key)?.0)));
                    out.push_str(&format!("# {}\n", english.map_or("", String::as_str)));
                }
                out.push_str(&format!("{key} = {}\n", quoted(text.unwrap_or_default())));
            }
        }
        out
    }
}

/// A text as TOML.
fn quoted(text: &str) -> String {
    let plain = |c: char| !c.is_control();
    let escaped: String =
        text.chars().filter(|c| plain(*c)).flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c])).collect();
    format!("\"{escaped}\"")
}

/// A file's words without those that are empty, which are still to translate.
pub fn translated_strings(bytes: &[u8]) -> (StringEntries, Vec<String>) {
    let (mut words, problems) = strings::read(bytes);
    words.retain(|(_, _, text, _)| !text.is_empty());
    (words, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_wider_ones_and_english_behind_it() {
        for (language, expected) in [
            ("en", &["en"][..]),
            ("en-GB", &["en", "en-GB"]),
            ("fr-CA", &["en", "fr", "fr-CA"]),
            ("de-AT", &["en", "de", "de-AT"]),
            ("zh", &["en", "zh-Hans", "zh"]),
            ("zh-CN", &["en", "zh-Hans", "zh", "zh-CN"]),
            ("zh-TW", &["en", "zh-Hans", "zh-Hant", "zh", "zh-TW"]),
            ("zh-Hant-HK", &["en", "zh-Hans", "zh-Hant", "zh", "zh-Hant-HK"]),
            ("sr-Latn-RS", &["en", "sr", "sr-Latn", "sr-Latn-RS"]),
        ] {
            assert_eq!(fallback_tags(language), expected, "{language}");
        }
    }

    #[test]
    fn an_empty_text_is_one_that_is_missing() {
        let (words, _) = translated_strings(b"[nav]\nhome = \"\"\nstudy = \"x\"\n");
        assert_eq!(words.len(), 1);
    }
}
