//! XLSX and XLSM, through calamine, cell by cell: a sheet with one cell in each far corner costs two cells.

use super::{Form, ReadError, Table, WorkbookKind, inflate, values};
use calamine::{Reader, SheetType, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<(Table, Form), ReadError> {
    inflate::checked(bytes)?;
    // What the reader trips over is a damaged file, not a crash.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes, wanted))).unwrap_or(Err(ReadError::Damaged))
}

fn sheets(bytes: &[u8], wanted: Option<&str>) -> Result<(Table, Form), ReadError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| reason(&e))?;
    let listed = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = listed.map(|sheet| sheet.name.clone()).collect();
    let (sheet, table) = choose(&names, wanted, |name| {
        let mut rows = values::Rows::new();
        let mut cells = book.worksheet_cells_reader(name).map_err(|e| reason(&e))?;
        while let Some(cell) = cells.next_cell().map_err(|e| reason(&e))? {
            let (row, column) = cell.get_position();
            rows.put(row, column, cell.get_value())?;
        }
        rows.finish()
    })?;
    Ok((table, Form::Workbook { kind: WorkbookKind::Xlsx, sheet, sheets: names }))
}

fn reason(error: &XlsxError) -> ReadError {
    if matches!(error, XlsxError::Password) { ReadError::Locked } else { ReadError::Damaged }
}

/// The sheet that was asked for, else the first one that is not empty.
pub(super) fn choose(
    names: &[String],
    wanted: Option<&str>,
    mut open: impl FnMut(&str) -> Result<Table, ReadError>,
) -> Result<(String, Table), ReadError> {
    if let Some(name) = wanted {
        let name = names.iter().find(|known| *known == name).ok_or(ReadError::NoSuchSheet)?;
        return Ok((name.clone(), open(name)?));
    }
    for name in names {
        let table = open(name)?;
        if !table.rows().all(super::Row::is_blank) {
            return Ok((name.clone(), table));
        }
    }
    Err(ReadError::Empty)
}
