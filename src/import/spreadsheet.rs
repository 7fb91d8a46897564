//! XLSX workbooks: each sheet is a table, and pictures belong to the cells at which they are.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Dimensions, Range, Reader, SheetVisible, StyleRange, Xlsx, open_workbook_from_rs};

use super::archive::Archive;
use super::drawings::{self, Pictures};
use super::{Bank, BankFile, ImportOptions, Media, number_format, table};
use crate::diagnostic::{Code, Diagnostic, plural};

/// Cells of a workbook at most.
const MAX_CELLS: usize = 5_000_000;

/// Adds the cards of a workbook's sheets to the bank.
pub fn read(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    let book = match Workbook::read(file, options) {
        Ok(book) => book,
        Err(why) => return bank.refuse_file(&file.path, why, "save the sheet as CSV"),
    };
    bank.diagnostics.extend(book.notes.into_iter().map(|note| Diagnostic::for_path(Code::NotImported, &*file.path, note)));
    bank.media.extend(book.media);
    let several = book.sheets.len() > 1;
    // Beside a sheet that names its columns, one that names none is something else: a list of pupils, a plan.
    let is_named = |rows: &[Vec<String>]| table::names_columns(rows, options);
    let any_named = options.sheets.is_empty() && !options.columns.no_header && book.sheets.iter().any(|(_, rows)| is_named(rows));
    for (name, rows) in book.sheets {
        if any_named && !is_named(&rows) {
            let note = format!("the sheet `{name}` has no question column in its header, unlike other sheets, and was not read");
            let shown = if name.contains(' ') { format!("\"{name}\"") } else { name };
            let help = format!("`--sheet {shown} --columns question=…,answer=…` reads it, if it belongs to the bank");
            bank.diagnostics.push(Diagnostic::for_path(Code::NotImported, &*file.path, note).help(help));
            continue;
        }
        let path = if several { format!("{} ({name})", file.path) } else { file.path.clone() };
        table::read_rows(&path, rows, options, bank);
    }
}

/// A sheet's name and its rows of cells.
type Sheet = (String, Vec<Vec<String>>);

/// What is read of a workbook.
#[derive(Default)]
struct Workbook {
    /// Every sheet that is shown, or asked for, and has cells.
    sheets: Vec<Sheet>,
    media: Vec<Media>,
    /// What was not read.
    notes: Vec<String>,
}

impl Workbook {
    /// Reads the sheets that the command line names, all where it names none.
    fn read(file: &BankFile, options: &ImportOptions) -> Result<Self, String> {
        let wanted = &options.sheets;
        // The archive's limits first: calamine has none.
        let mut archive = Archive::open(file.bytes.clone())?;
        for name in archive.names() {
            archive.read(&name)?;
        }
        let mut pictures = drawings::pictures(&mut archive)?;
        let mut book: Xlsx<_> =
            open_workbook_from_rs(Cursor::new(file.bytes.clone())).map_err(|error| format!("the workbook cannot be read: {error}"))?;
        let hidden = |sheet: &calamine::Sheet| (sheet.visible != SheetVisible::Visible).then(|| sheet.name.clone());
        let hidden: Vec<String> = book.sheets_metadata().iter().filter_map(hidden).collect();
        let mut read = Self::default();
        let mut cells = 0;
        for name in chosen(&book.sheet_names(), wanted)? {
            let range = book.worksheet_range(&name).map_err(|error| format!("the sheet `{name}` cannot be read: {error}"))?;
            cells += range.rows().len() * range.width();
            if cells > MAX_CELLS {
                return Err(format!("the workbook has more than {MAX_CELLS} cells"));
            }
            let shown = Shown { styles: book.worksheet_style(&name).unwrap_or_default(), since_1904: book.has_1904_epoch(), options };
            let mut rows = shown.rows(&range);
            let formulas = book.worksheet_formula(&name).unwrap_or_default();
            let empty = uncomputed(&formulas, &range);
            let filled = rows.iter().flatten().any(|cell| !cell.trim().is_empty());
            if hidden.contains(&name) && wanted.is_empty() {
                read.notes.extend(
                    filled.then(|| format!("the sheet `{name}` is hidden and was not read; `--sheet` reads it, if it belongs to the bank")),
                );
                continue;
            }
            if let Some(first) = empty.first() {
                let count = empty.len();
                read.notes.push(format!("the sheet `{name}` has {} without a stored value, the first in {first}; save the workbook in a spreadsheet program, which computes them", plural(count, "formula")));
            }
            if filled {
                merge(&mut rows, &book.merge_cells_by_sheet_name(&name).unwrap_or_default(), range.start().unwrap_or_default());
                read.place(&mut pictures, &name, &mut rows, range.start().unwrap_or_default(), &file.path);
                read.sheets.push((name, rows));
            }
        }
        read.take_media(&mut archive, &pictures, &file.path, wanted.is_empty())?;
        Ok(read)
    }

