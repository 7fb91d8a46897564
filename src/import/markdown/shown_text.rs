//! Collected lines → a text as it is shown: code and broken lines stay what they are, rules and tags that only arrange go.

use super::lines::{dedented, item};

/// Lines as one text. Code by its indentation stays code, and where two spaces break a line it stays broken.
pub fn shown_lines(lines: &[String]) -> String {
    let says = |line: &&String| !line.trim().is_empty();
    let spaces = lines.iter().filter(says).map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let texts = || lines.iter().filter(says).map(|line| line.trim());
    let words: usize = texts().map(|text| text.split_whitespace().count()).sum();
    // Sentences that somebody indented are not code.
    let is_prose =
        || words > texts().count() * MOST_WORDS_OF_CODE || texts().any(|text| text.starts_with(['>', '<']) || item(text).is_some());
    let is_code = spaces >= CODE_INDENT && !is_prose();
    if is_code {
        let bare: Vec<&str> = lines.iter().map(|line| line.get(CODE_INDENT..).unwrap_or("").trim_end()).collect();
        return format!("```\n{}\n```", bare.join("\n").trim_matches('\n'));
    }
    let is_plain = |line: &str| {
        let text = line.trim();
        !text.is_empty() && !text.starts_with(['|', '<', '#', '`', '~']) && !text.ends_with(['\\', '|']) && item(text).is_none()
    };
    let mut code = false;
    let broken: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            let breaks = !code && line.ends_with("  ") && is_plain(line) && lines.get(at + 1).is_some_and(|next| is_plain(next));
            if breaks { format!("{}\\", line.trim_end()) } else { line.clone() }
        })
        .collect();
    dedented(&broken.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Lines of code have so many words each at most.
const MOST_WORDS_OF_CODE: usize = 5;

/// So far is code indented.
const CODE_INDENT: usize = 4;

/// Elements that only arrange what is in them.
const ARRANGING: [&str; 3] = ["div", "p", "center"];

/// Without `<div align="right">` and the like, where their tags stand alone on lines: a picture or a link to the top that is taken out leaves none of
/// them behind. What they hold stays.
pub fn without_arranging_tags(text: &str) -> String {
    let mut lines: Vec<Option<&str>> = text.lines().map(Some).collect();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut code = false;
    for i in 0..lines.len() {
        let line = lines[i].unwrap_or_default().trim();
        code ^= line.starts_with("```") || line.starts_with("~~~");
        let tag = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|inner| !code && !inner.contains(['<', '>']));
        let Some(tag) = tag else { continue };
        let name = |tag: &str| {
            ARRANGING.into_iter().find(|name| tag.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        };
        if let Some(closed) = tag.strip_prefix('/').and_then(name) {
            if let Some((_, at)) = open.pop_if(|(name, _)| *name == closed) {
                (lines[at], lines[i]) = (None, None);
            }
        } else if let Some(name) = name(tag) {
            open.push((name, i));
        }
    }
    // The end of a paragraph may be left out.
    open.iter().filter(|(name, _)| *name == "p").for_each(|(_, at)| lines[*at] = None);
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Without rules (`---`) and blank lines at the ends, which separate questions in banks.
pub fn without_rules(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let is_rule =
        |line: &str| matches!(line.trim(), "" | "---" | "***" | "___" | "* * *" | "- - -" | "===" | "<hr>" | "<hr/>" | "<br>" | "<br/>");
    while lines.last().is_some_and(|line| is_rule(line)) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| is_rule(line)).count();
    lines[start..].join("\n")
}
