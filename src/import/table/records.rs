//! A text of rows → their cells, as CSV quotes them (RFC 4180).
//!
//! A quotation mark that is never closed would make one cell of all rows below it: such a line is read as if the mark were not there, and told.

use std::borrow::Cow;
use std::ops::Range;

/// A row.
pub struct Record {
    /// In bytes of the text, without the end of its last line.
    pub range: Range<usize>,
    pub cells: Vec<String>,
    /// Where a quotation mark opens a cell and nothing closes it.
    pub unclosed: Option<usize>,
}

/// Reads all rows of a text.
///
/// # Errors
/// What no reader of CSV can read.
pub fn read(text: &str, delimiter: u8) -> Result<Vec<Record>, csv::Error> {
    let quoting = delimiter != b'\t' || text.contains("\t\"") || text.starts_with('"');
    let quotes = Quotes { mark: if quotes_singly(text, delimiter) { b'\'' } else { b'"' }, quoting };
    let text = &*blanks_into_quotes(text, delimiter, quotes);
    let mut records = Vec::new();
    let mut from = 0;
    while let Some(next) = read_from(text, from, delimiter, quotes, &mut records)? {
        from = next;
    }
    Ok(records)
}

/// The text as long as it is, blanks before an opening quotation mark behind it: `a, "b, c"` is `a," b, c"`, as readers of CSV want it.
fn blanks_into_quotes(text: &str, delimiter: u8, quotes: Quotes) -> Cow<'_, str> {
    let Quotes { mark, quoting } = quotes;
    let wanted = |sign: &str| text.contains(&format!("{sign} {}", char::from(mark)));
    if !quoting || !wanted(&char::from(delimiter).to_string()) && !wanted("\n") {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    let ends_cell = |at: usize| text.as_bytes().get(at).is_none_or(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
    let blanks = |at: usize| text[at..].bytes().take_while(|byte| *byte == b' ').count();
    let mut at = 0;
    while at < text.len() {
        let open = at + blanks(at);
        if let Some(close) = closing_mark(text, open, mark).filter(|close| ends_cell(close + 1 + blanks(close + 1))) {
            bytes[at..=open].rotate_right(1);
            at = close + 1;
        }
        at += text[at..].bytes().position(|byte| byte == delimiter || byte == b'\n').map_or(text.len() - at, |length| length + 1);
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Where the mark that stands at a place is closed; two together are one in the cell.
fn closing_mark(text: &str, open: usize, mark: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = Some(open + 1).filter(|_| bytes.get(open) == Some(&mark))?;
    loop {
        at += text[at..].find(char::from(mark))?;
        if bytes.get(at + 1) != Some(&mark) {
            return Some(at);
        }
        at += 2;
    }
}

/// How cells are quoted, if they are.
#[derive(Clone, Copy)]
struct Quotes {
    mark: u8,
    quoting: bool,
}

/// Whether `'…'` quotes the cells: several begin and end so, and none with the usual mark.
fn quotes_singly(text: &str, delimiter: u8) -> bool {
    let sign = char::from(delimiter);
    let count = |mark: char| {
        let opened = text.matches(&format!("{sign}{mark}")).count() + text.matches(&format!("\n{mark}")).count();
        let closed = text.matches(&format!("{mark}{sign}")).count() + text.matches(&format!("{mark}\n")).count();
        (opened, closed)
    };
    let ((opened, closed), (usual, _)) = (count('\''), count('"'));
    usual == 0 && opened >= 2 && closed >= 2 && opened.abs_diff(closed) * 4 <= opened
}

/// Reads rows from a place on, up to the end, or to the line after one with an open quotation mark.
fn read_from(text: &str, from: usize, delimiter: u8, quotes: Quotes, records: &mut Vec<Record>) -> Result<Option<usize>, csv::Error> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quotes.quoting)
        .quote(quotes.mark)
        .from_reader(&text.as_bytes()[from..]);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        let start = from + record.position().map_or(0, csv::Position::byte) as usize;
        let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        let end = from + reader.position().byte() as usize;
        let raw = text[start..end.clamp(start, text.len())].trim_end_matches(['\r', '\n']);
        let Some(quote) = unclosed(raw, delimiter, quotes.mark).filter(|_| quotes.quoting).map(|at| start + at) else {
            records.push(Record { range: start..start + raw.len(), cells: cells(&record), unclosed: None });
            continue;
        };
        let end = text[quote..].find(['\r', '\n']).map_or(text.len(), |at| quote + at);
        let mut line = Vec::new();
        read_from(&[&text[start..quote], &text[quote + 1..end]].concat(), 0, delimiter, quotes, &mut line)?;
        let cells = line.into_iter().flat_map(|record| record.cells).collect();
        records.push(Record { range: start..end, cells, unclosed: Some(quote) });
        return Ok(Some(end));
    }
    Ok(None)
}

