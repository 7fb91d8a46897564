//! Placeholder text of a new file that was not replaced.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Body, Guide, Node};
use crate::source::{SourceId, Sources, Span};

/// Characters of a placeholder that a message repeats.
const MAX_QUOTED_CHARS: usize = 40;

/// Bodies in which each placeholder is looked for by itself.
const MAX_BODIES_ONE_BY_ONE: usize = 16;

/// What new files begin with and what has to be replaced.
pub struct Placeholders {
    pub texts: Vec<String>,
    /// The name of a new card's file, without its ending.
    pub name: String,
}

/// Finds the first place of each placeholder in each body, and cards whose file nobody named.
pub fn lint(guide: &Guide, sources: &Sources, template: &Placeholders) -> Vec<Diagnostic> {
    let placeholders: Vec<Vec<&str>> = template.texts.iter().map(|text| sentences(text)).collect();
    let bodies: Vec<&Body> = guide.nodes().filter_map(|node| guide.body(node)).collect();
    // All are looked for at once in many bodies, because most have none. What does that is dearer to make than a few bodies are to look through.
    let is_worth_it = bodies.len() > MAX_BODIES_ONE_BY_ONE;
    let any = is_worth_it.then(|| AhoCorasick::new(placeholders.iter().flatten()).ok()).flatten();
    let in_body = |body: &Body| -> Vec<Diagnostic> {
        let text = &sources.get(body.source).text[body.span.range()];
        if any.as_ref().is_some_and(|any| !any.is_match(text)) {
            return Vec::new();
        }
        let left = placeholders.iter().filter_map(|sentences| rest(text, sentences));
        left.map(|span| finding(body, span.shifted(body.span.start as usize), &text[span.range()])).collect()
    };
    let mut found: Vec<Diagnostic> = bodies.into_par_iter().flat_map_iter(in_body).collect();
    found.extend(unnamed(guide, sources, &template.name));
    found
}

/// One finding for each file that is not written yet: whatever else is advised about it will be different once it is.
pub fn silence_placeholder_cards(diagnostics: &mut Vec<Diagnostic>) {
    let mut fresh: BTreeMap<SourceId, usize> = BTreeMap::new();
    for found in diagnostics.iter().filter(|found| found.code == Code::PlaceholderText) {
        *fresh.entry(found.at.map_or(SourceId(u32::MAX), |at| at.source)).or_default() += 1;
    }
    let mut told: BTreeSet<SourceId> = BTreeSet::new();
    diagnostics.retain_mut(|found| {
        let Some(source) = found.at.map(|at| at.source) else { return true };
        let Some(count) = fresh.get(&source) else { return true };
        if found.code != Code::PlaceholderText {
            return matches!(found.code, Code::VanishedId | Code::VanishedCloze | Code::UnknownTag);
        }
        let first = told.insert(source);
        if first && *count > 1 {
            found.message = format!("{} (and {} more)", found.message, count - 1);
        }
        first
    });
}

/// A placeholder's sentences, each with its full stop.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").map(str::trim).collect()
}

/// What a text has of a placeholder: from the first of its sentences that are left to the last of those that follow on.
fn rest(text: &str, sentences: &[&str]) -> Option<Span> {
    let (first, start) = sentences.iter().enumerate().find_map(|(i, sentence)| Some((i, text.find(sentence)?)))?;
    let mut end = start + sentences[first].len();
    for sentence in &sentences[first + 1..] {
        match text[end..].strip_prefix(' ').filter(|next| next.starts_with(sentence)) {
            Some(_) => end += 1 + sentence.len(),
            None => break,
        }
    }
    Some(Span::new(start, end))
}

fn finding(body: &Body, span: Span, text: &str) -> Diagnostic {
    let cut = text.char_indices().nth(MAX_QUOTED_CHARS).map_or(text.to_string(), |(end, _)| format!("{}…", text[..end].trim_end()));
    Diagnostic::new(Code::PlaceholderText, body.source, span, format!("\"{cut}\" is still the text of the template"))
        .help("write over it, or remove it together with its heading")
}

/// Cards in a file that has the name of the template.
fn unnamed(guide: &Guide, sources: &Sources, name: &str) -> Vec<Diagnostic> {
    let own_file = |body: &Body| sources.get(body.source).path.ends_with(&format!("/{name}.md"));
    let nodes = guide.nodes().filter(|node| matches!(node, Node::Card(_)));
    let bodies = nodes.filter_map(|node| guide.body(node)).filter(|body| !name.is_empty() && own_file(body));
    let found = bodies.map(|body| {
        Diagnostic::new(Code::PlaceholderText, body.source, Span::default(), format!("the file still has the template's name, `{name}`"))
            .help("name it after its subject, as `phantom-read.md`: the name becomes the card's address and stays")
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_that_was_half_written_over_is_found() {
        let all = sentences("Say it first. Then how. And where it ends.");
        assert_eq!(all, ["Say it first.", "Then how.", "And where it ends."]);
        let left = |text: &str| rest(text, &all).map(|span| text[span.range()].to_string());
        assert_eq!(left("x Say it first. Then how. And where it ends.").as_deref(), Some("Say it first. Then how. And where it ends."));
        assert_eq!(left("Mine. Then how. And where it ends.").as_deref(), Some("Then how. And where it ends."));
        assert_eq!(left("Say it first. Mine. And where it ends.").as_deref(), Some("Say it first."));
        assert_eq!(left("All mine."), None);
    }
}
