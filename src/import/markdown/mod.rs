//! Markdown files with questions, in the shapes that people write them.
//!
//! In: a file's text. Out: cards. Steps: cut into lines; the file's shape is chosen (`Q:` and `A:`, an Obsidian vault's separators, or
//! headings, lists and tables); each question's lines become a card (`body`).

mod bank;
mod body;
mod choices;
mod lines;
mod obsidian;
mod page;
mod qa;
mod tables;
mod words;

use super::{Bank, ForeignCard, ImportOptions};
use crate::diagnostic::Diagnostic;
use crate::source::{Location, SourceId, Span};
use crate::value::{self, Kind};
use lines::Line;
pub use obsidian::anki_deletions;

pub use page::Front;
use page::Page;

/// Reads a file's questions into the bank.
pub fn read(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    let front = front(text, source);
    let lines = lines::lines(text, front.start);
    let page = Page { path, source, text, lines, front };
    let before = bank.cards.len();
    if qa::is_form(&page) {
        qa::read(&page, bank);
    } else if obsidian::is_form(&page) {
        obsidian::read(&page, bank);
    } else {
        bank::read(&page, options, bank);
    }
    for card in &mut bank.cards[before..] {
        for tag in page.front.tags.iter().filter(|tag| !tag.starts_with("flashcard")) {
            if !card.tags.contains(tag) {
                card.tags.push(tag.clone());
            }
        }
    }
    if bank.cards.len() == before && !text.trim().is_empty() {
        let span = Span::new(front_end(&page), text.len());
        bank.not_imported(source, first_line(text, span), "no question was found in this file").help =
            Some("questions are headings, `Q:` and `A:` lines, list items that ask, or rows of a table".into());
    }
}

fn front_end(page: &Page<'_>) -> usize {
    page.front.start.min(page.text.len())
}

fn first_line(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let start = span.start as usize + (slice.len() - slice.trim_start().len());
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    Span::new(start, end)
}

impl Page<'_> {
    /// Gives a card its place and adds it.
    fn push(&self, mut card: ForeignCard, at: &Line<'_>, tags: &[String], bank: &mut Bank) {
        card.at = Some(Location { source: self.source, span: at.span });
        card.file = self.path.to_string();
        card.line = bank.sources.get(self.source).line_column(at.span.start as usize).line;
        for tag in tags {
            if !card.tags.contains(tag) {
                card.tags.push(tag.clone());
            }
        }
        bank.cards.push(card);
    }

    /// Reports lines that belong to no question; blank ones and links to a table of contents do not count.
    fn not_imported(&self, lines: &[Line<'_>], what: &str, bank: &mut Bank) {
        let says = |line: &&Line<'_>| !line.text.trim().is_empty() && !is_noise(&line.text);
        let (Some(first), Some(last)) = (lines.iter().find(says), lines.iter().rev().find(says)) else { return };
        bank.not_imported(self.source, Span { start: first.span.start, end: last.span.end }, what);
    }
}

/// Rules, tags that only arrange, and links back to the top.
fn is_noise(text: &str) -> bool {
    let text = text.trim();
    let rule = text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
    let lower = text.to_ascii_lowercase();
    let tag = ["<br", "<hr", "</", "<p", "<div", "<center", "<!--", "<a name", "<a id"].iter().any(|tag| lower.starts_with(tag))
        && lower.ends_with('>');
    rule || tag || is_back_link(text)
}

/// `**[⬆ Back to Top](#table-of-contents)**`, or the same in HTML.
fn is_back_link(text: &str) -> bool {
    if text.contains("href=\"#") || text.contains("href='#") {
        let mut pieces = text.split('<');
        let first = pieces.next().unwrap_or_default();
        let shown: String = std::iter::once(first).chain(pieces.map(|piece| piece.split_once('>').map_or("", |(_, text)| text))).collect();
        return shown.chars().count() < 40 && speaks_of_top(&shown);
    }
    let inner = text.trim().trim_matches(['*', '_', ' ', '|', '<', '>']);
    let Some((label, target)) = inner.strip_prefix('[').and_then(|rest| rest.split_once("](#")) else { return false };
    target.ends_with(')') && speaks_of_top(label)
}

fn speaks_of_top(label: &str) -> bool {
    let lower = label.to_lowercase();
    ["back to", "top", "⬆", "↥", "↑"].iter().any(|word| lower.contains(word))
}

/// Reads YAML or TOML front matter for what cards can carry. What it says beyond that belongs to the bank's own program.
fn front(text: &str, source: SourceId) -> Front {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - bare.len();
    let mut front = Front { start: offset, ..Front::default() };
    let mark = ["---", "+++"].into_iter().find(|mark| bare.lines().next().is_some_and(|line| line.trim_end() == *mark));
    let Some(mark) = mark else { return front };
    let Some(open) = bare.find('\n').map(|at| at + 1) else { return front };
    let Some(close) = closing(&bare[open..], mark) else { return front };
    let inner = &bare[open..open + close.0];
    front.start = offset + open + close.1;
    let (table, _): (_, Vec<Diagnostic>) = match mark {
        "---" if inner.contains(": ") || inner.trim_end().ends_with(':') || inner.contains(":\n") => value::parse_yaml(inner, 0, source),
        _ => value::parse_toml(inner, 0, source),
    };
    for key in ["tags", "tag", "keywords"] {
        let Some(entry) = table.get(key) else { continue };
        match &entry.value.kind {
            Kind::Str(text) => front
                .tags
                .extend(text.split([',', ' ']).map(|tag| tag.trim().trim_start_matches('#').to_string()).filter(|tag| !tag.is_empty())),
            Kind::List(list) => {
                let texts = list.iter().filter_map(|value| if let Kind::Str(text) = &value.kind { Some(text) } else { None });
                front.tags.extend(texts.map(|tag| tag.trim_start_matches('#').to_string()));
            }
            _ => {}
        }
    }
    for key in ["title", "name", "deck"] {
        if let Some(Kind::Str(text)) = table.get(key).map(|entry| &entry.value.kind) {
            front.title.get_or_insert_with(|| text.clone());
        }
    }
    front
}

/// Where the closing line stands: its start and the start of what follows it.
fn closing(text: &str, mark: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
