//! The source of a diagram, as far as Recto reads it itself: its title and description, and the place of what the renderer objects to.

use super::error::DiagramError;

/// What an author says about a diagram for those who do not see it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
}

/// Reads `accTitle: …`, `accDescr: …`, `accDescr { … }` and a front matter's `title: …`.
pub(super) fn metadata(source: &str) -> Metadata {
    let mut found = Metadata::default();
    let (mut front_matter, mut block): (bool, Option<Vec<&str>>) = (false, None);
    for (number, line) in source.lines().enumerate() {
        let trimmed = line.trim();
        if let Some(lines) = &mut block {
            lines.push(trimmed.trim_end_matches('}').trim());
            if trimmed.ends_with('}') {
                found.description = Some(lines.join(" ").trim().to_string());
                block = None;
            }
        } else if trimmed == "---" && (number == 0 || front_matter) {
            front_matter = !front_matter;
        } else if front_matter {
            found.title = found.title.or_else(|| value(trimmed, "title"));
        } else if let Some(value) = value(trimmed, "accTitle") {
            found.title = Some(value);
        } else if let Some(value) = value(trimmed, "accDescr") {
            found.description = Some(value);
        } else if let Some(start) = trimmed.strip_prefix("accDescr").and_then(|t| t.trim_start().strip_prefix('{')) {
            match start.split_once('}') {
                Some((text, _)) => found.description = Some(text.trim().to_string()),
                None => block = Some(vec![start.trim()]),
            }
        }
    }
    found
}

fn value(line: &str, key: &str) -> Option<String> {
    let value = line.strip_prefix(key)?.trim_start().strip_prefix(':')?.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_string())
}

/// The word that names the kind of diagram, and its line from 0.
pub(super) fn first_word(source: &str) -> Option<(usize, &str)> {
    let mut front_matter = false;
    for (number, line) in source.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed == "---" && (number == 0 || front_matter) {
            front_matter = !front_matter;
        } else if !(front_matter || trimmed.is_empty() || trimmed.starts_with("%%")) {
            return trimmed.split_whitespace().next().map(|word| (number, word));
        }
    }
    None
}

/// What the renderer says about a source that it can't read: its first line without the name of the parser, and the line of the source where
/// the byte `at` is, or else the one that it counts from 1 in its message.
pub(super) fn parse_error(message: &str, at: Option<usize>, source: &str) -> DiagramError {
    let first = message.lines().next().unwrap_or_default();
    let text = first.strip_prefix("Diagram parse error (").and_then(|rest| rest.split_once("): ")).map_or(first, |(_, text)| text);
    let placed = at.and_then(|at| source.get(..at)).map(|before| before.matches('\n').count());
    let counted = || {
        let after = text.split_once("line ")?.1;
        after.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok()?.checked_sub(1)
    };
    let line = placed.or_else(counted).filter(|line| *line < source.lines().count());
    DiagramError { message: text.trim_end_matches([':', '.']).to_string(), line }
}
