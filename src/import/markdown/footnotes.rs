//! Footnotes, whose definitions stand far from the cards that refer to them: each card gets those of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Line, indent};
use crate::import::ForeignCard;

/// The definitions of a page, by label: the lines of each.
pub struct Footnotes<'a> {
    definitions: BTreeMap<String, Vec<Line<'a>>>,
}

impl<'a> Footnotes<'a> {
    /// Takes the definitions out of a page's lines.
    pub fn extract(lines: &mut Vec<Line<'a>>) -> Self {
        let mut definitions: BTreeMap<String, Vec<Line<'a>>> = BTreeMap::new();
        if !lines.iter().any(|line| label(line).is_some()) {
            return Self { definitions };
        }
        let mut rest = Vec::with_capacity(lines.len());
        let mut open: Option<String> = None;
        for line in std::mem::take(lines) {
            if let Some(name) = label(&line) {
                open = Some(name.to_string());
                definitions.entry(name.to_string()).or_default().push(line);
            } else if let Some(name) = open.as_ref().filter(|_| indent(&line.text) >= 2 && !line.text.trim().is_empty()) {
                definitions.entry(name.clone()).or_default().push(line);
            } else {
                open = None;
                rest.push(line);
            }
        }
        *lines = rest;
        Self { definitions }
    }

    /// Gives a card the definitions to which its texts refer.
    pub fn give(&self, card: &mut ForeignCard) {
        if self.definitions.is_empty() {
            return;
        }
        for lines in references(card).iter().filter_map(|name| self.definitions.get(name)) {
            let definition = lines.iter().map(|line| line.text.trim_end()).collect::<Vec<_>>().join("\n");
            let place = if card.answer.is_empty() { &mut card.prompt } else { &mut card.answer };
            let gap = if place.is_empty() { "" } else { "\n\n" };
            place.push_str(&format!("{gap}{definition}"));
        }
    }

    /// The definitions to which no card refers.
    pub fn unused(&self, cards: &mut [ForeignCard]) -> Vec<Line<'a>> {
        if self.definitions.is_empty() {
            return Vec::new();
        }
        let used: BTreeSet<String> = cards.iter_mut().flat_map(references).collect();
        self.definitions.iter().filter(|(name, _)| !used.contains(*name)).flat_map(|(_, lines)| lines.iter().cloned()).collect()
    }
}

/// The labels of footnotes in a card's texts.
fn references(card: &mut ForeignCard) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in card.texts() {
        names.extend(text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name.to_string()));
    }
    names
}

/// The label that a line defines: `[^1]: It is so.`
fn label<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    let (label, rest) = line.text.strip_prefix("[^").filter(|_| !line.code)?.split_once("]:")?;
    (!label.is_empty() && !label.contains([']', ' ', '^']) && !rest.trim().is_empty()).then_some(label)
}
