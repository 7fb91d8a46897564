//! Rows that are not a table: without the delimiter row below their header, with one of other characters or of another number of columns,
//! or with blank lines between them.

use super::{Diagnostic, File, Location, Outline, Span, covers, merge_overlapping};
use crate::diagnostic::{Code, plural};

/// What a word processor makes of hyphens, and what other formats have in their place.
const DASHES: [char; 5] = ['-', '–', '—', '−', '='];

/// The rows of a table, or of what may have been meant as one.
struct Rows {
    span: Span,
    columns: usize,
    is_table: bool,
}

/// Adds a finding for each of them.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let tables = merge_overlapping(outline.tables.clone());
    let paragraphs = outline.text_pieces.chunk_by(|a, b| a.block == b.block).filter_map(|pieces| {
        let span = Span { start: pieces.first()?.span.start, end: pieces.last()?.span.end };
        let may_be = file.text[span.range()].contains('|') && !covers(&tables, span.start as usize);
        may_be.then(|| lines(file.text, span).collect())
    });
    let paragraphs: Vec<Vec<Span>> = paragraphs.collect();
    diagnostics.extend(tables.iter().filter_map(|table| text_below(file, *table)));
    if paragraphs.is_empty() {
        return;
    }
    let groups = groups(file.text, &tables, &paragraphs);
    let told: Vec<Span> = groups.iter().flatten().filter(|rows| !rows.is_table).map(|rows| rows.span).collect();
    diagnostics.extend(groups.iter().filter_map(|group| divided(file, group)));
    let others = paragraphs.iter().filter(|rows| !covers(&told, rows[0].start as usize));
    diagnostics
        .extend(others.filter_map(|rows| outlined(file, rows).or_else(|| wrong_dashes(file, rows)).or_else(|| no_dashes(file, rows))));
}