    /// Puts the pictures of a sheet into their cells. The first row names the columns.
    fn place(&mut self, pictures: &mut Pictures, sheet: &str, rows: &mut [Vec<String>], (top, left): (u32, u32), book: &str) {
        let book = book.rsplit('/').next().unwrap_or(book);
        for picture in pictures.placed.iter().filter(|picture| picture.sheet == sheet) {
            let place = picture.row.checked_sub(top).filter(|row| *row > 0).zip(picture.column.checked_sub(left));
            let Some((row, column)) = place.and_then(|(row, column)| Some((rows.get_mut(row as usize)?, column as usize))) else {
                pictures.others.insert(picture.part.clone());
                continue;
            };
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            let shown = format!("![{}](<{book}/{}>)", picture.text.replace(['[', ']'], ""), name(&picture.part));
            let cell = &mut row[column];
            *cell = if cell.trim().is_empty() { shown } else { format!("{}\n\n{shown}", cell.trim_end()) };
        }
    }

    /// The files of pictures that are shown; the others are reported.
    fn take_media(&mut self, archive: &mut Archive, pictures: &Pictures, book: &str, all: bool) -> Result<(), String> {
        let read = |sheet: &str| self.sheets.iter().any(|(name, _)| name == sheet);
        let shown: BTreeSet<&String> = pictures.placed.iter().filter(|picture| read(&picture.sheet)).map(|picture| &picture.part).collect();
        for part in shown.iter().filter(|part| !pictures.others.contains(**part)) {
            if let Some(bytes) = archive.read(part)? {
                self.media.push(Media { path: format!("{book}/{}", name(part)), bytes: bytes.into() });
            }
        }
        let others: Vec<&str> = pictures.others.iter().map(|part| name(part)).collect();
        if all && !others.is_empty() {
            let names = others.join(", ");
            self.notes.push(format!(
                "{} not anchored to a row of the table and left out: {names}; save them as files and name them in a column `image`",
                plural(others.len(), "picture")
            ));
        }
        Ok(())
    }
}

/// The file's name of an entry.
fn name(part: &str) -> &str {
    part.rsplit('/').next().unwrap_or(part)
}

/// The sheets that are asked for, by name or by number from 1; all where none is.
fn chosen(names: &[String], wanted: &[String]) -> Result<Vec<String>, String> {
    if wanted.is_empty() {
        return Ok(names.to_vec());
    }
    let find = |one: &String| {
        let by_name = names.iter().find(|name| name.trim().to_lowercase() == one.trim().to_lowercase());
        by_name.or_else(|| names.get(one.trim().parse::<usize>().ok()?.checked_sub(1)?)).cloned().ok_or_else(|| {
            let has = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            format!("the workbook has no sheet `{one}`; it has {has}")
        })
    };
    wanted.iter().map(find).collect()
}

/// The cells, as `B3`, whose formula has no value.
fn uncomputed(formulas: &Range<String>, values: &Range<Data>) -> Vec<String> {
    let Some((top, left)) = formulas.start() else { return Vec::new() };
    let place = |(row, column, formula): (usize, usize, &String)| {
        let (row, column) = (top + row as u32, left + column as u32);
        let missing = !formula.is_empty()
            && values
                .get_value((row, column))
                .is_none_or(|value| matches!(value, Data::Empty) || matches!(value, Data::String(text) if text.is_empty()));
        missing.then(|| format!("{}{}", letters(column), row + 1))
    };
    formulas.used_cells().filter_map(place).collect()
}

/// A column's letters, from 0.
fn letters(column: u32) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

/// Gives the value of cells that were merged to each row that they cover and that says something of its own.
fn merge(rows: &mut [Vec<String>], merged: &[Dimensions], (top, left): (u32, u32)) {
    let own: Vec<bool> = rows.iter().map(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
    for area in merged.iter().filter(|area| area.start.0 < area.end.0) {
        let (Some(first), Some(column)) = (area.start.0.checked_sub(top), area.start.1.checked_sub(left)) else { continue };
        let last = area.end.0.saturating_sub(top) as usize;
        let (first, column) = (first as usize, column as usize);
        let Some(value) = rows.get(first).and_then(|row| row.get(column)).cloned() else { continue };
        for (row, _) in rows.iter_mut().zip(&own).take(last + 1).skip(first + 1).filter(|(_, own)| **own) {
            if let Some(cell) = row.get_mut(column) {
                cell.clone_from(&value);
            }
        }
    }
}

/// How a sheet shows its values.
struct Shown<'a> {
    styles: StyleRange,
    since_1904: bool,
    options: &'a ImportOptions,
}

impl Shown<'_> {
    fn rows(&self, range: &Range<Data>) -> Vec<Vec<String>> {
        let (top, left) = range.start().unwrap_or_default();
        let row = |(row, cells): (u32, &[Data])| (left..).zip(cells).map(|(column, data)| self.cell(data, (row, column))).collect();
        (top..).zip(range.rows()).map(row).collect()
    }

    fn cell(&self, data: &Data, place: (u32, u32)) -> String {
        let format = self.styles.get(place).and_then(|style| style.number_format.as_ref()).map(|format| format.format_code.as_str());
        let (notation, truth) = (self.options.numbers, &self.options.true_false);
        match data {
            Data::Float(value) => number_format::number(*value, format.unwrap_or("General"), notation),
            Data::Int(value) => number_format::number(*value as f64, format.unwrap_or("General"), notation),
            Data::DateTime(moment) => number_format::date(moment.as_f64(), format, self.since_1904, notation),
            Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).replace('T', " "),
            Data::Bool(value) => if *value { &truth.yes } else { &truth.no }.clone(),
            Data::Error(_) => String::new(),
            data => data.to_string(),
        }
    }
}
