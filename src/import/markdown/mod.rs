//! Markdown files with questions, in the shapes that people write them.
//!
//! In: a file's text. Out: cards. Steps: cut into lines; the file's shape is chosen (`Q:` and `A:`, RemNote's or an Obsidian vault's separators, or
//! headings, lists and tables); each question's lines become a card (`body`).

mod answer_key;
mod asking;
mod bank;
mod body;
mod card_parts;
mod choice_lists;
mod choices;
mod comments;
mod containers;
mod contents;
mod details;
mod footnotes;
mod glossary;
mod heading_tree;
mod heuristics;
mod label_names;
mod labels;
mod lines;
mod named_parts;
mod obsidian;
mod one_line_forms;
mod page;
mod paragraph_quiz;
mod part_titles;
mod qa;
mod question_items;
mod references;
mod remnote;
mod shown_text;
mod tables;
mod tagged;
mod whole_file;

use super::front_matter_block::{self, FrontMatterBlock};
use super::{Bank, ImportOptions, detect, slug};
use crate::source::{SourceId, Span};
use crate::value::{self, Kind};

use footnotes::Footnotes;
pub use page::FrontMatter;
use page::Page;

pub use obsidian::marks_flashcards;
pub use whole_file::{is_question_in_name, is_titled_by_a_question};

/// Reads a file's questions into the bank.
pub fn read(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) {
    bank.markdown_file_count += 1;
    let source = bank.add_source(path, text);
    let front_matter = front_matter(text, source);
    let lines = lines::lines(text, front_matter.start);
    let mut page = Page { path, source, text, lines, front_matter };
    page.cut_footer(bank);
    page.leave_out_remarks();
    let footnotes = Footnotes::extract(&mut page.lines);
    let (before, found) = (bank.cards.len(), bank.diagnostics.len());
    let beside_questions = bank.question_folders.contains(&detect::folder(path)) && !is_of_repository(path);
    if beside_questions && whole_file::is_named_by_its_question(&page) && whole_file::read_as_one(&page, bank) {
        // All of it is the answer.
    } else if named_parts::is_format(&page) {
        named_parts::read(&page, bank);
    } else if paragraph_quiz::is_format(&page) && !obsidian::is_marked(&page) {
        paragraph_quiz::read(&page, bank);
    } else if qa::is_format(&page) && !obsidian::is_marked(&page) {
        qa::read(&page, options, bank);
    } else if remnote::is_format(&page) {
        remnote::read(&page, bank);
    } else if obsidian::is_format(&page, bank.is_vault) {
        obsidian::read(&page, options, bank);
        if bank.cards.len() == before && bank::has_questions(&page, options) {
            // Marked as flashcards, which headings are.
            bank.diagnostics.truncate(found);
            let (lines, decks) = obsidian::without_decks(&page.lines);
            bank::read(&Page { lines, front_matter: page.front_matter.clone(), ..page }, options, bank);
            bank.cards[before..].iter_mut().for_each(|card| card.tags.extend(decks.clone()));
        }
    } else if bank.is_vault && !bank::has_questions(&page, options) {
        let span = Span::new(front_end(&page), text.len());
        bank.not_imported(source, first_line(text, span), "this note contains no flashcards");
        return;
    } else if glossary::is_format(&page) && !bank::begins_question(&page, options) {
        glossary::read(&page, bank);
    } else {
        bank::read(&page, options, bank);
    }
    if bank.cards.len() == before && beside_questions && whole_file::read_as_one(&page, bank) {
        // What the readers above found no place for is in the card.
        bank.diagnostics.truncate(found);
    }
    let unused = footnotes.unused(&mut bank.cards[before..]);
    page.not_imported(&unused, "no question refers to this footnote", bank);
    for card in &mut bank.cards[before..] {
        footnotes.give(card);
        for tag in page.front_matter.tags.iter().flat_map(|tag| decks(tag)) {
            if !card.tags.contains(&tag) {
                card.tags.push(tag);
            }
        }
    }
    if bank.cards.len() == before && !text.trim().is_empty() {
        let span = Span::new(front_end(&page), text.len());
        bank.not_imported(source, first_line(text, span), "no question was found in this file").help =
            Some("questions are headings, `Q:` and `A:` lines, list items that ask, or rows of a table".into());
    }
}

/// What a tag says of a card: `flashcards/sql` names a deck, `flashcards` alone nothing.
fn decks(tag: &str) -> Vec<String> {
    match tag.strip_prefix("flashcard") {
        Some(deck) => deck.split('/').skip(1).map(slug).filter(|deck| !deck.is_empty()).collect(),
        None => vec![tag.to_string()],
    }
}

/// Whether a file is about the folder or repository in which it lies.
fn is_of_repository(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    ["readme", "index", "contributing", "changelog", "license", "code_of_conduct", "security", "summary"]
        .iter()
        .any(|of| name.starts_with(of))
}

fn front_end(page: &Page<'_>) -> usize {
    page.front_matter.start.min(page.text.len())
}

fn first_line(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let start = span.start as usize + (slice.len() - slice.trim_start().len());
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    Span::new(start, end)
}

/// Reads YAML or TOML front matter for what cards can carry. What it says beyond that belongs to the bank's own program.
fn front_matter(text: &str, source: SourceId) -> FrontMatter {
    let (block, start) = front_matter_block::split(text);
    let mut front_matter = FrontMatter { start, ..FrontMatter::default() };
    let Some(FrontMatterBlock { is_toml, text: inner }) = block else { return front_matter };
    let is_yaml = !is_toml && (inner.contains(": ") || inner.trim_end().ends_with(':') || inner.contains(":\n"));
    let (table, _) = if is_yaml { value::parse_yaml(inner, 0, source) } else { value::parse_toml(inner, 0, source) };
    for key in ["tags", "tag", "keywords"] {
        let Some(entry) = table.get(key) else { continue };
        match &entry.value.kind {
            Kind::Str(text) => front_matter
                .tags
                .extend(text.split([',', ' ']).map(|tag| tag.trim().trim_start_matches('#').to_string()).filter(|tag| !tag.is_empty())),
            Kind::List(list) => {
                let texts = list.iter().filter_map(|value| if let Kind::Str(text) = &value.kind { Some(text) } else { None });
                front_matter.tags.extend(texts.map(|tag| tag.trim_start_matches('#').to_string()));
            }
            _ => {}
        }
    }
    for key in ["title", "name", "deck"] {
        if let Some(Kind::Str(text)) = table.get(key).map(|entry| &entry.value.kind) {
            front_matter.title.get_or_insert_with(|| text.clone());
        }
    }
    front_matter
}
