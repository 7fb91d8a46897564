//! Stylesheets that are loaded together are published as one: a reader waits for two files instead of ten.
//!
//! In: the theme's files, the author's overlaid on the built-in ones. A stylesheet brings others in as CSS does, by `@import "../css/base.css";` or
//! `@import "../css/print.css" print;`. Out: their text replaces those lines, with what they refer to named from where they
//! are now, and what was brought in is not a file of its own any more. An `@import` of another address stays.

use std::collections::{BTreeMap, BTreeSet};

use super::File;
use super::assets::{find_in_stylesheet, resolve};

/// Puts every stylesheet together.
pub fn assemble(files: &mut BTreeMap<String, File>) {
    let mut parts = BTreeSet::new();
    let whole: Vec<(String, File)> = files
        .iter()
        .filter(|(path, file)| path.ends_with(".css") && text_of(file).is_some_and(|text| text.contains("@import")))
        .map(|(path, file)| {
            let mut open = vec![path.as_str()];
            let text = with_imports(path, path, files, &mut open, &mut parts);
            (path.clone(), File { bytes: text.into_bytes().into(), overlaid: file.overlaid })
        })
        .collect();
    files.extend(whole);
    for part in parts {
        files.remove(&part);
    }
}

/// A stylesheet's text as it reads in `place`. `open` are the files that are being read, so that a circle ends.
fn with_imports<'a>(
    path: &'a str,
    place: &str,
    files: &'a BTreeMap<String, File>,
    open: &mut Vec<&'a str>,
    parts: &mut BTreeSet<String>,
) -> String {
    let text = files.get(path).and_then(text_of).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let part = imported(line).and_then(|(url, media)| Some((files.get_key_value(resolve(path, url)?.as_str())?.0.as_str(), media)));
        match part {
            Some((part, media)) if !open.contains(&part) => {
                parts.insert(part.to_string());
                open.push(part);
                let inner = with_imports(part, place, files, open, parts);
                open.pop();
                if media.is_empty() {
                    out.push_str(&inner);
                } else {
                    out.push_str(&format!("@media {media} {{\n{inner}}}\n"));
                }
            }
            _ => out.push_str(&rebased(line, path, place)),
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// The address and the media of a line that is an `@import` and nothing else.
fn imported(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim().strip_prefix("@import")?.trim_start().strip_suffix(';')?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (url, media) = rest[1..].split_once(quote)?;
    Some((url, media.trim()))
}

/// A line of the file `from` with its addresses as they read in the file `to`.
fn rebased(line: &str, from: &str, to: &str) -> String {
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_string());
    if folder(from) == folder(to) {
        return line.to_string();
    }
    let mut out = String::with_capacity(line.len());
    let mut done = 0;
    for reference in find_in_stylesheet(from, line) {
        out.push_str(&line[done..reference.at.start]);
        out.push_str(&"../".repeat(to.matches('/').count()));
        out.push_str(&reference.target);
        done = reference.at.end;
    }
    out.push_str(&line[done..]);
    out
}

fn text_of(file: &File) -> Option<&str> {
    std::str::from_utf8(&file.bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assembled(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        let mut files =
            files.iter().map(|(path, text)| (path.to_string(), File { bytes: text.as_bytes().into(), overlaid: true })).collect();
        assemble(&mut files);
        files.into_iter().map(|(path, file)| (path, String::from_utf8_lossy(&file.bytes).into_owned())).collect()
    }

    #[test]
    fn what_a_stylesheet_imports_stands_in_it_and_is_no_file_of_its_own() {
        let files = assembled(&[
            ("styles/page.css", "@import \"../css/a.css\";\n@import '../css/print.css' print;\nlast{}"),
            ("css/a.css", "a{b:url(../icons/x.svg)}\n@import \"deep/b.css\";\n"),
            ("css/deep/b.css", "b{c:url(\"y.svg\");d:url(#e)}"),
            ("css/print.css", "p{}\n"),
            ("css/other.css", "o{}"),
        ]);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["css/other.css", "styles/page.css"]);
        assert_eq!(
            files["styles/page.css"],
            "a{b:url(../icons/x.svg)}\nb{c:url(\"../css/deep/y.svg\");d:url(#e)}\n@media print {\np{}\n}\nlast{}\n"
        );
    }

    #[test]
    fn circles_end_and_other_addresses_stay() {
        let text = "@import \"https://example.org/a.css\";\n@import \"none.css\";\n@import url(b.css);\na{}\n";
        assert_eq!(assembled(&[("css/a.css", text)])["css/a.css"], text);
        let circle = assembled(&[("css/a.css", "@import 'b.css';\n"), ("css/b.css", "@import 'a.css';\nb{}\n")]);
        assert!(circle.values().all(|text| text.contains("b{}")), "{circle:?}");
    }
}
