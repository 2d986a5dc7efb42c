//! Workbooks: typed cells, a sheet for each kind of row, a legend that says what stands where.
//!
//! No formulas and no links: text is written as strings, whatever it begins with, and web addresses stay text. A
//! workbook is built in memory. The library's modes with constant memory keep rows in temporary files, where names
//! would stand in the clear.

mod class;
mod course;
mod formats;
mod page;

pub use class::class_xlsx;
pub use course::course_xlsx;

use super::MakeError;
use super::legend::Block;
use chrono::{DateTime, Utc};
use formats::Formats;
use page::Page;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

impl From<XlsxError> for MakeError {
    /// The library's texts may hold the cell's; they are not kept.
    fn from(_: XlsxError) -> Self {
        Self("workbook")
    }
}

/// An empty workbook. Its properties name nobody.
fn workbook(written_at: DateTime<Utc>) -> Result<Workbook, MakeError> {
    let mut book = Workbook::new();
    let at = ExcelDateTime::from_timestamp(written_at.timestamp())?;
    book.set_properties(&DocProperties::new().set_title("Attendance").set_creation_datetime(&at));
    Ok(book)
}

fn legend(book: &mut Workbook, formats: &Formats, blocks: &[Block]) -> Result<(), MakeError> {
    let sheet = book.add_worksheet().set_name("Legend")?;
    let mut page = Page { sheet, formats };
    let mut row = 0;
    for block in blocks {
        page.heading(row, 0, block.heading)?;
        row += 1;
        for (what, of_it) in &block.lines {
            page.label(row, 0, what)?;
            page.label(row, 1, of_it)?;
            row += 1;
        }
        row += 1;
    }
    page.sheet.set_column_width(0, 24)?;
    page.sheet.set_column_width(1, 90)?;
    Ok(())
}
