//! A card of a file with several becomes a file of its own, beside that file and under its old id. What it shared with the others, the keys
//! at the top of the file, is written into it.

use std::collections::BTreeMap;

use recto::diagnostic::{self, Fix};
use recto::model::Moves;
use recto::parse::{self, CardDocument, Content, Spanned};
use recto::source::{Location, Span};
use recto::{Compiled, Input};

use super::plan::rules;
use crate::cli::Failure;

/// The guide with the card in `content/ID.md`, and all texts that differ.
pub fn extract(id: &str, path: &str, input: &Input, compiled: &Compiled) -> Result<(Input, BTreeMap<String, String>), Failure> {
    let sources = &compiled.sources;
    let refuse = |why: &str| Failure::Usage(format!("`{id}` cannot be taken out of {path}: {why}"));
    let source = sources.by_path(path).ok_or_else(|| refuse("the file is gone"))?;
    let document = parse::document(source, sources.get(source), &rules(compiled)).0;
    let Some(Content::Cards(cards)) = document.map(|document| document.content.as_ref().clone()) else {
        return Err(refuse("it holds no cards"));
    };
    let card = cards.iter().find(|card| card.id.0 == id).ok_or_else(|| refuse("it is not there"))?;
    if !card.body.notes.is_empty() {
        return Err(refuse("it refers to a footnote that stands in another card"));
    }
    let mut moves = Moves::default();
    let name = id.rsplit('/').next().unwrap_or(id);
    moves.files.insert(format!("{}#{name}", path.trim_start_matches("content/")), format!("{id}.md"));
    let mut fixes = recto::moves::edits(&moves, &compiled.guide, sources, &rules(compiled));
    let part = card.body.span;
    // Changes inside of the card go with it.
    let inside = |fix: &Fix| fix.at.source == source && part.contains(fix.at.span.start as usize);
    let own: Vec<Fix> = fixes.iter().filter(|fix| inside(fix)).cloned().collect();
    fixes.retain(|fix| !inside(fix));
    fixes.push(Fix { at: Location { source, span: part }, replacement: String::new() });
    fixes.sort();
    let changed = sources.iter().filter(|(number, _)| fixes.iter().any(|fix| fix.at.source == *number));
    let mut texts: BTreeMap<String, String> =
        changed.map(|(number, source)| (source.path.clone(), diagnostic::apply(&fixes, number, &source.text))).collect();
    texts.insert(format!("content/{id}.md"), alone(card, &sources.get(source).text, &own));
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
    let word = |key: &str, value: &Option<Spanned>| value.as_ref().map(|(value, _)| format!("{key}: {value}\n"));
    lines.extend(word("level", &meta.level));
    lines.extend(word("kind", &meta.kind));
    lines.extend(word("type", &meta.card_type));
    for (key, list) in [("tags", &meta.tags), ("requires", &meta.requires), ("terms", &meta.terms), ("aliases", &meta.aliases)] {
        let items: Vec<String> = list.iter().map(|(item, _)| quoted(item)).collect();
        lines.extend((!items.is_empty()).then(|| format!("{key}: [{}]\n", items.join(", "))));
    }
    lines.extend(meta.minutes.map(|minutes| format!("minutes: {minutes}\n")));
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
