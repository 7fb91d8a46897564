//! XLSX workbooks: each sheet is a table.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

use super::archive::Archive;
use super::{Bank, BankFile, ImportOptions, table};

/// Cells of a workbook at most.
const MAX_CELLS: usize = 5_000_000;

pub fn read(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    let rows = match sheets(file.bytes.clone()) {
        Ok(rows) => rows,
        Err(why) => return bank.refuse(&file.path, why, "save the sheet as CSV"),
    };
    let several = rows.len() > 1;
    for (name, rows) in rows {
        let path = if several { format!("{} ({name})", file.path) } else { file.path.clone() };
        table::read_rows(&path, rows, options, bank);
    }
}

/// A sheet's name and its rows of cells.
type Sheet = (String, Vec<Vec<String>>);

/// Every sheet that has cells.
fn sheets(bytes: Arc<[u8]>) -> Result<Vec<Sheet>, String> {
    // The archive's limits first: calamine has none.
    let mut archive = Archive::open(bytes.clone())?;
    for name in archive.names() {
        archive.read(&name)?;
    }
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| format!("the workbook cannot be read: {error}"))?;
    let mut sheets = Vec::new();
    let mut cells = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| format!("the sheet `{name}` cannot be read: {error}"))?;
        cells += range.rows().len() * range.width();
        if cells > MAX_CELLS {
            return Err(format!("the workbook has more than {MAX_CELLS} cells"));
        }
        let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(cell).collect()).collect();
        if rows.iter().flatten().any(|cell| !cell.trim().is_empty()) {
            sheets.push((name, rows));
        }
    }
    Ok(sheets)
}

/// A whole number has no decimals.
fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Error(_) => String::new(),
        data => data.to_string(),
    }
}
