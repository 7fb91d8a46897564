//! The source of a diagram before the renderer sees it: what it would not understand.

use super::DiagramError;

/// Takes out `accTitle: …`, `accDescr: …`, `accDescr { … }` and a front matter's `title: …`; lines stay where they are.
pub(super) fn take_metadata(source: &str) -> (Option<String>, Option<String>, String) {
    let (mut title, mut description) = (None, None);
    let (mut front_matter, mut block): (bool, Option<Vec<&str>>) = (false, None);
    let mut rest = String::with_capacity(source.len());
    for (number, line) in source.lines().enumerate() {
        let trimmed = line.trim();
        if let Some(lines) = &mut block {
            lines.push(trimmed.trim_end_matches('}').trim());
            if trimmed.ends_with('}') {
                description = Some(lines.join(" ").trim().to_string());
                block = None;
            }
        } else if trimmed == "---" && (number == 0 || front_matter) {
            front_matter = !front_matter;
        } else if front_matter {
            title = title.or_else(|| value(trimmed, "title"));
        } else if let Some(value) = value(trimmed, "accTitle") {
            title = Some(value);
        } else if let Some(value) = value(trimmed, "accDescr") {
            description = Some(value);
        } else if let Some(start) = trimmed.strip_prefix("accDescr").and_then(|t| t.trim_start().strip_prefix('{')) {
            match start.split_once('}') {
                Some((text, _)) => description = Some(text.trim().to_string()),
                None => block = Some(vec![start.trim()]),
            }
        } else {
            rest.push_str(line);
        }
        rest.push('\n');
    }
    (title, description, rest)
}

fn value(line: &str, key: &str) -> Option<String> {
    let value = line.strip_prefix(key)?.trim_start().strip_prefix(':')?.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_string())
}

/// The statements of a sequence diagram that the renderer draws. It leaves out every other line without a word.
const STATEMENTS: &[&str] = &[
    "sequencediagram",
    "participant",
    "actor",
    "note",
    "alt",
    "else",
    "opt",
    "loop",
    "par",
    "and",
    "critical",
    "option",
    "break",
    "end",
    "activate",
    "deactivate",
    "autonumber",
    "box",
    "title",
];

pub(super) fn understood_sequence(source: &str) -> Result<(), DiagramError> {
    for (number, line) in source.lines().enumerate() {
        let statement = line.split("%%").next().unwrap_or("").trim();
        let word = statement.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or("").to_lowercase();
        let arrow = statement.split(':').next().unwrap_or("");
        let message = arrow.contains("->") || arrow.contains("-)");
        if !(statement.is_empty() || STATEMENTS.contains(&word.as_str()) || message) {
            return Err(DiagramError { message: format!("`{statement}` is not drawn"), line: Some(number) });
        }
    }
    Ok(())
}

/// `-)`, an asynchronous message, has an open arrow head, which the renderer does not draw: it gets the usual one.
pub(super) fn async_as_arrows(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines() {
        let (arrow, text) = line.find(':').map_or((line, ""), |colon| line.split_at(colon));
        out.push_str(&arrow.replace("-)", "->>"));
        out.push_str(text);
        out.push('\n');
    }
    out
}

/// `-->|"text"|`: the marks are there for the parser's sake, which draws them all the same.
pub(super) fn without_label_quotes(source: &str) -> String {
    source.replace("|\"", "|").replace("\"|", "|")
}
