//! The words of an interface in a theme's `strings/LANG.toml`: read without a panic, and what is missing can be written out and read again.
//!
//! Of the built-in words a part stands behind them, read once: what is asked is what a theme's file does.

use std::sync::LazyLock;

use recto::config;
use recto::source::SourceId;
use recto::theme::{self, Strings, StringsTemplate};

use super::{LONGEST, split, twice};

const LANGUAGES: [&str; 6] = ["en", "fr", "de", "ar", "zh-Hant", "x-none"];
/// The tables that the base has: words, words with numbers, and those that something is made of.
const TABLES: [&str; 6] = ["nav", "footer", "sections", "count", "number", "date"];

/// A language's part, as it is translated and as it is used.
struct Base {
    translation: StringsTemplate,
    strings: Strings,
}

static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let english = part("en");
    let base = |language: &&str| {
        let own = part(language);
        let mut strings = Strings::new(language);
        strings.add(english.as_bytes());
        strings.add(own.as_bytes());
        Base { translation: StringsTemplate::new(language, &english, [own.as_bytes()]), strings }
    };
    LANGUAGES.iter().map(base).collect()
});

/// The tables of a built-in file that the base has.
fn part(language: &str) -> String {
    let file = theme::built_in_text("default", &format!("strings/{language}.toml")).unwrap_or_default();
    let tables = file.split("\n[").skip(1).filter(|table| TABLES.contains(&table.split(']').next().unwrap_or_default()));
    tables.map(|table| format!("[{table}\n")).collect()
}

pub fn check(data: &[u8]) {
    let Some((form, own)) = split(data).filter(|(_, own)| own.len() <= LONGEST) else { return };
    let base = &BASES[usize::from(form) % LANGUAGES.len()];
    let file = twice(|| base.translation.file(Some(own)));
    // What is to be translated is a file of strings itself.
    assert_eq!(file, base.translation.file(Some(file.as_bytes())), "written out again it is something else");
    // And TOML, as far as book.toml's reader can tell.
    let found = recto::value::parse_toml(&file, 0, SourceId(0)).1;
    assert!(found.is_empty(), "{found:?} in {file}");
    // Used as the words of a site.
    let mut strings = base.strings.clone();
    let problems = strings.add(own);
    assert!(problems.iter().all(|problem| problem.starts_with("line ") || problem == "is not UTF-8"), "{problems:?}");
    for n in [0, 1, 2, 11, 12_345, u64::MAX] {
        let said = strings.plural("cards", n);
        assert!(said.is_some_and(|said| !said.contains("{n}") || strings.number(n).contains("{n}")), "{n} in {file}");
    }
    strings.date("2026-02-03");
    for section in recto::model::SectionKind::ALL {
        assert!(strings.section_names(section.key()).iter().all(|name| !name.is_empty() && name.trim() == name));
    }
    let _ = config::to_slug(&String::from_utf8_lossy(own));
}
