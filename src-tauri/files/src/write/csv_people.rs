//! The CSV for people: one flat table, one row a participant and one a student who was not seen.
//!
//! RFC 4180 in the dialect that was asked for. Every text cell goes through [`super::guard`]; numbers stay numbers with
//! two decimals. Times are local to the class's zone, to the second, in a form that spreadsheets take for times; the
//! zone stands in a column of its own.

use super::MakeError;
use super::class::ClassSheet;
use super::columns::Column;
use super::dialect::Dialect;

/// The table as the bytes of a file.
pub fn people_csv(sheet: &ClassSheet, columns: &[Column], dialect: &Dialect) -> Result<Vec<u8>, MakeError> {
    let headings: Vec<String> = columns.iter().map(|column| column.heading().to_owned()).collect();
    let about = &sheet.about;
    let rows = sheet.people.iter().map(|row| columns.iter().map(|column| column.value(row, about)));
    dialect.table(&headings, rows, about.zone)
}
