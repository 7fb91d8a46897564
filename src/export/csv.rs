//! CSV: a card a row, its texts as Markdown. What `recto import` reads back is the same cards.
//!
//! Columns that no chosen card fills are left out. Cells that a spreadsheet would run as a formula get an apostrophe before them, which the
//! import takes off again.

use crate::Site;
use crate::model::{CardIx, SectionKind};
use crate::standalone_markdown::{CardMarkdown, question_type};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvOptions {
    /// Whether a byte order mark comes first, so that Excel recognises UTF-8.
    pub bom: bool,
    /// Between cells. Where the comma is the decimal separator, Excel expects a semicolon.
    pub separator: u8,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { bom: false, separator: b',' }
    }
}

/// The table's bytes.
pub fn csv(site: &Site, cards: &[CardIx], options: CsvOptions) -> Vec<u8> {
    let rows: Vec<Vec<(Column, String)>> = cards.iter().map(|ix| row(site, *ix)).collect();
    let mut columns: Vec<Column> = rows.iter().flatten().map(|(column, _)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut out = if options.bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = ::csv::WriterBuilder::new().delimiter(options.separator).terminator(::csv::Terminator::CRLF).from_writer(&mut out);
    let mut write = |cells: Vec<String>| {
        // Memory takes all that is written, and every row has the same columns.
        if let Err(error) = writer.write_record(cells) {
            panic!("a row cannot be written: {error}");
        }
    };
    write(columns.iter().map(|column| column.name()).collect());
    for row in rows {
        let cell = |column: &Column| row.iter().find(|(of, _)| of == column).map_or(String::new(), |(_, text)| inert(text));
        write(columns.iter().map(cell).collect());
    }
    drop(writer);
    out
}

/// What a column holds, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Id,
    Topic,
    Level,
    Kind,
    Type,
    Question,
    Prompt,
    /// From 1, as are the next two.
    Choice(usize),
    Right,
    Feedback(usize),
    Hint(usize),
    ShortAnswer,
    Answer,
    KeyPoints,
    Pitfalls,
    RedFlags,
    FollowUps,
    References,
    Minutes,
    Tags,
    Requires,
    Terms,
    Aliases,
    Updated,
}

impl Column {
    /// The first row's cell.
    fn name(self) -> String {
        let name = match self {
            Self::Choice(number) => return format!("choice {number}"),
            Self::Feedback(number) => return format!("feedback {number}"),
            Self::Hint(number) => return format!("hint {number}"),
            Self::Id => "id",
            Self::Topic => "topic",
            Self::Level => "level",
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Question => "question",
            Self::Prompt => "prompt",
            Self::Right => "right",
            Self::ShortAnswer => "short answer",
            Self::Answer => "answer",
            Self::KeyPoints => "key points",
            Self::Pitfalls => "pitfalls",
            Self::RedFlags => "red flags",
            Self::FollowUps => "follow-ups",
            Self::References => "references",
            Self::Minutes => "minutes",
            Self::Tags => "tags",
            Self::Requires => "requires",
            Self::Terms => "terms",
            Self::Aliases => "aliases",
            Self::Updated => "updated",
        };
        name.to_string()
    }
}

/// The filled cells of a card's row.
fn row(site: &Site, ix: CardIx) -> Vec<(Column, String)> {
    let (guide, card) = (&site.guide, site.guide.card(ix));
    let text = CardMarkdown::new(&super::of_files(site), ix);
    let list = |words: Vec<&str>| words.join("; ");
    let mut cells = vec![
        (Column::Id, card.id.clone()),
        (Column::Topic, guide.topic(card.topic).id.clone()),
        (Column::Level, card.level.map_or(String::new(), |ix| guide.level(ix).id.clone())),
        (Column::Kind, card.kind.map_or(String::new(), |ix| guide.kind(ix).id.clone())),
        (Column::Type, question_type(&card.question).to_string()),
        (Column::Question, text.question.clone()),
        (Column::Prompt, text.prompt.clone()),
        (Column::ShortAnswer, text.section(SectionKind::ShortAnswer)),
        (Column::Answer, text.section(SectionKind::Answer)),
        (Column::KeyPoints, text.section(SectionKind::KeyPoints)),
        (Column::Pitfalls, text.section(SectionKind::Pitfalls)),
        (Column::RedFlags, text.section(SectionKind::RedFlags)),
        (Column::FollowUps, text.section(SectionKind::FollowUps)),
        (Column::References, text.section(SectionKind::References)),
        (Column::Minutes, card.minutes.map_or(String::new(), |minutes| minutes.to_string())),
        (Column::Tags, list(card.tags.iter().map(|ix| &*guide.tag(*ix).name).collect())),
        (Column::Requires, list(card.requires.iter().map(|node| guide.id(*node)).collect())),
        (Column::Terms, list(card.terms.iter().map(String::as_str).collect())),
        (Column::Aliases, list(card.aliases.iter().map(String::as_str).collect())),
        (Column::Updated, card.updated.clone().unwrap_or_default()),
    ];
    cells.extend(text.sections_of(SectionKind::Hint).enumerate().map(|(i, hint)| (Column::Hint(i + 1), hint.to_string())));
    let numbered = || text.choices.iter().enumerate().map(|(i, choice)| (i + 1, choice));
    cells.extend(numbered().map(|(number, choice)| (Column::Choice(number), choice.text.clone())));
    cells.extend(numbered().map(|(number, choice)| (Column::Feedback(number), choice.feedback.clone())));
    let right = numbered().filter(|(_, choice)| choice.right).map(|(number, _)| number.to_string());
    cells.push((Column::Right, right.collect::<Vec<_>>().join(", ")));
    cells.retain(|(_, text)| !text.is_empty());
    cells
}

/// A cell that no spreadsheet takes for a formula. One that has apostrophes before such a character gets one more, so that nothing is lost when one
/// is taken off.
fn inert(text: &str) -> String {
    let runs = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if runs { format!("'{text}") } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for (cell, written) in [("=1+1", "'=1+1"), ("- a", "'- a"), ("@x", "'@x"), ("'=1", "''=1"), ("'tis", "'tis"), ("a=b", "a=b")] {
            assert_eq!(inert(cell), written);
        }
    }
}
