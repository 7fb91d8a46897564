//! The interface's words: what templates and scripts ask for is there, in English and in every other language alike.

#![allow(clippy::disallowed_methods, reason = "tests read the theme from disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use recto::theme::{self, Strings};

fn theme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default")
}

/// Path and text of every file under a folder of the theme.
fn files(folder: &str) -> Vec<(String, String)> {
    let walk =
        walkdir::WalkDir::new(theme().join(folder)).sort_by_file_name().into_iter().map(|entry| entry.expect("the theme can be read"));
    let files = walk.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), std::fs::read_to_string(entry.path()).expect("the theme is text"))).collect()
}

fn words(language: &str) -> Strings {
    let mut strings = Strings::new(language);
    let bytes = std::fs::read(theme().join(format!("strings/{language}.toml"))).expect("the language is there");
    assert_eq!(strings.add(&bytes), Vec::<String>::new(), "{language}");
    strings
}

/// The identifier that a text starts with.
fn identifier(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())]
}

#[test]
fn every_word_that_a_template_asks_for_is_there() {
    let english = words("en");
    let mut missing = Vec::new();
    for (path, text) in files("templates") {
        for (at, _) in text.match_indices("t.") {
            let alone = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"' | '/'));
            let table = identifier(&text[at + 2..]);
            let Some(rest) = text[at + 2 + table.len()..].strip_prefix('.').filter(|_| alone) else { continue };
            let key = identifier(rest);
            if english.get(table, key).is_none() {
                missing.push(format!("{path}: t.{table}.{key}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_word_that_a_script_asks_for_is_there() {
    let english = words("en");
    let mut asked = BTreeSet::new();
    for (path, text) in files("js") {
        let is_comment = |line: &&str| ["//", "*", "/*"].iter().any(|start| line.trim_start().starts_with(start));
        let text: String = text.lines().filter(|line| !is_comment(line)).collect();
        for (function, forms) in [("text('", &[""][..]), ("plural('", &["_other"][..])] {
            for (at, _) in text.match_indices(function) {
                let whole = text[at + function.len()..].split('\'').next().unwrap_or("");
                if let Some((table, key)) = whole.split_once('.') {
                    asked.extend(forms.iter().map(|form| (path.clone(), format!("js_{table}"), format!("{key}{form}"))));
                }
            }
        }
    }
    assert!(asked.len() > 5, "scripts ask for words");
    let missing: Vec<_> = asked.iter().filter(|(_, table, key)| english.get(table, key).is_none()).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn languages_fill_the_same_places() {
    let places =
        |text: &str| -> BTreeSet<String> { text.match_indices('{').map(|(at, _)| identifier(&text[at + 1..]).to_string()).collect() };
    let english = words("en");
    for (path, _) in files("strings") {
        let language = Path::new(&path).file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let translated = words(&language);
        let differ: BTreeMap<String, (&str, &str)> = translated
            .tables()
            .iter()
            .flat_map(|(table, words)| words.iter().map(move |(key, text)| (table, key, text)))
            .filter_map(|(table, key, text)| {
                let of_number = || english.get(table, &format!("{}_other", key.rsplit_once('_')?.0));
                Some((format!("{table}.{key}"), (english.get(table, key).or_else(of_number)?, text.as_str())))
            })
            // French counts 0 with 1, so that its word for one may need the number where English's does not.
            // One, two and none may be said without the number.
            .filter(|(key, (one, other))| {
                let number = |place: &String| ["_zero", "_one", "_two"].iter().any(|form| key.ends_with(form)) && place == "n";
                places(one).into_iter().filter(|p| !number(p)).ne(places(other).into_iter().filter(|p| !number(p)))
            })
            .collect();
        assert!(differ.is_empty(), "{language}: {differ:#?}");
    }
}

/// `cargo test --test words complete` lists what is to translate.
#[test]
fn every_language_is_complete() {
    let missing: Vec<(String, Vec<String>)> = theme::languages()
        .into_iter()
        .map(|language| (language.clone(), theme::missing_strings(&language)))
        .filter(|(_, m)| !m.is_empty())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What English does not have, nothing asks for.
#[test]
fn no_language_has_a_text_that_nothing_asks_for() {
    let english = words("en");
    let known = |table: &str, key: &str| {
        let words = &english.tables()[table];
        words.contains_key(key) || key.rsplit_once('_').is_some_and(|(text, _)| words.contains_key(&format!("{text}_other")))
    };
    for (path, _) in files("strings") {
        let language = Path::new(&path).file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let translated = words(&language);
        let keys = translated.tables().iter().flat_map(|(table, words)| words.keys().map(move |key| (table, key)));
        let unknown: Vec<_> = keys.filter(|(table, key)| !known(table, key)).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

/// book.toml's `[words]` names an interview, a level and a kind, in every language: so only labels may use these words.
#[test]
fn sentences_do_without_the_nouns_that_a_guide_may_name() {
    const LABELS: [&str; 11] = [
        "nav.interview",
        "nav.interview_short",
        "interview.title",
        "topic.level",
        "listing.level",
        "interview.level",
        "progress.goal_level",
        "issue.level",
        "study.levels",
        "topic.kind",
        "study.kinds",
    ];
    let english = words("en");
    let all = english
        .tables()
        .iter()
        .flat_map(|(table, words)| words.iter().map(move |(key, text)| (format!("{table}.{key}"), text.to_lowercase())));
    let named: Vec<_> = all
        .filter(|(key, _)| !LABELS.contains(&key.as_str()) && !key.starts_with("categories."))
        .filter(|(_, text)| {
            // A placeholder is filled with the guide's own word.
            text.replace("{level}", "")
                .replace("{interview}", "")
                .split(|c: char| !c.is_alphabetic())
                .any(|word| ["interview", "interviews", "interviewer", "level", "levels", "kind", "kinds"].contains(&word))
        })
        .filter(|(_, text)| text != "high-level design")
        .collect();
    assert!(named.is_empty(), "{named:#?}");
}

/// The same of every other language, with its words for an interview and a level: a space stands for the edge of a word.
#[test]
fn sentences_in_every_language_do_without_the_nouns_that_a_guide_may_name() {
    const LABELS: [&str; 9] = [
        "nav.interview",
        "nav.interview_short",
        "interview.title",
        "topic.level",
        "listing.level",
        "interview.level",
        "progress.goal_level",
        "issue.level",
        "study.levels",
    ];
    const NOUNS: [(&str, &[&str]); 15] = [
        ("ar", &[" مقابلة", " مقابلت", " المقابل", " مستو", " المستو"]),
        ("de", &["interview", " stufe"]),
        ("es", &[" entrevista", " nivel", " niveles"]),
        ("fr", &[" entretien ", " entretiens ", " niveau"]),
        ("hi", &["साक्षात्कार", "स्तर"]),
        ("it", &[" colloqui", " livell"]),
        ("ja", &["面接", "レベル"]),
        ("ko", &["면접", "수준"]),
        ("nl", &["gesprek", "interview", " niveau"]),
        ("pl", &[" rozmow", " rozmów", " poziom"]),
        ("pt", &[" entrevista", " nível", " níveis"]),
        ("ru", &[" собесед", " уров"]),
        ("tr", &[" mülakat", " düzey "]),
        ("uk", &[" співбесід", " рівен", " рівня", " рівні "]),
        ("zh-Hans", &["面试", "级别"]),
    ];
    let all = theme::languages().into_iter().filter(|language| language != "en");
    assert!(all.eq(NOUNS.map(|(language, _)| language.to_string())), "each language has its terminology here");
    for (language, terminology) in NOUNS {
        let translated = words(language);
        let all =
            translated.tables().iter().flat_map(|(table, words)| words.iter().map(move |(key, text)| (format!("{table}.{key}"), text)));
        let label = |key: &str| LABELS.contains(&key);
        let spaced = |text: &str| {
            let lower = text.replace("{level}", "").replace("{interview}", "").to_lowercase();
            let words: Vec<_> = lower.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || ".…،؛«»“”„’".contains(c)).collect();
            format!(" {} ", words.join(" "))
        };
        let has = |text: &str| terminology.iter().any(|noun| spaced(text).contains(noun));
        // A list that has gone stale would find nothing at all.
        assert!(terminology.iter().any(|noun| spaced(&translated.tables()["interview"]["title"]).contains(noun)), "{language}");
        let named: Vec<_> = all.filter(|(key, text)| !label(key) && has(text)).collect();
        assert!(named.is_empty(), "{language}: {named:#?}");
    }
}
