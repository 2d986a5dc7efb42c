//! XLS, through calamine, after a look at what its records would make calamine lay out in memory.

use super::compound::Compound;
use super::limits::MAX_XLS_AREA;
use super::{Form, ReadError, Table, WorkbookKind, values, workbook};
use calamine::{Data, DataRef, Reader, Xls};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<(Table, Form), ReadError> {
    let file = Compound::open(bytes)?;
    let stream = match file.stream("Workbook")? {
        Some(stream) => Some(stream),
        None => file.stream("Book")?,
    };
    check(&stream.ok_or(ReadError::Damaged)?)?;
    // The reader of this old format indexes where it trusts; what it trips over is a damaged file, not a crash.
    let parsed = catch_unwind(AssertUnwindSafe(|| Xls::new(Cursor::new(bytes))));
    let mut book = match parsed {
        Ok(Ok(book)) => book,
        Ok(Err(calamine::XlsError::Password)) => return Err(ReadError::Locked),
        _ => return Err(ReadError::Damaged),
    };
    let names = book.sheet_names();
    let (sheet, table) = workbook::choose(&names, wanted, |name| {
        let range = book.worksheet_range(name).map_err(|_| ReadError::Damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = values::Rows::new();
        for (number, row) in (top..).zip(range.rows()) {
            for (column, value) in (left..).zip(row) {
                rows.put(number, column, &lent(value))?;
            }
        }
        rows.finish()
    })?;
    Ok((table, Form::Workbook { kind: WorkbookKind::Xls, sheet, sheets: names }))
}

/// The value as the other reader lends it.
fn lent(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The areas that the cells of each sheet span, and the ones that the sheets claim.
fn check(stream: &[u8]) -> Result<(), ReadError> {
    let (mut area, mut span) = (0_u64, None::<Span>);
    let mut at = 0;
    while let Some(head) = stream.get(at..at + 4) {
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = stream.get(at + 4..at + 4 + length).ok_or(ReadError::Damaged)?;
        let word = |i: usize| data.get(i..i + 2).map(|two| u64::from(u16::from_le_bytes([two[0], two[1]])));
        match kind {
            // A sheet begins, or ends.
            0x0809 | 0x000A => area += span.take().map_or(0, |span| span.area()),
            // Numbers, texts, truth values and formulas.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                if let (Some(row), Some(first)) = (word(0), word(2)) {
                    let last =
                        if kind == 0x00BD { word(length.saturating_sub(2)).unwrap_or(first) } else { first };
                    let span = span.get_or_insert(Span::at(row, first));
                    span.add(row, first);
                    span.add(row, last);
                }
            }
            // What the sheet claims to span is reserved before a cell is read.
            0x0200 => claim(data)?,
            _ => {}
        }
        if area + span.as_ref().map_or(0, Span::area) > MAX_XLS_AREA {
            return Err(ReadError::TooManyCells);
        }
        at += 4 + length;
    }
    Ok(())
}

/// Rows and columns of a sheet of this format: 65,536 and 256.
fn claim(data: &[u8]) -> Result<(), ReadError> {
    let long =
        |i: usize| data.get(i..i + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
    let word = |i: usize| data.get(i..i + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]));
    let (first, last, columns) = match data.len() {
        10 => (u32::from(word(0)), u32::from(word(2)), word(6)),
        14 | 16 => (long(0), long(4), word(10)),
        _ => return Err(ReadError::Damaged),
    };
    if last > 65_536 || columns > 256 || (last > 0 && first >= last) {
        return Err(ReadError::Damaged);
    }
    Ok(())
}

struct Span {
    rows: (u64, u64),
    columns: (u64, u64),
}

impl Span {
    fn at(row: u64, column: u64) -> Self {
        Self { rows: (row, row), columns: (column, column) }
    }

    fn add(&mut self, row: u64, column: u64) {
        self.rows = (self.rows.0.min(row), self.rows.1.max(row));
        self.columns = (self.columns.0.min(column), self.columns.1.max(column));
    }

    fn area(&self) -> u64 {
        (self.rows.1 - self.rows.0 + 1) * (self.columns.1 - self.columns.0 + 1)
    }
}