/// Rows with nothing but blank lines between them: of each group but its first member the rows are cut off from what is above them.
fn groups(text: &str, tables: &[Span], paragraphs: &[Vec<Span>]) -> Vec<Vec<Rows>> {
    let table = |span: &Span| {
        let head = lines(text, *span).next()?;
        let end = span.start + text[span.range()].trim_end_matches(|c: char| c.is_whitespace() || c == '>').len() as u32;
        Some(Rows { span: Span { start: span.start, end }, columns: columns(&text[head.range()]), is_table: true })
    };
    let paragraph = |rows: &Vec<Span>| {
        let span = Span { start: rows.first()?.start, end: rows.last()?.end };
        let columns = equal_columns(text, rows, |row| row.starts_with('|') && row.ends_with('|'))?;
        Some(Rows { span, columns, is_table: false })
    };
    let mut all: Vec<Rows> = tables.iter().filter_map(table).chain(paragraphs.iter().filter_map(paragraph)).collect();
    all.sort_by_key(|rows| rows.span);
    let mut groups: Vec<Vec<Rows>> = Vec::new();
    for rows in all {
        // Several lines that no table precedes are a table of their own.
        let may_go_on = |last: &Rows| last.is_table || !text[rows.span.range()].contains('\n') || !text[last.span.range()].contains('\n');
        let belongs = |last: &Rows| {
            let gap = text.get(last.span.end as usize..rows.span.start as usize);
            let is_blank = gap.is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c == '>'));
            let in_same_block = indentation(text, last.span.start as usize) == indentation(text, rows.span.start as usize);
            !rows.is_table && rows.columns == last.columns && is_blank && in_same_block && may_go_on(last)
        };
        match groups.last_mut().filter(|group| group.last().is_some_and(belongs)) {
            Some(group) => group.push(rows),
            None => groups.push(vec![rows]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// A line without a bar that became the last row of a table, because no blank line is above it.
fn text_below(file: &File<'_>, table: Span) -> Option<Diagnostic> {
    let rows: Vec<Span> = lines(file.text, table).filter(|row| !row.is_empty()).collect();
    let text = |row: &Span| &file.text[row.range()];
    let first = rows.iter().position(|row| !text(row).contains('|')).filter(|first| *first > 1 && text(&rows[0]).starts_with('|'))?;
    // Of such rows in a table of words nobody knows where the table was to end.
    if rows[first..].iter().any(|row| text(row).contains('|')) {
        return None;
    }
    let begin = line_begin(file.text, rows[first].start as usize);
    let before = file.text[begin..rows[first].start as usize].trim_end();
    let blank = format!("{before}{}", newline(file.text, line_end(file.text, rows[first - 1].end as usize)));
    Some(
        Diagnostic::new(
            Code::MalformedMarkdown,
            file.id,
            rows[first],
            "this line is a row of the table above it, because there is no blank line between them",
        )
        .help("put a blank line above it")
        .fix(Location { source: file.id, span: Span::new(begin, begin) }, blank),
    )
}

fn divided(file: &File<'_>, group: &[Rows]) -> Option<Diagnostic> {
    let (first, second) = (group.first()?, group.get(1)?);
    let (rows, message) = match first.is_table {
        true => (second, "this row is not part of the table above it, because there is a blank line between them"),
        false => (first, "these rows are not a table, because there are blank lines between them"),
    };
    let at = lines(file.text, rows.span).next()?;
    let found = Diagnostic::new(Code::MalformedMarkdown, file.id, at, message).help("remove the blank lines");
    Some(group.windows(2).fold(found, |found, pair| {
        let (end, start) = (pair[0].span.end as usize, line_begin(file.text, pair[1].span.start as usize));
        let gap = Location { source: file.id, span: Span::new(end, start) };
        found.fix(gap, newline(file.text, line_end(file.text, end)))
    }))
}

/// A table whose lines are drawn: `+---+---+`.
fn outlined(file: &File<'_>, rows: &[Span]) -> Option<Diagnostic> {
    let first = &file.text[rows.first()?.range()];
    if !first.starts_with("+-") || !first.ends_with('+') || !first.chars().all(|c| "+-= ".contains(c)) {
        return None;
    }
    let message = "this is a table of reStructuredText or Pandoc, and is shown as it is written";
    Some(
        Diagnostic::new(Code::MalformedMarkdown, file.id, rows[0], message)
            .help("leave out the lines that begin with `+`, and write `| --- | --- |` below the header"),
    )
}

/// A second line that is not made of hyphens, or has other columns than the head above it.
fn wrong_dashes(file: &File<'_>, rows: &[Span]) -> Option<Diagnostic> {
    let text = |row: &Span| &file.text[row.range()];
    let number = 1 + rows.iter().skip(1).position(|row| is_dashes(text(row)))?;
    let head = columns(text(&rows[number - 1]));
    let dashes = rows[number];
    let written = cells(text(&dashes));
    let is_valid = |cell: &&str| {
        let inner = cell.trim().strip_prefix(':').unwrap_or(cell.trim());
        let inner = inner.strip_suffix(':').unwrap_or(inner);
        !inner.is_empty() && inner.bytes().all(|b| b == b'-')
    };
    let are_valid = written.iter().all(is_valid);
    if head.max(written.len()) < 2 || are_valid && written.len() == head {
        return None;
    }
    let row = delimiter_row(head, &written);
    let message = match are_valid {
        false => "this is not a table, because the line below its header is not made of hyphens, `-`".to_string(),
        true => format!("this is not a table, because its header has {} and its delimiter row {}", plural(head, "cell"), written.len()),
    };
    let found = Diagnostic::new(Code::MalformedMarkdown, file.id, dashes, message);
    // Where the rows agree with the delimiter row, a cell is missing from the header.
    if rows[number + 1..].iter().any(|row| columns(text(row)) != head) {
        return Some(found.help("give the header and the delimiter row as many cells as the rows have"));
    }
    Some(found.help(format!("write `{row}`")).fix(Location { source: file.id, span: dashes }, row))
}

/// Rows alone.
fn no_dashes(file: &File<'_>, rows: &[Span]) -> Option<Diagnostic> {
    let framed = equal_columns(file.text, rows, |row| row.starts_with('|'));
    // Without bars at their ends, alternatives and commands in a pipe look the same.
    let is_bare = |row: &str| row.contains(" | ") && !row.contains(['=', '`', '>', '→']);
    let bare = || equal_columns(file.text, rows, is_bare).filter(|columns| rows.len() > 2 || *columns > 2);
    let columns = framed.or_else(bare).filter(|_| rows.len() > 1)?;
    let row = delimiter_row(columns, &[]);
    let end = line_end(file.text, rows[0].end as usize);
    let before = &file.text[line_begin(file.text, rows[1].start as usize)..rows[1].start as usize];
    let below = format!("{}{before}{row}", newline(file.text, end));
    Some(
        Diagnostic::new(
            Code::MalformedMarkdown,
            file.id,
            rows[0],
            "this is not a table, because the delimiter row below its header is missing",
        )
        .help(format!("write `{row}` below it"))
        .fix(Location { source: file.id, span: Span::new(end, end) }, below),
    )
}

/// How many columns all rows have, if they have as many, several, and look as they must.
fn equal_columns(text: &str, rows: &[Span], is_row: impl Fn(&str) -> bool) -> Option<usize> {
    let wanted = columns(&text[rows.first()?.range()]);
    let are_rows = rows.iter().map(|row| &text[row.range()]).all(|row| is_row(row) && columns(row) == wanted);
    (are_rows && wanted > 1).then_some(wanted)
}

fn columns(row: &str) -> usize {
    cells(row).len()
}

/// The cells of a row, between bars that no backslash precedes.
fn cells(row: &str) -> Vec<&str> {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in inner.match_indices('|').filter(|(at, _)| !inner[..*at].ends_with('\\')) {
        cells.push(&inner[start..at]);
        start = at + 1;
    }
    cells.push(&inner[start..]);
    cells
}

/// Whether a line was meant to be the one below a table's head.
fn is_dashes(row: &str) -> bool {
    row.contains('|') && row.contains(DASHES) && row.chars().all(|c| "|:+ \t".contains(c) || DASHES.contains(&c))
}

/// `| --- | :-: |`, with the alignments that were written.
fn delimiter_row(columns: usize, written: &[&str]) -> String {
    let cell = |number: usize| {
        let cell = written.get(number).map_or("", |cell| cell.trim());
        match (cell.starts_with(':'), cell.len() > 1 && cell.ends_with(':')) {
            (true, true) => " :---: |",
            (true, false) => " :--- |",
            (false, true) => " ---: |",
            (false, false) => " --- |",
        }
    };
    let cells: String = (0..columns).map(cell).collect();
    format!("|{cells}")
}

/// The lines of a block without what precedes them, white space and the signs of quotes, and without white space at their ends.
pub(super) fn lines(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut at = block.start as usize;
    text[block.range()].split_inclusive('\n').map(move |line| {
        let start = if at == block.start as usize { 0 } else { line.len() - line.trim_start_matches([' ', '\t', '>']).len() };
        let written = line[start..].trim_end();
        let span = Span::new(at + start, at + start + written.len());
        at += line.len();
        span
    })
}

/// What precedes a row in its line.
fn indentation(text: &str, at: usize) -> &str {
    &text[line_begin(text, at)..at]
}

fn line_begin(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    if text[..end].ends_with('\r') { end - 1 } else { end }
}

/// The line end at a place.
fn newline(text: &str, at: usize) -> &'static str {
    if text[at..].starts_with('\r') { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_between_bars_that_no_backslash_precedes() {
        assert_eq!(cells("| a | b |"), [" a ", " b "]);
        assert_eq!(cells("a | b\\|c"), ["a ", " b\\|c"]);
        assert_eq!(cells("|a|"), ["a"]);
        assert_eq!(cells("| a \\|"), [" a \\|"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn dashes_of_all_kinds_are_known() {
        for row in ["| --- | --- |", "|–|–|", "| — | — |", "--+-- | --", "|===|===|", ":-: | -:"] {
            assert!(is_dashes(row), "{row}");
        }
        for row in ["---", "| a | - |", "||", "|  |"] {
            assert!(!is_dashes(row), "{row}");
        }
    }

    #[test]
    fn alignments_stay() {
        assert_eq!(delimiter_row(3, &[":-:", " -: "]), "| :---: | ---: | --- |");
    }
}
