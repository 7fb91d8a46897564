//! A card of a file with several becomes a file of its own, beside that file and under its old id. What it shared with the others, the keys
//! at the top of the file, is written into it.

use std::collections::BTreeMap;

use recto::diagnostic::{self, Fix};
use recto::model::{InterviewStage, Moves};
use recto::parse::{CardDocument, SpannedString};
use recto::source::{Location, Span};
use recto::{Compiled, Input};

use super::lookup::{card_in, in_all_languages, parse_options};
use crate::cli::Failure;

/// The guide with the card in `content/ID.md`, its translations beside it, and all texts that differ.
pub fn extract(id: &str, path: &str, input: &Input, compiled: &Compiled) -> Result<(Input, BTreeMap<String, String>), Failure> {
    let sources = &compiled.sources;
    let refuse = |why: &str| Failure::Usage(format!("`{id}` cannot be taken out of {path}: {why}"));
    let mut cards = Vec::new();
    let mut moves = Moves::default();
    let name = id.rsplit('/').next().unwrap_or(id);
    for (path, language) in in_all_languages(path, compiled) {
        moves.files.insert(format!("{}#{name}", path.trim_start_matches("content/")), format!("{id}{language}.md"));
        match card_in(&path, id, compiled) {
            Some((source, card)) => cards.push((source, card, language)),
            None if language.is_empty() => return Err(refuse("it is not there")),
            // It is not translated.
            None => {}
        }
    }
    if cards.iter().any(|(_, card, _)| !card.body.outside_footnotes.is_empty()) {
        return Err(refuse("it refers to a footnote that is in another card"));
    }
    let mut fixes = recto::moves::edits(&moves, &compiled.guide, sources, &parse_options(compiled));
    let mut files = BTreeMap::new();
    for (source, card, language) in &cards {
        let part = card.body.span;
        // Changes inside of the card go with it.
        let inside = |fix: &Fix| fix.at.source == *source && part.contains(fix.at.span.start as usize);
        let own: Vec<Fix> = fixes.iter().filter(|fix| inside(fix)).cloned().collect();
        fixes.retain(|fix| !inside(fix));
        fixes.push(Fix { at: Location { source: *source, span: part }, replacement: String::new() });
        files.insert(format!("content/{id}{language}.md"), alone(card, &sources.get(*source).text, &own));
    }
    fixes.sort();
    let changed = sources.iter().filter(|(number, _)| fixes.iter().any(|fix| fix.at.source == *number));
    let mut texts: BTreeMap<String, String> =
        changed.map(|(number, source)| (source.path.clone(), diagnostic::apply(&fixes, number, &source.text))).collect();
    texts.extend(files);
    let mut next = super::moved_input(input, &BTreeMap::new(), &texts);
    next.problems = input.problems.clone();
    Ok((next, texts))
}

/// The card's text as that of a file.
fn alone(card: &CardDocument, text: &str, fixes: &[Fix]) -> String {
    let mut shifted: Vec<Fix> = fixes.to_vec();
    let start = card.body.span.start;
    for fix in &mut shifted {
        fix.at.span = Span { start: fix.at.span.start - start, end: fix.at.span.end - start };
    }
    let heading = &text[card.heading.range()];
    let body =
        diagnostic::apply(&shifted, fixes.first().map_or(recto::source::SourceId(0), |fix| fix.at.source), &text[card.body.span.range()]);
    let question = heading.rfind("{#").map_or(heading, |block| heading[..block].trim_end());
    let body = body.replacen(heading, question, 1);
    format!("{}{}\n", front_matter(card), body.trim_end())
}

fn front_matter(card: &CardDocument) -> String {
    let meta = &card.meta;
    let mut lines = Vec::new();
    let word = |key: &str, value: &Option<SpannedString>| value.as_ref().map(|(value, _)| format!("{key}: {value}\n"));
    lines.extend(meta.original_hash.as_ref().map(|(hash, _)| format!("original: \"{hash}\"\n")));
    lines.extend(word("level", &meta.level));
    lines.extend(word("kind", &meta.kind));
    lines.extend(word("type", &meta.card_type));
    for (key, list) in [("tags", &meta.tags), ("requires", &meta.requires), ("terms", &meta.terms), ("aliases", &meta.aliases)] {
        let items: Vec<String> = list.iter().map(|(item, _)| quoted(item)).collect();
        lines.extend((!items.is_empty()).then(|| format!("{key}: [{}]\n", items.join(", "))));
    }
    lines.extend(meta.minutes.map(|minutes| format!("minutes: {minutes}\n")));
    lines.extend(meta.stages.as_ref().map(|stages| {
        let names: Vec<&str> = InterviewStage::ALL.iter().filter(|(_, stage)| stages.contains(stage)).map(|(name, _)| *name).collect();
        format!("stages: [{}]\n", names.join(", "))
    }));
    lines.extend(meta.updated.as_ref().map(|day| format!("updated: {day}\n")));
    lines.extend(meta.order.map(|order| format!("order: {order}\n")));
    lines.extend(meta.draft.then(|| "draft: true\n".to_string()));
    if lines.is_empty() { String::new() } else { format!("---\n{}---\n\n", lines.concat()) }
}

/// An item of a YAML list.
fn quoted(item: &str) -> String {
    let plain = item.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | ' ' | '.' | '+'))
        && item.starts_with(char::is_alphabetic);
    let reserved = ["true", "false", "null", "yes", "no", "on", "off"].contains(&item.to_lowercase().as_str());
    if plain && !reserved { item.to_string() } else { format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")) }
}
