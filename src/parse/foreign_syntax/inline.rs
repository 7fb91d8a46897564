//! What other programs mean by signs within a line: gaps of Anki, comments and blocks of Obsidian, wiki text, BBCode, LaTeX, Pandoc.

use super::COMMENT;

/// Syntax of another program in a text.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: &'static str,
    pub(super) help: String,
}

/// Each of them has one of these.
const SIGNS: &[u8] = b"{%^[\\'";

/// The first in a text, by what is looked for first.
pub(super) fn find(text: &str) -> Option<Found> {
    if !text.bytes().any(|byte| SIGNS.contains(&byte)) {
        return None;
    }
    let finders = [anki_gap, obsidian_comment, obsidian_block, wiki_bold, bbcode, latex_command, pandoc];
    finders.iter().find_map(|find| find(text))
}

fn anki_gap(text: &str) -> Option<Found> {
    let start = text.find("{{c").filter(|open| text[open + 3..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with("::"))?;
    let end = text[start..].find("}}").map_or(text.len(), |end| start + end + 2);
    let words = text[start..end].trim_end_matches('}').split("::").nth(1).unwrap_or_default();
    let help = format!("write `=={words}==`, on a card with `type: cloze` in its front matter");
    Some(Found { start, end, what: "a gap of Anki", help })
}

fn obsidian_comment(text: &str) -> Option<Found> {
    let start = text.find(" %%").map(|at| at + 1)?;
    let inner = text[start + 2..].split_once("%%").map(|(inner, _)| inner).filter(|inner| !inner.is_empty())?;
    Some(Found { start, end: start + inner.len() + 4, what: "a comment of Obsidian", help: COMMENT.to_string() })
}

/// A link to a paragraph by its name: `[[card#^name]]`.
fn obsidian_block(text: &str) -> Option<Found> {
    let place = text.find("#^")?;
    let start = text[..place].rfind("[[")?;
    let end = place + text[place..].find("]]")? + 2;
    let is_link = !text[start + 2..end - 2].contains(['[', ']', '\n']);
    let help = "a link leads to a page or to a heading of it: `[[topic/card#heading]]`".to_string();
    is_link.then_some(Found { start, end, what: "a link to a block of Obsidian", help })
}

/// Three apostrophes.
const WIKI_SIGN: &str = "'''";

fn wiki_bold(text: &str) -> Option<Found> {
    let start = text.find(WIKI_SIGN)?;
    let (inner, _) = text[start + WIKI_SIGN.len()..].split_once(WIKI_SIGN)?;
    let is_text = inner.starts_with(char::is_alphanumeric) && !inner.ends_with(char::is_whitespace);
    let end = start + inner.len() + 2 * WIKI_SIGN.len();
    is_text.then(|| Found { start, end, what: "bold text of MediaWiki", help: format!("write `**{inner}**`") })
}

/// Tags of BBCode and what Markdown has for them.
const BBCODE: [(&str, &str); 9] = [
    ("b", "`**words**`"),
    ("i", "`*words*`"),
    ("u", "`<u>words</u>`"),
    ("s", "`~~words~~`"),
    ("url", "`[words](address)`"),
    ("img", "`![what it shows](file)`"),
    ("code", "code between backticks"),
    ("quote", "`> ` before each line"),
    ("list", "`- ` before each item"),
];

/// What is between two tags is not longer.
const MAX_BYTES: usize = 2_000;

fn bbcode(text: &str) -> Option<Found> {
    text.match_indices("[/").find_map(|(close, _)| {
        let name = &text[close + 2..close + 2 + text[close + 2..].find(']')?];
        let (_, help) = BBCODE.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(name))?;
        let opens = [format!("[{name}]"), format!("[{name}=")];
        let from = text.ceil_char_boundary(close.saturating_sub(MAX_BYTES));
        let start = from + opens.iter().filter_map(|open| text[from..close].rfind(open.as_str())).max()?;
        Some(Found { start, end: close + name.len() + 3, what: "BBCode", help: format!("write {help}") })
    })
}

/// Commands that format text, and what Markdown has for them.
const LATEX: [(&str, &str); 12] = [
    ("cite", "a link to the source"),
    ("emph", "`*words*`"),
    ("footnote", "`[^1]`, and `[^1]: words` below"),
    ("href", "`[words](address)`"),
    ("ref", "a link to the heading, `[words](#heading)`"),
    ("section", "a heading, `## words`"),
    ("subsection", "a heading, `### words`"),
    ("textbf", "`**words**`"),
    ("textit", "`*words*`"),
    ("texttt", "code between backticks"),
    ("underline", "`<u>words</u>`"),
    ("url", "`<address>`"),
];

fn latex_command(text: &str) -> Option<Found> {
    text.match_indices('\\').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let name = &rest[..rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len()];
        let (_, help) = LATEX.iter().find(|(known, _)| *known == name).filter(|_| rest[name.len()..].starts_with('{'))?;
        let end = start + 1 + rest.find('}')? + 1;
        Some(Found { start, end, what: "a command of LaTeX", help: format!("write {help}") })
    })
}

/// Notes and citations in brackets: `^[a note]`, `[@doe99, p. 3]`.
fn pandoc(text: &str) -> Option<Found> {
    let begins = |sign: &str| text.find(sign).filter(|at| text[at + sign.len()..].starts_with(char::is_alphabetic));
    let is_behind_words = |at: &usize| text[..*at].ends_with(|c: char| c.is_alphanumeric() || ".,;:!?)".contains(c));
    let (start, what, help) = if let Some(start) = begins("^[").filter(is_behind_words) {
        (start, "a note of Pandoc", "write `[^1]` here, and `[^1]: ` with its words in a paragraph below")
    } else {
        (begins("[@")?, "a citation of Pandoc", "write a link to the source, or `[^1]` and a footnote that names it")
    };
    let end = start + text[start..].find(']')? + 1;
    // `[@name]` is somebody.
    if text[start..].starts_with("[@") && !text[start..end].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(Found { start, end, what, help: help.to_string() })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn syntax_of_other_programs_is_told_from_text() {
        for (text, expected) in [
            ("a {{c1::b::c}} d", "{{c1::b::c}}"),
            ("a %%b%% c", "%%b%%"),
            ("see [[a#^b1]].", "[[a#^b1]]"),
            ("'''bold''' x", "'''bold'''"),
            ("a [URL=x]b[/URL] c", "[URL=x]b[/URL]"),
            ("a \\emph{b} c", "\\emph{b}"),
            ("a^[b c] d", "^[b c]"),
            ("a [@doe99, p. 3]", "[@doe99, p. 3]"),
        ] {
            assert_eq!(find(text).map(|found| &text[found.start..found.end]), Some(expected), "{text}");
        }
        for text in [
            "'''",
            "''' a",
            "it''s",
            "[/b]",
            "a[i] [/x]",
            "\\n{a}",
            "C:\\ref",
            "x^[2]",
            "[@]",
            "by [@name]",
            "#^",
            "a@b.org",
            "[^a] %%",
            "{{c}}",
        ] {
            assert!(find(text).is_none(), "{text}");
        }
    }
}
