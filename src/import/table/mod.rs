//! Tables of questions: CSV, TSV, the export of Quizlet (`pairs`), and the rows that other readers pass on.
//!
//! In: rows of cells. Out: cards. `names` knows what columns are called, `header` finds what those of a table hold, `row` makes a card of each
//! row; two columns without names are front and back.

mod anki_text;
mod cell_text;
mod cells;
mod header;
mod names;
mod pairs;
mod records;
mod row;
mod row_choices;

use super::{Bank, ForeignCard, ImportOptions};
use crate::source::{Location, SourceId, Span};

use anki_text::Directives;
pub use cells::is_sound;
pub use header::{Header, TableColumns};
pub use names::{Columns, column_keys, is_column_key};
pub use row::card;

/// Reads a text of rows into the bank.
pub fn read(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (text, said) = separator_line(text);
    let (directives, text) = Directives::read(text);
    let offset = bank.sources.get(source).text.len() - text.len();
    let text = &text.to_string();
    let delimiter = said.or(directives.separator).unwrap_or_else(|| delimiter(path, text));
    let records = match records::read(text, delimiter) {
        Ok(records) => records,
        Err(error) => return bank.refuse_file(path, format!("not a table: {error}"), ""),
    };
    let mut rows: Vec<Row> = Vec::with_capacity(records.len());
    for record in records {
        if let Some(quote) = record.unclosed.map(|quote| quote + offset) {
            let message = "a quotation mark opens a cell here and is never closed; the line was read without it";
            let help = "close the cell with another one; a mark that belongs to the text is doubled, in a cell that is quoted: `\"a \"\"word\"\"\"`";
            bank.not_imported(source, Span::new(quote, quote + 1), message).help = Some(help.into());
        }
        let cells: Vec<String> = record.cells.iter().map(|cell| uncommented(cell)).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((Span::new(record.range.start + offset, record.range.end + offset), cells));
        }
    }
    cards(path, source, rows, &directives, options, bank);
}

/// `sep=;` on the first line, which Excel writes and reads: the text below it, and the separator.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_end().trim_matches('"');
    match said.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &said.as_bytes()[4..]) {
        Some([sign]) => (rest, Some(*sign)),
        // The line's own tab was trimmed.
        Some([]) if first.contains('\t') => (rest, Some(b'\t')),
        _ => (text, None),
    }
}

/// Reads a text of terms and definitions into the bank; `false` if the text is not one.
pub fn read_pairs(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) -> bool {
    let Some(pairs) = pairs::pairs(text.strip_prefix('\u{feff}').unwrap_or(text)) else { return false };
    let source = bank.add_source(path, text);
    let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rows = pairs.into_iter().map(|(span, pair)| (Span::new(span.start as usize + offset, span.end as usize + offset), pair.into()));
    cards(path, source, rows.collect(), &Directives::default(), options, bank);
    true
}

/// The card of a table that `recto export csv` wrote of one.
pub fn parse_exported_card(text: &str) -> Option<ForeignCard> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records().map_while(Result::ok).map(|record| record.iter().map(uncommented).collect::<Vec<String>>());
    let (names, row) = (rows.next()?, rows.next()?);
    let header = Header::new(&names, &Columns::default())?;
    card(&header, &names, &row).ok().map(|(card, _)| card)
}

/// Spreadsheets run what begins with these characters; exports put an apostrophe before them, and one more before apostrophes before them.
fn uncommented(cell: &str) -> String {
    let runs = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    cell.strip_prefix('\'').filter(|_| runs).unwrap_or(cell).to_string()
}

/// A row and its place.
type Row = (Span, Vec<String>);

/// Turns rows into cards; the first names the columns if one of them holds questions.
fn cards(path: &str, source: SourceId, mut rows: Vec<Row>, directives: &Directives, options: &ImportOptions, bank: &mut Bank) {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let said = directives.header(width, &options.columns).filter(|_| options.columns.named.is_empty());
    let is_said = said.is_some();
    let Some((mut header, named)) = said.map(|header| (header, false)).or_else(|| header(source, &rows, options, bank)) else { return };
    header.is_markdown |= directives.is_html();
    rows.iter_mut().for_each(|(_, cells)| directives.convert(cells, &header));
    header.assign_image_columns(rows[usize::from(named)..].iter().map(|(_, cells)| cells));
    let unnamed = || (0..header.roles.len()).map(|at| directives.columns.get(at).cloned().unwrap_or_default()).collect();
    let names = if named { rows[0].1.clone() } else { unnamed() };
    let rows = &rows[usize::from(named)..];
    header.find_tag_separator(rows.iter().map(|(_, cells)| cells));
    header.find_right_form(&names, rows.iter().map(|(_, cells)| cells));
    if named {
        header.find_surplus_columns(names.len(), rows.iter().map(|(_, cells)| cells));
    }
    let mut columns = TableColumns::new(path, &header, &names, rows.iter().map(|(_, cells)| cells));
    columns.first_row =
        rows.first().filter(|_| !named && !options.columns.no_header && !is_said).map(|(_, cells)| cells[0].trim().to_string());
    let merged = header.has_merged_topics(rows.iter().map(|(_, cells)| cells));
    // A row that says nothing but a topic names that of the rows below it that name none, and so does a merged cell.
    let mut topic: Option<String> = directives.deck.clone();
    for (span, row) in rows {
        if let Some(name) = header.topic_row(row) {
            topic = Some(name);
            continue;
        }
        match card(&header, &names, row) {
            Ok((mut card, notes)) => {
                if card.folder.is_empty() && card.id.is_none() {
                    card.folder.extend(topic.iter().flat_map(|name| name.split("::")).map(str::to_string));
                    let count = if merged { &mut columns.inherited_topics } else { &mut columns.missing_topics };
                    *count += usize::from(header.has_topics() && (merged || topic.is_none()));
                } else if merged {
                    topic = Some(card.folder.join("::"));
                }
                card.tags.extend(directives.tags.iter().cloned());
                let location = Location { source, span: *span };
                for note in notes {
                    bank.not_imported(source, *span, note);
                }
                card.at = Some(location);
                card.file = path.to_string();
                card.line = bank.line(source, span.start as usize);
                bank.cards.push(card);
            }
            Err(why) => drop(bank.not_imported(source, *span, why)),
        }
    }
    bank.tables.push(columns);
}

