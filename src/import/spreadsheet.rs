//! XLSX workbooks: each sheet is a table.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Dimensions, Range, Reader, SheetVisible, Xlsx, open_workbook_from_rs};

use super::archive::Archive;
use super::{Bank, BankFile, ImportOptions, table};
use crate::diagnostic::{Code, Diagnostic};

/// Cells of a workbook at most.
const MAX_CELLS: usize = 5_000_000;

pub fn read(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    let (rows, notes) = match sheets(file.bytes.clone()) {
        Ok(read) => read,
        Err(why) => return bank.refuse(&file.path, why, "save the sheet as CSV"),
    };
    bank.diagnostics.extend(notes.into_iter().map(|note| Diagnostic::for_path(Code::NotImported, &*file.path, note)));
    let several = rows.len() > 1;
    for (name, rows) in rows {
        let path = if several { format!("{} ({name})", file.path) } else { file.path.clone() };
        table::read_rows(&path, rows, options, bank);
    }
}

/// A sheet's name and its rows of cells.
type Sheet = (String, Vec<Vec<String>>);

/// Every sheet that is shown and has cells, and what of the workbook was not read.
fn sheets(bytes: Arc<[u8]>) -> Result<(Vec<Sheet>, Vec<String>), String> {
    // The archive's limits first: calamine has none.
    let mut archive = Archive::open(bytes.clone())?;
    for name in archive.names() {
        archive.read(&name)?;
    }
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| format!("the workbook cannot be read: {error}"))?;
    let hidden = |sheet: &calamine::Sheet| (sheet.visible != SheetVisible::Visible).then(|| sheet.name.clone());
    let hidden: Vec<String> = book.sheets_metadata().iter().filter_map(hidden).collect();
    let (mut sheets, mut notes) = (Vec::new(), Vec::new());
    let mut cells = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| format!("the sheet `{name}` cannot be read: {error}"))?;
        cells += range.rows().len() * range.width();
        if cells > MAX_CELLS {
            return Err(format!("the workbook has more than {MAX_CELLS} cells"));
        }
        let mut rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(cell).collect()).collect();
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        let empty = uncomputed(&formulas, &range);
        let filled = rows.iter().flatten().any(|cell| !cell.trim().is_empty());
        if hidden.contains(&name) {
            notes.extend(
                filled.then(|| format!("the sheet `{name}` is hidden and was not read; show it in the workbook if it belongs to the bank")),
            );
            continue;
        }
        if let Some(first) = empty.first() {
            let count = empty.len();
            notes.push(format!("the sheet `{name}` has {count} formulas without a stored value, the first in {first}; save the workbook in a spreadsheet program, which computes them"));
        }
        if filled {
            merge(&mut rows, &book.merge_cells_by_sheet_name(&name).unwrap_or_default(), range.start().unwrap_or_default());
            sheets.push((name, rows));
        }
    }
    Ok((sheets, notes))
}

/// The cells, as `B3`, whose formula has no value.
fn uncomputed(formulas: &Range<String>, values: &Range<Data>) -> Vec<String> {
    let Some((top, left)) = formulas.start() else { return Vec::new() };
    let place = |(row, column, formula): (usize, usize, &String)| {
        let (row, column) = (top + row as u32, left + column as u32);
        let missing = !formula.is_empty()
            && values.get_value((row, column)).is_none_or(|value| cell(value).is_empty() && !matches!(value, Data::Error(_)));
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

/// A whole number has no decimals.
fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Error(_) => String::new(),
        data => data.to_string(),
    }
}