fn cells(record: &csv::StringRecord) -> Vec<String> {
    record.iter().map(str::to_string).collect()
}

/// The quotation mark of a row that opens a cell over several lines which none closes, or one in the middle of words.
fn unclosed(raw: &str, delimiter: u8, mark: u8) -> Option<usize> {
    let sign = char::from(mark);
    let bytes = raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == mark {
            let open = at;
            at += 1;
            while let Some(length) = raw[at..].find(sign).map(|length| length + 1) {
                at += length;
                if bytes.get(at) != Some(&mark) {
                    break;
                }
                at += 1;
            }
            let closed = at > open + 1 && bytes[at - 1] == mark && raw[open..at].matches(sign).count().is_multiple_of(2);
            let behind = raw[at..].trim_start_matches(' ');
            let ends = behind.is_empty() || behind.as_bytes()[0] == delimiter || behind.starts_with(['\r', '\n']);
            if !closed || !ends && raw[open..at].contains('\n') {
                return Some(open);
            }
        }
        at += bytes[at..].iter().position(|byte| *byte == delimiter).map_or(bytes.len() - at, |length| length + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, Option<usize>)> {
        let records = read(text, b';').unwrap();
        records.into_iter().map(|record| (record.cells.join("|").replace('\n', "⏎"), record.unclosed)).collect()
    }

    fn rows(list: &[(&str, Option<usize>)]) -> Vec<(String, Option<usize>)> {
        list.iter().map(|(cells, quote)| (cells.to_string(), *quote)).collect()
    }

    #[test]
    fn an_open_quotation_mark_takes_no_other_row() {
        for (text, read) in [
            ("a;b\n\"c;d\ne;f", rows(&[("a|b", None), ("c|d", Some(4)), ("e|f", None)])),
            ("a;\"b\nc;d\n", rows(&[("a|b", Some(2)), ("c|d", None)])),
            ("\"a;b\n\"c;d\ne;f", rows(&[("a|b", Some(0)), ("c|d", Some(5)), ("e|f", None)])),
            ("\"a;b\nc;\"d, e\"\n", rows(&[("a|b", Some(0)), ("c|d, e", None)])),
            ("\"a;b\r\n\"\"\"c\"\"\";d", rows(&[("a|b", Some(0)), ("\"c\"|d", None)])),
            ("\"a\nb\";\"c\nd", rows(&[("a⏎b|c", Some(6)), ("d", None)])),
            ("a;b;\"", rows(&[("a|b|", Some(4))])),
        ] {
            assert_eq!(told(text), read, "{text}");
        }
    }

    #[test]
    fn blanks_may_stand_before_a_quotation_mark() {
        for (text, read) in [
            ("a; \"b; c\" ;d\n", rows(&[("a| b; c |d", None)])),
            ("a;  \"b \"\"x\"\"; c\"\r\n \"d;e\";f", rows(&[("a|  b \"x\"; c", None), (" d;e|f", None)])),
            // Words that begin with a quotation, and one that nothing closes.
            ("a; \"b\" is; \"c", rows(&[("a| \"b\" is| \"c", None)])),
            ("a; \"\";é; \"é;\"", rows(&[("a| |é| é;", None)])),
        ] {
            assert_eq!(told(text), read, "{text}");
        }
    }

    #[test]
    fn closed_ones_stay_as_they_are() {
        for (text, read) in [
            ("\"a\nb\";c\n\nd;\"\"\n", rows(&[("a⏎b|c", None), ("d|", None)])),
            ("\"a\n\"\"b\"\"\";c", rows(&[("a⏎\"b\"|c", None)])),
            ("\"a\nb\" ;c", rows(&[("a⏎b |c", None)])),
            ("a 5\" nail;b\nc;d\"", rows(&[("a 5\" nail|b", None), ("c|d\"", None)])),
            ("\"\"\"\";a", rows(&[("\"|a", None)])),
        ] {
            assert_eq!(told(text), read, "{text}");
        }
    }
}
