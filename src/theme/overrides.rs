//! Which built-in file an author's file was copied from, so that a change of the built-in one is noticed.
//!
//! In: `originals.toml` of the theme, written by `recto theme`: for each file the hash of the built-in one that it replaces. Out: a finding
//! for each whose built-in file is another one now or gone, and for an `originals.toml` that cannot be read. Files that are added to the
//! built-in ones replace nothing and are left out; so are those that nobody noted, since an author may write a file without copying one.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{APPENDED, built_in_paths, built_in_text};
use crate::ThemeFile;
use crate::diagnostic::{Code, Diagnostic, suggestion};
use crate::encode;

/// The file of the theme in which the hashes are.
pub const ORIGINALS: &str = "originals.toml";

/// What `originals.toml` says about a built-in file.
pub fn hash(text: &str) -> String {
    encode::hex(&Sha256::digest(text.as_bytes())[..8])
}

/// The hashes by path; what is not text is left out.
pub fn read(bytes: &[u8]) -> BTreeMap<String, String> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let (document, _) = toml::de::DeTable::parse_recoverable(text);
    let entries = document.into_inner().into_iter();
    entries.filter_map(|(path, hash)| Some((path.into_inner().into_owned(), hash.into_inner().as_str()?.to_string()))).collect()
}

/// The text of `originals.toml` that [`read`] gives these hashes for.
pub fn write(hashes: &BTreeMap<String, String>) -> String {
    let mut text = String::from("# Which built-in files those of this theme were copied from. Written by `recto theme`.\n");
    text.extend(hashes.iter().map(|(path, hash)| format!("\"{path}\" = \"{hash}\"\n")));
    text
}

/// `theme` is the theme's name, `base` the built-in one's.
pub fn check_stale(theme: &str, base: &str, overlay: &[ThemeFile]) -> Vec<Diagnostic> {
    let Some(originals) = overlay.iter().find(|file| file.path == ORIGINALS) else { return Vec::new() };
    let (copied, whole) = (read(&originals.bytes), is_whole(&originals.bytes));
    let finding = |path: &str, message: &str, help: String| {
        Diagnostic::for_path(Code::StaleOverride, format!("themes/{theme}/{path}"), message).help(help)
    };
    let damaged = || {
        let message = "this file is damaged, so a change of a built-in file may go unnoticed";
        finding(ORIGINALS, message, "`recto theme reviewed FILE` updates it, for each file that you have compared".into())
    };
    let replaced = overlay.iter().filter(|file| !APPENDED.contains(&file.path.as_str()));
    let stale = replaced.filter_map(|file| {
        let (path, before) = (file.path.as_str(), copied.get(&file.path)?);
        let Some(now) = built_in_text(base, path) else {
            let known = built_in_paths(base);
            let near = suggestion(path, known.iter().map(String::as_str)).filter(|near| near.starts_with("did you mean"));
            let remove = format!("remove it, unless your templates name it, and its line in {ORIGINALS}");
            let help = near.map_or(remove.clone(), |near| format!("{near} Else {remove}"));
            return Some(finding(path, &format!("replaces `{path}`, which is not a file of the built-in theme any more"), help));
        };
        let help = format!("`recto theme diff {path}` shows the difference; `recto theme reviewed {path}` notes that you have seen it");
        (hash(now) != *before).then(|| finding(path, "the built-in file has changed since this one was copied", help))
    });
    (!whole).then(damaged).into_iter().chain(stale).collect()
}

/// Whether `originals.toml` is a table of hashes and nothing else.
fn is_whole(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let (document, errors) = toml::de::DeTable::parse_recoverable(text);
    errors.is_empty() && document.into_inner().into_iter().all(|(_, hash)| hash.into_inner().as_str().is_some())
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
        let finding = |hash: &str| {
            let overlay = [originals(hash), file("templates/card.html", "mine"), file("css/tokens.css", "a{}")];
            check_stale("mine", "default", &overlay)
                .into_iter()
                .map(|d| format!("{} {}", d.path.unwrap_or_default(), d.message))
                .collect::<Vec<_>>()
        };
        assert_eq!(finding(&now), [""; 0]);
        assert_eq!(finding("0123"), ["themes/mine/templates/card.html the built-in file has changed since this one was copied"]);
        assert_eq!(check_stale("mine", "default", &[file("templates/card.html", "x")]), []);
    }

    /// An overlay with these files, all noted with the hash that `noted` gives, and what is reported of it.
    fn finding(base: &str, paths: &[&str], noted: impl Fn(&str) -> String) -> Vec<String> {
        let file = |path: &str, text: &str| ThemeFile { path: path.into(), bytes: text.as_bytes().into() };
        let hashes = paths.iter().map(|path| (path.to_string(), noted(path))).collect();
        let mut overlay = vec![file(ORIGINALS, &write(&hashes))];
        overlay.extend(paths.iter().map(|path| file(path, "mine")));
        let shown = |d: Diagnostic| format!("{}: {} ({})", d.path.unwrap_or_default(), d.message, d.help.unwrap_or_default());
        check_stale("mine", base, &overlay).into_iter().map(shown).collect()
    }

    #[test]
    fn every_kind_of_file_that_replaces_one_can_go_stale() {
        let kinds = [
            "templates/card.html",
            "templates/partials/footer.html",
            "templates/print/kit.html",
            "css/card.css",
            "styles/reading.css",
            "strings/de.toml",
            "strings/en.toml",
            "icons/recto.svg",
            "scripts/study.js",
        ];
        for base in ["default", "dense"] {
            let now = |path: &str| hash(built_in_text(base, path).unwrap_or_else(|| panic!("{path}")));
            assert_eq!(finding(base, &kinds, now), [""; 0], "edited, and its built-in file is as it was");
            let found = finding(base, &kinds, |_| "0123456789abcdef".into());
            assert_eq!(found.len(), kinds.len(), "{found:#?}");
            for path in kinds {
                let begins =
                    format!("themes/mine/{path}: the built-in file has changed since this one was copied (`recto theme diff {path}`");
                assert!(found.iter().any(|said| said.starts_with(&begins)), "{path}: {found:#?}");
            }
        }
        // These replace nothing.
        assert_eq!(finding("default", &["css/tokens.css", "custom.css", "custom.js"], |_| "0".into()), [""; 0]);
    }

    #[test]
    fn a_file_whose_built_in_one_is_gone_is_told_with_the_near_one() {
        let found = finding("default", &["templates/cards.html", "templates/mine/own-part.html"], |_| "0".into());
        assert!(found[0].contains("not a file of the built-in theme any more (did you mean `templates/card.html`?"), "{found:?}");
        assert!(found[1].contains("(remove it, unless your templates name it"), "{found:?}");
    }

    #[test]
    fn damaged_notes_are_told_and_what_can_be_read_of_them_counts() {
        let file = |path: &str, text: &str| ThemeFile { path: path.into(), bytes: text.as_bytes().into() };
        for (notes, expected) in [
            ("broken", 1),
            ("\"templates/card.html\" = \"0123\"\n<<<<<<< HEAD\n", 2),
            ("\"templates/card.html\" = 7\n", 1),
            ("", 0),
            ("# nothing\n", 0),
            ("\"templates/deleted.html\" = \"0123\"\n", 0),
        ] {
            let found = check_stale("mine", "default", &[file(ORIGINALS, notes), file("templates/card.html", "mine")]);
            assert_eq!(found.len(), expected, "{notes}: {found:?}");
        }
        assert_eq!(check_stale("mine", "default", &[ThemeFile { path: ORIGINALS.into(), bytes: vec![0xff].into() }]).len(), 1);
    }
}
