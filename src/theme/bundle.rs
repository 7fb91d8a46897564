//! Puts scripts together that are wanted together: a reader waits for one file instead of seven, and gzip does better on it.
//!
//! In: the theme's files, the author's laid over the built-in ones. A script that has lines `'include:js/PART.js';`, or names of its own
//! (see `shorten`), is a bundle. Out: the bundle has the parts' text in the place of those lines, and the parts are no longer files of
//! their own. Where all scripts are built in, bundles are shortened.

use std::collections::BTreeMap;

use super::{File, shorten::shorten};

/// Puts every bundle together. A part that is missing leaves its line, which does nothing.
pub fn assemble(files: &mut BTreeMap<String, File>) {
    // Bundles know each other's short names, so that either all are shortened or none.
    let shortens = !files.iter().any(|(path, file)| path.starts_with("js/") && file.overlaid);
    let mut parts = Vec::new();
    let mut bundles = Vec::new();
    for (path, file) in files.iter().filter(|(path, _)| path.ends_with(".js")) {
        let Some(text) = text_of(file).filter(|text| text.contains("'include:") || text.contains("'own:")) else { continue };
        let mut whole = String::new();
        let mut overlaid = file.overlaid;
        for line in text.lines() {
            match included(line).and_then(|part| Some((part, files.get(part)?, text_of(files.get(part)?)?))) {
                Some((part, file, text)) => {
                    overlaid |= file.overlaid;
                    parts.push(part.to_string());
                    whole.push_str(text);
                }
                None => whole.push_str(line),
            }
            whole.push('\n');
        }
        let whole = if shortens { shorten(&whole) } else { whole };
        bundles.push((path.clone(), File { bytes: whole.into_bytes().into(), overlaid }));
    }
    files.extend(bundles);
    for part in parts {
        files.remove(&part);
    }
}

/// The path that a line includes.
fn included(line: &str) -> Option<&str> {
    line.trim().strip_prefix("'include:")?.strip_suffix("';")
}

fn text_of(file: &File) -> Option<&str> {
    std::str::from_utf8(&file.bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_their_bundle_and_nowhere_else() {
        let file = |text: &str| File { bytes: text.as_bytes().into(), overlaid: true };
        let mut files = BTreeMap::from([
            ("js/all.js".to_string(), file("'include:js/a.js';\n'include:js/none.js';\nlast();\n")),
            ("js/a.js".to_string(), file("first();\n")),
            ("js/c.js".to_string(), file("other();\n")),
        ]);
        assemble(&mut files);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["js/all.js", "js/c.js"]);
        assert_eq!(text_of(&files["js/all.js"]), Some("first();\n\n'include:js/none.js';\nlast();\n"));
    }

    #[test]
    fn an_authors_script_finds_every_name_of_the_built_in_ones() {
        let bundle = |overlaid| {
            let file = |text: &str, overlaid| File { bytes: text.as_bytes().into(), overlaid };
            let mut files = BTreeMap::from([
                ("js/all.js".to_string(), file("'own:weight';\nRecto.weight = 1;\n", false)),
                ("js/other.js".to_string(), file("use(Recto.weight);\n", overlaid)),
            ]);
            assemble(&mut files);
            text_of(&files["js/all.js"]).is_some_and(|text| text.contains("Recto.weight"))
        };
        assert_eq!([bundle(false), bundle(true)], [false, true]);
    }
}
