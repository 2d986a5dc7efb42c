//! A course as CSV, wide or long.

use super::MakeError;
use super::dialect::Dialect;
use super::matrix::CourseSheet;
use super::matrix_columns::{long_headings, long_rows, wide_headings, wide_values};

/// One row a student; each class is a column of statuses and one of minutes; totals at the end.
pub fn wide_csv(sheet: &CourseSheet, emails: bool, dialect: &Dialect) -> Result<Vec<u8>, MakeError> {
    let rows = sheet.students.iter().map(|row| wide_values(sheet, row, emails));
    dialect.table(&wide_headings(sheet, emails), rows, sheet.zone)
}

/// One row a student and class. Times are local to the zone of each class, which stands beside them.
pub fn long_csv(sheet: &CourseSheet, emails: bool, dialect: &Dialect) -> Result<Vec<u8>, MakeError> {
    dialect.table(&long_headings(emails), long_rows(sheet, emails), sheet.zone)
}
