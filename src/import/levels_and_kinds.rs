//! The levels and kinds that cards of a bank say they have → those of the guide, by id or by name in any of its languages.
//!
//! What the guide does not have becomes a tag, and a finding at the first card that says it names the others and what there is.

use std::collections::BTreeMap;

use super::{Bank, ForeignCard, ImportOptions, LevelOrKindNames, slug};
use crate::source::Span;

/// How many further places a message names.
const PLACES: usize = 5;

/// Puts the guide's ids in place of what the bank's cards say, and reports what the guide does not have.
pub fn bind(bank: &mut Bank, options: &ImportOptions) {
    one(bank, "level", &options.levels, |card| &mut card.level);
    one(bank, "kind", &options.kinds, |card| &mut card.kind);
}

fn one(bank: &mut Bank, noun: &str, known: &[LevelOrKindNames], field: fn(&mut ForeignCard) -> &mut Option<String>) {
    // By file and value: the cards that say it.
    let mut unknown: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (number, card) in bank.cards.iter_mut().enumerate() {
        let Some(said) = field(card).take() else { continue };
        let wanted = said.trim().to_lowercase();
        let is = |name: &String| name.to_lowercase() == wanted;
        let found = known.iter().find(|one| is(&one.id)).or_else(|| known.iter().find(|one| one.names.iter().any(is)));
        match found {
            Some(one) => *field(card) = Some(one.id.clone()),
            None if wanted.is_empty() => {}
            None => {
                card.tags.push(wanted.clone());
                unknown.entry((card.file.clone(), wanted)).or_default().push(number);
            }
        }
    }
    for ((_, value), cards) in unknown {
        let others = cards[1..].iter().map(|at| bank.cards[*at].line).filter(|line| *line > 0);
        let lines: Vec<String> = others.take(PLACES).map(|line| line.to_string()).collect();
        let rest = cards.len() - 1 - lines.len();
        let also = match (lines.len(), rest) {
            (0, 0) => String::new(),
            (0, _) => format!("; so {rest} more"),
            (_, 0) => format!("; so on line {}", lines.join(", ")),
            _ => format!("; so on line {} and {rest} more", lines.join(", ")),
        };
        let ids: Vec<String> = known.iter().map(shown).collect();
        let has = if ids.is_empty() { format!("the guide has no {noun}s") } else { format!("it has {}", ids.join(", ")) };
        let id = Some(slug(&value)).filter(|id| !id.is_empty()).unwrap_or_else(|| noun.to_string());
        let add =
            format!("`[[{noun}s]]` with `id = \"{id}\"` and `name = \"…\"` in book.toml adds one; it must list all of the guide's {noun}s");
        let message = format!("the guide has no {noun} `{value}`, which became a tag{also}");
        let mut diagnostic = bank.cards[cards[0]].finding(message);
        if let Some(at) = &mut diagnostic.at {
            at.span = cell(&bank.sources.get(at.source).text, at.span, &value);
        }
        bank.diagnostics.push(diagnostic.help(format!("{has}; {add}")));
        bank.level_or_kind_as_tag_count += 1;
    }
}

/// Where a card's text says a value, between characters that part cells; all of its text where that can't be told.
fn cell(text: &str, span: Span, value: &str) -> Span {
    let whole = &text[span.range()];
    let start = span.start as usize;
    let parts = |side: Option<char>| side.is_none_or(|c| matches!(c, ';' | ',' | '\t' | '|' | '"' | '\n' | '\r' | ':' | ' '));
    // Lower case may have other lengths; a value that has is not looked for.
    let found = whole.char_indices().map(|(at, _)| at).find(|at| {
        let end = at + value.len();
        whole.get(*at..end).is_some_and(|said| said.to_lowercase() == value)
            && parts(whole[..*at].chars().next_back())
            && parts(whole[end..].chars().next())
    });
    found.map_or(span, |at| Span::new(start + at, start + at + value.len()))
}

/// `hl` ("Higher level").
fn shown(one: &LevelOrKindNames) -> String {
    match one.names.first().filter(|name| name.to_lowercase() != one.id.to_lowercase()) {
        Some(name) => format!("`{}` ({name})", one.id),
        None => format!("`{}`", one.id),
    }
}
