//! Which built-in file an author's file was copied from, so that a change of the built-in one is noticed.
//!
//! In: `originals.toml` of the theme, written by `recto theme`: for each file the hash of the built-in one that it replaces. Out: a finding
//! for each whose built-in file is another one now. Files that are added to the built-in ones replace nothing and are left out.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{ADDED, built_in_text};
use crate::ThemeFile;
use crate::diagnostic::{Code, Diagnostic};
use crate::encode;

/// The file of the theme in which the hashes stand.
pub const ORIGINALS: &str = "originals.toml";

/// What `originals.toml` says of a built-in file.
pub fn hash(text: &str) -> String {
    encode::hex(&Sha256::digest(text.as_bytes())[..8])
}

/// The hashes by path; what is no text is left out.
pub fn read(bytes: &[u8]) -> BTreeMap<String, String> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let (document, _) = toml::de::DeTable::parse_recoverable(text);
    let entries = document.into_inner().into_iter();
    entries.filter_map(|(path, hash)| Some((path.into_inner().into_owned(), hash.into_inner().as_str()?.to_string()))).collect()
}

pub fn write(hashes: &BTreeMap<String, String>) -> String {
    let mut text = String::from("# Which built-in files those of this theme were copied from. Written by `recto theme`.\n");
    text.extend(hashes.iter().map(|(path, hash)| format!("\"{path}\" = \"{hash}\"\n")));
    text
}

/// `theme` is the theme's name, `base` the built-in one's.
pub fn on_stale(theme: &str, base: &str, overlay: &[ThemeFile]) -> Vec<Diagnostic> {
    let Some(originals) = overlay.iter().find(|file| file.path == ORIGINALS) else { return Vec::new() };
    let copied = read(&originals.bytes);
    let replaced = overlay.iter().filter(|file| !ADDED.contains(&file.path.as_str()));
    replaced
        .filter_map(|file| {
            let before = copied.get(&file.path)?;
            let message = match built_in_text(base, &file.path) {
                None => format!("replaces `{}`, which is no file of the built-in theme any more", file.path),
                Some(now) if hash(now) != *before => "the built-in file has changed since this one was copied".to_string(),
                Some(_) => return None,
            };
            let help =
                format!("`recto theme diff {0}` shows the difference; `recto theme reviewed {0}` notes that you have seen it", file.path);
            Some(Diagnostic::for_path(Code::StaleOverride, format!("themes/{theme}/{}", file.path), message).help(help))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_built_in_file_that_has_changed_is_told() {
        let file = |path: &str, text: &str| ThemeFile { path: path.into(), bytes: text.as_bytes().into() };
        let now = hash(built_in_text("default", "templates/card.html").expect("there is one"));
        let originals = |hash: &str| {
            let hashes = ["templates/card.html", "css/tokens.css"].map(|path| (path.to_string(), hash.to_string()));
            file(ORIGINALS, &write(&hashes.into()))
        };
        let told = |hash: &str| {
            let overlay = [originals(hash), file("templates/card.html", "mine"), file("css/tokens.css", "a{}")];
            on_stale("mine", "default", &overlay)
                .into_iter()
                .map(|d| format!("{} {}", d.path.unwrap_or_default(), d.message))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&now), [""; 0]);
        assert_eq!(told("0123"), ["themes/mine/templates/card.html the built-in file has changed since this one was copied"]);
        assert_eq!(on_stale("mine", "default", &[file("templates/card.html", "x")]), []);
    }
}
