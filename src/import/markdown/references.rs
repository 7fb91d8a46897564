//! Lines that say where something is from: labels with links, lists of links, `[Reference](https://…)`.

use super::contents::is_back_link;
use super::heuristics::{self, Label};
use super::lines::{Line, is_bold, item};
use crate::import::ForeignCard;

/// `🔗 **Source:** [a page](…)`: a label with nothing but links, wherever it is.
pub fn reference_in_answer(text: &str) -> Option<String> {
    let (label, rest) = heuristics::label(text, false)?;
    let names_place = !rest.is_empty() && !rest.contains(' ') && rest.contains(['.', '/']);
    (label == Label::References && (is_only_links(&rest) || names_place)).then_some(rest)
}

/// `**Read more**` before a list of links, with which the answer ends.
pub fn lists_references(lines: &[Line<'_>], at: usize) -> bool {
    let text = lines[at].text.as_ref();
    if !is_bold(text.trim().trim_end_matches(':'))
        || heuristics::label(text, true).is_none_or(|(label, rest)| label != Label::References || !rest.is_empty())
    {
        return false;
    }
    let mut below = lines[at + 1..].iter().filter(|line| !line.text.trim().is_empty() && !is_back_link(&line.text)).peekable();
    below.peek().is_some() && below.all(|line| !line.code && item(&line.text).is_some_and(|(text, ..)| is_linked(text)))
}

/// Whether a text begins with a link.
fn is_linked(text: &str) -> bool {
    end_of_link(text).is_some()
}

/// Whether a text is links and signs between them.
pub fn is_only_links(text: &str) -> bool {
    if is_back_link(text) {
        return false;
    }
    let text = text.trim().trim_start_matches(['*', '_']);
    let mut rest = text;
    while let Some(end) = end_of_link(rest) {
        rest = rest[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '<'));
    }
    is_linked(text.trim()) && rest.is_empty()
}

/// The label of a link that is all of a text.
pub fn label_of_link(text: &str) -> Option<&str> {
    let end = end_of_link(text)?;
    text[end..].chars().all(|c| c == ')').then(|| text.strip_prefix('[')?.split_once("](").map(|(label, _)| label))?
}

/// Moves the link that is all of a question to the card's references.
pub fn link_to_references(card: &mut ForeignCard) {
    let Some(label) = label_of_link(&card.question) else { return };
    let label = heuristics::title_text(label).0;
    let link = std::mem::replace(&mut card.question, label);
    if !link.ends_with("]()") {
        card.references.insert(0, link);
    }
}

/// Whether a link in a text has a label that ends like a question.
pub fn asks_in_link(text: &str) -> bool {
    let labels = text.match_indices("](").map(|(at, _)| text[..at].trim_end_matches(['*', '_', '`', ' ', '"', ')', '）', '”', '」']));
    labels.into_iter().any(|label| label.ends_with(['?', '？', '؟']))
}

/// Where the link ends with which a text begins.
fn end_of_link(text: &str) -> Option<usize> {
    if text.starts_with("http") {
        return Some(text.find(char::is_whitespace).unwrap_or(text.len()));
    }
    let (close, sign) = if text.starts_with("<http") { (0, '>') } else { (text.strip_prefix('[')?.find("](")? + 1, ')') };
    text[close..].find(sign).map(|at| close + at + 1)
}

/// A line without the marker of a list.
pub fn without_marker(text: &str) -> &str {
    item(text).map_or(text.trim(), |(inner, ..)| inner.trim())
}

/// `[Reference](https://…)` alone on its line, as quizzes have it under their choices.
pub fn is_reference(text: &str) -> bool {
    let text = without_marker(text).to_lowercase();
    let link =
        ["[reference", "[source", "[learn more", "[read more", "[documentation", "[link]"].iter().any(|start| text.starts_with(start));
    link && text.contains("](") && text.ends_with(')')
}
