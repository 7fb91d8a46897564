//! The words of an interface in a theme's `strings/LANG.toml`: read without a panic, and what is missing can be written out and read again.

use recto::config;
use recto::source::SourceId;
use recto::theme;

use super::{LONGEST, split, twice};

const LANGUAGES: [&str; 6] = ["en", "fr", "de", "ar", "zh-Hant", "x-none"];

pub fn check(data: &[u8]) {
    let Some((form, own)) = split(data).filter(|(_, own)| own.len() <= LONGEST) else { return };
    let language = LANGUAGES[usize::from(form) % LANGUAGES.len()];
    let file = twice(|| theme::strings_to_translate(language, Some(own)));
    // What is to be translated is a file of strings itself.
    let again = theme::strings_to_translate(language, Some(file.as_bytes()));
    assert_eq!(file, again, "written out again it is something else");
    // And TOML, as far as book.toml's reader can tell.
    let found = recto::value::parse_toml(&file, 0, SourceId(0)).1;
    assert!(found.is_empty(), "{found:?} in {file}");
    let _ = config::to_slug(&String::from_utf8_lossy(own));
}
