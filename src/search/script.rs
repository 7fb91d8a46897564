//! How the files of an index are written: scripts that pass texts to `Recto.searchPart`.
//!
//! In: names and texts. Out: paths, scripts and JavaScript literals.

use crate::site::SitePath;

/// Where a shard is published.
pub fn path(name: &str) -> SitePath {
    SitePath::new(format!("search/{name}.js"))
}

/// The script of a shard. Its texts are JavaScript strings already. The shard's name, of which a part is the hash of its folder, is not in it, so
/// that a shard that did not change is the same file in another folder: who keeps the guide offline does not load it again.
pub fn script(texts: &[String]) -> Vec<u8> {
    format!("Recto.searchPart({})\n", texts.join(",")).into_bytes()
}

/// A text of forms or numbers as a JavaScript string; they have no control characters.
pub fn quoted(text: &str) -> String {
    literal(text, '"', |rest| matches!(rest, [b'\\' | b'"', ..]))
}

/// Running text as a JavaScript template literal, which needs the fewest escapes.
pub fn template_literal(text: &str) -> String {
    literal(text, '`', |rest| matches!(rest, [b'\\' | b'`', ..] | [b'$', b'{', ..]))
}

/// A text between two quotes, with a backslash before each place at which the text from there on needs one.
fn literal(text: &str, quote: char, needs_escape: impl Fn(&[u8]) -> bool) -> String {
    let mut literal = String::with_capacity(text.len() + text.len() / 32 + 2);
    literal.push(quote);
    let mut rest = text;
    while let Some(at) = (0..rest.len()).find(|at| needs_escape(&rest.as_bytes()[*at..])) {
        let (before, from) = rest.split_at(at);
        literal.push_str(before);
        literal.push('\\');
        // What needs an escape is ASCII.
        literal.push_str(&from[..1]);
        rest = &from[1..];
    }
    literal.push_str(rest);
    literal.push(quote);
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_escape_what_would_end_or_change_them() {
        assert_eq!(quoted(r#"a"b\c`${d}"#), r#""a\"b\\c`${d}""#);
        assert_eq!(template_literal("a`b\\c ${d} $e $"), "`a\\`b\\\\c \\${d} $e $`");
        assert_eq!(template_literal("ключ 🗝\t"), "`ключ 🗝\t`");
        assert_eq!(template_literal(""), "``");
    }

    #[test]
    fn a_script_hands_over_its_texts_and_is_named_by_where_it_lies() {
        assert_eq!(path("1f/d0").as_str(), "search/1f/d0.js");
        assert_eq!(script(&[quoted("Ab"), template_literal("c")]), b"Recto.searchPart(\"Ab\",`c`)\n");
        assert_eq!(script(&[]), b"Recto.searchPart()\n");
    }
}
