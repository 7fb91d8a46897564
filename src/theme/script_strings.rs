//! The interface's words inside of scripts.
//!
//! In: scripts in which a string `"words:study"` stands for a table. Out: the same with the table `[js_study]` of `strings/LANG.toml` in its
//! place, a JSON object of texts. A script and its words are one file, with one name that changes when either does.

use std::collections::BTreeMap;

use super::assets::UnknownReference;
use super::{File, Strings};

/// What precedes the name of a table.
pub const TABLE_PREFIX: &str = "words:";

/// Puts the tables into every script. Names that are not tables stay, and are reported.
pub fn insert(files: &mut BTreeMap<String, File>, strings: &Strings) -> Vec<UnknownReference> {
    let mut unknown = Vec::new();
    for (path, file) in files.iter_mut().filter(|(path, _)| path.ends_with(".js")) {
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        if !text.contains(TABLE_PREFIX) {
            continue;
        }
        let filled =
            filled(text, strings, |table| unknown.push(UnknownReference { file: path.clone(), target: format!("{TABLE_PREFIX}{table}") }));
        file.bytes = filled.into_bytes().into();
    }
    unknown
}

fn filled(text: &str, strings: &Strings, mut unknown: impl FnMut(&str)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(TABLE_PREFIX) {
        let (before, after) = (&rest[..at], &rest[at + TABLE_PREFIX.len()..]);
        let name = &after[..after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len())];
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
        let closed = quote.is_some_and(|quote| !name.is_empty() && after[name.len()..].starts_with(quote));
        let table = closed.then(|| strings.tables().get(&format!("js_{name}"))).flatten();
        if closed && table.is_none() {
            unknown(name);
        }
        match table.and_then(|table| serde_json::to_string(table).ok()) {
            Some(json) => {
                out.push_str(&before[..before.len() - 1]);
                out.push_str(&json);
                rest = &after[name.len() + 1..];
            }
            None => {
                out.push_str(before);
                out.push_str(TABLE_PREFIX);
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(script: &str) -> (String, Vec<UnknownReference>) {
        let mut strings = Strings::new("en");
        strings.add(b"[js_study]\nagain = \"</script>\\\" \\u2028\"\n[card]\nhint = \"Hint\"\n");
        let file = File { bytes: script.as_bytes().into(), overlaid: false };
        let mut files = BTreeMap::from([("scripts/a.js".to_string(), file)]);
        let unknown = insert(&mut files, &strings);
        (String::from_utf8_lossy(&files["scripts/a.js"].bytes).into_owned(), unknown)
    }

    #[test]
    fn a_table_stands_where_a_script_names_it() {
        let table = "{\"again\":\"</script>\\\" \u{2028}\"}";
        assert_eq!(put("w({study:\"words:study\",s:'words:study'});").0, format!("w({{study:{table},s:{table}}});"));
    }

    #[test]
    fn what_is_no_name_of_a_table_stays() {
        for script in ["// words:study", "say('in words: three')", "'words:'", "'words:study\"", "words:"] {
            assert_eq!(put(script), (script.to_string(), Vec::new()));
        }
        let (text, unknown) = put("w('words:card')");
        assert_eq!(text, "w('words:card')");
        assert_eq!(unknown, [UnknownReference { file: "scripts/a.js".into(), target: "words:card".into() }]);
    }
}