/// What the columns hold, and whether the first row names them. Where that cannot be determined, the table is refused with what to say.
fn header(source: SourceId, rows: &[Row], options: &ImportOptions, bank: &mut Bank) -> Option<(Header, bool)> {
    let columns = &options.columns;
    let (span, first) = rows.first()?;
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let pair = (2..=3).contains(&width) && columns.named.is_empty();
    if columns.no_header {
        let all: Vec<&Vec<String>> = rows.iter().map(|(_, cells)| cells).collect();
        let quiz = || Header::of_quiz(&all).filter(|_| columns.named.is_empty()).map(|(header, _)| header);
        let found =
            if pair { Some(Header::front_and_back(width)) } else { Header::new(&vec![String::new(); width], columns).or_else(quiz) };
        if found.is_none() {
            let help = "without a header columns have numbers: `--no-header --columns question=1,answer=2`";
            bank.refuse_at(source, *span, "no question column was specified", help);
        }
        return found.map(|header| (header, false));
    }
    if let Some(header) = Header::new(first, columns) {
        return Some((header, true));
    }
    let others: Vec<&Vec<String>> = rows[1..].iter().map(|(_, cells)| cells).collect();
    if pair && is_pair(rows) && !header::names_columns(first, &others, columns) {
        return Some((Header::front_and_back(width), false));
    }
    let all: Vec<&Vec<String>> = rows.iter().map(|(_, cells)| cells).collect();
    if let Some(found) = Header::of_quiz(&all).filter(|_| columns.named.is_empty()) {
        return Some(found);
    }
    let shown: Vec<String> = first.iter().map(|name| format!("`{}`", name.chars().take(40).collect::<String>())).collect();
    let message = match header::missing_column(first, columns) {
        Some(name) => format!("the table has no column `{name}`"),
        None => "no column is known to hold questions".into(),
    };
    let suggestion = header::suggested_columns(first, &others, columns);
    let near = header::missing_column(first, columns).and_then(|wanted| header::similar_name(wanted, first));
    let near = near.map(|name| format!("did you mean `{name}`? ")).unwrap_or_default();
    let help = format!("{near}say which: `{suggestion}` (the first row has {}); if that row is a card, `--no-header`", shown.join(", "));
    bank.refuse_at(source, *span, message, &help);
    None
}

/// Whether rows without names read as front and back: a first column of numbers is neither.
fn is_pair(rows: &[Row]) -> bool {
    let words = rows.iter().filter(|(_, cells)| cells[0].chars().any(char::is_alphabetic)).count();
    words * 4 > rows.len() * 3
}

/// The separator of cells: the one that most lines have alike.
fn delimiter(path: &str, text: &str) -> u8 {
    if path.to_ascii_lowercase().ends_with(".tsv") {
        return b'\t';
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let score = |sign: &char| {
        let with = lines.iter().filter(|line| line.contains(*sign)).count();
        let count = |line: &&str| line.matches(*sign).count();
        let first = lines.first().map_or(0, count);
        // Of two signs that all lines have, the one that divides all alike.
        let alike = lines.iter().filter(|line| count(line) == first).count();
        (with, if first > 0 { alike } else { 0 }, first.min(20))
    };
    ['\t', ',', ';', '|'].into_iter().max_by_key(|sign| (score(sign), *sign == '\t')).map_or(b',', |sign| sign as u8)
}

/// Rows of instructions before the names at most, and that of the names.
const MOST_HEAD: usize = 20;

/// Whether a row names columns of questions and answers.
fn row_names_columns(row: &[String], options: &ImportOptions) -> bool {
    Header::new(row, &options.columns).is_some_and(|header| header.has_answers())
}

/// Whether one of a sheet's first rows names its columns.
pub fn names_columns(rows: &[Vec<String>], options: &ImportOptions) -> bool {
    let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    filled.take(MOST_HEAD).any(|row| row_names_columns(row, options))
}

/// Rows of a spreadsheet, which has no lines of text: `line` counts rows from 1.
pub fn read_rows(path: &str, rows: Vec<Vec<String>>, options: &ImportOptions, bank: &mut Bank) {
    // A text of a line for each row gives findings their line.
    let shown: Vec<String> = rows.iter().map(|row| row.join(" | ").replace(['\n', '\r'], " ")).collect();
    let source = bank.add_source(path, &shown.join("\n"));
    let mut at = 0;
    let mut spanned = Vec::new();
    for (line, row) in shown.iter().zip(rows) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            spanned.push((Span::new(at, at + line.len()), row));
        }
        at += line.len() + 1;
    }
    // Templates of quiz makers have some lines of instructions before the names.
    let named = |(_, row): &Row| !options.columns.no_header && row_names_columns(row, options);
    let head = spanned.iter().take(MOST_HEAD).position(named).unwrap_or(0);
    cards(path, source, spanned.split_off(head), &Directives::default(), options, bank);
}
